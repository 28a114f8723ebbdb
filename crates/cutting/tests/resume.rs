//! Starting from an earlier plan, and offcuts before sheets.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use cutting::{
    Instance, OffcutUse, Options, Part, Rules, Solution, Solver, Stock, Trim, solve, verify,
};
use proptest::prelude::*;

const WORK: u64 = 30_000;

fn job(parts: &[(i64, i64, u32, bool)]) -> Instance {
    let mut builder = Instance::builder(4_000)
        .trim(Trim::all(10_000))
        .stock(Stock {
            width_um: 2_440_000,
            height_um: 1_220_000,
            quantity: None,
            cost: 100,
            ..Stock::default()
        });
    for &(width_um, height_um, quantity, rotatable) in parts {
        builder = builder.part(Part {
            width_um,
            height_um,
            quantity,
            rotatable,
        });
    }
    builder.build().unwrap()
}

fn resumed(instance: &Instance, earlier: &Solution, work: u64) -> Solution {
    let mut solver = Solver::new(instance, Options::default());
    solver.resume(earlier);
    solver.step(work);
    let outcome = solver.outcome();
    assert!(outcome.unplaced.is_empty(), "{outcome:?}");
    verify(instance, &outcome.solution, &[]).unwrap();
    outcome.solution
}

/// Sheets that stand in both plans just as they are.
fn in_common(one: &Solution, other: &Solution) -> usize {
    let mut left: Vec<_> = other.sheets.iter().collect();
    let mut count = 0;
    for sheet in &one.sheets {
        if let Some(at) = left.iter().position(|other| *other == sheet) {
            left.swap_remove(at);
            count += 1;
        }
    }
    count
}

#[test]
fn a_plan_that_still_fits_stays_as_it_is() {
    let parts: Vec<_> = (0..12)
        .map(|i| (700_000 - 31_000 * i, 300_000 + 17_000 * i, 3, i % 2 == 0))
        .collect();
    let first = solve(&job(&parts), Options::default(), 400_000).solution;
    // One part less: every sheet but the one it lay on can stay.
    let mut fewer = parts;
    fewer[5].2 -= 1;
    let second = resumed(&job(&fewer), &first, 1);
    assert!(
        in_common(&first, &second) + 1 >= first.sheets.len(),
        "{} of {}",
        in_common(&first, &second),
        first.sheets.len()
    );
}

fn parts() -> impl Strategy<Value = Vec<(i64, i64, u32, bool)>> {
    let part = (
        40_000_i64..1_100_000,
        40_000_i64..1_100_000,
        1_u32..4,
        any::<bool>(),
    );
    prop::collection::vec(part, 1..14)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn any_earlier_plan_leads_to_a_valid_one(before in parts(), after in parts(), work in 0..WORK) {
        let earlier = solve(&job(&before), Options::default(), work).solution;
        resumed(&job(&after), &earlier, work);
    }

    #[test]
    fn going_on_from_a_plan_never_costs_more(parts in parts()) {
        let instance = job(&parts);
        let earlier = solve(&instance, Options::default(), WORK).solution;
        let later = resumed(&instance, &earlier, WORK);
        prop_assert!(later.totals(&instance).cost <= earlier.totals(&instance).cost);
    }

    #[test]
    fn offcuts_come_first_by_the_rule(parts in parts(), share_bp in 1_u32..10_000, always in any::<bool>()) {
        let rule = if always { OffcutUse::Always } else { OffcutUse::FromUse(share_bp) };
        let instance = job(&parts)
            .into_builder()
            .stock(Stock {
                width_um: 1_300_000,
                height_um: 700_000,
                quantity: Some(2),
                cost: 90,
                is_offcut: true,
                ..Stock::default()
            })
            .rules(Rules { offcuts_first: rule, ..Rules::default() })
            .build()
            .unwrap();
        let outcome = solve(&instance, Options::default(), WORK);
        prop_assert!(outcome.unplaced.is_empty());
        verify(&instance, &outcome.solution, &[]).unwrap();
        let offcuts: Vec<_> = outcome.solution.sheets.iter().filter(|sheet| sheet.stock == 1).collect();
        for sheet in &offcuts {
            let whole = instance.stocks()[1].area_um2();
            let least = if always { 0 } else { i128::from(share_bp) };
            prop_assert!(sheet.parts_area_um2() * 10_000 >= whole * least);
        }
        let fits = |part: &Part| {
            let (w, h) = (part.width_um, part.height_um);
            (w <= 1_280_000 && h <= 680_000) || (part.rotatable && h <= 1_280_000 && w <= 680_000)
        };
        if always && instance.parts().iter().any(fits) {
            prop_assert!(!offcuts.is_empty());
        }
        let totals = outcome.solution.totals(&instance);
        prop_assert!(outcome.bound.cost <= totals.cost);
    }
}
