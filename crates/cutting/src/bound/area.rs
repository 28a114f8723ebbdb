//! The bound by area, or by whatever else each sheet gives so much of.

use crate::order::{sort_by, sort_by_key};
use crate::outcome::Bound;
use crate::problem::Problem;

/// Parts cannot be larger than the sheets they come from; kerf is counted by inflation, which is exact.
pub fn by_area(problem: &Problem) -> Bound {
    let area: i128 = problem
        .kinds
        .iter()
        .map(|kind| i128::from(kind.w) * i128::from(kind.h) * i128::from(kind.demand))
        .sum();
    let gives = (problem.sheets.iter()).map(|sheet| i64::from(sheet.w) * i64::from(sheet.h));
    fill_best(problem, area, &gives.collect::<Vec<i64>>())
}

/// Covers `need` by sheets that each give `gives`, the last one in part: the cheapest for the cost, the largest for
/// the count.
pub fn fill_best(problem: &Problem, need: i128, gives: &[i64]) -> Bound {
    let mut stocks: Vec<Gives> = problem
        .sheets
        .iter()
        .zip(gives)
        .map(|(sheet, &gives)| (i128::from(gives), problem.price(sheet), sheet.quantity))
        .filter(|&(gives, _, quantity)| gives > 0 && quantity > 0)
        .collect();
    let mut bound = Bound::default();
    sort_by_key(&mut stocks, |&(gives, ..)| std::cmp::Reverse(gives));
    let mut left = need;
    for &(gives, _, quantity) in &stocks {
        let sheets = ((left + gives - 1) / gives).clamp(0, i128::from(quantity));
        bound.sheets += u64::try_from(sheets).unwrap_or(u64::MAX);
        left -= sheets * gives;
    }
    // Cheapest for what it gives, compared without division.
    sort_by(&mut stocks, |one, other| {
        (i128::from(one.1) * other.0)
            .cmp(&(i128::from(other.1) * one.0))
            .then(other.cmp(one))
    });
    let step = stocks.iter().fold(0, |step, &(_, cost, _)| gcd(step, cost));
    let mut left = need;
    let mut cost: i128 = 0;
    for &(gives, each, quantity) in &stocks {
        let most = gives * i128::from(quantity);
        let taken = left.clamp(0, most);
        cost += (taken * i128::from(each) + gives - 1) / gives;
        left -= taken;
    }
    bound.cost = u64::try_from(cost).unwrap_or(u64::MAX);
    if step > 0 {
        bound.cost = bound.cost.div_ceil(step).saturating_mul(step);
    }
    bound.cost = bound.cost.saturating_mul(problem.unit);
    if problem.counts_sheets {
        bound.cost = bound.cost.saturating_add(bound.sheets);
    }
    bound
}

/// What a sheet gives, its cost, how many there are.
type Gives = (i128, u64, u32);

pub const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}
