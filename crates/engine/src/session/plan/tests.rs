#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::*;
use crate::Optimiser;

/// What the program is shipped with; the space between the tokens does no harm, but for the line feeds.
fn shipped() -> String {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
    let mut text = String::new();
    for folder in ["catalogue", "methods", "modules", "designs"] {
        for entry in fs::read_dir(assets.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy();
            let json = fs::read_to_string(&path).unwrap().replace('\n', " ");
            text.push_str(&format!("{folder}/{name}\n{json}\n"));
        }
    }
    text
}

/// A session on a starter design with a first plan.
fn planned(starter: &str) -> Session {
    let mut session = Session::new(&shipped());
    session.start(starter, None);
    search(&mut session, 1);
    session
}

/// What a worker brings after some steps.
fn search(session: &mut Session, steps: usize) -> String {
    let mut optimiser = Optimiser::new(&session.job());
    for _ in 0..steps {
        optimiser.step();
    }
    session.set_plan(&optimiser.plan())
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

const RENAME: &str = r#"{"edit": "rename", "name": "Another"}"#;

fn set_width(width: &str) -> String {
    format!(r#"{{"edit": "set-size", "item": 1, "axis": "width", "value": "{width}"}}"#)
}

#[test]
fn an_edit_that_changes_no_board_leaves_job_plan_and_locks() {
    let mut session = planned("bookcase");
    let locked = shown(&session.lock_sheet(1, true));
    let job = session.job();
    let view = ok(&session.view());
    let hardware = &view["estimate"]["hardware"][0]["price_name"];
    let price = format!(r#"{{"edit": "set-price", "of": {hardware}, "price": "9.50"}}"#);
    for edit in [RENAME, &price] {
        assert_eq!(shown(&session.edit(edit, 0)), locked);
        assert_eq!(session.job(), job);
        assert!(session.has_kept());
    }
    assert_eq!(shown(&session.undo()), locked);
    // What a worker brings for the job is taken, whichever revision it was asked at.
    let mut optimiser = Optimiser::new(&job);
    for _ in 0..40 {
        optimiser.step();
    }
    session.edit(RENAME, 0);
    let news = ok(&session.set_plan(&optimiser.plan()));
    if !news.is_null() {
        assert_eq!(news["plan"]["revision"], news["revision"]);
    }
    session.planned();
    session.redo();
    assert!(session.is_planned() && session.has_kept());
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
    assert!(session.has_kept() && !session.is_planned());
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
    assert!(session.has_kept() && !session.is_planned());
    session.edit(&set_width("1100 mm"), 0);
    session.set_goal("offcut");
    session.undo();
    assert!(session.has_kept());
}

#[test]
fn a_saved_plan_goes_on_in_another_session_if_the_same_is_to_be_cut() {
    let mut session = planned("bookcase");
    let locked = shown(&session.lock_sheet(1, true));
    session.planned();
    let (design, saved) = (session.save(), session.save_plan());

    let mut again = Session::new(&shipped());
    again.open(&design);
    again.undo();
    assert_eq!(shown(&again.restore_plan(&saved)), locked);
    assert!(again.is_planned() && again.has_kept());
    assert_eq!(again.save_plan().len(), saved.len());

    let mut other = planned("wardrobe");
    let before = shown(&other.view());
    for text in [&saved, "", "{}"] {
        assert_eq!(shown(&other.restore_plan(text)), before);
        assert!(!other.is_planned() && !other.has_kept());
    }
}
