//! Offcuts in stock: before whole sheets where the job's rule asks for it, else only where that is cheaper.
//!
//! The rule: offcuts are taken largest first. Each is filled several times by chance and keeps its best filling, that
//! with the most area of parts; it is used when the parts take up the share of its area that the rule names. What it
//! holds is settled; the search then plans the rest on whole sheets, and no further offcut is touched. Without the rule an
//! offcut costs the search a little more than its price, so that none is used that saves nothing.

use super::recreate::{Fill, Recreate};
use super::state::State;
use super::tree::Sheet;
use super::waiting::Order;
use crate::instance::Instance;
use crate::order::sort_by_key;
use crate::problem::Problem;
use crate::rng::Rng;
use crate::rules::OffcutUse;

/// Fillings tried for each offcut.
const TRIES: u32 = 24;
/// Hundredths of a percent in one whole.
const WHOLE_BP: i128 = 10_000;

/// Settles what is cut from offcuts: their sheets leave the problem, as do the parts on them. Nothing is settled where
/// offcuts are used by their cost alone.
pub fn settle(problem: &mut Problem, instance: &Instance, rng: &mut Rng) -> Vec<Sheet> {
    let least_bp = match instance.rules().offcuts_first {
        OffcutUse::WhenCheaper => return Vec::new(),
        OffcutUse::Always => 0,
        OffcutUse::FromUse(share_bp) => share_bp,
    };
    let area = |problem: &Problem, stock: usize| {
        let sheet = &problem.sheets[stock];
        i64::from(sheet.w) * i64::from(sheet.h)
    };
    let mut offcuts: Vec<usize> = (0..problem.sheets.len())
        .filter(|&stock| instance.stocks()[stock].is_offcut)
        .collect();
    sort_by_key(&mut offcuts, |&stock| {
        (std::cmp::Reverse(area(problem, stock)), stock)
    });
    let mut settled = Vec::new();
    for stock in offcuts {
        while problem.sheets[stock].quantity > 0 {
            let Some(sheet) = fill_one(problem, stock, rng) else {
                break;
            };
            let parts_um2: i128 = kinds_on(&sheet)
                .map(|kind| problem.kinds[kind].area_um2(instance))
                .sum();
            let whole_um2 = instance.stocks()[stock].area_um2();
            if parts_um2 * WHOLE_BP < whole_um2 * i128::from(least_bp) {
                break;
            }
            for kind in kinds_on(&sheet) {
                problem.settle_one(kind);
            }
            problem.sheets[stock].quantity -= 1;
            settled.push(sheet);
        }
        problem.sheets[stock].quantity = 0;
    }
    problem.is_uniform = problem.only_size().is_some();
    settled
}

/// The fullest filling found of one sheet of a stock; none when no part fits.
fn fill_one(problem: &Problem, stock: usize, rng: &mut Rng) -> Option<Sheet> {
    let mut best: Option<Sheet> = None;
    let mut recreate = Recreate::default();
    // Other sheets may cost nothing too.
    let mut problem = problem.clone();
    for (index, sheet) in problem.sheets.iter_mut().enumerate() {
        sheet.quantity = u32::from(index == stock);
    }
    let problem = &problem;
    for round in 0..TRIES {
        let mut state = State::new(problem);
        state.open(problem, stock);
        let fill = Fill {
            budget: u64::MAX,
            limit: i64::MAX,
            blink: if round < 3 { 0 } else { 4 },
            order: match round % 3 {
                0 => Order::Large,
                1 => Order::RestrictedLarge,
                _ => Order::Restricted,
            },
            widens: false,
        };
        recreate.fill(problem, &mut state, rng, fill);
        if let Some(sheet) = state.save().pop()
            && !sheet.is_empty()
            && best.as_ref().is_none_or(|best| sheet.weight > best.weight)
        {
            best = Some(sheet);
        }
    }
    best
}

/// The kind of every part on a sheet.
fn kinds_on(sheet: &Sheet) -> impl Iterator<Item = usize> + '_ {
    sheet.parts_on().map(|kind| kind as usize)
}
