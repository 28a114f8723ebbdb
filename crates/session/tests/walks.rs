//! Whatever a person does, step by step: nothing panics, what is shown can be built, undo is exact.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;

use furniture::assembly::{Assembly, Board, Box3};
use furniture::axis::Axis;
use furniture::catalogue::Catalogue;
use furniture::design;
use furniture::edit::{Edit, MaterialPlace};
use furniture::formula::format_length;
use furniture::length::Length;
use furniture::library::{self, Library};
use furniture::message::MessageValue;
use furniture::problem::Problem;
use furniture::shipped::{MODULES, STARTERS, TEXTS};
use proptest::prelude::{ProptestConfig, any, prop, proptest};
use session::Document as Session;
use session::view::Field;

fn shipped() -> (Catalogue, Library) {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    (catalogue, library)
}

/// Picks an edit out of what the view offers, and now and then one that it doesn't.
fn pick(session: &Session, choice: u32, amount: i64) -> Option<Edit> {
    let view = session.view();
    let n = choice as usize / 16;
    fn nth<T>(list: &[T], n: usize) -> Option<&T> {
        if list.is_empty() {
            None
        } else {
            list.get(n % list.len())
        }
    }
    let length = format_length(Length(amount.rem_euclid(3_000_000)));
    match choice % 16 {
        0..=4 => {
            let opening = nth(&view.openings, n)?;
            let choices = session.choices(&opening.key).unwrap().choices;
            let choices: Vec<_> = choices
                .into_iter()
                .filter_map(|choice| choice.edit)
                .collect();
            nth(&choices, n / 11).cloned()
        }
        5..=7 => {
            let opening = nth(&view.openings, n)?;
            let removals = session.choices(&opening.key).unwrap().removals;
            nth(&removals, n / 11).map(|removal| removal.edit.clone())
        }
        8..=10 => {
            let axis = [Axis::Width, Axis::Height, Axis::Depth][n % 3];
            Some(Edit::SetSize {
                item: view.items[0].item,
                axis,
                value: length,
            })
        }
        11..=12 => {
            let parameters: Vec<_> = view
                .nodes
                .iter()
                .flat_map(|node| node.parameters.iter().map(|p| (node.node, p)))
                .collect();
            let (node, parameter) = nth(&parameters, n)?;
            let value = match &parameter.field {
                Field::Length { min_um, max_um, .. } => {
                    let span = (max_um - min_um).max(1);
                    format_length(Length(min_um + amount.rem_euclid(span)))
                }
                Field::Count { min, max, .. } => {
                    (min + amount.rem_euclid(max - min + 2)).to_string()
                }
                Field::Money { .. } => return None,
                Field::Switch { value } => if *value { "no" } else { "yes" }.to_owned(),
                Field::Choice { options } => nth(options, n / 7)?.value.clone(),
                Field::Tracks { .. } => format!("{length} 1fr 2fr"),
            };
            Some(Edit::SetParameter {
                node: *node,
                parameter: parameter.parameter.clone(),
                value,
            })
        }
        13 => {
            let role = nth(&view.materials, n)?;
            if let Some(reset) = &role.reset
                && n.is_multiple_of(5)
            {
                return Some(reset.clone());
            }
            let board = nth(&view.boards, n / 11)?;
            let place = match n % 4 {
                0 => Some(MaterialPlace::Item(view.items[0].item)),
                1 | 2 if board.role == role.role => {
                    Some(MaterialPlace::Board(board.key.parse().ok()?))
                }
                _ => None,
            };
            let option = nth(&role.options, n / 5)?;
            Some(Edit::SetMaterial {
                role: role.role,
                board: option.board.clone(),
                thickness: format_length(Length(*nth(&option.thicknesses_um, n / 3)?)),
                decor: nth(&option.decors, n / 2)?.clone(),
                place,
            })
        }
        14 => {
            let class = nth(&view.bands, n)?.class.clone();
            let bands: Vec<_> = session.catalogue().bands.keys().cloned().collect();
            Some(Edit::SetBand {
                class,
                band: if n.is_multiple_of(4) {
                    None
                } else {
                    nth(&bands, n).cloned()
                },
            })
        }
        _ => Some(Edit::RemoveTrack {
            node: n as u32 % 20,
            parameter: "tracks".into(),
            index: n as u32 % 5,
        }),
    }
}

/// Every name is one that people have a text for, and nothing is told twice.
fn assert_told_in_words(problems: &[Problem]) {
    let (_, english) = TEXTS
        .iter()
        .find(|(language, _)| *language == "en")
        .unwrap();
    let texts: BTreeMap<String, String> = serde_json::from_str(english).unwrap();
    let known = |key: &String| assert!(texts.contains_key(key), "{key} in {problems:?}");
    for (k, problem) in problems.iter().enumerate() {
        for message in problem.within.iter().chain([&problem.message]) {
            known(&message.key);
            for value in message.values.values() {
                match value {
                    MessageValue::Key(key) => known(key),
                    MessageValue::Keys(keys) => keys.iter().for_each(known),
                    _ => {}
                }
            }
        }
        let alike = |one: &&Problem| one.message == problem.message && one.within == problem.within;
        assert_eq!(
            problems[k..].iter().filter(alike).count(),
            1,
            "{problems:?}"
        );
    }
}

fn grooved(one: &Board, other: &Board, shared: &Box3) -> bool {
    other.tongue.is_some() && one.grooves.contains(shared)
}

/// Written again here, without the order and shortcuts of the evaluator.
fn assert_sound(assembly: &Assembly) {
    for (k, model) in assembly.models.iter().enumerate() {
        let Some(solid) = &model.solid else { continue };
        let boards = assembly
            .boards
            .iter()
            .map(|board| (board.item, board.place));
        let others = assembly.models[k + 1..].iter();
        let others = others.filter_map(|other| Some((other.item, other.solid.as_ref()?.place)));
        for (item, place) in boards.chain(others) {
            let shared = solid.place.intersection(&place);
            assert!(
                item != model.item || shared.is_none(),
                "{} lies in {place:?}",
                model.key
            );
        }
    }
    for (k, board) in assembly.boards.iter().enumerate() {
        let item = &assembly.items[board.item];
        for axis in 0..3 {
            assert!(board.place.min[axis].0 >= 0, "{} sticks out", board.key);
            assert!(
                board.place.max(axis) <= item.size[axis],
                "{} sticks out",
                board.key
            );
            assert!(board.place.size[axis].0 > 0, "{} is flat", board.key);
        }
        assert!(board.cut.iter().all(|side| side.0 > 0));
        for other in &assembly.boards[k + 1..] {
            if other.item != board.item {
                continue;
            }
            let Some(shared) = board.place.intersection(&other.place) else {
                continue;
            };
            assert!(
                grooved(board, other, &shared) || grooved(other, board, &shared),
                "{} and {} overlap",
                board.key,
                other.key
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_walk_of_edits_stays_buildable_and_can_be_undone(
        start in 0..STARTERS.len(),
        steps in prop::collection::vec((any::<u32>(), any::<i64>(), 0_u32..3), 1..40),
    ) {
        let (catalogue, library) = shipped();
        let opened = design::read(STARTERS[start].1).unwrap();
        let mut session = Session::open(catalogue, library, opened).unwrap();
        let mut states = vec![session.design().clone()];
        for (choice, amount, gesture) in steps {
            let Some(edit) = pick(&session, choice, amount) else { continue };
            let before = session.design().clone();
            let could_undo = session.view().undo;
            match session.edit(&edit, gesture) {
                Err(problems) => {
                    assert!(!problems.is_empty());
                    assert_told_in_words(&problems);
                    assert_eq!(&before, session.design(), "a refused edit changed the design");
                    assert_eq!(could_undo, session.view().undo);
                }
                Ok(()) => {
                    assert_sound(session.assembly());
                    assert_eq!(session.scene().boards.len(), session.assembly().boards.len());
                    let again = design::read(&design::write(session.design())).unwrap();
                    assert_eq!(&again, session.design(), "the file loses something");
                    if &before != session.design() {
                        let merged = session.view();
                        // Steps of one gesture are one state of the history.
                        states.push(session.design().clone());
                        let mut back = session.clone();
                        assert!(back.undo());
                        let reached = states.iter().rposition(|state| state == back.design());
                        assert!(reached.is_some(), "undo leads to where nobody was");
                        assert!(back.redo());
                        assert_eq!(back.design(), session.design(), "redo is not exact");
                        assert_eq!(back.view().cut_list, merged.cut_list);
                    }
                }
            }
        }
        while session.undo() {}
        assert_eq!(&states[0], session.design(), "undoing everything leads back to the start");
    }

    #[test]
    fn damaged_files_are_refused_in_words(
        start in 0..STARTERS.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let (catalogue, library) = shipped();
        let mut bytes = STARTERS[start].1.as_bytes().to_vec();
        for (at, byte) in cuts {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        // A file that can still be read may still be good; it must be one or the other, never a panic.
        if let Ok(design) = design::read(&String::from_utf8_lossy(&bytes))
            && let Err(problems) = Session::open(catalogue, library, design)
        {
            assert!(!problems.is_empty());
        }
    }

    #[test]
    fn damaged_modules_are_refused_in_words(
        module in 0..MODULES.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let catalogue = Catalogue::shipped().unwrap();
        let types = library::method_types(&catalogue);
        let mut bytes = MODULES[module].1.as_bytes().to_vec();
        for (at, byte) in cuts {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Err(faults) = library::compile(&String::from_utf8_lossy(&bytes), &types) {
            assert!(!faults.is_empty());
        }
    }
}
