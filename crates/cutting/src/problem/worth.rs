//! What leftovers, turns and money not spent are worth, in one unit, and the better way to cut a part off.

use super::Problem;
use super::kind::SheetKind;
use super::place::Place;
use crate::geometry::Axis;

/// Leftovers are valued in these units of an empty sheet of the largest size.
const VALUE_UNIT: f64 = (1_u64 << 32) as f64;
/// What a further turn counts while plans are made, in thousandths of an empty sheet. Measured: they have a tenth fewer
/// turns. A search for fewer sheets finds less with it and does without.
pub const TURN_COST: i64 = 10;

impl Problem {
    /// What a turn costs when it counts so many thousandths of an empty sheet.
    pub const fn turns_at(thousandths: i64) -> i64 {
        (1 << 32) / 1_000 * thousandths
    }

    pub(super) fn value_sheets(&mut self) {
        let areas = self.sheets.iter();
        let largest = areas
            .map(|sheet| f64::from(sheet.w) * f64::from(sheet.h))
            .fold(1.0, f64::max);
        self.per_area = 1.0 / largest;
        self.value_per_cost = 0.0;
        for index in 0..self.sheets.len() {
            let SheetKind { w, h, cost, .. } = self.sheets[index];
            let value = self.value(w, h);
            self.sheets[index].value = value;
            if self.price(&self.sheets[index]) > 0 {
                self.value_per_cost = self.value_per_cost.max(value as f64 / cost as f64);
            }
        }
    }

    /// What a leftover of this inflated size is worth: more than in proportion to its area, so that few large ones
    /// are better than many small ones. Only multiplication and square roots, which every machine rounds alike.
    #[inline]
    pub fn value(&self, w: i32, h: i32) -> i64 {
        if w < self.min_w || h < self.min_h {
            return 0;
        }
        let share = f64::from(w) * f64::from(h) * self.per_area;
        (share * share.sqrt().sqrt() * VALUE_UNIT) as i64
    }

    /// What a leftover below so many levels of cuts is worth: nothing when no cut is allowed any more.
    #[inline]
    pub fn value_at(&self, w: i32, h: i32, level: u8) -> i64 {
        if self.limits.is_dead(level) {
            0
        } else {
            self.value(w, h)
        }
    }

    /// The better of the two ways to cut a part of size `(w, h)` from a leftover of size `(have_w, have_h)`, and what
    /// then remains is worth.
    ///
    /// Both ways leave the same area in two pieces. As worth grows faster than area, the way with the larger single
    /// piece is better, unless a piece too narrow for any part spoils the comparison.
    #[inline]
    pub fn best_split(&self, (have_w, have_h): (i32, i32), (w, h): (i32, i32)) -> (Axis, i64) {
        let (rest_w, rest_h) = (have_w - w, have_h - h);
        if rest_h == 0 {
            return (Axis::X, self.value(rest_w, have_h));
        }
        if rest_w == 0 {
            return (Axis::Y, self.value(have_w, rest_h));
        }
        let is_wide = rest_w >= self.min_w;
        let is_high = rest_h >= self.min_h;
        let along_x = || self.value(rest_w, have_h) + self.value(w, rest_h);
        let along_y = || self.value(have_w, rest_h) + self.value(rest_w, h);
        let is_clear = is_wide == is_high && w >= self.min_w && h >= self.min_h;
        if is_clear {
            let area = |w: i32, h: i32| i64::from(w) * i64::from(h);
            let x = area(rest_w, have_h).max(area(w, rest_h));
            let y = area(have_w, rest_h).max(area(rest_w, h));
            return if x >= y {
                (Axis::X, along_x())
            } else {
                (Axis::Y, along_y())
            };
        }
        let (x, y) = (along_x(), along_y());
        if x >= y { (Axis::X, x) } else { (Axis::Y, y) }
    }

    /// An area as a share of the largest sheet, in units of what a leftover is worth.
    pub fn share_of_sheet(&self, area: i64) -> i64 {
        (area as f64 * self.per_area * VALUE_UNIT) as i64
    }

    /// True when a leftover is large enough to be kept for another job.
    pub fn is_worth_keeping(&self, w: i32, h: i32) -> bool {
        w.max(h) >= self.offcut.0 && w.min(h) >= self.offcut.1
    }

    /// What money not yet spent of a budget counts as leftover: what it could buy of the cheapest board.
    pub fn unspent(&self, cost: u64, budget: u64) -> i64 {
        if budget == u64::MAX {
            return 0;
        }
        (budget.saturating_sub(cost) as f64 * self.value_per_cost) as i64
    }

    /// True when some part may be cut from a leftover of this size; a quick test, not a proof.
    #[inline]
    pub const fn is_useful(&self, w: i32, h: i32) -> bool {
        w >= self.min_w && h >= self.min_h
    }

    /// The better of the ways to cut a part of size `size` from a place that it fits, and what then remains is worth;
    /// none when the saw allows neither.
    #[inline]
    pub fn split(&self, place: Place, size: (i32, i32), is_group: bool) -> Option<(Axis, i64)> {
        if !self.limits.is_any && self.turn_cost == 0 {
            return Some(self.best_split((place.w, place.h), size));
        }
        let (rest_w, rest_h) = (place.w - size.0, place.h - size.1);
        [Axis::X, Axis::Y]
            .into_iter()
            .filter(|&axis| self.limits.allows(place, size, axis, is_group))
            .map(|axis| {
                let worth = match axis {
                    Axis::X => self.value(rest_w, place.h) + self.value(size.0, rest_h),
                    Axis::Y => self.value(place.w, rest_h) + self.value(rest_w, size.1),
                };
                (axis, worth - self.turn_cost * place.cut_up_by(size, axis))
            })
            .max_by_key(|&(axis, worth)| (worth, axis == Axis::X))
    }
}
