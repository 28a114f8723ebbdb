//! The tree of cuts of a kept sheet, found again from the passes of the saw that made it.
//!
//! Passes come in the order of [`Sheet::cuts`](crate::solution::Sheet::cuts): all of a piece, then those of its pieces
//! one after the other. A piece on which nothing stays is left over, and so are neighbours of that sort together, which
//! only takes cuts away: a plan that kept the rules of the saw keeps them with fewer parts too.

use super::sheet::KeptCut;
use crate::geometry::{Axis, Rect};
use crate::solution::{Content, Piece, Placement};

/// Levels of cuts that are followed: more than any plan has, few enough to go down one by one.
const MOST_LEVELS: u32 = 200;

/// The tree that `cuts` make of the usable part of a sheet. Each of `parts` must come off it as it is.
///
/// None where a pass crosses no piece or a part is not freed.
pub fn replay(
    usable: Rect,
    kerf_um: i64,
    cuts: &[KeptCut],
    parts: &[Placement],
    is_whole: bool,
) -> Option<Piece> {
    // Trims were made before; the usable part lies within them.
    let passes: Vec<&KeptCut> = cuts.iter().filter(|cut| cut.level > 0).collect();
    let mut replay = Replay {
        kerf_um,
        passes: &passes,
        parts,
        is_whole,
        freed: 0,
    };
    let root = replay.piece(usable, 1)?;
    (replay.passes.is_empty() && replay.freed == parts.len()).then_some(root)
}

struct Replay<'a> {
    kerf_um: i64,
    /// Passes still to come.
    passes: &'a [&'a KeptCut],
    parts: &'a [Placement],
    /// Every leftover stays as it is, for a sheet that nothing is added to.
    is_whole: bool,
    /// Parts met.
    freed: usize,
}

impl Replay<'_> {
    fn piece(&mut self, rect: Rect, level: u32) -> Option<Piece> {
        let (along, ends) = self.ends(rect, level);
        let content = match along {
            None => self.leaf(rect),
            Some(along) => self.cut(rect, level, along, &ends)?,
        };
        Some(Piece { rect, content })
    }

    /// Where the passes that cross a piece next end its pieces.
    fn ends(&mut self, rect: Rect, level: u32) -> (Option<Axis>, Vec<i64>) {
        let (mut along, mut ends) = (None, Vec::new());
        while let [pass, later @ ..] = self.passes {
            let Some((axis, at_um)) = pass.crosses(rect) else {
                break;
            };
            let from_um = ends
                .last()
                .map_or(rect.start_um(axis), |end_um| end_um + self.kerf_um);
            if level > MOST_LEVELS
                || pass.level != level
                || along.is_some_and(|along| along != axis)
                || at_um <= from_um
            {
                break;
            }
            along = Some(axis);
            ends.push(at_um);
            self.passes = later;
        }
        (along, ends)
    }

    fn leaf(&mut self, rect: Rect) -> Content {
        match self.parts.iter().find(|part| part.rect == rect) {
            Some(part) => {
                self.freed += 1;
                Content::Part {
                    part: part.part,
                    rotated: part.rotated,
                }
            }
            None => Content::Leftover,
        }
    }

    fn cut(&mut self, rect: Rect, level: u32, along: Axis, ends: &[i64]) -> Option<Content> {
        let (end_um, mut at_um) = (rect.end_um(along), rect.start_um(along));
        let rest_um = ends.last()? + self.kerf_um;
        let rest = (rest_um < end_um).then_some(end_um);
        let mut pieces: Vec<Piece> = Vec::with_capacity(ends.len() + 1);
        for next_um in ends.iter().copied().chain(rest) {
            let piece = self.piece(along.slice(rect, at_um, next_um), level + 1)?;
            at_um = next_um + self.kerf_um;
            match pieces.last_mut() {
                Some(last) if !self.is_whole && is_free(last) && is_free(&piece) => {
                    last.rect = along.slice(rect, last.rect.start_um(along), next_um);
                }
                _ => pieces.push(piece),
            }
        }
        let all_free = !self.is_whole && pieces.iter().all(is_free);
        Some(if all_free {
            Content::Leftover
        } else {
            Content::Cut { along, pieces }
        })
    }
}

fn is_free(piece: &Piece) -> bool {
    piece.content == Content::Leftover
}

impl KeptCut {
    /// The direction in which it divides a piece and where, if it runs across the whole of that piece.
    fn crosses(&self, rect: Rect) -> Option<(Axis, i64)> {
        let axis = if self.from_um[0] == self.to_um[0] {
            Axis::X
        } else {
            Axis::Y
        };
        let [at, across] = match axis {
            Axis::X => [0, 1],
            Axis::Y => [1, 0],
        };
        let over = axis.across();
        (self.from_um[at] == self.to_um[at]
            && self.from_um[across] == rect.start_um(over)
            && self.to_um[across] == rect.end_um(over)
            && self.from_um[at] < rect.end_um(axis))
        .then_some((axis, self.from_um[at]))
    }
}
