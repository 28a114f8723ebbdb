//! What boards are coated with: whether it is possible, and which board has it.

use crate::catalogue::{BoardMaterial, Catalogue, Coating, Surface};
use crate::design::Design;
use crate::message::Message;
use crate::problem::Problem;
use crate::role::Role;

/// Reports surfaces and a glue that the catalogue doesn't have or that don't go with what they are put on.
pub(super) fn check(design: &Design, catalogue: &Catalogue, problems: &mut Vec<Problem>) {
    for (role, surface) in design.surfaces.iter() {
        let board = design.material(role).map(|choice| &choice.board);
        let board = board.and_then(|board| catalogue.boards.get(board));
        if let Some(message) = board.and_then(|board| against(surface, board, catalogue)) {
            let problem = Problem::at(message, format!("surface of {role}"));
            problems.push(problem.within(Message::new(role.label())));
        }
    }
    let Some(glue) = design.glue.as_ref() else {
        return;
    };
    let message = match catalogue.glues.get(glue) {
        None => Message::new("problem.no-such-glue").text("glue", glue.clone()),
        Some(known) => {
            let bands = design.bands.values().flatten();
            let mut bands = bands.filter_map(|band| catalogue.bands.get(band));
            let Some(band) = bands.find(|band| !known.suits(band)) else {
                return;
            };
            Message::new("problem.glue-unsuited")
                .text("glue", glue.clone())
                .text("band", band.id.clone())
        }
    };
    problems.push(Problem::at(message, "glue".to_owned()));
}

/// What stands against a surface on a board.
fn against(surface: &Surface, board: &BoardMaterial, catalogue: &Catalogue) -> Option<Message> {
    let Some(coating) = catalogue.coatings.get(&surface.coating) else {
        return Some(
            Message::new("problem.no-such-coating").text("coating", surface.coating.clone()),
        );
    };
    if !coating.suits(board) {
        return Some(
            Message::new("problem.coating-unsuited")
                .text("coating", coating.id.clone())
                .text("board", board.id.clone()),
        );
    }
    let refused = |found: &str, all: Vec<&str>| {
        Message::new("problem.choice")
            .text("found", found.to_owned())
            .text("all", all.join(", "))
    };
    if !coating.sheens.contains(&surface.sheen) {
        let all = coating.sheens.iter().map(|sheen| sheen.id()).collect();
        return Some(refused(surface.sheen.id(), all));
    }
    let colour = surface.colour.as_ref()?;
    let all = coating.colours.iter().map(String::as_str).collect();
    (!coating.colours.contains(colour)).then(|| refused(colour, all))
}

/// The surface of a role's boards of this material, with its coating; none where they stay as bought.
pub fn surface_on<'a>(
    design: &'a Design,
    catalogue: &'a Catalogue,
    role: Role,
    board: &str,
) -> Option<(&'a Surface, &'a Coating)> {
    let surface = design.surface(role)?;
    let coating = catalogue.coatings.get(&surface.coating)?;
    let board = catalogue.boards.get(board)?;
    coating.suits(board).then_some((surface, coating.as_ref()))
}
