//! What is kept stays where it is, whatever is planned around it; what can't be kept is said.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use cutting::json::read_job;
use cutting::keep::{KeepError, Kept, KeptCut, KeptSheet};
use cutting::solution::{Axis, Content, Piece, Placement, Rect, Sheet};
use cutting::verify::Fault;
use cutting::{
    Group, Instance, OffcutUse, Options, Outcome, Part, Rules, Solution, Stock, Trim, solve, verify,
};
use proptest::prelude::*;

const MM: i64 = 1_000;

fn place(part: usize, x: i64, y: i64, w: i64, h: i64) -> Placement {
    let rect = Rect {
        x_um: x * MM,
        y_um: y * MM,
        width_um: w * MM,
        height_um: h * MM,
    };
    Placement {
        part,
        rect,
        rotated: false,
    }
}

fn pinned(placements: Vec<Placement>) -> KeptSheet {
    KeptSheet {
        stock: 0,
        is_locked: false,
        placements,
        cuts: Vec::new(),
    }
}

fn part(width: i64, height: i64, quantity: u32) -> Part {
    Part {
        width_um: width * MM,
        height_um: height * MM,
        quantity,
        rotatable: false,
    }
}

/// Five parts of 300 x 200 and two of 100 x 50 on sheets of 1000 x 1000, of which there are two.
fn job() -> Instance {
    Instance::builder(4 * MM)
        .trim(Trim::all(10 * MM))
        .stock(Stock {
            width_um: 1000 * MM,
            height_um: 1000 * MM,
            quantity: Some(2),
            cost: 7,
            ..Stock::default()
        })
        .part(part(300, 200, 5))
        .part(part(100, 50, 2))
        .build()
        .unwrap()
}

fn left_out(instance: &Instance, outcome: &Outcome) -> Vec<u32> {
    let mut counts = vec![0; instance.parts().len()];
    for left in &outcome.unplaced {
        counts[left.part] += left.quantity;
    }
    counts
}

fn solve_kept(whole: &Instance, keep: &[KeptSheet]) -> Outcome {
    let kept = Kept::new(whole, keep).unwrap();
    let rest = solve(kept.instance(), Options::default(), 2_000);
    let outcome = kept.outcome(&rest);
    let verdict = verify(whole, &outcome.solution, &left_out(whole, &outcome));
    assert_eq!(verdict, Ok(()), "{whole:?}\n{keep:?}\n{outcome:?}");
    for (sheet, now) in keep.iter().zip(&outcome.solution.sheets) {
        assert_eq!(sheet.stock, now.stock);
        let placements = now.placements();
        for placement in &sheet.placements {
            assert!(placements.contains(placement), "{placement:?} has moved");
        }
        if sheet.is_locked {
            assert_eq!(placements.len(), sheet.placements.len());
        }
    }
    outcome
}

#[test]
fn a_pinned_part_stays_in_the_middle_and_the_rest_goes_around_it() {
    let outcome = solve_kept(&job(), &[pinned(vec![place(0, 400, 500, 300, 200)])]);
    assert_eq!(outcome.solution.sheets.len(), 1);
    assert_eq!(outcome.solution.totals(&job()).parts, 7);
    assert_eq!(outcome.bound.cost, 7);
    assert!(outcome.is_optimal);
}

#[test]
fn a_locked_sheet_takes_nothing_else() {
    let locked = KeptSheet {
        is_locked: true,
        ..pinned(vec![place(0, 10, 10, 300, 200)])
    };
    let outcome = solve_kept(&job(), &[locked]);
    assert_eq!(outcome.solution.sheets.len(), 2);
    assert!(outcome.unplaced.is_empty());
    assert_eq!(outcome.bound.sheets, 2);
}

#[test]
fn offcuts_that_come_first_are_filled_alone_where_other_sheets_cost_nothing_either() {
    let sheet = |width, height, is_offcut| Stock {
        width_um: width * MM,
        height_um: height * MM,
        quantity: Some(1),
        cost: 0,
        is_offcut,
        ..Stock::default()
    };
    let job = Instance::builder(0)
        .rules(Rules {
            offcuts_first: OffcutUse::Always,
            ..Rules::default()
        })
        .stock(sheet(700, 500, true))
        .stock(sheet(1_000, 900, false))
        .part(part(600, 400, 2))
        .part(part(300, 200, 3))
        .build()
        .unwrap();
    for seed in 0..20 {
        let outcome = solve(&job, Options { seed }, 2_000);
        assert_eq!(outcome.solution.sheets.len(), 2, "seed {seed}");
        assert_eq!(
            verify(&job, &outcome.solution, &left_out(&job, &outcome)),
            Ok(())
        );
    }
}

#[test]
fn free_places_are_large() {
    let kept = Kept::new(&job(), &[pinned(vec![place(0, 10, 10, 300, 200)])]).unwrap();
    let zones: Vec<(i64, i64, u8)> = kept.instance().stocks()[1..]
        .iter()
        .map(|zone| (zone.width_um / MM, zone.height_um / MM, zone.depth))
        .collect();
    assert_eq!(zones, vec![(676, 200, 2), (980, 776, 1)]);
    assert_eq!(kept.instance().stocks()[0].quantity, Some(1));
    assert_eq!(kept.instance().parts()[0].quantity, 4);
}

fn errors(whole: &Instance, keep: &[KeptSheet]) -> Vec<KeepError> {
    Kept::new(whole, keep).err().unwrap_or_default()
}

#[test]
fn what_can_not_be_kept_is_said() {
    let wrong = |placements| errors(&job(), &[pinned(placements)]);
    let one = place(0, 10, 10, 300, 200);
    assert_eq!(
        wrong(vec![one, place(0, 200, 10, 300, 200)]),
        vec![KeepError::Wrong(Fault::TooClose {
            sheet: 0,
            first: 0,
            second: 0
        })]
    );
    assert_eq!(
        wrong(vec![place(0, 9, 10, 300, 200)]),
        vec![KeepError::Wrong(Fault::Outside { sheet: 0, part: 0 })]
    );
    // Two millimetres from the trimmed edge: the blade takes four.
    let near = wrong(vec![place(0, 12, 10, 300, 200)]);
    assert_eq!(near, vec![KeepError::TooNear { sheet: 0 }]);
    assert!(near[0].to_string().contains("less than one saw cut"));
    assert_eq!(
        wrong(vec![]),
        vec![KeepError::Wrong(Fault::Empty { sheet: 0 })]
    );
    let three = (0..3).map(|n| place(1, 10, 10 + 54 * n, 100, 50)).collect();
    assert_eq!(
        wrong(three),
        vec![KeepError::Wrong(Fault::Count {
            part: 1,
            cut: 3,
            ordered: 2
        })]
    );
    let sheets = vec![pinned(vec![one]); 3];
    assert_eq!(
        errors(&job(), &sheets),
        vec![KeepError::Wrong(Fault::StockExceeded {
            stock: 0,
            used: 3,
            available: 2
        })]
    );
    let pinwheel = vec![
        place(0, 10, 10, 300, 200),
        place(1, 314, 10, 100, 50),
        place(1, 10, 214, 100, 50),
        place(0, 114, 250, 300, 200),
        place(9, 0, 0, 1, 1),
    ];
    assert!(wrong(pinwheel).contains(&KeepError::Wrong(Fault::UnknownPart { sheet: 0, part: 9 })));
}

#[test]
fn kept_parts_that_break_a_rule_are_refused() {
    let ruled = |rules| job().into_builder().rules(rules).build().unwrap();
    let middle = [pinned(vec![place(0, 400, 500, 300, 200)])];
    for rules in [
        Rules {
            longest_cut_um: Some(900 * MM),
            ..Rules::default()
        },
        Rules {
            smallest_strip_um: 350 * MM,
            ..Rules::default()
        },
    ] {
        assert_eq!(
            errors(&ruled(rules), &middle),
            vec![KeepError::Rules { sheet: 0 }]
        );
    }
    // One level divides it off, a further one that is not counted frees it.
    for axis in [Axis::X, Axis::Y] {
        let rules = Rules {
            stages: Some(1),
            first_cut: Some(axis),
            ..Rules::default()
        };
        keep_alone(&ruled(rules), &middle);
    }
}

/// Judges what is kept with nothing planned around it.
fn keep_alone(whole: &Instance, keep: &[KeptSheet]) {
    let kept = Kept::new(whole, keep);
    let kept = kept.unwrap_or_else(|errors| panic!("{errors:?}\n{whole:?}\n{keep:?}"));
    let alone = kept.recompose(&Solution::default());
    let rest: Vec<u32> = kept
        .instance()
        .parts()
        .iter()
        .map(|part| part.quantity)
        .collect();
    assert_eq!(verify(whole, &alone, &rest), Ok(()), "{whole:?}\n{keep:?}");
}

/// The strictest rules that a plan keeps.
fn rules_of(plan: &Solution) -> Rules {
    fn narrowest(piece: &Piece) -> i64 {
        let Content::Cut { along, pieces } = &piece.content else {
            return i64::MAX;
        };
        let extents = pieces
            .iter()
            .map(|one| one.rect.extent_um(*along).min(narrowest(one)));
        extents.min().unwrap_or(i64::MAX)
    }
    let stages = plan.sheets.iter().map(Sheet::stages).max().unwrap_or(1);
    let strips = plan.sheets.iter().map(|sheet| narrowest(&sheet.root));
    Rules {
        stages: u8::try_from(stages.max(1)).ok(),
        smallest_strip_um: strips.min().unwrap_or(0),
        ..Rules::default()
    }
}

/// Some parts of every sheet, some sheets whole, each with the cuts of the plan.
fn choose(instance: &Instance, plan: &Solution, which: u64, share: u64) -> Vec<KeptSheet> {
    let mut at = 0_u64;
    let mut is_chosen = || {
        at += 1;
        (which.rotate_left(at as u32 * 7 % 64) ^ at.wrapping_mul(0x9e37_79b9_7f4a_7c15)) % 5 < share
    };
    let sheets = plan.sheets.iter().map(|sheet| {
        let is_locked = is_chosen();
        let mut placements = sheet.placements();
        placements.retain(|_| is_locked || is_chosen());
        KeptSheet {
            stock: sheet.stock,
            is_locked,
            placements,
            cuts: sheet.cuts(instance).iter().map(KeptCut::from).collect(),
        }
    });
    sheets
        .filter(|sheet| !sheet.placements.is_empty())
        .collect()
}

#[test]
fn cuts_that_do_not_free_what_is_kept_are_refused() {
    let cut = |from: [i64; 2], to: [i64; 2], level| KeptCut {
        from_um: from.map(|mm| mm * MM),
        to_um: to.map(|mm| mm * MM),
        level,
    };
    let first = cut([10, 210], [990, 210], 1);
    let second = cut([310, 10], [310, 210], 2);
    let with = |cuts: &[KeptCut]| KeptSheet {
        cuts: cuts.to_vec(),
        ..pinned(vec![place(0, 10, 10, 300, 200)])
    };
    let trim = cut([10, 0], [10, 1000], 0);
    solve_kept(&job(), &[with(&[trim, first, second])]);
    for wrong in [
        vec![first],
        vec![second, first],
        vec![first, second, second],
        vec![first, cut([310, 10], [310, 210], 3)],
        vec![first, cut([310, 10], [310, 211], 2)],
        vec![first, cut([310, 10], [312, 210], 2)],
        vec![cut([10, i64::MAX / MM], [990, i64::MAX / MM], 1)],
    ] {
        assert_eq!(
            errors(&job(), &[with(&wrong)]),
            vec![KeepError::Cuts { sheet: 0 }]
        );
    }
}

#[test]
fn a_long_row_of_cuts_within_cuts_is_refused_not_followed_to_the_end() {
    let cuts = (0..100_000).map(|n: i64| {
        let at = 990 * MM - 5 * (n + 1);
        KeptCut {
            from_um: [at, 10 * MM],
            to_um: [at, 990 * MM],
            level: 1 + n as u32,
        }
    });
    let kept = KeptSheet {
        cuts: cuts.collect(),
        ..pinned(vec![place(0, 10, 10, 300, 200)])
    };
    assert_eq!(errors(&job(), &[kept]), vec![KeepError::Cuts { sheet: 0 }]);
}

#[test]
fn groups_are_kept_whole_or_not_at_all() {
    let whole = job()
        .into_builder()
        .group(Group {
            parts: vec![0, 0],
            along: Axis::X,
            quantity: 2,
        })
        .build()
        .unwrap();
    let pair = vec![place(0, 10, 10, 300, 200), place(0, 314, 10, 300, 200)];
    let kept = Kept::new(&whole, &[pinned(pair)]).unwrap();
    assert_eq!(kept.instance().groups()[0].quantity, 1);
    let torn = vec![place(0, 10, 10, 300, 200), place(0, 10, 300, 300, 200)];
    assert_eq!(
        errors(&whole, &[pinned(torn)]),
        vec![KeepError::SplitGroup { part: 0 }]
    );
}

#[test]
fn a_rail_is_kept_too() {
    let job = read_job(
        r#"{"kerf":3,"trim":20,"stocks":[{"l":6000,"qty":5}],"parts":[{"l":1164,"qty":5},{"l":964,"qty":4}],
            "keep":[{"stock":0,"placements":[{"part":1,"x":3000}]}]}"#,
    )
    .unwrap();
    let outcome = solve_kept(&job.instance, &job.keep);
    assert_eq!(outcome.solution.sheets.len(), 2);
}

#[test]
fn many_parts_that_break_a_rule_are_refused_in_time() {
    let mut placements = Vec::new();
    for row in 0..8 {
        for column in 0..8 {
            placements.push(place(0, 10 + column * 60, 10 + row * 40, 50, 30));
        }
    }
    // The last row is out of line by less than the smallest strip.
    for placement in &mut placements[56..] {
        placement.rect.x_um += 10 * MM;
    }
    let job = Instance::builder(4 * MM)
        .trim(Trim::all(10 * MM))
        .stock(Stock {
            width_um: 1000 * MM,
            height_um: 1000 * MM,
            ..Stock::default()
        })
        .part(part(50, 30, 64))
        .rules(Rules {
            smallest_strip_um: 7 * MM,
            ..Rules::default()
        })
        .build()
        .unwrap();
    assert_eq!(
        errors(&job, &[pinned(placements)]),
        vec![KeepError::Rules { sheet: 0 }]
    );
}

fn instance() -> impl Strategy<Value = Instance> {
    let part = (50_i64..1_500, 50_i64..900, 1_u32..4, any::<bool>());
    (
        prop_oneof![Just(0_i64), 1_i64..9],
        0_i64..15,
        prop::collection::vec(part, 1..10),
    )
        .prop_map(|(kerf, trim, parts)| {
            let mut builder = Instance::builder(kerf * MM)
                .trim(Trim::all(trim * MM))
                .stock(Stock {
                    width_um: 1_700 * MM,
                    height_um: 1_000 * MM,
                    cost: 5,
                    ..Stock::default()
                });
            for (width, height, quantity, rotatable) in parts {
                builder = builder.part(Part {
                    width_um: width * MM,
                    height_um: height * MM,
                    quantity,
                    rotatable,
                });
            }
            builder.build().unwrap()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn parts_pinned_out_of_a_plan_stay(
        instance in instance(),
        seed in any::<u64>(),
        which in any::<u64>(),
        share in 1_u64..5,
        are_cuts_known in any::<bool>(),
    ) {
        let before = solve(&instance, Options { seed }, 1_000);
        let mut keep = choose(&instance, &before.solution, which, share);
        if !are_cuts_known {
            keep.iter_mut().for_each(|sheet| sheet.cuts.clear());
        }
        let after = solve_kept(&instance, &keep);
        prop_assert_eq!(left_out(&instance, &after), left_out(&instance, &before));
    }

    #[test]
    fn parts_of_a_plan_can_be_kept_by_its_own_rules(
        instance in instance(),
        seed in any::<u64>(),
        which in any::<u64>(),
        share in 1_u64..5,
    ) {
        let plan = solve(&instance, Options { seed }, 1_000).solution;
        let keep = choose(&instance, &plan, which, share);
        let ruled = instance.into_builder().rules(rules_of(&plan)).build().unwrap();
        keep_alone(&ruled, &keep);
    }

    #[test]
    fn a_locked_sheet_is_cut_as_before(instance in instance(), seed in any::<u64>(), which in any::<u64>()) {
        let before = solve(&instance, Options { seed }, 1_000).solution;
        let keep: Vec<KeptSheet> = choose(&instance, &before, which, 5)
            .into_iter()
            .map(|sheet| KeptSheet { is_locked: true, ..sheet })
            .collect();
        let after = solve_kept(&instance, &keep).solution;
        prop_assert_eq!(&after.sheets, &before.sheets);
    }

    #[test]
    fn spoilt_cuts_are_refused_or_lead_to_a_right_plan(
        instance in instance(),
        seed in any::<u64>(),
        which in any::<u64>(),
        spoils in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..6, -9_000_i64..9_000), 1..4),
    ) {
        let plan = solve(&instance, Options { seed }, 500).solution;
        let mut keep = choose(&instance, &plan, which, 3);
        for sheet in keep.iter_mut().filter(|sheet| !sheet.cuts.is_empty()) {
            for (at, how, by_um) in &spoils {
                let at = at.index(sheet.cuts.len());
                let cut = sheet.cuts[at];
                match how {
                    0 => { sheet.cuts.remove(at); }
                    1 => sheet.cuts.push(cut),
                    2 => sheet.cuts.swap(0, at),
                    3 => sheet.cuts[at].level = u32::try_from(by_um.abs() % 4).unwrap(),
                    4 => sheet.cuts[at].from_um[0] += by_um,
                    _ => {
                        let moved = |end: [i64; 2]| end.map(|um| um + by_um);
                        let KeptCut { from_um, to_um, .. } = cut;
                        (sheet.cuts[at].from_um, sheet.cuts[at].to_um) = (moved(from_um), moved(to_um));
                    }
                }
                if sheet.cuts.is_empty() {
                    break;
                }
            }
        }
        if Kept::new(&instance, &keep).is_ok() {
            keep_alone(&instance, &keep);
        }
    }
}
