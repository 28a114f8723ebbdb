//! The very same furniture otherwise: with no added VOC, and as it is customarily built at the lowest price.

use furniture::assembly::evaluate;
use furniture::catalogue::{Catalogue, Coating, EdgeBand, Glue, MaterialChoice, Surface};
use furniture::design::Design;
use furniture::edit::Edit;
use furniture::formula::format_length;
use furniture::library::Library;
use furniture::message::Message;
use furniture::role::Role;
use serde::Serialize;

use crate::amount::glue;
use crate::claim::{NOT_ADDED, against};
use crate::cost::Estimate;
use crate::figure::Kind;

/// Something replaced by something else.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct Replacement {
    /// Kind of the records.
    pub kind: Kind,
    /// Where: a role, or everywhere.
    pub role: Option<Role>,
    /// What is there.
    pub from: String,
    /// What takes its place.
    pub to: String,
    /// What else changes with it.
    pub notes: Vec<Message>,
    /// The edit that makes it.
    pub edit: Edit,
    /// The edit that takes it back.
    pub back: Edit,
    /// What it adds to the price by area, in fen.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen: i64,
}

/// Something that nothing can take the place of.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct Stuck {
    /// Kind of the record.
    pub kind: Kind,
    /// Where: a role, or everywhere.
    pub role: Option<Role>,
    /// What is there.
    pub record: String,
    /// What would help.
    pub help: Message,
}

/// The same furniture otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct Alternative {
    /// Its price by area, in fen.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen: i64,
    /// What is replaced.
    pub replacements: Vec<Replacement>,
    /// What can't be.
    pub stuck: Vec<Stuck>,
}

/// Three prices for the very same furniture, all by area.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct Alternatives {
    /// As chosen, in fen.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen: i64,
    /// With no added VOC in coatings and adhesives.
    pub no_added_voc: Alternative,
    /// As it is customarily built at the lowest price.
    pub customary: Alternative,
}

/// A replacement before it is priced.
struct Wanted {
    kind: Kind,
    role: Option<Role>,
    from: String,
    to: String,
    notes: Vec<Message>,
    edit: Edit,
    back: Edit,
}

/// The alternatives of a design that can be built.
pub fn alternatives(design: &Design, catalogue: &Catalogue, library: &Library) -> Alternatives {
    let (wanted, stuck) = no_added_voc(design, catalogue);
    let customary = customary(design, catalogue);
    Alternatives {
        fen: price(design, catalogue, library).unwrap_or_default(),
        no_added_voc: priced(design, catalogue, library, wanted, stuck),
        customary: priced(design, catalogue, library, customary, Vec::new()),
    }
}

/// The design with all replacements of an alternative.
pub fn made(design: &Design, alternative: &Alternative) -> Design {
    let mut made = design.clone();
    for one in &alternative.replacements {
        make(&mut made, &one.edit);
    }
    made
}

/// Price by area; none for a design that can't be built.
fn price(design: &Design, catalogue: &Catalogue, library: &Library) -> Option<i64> {
    let evaluation = evaluate(design, catalogue, library);
    let is_built = evaluation.problems.is_empty();
    is_built.then(|| Estimate::of(design, &evaluation.assembly, catalogue, None).total_by_area_fen)
}

/// Makes the replacements one after another and prices each. One that can't be built is left out.
fn priced(
    design: &Design,
    catalogue: &Catalogue,
    library: &Library,
    wanted: Vec<Wanted>,
    stuck: Vec<Stuck>,
) -> Alternative {
    let mut now = design.clone();
    let mut fen = price(design, catalogue, library).unwrap_or_default();
    let mut replacements = Vec::new();
    for one in wanted {
        let mut next = now.clone();
        make(&mut next, &one.edit);
        let Some(after) = price(&next, catalogue, library) else {
            continue;
        };
        let Wanted {
            kind,
            role,
            from,
            to,
            notes,
            edit,
            back,
        } = one;
        replacements.push(Replacement {
            kind,
            role,
            from,
            to,
            notes,
            edit,
            back,
            fen: after - fen,
        });
        (now, fen) = (next, after);
    }
    Alternative {
        fen,
        replacements,
        stuck,
    }
}

/// What the edits of replacements do.
fn make(design: &mut Design, edit: &Edit) {
    match edit {
        Edit::SetSurface {
            role,
            surface: Some(surface),
        } => design.surfaces.insert(*role, surface.clone()),
        Edit::SetGlue { glue } => design.glue.clone_from(glue),
        Edit::SetMaterial {
            role, board, decor, ..
        } => {
            if let Some(choice) = design.materials.get_mut(*role) {
                choice.board.clone_from(board);
                choice.decor.clone_from(decor);
            }
        }
        _ => {}
    }
}

fn no_added_voc(design: &Design, catalogue: &Catalogue) -> (Vec<Wanted>, Vec<Stuck>) {
    let (mut wanted, mut stuck) = (Vec::new(), Vec::new());
    for (role, surface) in design.surfaces.iter() {
        let Some(coating) = catalogue.coatings.get(&surface.coating) else {
            continue;
        };
        if coating.voc_g_per_l.value <= NOT_ADDED {
            continue;
        }
        let others = suiting(design, catalogue, role);
        let others = others.filter(|other| other.voc_g_per_l.value <= NOT_ADDED);
        // The same colour first, then one that a supplier declares.
        let has_colour = |other: &Coating| {
            let colour = surface.colour.as_ref();
            colour.is_none_or(|colour| other.colours.contains(colour))
        };
        let best = others
            .filter(|other| has_colour(other))
            .min_by_key(|other| against(&other.voc_g_per_l, catalogue).is_some());
        match best {
            Some(other) => wanted.push(recoated(role, surface, other)),
            None => stuck.push(Stuck {
                kind: Kind::Coating,
                role: Some(role),
                record: coating.id.clone(),
                help: Message::new(match surface.colour {
                    Some(_) => "alternative.help.colour",
                    None => "alternative.help.board",
                }),
            }),
        }
    }
    let bands: Vec<&EdgeBand> = bands(design, catalogue).collect();
    let used = glue(design, catalogue).filter(|_| !bands.is_empty());
    if let Some(used) = used.filter(|glue| is_adding(glue)) {
        let mut others = catalogue.glues.values();
        let other =
            others.find(|other| !is_adding(other) && bands.iter().all(|band| other.suits(band)));
        match other {
            Some(other) => wanted.push(reglued(design, used, other)),
            None => stuck.push(Stuck {
                kind: Kind::Glue,
                role: None,
                record: used.id.clone(),
                help: Message::new("alternative.help.bands"),
            }),
        }
    }
    (wanted, stuck)
}

/// True for a glue that is put on and isn't known to be without VOC.
fn is_adding(glue: &Glue) -> bool {
    glue.grams_per_m2.value > 0 && glue.voc_g_per_kg.value > NOT_ADDED
}

fn customary(design: &Design, catalogue: &Catalogue) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for (role, choice) in design.materials.iter() {
        let cost = |board: &str| {
            let thickness = catalogue.boards.get(board)?.thickness(choice.thickness)?;
            Some(thickness.fen_per_m2)
        };
        let now = cost(&choice.board);
        // The same look and thickness, bought with its faces: nothing else of the furniture changes.
        let others = catalogue.boards_for(role).filter(|(board, thicknesses)| {
            thicknesses.contains(&choice.thickness)
                && board.decors.contains(&choice.decor)
                && !board.needs_finish
                && design.surface(role).is_none()
        });
        let cheapest = others.min_by_key(|(board, _)| cost(&board.id));
        if let Some((board, _)) = cheapest.filter(|(board, _)| cost(&board.id) < now) {
            wanted.push(remade(role, choice, &board.id));
        }
    }
    for (role, surface) in design.surfaces.iter() {
        let others = suiting(design, catalogue, role);
        let has_colour = |other: &&Coating| {
            let colour = surface.colour.as_ref();
            colour.is_none_or(|colour| other.colours.contains(colour))
        };
        let others = others.filter(|other| other.is_customary).filter(has_colour);
        let cheapest = others.min_by_key(|other| per_area(other));
        if let Some(other) = cheapest.filter(|other| other.id != surface.coating) {
            wanted.push(recoated(role, surface, other));
        }
    }
    let used = glue(design, catalogue);
    let usual = catalogue.glues.values().find(|glue| glue.is_customary);
    if let (Some(used), Some(usual)) = (used, usual)
        && used.id != usual.id
        && bands(design, catalogue).next().is_some()
        && bands(design, catalogue).all(|band| usual.suits(band))
    {
        wanted.push(reglued(design, used, usual));
    }
    wanted
}

/// What a coating costs for an area, in no unit.
fn per_area(coating: &Coating) -> i64 {
    let used = coating.coats.value * coating.density_g_per_l.value * coating.price_per_kg.value.0;
    1000 * used / (coating.spread_dm2_per_l.value * coating.transfer_percent.value).max(1)
}

/// Coatings that the boards of a role take.
fn suiting<'a>(
    design: &Design,
    catalogue: &'a Catalogue,
    role: Role,
) -> impl Iterator<Item = &'a Coating> {
    let board = design.material(role).map(|choice| &choice.board);
    let board = board.and_then(|board| catalogue.boards.get(board));
    let all = catalogue.coatings.values().map(Box::as_ref);
    all.filter(move |coating| board.is_some_and(|board| coating.suits(board)))
}

fn bands<'a>(design: &Design, catalogue: &'a Catalogue) -> impl Iterator<Item = &'a EdgeBand> {
    let bands = design.bands.values().flatten();
    bands.filter_map(|band| catalogue.bands.get(band).map(Box::as_ref))
}

fn recoated(role: Role, surface: &Surface, other: &Coating) -> Wanted {
    let mut notes = Vec::new();
    let keeps = other.sheens.contains(&surface.sheen);
    let sheen = match other.sheens.first() {
        Some(first) if !keeps => *first,
        _ => surface.sheen,
    };
    if !keeps {
        let sheen = format!("sheen.{}", sheen.id());
        notes.push(Message::new("alternative.note.sheen").key("sheen", sheen));
    }
    if other.covers_edges {
        notes.push(Message::new("alternative.note.edges"));
    }
    Wanted {
        kind: Kind::Coating,
        role: Some(role),
        from: surface.coating.clone(),
        to: other.id.clone(),
        notes,
        edit: Edit::SetSurface {
            role,
            surface: Some(Surface {
                coating: other.id.clone(),
                sheen,
                colour: surface.colour.clone(),
            }),
        },
        back: Edit::SetSurface {
            role,
            surface: Some(surface.clone()),
        },
    }
}

fn reglued(design: &Design, used: &Glue, other: &Glue) -> Wanted {
    Wanted {
        kind: Kind::Glue,
        role: None,
        from: used.id.clone(),
        to: other.id.clone(),
        notes: Vec::new(),
        edit: Edit::SetGlue {
            glue: Some(other.id.clone()),
        },
        back: Edit::SetGlue {
            glue: design.glue.clone(),
        },
    }
}

fn remade(role: Role, choice: &MaterialChoice, board: &str) -> Wanted {
    let of = |board: &str| Edit::SetMaterial {
        role,
        board: board.to_owned(),
        thickness: format_length(choice.thickness),
        decor: choice.decor.clone(),
        place: None,
    };
    Wanted {
        kind: Kind::Board,
        role: Some(role),
        from: choice.board.clone(),
        to: board.to_owned(),
        notes: Vec::new(),
        edit: of(board),
        back: of(&choice.board),
    }
}
