//! The cutting optimiser of Boardwright: rectangular parts from rectangular sheets by edge-to-edge cuts.
//!
//! Knows rectangles, not furniture. No clock, no input or output, no threads; random numbers come from a seed, so the
//! same job, seed and amount of work give the same plan on every machine, natively and in WebAssembly.
//!
//! - [`instance`]: the job, valid by construction
//! - [`solver`]: the optimiser, in bounded steps; [`solver::solve`] for a whole run
//! - [`solution`]: the plan as trees of cuts
//! - [`mod@verify`]: the judge, which shares no code with the solver
//! - [`keep`]: boards pinned and sheets locked while the rest is planned again
//! - [`bound`]: what any plan needs at least
//! - [`json`]: the file formats

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")
)]

pub mod bound;
pub mod instance;
pub mod json;
pub mod keep;
mod order;
mod outcome;
mod rng;
mod rules;
mod search;
pub mod solution;
pub mod solver;
mod totals;
pub mod verify;

pub use bound::Bound;
pub use instance::{Goal, Group, Instance, OffcutUse, Part, Rules, Stock, Trim};
pub use outcome::{Outcome, Reason, Unplaceable};
pub use solution::Solution;
pub use solver::{Options, Solver, Status, solve};
pub use verify::verify;
