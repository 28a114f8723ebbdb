//! Openings with what can be put in and taken out, as ready-made edits.

use std::collections::BTreeMap;

use super::Subject;
use crate::assembly::{Assembly, Opening, ResolvedValue, unmet_need};
use crate::edit::Edit;
use crate::library::Module;
use crate::message::Message;
use crate::view::{ChoiceView, OpeningView, RemovalView};

/// Slots that closing fronts take.
const FRONT: &str = "front";
/// Slots that dividing modules take.
const SPACE: &str = "space";

/// All openings, outermost first.
pub(super) fn views(subject: &Subject<'_>) -> Vec<OpeningView> {
    let assembly = subject.assembly;
    let numbers = numbers(assembly);
    let modules = offered(subject);
    assembly
        .openings
        .iter()
        .enumerate()
        .map(|(index, opening)| OpeningView {
            key: opening.key.clone(),
            item: assembly.items.get(opening.item).map_or(0, |item| item.id),
            label: match numbers.get(&index) {
                Some(number) => Message::new("opening.numbered")
                    .key("what", "opening.compartment")
                    .count("number", *number),
                None => Message::new(opening.label.clone()),
            },
            min_um: opening.space.min.map(|at| at.0),
            size_um: opening.space.size.map(|extent| extent.0),
            is_compartment: opening.is_compartment(),
            nodes: opening.nodes.clone(),
            choices: choices(subject, &modules, index),
            removals: removals(subject, index),
        })
        .collect()
}

impl Opening {
    /// True when it can be picked: free space that nothing divides further.
    pub fn is_compartment(&self) -> bool {
        !self.is_divided && self.accepts.iter().any(|slot| slot == SPACE)
    }
}

/// Compartments numbered as one reads a cupboard: column by column, each from the top down.
fn numbers(assembly: &Assembly) -> BTreeMap<usize, i64> {
    let mut order: Vec<usize> = (0..assembly.openings.len())
        .filter(|index| assembly.openings[*index].is_compartment())
        .collect();
    order.sort_by_key(|index| {
        let opening = &assembly.openings[*index];
        (
            opening.item,
            opening.space.min[0],
            std::cmp::Reverse(opening.space.min[1]),
        )
    });
    order.into_iter().zip(1..).collect()
}

fn offered<'a>(subject: &Subject<'a>) -> Vec<&'a Module> {
    let mut modules: Vec<&Module> = subject
        .library
        .iter()
        .filter(|module| !module.takes("item"))
        .collect();
    modules.sort_by_key(|module| (module.order, &module.id));
    modules
}

fn choices(subject: &Subject<'_>, modules: &[&Module], index: usize) -> Vec<ChoiceView> {
    let opening = &subject.assembly.openings[index];
    let mut choices = Vec::new();
    for module in modules {
        if !module
            .slots
            .iter()
            .all(|slot| opening.accepts.contains(slot))
        {
            continue;
        }
        // What divides an opening already offers itself in the compartments it leaves.
        if opening.is_divided && module.takes(SPACE) {
            continue;
        }
        choices.push(choice(subject, module, index, module.label.clone()));
        if module.takes(FRONT) && !module.takes(SPACE) {
            choices.extend(wider(subject, module, opening));
        }
    }
    choices
}

/// The same front over the openings around this one.
fn wider(subject: &Subject<'_>, module: &Module, opening: &Opening) -> Vec<ChoiceView> {
    let mut wider = Vec::new();
    let mut around = opening.parent;
    while let Some(index) = around {
        let outer = &subject.assembly.openings[index];
        if module.slots.iter().all(|slot| outer.accepts.contains(slot)) {
            let what = outer.label.strip_prefix("opening.").unwrap_or(&outer.label);
            let label = format!("{}.over-{what}", module.label);
            let one = choice(subject, module, index, label);
            // A wider front that can't be is no news; the narrow one says why.
            if one.edit.is_some() && !wider.iter().any(|w: &ChoiceView| w.label == one.label) {
                wider.push(one);
            }
        }
        around = outer.parent;
    }
    wider
}

fn choice(subject: &Subject<'_>, module: &Module, index: usize, label: String) -> ChoiceView {
    let outcome = placing(subject, module, index);
    let (edit, refusal) = match outcome {
        Ok(edit) => (Some(edit), None),
        Err(message) => (None, Some(message)),
    };
    ChoiceView {
        module: module.id.clone(),
        label,
        edit,
        refusal,
    }
}

fn placing(subject: &Subject<'_>, module: &Module, index: usize) -> Result<Edit, Message> {
    let assembly = subject.assembly;
    let opening = &assembly.openings[index];
    let refuse = |key: &str| Err(Message::new(key).key("module", module.label.clone()));
    let holds = |slot: &str| {
        opening
            .nodes
            .iter()
            .any(|node| module_of(subject, *node).is_some_and(|m| m.takes(slot)))
    };
    if module.slots.iter().any(|slot| holds(slot)) {
        return refuse("problem.occupied");
    }
    if module.takes(FRONT) && is_covered(subject, index) {
        return refuse("problem.front-covered");
    }
    if let Some(edit) = another_track(subject, module, opening) {
        return edit
            .ok_or_else(|| Message::new("problem.no-room").key("module", module.label.clone()));
    }
    if let Some(message) = unmet_need(subject.design, subject.catalogue, assembly, module, opening)
    {
        return Err(message);
    }
    Ok(Edit::Place {
        opening: opening.key.clone(),
        module: module.id.clone(),
    })
}

/// Where the opening was made by tracks of the very module, another track beside it keeps the
/// division even; `Some(None)` when there is no room for one.
fn another_track(
    subject: &Subject<'_>,
    module: &Module,
    opening: &Opening,
) -> Option<Option<Edit>> {
    let parameter = opening.tracks.as_ref()?;
    let node = subject
        .assembly
        .nodes
        .iter()
        .find(|node| node.id == opening.node)?;
    if node.module != module.id {
        return None;
    }
    let resolved = node.parameters.iter().find(|one| one.id == *parameter)?;
    let ResolvedValue::Tracks { has_room, .. } = resolved.value else {
        return None;
    };
    Some(has_room.then(|| Edit::InsertTrack {
        node: opening.node,
        parameter: parameter.clone(),
        index: opening.index + 1,
        value: "1fr".to_owned(),
    }))
}

fn module_of<'a>(subject: &Subject<'a>, node: u32) -> Option<&'a Module> {
    let node = subject.assembly.nodes.iter().find(|one| one.id == node)?;
    subject.library.get(&node.module)
}

/// True when a front around it or inside it would collide with one before it.
fn is_covered(subject: &Subject<'_>, index: usize) -> bool {
    let openings = &subject.assembly.openings;
    let closed = |opening: &Opening| {
        opening
            .nodes
            .iter()
            .any(|node| module_of(subject, *node).is_some_and(|module| module.takes(FRONT)))
    };
    let mut around = openings[index].parent;
    while let Some(outer) = around {
        if closed(&openings[outer]) {
            return true;
        }
        around = openings[outer].parent;
    }
    (index + 1..openings.len()).any(|inner| {
        let mut up = openings[inner].parent;
        while let Some(outer) = up {
            if outer == index {
                return closed(&openings[inner]);
            }
            up = openings[outer].parent;
        }
        false
    })
}

fn removals(subject: &Subject<'_>, index: usize) -> Vec<RemovalView> {
    let openings = &subject.assembly.openings;
    let mut removals = Vec::new();
    let mut here = Some(index);
    while let Some(at) = here {
        let opening = &openings[at];
        for node in opening.nodes.iter().rev() {
            let Some(module) = module_of(subject, *node) else {
                continue;
            };
            // Around it only what closes it; what divides it goes track by track.
            if at == index || module.takes(FRONT) {
                removals.push(RemovalView {
                    module: module.id.clone(),
                    label: module.label.clone(),
                    edit: Edit::Remove { node: *node },
                });
            }
        }
        if let (Some(parameter), Some(module)) = (&opening.tracks, module_of(subject, opening.node))
            && track_count(subject, opening, parameter) > 1
        {
            removals.push(RemovalView {
                module: module.id.clone(),
                label: module.label.clone(),
                edit: Edit::RemoveTrack {
                    node: opening.node,
                    parameter: parameter.clone(),
                    index: opening.index,
                },
            });
        }
        here = opening.parent;
    }
    removals
}

fn track_count(subject: &Subject<'_>, opening: &Opening, parameter: &str) -> usize {
    let node = subject
        .assembly
        .nodes
        .iter()
        .find(|node| node.id == opening.node);
    let value = node.and_then(|node| node.parameters.iter().find(|one| one.id == parameter));
    match value.map(|one| &one.value) {
        Some(ResolvedValue::Tracks { tracks, .. }) => tracks.len(),
        _ => 0,
    }
}
