//! An item or a single board may have another material than its role: it changes that and nothing else.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use furniture::assembly::{Assembly, Board};
use furniture::catalogue::Catalogue;
use furniture::catalogue::MaterialChoice;
use furniture::design::{self, Design, Node};
use furniture::edit::{Edit, MaterialPlace};
use furniture::formula::format_length;
use furniture::library;
use furniture::role::Role;
use furniture::shipped::{STARTERS, starter};
use proptest::prelude::*;
use session::Document;

fn open(design: Design) -> Document {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    Document::open(catalogue, library, design).unwrap()
}

fn renumber(node: &mut Node, by: u32) {
    node.id += by;
    for inner in node.contents.values_mut().flatten() {
        renumber(inner, by);
    }
}

/// A starter twice, side by side.
fn two(text: &str) -> Design {
    let mut design = design::read(text).unwrap();
    let mut second = design.items[0].clone();
    let by = design.next_node;
    second.id += 1;
    second.at[0].0 += second.size[0].0;
    renumber(&mut second.root, by);
    design.items.push(second);
    design.next_node *= 2;
    design
}

fn choice_of<'a>(assembly: &'a Assembly, board: &Board) -> &'a MaterialChoice {
    &assembly.material(board).unwrap().choice
}

/// A board without what its material alone decides.
fn shape(board: &Board) -> Board {
    Board {
        material: 0,
        ..board.clone()
    }
}

fn set(role: Role, choice: &MaterialChoice, place: MaterialPlace) -> Edit {
    Edit::SetMaterial {
        role,
        board: choice.board.clone(),
        thickness: format_length(choice.thickness),
        decor: choice.decor.clone(),
        place: Some(place),
    }
}

/// Something else that a role may be made of; as thick as what it is made of now if it must.
fn other(document: &Document, role: Role, n: usize, is_as_thick: bool) -> Option<MaterialChoice> {
    let now = document.design().material(role)?;
    let mut all = Vec::new();
    for (board, thicknesses) in document.catalogue().boards_for(role) {
        for thickness in thicknesses {
            for decor in &board.decors {
                let choice = MaterialChoice {
                    board: board.id.clone(),
                    thickness: *thickness,
                    decor: decor.clone(),
                };
                if choice != *now && (!is_as_thick || choice.thickness == now.thickness) {
                    all.push(choice);
                }
            }
        }
    }
    (!all.is_empty()).then(|| all[n % all.len()].clone())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(7),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_board_of_its_own_material_changes_nothing_else(
        which in 0_usize..3, board in 0_usize..200, n in 0_usize..1000,
    ) {
        let mut document = open(two(STARTERS[which % STARTERS.len()].1));
        let before = document.clone();
        let boards = &before.assembly().boards;
        let board = &boards[board % boards.len()];
        let choice = other(&document, board.role, n, true).unwrap();
        let edit = set(board.role, &choice, MaterialPlace::Board(board.key.clone()));
        // A sheet of another material may be too small for this board; that is said, and nothing changes.
        if let Err(problems) = document.edit(&edit, 0) {
            prop_assert!(problems.iter().all(|problem| problem.keys == [board.key.to_string()]));
            prop_assert_eq!(document.design(), before.design());
            return Ok(());
        }
        let after = document.assembly();
        prop_assert_eq!(after.boards.len(), boards.len());
        for (old, new) in boards.iter().zip(&after.boards) {
            if new.key == board.key {
                prop_assert_eq!(choice_of(after, new), &choice);
                prop_assert_eq!(&old.place, &new.place);
                prop_assert_eq!(&old.cut, &new.cut);
            } else {
                prop_assert_eq!(choice_of(before.assembly(), old), choice_of(after, new));
                prop_assert_eq!(shape(old), shape(new));
            }
        }
        prop_assert_eq!(document.cut_list().boards, before.cut_list().boards);
        let of_it = document.cut_list().rows.iter().find(|row| row.keys.contains(&board.key.to_string()));
        prop_assert_eq!(&of_it.unwrap().decor, &choice.decor);
        let told: u32 = document.estimate().boards.iter().map(|line| line.quantity).sum();
        prop_assert_eq!(told, before.cut_list().boards);

        // The file keeps it, the view lists it, undo and the edit beside it take it back.
        let written = design::write(document.design());
        prop_assert_eq!(&design::read(&written).unwrap(), document.design());
        let view = document.view();
        let role = view.materials.iter().find(|one| one.role == board.role).unwrap();
        prop_assert_eq!(role.own.len(), 1);
        let mut reset = document.clone();
        reset.edit(&role.own[0].reset, 0).unwrap();
        prop_assert_eq!(reset.design(), before.design());
        document.undo();
        prop_assert_eq!(document.design(), before.design());
    }

    #[test]
    fn an_item_of_its_own_material_leaves_the_others(which in 0_usize..3, role in 0_usize..4, n in 0_usize..1000) {
        let mut document = open(two(STARTERS[which % STARTERS.len()].1));
        let before = document.clone();
        let role = Role::ALL[role];
        let choice = other(&document, role, n, false).unwrap();
        let item = document.design().items[1].id;
        if document.edit(&set(role, &choice, MaterialPlace::Item(item)), 0).is_err() {
            prop_assert_eq!(document.design(), before.design());
            return Ok(());
        }
        let (old, new) = (before.assembly(), document.assembly());
        let first = |assembly: &Assembly| {
            let boards = assembly.boards.iter().filter(|board| board.item == 0);
            boards.map(|board| (choice_of(assembly, board).clone(), shape(board))).collect::<Vec<_>>()
        };
        prop_assert_eq!(first(old), first(new));
        let second = new.boards.iter().filter(|board| board.item == 1);
        for board in second {
            let is_of_role = board.role == role;
            prop_assert_eq!(choice_of(new, board) == &choice, is_of_role);
            prop_assert!(!is_of_role || board.place.size[board.thickness_axis] == choice.thickness);
        }
        prop_assert_eq!(&design::read(&design::write(document.design())).unwrap(), document.design());
        let all = document.view().materials.into_iter().find(|one| one.role == role).unwrap();
        document.edit(&all.reset.unwrap(), 0).unwrap();
        prop_assert_eq!(document.design(), before.design());
    }
}

/// The bookcase with its last shelf in another decor; the board and the document.
fn with_own() -> (Document, Board) {
    let mut document = open(design::read(starter("bookcase").unwrap()).unwrap());
    let mut boards = document.assembly().boards.iter();
    let board = boards.rfind(|board| board.key.part == "shelf");
    let board = board.unwrap().clone();
    let choice = other(&document, board.role, 0, true).unwrap();
    let place = MaterialPlace::Board(board.key.clone());
    document.edit(&set(board.role, &choice, place), 0).unwrap();
    (document, board)
}

#[test]
fn a_board_takes_its_material_along_when_it_goes() {
    let (mut document, board) = with_own();
    document
        .edit(
            &Edit::Remove {
                node: board.key.node,
            },
            0,
        )
        .unwrap();
    assert_eq!(document.design().own_materials(), []);
    assert!(
        document
            .view()
            .materials
            .iter()
            .all(|role| role.own.is_empty())
    );
    // One that comes back by undo has it again.
    document.undo();
    assert_eq!(document.design().own_materials().len(), 1);
}

#[test]
fn a_shelf_keeps_its_material_while_others_come_and_go() {
    let (mut document, board) = with_own();
    let at = board.key.index;
    let track = |index| Edit::InsertTrack {
        node: board.key.node,
        parameter: "tracks".to_owned(),
        index,
        value: "1fr".to_owned(),
    };
    document.edit(&track(0), 0).unwrap();
    assert_eq!(document.design().own_materials()[0].0.index, at + 1);
    let remove = |index| Edit::RemoveTrack {
        node: board.key.node,
        parameter: "tracks".to_owned(),
        index,
    };
    document.edit(&remove(0), 0).unwrap();
    assert_eq!(document.design().own_materials()[0].0.index, at);
    document.edit(&remove(at), 0).unwrap();
    assert_eq!(document.design().own_materials(), []);
}

#[test]
fn what_can_not_be_is_refused() {
    let (mut document, board) = with_own();
    let now = document.design().material(board.role).unwrap().clone();
    let mut choice = other(&document, board.role, 0, false).unwrap();
    let thicker = document.catalogue().boards_for(board.role);
    let (listed, thicknesses) = thicker.into_iter().find(|(_, all)| all.len() > 1).unwrap();
    choice.board.clone_from(&listed.id);
    choice.decor.clone_from(&listed.decors[0]);
    choice.thickness = *thicknesses
        .iter()
        .find(|one| **one != now.thickness)
        .unwrap();
    let mut said = |edit: &Edit| {
        let before = document.design().clone();
        let problems = document.edit(edit, 0).unwrap_err();
        assert_eq!(document.design(), &before);
        problems[0].message.key.clone()
    };
    let own = MaterialPlace::Board(board.key.clone());
    assert_eq!(
        said(&set(board.role, &choice, own.clone())),
        "problem.board-thickness"
    );
    assert_eq!(said(&set(Role::Back, &now, own)), "problem.no-such-board");
    let mut far = board.key.clone();
    far.index = 90;
    choice.thickness = now.thickness;
    assert_eq!(
        said(&set(board.role, &choice, MaterialPlace::Board(far))),
        "problem.no-such-board"
    );
    assert_eq!(
        said(&set(board.role, &choice, MaterialPlace::Item(77))),
        "problem.no-such-item"
    );
}

#[test]
fn a_file_that_names_a_board_that_is_not_there_is_not_opened() {
    let (document, board) = with_own();
    let text = design::write(document.design());
    let place = board.key.place();
    let text = text.replace(&format!("\"{place}\""), "\"ghost.0\"");
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    let problems = Document::open(catalogue, library, design::read(&text).unwrap()).unwrap_err();
    let keys: Vec<&str> = problems
        .iter()
        .map(|one| one.message.key.as_str())
        .collect();
    assert_eq!(keys, ["problem.no-such-board"]);
}

#[test]
fn what_is_chosen_as_it_is_around_is_no_choice_of_its_own() {
    let (mut document, board) = with_own();
    let now = document.design().material(board.role).unwrap().clone();
    let place = MaterialPlace::Board(board.key.clone());
    document.edit(&set(board.role, &now, place), 0).unwrap();
    assert_eq!(document.design().own_materials(), []);
}

#[test]
fn edits_of_today_read_as_they_did() {
    let text = r#"{"set-material":{"role":"body","board":"a","thickness":"18 mm","decor":"b"}}"#;
    let edit: Edit = furniture::json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&edit).unwrap(), text);
    let text = r#"{"reset-material":{"role":"body","place":{"board":"3/shelf.0"}}}"#;
    let edit: Edit = furniture::json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&edit).unwrap(), text);
}
