//! Larger leftovers, looked for as if each were one more part of the job: it must find a place beside all others.
//!
//! An aim starts with the leftover in place on a sheet of its own; the other sheets are those of the best plan but the
//! least used one, or empty, or are cut into strips anew (`strips`), and room is looked for for the parts that are then
//! missing.
//! Aims beside the best plan are taken boldly first, half way from the leftover so far to all that is left over; each
//! that is missed some times brings the next one nearer, and the next round looks for longer. Aims beside strips go by
//! what the strips leave to do. By turns whole plans of strips are made.

use super::climb::{Climb, Measure};
use super::neat::{Change, without_last};
use super::problem::Problem;
use super::recreate::{Fill, Order, Recreate};
use super::state::{Rest, State};
use super::strips;
use super::tree::{ROOT, Sheet};
use crate::order::sort_by_key;
use crate::rng::Rng;
use crate::solution::Axis;

/// Steps from an aim half way to what is left over at most down to the smallest gain.
const STEPS: u32 = 7;
/// Sizes of leftover tried at each step.
const TRIES: u32 = 3;
/// Rounds of all steps, each looking twice as long as the one before.
const ROUNDS: u32 = 4;
/// An aim beside strips starts from the fullest of the plans of strips that this much work gives.
const FILL_WORK: u64 = 60_000;
/// Of so many units of work one goes into plans of strips.
const STRIPS_SHARE: u64 = 3;
/// One in so many aims is beside plans of strips, where there are some.
const BESIDE_STRIPS: u32 = 4;
/// One in so many of the others is beside empty sheets.
const BESIDE_NOTHING: u32 = 2;
/// Sizes drawn for each try.
const DRAWS: u32 = 200;
/// Parts beside a leftover that is aimed at, at most.
const MOST_IN_ROW: u32 = 6;
/// Smallest gain, as a share of the leftover so far: one in so many.
const LEAST_GAIN: i64 = 512;
/// What a further turn counts in an aim, in thousandths of an empty sheet: one of these each time.
const TURN_COSTS: [i64; 4] = [0, 1, 3, 10];

/// The aims of a run.
#[derive(Debug, Default)]
pub struct Aims {
    /// Aims missed since the last one reached at this step.
    missed: u32,
    step: u32,
    round: u32,
    /// How the last leftover that was reached lies.
    lies: u32,
    /// Work that went into plans of strips, and into aims.
    strip_work: u64,
    aim_work: u64,
    aim: Option<Aim>,
    filling: Option<Filling>,
}

/// The plans of strips of which the fullest is looked for.
#[derive(Debug, Default)]
struct Filling {
    fullest: Vec<Sheet>,
    work: u64,
}

/// A leftover aimed at.
#[derive(Debug)]
struct Aim {
    problem: Problem,
    climb: Climb,
    lies: u32,
    is_beside_strips: bool,
}

impl Aims {
    /// How often all aims have been tried.
    pub const fn rounds(&self) -> u32 {
        self.round
    }

    /// True when nothing larger was found for long.
    pub const fn is_done(&self) -> bool {
        self.round >= ROUNDS
    }

    /// One change. `sheets` are those of the best plan so far.
    pub fn change(
        &mut self,
        problem: &Problem,
        (sheets, cost, rest): (&[Sheet], u64, Rest),
        rng: &mut Rng,
    ) -> Change {
        let Some(Aim {
            problem: more,
            climb,
            lies,
            is_beside_strips,
        }) = &mut self.aim
        else {
            return self.prepare(problem, (sheets, cost, rest), rng);
        };
        let (work, _) = climb.change(more, rng);
        self.aim_work += work;
        let weight = more.kinds.last().map_or(0, |kind| kind.weight);
        let is_far = climb.best.missing > weight / 3;
        let is_near = climb.best.missing < weight / 25;
        // An aim that is nearly reached is worth four times the patience.
        let patience = patience(problem) << (self.round + 2 * u32::from(is_near));
        let mut found = None;
        if climb.present.missing == 0 {
            let state = without_last(problem, more, &climb.state);
            if state.rest(problem) < rest {
                found = Some(state);
                self.lies = *lies;
                self.missed = 0;
                self.aim = None;
            } else {
                self.miss();
            }
        } else if climb.fruitless > patience {
            // Strips are another plan each time.
            if *is_beside_strips {
                self.aim = None;
            } else {
                if is_far {
                    self.missed = TRIES - 1;
                }
                self.miss();
            }
        }
        Change { work, found }
    }

    /// A piece of the way to the next aim.
    fn prepare(
        &mut self,
        problem: &Problem,
        (sheets, cost, rest): (&[Sheet], u64, Rest),
        rng: &mut Rng,
    ) -> Change {
        if let Some(filling) = &mut self.filling {
            let (filled, work) = strips::fill(problem, sheets.len() - 1, rng);
            filling.work += work;
            if weight_of(&filled) > weight_of(&filling.fullest) {
                filling.fullest = filled;
            }
            if filling.work >= FILL_WORK {
                let filled = self.filling.take().map(|filling| filling.fullest);
                self.begin(problem, (sheets, cost), filled, rng);
            }
            self.aim_work += work;
            return Change::none(work);
        }
        let has_strips = problem.has_strips();
        if has_strips && self.strip_work * STRIPS_SHARE <= self.aim_work {
            let change = strips(problem, (sheets, cost, rest), rng);
            self.strip_work += change.work;
            return change;
        }
        if has_strips && rng.below(BESIDE_STRIPS) == 0 {
            self.filling = Some(Filling::default());
        } else {
            self.begin(problem, (sheets, cost), None, rng);
        }
        self.aim_work += 1;
        Change::none(1)
    }

    /// Begins an aim beside the sheets given, or else beside all but one sheet of the best plan.
    fn begin(
        &mut self,
        problem: &Problem,
        (sheets, cost): (&[Sheet], u64),
        filled: Option<Vec<Sheet>>,
        rng: &mut Rng,
    ) {
        let lies = if rng.below(3) == 0 {
            self.lies
        } else {
            rng.below(3)
        };
        let is_beside_strips = filled.is_some();
        let size = size(problem, (sheets, filled.as_deref()), self.step, lies, rng);
        self.aim = size.and_then(|size| {
            let mut more = problem.with_part(size);
            more.turn_cost = Problem::turns_at(TURN_COSTS[rng.below(4) as usize]);
            let is_beside_nothing = !is_beside_strips && rng.below(BESIDE_NOTHING) == 0;
            let filled = filled.or_else(|| is_beside_nothing.then(Vec::new));
            let state = begin(&more, sheets, filled, size, rng)?;
            let climb = Climb::new(&more, state, cost, Measure::Room, rng);
            Some(Aim {
                problem: more,
                climb,
                lies,
                is_beside_strips,
            })
        });
        if self.aim.is_none() && !is_beside_strips {
            self.miss();
        }
    }

    fn miss(&mut self) {
        self.aim = None;
        self.missed += 1;
        if self.missed == TRIES {
            self.missed = 0;
            self.step += 1;
            if self.step == STEPS {
                self.round += 1;
                self.step = 1;
            }
        }
    }
}

/// Changes without gain after which an aim of the first round is given up.
fn patience(problem: &Problem) -> u32 {
    1_000 + 8 * problem.parts.min(1_000)
}

/// The size of the next leftover to look for; none when no larger one can be.
fn size(
    problem: &Problem,
    (sheets, filled): (&[Sheet], Option<&[Sheet]>),
    step: u32,
    lies: u32,
    rng: &mut Rng,
) -> Option<(i32, i32)> {
    let area = |w: i32, h: i32| i64::from(w) * i64::from(h);
    let leftovers = || {
        sheets.iter().flat_map(|sheet| {
            let ids = sheet.leftovers().iter();
            ids.map(|&id| (sheet.node(id).w, sheet.node(id).h))
        })
    };
    let waste: i64 = leftovers().map(|(w, h)| area(w, h)).sum();
    let have = leftovers()
        .filter(|&(w, h)| problem.is_worth_keeping(w, h))
        .map(|(w, h)| area(w, h))
        .max()
        .unwrap_or_default();
    let least = have + have / LEAST_GAIN + 1;
    let sheet = sheets.get(rng.below(sheets.len() as u32) as usize)?;
    let sheet = &problem.sheets[sheet.stock as usize];
    let whole = area(sheet.w, sheet.h);
    let most = match filled {
        None => waste.min(whole),
        // What is not on the other sheets lies beside it.
        Some(filled) => whole - parts_left(problem, filled),
    };
    if least > most {
        return None;
    }
    let want = match filled {
        None => least.max(have + ((most - have) >> (step + 1))),
        Some(_) => least.max(most - ((most - have) >> (1 + rng.below(3)))),
    };
    // Parts lie beside it, one after the other, so that only some sizes use up all of the room: of those drawn the
    // least that is large enough.
    (0..DRAWS)
        .map(|_| {
            // A strip as long or as wide as the sheet, or neither.
            let beside = |axis, rng: &mut Rng| row_of_parts(problem, axis, rng);
            let w = sheet.w - if lies == 0 { 0 } else { beside(Axis::X, rng) };
            let h = sheet.h - if lies == 1 { 0 } else { beside(Axis::Y, rng) };
            (w, h)
        })
        .filter(|&(w, h)| w > 0 && h > 0 && problem.is_worth_keeping(w, h))
        .filter(|&(w, h)| (want..=most).contains(&area(w, h)))
        .min_by_key(|&(w, h)| area(w, h))
}

fn weight_of(sheets: &[Sheet]) -> i64 {
    sheets.iter().map(|sheet| sheet.weight).sum()
}

/// Area of the parts that are not on these sheets.
fn parts_left(problem: &Problem, sheets: &[Sheet]) -> i64 {
    let area = |kind: u32| {
        let kind = &problem.kinds[kind as usize];
        i64::from(kind.w) * i64::from(kind.h)
    };
    let kinds = (0_u32..).zip(&problem.kinds);
    let all: i64 = kinds
        .map(|(index, kind)| area(index) * i64::from(kind.demand))
        .sum();
    all - sheets
        .iter()
        .flat_map(Sheet::parts_on)
        .map(area)
        .sum::<i64>()
}

/// Extent of a few parts in a row.
fn row_of_parts(problem: &Problem, axis: Axis, rng: &mut Rng) -> i32 {
    let mut sum = 0_i32;
    for _ in 0..rng.below(MOST_IN_ROW + 1) {
        let kind = &problem.kinds[rng.below(problem.kinds.len() as u32) as usize];
        let is_turned = kind.can_turn && rng.below(2) == 0;
        let extent = if is_turned == (axis == Axis::X) {
            kind.h
        } else {
            kind.w
        };
        sum = sum.saturating_add(extent);
    }
    sum
}

/// A plan of strips, what has no place in them put where it fits.
fn strips(problem: &Problem, (sheets, cost, rest): (&[Sheet], u64, Rest), rng: &mut Rng) -> Change {
    let (filled, steps) = strips::fill(problem, sheets.len(), rng);
    let mut state = State::load(problem, &filled);
    let fill = Fill {
        budget: cost,
        limit: 0,
        blink: 0,
        order: Order::RestrictedLarge,
    };
    let (work, _) = Recreate::default().fill(problem, &mut state, rng, fill);
    state.keep();
    let is_better = state.missing() == 0 && state.rest(problem) < rest;
    Change {
        work: work + steps,
        found: is_better.then_some(state),
    }
}

/// A plan of the sheets given, or else the best one with one of its least used sheets emptied, and the last kind of the
/// job cut from a sheet of its own.
fn begin(
    problem: &Problem,
    sheets: &[Sheet],
    filled: Option<Vec<Sheet>>,
    size: (i32, i32),
    rng: &mut Rng,
) -> Option<State> {
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
    let mut state = State::load(problem, filled.as_deref().unwrap_or(sheets));
    if filled.is_none() {
        state.remove(problem, chosen, ROOT);
    }
    let index = state.open(problem, stock);
    let (axis, _) = problem.split(problem.sheets[stock].place(), size, false)?;
    let kind = problem.kinds.len() as u32 - 1;
    state.insert(problem, index, ROOT, kind, size, axis);
    Some(state)
}
