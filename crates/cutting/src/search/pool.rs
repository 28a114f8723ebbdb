//! Sheets met on walks, put together anew: a walk that is stuck has often met every sheet of a better plan, though never
//! at once.
//!
//! A linear program over all of them says how much of each the cheapest plan takes. What it takes most of is cut, and the
//! program is asked again for the parts left, until no sheet met fits any more (set covering by diving, as in column
//! generation for cutting stock: G. Belov and G. Scheithauer, "A cutting plane algorithm for the one-dimensional cutting
//! stock problem with multiple stock lengths", European Journal of Operational Research 141, 2002). A place for the few
//! parts left out is found by the walk that starts there.
//!
//! From one question to the next the program changes little, so it is not solved anew: sheets join it, and where parts and
//! the sheets that hold too many of them go, it goes on by the dual simplex method. For all parts it is kept from one plan
//! to the next. A program kept answers alike each time and plans came out alike, so that each begins with a detour.

use std::collections::VecDeque;

use super::climb::Climb;
use super::price::Pricer;
use super::state::State;
use super::tree::{Sheet, mix};
use crate::master::{Column, Master};
use crate::order::sort_by;
use crate::problem::Problem;
use crate::rng::Rng;

/// Most parts on sheets remembered, some megabytes; then the oldest sheets are forgotten.
const MOST_PARTS: u32 = 30_000;
/// Changes between two plans of a walk whose sheets are remembered, new bests apart.
const MEETING: u32 = 50;
/// Most kinds of parts, with whose square the linear program's memory grows.
const MOST_KINDS: usize = 250;
/// Sheets that the program is given at once.
const ROUND: usize = 60;
/// Times that it is given more, at most.
const MOST_ROUNDS: u32 = 100;
/// A sheet of which it takes so much is cut without asking again.
const SURE: f64 = 0.999;
/// What it takes of others is cut down by so much at most, by chance, so that plans differ.
const CHANCE: f64 = 0.5;
/// By chance, sheets cost so many thousandths more at most on the way to where a plan begins.
const DETOUR: u32 = 200;
/// Walks for sheets that the program lacks when a plan begins.
const FIRST_WALKS: u32 = 2;
/// While the plan would cost more than it may, there are more of them until so many in a row were in vain.
const MOST_VAIN: u32 = 15;
/// Such walks after each sheet cut, at most, and those in vain after which there is no other.
const WALKS: (u32, u32) = (20, 5);
/// Smallest part of a sheet that counts.
const EPSILON: f64 = 1e-6;
/// What the program pays, in sheets, for a part that is on none of those it takes.
const ALONE: f64 = 1.1;
/// Changes of the program, and sheets given to it, after which it is begun anew.
const WORN: (usize, usize) = (2_000, 1_000);
/// Sheets looked through in one unit of work.
const SHEETS_PER_WORK: usize = 20;

/// The sheets met.
#[derive(Debug)]
pub struct Pool {
    /// The oldest first.
    met: VecDeque<Met>,
    /// Which sets of parts they hold, in order.
    marks: Vec<u64>,
    /// Parts on all of them.
    parts: u32,
    /// How many older sheets are forgotten.
    forgotten: usize,
    /// The program for all parts, which changes little from one plan to the next.
    whole: Option<Program>,
    /// The plan being put together.
    begun: Option<Dive>,
    /// Looks for the sheets that a program lacks.
    pricer: Pricer,
    /// Changes of a walk since its sheets were remembered.
    unmet: u32,
}

#[derive(Debug)]
struct Met {
    sheet: Sheet,
    /// The kinds of parts on it and how many there are of each.
    counts: Vec<(usize, u32)>,
    mark: u64,
    /// True when a part on it is no longer what it was.
    is_of_the_past: bool,
}

impl Met {
    fn fits(&self, left: &[u32]) -> bool {
        !self.is_of_the_past && self.counts.iter().all(|&(kind, count)| left[kind] >= count)
    }
}

impl Pool {
    /// Prepares for a job where all sheets are alike and kinds are few; none for others.
    pub fn new(problem: &Problem) -> Option<Self> {
        let is_small = problem.is_uniform && problem.kinds.len() <= MOST_KINDS;
        let cost = problem.only_size()?.cost;
        (is_small && cost > 0).then(|| Self {
            met: VecDeque::new(),
            marks: Vec::new(),
            parts: 0,
            forgotten: 0,
            whole: None,
            begun: None,
            pricer: Pricer::new(problem, cost),
            unmet: 0,
        })
    }

    /// Turns to a job whose last kind of part is another one: sheets that it was on serve no more.
    pub fn turn_to(&mut self, problem: &Problem) {
        let last = problem.kinds.len() - 1;
        for met in &mut self.met {
            if met.counts.last().is_some_and(|&(kind, _)| kind == last) && !met.is_of_the_past {
                met.is_of_the_past = true;
                if let Ok(at) = self.marks.binary_search(&met.mark) {
                    self.marks.remove(at);
                }
            }
        }
        self.begun = None;
        self.pricer.turn_to(problem);
    }

    /// True when the plan just begun would cost more than it may, even in fractions.
    pub fn is_hopeless(&self) -> bool {
        let begun = self.begun.as_ref();
        begun.is_some_and(|dive| dive.sheets.is_empty() && dive.is_too_dear())
    }

    /// Remembers the sheets of a walk now and then. Returns the work done.
    pub fn follow(&mut self, walk: &Climb, is_taken: bool) -> u64 {
        self.unmet = self.unmet.saturating_add(1);
        if is_taken && (walk.fruitless == 0 || self.unmet > MEETING) {
            self.unmet = 0;
            self.meet(&walk.state)
        } else {
            0
        }
    }

    /// Remembers the sheets of a plan that are worked on. Returns the work done.
    pub fn meet(&mut self, state: &State) -> u64 {
        let mut work = 0;
        for index in state.sheets_in_focus() {
            self.meet_sheet(&state.sheets[index as usize]);
            work += 1;
        }
        work
    }

    fn meet_sheet(&mut self, sheet: &Sheet) {
        let counts = sheet.counts();
        let mark = mark_of(&counts);
        if let Err(at) = self.marks.binary_search(&mark) {
            self.marks.insert(at, mark);
            let sheet = sheet.clone();
            self.keep(Met {
                sheet,
                counts,
                mark,
                is_of_the_past: false,
            });
        }
    }

    fn keep(&mut self, met: Met) {
        self.parts += met.sheet.parts;
        self.met.push_back(met);
        while self.parts > MOST_PARTS
            && let Some(forgotten) = self.met.pop_front()
        {
            self.forgotten += 1;
            self.parts -= forgotten.sheet.parts;
            if !forgotten.is_of_the_past
                && let Ok(at) = self.marks.binary_search(&forgotten.mark)
            {
                self.marks.remove(at);
            }
        }
    }

    /// A step towards a plan of sheets met that costs no more than a budget: the program is asked once. Returns the work
    /// done, and at the end the plan, some parts left out.
    pub fn combine(
        &mut self,
        problem: &Problem,
        budget: u64,
        rng: &mut Rng,
    ) -> (u64, Option<State>) {
        let begun = self.begun.take().filter(|dive| dive.budget == budget);
        let Some(mut dive) = begun else {
            let left: Vec<u32> = problem.kinds.iter().map(|kind| kind.demand).collect();
            let whole = self.whole.take().filter(|program| !program.is_worn());
            let mut whole = whole.unwrap_or_else(|| Program::new(&left));
            let mut work = whole.solve((&self.met, self.forgotten), &left);
            for _ in 0..FIRST_WALKS {
                let (more, _) = self.price(&mut whole, &left, rng);
                work += more;
            }
            let most = most_sheets(problem, budget);
            let mut vain = 0;
            while vain < MOST_VAIN && whole.master.cost() > most as f64 + EPSILON {
                let (more, is_better) = self.price(&mut whole, &left, rng);
                work += more;
                vain = if is_better { 0 } else { vain + 1 };
            }
            let mut program = whole.clone();
            work += program.go_elsewhere(rng);
            self.whole = Some(whole);
            self.begun = Some(Dive::new(problem, budget, left, program));
            return (work, None);
        };
        let before = dive.sheets.len();
        let mut work = dive.go_on((&self.met, self.forgotten), rng);
        if dive.sheets.len() == before {
            return (work, Some(State::load(problem, &dive.sheets)));
        }
        let (most, most_vain) = WALKS;
        let mut vain = 0;
        for _ in 0..most {
            if vain == most_vain || !dive.is_too_dear() {
                break;
            }
            let (more, is_better) = self.price(&mut dive.program, &dive.left, rng);
            work += more;
            vain = if is_better { 0 } else { vain + 1 };
        }
        self.begun = Some(dive);
        (work, None)
    }

    /// A walk for sheets that a program lacks, from one that it takes. Returns the work done and whether one was found.
    fn price(&mut self, program: &mut Program, left: &[u32], rng: &mut Rng) -> (u64, bool) {
        let wanted = program.wanted();
        let start = (wanted.len() as u32)
            .checked_sub(1)
            .map(|last| wanted[rng.below(last + 1) as usize].0)
            .and_then(|pattern| program.met((&self.met, self.forgotten), pattern))
            // What is taken of one that doesn't fit is nothing.
            .filter(|met| met.fits(left))
            .map(|met| met.sheet.clone());
        let before = self.met.len() + self.forgotten;
        let mut found: Vec<Sheet> = Vec::new();
        let prices = (program.master.prices.as_slice(), left);
        let mut work = self.pricer.walk(prices, start.as_ref(), rng, |sheet| {
            found.push(sheet.clone());
        });
        for sheet in &found {
            self.meet_sheet(sheet);
        }
        let is_better = self.met.len() + self.forgotten > before;
        if is_better {
            work += program.learn((&self.met, self.forgotten), before);
        }
        (work + found.len() as u64, is_better)
    }
}

/// The sheets met, and how many older ones are forgotten.
type Memory<'a> = (&'a VecDeque<Met>, usize);

/// A plan being put together.
#[derive(Debug)]
struct Dive {
    budget: u64,
    /// Sheets that the budget pays for.
    most: u64,
    sheets: Vec<Sheet>,
    /// Parts that are on none of them.
    left: Vec<u32>,
    /// What to cut of them; solved.
    program: Program,
}

impl Dive {
    fn new(problem: &Problem, budget: u64, left: Vec<u32>, program: Program) -> Self {
        Self {
            budget,
            most: most_sheets(problem, budget),
            sheets: Vec::new(),
            left,
            program,
        }
    }

    /// True when the plan would cost more than it may, even in fractions.
    fn is_too_dear(&self) -> bool {
        self.sheets.len() as f64 + self.program.master.cost() > self.most as f64 + EPSILON
    }

    /// Cuts the sheets that the program is sure of, and at least the one it takes most of. Returns the work done.
    fn go_on(&mut self, met: Memory<'_>, rng: &mut Rng) -> u64 {
        let mut wanted = self.program.wanted();
        for (_, fraction) in &mut wanted {
            if *fraction < SURE {
                *fraction *= 1.0 - CHANCE * f64::from(rng.below(1_000)) / 1_000.0;
            }
        }
        sort_by(&mut wanted, |one, other| other.1.total_cmp(&one.1));
        let before = self.sheets.len();
        for (index, fraction) in wanted {
            let Some(met) = self.program.met(met, index) else {
                continue;
            };
            let mut copies = (fraction + 1.0 - SURE) as u32;
            if self.sheets.len() == before {
                copies = copies.max(1);
            }
            while copies > 0 && met.fits(&self.left) && (self.sheets.len() as u64) < self.most {
                copies -= 1;
                for &(kind, count) in &met.counts {
                    self.left[kind] -= count;
                }
                self.sheets.push(met.sheet.clone());
            }
        }
        1 + self.program.solve(met, &self.left)
    }
}

/// How much of each sheet met the cheapest plan takes, in fractions.
#[derive(Clone, Debug)]
struct Program {
    master: Master,
    /// Which sheet each of its patterns is, counted from the first one ever met.
    given: Vec<usize>,
}

impl Program {
    fn new(left: &[u32]) -> Self {
        let needs: Vec<f64> = left.iter().map(|&left| f64::from(left)).collect();
        Self {
            master: Master::new(&needs, &vec![ALONE; needs.len()]),
            given: Vec::new(),
        }
    }

    fn is_worn(&self) -> bool {
        self.master.changes() > WORN.0 || self.given.len() > WORN.1
    }

    /// The sheet that a pattern stands for, unless it is forgotten.
    fn met<'a>(&self, (met, forgotten): Memory<'a>, pattern: usize) -> Option<&'a Met> {
        met.get(self.given[pattern].checked_sub(forgotten)?)
    }

    /// Patterns, and how much of each the cheapest plan takes.
    fn wanted(&self) -> Vec<(usize, f64)> {
        self.master.fractions()
    }

    /// Goes to fractions that are as good as the present ones, but others where there are: the way to them leads through
    /// the best ones for other costs. Returns the work done.
    fn go_elsewhere(&mut self, rng: &mut Rng) -> u64 {
        let detour = |_| 1.0 + f64::from(rng.below(DETOUR)) / 1_000.0;
        self.master.reprice(detour) + self.master.reprice(|_| 1.0)
    }

    /// Gives it a sheet met, if that is of use.
    fn give(&mut self, (met, forgotten): Memory<'_>, at: usize) {
        let entries = met[at].counts.iter();
        let entries = entries.map(|&(kind, count)| (kind, f64::from(count)));
        let column = Column {
            entries: entries.collect(),
            cost: 1.0,
        };
        if self.master.add(column) {
            self.given.push(at + forgotten);
        }
    }

    /// Gives it the sheets met from one on, counted from the first one ever met, which hold parts that are left, and
    /// solves it. Returns the work done.
    fn learn(&mut self, (met, forgotten): Memory<'_>, first: usize) -> u64 {
        for at in first.saturating_sub(forgotten)..met.len() {
            self.give((met, forgotten), at);
        }
        self.master.solve()
    }

    /// Solves it for the parts left, which may be fewer than before but not more. Returns the work done.
    fn solve(&mut self, memory: Memory<'_>, left: &[u32]) -> u64 {
        let (met, forgotten) = memory;
        let needs: Vec<f64> = left.iter().map(|&left| f64::from(left)).collect();
        let given = &self.given;
        let fits = |pattern: usize| {
            let at = given[pattern].checked_sub(forgotten);
            at.is_some_and(|at| met[at].fits(left))
        };
        let (mut work, is_solved) = self.master.restrict(&needs, |pattern| !fits(pattern));
        if !is_solved {
            *self = Self::new(left);
        }
        for _ in 0..MOST_ROUNDS {
            let costs = met.iter().enumerate().filter_map(|(at, met)| {
                let entries = met.counts.iter();
                let worth: f64 = entries
                    .map(|&(kind, count)| self.master.prices[kind] * f64::from(count))
                    .sum();
                (worth > 1.0 && met.fits(left)).then_some((at, worth))
            });
            let mut best: Vec<(usize, f64)> = costs.collect();
            sort_by(&mut best, |one, other| other.1.total_cmp(&one.1));
            let before = self.given.len();
            for (at, _) in best.into_iter().take(ROUND) {
                self.give(memory, at);
            }
            work += 1 + (met.len() / SHEETS_PER_WORK) as u64;
            if self.given.len() == before {
                break;
            }
            work += self.master.solve();
        }
        work
    }
}

/// Sheets that a budget pays for.
fn most_sheets(problem: &Problem, budget: u64) -> u64 {
    let size = problem.only_size();
    size.map_or(0, |size| {
        (budget / size.cost.max(1)).min(size.quantity.into())
    })
}

/// The same for sheets with the same parts, and hardly ever for others.
fn mark_of(counts: &[(usize, u32)]) -> u64 {
    counts.iter().fold(1, |mark, &(kind, count)| {
        let both = (kind as u64) << 32 | u64::from(count);
        mix(mark ^ both)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;
    use crate::problem::job_of;
    use crate::rng::Rng;
    use crate::search::climb::Measure;
    use crate::search::recreate::{Fill, Recreate};
    use crate::search::waiting::Order;
    use proptest::prelude::*;

    /// A complete plan, however many sheets it takes.
    fn plan(problem: &Problem, rng: &mut Rng) -> State {
        let mut state = State::new(problem);
        let fill = Fill {
            budget: u64::MAX,
            limit: i64::MAX,
            blink: 5,
            order: Order::Restricted,
            widens: false,
        };
        Recreate::default().fill(problem, &mut state, rng, fill);
        state.keep();
        state
    }

    fn combined(pool: &mut Pool, problem: &Problem, budget: u64, rng: &mut Rng) -> State {
        loop {
            let (work, state) = pool.combine(problem, budget, rng);
            assert!(work > 0);
            if let Some(state) = state {
                return state;
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn combined_plans_keep_budget_and_demand(
            parts in prop::collection::vec((1_i64..1_300, 1_i64..900, 1_u32..6, any::<bool>()), 2..12),
            seed in any::<u64>(),
            spared in 0_u64..3,
        ) {
            let instance = job_of(&parts);
            let problem = Problem::new(&instance);
            let mut rng = Rng::new(seed);
            let first = plan(&problem, &mut rng);
            let mut pool = Pool::new(&problem).unwrap();
            pool.meet(&first);
            let met = pool.met.len();
            prop_assert!(pool.meet(&first) > 0 && pool.met.len() == met, "met twice, kept twice");
            let sheet = problem.only_size().unwrap().cost;
            let budget = first.cost().saturating_sub(spared * sheet);
            let mut walk = Climb::new(&problem, first, budget, Measure::Room, &mut rng);
            for _ in 0..60 {
                walk.change(&problem, &mut rng);
                pool.meet(&walk.state);
            }
            // The pool learns while it combines, so another one is told the same to see the same.
            let mut other = Pool::new(&problem).unwrap();
            for met in &pool.met {
                other.meet_sheet(&met.sheet);
            }
            let state = combined(&mut pool, &problem, budget, &mut rng.clone());
            prop_assert!(state.cost() <= budget);
            let mut left: Vec<i64> = problem.kinds.iter().map(|kind| kind.demand.into()).collect();
            for index in state.open_sheets() {
                for kind in state.sheets[index as usize].parts_on() {
                    left[kind as usize] -= 1;
                }
            }
            let unplaced: Vec<i64> = state.unplaced().iter().map(|&left| left.into()).collect();
            prop_assert_eq!(left, unplaced);
            let same = combined(&mut other, &problem, budget, &mut rng);
            prop_assert_eq!(same.unplaced(), state.unplaced());
        }

        #[test]
        fn the_sheets_of_a_plan_are_that_plan_again(
            sizes in prop::collection::btree_set((1_i64..1_300, 1_i64..900), 2..30),
            seed in any::<u64>(),
        ) {
            let parts: Vec<_> = sizes.into_iter().map(|(w, h)| (w, h, 1, false)).collect();
            let problem = Problem::new(&job_of(&parts));
            let mut rng = Rng::new(seed);
            let whole = plan(&problem, &mut rng);
            let mut pool = Pool::new(&problem).unwrap();
            pool.meet(&whole);
            let left: Vec<u32> = problem.kinds.iter().map(|kind| kind.demand).collect();
            let mut program = Program::new(&left);
            program.solve((&pool.met, 0), &left);
            let mut dive = Dive::new(&problem, whole.cost(), left, program);
            let mut before = usize::MAX;
            while before != dive.sheets.len() {
                before = dive.sheets.len();
                dive.go_on((&pool.met, 0), &mut rng);
            }
            let again = State::load(&problem, &dive.sheets);
            prop_assert_eq!((again.missing(), again.cost()), (0, whole.cost()));
        }

        #[test]
        fn sheets_with_the_last_part_serve_no_other_job(seed in any::<u64>()) {
            let parts: Vec<_> = (0..12).map(|at| (510 + 90 * at, 390 + 70 * (at % 5), 2, true)).collect();
            let problem = Problem::new(&job_of(&parts));
            let first = problem.with_part((700_000, 500_000));
            let mut rng = Rng::new(seed);
            let mut pool = Pool::new(&first).unwrap();
            pool.meet(&plan(&first, &mut rng));
            let met = pool.met.len();
            let last = problem.kinds.len();
            let has_last = |met: &Met| met.counts.iter().any(|&(kind, _)| kind == last);
            prop_assert_eq!(pool.met.iter().filter(|met| has_last(met)).count(), 1);
            pool.turn_to(&problem.with_part((900_000, 300_000)));
            let all = vec![u32::MAX; last + 1];
            prop_assert!(pool.met.iter().all(|met| met.fits(&all) != has_last(met)));
            prop_assert_eq!((pool.met.len(), pool.marks.len()), (met, met - 1));
        }

        #[test]
        fn what_is_remembered_stays_small(seed in any::<u64>()) {
            let parts: Vec<_> = (0..60).map(|at| (20 + at, 15 + at % 7, 60, true)).collect();
            let problem = Problem::new(&job_of(&parts));
            let mut rng = Rng::new(seed);
            let mut pool = Pool::new(&problem).unwrap();
            for _ in 0..12 {
                let state = plan(&problem, &mut rng);
                pool.meet(&state);
                let parts: u32 = pool.met.iter().map(|met| met.sheet.parts).sum();
                prop_assert_eq!(parts, pool.parts);
                prop_assert!(parts <= MOST_PARTS);
                prop_assert_eq!(pool.marks.len(), pool.met.len());
                prop_assert!(pool.marks.is_sorted());
            }
        }
    }
}
