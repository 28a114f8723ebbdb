//! The search: parts are put into and taken out of trees of cuts, sheet by sheet.
//!
//! Everything in here counts kerf by inflation: a part is one kerf wider and higher, and so is the usable sheet. Pieces
//! then divide exactly, no kerf is demanded at the outer edge, and the true plan follows by taking one kerf off again.

pub mod aim;
pub mod aims;
pub mod batch;
pub mod climb;
pub mod export;
pub mod import;
pub mod limits;
pub mod neat;
pub mod offcuts;
pub mod pool;
pub mod price;
pub mod problem;
pub mod recreate;
pub mod regroup;
pub mod ruin;
pub mod shape;
pub mod sources;
pub mod starts;
pub mod state;
pub mod strips;
pub mod targets;
pub mod tree;
pub mod unplaceable;
pub mod waiting;
mod widen;
pub mod worthiest;
