//! The bound by functions of the parts' lengths, for a job with one size of sheet.

use crate::order::sort_once;
use crate::outcome::Bound;
use crate::problem::Problem;

/// A dual feasible function in units of 2^-22: whatever lengths fit side by side in the sheet weigh at most one whole.
/// Rounding down keeps it one.
const WHOLE: i128 = 1 << 22;
/// Most functions tried along one axis; with more lengths than that only some are tried.
const MOST: usize = 120;

/// One function along one axis, tabulated for every kind as it lies and turned.
#[derive(Debug)]
struct Weights {
    /// Weight of each kind's width (along x) or height (along y).
    straight: Vec<u32>,
    /// Weight of the other extent.
    turned: Vec<u32>,
}

/// Sharpens the bound of a job with one sheet size by weighing parts instead of measuring them, function by function.
#[derive(Debug)]
pub struct Sharpener {
    along_x: Vec<Weights>,
    along_y: Vec<Weights>,
    demand: Vec<u64>,
    /// For each kind: may lie straight, may lie turned.
    ways: Vec<(bool, bool)>,
    next: usize,
}

impl Sharpener {
    /// Prepares the functions. Without effect where there are several sheet sizes.
    pub fn new(problem: &Problem) -> Self {
        let mut this = Self {
            along_x: Vec::new(),
            along_y: Vec::new(),
            demand: problem
                .kinds
                .iter()
                .map(|kind| u64::from(kind.demand))
                .collect(),
            ways: Vec::new(),
            next: 0,
        };
        let Some(sheet) = problem.only_size() else {
            return this;
        };
        for kind in &problem.kinds {
            let straight = kind.w <= sheet.w && kind.h <= sheet.h;
            this.ways.push((
                straight,
                kind.can_turn && kind.h <= sheet.w && kind.w <= sheet.h,
            ));
        }
        let sizes: Vec<(i32, i32)> = problem.kinds.iter().map(|kind| (kind.w, kind.h)).collect();
        let across: Vec<(i32, i32)> = sizes.iter().map(|&(w, h)| (h, w)).collect();
        let can_turn = problem.kinds.iter().any(|kind| kind.can_turn);
        this.along_x = tabulate(sheet.w, &sizes, can_turn);
        this.along_y = tabulate(sheet.h, &across, can_turn);
        this
    }

    /// Tries one more function along x with all along y. Returns the work done, or none when all are tried.
    pub fn step(&mut self, bound: &mut Bound, cost: u64) -> Option<u64> {
        let x = self.along_x.get(self.next)?;
        self.next += 1;
        for y in &self.along_y {
            let mut sum = 0_u64;
            for (index, &(straight, turned)) in self.ways.iter().enumerate() {
                let as_is = u64::from(x.straight[index]) * u64::from(y.straight[index]);
                let quarter = u64::from(x.turned[index]) * u64::from(y.turned[index]);
                let least = match (straight, turned) {
                    (true, true) => as_is.min(quarter),
                    (false, true) => quarter,
                    _ => as_is,
                };
                sum += least * self.demand[index];
            }
            let sheets = sum.div_ceil((WHOLE * WHOLE) as u64);
            if sheets > bound.sheets {
                bound.sheets = sheets;
                bound.cost = bound.cost.max(sheets.saturating_mul(cost));
            }
        }
        Some(1 + (self.along_y.len() * self.ways.len()) as u64 / 300)
    }
}

/// Tabulates three families of functions for the kinds' lengths `(along the axis, across)`.
fn tabulate(sheet: i32, sizes: &[(i32, i32)], can_turn: bool) -> Vec<Weights> {
    let sheet = i128::from(sheet);
    let mut lengths: Vec<i128> = sizes
        .iter()
        .flat_map(|&(along, across)| [Some(along), can_turn.then_some(across)])
        .flatten()
        .map(i128::from)
        .filter(|&length| length <= sheet)
        .collect();
    // Where a function has its threshold at a length or at what a length leaves over, nothing else changes.
    lengths.extend(lengths.clone().iter().map(|&length| sheet - length + 1));
    lengths.retain(|&length| length > 0 && 2 * length <= sheet);
    sort_once(&mut lengths);
    let stride = (2 * lengths.len()).div_ceil(MOST).max(1);
    let mut found = Vec::new();
    let mut add = |weigh: &dyn Fn(i128) -> i128| {
        let weight = |length: i32| {
            let length = i128::from(length);
            let weight = if length > sheet { WHOLE } else { weigh(length) };
            u32::try_from(weight).unwrap_or_default()
        };
        found.push(Weights {
            straight: sizes.iter().map(|&(along, _)| weight(along)).collect(),
            turned: sizes.iter().map(|&(_, across)| weight(across)).collect(),
        });
    };
    add(&|x| x * WHOLE / sheet);
    // Lengths above half a sheet count as whole, those up to half as a half at most (Fekete and Schepers).
    for parts in 1..8 {
        add(&|x| {
            let times = (parts + 1) * x;
            if times % sheet == 0 {
                x * WHOLE / sheet
            } else {
                times / sheet * WHOLE / parts
            }
        });
    }
    for &small in lengths.iter().step_by(stride) {
        // Short lengths count nothing, and what leaves only short ones counts whole.
        add(&|x| match x {
            x if x > sheet - small => WHOLE,
            x if x < small => 0,
            x => x * WHOLE / sheet,
        });
        // Lengths are counted in multiples of one length (Carlier, Clautiaux and Moukrim).
        add(&|x| {
            let whole = 2 * (sheet / small);
            let count = match (2 * x).cmp(&sheet) {
                std::cmp::Ordering::Greater => whole - 2 * ((sheet - x) / small),
                std::cmp::Ordering::Equal => sheet / small,
                std::cmp::Ordering::Less => 2 * (x / small),
            };
            count * WHOLE / whole
        });
    }
    found
}
