//! The verifier holds a plan to the rules of the saw and to the groups; the totals count what a saw does.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use cutting::json::{read_instance, read_layout};
use cutting::solution::{Axis, Content, Piece, Placement, Rect, SawModel, Sheet};
use cutting::verify::{Fault, FlatSheet, RuleFault, check_layout};
use cutting::{Group, Instance, Part, Rules, Solution, Stock, Trim, verify};

fn rect(x_um: i64, y_um: i64, width_um: i64, height_um: i64) -> Rect {
    Rect {
        x_um,
        y_um,
        width_um,
        height_um,
    }
}

fn part(width_um: i64, height_um: i64, quantity: u32, rotatable: bool) -> Part {
    Part {
        width_um,
        height_um,
        quantity,
        rotatable,
    }
}

fn stock(width_um: i64, height_um: i64) -> Stock {
    Stock {
        width_um,
        height_um,
        cost: 1,
        ..Stock::default()
    }
}

fn leaf(at: Rect, part: usize) -> Piece {
    let content = Content::Part {
        part,
        rotated: false,
    };
    Piece { rect: at, content }
}

fn rest(at: Rect) -> Piece {
    Piece {
        rect: at,
        content: Content::Leftover,
    }
}

fn cut(at: Rect, along: Axis, pieces: Vec<Piece>) -> Piece {
    Piece {
        rect: at,
        content: Content::Cut { along, pieces },
    }
}

fn one(root: Piece) -> Solution {
    Solution {
        sheets: vec![Sheet { stock: 0, root }],
    }
}

fn faults(instance: &Instance, plan: &Solution) -> Vec<RuleFault> {
    let faults = verify(instance, plan, &[]).err().unwrap_or_default();
    faults
        .into_iter()
        .map(|fault| match fault {
            Fault::Rule { sheet: 0, reason } => reason,
            other => unreachable!("{other}"),
        })
        .collect()
}

/// Two parts above one another in a column, and a third beside it freed from waste: three levels, of which the last
/// one only frees single parts.
fn three_levels() -> (Instance, Solution) {
    let instance = Instance::builder(2)
        .stock(stock(100, 60))
        .part(part(40, 20, 1, false))
        .part(part(30, 30, 1, false))
        .part(part(50, 60, 1, false))
        .build()
        .unwrap();
    let upper = rect(0, 22, 40, 30);
    let column = vec![
        leaf(rect(0, 0, 40, 20), 0),
        cut(
            upper,
            Axis::X,
            vec![leaf(rect(0, 22, 30, 30), 1), rest(rect(32, 22, 8, 30))],
        ),
        rest(rect(0, 54, 40, 6)),
    ];
    let plan = one(cut(
        rect(0, 0, 100, 60),
        Axis::X,
        vec![
            cut(rect(0, 0, 40, 60), Axis::Y, column),
            leaf(rect(42, 0, 50, 60), 2),
            rest(rect(94, 0, 6, 60)),
        ],
    ));
    (instance, plan)
}

fn ruled(instance: &Instance, rules: Rules) -> Instance {
    instance
        .clone()
        .into_builder()
        .rules(rules)
        .build()
        .unwrap()
}

#[test]
fn stages_count_all_levels_but_one_that_frees_a_single_part() {
    let (instance, plan) = three_levels();
    let with = |stages| {
        let rules = Rules {
            stages: Some(stages),
            ..Rules::default()
        };
        faults(&ruled(&instance, rules), &plan)
    };
    assert_eq!(with(3), vec![]);
    assert_eq!(with(2), vec![]);
    assert_eq!(with(1), vec![RuleFault::Stages { levels: 2, most: 1 }]);
}

#[test]
fn levels_above_a_stock_count() {
    let (instance, plan) = three_levels();
    let deep = Stock {
        depth: 1,
        ..stock(100, 60)
    };
    let rules = Rules {
        stages: Some(2),
        first_cut: Some(Axis::Y),
        ..Rules::default()
    };
    let instance = ruled(&instance, rules)
        .into_builder()
        .stocks(vec![deep])
        .build()
        .unwrap();
    // The first cut of what is no whole sheet came before and is not asked about.
    assert_eq!(
        faults(&instance, &plan),
        vec![RuleFault::Stages { levels: 3, most: 2 }]
    );
}

#[test]
fn two_parts_at_the_last_level_are_no_single_part() {
    let instance = Instance::builder(0)
        .stock(stock(100, 60))
        .part(part(50, 60, 2, false))
        .rules(Rules {
            stages: Some(1),
            ..Rules::default()
        })
        .build()
        .unwrap();
    let all = rect(0, 0, 100, 60);
    let halves = vec![leaf(rect(0, 0, 50, 60), 0), leaf(rect(50, 0, 50, 60), 0)];
    let plan = one(cut(all, Axis::X, halves.clone()));
    assert_eq!(faults(&instance, &plan), vec![]);
    // A cut that saws nothing is no level.
    let plan = one(cut(all, Axis::Y, vec![cut(all, Axis::X, halves)]));
    assert_eq!(faults(&instance, &plan), vec![]);
}

#[test]
fn first_cut_longest_cut_and_smallest_strip_are_kept() {
    let (instance, plan) = three_levels();
    let with = |rules| faults(&ruled(&instance, rules), &plan);
    let first = |axis| {
        with(Rules {
            first_cut: Some(axis),
            ..Rules::default()
        })
    };
    assert_eq!(first(Axis::X), vec![]);
    assert_eq!(
        first(Axis::Y),
        vec![RuleFault::FirstCut { wanted: Axis::Y }]
    );
    let longest = |um| {
        with(Rules {
            longest_cut_um: Some(um),
            ..Rules::default()
        })
    };
    assert_eq!(longest(60), vec![]);
    assert_eq!(
        longest(59),
        vec![RuleFault::LongCut {
            length_um: 60,
            longest_um: 59
        }]
    );
    let strip = |um| {
        with(Rules {
            smallest_strip_um: um,
            ..Rules::default()
        })
    };
    assert_eq!(strip(6), vec![]);
    assert_eq!(
        strip(7),
        vec![RuleFault::NarrowPiece {
            extent_um: 6,
            smallest_um: 7
        }]
    );
}

#[test]
fn a_stock_s_own_trim_is_kept() {
    let own = Stock {
        trim: Some(Trim {
            left_um: 5,
            ..Trim::default()
        }),
        ..stock(105, 60)
    };
    let instance = Instance::builder(0)
        .trim(Trim::all(20))
        .stock(own)
        .part(part(100, 60, 1, false))
        .build()
        .unwrap();
    assert_eq!(instance.usable_um(&own), (100, 60));
    let plan = one(leaf(rect(5, 0, 100, 60), 0));
    assert_eq!(verify(&instance, &plan, &[]), Ok(()));
    let cuts = plan.sheets[0].cuts(&instance);
    assert_eq!(
        (cuts.len(), cuts[0].length_um(), cuts[0].fence_um),
        (1, 60, 5)
    );
}

/// Three doors of 30, 20 and 30 by 50 that stay together, twice; four of the first in all.
fn matched(rotatable: bool) -> Instance {
    Instance::builder(2)
        .stock(stock(200, 200))
        .part(part(30, 50, 5, rotatable))
        .part(part(20, 50, 2, rotatable))
        .group(Group {
            parts: vec![0, 1, 0],
            along: Axis::X,
            quantity: 2,
        })
        .build()
        .unwrap()
}

fn at(part: usize, x: i64, y: i64, is_turned: bool) -> Placement {
    let width = if part == 0 { 30 } else { 20 };
    let rect = if is_turned {
        rect(x, y, 50, width)
    } else {
        rect(x, y, width, 50)
    };
    Placement {
        part,
        rect,
        rotated: is_turned,
    }
}

fn layout_faults(instance: &Instance, placements: Vec<Placement>, left_out: &[u32]) -> Vec<Fault> {
    let sheet = FlatSheet {
        stock: 0,
        placements,
    };
    check_layout(instance, &[sheet], left_out)
}

#[test]
fn groups_lie_side_by_side_in_their_order() {
    let strip = |y| vec![at(0, 0, y, false), at(1, 32, y, false), at(0, 54, y, false)];
    let all = |second: Vec<Placement>| [strip(0), second, vec![at(0, 150, 0, false)]].concat();
    let broken = |found| {
        vec![Fault::Group {
            group: 0,
            found,
            wanted: 2,
        }]
    };
    let job = matched(false);
    assert_eq!(layout_faults(&job, all(strip(52)), &[]), vec![]);
    // One kerf too far, another order, another height.
    let far = vec![
        at(0, 0, 52, false),
        at(1, 33, 52, false),
        at(0, 55, 52, false),
    ];
    assert_eq!(layout_faults(&job, all(far), &[]), broken(1));
    let other = vec![
        at(1, 0, 52, false),
        at(0, 22, 52, false),
        at(0, 54, 52, false),
    ];
    assert_eq!(layout_faults(&job, all(other), &[]), broken(1));
    let stepped = vec![
        at(0, 0, 52, false),
        at(1, 32, 53, false),
        at(0, 54, 52, false),
    ];
    assert_eq!(layout_faults(&job, all(stepped), &[]), broken(1));
    // Turned as a whole, where that is allowed.
    let turned = vec![at(0, 0, 60, true), at(1, 0, 92, true), at(0, 0, 114, true)];
    let free = matched(true);
    assert_eq!(layout_faults(&free, all(turned.clone()), &[]), vec![]);
    assert!(layout_faults(&job, all(turned), &[]).contains(&broken(1)[0]));
}

#[test]
fn what_is_left_out_of_groups_is_left_out_whole() {
    let strip = vec![at(0, 0, 0, false), at(1, 32, 0, false), at(0, 54, 0, false)];
    let job = matched(false);
    let single = at(0, 150, 0, false);
    let whole = [strip.clone(), vec![single]].concat();
    assert_eq!(layout_faults(&job, whole, &[2, 1]), vec![]);
    let torn = [
        strip,
        vec![single, at(0, 150, 60, false), at(0, 150, 120, false)],
    ]
    .concat();
    assert_eq!(
        layout_faults(&job, torn, &[0, 1]),
        vec![Fault::Group {
            group: 0,
            found: 1,
            wanted: 2
        }]
    );
}

#[test]
fn a_reading_is_found_where_groups_overlap() {
    // A B A B: read greedily from the left, the first group takes the middle that the second one needs.
    let job = Instance::builder(0)
        .stock(stock(100, 10))
        .part(part(10, 10, 2, false))
        .part(part(20, 10, 2, false))
        .group(Group {
            parts: vec![0, 1],
            along: Axis::X,
            quantity: 1,
        })
        .group(Group {
            parts: vec![1, 0],
            along: Axis::X,
            quantity: 1,
        })
        .build()
        .unwrap();
    let place = |part: usize, x: i64| Placement {
        part,
        rect: rect(x, 0, if part == 0 { 10 } else { 20 }, 10),
        rotated: false,
    };
    let right = vec![place(1, 0), place(0, 20), place(0, 40), place(1, 50)];
    assert_eq!(layout_faults(&job, right, &[]), vec![]);
    let wrong = vec![place(0, 0), place(1, 10), place(0, 30), place(1, 50)];
    let faults = layout_faults(&job, wrong, &[]);
    assert_eq!(faults.len(), 1, "{faults:?}");
}

#[test]
fn totals_count_turns_fence_settings_stacks_and_leftovers() {
    let (instance, plan) = three_levels();
    let rules = Rules {
        stack: 2,
        smallest_offcut_um: [40, 6],
        offcut_credit_bp: 5_000,
        ..Rules::default()
    };
    let instance = ruled(&instance, rules)
        .into_builder()
        .stocks(vec![Stock {
            cost: 6_000,
            ..stock(100, 60)
        }])
        .build()
        .unwrap();
    let sheet = plan.sheets[0].clone();
    let three = Solution {
        sheets: vec![sheet.clone(), sheet.clone(), sheet],
    };
    let totals = three.totals(&instance);
    assert_eq!(totals.cuts, 3 * 5);
    assert_eq!(totals.cut_length_um, 3 * (60 + 60 + 40 + 40 + 30));
    assert_eq!(totals.turns, 3 * 2);
    // 40 and 50; 20 and 30; 30.
    assert_eq!(totals.fence_settings, 3 * 5);
    assert_eq!((totals.patterns, totals.stacks), (1, 2));
    assert_eq!(totals.at_saw.cuts, 2 * 5);
    // Of 8 x 30, 40 x 6 and 6 x 60 the last two are long and wide enough; half their share of 6000 is credited.
    assert_eq!(totals.offcuts, 3 * 2);
    assert_eq!(totals.offcuts_area_um2, 3 * (240 + 360));
    assert_eq!(totals.credit, 3 * (240 + 360) / 2);
    let model = SawModel {
        feed_um_per_s: 10,
        cut_ms: 1,
        turn_ms: 100,
        fence_ms: 1_000,
        sheet_ms: 10_000,
    };
    assert_eq!(
        totals.saw_time_ms(&model),
        2 * 230 * 100 + 2 * 5 + 2 * 2 * 100 + 2 * 5 * 1_000 + 3 * 10_000
    );
}

#[test]
fn equal_neighbours_share_one_fence_setting() {
    let instance = Instance::builder(0)
        .stock(stock(100, 10))
        .part(part(30, 10, 3, false))
        .build()
        .unwrap();
    let strip = |x| leaf(rect(x, 0, 30, 10), 0);
    let plan = one(cut(
        rect(0, 0, 100, 10),
        Axis::X,
        vec![strip(0), strip(30), strip(60), rest(rect(90, 0, 10, 10))],
    ));
    let totals = plan.totals(&instance);
    assert_eq!(
        (totals.cuts, totals.fence_settings, totals.turns),
        (3, 1, 0)
    );
}

/// The wrong plans by which the independent judge of the benchmarks is tested, read from the same JSON.
#[test]
fn every_known_wrong_plan_is_refused() {
    let job = r#"{"kerf":4,"trim":10,"stocks":[{"w":1000,"h":1000,"qty":1}],
        "parts":[{"w":300,"h":200,"qty":2,"rotatable":false},{"w":100,"h":50,"qty":1,"rotatable":true}]}"#;
    let place = |part: usize, [x, y, w, h]: [f64; 4], rotated: bool| {
        format!(r#"{{"part":{part},"x":{x},"y":{y},"w":{w},"h":{h},"rotated":{rotated}}}"#)
    };
    let sheet =
        |placements: &[String]| format!(r#"{{"stock":0,"placements":[{}]}}"#, placements.join(","));
    let plan = |sheets: &[String]| format!(r#"{{"sheets":[{}]}}"#, sheets.join(","));
    let judge = |job: &str, plan: &str| {
        check_layout(
            &read_instance(job).unwrap(),
            &read_layout(plan).unwrap(),
            &[],
        )
    };
    let first = place(0, [10.0, 10.0, 300.0, 200.0], false);
    let second = place(0, [314.0, 10.0, 300.0, 200.0], false);
    let third = place(1, [10.0, 214.0, 50.0, 100.0], true);
    let good = [first.clone(), second.clone(), third.clone()];
    assert_eq!(judge(job, &plan(&[sheet(&good)])), vec![]);
    let moved = |x: f64| place(0, [x, 10.0, 300.0, 200.0], false);
    let wrong = [
        ("overlap", vec![first.clone(), moved(200.0), third.clone()]),
        ("missing", vec![first.clone(), third.clone()]),
        ("kerf", vec![first.clone(), moved(313.0), third.clone()]),
        ("trim", vec![moved(9.0), second.clone(), third.clone()]),
        ("trim2", vec![moved(690.5), second.clone(), third.clone()]),
        (
            "rot",
            vec![
                place(0, [10.0, 10.0, 200.0, 300.0], true),
                second.clone(),
                place(1, [400.0, 300.0, 50.0, 100.0], true),
            ],
        ),
        (
            "size",
            vec![
                place(0, [10.0, 10.0, 299.0, 200.0], false),
                second.clone(),
                third.clone(),
            ],
        ),
        (
            "twice",
            vec![
                first.clone(),
                second.clone(),
                third.clone(),
                place(1, [100.0, 214.0, 50.0, 100.0], true),
            ],
        ),
    ];
    for (name, placements) in wrong {
        assert_ne!(judge(job, &plan(&[sheet(&placements)])), vec![], "{name}");
    }
    let two = plan(&[sheet(&good[..2]), sheet(&good[2..])]);
    assert_ne!(judge(job, &two), vec![], "stock");
    let job = r#"{"kerf":0,"trim":0,"stocks":[{"w":30,"h":30}],
        "parts":[{"w":20,"h":10,"qty":2},{"w":10,"h":20,"qty":2},{"w":10,"h":10,"qty":1}]}"#;
    let pinwheel = [
        place(0, [0.0, 0.0, 20.0, 10.0], false),
        place(1, [20.0, 0.0, 10.0, 20.0], false),
        place(0, [10.0, 20.0, 20.0, 10.0], false),
        place(1, [0.0, 10.0, 10.0, 20.0], false),
        place(2, [10.0, 10.0, 10.0, 10.0], false),
    ];
    assert_eq!(
        judge(job, &plan(&[sheet(&pinwheel)])),
        vec![Fault::NotGuillotine { sheet: 0 }]
    );
}
