//! What is offered in an opening can be made, and what can't be made is refused in words.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use furniture::catalogue::Catalogue;
use furniture::design;
use furniture::edit::Edit;
use furniture::library;
use furniture::message::{Message, MessageValue};
use furniture::problem::Problem;
use furniture::shipped::{STARTERS, starter};
use session::Document as Session;
use session::view::ChoiceView;

fn wardrobe() -> &'static str {
    starter("wardrobe").unwrap()
}

/// The compartment of the wardrobe's left column that has a rail.
const WITH_RAIL: &str = "5/row.0";
/// The one that has drawers.
const WITH_DRAWERS: &str = "10/row.0";

fn open(text: &str) -> Session {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    Session::open(catalogue, library, design::read(text).unwrap()).unwrap()
}

fn offer(session: &Session, opening: &str, module: &str) -> ChoiceView {
    let choices = session.choices(opening).unwrap().choices;
    let found = choices.into_iter().find(|choice| choice.module == module);
    found.unwrap()
}

fn place(opening: &str, module: &str) -> Edit {
    Edit::Place {
        opening: opening.to_owned(),
        module: module.to_owned(),
    }
}

fn named(message: &Message) -> Vec<&str> {
    message
        .values
        .values()
        .filter_map(|value| match value {
            MessageValue::Key(key) => Some(key.as_str()),
            _ => None,
        })
        .collect()
}

#[test]
fn nothing_goes_through_a_rail() {
    let mut session = open(wardrobe());
    let offered = offer(&session, WITH_RAIL, "divider");
    assert_eq!(offered.edit, None);
    let problems = session.edit(&place(WITH_RAIL, "divider"), 0).unwrap_err();
    for message in [&offered.refusal.unwrap(), &problems[0].message] {
        assert_eq!(message.key, "problem.overlap");
        assert_eq!(named(message), ["module.clothes-rail", "board.divider"]);
    }
}

#[test]
fn drawers_and_a_rail_do_not_fill_the_same_compartment() {
    let mut session = open(wardrobe());
    for (opening, module) in [(WITH_RAIL, "drawer-bank"), (WITH_DRAWERS, "clothes-rail")] {
        let offered = offer(&session, opening, module);
        assert_eq!(offered.edit, None, "{module}");
        assert_eq!(offered.refusal.unwrap().key, "problem.occupied");
        assert!(session.edit(&place(opening, module), 0).is_err());
    }
}

#[test]
fn a_shelf_below_the_clothes_leaves_the_rail_where_it_can_be_taken_out() {
    let mut session = open(wardrobe());
    let shelf = offer(&session, WITH_RAIL, "adjustable-shelf").edit.unwrap();
    session.edit(&shelf, 0).unwrap();
    // Of the two compartments the upper one has the rail, the lower one has room for one of its own.
    let (lower, upper) = ("13/row.0", "13/row.1");
    let refused = offer(&session, upper, "clothes-rail");
    assert_eq!(
        named(&refused.refusal.unwrap()),
        ["module.clothes-rail", "module.clothes-rail"]
    );
    let out = session.choices(upper).unwrap().removals;
    let rail = out.iter().find(|one| one.module == "clothes-rail").unwrap();
    assert!(
        session
            .choices(lower)
            .unwrap()
            .removals
            .iter()
            .all(|one| one.module != "clothes-rail")
    );
    // Drawers below the clothes are as good as a shelf.
    let drawers = offer(&session, lower, "drawer-bank");
    assert!(drawers.edit.is_none(), "a door covers the column");
    let second = offer(&session, lower, "clothes-rail").edit.unwrap();
    session.edit(&rail.edit, 0).unwrap();
    session.edit(&second, 0).unwrap();
    assert!(offer(&session, upper, "clothes-rail").edit.is_some());
}

#[test]
fn what_is_offered_around_a_rail_can_be_made() {
    let mut session = open(wardrobe());
    session.edit(&Edit::Remove { node: 7 }, 0).unwrap();
    for step in ["adjustable-shelf", "clothes-rail", "divider", "drawer-bank"] {
        let keys: Vec<String> = session
            .view()
            .openings
            .iter()
            .map(|o| o.key.clone())
            .collect();
        let mut first = None;
        for key in &keys {
            for choice in session.choices(key).unwrap().choices {
                let Some(edit) = choice.edit else { continue };
                let mut tried = session.clone();
                let outcome = tried.edit(&edit, 0);
                assert_eq!(outcome, Ok(()), "{} in {key}", choice.module);
                if choice.module == step {
                    first.get_or_insert(edit);
                }
            }
        }
        session.edit(&first.unwrap(), 0).unwrap();
    }
}

/// The wardrobe without what fills its right column, so that it is one high compartment.
fn with_a_high_compartment() -> (Session, &'static str) {
    let mut session = open(wardrobe());
    session.edit(&Edit::Remove { node: 10 }, 0).unwrap();
    (session, "4/column.2")
}

fn fronts(session: &Session) -> Vec<i64> {
    let boards = session.assembly().boards.iter();
    let fronts = boards.filter(|board| board.label == "board.drawer-front");
    fronts.map(|board| board.place.size[1].0).collect()
}

fn complaints(session: &Session) -> usize {
    let checks = session.view().checks;
    let high = checks
        .iter()
        .filter(|check| check.message.key == "check.drawer-front-height.fails");
    high.count()
}

#[test]
fn a_high_compartment_gets_several_drawers_of_usable_height() {
    let (mut session, opening) = with_a_high_compartment();
    session.edit(&place(opening, "drawer-bank"), 0).unwrap();
    let heights = fronts(&session);
    assert_eq!(heights.len(), 9, "2054 mm in fronts of at most 250");
    assert!(
        heights.iter().all(|height| *height <= 250_000),
        "{heights:?}"
    );
    assert_eq!(complaints(&session), 0);
}

#[test]
fn tracks_of_a_default_that_depends_on_the_place_change_one_by_one() {
    let (mut session, opening) = with_a_high_compartment();
    session.edit(&place(opening, "drawer-bank"), 0).unwrap();
    let node = session.design().next_node - 1;
    let parameter = "tracks".to_owned();
    let edit = Edit::SetTrack {
        node,
        parameter: parameter.clone(),
        index: 8,
        value: "120 mm".to_owned(),
    };
    session.edit(&edit, 0).unwrap();
    assert_eq!(fronts(&session).len(), 9);
    assert_eq!(fronts(&session)[8], 120_000);
    let edit = Edit::SetParameter {
        node,
        parameter,
        value: "1fr".to_owned(),
    };
    session.edit(&edit, 0).unwrap();
    assert_eq!(fronts(&session).len(), 1);
    assert_eq!(complaints(&session), 1, "one front of two metres");
}

/// The page greys out what an edit would refuse, for the reason that the edit would give: the rule of slots stands once.
/// Of two fronts, one over the other, the offer names the new one and the edit the one that is covered then.
#[test]
fn what_the_slots_refuse_is_refused_for_the_same_reason() {
    let mut refused = 0;
    for (_, text) in STARTERS {
        let mut session = open(text);
        for opening in session.view().openings {
            for choice in session.choices(&opening.key).unwrap().choices {
                let Some(reason) = choice.refusal else {
                    continue;
                };
                if !["problem.occupied", "problem.front-covered"].contains(&reason.key.as_str()) {
                    continue;
                }
                let problems = session.edit(&place(&opening.key, &choice.module), 0);
                let problems = problems.unwrap_err();
                let same = |problem: &Problem| problem.message.key == reason.key;
                assert!(problems.iter().any(same), "{reason:?}: {problems:?}");
                refused += 1;
            }
        }
    }
    assert!(refused > 10, "{refused}");
}

#[test]
fn a_base_is_exchanged_for_another_and_a_back_taken_out_and_put_in_again() {
    for (name, text) in STARTERS {
        let mut session = open(text);
        let mounts = |session: &Session| -> Vec<String> {
            let openings = session.view().openings.into_iter();
            let mounts = openings.filter(|opening| opening.is_mount);
            mounts.map(|opening| opening.key).collect()
        };
        let before = session.design().clone();
        for key in mounts(&session) {
            // Each offer in turn, then everything out and the first of all in again.
            for choice in session.choices(&key).unwrap().choices {
                let edit = choice.edit.unwrap();
                session.edit(&edit, 0).unwrap();
                let here = session.choices(&key).unwrap();
                let module = here.removals.first().unwrap().module.clone();
                assert_eq!(module, choice.module, "{name} {key}");
                assert!(here.choices.iter().all(|one| one.module != module));
                assert!(session.undo(), "one step");
                assert_eq!(session.design(), &before);
            }
            let mut count = 0;
            while let Some(removal) = session.choices(&key).unwrap().removals.first() {
                session.edit(&removal.edit, 0).unwrap();
                count += 1;
            }
            assert_eq!(
                mounts(&session),
                mounts(&open(text)),
                "an empty place stays"
            );
            let choices = session.choices(&key).unwrap().choices;
            let put_in = choices.iter().find_map(|choice| choice.edit.clone());
            session.edit(&put_in.unwrap(), 0).unwrap();
            for _ in 0..=count {
                assert!(session.undo());
            }
            assert_eq!(session.design(), &before);
        }
    }
}

#[test]
fn an_exchange_says_what_for_what() {
    let session = open(wardrobe());
    let view = session.view();
    let base = view
        .openings
        .iter()
        .find(|one| one.label.key == "opening.base");
    let choices = session.choices(&base.unwrap().key).unwrap().choices;
    let [choice] = &choices[..] else {
        panic!("{choices:?}")
    };
    assert_eq!(choice.label.key, "choice.instead");
    let mut names = named(&choice.label);
    names.sort_unstable();
    assert_eq!(names, ["module.legs", "module.plinth"]);
}
