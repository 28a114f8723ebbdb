//! The sheets whose parts are worth most, as good as exactly.
//!
//! What every piece between two cuts is worth at most follows from smaller pieces: F(x, y) is the largest of one part
//! that fits, F(a, y) + F(x - a, y) and F(x, b) + F(x, y - b) over all cuts (P. C. Gilmore and R. E. Gomory, "The theory
//! and computation of knapsack functions", Operations Research 14, 1966). Lengths are rounded up to cells, so that what
//! the table finds can be cut. Copies of a part are unlimited in the table, not on the sheets that are read from it.

use super::shape::{Inside, Shape, join};
use super::tree::Sheet;
use crate::geometry::Axis;
use crate::order::sort_by_key;
use crate::problem::Problem;

/// Cells that the longer side of a sheet is divided into, at least and at most.
const CELLS: (i32, i32) = (1_400, 2_450);
/// What a sheet counts in the table; what counts more than twice that is cut off.
const SHEET: f64 = 16_000.0;
/// A sheet is read when its parts count so much more than it: less may be owed to rounding.
const GAIN: i16 = 5;
/// Sheets read from a table, at most, and those read at a time.
const MOST: usize = 500;
const READ: usize = 10;
/// How quickly the worth of a part comes back that was wanted more often than it is ordered.
const RECOVERY: f64 = 1.2;
/// Sums in one unit of work while a table is filled, and cuts looked at while it is read.
const STEPS_PER_WORK: usize = 600;
const PROBES_PER_WORK: usize = 30;

/// How a kind of part may lie.
#[derive(Clone, Copy, Debug)]
struct Lie {
    kind: usize,
    /// Inflated extents.
    size: (i32, i32),
    /// The same in cells.
    x: usize,
    y: usize,
}

/// A way to begin a sheet: a cut along an axis, and what its first piece begins with.
#[derive(Clone, Copy, Debug)]
struct Start {
    worth: i16,
    axis: Axis,
    cut: usize,
    /// The part in the corner, which is as wide as the first piece.
    corner: Option<Lie>,
}

/// A part, or blocks side by side along an axis; as small as it can be.
#[derive(Debug)]
struct Block {
    size: (i32, i32),
    content: Content,
}

#[derive(Debug)]
enum Content {
    Part(u32),
    Row(Axis, Vec<Block>),
}

/// The axis of a cut and its two pieces, in cells.
type Cut = (Axis, (usize, usize), (usize, usize));

/// Parts taken for a sheet.
struct Taken {
    left: Vec<u32>,
    /// Kinds of which the table wants more than are left, once for each part.
    lacking: Vec<usize>,
    probes: usize,
}

/// A table of what every piece is worth at most.
#[derive(Debug)]
pub struct Worthiest {
    /// Extents of the sheet in cells.
    cells: (usize, usize),
    lies: Vec<Lie>,
    /// What one part of each kind counts.
    counts: Vec<i16>,
    /// Share of its worth that a part of each kind counts: less than one where the last table wanted too many.
    shares: Vec<f64>,
    /// Column by column of positions along y, from zero to the whole extent.
    worth: Vec<i16>,
    /// The columns filled that differ from the one before: where a cut along x may lie.
    cuts: Vec<usize>,
    /// The next column to fill.
    next: usize,
    /// The column at hand, from its end.
    mirrored: Vec<i16>,
    /// What is still to be read, the best last.
    starts: Vec<Start>,
    /// True until the best is read.
    is_best_next: bool,
}

impl Worthiest {
    /// Lays out the table for a job with one size of sheet.
    pub fn new(problem: &Problem) -> Option<Self> {
        let sheet = problem.only_size()?;
        let cell = cell_of(problem, sheet.w.max(sheet.h));
        let cells = ((sheet.w / cell) as usize, (sheet.h / cell) as usize);
        let mut lies = Vec::new();
        for (index, kind) in problem.kinds.iter().enumerate() {
            let ways = [(kind.w, kind.h), (kind.h, kind.w)];
            for size in ways.into_iter().take(1 + usize::from(kind.can_turn)) {
                let (x, y) = (in_cells(size.0, cell), in_cells(size.1, cell));
                if x <= cells.0 && y <= cells.1 {
                    lies.push(Lie {
                        kind: index,
                        size,
                        x,
                        y,
                    });
                }
            }
        }
        Some(Self {
            cells,
            lies,
            counts: Vec::new(),
            shares: vec![1.0; problem.kinds.len()],
            worth: vec![0; (cells.0 + 1) * (cells.1 + 1)],
            cuts: Vec::new(),
            next: cells.0 + 1,
            mirrored: vec![0; cells.1 + 1],
            starts: Vec::new(),
            is_best_next: false,
        })
    }

    /// Begins a table for parts that are worth so many sheets.
    pub fn begin(&mut self, worths: &[f64]) {
        let counts = worths.iter().zip(&self.shares);
        let counts = counts.map(|(worth, share)| (worth * share * SHEET + 0.5) as i16);
        self.counts = counts.collect();
        self.cuts.clear();
        self.next = 1;
        self.worth.fill(0);
        let height = self.cells.1 + 1;
        for lie in &self.lies {
            let cell = &mut self.worth[lie.x * height + lie.y];
            *cell = (*cell).max(self.counts[lie.kind]);
        }
    }

    /// True when the table is filled.
    pub const fn is_full(&self) -> bool {
        self.next > self.cells.0
    }

    /// Fills one more column, and after the last one lists what there is to read. Returns the work done.
    pub fn fill(&mut self) -> u64 {
        if self.is_full() {
            return 1;
        }
        let (x, height) = (self.next, self.cells.1 + 1);
        self.next += 1;
        let (done, rest) = self.worth.split_at_mut(x * height);
        let column = &mut rest[..height];
        let before = &done[(x - 1) * height..];
        for (cell, &before) in column.iter_mut().zip(before) {
            *cell = (*cell).max(before);
        }
        let mut steps = height;
        for &cut in self.cuts.iter().take_while(|&&cut| 2 * cut <= x) {
            let one = &done[cut * height..];
            let other = &done[(x - cut) * height..];
            for ((cell, &one), &other) in column.iter_mut().zip(one).zip(other) {
                *cell = (*cell).max(one.saturating_add(other));
            }
            steps += height;
        }
        // Both pieces of a cut are read forwards, so that several cuts are looked at at once.
        let mut first = height;
        self.mirrored[height - 1] = 0;
        for y in 1..height {
            let mut most = column[y].max(column[y - 1]);
            if let Some(lower) = column.get(first..=y / 2) {
                let upper = &self.mirrored[height - 1 - (y - first)..];
                let sums = lower.iter().zip(upper);
                let sums = sums.map(|(&one, &other)| one.saturating_add(other));
                most = most.max(sums.fold(0, i16::max));
                steps += lower.len();
            }
            column[y] = most;
            self.mirrored[height - 1 - y] = most;
            if most > 0 {
                first = first.min(y);
            }
        }
        if *column != before[..height] {
            self.cuts.push(x);
        }
        if self.is_full() {
            self.list_starts();
        }
        1 + (steps / STEPS_PER_WORK) as u64
    }

    /// Begins sheets with every cut and with every part in the corner: the best of them differ enough to be of use
    /// together.
    fn list_starts(&mut self) {
        let (x, y) = self.cells;
        let mut all = Vec::new();
        for &cut in self.cuts.iter().take_while(|&&cut| 2 * cut <= x) {
            all.push((Axis::X, cut, None));
        }
        for cut in 1..=y / 2 {
            if self.at((x, cut)) > self.at((x, cut - 1)) {
                all.push((Axis::Y, cut, None));
            }
        }
        for &lie in &self.lies {
            all.push((Axis::X, lie.x, Some(lie)));
            all.push((Axis::Y, lie.y, Some(lie)));
        }
        let mut starts = Vec::new();
        for (axis, cut, corner) in all {
            let mut start = Start {
                worth: corner.map_or(0, |lie| self.counts[lie.kind]),
                axis,
                cut,
                corner,
            };
            for piece in self.pieces(start) {
                start.worth = start.worth.saturating_add(self.at(piece));
            }
            if start.worth > SHEET as i16 + GAIN {
                starts.push(start);
            }
        }
        sort_by_key(&mut starts, |start| start.worth);
        starts.drain(..starts.len().saturating_sub(MOST));
        self.starts = starts;
        self.is_best_next = true;
        for share in &mut self.shares {
            *share = (*share * RECOVERY).min(1.0);
        }
    }

    /// A few more sheets of parts left, the best first. Returns the work done too.
    pub fn read(&mut self, problem: &Problem, left: &[u32]) -> (Vec<Sheet>, u64) {
        let mut sheets = Vec::new();
        let mut probes = 0;
        for _ in 0..READ {
            let Some(start) = self.starts.pop() else {
                break;
            };
            let mut taken = Taken {
                left: left.to_vec(),
                lacking: Vec::new(),
                probes: 0,
            };
            sheets.extend(self.sheet(problem, start, &mut taken));
            probes += taken.probes;
            if std::mem::take(&mut self.is_best_next) {
                // As if what there is were spread over all that the table wants.
                for (index, &kind) in taken.lacking.iter().enumerate() {
                    let before = taken.lacking[..index].iter();
                    let earlier = before.filter(|&&other| other == kind).count();
                    let wanted = f64::from(problem.kinds[kind].demand) + earlier as f64;
                    self.shares[kind] *= wanted / (wanted + 1.0);
                }
            }
        }
        (sheets, 1 + (probes / PROBES_PER_WORK) as u64)
    }

    fn sheet(&self, problem: &Problem, start: Start, taken: &mut Taken) -> Option<Sheet> {
        let [one, other] = self.pieces(start);
        let mut first = self.block(one, taken);
        if let Some(lie) = start.corner {
            first = beside(start.axis.across(), taken.part(lie), first);
        }
        let block = beside(start.axis, first, self.block(other, taken))?;
        let stock = problem.sheets.iter().position(|sheet| sheet.quantity > 0)?;
        let size = (problem.sheets[stock].w, problem.sheets[stock].h);
        let mut sheet = Sheet::closed();
        sheet.open(problem, stock);
        sheet.rebuild(problem, &shape(size, block));
        Some(sheet)
    }

    /// What the table has for a piece, without the parts that are not left any more.
    fn block(&self, (mut x, mut y): (usize, usize), taken: &mut Taken) -> Option<Block> {
        let worth = self.at((x, y));
        if worth == 0 {
            return None;
        }
        while self.at((x - 1, y)) == worth {
            x -= 1;
        }
        while self.at((x, y - 1)) == worth {
            y -= 1;
        }
        let is_it = |lie: &&Lie| (lie.x, lie.y) == (x, y) && self.counts[lie.kind] == worth;
        if let Some(&lie) = self.lies.iter().find(is_it) {
            return taken.part(lie);
        }
        let (axis, one, other) = self.cut_of((x, y), worth, taken)?;
        let one = self.block(one, taken);
        beside(axis, one, self.block(other, taken))
    }

    /// A cut whose pieces are worth this together.
    fn cut_of(&self, (x, y): (usize, usize), worth: i16, taken: &mut Taken) -> Option<Cut> {
        for &cut in self.cuts.iter().take_while(|&&cut| 2 * cut <= x) {
            taken.probes += 1;
            let (one, other) = ((cut, y), (x - cut, y));
            if self.at(one).saturating_add(self.at(other)) == worth {
                return Some((Axis::X, one, other));
            }
        }
        for cut in 1..=y / 2 {
            taken.probes += 1;
            let (one, other) = ((x, cut), (x, y - cut));
            if self.at(one).saturating_add(self.at(other)) == worth {
                return Some((Axis::Y, one, other));
            }
        }
        None
    }

    /// What a start leaves of its first piece, and the other piece.
    fn pieces(&self, start: Start) -> [(usize, usize); 2] {
        let ((x, y), cut) = (self.cells, start.cut);
        let (beside, above) = start.corner.map_or((0, 0), |lie| (lie.x, lie.y));
        match start.axis {
            Axis::X => [(cut, y - above), (x - cut, y)],
            Axis::Y => [(x - beside, cut), (x, y - cut)],
        }
    }

    fn at(&self, (x, y): (usize, usize)) -> i16 {
        self.worth[x * (self.cells.1 + 1) + y]
    }
}

impl Taken {
    /// One more part, if there is one.
    fn part(&mut self, lie: Lie) -> Option<Block> {
        let left = &mut self.left[lie.kind];
        if *left == 0 {
            self.lacking.push(lie.kind);
            return None;
        }
        *left -= 1;
        Some(Block {
            size: lie.size,
            content: Content::Part(lie.kind as u32),
        })
    }
}

/// The length of a cell for which rounding up takes the least of the parts' area.
fn cell_of(problem: &Problem, longest: i32) -> i32 {
    let (least, most) = (longest / CELLS.1 + 1, longest / CELLS.0 + 1);
    let lost = |cell: i32| {
        let beyond = |length: i32| (in_cells(length, cell) as i32 * cell - length) as f64;
        let kinds = problem.kinds.iter().map(|kind| {
            let (w, h) = (f64::from(kind.w), f64::from(kind.h));
            f64::from(kind.demand) * (beyond(kind.w) * h + beyond(kind.h) * w)
        });
        kinds.sum::<f64>()
    };
    let mut best = (least, lost(least));
    for cell in least + 1..=most {
        let lost = lost(cell);
        if lost < best.1 {
            best = (cell, lost);
        }
    }
    best.0
}

/// Cells that a length takes up.
const fn in_cells(length: i32, cell: i32) -> usize {
    (length as usize).div_ceil(cell as usize)
}

/// Both blocks side by side.
fn beside(axis: Axis, one: Option<Block>, other: Option<Block>) -> Option<Block> {
    match (one, other) {
        (Some(one), Some(other)) => {
            let ((w, h), (other_w, other_h)) = (one.size, other.size);
            let size = match axis {
                Axis::X => (w + other_w, h.max(other_h)),
                Axis::Y => (w.max(other_w), h + other_h),
            };
            let content = Content::Row(axis, vec![one, other]);
            Some(Block { size, content })
        }
        (one, other) => one.or(other),
    }
}

/// A piece with a block in its corner.
fn shape(size: (i32, i32), block: Block) -> Shape {
    let content = match block.content {
        Content::Row(axis, blocks) => {
            let pieces = blocks.into_iter().map(|block| {
                let own = match axis {
                    Axis::X => (block.size.0, size.1),
                    Axis::Y => (size.0, block.size.1),
                };
                shape(own, block)
            });
            join(size, axis, pieces.collect())
        }
        Content::Part(kind) if size == block.size => Inside::Part(kind),
        // It is cut free along one axis and then the other.
        Content::Part(_) => {
            let is_beside = size.0 > block.size.0;
            let (axis, own) = if is_beside {
                (Axis::X, (block.size.0, size.1))
            } else {
                (Axis::Y, block.size)
            };
            join(size, axis, vec![shape(own, block)])
        }
    };
    Shape { size, content }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests;
