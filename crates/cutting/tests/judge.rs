//! The verifier accepts a right plan and refuses every kind of wrong one; the solver reports what cannot be placed.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use cutting::json::{JsonError, read_instance};
use cutting::solution::{Axis, Content, Piece, Placement, Rect};
use cutting::verify::{Fault, FlatSheet, TreeFault, check_layout};
use cutting::{Instance, Options, Part, Reason, Solution, Stock, Trim, solve, verify};

const MM: i64 = 1_000;

fn part(width: i64, height: i64, quantity: u32, rotatable: bool) -> Part {
    Part {
        width_um: width * MM,
        height_um: height * MM,
        quantity,
        rotatable,
    }
}

fn sheet(width: i64, height: i64, quantity: Option<u32>) -> Stock {
    Stock {
        width_um: width * MM,
        height_um: height * MM,
        quantity,
        cost: 1,
        ..Stock::default()
    }
}

/// Two locked parts of 300 x 200 and one of 100 x 50 that may turn, on one sheet of 1000 x 1000.
fn job() -> Instance {
    Instance::builder(4 * MM)
        .trim(Trim::all(10 * MM))
        .stock(sheet(1000, 1000, Some(1)))
        .part(part(300, 200, 2, false))
        .part(part(100, 50, 1, true))
        .build()
        .unwrap()
}

fn place(part: usize, x: i64, y: i64, w: i64, h: i64, rotated: bool) -> Placement {
    let rect = Rect {
        x_um: x * MM,
        y_um: y * MM,
        width_um: w * MM,
        height_um: h * MM,
    };
    Placement {
        part,
        rect,
        rotated,
    }
}

fn good() -> Vec<Placement> {
    vec![
        place(0, 10, 10, 300, 200, false),
        place(0, 314, 10, 300, 200, false),
        place(1, 10, 214, 50, 100, true),
    ]
}

fn faults(placements: Vec<Placement>) -> Vec<Fault> {
    check_layout(
        &job(),
        &[FlatSheet {
            stock: 0,
            placements,
        }],
        &[],
    )
}

fn with(index: usize, placement: Placement) -> Vec<Placement> {
    let mut placements = good();
    placements[index] = placement;
    placements
}

#[test]
fn a_right_plan_is_accepted() {
    assert_eq!(faults(good()), vec![]);
}

#[test]
fn wrong_plans_are_refused() {
    let close = Fault::TooClose {
        sheet: 0,
        first: 0,
        second: 0,
    };
    assert_eq!(
        faults(with(1, place(0, 200, 10, 300, 200, false))),
        vec![close.clone()],
        "overlap"
    );
    assert_eq!(
        faults(with(1, place(0, 313, 10, 300, 200, false))),
        vec![close],
        "kerf"
    );
    let outside = Fault::Outside { sheet: 0, part: 0 };
    assert!(
        faults(with(0, place(0, 9, 10, 300, 200, false))).contains(&outside),
        "left trim"
    );
    assert!(
        faults(with(0, place(0, 691, 10, 300, 200, false))).contains(&outside),
        "right trim"
    );
    let turned = with(0, place(0, 10, 400, 200, 300, true));
    assert_eq!(faults(turned), vec![Fault::Rotated { sheet: 0, part: 0 }]);
    let small = with(0, place(0, 10, 10, 299, 200, false));
    assert_eq!(faults(small), vec![Fault::Size { sheet: 0, part: 0 }]);
    let mut missing = good();
    missing.remove(1);
    assert_eq!(
        faults(missing),
        vec![Fault::Count {
            part: 0,
            cut: 1,
            ordered: 2
        }]
    );
    let mut twice = good();
    twice.push(place(1, 100, 214, 50, 100, true));
    assert_eq!(
        faults(twice),
        vec![Fault::Count {
            part: 1,
            cut: 2,
            ordered: 1
        }]
    );
    assert!(
        faults(with(0, place(7, 10, 10, 300, 200, false)))
            .contains(&Fault::UnknownPart { sheet: 0, part: 7 })
    );
}

#[test]
fn more_sheets_than_there_are_and_empty_ones_are_refused() {
    let (first, second) = (good()[..2].to_vec(), good()[2..].to_vec());
    let sheets = [first, second, vec![]].map(|placements| FlatSheet {
        stock: 0,
        placements,
    });
    let found = check_layout(&job(), &sheets, &[]);
    assert!(found.contains(&Fault::StockExceeded {
        stock: 0,
        used: 3,
        available: 1
    }));
    assert!(found.contains(&Fault::Empty { sheet: 2 }));
}

#[test]
fn a_pinwheel_is_not_cut_edge_to_edge() {
    let job = Instance::builder(0)
        .stock(sheet(30, 30, None))
        .part(part(20, 10, 4, true))
        .part(part(10, 10, 1, true))
        .build()
        .unwrap();
    let placements = vec![
        place(0, 0, 0, 20, 10, false),
        place(0, 20, 0, 10, 20, true),
        place(0, 10, 20, 20, 10, false),
        place(0, 0, 10, 10, 20, true),
        place(1, 10, 10, 10, 10, false),
    ];
    let found = check_layout(
        &job,
        &[FlatSheet {
            stock: 0,
            placements,
        }],
        &[],
    );
    assert_eq!(found, vec![Fault::NotGuillotine { sheet: 0 }]);
}

fn reasons(plan: &Solution) -> Vec<TreeFault> {
    let faults = verify(&job(), plan, &[]).err().unwrap_or_default();
    faults
        .iter()
        .filter_map(|fault| match fault {
            Fault::Tree { reason, .. } => Some(*reason),
            _ => None,
        })
        .collect()
}

#[test]
fn a_tree_that_does_not_fit_together_is_refused() {
    let plan = solve(&job(), Options::default(), 1).solution;
    assert_eq!(verify(&job(), &plan, &[]), Ok(()));
    let mut moved = plan.clone();
    moved.sheets[0].root.rect.x_um += 1;
    assert_eq!(reasons(&moved), vec![TreeFault::Root]);
    let spoil = |change: fn(&mut Vec<Piece>)| -> Solution {
        let mut plan = plan.clone();
        if let Content::Cut { pieces, .. } = &mut plan.sheets[0].root.content {
            change(pieces);
        }
        plan
    };
    assert_eq!(
        reasons(&spoil(|pieces| pieces.truncate(1))),
        vec![TreeFault::Missing]
    );
    assert_eq!(reasons(&spoil(Vec::clear)), vec![TreeFault::NoPieces]);
    assert_eq!(
        reasons(&spoil(|pieces| pieces.swap(0, 1))),
        vec![TreeFault::Gap]
    );
    let narrow = spoil(|pieces| {
        let last = pieces.last_mut().unwrap();
        last.rect.width_um -= 1;
        last.rect.height_um -= 1;
    });
    assert_eq!(reasons(&narrow), vec![TreeFault::Across]);
}

#[test]
fn what_does_not_fit_is_reported_and_the_rest_is_planned() {
    let job = Instance::builder(0)
        .stock(sheet(2000, 1000, Some(1)))
        .stock(sheet(900, 1100, Some(1)))
        .part(part(2100, 100, 1, true))
        .part(part(1050, 1200, 1, false))
        .part(part(1050, 1050, 1, false))
        .part(part(900, 1800, 1, false))
        .part(part(1200, 1150, 1, true))
        .part(part(500, 500, 1, true))
        .build()
        .unwrap();
    let outcome = solve(&job, Options::default(), 1_000);
    let reasons: Vec<(usize, Reason)> = outcome
        .unplaced
        .iter()
        .map(|left| (left.part, left.reason))
        .collect();
    assert_eq!(
        reasons,
        vec![
            (0, Reason::TooLong),
            (1, Reason::TooWide),
            (2, Reason::TooLarge),
            (3, Reason::FitsOnlyRotated),
            (4, Reason::TooWide),
        ]
    );
    assert_eq!(outcome.solution.totals(&job).parts, 1);
    assert_eq!(verify(&job, &outcome.solution, &[1, 1, 1, 1, 1]), Ok(()));
}

#[test]
fn too_little_stock_is_reported() {
    let job = Instance::builder(0)
        .stock(sheet(100, 100, Some(2)))
        .part(part(60, 60, 3, true))
        .build()
        .unwrap();
    let outcome = solve(&job, Options::default(), 5_000);
    assert_eq!(outcome.unplaced.len(), 1);
    assert_eq!(outcome.unplaced[0].quantity, 1);
    assert_eq!(outcome.unplaced[0].reason, Reason::StockExhausted);
    assert!(!outcome.is_optimal);
    assert_eq!(verify(&job, &outcome.solution, &[1]), Ok(()));
}

#[test]
fn a_part_as_large_as_the_trimmed_sheet_needs_no_cut_but_the_trims() {
    let job = Instance::builder(4 * MM)
        .trim(Trim::all(10 * MM))
        .stock(sheet(1020, 520, None))
        .part(part(1000, 500, 1, false))
        .build()
        .unwrap();
    let outcome = solve(&job, Options::default(), 1);
    assert!(outcome.is_optimal);
    let sheet = &outcome.solution.sheets[0];
    assert_eq!(sheet.placements(), vec![place(0, 10, 10, 1000, 500, false)]);
    assert_eq!(sheet.cuts(&job).len(), 4);
    assert_eq!(
        sheet
            .cuts(&job)
            .iter()
            .map(|cut| cut.length_um())
            .sum::<i64>(),
        (2 * 520 + 2 * 1000) * MM
    );
}

#[test]
fn kerf_is_counted_between_parts_only() {
    // Three parts and two cuts of 4 mm fill the sheet exactly.
    let job = Instance::builder(4 * MM)
        .stock(sheet(308, 100, None))
        .part(part(100, 100, 3, false))
        .build()
        .unwrap();
    let outcome = solve(&job, Options::default(), 1);
    assert_eq!(outcome.solution.sheets.len(), 1);
    assert!(outcome.is_optimal);
    let Content::Cut { along, pieces } = &outcome.solution.sheets[0].root.content else {
        unreachable!("three parts need a cut")
    };
    assert_eq!((*along, pieces.len()), (Axis::X, 3));
    assert_eq!(outcome.solution.sheets[0].cuts(&job).len(), 2);
}

#[test]
fn the_reader_says_where_and_what_would_be_right() {
    let read = |text: &str| read_instance(text).unwrap_err().to_string();
    let part = |part: &str| {
        format!(r#"{{"stocks":[{{"w":10,"h":10}}],"parts":[{{"w":1,"h":1}},{part}]}}"#)
    };
    assert_eq!(
        read(&part(r#"{"w":1e20,"h":1}"#)),
        "parts[1].w is 100000000000000000000; give millimetres, such as 600 or 18.5"
    );
    assert_eq!(
        read(&part(r#"{"w":1,"h":1,"qty":-2}"#)),
        "parts[1].qty is -2; give a whole number from 0 to 4294967295"
    );
    assert_eq!(
        read(&part(r#"{"w":0,"h":1}"#)),
        "parts[1].w is 0 mm; it must be from 0.001 to 100000 mm"
    );
    assert!(read(&part(r#"{"w":"1","h":1}"#)).starts_with("line 1, column"));
    assert_eq!(
        read(r#"{"stocks":[],"parts":[]}"#),
        "stocks is empty; name at least one sheet size"
    );
    let both = read(r#"{"kerf":-1,"stocks":[{"w":10,"h":0}],"parts":[]}"#);
    assert_eq!(both.lines().count(), 2, "{both}");
    let trim = read(r#"{"trim":5,"stocks":[{"w":10,"h":20}],"parts":[]}"#);
    assert!(
        trim.starts_with("stocks[0]: the trim leaves nothing"),
        "{trim}"
    );
    assert!(matches!(
        read_instance(&"[".repeat(100_000)),
        Err(JsonError::Shape { .. })
    ));
}

#[test]
fn lengths_are_read_to_the_micrometre() {
    for (text, um) in [
        ("0.001", 1),
        ("18.5", 18_500),
        ("2439.999", 2_439_999),
        ("1e2", 100_000),
    ] {
        let job = read_instance(&format!(
            r#"{{"stocks":[{{"w":{text},"h":1}}],"parts":[]}}"#
        ));
        assert_eq!(job.unwrap().stocks()[0].width_um, um, "{text}");
    }
}
