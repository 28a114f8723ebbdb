//! What leaves a design: one file for each format, and texts in the reader's language.
//!
//! Knows no browser.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "a test fails by panicking"
    )
)]

mod document;
pub mod format;
pub mod texts;

format::formats![
    cut_list_csv,
    design,
    cut_list,
    cutting_plan,
    bars,
    estimate,
    checks,
];
