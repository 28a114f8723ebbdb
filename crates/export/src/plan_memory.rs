//! Plans of a session that are worth going back to, so that undo and redo bring them, and what is kept of them, at once.
//!
//! A plan belongs to what there is to cut, not to a revision: whatever leads to the very same job again finds it here.

use std::collections::VecDeque;

use crate::cutting_job::CuttingJob;
use crate::plan_in_force::{PlanInForce, Search};

/// Plans remembered; one of 300 boards is some tens of kilobytes.
const KEPT: usize = 24;

/// The plans found last, each with its job.
#[derive(Clone, Debug, Default)]
pub struct PlanMemory {
    /// The one found or asked for last in front.
    plans: VecDeque<PlanInForce>,
}

impl PlanMemory {
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
    use crate::keep::{Keeping, keep};
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

    fn plan(job: &CuttingJob) -> PlanInForce {
        let mut run = Run::new(job).unwrap();
        run.step();
        PlanInForce {
            job: job.clone(),
            plan: Some(run.plan()),
            search: Search::Done,
        }
    }

    /// Locks the first sheet.
    fn locked(job: &CuttingJob) -> PlanInForce {
        let mut planned = plan(job);
        let sheets = planned.plan.as_mut().unwrap();
        assert!(keep(&mut planned.job, sheets, 1, Keeping::Sheet(true)));
        PlanInForce {
            search: Search::Running,
            ..planned
        }
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
        memory.keep(plan(&first));
        widen(&mut session, 900);
        let second = job(&session);
        assert!(memory.plan_of(&second).is_none());
        memory.keep(plan(&second));

        session.undo();
        let again = job(&session);
        assert_ne!(again.revision, first.revision);
        let found = memory.plan_of(&again).unwrap();
        assert_eq!(found, plan(&again));
        session.redo();
        let again = job(&session);
        assert_eq!(memory.plan_of(&again).unwrap(), plan(&again));
    }

    #[test]
    fn what_was_asked_for_last_stays_longest() {
        let (mut session, mut memory) = (session(), PlanMemory::default());
        let first = job(&session);
        memory.keep(plan(&first));
        let mut second = None;
        for width in 0..KEPT {
            widen(&mut session, 800 + width);
            let next = job(&session);
            memory.keep(plan(&next));
            second = second.or(Some(next));
            assert!(memory.plan_of(&first).is_some());
        }
        assert_eq!(memory.plans.len(), KEPT);
        assert!(memory.plan_of(&second.unwrap()).is_none());
    }

    #[test]
    fn what_is_kept_comes_back_with_its_job_and_goes_when_it_is_let_go() {
        let (session, mut memory) = (session(), PlanMemory::default());
        let first = job(&session);
        let kept = locked(&first);
        memory.keep(kept.clone());
        assert_eq!(memory.plan_of(&first), Some(kept));
        // Let go, and left before the search was at its end.
        memory.keep(PlanInForce::new(first.clone()));
        assert_eq!(memory.plan_of(&first), None);
    }

    #[test]
    fn what_is_kept_outlasts_plans_that_can_be_searched_again() {
        let (mut session, mut memory) = (session(), PlanMemory::default());
        let first = job(&session);
        memory.keep(locked(&first));
        for width in 0..2 * KEPT {
            widen(&mut session, 800 + width);
            memory.keep(plan(&job(&session)));
        }
        assert_eq!(memory.plans.len(), KEPT);
        assert!(memory.plan_of(&first).unwrap().has_kept());
    }

    #[test]
    fn another_goal_has_another_plan_around_what_is_kept() {
        let (session, mut memory) = (session(), PlanMemory::default());
        let first = job(&session);
        memory.keep(locked(&first));
        let sawing = CuttingJob {
            goal: CuttingGoal::Sawing,
            ..first
        };
        let found = memory.plan_of(&sawing).unwrap();
        assert_eq!((found.job.goal, &found.plan), (sawing.goal, &None));
        assert!(found.has_kept());
    }

    #[test]
    fn another_price_is_another_job_and_another_name_is_not() {
        let (mut session, mut memory) = (session(), PlanMemory::default());
        memory.keep(plan(&job(&session)));
        let name = "Shelves".to_owned();
        session.edit(&Edit::Rename { name }, 0).unwrap();
        assert!(memory.plan_of(&job(&session)).is_some());
        let of = session.estimate().boards[0].price_name.clone();
        let price = Some("999".to_owned());
        session.edit(&Edit::SetPrice { of, price }, 0).unwrap();
        assert!(memory.plan_of(&job(&session)).is_none());
    }
}
