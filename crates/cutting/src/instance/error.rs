//! What may be wrong with an instance: which number, and what would be right.

use super::{LINEAR_HEIGHT_UM, MAX_COST, MAX_LENGTH_UM, MAX_PARTS};
use crate::geometry::mm;

/// Which number of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The kerf.
    Kerf,
    /// The trim.
    Trim,
    /// Width of the stock with this index.
    StockWidth(usize),
    /// Height of the stock with this index.
    StockHeight(usize),
    /// Width of the part with this index.
    PartWidth(usize),
    /// Height of the part with this index.
    PartHeight(usize),
    /// Trim of the stock with this index.
    StockTrim(usize),
    /// Most levels of cuts.
    Stages,
    /// Longest cut.
    LongestCut,
    /// Smallest strip.
    SmallestStrip,
    /// Smallest leftover worth keeping.
    SmallestOffcut,
    /// Least use of an offcut.
    OffcutsFirst,
    /// Sheets sawn at once.
    Stack,
    /// Credit for leftovers.
    OffcutCredit,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Kerf => write!(f, "kerf"),
            Self::Trim => write!(f, "trim"),
            Self::StockWidth(index) => write!(f, "stocks[{index}].w"),
            Self::StockHeight(index) => write!(f, "stocks[{index}].h"),
            Self::PartWidth(index) => write!(f, "parts[{index}].w"),
            Self::PartHeight(index) => write!(f, "parts[{index}].h"),
            Self::StockTrim(index) => write!(f, "stocks[{index}].trim"),
            Self::Stages => write!(f, "rules.stages"),
            Self::LongestCut => write!(f, "rules.longest_cut"),
            Self::SmallestStrip => write!(f, "rules.smallest_strip"),
            Self::SmallestOffcut => write!(f, "rules.smallest_offcut"),
            Self::OffcutsFirst => write!(f, "rules.offcuts_first"),
            Self::Stack => write!(f, "rules.stack"),
            Self::OffcutCredit => write!(f, "rules.offcut_credit"),
        }
    }
}

/// One thing wrong with an instance.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InstanceError {
    /// A length below its least value or above [`MAX_LENGTH_UM`].
    #[error("{place} is {} mm; it must be from {} to {} mm", mm(*value_um), mm(*least_um), mm(MAX_LENGTH_UM))]
    Length {
        /// Which length.
        place: Place,
        /// What it is.
        value_um: i64,
        /// Least value allowed.
        least_um: i64,
    },
    /// The trim takes the whole sheet.
    #[error(
        "stocks[{stock}]: the trim leaves nothing of the sheet; make the trim smaller or the sheet larger"
    )]
    NothingLeft {
        /// Index of the stock.
        stock: usize,
    },
    /// A cost above [`MAX_COST`].
    #[error("stocks[{stock}].cost is {cost}, above the highest that is taken, {MAX_COST}")]
    Cost {
        /// Index of the stock.
        stock: usize,
        /// What it is.
        cost: u64,
    },
    /// No sheet to cut from.
    #[error("stocks is empty; name at least one sheet size")]
    NoStock,
    /// More than [`MAX_PARTS`].
    #[error("{count} parts are more than the {MAX_PARTS} that one instance takes")]
    TooManyParts {
        /// Parts in all.
        count: u64,
    },
    /// A count of a rule below 1.
    #[error("{place} is 0; it must be at least 1")]
    Zero {
        /// Which one.
        place: Place,
    },
    /// A share above one whole.
    #[error("{place} is {}.{:02} %; a share is at most 100 %", *value_bp / 100, *value_bp % 100)]
    Share {
        /// Which one.
        place: Place,
        /// What it is, in hundredths of a percent.
        value_bp: u32,
    },
    /// A group of nothing.
    #[error("groups[{group}].parts is empty; list the parts in the order of the strip")]
    GroupEmpty {
        /// Index of the group.
        group: usize,
    },
    /// A group that names a part the instance does not have.
    #[error(
        "groups[{group}] names part {part}; the parts are numbered from 0, and there are {parts}"
    )]
    GroupPart {
        /// Index of the group.
        group: usize,
        /// The number it names.
        part: usize,
        /// How many parts there are.
        parts: usize,
    },
    /// Parts of a group that do not make one strip.
    #[error(
        "groups[{group}]: parts[{first}] is {} mm and parts[{other}] {} mm across the strip; they must be the same",
        mm(*first_um), mm(*other_um)
    )]
    GroupExtent {
        /// Index of the group.
        group: usize,
        /// Its first part.
        first: usize,
        /// Extent of that across the strip.
        first_um: i64,
        /// A part that differs.
        other: usize,
        /// Extent of that across the strip.
        other_um: i64,
    },
    /// Parts of a group that can't be turned as a whole and can't be kept from it either.
    #[error(
        "groups[{group}]: only one of parts[{first}] and parts[{other}] is rotatable; either all parts of a group are or none"
    )]
    GroupRotation {
        /// Index of the group.
        group: usize,
        /// Its first part.
        first: usize,
        /// A part that differs.
        other: usize,
    },
    /// Groups that take more of a part than is ordered.
    #[error(
        "the groups take {wanted} of parts[{part}], of which {ordered} are ordered; lower the groups' qty or raise the part's"
    )]
    GroupDemand {
        /// Index of the part.
        part: usize,
        /// How many all groups take.
        wanted: u64,
        /// How many are ordered.
        ordered: u32,
    },
    /// Something in a one-dimensional job that has a second dimension.
    #[error(
        "{place} has a second dimension, which a one-dimensional job must not have: heights are {} mm, trims left and right only, no part is rotatable",
        mm(LINEAR_HEIGHT_UM)
    )]
    NotLinear {
        /// Which stock or part, or the trim.
        place: Place,
    },
}

/// Everything wrong with an instance; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceErrors(pub Vec<InstanceError>);

impl std::fmt::Display for InstanceErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InstanceErrors {}
