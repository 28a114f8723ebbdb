//! Which costs to aim at, and with which sheets, where sheets differ.
//!
//! Where all sheets are alike the next better plan has one sheet less. Where they differ there are many costs between
//! the lower bound and the best plan, and many sets of sheets of each cost. Aims are taken boldly first, half way to the
//! bound; each that is missed brings the next one nearer to the best plan, and each that is reached starts anew. Where
//! offcuts are to be spared, every other aim is the best plan itself with fewer of them.

use super::climb::{Climb, Measure};
use super::recreate::{Fill, Recreate};
use super::state::State;
use super::waiting::Order;
use crate::order::sort_by_key;
use crate::problem::Problem;
use crate::rng::Rng;

/// Steps from an aim half way to the bound down to the best plan itself.
const STEPS: u32 = 5;
/// Walks that race for an aim, each with a set of sheets of its own.
const WALKS: usize = 8;
/// Changes of each walk before the worse half is dropped for the first time.
const FIRST: u32 = 1_000;
/// Changes without a new best after which the last walk is given up, at first and at most.
const PATIENCE: (u32, u32) = (8_000, 60_000);
/// Sets of sheets drawn for each walk, of which the one with the largest sheets is taken.
const DRAWS: u32 = 4;

/// The aims of a run.
#[derive(Debug)]
pub struct Targets {
    missed: u32,
    patience: u32,
    /// The next aim is as bold as it gets; else it is the best plan with fewer offcuts.
    is_bold: bool,
}

impl Default for Targets {
    fn default() -> Self {
        Self {
            missed: 0,
            patience: PATIENCE.0,
            is_bold: false,
        }
    }
}

impl Targets {
    /// Notes that an aim was reached.
    pub const fn reached(&mut self) {
        self.missed = 0;
        self.is_bold = false;
    }

    /// Notes that an aim was missed.
    pub fn missed(&mut self, problem: &Problem) {
        if problem.spares_offcuts {
            self.is_bold = !self.is_bold;
            if self.is_bold {
                return;
            }
        }
        self.missed += 1;
        if self.missed > STEPS {
            self.missed = 0;
            self.patience = (self.patience * 2).min(PATIENCE.1);
        }
    }

    /// What the next plan may cost, between a lower bound and a cost below the best plan's.
    fn budget(&self, problem: &Problem, bound: u64, below: u64) -> u64 {
        let room = below.saturating_sub(bound);
        let is_bold = self.is_bold || !problem.spares_offcuts;
        if self.missed >= STEPS || !is_bold {
            below
        } else {
            below - (room >> (self.missed + 1))
        }
    }

    /// A race for the next aim, and the work that its start took.
    pub fn race(
        &self,
        problem: &Problem,
        (bound, below): (u64, u64),
        rng: &mut Rng,
    ) -> (Race, u64) {
        let budget = self.budget(problem, bound, below);
        let mut race = Race {
            walks: Vec::new(),
            next: 0,
            left: FIRST,
            round: FIRST,
            patience: self.patience,
        };
        let mut total = 0;
        for _ in 0..WALKS {
            let (state, work) = start(problem, budget, rng);
            race.walks
                .push(Climb::new(problem, state, budget, Measure::Room, rng));
            total += work;
        }
        (race, total)
    }
}

/// Walks from different plans to one aim; from time to time the worse half is dropped.
#[derive(Debug)]
pub struct Race {
    walks: Vec<Climb>,
    next: usize,
    /// Changes that the walk in turn has left in this round.
    left: u32,
    /// Changes of each walk in this round.
    round: u32,
    patience: u32,
}

impl Race {
    /// A single walk.
    pub fn alone(walk: Climb, patience: u32) -> Self {
        Self {
            walks: vec![walk],
            next: 0,
            left: 0,
            round: 0,
            patience,
        }
    }

    /// The walk in turn.
    pub fn walk(&mut self) -> Option<&mut Climb> {
        self.walks.get_mut(self.next)
    }

    /// Ends with the walk in turn.
    pub fn into_walk(mut self) -> Option<Climb> {
        (self.next < self.walks.len()).then(|| self.walks.swap_remove(self.next))
    }

    /// Counts one change; false when the race is given up.
    pub fn turn(&mut self) -> bool {
        if self.walks.len() == 1 {
            return self
                .walks
                .first()
                .is_some_and(|walk| walk.fruitless <= self.patience);
        }
        self.left -= 1;
        if self.left > 0 {
            return true;
        }
        self.next += 1;
        if self.next == self.walks.len() {
            sort_by_key(&mut self.walks, |walk| walk.best);
            self.walks.truncate(self.next.div_ceil(2));
            self.next = 0;
            self.round = self.round.saturating_mul(2);
        }
        self.left = self.round;
        true
    }
}

/// A plan on a set of sheets of at most this cost, and the work it took.
fn start(problem: &Problem, budget: u64, rng: &mut Rng) -> (State, u64) {
    let mut state = State::new(problem);
    let mut best: Option<(i64, Vec<usize>)> = None;
    for _ in 0..DRAWS {
        let set = draw(problem, budget, rng);
        let value = set.iter().map(|&stock| problem.sheets[stock].value).sum();
        if best.as_ref().is_none_or(|&(most, _)| value > most) {
            best = Some((value, set));
        }
    }
    let (_, set) = best.unwrap_or_default();
    for stock in set {
        state.open(problem, stock);
    }
    let fill = Fill {
        budget,
        limit: i64::MAX,
        blink: 20,
        order: Order::RestrictedLarge,
        widens: false,
    };
    let (work, _) = Recreate::default().fill(problem, &mut state, rng, fill);
    state.close_empty(problem);
    state.keep();
    (state, work)
}

/// Sheets drawn one by one, the larger the likelier, as long as the budget lasts.
fn draw(problem: &Problem, budget: u64, rng: &mut Rng) -> Vec<usize> {
    let mut set = Vec::new();
    let mut left = budget;
    let mut stock: Vec<u32> = problem.sheets.iter().map(|sheet| sheet.quantity).collect();
    loop {
        let can_buy = |index: &usize| stock[*index] > 0 && problem.sheets[*index].cost <= left;
        let total: i64 = (0..stock.len())
            .filter(can_buy)
            .map(|index| weight(problem, index))
            .sum();
        if total == 0 || set.len() >= problem.parts as usize {
            return set;
        }
        let mut at = (rng.next() >> 1) as i64 % total;
        let chosen = (0..stock.len()).filter(can_buy).find(|&index| {
            at -= weight(problem, index);
            at < 0
        });
        let Some(chosen) = chosen else { return set };
        stock[chosen] -= 1;
        left -= problem.sheets[chosen].cost;
        set.push(chosen);
    }
}

/// How likely a sheet is drawn; below 2^40 each, as a job has far fewer than 2^20 sizes of sheet.
fn weight(problem: &Problem, index: usize) -> i64 {
    1 + (problem.sheets[index].value >> 4)
}
