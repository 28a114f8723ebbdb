//! A small linear program: the least cost of sheets, in fractions, whose patterns together give every part.
//!
//! Floating point is only used to find good prices for parts; what a price list proves is counted in whole numbers
//! elsewhere, so that no rounding here can spoil a bound.

use crate::order::sort_by;
use std::cmp::Ordering;

/// Smallest difference that counts.
const EPSILON: f64 = 1e-6;
/// Smallest amount by which another may be divided.
const LEAST_PIVOT: f64 = 1e-7;
/// With more patterns than this the next ones to enter are chosen from a list of the best so many, made anew when none
/// of them is of use any more: looking through all takes longer than a change.
const LISTED: (usize, usize) = (1_000, 100);
/// Surplus of a part enters before a pattern of less than so many times its gain.
const SURPLUS: f64 = 3.0;

/// A pattern: rows and amounts, and what one costs.
#[derive(Clone, Debug)]
pub struct Column {
    /// Row and amount.
    pub entries: Vec<(usize, f64)>,
    /// Cost of one.
    pub cost: f64,
}

impl Column {
    /// What the pattern costs beyond what its parts are priced at.
    pub fn reduced_cost(&self, prices: &[f64]) -> f64 {
        let worth: f64 = self
            .entries
            .iter()
            .map(|&(row, amount)| prices[row] * amount)
            .sum();
        self.cost - worth
    }
}

/// What a line of the basis stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Basic {
    /// The column that a row has of its own.
    Own(usize),
    /// What a row has beyond its need.
    Surplus(usize),
    /// A pattern, by its position among those added.
    Pattern(usize),
}

/// Minimise the cost of columns under `sum of amounts >= need` for every row, by the simplex method with an explicit
/// inverse: the primal one for better fractions, the dual one (C. E. Lemke, "The dual method of solving the linear
/// programming problem", Naval Research Logistics Quarterly 1, 1954) for smaller needs.
#[derive(Clone, Debug)]
pub struct Master {
    /// Row by row.
    inverse: Vec<f64>,
    /// How much of every row there must be.
    needs: Vec<f64>,
    values: Vec<f64>,
    costs: Vec<f64>,
    /// Dual price of every row.
    pub prices: Vec<f64>,
    pool: Vec<Column>,
    /// Which patterns may not be cut any more.
    is_barred: Vec<bool>,
    basis: Vec<Basic>,
    /// What the column costs that each row has of its own.
    own: Vec<f64>,
    /// Changes of the basis so far; each adds a little to the errors of the inverse.
    changes: usize,
}

impl Master {
    /// Starts from a column of its own for every row; a negative need is met by nothing at all.
    pub fn new(needs: &[f64], costs: &[f64]) -> Self {
        let rows = needs.len();
        let mut inverse = vec![0.0; rows * rows];
        for (row, need) in needs.iter().enumerate() {
            inverse[row * rows + row] = if *need < 0.0 { -1.0 } else { 1.0 };
        }
        let needs: Vec<f64> = needs.iter().enumerate().map(shifted).collect();
        Self {
            inverse,
            values: needs.clone(),
            needs,
            costs: costs.to_vec(),
            prices: costs.to_vec(),
            pool: Vec::new(),
            is_barred: Vec::new(),
            basis: (0..rows).map(Basic::Own).collect(),
            own: costs.to_vec(),
            changes: 0,
        }
    }

    /// Cost of the present fractions.
    pub fn cost(&self) -> f64 {
        self.values
            .iter()
            .zip(&self.costs)
            .map(|(value, cost)| value * cost)
            .sum()
    }

    /// Adds a pattern if it is of use at the present prices, and says so.
    pub fn add(&mut self, column: Column) -> bool {
        let is_of_use = column.reduced_cost(&self.prices) < -EPSILON;
        if is_of_use {
            self.pool.push(column);
            self.is_barred.push(false);
        }
        is_of_use
    }

    /// All patterns added.
    pub fn patterns(&self) -> &[Column] {
        &self.pool
    }

    /// How often each pattern in use is cut, in fractions, by its position among those added.
    pub fn fractions(&self) -> Vec<(usize, f64)> {
        let rows = self.basis.iter().zip(&self.values);
        rows.filter_map(|(basic, &value)| match basic {
            Basic::Pattern(pattern) => Some((*pattern, value)),
            Basic::Own(_) | Basic::Surplus(_) => None,
        })
        .collect()
    }

    /// Changes of the basis so far, each of which adds a little to the errors.
    pub const fn changes(&self) -> usize {
        self.changes
    }

    /// Finds the best fractions of the patterns there are. Returns the work done.
    pub fn solve(&mut self) -> u64 {
        let (work, _) = self.improve(4 * self.values.len() + 20);
        work
    }

    /// Finds better fractions by so many changes at most. Returns the work done and whether there are no better ones.
    pub fn improve(&mut self, changes: usize) -> (u64, bool) {
        let mut work = 1;
        let mut listed = Vec::new();
        for _ in 0..changes {
            work += self.work_of_change();
            let surplus = self.prices.iter().copied().enumerate().min_by(least);
            let surplus = surplus.filter(|&(_, gain)| gain < -EPSILON);
            let pattern = self.next_pattern(&mut listed);
            // A pattern brings more for the same gain in cost, as it meets several needs.
            let is_before = |&(_, surplus): &(usize, f64)| {
                pattern.is_none_or(|(_, pattern)| SURPLUS * surplus < pattern)
            };
            let (column, basic) = if let Some((row, _)) = surplus.filter(is_before) {
                (surplus_of(row), Basic::Surplus(row))
            } else if let Some((index, _)) = pattern {
                (self.pool[index].clone(), Basic::Pattern(index))
            } else {
                return (work, true);
            };
            if !self.enter(&column, basic) {
                return (work, true);
            }
        }
        (work, false)
    }

    /// The pattern that costs least beyond what its parts are priced at, if that is less than nothing; of many patterns
    /// one of the best listed.
    fn next_pattern(&self, listed: &mut Vec<usize>) -> Option<(usize, f64)> {
        let gain = |index: usize| (index, self.pool[index].reduced_cost(&self.prices));
        let is_of_use = |&(_, gain): &(usize, f64)| gain < -EPSILON;
        let of_listed = listed.iter().map(|&index| gain(index)).min_by(least);
        if let Some(best) = of_listed.filter(is_of_use) {
            return Some(best);
        }
        let all = (0..self.pool.len()).filter(|&index| !self.is_barred[index]);
        let all = all.map(gain);
        if self.pool.len() <= LISTED.0 {
            return all.min_by(least).filter(is_of_use);
        }
        let mut of_use: Vec<(usize, f64)> = all.filter(is_of_use).collect();
        sort_by(&mut of_use, least);
        of_use.truncate(LISTED.1);
        *listed = of_use.iter().map(|&(index, _)| index).collect();
        of_use.first().copied()
    }

    /// Brings a column into the basis; false when it cannot be.
    fn enter(&mut self, column: &Column, basic: Basic) -> bool {
        let direction = self.direction(column);
        let mut leaves: Option<(usize, f64)> = None;
        for (row, &step) in direction.iter().enumerate() {
            let is_barred = self.is_barred(self.basis[row]);
            if step <= 1e-9 && !(is_barred && step < -LEAST_PIVOT) {
                continue;
            }
            // A pattern that may not be cut any more leaves before it is cut again.
            let value = if is_barred { 0.0 } else { self.values[row] };
            let ratio = value.max(0.0) / step.abs();
            let is_better = leaves.is_none_or(|(best, least)| {
                ratio < least - 1e-12
                    || (ratio < least + 1e-12 && step.abs() > direction[best].abs())
            });
            if is_better {
                leaves = Some((row, ratio));
            }
        }
        let Some((leaving, ratio)) = leaves else {
            return false;
        };
        self.replace((leaving, ratio), (column, basic), &direction);
        true
    }

    /// Changes what patterns cost, by their position among those added, and finds the best fractions for that. Returns
    /// the work done.
    pub fn reprice(&mut self, mut cost: impl FnMut(usize) -> f64) -> u64 {
        let rows = self.values.len();
        for (index, column) in self.pool.iter_mut().enumerate() {
            column.cost = cost(index);
        }
        self.prices.fill(0.0);
        for (line, (basic, cost)) in self.basis.iter().zip(&mut self.costs).enumerate() {
            if let Basic::Pattern(index) = *basic {
                *cost = self.pool[index].cost;
            }
            let inverse = &self.inverse[line * rows..(line + 1) * rows];
            for (price, of) in self.prices.iter_mut().zip(inverse) {
                *price += *cost * of;
            }
        }
        self.work_of_change() + self.solve()
    }

    /// Goes on with smaller needs and without the patterns that may not be cut any more, from the best fractions for
    /// the present needs to the best ones of the same patterns. Returns the work done and whether that came about; if
    /// not, the program is of no more use.
    pub fn restrict(&mut self, needs: &[f64], is_barred: impl Fn(usize) -> bool) -> (u64, bool) {
        let rows = self.values.len();
        for (index, barred) in self.is_barred.iter_mut().enumerate() {
            *barred = is_barred(index);
        }
        for (row, need) in needs.iter().enumerate().map(|need| (need.0, shifted(need))) {
            let less = self.needs[row] - need;
            if less != 0.0 {
                self.needs[row] = need;
                for (value, line) in self.values.iter_mut().zip(self.inverse.chunks_exact(rows)) {
                    *value -= line[row] * less;
                }
            }
        }
        let mut work = 1 + self.work_of_change();
        for _ in 0..2 * rows + 20 {
            let violations = self.basis.iter().zip(&self.values).map(|(&basic, &value)| {
                if self.is_barred(basic) {
                    value.abs()
                } else {
                    -value
                }
            });
            let worst = violations
                .enumerate()
                .max_by(|one, other| one.1.total_cmp(&other.1))
                .filter(|&(_, by)| by > EPSILON);
            let Some((leaving, _)) = worst else {
                return (work, true);
            };
            work += self.work_of_change();
            let Some((column, basic)) = self.entering_for(leaving) else {
                return (work, false);
            };
            let direction = self.direction(&column);
            let ratio = self.values[leaving] / direction[leaving];
            self.replace((leaving, ratio), (&column, basic), &direction);
        }
        (work, false)
    }

    /// The column whose price rises least when it takes the line of one whose value is below zero, or above it and
    /// barred.
    fn entering_for(&self, leaving: usize) -> Option<(Column, Basic)> {
        let rows = self.values.len();
        let line = &self.inverse[leaving * rows..(leaving + 1) * rows];
        let sign = if self.values[leaving] < 0.0 {
            -1.0
        } else {
            1.0
        };
        let mut best: Option<(f64, f64, Basic)> = None;
        let mut consider = |step: f64, reduced_cost: f64, basic: Basic| {
            let step = step * sign;
            if step > LEAST_PIVOT {
                let ratio = reduced_cost.max(0.0) / step;
                let is_better = best.is_none_or(|(least, largest, _)| {
                    ratio < least - 1e-12 || (ratio < least + 1e-12 && step > largest)
                });
                if is_better {
                    best = Some((ratio, step, basic));
                }
            }
        };
        for (row, (&of, &price)) in line.iter().zip(&self.prices).enumerate() {
            for (step, reduced_cost, basic) in [
                (-of, price, Basic::Surplus(row)),
                (of, self.own[row] - price, Basic::Own(row)),
            ] {
                if basic != self.basis[leaving] {
                    consider(step, reduced_cost, basic);
                }
            }
        }
        for (index, column) in self.pool.iter().enumerate() {
            if !self.is_barred[index] && self.basis[leaving] != Basic::Pattern(index) {
                let entries = column.entries.iter();
                let step = entries.map(|&(row, amount)| line[row] * amount).sum();
                consider(
                    step,
                    column.reduced_cost(&self.prices),
                    Basic::Pattern(index),
                );
            }
        }
        let (_, _, basic) = best?;
        let column = match basic {
            Basic::Pattern(index) => self.pool[index].clone(),
            Basic::Surplus(row) => surplus_of(row),
            Basic::Own(row) => Column {
                entries: vec![(row, 1.0)],
                cost: self.own[row],
            },
        };
        Some((column, basic))
    }

    fn is_barred(&self, basic: Basic) -> bool {
        match basic {
            Basic::Pattern(index) => self.is_barred[index],
            Basic::Own(_) | Basic::Surplus(_) => false,
        }
    }

    const fn work_of_change(&self) -> u64 {
        let rows = self.values.len();
        (rows * rows + 10 * self.pool.len()) as u64 / 700
    }

    /// What one of a column takes from the value of every line.
    fn direction(&self, column: &Column) -> Vec<f64> {
        let lines = self.inverse.chunks_exact(self.values.len());
        lines
            .map(|line| {
                let entries = column.entries.iter();
                entries.map(|&(row, amount)| line[row] * amount).sum()
            })
            .collect()
    }

    /// Puts so much of a column in the place of another.
    fn replace(
        &mut self,
        (leaving, ratio): (usize, f64),
        (column, basic): (&Column, Basic),
        direction: &[f64],
    ) {
        let rows = self.values.len();
        let gain = column.reduced_cost(&self.prices);
        let pivot = direction[leaving];
        let mut line: Vec<f64> = self.inverse[leaving * rows..(leaving + 1) * rows].to_vec();
        for value in &mut line {
            *value /= pivot;
        }
        for (row, (target, &step)) in self
            .inverse
            .chunks_exact_mut(rows)
            .zip(direction)
            .enumerate()
        {
            if row == leaving {
                target.copy_from_slice(&line);
            } else if step != 0.0 {
                for (value, &of) in target.iter_mut().zip(&line) {
                    *value -= step * of;
                }
            }
        }
        for (row, (value, &step)) in self.values.iter_mut().zip(direction).enumerate() {
            if row == leaving {
                *value = ratio;
            } else {
                *value -= step * ratio;
            }
        }
        for (price, &of) in self.prices.iter_mut().zip(&line) {
            *price += gain * of;
        }
        self.costs[leaving] = column.cost;
        self.basis[leaving] = basic;
        self.changes += 1;
    }
}

fn least(one: &(usize, f64), other: &(usize, f64)) -> Ordering {
    one.1.total_cmp(&other.1)
}

/// A need in its row. Slightly different ones keep the method from turning in circles.
fn shifted((row, need): (usize, &f64)) -> f64 {
    need.abs() * (1.0 + 1e-6 * (row % 97) as f64)
}

/// The column of what a row has beyond its need.
fn surplus_of(row: usize) -> Column {
    Column {
        entries: vec![(row, -1.0)],
        cost: 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What rounding and shifted needs may change, of some tens of sheets.
    const TOLERANCE: f64 = 0.01;

    type Pattern = Vec<(usize, f64)>;

    fn pattern(rows: usize) -> impl Strategy<Value = Pattern> {
        prop::collection::btree_map(0..rows, 1_u32..4, 1..5).prop_map(|entries| {
            let entries = entries.into_iter();
            entries
                .map(|(row, amount)| (row, f64::from(amount)))
                .collect()
        })
    }

    /// Needs, smaller ones, and patterns.
    fn program() -> impl Strategy<Value = (Vec<f64>, Vec<f64>, Vec<Pattern>)> {
        (1_usize..12).prop_flat_map(|rows| {
            let needs = prop::collection::vec((1_u32..9, 0.0..=1.0), rows).prop_map(|needs| {
                let needs = needs.into_iter();
                needs
                    .map(|(need, left)| (f64::from(need), f64::floor(f64::from(need) * left)))
                    .unzip::<_, _, Vec<f64>, Vec<f64>>()
            });
            (needs, prop::collection::vec(pattern(rows), 0..30))
                .prop_map(|((needs, fewer), patterns)| (needs, fewer, patterns))
        })
    }

    fn solved(needs: &[f64], patterns: &[Pattern]) -> Master {
        let mut master = Master::new(needs, &vec![1.1; needs.len()]);
        for entries in patterns {
            master.add(Column {
                entries: entries.clone(),
                cost: 1.0,
            });
        }
        master.solve();
        master
    }

    /// What a plan in fractions and prices of the same worth prove: that neither can be better.
    fn check(master: &Master, needs: &[f64]) -> Result<(), TestCaseError> {
        let mut amounts = vec![0.0; needs.len()];
        for (&basic, &value) in master.basis.iter().zip(&master.values) {
            prop_assert!(value > -TOLERANCE, "{value} of {basic:?}");
            match basic {
                Basic::Own(row) => amounts[row] += value,
                Basic::Surplus(row) => amounts[row] -= value,
                Basic::Pattern(index) => {
                    prop_assert!(!master.is_barred[index] || value < TOLERANCE);
                    for &(row, amount) in &master.pool[index].entries {
                        amounts[row] += amount * value;
                    }
                }
            }
        }
        for (amount, need) in amounts.iter().zip(needs) {
            prop_assert!((amount - need).abs() < TOLERANCE, "{amount} for {need}");
        }
        for &price in &master.prices {
            prop_assert!(-TOLERANCE < price, "{price}");
        }
        for (column, &is_barred) in master.pool.iter().zip(&master.is_barred) {
            prop_assert!(is_barred || column.reduced_cost(&master.prices) > -TOLERANCE);
        }
        let worth: f64 = master
            .prices
            .iter()
            .zip(needs)
            .map(|(price, need)| price * need)
            .sum();
        prop_assert!(
            (worth - master.cost()).abs() < TOLERANCE,
            "{worth} {}",
            master.cost()
        );
        Ok(())
    }

    proptest! {
        #[test]
        fn smaller_needs_are_solved_from_larger_ones((needs, fewer, patterns) in program()) {
            let mut master = solved(&needs, &patterns);
            check(&master, &needs)?;
            let is_too_much = |column: &Column| {
                column.entries.iter().any(|&(row, amount)| amount > fewer[row])
            };
            let barred: Vec<bool> = master.pool.iter().map(is_too_much).collect();
            let (work, is_solved) = master.restrict(&fewer, |index| barred[index]);
            prop_assert!(work > 0 && is_solved);
            check(&master, &fewer)?;
            for (&price, &own) in master.prices.iter().zip(&master.own) {
                prop_assert!(price < own + TOLERANCE, "{price}");
            }
            // New patterns join, barred ones stay out.
            for entries in patterns {
                let column = Column { entries, cost: 1.0 };
                if !is_too_much(&column) {
                    master.add(column);
                }
            }
            master.solve();
            check(&master, &fewer)?;
            let cost = master.cost();
            master.reprice(|index| 1.0 + (index % 5) as f64 / 50.0);
            check(&master, &fewer)?;
            master.reprice(|_| 1.0);
            check(&master, &fewer)?;
            prop_assert!((master.cost() - cost).abs() < TOLERANCE);
        }
    }
}
