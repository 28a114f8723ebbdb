//! The search: parts are put into and taken out of trees of cuts, sheet by sheet.

pub mod aim;
pub mod aims;
pub mod batch;
pub mod change;
pub mod climb;
pub mod export;
mod extra;
pub mod import;
pub mod neat;
pub mod offcuts;
pub mod pool;
pub mod price;
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
pub mod waiting;
mod widen;
pub mod worthiest;
