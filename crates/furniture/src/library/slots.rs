//! The rule of slots: which modules share an opening, and what a front may close.
//!
//! An opening accepts slots, and a module takes some. Two modules share an opening when their slots differ. A front may
//! close an opening only if nothing around it or in it is closed by one. Whoever evaluates a design and whoever offers
//! what can be put in ask here.

use super::Module;

/// Slot of what stands alone.
pub const ITEM: &str = "item";
/// Slot of what closes an opening.
pub const FRONT: &str = "front";
/// Slot of what divides an opening, and of openings that a person can pick.
pub const SPACE: &str = "space";

/// Why a module can't go into an opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The opening has no such slot.
    NotAccepted,
    /// Another module there has a slot that it takes.
    Occupied,
    /// A front closes the place already, from around it or inside.
    Closed,
}

impl Refusal {
    /// Message key of the reason.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotAccepted => "problem.not-accepted",
            Self::Occupied => "problem.occupied",
            Self::Closed => "problem.front-covered",
        }
    }
}

impl Module {
    /// True when it takes the slot.
    pub fn takes(&self, slot: &str) -> bool {
        self.slots.iter().any(|own| own == slot)
    }

    /// True when an opening with these slots has all that it takes.
    pub fn suits(&self, accepts: &[String]) -> bool {
        self.slots.iter().all(|slot| accepts.contains(slot))
    }
}

/// Why a module can't go into an opening with these slots beside other modules there; none when it can. The opening
/// `is_closed` when a front closes what it lies in or something in it.
pub fn refusal<'m>(
    module: &Module,
    accepts: &[String],
    mut beside: impl Iterator<Item = &'m Module>,
    is_closed: bool,
) -> Option<Refusal> {
    if !module.suits(accepts) {
        Some(Refusal::NotAccepted)
    } else if beside.any(|other| other.slots.iter().any(|slot| module.takes(slot))) {
        Some(Refusal::Occupied)
    } else if is_closed && module.takes(FRONT) {
        Some(Refusal::Closed)
    } else {
        None
    }
}

/// Whether a front closes what a module leaves: one around it already, or one beside it in its opening.
pub fn closes<'m>(is_closed: bool, mut beside: impl Iterator<Item = &'m Module>) -> bool {
    is_closed || beside.any(|other| other.takes(FRONT))
}
