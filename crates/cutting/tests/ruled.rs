//! Whatever the rules, a plan keeps them, and so does one planned anew around what is kept of it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use cutting::keep::{Kept, KeptCut, KeptSheet};
use cutting::solution::Axis;
use cutting::{
    Goal, Group, Instance, OffcutUse, Options, Outcome, Part, Rules, Stock, Trim, solve, verify,
};
use proptest::prelude::*;

const MM: i64 = 1_000;

fn rules() -> impl Strategy<Value = Rules> {
    let axis = prop_oneof![Just(Axis::X), Just(Axis::Y)];
    let use_of = prop_oneof![
        Just(OffcutUse::WhenCheaper),
        Just(OffcutUse::Always),
        (0_u32..=10_000).prop_map(OffcutUse::FromUse)
    ];
    let goal = prop_oneof![Just(Goal::Offcut), Just(Goal::Sawing), Just(Goal::Patterns)];
    (
        prop::option::of(1_u8..5),
        prop::option::of(axis),
        prop::option::of(700_i64..2_000),
        prop_oneof![Just(0_i64), 1_i64..120],
        (0_i64..800, 0_i64..400),
        (use_of, 1_u32..4, goal, 0_u32..=10_000),
    )
        .prop_map(|(stages, first_cut, longest, strip, offcut, others)| {
            let (offcuts_first, stack, goal, offcut_credit_bp) = others;
            Rules {
                stages,
                first_cut,
                longest_cut_um: longest.map(|longest| longest * MM),
                smallest_strip_um: strip * MM,
                smallest_offcut_um: [offcut.0.max(offcut.1) * MM, offcut.0.min(offcut.1) * MM],
                offcuts_first,
                stack,
                goal,
                offcut_credit_bp,
            }
        })
}

fn stocks() -> impl Strategy<Value = Vec<Stock>> {
    let stock = (
        (500_i64..2_200, 400_i64..1_300),
        prop::option::of(0_u32..4),
        0_u64..50,
        any::<bool>(),
        prop::option::of(0_i64..30),
        0_u8..3,
    )
        .prop_map(
            |((width, height), quantity, cost, is_offcut, trim, depth)| Stock {
                width_um: width * MM,
                height_um: height * MM,
                quantity,
                cost,
                trim: trim.map(|trim| Trim::all(trim * MM)),
                is_offcut,
                depth,
            },
        );
    prop::collection::vec(stock, 1..4)
}

/// Parts, of which some stay together: each group is made of parts of its own height.
fn instance() -> impl Strategy<Value = Instance> {
    let part = (30_i64..1_300, 30_i64..800, 1_u32..4, any::<bool>());
    let group = (
        prop::collection::vec(60_i64..500, 1..4),
        60_i64..1_000,
        any::<bool>(),
        any::<bool>(),
        (1_u32..3, 0_u32..2),
    );
    (
        (prop_oneof![Just(0_i64), 1_i64..9], 0_i64..15),
        stocks(),
        prop::collection::vec(part, 1..9),
        prop::collection::vec(group, 0..3),
        rules(),
    )
        .prop_map(|((kerf, trim), stocks, parts, groups, rules)| {
            let mut builder = Instance::builder(kerf * MM)
                .trim(Trim::all(trim * MM))
                .stocks(stocks)
                .rules(rules);
            let mut many = 0;
            for (width, height, quantity, rotatable) in parts {
                many += 1;
                builder = builder.part(Part {
                    width_um: width * MM,
                    height_um: height * MM,
                    quantity,
                    rotatable,
                });
            }
            for (extents, across, rotatable, is_across, (quantity, more)) in groups {
                let along = if is_across { Axis::Y } else { Axis::X };
                let members: Vec<usize> = (many..many + extents.len()).collect();
                many += extents.len();
                for extent in extents {
                    let (width, height) = match along {
                        Axis::X => (extent, across),
                        Axis::Y => (across, extent),
                    };
                    builder = builder.part(Part {
                        width_um: width * MM,
                        height_um: height * MM,
                        quantity: quantity + more,
                        rotatable,
                    });
                }
                builder = builder.group(Group {
                    parts: members,
                    along,
                    quantity,
                });
            }
            builder.build().unwrap()
        })
}

fn judge(instance: &Instance, outcome: &Outcome) {
    let mut left_out = vec![0; instance.parts().len()];
    for left in &outcome.unplaced {
        left_out[left.part] += left.quantity;
    }
    if let Err(faults) = verify(instance, &outcome.solution, &left_out) {
        panic!("{faults:?}\n{instance:?}\n{outcome:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn any_plan_keeps_the_rules(instance in instance(), seed in any::<u64>(), work in 0_u64..15_000) {
        let outcome = solve(&instance, Options { seed }, work);
        judge(&instance, &outcome);
    }

    #[test]
    fn a_plan_around_what_is_kept_keeps_the_rules(
        instance in instance(),
        seed in any::<u64>(),
        which in any::<u64>(),
    ) {
        let before = solve(&instance, Options { seed }, 2_000);
        let keep: Vec<KeptSheet> = before.solution.sheets.iter().enumerate().filter(|(index, _)| {
            which >> (index % 60) & 1 == 1
        }).map(|(index, sheet)| KeptSheet {
            stock: sheet.stock,
            is_locked: which >> (60 + index % 4) & 1 == 1,
            // Parts of a group stay together.
            placements: if instance.groups().is_empty() {
                let some = (0_u32..).zip(sheet.placements());
                some.filter(|(at, _)| *at == 0 || which.rotate_left(7 * at) % 3 > 0).map(|(_, one)| one).collect()
            } else {
                sheet.placements()
            },
            cuts: sheet.cuts(&instance).iter().map(KeptCut::from).collect(),
        }).collect();
        let kept = Kept::new(&instance, &keep);
        let kept = kept.unwrap_or_else(|errors| panic!("{errors:?}\n{instance:?}\n{keep:?}"));
        let after = kept.outcome(&solve(kept.instance(), Options { seed }, 2_000));
        judge(&instance, &after);
        for (sheet, now) in keep.iter().zip(&after.solution.sheets) {
            let now = now.placements();
            prop_assert!(sheet.placements.iter().all(|one| now.contains(one)));
        }
    }
}
