//! The bound by patterns: what the fractional relaxation of Gilmore and Gomory (1965) proves, step by step.
//!
//! If no sheet can hold parts worth more than M together, parts worth S need S / M sheets at least (Farley 1990),
//! whatever the parts are held to be worth. A linear program over the patterns met so far proposes what they are worth;
//! [`Table`] counts in whole numbers what a sheet then holds at most, and finds the pattern that the program lacked.

use super::master::{Column, Master};
use super::worth::Table;
use super::{Bound, fill_best};
use crate::search::problem::Problem;

/// Most kinds of parts for which it is tried.
const MOST_KINDS: usize = 160;
/// What all parts are worth together, at most.
const TOTAL: f64 = (1_u32 << 29) as f64;
/// Share of the best worths so far in those that are tried next, which keeps them from swinging (Wentges 1997).
const KEPT: f64 = 0.7;
/// Smallest difference that counts.
const EPSILON: f64 = 1e-6;

/// Sharpens a bound by patterns.
#[derive(Debug)]
pub struct Prover {
    table: Table,
    master: Master,
    demand: Vec<f64>,
    /// Cost of each stock, the dearest being one, and its row when there are not enough of it for every part.
    stocks: Vec<(f64, Option<usize>)>,
    /// The worths that proved most, and the fractional cost that they proved.
    best: (Vec<f64>, f64),
    is_kept: bool,
    /// Cost of the dearest sheet.
    dearest: f64,
}

impl Prover {
    /// Prepares the bound, unless the job is too large for it.
    pub fn new(problem: &Problem) -> Option<Self> {
        let dearest = problem.sheets.iter().map(|sheet| sheet.cost).max()?;
        if dearest == 0 || problem.kinds.len() > MOST_KINDS {
            return None;
        }
        let dearest = dearest as f64;
        let demand: Vec<f64> = problem
            .kinds
            .iter()
            .map(|kind| f64::from(kind.demand))
            .collect();
        let mut needs = demand.clone();
        let mut stocks = Vec::new();
        for sheet in &problem.sheets {
            let cost = sheet.cost as f64 / dearest;
            let is_limited = sheet.quantity < problem.parts;
            stocks.push((cost, is_limited.then_some(needs.len())));
            if is_limited && sheet.quantity > 0 {
                needs.push(-f64::from(sheet.quantity));
            }
        }
        // A sheet for every single part; where sheets run short that must not look cheap.
        let alone = if needs.len() > demand.len() { 4.0 } else { 1.0 };
        let costs: Vec<f64> = needs
            .iter()
            .map(|&need| if need < 0.0 { 0.0 } else { alone })
            .collect();
        let areas = (problem.kinds.iter())
            .map(|kind| f64::from(kind.w) * f64::from(kind.h))
            .collect();
        Some(Self {
            table: Table::new(problem),
            master: Master::new(&needs, &costs),
            best: (areas, 0.0),
            demand,
            stocks,
            is_kept: true,
            dearest,
        })
    }

    /// Tries one more list of worths. Returns the work done, or none when no better one is to be found.
    pub fn step(&mut self, problem: &Problem, bound: &mut Bound) -> Option<u64> {
        let mut work = self.master.solve();
        // What the patterns so far cost is the most that this bound may still become.
        let most = self.master.cost() * self.dearest;
        if most <= bound.cost as f64 + EPSILON {
            return None;
        }
        let kept = match self.best.1 {
            // Area comes first.
            0.0 => 1.0,
            _ if self.is_kept => KEPT,
            _ => 0.0,
        };
        let priced = self.master.prices.iter().zip(&self.best.0);
        let tried: Vec<f64> = priced
            .enumerate()
            .map(|(kind, (&price, &best))| {
                if self.table.ignores(kind) {
                    0.0
                } else {
                    kept * best + (1.0 - kept) * price.max(0.0)
                }
            })
            .collect();
        let total: f64 = tried
            .iter()
            .zip(&self.demand)
            .map(|(worth, count)| worth * count)
            .sum();
        let scale = TOTAL / total;
        // Rounded down, and never negative: conversions from floating point saturate.
        let worth: Vec<i32> = tried.iter().map(|worth| (worth * scale) as i32).collect();
        work += self.table.fill(&worth);
        let need: i128 = worth
            .iter()
            .zip(&problem.kinds)
            .map(|(&worth, kind)| i128::from(worth) * i128::from(kind.demand))
            .sum();
        let found = fill_best(problem, need, |stock| {
            i128::from(self.table.of_sheet(stock))
        });
        bound.sheets = bound.sheets.max(found.sheets);
        bound.cost = bound.cost.max(found.cost);
        let (proven, rate) = self.cover(problem, need);
        if proven > self.best.1 {
            let rate = rate * scale;
            self.best = (tried.iter().map(|worth| worth * rate).collect(), proven);
        }
        let mut is_new = false;
        for (stock, &(cost, row)) in self.stocks.iter().enumerate() {
            if problem.sheets[stock].quantity == 0 {
                continue;
            }
            let parts = self.table.pattern(stock, &worth);
            let mut entries: Vec<(usize, f64)> = parts
                .into_iter()
                .map(|(kind, count)| (kind, f64::from(count)))
                .collect();
            entries.extend(row.map(|row| (row, -1.0)));
            let column = Column { entries, cost };
            if column.reduced_cost(&self.master.prices) < -EPSILON {
                self.master.add(column);
                is_new = true;
            }
        }
        if !is_new && !self.is_kept {
            return None;
        }
        self.is_kept = is_new;
        Some(work)
    }

    /// Cost of the cheapest sheets, in fractions, that together hold so much, and what a unit of worth costs on the last
    /// of them.
    fn cover(&self, problem: &Problem, need: i128) -> (f64, f64) {
        let mut rates: Vec<(f64, f64)> = (self.stocks.iter().zip(&problem.sheets).enumerate())
            .map(|(stock, (&(cost, _), sheet))| {
                let worth = f64::from(self.table.of_sheet(stock));
                (cost / worth, worth * f64::from(sheet.quantity))
            })
            .filter(|&(_, most)| most > 0.0)
            .collect();
        rates.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        let (mut left, mut cost, mut last) = (need as f64, 0.0, 0.0);
        for (rate, most) in rates {
            if left <= 0.0 {
                break;
            }
            cost += rate * left.min(most);
            left -= most;
            last = rate;
        }
        (cost, last)
    }
}
