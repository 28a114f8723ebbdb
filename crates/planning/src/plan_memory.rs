//! Plans of a session that are worth going back to, so that undo and redo bring them, and what is kept of them, at once.
//!
//! A plan belongs to what there is to cut, not to a revision: whatever leads to the very same job again finds it here.

use std::collections::VecDeque;

use crate::cutting_job::CuttingJob;
use crate::plan_in_force::{PlanInForce, Search};

/// Most plans remembered; one of 300 boards is some tens of kilobytes.
pub const KEPT: usize = 24;

/// The plans found last, each with its job.
#[derive(Clone, Debug, Default)]
pub struct PlanMemory {
    /// The one found or asked for last in front.
    plans: VecDeque<PlanInForce>,
}

impl PlanMemory {
    /// How many plans are remembered, [`KEPT`] at most.
    pub fn count(&self) -> usize {
        self.plans.len()
    }

    /// Remembers how the plan of a job was left, in place of what was known for the same job. A plan that the search
    /// would soon bring again is not worth it.
    pub fn keep(&mut self, left: PlanInForce) {
        self.plans.retain(|known| !known.is_for(&left.job));
        if left.search != Search::Running || left.has_kept() {
            self.plans.push_front(left);
        }
        if self.plans.len() > KEPT {
            // A plan can be searched again, what a person has kept or sawn can't.
            let is_free = |known: &PlanInForce| !known.has_kept() && !known.is_sawn();
            let free = self.plans.iter().rposition(is_free);
            self.plans.remove(free.unwrap_or(KEPT));
        }
    }

    /// What is known about a job, for its revision and goal; none when it isn't known.
    pub fn plan_of(&mut self, job: &CuttingJob) -> Option<PlanInForce> {
        let index = self.plans.iter().position(|known| known.is_for(job))?;
        let mut found = self.plans.remove(index)?;
        found.look_at(job);
        self.plans.push_front(found.clone());
        found.meet(job);
        Some(found)
    }
}
