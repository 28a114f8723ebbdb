//! Parametric furniture: from an edit to boards, cut list, estimate and scene.
//!
//! Data flows one way: an [`edit`] changes a [`design`]; [`assembly`] evaluates the design against a
//! [`catalogue`] and the part [`library`]; [`cut_list`] and [`draw`] are computed from the
//! assembly. Everything is a pure function.
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
pub mod axis;
pub mod bundle;
pub mod catalogue;
pub mod cut_list;
#[cfg(feature = "describe")]
pub mod declarations;
pub mod design;
pub mod document;
pub mod draw;
pub mod edit;
pub mod formula;
pub mod gather;
pub mod json;
pub mod key;
pub mod length;
pub mod library;
pub mod message;
pub mod money;
pub mod problem;
pub mod role;
pub mod scene;
pub mod shipped;
mod upgrade;
pub mod workshop;
