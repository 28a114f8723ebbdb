//! The optimiser: any-time, in bounded steps, deterministic for a seed.
//!
//! A plan is first built from nothing a few times. Then its budget is set just below what the best plan costs, its
//! worst sheets are emptied, and pieces are taken out and put in again until no part is left out: a better plan, and
//! the next round. A lower bound ends the search when it is met.

use crate::bound::{self, Bound, Sharpener};
use crate::instance::Instance;
use crate::rng::Rng;
use crate::search::export;
use crate::search::problem::Problem;
use crate::search::recreate::{Fill, Order, Recreate};
use crate::search::ruin::Ruin;
use crate::search::state::{Score, State};
use crate::search::tree::Sheet;
use crate::solution::Solution;

/// What a caller may choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Start of the random sequence; the same seed and the same work give the same plan on every machine.
    pub seed: u64,
}

/// What a step has brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// A better plan was found.
    Improved,
    /// No better plan yet.
    Searching,
    /// The best plan is proven to be one, or there is nothing to place; further steps do nothing.
    Done,
}

/// Parts that are not in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unplaceable {
    /// Index of the part in the instance.
    pub part: usize,
    /// How many of it.
    pub quantity: u32,
    /// What stands against it.
    pub reason: Reason,
}

/// Why a part is not in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Longer than every sheet: its width, or its long side when it may be rotated.
    TooLong,
    /// Wider than every sheet: its height, or its short side when it may be rotated.
    TooWide,
    /// No single sheet is both long and wide enough.
    TooLarge,
    /// It would fit turned by a quarter, but must not be rotated.
    FitsOnlyRotated,
    /// It fits a sheet, but the sheets there are do not suffice.
    StockExhausted,
}

/// What a whole run gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The best plan found; empty when nothing can be placed.
    pub solution: Solution,
    /// What any plan of these parts needs at least.
    pub bound: Bound,
    /// True when everything placeable is placed and no plan can cost less.
    pub is_optimal: bool,
    /// Units of work done.
    pub work: u64,
    /// Parts that are not in the plan, by index.
    pub unplaced: Vec<Unplaceable>,
}

/// The optimiser. Owns what it needs of the instance; [`step`](Self::step) it as long as time allows.
#[derive(Debug)]
pub struct Solver {
    instance: Instance,
    problem: Problem,
    rng: Rng,
    state: State,
    recreate: Recreate,
    ruin: Ruin,
    phase: Phase,
    climb: Climb,
    best: Option<Best>,
    bound: Bound,
    sharpener: Option<Sharpener>,
    work: u64,
}

#[derive(Debug)]
struct Best {
    sheets: Vec<Sheet>,
    missing: i64,
    cost: u64,
    value: i64,
    unplaced: Vec<u32>,
    solution: Solution,
    /// False while `solution` is older than `sheets`.
    is_written: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// So many plans are built from nothing.
    Start(u32),
    /// The lower bound is sharpened.
    Sharpen,
    /// Ruin and recreate under a budget.
    Climb,
    /// Nothing is left to do.
    Done,
}

/// Late acceptance: a change is taken when it is no worse than the present or than the plan of some steps ago.
#[derive(Debug)]
struct Climb {
    history: Vec<Score>,
    at: usize,
    present: Score,
    budget: u64,
    is_ready: bool,
}

/// Plans built from nothing before the search proper.
const STARTS: u32 = 24;
/// How far back late acceptance looks.
const HISTORY: usize = 200;

impl Solver {
    /// Prepares a run; no plan is made yet.
    #[must_use]
    pub fn new(instance: &Instance, options: Options) -> Self {
        let problem = Problem::new(instance);
        let bound = bound::by_area(&problem);
        let phase = if problem.parts == 0 {
            Phase::Done
        } else {
            Phase::Start(0)
        };
        let best = (problem.parts == 0).then(|| Best {
            sheets: Vec::new(),
            missing: 0,
            cost: 0,
            value: 0,
            unplaced: Vec::new(),
            solution: Solution::default(),
            is_written: true,
        });
        Self {
            instance: instance.clone(),
            state: State::new(&problem),
            problem,
            rng: Rng::new(options.seed),
            recreate: Recreate::default(),
            ruin: Ruin::default(),
            phase,
            climb: Climb {
                history: vec![Score::WORST; HISTORY],
                at: 0,
                present: Score::WORST,
                budget: u64::MAX,
                is_ready: false,
            },
            best,
            bound,
            sharpener: None,
            work: 0,
        }
    }

    /// Does about `work` units of work (one is roughly a third of a microsecond natively) and returns. The first step
    /// always ends with a complete plan, however small `work` is.
    pub fn step(&mut self, work: u64) -> Status {
        let end = self.work.saturating_add(work);
        loop {
            match self.phase {
                Phase::Start(round) => self.start(round),
                Phase::Sharpen => self.sharpen(),
                Phase::Climb => self.climb(),
                Phase::Done => break,
            }
            if self.work >= end {
                break;
            }
        }
        let is_new = self.write();
        match (is_new, self.phase) {
            (_, Phase::Done) => Status::Done,
            (true, _) => Status::Improved,
            (false, _) => Status::Searching,
        }
    }

    /// The best plan so far; none before the first step.
    #[must_use]
    pub fn best(&self) -> Option<&Solution> {
        self.best.as_ref().map(|best| &best.solution)
    }

    /// What any plan of the placeable parts needs at least.
    #[must_use]
    pub const fn bound(&self) -> Bound {
        self.bound
    }

    /// True when everything placeable is placed and no plan can cost less.
    #[must_use]
    pub fn is_optimal(&self) -> bool {
        self.best
            .as_ref()
            .is_some_and(|best| best.missing == 0 && best.cost <= self.bound.cost)
    }

    /// Units of work done so far.
    #[must_use]
    pub const fn work_done(&self) -> u64 {
        self.work
    }

    /// The parts that [`best`](Self::best) leaves out, by index, and why.
    #[must_use]
    pub fn unplaced(&self) -> Vec<Unplaceable> {
        let mut left = self.problem.unplaceable.clone();
        let Some(best) = &self.best else { return left };
        for (kind, &count) in self.problem.kinds.iter().zip(&best.unplaced) {
            let mut count = count;
            // Parts are given out from the first member on, so the last ones go short.
            for &(part, ordered) in kind.members.iter().rev() {
                let quantity = count.min(ordered);
                count -= quantity;
                if quantity > 0 {
                    left.push(Unplaceable {
                        part,
                        quantity,
                        reason: Reason::StockExhausted,
                    });
                }
            }
        }
        left.sort_by_key(|left| left.part);
        left
    }

    /// Everything about the best plan so far.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        Outcome {
            solution: self.best().cloned().unwrap_or_default(),
            bound: self.bound,
            is_optimal: self.is_optimal(),
            work: self.work,
            unplaced: self.unplaced(),
        }
    }

    fn start(&mut self, round: u32) {
        self.state.clear(&self.problem);
        let fill = Fill {
            budget: u64::MAX,
            limit: i64::MAX,
            blink: if round < 4 { 0 } else { 20 },
            order: match round % 3 {
                0 => Order::RestrictedLarge,
                1 => Order::Large,
                _ => Order::Restricted,
            },
        };
        let (work, _) = self
            .recreate
            .fill(&self.problem, &mut self.state, &mut self.rng, fill);
        self.work += work;
        self.state.keep();
        self.take_if_better();
        self.phase = if self.is_optimal() {
            Phase::Done
        } else if round + 1 < STARTS {
            Phase::Start(round + 1)
        } else {
            self.sharpener = Some(Sharpener::new(&self.problem));
            Phase::Sharpen
        };
    }

    fn sharpen(&mut self) {
        let cost = self.problem.sheets.first().map_or(0, |sheet| sheet.cost);
        let work = self
            .sharpener
            .as_mut()
            .and_then(|sharpener| sharpener.step(&mut self.bound, cost));
        self.work += work.unwrap_or_default();
        if self.is_optimal() {
            self.phase = Phase::Done;
        } else if work.is_none() {
            self.sharpener = None;
            self.phase = Phase::Climb;
        }
    }

    /// Takes the present plan as the best one when it is better.
    fn take_if_better(&mut self) {
        let this = (self.state.missing(), self.state.cost(), -self.state.value());
        let is_better = self
            .best
            .as_ref()
            .is_none_or(|best| this < (best.missing, best.cost, -best.value));
        if is_better {
            let solution = self
                .best
                .take()
                .map(|best| best.solution)
                .unwrap_or_default();
            self.best = Some(Best {
                sheets: self.state.save(),
                missing: this.0,
                cost: this.1,
                value: -this.2,
                unplaced: self.state.unplaced().to_vec(),
                solution,
                is_written: false,
            });
        }
    }

    fn write(&mut self) -> bool {
        let Some(best) = &mut self.best else {
            return false;
        };
        if best.is_written {
            return false;
        }
        best.solution = export::solution(&self.instance, &self.problem, &best.sheets);
        best.is_written = true;
        true
    }

    /// Sets the budget below the best plan's cost and makes room by emptying sheets.
    fn aim(&mut self) {
        let Some(best) = &self.best else { return };
        self.climb.budget = if best.missing > 0 {
            u64::MAX
        } else {
            best.cost - 1
        };
        self.state.load(&self.problem, &best.sheets);
        self.ruin.down_to(
            &self.problem,
            &mut self.state,
            &mut self.rng,
            self.climb.budget,
        );
        self.state.keep();
        self.climb.present = self.score();
        let present = self.climb.present;
        self.climb.history.fill(present);
        self.climb.is_ready = true;
    }

    fn score(&self) -> Score {
        let unspent = if self.climb.budget == u64::MAX {
            0
        } else {
            self.problem.worth(self.climb.budget - self.state.cost())
        };
        Score {
            missing: self.state.missing(),
            spoilt: -(self.state.value() + unspent),
        }
    }

    /// One change: ruin, recreate, accept or undo.
    fn climb(&mut self) {
        if !self.climb.is_ready {
            self.aim();
        }
        let most = 8;
        let pieces = 1 + self.rng.below(most);
        let removed = self
            .ruin
            .pieces(&self.problem, &mut self.state, &mut self.rng, pieces);
        let late = self.climb.history[self.climb.at];
        let fill = Fill {
            budget: self.climb.budget,
            limit: late.missing.max(self.climb.present.missing),
            blink: 50,
            order: Order::Restricted,
        };
        let (work, is_kept) =
            self.recreate
                .fill(&self.problem, &mut self.state, &mut self.rng, fill);
        self.work += work + 2 + removed as u64;
        let score = self.score();
        if !is_kept || (score > late && score > self.climb.present) {
            self.state.undo();
            return;
        }
        self.state.keep();
        self.climb.present = score;
        self.climb.history[self.climb.at] = score;
        self.climb.at = (self.climb.at + 1) % self.climb.history.len();
        let goal = self.best.as_ref().map_or(i64::MAX, |best| best.missing);
        if score.missing == 0 || score.missing < goal {
            self.take_if_better();
            self.climb.is_ready = score.missing > 0;
            if self.is_optimal() {
                self.phase = Phase::Done;
            }
        }
    }
}

/// Runs a solver for a budget of work. The same instance, options and budget give the same outcome on every machine.
#[must_use]
pub fn solve(instance: &Instance, options: Options, work: u64) -> Outcome {
    let mut solver = Solver::new(instance, options);
    solver.step(work);
    solver.outcome()
}
