//! Applying an edit to a design.
//!
//! A pure function: the old design stays as it was. Only what the edit itself names is looked at
//! here; whether the result can be built is seen when it is evaluated.

use std::collections::BTreeMap;

use super::{Design, MaterialChoice, Node};
use crate::assembly::{ResolvedValue, evaluate};
use crate::catalogue::Catalogue;
use crate::edit::{Axis, Edit};
use crate::formula::{Unit, format_length, parse_length, tracks};
use crate::library::{Library, Module, Parameter, ParameterKind};
use crate::message::Message;
use crate::problem::Problem;

/// Longest name of a design, in characters.
const MAX_NAME: usize = 200;

/// The key of an opening taken apart: the module that leaves it, the opening's identifier, its index.
pub fn parse_key(key: &str) -> Option<(u32, &str, u32)> {
    let (node, rest) = key.split_once('/')?;
    let (part, index) = rest.rsplit_once('.')?;
    Some((node.parse().ok()?, part, index.parse().ok()?))
}

/// The design after an edit.
///
/// # Errors
/// What the edit names and isn't there, or a value that can't be read.
pub fn apply(
    design: &Design,
    edit: &Edit,
    catalogue: &Catalogue,
    library: &Library,
) -> Result<Design, Problem> {
    let known = (catalogue, library);
    let mut next = design.clone();
    match edit {
        Edit::Rename { name } => {
            let name = name.trim();
            if name.is_empty() || name.chars().count() > MAX_NAME {
                return Err(Problem::new(
                    Message::new("problem.name").count("most", MAX_NAME as i64),
                ));
            }
            next.name = name.to_owned();
        }
        Edit::SetSize { item, axis, value } => {
            let place = format!("item {item}");
            let length = parse_length(value, Some(Unit::Millimetre)).map_err(|error| {
                Problem::at(error.message(), place.clone()).within(Message::new(axis.label()))
            })?;
            let item = next
                .items
                .iter_mut()
                .find(|one| one.id == *item)
                .ok_or_else(|| Problem::at(Message::new("problem.no-such-item"), place))?;
            item.size[match axis {
                Axis::Width => 0,
                Axis::Height => 1,
                Axis::Depth => 2,
            }] = length;
        }
        Edit::SetParameter {
            node,
            parameter,
            value,
        } => {
            let (module, found_in) = parameter_of(&next, library, *node, parameter)?;
            let value = normal_value(&found_in.kind, value)
                .map_err(|message| at_parameter(message, *node, module, found_in))?;
            found(&mut next, *node)?
                .parameters
                .insert(parameter.clone(), value);
        }
        Edit::ResetParameter { node, parameter } => {
            parameter_of(&next, library, *node, parameter)?;
            found(&mut next, *node)?.parameters.remove(parameter);
        }
        Edit::SetTrack {
            node,
            parameter,
            index,
            value,
        } => {
            change_tracks(&mut next, known, (*node, parameter), &mut |list| {
                let track = one_track(value)?;
                let slot = list.get_mut(*index as usize).ok_or_else(no_such_track)?;
                *slot = track;
                Ok(())
            })?;
        }
        Edit::InsertTrack {
            node,
            parameter,
            index,
            value,
        } => {
            change_tracks(&mut next, known, (*node, parameter), &mut |list| {
                let track = one_track(value)?;
                if *index as usize > list.len() {
                    return Err(no_such_track());
                }
                list.insert(*index as usize, track);
                Ok(())
            })?;
            shift_contents(&mut next, library, *node, parameter, &|k| {
                Some(if k >= *index { k + 1 } else { k })
            })?;
        }
        Edit::RemoveTrack {
            node,
            parameter,
            index,
        } => {
            change_tracks(&mut next, known, (*node, parameter), &mut |list| {
                if list.len() < 2 || *index as usize >= list.len() {
                    return Err(no_such_track());
                }
                list.remove(*index as usize);
                Ok(())
            })?;
            shift_contents(
                &mut next,
                library,
                *node,
                parameter,
                &|k| match k.cmp(index) {
                    std::cmp::Ordering::Less => Some(k),
                    std::cmp::Ordering::Equal => None,
                    std::cmp::Ordering::Greater => Some(k - 1),
                },
            )?;

            dissolve_undivided(&mut next, library, *node, parameter)?;
        }
        Edit::Place { opening, module } => place_module(&mut next, library, opening, module)?,
        Edit::Remove { node } => remove(&mut next, *node)?,
        Edit::SetMaterial {
            role,
            board,
            thickness,
            decor,
        } => {
            let choice = MaterialChoice {
                board: board.clone(),
                thickness: parse_length(thickness, Some(Unit::Millimetre)).map_err(|error| {
                    Problem::at(error.message(), format!("role {role}"))
                        .within(Message::new(format!("role.{role}")))
                })?,
                decor: decor.clone(),
            };
            if !next.materials.contains_key(role) {
                return Err(Problem::new(
                    Message::new("problem.no-such-role").text("role", role.clone()),
                ));
            }
            next.materials.insert(role.clone(), choice);
        }
        Edit::SetBand { class, band } => {
            if !next.bands.contains_key(class) {
                return Err(Problem::new(
                    Message::new("problem.no-such-band-class").text("class", class.clone()),
                ));
            }
            next.bands.insert(class.clone(), band.clone());
        }
        Edit::SetPrice { of, price } => match price {
            None => {
                next.prices.remove(of);
            }
            Some(text) => {
                let fen = crate::money::parse_fen(text).ok_or_else(|| {
                    Problem::new(Message::new("problem.price").text("found", text.clone()))
                })?;
                if !catalogue.has_price(of) {
                    return Err(Problem::new(
                        Message::new("problem.no-such-price").text("of", of.clone()),
                    ));
                }
                next.prices.insert(of.clone(), fen);
            }
        },
    }
    Ok(next)
}

fn place(node: u32, parameter: &str) -> String {
    format!("module {node}, {parameter}")
}

fn no_such_node(node: u32) -> Problem {
    Problem::at(
        Message::new("problem.no-such-node"),
        format!("module {node}"),
    )
}

fn no_such_track() -> Message {
    Message::new("problem.no-such-track")
}

fn found(design: &mut Design, node: u32) -> Result<&mut Node, Problem> {
    design.node_mut(node).ok_or_else(|| no_such_node(node))
}

fn module_of<'a>(design: &Design, library: &'a Library, node: u32) -> Result<&'a Module, Problem> {
    let id = &design.node(node).ok_or_else(|| no_such_node(node))?.module;
    library
        .get(id)
        .ok_or_else(|| Problem::no_such_module(id, node))
}

fn parameter_of<'a>(
    design: &Design,
    library: &'a Library,
    node: u32,
    parameter: &str,
) -> Result<(&'a Module, &'a Parameter), Problem> {
    let module = module_of(design, library, node)?;
    let found = module.parameter(parameter).ok_or_else(|| {
        Problem::at(
            Message::new("problem.no-such-parameter").text("parameter", parameter),
            place(node, parameter),
        )
        .within(Message::new(&module.label))
    })?;
    Ok((module, found))
}

fn at_parameter(message: Message, node: u32, module: &Module, parameter: &Parameter) -> Problem {
    Problem::at(message, place(node, &parameter.id))
        .within(Message::new(&parameter.label))
        .within(Message::new(&module.label))
}

/// A value as it is stored: read, understood and written in one way.
pub(crate) fn normal_value(kind: &ParameterKind, text: &str) -> Result<String, Message> {
    let text = text.trim();
    match kind {
        ParameterKind::Length { .. } => parse_length(text, Some(Unit::Millimetre))
            .map(format_length)
            .map_err(|error| error.message()),
        ParameterKind::Count(_) => text
            .parse::<u32>()
            .map(|count| count.to_string())
            .map_err(|_| Message::new("problem.count").text("found", text)),
        ParameterKind::Switch { .. } => match text {
            "yes" | "true" => Ok("yes".to_owned()),
            "no" | "false" => Ok("no".to_owned()),
            _ => Err(Message::new("problem.switch").text("found", text)),
        },
        ParameterKind::Choice { options, .. } => {
            if options.iter().any(|(value, _)| value == text) {
                Ok(text.to_owned())
            } else {
                let all = options.iter().map(|(_, label)| label.clone()).collect();
                Err(Message::new("problem.choice")
                    .text("found", text)
                    .keys("all", all))
            }
        }
        ParameterKind::Tracks { .. } => tracks::parse_tracks(text)
            .map(|list| tracks::format_tracks(&list))
            .map_err(|error| error.message()),
    }
}

fn one_track(text: &str) -> Result<tracks::Track, Message> {
    let list = tracks::parse_tracks(text).map_err(|error| error.message())?;
    match list.as_slice() {
        [track] => Ok(*track),
        _ => Err(Message::new("problem.one-track").text("found", text)),
    }
}

/// The tracks of a module that follows a default which depends on its place.
fn tracks_in_place(
    design: &Design,
    catalogue: &Catalogue,
    library: &Library,
    node: u32,
    parameter: &str,
) -> Option<Vec<tracks::Track>> {
    let assembly = evaluate(design, catalogue, library).assembly;
    let found = assembly.nodes.iter().find(|one| one.id == node)?;
    let mut parameters = found.parameters.iter();
    match &parameters.find(|one| one.id == parameter)?.value {
        ResolvedValue::Tracks { tracks, .. } => Some(tracks.clone()),
        _ => None,
    }
}

fn change_tracks(
    design: &mut Design,
    (catalogue, library): (&Catalogue, &Library),
    (node, parameter): (u32, &str),
    change: &mut dyn FnMut(&mut Vec<tracks::Track>) -> Result<(), Message>,
) -> Result<(), Problem> {
    let (module, found_in) = parameter_of(design, library, node, parameter)?;
    let refused = |message: Message| at_parameter(message, node, module, found_in);
    let ParameterKind::Tracks {
        default, repeat, ..
    } = &found_in.kind
    else {
        return Err(refused(Message::new("problem.no-tracks")));
    };
    let is_default = !found(design, node)?.parameters.contains_key(parameter);
    let in_place = (is_default && repeat.is_some())
        .then(|| tracks_in_place(design, catalogue, library, node, parameter));
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

/// Renames the openings that a tracks parameter makes; those that map to none go with their contents.
fn shift_contents(
    design: &mut Design,
    library: &Library,
    node: u32,
    parameter: &str,
    map: &dyn Fn(u32) -> Option<u32>,
) -> Result<(), Problem> {
    let module = module_of(design, library, node)?;
    let own = found(design, node)?;
    let mut contents = BTreeMap::new();
    for (opening, inside) in std::mem::take(&mut own.contents) {
        let moved = opening.rsplit_once('.').and_then(|(id, index)| {
            let made = module
                .openings
                .iter()
                .any(|template| template.id == id && template.tracks.as_deref() == Some(parameter));
            made.then(|| (id.to_owned(), index.parse::<u32>().ok()))
        });
        match moved {
            None => {
                contents.insert(opening, inside);
            }
            Some((id, index)) => {
                if let Some(index) = index.and_then(map) {
                    contents.insert(format!("{id}.{index}"), inside);
                }
            }
        }
    }
    own.contents = contents;
    Ok(())
}

/// A division with one track left divides nothing: what sits in it moves out in its place.
fn dissolve_undivided(
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

fn place_module(
    design: &mut Design,
    library: &Library,
    opening: &str,
    module: &str,
) -> Result<(), Problem> {
    let no_opening = || {
        Problem::at(
            Message::new("problem.no-such-opening"),
            format!("opening {opening}"),
        )
    };
    let (node, part, index) = parse_key(opening).ok_or_else(no_opening)?;
    if library.get(module).is_none() {
        return Err(Problem::at(
            Message::new("problem.no-such-module").text("module", module),
            format!("opening {opening}"),
        ));
    }
    let id = design.next_node;
    design.next_node = id.checked_add(1).ok_or_else(no_opening)?;
    found(design, node)?
        .contents
        .entry(format!("{part}.{index}"))
        .or_default()
        .push(Node {
            id,
            module: module.to_owned(),
            parameters: BTreeMap::new(),
            contents: BTreeMap::new(),
        });
    Ok(())
}

fn remove(design: &mut Design, node: u32) -> Result<(), Problem> {
    let holder = design
        .items
        .iter()
        .find_map(|item| item.root.holder_of(node))
        .map(|(holder, opening)| (holder, opening.to_owned()));
    let Some((holder, opening)) = holder else {
        return Err(if design.node(node).is_some() {
            Problem::at(
                Message::new("problem.outermost-stays"),
                format!("module {node}"),
            )
        } else {
            no_such_node(node)
        });
    };
    let own = found(design, holder)?;
    if let Some(inside) = own.contents.get_mut(&opening) {
        inside.retain(|one| one.id != node);
        if inside.is_empty() {
            own.contents.remove(&opening);
        }
    }
    Ok(())
}
