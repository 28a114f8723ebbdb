//! Larger leftovers, looked for as if each were one more part of the job: it must find a place beside all others.
//!
//! An aim (`aim`) starts with the leftover in place on a sheet of its own; the other sheets are those of the best plan but
//! the least used one, or empty, or are cut into strips anew (`strips`), and room is looked for for the parts that are
//! then missing. Sheets met on the way to one aim serve the next.
//! Aims beside the best plan are taken boldly first, half way from the leftover so far to all that is left over; each
//! that is missed some times brings the next one nearer, and the next round looks for longer. Aims beside strips go by
//! what the strips leave to do. By turns whole plans of strips are made.

use super::aim::{Aim, Beside, End};
use super::change::Change;
use super::pool::Pool;
use super::recreate::{Fill, Recreate};
use super::state::{Rest, State};
use super::strips;
use super::tree::Sheet;
use super::waiting::Order;
use crate::geometry::Axis;
use crate::problem::Problem;
use crate::rng::Rng;

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
    /// Area of the smallest leftover that is too large, by the way it lies, as far as this round has shown.
    too_large: [Option<i64>; 3],
    /// How the last leftover that was reached lies.
    lies: u32,
    /// Work that went into plans of strips, and into aims.
    strip_work: u64,
    aim_work: u64,
    aim: Option<Aim>,
    filling: Option<Filling>,
    /// Sheets met on the way to all aims so far.
    pool: Option<Pool>,
}

/// The plans of strips of which the fullest is looked for.
#[derive(Debug, Default)]
struct Filling {
    fullest: Vec<Sheet>,
    work: u64,
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
        let Some(aim) = &mut self.aim else {
            return self.prepare(problem, (sheets, cost, rest), rng);
        };
        let (work, end) = aim.change(problem, self.pool.as_mut(), rng);
        self.aim_work += work;
        let mut found = None;
        if let Some(end) = end {
            let (lies, area) = (aim.lies, aim.area);
            match end {
                End::Reached(state) if state.rest(problem) < rest => {
                    self.lies = lies;
                    self.missed = 0;
                    found = Some(*state);
                }
                // Strips are another plan each time.
                End::Missed if aim.is_beside_strips => {}
                End::Missed | End::Reached(_) => self.miss(),
                End::TooLarge => {
                    self.too_large[lies as usize] = Some(area);
                    self.missed = TRIES - 1;
                    self.miss();
                }
            }
            self.aim = None;
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
        let limit = self.too_large[lies as usize];
        let size = size(
            problem,
            (sheets, filled.as_deref()),
            (self.step, lies, limit),
            rng,
        );
        let Some(size) = size else {
            if filled.is_none() {
                self.miss();
            }
            return;
        };
        let beside = match filled {
            Some(filled) => Beside::Strips(filled),
            None if rng.below(BESIDE_NOTHING) == 0 => Beside::Nothing,
            None => Beside::Plan,
        };
        let turn_cost = TURN_COSTS[rng.below(4) as usize];
        let wanted = (size, lies, turn_cost);
        let Some((aim, work)) = Aim::new(problem, (sheets, cost), wanted, beside, self.round, rng)
        else {
            self.miss();
            return;
        };
        self.aim_work += work;
        match &mut self.pool {
            Some(pool) => pool.turn_to(aim.job()),
            None => self.pool = Pool::new(aim.job()),
        }
        if let Some(pool) = &mut self.pool {
            self.aim_work += pool.meet(&State::load(problem, sheets));
        }
        self.aim = Some(aim);
    }

    fn miss(&mut self) {
        self.missed += 1;
        if self.missed == TRIES {
            self.missed = 0;
            self.step += 1;
            if self.step == STEPS {
                self.round += 1;
                self.step = 1;
                self.too_large = [None; 3];
            }
        }
    }
}

/// The size of the next leftover to look for; none when no larger one can be.
fn size(
    problem: &Problem,
    (sheets, filled): (&[Sheet], Option<&[Sheet]>),
    (step, lies, limit): (u32, u32, Option<i64>),
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
        None => waste.min(whole).min(limit.unwrap_or(i64::MAX) - 1),
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
        widens: false,
    };
    let (work, _) = Recreate::default().fill(problem, &mut state, rng, fill);
    state.keep();
    let is_better = state.missing() == 0 && state.rest(problem) < rest;
    Change {
        work: work + steps,
        found: is_better.then_some(state),
    }
}
