//! What a design costs, weighs and gives off. Pure functions over assembly, plan and catalogue, one file an idea:
//!
//! - [`cost`]: boards, bands, coatings, glue and hardware as money.
//! - [`amount`]: how much of each material there is, which all the rest is reckoned from.
//! - [`figure`]: a number with its range, the lines it is made of and how far it can be trusted.
//! - [`quote`]: what a workshop asks for it: labour, overhead, margin, tax, and how the trade quotes.
//! - [`passport`]: all of it on one page.
//! - [`voc`], [`air`], [`carbon`], [`mass`]: the figures. [`formaldehyde`] holds the models of a room's air.
//! - [`claim`]: what may be said of a design. [`alternatives`]: the same furniture with no added VOC, or customary.
//!
//! Numbers that reach people are whole numbers of a small unit, so that browser and terminal agree to the last digit.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "a test fails by panicking"
    )
)]

pub mod air;
pub mod alternatives;
pub mod amount;
pub mod carbon;
pub mod claim;
pub mod cost;
pub mod emissions;
pub mod figure;
pub mod formaldehyde;
pub mod mass;
pub mod passport;
pub mod quote;
pub mod voc;

pub use cost::Estimate;
pub use emissions::{Emissions, Room};
