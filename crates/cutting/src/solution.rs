//! The output: for each sheet a tree of cuts whose leaves are parts and waste.
//!
//! The tree is the truth; placements, cut lines and totals are derived from it, so that they cannot disagree.
//! All coordinates are micrometres from the sheet's untrimmed corner, x along the stock's width.

mod totals;
mod tree;

pub use crate::geometry::{Axis, Rect};
pub use totals::{SawModel, SawWork, Totals};
pub use tree::{Content, Pattern, Piece, Placement, SawCut, Sheet, Solution};
