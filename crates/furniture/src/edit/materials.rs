//! Edits of materials: of a role, and of an item or a single board in its place.

use super::MaterialPlace;
use super::apply::{module_of, no_such_item};
use crate::catalogue::{Catalogue, MaterialChoice};
use crate::design::Design;
use crate::key::BoardKey;
use crate::library::Library;
use crate::problem::Problem;
use crate::role::Role;

/// Chooses a material. What is chosen as it is around it anyway is no choice of its own.
pub(super) fn set(
    design: &mut Design,
    library: &Library,
    role: Role,
    place: Option<&MaterialPlace>,
    choice: MaterialChoice,
) -> Result<(), Problem> {
    match place {
        None => {
            design.materials.insert(role, choice);
        }
        Some(MaterialPlace::Item(id)) => {
            let is_as_design = design.material(role) == Some(&choice);
            let item = design.item_mut(*id).ok_or_else(|| no_such_item(*id))?;
            if is_as_design {
                item.materials.remove(role);
            } else {
                item.materials.insert(role, choice);
            }
        }
        Some(MaterialPlace::Board(key)) => {
            check_role(design, library, role, key)?;
            let item = design.item_of(key.node);
            let is_as_item = item.and_then(|item| design.material_in(item, role)) == Some(&choice);
            if let Some(node) = design.node_mut(key.node) {
                if is_as_item {
                    node.materials.remove(&key.place());
                } else {
                    node.materials.insert(key.place(), choice);
                }
            }
        }
    }
    Ok(())
}

/// Takes off coatings that the boards of their role no longer take: another board is bought with its faces.
pub(super) fn drop_unsuited(design: &mut Design, catalogue: &Catalogue) {
    for role in Role::ALL {
        let board = design.material(role).map(|choice| &choice.board);
        let board = board.and_then(|board| catalogue.boards.get(board));
        let coating = design.surfaces.get(role).map(|surface| &surface.coating);
        let coating = coating.and_then(|coating| catalogue.coatings.get(coating));
        if let (Some(board), Some(coating)) = (board, coating)
            && !coating.suits(board)
        {
            design.surfaces.remove(role);
        }
    }
}

/// Lets an item or a board follow the material around it again, or all of a role.
pub(super) fn reset(
    design: &mut Design,
    library: &Library,
    role: Role,
    place: Option<&MaterialPlace>,
) -> Result<(), Problem> {
    match place {
        None => {
            for item in &mut design.items {
                item.materials.remove(role);
            }
            for key in boards_of(design, library, role) {
                forget(design, &key);
            }
        }
        Some(MaterialPlace::Item(id)) => {
            let item = design.item_mut(*id).ok_or_else(|| no_such_item(*id))?;
            item.materials.remove(role);
        }
        Some(MaterialPlace::Board(key)) => {
            check_role(design, library, role, key)?;
            forget(design, key);
        }
    }
    Ok(())
}

/// Lets a board follow its role's material.
pub fn forget(design: &mut Design, key: &BoardKey) {
    if let Some(node) = design.node_mut(key.node) {
        node.materials.remove(&key.place());
    }
}

/// The boards of a role that have a material of their own.
fn boards_of(design: &Design, library: &Library, role: Role) -> Vec<BoardKey> {
    let own = design.own_materials().into_iter();
    let own = own.map(|(key, _)| key);
    own.filter(|key| role_of(design, library, key) == Ok(Some(role)))
        .collect()
}

/// The role of a board; none where its module makes no such board.
fn role_of(design: &Design, library: &Library, key: &BoardKey) -> Result<Option<Role>, Problem> {
    let mut boards = module_of(design, library, key.node)?.boards.iter();
    let template = boards.find(|template| template.id == key.part);
    Ok(template.map(|template| template.role))
}

fn check_role(
    design: &Design,
    library: &Library,
    role: Role,
    key: &BoardKey,
) -> Result<(), Problem> {
    if role_of(design, library, key)? == Some(role) {
        return Ok(());
    }
    Err(Problem::no_such_board(key))
}
