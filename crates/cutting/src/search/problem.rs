//! An instance as the search sees it: kinds of parts and sheets, inflated by the kerf, alike parts merged.

use crate::instance::{Instance, Stock};
use crate::solver::{Reason, Unplaceable};

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
    /// Index in the instance and quantity of the parts merged here.
    pub members: Vec<(usize, u32)>,
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
    /// Cost of one.
    pub cost: u64,
    /// How many there are, never more than there are parts.
    pub quantity: u32,
    /// What an empty one counts as leftover.
    pub value: i64,
}

/// An instance made ready for the search.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Kinds of parts, largest first.
    pub kinds: Vec<Kind>,
    /// Sheet sizes, by index in the instance.
    pub sheets: Vec<SheetKind>,
    /// Parts that no sheet can hold.
    pub unplaceable: Vec<Unplaceable>,
    /// Sum of the kinds' weights.
    pub weight: i64,
    /// Parts to place.
    pub parts: u32,
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

impl Problem {
    /// Compiles an instance.
    pub fn new(instance: &Instance) -> Self {
        let kerf = instance.kerf_um();
        let usable: Vec<(i64, i64)> = instance
            .stocks()
            .iter()
            .map(|stock| instance.usable_um(stock))
            .collect();
        let mut kinds: Vec<Kind> = Vec::new();
        let mut unplaceable = Vec::new();
        let mut order: Vec<usize> = (0..instance.parts().len()).collect();
        let key = |index: usize| {
            let part = &instance.parts()[index];
            let (w, h) = (part.width_um, part.height_um);
            let size = if part.rotatable {
                (w.max(h), w.min(h))
            } else {
                (w, h)
            };
            (
                std::cmp::Reverse(part.area_um2()),
                std::cmp::Reverse(size),
                part.rotatable && w != h,
            )
        };
        order.sort_by_key(|&index| (key(index), index));
        let mut last = None;
        for index in order {
            let part = &instance.parts()[index];
            if part.quantity == 0 {
                continue;
            }
            if let Some(reason) =
                reason_against(part.width_um, part.height_um, part.rotatable, &usable)
            {
                unplaceable.push(Unplaceable {
                    part: index,
                    quantity: part.quantity,
                    reason,
                });
                continue;
            }
            let this = key(index);
            if last == Some(this)
                && let Some(kind) = kinds.last_mut()
            {
                kind.demand += part.quantity;
                kind.members.push((index, part.quantity));
                continue;
            }
            last = Some(this);
            let (_, std::cmp::Reverse((w, h)), can_turn) = this;
            kinds.push(Kind {
                w: inflate(w, kerf),
                h: inflate(h, kerf),
                can_turn,
                demand: part.quantity,
                weight: 0,
                members: vec![(index, part.quantity)],
            });
        }
        unplaceable.sort_by_key(|left| left.part);
        let parts: u32 = kinds.iter().map(|kind| kind.demand).sum();
        let mut problem = Self {
            min_w: kinds
                .iter()
                .map(|k| if k.can_turn { k.w.min(k.h) } else { k.w })
                .min()
                .unwrap_or(1),
            min_h: kinds
                .iter()
                .map(|k| if k.can_turn { k.w.min(k.h) } else { k.h })
                .min()
                .unwrap_or(1),
            kinds,
            sheets: Vec::new(),
            unplaceable,
            weight: 0,
            parts,
            per_area: 0.0,
            value_per_cost: 0.0,
        };
        problem.weigh();
        problem.add_sheets(instance.stocks(), &usable, kerf);
        problem
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

    fn add_sheets(&mut self, stocks: &[Stock], usable: &[(i64, i64)], kerf: i64) {
        let largest = usable
            .iter()
            .map(|&(w, h)| f64::from(inflate(w, kerf)) * f64::from(inflate(h, kerf)))
            .fold(1.0, f64::max);
        self.per_area = 1.0 / largest;
        for (stock, &(w, h)) in stocks.iter().zip(usable) {
            let (w, h) = (inflate(w, kerf), inflate(h, kerf));
            self.sheets.push(SheetKind {
                w,
                h,
                cost: stock.cost,
                quantity: stock.quantity.unwrap_or(u32::MAX).min(self.parts),
                value: self.value(w, h),
            });
            if stock.cost > 0 {
                self.value_per_cost = self
                    .value_per_cost
                    .max(self.value(w, h) as f64 / stock.cost as f64);
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

    /// What money not yet spent counts as leftover: what it could buy of the cheapest board.
    pub fn worth(&self, money: u64) -> i64 {
        (money as f64 * self.value_per_cost) as i64
    }

    /// True when some part may be cut from a leftover of this size; a quick test, not a proof.
    #[inline]
    pub const fn is_useful(&self, w: i32, h: i32) -> bool {
        w >= self.min_w && h >= self.min_h
    }
}

/// Lengths and kerf are at most 10^8 each, so their sum fits.
fn inflate(length_um: i64, kerf_um: i64) -> i32 {
    i32::try_from(length_um + kerf_um).unwrap_or(i32::MAX)
}

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
