//! What a run of the optimiser gives: a plan, what any plan needs at least, and what is left out and why.

use crate::solution::Solution;

/// Parts that are not in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unplaceable {
    /// Index of the part in the instance.
    pub part: usize,
    /// How many of it.
    pub quantity: u32,
    /// What stands against it.
    pub reason: Reason,
}

/// Why a part is not in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Longer than every sheet: its width, or its long side when it may be rotated.
    TooLong,
    /// Wider than every sheet: its height, or its short side when it may be rotated.
    TooWide,
    /// No single sheet is both long and wide enough.
    TooLarge,
    /// It would fit turned by a quarter, but must not be rotated.
    FitsOnlyRotated,
    /// Narrower than the smallest strip that a cut may leave, and no sheet is exactly as large as it is.
    NarrowerThanStrip,
    /// Every way to cut it out of a sheet needs a cut longer than the longest one.
    NeedsLongerCut,
    /// Every way to cut it out of a sheet needs more levels of cuts than are allowed, or another first cut.
    NeedsMoreStages,
    /// It fits a sheet, but the group that it belongs to does not.
    GroupTooLarge,
    /// It fits a sheet, but the sheets there are do not suffice.
    StockExhausted,
}

/// What any plan of the placeable parts needs at least, given what the job's rule for offcuts has settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bound {
    /// Sheets.
    pub sheets: u64,
    /// Cost, in the unit of whoever states it: the instance's, or the search's own.
    pub cost: u64,
}

/// What a whole run gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The best plan found; empty when nothing can be placed.
    pub solution: Solution,
    /// What any plan of these parts needs at least.
    pub bound: Bound,
    /// True when everything placeable is placed and no plan can cost less, or have fewer sheets where none has a price;
    /// never without sheets.
    pub is_optimal: bool,
    /// Units of work done.
    pub work: u64,
    /// Parts that are not in the plan, by index.
    pub unplaced: Vec<Unplaceable>,
}
