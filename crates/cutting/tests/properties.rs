//! What must hold for any job: every part once, kerf and trim kept, bound below cost, the same plan for the same seed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use cutting::json::{read_instance, read_layout, write_solution};
use cutting::solution::Axis;
use cutting::verify::check_layout;
use cutting::{
    Goal, Group, Instance, Options, Outcome, Part, Rules, Solver, Status, Stock, Trim, solve,
    verify,
};
use proptest::prelude::*;

fn stock() -> impl Strategy<Value = Stock> {
    (
        200_000_i64..3_000_000,
        200_000_i64..2_200_000,
        prop::option::of(0_u32..4),
        0_u64..5_000,
    )
        .prop_map(|(width_um, height_um, quantity, cost)| Stock {
            width_um,
            height_um,
            quantity,
            cost,
            ..Stock::default()
        })
}

fn part() -> impl Strategy<Value = Part> {
    (
        1_000_i64..2_400_000,
        1_000_i64..900_000,
        0_u32..5,
        any::<bool>(),
    )
        .prop_map(|(width_um, height_um, quantity, rotatable)| Part {
            width_um,
            height_um,
            quantity,
            rotatable,
        })
}

fn instance() -> impl Strategy<Value = Instance> {
    (
        prop_oneof![Just(0_i64), 1_i64..12_000],
        prop_oneof![Just([0_i64; 4]), prop::array::uniform4(0_i64..40_000)],
        prop::collection::vec(stock(), 1..4),
        prop::collection::vec(part(), 0..14),
    )
        .prop_map(
            |(kerf_um, [left_um, right_um, bottom_um, top_um], stocks, parts)| {
                let trim = Trim {
                    left_um,
                    right_um,
                    bottom_um,
                    top_um,
                };
                let mut builder = Instance::builder(kerf_um).trim(trim);
                for stock in stocks {
                    builder = builder.stock(stock);
                }
                for part in parts {
                    builder = builder.part(part);
                }
                builder.build().unwrap()
            },
        )
}

/// One sheet size without limit, small whole numbers: the sharp bounds apply and sheets fill up exactly.
fn tight_instance() -> impl Strategy<Value = Instance> {
    let part = (1_i64..=10, 1_i64..=10, 1_u32..4, any::<bool>());
    (0_i64..3, prop::collection::vec(part, 1..12)).prop_map(|(kerf_um, parts)| {
        let stock = Stock {
            width_um: 10,
            height_um: 12,
            quantity: None,
            cost: 7,
            ..Stock::default()
        };
        let mut builder = Instance::builder(kerf_um).stock(stock);
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

/// A job under rules of the saw, some of its parts in groups that stay together.
fn ruled_instance() -> impl Strategy<Value = Instance> {
    let axis = prop_oneof![Just(Axis::X), Just(Axis::Y)];
    let rules = (
        prop::option::of(1_u8..5),
        prop::option::of(axis.clone()),
        prop::option::of(300_000_i64..2_500_000),
        prop_oneof![Just(0_i64), 1_000_i64..200_000],
        prop_oneof![Just(Goal::Offcut), Just(Goal::Sawing), Just(Goal::Patterns)],
    );
    let group = (0_usize..14, 1_usize..4, axis, 1_u32..3);
    (instance(), rules, prop::collection::vec(group, 0..3)).prop_map(
        |(instance, (stages, first_cut, longest_cut_um, smallest_strip_um, goal), groups)| {
            let mut builder = instance.clone().into_builder().rules(Rules {
                stages,
                first_cut,
                longest_cut_um,
                smallest_strip_um,
                goal,
                ..Rules::default()
            });
            let mut spare: Vec<u32> = instance.parts().iter().map(|part| part.quantity).collect();
            for (part, count, along, quantity) in groups {
                let need = quantity * count as u32;
                if spare.get(part).is_some_and(|&spare| spare >= need) {
                    spare[part] -= need;
                    builder = builder.group(Group {
                        parts: vec![part; count],
                        along,
                        quantity,
                    });
                }
            }
            builder.build().unwrap()
        },
    )
}

fn left_out(instance: &Instance, outcome: &Outcome) -> Vec<u32> {
    let mut counts = vec![0; instance.parts().len()];
    for left in &outcome.unplaced {
        counts[left.part] += left.quantity;
    }
    counts
}

fn judge(instance: &Instance, outcome: &Outcome) {
    let left_out = left_out(instance, outcome);
    if let Err(faults) = verify(instance, &outcome.solution, &left_out) {
        panic!("{faults:?}\n{instance:?}\n{outcome:?}");
    }
    let totals = outcome.solution.totals(instance);
    if left_out.iter().all(|&count| count == 0) {
        assert!(
            outcome.bound.cost <= totals.cost,
            "{:?} {totals:?}",
            outcome.bound
        );
        assert!(
            outcome.bound.sheets <= totals.sheets as u64,
            "{:?} {totals:?}",
            outcome.bound
        );
    }
    let count: usize = outcome
        .solution
        .patterns()
        .iter()
        .map(|pattern| pattern.count)
        .sum();
    assert_eq!(count, totals.sheets);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn plans_keep_the_rules_of_the_saw(instance in ruled_instance(), work in 0_u64..20_000) {
        judge(&instance, &solve(&instance, Options::default(), work));
    }

    #[test]
    fn any_job_gives_a_valid_plan(instance in instance(), seed in any::<u64>(), work in 0_u64..20_000) {
        let outcome = solve(&instance, Options { seed }, work);
        judge(&instance, &outcome);
        prop_assert_eq!(&outcome, &solve(&instance, Options { seed }, work));
        let text = write_solution(&instance, &outcome, None);
        let layout = read_layout(&text).unwrap();
        prop_assert_eq!(check_layout(&instance, &layout, &left_out(&instance, &outcome)), vec![]);
    }

    #[test]
    fn tight_jobs_keep_the_bound(instance in tight_instance(), seed in any::<u64>()) {
        judge(&instance, &solve(&instance, Options { seed }, 60_000));
    }

    #[test]
    fn the_search_may_stop_after_any_step(instance in instance(), works in prop::collection::vec(0_u64..500, 1..20)) {
        let mut solver = Solver::new(&instance, Options::default());
        let mut before = None;
        for work in works {
            let status = solver.step(work);
            let outcome = solver.outcome();
            judge(&instance, &outcome);
            let totals = outcome.solution.totals(&instance);
            let missing: i128 = outcome
                .unplaced
                .iter()
                .map(|left| instance.parts()[left.part].area_um2() * i128::from(left.quantity))
                .sum();
            if let Some((parts, cost)) = before {
                prop_assert!(missing > 0 || parts > 0 || totals.cost <= cost);
            }
            before = Some((missing, totals.cost));
            if status == Status::Done {
                break;
            }
        }
    }

    #[test]
    fn the_reader_survives_anything(text in ".{0,200}") {
        let _ = read_instance(&text).map_err(|error| error.to_string());
        let _ = read_layout(&text).map_err(|error| error.to_string());
    }

    #[test]
    fn the_reader_survives_a_damaged_job(at in 0_usize..200, with in any::<u8>(), cut in 0_usize..200) {
        let good = br#"{"name":"job","kerf":4,"trim":10,"stocks":[{"w":2440,"h":1220,"qty":null,"cost":1.0}],"parts":[{"w":600.5,"h":300,"qty":4,"rotatable":true}]}"#;
        let mut bytes = good.to_vec();
        let length = bytes.len();
        bytes[at % length] = with;
        bytes.remove(cut % length);
        if let Ok(instance) = read_instance(&String::from_utf8_lossy(&bytes)) {
            judge(&instance, &solve(&instance, Options::default(), 100));
        }
    }
}

#[test]
fn a_job_of_many_parts_is_planned_at_once() {
    let mut builder = Instance::builder(4_000)
        .trim(Trim::all(10_000))
        .stock(Stock {
            width_um: 2_800_000,
            height_um: 2_070_000,
            quantity: None,
            cost: 1,
            ..Stock::default()
        });
    for index in 0..60_i64 {
        builder = builder.part(Part {
            width_um: 300_000 + index * 17_000,
            height_um: 200_000 + (index * 29 % 60) * 9_000,
            quantity: 20,
            rotatable: index % 3 > 0,
        });
    }
    let instance = builder.build().unwrap();
    let outcome = solve(&instance, Options::default(), 1);
    judge(&instance, &outcome);
    assert!(outcome.solution.totals(&instance).utilisation_bp() > 8_500);
}
