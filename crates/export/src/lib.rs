//! What leaves a design: cut list files, cutting jobs and plans, and texts in the reader's language.
//!
//! One file per format. Depends on `furniture` and `cutting` and joins the two; knows no browser.

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
pub mod cut_list_csv;
pub mod cutting_job;
pub mod cutting_plan;
pub mod keep;
mod least;
pub mod plan_in_force;
pub mod plan_memory;
pub mod plan_view;
pub mod report;
mod saw;
pub mod sawn;
pub mod starters;
pub mod texts;
