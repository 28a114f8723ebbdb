//! Finished cutting plans of a session, so that undo and redo bring a price back at once.
//!
//! A plan belongs to what there is to cut, not to a revision: whatever leads to the very same job again finds it here.

use std::collections::VecDeque;

use crate::cutting_job::CuttingJob;
use crate::cutting_plan::CuttingPlan;

/// Plans kept; one of 300 boards is some tens of kilobytes.
const KEPT: usize = 24;

/// The plans found last, each with its job.
#[derive(Clone, Debug, Default)]
pub struct PlanMemory {
    /// The one found or asked for last in front.
    plans: VecDeque<(CuttingJob, CuttingPlan)>,
}

impl PlanMemory {
    /// Keeps a plan that won't become better, in place of an older one for the same job.
    pub fn keep(&mut self, job: &CuttingJob, plan: &CuttingPlan) {
        self.plans.retain(|(known, _)| !is_same_work(known, job));
        self.plans.push_front((job.clone(), plan.clone()));
        self.plans.truncate(KEPT);
    }

    /// The plan of a job, for the job's revision; none when it isn't known.
    pub fn plan_of(&mut self, job: &CuttingJob) -> Option<CuttingPlan> {
        let index = self
            .plans
            .iter()
            .position(|(known, _)| is_same_work(known, job))?;
        let found = self.plans.remove(index)?;
        let mut plan = found.1.clone();
        self.plans.push_front(found);
        plan.revision = job.revision;
        Some(plan)
    }
}

/// Whether two jobs differ in nothing but the revision.
fn is_same_work(a: &CuttingJob, b: &CuttingJob) -> bool {
    let CuttingJob {
        revision: _,
        kerf_um,
        trim_um,
        offcut_min_um,
        rules,
        goal,
        groups,
    } = a;
    (kerf_um, trim_um, offcut_min_um) == (&b.kerf_um, &b.trim_um, &b.offcut_min_um)
        && (rules, goal, groups) == (&b.rules, &b.goal, &b.groups)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use furniture::catalogue::Catalogue;
    use furniture::cut_list::CutList;
    use furniture::design;
    use furniture::edit::{Axis, Edit};
    use furniture::library;
    use furniture::session::Session;

    use super::*;
    use crate::cutting_job::CuttingGoal;
    use crate::cutting_plan::Run;
    use crate::starters::starter;

    fn session() -> Session {
        let catalogue = Catalogue::shipped().unwrap();
        let library = library::shipped(&catalogue).unwrap();
        let design = design::read(starter("bookcase").unwrap()).unwrap();
        Session::open(catalogue, library, design).unwrap()
    }

    fn job(session: &Session) -> CuttingJob {
        let cut_list = CutList::of(session.assembly(), session.catalogue());
        CuttingJob::of(
            &cut_list,
            session.design(),
            session.catalogue(),
            session.revision(),
        )
    }

    fn plan(job: &CuttingJob) -> CuttingPlan {
        let mut run = Run::new(job).unwrap();
        run.step();
        run.plan()
    }

    fn widen(session: &mut Session, width: usize) {
        let edit = Edit::SetSize {
            item: 1,
            axis: Axis::Width,
            value: format!("{width} mm"),
        };
        session.edit(&edit, 0).unwrap();
    }

    #[test]
    fn undo_and_redo_find_their_plans_again() {
        let (mut session, mut memory) = (session(), PlanMemory::default());
        let first = job(&session);
        assert!(memory.plan_of(&first).is_none());
        memory.keep(&first, &plan(&first));
        widen(&mut session, 900);
        let second = job(&session);
        assert!(memory.plan_of(&second).is_none());
        memory.keep(&second, &plan(&second));

        session.undo();
        let again = job(&session);
        assert_ne!(again.revision, first.revision);
        let found = memory.plan_of(&again).unwrap();
        assert_eq!(found.revision, again.revision);
        assert_eq!(found.groups, plan(&first).groups);
        session.redo();
        let found = memory.plan_of(&job(&session)).unwrap();
        assert_eq!(found.groups, plan(&second).groups);
    }

    #[test]
    fn what_was_asked_for_last_stays_longest() {
        let (mut session, mut memory) = (session(), PlanMemory::default());
        let first = job(&session);
        memory.keep(&first, &plan(&first));
        let mut second = None;
        for width in 0..KEPT {
            widen(&mut session, 800 + width);
            let next = job(&session);
            memory.keep(&next, &plan(&next));
            second = second.or(Some(next));
            assert!(memory.plan_of(&first).is_some());
        }
        assert_eq!(memory.plans.len(), KEPT);
        assert!(memory.plan_of(&second.unwrap()).is_none());
    }

    #[test]
    fn another_price_or_goal_is_another_job() {
        let (mut session, mut memory) = (session(), PlanMemory::default());
        let before = job(&session);
        memory.keep(&before, &plan(&before));
        let goal = CuttingGoal::Sawing;
        assert!(memory.plan_of(&CuttingJob { goal, ..before }).is_none());
        let of = session.estimate().boards[0].price_name.clone();
        let price = Some("999".to_owned());
        session.edit(&Edit::SetPrice { of, price }, 0).unwrap();
        assert!(memory.plan_of(&job(&session)).is_none());
    }
}
