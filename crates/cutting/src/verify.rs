//! The judge: says what is wrong with a plan. Shares no code with the solvers.
//!
//! [`check_layout`] judges flat rectangles, [`verify`] also the tree of cuts they come from. Kerf is demanded between
//! any two parts, never at the outer edge: a cut may run off the board into waste, never into a part.
//!
//! Groups are judged by the rectangles; the rules of the saw (levels of cuts, first direction, longest cut, smallest
//! strip) by the tree. Which offcut is used first, how many sheets make a stack and what counts after the cost are no
//! faults of a plan.

mod fault;
mod groups;
mod layout;
mod rules;
mod sort;
mod tree;

pub use fault::{Fault, FlatSheet, TreeFault};
pub use layout::check_layout;
pub(crate) use layout::count_groups;
pub use rules::RuleFault;
pub(crate) use rules::check as check_rules;
pub use tree::verify;
