#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::path::Path;

use planning::run::Run;
use serde_json::Value;
use shipped::Shipped;

use super::*;

/// What the program is shipped with.
fn shipped() -> String {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets");
    Shipped::find(&assets).unwrap().packed()
}

/// A session on a starter design with a first plan.
fn planned(starter: &str) -> Session {
    let mut session = Session::new(&shipped());
    session.start(starter, None);
    search(&mut session, 1);
    session
}

/// What a worker brings of a job after some steps.
fn brought(job: &str, steps: usize) -> String {
    let mut run = Run::new(&serde_json::from_str(job).unwrap()).unwrap();
    for _ in 0..steps {
        run.step();
    }
    serde_json::to_string(&run.plan()).unwrap()
}

fn search(session: &mut Session, steps: usize) -> String {
    let plan = brought(&session.job(), steps);
    session.set_plan(&plan)
}

/// Reads an answer that must not be a refusal.
fn ok(reply: &str) -> Value {
    let reply: Value = serde_json::from_str(reply).unwrap();
    assert!(reply["problems"].is_null(), "{}", reply["problems"]);
    reply["ok"].clone()
}

/// The plan on show, for whichever revision.
fn shown(reply: &str) -> Value {
    let view = ok(reply);
    let mut plan = view["plan"].clone();
    if !plan.is_null() {
        assert_eq!(plan["revision"], view["revision"]);
        plan["revision"] = 0.into();
    }
    plan
}

const RENAME: &str = r#"{"rename": {"name": "Another"}}"#;

fn set_width(width: &str) -> String {
    format!(r#"{{"set-size": {{"item": 1, "axis": "width", "value": "{width}"}}}}"#)
}

#[test]
fn an_edit_that_changes_no_board_leaves_job_plan_and_locks() {
    let mut session = planned("bookcase");
    let locked = shown(&session.lock_sheet(1, true));
    let job = session.job();
    let view = ok(&session.view());
    let hardware = &view["estimate"]["hardware"][0]["price_name"];
    let price = format!(r#"{{"set-price": {{"of": {hardware}, "price": "9.50"}}}}"#);
    for edit in [RENAME, &price] {
        assert_eq!(shown(&session.edit(edit, 0)), locked);
        assert_eq!(session.job(), job);
        assert!(session.has_kept());
    }
    assert_eq!(shown(&session.undo()), locked);
    // What a worker brings for the job is taken, whichever revision it was asked at.
    let plan = brought(&job, 40);
    session.edit(RENAME, 0);
    let news = ok(&session.set_plan(&plan));
    if !news.is_null() {
        assert_eq!(news["plan"]["revision"], news["revision"]);
    }
    session.planned("done");
    session.redo();
    assert!(session.search() == "done" && session.has_kept());
}

#[test]
fn undo_and_redo_bring_back_what_was_kept() {
    let mut session = planned("bookcase");
    let first = shown(&session.lock_sheet(1, true));
    assert!(shown(&session.edit(&set_width("1100 mm"), 0)).is_null());
    assert!(!session.has_kept());
    search(&mut session, 1);
    let second = shown(&session.pin_board(1, 0, true));
    assert_eq!(shown(&session.undo()), first);
    // The search goes on, as it had not come to its end.
    assert!(session.has_kept() && session.search() == "running");
    assert_eq!(shown(&session.redo()), second);

    session.keep_nothing();
    session.undo();
    session.redo();
    assert!(!session.has_kept());
}

#[test]
fn another_saw_frees_what_is_kept_until_the_one_before_comes_back() {
    let mut session = planned("bookcase");
    let locked = shown(&session.lock_sheet(1, true));
    // An offcut of what the design isn't made of changes nothing.
    let offcut = r#"{"board": "ply-birch", "thickness": "18 mm", "decor": "birch",
        "length": "900 mm", "width": "500 mm", "quantity": "1", "price": ""}"#;
    let job = session.job();
    ok(&session.change_workshop("offcuts.0", offcut));
    assert_eq!(session.job(), job);
    ok(&session.change_workshop("rules.kerf", "3 mm"));
    assert!(!session.has_kept());
    ok(&session.change_workshop("rules.kerf", ""));
    assert_eq!(shown(&session.view()), locked);
    assert!(session.has_kept());
}

#[test]
fn another_goal_keeps_what_is_kept() {
    let mut session = planned("bookcase");
    session.lock_sheet(1, true);
    session.set_goal("sawing");
    assert!(session.has_kept() && session.search() == "running");
    session.edit(&set_width("1100 mm"), 0);
    session.set_goal("offcut");
    session.undo();
    assert!(session.has_kept());
}

#[test]
fn a_sawn_plan_changes_the_stock_and_stays() {
    let mut session = planned("bookcase");
    let first = shown(&session.view());
    let stocked = ok(&session.change_workshop("sawn", ""));
    let many = |view: &Value| -> u64 {
        let offcuts = view["offcuts"].as_array().unwrap().iter();
        offcuts
            .map(|offcut| offcut["quantity"].as_u64().unwrap())
            .sum()
    };
    assert_eq!(many(&stocked), first["offcuts"].as_u64().unwrap());
    assert_eq!(session.search(), "sawn");
    assert_eq!(shown(&session.view()), first);
    // Neither tapping again nor anything else that is said about the plan, the saw or the stock changes what is sawn.
    session.change_workshop("sawn", "");
    session.lock_sheet(1, true);
    session.planned("done");
    session.set_goal("sawing");
    session.change_workshop("rules.kerf", "3 mm");
    assert_eq!(shown(&session.view()), first);
    assert!(session.search() == "sawn" && !session.has_kept());
    session.edit(&set_width("1100 mm"), 0);
    assert_eq!(session.search(), "running");
    assert_eq!(shown(&session.undo()), first);
    assert_eq!(session.search(), "sawn");

    // It stays in another session with the stock as it is now.
    let (design, saved) = (session.save(), session.save_plan());
    let mut again = Session::new(&shipped());
    again.open(&design);
    again.change_workshop("", &session.save_workshop());
    assert!(again.restore_plan(&saved));
    assert_eq!(shown(&again.view()), first);
    assert_eq!(again.search(), "sawn");

    // Sheets cost what they cost now.
    let view = ok(&session.view());
    let (was, line) = (
        &view["estimate"]["boards_by_sheets_fen"],
        &view["estimate"]["boards"][0],
    );
    let price = format!(
        r#"{{"set-price": {{"of": {}, "price": "999"}}}}"#,
        line["price_name"]
    );
    let dearer = ok(&session.edit(&price, 0));
    assert!(dearer["estimate"]["boards_by_sheets_fen"].as_i64() > was.as_i64());
    assert_eq!(session.search(), "sawn");

    // Once more: from the stock and by the saw as they are now.
    session.plan_again();
    assert_eq!(session.search(), "running");
    let job: Value = serde_json::from_str(&session.job()).unwrap();
    let sheets = |sheet: &Value| !sheet["in_stock"].is_null();
    let mut groups = job["groups"].as_array().unwrap().iter();
    assert!(groups.any(|group| group["sheets"].as_array().unwrap().iter().any(sheets)));
    let workshop: Value = serde_json::from_str(&session.workshop()).unwrap();
    assert_eq!(workshop["offcuts"], stocked["offcuts"]);
}

#[test]
fn offcuts_that_a_sawn_plan_used_are_taken_off_and_a_way_back_undoes_all() {
    let mut session = Session::new(&shipped());
    session.start("bookcase", None);
    let offcut = r#"{"board": "mfc-pb-enf", "thickness": "18 mm", "decor": "walnut",
        "length": "1500 mm", "width": "800 mm", "quantity": "1"}"#;
    ok(&session.change_workshop("offcuts.0", offcut));
    ok(&session.change_workshop("rules.offcuts_first", "always"));
    search(&mut session, 1);
    let plan = shown(&session.view());
    assert_eq!(plan["offcuts_used"], 1);
    let before = session.save_workshop();
    let view = ok(&session.change_workshop("sawn", ""));
    let mut offcuts = view["offcuts"].as_array().unwrap().iter();
    assert!(offcuts.all(|offcut| offcut["length_um"] != 1_500_000));
    ok(&session.change_workshop("", &before));
    assert_eq!(session.search(), "stopped");
    assert_eq!(shown(&session.view()), plan);
    // Nothing remembers it as sawn.
    ok(&session.change_workshop("offcuts.1", offcut));
    assert_eq!(session.search(), "running");
}

#[test]
fn a_saved_plan_goes_on_in_another_session_if_the_same_is_to_be_cut() {
    let mut session = planned("bookcase");
    let locked = shown(&session.lock_sheet(1, true));
    session.planned("done");
    let (design, saved) = (session.save(), session.save_plan());

    let mut again = Session::new(&shipped());
    again.open(&design);
    again.undo();
    assert!(again.restore_plan(&saved));
    assert_eq!(shown(&again.view()), locked);
    assert!(again.search() == "done" && again.has_kept());
    assert_eq!(again.save_plan().len(), saved.len());

    let mut other = planned("wardrobe");
    let before = shown(&other.view());
    for text in [saved.as_str(), "", "{}"] {
        assert_eq!(other.restore_plan(text), *text != saved);
        assert_eq!(shown(&other.view()), before);
        assert!(other.search() == "running" && !other.has_kept());
    }
}
