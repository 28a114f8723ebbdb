//! Where cuts may lie along one axis: sums of part lengths, in whole steps.

use super::area::gcd;

/// Longest extent in steps for which sums of lengths are listed one by one.
const LONGEST: i64 = 4096;

/// The cut positions along one axis, ascending from 0.
///
/// Lengths are mapped to steps by a superadditive function: two pieces of a cut are together no longer than what was
/// cut, in steps as in micrometres. So whatever edge-to-edge cuts can make of a sheet they can make of it in steps too.
#[derive(Debug)]
pub struct Grid {
    points: Vec<i64>,
    /// For every point the position left over beyond each point up to its middle, from the second one on.
    rests: Vec<Vec<u16>>,
    /// Steps per length, as a fraction.
    scale: (i64, i64),
    /// The sheet's extent, when all sheets have the same.
    only: Option<i64>,
    /// True when positions were put together, as there were too many.
    is_coarse: bool,
    /// True when every step is a position.
    is_dense: bool,
}

impl Grid {
    /// The positions for parts of these lengths, with how many have it, in sheets of these extents; `most` of them.
    pub fn new(lengths: &[(i32, u32)], extents: &[i32], most: i64) -> Self {
        let longest = i64::from(extents.iter().copied().max().unwrap_or(1)).max(1);
        let unit = lengths.iter().fold(0, |unit, &(length, _)| {
            gcd(unit, u64::try_from(length).unwrap_or(1))
        });
        let unit = i64::try_from(unit).unwrap_or(1).max(1);
        let is_single = extents.iter().all(|&extent| i64::from(extent) == longest);
        let mut grid = Self {
            points: Vec::new(),
            rests: Vec::new(),
            scale: (1, unit),
            only: is_single.then_some(longest),
            is_coarse: false,
            is_dense: false,
        };
        if longest / unit <= LONGEST {
            grid.points = grid.sums(lengths, extents, longest / unit);
        }
        if grid.points.is_empty() || grid.points.len() as i64 > most {
            grid.is_coarse = true;
            grid.scale = (most - 1, longest);
            grid.points = grid.sums(lengths, extents, most - 1);
        }
        // Where most steps are positions anyway, all of them are quicker to go through.
        let last = grid.points.last().copied().unwrap_or(0);
        if 4 * grid.points.len() as i64 > 3 * last {
            grid.points = (0..=last).collect();
            grid.is_dense = true;
        }
        for &point in &grid.points {
            let rests = grid.points[1..]
                .iter()
                .take_while(|&&cut| 2 * cut <= point)
                .map(|&cut| grid.at_or_below(point - cut) as u16)
                .collect();
            grid.rests.push(rests);
        }
        grid
    }

    /// A length in steps. Of one longer than half the sheet what it leaves over is rounded down instead.
    fn steps(&self, length: i32) -> i64 {
        let length = i64::from(length);
        let down = |length: i64| length * self.scale.0 / self.scale.1;
        match self.only {
            Some(whole) if 2 * length > whole && length <= whole => {
                down(whole) - down(whole - length)
            }
            _ => down(length),
        }
    }

    /// Sums of lengths that are of use in a sheet: none leaves less than the shortest length, but for the extents.
    fn sums(&self, lengths: &[(i32, u32)], extents: &[i32], longest: i64) -> Vec<i64> {
        let top = usize::try_from(longest).unwrap_or(0);
        // How many more of the length at hand may be added to a sum; none where there is no such sum.
        let mut reach: Vec<Option<u32>> = vec![None; top + 1];
        reach[0] = Some(0);
        let mut shortest = top;
        for &(length, count) in lengths {
            let length = usize::try_from(self.steps(length)).unwrap_or(0);
            if length == 0 {
                continue;
            }
            shortest = shortest.min(length);
            for left in reach.iter_mut().flatten() {
                *left = count;
            }
            for sum in length..=top {
                if reach[sum].is_none()
                    && let Some(left) = reach[sum - length].filter(|&left| left > 0)
                {
                    reach[sum] = Some(left - 1);
                }
            }
        }
        let mut is_point: Vec<bool> = reach.iter().map(Option::is_some).collect();
        for is_point in is_point.iter_mut().rev().take(shortest) {
            *is_point = false;
        }
        for &extent in extents {
            let steps = usize::try_from(self.steps(extent)).unwrap_or(0);
            is_point[steps.min(top)] = true;
        }
        is_point[0] = true;
        (0..=longest)
            .zip(is_point)
            .filter_map(|(sum, is_point)| is_point.then_some(sum))
            .collect()
    }

    /// Index of the last position at or below so many steps.
    fn at_or_below(&self, steps: i64) -> usize {
        self.points.partition_point(|&point| point <= steps) - 1
    }

    /// Index of the last position at or below a length.
    pub fn index(&self, length: i32) -> usize {
        self.at_or_below(self.steps(length))
    }

    /// How many positions there are.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// True when positions were put together, as there were too many.
    pub const fn is_coarse(&self) -> bool {
        self.is_coarse
    }

    /// True when every step is a position.
    pub const fn is_dense(&self) -> bool {
        self.is_dense
    }

    /// What cuts at positions 1, 2, ... up to the middle leave of a piece.
    pub fn rests(&self, piece: usize) -> &[u16] {
        &self.rests[piece]
    }
}
