//! One larger leftover, looked for as if it were one more part of the job.
//!
//! A walk begins with the leftover in place on a sheet of its own, beside other sheets or none. Where it ends in vain and
//! sheets met serve (`starts`), plans put together from those follow, as they do for a plan of fewer sheets, each the
//! start of a short walk; an aim that even fractions of such sheets don't reach is given up at once.

use super::climb::{Climb, Measure};
use super::extra::without_last;
use super::pool::Pool;
use super::recreate::{Fill, Recreate};
use super::starts;
use super::state::State;
use super::tree::{ROOT, Sheet};
use super::waiting::Order;
use crate::order::sort_by_key;
use crate::problem::Problem;
use crate::rng::Rng;

/// Plans put together for an aim of the first round, at most.
const PLANS: u32 = 4;

/// A leftover aimed at.
#[derive(Debug)]
pub struct Aim {
    /// The job with the leftover as its last kind of part.
    problem: Problem,
    /// What sheets may cost together.
    budget: u64,
    walk: Climb,
    /// Changes without gain after which the walk is given up.
    patience: u32,
    /// Plans that may still be put together.
    plans: u32,
    /// True while one is.
    is_combining: bool,
    /// How many sheets the best plan has.
    sheets: usize,
    /// Which way the leftover lies.
    pub lies: u32,
    /// Area of the leftover.
    pub area: i64,
    /// True beside sheets cut into strips.
    pub is_beside_strips: bool,
}

/// What became of an aim.
#[derive(Debug)]
pub enum End {
    /// A plan with such a leftover, for the job without it.
    Reached(Box<State>),
    /// None was found.
    Missed,
    /// None can be put together from sheets met, even in fractions.
    TooLarge,
}

/// Where an aim begins.
#[derive(Debug)]
pub enum Beside {
    /// The best plan, one of its least used sheets emptied.
    Plan,
    /// Nothing: all parts are still to be cut.
    Nothing,
    /// These sheets, cut into strips.
    Strips(Vec<Sheet>),
}

impl Aim {
    /// Aims at a leftover of this size, beside the sheets of the best plan, which cost so much, or others. Returns the work
    /// done too; none where no sheet is large enough.
    pub fn new(
        problem: &Problem,
        (sheets, cost): (&[Sheet], u64),
        (size, lies, turn_cost): ((i32, i32), u32, i64),
        beside: Beside,
        round: u32,
        rng: &mut Rng,
    ) -> Option<(Self, u64)> {
        let mut more = problem.with_part(size);
        more.turn_cost = Problem::turns_at(turn_cost);
        let is_beside_strips = matches!(beside, Beside::Strips(_));
        let (state, work) = begin(&more, (sheets, cost), beside, size, rng)?;
        let (_, serves) = starts::serves(&more, sheets.len());
        let aim = Self {
            walk: Climb::new(&more, state, cost, Measure::Room, rng),
            budget: cost,
            patience: (1_000 + 8 * problem.parts.min(1_000)) << round,
            plans: if serves && !is_beside_strips {
                PLANS << round
            } else {
                0
            },
            is_combining: false,
            sheets: sheets.len(),
            lies,
            area: i64::from(size.0) * i64::from(size.1),
            is_beside_strips,
            problem: more,
        };
        Some((aim, work))
    }

    /// The job with the leftover as its last kind of part.
    pub const fn job(&self) -> &Problem {
        &self.problem
    }

    /// One change. `pool` holds sheets of this job.
    pub fn change(
        &mut self,
        problem: &Problem,
        pool: Option<&mut Pool>,
        rng: &mut Rng,
    ) -> (u64, Option<End>) {
        let Some(pool) = pool else {
            self.plans = 0;
            return self.walk(problem, None, rng);
        };
        if !self.is_combining {
            return self.walk(problem, Some(pool), rng);
        }
        let (work, state) = pool.combine(&self.problem, self.budget, rng);
        if let Some(state) = state {
            self.is_combining = false;
            self.walk = Climb::new(&self.problem, state, self.budget, Measure::Room, rng);
            self.patience = starts::short_patience(&self.problem, self.sheets, rng);
            return (work, None);
        }
        (work, pool.is_hopeless().then_some(End::TooLarge))
    }

    fn walk(
        &mut self,
        problem: &Problem,
        pool: Option<&mut Pool>,
        rng: &mut Rng,
    ) -> (u64, Option<End>) {
        let (mut work, is_taken) = self.walk.change(&self.problem, rng);
        if self.walk.present.missing == 0 {
            let state = without_last(problem, &self.problem, &self.walk.state);
            return (work, Some(End::Reached(Box::new(state))));
        }
        if let Some(pool) = pool {
            work += pool.follow(&self.walk, is_taken);
        }
        let weight = self.problem.kinds.last().map_or(0, |kind| kind.weight);
        // An aim that is nearly reached is worth four times the patience.
        let is_near = self.walk.best.missing < weight / 25;
        if self.walk.fruitless <= self.patience << (2 * u32::from(is_near)) {
            return (work, None);
        }
        self.is_combining = self.plans > 0;
        self.plans = self.plans.saturating_sub(1);
        (work, (!self.is_combining).then_some(End::Missed))
    }
}

/// The leftover, the last kind of the job, cut from a sheet of its own, beside other sheets.
fn begin(
    problem: &Problem,
    (sheets, cost): (&[Sheet], u64),
    beside: Beside,
    size: (i32, i32),
    rng: &mut Rng,
) -> Option<(State, u64)> {
    let usage = |index: u32| {
        let sheet = &sheets[index as usize];
        sheet.weight / (problem.sheets[sheet.stock as usize].value >> 20).max(1)
    };
    let mut order: Vec<u32> = (0..sheets.len() as u32)
        .filter(|&index| {
            let kind = &problem.sheets[sheets[index as usize].stock as usize];
            size.0 <= kind.w && size.1 <= kind.h
        })
        .collect();
    sort_by_key(&mut order, |&index| usage(index));
    let chosen = *order.get(rng.below(order.len().min(2) as u32) as usize)?;
    let stock = sheets[chosen as usize].stock as usize;
    let mut state = match &beside {
        Beside::Plan => {
            let mut state = State::load(problem, sheets);
            state.remove(problem, chosen, ROOT);
            state
        }
        Beside::Nothing => State::new(problem),
        Beside::Strips(filled) => State::load(problem, filled),
    };
    let index = state.open(problem, stock);
    let (axis, _) = problem.split(problem.sheets[stock].place(), size, false)?;
    let kind = problem.kinds.len() as u32 - 1;
    state.insert(problem, index, ROOT, kind, size, axis);
    let mut work = 1;
    if matches!(beside, Beside::Nothing) {
        let fill = Fill {
            budget: cost,
            limit: i64::MAX,
            blink: 20,
            order: match rng.below(3) {
                0 => Order::RestrictedLarge,
                1 => Order::Large,
                _ => Order::Restricted,
            },
            widens: false,
        };
        (work, _) = Recreate::default().fill(problem, &mut state, rng, fill);
    }
    Some((state, work))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;
    use crate::problem::job_of;
    use crate::rng::Rng;
    use proptest::prelude::*;

    /// Follows an aim to its end.
    fn end(aim: &mut Aim, problem: &Problem, mut pool: Option<&mut Pool>, rng: &mut Rng) -> End {
        loop {
            let (work, end) = aim.change(problem, pool.as_deref_mut(), rng);
            assert!(work > 0);
            if let Some(end) = end {
                return end;
            }
        }
    }

    fn start(problem: &Problem, size: (i32, i32), rng: &mut Rng) -> Aim {
        let mut state = State::new(problem);
        let fill = Fill {
            budget: u64::MAX,
            limit: i64::MAX,
            blink: 0,
            order: Order::RestrictedLarge,
            widens: false,
        };
        Recreate::default().fill(problem, &mut state, rng, fill);
        let plan = (state.save(), state.cost());
        let wanted = (size, 0, 0);
        let (aim, _) = Aim::new(problem, (&plan.0, plan.1), wanted, Beside::Plan, 0, rng).unwrap();
        aim
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn what_is_reached_is_a_whole_plan_with_such_a_leftover(
            parts in prop::collection::vec((100_i64..1_300, 100_i64..900, 1_u32..6, any::<bool>()), 2..9),
            (w, h) in (200_i32..1_500, 200_i32..1_500),
            seed in any::<u64>(),
        ) {
            let problem = Problem::new(&job_of(&parts));
            let mut rng = Rng::new(seed);
            let size = (w * 1_000, h * 1_000);
            let mut aim = start(&problem, size, &mut rng);
            let mut pool = Pool::new(aim.job());
            if let End::Reached(state) = end(&mut aim, &problem, pool.as_mut(), &mut rng) {
                prop_assert_eq!(state.missing(), 0);
                prop_assert!(state.cost() <= aim.budget);
                let is_there = state.open_sheets().any(|index| {
                    let sheet = &state.sheets[index as usize];
                    let mut leftovers = sheet.leftovers().iter().map(|&id| sheet.node(id));
                    leftovers.any(|left| left.w >= size.0 && left.h >= size.1)
                });
                // The leftover on a sheet of its own leaves a plan with a sheet less.
                prop_assert!(is_there || state.cost() < aim.budget);
            }
        }

        #[test]
        fn what_has_room_is_reached_and_the_pool_serves_the_next_aim(seed in any::<u64>()) {
            // The parts fill two thirds of two sheets: room for a small leftover, never for a whole sheet.
            let parts: Vec<_> = (0..24).map(|at| (310 + 13 * at, 290 + 17 * (at % 7), 2, true)).collect();
            let problem = Problem::new(&job_of(&parts));
            let mut rng = Rng::new(seed);
            let mut pool = None;
            for (size, has_room) in [((300_000, 400_000), true), ((2_700_000, 2_000_000), false), ((400_000, 300_000), true)] {
                let mut aim = start(&problem, size, &mut rng);
                let pool = pool.get_or_insert_with(|| Pool::new(aim.job()).unwrap());
                pool.turn_to(aim.job());
                let end = end(&mut aim, &problem, Some(pool), &mut rng);
                prop_assert_eq!(matches!(end, End::Reached(_)), has_room, "{:?}", end);
                if let End::Reached(state) = end {
                    prop_assert_eq!(state.missing(), 0);
                    prop_assert!(state.cost() <= aim.budget);
                }
            }
        }
    }

    #[test]
    fn what_is_too_large_for_all_sheets_met_is_given_up() {
        // Each sheet is filled by one part, so that there is no room for more without another sheet.
        let problem = Problem::new(&job_of(&[(2_700, 2_000, 9, false)]));
        let mut rng = Rng::new(1);
        let mut aim = start(&problem, (1_000_000, 1_000_000), &mut rng);
        let mut pool = Pool::new(aim.job());
        let end = end(&mut aim, &problem, pool.as_mut(), &mut rng);
        assert!(matches!(end, End::TooLarge), "{end:?}");
    }
}
