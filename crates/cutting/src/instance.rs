//! The input: sheets to cut from, parts to cut, kerf, trim and rules. Valid by construction.
//!
//! Lengths are whole micrometres. A value of [`Instance`] can only be made by [`InstanceBuilder::build`], so that
//! everything behind it may rely on the limits stated here.

mod build;
mod error;

pub use build::InstanceBuilder;
pub use error::{InstanceError, InstanceErrors, Place};

use crate::geometry::{Axis, Rect};
pub use crate::rules::{Goal, OffcutUse, Rules};

/// Longest side of a sheet or part: 100 m, in micrometres.
pub const MAX_LENGTH_UM: i64 = 100_000_000;
/// Most parts in one instance, all quantities together.
pub const MAX_PARTS: u64 = 100_000;
/// Extent across of everything in a one-dimensional job: 1 mm, in micrometres.
pub const LINEAR_HEIGHT_UM: i64 = 1_000;
/// Highest cost of one sheet, in the caller's unit; keeps the sum over every sheet within 64 bits.
pub const MAX_COST: u64 = 100_000_000_000_000;

/// What is cut off the four sides of every sheet before anything else, in micrometres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trim {
    /// At x = 0.
    pub left_um: i64,
    /// At the largest x.
    pub right_um: i64,
    /// At y = 0.
    pub bottom_um: i64,
    /// At the largest y.
    pub top_um: i64,
}

impl Trim {
    /// The same on all four sides.
    #[must_use]
    pub const fn all(um: i64) -> Self {
        Self {
            left_um: um,
            right_um: um,
            bottom_um: um,
            top_um: um,
        }
    }
}

/// One size of sheet (or one offcut) to cut from. The default has no extent: name at least both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// Extent along x, untrimmed.
    pub width_um: i64,
    /// Extent along y, untrimmed.
    pub height_um: i64,
    /// How many there are; `None` is as many as are needed.
    pub quantity: Option<u32>,
    /// What one costs, in whole units of the caller's choice (fen, thousandths of a square millimetre, ...).
    pub cost: u64,
    /// What is trimmed off it; `None` is what the instance says.
    pub trim: Option<Trim>,
    /// An offcut of an earlier job, which [`Rules::offcuts_first`] is about.
    pub is_offcut: bool,
    /// Levels of cuts already made above it, which [`Rules::stages`] counts; 0 for a real sheet.
    pub depth: u8,
}

impl Stock {
    /// Area of the untrimmed sheet in square micrometres.
    #[must_use]
    pub const fn area_um2(&self) -> i128 {
        self.width_um as i128 * self.height_um as i128
    }
}

/// One size of part to cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Extent along x when not rotated.
    pub width_um: i64,
    /// Extent along y when not rotated.
    pub height_um: i64,
    /// How many.
    pub quantity: u32,
    /// Whether it may be turned by a quarter; false where the grain must run along the sheet's.
    pub rotatable: bool,
}

impl Part {
    /// Extent along an axis when not rotated.
    #[must_use]
    pub const fn extent_um(&self, axis: Axis) -> i64 {
        match axis {
            Axis::X => self.width_um,
            Axis::Y => self.height_um,
        }
    }

    /// Area in square micrometres.
    #[must_use]
    pub const fn area_um2(&self) -> i128 {
        self.width_um as i128 * self.height_um as i128
    }
}

/// Parts that stay together: one of each, side by side in one strip in this order, a kerf apart, so that the grain runs
/// on from one to the next (matched fronts).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Indices of the parts in the order of the strip; one may come several times.
    pub parts: Vec<usize>,
    /// Direction in which they follow one another while none is turned. All have the same extent across it. A group
    /// whose parts may be rotated may be turned as a whole; its parts then follow one another along the other axis.
    pub along: Axis,
    /// How many such strips, out of the quantities of the parts.
    pub quantity: u32,
}

/// A cutting job. Made by [`Instance::builder`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    name: String,
    kerf_um: i64,
    trim: Trim,
    stocks: Vec<Stock>,
    parts: Vec<Part>,
    groups: Vec<Group>,
    rules: Rules,
    is_linear: bool,
}

impl Instance {
    /// The job's name, for people.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Width of a cut in micrometres.
    #[must_use]
    pub const fn kerf_um(&self) -> i64 {
        self.kerf_um
    }

    /// What is trimmed off every sheet that says nothing else; see [`trim_of`](Self::trim_of).
    #[must_use]
    pub const fn trim(&self) -> Trim {
        self.trim
    }

    /// The sheet sizes; a solution names them by index.
    #[must_use]
    pub fn stocks(&self) -> &[Stock] {
        &self.stocks
    }

    /// The part sizes; a solution names them by index.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The parts that stay together in one strip.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// What the saw and the shop allow.
    #[must_use]
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// True for a one-dimensional job (rails, profiles, rolls): everything is [`LINEAR_HEIGHT_UM`] high.
    #[must_use]
    pub const fn is_linear(&self) -> bool {
        self.is_linear
    }

    /// What is trimmed off a sheet: its own trim, or else the instance's.
    #[must_use]
    pub fn trim_of(&self, stock: &Stock) -> Trim {
        stock.trim.unwrap_or(self.trim)
    }

    /// Width and height in micrometres that remain of a sheet after trimming.
    #[must_use]
    pub fn usable_um(&self, stock: &Stock) -> (i64, i64) {
        let usable = self.usable(stock);
        (usable.width_um, usable.height_um)
    }

    /// What remains of a sheet after trimming, from the sheet's untrimmed corner.
    #[must_use]
    pub fn usable(&self, stock: &Stock) -> Rect {
        let trim = self.trim_of(stock);
        Rect {
            x_um: trim.left_um,
            y_um: trim.bottom_um,
            width_um: stock.width_um - trim.left_um - trim.right_um,
            height_um: stock.height_um - trim.bottom_um - trim.top_um,
        }
    }

    /// The same job with every part locked in its direction.
    #[must_use]
    pub fn without_rotation(mut self) -> Self {
        for part in &mut self.parts {
            part.rotatable = false;
        }
        self
    }
}
