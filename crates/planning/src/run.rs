//! Running a cutting job.
//!
//! [`Run`] does bounded steps of work without a clock, so that the browser's workers can look at their messages in
//! between. It searches from several seeds, each with a budget of its own, and keeps the best plan of each material.

use cutting::instance::Instance;
use cutting::keep::Kept;
use cutting::{Options, Reason, Solver, Status};
use serde::Serialize;

use crate::cutting_job::{Aim, CuttingGoal, CuttingJob, JobGroup};
use crate::cutting_plan::{CuttingPlan, GroupPlan, PlanFault, Rank};

/// Work in one step: a few milliseconds in a browser.
const STEP_WORK: u64 = 8_000;
/// Work of the first seed after which a group is left as it is, some seconds natively.
pub const GROUP_WORK: u64 = 6_000_000;
/// How many seeds a job is searched from.
pub const SEEDS: u64 = 4;
/// Each seed after the first has the first one's work divided by this.
const LATER_SHARE: u64 = 4;

/// A run of the optimiser over all groups of a job.
#[derive(Debug)]
pub struct Run {
    revision: u32,
    groups: Vec<RunGroup>,
    seeds: Vec<SeedRun>,
}

#[derive(Debug)]
struct RunGroup {
    job: JobGroup,
    aim: Aim,
    /// What the job is after.
    target: Target,
    /// What the first seed is after where that is something else than the largest offcut: the plan that everyone gets,
    /// than which another goal must not fare worse.
    usual: Option<Target>,
    /// The best plan found here; none before the first step.
    best: Option<GroupPlan>,
    /// How good the best plan found elsewhere is.
    known: Option<Rank>,
}

/// An instance, and what is left of it to plan where sheets are kept.
#[derive(Debug)]
struct Target {
    instance: Instance,
    kept: Option<Kept>,
}

/// The search from one seed.
#[derive(Debug)]
struct SeedRun {
    seed: u64,
    /// Work that it may do on each group.
    budget: u64,
    /// One for each group, once there is work for them.
    searches: Vec<Search>,
    turn: usize,
}

#[derive(Debug)]
struct Search {
    solver: Solver,
    /// No further work would bring anything.
    is_exhausted: bool,
}

/// What a step has brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StepOutcome {
    /// There is news: a plan better than what is known, or more certainty about it.
    pub improved: bool,
    /// The budget is used up, or no better plan will be found.
    pub done: bool,
    /// No amount of further work would bring a better plan.
    pub exhausted: bool,
    /// Share of the work done, basis points.
    pub progress_bp: u64,
}

impl Run {
    /// Prepares a run over all seeds.
    ///
    /// # Errors
    /// When the optimiser doesn't take the job.
    pub fn new(job: &CuttingJob) -> Result<Self, PlanFault> {
        Self::share(job, 0, 1)
    }

    /// Prepares the share of one of several workers, at most as many as there are [`SEEDS`]. The first has the first
    /// seed, which has the most work, alone.
    ///
    /// # Errors
    /// When the optimiser doesn't take the job.
    pub fn share(job: &CuttingJob, worker: u64, workers: u64) -> Result<Self, PlanFault> {
        Self::with_work(job, worker, workers, GROUP_WORK)
    }

    fn with_work(
        job: &CuttingJob,
        worker: u64,
        workers: u64,
        work: u64,
    ) -> Result<Self, PlanFault> {
        let groups = job
            .groups
            .iter()
            .map(|group| {
                let usual = CuttingJob {
                    goal: CuttingGoal::Offcut,
                    groups: Vec::new(),
                    rules: job.rules.clone(),
                    ..*job
                };
                let has_usual = worker == 0 && job.goal != usual.goal;
                Ok(RunGroup {
                    job: group.clone(),
                    aim: job.aim(),
                    target: Target::of(job, group)?,
                    usual: has_usual.then(|| Target::of(&usual, group)).transpose()?,
                    best: None,
                    known: None,
                })
            })
            .collect::<Result<_, _>>()?;
        let owner = |seed: u64| match (workers, seed) {
            (0 | 1, _) | (_, 0) => 0,
            _ => 1 + (seed - 1) % (workers - 1),
        };
        Ok(Self {
            revision: job.revision,
            groups,
            seeds: (0..SEEDS)
                .filter(|seed| owner(*seed) == worker)
                .map(|seed| SeedRun::new(seed, work))
                .collect(),
        })
    }

    /// Hears how good the best plan known elsewhere is, group by group.
    pub fn learn(&mut self, known: &[Option<Rank>]) {
        for (group, known) in self.groups.iter_mut().zip(known) {
            group.known = *known;
        }
    }

    /// Does a bounded piece of work. The first call goes over all groups, so that there is a complete plan after it;
    /// each further one takes the next group's turn, one seed after the other.
    pub fn step(&mut self) -> StepOutcome {
        let improved = self
            .seeds
            .iter_mut()
            .find(|seed| !seed.is_done(self.groups.len()))
            .is_some_and(|seed| seed.step(&mut self.groups));
        let many = self.groups.len();
        let work: u64 = self.seeds.iter().map(SeedRun::work).sum();
        let budget = |seed: &SeedRun| seed.budget.saturating_mul(many as u64);
        let all: u64 = self.seeds.iter().map(budget).sum();
        let done = self.seeds.iter().all(|seed| seed.is_done(many));
        StepOutcome {
            improved,
            done,
            exhausted: self.seeds.iter().all(|seed| seed.is_exhausted(many)),
            progress_bp: if done {
                10_000
            } else {
                work.saturating_mul(10_000) / all.max(1)
            },
        }
    }

    /// Allows every seed as much work more as the first one had at the start.
    pub fn extend(&mut self) {
        for seed in &mut self.seeds {
            seed.budget = seed.budget.saturating_add(GROUP_WORK);
        }
    }

    /// The best plan so far.
    pub fn plan(&self) -> CuttingPlan {
        CuttingPlan {
            revision: self.revision,
            groups: self
                .groups
                .iter()
                .map(|group| group.best.clone().unwrap_or_default())
                .collect(),
        }
    }
}

impl Target {
    fn of(job: &CuttingJob, group: &JobGroup) -> Result<Self, PlanFault> {
        let (instance, kept) = job.to_plan(group)?;
        Ok(Self { instance, kept })
    }

    fn rest(&self) -> &Instance {
        self.kept.as_ref().map_or(&self.instance, Kept::instance)
    }
}

impl RunGroup {
    fn target(&self, seed: u64) -> &Target {
        let usual = self.usual.as_ref().filter(|_| seed == 0);
        usual.unwrap_or(&self.target)
    }

    /// Takes what a solver has found; true when it is news.
    fn take(&mut self, plan: GroupPlan) -> bool {
        let changed = match &mut self.best {
            Some(best) => best.merge(plan, &self.job, self.aim),
            None => {
                self.best = Some(plan);
                true
            }
        };
        let rank = self
            .best
            .as_ref()
            .map(|best| best.rank(&self.job, self.aim));
        changed && (self.known.is_none() || rank <= self.known)
    }
}

impl SeedRun {
    fn new(seed: u64, work: u64) -> Self {
        Self {
            seed,
            budget: if seed == 0 { work } else { work / LATER_SHARE },
            searches: Vec::new(),
            turn: 0,
        }
    }

    fn step(&mut self, groups: &mut [RunGroup]) -> bool {
        if self.searches.is_empty() {
            let options = Options { seed: self.seed };
            let searches = groups.iter().map(|group| Search {
                solver: Solver::new(group.target(self.seed).rest(), options),
                is_exhausted: false,
            });
            self.searches = searches.collect();
            let all = self.searches.iter_mut().zip(groups);
            return all.fold(false, |improved, (search, group)| {
                search.step(1, group, self.seed) | improved
            });
        }
        let many = self.searches.len();
        let next = (1..=many)
            .map(|ahead| (self.turn + ahead) % many)
            .find(|turn| !self.is_left(*turn));
        let Some(turn) = next else { return false };
        self.turn = turn;
        match (self.searches.get_mut(turn), groups.get_mut(turn)) {
            (Some(search), Some(group)) => search.step(STEP_WORK, group, self.seed),
            _ => false,
        }
    }

    /// True when a group is left as it is.
    fn is_left(&self, group: usize) -> bool {
        self.searches
            .get(group)
            .is_none_or(|search| search.is_exhausted || search.solver.work_done() >= self.budget)
    }

    fn is_done(&self, groups: usize) -> bool {
        self.searches.len() == groups && (0..groups).all(|group| self.is_left(group))
    }

    fn is_exhausted(&self, groups: usize) -> bool {
        self.searches.len() == groups && self.searches.iter().all(|search| search.is_exhausted)
    }

    fn work(&self) -> u64 {
        let searches = self.searches.iter().enumerate();
        searches
            .map(|(at, search)| {
                if self.is_left(at) {
                    self.budget
                } else {
                    search.solver.work_done()
                }
            })
            .sum()
    }
}

impl Search {
    /// Works on a group; true when there is news.
    fn step(&mut self, work: u64, group: &mut RunGroup, seed: u64) -> bool {
        let certainty = |solver: &Solver| (solver.bound(), solver.is_optimal());
        let before = certainty(&self.solver);
        let status = self.solver.step(work);
        self.is_exhausted = status == Status::Done;
        // The last step may bring the best plan and the proof at once.
        if status == Status::Searching && before == certainty(&self.solver) {
            return false;
        }
        group.take(self.plan(group, seed))
    }

    fn plan(&self, group: &RunGroup, seed: u64) -> GroupPlan {
        let mut outcome = self.solver.outcome();
        let target = group.target(seed);
        if let Some(kept) = &target.kept {
            outcome = kept.outcome(&outcome);
        }
        GroupPlan {
            seed,
            sheets: outcome.solution.sheets,
            bound_sheets: outcome.bound.sheets,
            bound_fen: outcome.bound.cost,
            is_optimal: outcome.is_optimal,
            unplaced: outcome
                .unplaced
                .into_iter()
                .map(|left| {
                    let key = match left.reason {
                        Reason::StockExhausted => "problem.unplaced-no-stock",
                        Reason::NarrowerThanStrip => "problem.unplaced-narrow",
                        Reason::NeedsLongerCut => "problem.unplaced-long-cut",
                        Reason::NeedsMoreStages => "problem.unplaced-levels",
                        Reason::GroupTooLarge => "problem.unplaced-matched",
                        _ => "problem.unplaced-too-large",
                    };
                    (left.part, left.quantity, key.to_owned())
                })
                .collect(),
        }
    }
}

/// Does all the work of a job.
///
/// # Errors
/// When the optimiser doesn't take the job.
pub fn solve(job: &CuttingJob) -> Result<CuttingPlan, PlanFault> {
    let mut run = Run::new(job)?;
    while !run.step().done {}
    Ok(run.plan())
}

#[cfg(test)]
mod tests;
