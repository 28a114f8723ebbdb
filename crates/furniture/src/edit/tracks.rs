//! Edits of divided lengths, and of what moves along with their tracks.

use std::collections::BTreeMap;

use super::apply::{Known, at_parameter, found, module_of, parameter_of};
use crate::assembly::{Assembly, ResolvedValue};
use crate::design::{Design, Node};
use crate::formula::tracks;
use crate::gather::gathered;
use crate::key::{place, split_place};
use crate::library::{Library, ParameterKind};
use crate::message::Message;
use crate::problem::Problem;

/// A text as one track.
pub(super) fn one_track(text: &str) -> Result<tracks::Track, Message> {
    let list = tracks::parse_tracks(text).map_err(|error| error.message())?;
    match list.as_slice() {
        [track] => Ok(*track),
        _ => Err(Message::new("problem.one-track").text("found", text)),
    }
}

/// The tracks of a module in its place.
fn tracks_in_place(assembly: &Assembly, node: u32, parameter: &str) -> Option<Vec<tracks::Track>> {
    let found = assembly.nodes.iter().find(|one| one.id == node)?;
    let mut parameters = found.parameters.iter();
    match &parameters.find(|one| one.id == parameter)?.value {
        ResolvedValue::Tracks { tracks, .. } => Some(tracks.clone()),
        _ => None,
    }
}

/// Changes the tracks of a module. Those that follow a default which depends on their place begin as they are there.
pub(super) fn change_tracks(
    design: &mut Design,
    known: &Known<'_>,
    (node, parameter): (u32, &str),
    change: &mut dyn FnMut(&mut Vec<tracks::Track>) -> Result<(), Message>,
) -> Result<(), Problem> {
    let (module, found_in) = parameter_of(design, known.library, node, parameter)?;
    let refused = |message: Message| at_parameter(message, node, module, found_in);
    let ParameterKind::Tracks {
        default, repeat, ..
    } = &found_in.kind
    else {
        return Err(refused(Message::new("problem.no-tracks")));
    };
    let is_default = !found(design, node)?.parameters.contains_key(parameter);
    let in_place =
        (is_default && repeat.is_some()).then(|| tracks_in_place(known.assembly, node, parameter));
    let own = found(design, node)?;
    let text = own.parameters.get(parameter).unwrap_or(default);
    let mut list = match in_place.flatten() {
        Some(list) => list,
        None => tracks::parse_tracks(text).map_err(|error| refused(error.message()))?,
    };
    change(&mut list).map_err(refused)?;
    own.parameters
        .insert(parameter.to_owned(), tracks::format_tracks(&list));
    Ok(())
}

/// Renames what a tracks parameter makes: openings with what sits in them, and boards with a material of their own.
/// What maps to none goes.
pub(super) fn shift_places(
    design: &mut Design,
    library: &Library,
    node: u32,
    parameter: &str,
    map: &dyn Fn(u32) -> Option<u32>,
) -> Result<(), Problem> {
    let module = module_of(design, library, node)?;
    let own = found(design, node)?;
    let makes_opening = |part: &str| {
        let mut openings = module.openings.iter();
        openings.any(|one| one.id == part && one.tracks.as_deref() == Some(parameter))
    };
    let makes_board = |part: &str| {
        let mut boards = module.boards.iter();
        boards.any(|one| {
            let repeat = one.repetition.repeat.as_ref();
            one.id == part
                && repeat.is_some_and(|repeat| repeat.names().any(|name| name == parameter))
        })
    };
    own.contents = shifted(std::mem::take(&mut own.contents), &makes_opening, map);
    own.materials = shifted(std::mem::take(&mut own.materials), &makes_board, map);
    Ok(())
}

/// The same with each name of a repetition that is made so mapped to another.
fn shifted<T>(
    all: BTreeMap<String, T>,
    is_made: &dyn Fn(&str) -> bool,
    map: &dyn Fn(u32) -> Option<u32>,
) -> BTreeMap<String, T> {
    let all = all.into_iter().filter_map(|(name, one)| {
        let (part, index) = match split_place(&name) {
            Some((part, index)) if is_made(part) => (part, index),
            _ => return Some((name, one)),
        };
        Some((place(part, map(index)?), one))
    });
    gathered(all)
}

/// A division with one track left divides nothing: what sits in it moves out in its place.
pub(super) fn dissolve_undivided(
    design: &mut Design,
    library: &Library,
    node: u32,
    parameter: &str,
) -> Result<(), Problem> {
    let module = module_of(design, library, node)?;
    let divides = module
        .openings
        .iter()
        .any(|one| one.tracks.as_deref() == Some(parameter));
    let own = found(design, node)?;
    let is_one = own
        .parameters
        .get(parameter)
        .and_then(|text| tracks::parse_tracks(text).ok())
        .is_some_and(|list| list.len() == 1);
    if !divides || !is_one {
        return Ok(());
    }
    let inside: Vec<Node> = std::mem::take(&mut own.contents)
        .into_values()
        .flatten()
        .collect();
    let holder = design
        .items
        .iter()
        .find_map(|item| item.root.holder_of(node));
    let Some((holder, opening)) = holder.map(|(id, opening)| (id, opening.to_owned())) else {
        return Ok(());
    };
    let own = found(design, holder)?;
    let around = own.contents.entry(opening.clone()).or_default();
    if let Some(at) = around.iter().position(|one| one.id == node) {
        around.splice(at..=at, inside);
    }
    if around.is_empty() {
        own.contents.remove(&opening);
    }
    Ok(())
}
