//! Bad input gives an error that says what, where and what would be right.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use furniture::axis::Axis;
use furniture::catalogue::Catalogue;
use furniture::design::{self, Design};
use furniture::document::DocumentFault;
use furniture::edit::Edit;
use furniture::length::Length;
use furniture::library::{self, Library, ModuleFault};
use furniture::message::Message;
use furniture::problem::Problem;
use furniture::role::Role;
use furniture::shipped::{MODULES, starter};
use session::Document as Session;

fn wardrobe() -> &'static str {
    starter("wardrobe").unwrap()
}

fn shipped() -> (Catalogue, Library) {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    (catalogue, library)
}

fn session() -> Session {
    let (catalogue, library) = shipped();
    Session::open(catalogue, library, design::read(wardrobe()).unwrap()).unwrap()
}

fn refused(change: impl FnOnce(&mut Design)) -> Vec<Problem> {
    let mut session = session();
    let before = session.design().clone();
    let mut design = before.clone();
    change(&mut design);
    let problems = session.replace(design).unwrap_err();
    assert_eq!(session.design(), &before, "the last good design stays");
    problems
}

fn has(problems: &[Problem], key: &str) -> bool {
    problems.iter().any(|problem| problem.message.key == key)
}

#[test]
fn a_file_that_ends_early_is_named_by_line_and_column() {
    let fault = design::read(&wardrobe()[..400]).unwrap_err();
    assert!(
        matches!(&fault, DocumentFault::Syntax { line, detail, .. } if *line > 5 && !detail.contains("line")),
        "{fault:?}"
    );
}

#[test]
fn other_files_and_newer_ones_are_told_apart() {
    assert_eq!(
        design::read("{\"stocks\": []}").unwrap_err(),
        DocumentFault::NotADesign
    );
    assert_eq!(
        design::read("[1, 2]").unwrap_err(),
        DocumentFault::NotADesign
    );
    let of_version = |version: u64| {
        let today = format!("\"version\": {}", design::VERSION);
        assert!(wardrobe().contains(&today));
        let text = wardrobe().replace(&today, &format!("\"version\": {version}"));
        design::read(&text).unwrap_err()
    };
    for found in [u64::from(design::VERSION) + 1, u64::MAX] {
        assert_eq!(
            of_version(found),
            DocumentFault::Newer {
                found,
                newest: design::VERSION
            }
        );
    }
    assert_eq!(of_version(0), DocumentFault::NotADesign);
    let more = wardrobe().replace("\"name\":", "\"colour\": 1, \"name\":");
    assert!(matches!(
        design::read(&more).unwrap_err(),
        DocumentFault::Shape { .. }
    ));
    let twice = wardrobe().replace("\"id\": 2,", "\"id\": 3,");
    assert_eq!(
        design::read(&twice).unwrap_err(),
        DocumentFault::Identifier { node: 3 }
    );
}

#[test]
fn what_does_not_exist_is_named() {
    let problems = refused(|design| {
        design.materials.get_mut(Role::Body).unwrap().board = "marble".into();
        design.bands.insert("visible".into(), Some("gold".into()));
    });
    assert!(has(&problems, "problem.no-such-material"), "{problems:?}");
    assert!(
        has(&problems, "problem.no-such-band"),
        "several problems come together: {problems:?}"
    );
    let problems = refused(|design| design.items[0].root.module = "spaceship".into());
    assert!(has(&problems, "problem.no-such-module"), "{problems:?}");
    let problems = refused(|design| {
        design.materials.get_mut(Role::Body).unwrap().thickness = furniture::length::Length(17_000);
    });
    assert!(has(&problems, "problem.no-such-thickness"), "{problems:?}");
    let problems = refused(|design| {
        design.items[0]
            .root
            .parameters
            .insert("colour".into(), "red".into());
    });
    assert!(has(&problems, "problem.no-such-parameter"), "{problems:?}");
}

#[test]
fn impossible_sizes_are_refused_with_their_limit() {
    let mut session = session();
    for (axis, value, key) in [
        (Axis::Width, "9 m", "problem.too-large-because"),
        (Axis::Height, "12 mm", "problem.too-small-because"),
        (Axis::Depth, "-40 cm", "problem.too-small-because"),
        (Axis::Depth, "wide", "length.not-a-length"),
    ] {
        let before = session.design().clone();
        let edit = Edit::SetSize {
            item: 1,
            axis,
            value: value.into(),
        };
        let problems = session.edit(&edit, 0).unwrap_err();
        assert!(
            has(&problems, key) || problems[0].message.key.starts_with("length."),
            "{value}: {problems:?}"
        );
        assert_eq!(session.design(), &before);
    }
}

#[test]
fn a_board_larger_than_every_sheet_is_named_with_the_sheets() {
    let problems = refused(|design| {
        // Eucalyptus plywood comes in 2440 x 1220 only; a carcass 2600 tall needs more.
        let body = design.materials.get_mut(Role::Front).unwrap();
        body.board = "pet-mdf".into();
        design.items[0].size[1] = furniture::length::Length(2_600_000);
    });
    assert!(!problems.is_empty());
    assert!(
        problems.iter().any(
            |problem| problem.message.key.starts_with("problem.board-too-large")
                || problem.message.key.starts_with("problem.too-large")
        ),
        "{problems:?}"
    );
}

#[test]
fn the_reason_of_a_height_is_the_sheet_that_limits_it() {
    let mut session = session();
    let limit = |session: &Session| {
        let limits = session.assembly().items[0].limits[1].clone();
        (limits.max, limits.max_reason.unwrap().key)
    };
    let back = "reason.back-sheet-length".to_owned();
    assert_eq!(limit(&session), (Length(2_420_000), back));
    // Without the back only the body is left to limit it.
    session.edit(&Edit::Remove { node: 2 }, 0).unwrap();
    let body = "reason.sheet-length".to_owned();
    // Less what is milled off before banding: the limit as it is stated can be built.
    assert_eq!(limit(&session), (Length(2_724_000), body));
    let edit = |value: &str| Edit::SetSize {
        item: 1,
        axis: Axis::Height,
        value: value.into(),
    };
    assert!(session.edit(&edit("2726 mm"), 0).is_err());
}

#[test]
fn a_refused_choice_is_told_by_names() {
    let mut session = session();
    let edit = Edit::SetParameter {
        node: 7,
        parameter: "handle".into(),
        value: "gold".into(),
    };
    let problems = session.edit(&edit, 0).unwrap_err();
    let [problem] = problems.as_slice() else {
        panic!("{problems:?}")
    };
    let names = ["bar", "knob", "none"].map(|name| format!("option.handle-{name}"));
    assert_eq!(
        problem.message,
        Message::new("problem.choice")
            .text("found", "gold")
            .keys("all", names.to_vec())
    );
    let within = ["module.hinged-door", "parameter.handle"].map(Message::new);
    assert_eq!(problem.within[..], within);
    assert_eq!(problem.place.as_deref(), Some("module 7, handle"));
}

#[test]
fn what_stands_against_three_drawers_alike_is_told_once() {
    let mut session = session();
    let edit = Edit::SetParameter {
        node: 4,
        parameter: "tracks".into(),
        value: "1fr 1fr 1300 mm".into(),
    };
    let problems = session.edit(&edit, 0).unwrap_err();
    let [problem] = problems.as_slice() else {
        panic!("{problems:?}")
    };
    assert_eq!(problem.message.key, "problem.board-too-large-grain");
    assert_eq!(problem.times, 3);
    assert_eq!(problem.within[..], [Message::new("module.drawer-bank")]);
    assert_eq!(problem.keys, ["11/bottom.0", "11/bottom.1", "11/bottom.2"]);
    assert_eq!(problem.place, Some(problem.keys.join(", ")));
}

#[test]
fn contents_of_an_opening_that_is_not_there_are_not_lost_silently() {
    let problems = refused(|design| {
        let inside = design.items[0].root.contents.remove("base.0").unwrap();
        design.items[0]
            .root
            .contents
            .insert("cellar.0".into(), inside);
    });
    assert!(has(&problems, "problem.no-such-opening"), "{problems:?}");
}

fn module(change: impl Fn(String) -> String) -> Vec<ModuleFault> {
    let (catalogue, _) = shipped();
    let text = MODULES
        .iter()
        .find(|(name, _)| *name == "fixed-shelf.json")
        .unwrap()
        .1;
    let changed = change(text.to_owned());
    assert_ne!(text, changed, "the test changes nothing");
    library::compile(&changed, &library::method_types(&catalogue)).unwrap_err()
}

#[test]
fn wrong_modules_say_what_and_where() {
    let faults = module(|text| text.replace("\"D - setback\"", "\"D - 10\""));
    assert!(
        matches!(&faults[0], ModuleFault::Formula { place, error, .. }
            if place == "boards.shelf.width" && error.kind.key() == "formula.units"),
        "{faults:?}"
    );
    let faults = module(|text| text.replace("\"D - setback\"", "\"D - setbak\""));
    assert!(
        matches!(&faults[0], ModuleFault::Formula { error, .. }
            if error.kind.key() == "formula.unknown-name-suggestion"),
        "{faults:?}"
    );
    let faults = module(|text| text.replace("\"method.shelf_setback\"", "\"setback + 1 mm\""));
    assert!(
        matches!(&faults[0], ModuleFault::Cycle { names } if names == "setback"),
        "{faults:?}"
    );
    let faults = module(|text| text.replace("\"count(tracks) - 1\"", "\"W\""));
    assert!(
        faults
            .iter()
            .any(|fault| matches!(fault, ModuleFault::Kind { .. })),
        "{faults:?}"
    );
    let faults = module(|text| text.replacen(", \"zh-CN\": \"", ", \"zh-TW\": \"", 1));
    assert_eq!(
        faults,
        [ModuleFault::Text {
            place: "texts.module.fixed-shelf".to_owned(),
            language: "zh-CN"
        }]
    );
    let faults = module(|text| {
        text.replace(
            "\"is\": \"0 mm\"",
            "\"is\": \"if(holds('cellar', 'space'), 0 mm, 0 mm)\"",
        )
    });
    assert!(
        matches!(&faults[0], ModuleFault::Reference { place, id } if place == "names.play" && id == "cellar"),
        "{faults:?}"
    );
    let faults = module(|text| text.replacen('{', "", 1));
    assert!(
        matches!(&faults[0], ModuleFault::Shape { line, .. } if *line >= 1),
        "{faults:?}"
    );
}
