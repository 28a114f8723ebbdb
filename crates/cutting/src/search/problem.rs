//! An instance as the search sees it: kinds of parts and sheets, inflated by the kerf, alike parts merged.

use super::limits::{Limits, Place};
use super::unplaceable;
use crate::instance::{Group, Instance};
use crate::order::sort_by_key;
use crate::outcome::Unplaceable;
use crate::rules::Goal;
use crate::solution::Axis;

/// Parts that are alike to the saw, whatever their index in the instance.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Inflated extent along x; at least the height when the kind can turn.
    pub w: i32,
    /// Inflated extent along y.
    pub h: i32,
    /// True when turning it makes a difference and is allowed.
    pub can_turn: bool,
    /// How many are ordered.
    pub demand: u32,
    /// Area, scaled so that the sum over all parts stays far below 2^62.
    pub weight: i64,
    /// Index in the instance and quantity of the parts merged here; of a group the parts of one strip, in order.
    pub members: Vec<(usize, u32)>,
    /// For parts that stay together in a strip: the axis along which they lie while the kind is not turned.
    pub group: Option<Axis>,
}

impl Kind {
    /// True when one of them can be cut from a piece of this inflated size.
    #[inline]
    pub const fn fits(&self, w: i32, h: i32) -> bool {
        (self.w <= w && self.h <= h) || (self.can_turn && self.h <= w && self.w <= h)
    }
}

/// One size of sheet.
#[derive(Clone, Debug)]
pub struct SheetKind {
    /// Inflated usable extent along x.
    pub w: i32,
    /// Inflated usable extent along y.
    pub h: i32,
    /// Cost of one, in units of the [problem's](Problem::unit): its price, and for an offcut a little more.
    pub cost: u64,
    /// How many there are, never more than there are parts.
    pub quantity: u32,
    /// What an empty one counts as leftover.
    pub value: i64,
    /// Levels of cuts already made above it.
    pub depth: u8,
    /// Area of the untrimmed sheet in square micrometres.
    pub area_um2: i128,
}

impl Kind {
    /// Area of one in square micrometres, kerf not counted.
    pub fn area_um2(&self, instance: &Instance) -> i128 {
        let area = |&(part, _): &(usize, u32)| instance.parts()[part].area_um2();
        match self.group {
            Some(_) => self.members.iter().map(area).sum(),
            None => self.members.first().map_or(0, area),
        }
    }
}

impl SheetKind {
    /// An empty one as a place to cut from.
    pub const fn place(&self) -> Place {
        Place {
            w: self.w,
            h: self.h,
            level: self.depth,
            from: None,
        }
    }
}

/// An instance made ready for the search.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Kinds of parts, largest first.
    pub kinds: Vec<Kind>,
    /// Sheet sizes, by index in the instance.
    pub sheets: Vec<SheetKind>,
    /// What the saw allows.
    pub limits: Limits,
    /// Share of a sheet's price per area credited for its leftovers worth keeping, in hundredths of a percent.
    pub credit_bp: u32,
    /// What counts next after cost.
    pub goal: Goal,
    /// Long and short side, inflated, from which a leftover is worth keeping.
    pub offcut: (i32, i32),
    /// Parts that no sheet can hold.
    pub unplaceable: Vec<Unplaceable>,
    /// Sum of the kinds' weights.
    pub weight: i64,
    /// Parts to place.
    pub parts: u32,
    /// What each further piece that is cut up spoils, in units of what a leftover is worth: the search for easy sawing
    /// puts parts where a strip of their width begins or goes on.
    pub turn_cost: i64,
    /// How many units of cost one of price is. Where offcuts in stock are used if that is cheaper, each costs a few
    /// units beyond its price, the larger the more, all of them together less than one of price: at the same price a
    /// plan is better that leaves more of them in stock.
    pub unit: u64,
    /// True when all sheets are of one size and cost, so that fewer is all that counts.
    pub is_uniform: bool,
    /// A leftover below this width holds nothing.
    min_w: i32,
    /// A leftover below this height holds nothing.
    min_h: i32,
    /// One over the area of the largest sheet.
    per_area: f64,
    /// Most leftover value that one unit of cost buys.
    value_per_cost: f64,
}

/// Leftovers are valued in these units of an empty sheet of the largest size.
const VALUE_UNIT: f64 = (1_u64 << 32) as f64;
/// Parts of a job whose sheets are filled strip by strip, at most.
const MOST_IN_STRIPS: u32 = 500;
/// What a further turn counts while plans are made, in thousandths of an empty sheet. Measured: they have a tenth fewer
/// turns. A search for fewer sheets finds less with it and does without.
pub const TURN_COST: i64 = 10;

impl Problem {
    /// Compiles an instance.
    pub fn new(instance: &Instance) -> Self {
        let kerf = instance.kerf_um();
        let rules = instance.rules();
        let [offcut_long, offcut_short] = rules.smallest_offcut_um;
        let mut problem = Self {
            min_w: 1,
            min_h: 1,
            kinds: Vec::new(),
            sheets: Vec::new(),
            limits: Limits::of(rules, kerf),
            credit_bp: rules.offcut_credit_bp,
            goal: rules.goal,
            offcut: (inflate(offcut_long, kerf), inflate(offcut_short, kerf)),
            unplaceable: Vec::new(),
            weight: 0,
            parts: 0,
            turn_cost: 0,
            unit: 1,
            is_uniform: true,
            per_area: 0.0,
            value_per_cost: 0.0,
        };
        problem.measure_sheets(instance);
        problem.gather_kinds(instance);
        problem.gather_groups(instance);
        unplaceable::take_out(&mut problem, instance);
        problem.drop_useless_sheets();
        problem.charge_offcuts(instance);
        let area = |kind: &Kind| i64::from(kind.w) * i64::from(kind.h);
        sort_by_key(&mut problem.kinds, |kind| std::cmp::Reverse(area(kind)));
        problem.parts = problem.kinds.iter().map(|kind| kind.demand).sum();
        let narrowest = |extent: fn(&Kind) -> i32| {
            let kinds = problem.kinds.iter();
            kinds
                .map(|kind| {
                    if kind.can_turn {
                        kind.w.min(kind.h)
                    } else {
                        extent(kind)
                    }
                })
                .min()
                .unwrap_or(1)
        };
        (problem.min_w, problem.min_h) = (narrowest(|kind| kind.w), narrowest(|kind| kind.h));
        problem.weigh();
        problem.value_sheets();
        problem.turn_cost = Self::turns_at(TURN_COST);
        problem
    }

    /// What a turn costs when it counts so many thousandths of an empty sheet.
    pub const fn turns_at(thousandths: i64) -> i64 {
        (1 << 32) / 1_000 * thousandths
    }

    /// The kinds of parts that come singly: like ones merged.
    fn gather_kinds(&mut self, instance: &Instance) {
        let kerf = instance.kerf_um();
        let mut single: Vec<u32> = instance.parts().iter().map(|part| part.quantity).collect();
        for group in instance.groups() {
            for &part in &group.parts {
                single[part] = single[part].saturating_sub(group.quantity);
            }
        }
        let mut order: Vec<usize> = (0..single.len()).filter(|&part| single[part] > 0).collect();
        let key = |index: usize| {
            let part = &instance.parts()[index];
            let (w, h) = (part.width_um, part.height_um);
            let can_turn = part.rotatable && w != h;
            let size = if can_turn {
                (w.max(h), w.min(h))
            } else {
                (w, h)
            };
            (std::cmp::Reverse(size), can_turn)
        };
        sort_by_key(&mut order, |&index| (key(index), index));
        let mut last = None;
        for index in order {
            let this = key(index);
            let quantity = single[index];
            if last == Some(this)
                && let Some(kind) = self.kinds.last_mut()
            {
                kind.demand += quantity;
                kind.members.push((index, quantity));
                continue;
            }
            last = Some(this);
            let (std::cmp::Reverse((w, h)), can_turn) = this;
            self.kinds.push(Kind {
                w: inflate(w, kerf),
                h: inflate(h, kerf),
                can_turn,
                demand: quantity,
                weight: 0,
                members: vec![(index, quantity)],
                group: None,
            });
        }
    }

    /// The kinds that stand for a whole strip of parts.
    fn gather_groups(&mut self, instance: &Instance) {
        for group in instance.groups() {
            if group.quantity == 0 {
                continue;
            }
            let (w, h) = strip_of(instance, group);
            self.kinds.push(Kind {
                w,
                h,
                can_turn: group
                    .parts
                    .iter()
                    .all(|&part| instance.parts()[part].rotatable),
                demand: group.quantity,
                weight: 0,
                members: group.parts.iter().map(|&part| (part, 1)).collect(),
                group: Some(group.along),
            });
        }
    }

    fn weigh(&mut self) {
        let area = |kind: &Kind| i128::from(kind.w) * i128::from(kind.h);
        let total: i128 = self
            .kinds
            .iter()
            .map(|kind| area(kind) * i128::from(kind.demand))
            .sum();
        let unit = (total >> 50) + 1;
        for kind in &mut self.kinds {
            kind.weight = i64::try_from((area(kind) + unit - 1) / unit)
                .unwrap_or(1)
                .max(1);
        }
        self.weight = self
            .kinds
            .iter()
            .map(|kind| kind.weight * i64::from(kind.demand))
            .sum();
    }

    fn measure_sheets(&mut self, instance: &Instance) {
        let kerf = instance.kerf_um();
        let parts: u32 = instance.parts().iter().map(|part| part.quantity).sum();
        for stock in instance.stocks() {
            let (w, h) = instance.usable_um(stock);
            self.sheets.push(SheetKind {
                w: inflate(w, kerf),
                h: inflate(h, kerf),
                cost: stock.cost,
                quantity: stock.quantity.unwrap_or(u32::MAX).min(parts),
                value: 0,
                depth: stock.depth,
                area_um2: stock.area_um2(),
            });
        }
    }

    /// Takes out the sheets from which no part can be cut.
    fn drop_useless_sheets(&mut self) {
        for sheet in &mut self.sheets {
            let place = sheet.place();
            if !self
                .kinds
                .iter()
                .any(|kind| self.limits.can_cut(place, kind))
            {
                sheet.quantity = 0;
            }
        }
        self.is_uniform = self.only_size().is_some();
    }

    /// The sheets there are, when all have one size and cost.
    pub fn only_size(&self) -> Option<&SheetKind> {
        let alike = |sheet: &SheetKind| (sheet.w, sheet.h, sheet.cost, sheet.depth);
        let mut sheets = self.sheets.iter().filter(|sheet| sheet.quantity > 0);
        let first = sheets.next()?;
        sheets
            .all(|sheet| alike(sheet) == alike(first))
            .then_some(first)
    }

    /// True when sheets may be filled strip by strip: the saw allows anything, and a plan takes no longer than a step of
    /// the search may.
    pub fn has_strips(&self) -> bool {
        !self.limits.is_any
            && self.parts <= MOST_IN_STRIPS
            && self.only_size().is_some_and(|sheet| sheet.cost > 0)
    }

    /// One part of a kind less to place.
    pub fn settle_one(&mut self, kind: usize) {
        let kind = &mut self.kinds[kind];
        kind.demand -= 1;
        self.weight -= kind.weight;
        self.parts -= 1;
    }

    fn value_sheets(&mut self) {
        let areas = self.sheets.iter();
        let largest = areas
            .map(|sheet| f64::from(sheet.w) * f64::from(sheet.h))
            .fold(1.0, f64::max);
        self.per_area = 1.0 / largest;
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

    /// The same job with one more part, last in the list, that may be cut from a piece in just this direction.
    pub fn with_part(&self, (w, h): (i32, i32)) -> Self {
        let mut more = self.clone();
        let per_weight = self.kinds.first().map_or(1, |kind| {
            (i64::from(kind.w) * i64::from(kind.h) / kind.weight).max(1)
        });
        let weight = (i64::from(w) * i64::from(h) / per_weight).max(1);
        more.weight += weight;
        more.kinds.push(Kind {
            w,
            h,
            can_turn: false,
            demand: 1,
            weight,
            members: Vec::new(),
            group: None,
        });
        more.parts += 1;
        more
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
}

/// Lengths and kerf are at most 10^8 each, so their sum fits.
pub(super) fn inflate(length_um: i64, kerf_um: i64) -> i32 {
    i32::try_from(length_um + kerf_um).unwrap_or(i32::MAX)
}

/// Inflated size of a group's strip, not turned.
fn strip_of(instance: &Instance, group: &Group) -> (i32, i32) {
    let kerf = instance.kerf_um();
    let along: i64 = group
        .parts
        .iter()
        .map(|&part| instance.parts()[part].extent_um(group.along) + kerf)
        .sum();
    let across = group.parts.first().map_or(1, |&part| {
        instance.parts()[part].extent_um(group.along.across()) + kerf
    });
    let inflated = |um: i64| i32::try_from(um).unwrap_or(i32::MAX);
    match group.along {
        Axis::X => (inflated(along), inflated(across)),
        Axis::Y => (inflated(across), inflated(along)),
    }
}

/// A job of parts by width and height in millimetres, quantity and whether they may turn, on sheets of 2800 x 2070 mm.
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test's job is valid")]
pub fn job_of(parts: &[(i64, i64, u32, bool)]) -> Instance {
    let mut builder = Instance::builder(4_000).stock(crate::Stock {
        width_um: 2_800_000,
        height_um: 2_070_000,
        cost: 1,
        ..crate::Stock::default()
    });
    for &(width, height, quantity, rotatable) in parts {
        builder = builder.part(crate::Part {
            width_um: width * 1_000,
            height_um: height * 1_000,
            quantity,
            rotatable,
        });
    }
    builder.build().unwrap()
}
