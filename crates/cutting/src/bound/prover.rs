//! The bound by patterns: what the fractional relaxation of Gilmore and Gomory (1965) proves, step by step.
//!
//! If no sheet can hold parts worth more than M together, parts worth S need S / M sheets at least (Farley 1990),
//! whatever the parts are held to be worth. A linear program over the patterns met so far proposes what they are worth;
//! [`Table`] counts in whole numbers what a sheet then holds at most, and finds the pattern that the program lacked. Where
//! that proves no more, [`Sets`] looks for such patterns among those that hold no part more often than it is ordered.

use super::area::fill_best;
use super::sets::{Found, Sets};
use super::worth::Table;
use crate::master::{Column, Master};
use crate::outcome::Bound;
use crate::problem::Problem;

/// Most kinds of parts for which it is tried.
const MOST_KINDS: usize = 160;
/// What all parts are worth together, at most.
const TOTAL: f64 = (1_u32 << 29) as f64;
/// Positions along each axis of the first table, and of the last: where lengths need more, each table has twice as many
/// as the one before.
const POSITIONS: (i64, i64) = (180, 1_440);
/// Patterns of a coarser table are too good to be true. They still say where worths should go, once they cost so much
/// more.
const SURCHARGE: f64 = 1.01;
/// Steps of a table in one unit of work, and those in one step of the proof.
const STEPS_PER_WORK: usize = 350;
const STEPS: usize = 350_000;
/// Share of the best worths so far in those that are tried next, which keeps them from swinging (Wentges 1997).
const KEPT: f64 = 0.7;
/// Smallest difference that counts.
const EPSILON: f64 = 1e-6;

/// Sharpens a bound by patterns.
#[derive(Debug)]
pub struct Prover {
    /// What sheets hold at most, and its positions along each axis.
    table: Table,
    positions: i64,
    /// What the table is being filled with.
    trial: Option<Trial>,
    master: Master,
    demand: Vec<f64>,
    /// Cost of each stock, the dearest being one, and its row when there are not enough of it for every part.
    stocks: Vec<(f64, Option<usize>)>,
    /// The worths that proved most, and the fractional cost that they proved.
    best: (Vec<f64>, f64),
    is_kept: bool,
    /// Cost of the dearest sheet.
    dearest: f64,
    /// The worths that proved most in whole numbers, and what a sheet holds of them at most.
    measure: (Vec<i32>, i64),
    /// Looks for patterns that hold no part more often than it is ordered, once nothing else helps.
    sets: Option<Sets>,
}

/// Worths that are tried.
#[derive(Debug)]
struct Trial {
    worths: Vec<f64>,
    /// The same in whole numbers, and what one was multiplied by.
    whole: Vec<i32>,
    scale: f64,
}

impl Prover {
    /// Prepares the bound, unless the job is too large for it.
    pub fn new(problem: &Problem) -> Option<Self> {
        let sheets = problem.sheets.iter().filter(|sheet| sheet.quantity > 0);
        let dearest = sheets.map(|sheet| problem.price(sheet)).max()?;
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
            let cost = problem.price(sheet) as f64 / dearest;
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
            table: Table::new(problem, POSITIONS.0),
            positions: POSITIONS.0,
            trial: None,
            master: Master::new(&needs, &costs),
            best: (areas, 0.0),
            demand,
            stocks,
            is_kept: true,
            dearest,
            measure: (vec![0; problem.kinds.len()], 0),
            sets: None,
        })
    }

    /// Tries one more list of worths, or a piece of its table. Returns the work done, or none when no better one is to be
    /// found.
    pub fn step(&mut self, problem: &Problem, bound: &mut Bound) -> Option<u64> {
        if self.sets.is_some() {
            return self.try_sets(problem, bound);
        }
        let tried = match self.trial.take() {
            None => self.begin(problem, *bound),
            Some(trial) => self.go_on(problem, trial, bound),
        };
        tried.or_else(|| self.refine(problem)).or_else(|| {
            self.sets = Some(Sets::new(problem, &self.measure)?);
            let mut master = Master::new(&self.demand, &vec![1.0; self.demand.len()]);
            for column in self.master.patterns() {
                let limited = column.entries.iter().filter_map(|&(row, amount)| {
                    let most = self.demand.get(row)?;
                    Some((row, amount.min(*most)))
                });
                master.add(Column {
                    entries: limited.collect(),
                    cost: 1.0,
                });
            }
            self.master = master;
            Some(1)
        })
    }

    /// Tries to prove that one sheet more is needed than the bound says: no set of parts may be worth more than all
    /// parts divided by that many sheets.
    fn try_sets(&mut self, problem: &Problem, bound: &mut Bound) -> Option<u64> {
        let cost = problem.only_size()?.cost;
        let sets = self.sets.as_mut()?;
        let work = self.master.solve();
        if self.master.cost() <= bound.sheets as f64 + EPSILON {
            return None;
        }
        let tried: Vec<f64> = (self.master.prices.iter().take(self.demand.len()))
            .map(|price| price.max(0.0))
            .collect();
        let (worth, _) = whole(&tried, &self.demand);
        let need = sum_of(problem, &worth);
        if need <= 0 {
            return None;
        }
        let sheets = bound.sheets.max(1);
        let limit = (need - 1) / i128::from(sheets);
        let (found, more) = sets.search(&worth, i64::try_from(limit).ok()?);
        match found {
            Found::Nothing => {
                bound.sheets = sheets + 1;
                bound.cost = bound.cost.max(bound.sheets.saturating_mul(cost));
            }
            Found::Set(kinds) => {
                // A row that comes twice counts twice.
                let entries = kinds.into_iter().map(|kind| (kind, 1.0)).collect();
                if !self.master.add(Column { entries, cost: 1.0 }) {
                    return None;
                }
            }
            Found::Unknown => return None,
        }
        Some(work + more)
    }

    /// Goes on with a finer table, unless this one is fine enough. Returns the work done.
    fn refine(&mut self, problem: &Problem) -> Option<u64> {
        if !self.table.is_coarse() || self.positions >= POSITIONS.1 {
            return None;
        }
        let costs = self.master.patterns().iter();
        let costs: Vec<f64> = costs.map(|pattern| pattern.cost * SURCHARGE).collect();
        self.positions *= 2;
        self.table = Table::new(problem, self.positions);
        // The best worths come first again, as they prove more now.
        self.best.1 = 0.0;
        self.is_kept = true;
        Some(1 + self.master.reprice(|index| costs[index]))
    }

    /// Begins one more list of worths with unlimited copies of parts. Returns the work done, or none when there is no
    /// hope.
    fn begin(&mut self, problem: &Problem, bound: Bound) -> Option<u64> {
        let work = self.master.solve();
        // What the patterns so far cost is the most that this bound may still become.
        let most = self.master.cost() * self.dearest * problem.unit as f64;
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
        let worths: Vec<f64> = priced
            .enumerate()
            .map(|(kind, (&price, &best))| {
                if self.table.ignores(kind) {
                    0.0
                } else {
                    kept * best + (1.0 - kept) * price.max(0.0)
                }
            })
            .collect();
        let (whole, scale) = whole(&worths, &self.demand);
        self.table.begin(&whole);
        self.trial = Some(Trial {
            worths,
            whole,
            scale,
        });
        Some(work)
    }

    /// A piece of the table, or what it proves once it is full. Returns the work done, or none when no better worths are
    /// to be found.
    fn go_on(&mut self, problem: &Problem, trial: Trial, bound: &mut Bound) -> Option<u64> {
        let mut steps = 0;
        while steps < STEPS && !self.table.is_full() {
            steps += self.table.fill();
        }
        let work = 1 + (steps / STEPS_PER_WORK) as u64;
        if !self.table.is_full() {
            self.trial = Some(trial);
            return Some(work);
        }
        let Trial {
            worths,
            whole: worth,
            scale,
        } = trial;
        let need = sum_of(problem, &worth);
        let holds: Vec<i64> = (0..self.stocks.len())
            .map(|stock| i64::from(self.table.of_sheet(stock)))
            .collect();
        let found = fill_best(problem, need, &holds);
        bound.sheets = bound.sheets.max(found.sheets);
        bound.cost = bound.cost.max(found.cost);
        let (proven, rate) = self.cover(problem, need, &holds);
        if proven > self.best.1 {
            let rate = rate * scale;
            self.best = (worths.iter().map(|worth| worth * rate).collect(), proven);
            let most = holds.iter().copied().max().unwrap_or(0);
            self.measure = (worth.clone(), most);
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
            is_new |= self.master.add(Column { entries, cost });
        }
        if !is_new && !self.is_kept {
            return None;
        }
        self.is_kept = is_new;
        Some(work)
    }

    /// Cost of the cheapest sheets, in fractions, that together hold so much, and what a unit of worth costs on the last
    /// of them.
    fn cover(&self, problem: &Problem, need: i128, holds: &[i64]) -> (f64, f64) {
        let (mut left, mut cost, mut last) = (need as f64, 0.0, 0.0);
        let mut open: Vec<bool> = (problem.sheets.iter().zip(holds))
            .map(|(sheet, &holds)| sheet.quantity > 0 && holds > 0)
            .collect();
        while left > 0.0 {
            let rate = |stock: usize| self.stocks[stock].0 / holds[stock] as f64;
            let stocks = (0..holds.len()).filter(|&stock| open[stock]);
            let Some(best) = stocks.min_by(|&one, &other| rate(one).total_cmp(&rate(other))) else {
                break;
            };
            let most = holds[best] as f64 * f64::from(problem.sheets[best].quantity);
            last = rate(best);
            cost += last * left.min(most);
            left -= most;
            open[best] = false;
        }
        (cost, last)
    }
}

/// Worths as whole numbers, rounded down, and what one was multiplied by. Conversions from floating point saturate.
fn whole(worths: &[f64], demand: &[f64]) -> (Vec<i32>, f64) {
    let total: f64 = (worths.iter().zip(demand))
        .map(|(worth, count)| worth * count)
        .sum();
    // Nothing at all is not blown up beyond what numbers hold.
    let scale = TOTAL / total.max(EPSILON);
    let whole = worths.iter().map(|worth| (worth * scale) as i32).collect();
    (whole, scale)
}

/// What all parts are worth together.
fn sum_of(problem: &Problem, worth: &[i32]) -> i128 {
    (worth.iter().zip(&problem.kinds))
        .map(|(&worth, kind)| i128::from(worth) * i128::from(kind.demand))
        .sum()
}
