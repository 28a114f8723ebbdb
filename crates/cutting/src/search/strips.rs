//! Sheets cut into strips, each strip filled as well as can be: a start for the search that it hardly finds by itself.
//!
//! The classic two knapsacks of P. C. Gilmore and R. E. Gomory, "Multistage cutting stock problems of two and more
//! dimensions", Operations Research 13, 1965: parts in a row fill each strip, strips fill the sheet. Parts much thinner
//! than a strip lie side by side in it. Lengths are rounded up to cells, so that a knapsack takes few steps.

use super::shape::{Inside, Shape, join};
use super::tree::Sheet;
use crate::geometry::Axis;
use crate::order::{sort_by_key, sort_once};
use crate::problem::{Kind, Problem};
use crate::rng::Rng;

/// Cells that a length is divided into, at most.
const CELLS: usize = 1_400;
/// Widths of strip tried for each sheet.
const WIDTHS: usize = 12;
/// A row takes up at least so many tenths of its strip's width.
const LEAST_USE: i32 = 8;
/// Steps of a knapsack in one unit of work.
const STEPS_PER_WORK: usize = 600;

/// Parts of a kind side by side across a strip.
#[derive(Clone, Copy, Debug)]
struct Row {
    kind: usize,
    /// Extent of one across the strip.
    across: i32,
    /// Extent along the strip.
    along: i32,
    count: u32,
}

/// Equal rows one after the other.
#[derive(Clone, Copy, Debug)]
struct Pack {
    row: Row,
    times: u32,
    /// Cells that they take up along the strip.
    extent: usize,
    value: i64,
}

/// A strip and what lies in it.
#[derive(Debug)]
struct Strip {
    width: i32,
    value: i64,
    rows: Vec<Row>,
}

/// Fills sheets of a job with one size of sheet, one after the other.
#[derive(Debug)]
pub struct Filler<'a> {
    problem: &'a Problem,
    /// Parts that are not on a sheet yet.
    left: Vec<u32>,
    /// What one part of each kind counts.
    values: Vec<i32>,
    /// Widths of strip tried for each sheet, at most.
    widths: usize,
    /// For every pack of a strip and every length whether it is in the best filling.
    is_taken: Vec<bool>,
    steps: usize,
}

/// At most so many sheets of a job with one size of sheet, cut into strips, and the work it took.
pub fn fill(problem: &Problem, count: usize, rng: &mut Rng) -> (Vec<Sheet>, u64) {
    let Some(size) = problem.only_size() else {
        return (Vec::new(), 1);
    };
    let whole = f64::from(size.w) * f64::from(size.h);
    // Large parts first, as small ones find a place later; a little chance makes each plan another one.
    let values = problem.kinds.iter().map(|kind| {
        let share = f64::from(kind.w) * f64::from(kind.h) / whole;
        let chance = f64::from(1_000 + rng.below(150));
        (share * share.sqrt().sqrt().sqrt() * chance * 10_000.0) as i32
    });
    let left = problem.kinds.iter().map(|kind| kind.demand).collect();
    let mut filler = Filler::new(problem, left, values.collect(), WIDTHS);
    let mut sheets = Vec::new();
    for _ in 0..count.min(size.quantity as usize) {
        let axis = if rng.below(2) == 0 { Axis::X } else { Axis::Y };
        match filler.sheet(axis, rng) {
            Some(sheet) => sheets.push(sheet),
            None => break,
        }
    }
    let (_, work) = filler.end();
    (sheets, 1 + work)
}

/// Length of a cell, and how many there are.
const fn cells(length: i32) -> (i32, usize) {
    let cell = length / CELLS as i32 + 1;
    (cell, (length / cell) as usize)
}

impl<'a> Filler<'a> {
    /// `left` parts and what one part of each kind counts.
    pub fn new(problem: &'a Problem, left: Vec<u32>, values: Vec<i32>, widths: usize) -> Self {
        Self {
            problem,
            left,
            values,
            widths,
            is_taken: Vec::new(),
            steps: 0,
        }
    }

    /// The parts that are still not on a sheet, and the work done.
    pub fn end(self) -> (Vec<u32>, u64) {
        (self.left, (self.steps / STEPS_PER_WORK) as u64)
    }

    /// One more sheet, its strips side by side along an axis; none when no part is left.
    pub fn sheet(&mut self, axis: Axis, rng: &mut Rng) -> Option<Sheet> {
        let stock = (self.problem.sheets.iter()).position(|sheet| sheet.quantity > 0)?;
        let of = &self.problem.sheets[stock];
        let size = (of.w, of.h);
        let content = self.content(size, axis, rng);
        if matches!(content, Inside::Leftover) {
            return None;
        }
        let mut sheet = Sheet::closed();
        sheet.open(self.problem, stock);
        sheet.rebuild(self.problem, &Shape { size, content });
        Some(sheet)
    }

    fn content(&mut self, (w, h): (i32, i32), axis: Axis, rng: &mut Rng) -> Inside {
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
        let mut best = vec![(0_i64, usize::MAX); count + 1];
        for at in 1..=count {
            best[at] = (best[at - 1].0, usize::MAX);
            for (index, strip) in strips.iter().enumerate() {
                let Some(before) = at.checked_sub(in_cells(strip.width, cell)) else {
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
                    at -= in_cells(strips[index].width, cell);
                }
            }
        }
        // The fullest first; what is then no longer there makes room for other strips.
        sort_by_key(&mut chosen, |&(width, value)| {
            std::cmp::Reverse(density(value, width))
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
            let strips = self.widths(axis, rest, rng).into_iter();
            let best = strips
                .filter_map(|width| self.strip(axis, width, across))
                .max_by_key(|strip| density(strip.value, strip.width));
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
        sort_once(&mut widths);
        while widths.len() > self.widths {
            let at = rng.below(widths.len() as u32) as usize;
            widths.swap_remove(at);
        }
        widths
    }

    /// The best filling of a strip; none when nothing fits.
    fn strip(&mut self, axis: Axis, width: i32, length: i32) -> Option<Strip> {
        let (cell, count) = cells(length);
        let mut packs: Vec<Pack> = Vec::new();
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
                let row = Row {
                    kind: index,
                    across,
                    along,
                    count: abreast,
                };
                let value = i64::from(self.values[index]) * i64::from(abreast);
                let copies = (self.left[index] / abreast).min((length / along) as u32);
                packs.extend(in_packs(copies).map(|times| Pack {
                    row,
                    times,
                    extent: in_cells(along, cell) * times as usize,
                    value: value * i64::from(times),
                }));
            }
        }
        // Small numbers are quicker; whatever is chosen, its sum fits.
        let all: i64 = packs.iter().map(|pack| pack.value).sum();
        let scale = (i64::BITS - all.leading_zeros()).saturating_sub(i32::BITS - 1);
        let width_of = count + 1;
        let mut best = vec![0_i32; width_of];
        let mut next = best.clone();
        self.is_taken.clear();
        self.is_taken.resize(packs.len() * width_of, false);
        let rows = self.is_taken.chunks_exact_mut(width_of);
        for (pack, is_taken) in packs.iter().zip(rows) {
            let Some((without, before)) = best
                .get(pack.extent..)
                .zip(best.get(..width_of - pack.extent.min(width_of)))
            else {
                continue;
            };
            let value = (pack.value >> scale) as i32;
            let (small, large) = next.split_at_mut(pack.extent);
            small.copy_from_slice(&best[..pack.extent]);
            // No branch in here, so that several cells are done at once.
            for (((next, &without), &before), is_taken) in large
                .iter_mut()
                .zip(without)
                .zip(before)
                .zip(&mut is_taken[pack.extent..])
            {
                let with = before + value;
                *is_taken = with > without;
                *next = with.max(without);
            }
            std::mem::swap(&mut best, &mut next);
        }
        self.steps += packs.len() * count;
        let mut at = count;
        let mut chosen = Vec::new();
        for (pack, is_taken) in packs.iter().zip(self.is_taken.chunks_exact(width_of)).rev() {
            if is_taken[at] {
                chosen.extend((0..pack.times).map(|_| pack.row));
                at -= pack.extent;
            }
        }
        (!chosen.is_empty()).then_some(Strip {
            width,
            value: i64::from(best[count]) << scale,
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

/// Packs of 1, 2, 4, ... that make up every number up to `count`.
fn in_packs(count: u32) -> impl Iterator<Item = u32> {
    let mut left = count;
    (0..u32::BITS).map_while(move |bit| {
        let times = left.min(1 << bit);
        left -= times;
        (times > 0).then_some(times)
    })
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

/// What a strip counts for its width.
fn density(value: i64, width: i32) -> i128 {
    (i128::from(value) << 20) / i128::from(width)
}

/// Cells that a length takes up.
const fn in_cells(length: i32, cell: i32) -> usize {
    ((length + cell - 1) / cell) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::job_of;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packs_make_up_every_number(count in 0_u32..2_000, wanted in 0_u32..2_000) {
            let packs: Vec<u32> = in_packs(count).collect();
            prop_assert_eq!(packs.iter().sum::<u32>(), count);
            // The largest that still fits first: enough for powers of two and one remainder in any order.
            let mut reached = vec![false; count as usize + 1];
            reached[0] = true;
            for pack in packs {
                for at in (pack as usize..reached.len()).rev() {
                    reached[at] |= reached[at - pack as usize];
                }
            }
            prop_assert!(wanted > count || reached[wanted as usize]);
        }

        #[test]
        fn parts_may_be_worth_anything(
            parts in prop::collection::vec((1_i64..40, 1_i64..40, 1_u32..400, any::<bool>()), 1..9),
            value in prop_oneof![0..10_i32, i32::MAX - 10..=i32::MAX],
            seed in any::<u64>(),
        ) {
            let problem = Problem::new(&job_of(&parts));
            let left: Vec<u32> = problem.kinds.iter().map(|kind| kind.demand).collect();
            let values = vec![value; left.len()];
            let mut filler = Filler::new(&problem, left.clone(), values, WIDTHS);
            let sheet = filler.sheet(Axis::X, &mut crate::rng::Rng::new(seed));
            prop_assert_eq!(sheet.is_some(), value > 0);
            let on_it = sheet.map_or(0, |sheet| sheet.parts_on().count());
            let (rest, _) = filler.end();
            prop_assert_eq!(left.iter().sum::<u32>() as usize, on_it + rest.iter().sum::<u32>() as usize);
        }

        #[test]
        fn no_part_comes_more_often_than_ordered(
            parts in prop::collection::vec((1_i64..1_300, 1_i64..900, 1_u32..9, any::<bool>()), 1..9),
            sheets in 1_usize..5,
            seed in any::<u64>(),
        ) {
            let problem = Problem::new(&job_of(&parts));
            let (filled, work) = fill(&problem, sheets, &mut crate::rng::Rng::new(seed));
            prop_assert!(work > 0 && filled.len() <= sheets && !filled.is_empty());
            let mut left: Vec<i64> = problem.kinds.iter().map(|kind| i64::from(kind.demand)).collect();
            for sheet in &filled {
                let mut area = 0;
                for kind in sheet.parts_on() {
                    let of = &problem.kinds[kind as usize];
                    left[kind as usize] -= 1;
                    area += i64::from(of.w) * i64::from(of.h);
                }
                let size = &problem.sheets[sheet.stock as usize];
                prop_assert!(area <= i64::from(size.w) * i64::from(size.h));
            }
            prop_assert!(left.iter().all(|&left| left >= 0), "{left:?}");
        }
    }
}
