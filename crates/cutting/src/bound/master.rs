//! A small linear program: the least cost of sheets, in fractions, whose patterns together give every part.
//!
//! Floating point is only used to find good prices for parts; what a price list proves is counted in whole numbers
//! elsewhere, so that no rounding here can spoil a bound.

/// Smallest difference that counts.
const EPSILON: f64 = 1e-6;
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

/// Minimise the cost of columns under `sum of amounts >= need` for every row, by the primal simplex method with an
/// explicit inverse.
#[derive(Debug)]
pub struct Master {
    /// Row by row.
    inverse: Vec<f64>,
    values: Vec<f64>,
    costs: Vec<f64>,
    /// Dual price of every row.
    pub prices: Vec<f64>,
    pool: Vec<Column>,
    /// The pattern that each row stands for; none is surplus or the row's own column.
    basis: Vec<Option<usize>>,
}

impl Master {
    /// Starts from a column of its own for every row; a negative need is met by nothing at all.
    pub fn new(needs: &[f64], costs: &[f64]) -> Self {
        let rows = needs.len();
        let mut inverse = vec![0.0; rows * rows];
        for (row, need) in needs.iter().enumerate() {
            inverse[row * rows + row] = if *need < 0.0 { -1.0 } else { 1.0 };
        }
        Self {
            inverse,
            // Slightly different needs keep the method from turning in circles.
            values: needs
                .iter()
                .enumerate()
                .map(|(row, need)| need.abs() * (1.0 + 1e-6 * (row % 97) as f64))
                .collect(),
            costs: costs.to_vec(),
            prices: costs.to_vec(),
            pool: Vec::new(),
            basis: vec![None; rows],
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
        rows.filter_map(|(pattern, &value)| Some(((*pattern)?, value)))
            .collect()
    }

    /// Finds the best fractions of the patterns there are. Returns the work done.
    pub fn solve(&mut self) -> u64 {
        let (work, _) = self.improve(4 * self.values.len() + 20);
        work
    }

    /// Finds better fractions by so many changes at most. Returns the work done and whether there are no better ones.
    pub fn improve(&mut self, changes: usize) -> (u64, bool) {
        let rows = self.values.len();
        let mut work = 1;
        for _ in 0..changes {
            work += (rows * rows + 10 * self.pool.len()) as u64 / 700;
            let least = |one: &(usize, f64), other: &(usize, f64)| one.1.total_cmp(&other.1);
            let surplus = self.prices.iter().copied().enumerate().min_by(least);
            let pattern = self
                .pool
                .iter()
                .map(|column| column.reduced_cost(&self.prices))
                .enumerate()
                .min_by(least);
            let surplus = surplus.filter(|&(_, gain)| gain < -EPSILON);
            let pattern = pattern.filter(|&(_, gain)| gain < -EPSILON);
            // A pattern brings more for the same gain in cost, as it meets several needs.
            let is_before = |&(_, surplus): &(usize, f64)| {
                pattern.is_none_or(|(_, pattern)| SURPLUS * surplus < pattern)
            };
            let (column, index) = if let Some((row, _)) = surplus.filter(is_before) {
                let entries = vec![(row, -1.0)];
                (Column { entries, cost: 0.0 }, None)
            } else if let Some((index, _)) = pattern {
                (self.pool[index].clone(), Some(index))
            } else {
                return (work, true);
            };
            let Some(leaving) = self.enter(&column) else {
                return (work, true);
            };
            self.basis[leaving] = index;
        }
        (work, false)
    }

    /// Brings a column into the basis and returns the row that it takes; none when that cannot be.
    fn enter(&mut self, column: &Column) -> Option<usize> {
        let rows = self.values.len();
        let direction: Vec<f64> = self
            .inverse
            .chunks_exact(rows)
            .map(|line| {
                column
                    .entries
                    .iter()
                    .map(|&(row, amount)| line[row] * amount)
                    .sum()
            })
            .collect();
        let mut leaves: Option<(usize, f64)> = None;
        for (row, &step) in direction.iter().enumerate() {
            if step <= 1e-9 {
                continue;
            }
            let ratio = self.values[row].max(0.0) / step;
            let is_better = leaves.is_none_or(|(best, least)| {
                ratio < least - 1e-12 || (ratio < least + 1e-12 && step > direction[best])
            });
            if is_better {
                leaves = Some((row, ratio));
            }
        }
        let (leaving, ratio) = leaves?;
        let gain = column.reduced_cost(&self.prices);
        let pivot = direction[leaving];
        let mut line: Vec<f64> = self.inverse[leaving * rows..(leaving + 1) * rows].to_vec();
        for value in &mut line {
            *value /= pivot;
        }
        for (row, (target, &step)) in self
            .inverse
            .chunks_exact_mut(rows)
            .zip(&direction)
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
        for (row, (value, &step)) in self.values.iter_mut().zip(&direction).enumerate() {
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
        Some(leaving)
    }
}
