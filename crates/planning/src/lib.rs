//! Everything between furniture and cutting: a design's boards as cutting jobs, their plans and what is kept of them,
//! steps at the saw, and bars.
//!
//! - [`cutting_job`]: what there is to cut; what travels to the optimiser's workers.
//! - [`run`]: running it, which is what the workers do; [`cutting_plan`]: what travels back, with a tree of cuts for each sheet
//!   ([`sheet_plan`]).
//! - [`plan_in_force`], [`plan_memory`], [`keep`], [`sawn`]: what a person keeps of a plan.
//! - [`plan_view`], [`bars`]: plans as they are shown, with the steps at the saw.
//! - [`evaluated`]: all of it for one design, from its evaluation to its plan.
//!
//! Knows no file format, no history and no browser.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "a test fails by panicking"
    )
)]

pub mod bars;
pub mod cutting_job;
pub mod cutting_plan;
pub mod evaluated;
pub mod keep;
mod least;
pub mod plan_in_force;
pub mod plan_memory;
pub mod plan_view;
pub mod run;
mod saw;
pub mod sawn;
pub mod sheet_plan;
