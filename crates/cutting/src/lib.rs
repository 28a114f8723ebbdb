//! The cutting optimiser of Boardwright: rectangular parts from rectangular sheets by edge-to-edge cuts.
//!
//! Knows rectangles, not furniture. No clock, no input or output, no threads; random numbers come from a seed, so the
//! same job, seed and amount of work give the same plan on every machine, natively and in WebAssembly.
//!
//! The modules in their order; each uses only those above it:
//!
//! - [`geometry`]: axes and rectangles
//! - [`instance`] with its `rules`: the job, valid by construction
//! - [`solution`]: the plan as trees of cuts, and its totals
//! - `outcome`: what a run gives: plan, bound, what is left out and why
//! - `problem`: the job as bounds and search see it, inflated by the kerf
//! - `master`: the linear program over patterns
//! - `bound`: what any plan needs at least
//! - `search`: plans made and changed
//! - [`solver`]: bound and search in bounded steps; [`solver::solve`] for a whole run
//! - [`mod@verify`]: the judge, which shares no code with problem, bound, search and solver
//! - [`keep`]: boards pinned and sheets locked while the rest is planned again
//! - [`json`]: the file formats
//!
//! `rng` and `order` (random numbers, sorting) know nothing of cutting.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")
)]

mod bound;
pub mod geometry;
pub mod instance;
pub mod json;
pub mod keep;
mod master;
mod order;
mod outcome;
mod problem;
mod rng;
mod rules;
mod search;
pub mod solution;
pub mod solver;
pub mod verify;

pub use geometry::{Axis, Rect};
pub use instance::{Goal, Group, Instance, OffcutUse, Part, Rules, Stock, Trim};
pub use outcome::{Bound, Outcome, Reason, Unplaceable};
pub use solution::Solution;
pub use solver::{Options, Solver, Status, solve};
pub use verify::verify;
