//! Parametric furniture: from an edit to boards, cut list, estimate and scene.
//!
//! Data flows one way: an [`edit`] changes a [`design`]; [`assembly`] evaluates the design against a
//! [`catalogue`] and the part [`library`]; [`cut_list`], [`estimate`], [`draw`] and [`present`] are
//! computed from the assembly. Everything is a pure function; [`session`] holds the history.
//! Knows no browser, no Bevy and no cutting optimiser.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "a test fails by panicking"
    )
)]

pub mod assembly;
pub mod catalogue;
pub mod cut_list;
pub mod design;
pub mod draw;
pub mod edit;
pub mod estimate;
pub mod formula;
pub mod gather;
pub mod json;
pub mod length;
pub mod library;
pub mod message;
pub mod money;
pub mod present;
pub mod problem;
pub mod scene;
pub mod session;
pub mod shipped;
#[cfg(feature = "describe")]
pub mod typescript;
mod upgrade;
pub mod view;
pub mod workshop;
