//! The materials of a design, each looked up once for an evaluation, and which of them a board is made of.

use crate::catalogue::{Catalogue, MaterialChoice, Method};
use crate::design::Design;
use crate::formula::format_length;
use crate::length::Length;
use crate::message::Message;
use crate::problem::Problem;
use crate::role::{ByRole, Role};

/// A material with what formulas and checks ask of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Material {
    /// The choice.
    pub choice: MaterialChoice,
    /// True when lengths must lie along the sheet's grain.
    pub has_grain: bool,
    /// Usable sheets after trimming: length, width.
    pub usable_sheets: Vec<[Length; 2]>,
    /// Allowance for a second cut, in length and in width.
    pub oversize: Length,
}

impl Material {
    /// Length of the longest board that a sheet yields, a second cut left for; bands and pre-mill aside.
    pub fn longest(&self) -> Length {
        self.largest(0)
    }

    /// Width of the widest board that a sheet yields.
    pub fn widest(&self) -> Length {
        self.largest(1)
    }

    fn largest(&self, side: usize) -> Length {
        let sides = self.usable_sheets.iter().map(|sheet| sheet[side].0);
        let largest = sides.max().unwrap_or_default();
        Length((largest - self.oversize.0).max(0))
    }

    /// True when a board of this length and width fits a sheet.
    pub fn yields(&self, [length, width]: [Length; 2]) -> bool {
        self.usable_sheets.iter().any(|[l, w]| {
            (length <= *l && width <= *w) || (!self.has_grain && length <= *w && width <= *l)
        })
    }
}

/// The material that each role of an item is made of, as indices into [`super::Assembly::materials`].
pub type RoleMaterials = ByRole<usize>;

/// All materials of a design.
#[derive(Default)]
pub(super) struct Materials {
    /// Each choice once: those of the roles first, then those of items, then those of single boards.
    pub list: Vec<Material>,
    /// What the roles of each item are made of, in the order of the design.
    pub items: Vec<RoleMaterials>,
}

impl Materials {
    /// The materials of an item.
    pub fn of_item(&self, item: usize) -> ItemMaterials<'_> {
        const NONE: &RoleMaterials = &RoleMaterials::new();
        ItemMaterials {
            list: &self.list,
            roles: self.items.get(item).unwrap_or(NONE),
        }
    }

    /// The index of a choice, if it was looked up.
    pub fn index_of(&self, choice: &MaterialChoice) -> Option<usize> {
        self.list.iter().position(|known| known.choice == *choice)
    }
}

/// What an item is made of, as its modules see it.
#[derive(Clone, Copy)]
pub(super) struct ItemMaterials<'a> {
    pub list: &'a [Material],
    pub roles: &'a RoleMaterials,
}

impl<'a> ItemMaterials<'a> {
    /// The material of a role and its index.
    pub fn get(&self, role: Role) -> Option<(usize, &'a Material)> {
        let index = *self.roles.get(role)?;
        Some((index, self.list.get(index)?))
    }
}

/// Looks up every material of a design.
///
/// Choices that don't exist are left out and reported.
pub(super) fn resolve(
    design: &Design,
    catalogue: &Catalogue,
    method: &Method,
    problems: &mut Vec<Problem>,
) -> Materials {
    let mut materials = Materials::default();
    let mut look_up = |choice: &MaterialChoice, place: String, role: Option<Role>| {
        if materials.index_of(choice).is_some() {
            return;
        }
        match material(choice, catalogue, method) {
            Ok(material) => materials.list.push(material),
            Err(message) => {
                let problem = Problem::at(message, place);
                problems.push(match role {
                    Some(role) => problem.within(Message::new(role.label())),
                    None => problem,
                });
            }
        }
    };
    for (role, choice) in design.materials.iter() {
        look_up(choice, format!("material of {role}"), Some(role));
    }
    for item in &design.items {
        for (role, choice) in item.materials.iter() {
            let place = format!("item {}, material of {role}", item.id);
            look_up(choice, place, Some(role));
        }
    }
    for node in design.nodes() {
        for (board, choice) in &node.materials {
            let place = format!("material of {}/{board}", node.id);
            look_up(choice, place, None);
        }
    }
    for item in &design.items {
        let mut roles = RoleMaterials::new();
        for role in Role::ALL {
            let choice = design.material_in(item, role);
            if let Some(index) = choice.and_then(|choice| materials.index_of(choice)) {
                roles.insert(role, index);
            }
        }
        materials.items.push(roles);
    }
    for (class, band) in &design.bands {
        if let Some(band) = band
            && !catalogue.bands.contains_key(band)
        {
            let message = Message::new("problem.no-such-band").text("band", band.clone());
            problems.push(
                Problem::at(message, format!("edge band class {class}"))
                    .within(Message::new(format!("band.{class}"))),
            );
        }
    }
    materials
}

/// One material looked up.
fn material(
    choice: &MaterialChoice,
    catalogue: &Catalogue,
    method: &Method,
) -> Result<Material, Message> {
    let board = catalogue.boards.get(&choice.board).ok_or_else(|| {
        Message::new("problem.no-such-material").text("board", choice.board.clone())
    })?;
    if board.thickness(choice.thickness).is_none() {
        let all: Vec<String> = board
            .thicknesses
            .iter()
            .map(|one| format_length(one.thickness))
            .collect();
        return Err(Message::new("problem.no-such-thickness")
            .text("board", choice.board.clone())
            .um("found", choice.thickness)
            .text("all", all.join(", ")));
    }
    let decor = catalogue.decors.get(&choice.decor);
    let Some(decor) = decor.filter(|_| board.decors.contains(&choice.decor)) else {
        return Err(Message::new("problem.no-such-decor")
            .text("board", choice.board.clone())
            .text("decor", choice.decor.clone())
            .text("all", board.decors.join(", ")));
    };
    let less = |length: Length| Length((length.0 - 2 * method.saw.trim.0).max(0));
    Ok(Material {
        choice: choice.clone(),
        has_grain: board.has_grain(decor),
        usable_sheets: board
            .sheets
            .iter()
            .map(|sheet| [less(sheet.length), less(sheet.width)])
            .collect(),
        oversize: board.oversize,
    })
}
