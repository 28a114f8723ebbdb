//! The material of each role, looked up once for an evaluation.

use std::collections::BTreeMap;

use crate::catalogue::Catalogue;
use crate::design::{Design, MaterialChoice};
use crate::formula::format_length;
use crate::length::Length;
use crate::message::Message;
use crate::problem::Problem;

/// The material of a role with what formulas and checks ask of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleMaterial {
    /// The choice.
    pub choice: MaterialChoice,
    /// True when lengths must lie along the sheet's grain.
    pub has_grain: bool,
    /// Usable sheets after trimming: length, width.
    pub usable_sheets: Vec<[Length; 2]>,
    /// Allowance for a second cut, in length and in width.
    pub oversize: Length,
}

impl RoleMaterial {
    /// Length of the longest board that a sheet yields.
    pub fn longest(&self) -> Length {
        self.usable_sheets
            .iter()
            .map(|sheet| sheet[0])
            .max()
            .unwrap_or_default()
    }

    /// Width of the widest board that a sheet yields.
    pub fn widest(&self) -> Length {
        self.usable_sheets
            .iter()
            .map(|sheet| sheet[1])
            .max()
            .unwrap_or_default()
    }

    /// True when a board of this length and width fits a sheet.
    pub fn yields(&self, [length, width]: [Length; 2]) -> bool {
        self.usable_sheets.iter().any(|[l, w]| {
            (length <= *l && width <= *w) || (!self.has_grain && length <= *w && width <= *l)
        })
    }
}

/// Resolves the material of every role of a design.
///
/// Roles whose choice doesn't exist are left out and reported.
pub(super) fn resolve(
    design: &Design,
    catalogue: &Catalogue,
    trim: Length,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, RoleMaterial> {
    let mut resolved = BTreeMap::new();
    for (role, choice) in &design.materials {
        let mut refuse = |message: Message| {
            let problem = Problem::at(message, format!("material of {role}"));
            problems.push(problem.within(Message::new(format!("role.{role}"))));
        };
        let Some(board) = catalogue.boards.get(&choice.board) else {
            refuse(Message::new("problem.no-such-material").text("board", choice.board.clone()));
            continue;
        };
        if board.thickness(choice.thickness).is_none() {
            let all: Vec<String> = board
                .thicknesses
                .iter()
                .map(|one| format_length(one.thickness))
                .collect();
            refuse(
                Message::new("problem.no-such-thickness")
                    .text("board", choice.board.clone())
                    .um("found", choice.thickness)
                    .text("all", all.join(", ")),
            );
            continue;
        }
        let decor = catalogue.decors.get(&choice.decor);
        let Some(decor) = decor.filter(|_| board.decors.contains(&choice.decor)) else {
            refuse(
                Message::new("problem.no-such-decor")
                    .text("board", choice.board.clone())
                    .text("decor", choice.decor.clone())
                    .text("all", board.decors.join(", ")),
            );
            continue;
        };
        let less = |length: Length| Length((length.0 - 2 * trim.0).max(0));
        resolved.insert(
            role.clone(),
            RoleMaterial {
                choice: choice.clone(),
                has_grain: board.has_grain(decor),
                usable_sheets: board
                    .sheets
                    .iter()
                    .map(|sheet| [less(sheet.length), less(sheet.width)])
                    .collect(),
                oversize: board.oversize,
            },
        );
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
    resolved
}
