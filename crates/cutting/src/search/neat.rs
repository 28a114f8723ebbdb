//! Plans of the same cost that are neater: a larger single leftover, fewer turns and cuts.
//!
//! First a walk through complete plans looks for both at once. Then a larger leftover is looked for as if it were one
//! more part of the job: it must find a place beside all others. Once that fails, the leftover found stays in the plan
//! as a part and the rest is made easier to saw.

use super::climb::Climb;
use super::problem::Problem;
use super::state::{Rest, Score, State};
use super::tree::{Role, Sheet};
use crate::rng::Rng;
use crate::rules::Goal;

/// Steps from an aim half way to what is left over at most down to the smallest gain.
const STEPS: u32 = 6;
/// Sizes of leftover tried at each step.
const TRIES: u32 = 3;
/// Smallest gain, as a share of the leftover so far: one in so many.
const LEAST_GAIN: i64 = 256;

/// The search for a neater plan.
#[derive(Debug, Default)]
pub struct Neat {
    walk: Option<Climb<(i64, Rest)>>,
    is_walked: bool,
    /// Aims missed since the last one reached.
    missed: u32,
    aim: Option<Aim>,
    tidy: Option<Tidy>,
    is_tidy: bool,
}

/// A leftover aimed at.
#[derive(Debug)]
struct Aim {
    problem: Problem,
    climb: Climb<Score>,
}

/// Fewer turns and cuts while a leftover stays.
#[derive(Debug)]
struct Tidy {
    problem: Problem,
    climb: Climb<(i64, Rest)>,
    /// True when the last kind of the problem stands for the leftover.
    has_extra: bool,
}

/// What one change has brought.
#[derive(Debug)]
pub struct Change {
    /// The work it took.
    pub work: u64,
    /// A plan that may be better than the best one.
    pub found: Option<State>,
}

impl Neat {
    /// One change. `best` is the best plan so far, complete, and what it costs.
    pub fn change(
        &mut self,
        problem: &Problem,
        best: (&[Sheet], u64, Rest),
        rng: &mut Rng,
    ) -> Change {
        let mut change = if !self.is_walked {
            self.walk(problem, best, rng)
        } else if problem.goal == Goal::Offcut && self.missed < STEPS * TRIES {
            self.larger(problem, best, rng)
        } else {
            self.tidier(problem, best, rng)
        };
        // Every sheet is looked at to see how neat a plan is.
        change.work += best.0.len() as u64;
        change
    }

    /// True when nothing neater was found for long.
    pub const fn is_done(&self) -> bool {
        self.is_tidy
    }

    fn walk(
        &mut self,
        problem: &Problem,
        (sheets, cost, rest): (&[Sheet], u64, Rest),
        rng: &mut Rng,
    ) -> Change {
        let score = |state: &State| (state.missing(), state.rest(problem));
        let climb = self.walk.get_or_insert_with(|| {
            Climb::new(problem, State::load(problem, sheets), cost, rng, score)
        });
        let (work, is_taken) = climb.change(problem, rng, score, |_| 0);
        let mut found = None;
        let is_promising = problem.goal == Goal::Sawing || climb.present.1 < rest;
        if is_taken && climb.fruitless == 0 && climb.present.0 == 0 && is_promising {
            found = Some(State::load(problem, &climb.state.save()));
        } else if climb.fruitless > patience(problem) {
            self.is_walked = true;
            self.walk = None;
        }
        Change { work, found }
    }

    fn larger(
        &mut self,
        problem: &Problem,
        (sheets, cost, _): (&[Sheet], u64, Rest),
        rng: &mut Rng,
    ) -> Change {
        let score = |state: &State| Score {
            missing: state.missing(),
            spoilt: -state.value(),
        };
        if self.aim.is_none() {
            let Some(size) = aim(problem, sheets, self.missed / TRIES, rng) else {
                self.missed = STEPS * TRIES;
                return Change {
                    work: 1,
                    found: None,
                };
            };
            let more = problem.with_part(size);
            let state = State::load(&more, sheets);
            let climb = Climb::new(&more, state, cost, rng, score);
            self.aim = Some(Aim {
                problem: more,
                climb,
            });
        }
        let Some(Aim {
            problem: more,
            climb,
        }) = &mut self.aim
        else {
            return Change {
                work: 1,
                found: None,
            };
        };
        let (work, _) = climb.change(more, rng, score, |score| score.missing);
        let mut found = None;
        if climb.present.missing == 0 {
            found = Some(without_last(problem, more, &climb.state));
            self.missed = 0;
            self.aim = None;
            self.tidy = None;
        } else if climb.fruitless > patience(problem) * 2 {
            self.missed += 1;
            self.aim = None;
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
            .get_or_insert_with(|| Tidy::new(problem, sheets, cost, rng));
        let Tidy {
            problem: more,
            climb,
            has_extra,
        } = tidy;
        let score = |state: &State| (state.missing(), state.rest(more));
        let (work, is_taken) = climb.change(more, rng, score, |_| 0);
        let mut found = None;
        if is_taken && climb.fruitless == 0 && climb.present.0 == 0 {
            let state = if *has_extra {
                without_last(problem, more, &climb.state)
            } else {
                State::load(problem, &climb.state.save())
            };
            if problem.goal == Goal::Sawing || state.rest(problem) < rest {
                found = Some(state);
            }
        }

        self.is_tidy = climb.fruitless > patience(problem);
        Change { work, found }
    }
}

impl Tidy {
    fn new(problem: &Problem, sheets: &[Sheet], cost: u64, rng: &mut Rng) -> Self {
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
        state.keep();
        let climb = Climb::new(&more, state, cost, rng, |state| {
            (state.missing(), state.rest(&more))
        });
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

/// The size of the next leftover to look for; none when no larger one can be.
fn aim(problem: &Problem, sheets: &[Sheet], step: u32, rng: &mut Rng) -> Option<(i32, i32)> {
    let state = State::load(problem, sheets);
    let (_, have) = state.largest_leftover(problem);
    let area = |w: i32, h: i32| i64::from(w) * i64::from(h);
    let waste: i64 = sheets
        .iter()
        .flat_map(|sheet| sheet.leftovers().iter().map(|&id| sheet.node(id)))
        .map(|node| area(node.w, node.h))
        .sum();
    let least = have + have / LEAST_GAIN + 1;
    let sheet = sheets.get(rng.below(sheets.len() as u32) as usize)?;
    let sheet = &problem.sheets[sheet.stock as usize];
    let most = waste.min(area(sheet.w, sheet.h));
    if least > most {
        return None;
    }
    let want = least.max(have + ((most - have) >> (step + 1)));
    // A strip as long or as wide as the sheet, or something in between.
    let (w, h) = match rng.below(3) {
        0 => (sheet.w, want / i64::from(sheet.w) + 1),
        1 => (
            i32::try_from(want / i64::from(sheet.h) + 1).unwrap_or(sheet.w),
            i64::from(sheet.h),
        ),
        _ => {
            let narrowest = want / i64::from(sheet.h) + 1;
            let spare = u32::try_from(i64::from(sheet.w) - narrowest).unwrap_or(0);
            let w = narrowest + i64::from(rng.below(spare.max(1)));
            (i32::try_from(w).unwrap_or(sheet.w), want / w + 1)
        }
    };
    let h = i32::try_from(h).unwrap_or(i32::MAX);
    let fits = w <= sheet.w && h <= sheet.h && problem.is_worth_keeping(w, h);
    Some(if fits {
        (w, h)
    } else {
        (sheet.w, sheet.h.min(h))
    })
}

/// Puts the last kind of a job into a leftover of just its size.
fn place_last(problem: &Problem, state: &mut State, size: (i32, i32)) {
    let kind = problem.kinds.len() as u32 - 1;
    let place = state.open_sheets().find_map(|sheet| {
        let tree = &state.sheets[sheet as usize];
        tree.leftovers()
            .iter()
            .find(|&&id| (tree.node(id).w, tree.node(id).h) == size)
            .map(|&id| (sheet, id))
    });
    if let Some((sheet, id)) = place {
        state.insert(problem, sheet, id, kind, size, crate::solution::Axis::X);
    }
}

/// The plan of a job with one more part, for the job without it.
fn without_last(problem: &Problem, more: &Problem, state: &State) -> State {
    let kind = more.kinds.len() as u32 - 1;
    let mut plan = State::load(more, &state.save());
    let place = plan.open_sheets().find_map(|sheet| {
        let tree = &plan.sheets[sheet as usize];
        (0..tree.capacity())
            .find(|&id| tree.node(id).role == Role::Part && tree.node(id).kind == kind)
            .map(|id| (sheet, id))
    });
    if let Some((sheet, id)) = place {
        plan.remove(more, sheet, id);
    }
    State::load(problem, &plan.save())
}
