//! A sheet taken apart cut by cut, as the person at the saw does it.
//!
//! Only the cut lines are followed: which piece lies on the saw, where the fence stands and what comes off is found by
//! sawing, not told by the solver. A plan whose cuts don't free exactly its boards is refused.

use crate::plan_view::CutView;

use crate::cutting_job::{CuttingJob, JobSheet};
use crate::cutting_plan::PlanFault;
use crate::sheet_plan::{SheetPlan, cuts, leftovers, placements};

/// x, y, width, height.
type Rect = [i64; 4];

/// Something that lies beside the saw and is cut on.
struct Piece {
    rect: Rect,
    /// Across what it was cut last; turning it costs a move.
    last: Option<usize>,
}

/// What a rectangle is in the end.
#[derive(Clone, Copy)]
enum Use {
    Board(u32),
    Leftover(u32),
}

/// The cuts of a sheet with what each of them needs and brings.
pub(crate) fn steps(
    job: &CuttingJob,
    stock: &JobSheet,
    sheet: &SheetPlan,
) -> Result<Vec<CutView>, PlanFault> {
    let mut saw = Saw::new(job, stock, sheet);
    let steps = cuts(sheet, stock, job.trim_um)
        .into_iter()
        .map(|(from, to, stage)| saw.cut(from, to, stage))
        .collect::<Result<_, _>>()?;
    if saw.uses.is_empty() {
        Ok(steps)
    } else {
        Err(PlanFault::Wrong(
            "the cuts leave a board or an offcut unfinished".to_owned(),
        ))
    }
}

struct Saw {
    kerf_um: i64,
    /// What is cut off the low sides first, along each axis.
    low_trim_um: [i64; 2],
    pieces: Vec<Piece>,
    /// What is still to be freed.
    uses: Vec<(Rect, Use)>,
}

impl Saw {
    fn new(job: &CuttingJob, stock: &JobSheet, sheet: &SheetPlan) -> Self {
        let boards = placements(sheet).into_iter().zip(0..);
        let boards = boards.map(|((_, rect, _), at)| (rect, Use::Board(at)));
        let leftovers = leftovers(sheet).into_iter().zip(0..);
        let leftovers = leftovers.map(|(rect, at)| (rect, Use::Leftover(at)));
        let [left_um, _, bottom_um, _] = job.trim_of(stock);
        let mut saw = Self {
            kerf_um: job.kerf_um,
            low_trim_um: [left_um, bottom_um],
            pieces: Vec::new(),
            uses: boards.chain(leftovers).collect(),
        };
        let whole = Piece {
            rect: [0, 0, stock.length_um, stock.width_um],
            last: None,
        };
        // A board as large as the sheet needs no cut.
        if saw.free(whole.rect).is_none() {
            saw.pieces.push(whole);
        }
        saw
    }

    /// What a rectangle is in the end, once it is free.
    fn free(&mut self, rect: Rect) -> Option<Use> {
        let at = self.uses.iter().position(|(wanted, _)| *wanted == rect)?;
        Some(self.uses.swap_remove(at).1)
    }

    fn cut(&mut self, from: [i64; 2], to: [i64; 2], stage: u32) -> Result<CutView, PlanFault> {
        let across = usize::from(from[0] != to[0]);
        let along = 1 - across;
        let at = from[across];
        let found = self.pieces.iter().position(|Piece { rect, .. }| {
            let start = rect[across];
            let end = start + rect[across + 2];
            from[along] == rect[along]
                && to[along] == rect[along] + rect[along + 2]
                && (start..=end).contains(&at)
        });
        let Some(found) = found else {
            return Err(PlanFault::Wrong(
                "a cut runs through no piece from edge to edge".to_owned(),
            ));
        };
        let piece = self.pieces.swap_remove(found);
        let start = piece.rect[across];
        let end = start + piece.rect[across + 2];
        // The line runs along what is kept: the blade eats into what lies beyond it, at a low trim before it.
        let is_low_trim = stage == 0 && at - start == self.low_trim_um[across];
        let (low_end, high_start) = if is_low_trim {
            (at - self.kerf_um, at)
        } else {
            (at, at + self.kerf_um)
        };
        let part = |from: i64, to: i64| {
            let mut rect = piece.rect;
            rect[across] = from;
            rect[across + 2] = to - from;
            rect
        };
        let off_um = if stage == 0 && !is_low_trim {
            part(at, end)
        } else {
            part(start, at)
        };
        let mut view = CutView {
            from_um: from,
            to_um: to,
            stage,
            piece_um: piece.rect,
            off_um,
            fence_um: off_um[across + 2],
            length_um: to[along] - from[along],
            is_turned: piece.last.is_some_and(|last| last != across),
            boards: Vec::new(),
            leftovers: Vec::new(),
            pieces_um: Vec::new(),
        };
        // What a trim cuts off is waste and never more.
        let low = (stage != 0 || !is_low_trim).then(|| part(start, low_end));
        let high = (stage != 0 || is_low_trim).then(|| part(high_start, end));
        for rect in [low, high].into_iter().flatten() {
            if rect[across + 2] <= 0 {
                continue;
            }
            match self.free(rect) {
                Some(Use::Board(at)) => view.boards.push(at),
                Some(Use::Leftover(at)) => view.leftovers.push(at),
                None => {
                    view.pieces_um.push(rect);
                    self.pieces.push(Piece {
                        rect,
                        last: Some(across),
                    });
                }
            }
        }
        Ok(view)
    }
}
