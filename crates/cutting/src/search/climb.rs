//! Late acceptance: a change is taken when it is no worse than the present plan or than the plan of some changes ago.

use super::recreate::{Fill, Recreate};
use super::ruin::Ruin;
use super::state::{Rest, Score, State};
use super::waiting::Order;
use crate::problem::Problem;
use crate::rng::Rng;

/// How far back late acceptance looks.
const HISTORY: usize = 50;
/// Most pieces taken out at once, unless a walk says otherwise.
const PIECES: u32 = 12;
/// A possibility is overlooked once in so many.
const BLINK: u32 = 300;

/// Sheets that a walk through a large plan works on at a time.
const WINDOW: usize = 24;
/// Changes before it turns to others.
const STAY: u32 = 400;

/// What sets plans of a walk apart that leave out parts of the same weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// What is left over, few large pieces before many small ones, and money not spent.
    Room,
    /// The same, and the largest piece left over once more for half of what it is.
    Large,
    /// The goal of the job.
    Goal,
}

/// A walk through plans under a budget.
#[derive(Debug)]
pub struct Climb {
    measure: Measure,
    /// The plan walked through.
    pub state: State,
    /// What its sheets may cost together.
    pub budget: u64,
    /// How good it is.
    pub present: Score,
    /// The best it has been.
    pub best: Score,
    /// Changes since the best plan of this walk.
    pub fruitless: u32,
    /// Changes before this walk turns to other sheets.
    stay: u32,
    history: Vec<Score>,
    at: usize,
    recreate: Recreate,
    ruin: Ruin,
    /// Most pieces taken out at once.
    pieces: u32,
}

impl Climb {
    /// Starts at a plan; sheets are emptied until the budget is kept.
    pub fn new(
        problem: &Problem,
        mut state: State,
        budget: u64,
        measure: Measure,
        rng: &mut Rng,
    ) -> Self {
        let mut ruin = Ruin::default();
        ruin.down_to(problem, &mut state, rng, budget);
        state.keep();
        let present = score(problem, &state, budget, measure);
        Self {
            measure,
            state,
            budget,
            present,
            best: present,
            fruitless: 0,
            stay: 0,
            history: vec![present; HISTORY],
            at: 0,
            recreate: Recreate::default(),
            ruin,
            pieces: PIECES,
        }
    }

    /// The same walk, taking out so many pieces at once at most.
    pub const fn by_pieces(mut self, pieces: u32) -> Self {
        self.pieces = pieces;
        self
    }

    /// One change: ruin, recreate, accept or undo. Returns the work done and whether the change was taken.
    pub fn change(&mut self, problem: &Problem, rng: &mut Rng) -> (u64, bool) {
        self.turn_elsewhere(problem, rng);
        let late = self.history[self.at];
        self.fruitless = self.fruitless.saturating_add(1);
        // Sheets are changed for other sizes only where there are others.
        let removed = if problem.sheets.len() > 1 && rng.once_in(16) {
            self.ruin.sheets(problem, &mut self.state, rng)
        } else {
            let pieces = 1 + rng.below(self.pieces);
            self.ruin.pieces(problem, &mut self.state, rng, pieces)
        };
        let fill = Fill {
            budget: self.budget,
            limit: late.missing.max(self.present.missing),
            blink: BLINK,
            order: Order::Restricted,
            widens: problem.may_widen(),
        };
        let (work, is_within) = self.recreate.fill(problem, &mut self.state, rng, fill);
        let work = work + 2 + removed as u64;
        if is_within {
            let score = score(problem, &self.state, self.budget, self.measure);
            if score <= late || score <= self.present {
                self.state.keep();
                self.present = score;
                if score < self.best {
                    self.best = score;
                    self.fruitless = 0;
                }
                self.history[self.at] = score;
                self.at = (self.at + 1) % self.history.len();
                return (work, true);
            }
        }
        self.state.undo();
        (work, false)
    }

    /// In a large plan most sheets are left alone for a while, so that a change costs no more than in a small one.
    fn turn_elsewhere(&mut self, problem: &Problem, rng: &mut Rng) {
        if self.stay > 0 {
            self.stay -= 1;
        } else if self.state.sheets.len() > 2 * WINDOW {
            self.ruin.focus(problem, &mut self.state, rng, WINDOW);
            self.stay = STAY;
        }
    }
}

/// How good a plan is by a measure.
fn score(problem: &Problem, state: &State, budget: u64, measure: Measure) -> Score {
    let rest = match measure {
        Measure::Room => {
            let unspent = problem.unspent(state.cost(), budget);
            Rest([-(state.value() + unspent), 0, 0])
        }
        Measure::Large => {
            let (_, largest) = state.largest_leftover(problem);
            Rest([-(state.value() + problem.share_of_sheet(largest) / 2), 0, 0])
        }
        Measure::Goal => state.rest(problem),
    };
    Score {
        missing: state.missing(),
        rest,
    }
}
