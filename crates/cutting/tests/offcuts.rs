//! Offcuts in stock, used where that is cheaper: no more of them than it takes.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use cutting::{Instance, Options, Outcome, Part, Stock, solve};

const MM: i64 = 1_000;

/// A job with one size of sheet at 100, offcuts in stock that cost nothing, and these parts.
fn with_free_offcuts(offcuts: &[(i64, i64, u32)], parts: &[(i64, i64, u32)]) -> Instance {
    let mut builder = Instance::builder(4 * MM).stock(Stock {
        width_um: 2_440 * MM,
        height_um: 1_220 * MM,
        cost: 100,
        ..Stock::default()
    });
    for &(width, height, quantity) in offcuts {
        builder = builder.stock(Stock {
            width_um: width * MM,
            height_um: height * MM,
            quantity: Some(quantity),
            is_offcut: true,
            ..Stock::default()
        });
    }
    for &(width, height, quantity) in parts {
        builder = builder.part(Part {
            width_um: width * MM,
            height_um: height * MM,
            quantity,
            rotatable: true,
        });
    }
    builder.build().unwrap()
}

/// Sheets of every stock that a plan uses.
fn used(job: &Instance, outcome: &Outcome) -> Vec<usize> {
    let stocks = 0..job.stocks().len();
    let sheets = &outcome.solution.sheets;
    let count = |stock: usize| sheets.iter().filter(|sheet| sheet.stock == stock).count();
    stocks.map(count).collect()
}

#[test]
fn an_offcut_that_saves_no_sheet_stays_in_stock() {
    for seed in 0..8 {
        // One sheet holds all; the offcut would hold three of them.
        let job = with_free_offcuts(&[(1_200, 700, 1)], &[(500, 300, 12), (380, 200, 3)]);
        let outcome = solve(&job, Options { seed }, 300_000);
        assert_eq!(used(&job, &outcome), [1, 0], "seed {seed}");
        assert!(outcome.is_optimal && outcome.bound.cost == 100);
    }
}

#[test]
fn of_offcuts_that_save_a_sheet_the_smallest_are_used() {
    for seed in 0..8 {
        // The large part fills the sheet but for a narrow strip; the small ones go into either offcut.
        let parts = [(2_400, 1_190, 1), (600, 400, 2)];
        let job = with_free_offcuts(&[(1_500, 900, 2), (1_300, 420, 2)], &parts);
        let outcome = solve(&job, Options { seed }, 300_000);
        assert_eq!(used(&job, &outcome), [1, 0, 1], "seed {seed}");
        assert!(outcome.is_optimal, "seed {seed}");
    }
}

#[test]
fn offcuts_that_hold_nothing_cost_no_certainty() {
    let parts = [(1_220, 1_200, 3), (700, 650, 4)];
    let alone = solve(
        &with_free_offcuts(&[], &parts),
        Options { seed: 1 },
        300_000,
    );
    let beside = solve(
        &with_free_offcuts(&[(250, 70, 10)], &parts),
        Options { seed: 1 },
        300_000,
    );
    assert_eq!(
        (alone.bound, alone.is_optimal),
        (beside.bound, beside.is_optimal)
    );
    assert!(alone.is_optimal);
}
