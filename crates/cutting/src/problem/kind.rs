//! Kinds of parts and sizes of sheets as the search sees them, inflated by the kerf.

use super::place::Place;
use crate::geometry::Axis;
use crate::instance::Instance;

/// Parts that are alike to the saw, whatever their index in the instance.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Inflated extent along x; at least the height when the kind can turn.
    pub w: i32,
    /// Inflated extent along y.
    pub h: i32,
    /// True when turning it makes a difference and is allowed.
    pub can_turn: bool,
    /// How many are ordered.
    pub demand: u32,
    /// Area, scaled so that the sum over all parts stays far below 2^62.
    pub weight: i64,
    /// Index in the instance and quantity of the parts merged here; of a group the parts of one strip, in order.
    pub members: Vec<(usize, u32)>,
    /// For parts that stay together in a strip: the axis along which they lie while the kind is not turned.
    pub group: Option<Axis>,
}

/// One size of sheet.
#[derive(Clone, Debug)]
pub struct SheetKind {
    /// Inflated usable extent along x.
    pub w: i32,
    /// Inflated usable extent along y.
    pub h: i32,
    /// Cost of one, in units of the [problem's](Problem::unit): its price, and for an offcut a little more.
    pub cost: u64,
    /// How many there are, never more than there are parts.
    pub quantity: u32,
    /// What an empty one counts as leftover.
    pub value: i64,
    /// Levels of cuts already made above it.
    pub depth: u8,
    /// Area of the untrimmed sheet in square micrometres.
    pub area_um2: i128,
}

impl Kind {
    /// Area of one in square micrometres, kerf not counted.
    pub fn area_um2(&self, instance: &Instance) -> i128 {
        let area = |&(part, _): &(usize, u32)| instance.parts()[part].area_um2();
        match self.group {
            Some(_) => self.members.iter().map(area).sum(),
            None => self.members.first().map_or(0, area),
        }
    }
}

impl SheetKind {
    /// An empty one as a place to cut from.
    pub const fn place(&self) -> Place {
        Place {
            w: self.w,
            h: self.h,
            level: self.depth,
            from: None,
        }
    }
}

/// Lengths and kerf are at most 10^8 each, so their sum fits.
pub fn inflate(length_um: i64, kerf_um: i64) -> i32 {
    i32::try_from(length_um + kerf_um).unwrap_or(i32::MAX)
}
