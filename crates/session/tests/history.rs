//! Undo and redo go on at another time, from a text kept beside the design.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use furniture::axis::Axis;
use furniture::catalogue::Catalogue;
use furniture::design::{self, Design};
use furniture::edit::Edit;
use furniture::library;
use furniture::shipped::starter;
use session::Document;

fn open(design: Design) -> Document {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    Document::open(catalogue, library, design).unwrap()
}

fn wardrobe() -> Document {
    open(design::read(starter("wardrobe").unwrap()).unwrap())
}

fn widen(document: &mut Document, mm: u32) {
    let edit = Edit::SetSize {
        item: document.design().items[0].id,
        axis: Axis::Width,
        value: format!("{mm} mm"),
    };
    document.edit(&edit, 0).unwrap();
}

/// The same design from its file, in another document.
fn reloaded(document: &Document) -> Document {
    open(design::read(&design::write(document.design())).unwrap())
}

fn width(document: &Document) -> i64 {
    document.design().items[0].size[0].0 / 1000
}

#[test]
fn undo_and_redo_go_on_after_a_reload() {
    let mut before = wardrobe();
    for mm in [1500, 1600, 1700] {
        widen(&mut before, mm);
    }
    before.undo();
    let mut after = reloaded(&before);
    assert!(!after.undo());
    after.restore_history(&before.save_history());
    assert_eq!(after.view().undo, before.view().undo);
    assert_eq!(after.view().redo, before.view().redo);
    assert!(after.redo());
    assert_eq!(width(&after), 1700);
    assert!(!after.redo());
    assert!(after.undo() && after.undo());
    assert_eq!(width(&after), 1500);
    assert!(after.undo() && !after.undo());
    assert_eq!(after.design().items, wardrobe().design().items);
}

#[test]
fn the_history_of_another_design_or_none_changes_nothing() {
    let mut document = wardrobe();
    widen(&mut document, 1500);
    let kept = document.save_history();
    widen(&mut document, 1600);
    let mut other = reloaded(&document);
    for text in [kept.as_str(), "", "{}", "null", "[1, 2]"] {
        other.restore_history(text);
        assert_eq!(other.view().undo, None, "{text}");
    }
}

#[test]
fn a_step_that_can_no_longer_be_built_ends_the_history() {
    let mut document = wardrobe();
    widen(&mut document, 1500);
    widen(&mut document, 1600);
    // As if a later program knew a module of the oldest step no more.
    let kept = document.save_history();
    let at = kept.find("\"past\":").unwrap();
    let (head, steps) = kept.split_at(at);
    let kept = format!("{head}{}", steps.replacen("carcass", "unheard-of", 1));
    let mut after = reloaded(&document);
    after.restore_history(&kept);
    assert!(after.undo());
    assert_eq!(width(&after), 1500);
    assert!(!after.undo());
    assert_eq!(after.view().undo, None);
    assert!(after.redo());
    assert_eq!(width(&after), 1600);
}

#[test]
fn a_long_history_keeps_its_nearest_steps() {
    let mut document = wardrobe();
    for at in 0..400 {
        widen(&mut document, 1500 + at);
    }
    let kept = document.save_history();
    assert!(kept.len() < 600_000, "{}", kept.len());
    let mut after = reloaded(&document);
    after.restore_history(&kept);
    let mut steps = 0;
    while after.undo() {
        steps += 1;
        assert_eq!(width(&after), 1899 - steps);
    }
    assert!((50..400).contains(&steps), "{steps}");
}
