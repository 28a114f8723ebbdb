//! The most that parts of given worth can add up to on one sheet, by edge-to-edge cuts (Gilmore and Gomory 1965).

use super::grid::Grid;
use crate::problem::Problem;

/// Where a kind of part lies on the grids, one way or the other.
#[derive(Clone, Copy, Debug)]
struct Lie {
    kind: usize,
    x: usize,
    y: usize,
}

/// A table of what every piece between two cuts is worth at most.
///
/// F(x, y) is the largest of: one part that fits, F(a, y) + F(x - a, y), F(x, b) + F(x, y - b) over all cut positions;
/// but never more than all parts together that fit the piece. Copies of a part are unlimited otherwise, so that the
/// table may overrate what a sheet holds, never underrate it.
#[derive(Debug)]
pub struct Table {
    x: Grid,
    y: Grid,
    /// Column by column of positions along y.
    worth: Vec<i32>,
    most: Vec<i32>,
    lies: Vec<Lie>,
    demand: Vec<i32>,
    /// True when the table is its own mirror image.
    is_symmetric: bool,
    /// Index of the position of each sheet's extents.
    sheets: Vec<(usize, usize)>,
    /// Kinds too small for the grids, which count nothing.
    is_ignored: Vec<bool>,
    /// The next column to fill.
    next: usize,
}

impl Table {
    /// Lays out the grids, with `most` positions at most along each axis.
    pub fn new(problem: &Problem, most: i64) -> Self {
        let sheets: Vec<(i32, i32)> = problem
            .sheets
            .iter()
            .map(|sheet| (sheet.w, sheet.h))
            .collect();
        let used: Vec<(i32, i32)> = problem
            .sheets
            .iter()
            .filter(|sheet| sheet.quantity > 0)
            .map(|sheet| (sheet.w, sheet.h))
            .collect();
        let mut ways: Vec<(usize, i32, i32)> = Vec::new();
        for (index, kind) in problem.kinds.iter().enumerate() {
            let fits = |w, h| used.iter().any(|&(sw, sh)| w <= sw && h <= sh);
            if fits(kind.w, kind.h) {
                ways.push((index, kind.w, kind.h));
            }
            if kind.can_turn && fits(kind.h, kind.w) {
                ways.push((index, kind.h, kind.w));
            }
        }
        let count = |kind: usize| problem.kinds[kind].demand;
        let along_x: Vec<(i32, u32)> = ways.iter().map(|&(kind, w, _)| (w, count(kind))).collect();
        let along_y: Vec<(i32, u32)> = ways.iter().map(|&(kind, _, h)| (h, count(kind))).collect();
        let extents = |of: fn(&(i32, i32)) -> i32| used.iter().map(of).collect::<Vec<i32>>();
        let x = Grid::new(&along_x, &extents(|&(w, _)| w), most);
        let y = Grid::new(&along_y, &extents(|&(_, h)| h), most);
        let mut is_ignored = vec![false; problem.kinds.len()];
        let mut lies = Vec::new();
        for (kind, w, h) in ways {
            let lie = Lie {
                kind,
                x: x.index(w),
                y: y.index(h),
            };
            is_ignored[kind] |= lie.x == 0 || lie.y == 0;
            lies.push(lie);
        }
        let is_symmetric = x.len() == y.len()
            && used.iter().all(|&(w, h)| w == h)
            && problem
                .kinds
                .iter()
                .all(|kind| kind.can_turn || kind.w == kind.h);
        Self {
            worth: vec![0; x.len() * y.len()],
            most: vec![0; x.len() * y.len()],
            lies,
            demand: problem
                .kinds
                .iter()
                .map(|kind| i32::try_from(kind.demand).unwrap_or(i32::MAX))
                .collect(),
            is_symmetric,
            sheets: sheets
                .iter()
                .map(|&(w, h)| (x.index(w), y.index(h)))
                .collect(),
            is_ignored,
            next: x.len(),
            x,
            y,
        }
    }

    /// True when parts of this kind are too small to be told from none.
    pub fn ignores(&self, kind: usize) -> bool {
        self.is_ignored[kind]
    }

    /// True when finer grids would say more.
    pub const fn is_coarse(&self) -> bool {
        self.x.is_coarse() || self.y.is_coarse()
    }

    /// Begins the table for parts of this worth; times the demand the worths must add up to less than 2^30, and kinds
    /// that are ignored must be worth nothing.
    pub fn begin(&mut self, worth: &[i32]) {
        self.limit(worth);
        let height = self.y.len();
        self.worth.fill(0);
        for lie in &self.lies {
            let cell = &mut self.worth[lie.x * height + lie.y];
            *cell = (*cell).max(worth[lie.kind]);
        }
        self.next = 1;
    }

    /// True when the table is filled.
    pub fn is_full(&self) -> bool {
        self.next >= self.x.len()
    }

    /// Fills one more column. Returns the steps taken, of which some hundreds are a unit of work.
    pub fn fill(&mut self) -> usize {
        if self.is_full() {
            return 0;
        }
        let (x, height) = (self.next, self.y.len());
        self.next += 1;
        let top = if self.is_symmetric { x + 1 } else { height };
        let (done, rest) = self.worth.split_at_mut(x * height);
        let column = &mut rest[..top];
        let previous = &done[(x - 1) * height..];
        for (cell, &left) in column.iter_mut().zip(previous) {
            *cell = (*cell).max(left);
        }
        for (cut, &other) in self.x.rests(x).iter().enumerate() {
            let one = &done[(cut + 1) * height..];
            let other = &done[usize::from(other) * height..];
            for ((cell, &one), &other) in column.iter_mut().zip(one).zip(other) {
                *cell = (*cell).max(one + other);
            }
        }
        let mut steps = self.x.rests(x).len() * top / 6;
        for y in 1..top {
            let mut best = column[y].max(column[y - 1]);
            let middle = self.y.rests(y).len();
            if self.y.is_dense() {
                let others = column[y - middle..y].iter().rev();
                let sums = column[1..]
                    .iter()
                    .zip(others)
                    .map(|(one, other)| one + other);
                best = best.max(sums.fold(0, i32::max));
                steps += middle / 4;
            } else {
                for (&one, &other) in column[1..].iter().zip(self.y.rests(y)) {
                    best = best.max(one + column[usize::from(other)]);
                }
                steps += middle;
            }
            column[y] = best.min(self.most[x * height + y]);
        }
        if self.is_symmetric {
            for y in 1..x {
                self.worth[y * height + x] = self.worth[x * height + y];
            }
        }
        steps
    }

    /// Tabulates what all parts that fit a piece are worth together.
    fn limit(&mut self, worth: &[i32]) {
        let height = self.y.len();
        self.most.fill(0);
        let mut last: Option<Lie> = None;
        for &lie in &self.lies {
            let all = worth[lie.kind] * self.demand[lie.kind];
            self.most[lie.x * height + lie.y] += all;
            // A piece that a part fits either way holds it once.
            if let Some(other) = last.filter(|other| other.kind == lie.kind) {
                self.most[lie.x.max(other.x) * height + lie.y.max(other.y)] -= all;
            }
            last = Some(lie);
        }
        for x in 0..self.x.len() {
            let mut sum = 0;
            for y in 0..height {
                sum += self.most[x * height + y];
                let left = if x > 0 {
                    self.most[(x - 1) * height + y]
                } else {
                    0
                };
                self.most[x * height + y] = sum + left;
            }
        }
    }

    /// What a sheet is worth at most.
    pub fn of_sheet(&self, stock: usize) -> i32 {
        let (x, y) = self.sheets[stock];
        self.worth[x * self.y.len() + y]
    }

    /// Kinds and counts of the parts that make up a sheet's worth, or more where not so many are needed.
    pub fn pattern(&self, stock: usize, worth: &[i32]) -> Vec<(usize, i32)> {
        let mut counts = vec![0; worth.len()];
        let mut open = vec![self.sheets[stock]];
        while let Some((x, y)) = open.pop() {
            let height = self.y.len();
            let at = |x: usize, y: usize| self.worth[x * height + y];
            let here = at(x, y);
            if here <= 0 {
                continue;
            }
            if at(x - 1, y) == here {
                open.push((x - 1, y));
                continue;
            }
            if at(x, y - 1) == here {
                open.push((x, y - 1));
                continue;
            }
            let lie = self
                .lies
                .iter()
                .find(|lie| (lie.x, lie.y) == (x, y) && worth[lie.kind] == here);
            if let Some(lie) = lie {
                counts[lie.kind] += 1;
                continue;
            }
            let cut = |rests: &[u16], worth: &dyn Fn(usize) -> i32| {
                rests
                    .iter()
                    .enumerate()
                    .map(|(cut, &other)| (cut + 1, usize::from(other)))
                    .find(|&(one, other)| worth(one) + worth(other) >= here)
            };
            if let Some((one, other)) = cut(self.x.rests(x), &|x| at(x, y)) {
                open.extend([(one, y), (other, y)]);
            } else if let Some((one, other)) = cut(self.y.rests(y), &|y| at(x, y)) {
                open.extend([(x, one), (x, other)]);
            }
        }
        counts
            .into_iter()
            .enumerate()
            .filter(|&(_, count)| count > 0)
            .collect()
    }
}
