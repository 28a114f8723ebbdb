//! From an instance to the job that is searched.

use super::kind::{Kind, SheetKind, inflate};
use super::limits::Limits;
use super::worth::TURN_COST;
use super::{Problem, unplaceable};
use crate::geometry::Axis;
use crate::instance::{Group, Instance};
use crate::order::sort_by_key;

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
            spares_offcuts: false,
            counts_sheets: false,
            is_free: false,
            is_uniform: true,
            per_area: 0.0,
            value_per_cost: 0.0,
        };
        problem.measure_sheets(instance);
        problem.gather_kinds(instance);
        problem.gather_groups(instance);
        unplaceable::take_out(&mut problem, instance);
        problem.drop_useless_sheets();
        problem.charge(instance);
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
