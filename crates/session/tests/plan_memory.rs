//! Plans are found again by what there is to cut, over edits, undo and redo.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use furniture::axis::Axis;
use furniture::catalogue::Catalogue;
use furniture::cut_list::CutList;
use furniture::design;
use furniture::edit::Edit;
use furniture::library;
use furniture::shipped::starter;
use planning::cutting_job::{CuttingGoal, CuttingJob};
use planning::keep::{Keeping, keep};
use planning::plan_in_force::{PlanInForce, Search};
use planning::plan_memory::{KEPT, PlanMemory};
use planning::run::Run;
use session::Document;

fn session() -> Document {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    let design = design::read(starter("bookcase").unwrap()).unwrap();
    Document::open(catalogue, library, design).unwrap()
}

fn job(session: &Document) -> CuttingJob {
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

fn widen(session: &mut Document, width: usize) {
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
    assert_eq!(memory.count(), KEPT);
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
    assert_eq!(memory.count(), KEPT);
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
