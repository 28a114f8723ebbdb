//! What may be wrong with a plan.

use super::rules::RuleFault;
use crate::solution::Placement;

/// The parts on one sheet, without a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlatSheet {
    /// Index of the stock in the instance.
    pub stock: usize,
    /// The parts.
    pub placements: Vec<Placement>,
}

/// One thing wrong with a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A stock that the instance does not have.
    #[error("sheet {sheet}: there is no stock {stock}")]
    UnknownStock {
        /// Index of the sheet.
        sheet: usize,
        /// Index of the stock.
        stock: usize,
    },
    /// A part that the instance does not have.
    #[error("sheet {sheet}: there is no part {part}")]
    UnknownPart {
        /// Index of the sheet.
        sheet: usize,
        /// Index of the part.
        part: usize,
    },
    /// A sheet without parts.
    #[error("sheet {sheet} is empty")]
    Empty {
        /// Index of the sheet.
        sheet: usize,
    },
    /// A rectangle that is not the part's size.
    #[error("sheet {sheet}: part {part} has another size than ordered")]
    Size {
        /// Index of the sheet.
        sheet: usize,
        /// Index of the part.
        part: usize,
    },
    /// Turned although locked.
    #[error("sheet {sheet}: part {part} is rotated but must not be")]
    Rotated {
        /// Index of the sheet.
        sheet: usize,
        /// Index of the part.
        part: usize,
    },
    /// Not inside the trimmed sheet.
    #[error("sheet {sheet}: part {part} lies outside the trimmed sheet")]
    Outside {
        /// Index of the sheet.
        sheet: usize,
        /// Index of the part.
        part: usize,
    },
    /// Two parts that overlap or lie closer than the kerf.
    #[error("sheet {sheet}: parts {first} and {second} overlap or are closer than the kerf")]
    TooClose {
        /// Index of the sheet.
        sheet: usize,
        /// Index of one part.
        first: usize,
        /// Index of the other.
        second: usize,
    },
    /// Parts that no edge-to-edge cut separates.
    #[error("sheet {sheet} cannot be cut up edge to edge")]
    NotGuillotine {
        /// Index of the sheet.
        sheet: usize,
    },
    /// Cut more or less often than ordered.
    #[error("part {part} is cut {cut} times instead of {ordered}")]
    Count {
        /// Index of the part.
        part: usize,
        /// In the plan.
        cut: u64,
        /// In the instance, less those reported as left out.
        ordered: u64,
    },
    /// More sheets than there are.
    #[error("stock {stock} is used {used} times, there are {available}")]
    StockExceeded {
        /// Index of the stock.
        stock: usize,
        /// In the plan.
        used: u64,
        /// In the instance.
        available: u64,
    },
    /// The tree of cuts does not fit together.
    #[error("sheet {sheet}: the tree of cuts is wrong: {reason}")]
    Tree {
        /// Index of the sheet.
        sheet: usize,
        /// In which way.
        reason: TreeFault,
    },
    /// The tree of cuts breaks a rule of the saw.
    #[error("sheet {sheet}: {reason}")]
    Rule {
        /// Index of the sheet.
        sheet: usize,
        /// Which one, and by how much.
        reason: RuleFault,
    },
    /// Parts of a group that do not lie side by side.
    #[error("group {group} lies together in one strip {found} times instead of {wanted}")]
    Group {
        /// Index of the group.
        group: usize,
        /// How often it was found.
        found: u32,
        /// How often it is ordered.
        wanted: u32,
    },
}

/// In which way a tree of cuts is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeFault {
    /// The root is not the trimmed sheet.
    #[error("its root is not the trimmed sheet")]
    Root,
    /// A piece of no extent.
    #[error("a piece has no extent")]
    EmptyPiece,
    /// A cut without pieces.
    #[error("a cut has no pieces")]
    NoPieces,
    /// A piece that does not fill its parent across the cut.
    #[error("a piece does not fill its parent")]
    Across,
    /// Pieces that do not follow one another by exactly one kerf.
    #[error("pieces do not follow one another by one kerf")]
    Gap,
    /// A piece beyond its parent's end.
    #[error("a piece reaches beyond its parent")]
    Beyond,
    /// Board that is neither piece nor kerf.
    #[error("board is missing after the last piece")]
    Missing,
}
