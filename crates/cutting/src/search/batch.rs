//! Plans for large batches, made of patterns: good ways to cut a sheet, each repeated as often as it can be.
//!
//! Patterns are made one after the other, the parts on badly used sheets being worth more from then on (sequential value
//! correction: E. A. Mukhacheva, G. N. Belov, V. M. Kartack and A. S. Mukhacheva, "Linear one-dimensional
//! cutting-packing problems", Pesquisa Operacional 20, 2000). A linear program over all patterns met so far then says
//! what parts are worth, patterns worth more than a sheet are added to it (P. C. Gilmore and R. E. Gomory 1961), and its
//! fractions rounded down are the greater part of the next plan; the rest is made by patterns again.

use super::problem::Problem;
use super::recreate::{Fill, Recreate};
use super::state::State;
use super::strips::Filler;
use super::tree::Sheet;
use super::waiting::Order;
use crate::bound::master::{Column, Master};
use crate::order::sort_by;
use crate::rng::Rng;
use crate::solution::Axis;

/// Patterns tried for each one that is taken, and in each round of the linear program.
const TRIES: u32 = 4;
/// Widths of strip tried for each sheet.
const WIDTHS: usize = 16;
/// Copies of a part, on average, from which patterns are worth looking for.
const LEAST_COPIES: usize = 2;
/// Plans made before the linear program, whose patterns it begins with.
const FIRST_PLANS: u32 = 2;
/// Lists of worths that the linear program proposes between two plans.
const ROUNDS: u32 = 100;
/// Rounds in a row without a pattern worth more than a sheet after which no more are looked for.
const FRUITLESS: u32 = 40;
/// Most kinds of parts for the linear program, whose memory grows with their square.
const MOST_KINDS: usize = 1_000;
/// What parts are worth is counted in these units of a sheet.
const UNITS: f64 = 10_000_000.0;
/// How far worths follow a pattern that is cut for the whole demand of a part.
const FOLLOWED: f64 = 0.5;
/// Share of the earlier worths in those of a round, and how slowly they are forgotten; both keep them from swinging.
const KEPT: (f64, f64) = (0.4, 0.8);
/// Changes of the linear program in one step.
const CHANGES: usize = 50;
/// Rounding down forgives so much.
const EPSILON: f64 = 1e-6;

/// Makes plans of patterns, a little at a time.
#[derive(Debug)]
pub struct Batch {
    /// What a part of each kind is worth, in sheets.
    worths: Vec<f64>,
    /// Parts that the plan being made lacks.
    left: Vec<u32>,
    /// The plan being made.
    sheets: Vec<Sheet>,
    /// The best of the patterns tried next.
    best: Option<(f64, Sheet)>,
    tried: u32,
    plans: u32,
    phase: Phase,
    /// The patterns met so far, those of the linear program first.
    patterns: Vec<Sheet>,
    program: Option<Master>,
    fruitless: u32,
    recreate: Recreate,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    /// Patterns are made and cut until no part is left.
    Plan,
    /// So many lists of worths have been tried.
    Price(u32),
    /// No better pattern is found any more.
    Done,
}

impl Batch {
    /// Prepares plans of patterns, where all sheets are alike, the saw allows anything and parts come several times.
    pub fn new(problem: &Problem) -> Option<Self> {
        let has_copies = problem.parts as usize >= LEAST_COPIES * problem.kinds.len();
        if problem.limits.is_any || problem.only_size()?.cost == 0 || !has_copies {
            return None;
        }
        let mut batch = Self {
            worths: Vec::new(),
            left: Vec::new(),
            sheets: Vec::new(),
            best: None,
            tried: 0,
            plans: 0,
            phase: Phase::Plan,
            patterns: Vec::new(),
            program: None,
            fruitless: 0,
            recreate: Recreate::default(),
        };
        batch.worths = (0..problem.kinds.len())
            .map(|kind| size_of(problem, kind))
            .collect();
        batch.begin(problem);
        Some(batch)
    }

    /// True when nothing better is to be expected.
    pub const fn is_done(&self) -> bool {
        matches!(self.phase, Phase::Done)
    }

    /// A little work towards the next plan, and that plan once it is complete.
    pub fn step(&mut self, problem: &Problem, rng: &mut Rng) -> (u64, Option<State>) {
        match self.phase {
            Phase::Plan if self.left.iter().all(|&left| left == 0) => (1, self.end_plan(problem)),
            Phase::Plan => (self.try_pattern(problem, rng), None),
            Phase::Price(round) => (self.price(problem, round, rng), None),
            Phase::Done => (1, None),
        }
    }

    /// Starts a plan with what the linear program is sure of.
    fn begin(&mut self, problem: &Problem) {
        self.phase = Phase::Plan;
        self.sheets.clear();
        self.left = problem.kinds.iter().map(|kind| kind.demand).collect();
        let Some(program) = &self.program else { return };
        let mut fractions = program.fractions();
        sort_by(&mut fractions, |one, other| other.1.total_cmp(&one.1));
        for (index, fraction) in fractions {
            let pattern = &self.patterns[index];
            let counts = pattern.counts();
            let copies = copies_of(&counts, &self.left).min((fraction + EPSILON) as u32);
            take(&counts, copies, &mut self.left);
            self.sheets.extend((0..copies).map(|_| pattern.clone()));
        }
    }

    fn end_plan(&mut self, problem: &Problem) -> Option<State> {
        self.plans += 1;
        let sheets = std::mem::take(&mut self.sheets);
        let only = problem.only_size()?;
        let is_enough = sheets.len() <= only.quantity as usize;
        let state = is_enough.then(|| State::load(problem, &sheets));
        if problem.kinds.len() > MOST_KINDS || self.fruitless >= FRUITLESS {
            self.phase = Phase::Done;
        } else if self.plans < FIRST_PLANS {
            self.begin(problem);
        } else {
            self.phase = Phase::Price(0);
        }
        state
    }

    /// One more pattern for the plan; the best of a few is cut as often as it can be.
    fn try_pattern(&mut self, problem: &Problem, rng: &mut Rng) -> u64 {
        let worths = self.worths.clone();
        let (pattern, work) = self.pattern(problem, &worths, rng);
        let worth = self.worth(&pattern);
        if self.best.as_ref().is_none_or(|&(most, _)| worth > most) {
            self.best = Some((worth, pattern));
        }
        self.tried += 1;
        if self.tried >= TRIES
            && let Some((_, pattern)) = self.best.take()
        {
            self.tried = 0;
            self.cut(problem, pattern);
        }
        work
    }

    fn cut(&mut self, problem: &Problem, pattern: Sheet) {
        let counts = pattern.counts();
        let copies = copies_of(&counts, &self.left);
        let used: f64 = counts
            .iter()
            .map(|&(kind, count)| share_of(problem, kind) * f64::from(count))
            .sum();
        for &(kind, count) in &counts {
            let demand = f64::from(problem.kinds[kind].demand);
            let amount = f64::from(count * copies) / demand;
            let now = size_of(problem, kind) / used;
            self.worths[kind] += FOLLOWED * amount * (now - self.worths[kind]);
        }
        take(&counts, copies, &mut self.left);
        self.sheets.extend((0..copies).map(|_| pattern.clone()));
        self.learn(problem, pattern);
    }

    /// Adds a pattern to the linear program if it is of use, or to those that it begins with.
    fn learn(&mut self, problem: &Problem, pattern: Sheet) -> bool {
        let entries = pattern.counts();
        let is_of_use = self.program.as_mut().is_none_or(|program| {
            let entries = entries
                .iter()
                .map(|&(kind, count)| (kind, f64::from(count)));
            program.add(Column {
                entries: entries.collect(),
                cost: 1.0,
            })
        });
        if is_of_use && problem.kinds.len() <= MOST_KINDS {
            self.patterns.push(pattern);
        }
        is_of_use
    }

    /// A piece of a round of the linear program: better fractions, or once there are none, patterns for the worths that
    /// it proposes.
    fn price(&mut self, problem: &Problem, round: u32, rng: &mut Rng) -> u64 {
        if self.program.is_none() {
            self.set_up(problem);
        }
        let Some(program) = &mut self.program else {
            return 1;
        };
        let (mut work, is_best) = program.improve(CHANGES);
        if !is_best {
            return work;
        }
        let prices: Vec<f64> = program.prices.iter().map(|price| price.max(0.0)).collect();
        if round == 0 && self.plans == FIRST_PLANS {
            self.worths.clone_from(&prices);
        }
        let tried = mix(KEPT.0, &self.worths, &prices);
        self.worths = mix(KEPT.1, &self.worths, &prices);
        self.left = problem.kinds.iter().map(|kind| kind.demand).collect();
        let mut is_fruitful = false;
        for _ in 0..TRIES {
            let (pattern, more) = self.pattern(problem, &tried, rng);
            work += more;
            is_fruitful |= self.learn(problem, pattern);
        }
        self.fruitless = if is_fruitful { 0 } else { self.fruitless + 1 };
        if round + 1 < ROUNDS && self.fruitless < FRUITLESS {
            self.phase = Phase::Price(round + 1);
        } else {
            self.begin(problem);
        }
        work
    }

    /// The linear program over the patterns met so far.
    fn set_up(&mut self, problem: &Problem) {
        let demand = problem.kinds.iter().map(|kind| f64::from(kind.demand));
        let demand: Vec<f64> = demand.collect();
        self.program = Some(Master::new(&demand, &vec![1.0; demand.len()]));
        for pattern in std::mem::take(&mut self.patterns) {
            self.learn(problem, pattern);
        }
    }

    /// A sheet of the parts left, as worthy as can be: strips along one axis or the other, and in what they leave over
    /// whatever fits.
    fn pattern(&mut self, problem: &Problem, worths: &[f64], rng: &mut Rng) -> (Sheet, u64) {
        let values = worths.iter().map(|worth| (worth * UNITS) as i32).collect();
        let mut filler = Filler::new(problem, self.left.clone(), values, WIDTHS);
        let axis = if rng.below(2) == 0 { Axis::X } else { Axis::Y };
        let strips = filler.sheet(axis, rng);
        let (left, work) = filler.end();
        let mut state = State::on(problem, strips.as_slice(), left);
        let fill = Fill {
            budget: problem.only_size().map_or(0, |size| size.cost),
            limit: i64::MAX,
            blink: 0,
            order: Order::Large,
            widens: false,
        };
        let (more, _) = self.recreate.fill(problem, &mut state, rng, fill);
        let sheet = state.save().pop().unwrap_or_else(Sheet::closed);
        (sheet, work + more)
    }

    /// What the parts on a sheet are worth.
    fn worth(&self, sheet: &Sheet) -> f64 {
        let kinds = sheet.parts_on();
        kinds.map(|kind| self.worths[kind as usize]).sum()
    }
}

/// Share of a sheet that a part of a kind takes up.
fn share_of(problem: &Problem, kind: usize) -> f64 {
    let kind = &problem.kinds[kind];
    let sheet = problem.only_size();
    let whole = sheet.map_or(1.0, |size| f64::from(size.w) * f64::from(size.h));
    f64::from(kind.w) * f64::from(kind.h) / whole
}

/// What a part of this size counts where nothing is known yet: large ones more than in proportion, as small ones find a
/// place later.
fn size_of(problem: &Problem, kind: usize) -> f64 {
    let share = share_of(problem, kind);
    share * share.sqrt().sqrt().sqrt().sqrt()
}

/// Worths of which a share is kept from earlier ones.
fn mix(kept: f64, earlier: &[f64], now: &[f64]) -> Vec<f64> {
    let pairs = earlier.iter().zip(now);
    pairs
        .map(|(earlier, now)| kept * earlier + (1.0 - kept) * now)
        .collect()
}

/// How often a pattern can be cut with the parts left.
fn copies_of(counts: &[(usize, u32)], left: &[u32]) -> u32 {
    let copies = counts.iter().map(|&(kind, count)| left[kind] / count);
    copies.min().unwrap_or_default()
}

fn take(counts: &[(usize, u32)], copies: u32, left: &mut [u32]) {
    for &(kind, count) in counts {
        left[kind] -= count * copies;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::problem::job_of;
    use proptest::prelude::*;

    /// Enough steps for several plans of a small job, some of them after the linear program.
    const STEPS: u32 = 500;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn every_plan_has_every_part_once(
            parts in prop::collection::vec((1_i64..1_300, 1_i64..900, 2_u32..30, any::<bool>()), 1..9),
            seed in any::<u64>(),
        ) {
            let instance = job_of(&parts);
            let problem = Problem::new(&instance);
            let mut rng = crate::rng::Rng::new(seed);
            let Some(mut batch) = Batch::new(&problem) else {
                return Err(TestCaseError::fail("a saw that may do anything cuts patterns"));
            };
            let mut plans = 0;
            for _ in 0..STEPS {
                let (work, found) = batch.step(&problem, &mut rng);
                prop_assert!(work > 0);
                let Some(state) = found else { continue };
                plans += 1;
                prop_assert_eq!(state.missing(), 0);
                prop_assert!(state.unplaced().iter().all(|&left| left == 0));
                let mut counts = vec![0; problem.kinds.len()];
                for index in state.open_sheets() {
                    for kind in state.sheets[index as usize].parts_on() {
                        counts[kind as usize] += 1;
                    }
                }
                let demand: Vec<u32> = problem.kinds.iter().map(|kind| kind.demand).collect();
                prop_assert_eq!(counts, demand);
                let solution = crate::search::export::solution(&instance, &problem, &state.save());
                let left_out = vec![0; parts.len()];
                prop_assert_eq!(crate::verify::verify(&instance, &solution, &left_out), Ok(()));
            }
            prop_assert!(plans > 2 || batch.is_done(), "{} plans", plans);
        }
    }
}
