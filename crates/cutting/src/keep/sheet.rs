//! What is kept of an earlier plan.

use crate::solution::{Placement, SawCut};

/// A sheet of an earlier plan that stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptSheet {
    /// Index of the stock in the instance.
    pub stock: usize,
    /// Nothing else may be put on it; else what is free of it is planned anew.
    pub is_locked: bool,
    /// The parts that stay where they are, at least one.
    pub placements: Vec<Placement>,
    /// The passes of the saw by which the earlier plan cut the sheet, in the order of [`Sheet::cuts`](crate::solution::Sheet::cuts), trims or not. A
    /// locked sheet is cut by them as before; where parts are pinned they are looked at when no others serve. None when
    /// they are not known: then cuts are found from the parts alone.
    pub cuts: Vec<KeptCut>,
}

/// A pass of the saw on a kept sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptCut {
    /// Where it starts, in micrometres: smallest x and y along the side of the kerf that ends a piece.
    pub from_um: [i64; 2],
    /// Where it ends.
    pub to_um: [i64; 2],
    /// Level in the tree of cuts, 1 for the first after trimming; 0 for a trim cut.
    pub level: u32,
}

impl From<&SawCut> for KeptCut {
    fn from(cut: &SawCut) -> Self {
        Self {
            from_um: cut.from_um,
            to_um: cut.to_um,
            level: cut.stage,
        }
    }
}
