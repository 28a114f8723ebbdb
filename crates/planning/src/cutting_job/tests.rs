//! Tests of jobs in a workshop: every rule gets to the optimiser, and plans keep them.

use cutting::{Options, Solver, Status, verify};
use furniture::catalogue::Catalogue;
use furniture::library::Library;
use furniture::workshop::OffcutTexts;
use proptest::prelude::*;

use super::*;
use crate::evaluated::Evaluated;
use crate::plan_in_force::{PlanInForce, Search};
use crate::plan_memory::PlanMemory;
use crate::plan_view::plan_of;
use crate::run::Run;
use furniture::shipped::{STARTERS, starter};

fn shipped() -> (Catalogue, Library) {
    let catalogue = Catalogue::shipped().unwrap();
    let library = furniture::library::shipped(&catalogue).unwrap();
    (catalogue, library)
}

fn workshop(rules: &[(&str, &str)]) -> Workshop {
    let mut workshop = Workshop::default();
    for (rule, value) in rules {
        workshop.set_rule(rule, value).unwrap();
    }
    workshop
}

/// The workshop with two offcuts of the bookcase's body.
fn with_offcut(workshop: Workshop, length: &str, width: &str, price: &str) -> Workshop {
    with_offcut_of(["2", "18 mm", "walnut"], workshop, [length, width, price])
}

/// The workshop with so many offcuts of a thickness and decor.
fn with_offcut_of(
    [quantity, thickness, decor]: [&str; 3],
    mut workshop: Workshop,
    texts: [&str; 3],
) -> Workshop {
    let [length, width, price] = texts;
    let fields = [
        ("board", "mfc-pb-enf"),
        ("thickness", thickness),
        ("decor", decor),
        ("length", length),
        ("width", width),
        ("quantity", quantity),
        ("price", price),
    ];
    let texts: OffcutTexts = fields
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into();
    let at = workshop.offcuts.len();
    workshop.put_offcut(at, &texts, &shipped().0).unwrap();
    workshop
}

fn job(name: &str, workshop: &Workshop) -> CuttingJob {
    let (catalogue, library) = shipped();
    let design = furniture::design::read(starter(name).unwrap()).unwrap();
    let report = Evaluated::of(&design, &catalogue, &library);
    report.in_workshop(workshop).job()
}

fn planned(job: &CuttingJob) -> crate::plan_view::Plan {
    let mut run = Run::new(job).unwrap();
    for _ in 0..12 {
        run.step();
    }
    plan_of(job, &run.plan()).unwrap()
}

#[test]
fn every_rule_gets_to_the_optimiser() {
    let workshop = with_offcut(
        workshop(&[
            ("kerf", "3.2"),
            ("trim", "5"),
            ("trim_left", "12"),
            ("trim_top", "0"),
            ("credit", "40"),
            ("levels", "3"),
            ("first_cut", "lengthwise"),
            ("longest_cut", "3100"),
            ("smallest_strip", "40"),
            ("offcut_length", "500"),
            ("offcut_width", "150"),
            ("stack", "4"),
            ("offcuts_first", "from-use"),
            ("least_use", "60"),
        ]),
        "1200",
        "600",
        "12.50",
    );
    let job = job("bookcase", &workshop);
    let group = job
        .groups
        .iter()
        .find(|group| group.sheets.iter().any(JobSheet::is_offcut))
        .unwrap();
    let instance = job.instance(group).unwrap();
    assert_eq!(instance.kerf_um(), 3_200);
    let trim = Trim {
        left_um: 12_000,
        top_um: 0,
        ..Trim::all(5_000)
    };
    assert_eq!(instance.trim_of(&instance.stocks()[0]), trim);
    let wanted = Rules {
        stages: Some(3),
        first_cut: Some(Axis::Y),
        longest_cut_um: Some(3_100_000),
        smallest_strip_um: 40_000,
        smallest_offcut_um: [500_000, 150_000],
        offcuts_first: OffcutUse::FromUse(6_000),
        stack: 4,
        goal: Goal::Offcut,
        offcut_credit_bp: 4_000,
    };
    assert_eq!(*instance.rules(), wanted);
    let offcut = instance.stocks().last().unwrap();
    assert!(offcut.is_offcut);
    assert_eq!((offcut.quantity, offcut.cost), (Some(2), 1_250));
    assert_eq!(instance.trim_of(offcut), Trim::all(0));
    let travelled: CuttingJob =
        serde_json::from_str(&serde_json::to_string(&job).unwrap()).unwrap();
    assert_eq!(travelled, job);
}

#[test]
fn a_workshop_that_says_nothing_changes_nothing() {
    for (name, text) in STARTERS {
        let (catalogue, library) = shipped();
        let design = furniture::design::read(text).unwrap();
        let plain = Evaluated::of(&design, &catalogue, &library).job();
        assert_eq!(job(name, &Workshop::default()), plain);
    }
}

#[test]
fn plans_keep_the_rules_of_the_saw() {
    for rules in [
        &[("levels", "2"), ("first_cut", "lengthwise")][..],
        &[("levels", "3"), ("first_cut", "crosswise"), ("kerf", "6")],
        &[("smallest_strip", "80"), ("longest_cut", "2000")],
        &[("levels", "2"), ("offcuts_first", "always"), ("stack", "3")],
    ] {
        for (name, _) in STARTERS {
            let job = job(
                name,
                &with_offcut(workshop(rules), "1300 mm", "700 mm", "0"),
            );
            planned(&job);
            for group in &job.groups {
                let instance = job.instance(group).unwrap();
                let mut solver = Solver::new(&instance, Options { seed: 1 });
                while solver.work_done() < 60_000 && solver.step(8_000) != Status::Done {}
                let outcome = solver.outcome();
                let mut left_out = vec![0; group.boards.len()];
                for left in &outcome.unplaced {
                    left_out[left.part] += left.quantity;
                }
                let faults = verify(&instance, &outcome.solution, &left_out);
                assert_eq!(faults, Ok(()), "{name} {rules:?}");
            }
        }
    }
}

#[test]
fn offcuts_that_go_first_are_used_marked_and_not_bought() {
    let without = planned(&job("bookcase", &Workshop::default()));
    let rules = workshop(&[("offcuts_first", "always")]);
    let job = job(
        "bookcase",
        &with_offcut(rules, "1300 mm", "700 mm", "12.50"),
    );
    let with = planned(&job);
    let view = &with.view;
    assert!(view.offcuts_used > 0 && view.offcuts_used <= 2);
    let sheets = view.groups.iter().flat_map(|group| &group.patterns);
    let (offcuts, whole): (Vec<_>, Vec<_>) = sheets.partition(|sheet| sheet.is_offcut);
    let many = |sheets: &[&crate::plan_view::SheetView]| {
        sheets.iter().map(|sheet| sheet.count).sum::<u32>()
    };
    assert_eq!(
        (many(&offcuts), many(&whole)),
        (view.offcuts_used, view.sheets)
    );
    assert!(view.sheets <= without.view.sheets && view.bound_sheets <= view.sheets);
    assert!(offcuts.iter().all(|sheet| sheet.length_um == 1_300_000));
    let bought: i64 = with.bought.values().map(|one| one.area_mm2).sum();
    let area = |sheets: &[&crate::plan_view::SheetView]| {
        let areas = sheets.iter().map(|sheet| {
            i64::from(sheet.count) * (sheet.length_um / 1000) * (sheet.width_um / 1000)
        });
        areas.sum::<i64>()
    };
    assert_eq!(bought, area(&whole));
    let fen: i64 = with.bought.values().map(|one| one.offcuts_fen).sum();
    assert_eq!(fen, i64::from(view.offcuts_used) * 1_250);
    let boards: i64 = view
        .groups
        .iter()
        .flat_map(|group| &group.patterns)
        .flat_map(|sheet| {
            let boards = sheet.placements.iter();
            boards.map(|one| {
                i64::from(sheet.count) * (one.width_um / 100) * (one.height_um / 100) / 100
            })
        })
        .sum();
    let all = area(&whole) + area(&offcuts);
    let share = boards * 10_000 / all;
    assert!((share - i64::from(view.utilisation_bp)).abs() <= 2);
}

#[test]
fn offcuts_to_keep_are_listed_by_material_the_largest_first() {
    for (name, _) in STARTERS {
        let view = planned(&job(name, &Workshop::default())).view;
        let mut largest = None;
        for group in &view.groups {
            let area = |lot: &estimate::cost::SheetLot| lot.length_um * lot.width_um;
            assert!(group.offcuts.is_sorted_by_key(|lot| -area(lot)));
            largest = largest.max(group.offcuts.first().map(area));
            for sheet in &group.patterns {
                for left in sheet.leftovers.iter().filter(|left| left.is_offcut) {
                    let sides = (left.width_um, left.height_um);
                    assert!(
                        group
                            .offcuts
                            .iter()
                            .any(|lot| (lot.length_um, lot.width_um) == sides)
                    );
                }
            }
        }
        let lots = view.groups.iter().flat_map(|group| &group.offcuts);
        assert_eq!(lots.map(|lot| lot.quantity).sum::<u32>(), view.offcuts);
        assert_eq!(
            largest,
            view.largest_offcut_um.map(|[long, short]| long * short)
        );
    }
}

#[test]
fn kept_offcuts_are_worth_a_share_of_the_price_of_their_area() {
    let (catalogue, library) = shipped();
    let design = furniture::design::read(starter("wardrobe").unwrap()).unwrap();
    let report = |credit: &str| {
        let workshop = workshop(&[("credit", credit)]);
        let report = Evaluated::of(&design, &catalogue, &library).in_workshop(&workshop);
        let plan = planned(&report.job());
        let estimate: serde_json::Value = serde_json::to_value(report.estimate(&plan)).unwrap();
        let fen = |name: &str| estimate[name].as_i64().unwrap();
        let lines = estimate["boards"].as_array().unwrap().iter();
        let sheets: i64 = lines
            .map(|line| line["by_sheets_fen"].as_i64().unwrap())
            .sum();
        (
            plan,
            fen("offcut_credit_fen"),
            sheets - fen("boards_by_sheets_fen"),
        )
    };
    assert_eq!((report("0").1, report("0").2), (0, 0));
    let (plan, credit, less) = report("40");
    let price = |group: &crate::plan_view::PlanGroup| {
        let board = &catalogue.boards[&group.board];
        let thickness = furniture::length::Length(group.thickness_um);
        board.thickness(thickness).unwrap().fen_per_m2
    };
    let mut wanted = 0;
    for group in &plan.view.groups {
        for sheet in &group.patterns {
            let kept = sheet.leftovers.iter().filter(|left| left.is_offcut);
            let m2 = kept.map(|left| left.width_um as f64 * left.height_um as f64 / 1e12);
            wanted += i64::from(sheet.count) * (m2.sum::<f64>() * 0.4 * price(group) as f64) as i64;
        }
    }
    assert!(wanted > 0);
    // Every sheet's price and share are rounded to the fen.
    assert!(
        (wanted - credit).abs() <= i64::from(plan.view.sheets),
        "{wanted} {credit}"
    );
    assert_eq!(credit, less);
}

#[test]
fn boards_that_the_saw_rules_out_say_which_rule() {
    for (rules, key) in [
        (("smallest_strip", "500"), "problem.unplaced-narrow"),
        (("longest_cut", "300"), "problem.unplaced-long-cut"),
    ] {
        let job = job("bookcase", &workshop(&[rules]));
        let view = planned(&job).view;
        let reasons = view.unplaced.iter().map(|left| left.reason.key.as_str());
        assert!(
            reasons.clone().any(|reason| reason == key),
            "{rules:?}: {:?}",
            reasons.collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_stack_is_sawn_once() {
    let single = job("wardrobe", &Workshop::default());
    let mut stacked = single.clone();
    stacked.rules = workshop(&[("stack", "3")]).rules;
    let mut run = Run::new(&single).unwrap();
    run.step();
    let mut plan = run.plan();
    // Whatever the plan is, a sheet that stands there three times is one stack.
    let first = plan.groups[0].sheets[0].clone();
    plan.groups[0].sheets = vec![first; 3];
    let of = |job: &CuttingJob| crate::plan_view::shown(job, &plan).unwrap().view;
    let (one, three) = (of(&single), of(&stacked));
    let sheet = |view: &crate::plan_view::PlanView| {
        let sheet = &view.groups[0].patterns[0];
        (sheet.count, sheet.stacks)
    };
    assert_eq!((sheet(&one), sheet(&three)), ((3, 3), (3, 1)));
    assert!(three.cuts < one.cuts && three.turns <= one.turns);
    let (group, planned) = (&single.groups[0], &plan.groups[0]);
    assert!(planned.rank(group, stacked.aim()) <= planned.rank(group, single.aim()));
}

#[test]
fn a_known_plan_is_for_the_same_rules_and_stock_alone() {
    let mut memory = PlanMemory::default();
    let before = job("bookcase", &Workshop::default());
    let mut run = Run::new(&before).unwrap();
    run.step();
    memory.keep(PlanInForce {
        job: before.clone(),
        plan: Some(run.plan()),
        search: Search::Done,
    });
    assert!(memory.plan_of(&before).is_some());
    let two_levels = job("bookcase", &workshop(&[("levels", "2")]));
    assert!(memory.plan_of(&two_levels).is_none());
    let stock = with_offcut(Workshop::default(), "1300 mm", "700 mm", "0");
    assert!(memory.plan_of(&job("bookcase", &stock)).is_none());
    assert!(memory.plan_of(&before).is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_workshop_gives_a_job_and_a_plan(
        kerf in 0_u32..=20,
        trim in 0_u32..=100,
        sides in prop::array::uniform4(0_u32..=100),
        credit in 0_u32..=100,
        levels in 0_usize..4,
        first in 0_usize..3,
        strip in 0_u32..=500,
        longest in 300_u32..=10_000,
        stack in 1_u32..=20,
        least in 1_u32..=100,
        use_first in 0_usize..3,
        length in 50_u32..=6_000,
        width in 50_u32..=6_000,
    ) {
        let workshop = workshop(&[
            ("kerf", &kerf.to_string()),
            ("trim", &trim.to_string()),
            ("trim_left", &sides[0].to_string()),
            ("trim_right", &sides[1].to_string()),
            ("trim_bottom", &sides[2].to_string()),
            ("trim_top", &sides[3].to_string()),
            ("credit", &credit.to_string()),
            ("levels", ["any", "2", "3", "4"][levels]),
            ("first_cut", ["any", "lengthwise", "crosswise"][first]),
            ("smallest_strip", &strip.to_string()),
            ("longest_cut", &longest.to_string()),
            ("stack", &stack.to_string()),
            ("offcuts_first", ["when-cheaper", "always", "from-use"][use_first]),
            ("least_use", &least.to_string()),
        ]);
        let workshop = with_offcut(workshop, &length.to_string(), &width.to_string(), "");
        let job = job("bookcase", &workshop);
        let mut run = Run::new(&job).unwrap();
        run.step();
        run.step();
        prop_assert!(plan_of(&job, &run.plan()).is_ok());
    }
}

#[test]
fn offcuts_of_no_use_leave_what_is_proven_as_it_is() {
    let without = planned(&job("wardrobe", &Workshop::default())).view;
    let job = job(
        "wardrobe",
        &with_offcut_of(
            ["2", "18 mm", "natural-oak"],
            Workshop::default(),
            ["250 mm", "70 mm", "0"],
        ),
    );
    assert!(
        job.groups
            .iter()
            .any(|group| group.sheets.iter().any(JobSheet::is_offcut))
    );
    let with = planned(&job).view;
    let known =
        |view: &crate::plan_view::PlanView| (view.sheets, view.bound_sheets, view.is_optimal);
    assert_eq!(known(&with), known(&without));
}

#[test]
fn sheets_to_buy_are_bounded_by_what_offcuts_can_hold() {
    // An offcut far smaller than a sheet takes the place of one at most on paper.
    let job = job(
        "wardrobe",
        &with_offcut_of(
            ["2", "18 mm", "natural-oak"],
            Workshop::default(),
            ["1200 mm", "700 mm", "0"],
        ),
    );
    let view = planned(&job).view;
    assert!(view.bound_sheets <= view.sheets);
    for (group, shown) in job.groups.iter().zip(&view.groups) {
        let um2 = |length: i64, width: i64| i128::from(length) * i128::from(width);
        let boards = group.boards.iter();
        let need: i128 = boards
            .map(|board| um2(board.length_um, board.width_um) * board.keys.len() as i128)
            .sum();
        let (offcuts, sheets): (Vec<_>, Vec<_>) =
            group.sheets.iter().partition(|sheet| sheet.is_offcut());
        let offcuts: i128 = offcuts
            .iter()
            .map(|one| um2(one.length_um, one.width_um) * i128::from(one.in_stock.unwrap_or(0)))
            .sum();
        let largest = sheets
            .iter()
            .map(|one| um2(one.length_um, one.width_um))
            .max()
            .unwrap();
        let by_area = ((need - offcuts).max(0) + largest - 1) / largest;
        assert!(
            i128::from(shown.bound_sheets) >= by_area,
            "{:?}",
            group.material
        );
    }
}

#[test]
fn an_offcut_that_saves_nothing_stays_in_stock_whatever_comes_next() {
    for goal in [
        CuttingGoal::Offcut,
        CuttingGoal::Sawing,
        CuttingGoal::Patterns,
    ] {
        let planned = |workshop: &Workshop| {
            let mut job = job("wardrobe", workshop);
            job.goal = goal;
            planned(&job)
        };
        let without = planned(&Workshop::default());
        let with = planned(&with_offcut_of(
            ["1", "16 mm", "warm-white"],
            Workshop::default(),
            ["1200 mm", "700 mm", "0"],
        ));
        assert_eq!(with.view.sheets, without.view.sheets);
        assert_eq!(with.view.offcuts_used, 0, "{goal:?}");
        let drawers = |plan: &crate::plan_view::Plan| {
            let groups = plan.view.groups.iter();
            let mut drawers = groups.filter(|group| group.thickness_um == 16_000);
            drawers
                .next()
                .map(|group| (group.sheets, group.bound_sheets))
        };
        assert_eq!(drawers(&with), Some((1, 1)));
    }
}
