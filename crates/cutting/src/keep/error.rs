//! Why something can't be kept.

use crate::instance::InstanceErrors;
use crate::verify::Fault;

/// Why something can't be kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeepError {
    /// It would be wrong in any plan: parts that overlap, lie outside, have another size, are too many, can't be cut
    /// apart, or more sheets than there are. Sheets are counted from 0 among those kept.
    #[error("among the kept sheets, {0}")]
    Wrong(Fault),
    /// A part so near to the edge of a sheet or to another part that no cut frees it: the blade takes a whole kerf.
    #[error(
        "among the kept sheets, sheet {sheet}: a part lies less than one saw cut off the edge of its sheet or strip; move it to the edge or further away"
    )]
    TooNear {
        /// Index of the kept sheet.
        sheet: usize,
    },
    /// Parts that can be cut apart, but not by the rules of the saw.
    #[error(
        "among the kept sheets, sheet {sheet}: its parts cannot be cut apart by the rules (stages, first cut, longest cut, smallest strip); loosen the rules or keep fewer parts"
    )]
    Rules {
        /// Index of the kept sheet.
        sheet: usize,
    },
    /// The passes given for it don't free its parts.
    #[error(
        "among the kept sheets, sheet {sheet}: its cuts do not free its parts; give them as they are in the solution, or none"
    )]
    Cuts {
        /// Index of the kept sheet.
        sheet: usize,
    },
    /// Some parts of a group are kept apart from the others.
    #[error(
        "some of parts[{part}] are kept apart from their group; keep whole groups or none of them"
    )]
    SplitGroup {
        /// Index of the part.
        part: usize,
    },
    /// What remains is no job.
    #[error(transparent)]
    Instance(#[from] InstanceErrors),
}
