//! Plans for large batches, made of patterns: good ways to cut a sheet, each repeated as often as it can be.
//!
//! Patterns are made one after the other, the parts on badly used sheets being worth more from then on (sequential value
//! correction: E. A. Mukhacheva, G. N. Belov, V. M. Kartack and A. S. Mukhacheva, "Linear one-dimensional
//! cutting-packing problems", Pesquisa Operacional 20, 2000). A linear program over all patterns met so far then says
//! what parts are worth, patterns worth more than a sheet are added to it (P. C. Gilmore and R. E. Gomory 1961), and its
//! fractions rounded to whole sheets are the greater part of the next plans; the rest is made by patterns again. Such
//! patterns are strips, which keep to the parts ordered, and in a large job what a table of all pieces finds, which
//! doesn't, but knows of every way to cut ([`super::sources`] chooses).

use super::recreate::{Fill, Recreate};
use super::sources::{BLOCK, Sources};
use super::state::State;
use super::strips::Filler;
use super::tree::Sheet;
use super::waiting::Order;
use super::worthiest::Worthiest;
use crate::geometry::Axis;
use crate::master::{Column, Master};
use crate::order::sort_by;
use crate::problem::Problem;
use crate::rng::Rng;

/// Patterns tried for each one that is taken, and in each round of the linear program.
const TRIES: u32 = 4;
/// Widths of strip tried for each sheet.
const WIDTHS: usize = 16;
/// Copies of a part, on average, from which patterns are worth looking for.
const LEAST_COPIES: usize = 2;
/// Plans made before the linear program, whose patterns it begins with.
const FIRST_PLANS: u32 = 2;
/// Lists of worths that the linear program proposes between plans; a table counts as some of them.
const ROUNDS: u32 = 100;
const ROUNDS_PER_TABLE: u32 = 10;
/// Parts of a job from which tables are worth their work.
const LEAST_FOR_TABLES: u32 = 1_000;
/// Of which fraction on, beside whole ones, a pattern is cut once more: for each plan of a series, and for later ones
/// over again. The patterns taken most go first, while there are parts for all of it.
const CUT_ONCE_MORE: [f64; 4] = [0.7, 0.5, 0.3, 0.1];
/// Later plans of a series, in which fractions count up to so many thousandths less, are made with one in so many units
/// of work.
const CHANCE: u32 = 400;
const PLAN_SHARE: u64 = 6;
/// Most kinds of parts for the linear program, whose memory grows with their square.
const MOST_KINDS: usize = 1_000;
/// What parts are worth is counted in these units of a sheet.
const UNITS: f64 = 10_000_000.0;
/// How far worths follow a pattern that is cut for the whole demand of a part.
const FOLLOWED: f64 = 0.5;
/// Share of the earlier worths in those of a round, and how slowly they are forgotten; both keep them from swinging.
const KEPT: (f64, f64) = (0.4, 0.8);
/// The same for a table, whose patterns are worth most for one list and little for the next.
const KEPT_FOR_TABLE: f64 = 0.7;
/// Changes of the linear program in one step.
const CHANGES: usize = 50;
/// Rounding down forgives so much.
const EPSILON: f64 = 1e-6;

/// Makes plans of patterns, a little at a time.
#[derive(Debug)]
pub struct Batch {
    /// What a part of each kind is worth, in sheets: to the plan being made, and to the linear program of late.
    worths: Vec<f64>,
    of_late: Vec<f64>,
    /// Parts that the plan being made lacks.
    left: Vec<u32>,
    /// The plan being made.
    sheets: Vec<Sheet>,
    /// The best of the patterns tried next.
    best: Option<(f64, Sheet)>,
    tried: u32,
    plans: u32,
    phase: Phase,
    /// The patterns met so far, those of the linear program first.
    patterns: Vec<Sheet>,
    program: Option<Master>,
    table: Option<Worthiest>,
    /// Plans made of the present fractions, the work that they took, and that done before for the fractions.
    of_series: usize,
    planning: u64,
    pricing: u64,
    /// Lists of worths tried since the last plan.
    rounds: u32,
    sources: Sources,
    /// What is on the patterns read from the table at hand, and whether one of them is of use.
    read: Vec<Vec<(usize, u32)>>,
    is_fruitful: bool,
    recreate: Recreate,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    /// Patterns are made and cut until no part is left.
    Plan,
    /// The linear program finds better fractions; then comes whatever promises most.
    Improve,
    /// Strips are tried at the present worths.
    Strips,
    /// A table is filled and read.
    Table,
    /// No better pattern is found any more.
    Done,
}

impl Batch {
    /// Prepares plans of patterns, where all sheets are alike, the saw allows anything and parts come several times.
    pub fn new(problem: &Problem) -> Option<Self> {
        let has_copies = problem.parts as usize >= LEAST_COPIES * problem.kinds.len();
        if problem.limits.is_any || problem.only_size()?.cost == 0 || !has_copies {
            return None;
        }
        let mut batch = Self {
            worths: Vec::new(),
            of_late: Vec::new(),
            left: Vec::new(),
            sheets: Vec::new(),
            best: None,
            tried: 0,
            plans: 0,
            phase: Phase::Plan,
            patterns: Vec::new(),
            program: None,
            table: None,
            of_series: 0,
            planning: 0,
            pricing: 0,
            rounds: 0,
            sources: Sources::new(),
            read: Vec::new(),
            is_fruitful: false,
            recreate: Recreate::default(),
        };
        batch.worths = (0..problem.kinds.len())
            .map(|kind| size_of(problem, kind))
            .collect();
        batch.left = problem.kinds.iter().map(|kind| kind.demand).collect();
        Some(batch)
    }

    /// True when nothing better is to be expected.
    pub const fn is_done(&self) -> bool {
        matches!(self.phase, Phase::Done)
    }

    /// A little work towards the next plan, and that plan once it is complete.
    pub fn step(&mut self, problem: &Problem, rng: &mut Rng) -> (u64, Option<State>) {
        let (work, plan) = match self.phase {
            Phase::Plan if self.left.iter().all(|&left| left == 0) => {
                (1, self.end_plan(problem, rng))
            }
            Phase::Plan => (self.try_pattern(problem, rng), None),
            Phase::Improve => (self.improve(problem, rng), None),
            Phase::Strips => (self.price_strips(problem, rng), None),
            Phase::Table => (self.price_table(problem, rng), None),
            Phase::Done => (1, None),
        };
        self.sources.worked(work);
        if matches!(self.phase, Phase::Plan) {
            self.planning += work;
        } else {
            self.pricing += work;
        }
        (work, plan)
    }

    /// Starts a plan with what the linear program is sure of, and some of what it is not.
    fn begin(&mut self, problem: &Problem, rng: &mut Rng) {
        self.phase = Phase::Plan;
        self.sheets.clear();
        self.left = problem.kinds.iter().map(|kind| kind.demand).collect();
        let Some(program) = &self.program else { return };
        self.worths.clone_from(&self.of_late);
        let mut fractions = program.fractions();
        let whole = |fraction: f64| (fraction + EPSILON) as u32;
        for &(index, fraction) in &fractions {
            self.repeat(index, whole(fraction));
        }
        let is_later = self.of_series >= CUT_ONCE_MORE.len();
        for (_, fraction) in &mut fractions {
            *fraction -= f64::from(whole(*fraction));
            if is_later {
                *fraction *= 1.0 - f64::from(rng.below(CHANCE)) / 1_000.0;
            }
        }
        sort_by(&mut fractions, |one, other| other.1.total_cmp(&one.1));
        for (index, fraction) in fractions {
            if fraction > CUT_ONCE_MORE[self.of_series % CUT_ONCE_MORE.len()] {
                self.repeat(index, 1);
            }
        }
    }

    /// Cuts one of the patterns met so many times, as far as there are parts for it.
    fn repeat(&mut self, index: usize, most: u32) {
        let pattern = &self.patterns[index];
        let counts = pattern.counts();
        let copies = copies_of(&counts, &self.left).min(most);
        take(&counts, copies, &mut self.left);
        self.sheets.extend((0..copies).map(|_| pattern.clone()));
    }

    fn end_plan(&mut self, problem: &Problem, rng: &mut Rng) -> Option<State> {
        self.plans += 1;
        let sheets = std::mem::take(&mut self.sheets);
        let only = problem.only_size()?;
        let is_enough = sheets.len() <= only.quantity as usize;
        let state = is_enough.then(|| State::load(problem, &sheets));
        if self.program.is_some() {
            self.of_series += 1;
        }
        let is_first = (1..CUT_ONCE_MORE.len()).contains(&self.of_series);
        let is_cheap = self.of_series > 0 && self.planning * PLAN_SHARE < self.pricing;
        if problem.kinds.len() > MOST_KINDS {
            self.phase = Phase::Done;
        } else if self.plans < FIRST_PLANS || is_first || is_cheap {
            self.begin(problem, rng);
        } else if self.is_exhausted() {
            self.phase = Phase::Done;
        } else {
            (self.of_series, self.planning, self.pricing, self.rounds) = (0, 0, 0, 0);
            self.phase = Phase::Improve;
        }
        state
    }

    /// One more pattern for the plan; the best of a few is cut as often as it can be.
    fn try_pattern(&mut self, problem: &Problem, rng: &mut Rng) -> u64 {
        let worths = self.worths.clone();
        let (pattern, work) = self.pattern(problem, &worths, rng);
        let worth = self.worth(&pattern);
        if self.best.as_ref().is_none_or(|&(most, _)| worth > most) {
            self.best = Some((worth, pattern));
        }
        self.tried += 1;
        if self.tried >= TRIES
            && let Some((_, pattern)) = self.best.take()
        {
            self.tried = 0;
            self.cut(problem, pattern);
        }
        work
    }

    fn cut(&mut self, problem: &Problem, pattern: Sheet) {
        let counts = pattern.counts();
        let copies = copies_of(&counts, &self.left);
        let used: f64 = counts
            .iter()
            .map(|&(kind, count)| share_of(problem, kind) * f64::from(count))
            .sum();
        for &(kind, count) in &counts {
            let demand = f64::from(problem.kinds[kind].demand);
            let amount = f64::from(count * copies) / demand;
            let now = size_of(problem, kind) / used;
            self.worths[kind] += FOLLOWED * amount * (now - self.worths[kind]);
        }
        take(&counts, copies, &mut self.left);
        self.sheets.extend((0..copies).map(|_| pattern.clone()));
        self.learn(problem, pattern);
    }

    /// Adds a pattern to the linear program if it is of use, or to those that it begins with.
    fn learn(&mut self, problem: &Problem, pattern: Sheet) -> bool {
        let entries = pattern.counts();
        let is_of_use = self.program.as_mut().is_none_or(|program| {
            let entries = entries
                .iter()
                .map(|&(kind, count)| (kind, f64::from(count)));
            program.add(Column {
                entries: entries.collect(),
                cost: 1.0,
            })
        });
        if is_of_use && problem.kinds.len() <= MOST_KINDS {
            self.patterns.push(pattern);
        }
        is_of_use
    }

    /// Better fractions of the linear program; once there are none, what comes next.
    fn improve(&mut self, problem: &Problem, rng: &mut Rng) -> u64 {
        if self.program.is_none() {
            self.set_up(problem);
        }
        let Some(program) = &mut self.program else {
            return 1;
        };
        let (work, is_best) = program.improve(CHANGES);
        if !is_best {
            return work;
        }
        let cost = program.cost();
        if self.sources.is_over(cost) {
            let is_late = self.rounds + BLOCK >= ROUNDS || self.sources.are_strips_vain();
            if self.table.is_none() && is_late && problem.parts >= LEAST_FOR_TABLES {
                self.table = Worthiest::new(problem);
            }
            self.sources.begin(cost, self.table.is_some());
        }
        if self.rounds >= ROUNDS || self.is_exhausted() {
            self.begin(problem, rng);
        } else if self.sources.is_at_tables() {
            self.begin_table();
        } else {
            self.phase = Phase::Strips;
        }
        work
    }

    /// What parts are worth to the linear program, a share of it kept from earlier.
    fn prices(&mut self, kept: f64) -> Vec<f64> {
        let Some(program) = &self.program else {
            return Vec::new();
        };
        let prices: Vec<f64> = program.prices.iter().map(|price| price.max(0.0)).collect();
        if self.of_late.is_empty() {
            self.of_late.clone_from(&prices);
        }
        let mixed = mix(kept, &self.of_late, &prices);
        self.of_late = mix(KEPT.1, &self.of_late, &prices);
        mixed
    }

    /// A round of strips.
    fn price_strips(&mut self, problem: &Problem, rng: &mut Rng) -> u64 {
        let prices = self.prices(KEPT.0);
        self.left = problem.kinds.iter().map(|kind| kind.demand).collect();
        let (mut work, mut is_fruitful) = (0, false);
        for _ in 0..TRIES {
            let (pattern, more) = self.pattern(problem, &prices, rng);
            work += more;
            is_fruitful |= self.learn(problem, pattern);
        }
        self.rounds += 1;
        self.end_round(is_fruitful);
        work
    }

    /// Begins a table for what parts are worth, to the linear program and of late.
    fn begin_table(&mut self) {
        let is_vain = self.sources.was_table_vain();
        let prices = self.prices(if is_vain { 0.0 } else { KEPT_FOR_TABLE });
        if let Some(table) = &mut self.table {
            table.begin(&prices);
        }
        self.read.clear();
        self.is_fruitful = false;
        self.phase = Phase::Table;
    }

    /// A piece of a table, or a few of the patterns in it.
    fn price_table(&mut self, problem: &Problem, rng: &mut Rng) -> u64 {
        self.left = problem.kinds.iter().map(|kind| kind.demand).collect();
        let Some(table) = &mut self.table else {
            return 1;
        };
        if !table.is_full() {
            return table.fill();
        }
        let (sheets, mut work) = table.read(problem, &self.left);
        if sheets.is_empty() {
            self.rounds += ROUNDS_PER_TABLE;
            self.end_round(self.is_fruitful);
        }
        for sheet in sheets {
            let mut left = self.left.clone();
            take(&sheet.counts(), 1, &mut left);
            let (sheet, more) = self.filled(problem, &[sheet], left, rng);
            work += more;
            let counts = sheet.counts();
            if !self.read.contains(&counts) {
                self.read.push(counts);
                self.is_fruitful |= self.learn(problem, sheet);
            }
        }
        work
    }

    const fn end_round(&mut self, is_fruitful: bool) {
        self.phase = Phase::Improve;
        self.sources.end_round(is_fruitful);
    }

    /// True when no source has had a pattern of use for long.
    const fn is_exhausted(&self) -> bool {
        self.sources.are_exhausted(self.table.is_some())
    }

    /// The linear program over the patterns met so far.
    fn set_up(&mut self, problem: &Problem) {
        let demand = problem.kinds.iter().map(|kind| f64::from(kind.demand));
        let demand: Vec<f64> = demand.collect();
        self.program = Some(Master::new(&demand, &vec![1.0; demand.len()]));
        for pattern in std::mem::take(&mut self.patterns) {
            self.learn(problem, pattern);
        }
    }

    /// A sheet of the parts left, as worthy as can be: strips along one axis or the other, and in what they leave over
    /// whatever fits.
    fn pattern(&mut self, problem: &Problem, worths: &[f64], rng: &mut Rng) -> (Sheet, u64) {
        let values = worths.iter().map(|worth| (worth * UNITS) as i32).collect();
        let mut filler = Filler::new(problem, self.left.clone(), values, WIDTHS);
        let axis = if rng.below(2) == 0 { Axis::X } else { Axis::Y };
        let strips = filler.sheet(axis, rng);
        let (left, work) = filler.end();
        let (sheet, more) = self.filled(problem, strips.as_slice(), left, rng);
        (sheet, work + more)
    }

    /// A sheet on which whatever fits of the parts left is cut beside what is on it.
    fn filled(
        &mut self,
        problem: &Problem,
        sheet: &[Sheet],
        left: Vec<u32>,
        rng: &mut Rng,
    ) -> (Sheet, u64) {
        let mut state = State::on(problem, sheet, left);
        let fill = Fill {
            budget: problem.only_size().map_or(0, |size| size.cost),
            limit: i64::MAX,
            blink: 0,
            order: Order::Large,
            widens: false,
        };
        let (work, _) = self.recreate.fill(problem, &mut state, rng, fill);
        let sheet = state.save().pop().unwrap_or_else(Sheet::closed);
        (sheet, work)
    }

    /// What the parts on a sheet are worth.
    fn worth(&self, sheet: &Sheet) -> f64 {
        let kinds = sheet.parts_on();
        kinds.map(|kind| self.worths[kind as usize]).sum()
    }
}

/// Share of a sheet that a part of a kind takes up.
fn share_of(problem: &Problem, kind: usize) -> f64 {
    let kind = &problem.kinds[kind];
    let sheet = problem.only_size();
    let whole = sheet.map_or(1.0, |size| f64::from(size.w) * f64::from(size.h));
    f64::from(kind.w) * f64::from(kind.h) / whole
}

/// What a part of this size counts where nothing is known yet: large ones more than in proportion, as small ones find a
/// place later.
fn size_of(problem: &Problem, kind: usize) -> f64 {
    let share = share_of(problem, kind);
    share * share.sqrt().sqrt().sqrt().sqrt()
}

/// Worths of which a share is kept from earlier ones. Never inlined: twice its code is too much for the shipped engine.
#[inline(never)]
fn mix(kept: f64, earlier: &[f64], now: &[f64]) -> Vec<f64> {
    let pairs = earlier.iter().zip(now);
    pairs
        .map(|(earlier, now)| kept * earlier + (1.0 - kept) * now)
        .collect()
}

/// How often a pattern can be cut with the parts left.
fn copies_of(counts: &[(usize, u32)], left: &[u32]) -> u32 {
    let copies = counts.iter().map(|&(kind, count)| left[kind] / count);
    copies.min().unwrap_or_default()
}

fn take(counts: &[(usize, u32)], copies: u32, left: &mut [u32]) {
    for &(kind, count) in counts {
        left[kind] -= count * copies;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::job_of;
    use proptest::prelude::*;

    /// Enough steps for several plans of a small job, some of them after the linear program.
    const STEPS: u32 = 500;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn every_plan_has_every_part_once(
            parts in prop::collection::vec((1_i64..1_300, 1_i64..900, 2_u32..30, any::<bool>()), 1..9),
            seed in any::<u64>(),
        ) {
            let instance = job_of(&parts);
            let problem = Problem::new(&instance);
            let mut rng = crate::rng::Rng::new(seed);
            let Some(mut batch) = Batch::new(&problem) else {
                return Err(TestCaseError::fail("a saw that may do anything cuts patterns"));
            };
            let mut plans = 0;
            for _ in 0..STEPS {
                let (work, found) = batch.step(&problem, &mut rng);
                prop_assert!(work > 0);
                let Some(state) = found else { continue };
                plans += 1;
                prop_assert_eq!(state.missing(), 0);
                prop_assert!(state.unplaced().iter().all(|&left| left == 0));
                let mut counts = vec![0; problem.kinds.len()];
                for index in state.open_sheets() {
                    for kind in state.sheets[index as usize].parts_on() {
                        counts[kind as usize] += 1;
                    }
                }
                let demand: Vec<u32> = problem.kinds.iter().map(|kind| kind.demand).collect();
                prop_assert_eq!(counts, demand);
                let solution = crate::search::export::solution(&instance, &problem, &state.save());
                let left_out = vec![0; parts.len()];
                prop_assert_eq!(crate::verify::verify(&instance, &solution, &left_out), Ok(()));
            }
            prop_assert!(plans > 2 || batch.is_done(), "{} plans", plans);
        }
    }
    #[test]
    fn a_table_makes_the_program_cheaper_and_plans_follow_it() {
        // Widths and heights that make up a sheet in many ways, most of them no strips.
        let sizes = [
            (1_700, 1_000),
            (1_092, 600),
            (1_092, 396),
            (800, 1_066),
            (1_996, 500),
            (1_996, 562),
            (640, 333),
            (433, 717),
            (918, 287),
            (1_311, 449),
        ];
        let parts = sizes.map(|(w, h)| (w, h, 100, false));
        let problem = Problem::new(&job_of(&parts));
        let mut batch = Batch::new(&problem).unwrap();
        let (mut rng, mut fewest) = (crate::rng::Rng::new(1), usize::MAX);
        let (mut after_table, mut saved) = (None, false);
        while !batch.is_done() {
            let now = batch.program.as_ref().map(Master::cost);
            saved |= now < after_table.map(|cost| cost - 1e-9);
            match batch.phase {
                Phase::Table => after_table = now,
                Phase::Improve => {}
                // What others bring is not its doing.
                Phase::Plan | Phase::Strips | Phase::Done => after_table = None,
            }
            if let (_, Some(state)) = batch.step(&problem, &mut rng) {
                assert_eq!(state.missing(), 0);
                fewest = fewest.min(state.open_sheets().count());
            }
        }
        let least = batch.program.as_ref().map(Master::cost).unwrap();
        assert!(saved, "no table was of use");
        // No plan is better than the program, and the best one is hardly worse.
        assert!(
            fewest as f64 >= least - 0.01,
            "{fewest} sheets, {least} in fractions"
        );
        assert!(
            fewest as f64 <= least.ceil() + 1.0,
            "{fewest} sheets, {least} in fractions"
        );
    }
}
