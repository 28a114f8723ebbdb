//! Applying an edit to a design.
//!
//! A pure function: the old design stays as it was. Only what the edit itself names is looked at
//! here; whether the result can be built is seen when it is evaluated.

use std::collections::BTreeMap;

use super::tracks::{change_tracks, dissolve_undivided, one_track, shift_places};
use super::{Axis, Edit, materials};
use crate::assembly::Assembly;
use crate::catalogue::Catalogue;
use crate::catalogue::MaterialChoice;
use crate::design::{Design, Node};
use crate::formula::{Unit, parse_length};
use crate::key::PartKey;
use crate::library::{Library, Module, Parameter};
use crate::message::Message;
use crate::problem::Problem;

/// Longest name of a design, in characters.
const MAX_NAME: usize = 200;

/// What an edit is looked up in.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The part library.
    pub library: &'a Library,
    /// The design before the edit, evaluated.
    pub assembly: &'a Assembly,
}

/// The design after an edit.
///
/// # Errors
/// What the edit names and isn't there, or a value that can't be read.
pub fn apply(design: &Design, edit: &Edit, known: &Known<'_>) -> Result<Design, Problem> {
    let Known {
        catalogue, library, ..
    } = *known;
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
            let item = next.item_mut(*item).ok_or_else(|| no_such_item(*item))?;
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
            let value = found_in
                .kind
                .normal(value)
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
            shift_places(&mut next, library, *node, parameter, &|k| {
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
            shift_places(
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
        Edit::Remove { node } => drop(remove(&mut next, *node)?),
        Edit::Exchange { node, module } => {
            let opening = remove(&mut next, *node)?;
            place_module(&mut next, library, &opening, module)?;
        }
        Edit::SetMaterial {
            role,
            board,
            thickness,
            decor,
            place,
        } => {
            let choice = MaterialChoice {
                board: board.clone(),
                thickness: parse_length(thickness, Some(Unit::Millimetre)).map_err(|error| {
                    Problem::at(error.message(), format!("role {role}"))
                        .within(Message::new(role.label()))
                })?,
                decor: decor.clone(),
            };
            materials::set(&mut next, library, *role, place.as_ref(), choice)?;
            materials::drop_unsuited(&mut next, catalogue);
        }
        Edit::ResetMaterial { role, place } => {
            materials::reset(&mut next, library, *role, place.as_ref())?;
        }
        Edit::SetSurface { role, surface } => match surface {
            None => next.surfaces.remove(*role),
            Some(surface) => next.surfaces.insert(*role, surface.clone()),
        },
        Edit::SetGlue { glue } => next.glue.clone_from(glue),
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

pub(super) fn no_such_item(item: u32) -> Problem {
    Problem::at(Message::new("problem.no-such-item"), format!("item {item}"))
}

fn no_such_track() -> Message {
    Message::new("problem.no-such-track")
}

pub(super) fn found(design: &mut Design, node: u32) -> Result<&mut Node, Problem> {
    design.node_mut(node).ok_or_else(|| no_such_node(node))
}

pub(super) fn module_of<'a>(
    design: &Design,
    library: &'a Library,
    node: u32,
) -> Result<&'a Module, Problem> {
    let id = &design.node(node).ok_or_else(|| no_such_node(node))?.module;
    library
        .get(id)
        .ok_or_else(|| Problem::no_such_module(id, node))
}

pub(super) fn parameter_of<'a>(
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

pub(super) fn at_parameter(
    message: Message,
    node: u32,
    module: &Module,
    parameter: &Parameter,
) -> Problem {
    Problem::at(message, place(node, &parameter.id))
        .within(Message::new(&parameter.label))
        .within(Message::new(&module.label))
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
    let key: PartKey = opening.parse().map_err(|_| no_opening())?;
    if library.get(module).is_none() {
        return Err(Problem::at(
            Message::new("problem.no-such-module").text("module", module),
            format!("opening {opening}"),
        ));
    }
    let id = design.next_node;
    design.next_node = id.checked_add(1).ok_or_else(no_opening)?;
    found(design, key.node)?
        .contents
        .entry(key.place())
        .or_default()
        .push(Node {
            id,
            module: module.to_owned(),
            parameters: BTreeMap::new(),
            materials: BTreeMap::new(),
            contents: BTreeMap::new(),
        });
    Ok(())
}

/// Takes a module out and tells the key of the opening that it sat in.
fn remove(design: &mut Design, node: u32) -> Result<String, Problem> {
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
    Ok(format!("{holder}/{opening}"))
}
