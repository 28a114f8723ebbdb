//! Sheets cut into strips, each strip filled as well as can be: a start for the search that it hardly finds by itself.
//!
//! The classic two knapsacks of P. C. Gilmore and R. E. Gomory, "Multistage cutting stock problems of two and more
//! dimensions", Operations Research 13, 1965: parts in a row fill each strip, strips fill the sheet. Parts much thinner
//! than a strip lie side by side in it. Lengths are rounded up to cells, so that a knapsack takes few steps.

use super::problem::{Kind, Problem};
use super::tree::{Inside, Shape, Sheet, join};
use crate::rng::Rng;
use crate::solution::Axis;

/// Cells that a length is divided into, at most.
const CELLS: usize = 1_400;
/// Widths of strip tried for each sheet.
const WIDTHS: usize = 12;
/// A row takes up at least so many tenths of its strip's width.
const LEAST_USE: i32 = 8;
/// Steps of a knapsack in one unit of work.
const STEPS_PER_WORK: usize = 300;

/// Parts of a kind side by side across a strip.
#[derive(Clone, Copy, Debug)]
struct Row {
    kind: usize,
    /// Extent of one across the strip.
    across: i32,
    /// Extent along the strip.
    along: i32,
    count: u32,
    value: i32,
}

/// A strip and what lies in it.
#[derive(Debug)]
struct Strip {
    width: i32,
    value: i32,
    rows: Vec<Row>,
}

/// Fills sheets one after the other.
struct Filler<'a> {
    problem: &'a Problem,
    left: Vec<u32>,
    /// What one part of each kind counts.
    values: Vec<i32>,
    steps: usize,
}

/// The fullest of the fillings made with about so much work, and the work it took.
pub fn best_of(
    problem: &Problem,
    (sheets, work): (usize, u64),
    rng: &mut Rng,
) -> (Vec<Sheet>, u64) {
    let (mut best, mut total, mut most) = (Vec::new(), 0, -1);
    while total < work {
        let (filled, steps) = fill(problem, sheets, rng);
        total += steps;
        let weight = filled.iter().map(|sheet| sheet.weight).sum();
        if weight > most {
            (best, most) = (filled, weight);
        }
    }
    (best, total)
}

/// At most so many sheets of a job with one size of sheet, cut into strips, and the work it took.
pub fn fill(problem: &Problem, count: usize, rng: &mut Rng) -> (Vec<Sheet>, u64) {
    let Some(stock) = problem.sheets.iter().position(|sheet| sheet.quantity > 0) else {
        return (Vec::new(), 1);
    };
    let size = &problem.sheets[stock];
    let whole = f64::from(size.w) * f64::from(size.h);
    // Large parts first, as small ones find a place later; a little chance makes each plan another one.
    let values = problem.kinds.iter().map(|kind| {
        let share = f64::from(kind.w) * f64::from(kind.h) / whole;
        let chance = f64::from(1_000 + rng.below(150));
        (share * share.sqrt().sqrt().sqrt() * chance * 10_000.0) as i32
    });
    let mut filler = Filler {
        problem,
        values: values.collect(),
        left: problem.kinds.iter().map(|kind| kind.demand).collect(),
        steps: 0,
    };
    let mut sheets = Vec::new();
    for _ in 0..count.min(size.quantity as usize) {
        let axis = if rng.below(2) == 0 { Axis::X } else { Axis::Y };
        let content = filler.sheet((size.w, size.h), axis, rng);
        if matches!(content, Inside::Leftover) {
            break;
        }
        let mut sheet = Sheet::closed();
        sheet.open(stock as u32, (size.w, size.h), size.depth, size.value);
        sheet.rebuild(
            &Shape {
                size: (size.w, size.h),
                content,
            },
            |kind| problem.kinds[kind as usize].weight,
            |w, h, level| problem.value_at(w, h, level),
        );
        sheets.push(sheet);
    }
    (sheets, 1 + (filler.steps / STEPS_PER_WORK) as u64)
}

/// Length of a cell, and how many there are.
const fn cells(length: i32) -> (i32, usize) {
    let cell = length / CELLS as i32 + 1;
    (cell, (length / cell) as usize)
}

impl Filler<'_> {
    fn sheet(&mut self, (w, h): (i32, i32), axis: Axis, rng: &mut Rng) -> Inside {
        let (length, across) = match axis {
            Axis::X => (w, h),
            Axis::Y => (h, w),
        };
        let strips = self.widths(axis, length, rng);
        let strips: Vec<Strip> = strips
            .into_iter()
            .filter_map(|width| self.strip(axis, width, across))
            .collect();
        // Which strips side by side are worth most; one may come several times.
        let (cell, count) = cells(length);
        let mut best = vec![(0, usize::MAX); count + 1];
        for at in 1..=count {
            best[at] = (best[at - 1].0, usize::MAX);
            for (index, strip) in strips.iter().enumerate() {
                let Some(before) = at.checked_sub(strip.width.div_ceil_by(cell)) else {
                    continue;
                };
                let value = best[before].0 + strip.value;
                if value > best[at].0 {
                    best[at] = (value, index);
                }
            }
        }
        self.steps += count * strips.len();
        let mut chosen = Vec::new();
        let mut at = count;
        while at > 0 {
            match best[at].1 {
                usize::MAX => at -= 1,
                index => {
                    chosen.push((strips[index].width, strips[index].value));
                    at -= strips[index].width.div_ceil_by(cell);
                }
            }
        }
        // The fullest first; what is then no longer there makes room for other strips.
        chosen.sort_by_key(|&(width, value)| {
            std::cmp::Reverse((i64::from(value) << 20) / i64::from(width))
        });
        let mut shapes = Vec::new();
        let mut rest = length;
        for (width, value) in chosen {
            if let Some(strip) = self.strip(axis, width, across)
                && strip.value > value / 4 * 3
            {
                rest -= self.take(&strip, across, axis, &mut shapes);
            }
        }
        loop {
            let density = |strip: &Strip| (i64::from(strip.value) << 20) / i64::from(strip.width);
            let strips = self.widths(axis, rest, rng).into_iter();
            let best = strips
                .filter_map(|width| self.strip(axis, width, across))
                .max_by_key(density);
            match best {
                Some(strip) => rest -= self.take(&strip, across, axis, &mut shapes),
                None => return join((w, h), axis, shapes),
            }
        }
    }

    /// Some of the widths that a strip may have.
    fn widths(&self, axis: Axis, most: i32, rng: &mut Rng) -> Vec<i32> {
        let mut widths = Vec::new();
        for (kind, &left) in self.problem.kinds.iter().zip(&self.left) {
            if left > 0 {
                widths.extend(
                    ways(kind, axis)
                        .into_iter()
                        .flatten()
                        .map(|(_, across)| across),
                );
            }
        }
        widths.retain(|&width| width <= most);
        widths.sort_unstable();
        widths.dedup();
        while widths.len() > WIDTHS {
            let at = rng.below(widths.len() as u32) as usize;
            widths.swap_remove(at);
        }
        widths
    }

    /// The best filling of a strip; none when nothing fits.
    fn strip(&mut self, axis: Axis, width: i32, length: i32) -> Option<Strip> {
        let (cell, count) = cells(length);
        let mut rows: Vec<Row> = Vec::new();
        for (index, kind) in self.problem.kinds.iter().enumerate() {
            for (along, across) in ways(kind, axis).into_iter().flatten() {
                let fits = across <= width && along <= length;
                if self.left[index] == 0 || !fits {
                    continue;
                }
                let abreast = self.left[index].min((width / across) as u32);
                if across * abreast as i32 / LEAST_USE < width / 10 {
                    continue;
                }
                let copies = (self.left[index] / abreast).min((length / along) as u32);
                let row = Row {
                    kind: index,
                    across,
                    along,
                    count: abreast,
                    value: self.values[index].saturating_mul(abreast as i32),
                };
                rows.extend((0..copies).map(|_| row));
            }
        }
        let mut best = vec![0_i32; count + 1];
        let mut taken = vec![false; rows.len() * (count + 1)];
        for (row, taken) in rows.iter().zip(taken.chunks_exact_mut(count + 1)) {
            let extent = row.along.div_ceil_by(cell);
            for at in (extent..=count).rev() {
                let value = best[at - extent] + row.value;
                if value > best[at] {
                    best[at] = value;
                    taken[at] = true;
                }
            }
        }
        self.steps += rows.len() * count;
        let mut at = count;
        let mut chosen = Vec::new();
        for (index, row) in rows.iter().enumerate().rev() {
            if taken[index * (count + 1) + at] {
                chosen.push(*row);
                at -= row.along.div_ceil_by(cell);
            }
        }
        (!chosen.is_empty()).then_some(Strip {
            width,
            value: best[count],
            rows: chosen,
        })
    }

    /// Cuts a strip and returns how wide it is.
    fn take(&mut self, strip: &Strip, length: i32, axis: Axis, shapes: &mut Vec<Shape>) -> i32 {
        let size = |along: i32, across: i32| match axis {
            Axis::X => (across, along),
            Axis::Y => (along, across),
        };
        let mut rows = Vec::new();
        for row in &strip.rows {
            // A kind that may lie both ways may have been counted twice.
            let count = row.count.min(self.left[row.kind]);
            self.left[row.kind] -= count;
            let part = Shape {
                size: size(row.along, row.across),
                content: Inside::Part(row.kind as u32),
            };
            let own = size(row.along, strip.width);
            let parts = vec![part; count as usize];
            if count > 0 {
                rows.push(Shape {
                    size: own,
                    content: join(own, axis, parts),
                });
            }
        }
        let own = size(length, strip.width);
        shapes.push(Shape {
            size: own,
            content: join(own, axis.across(), rows),
        });
        strip.width
    }
}

/// Extents along and across a strip that a part may have where strips lie side by side along an axis.
fn ways(kind: &Kind, axis: Axis) -> [Option<(i32, i32)>; 2] {
    let (straight, turned) = ((kind.h, kind.w), (kind.w, kind.h));
    match axis {
        _ if kind.can_turn => [Some(straight), Some(turned)],
        Axis::X => [Some(straight), None],
        Axis::Y => [Some(turned), None],
    }
}

/// Division that rounds up to whole cells.
trait Cells {
    fn div_ceil_by(self, cell: i32) -> usize;
}

impl Cells for i32 {
    fn div_ceil_by(self, cell: i32) -> usize {
        ((self + cell - 1) / cell) as usize
    }
}
