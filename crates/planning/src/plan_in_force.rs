//! What is known about cutting a design: the job with what is kept of its plan, the plan in force, and how its search
//! stands.

use furniture::document::GENERATOR;
use serde::Serialize;

use crate::cutting_job::{CuttingGoal, CuttingJob};
use crate::cutting_plan::CuttingPlan;
use crate::plan_view::plan_of;

/// How the search for a plan stands. Only a running one has something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// Better plans are looked for, or will be.
    Running,
    /// It was told to rest.
    Stopped,
    /// It has come to the end of its usual work.
    Done,
    /// It went on beyond that and found nothing better.
    Vain,
    /// Nothing better is left to find.
    Exhausted,
    /// The boards are sawn: the plan stays whatever becomes of saw and stock.
    Sawn,
}

impl Search {
    /// Its name, as it is written down.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Stopped => "stopped",
            Self::Done => "done",
            Self::Vain => "vain",
            Self::Exhausted => "exhausted",
            Self::Sawn => "sawn",
        }
    }

    /// The search of this name; none for any other text.
    pub fn named(name: &str) -> Option<Self> {
        let all = [
            Self::Running,
            Self::Stopped,
            Self::Done,
            Self::Vain,
            Self::Exhausted,
            Self::Sawn,
        ];
        all.into_iter().find(|search| search.name() == name)
    }
}

/// A cutting job and the best plan that is known for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanInForce {
    /// What there is to cut, with what is kept.
    pub job: CuttingJob,
    /// None until the first plan is there.
    pub plan: Option<CuttingPlan>,
    /// How the search for it stands.
    pub search: Search,
}

/// What was written down and can't be gone on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Sheets or boards were kept that are free again.
    pub had_kept: bool,
}

impl PlanInForce {
    /// A job that nothing is known about.
    pub fn new(job: CuttingJob) -> Self {
        Self {
            job,
            plan: None,
            search: Search::Running,
        }
    }

    /// What is written down to go on with it at another time. Another version of the program may plan otherwise, so it
    /// carries the version.
    pub fn record(&self) -> impl Serialize {
        (GENERATOR, &self.job, &self.plan, self.search.name())
    }

    /// Reads what was written down, as far as it is for what there is to cut now.
    ///
    /// # Errors
    /// For anything damaged, of another version or another job, and for a plan that the verifier refuses.
    pub fn read(text: &str, now: &CuttingJob) -> Result<Self, Dropped> {
        let (generator, job, plan, search): (String, _, _, String) =
            furniture::json::from_str(text).map_err(|_| Dropped { had_kept: false })?;
        let search = Search::named(&search).unwrap_or(Search::Running);
        let mut read = Self { job, plan, search };
        let had_kept = read.has_kept();
        if read.plan.is_none() {
            read.search = Search::Running;
        }
        if generator != GENERATOR || !read.is_for(now) || read.job.check().is_err() {
            return Err(Dropped { had_kept });
        }
        if let Some(plan) = &read.plan {
            plan_of(&read.job, plan).map_err(|_| Dropped { had_kept })?;
        }
        read.meet(now);
        Ok(read)
    }

    /// Whether a sheet or board of the plan is kept.
    pub fn has_kept(&self) -> bool {
        self.job.groups.iter().any(|group| !group.keep.is_empty())
    }

    /// Whether the boards are sawn by this plan.
    pub fn is_sawn(&self) -> bool {
        self.search == Search::Sawn
    }

    /// Whether the same is cut from the same stock by the same saw, whatever is kept and whatever the goal is. Of what is
    /// sawn neither saw nor stock can be otherwise any more.
    pub fn is_for(&self, job: &CuttingJob) -> bool {
        if self.is_sawn() {
            let mut groups = self.job.groups.iter().zip(&job.groups);
            return self.job.groups.len() == job.groups.len()
                && groups.all(|(one, other)| one.is_same_but_for_stock(other));
        }
        self.is_for_exactly(job)
    }

    fn is_for_exactly(&self, job: &CuttingJob) -> bool {
        let CuttingJob {
            revision: _,
            kerf_um,
            trim_um,
            offcut_min_um,
            rules,
            goal: _,
            groups,
        } = &self.job;
        (kerf_um, trim_um, offcut_min_um) == (&job.kerf_um, &job.trim_um, &job.offcut_min_um)
            && *rules == job.rules
            && groups.len() == job.groups.len()
            && groups
                .iter()
                .zip(&job.groups)
                .all(|(one, other)| one.is_same_work(other))
    }

    /// Lets the plan go when it was made for another goal; what is kept stays, and so does what is sawn.
    pub fn aim_at(&mut self, goal: CuttingGoal) {
        if self.job.goal != goal && !self.is_sawn() {
            self.job.goal = goal;
            self.plan = None;
            self.search = Search::Running;
        }
    }

    /// Takes up a job that it [is for](Self::is_for), with its revision and goal.
    pub(crate) fn meet(&mut self, job: &CuttingJob) {
        self.look_at(job);
        self.renumber(job.revision);
        self.aim_at(job.goal);
    }

    /// Brings what is sawn up to a job that it [is for](Self::is_for): sheets cost what they cost now. Sawing has changed
    /// the stock, so where that is as before, the sawing was taken back. True when it was.
    pub fn look_at(&mut self, job: &CuttingJob) -> bool {
        if !self.is_sawn() {
            return false;
        }
        if self.is_for_exactly(job) {
            self.search = Search::Stopped;
        }
        for (group, now) in self.job.groups.iter_mut().zip(&job.groups) {
            group.take_prices(now);
        }
        !self.is_sawn()
    }

    /// Gives job and plan the number of another revision with the same to cut.
    pub(crate) fn renumber(&mut self, revision: u32) {
        self.job.revision = revision;
        if let Some(plan) = &mut self.plan {
            plan.revision = revision;
        }
    }
}

#[cfg(test)]
mod tests;
