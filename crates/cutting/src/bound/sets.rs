//! Which parts together are worth more than a limit and may still come from one sheet, no part more often than ordered.
//!
//! A branch and bound over single parts, the largest first. What is left to choose from is bounded by its worth per area;
//! two parts that can't lie on one sheet exclude each other; and for the first parts of a set all guillotine layouts
//! are built, smallest boxes only (as in Wang 1983). Sets that pass may still be impossible: that weakens what is
//! proven, but never makes it wrong.

use crate::order::sort_by;
use crate::problem::Problem;

/// Most parts for which it is tried.
const MOST_PARTS: u32 = 128;
/// Parts of a set whose layouts are built.
const LAID_OUT: usize = 7;
/// Work after which a search is given up.
const MOST_WORK: u64 = 30_000 * 350;

/// One part of a job.
#[derive(Clone, Copy, Debug)]
struct Single {
    kind: usize,
    /// Its area, and its worth on some other scale of which a sheet's limit is known.
    sizes: [i64; 2],
    /// The parts that come later in the list and may lie on a sheet with it.
    beside: u128,
    /// The later parts that are not its like.
    unlike: u128,
}

/// The search for sets of parts, for one size of sheet.
#[derive(Debug)]
pub struct Sets {
    sheet: (i32, i32),
    /// What the sizes of all parts on a sheet can add up to.
    limits: [i64; 2],
    singles: Vec<Single>,
    /// The boxes of each kind alone.
    alone: Vec<Vec<(i32, i32)>>,
    /// Worth of each single part.
    worth: Vec<i64>,
    /// The parts by worth per size, best first.
    orders: [Vec<usize>; 2],
    chosen: Vec<usize>,
    /// Smallest boxes of every subset of the first parts chosen.
    boxes: Vec<Vec<(i32, i32)>>,
    best: i64,
    found: Vec<usize>,
    work: u64,
}

/// What a search has brought.
#[derive(Debug)]
pub enum Found {
    /// Kinds of a set that is worth more than the limit.
    Set(Vec<usize>),
    /// There is no such set.
    Nothing,
    /// It was given up.
    Unknown,
}

impl Sets {
    /// Prepares the search; none for jobs with several sizes of sheet or too many parts. `measure` is a worth of every
    /// kind and what a sheet can hold of it at most.
    pub fn new(problem: &Problem, measure: &(Vec<i32>, i64)) -> Option<Self> {
        let sheet = problem.only_size().map(|sheet| (sheet.w, sheet.h))?;
        if problem.parts > MOST_PARTS {
            return None;
        }
        let alone: Vec<Vec<(i32, i32)>> = (problem.kinds.iter())
            .map(|kind| {
                let ways = [(kind.w, kind.h), (kind.h, kind.w)];
                let count = if kind.can_turn { 2 } else { 1 };
                (ways.into_iter().take(count))
                    .filter(|&(w, h)| w <= sheet.0 && h <= sheet.1)
                    .collect()
            })
            .collect();
        let kinds: Vec<usize> = (problem.kinds.iter().enumerate())
            .flat_map(|(index, kind)| std::iter::repeat_n(index, kind.demand as usize))
            .collect();
        let singles = (kinds.iter().enumerate())
            .map(|(part, &kind)| {
                let (mut beside, mut unlike) = (0, 0);
                for (other, &of) in kinds.iter().enumerate().skip(part + 1) {
                    let mut boxes = Vec::new();
                    join(&alone[kind], &alone[of], sheet, &mut boxes);
                    beside |= u128::from(!boxes.is_empty()) << other;
                    unlike |= u128::from(of != kind) << other;
                }
                let kind_of = &problem.kinds[kind];
                Single {
                    kind,
                    sizes: [
                        i64::from(kind_of.w) * i64::from(kind_of.h),
                        i64::from(measure.0[kind]),
                    ],
                    beside,
                    unlike,
                }
            })
            .collect();
        Some(Self {
            sheet,
            limits: [i64::from(sheet.0) * i64::from(sheet.1), measure.1],
            singles,
            alone,
            worth: Vec::new(),
            orders: [Vec::new(), Vec::new()],
            chosen: Vec::new(),
            boxes: vec![Vec::new(); 1 << LAID_OUT],
            best: 0,
            found: Vec::new(),
            work: 0,
        })
    }

    /// Looks for a set worth more than `limit`, and the work that took.
    pub fn search(&mut self, worth: &[i32], limit: i64) -> (Found, u64) {
        self.worth = (self.singles.iter())
            .map(|single| i64::from(worth[single.kind]))
            .collect();
        let (values, singles) = (&self.worth, &self.singles);
        for (size, order) in self.orders.iter_mut().enumerate() {
            // Without the worthless ones, which could not be put in order.
            *order = (0..singles.len())
                .filter(|&part| values[part] > 0)
                .collect();
            sort_by(order, |&one, &other| {
                let cross =
                    |a: usize, b: usize| i128::from(values[a]) * i128::from(singles[b].sizes[size]);
                (cross(other, one).cmp(&cross(one, other))).then(one.cmp(&other))
            });
        }
        self.best = limit;
        self.found.clear();
        self.chosen.clear();
        self.work = 0;
        let all = self.orders[0].iter().fold(0, |all, &part| all | 1 << part);
        self.extend(all, self.limits, 0);
        let kinds = self.found.iter().map(|&part| self.singles[part].kind);
        let found = if !self.found.is_empty() {
            Found::Set(kinds.collect())
        } else if self.work < MOST_WORK {
            Found::Nothing
        } else {
            Found::Unknown
        };
        (found, 1 + self.work / 350)
    }

    /// Tries all ways to add to the parts chosen, worth so much, from those that are open.
    fn extend(&mut self, mut open: u128, left: [i64; 2], worth: i64) {
        while open != 0 && self.work < MOST_WORK {
            let need = self.best - worth;
            if self.most(open, left, 1) <= need || self.most(open, left, 0) <= need {
                return;
            }
            let part = open.trailing_zeros() as usize;
            let single = self.singles[part];
            let after = [left[0] - single.sizes[0], left[1] - single.sizes[1]];
            if after[0] >= 0 && after[1] >= 0 && self.lay_out(part) {
                self.chosen.push(part);
                let more = worth + self.worth[part];
                if more > self.best {
                    self.best = more;
                    self.found.clone_from(&self.chosen);
                }
                self.extend(open & single.beside, after, more);
                self.chosen.pop();
            }
            // Of like parts the first come first.
            open &= single.unlike;
        }
    }

    /// What open parts can be worth at most in what is left of one size, the last one in part.
    fn most(&mut self, open: u128, left: [i64; 2], size: usize) -> i64 {
        let mut left = left[size];
        let mut sum = 0;
        self.work += self.singles.len() as u64;
        for &part in &self.orders[size] {
            if open >> part & 1 == 0 {
                continue;
            }
            let (worth, taken) = (self.worth[part], self.singles[part].sizes[size]);
            if taken > left {
                let share = i128::from(worth) * i128::from(left) / i128::from(taken) + 1;
                return sum + i64::try_from(share).unwrap_or(worth);
            }
            left -= taken;
            sum += worth;
        }
        sum
    }

    /// Builds the layouts of the chosen parts with one more; false when none fits the sheet.
    fn lay_out(&mut self, part: usize) -> bool {
        let depth = self.chosen.len();
        if depth >= LAID_OUT {
            return true;
        }
        let bit = 1 << depth;
        for others in 0..bit {
            let set = others | bit;
            let mut boxes = std::mem::take(&mut self.boxes[set]);
            boxes.clear();
            if others == 0 {
                boxes.extend_from_slice(&self.alone[self.singles[part].kind]);
            }
            // The part itself stays in the first half; the second is any of the others.
            let mut second = others;
            while second > 0 {
                let (one, other) = (&self.boxes[set & !second], &self.boxes[second]);
                self.work += 3 + 4 * (one.len() * other.len()) as u64;
                join(one, other, self.sheet, &mut boxes);
                second = (second - 1) & others;
            }
            let is_impossible = boxes.is_empty();
            self.boxes[set] = boxes;
            // What some of the parts don't allow, all together don't.
            if is_impossible {
                return false;
            }
        }
        true
    }
}

/// Adds the boxes that two boxes make beside or above each other, unless a smaller one is there or the sheet is smaller.
fn join(
    ones: &[(i32, i32)],
    others: &[(i32, i32)],
    sheet: (i32, i32),
    boxes: &mut Vec<(i32, i32)>,
) {
    for one in ones {
        for other in others {
            let beside = (one.0 + other.0, one.1.max(other.1));
            let above = (one.0.max(other.0), one.1 + other.1);
            for (w, h) in [beside, above] {
                if w > sheet.0
                    || h > sheet.1
                    || boxes.iter().any(|least| least.0 <= w && least.1 <= h)
                {
                    continue;
                }
                boxes.retain(|least| least.0 < w || least.1 < h);
                boxes.push((w, h));
            }
        }
    }
}
