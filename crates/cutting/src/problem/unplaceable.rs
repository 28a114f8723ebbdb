//! Parts that have no place, and why: which limit stands against them, or that the stock is used up.

use super::Problem;
use super::kind::{Kind, inflate};
use super::limits::Limits;
use crate::geometry::Axis;
use crate::instance::Instance;
use crate::order::sort_by_key;
use crate::outcome::{Reason, Unplaceable};

/// Takes out the kinds that no sheet can hold, and notes why.
pub fn take_out(problem: &mut Problem, instance: &Instance) {
    let kinds = std::mem::take(&mut problem.kinds);
    let usable: Vec<(i64, i64)> = instance
        .stocks()
        .iter()
        .map(|stock| instance.usable_um(stock))
        .collect();
    for kind in kinds {
        let Some(limit) = limit_against(problem, instance, &kind) else {
            problem.kinds.push(kind);
            continue;
        };
        for &(part, quantity) in &kind.members {
            let this = &instance.parts()[part];
            let by_size = reason_against(this.width_um, this.height_um, this.rotatable, &usable);
            let (quantity, own) = match kind.group {
                Some(_) => (kind.demand, Some(Reason::GroupTooLarge)),
                None => (quantity, limit),
            };
            problem.unplaceable.push(Unplaceable {
                part,
                quantity,
                reason: by_size.or(own).unwrap_or(Reason::TooLarge),
            });
        }
    }
    sort_by_key(&mut problem.unplaceable, |left| left.part);
    problem.unplaceable.dedup_by(|later, first| {
        let is_same = (later.part, later.reason) == (first.part, first.reason);
        if is_same {
            first.quantity += later.quantity;
        }
        is_same
    });
}

/// None when some sheet can hold one of a kind; else the rule that stands against it, if it isn't the size alone.
fn limit_against(problem: &Problem, instance: &Instance, kind: &Kind) -> Option<Option<Reason>> {
    let can_be_cut = |limits: &Limits| {
        can_be_parted(instance, kind, limits)
            && problem
                .sheets
                .iter()
                .filter(|sheet| sheet.quantity > 0)
                .any(|sheet| limits.can_cut(sheet.place(), kind))
    };
    if can_be_cut(&problem.limits) {
        return None;
    }
    let without = |change: fn(&mut Limits)| {
        let mut limits = problem.limits;
        change(&mut limits);
        can_be_cut(&limits)
    };
    Some(if without(|limits| limits.strip = 0) {
        Some(Reason::NarrowerThanStrip)
    } else if without(|limits| limits.longest = i32::MAX) {
        Some(Reason::NeedsLongerCut)
    } else if without(|limits| *limits = Limits::default()) {
        Some(Reason::NeedsMoreStages)
    } else if problem
        .sheets
        .iter()
        .any(|sheet| Limits::default().can_cut(sheet.place(), kind) && sheet.quantity == 0)
    {
        Some(Reason::StockExhausted)
    } else {
        None
    })
}

/// The parts that are not in a plan, by index, and why: those that no sheet can hold, and so many of each kind besides.
pub fn left_out(problem: &Problem, counts: &[u32]) -> Vec<Unplaceable> {
    let mut left = problem.unplaceable.clone();
    let mut add = |part: usize, quantity: u32| {
        if quantity > 0 {
            left.push(Unplaceable {
                part,
                quantity,
                reason: Reason::StockExhausted,
            });
        }
    };
    for (kind, &count) in problem.kinds.iter().zip(counts) {
        if kind.group.is_some() {
            kind.members.iter().for_each(|&(part, _)| add(part, count));
            continue;
        }
        let mut count = count;
        // Parts are given out from the first member on, so the last ones go short.
        for &(part, ordered) in kind.members.iter().rev() {
            let quantity = count.min(ordered);
            count -= quantity;
            add(part, quantity);
        }
    }
    sort_by_key(&mut left, |left| left.part);
    left
}

/// True when the parts of a kind's strip may be cut from one another, wherever the strip lies.
fn can_be_parted(instance: &Instance, kind: &Kind, limits: &Limits) -> bool {
    let Some(along) = kind.group.filter(|_| kind.members.len() > 1) else {
        return true;
    };
    let across = match along {
        Axis::X => kind.h,
        Axis::Y => kind.w,
    };
    let kerf = instance.kerf_um();
    across <= limits.longest
        && kind.members.iter().all(|&(part, _)| {
            inflate(instance.parts()[part].extent_um(along), kerf) >= limits.strip
        })
}

/// What of its size stands against a part on every sheet, if that is the size.
fn reason_against(w: i64, h: i64, rotatable: bool, usable: &[(i64, i64)]) -> Option<Reason> {
    let fits = |w: i64, h: i64| usable.iter().any(|&(sw, sh)| w <= sw && h <= sh);
    if fits(w, h) || (rotatable && fits(h, w)) {
        return None;
    }
    if fits(h, w) {
        return Some(Reason::FitsOnlyRotated);
    }
    let is_beyond = if rotatable {
        let (long, short) = (w.max(h), w.min(h));
        (
            usable.iter().all(|&(sw, sh)| long > sw.max(sh)),
            usable.iter().all(|&(sw, sh)| short > sw.min(sh)),
        )
    } else {
        (
            usable.iter().all(|&(sw, _)| w > sw),
            usable.iter().all(|&(_, sh)| h > sh),
        )
    };
    Some(match is_beyond {
        (true, _) => Reason::TooLong,
        (false, true) => Reason::TooWide,
        (false, false) => Reason::TooLarge,
    })
}
