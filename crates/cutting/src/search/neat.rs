//! Plans of the same cost that are neater: a larger single leftover, fewer turns and cuts.
//!
//! First a walk through complete plans looks for what the job wants. Then larger leftovers are aimed at (`aims`) and by
//! turns the best leftover so far stays in the plan as a part while the rest is made easier to saw. Whenever all aims have
//! been tried, or turns at all costs where nothing is aimed at, a walk starts from nothing, as small jobs have few plans
//! near the best one so far.

use super::aims::Aims;
use super::change::Change;
use super::climb::{Climb, Measure};
use super::extra::{place_last, without_last};
use super::state::{Rest, State};
use super::tree::Sheet;
use crate::problem::Problem;
use crate::rng::Rng;
use crate::rules::Goal;

/// What a further turn counts while a plan is made easier to saw, in thousandths of an empty sheet, one walk after the
/// other: where turns cost little more plans are tried, where they cost much the plans tried have fewer.
const TURN_COSTS: [i64; 3] = [300, 30, 100];
/// Walks where no leftover is aimed at, the first from the best plan, those after it from nothing.
const WALKS: usize = 4;
/// Of so many units of work one goes into easier sawing while larger leftovers are aimed at.
const TIDY_SHARE: u64 = 3;

/// The search for a neater plan.
#[derive(Debug, Default)]
pub struct Neat {
    walk: Option<Climb>,
    /// Walks that are over.
    walks: u32,
    aims: Aims,
    tidy: Option<Tidy>,
    /// Walks to easier sawing given up since the last larger leftover.
    tidied: usize,
    work: u64,
    tidy_work: u64,
}

/// Fewer turns and cuts while a leftover stays.
#[derive(Debug)]
struct Tidy {
    problem: Problem,
    climb: Climb,
    /// True when the last kind of the problem stands for the leftover.
    has_extra: bool,
}

impl Neat {
    /// One change. `best` is the best plan so far, complete, and what it costs.
    pub fn change(
        &mut self,
        problem: &Problem,
        best: (&[Sheet], u64, Rest),
        rng: &mut Rng,
    ) -> Change {
        let is_tidy = self.tidied >= TURN_COSTS.len();
        let has_aims = problem.goal == Goal::Offcut && !self.aims.is_done();
        let wants_walk = match problem.goal {
            Goal::Offcut => self.walks <= self.aims.rounds(),
            Goal::Sawing | Goal::Patterns => (self.walks as usize) < WALKS.min(1 + self.rounds()),
        };
        let mut change = if wants_walk {
            self.walk(problem, best, rng)
        } else if has_aims && (is_tidy || self.tidy_work * TIDY_SHARE >= self.work) {
            let change = self.aims.change(problem, best, rng);
            if change.found.is_some() {
                self.tidy = None;
                self.tidied = 0;
            }
            change
        } else {
            let change = self.tidier(problem, best, rng);
            self.tidy_work += change.work;
            change
        };
        // Every sheet is looked at to see how neat a plan is.
        change.work += best.0.len() as u64;
        self.work += change.work;
        change
    }

    /// True when nothing neater was found for long.
    pub fn is_done(&self, problem: &Problem) -> bool {
        match problem.goal {
            Goal::Offcut => self.tidied >= TURN_COSTS.len() && self.aims.is_done(),
            Goal::Sawing | Goal::Patterns => self.rounds() >= WALKS,
        }
    }

    /// How often every cost of a turn has been tried.
    const fn rounds(&self) -> usize {
        self.tidied / TURN_COSTS.len()
    }

    fn walk(
        &mut self,
        problem: &Problem,
        (sheets, cost, rest): (&[Sheet], u64, Rest),
        rng: &mut Rng,
    ) -> Change {
        let is_first = self.walks == 0;
        let climb = self.walk.get_or_insert_with(|| {
            let state = if is_first {
                State::load(problem, sheets)
            } else {
                State::new(problem)
            };
            let measure = match problem.goal {
                Goal::Offcut => Measure::Large,
                Goal::Sawing | Goal::Patterns => Measure::Goal,
            };
            Climb::new(problem, state, cost, measure, rng)
        });
        let (work, is_taken) = climb.change(problem, rng);
        let mut found = None;
        let is_promising = |climb: &Climb| match problem.goal {
            Goal::Sawing => climb.fruitless == 0,
            Goal::Offcut | Goal::Patterns => climb.state.rest(problem) < rest,
        };
        if is_taken && climb.present.missing == 0 && is_promising(climb) {
            found = Some(State::load(problem, &climb.state.save()));
        } else if climb.fruitless > patience(problem) {
            self.walks += 1;
            self.walk = None;
        }
        Change { work, found }
    }

    fn tidier(
        &mut self,
        problem: &Problem,
        (sheets, cost, rest): (&[Sheet], u64, Rest),
        rng: &mut Rng,
    ) -> Change {
        let tidy = self
            .tidy
            .get_or_insert_with(|| Tidy::new(problem, (sheets, cost), self.tidied, rng));
        let Tidy {
            problem: more,
            climb,
            has_extra,
        } = tidy;
        let (work, is_taken) = climb.change(more, rng);
        let mut found = None;
        if is_taken && climb.fruitless == 0 && climb.present.missing == 0 {
            let state = if *has_extra {
                without_last(problem, more, &climb.state)
            } else {
                State::load(problem, &climb.state.save())
            };
            if problem.goal == Goal::Sawing || state.rest(problem) < rest {
                found = Some(state);
            }
        }
        if climb.fruitless > patience(problem) {
            self.tidy = None;
            self.tidied += 1;
        }
        Change { work, found }
    }
}

impl Tidy {
    fn new(problem: &Problem, (sheets, cost): (&[Sheet], u64), pass: usize, rng: &mut Rng) -> Self {
        let state = State::load(problem, sheets);
        let (size, area) = state.largest_leftover(problem);
        let has_extra = problem.goal == Goal::Offcut && area > 0;
        let (mut more, mut state) = if has_extra {
            let more = problem.with_part(size);
            let mut state = State::load(&more, sheets);
            place_last(&more, &mut state, size);
            (more, state)
        } else {
            (problem.clone(), state)
        };
        more.goal = Goal::Sawing;
        more.turn_cost = Problem::turns_at(TURN_COSTS[pass % TURN_COSTS.len()]);
        state.keep();
        let climb = Climb::new(&more, state, cost, Measure::Goal, rng);
        Self {
            problem: more,
            climb,
            has_extra,
        }
    }
}

/// Changes without a new best after which a walk is given up.
fn patience(problem: &Problem) -> u32 {
    1_500 + 60 * problem.parts.min(1_000)
}
