//! The tree of cuts of each sheet, and what follows from it: placements, leftovers, the passes of the saw.

use crate::geometry::{Axis, Rect};
use crate::instance::{Instance, Trim};

/// A node of the tree of cuts: a rectangle of board and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it lies.
    pub rect: Rect,
    /// What becomes of it.
    pub content: Content,
}

/// What becomes of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// It is a finished part of exactly this size.
    Part {
        /// Index of the part in the instance.
        part: usize,
        /// Turned by a quarter.
        rotated: bool,
    },
    /// It is left over.
    Leftover,
    /// It is sawn across. The pieces come in ascending order and each fills the whole extent across; a cut as wide
    /// as the kerf follows every piece that does not end where this one ends.
    Cut {
        /// Direction along which the pieces follow one another.
        along: Axis,
        /// The pieces, at least one.
        pieces: Vec<Piece>,
    },
}

/// One sheet of a solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Index of the stock in the instance.
    pub stock: usize,
    /// The usable rectangle, that is the sheet without its trim, and how it is cut up.
    pub root: Piece,
}

/// A part on a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Placement {
    /// Index of the part in the instance.
    pub part: usize,
    /// Where it lies, as placed.
    pub rect: Rect,
    /// Turned by a quarter.
    pub rotated: bool,
}

/// One pass of the saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SawCut {
    /// Where the saw starts: the smallest x and y of the line along the kept side of the kerf.
    pub from_um: [i64; 2],
    /// Where it ends.
    pub to_um: [i64; 2],
    /// Level in the tree of cuts, 1 for the first after trimming; 0 for a trim cut.
    pub stage: u32,
    /// What the fence is set to: extent of the piece that is sawn off, or of the trim.
    pub fence_um: i64,
}

impl SawCut {
    /// How far the saw travels.
    #[must_use]
    pub const fn length_um(&self) -> i64 {
        (self.to_um[0] - self.from_um[0]) + (self.to_um[1] - self.from_um[1])
    }
}

impl Sheet {
    /// The parts on it, in cutting order.
    #[must_use]
    pub fn placements(&self) -> Vec<Placement> {
        let mut found = Vec::new();
        self.root.visit(&mut |piece| {
            if let Content::Part { part, rotated } = piece.content {
                found.push(Placement {
                    part,
                    rect: piece.rect,
                    rotated,
                });
            }
        });
        found
    }

    /// What is left over, in cutting order; the trim is not part of it.
    #[must_use]
    pub fn leftovers(&self) -> Vec<Rect> {
        let mut found = Vec::new();
        self.root.visit(&mut |piece| {
            if matches!(piece.content, Content::Leftover) {
                found.push(piece.rect);
            }
        });
        found
    }

    /// The saw's passes in an order that can be followed: trims, then depth first.
    #[must_use]
    pub fn cuts(&self, instance: &Instance) -> Vec<SawCut> {
        match instance.stocks().get(self.stock) {
            Some(stock) => {
                let trim = instance.trim_of(stock);
                self.passes([stock.width_um, stock.height_um], trim)
            }
            None => self.passes([0; 2], Trim::default()),
        }
    }

    /// The same for a sheet of this width and height, of which so much is trimmed off.
    #[must_use]
    pub fn passes(&self, [width, height]: [i64; 2], trim: Trim) -> Vec<SawCut> {
        let mut cuts = Vec::new();
        let mut line = |fence_um: i64, from_um, to_um| {
            if fence_um > 0 {
                cuts.push(SawCut {
                    from_um,
                    to_um,
                    stage: 0,
                    fence_um,
                });
            }
        };
        let (left, right) = (trim.left_um, width - trim.right_um);
        let (bottom, top) = (trim.bottom_um, height - trim.top_um);
        line(trim.left_um, [left, 0], [left, height]);
        line(trim.right_um, [right, 0], [right, height]);
        line(trim.bottom_um, [left, bottom], [right, bottom]);
        line(trim.top_um, [left, top], [right, top]);
        self.root.collect_cuts(1, &mut cuts);
        cuts
    }

    /// How often a piece is taken up again and cut across: cuts below the first that need a pass.
    #[must_use]
    pub fn turns(&self) -> u64 {
        let mut cuts = 0_u64;
        self.root.visit(&mut |piece| {
            if let Content::Cut { along, pieces } = &piece.content {
                let end_um = piece.rect.end_um(*along);
                let mut sawn = pieces.iter().map(|one| one.rect.end_um(*along));
                cuts += u64::from(sawn.any(|at_um| at_um < end_um));
            }
        });
        cuts.saturating_sub(1)
    }

    /// Area of the parts in square micrometres.
    #[must_use]
    pub fn parts_area_um2(&self) -> i128 {
        self.placements()
            .iter()
            .map(|placement| placement.rect.area_um2())
            .sum()
    }

    /// Levels of cuts after trimming.
    #[must_use]
    pub fn stages(&self) -> u32 {
        self.root.depth()
    }
}

impl Piece {
    /// Sees this piece and all below it, in cutting order.
    pub(crate) fn visit(&self, see: &mut impl FnMut(&Self)) {
        see(self);
        if let Content::Cut { pieces, .. } = &self.content {
            for piece in pieces {
                piece.visit(see);
            }
        }
    }

    fn depth(&self) -> u32 {
        match &self.content {
            Content::Cut { pieces, .. } => {
                1 + pieces.iter().map(Self::depth).max().unwrap_or_default()
            }
            _ => 0,
        }
    }

    fn collect_cuts(&self, stage: u32, cuts: &mut Vec<SawCut>) {
        let Content::Cut { along, pieces } = &self.content else {
            return;
        };
        let Rect {
            x_um,
            y_um,
            width_um,
            height_um,
        } = self.rect;
        for piece in pieces {
            let end = piece.rect.end_um(*along);
            if end < self.rect.end_um(*along) {
                let (from_um, to_um) = match along {
                    Axis::X => ([end, y_um], [end, y_um + height_um]),
                    Axis::Y => ([x_um, end], [x_um + width_um, end]),
                };
                cuts.push(SawCut {
                    from_um,
                    to_um,
                    stage,
                    fence_um: piece.rect.extent_um(*along),
                });
            }
        }
        for piece in pieces {
            piece.collect_cuts(stage + 1, cuts);
        }
    }
}

/// A cutting plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Solution {
    /// The sheets; those cut alike stand next to one another.
    pub sheets: Vec<Sheet>,
}

/// Sheets that are cut alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Index of the first of them in [`Solution::sheets`].
    pub first: usize,
    /// How many; the others follow it.
    pub count: usize,
}

impl Solution {
    /// Runs of sheets that are cut alike, part by part.
    #[must_use]
    pub fn patterns(&self) -> Vec<Pattern> {
        let mut patterns: Vec<Pattern> = Vec::new();
        for (index, sheet) in self.sheets.iter().enumerate() {
            match patterns.last_mut() {
                Some(last) if self.sheets[last.first] == *sheet => last.count += 1,
                _ => patterns.push(Pattern {
                    first: index,
                    count: 1,
                }),
            }
        }
        patterns
    }
}
