//! Sheets whose parts are worth more than the sheet, at what a linear program over sheets pays for parts.
//!
//! Such a sheet is what the program lacks (P. C. Gilmore and R. E. Gomory, "A linear programming approach to the
//! cutting-stock problem", Operations Research 9, 1961). It is looked for by the search itself, so that it keeps every
//! rule of the job: a walk on one sheet, where parts weigh what they are worth and most are left out. Each walk chooses
//! from some of the parts, those worth much for their area more often: it is quicker and finds more.

use super::climb::{Climb, Measure};
use super::state::State;
use super::tree::Sheet;
use crate::problem::Problem;
use crate::rng::Rng;

/// Weight of a part that is worth a sheet.
const SHEET: f64 = (1_u32 << 24) as f64;
/// What the program pays for a part beyond this is cut off: no part is worth so many sheets.
const MOST: f64 = 2.0;
/// A sheet counts when its parts are worth so many thousandths of it more than it is.
const GAIN: i64 = 1;
/// Changes of a walk.
const CHANGES: u32 = 60;
/// Pieces taken out at once, at most.
const PIECES: u32 = 4;
/// A walk chooses from so many hundredths of the parts that are worth, for their area, what all are on average; of the
/// others by the square of that.
const SHARE: f64 = 75.0;
/// What loading a sheet counts, in units of work.
const LOADING: u64 = 20;

/// Looks for sheets by what parts are worth.
#[derive(Debug)]
pub struct Pricer {
    /// The job, its parts weighing what they are worth.
    priced: Problem,
    /// What one sheet costs.
    budget: u64,
}

impl Pricer {
    /// For a job whose sheets all cost so much.
    pub fn new(problem: &Problem, budget: u64) -> Self {
        let mut priced = problem.clone();
        priced.turn_cost = 0;
        Self { priced, budget }
    }

    /// Turns to another job with sheets of the same cost.
    pub fn turn_to(&mut self, problem: &Problem) {
        *self = Self::new(problem, self.budget);
    }

    /// One walk from a sheet, or from nothing, with the parts left. Sheets cost one, and every one met whose parts are
    /// worth more is handed over. Returns the work done.
    pub fn walk(
        &mut self,
        (prices, left): (&[f64], &[u32]),
        start: Option<&Sheet>,
        rng: &mut Rng,
        mut found: impl FnMut(&Sheet),
    ) -> u64 {
        let on_start = start.map(Sheet::counts).unwrap_or_default();
        let kept = |kind: usize| on_start.iter().find(|on| on.0 == kind).map_or(0, |on| on.1);
        let per_area = self.worth_per_area(prices, left);
        let mut total = 0;
        let parts = prices.iter().zip(left).enumerate();
        for ((at, (&price, &left)), kind) in parts.zip(&mut self.priced.kinds) {
            let density = price / (f64::from(kind.w) * f64::from(kind.h) * per_area);
            let is_open = f64::from(rng.below(100)) < SHARE * density * density;
            kind.demand = if is_open { left } else { kept(at) };
            kind.weight = 1 + (price.clamp(0.0, MOST) * SHEET) as i64;
            total += kind.weight * i64::from(kind.demand);
        }
        self.priced.weight = total;
        let priced = &self.priced;
        let sheets = start.map(std::slice::from_ref).unwrap_or_default();
        let state = State::load(priced, sheets);
        let mut climb =
            Climb::new(priced, state, self.budget, Measure::Room, rng).by_pieces(PIECES);
        let bar = SHEET as i64 + SHEET as i64 * GAIN / 1_000;
        let mut work = LOADING;
        for _ in 0..CHANGES {
            let (more, is_taken) = climb.change(priced, rng);
            work += more;
            if is_taken && total - climb.present.missing > bar {
                for index in climb.state.open_sheets() {
                    found(&climb.state.sheets[index as usize]);
                }
            }
        }
        work
    }

    /// What the parts left are worth together for their area.
    fn worth_per_area(&self, prices: &[f64], left: &[u32]) -> f64 {
        let (mut worth, mut area) = (0.0, 1.0);
        for ((kind, price), &left) in self.priced.kinds.iter().zip(prices).zip(left) {
            worth += price * f64::from(left);
            area += f64::from(kind.w) * f64::from(kind.h) * f64::from(left);
        }
        worth / area
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;
    use crate::problem::job_of;
    use crate::rng::Rng;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn sheets_found_are_worth_it_and_hold_parts_that_are_left(
            parts in prop::collection::vec(
                (1_i64..1_300, 1_i64..900, 1_u32..6, any::<bool>(), 0.0..1.2, 0_u32..6),
                2..20,
            ),
            seed in any::<u64>(),
        ) {
            let ordered: Vec<_> = parts.iter().map(|&(w, h, count, turns, ..)| (w, h, count, turns)).collect();
            let problem = Problem::new(&job_of(&ordered));
            let prices: Vec<f64> = parts.iter().map(|part| part.4).take(problem.kinds.len()).collect();
            let left: Vec<u32> = (problem.kinds.iter().zip(&parts))
                .map(|(kind, part)| part.5.min(kind.demand))
                .collect();
            let mut pricer = Pricer::new(&problem, problem.only_size().unwrap().cost);
            let mut rng = Rng::new(seed);
            let mut sheets: Vec<Sheet> = Vec::new();
            let work = pricer.walk((&prices, &left), None, &mut rng, |sheet| sheets.push(sheet.clone()));
            prop_assert!(work > 0);
            for sheet in &sheets {
                let counts = sheet.counts();
                prop_assert!(counts.iter().all(|&(kind, count)| count <= left[kind]));
                let worth: f64 = counts.iter().map(|&(kind, count)| prices[kind] * f64::from(count)).sum();
                prop_assert!(worth > 1.0, "worth {worth}");
            }
            // From there on it goes on, and finds that one again at least.
            if let Some(best) = sheets.last() {
                let mut again = 0;
                pricer.walk((&prices, &left), Some(best), &mut rng, |_| again += 1);
                prop_assert!(again > 0);
            }
        }

        #[test]
        fn the_only_sheet_worth_it_is_found(count in 2_u32..9, seed in any::<u64>()) {
            // Strips that fill a sheet together, each worth a little more than its share, and a part that is worth
            // more than any of them but leaves no room for half of them.
            let strip = 2_066 / i64::from(count) - 4;
            let parts = [(2_796, strip, count, false), (2_796, 1_300, 1, false)];
            let problem = Problem::new(&job_of(&parts));
            let strip = problem.kinds.iter().position(|kind| kind.demand == count).unwrap();
            let mut prices = vec![0.5; problem.kinds.len()];
            prices[strip] = 1.01 / f64::from(count);
            let left: Vec<u32> = problem.kinds.iter().map(|kind| kind.demand).collect();
            let mut pricer = Pricer::new(&problem, problem.only_size().unwrap().cost);
            let (mut best, mut rng) = (0, Rng::new(seed));
            // Each walk chooses from some of the parts only.
            for _ in 0..40 {
                pricer.walk((&prices, &left), None, &mut rng, |sheet| best = best.max(sheet.parts));
            }
            prop_assert_eq!(best, count);
        }
    }
}
