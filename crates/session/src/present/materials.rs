//! The materials of roles, what can be chosen instead, and what has a material of its own.

use super::{Subject, board_name};
use crate::view::{GlueView, MaterialOption, OwnMaterialView, RoleView};
use furniture::assembly::Board;
use furniture::catalogue::Catalogue;
use furniture::catalogue::MaterialChoice;
use furniture::design::Design;
use furniture::edit::{Edit, MaterialPlace};
use furniture::message::Message;
use furniture::role::Role;

/// The roles that the design chooses a material for or that a board has.
pub(super) fn roles(subject: &Subject<'_>) -> Vec<RoleView> {
    let Subject {
        design, assembly, ..
    } = subject;
    let is_used = |role: &Role| {
        design.materials.get(*role).is_some()
            || assembly.boards.iter().any(|board| board.role == *role)
    };
    let roles = Role::ALL.into_iter().filter(is_used);
    roles
        .filter_map(|role| {
            let choice = design.material(role)?;
            let own = own_materials(subject, role);
            Some(RoleView {
                role,
                label: role.label(),
                board: choice.board.clone(),
                thickness_um: choice.thickness.0,
                decor: choice.decor.clone(),
                surface: design.surface(role).cloned(),
                coatings: coatings(subject.catalogue, &choice.board),
                options: options_for(subject.catalogue, role, choice),
                reset: (!own.is_empty()).then_some(Edit::ResetMaterial { role, place: None }),
                own,
            })
        })
        .collect()
}

/// The coatings that a board takes.
fn coatings(catalogue: &Catalogue, board: &str) -> Vec<String> {
    let Some(board) = catalogue.boards.get(board) else {
        return Vec::new();
    };
    let coatings = catalogue.coatings.values();
    let suiting = coatings.filter(|coating| coating.suits(board));
    suiting.map(|coating| coating.id.clone()).collect()
}

/// The glue in force and those that hold all bands.
pub(super) fn glue(subject: &Subject<'_>) -> GlueView {
    let Subject {
        design, catalogue, ..
    } = subject;
    let in_force = estimate::amount::glue(design, catalogue);
    let bands = || {
        let bands = design.bands.values().flatten();
        bands.filter_map(|band| catalogue.bands.get(band))
    };
    let glues = catalogue.glues.values();
    let suiting = glues.filter(|glue| bands().all(|band| glue.suits(band)));
    GlueView {
        glue: in_force.map(|glue| glue.id.clone()),
        options: suiting.map(|glue| glue.id.clone()).collect(),
        reset: design
            .glue
            .is_some()
            .then_some(Edit::SetGlue { glue: None }),
    }
}

/// What can be chosen for a role. Another board keeps thickness and decor where it comes in them, else it is the first it has.
fn options_for(catalogue: &Catalogue, role: Role, now: &MaterialChoice) -> Vec<MaterialOption> {
    catalogue
        .boards_for(role)
        .filter_map(|(board, thicknesses)| {
            let thickness = kept_or_first(thicknesses, &now.thickness)?;
            let decor = kept_or_first(&board.decors, &now.decor)?;
            Some(MaterialOption {
                board: board.id.clone(),
                is_for_one_board: *thickness == now.thickness,
                thickness_um: thickness.0,
                decor: decor.clone(),
                thicknesses_um: thicknesses.iter().map(|one| one.0).collect(),
                decors: board.decors.clone(),
            })
        })
        .collect()
}

/// What can be chosen in one place.
fn options_at(
    catalogue: &Catalogue,
    role: Role,
    place: &MaterialPlace,
    now: &MaterialChoice,
) -> Vec<MaterialOption> {
    let mut options = options_for(catalogue, role, now);
    if let MaterialPlace::Board(_) = place {
        options.retain(|option| option.is_for_one_board);
    }
    options
}

/// What is in force where it is on offer, else the first that is.
fn kept_or_first<'a, T: PartialEq>(offered: &'a [T], now: &T) -> Option<&'a T> {
    offered
        .iter()
        .find(|one| *one == now)
        .or_else(|| offered.first())
}

/// The items and boards that have another material than their role has around them.
fn own_materials(subject: &Subject<'_>, role: Role) -> Vec<OwnMaterialView> {
    let Subject {
        design, assembly, ..
    } = subject;
    let view =
        |place: MaterialPlace, names: Vec<Message>, keys: Vec<String>, choice: &MaterialChoice| {
            OwnMaterialView {
                names,
                keys,
                board: choice.board.clone(),
                thickness_um: choice.thickness.0,
                decor: choice.decor.clone(),
                options: options_at(subject.catalogue, role, &place, choice),
                reset: Edit::ResetMaterial {
                    role,
                    place: Some(place.clone()),
                },
                place,
            }
        };
    let items = design.items.iter().enumerate().filter_map(|(index, item)| {
        let choice = item.materials.get(role)?;
        let boards = assembly.boards.iter();
        let of_item = boards.filter(|board| board.item == index && board.role == role);
        let names = vec![name_of(subject, item.root.id)?];
        let keys = of_item.map(|board| board.key.to_string()).collect();
        Some(view(MaterialPlace::Item(item.id), names, keys, choice))
    });
    let boards = design.own_materials().into_iter();
    let boards = boards.filter_map(|(key, choice)| {
        let mut boards = assembly.boards.iter().enumerate();
        let is_it = |board: &Board| board.key == key && board.role == role;
        let (index, board) = boards.find(|(_, board)| is_it(board))?;
        let names = vec![
            name_of(subject, key.node)?,
            board_name(assembly, index, board),
        ];
        let keys = vec![key.to_string()];
        Some(view(MaterialPlace::Board(key), names, keys, choice))
    });
    items.chain(boards).collect()
}

/// The name of a module in the design.
fn name_of(subject: &Subject<'_>, node: u32) -> Option<Message> {
    let module = &Design::node(subject.design, node)?.module;
    Some(Message::new(&subject.library.get(module)?.label))
}

#[cfg(test)]
mod tests {
    use super::kept_or_first;

    #[test]
    fn another_board_keeps_what_it_comes_in_too() {
        assert_eq!(kept_or_first(&[16, 18, 25], &18), Some(&18));
        assert_eq!(kept_or_first(&[9, 12], &18), Some(&9));
        assert_eq!(kept_or_first(&[], &18), None);
    }
}
