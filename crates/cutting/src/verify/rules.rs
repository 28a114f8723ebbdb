//! Whether a tree of cuts keeps the rules of the saw: levels, first direction, longest cut, smallest strip.

use crate::geometry::Axis;
use crate::geometry::mm;
use crate::instance::{Rules, Stock};
use crate::solution::{Content, Piece};

/// Which rule of the saw a sheet breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleFault {
    /// More levels of cuts than allowed, those above the stock included and a last one that only frees a single part
    /// from waste not counted.
    #[error("it takes {levels} levels of cuts, at most {most} are allowed")]
    Stages {
        /// Levels it takes.
        levels: u32,
        /// Levels allowed.
        most: u8,
    },
    /// A sheet whose first level goes the other way.
    #[error("its first cuts divide it along {}, not along {}", name(wanted.across()), name(*wanted))]
    FirstCut {
        /// Direction asked for.
        wanted: Axis,
    },
    /// A cut longer than the longest.
    #[error("a cut is {} mm long, at most {} mm are allowed", mm(*length_um), mm(*longest_um))]
    LongCut {
        /// Length of the longest such cut in micrometres.
        length_um: i64,
        /// Length allowed.
        longest_um: i64,
    },
    /// A cut that leaves something narrower than the smallest strip.
    #[error("a cut leaves a piece {} mm wide, at least {} mm are asked for", mm(*extent_um), mm(*smallest_um))]
    NarrowPiece {
        /// Extent along the cut's axis of the narrowest such piece in micrometres.
        extent_um: i64,
        /// Extent asked for.
        smallest_um: i64,
    },
}

const fn name(axis: Axis) -> &'static str {
    match axis {
        Axis::X => "x",
        Axis::Y => "y",
    }
}

/// What of a tree the rules are about.
#[derive(Debug, Default)]
struct Seen {
    first: Option<Axis>,
    levels: u32,
    longest_um: i64,
    narrowest_um: Option<i64>,
}

/// Every rule that a sheet's tree breaks. The tree itself must be sound.
pub fn check(rules: &Rules, stock: &Stock, root: &Piece) -> Vec<RuleFault> {
    let mut seen = Seen::default();
    see(root, u32::from(stock.depth), &mut seen);
    let mut faults = Vec::new();
    if let Some(most) = rules.stages
        && seen.levels > u32::from(most)
    {
        faults.push(RuleFault::Stages {
            levels: seen.levels,
            most,
        });
    }
    if let (Some(wanted), Some(first), 0) = (rules.first_cut, seen.first, stock.depth)
        && wanted != first
    {
        faults.push(RuleFault::FirstCut { wanted });
    }
    if let Some(longest_um) = rules.longest_cut_um
        && seen.longest_um > longest_um
    {
        faults.push(RuleFault::LongCut {
            length_um: seen.longest_um,
            longest_um,
        });
    }
    if let Some(extent_um) = seen.narrowest_um
        && extent_um < rules.smallest_strip_um
    {
        faults.push(RuleFault::NarrowPiece {
            extent_um,
            smallest_um: rules.smallest_strip_um,
        });
    }
    faults
}

fn see(piece: &Piece, above: u32, seen: &mut Seen) {
    let Content::Cut { along, pieces } = &piece.content else {
        return;
    };
    let end_um = piece.rect.end_um(*along);
    if pieces.iter().all(|one| one.rect.end_um(*along) == end_um) {
        // Nothing is sawn: the one piece is the whole.
        for one in pieces {
            see(one, above, seen);
        }
        return;
    }
    seen.first = seen.first.or(Some(*along));
    seen.longest_um = seen.longest_um.max(piece.rect.extent_um(along.across()));
    for one in pieces {
        let extent_um = one.rect.extent_um(*along);
        let narrowest_um = seen.narrowest_um.unwrap_or(extent_um);
        seen.narrowest_um = Some(narrowest_um.min(extent_um));
    }
    if frees_one_part(pieces) {
        seen.levels = seen.levels.max(above);
        return;
    }
    seen.levels = seen.levels.max(above + 1);
    for one in pieces {
        see(one, above + 1, seen);
    }
}

/// True for one part and nothing else but waste.
fn frees_one_part(pieces: &[Piece]) -> bool {
    let mut parts = 0;
    for piece in pieces {
        match piece.content {
            Content::Part { .. } => parts += 1,
            Content::Leftover => {}
            Content::Cut { .. } => return false,
        }
    }
    parts == 1
}
