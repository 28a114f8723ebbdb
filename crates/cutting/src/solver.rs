//! The optimiser: any-time, in bounded steps, deterministic for a seed.
//!
//! A plan is first built from nothing a few times. Then its budget is set just below what the best plan costs, its
//! worst sheets are emptied, and pieces are taken out and put in again until no part is left out: a better plan, and
//! the next round. Beside it, and before it in a large job, plans are made of patterns that are cut several times. A
//! lower bound ends that search when it is met. Meanwhile a share of the work goes into plans of the same cost with a
//! larger single leftover, then fewer cuts.

use crate::bound::{self, Prover, Sharpener};
use crate::instance::Instance;
use crate::outcome::{Bound, Outcome, Unplaceable};
use crate::problem::{Problem, TURN_COST, unplaceable};
use crate::rng::Rng;
use crate::rules::Goal;
use crate::search::batch::Batch;
use crate::search::change::Change;
use crate::search::export;
use crate::search::import;
use crate::search::neat::Neat;
use crate::search::offcuts;
use crate::search::recreate::{Fill, Recreate};
use crate::search::starts::Starts;
use crate::search::state::{Rest, State};
use crate::search::targets::{Race, Targets};
use crate::search::tree::Sheet;
use crate::search::waiting::Order;
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
    /// The cost is proven lowest and a neater plan was looked for in vain, or there is nothing to place; further steps
    /// do nothing.
    Done,
}

/// The optimiser. Owns what it needs of the instance; [`step`](Self::step) it as long as time allows.
#[derive(Debug)]
pub struct Solver {
    instance: Instance,
    problem: Problem,
    /// Sheets of an earlier plan to start from.
    earlier: Vec<Sheet>,
    /// What is cut from offcuts before the search, by the job's rule.
    settled: Vec<Sheet>,
    rng: Rng,
    phase: Phase,
    /// The search for a plan of lower cost.
    cheaper: Option<Race>,
    /// Which costs that search aims at where sheets differ.
    targets: Targets,
    /// Where its walks begin.
    starts: Starts,
    /// Changes for a cheaper plan since the best one was found.
    tried: u32,
    /// The search for a plan of the same cost with a larger leftover and fewer turns and cuts.
    neater: Neat,
    best: Option<Best>,
    bound: Bound,
    /// Sharpens the bound beside the search; none before it or when it can prove no more.
    prover: Option<Prover>,
    /// Makes plans of patterns beside the search; none before it or where it can't.
    batch: Option<Batch>,
    work: Work,
}

/// What has been done on what.
#[derive(Clone, Copy, Debug, Default)]
struct Work {
    total: u64,
    cheaper: u64,
    neater: u64,
    prover: u64,
    batch: u64,
}

#[derive(Debug)]
struct Best {
    sheets: Vec<Sheet>,
    missing: i64,
    cost: u64,
    /// Cost less the credit for leftovers.
    net_cost: u64,
    rest: Rest,
    /// What sets it apart by the plan as it is written out.
    judged: Rest,
    unplaced: Vec<u32>,
    solution: Solution,
    /// False while `solution` is older than `sheets`.
    is_written: bool,
}

#[derive(Debug)]
enum Phase {
    /// So many plans have been built from nothing.
    Start(u32),
    /// The lower bound is sharpened.
    Sharpen(Sharpener),
    /// Ruin and recreate, for a lower cost and for a neater plan by turns.
    Climb,
    /// Nothing is left to do.
    Done,
}

/// Most plans built from nothing before the search proper.
const STARTS: u32 = 24;
/// No more of them once they have taken this much work, so that a long job gets to the search in time.
const START_WORK: u64 = 60_000;
/// Of so many units of work one goes into a neater plan while a cheaper one is looked for.
const NEATER_SHARE: u64 = 10;
/// Of so many units of work for a cheaper plan one goes into the bound; and once such a plan has been looked for in vain
/// for long.
const PROVER_SHARE: u64 = 10;
const PROVER_SHARE_IN_VAIN: u64 = 2;
/// Of so many units of work for a cheaper plan, others not counted, one goes into plans of patterns.
const BATCH_SHARE: u64 = 2;
/// Parts of a job up to which the search works beside plans of patterns, not after them.
const MOST_SEARCHED: u32 = 1_000;
/// Changes for a cheaper plan in vain before neater plans and the bound get more of the work.
const VAIN_CHANGES: u32 = 90_000;

impl Solver {
    /// Prepares a run; no plan is made yet.
    #[must_use]
    pub fn new(instance: &Instance, options: Options) -> Self {
        let mut problem = Problem::new(instance);
        let mut rng = Rng::new(options.seed);
        let settled = offcuts::settle(&mut problem, instance, &mut rng);
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
            net_cost: 0,
            rest: Rest::default(),
            judged: Rest::default(),
            unplaced: Vec::new(),
            solution: export::solution(instance, &problem, &settled),
            is_written: true,
        });
        Self {
            instance: instance.clone(),
            problem,
            earlier: Vec::new(),
            settled,
            rng,
            phase,
            cheaper: None,
            targets: Targets::default(),
            starts: Starts::default(),
            tried: 0,
            neater: Neat::default(),
            best,
            bound,
            prover: None,
            batch: None,
            work: Work::default(),
        }
    }

    /// Starts from an earlier plan of the same or a similar job, so that a small change of the job doesn't turn the whole
    /// plan over: the plan made of it gives way only to one of lower cost, or to a neater one found from it. Part
    /// indices are this job's; parts that it does not have are left out, and those that are new are added.
    pub fn resume(&mut self, earlier: &Solution) {
        if let Phase::Start(0) = self.phase {
            self.earlier = import::sheets(&self.instance, &self.problem, earlier);
        }
    }

    /// Does about `work` units of work (one is roughly a third of a microsecond natively) and returns. The first step
    /// always ends with a complete plan, however small `work` is.
    pub fn step(&mut self, work: u64) -> Status {
        let end = self.work.total.saturating_add(work);
        loop {
            match self.phase {
                Phase::Start(round) => self.start(round),
                Phase::Sharpen(_) => self.sharpen(),
                Phase::Climb => self.climb(),
                Phase::Done => break,
            }
            if self.work.total >= end {
                break;
            }
        }
        let is_new = self.write();
        match (is_new, &self.phase) {
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
    pub fn bound(&self) -> Bound {
        let mut bound = self.bound;
        for sheet in &self.settled {
            bound.sheets += 1;
            bound.cost += self.problem.sheets[sheet.stock as usize].cost;
        }
        bound.cost = if self.problem.is_free {
            0
        } else {
            bound.cost / self.problem.unit
        };
        bound
    }

    /// True when everything placeable is placed and no plan can cost less, or have fewer sheets where none has a price.
    /// Of a plan without sheets there is nothing to prove.
    #[must_use]
    pub fn is_optimal(&self) -> bool {
        let priced = |cost: u64| cost / self.problem.unit;
        self.best.as_ref().is_some_and(|best| {
            let is_empty = best.sheets.is_empty() && self.settled.is_empty();
            !is_empty && best.missing == 0 && priced(best.cost) <= priced(self.bound.cost)
        })
    }

    /// True when moreover no plan of that cost can have fewer sheets or leave more offcuts in stock: none costs less by
    /// the search's own count.
    fn is_settled(&self) -> bool {
        self.best
            .as_ref()
            .is_some_and(|best| best.missing == 0 && best.cost <= self.bound.cost)
    }

    /// Units of work done so far.
    #[must_use]
    pub const fn work_done(&self) -> u64 {
        self.work.total
    }

    /// The parts that [`best`](Self::best) leaves out, by index, and why.
    #[must_use]
    pub fn unplaced(&self) -> Vec<Unplaceable> {
        let counts = self.best.as_ref().map(|best| best.unplaced.as_slice());
        unplaceable::left_out(&self.problem, counts.unwrap_or_default())
    }

    /// Everything about the best plan so far.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        Outcome {
            solution: self.best().cloned().unwrap_or_default(),
            bound: self.bound(),
            is_optimal: self.is_optimal(),
            work: self.work.total,
            unplaced: self.unplaced(),
        }
    }

    fn start(&mut self, round: u32) {
        let fill = Fill {
            budget: u64::MAX,
            limit: i64::MAX,
            blink: if round < 4 { 0 } else { 20 },
            order: match round % 3 {
                0 => Order::RestrictedLarge,
                1 => Order::Large,
                _ => Order::Restricted,
            },
            widens: false,
        };
        let is_resumed = !self.earlier.is_empty();
        let mut state = if round == 0 {
            State::load(&self.problem, &self.earlier)
        } else {
            State::new(&self.problem)
        };
        let (work, _) = Recreate::default().fill(&self.problem, &mut state, &mut self.rng, fill);
        self.work.total += work;
        let is_cheaper = |best: &Best| (state.missing(), state.cost()) < (best.missing, best.cost);
        if !is_resumed || self.best.as_ref().is_none_or(is_cheaper) {
            self.take_if_better(&state);
        }
        if self.is_settled() {
            self.begin_climb();
        } else if round + 1 < STARTS && self.work.total < START_WORK {
            self.phase = Phase::Start(round + 1);
        } else {
            self.phase = Phase::Sharpen(Sharpener::new(&self.problem));
        }
    }

    fn begin_climb(&mut self) {
        self.phase = Phase::Climb;
        self.batch = Batch::new(&self.problem);
        self.starts = Starts::new(&self.problem);
    }

    fn sharpen(&mut self) {
        let cost = self.problem.only_size().map_or(0, |sheet| sheet.cost);
        let Phase::Sharpen(sharpener) = &mut self.phase else {
            return;
        };
        match sharpener.step(&mut self.bound, cost) {
            Some(work) => self.work.total += work,
            None => {
                self.prover = Prover::new(&self.problem);
                self.begin_climb();
                return;
            }
        }
        if self.is_settled() {
            self.begin_climb();
        }
    }

    fn climb(&mut self) {
        if self.is_settled() {
            self.count_sheets();
        }
        let is_settled = self.is_settled();
        let is_complete = self.best.as_ref().is_some_and(|best| best.missing == 0);
        if is_settled && self.neater.is_done(&self.problem) {
            self.phase = Phase::Done;
        } else if is_settled && self.is_batch_next() {
            self.batch();
        } else if is_complete
            && (is_settled || self.work.neater * self.neater_share() < self.work.cheaper)
        {
            self.neater();
        } else if self.is_batch_next() {
            self.batch();
        } else if is_complete
            && self.work.prover * self.prover_share() <= self.work.cheaper
            && self.prover.is_some()
        {
            self.prove();
        } else {
            self.cheaper();
        }
    }

    /// No plan has a lower price: from now on fewer sheets are better, where that is not the same.
    fn count_sheets(&mut self) {
        let Some(best) = &mut self.best else { return };
        if !self.problem.count_sheets() {
            return;
        }
        let state = State::load(&self.problem, &best.sheets);
        best.cost = state.cost();
        best.net_cost = state.net_cost(&self.problem);
        let price = self.bound.cost.saturating_mul(self.problem.unit);
        self.bound.cost = price.saturating_add(self.bound.sheets);
        self.cheaper = None;
        self.targets = Targets::default();
        self.begin_anew();
    }

    /// True when a plan of patterns is worked on next: beside the search in its share, and before it in a large job, which
    /// the search is too slow for. It hardly finds a larger leftover, so that the search for one has that work alone.
    fn is_batch_next(&self) -> bool {
        let (is_large, beside) = if !self.is_settled() {
            (self.problem.parts > MOST_SEARCHED, self.work.cheaper)
        } else if self.problem.goal == Goal::Offcut {
            return false;
        } else {
            (false, self.work.cheaper + self.work.neater)
        };
        self.batch.is_some() && (is_large || self.work.batch * BATCH_SHARE <= beside)
    }

    /// One step towards a plan of patterns.
    fn batch(&mut self) {
        let Some(batch) = &mut self.batch else { return };
        let (work, found) = batch.step(&self.problem, &mut self.rng);
        self.work.total += work;
        self.work.batch += work;
        if batch.is_done() {
            self.batch = None;
        }
        let cost = self.best.as_ref().map(|best| best.cost);
        if let Some(state) = found
            && self.take_if_better(&state)
            && Some(state.cost()) != cost
        {
            self.cheaper = None;
            self.begin_anew();
        }
    }

    /// One step towards a higher bound.
    fn prove(&mut self) {
        let Some(prover) = &mut self.prover else {
            return;
        };
        match prover.step(&self.problem, &mut self.bound) {
            Some(work) => {
                self.work.total += work;
                self.work.prover += work;
            }
            None => self.prover = None,
        }
    }

    /// Of so many units of work one goes into a neater plan: few at first, half of them when a cheaper plan has been
    /// looked for in vain for long.
    const fn neater_share(&self) -> u64 {
        if self.tried > VAIN_CHANGES {
            2
        } else {
            NEATER_SHARE
        }
    }

    const fn prover_share(&self) -> u64 {
        if self.tried > VAIN_CHANGES {
            PROVER_SHARE_IN_VAIN
        } else {
            PROVER_SHARE
        }
    }

    /// One change of a plan whose budget is below the best one's cost, parts left out.
    fn cheaper(&mut self) {
        // Where cost comes first turns only stand in the way; the plan found is made easier to saw later.
        self.problem.turn_cost = 0;
        let Some(best) = &self.best else { return };
        let problem = &self.problem;
        let below = if best.missing > 0 {
            u64::MAX
        } else {
            best.cost.saturating_sub(1)
        };
        let rng = &mut self.rng;
        if self.cheaper.is_none() {
            let (work, race) = if problem.is_uniform || best.missing > 0 {
                let plan = (best.sheets.as_slice(), best.missing == 0);
                self.starts.next(problem, plan, below, rng)
            } else {
                let (race, work) = (self.targets).race(problem, (self.bound.cost, below), rng);
                (work, Some(race))
            };
            self.work.total += work;
            self.work.cheaper += work;
            self.cheaper = race;
        }
        let Some(climb) = self.cheaper.as_mut().and_then(Race::walk) else {
            return;
        };
        let (mut work, is_taken) = climb.change(problem, rng);
        self.tried = self.tried.saturating_add(1);
        work += self.starts.meet(climb, is_taken);
        self.work.total += work;
        self.work.cheaper += work;
        if climb.present.missing == 0 || climb.present.missing < best.missing {
            if let Some(walk) = self.cheaper.take().and_then(Race::into_walk) {
                self.targets.reached();
                if self.take_if_better(&walk.state) {
                    self.begin_anew();
                } else {
                    self.starts.missed();
                }
            }
        } else if !self.cheaper.as_mut().is_some_and(Race::turn) {
            self.cheaper = None;
            self.starts.missed();
            self.targets.missed(&self.problem);
        }
    }

    /// A cheaper plan was found: what was looked for in vain before may be there now.
    fn begin_anew(&mut self) {
        self.starts.begin_anew();
        self.tried = 0;
        self.neater = Neat::default();
    }

    /// One change of a plan that costs what the best one costs, no part left out.
    fn neater(&mut self) {
        self.problem.turn_cost = Problem::turns_at(TURN_COST);
        let Some(best) = &self.best else { return };
        let plan = (best.sheets.as_slice(), best.cost, best.rest);
        let Change { work, found } = self.neater.change(&self.problem, plan, &mut self.rng);
        self.work.total += work;
        self.work.neater += work;
        if let Some(state) = found {
            self.take_if_better(&state);
        }
    }

    /// Takes a plan as the best one when it is better.
    fn take_if_better(&mut self, state: &State) -> bool {
        let this = (state.missing(), state.net_cost(&self.problem));
        let best = self.best.as_ref();
        if best.is_some_and(|best| this > (best.missing, best.net_cost)) {
            return false;
        }
        let judged = self.judge(state);
        if best.is_some_and(|best| (this, judged) >= ((best.missing, best.net_cost), best.judged)) {
            return false;
        }
        let rest = state.rest(&self.problem);
        let solution = self
            .best
            .take()
            .map(|best| best.solution)
            .unwrap_or_default();
        self.best = Some(Best {
            sheets: state.save(),
            missing: this.0,
            cost: state.cost(),
            net_cost: this.1,
            rest,
            judged,
            unplaced: state.unplaced().to_vec(),
            solution,
            is_written: false,
        });
        true
    }

    /// What sets a plan apart from others of its cost. Cutting the sheets again from their rectangles changes what there
    /// is to saw, so that this is counted on the plan as it is written out.
    fn judge(&self, state: &State) -> Rest {
        let rest = state.rest(&self.problem);
        if self.problem.goal != Goal::Sawing {
            return rest;
        }
        let solution = export::solution(&self.instance, &self.problem, &state.save());
        let totals = solution.totals(&self.instance);
        let [.., largest] = rest.0;
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX / 4);
        let (turns, cuts) = (count(totals.turns), count(totals.cuts));
        Rest([2 * turns + cuts, turns, largest])
    }

    fn write(&mut self) -> bool {
        let Some(best) = &mut self.best else {
            return false;
        };
        if best.is_written {
            return false;
        }
        let sheets: Vec<Sheet> = self.settled.iter().chain(&best.sheets).cloned().collect();
        best.solution = export::solution(&self.instance, &self.problem, &sheets);
        best.is_written = true;
        true
    }
}

/// Runs a solver for a budget of work. The same instance, options and budget give the same outcome on every machine.
#[must_use]
pub fn solve(instance: &Instance, options: Options, work: u64) -> Outcome {
    let mut solver = Solver::new(instance, options);
    solver.step(work);
    solver.outcome()
}
