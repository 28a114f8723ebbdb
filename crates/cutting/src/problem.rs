//! An instance as bounds and search see it: kinds of parts and sheets, inflated by the kerf, alike parts merged.
//!
//! Kerf is counted by inflation: a part is one kerf wider and higher, and so is the usable sheet. Pieces then divide
//! exactly, no kerf is demanded at the outer edge, and the true plan follows by taking one kerf off again.

mod compile;
mod kind;
mod limits;
mod place;
mod price;
#[cfg(test)]
mod sample;
pub mod unplaceable;
mod worth;

pub use kind::{Kind, SheetKind};
pub use limits::Limits;
pub use place::Place;
#[cfg(test)]
pub use sample::job_of;
pub use worth::TURN_COST;

use crate::outcome::Unplaceable;
use crate::rules::Goal;

/// An instance made ready for the search.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Kinds of parts, largest first.
    pub kinds: Vec<Kind>,
    /// Sheet sizes, by index in the instance.
    pub sheets: Vec<SheetKind>,
    /// What the saw allows.
    pub limits: Limits,
    /// Share of a sheet's price per area credited for its leftovers worth keeping, in hundredths of a percent.
    pub credit_bp: u32,
    /// What counts next after cost.
    pub goal: Goal,
    /// Long and short side, inflated, from which a leftover is worth keeping.
    pub offcut: (i32, i32),
    /// Parts that no sheet can hold.
    pub unplaceable: Vec<Unplaceable>,
    /// Sum of the kinds' weights.
    pub weight: i64,
    /// Parts to place.
    pub parts: u32,
    /// What each further piece that is cut up spoils, in units of what a leftover is worth: the search for easy sawing
    /// puts parts where a strip of their width begins or goes on.
    pub turn_cost: i64,
    /// How many units of cost one of price is. More than one where sheets cost a few units beyond their price, all of
    /// them together less than one of price, to tell plans of the same price apart.
    pub unit: u64,
    /// Those units are the more the larger an offcut is: a plan is better that leaves more of them in stock.
    pub spares_offcuts: bool,
    /// Each sheet has one of those units: a plan is better that has fewer sheets.
    pub counts_sheets: bool,
    /// No sheet has a price; what they cost is how many they are.
    pub is_free: bool,
    /// True when all sheets are of one size and cost, so that fewer is all that counts.
    pub is_uniform: bool,
    /// A leftover below this width holds nothing.
    min_w: i32,
    /// A leftover below this height holds nothing.
    min_h: i32,
    /// One over the area of the largest sheet.
    per_area: f64,
    /// Most leftover value that one unit of cost buys.
    value_per_cost: f64,
}

/// Parts of a job whose sheets are filled strip by strip, at most.
const MOST_IN_STRIPS: u32 = 500;

impl Problem {
    /// The sheets there are, when all have one size and cost.
    pub fn only_size(&self) -> Option<&SheetKind> {
        let alike = |sheet: &SheetKind| (sheet.w, sheet.h, sheet.cost, sheet.depth);
        let mut sheets = self.sheets.iter().filter(|sheet| sheet.quantity > 0);
        let first = sheets.next()?;
        sheets
            .all(|sheet| alike(sheet) == alike(first))
            .then_some(first)
    }

    /// True when sheets may be filled strip by strip: the saw allows anything, and a plan takes no longer than a step of
    /// the search may.
    pub fn has_strips(&self) -> bool {
        !self.limits.is_any
            && self.parts <= MOST_IN_STRIPS
            && self.only_size().is_some_and(|sheet| sheet.cost > 0)
    }

    /// One part of a kind less to place.
    pub fn settle_one(&mut self, kind: usize) {
        let kind = &mut self.kinds[kind];
        kind.demand -= 1;
        self.weight -= kind.weight;
        self.parts -= 1;
    }

    /// The same job with one more part, last in the list, that may be cut from a piece in just this direction.
    pub fn with_part(&self, (w, h): (i32, i32)) -> Self {
        let mut more = self.clone();
        let per_weight = self.kinds.first().map_or(1, |kind| {
            (i64::from(kind.w) * i64::from(kind.h) / kind.weight).max(1)
        });
        let weight = (i64::from(w) * i64::from(h) / per_weight).max(1);
        more.weight += weight;
        more.kinds.push(Kind {
            w,
            h,
            can_turn: false,
            demand: 1,
            weight,
            members: Vec::new(),
            group: None,
        });
        more.parts += 1;
        more
    }
}
