//! The workshop: what the saw can do and which offcuts lie in stock.
//!
//! It belongs to who saws and is no part of a design: one document of its own, kept beside the designs and the same for
//! all of them. Every rule may be left out; what the construction method says, or no limit, holds then. A value of
//! [`Workshop`] keeps all limits: they are checked where it is [read] and where it is changed.

mod change;
mod file;
mod rule;
mod sawn;
#[cfg(test)]
mod tests;

pub use change::OffcutTexts;
pub use file::{FORMAT, VERSION, read, write};
pub use rule::{Kind, Rule, RuleValues};

#[cfg(feature = "describe")]
pub use file::WorkshopFile;

use crate::catalogue::MaterialChoice;
use crate::length::Length;

/// Most kinds of offcuts in one list.
pub const MAX_OFFCUTS: usize = 200;

/// The rules of a saw and the offcuts in stock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workshop {
    /// The rules with a value of their own.
    pub rules: RuleValues,
    /// Offcuts in stock, in the order in which they were listed.
    pub offcuts: Vec<Offcut>,
}

/// Offcuts in stock that are alike. They are sawn on all sides, so that nothing is trimmed off them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offcut {
    /// Board material, thickness and decor.
    pub material: MaterialChoice,
    /// Extent along the grain, as for sheets.
    pub length: Length,
    /// Extent across the grain.
    pub width: Length,
    /// How many there are.
    pub quantity: u32,
    /// What one costs, fen; nothing new has to be bought for most.
    pub fen: i64,
}
