//! Where walks to a cheaper plan begin when all sheets are alike.
//!
//! The first begins at the best plan. Where sheets met serve, those after it begin at sheets put together anew, by turns
//! from nothing, so that other sheets are met, and are given up soon; elsewhere all begin at the best plan.

use super::climb::{Climb, Measure};
use super::pool::Pool;
use super::state::State;
use super::targets::Race;
use super::tree::Sheet;
use crate::problem::Problem;
use crate::rng::Rng;

/// Changes without a new best after which a walk is given up, at most.
const PATIENCE: u32 = 30_000;
/// The same where sheets met are remembered, times parts, times parts on a sheet: the more a sheet holds, the longer it
/// takes to come to another one.
const FIRST_PATIENCE: u32 = 12;
/// The same for walks after the first; up to eight times as many by chance.
const SHORT_PATIENCE: u32 = 1;
/// Sheets that hold more parts than so many, or than so many times the sheets of the plan, are hardly ever met again in a
/// better one: all walks start from the best plan.
const MOST_ON_SHEET: (u32, u32) = (40, 3);
/// A job of fewer parts is walked through as if it had so many.
const FEW_PARTS: u32 = 100;
/// One in so many of those walks starts from nothing, so that it meets other sheets.
const AFRESH: u32 = 5;

/// The walks begun so far, and what they met.
#[derive(Debug, Default)]
pub struct Starts {
    /// Walks to a cheaper plan that were given up since the best one was found.
    vain: u32,
    /// The sheets met on those walks; none where they don't serve.
    pool: Option<Pool>,
}

impl Starts {
    /// For a job of which no walk was begun.
    pub fn new(problem: &Problem) -> Self {
        Self {
            pool: Pool::new(problem),
            ..Self::default()
        }
    }

    /// The next walk, to a plan that costs no more than a budget, or a step towards where it begins. Returns the work
    /// done.
    pub fn next(
        &mut self,
        problem: &Problem,
        (sheets, is_complete): (&[Sheet], bool),
        budget: u64,
        rng: &mut Rng,
    ) -> (u64, Option<Race>) {
        let (on_sheet, serves) = serves(problem, sheets.len());
        let pool = self.pool.as_mut().filter(|_| serves && is_complete);
        let is_remembering = pool.is_some();
        let (work, state) = match pool {
            Some(pool) if !self.vain.is_multiple_of(AFRESH) => pool.combine(problem, budget, rng),
            Some(_) if self.vain > 0 => (1, Some(State::new(problem))),
            _ => (0, Some(State::load(problem, sheets))),
        };
        let Some(state) = state else {
            return (work, None);
        };
        let patience = match (is_remembering, self.vain) {
            (false, _) => PATIENCE,
            (_, 0) => times(FIRST_PATIENCE, problem, on_sheet),
            _ => short_patience(problem, sheets.len(), rng),
        };
        let walk = Climb::new(problem, state, budget, Measure::Room, rng);
        (work, Some(Race::alone(walk, patience)))
    }

    /// Remembers the sheets of a walk now and then. Returns the work done.
    pub fn meet(&mut self, walk: &Climb, is_taken: bool) -> u64 {
        let pool = self.pool.as_mut();
        pool.map_or(0, |pool| pool.follow(walk, is_taken))
    }

    /// A walk was given up.
    pub const fn missed(&mut self) {
        self.vain = self.vain.saturating_add(1);
    }

    /// A cheaper plan was found: what was looked for in vain before may be there now.
    pub const fn begin_anew(&mut self) {
        self.vain = 0;
    }
}

/// Parts on a sheet of a plan, and whether sheets met serve to put together others.
pub fn serves(problem: &Problem, sheets: usize) -> (u32, bool) {
    let count = (sheets as u32).max(1);
    let on_sheet = (problem.parts / count).max(1);
    let (most, per_sheet) = MOST_ON_SHEET;
    (
        on_sheet,
        on_sheet <= most.min(per_sheet.saturating_mul(count)),
    )
}

/// Changes in vain after which a walk from sheets put together is given up.
pub fn short_patience(problem: &Problem, sheets: usize, rng: &mut Rng) -> u32 {
    let (on_sheet, _) = serves(problem, sheets);
    times(SHORT_PATIENCE << rng.below(4), problem, on_sheet)
}

/// So many times parts, times parts on a sheet.
fn times(each: u32, problem: &Problem, on_sheet: u32) -> u32 {
    let parts = problem.parts.max(FEW_PARTS).saturating_mul(on_sheet);
    each.saturating_mul(parts).min(PATIENCE)
}
