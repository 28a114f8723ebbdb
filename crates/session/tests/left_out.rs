//! What a cutting plan that leaves boards out does to price and checks.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use furniture::catalogue::Catalogue;
use furniture::library;
use furniture::shipped::starter;
use furniture::workshop::Workshop;
use planning::evaluated::Evaluated;
use planning::plan_view::plan_of;
use planning::run::Run;
use session::Document;

#[test]
fn boards_without_a_sheet_leave_the_price_open_and_fail_a_check() {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    let design = furniture::design::read(starter("wardrobe").unwrap()).unwrap();
    let mut session = Document::open(catalogue.clone(), library.clone(), design.clone()).unwrap();
    let mut workshop = Workshop::default();
    workshop.set_rule("longest_cut", "1300").unwrap();
    let report = Evaluated::of(&design, &catalogue, &library).in_workshop(&workshop);
    let job = report.job();
    let mut run = Run::new(&job).unwrap();
    run.step();
    let mut plan = plan_of(&job, &run.plan()).unwrap();
    let left_out: usize = plan.view.unplaced.iter().map(|left| left.keys.len()).sum();
    assert!(left_out > 0 && !plan.view.is_optimal);
    let passes = |session: &Document| {
        let checks = session.view().checks;
        checks
            .iter()
            .any(|check| check.message.key == "check.boards-fit-sheets.passes")
    };
    assert!(passes(&session));
    plan.view.revision = session.revision();
    assert!(session.set_plan(plan));
    let estimate = session.estimate();
    assert_eq!(estimate.total_by_sheets_fen, None);
    assert!(
        estimate
            .boards
            .iter()
            .any(|line| line.by_sheets_fen.is_none() && line.lots.is_empty())
    );
    assert!(!passes(&session));
    let news = session.plan_news();
    let fails = news
        .checks
        .iter()
        .find(|check| check.message.key == "check.boards-left-out")
        .unwrap();
    assert_eq!(fails.keys.len(), left_out);
    assert_eq!(session.view().checks, news.checks);
}
