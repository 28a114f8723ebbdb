//! What is known about cutting a design: the job with what is kept of its plan, the plan in force, and whether it stays.

use furniture::design::GENERATOR;
use serde::Serialize;

use crate::cutting_job::{CuttingGoal, CuttingJob};
use crate::cutting_plan::{CuttingPlan, Run};
use crate::plan_view::plan_of;

/// A cutting job and the best plan that is known for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanInForce {
    /// What there is to cut, with what is kept.
    pub job: CuttingJob,
    /// None until the first plan is there.
    pub plan: Option<CuttingPlan>,
    /// The search for it has come to its end, or was told to rest.
    pub is_final: bool,
}

impl PlanInForce {
    /// A job that nothing is known about.
    pub fn new(job: CuttingJob) -> Self {
        Self {
            job,
            plan: None,
            is_final: false,
        }
    }

    /// What is written down to go on with it at another time. Another version of the program may plan otherwise, so it
    /// carries the version.
    pub fn record(&self) -> impl Serialize {
        (GENERATOR, &self.job, &self.plan, self.is_final)
    }

    /// Reads what was written down, as far as it is for what there is to cut now. None for anything damaged, of another
    /// version or another job, and for a plan that the verifier refuses.
    pub fn read(text: &str, now: &CuttingJob) -> Option<Self> {
        let (generator, job, plan, is_final): (String, _, _, _) =
            furniture::json::from_str(text).ok()?;
        let mut read = Self {
            job,
            plan,
            is_final,
        };
        if generator != GENERATOR || !read.is_for(now) || Run::new(&read.job).is_err() {
            return None;
        }
        if let Some(plan) = &read.plan {
            plan_of(&read.job, plan).ok()?;
        }
        read.renumber(now.revision);
        read.aim_at(now.goal);
        Some(read)
    }

    /// Whether a sheet or board of the plan is kept.
    pub fn has_kept(&self) -> bool {
        self.job.groups.iter().any(|group| !group.keep.is_empty())
    }

    /// Whether the same is cut from the same stock by the same saw, whatever is kept and whatever the goal is.
    pub fn is_for(&self, job: &CuttingJob) -> bool {
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

    /// Lets the plan go when it was made for another goal; what is kept stays.
    pub fn aim_at(&mut self, goal: CuttingGoal) {
        if self.job.goal != goal {
            self.job.goal = goal;
            self.plan = None;
            self.is_final = false;
        }
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
