//! The design being edited: history and refusal, the plan in force, and what the page sees of it all.
//!
//! - [`document`]: the design with its history. It only ever holds a design that can be built.
//! - [`session`]: the document with the plan in force, the workshop and what was planned before.
//! - [`view`], [`catalogue_view`], [`workshop_view`]: what the page shows, as plain data, made by `present`.
//! - [`typescript`]: those types as TypeScript, with the feature `describe`.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "a test fails by panicking"
    )
)]

mod attempt;
pub mod catalogue_view;
pub mod document;
mod history;
mod present;
pub mod reach;
pub mod session;
#[cfg(feature = "describe")]
pub mod typescript;
pub mod view;
pub mod workshop_view;

pub use document::Document;
pub use session::Session;
