//! Small jobs that went wrong once, here or in other hands, each for a whole kind of fault.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use cutting::json::{read_instance, read_job};
use cutting::keep::{Kept, KeptSheet};
use cutting::solution::{Sheet, Totals};
use cutting::{Goal, Instance, Options, Outcome, Part, Rules, Stock, solve, verify};
use proptest::prelude::*;

const MM: i64 = 1_000;
/// Work that small jobs are done with.
const ENOUGH: u64 = 1_000_000;

const ALIKE_STRIPS: &str = include_str!("jobs/alike-strips.json");
const PLINTH_STRIPS: &str = include_str!("jobs/plinth-strips.json");
const FREE_SHEETS: &str = include_str!("jobs/free-sheets.json");
const INCHES: &str = include_str!("jobs/inches.json");

fn planned(job: &Instance) -> (Outcome, Totals) {
    let outcome = solve(job, Options::default(), ENOUGH);
    let mut left_out = vec![0; job.parts().len()];
    for left in &outcome.unplaced {
        left_out[left.part] += left.quantity;
    }
    verify(job, &outcome.solution, &left_out).unwrap();
    let totals = outcome.solution.totals(job);
    (outcome, totals)
}

fn with_goal(text: &str, goal: Goal) -> Instance {
    let job = read_instance(text).unwrap();
    let rules = Rules {
        goal,
        ..job.rules().clone()
    };
    job.into_builder().rules(rules).build().unwrap()
}

fn sheet(width: i64, height: i64, cost: u64) -> Stock {
    Stock {
        width_um: width * MM,
        height_um: height * MM,
        cost,
        ..Stock::default()
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

#[test]
fn alike_strips_are_cut_up_together() {
    let (outcome, totals) = planned(&with_goal(ALIKE_STRIPS, Goal::Offcut));
    assert!(outcome.is_optimal);
    assert_eq!((totals.sheets, totals.cuts, totals.turns), (1, 6, 2));
    // The leftover of all the sheet's height stays whole.
    assert_eq!(totals.largest_leftover_um2, 280_000 * 2_070_000);
    for goal in [Goal::Sawing, Goal::Patterns] {
        let (_, totals) = planned(&with_goal(ALIKE_STRIPS, goal));
        assert_eq!((totals.sheets, totals.cuts, totals.turns), (1, 6, 1));
    }
}

#[test]
fn strips_are_cut_up_together_where_the_saw_has_rules() {
    // Strips of several widths, two lengths in each.
    let job = |stages: Option<u8>| {
        let mut builder = Instance::builder(4 * MM).stock(sheet(2_800, 2_070, 1));
        for (width, count) in [(500, 2), (400, 2), (300, 2)] {
            builder = builder
                .part(part(width, 1_200, count))
                .part(part(width, 800, count));
        }
        let rules = Rules {
            stages,
            ..Rules::default()
        };
        builder.rules(rules).build().unwrap()
    };
    for stages in [None, Some(2), Some(3), Some(4)] {
        let (outcome, totals) = planned(&job(stages));
        assert!(outcome.unplaced.is_empty());
        assert_eq!(totals.sheets, 1);
        assert!(
            totals.turns <= 3 || stages == Some(2),
            "{stages:?} {totals:?}"
        );
    }
}

#[test]
fn plinth_strips_take_few_turns() {
    for goal in [Goal::Offcut, Goal::Sawing, Goal::Patterns] {
        let (outcome, totals) = planned(&with_goal(PLINTH_STRIPS, goal));
        assert!(outcome.is_optimal);
        assert_eq!(totals.sheets, 1);
        assert!(totals.turns <= 3 && totals.cuts <= 18, "{totals:?}");
    }
}

#[test]
fn of_sheets_that_cost_nothing_the_fewest_are_used() {
    for goal in [Goal::Offcut, Goal::Sawing, Goal::Patterns] {
        let (outcome, totals) = planned(&with_goal(FREE_SHEETS, goal));
        assert_eq!((totals.sheets, totals.cost), (3, 0));
        assert!(outcome.is_optimal);
        assert_eq!((outcome.bound.sheets, outcome.bound.cost), (3, 0));
    }
}

#[test]
fn what_costs_nothing_is_proven_by_its_sheets() {
    // One bound says two sheets, no plan has them: four parts a little larger than a third.
    let job = Instance::builder(0)
        .stock(sheet(1_000, 1_000, 0))
        .part(part(600, 600, 3))
        .build()
        .unwrap();
    let first = solve(&job, Options::default(), 1);
    assert_eq!(first.solution.sheets.len(), 3);
    assert_eq!(first.is_optimal, first.bound.sheets == 3);
}

#[test]
fn of_plans_at_one_price_the_one_of_fewer_sheets_is_taken() {
    // A large sheet costs what two small ones do; whichever stands first.
    let stocks = [sheet(1_000, 1_000, 1), sheet(2_000, 1_000, 2)];
    for stocks in [stocks, [stocks[1], stocks[0]]] {
        let job = Instance::builder(0)
            .stocks(stocks.to_vec())
            .part(part(500, 500, 32))
            .build()
            .unwrap();
        let (outcome, totals) = planned(&job);
        assert_eq!((totals.cost, totals.sheets), (8, 4));
        assert!(outcome.is_optimal);
        assert_eq!(outcome.bound.cost, 8);
    }
    // Own sheets before bought ones, and no more of them than it takes.
    let own = Stock {
        quantity: Some(9),
        ..sheet(1_000, 1_000, 0)
    };
    let job = Instance::builder(0)
        .stock(own)
        .stock(sheet(2_000, 1_000, 5))
        .part(part(500, 500, 10))
        .build()
        .unwrap();
    let (_, totals) = planned(&job);
    assert_eq!((totals.cost, totals.sheets), (0, 3));
}

#[test]
fn costs_up_to_the_highest_add_up() {
    let dear = cutting::instance::MAX_COST;
    let offcut = Stock {
        is_offcut: true,
        quantity: Some(1),
        ..sheet(500, 500, dear)
    };
    let job = Instance::builder(0)
        .stock(sheet(1_000, 1_000, dear))
        .stock(sheet(900, 1_000, dear))
        .stock(offcut)
        .part(part(900, 900, 400))
        .build()
        .unwrap();
    let (_, totals) = planned(&job);
    assert_eq!((totals.cost, totals.sheets), (400 * dear, 400));
}

#[test]
fn nothing_to_cut_is_nothing_proven() {
    let sheet = sheet(1_000, 1_000, 1);
    let job = Instance::builder(0).stock(sheet).build().unwrap();
    let (outcome, _) = planned(&job);
    assert!(!outcome.is_optimal && outcome.solution.sheets.is_empty());
    // Nor is it where no part can be placed.
    let job = Instance::builder(0)
        .stock(sheet)
        .part(part(2_000, 10, 1))
        .build()
        .unwrap();
    let (outcome, _) = planned(&job);
    assert!(!outcome.is_optimal && outcome.unplaced.len() == 1);
}

#[test]
fn a_plan_of_which_all_is_kept_is_the_best_that_keeps_it() {
    let job = Instance::builder(4 * MM)
        .stock(sheet(1_000, 1_000, 1))
        .part(part(600, 600, 2))
        .build()
        .unwrap();
    let (outcome, _) = planned(&job);
    let keep = |sheet: &Sheet| KeptSheet {
        stock: sheet.stock,
        is_locked: true,
        placements: sheet.placements(),
        cuts: Vec::new(),
    };
    let kept: Vec<KeptSheet> = outcome.solution.sheets.iter().map(keep).collect();
    let kept = Kept::new(&job, &kept).unwrap();
    let again = kept.outcome(&solve(kept.instance(), Options::default(), ENOUGH));
    assert!(again.is_optimal);
    assert_eq!(again.bound.sheets, 2);
}

#[test]
fn a_misspelt_field_is_refused_by_place_and_nearest_name() {
    let error = |text: &str| read_job(text).unwrap_err().to_string();
    for (text, wanted) in [
        (
            include_str!("jobs/unknown-rotate.json"),
            "parts[0].rotate: there is no field `rotate` here, the nearest is `rotatable`",
        ),
        (
            include_str!("jobs/unknown-quantity.json"),
            "parts[0].quantity: there is no field `quantity` here, the nearest is `qty`",
        ),
        (
            r#"{"stock":[],"parts":[]}"#,
            "stock: there is no field `stock` here, the nearest is `stocks`",
        ),
        (
            r#"{"stocks":[{"w":9,"h":9},{"width":9,"h":9}],"parts":[]}"#,
            "stocks[1].width: there is no field `width` here, the nearest is `w`",
        ),
        (
            r#"{"stocks":[{"w":9,"h":9,"trim":{"top":1,"rigth":1}}],"parts":[]}"#,
            "stocks[0].trim.rigth: there is no field `rigth` here, the nearest is `right`",
        ),
        (
            r#"{"stocks":[],"parts":[],"rules":{"stage":3}}"#,
            "rules.stage: there is no field `stage` here, the nearest is `stages`",
        ),
    ] {
        let error = error(text);
        assert!(
            error.starts_with("line ") && error.ends_with(wanted),
            "{error}"
        );
    }
    // What is of the wrong kind is told by its place too.
    let error = error(r#"{"stocks":[],"parts":[{"w":1,"h":1},{"w":"1","h":1}]}"#);
    assert!(error.contains("parts[1].w: invalid type"), "{error}");
}

#[test]
fn lengths_that_come_from_inches_are_rounded_and_that_is_said() {
    let job = read_job(INCHES).unwrap();
    // Noise far below a micrometre is no decimal.
    assert_eq!(job.instance.stocks()[0].width_um, 2_438_400);
    assert_eq!(job.instance.parts()[0].height_um, 304_800);
    assert_eq!(job.instance.kerf_um(), 3_175);
    assert_eq!(job.instance.parts()[0].width_um, 585_788);
    let said: Vec<String> = job.rounded.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["parts[0].w is 585.7875, read as 585.788"]);
    // Trims, rules, costs and shares alike.
    let job = read_job(
        r#"{"trim":0.00041,"stocks":[{"w":9,"h":9,"cost":0.33333}],"parts":[],"rules":{"smallest_strip":1.00051,"offcut_credit":0.666666}}"#,
    )
    .unwrap();
    let said: Vec<String> = job.rounded.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "trim is 0.00041, read as 0",
            "rules.smallest_strip is 1.00051, read as 1.001",
            "rules.offcut_credit is 0.666666, read as 0.6667",
            "stocks[0].cost is 0.33333, read as 0.333",
        ]
    );
    // What becomes nothing is still no size.
    let error = read_job(r#"{"stocks":[{"w":0.0004,"h":9}],"parts":[]}"#).unwrap_err();
    assert!(error.to_string().starts_with("stocks[0].w is 0 mm"));
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let marked = format!("\u{feff}{INCHES}");
    assert_eq!(read_job(&marked), read_job(INCHES));
    let twice = format!("\u{feff}{marked}");
    assert!(read_job(&twice).is_err());
}

/// One block of rows that fills the sheet is no cut of its own: the first cut is the one that divides it.
#[test]
fn the_first_cut_stays_first_where_all_strips_are_cut_up_together() {
    let mut builder = Instance::builder(4 * MM)
        .stock(sheet(2_800, 2_070, 3))
        .rules(Rules {
            first_cut: Some(cutting::Axis::X),
            smallest_strip_um: 82 * MM,
            goal: Goal::Sawing,
            ..Rules::default()
        });
    for (width, height, quantity, rotatable) in [
        (856, 715, 5, false),
        (500, 495, 4, true),
        (824, 729, 3, false),
        (386, 197, 6, true),
        (428, 552, 4, true),
    ] {
        builder = builder.part(Part {
            rotatable,
            ..part(width, height, quantity)
        });
    }
    let job = builder.build().unwrap();
    let options = Options {
        seed: 4_434_301_662_601_866_671,
    };
    let outcome = solve(&job, options, 20_000);
    assert_eq!(outcome.unplaced, []);
    let left_out = vec![0; job.parts().len()];
    assert_eq!(verify(&job, &outcome.solution, &left_out), Ok(()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn plans_stay_right_with_strips_cut_up_together(
        parts in prop::collection::vec((100_i64..900, 100_i64..900, 1_u32..7, any::<bool>()), 1..7),
        stages in prop::option::of(1_u8..5),
        first in prop::option::of(any::<bool>()),
        strip in 0_i64..90,
        longest in prop::option::of(900_i64..2_800),
        goal in prop_oneof![Just(Goal::Offcut), Just(Goal::Sawing), Just(Goal::Patterns)],
        seed in any::<u64>(),
    ) {
        let mut builder = Instance::builder(4 * MM).stock(sheet(2_800, 2_070, 3)).rules(Rules {
            stages,
            first_cut: first.map(|is_x| if is_x { cutting::Axis::X } else { cutting::Axis::Y }),
            smallest_strip_um: strip * MM,
            longest_cut_um: longest.map(|longest| longest * MM),
            goal,
            ..Rules::default()
        });
        for (width, height, quantity, rotatable) in parts {
            builder = builder.part(Part { rotatable, ..part(width, height, quantity) });
        }
        let job = builder.build().unwrap();
        let outcome = solve(&job, Options { seed }, 20_000);
        let mut left_out = vec![0; job.parts().len()];
        for left in &outcome.unplaced {
            left_out[left.part] += left.quantity;
        }
        prop_assert!(verify(&job, &outcome.solution, &left_out).is_ok());
    }
}
