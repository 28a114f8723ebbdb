//! No bound may exceed what the cheapest plan costs: against every plan of tiny jobs, and against plans found for others.

use super::{Prover, Sharpener, by_area};
use crate::instance::{Instance, Part, Stock};
use crate::outcome::Bound;
use crate::problem::Problem;
use crate::{Options, solve};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Work that brings the proof to its finer tables, or to its end.
const ENOUGH: u64 = 1_000_000;

/// All bounds, sharpened so far.
fn bound_of(instance: &Instance) -> Bound {
    let problem = Problem::new(instance);
    let mut bound = by_area(&problem);
    let cost = problem.only_size().map_or(0, |sheet| sheet.cost);
    let mut sharpener = Sharpener::new(&problem);
    while sharpener.step(&mut bound, cost).is_some() {}
    // Apart from the others, so that they do not end it early.
    let mut alone = Bound::default();
    if let Some(mut prover) = Prover::new(&problem) {
        let mut work = 0;
        while work < ENOUGH
            && let Some(more) = prover.step(&problem, &mut alone)
        {
            assert!(more > 0);
            work += more;
        }
    }
    let cost = bound.cost.max(alone.cost);
    Bound {
        sheets: bound.sheets.max(alone.sheets),
        // Of the search's own units, which also count sheets.
        cost: if problem.is_free {
            0
        } else {
            cost / problem.unit
        },
    }
}

/// Every way to cut a few parts, tried out; shares nothing with the code under test.
struct Trial {
    /// Extents and whether it may be turned.
    parts: Vec<(i64, i64, bool)>,
    kerf: i64,
    known: BTreeMap<(u32, i64, i64), bool>,
}

impl Trial {
    fn is_in(set: u32, part: usize) -> bool {
        set >> part & 1 == 1
    }

    /// Where a cut along one axis may lie: after some of the parts in a row.
    fn cuts(&self, set: u32, is_across: bool, most: i64) -> Vec<i64> {
        let mut sums = vec![0];
        for (part, &(w, h, can_turn)) in self.parts.iter().enumerate() {
            if !Self::is_in(set, part) {
                continue;
            }
            let (this, turned) = if is_across { (h, w) } else { (w, h) };
            let mut more = Vec::new();
            for sum in &sums {
                let after = if *sum == 0 { 0 } else { sum + self.kerf };
                more.push(after + this);
                if can_turn {
                    more.push(after + turned);
                }
            }
            sums.extend(more);
            sums.retain(|&sum| sum < most);
            sums.sort_unstable();
            sums.dedup();
        }
        sums.retain(|&sum| sum > 0);
        sums
    }

    /// True when a piece can be cut into all parts of a set.
    fn can_cut(&mut self, set: u32, w: i64, h: i64) -> bool {
        if set == 0 {
            return true;
        }
        if let Some(&known) = self.known.get(&(set, w, h)) {
            return known;
        }
        let can = self.try_cuts(set, w, h);
        self.known.insert((set, w, h), can);
        can
    }

    fn try_cuts(&mut self, set: u32, w: i64, h: i64) -> bool {
        if set.count_ones() == 1 {
            let (pw, ph, can_turn) = self.parts[set.trailing_zeros() as usize];
            return (pw <= w && ph <= h) || (can_turn && ph <= w && pw <= h);
        }
        for is_across in [false, true] {
            let most = if is_across { h } else { w };
            for cut in self.cuts(set, is_across, most) {
                let rest = most - cut - self.kerf;
                let mut one = (set - 1) & set;
                while one > 0 && rest > 0 {
                    let (first, second) = if is_across {
                        ((w, cut), (w, rest))
                    } else {
                        ((cut, h), (rest, h))
                    };
                    if self.can_cut(one, first.0, first.1)
                        && self.can_cut(set & !one, second.0, second.1)
                    {
                        return true;
                    }
                    one = (one - 1) & set;
                }
            }
        }
        false
    }

    /// Least cost and, apart, least number of sheets for all parts of a set; none when there are not enough.
    fn least(&mut self, set: u32, stock: &mut [(i64, i64, u64, u32)]) -> Option<(u64, u64)> {
        if set == 0 {
            return Some((0, 0));
        }
        let first = 1 << set.trailing_zeros();
        let others = set & !first;
        let mut best: Option<(u64, u64)> = None;
        for index in 0..stock.len() {
            let (w, h, cost, quantity) = stock[index];
            if quantity == 0 {
                continue;
            }
            stock[index].3 -= 1;
            let mut with = others;
            loop {
                let this = with | first;
                if self.can_cut(this, w, h)
                    && let Some((rest, sheets)) = self.least(set & !this, stock)
                {
                    let old = best.unwrap_or((u64::MAX, u64::MAX));
                    best = Some((old.0.min(rest + cost), old.1.min(sheets + 1)));
                }
                if with == 0 {
                    break;
                }
                with = (with - 1) & others;
            }
            stock[index].3 += 1;
        }
        best
    }
}

/// Cheapest cost and fewest sheets of a job with few parts.
fn least(instance: &Instance) -> Option<(u64, u64)> {
    let parts: Vec<(i64, i64, bool)> = instance
        .parts()
        .iter()
        .flat_map(|part| {
            std::iter::repeat_n(
                (part.width_um, part.height_um, part.rotatable),
                part.quantity as usize,
            )
        })
        .collect();
    let mut stock: Vec<(i64, i64, u64, u32)> = instance
        .stocks()
        .iter()
        .map(|stock| {
            let (w, h) = instance.usable_um(stock);
            (w, h, stock.cost, stock.quantity.unwrap_or(u32::MAX))
        })
        .collect();
    let all = (1 << parts.len()) - 1;
    let mut trial = Trial {
        parts,
        kerf: instance.kerf_um(),
        known: BTreeMap::new(),
    };
    trial.least(all, &mut stock)
}

/// Jobs with sheets of about this size: so many sizes of part, at most so many of each.
fn jobs(size: i64, sizes: usize, most: u32) -> impl Strategy<Value = Instance> {
    let part = (1..=size, 1..=size, 1..=most, any::<bool>());
    let stock = (
        size * 2 / 3..=size * 4 / 3,
        size * 2 / 3..=size * 4 / 3,
        prop::option::weighted(0.3, 0_u32..4),
        0_u64..9,
    );
    let stocks = prop_oneof![
        3 => prop::collection::vec(stock.clone(), 1),
        2 => prop::collection::vec(stock, 1..4),
    ];
    let parts = prop::collection::vec(part, 1..=sizes);
    (0..=size / 8, 0..=size / 20, stocks, parts).prop_map(|(kerf_um, trim, stocks, parts)| {
        let trim = crate::Trim {
            left_um: trim,
            bottom_um: trim,
            ..crate::Trim::default()
        };
        let mut builder = Instance::builder(kerf_um).trim(trim);
        for (width_um, height_um, quantity, cost) in stocks {
            builder = builder.stock(Stock {
                width_um,
                height_um,
                quantity,
                cost,
                ..Stock::default()
            });
        }
        for (width_um, height_um, quantity, rotatable) in parts {
            builder = builder.part(Part {
                width_um,
                height_um,
                quantity,
                rotatable,
            });
        }
        builder.build().unwrap()
    })
}

/// Jobs made by cutting sheets up without any waste, and how many sheets that were: nothing is as easy to overrate.
fn cut_up(size: i64) -> impl Strategy<Value = (Instance, u64)> {
    let cut = (any::<prop::sample::Index>(), any::<bool>(), 1_i64..1000);
    let turns = prop::collection::vec((any::<bool>(), any::<bool>()), 64);
    let sheet = (size * 2 / 3..=size, size * 2 / 3..=size, any::<bool>());
    let cuts = prop::collection::vec(cut, 0..32);
    (1_u64..5, sheet, 0..=size / 40, cuts, turns).prop_map(
        |(count, (w, h, is_square), kerf_um, cuts, turns)| {
            let h = if is_square { w } else { h };
            let mut pieces = vec![(w, h); count as usize];
            for (piece, is_across, share) in cuts {
                let piece = piece.index(pieces.len());
                let (w, h) = pieces[piece];
                let whole = if is_across { h } else { w };
                let first = whole * share / 1000;
                let rest = whole - first - kerf_um;
                if first > 0 && rest > 0 {
                    let part = |extent| if is_across { (w, extent) } else { (extent, h) };
                    pieces[piece] = part(first);
                    pieces.push(part(rest));
                }
            }
            let mut builder = Instance::builder(kerf_um).stock(Stock {
                width_um: w,
                height_um: h,
                quantity: None,
                cost: 1,
                ..Stock::default()
            });
            for ((w, h), (rotatable, is_turned)) in pieces.into_iter().zip(turns) {
                let (width_um, height_um) = if rotatable && is_turned {
                    (h, w)
                } else {
                    (w, h)
                };
                builder = builder.part(Part {
                    width_um,
                    height_um,
                    quantity: 1,
                    rotatable,
                });
            }
            (builder.build().unwrap(), count)
        },
    )
}

fn compare_with_all_plans(instance: &Instance, most: u32) {
    let problem = Problem::new(instance);
    if problem.parts > most || !problem.unplaceable.is_empty() {
        return;
    }
    let Some((cost, sheets)) = least(instance) else {
        return;
    };
    let bound = bound_of(instance);
    assert!(bound.cost <= cost, "{bound:?} {cost} {instance:?}");
    assert!(bound.sheets <= sheets, "{bound:?} {sheets} {instance:?}");
}

fn compare_with_a_plan(instance: &Instance) {
    let outcome = solve(instance, Options::default(), 20_000);
    let bound = bound_of(instance);
    let is_short =
        (outcome.unplaced.iter()).any(|left| left.reason == crate::Reason::StockExhausted);
    if is_short {
        return;
    }
    let totals = outcome.solution.totals(instance);
    assert!(
        bound.cost <= totals.cost,
        "{bound:?} {totals:?} {instance:?}"
    );
    assert!(
        bound.sheets <= totals.sheets as u64,
        "{bound:?} {totals:?} {instance:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn no_bound_exceeds_the_best_of_all_plans(instance in jobs(12, 6, 2)) {
        compare_with_all_plans(&instance, 6);
    }

    #[test]
    fn nor_where_lengths_are_coarsened(instance in jobs(1_000_003, 5, 2)) {
        compare_with_all_plans(&instance, 5);
    }

    #[test]
    fn nor_where_lengths_are_many(instance in jobs(3_001, 4, 2)) {
        compare_with_all_plans(&instance, 5);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_bound_exceeds_a_plan_found(instance in jobs(30, 12, 4)) {
        compare_with_a_plan(&instance);
    }

    #[test]
    fn nor_a_plan_of_coarse_lengths(instance in jobs(900_001, 12, 4)) {
        compare_with_a_plan(&instance);
    }

    #[test]
    fn nor_the_sheets_that_were_cut_up((instance, sheets) in cut_up(40)) {
        prop_assert!(bound_of(&instance).sheets <= sheets, "{sheets} {instance:?}");
    }

    #[test]
    fn nor_the_coarse_sheets_that_were_cut_up((instance, sheets) in cut_up(1_000_003)) {
        prop_assert!(bound_of(&instance).sheets <= sheets, "{sheets} {instance:?}");
    }
}

#[test]
fn finer_tables_prove_more() {
    // A list of furniture parts: three sheets by their area and by 180 positions along each side, four by more of them.
    let mut builder = Instance::builder(4_000).stock(Stock {
        width_um: 2_770_000,
        height_um: 2_040_000,
        cost: 1,
        ..Stock::default()
    });
    for (width, height, quantity, rotatable) in [
        (1_200, 800, 6, false),
        (701, 680, 12, false),
        (1_162, 400, 6, false),
        (448, 138, 18, false),
        (500, 80, 18, true),
    ] {
        builder = builder.part(Part {
            width_um: width * 1_000,
            height_um: height * 1_000,
            quantity,
            rotatable,
        });
    }
    assert_eq!(bound_of(&builder.build().unwrap()).sheets, 4);
}
