//! Openings with what can be put in and taken out, as ready-made edits.

use std::collections::BTreeMap;

use super::Subject;
use crate::attempt::attempt;
use crate::view::{ChoiceView, OpeningChoices, OpeningView, RemovalView};
use furniture::assembly::{AssembledNode, Assembly, Box3, Opening, ResolvedValue, unmet_need};
use furniture::edit::{Edit, Known};
use furniture::formula::Value;
use furniture::gather::{gathered, sort_few_by_key};
use furniture::key::PartKey;
use furniture::library::Module;
use furniture::library::slots::{self, FRONT, ITEM, SPACE};
use furniture::message::Message;

/// True where hardware takes up a place within a box.
fn is_solid_in(assembly: &Assembly, item: usize, space: &Box3, node: impl Fn(u32) -> bool) -> bool {
    assembly.models.iter().any(|model| {
        let solid = model.solid.as_ref();
        model.item == item
            && node(model.key.node)
            && solid.is_some_and(|solid| solid.place.intersection(space).is_some())
    })
}

/// What is looked up again and again while the openings are gone through.
struct Context<'a> {
    subject: &'a Subject<'a>,
    /// Values of the construction method.
    values: BTreeMap<String, Value>,
    /// Modules that can be put in, in the order they are offered.
    offered: Vec<&'a Module>,
    /// Each node of the design in place.
    nodes: BTreeMap<u32, &'a AssembledNode>,
    /// Module of each node in the design.
    modules: BTreeMap<u32, &'a Module>,
    /// Openings that a front around or inside them keeps from taking another.
    is_closed: Vec<bool>,
}

impl<'a> Context<'a> {
    fn of(subject: &'a Subject<'a>) -> Self {
        let method = subject.catalogue.methods.get(&subject.design.method);
        let nodes = subject.assembly.nodes.iter();
        let modules: BTreeMap<u32, &Module> =
            gathered(nodes.filter_map(|node| Some((node.id, subject.library.get(&node.module)?))));
        let mut offered: Vec<&Module> = subject
            .library
            .iter()
            .filter(|module| !module.takes(ITEM))
            .collect();
        sort_few_by_key(&mut offered, |module| (module.order, module.id.as_str()));
        Self {
            values: method
                .map(|method| method.formula_values())
                .unwrap_or_default(),
            is_closed: closed(&subject.assembly.openings, &modules),
            subject,
            offered,
            nodes: gathered(subject.assembly.nodes.iter().map(|node| (node.id, node))),
            modules,
        }
    }
}

/// For each opening whether a front closes one around it or inside it. An opening comes after the one
/// it lies in, so that one pass down and one pass up see everything.
fn closed(openings: &[Opening], modules: &BTreeMap<u32, &Module>) -> Vec<bool> {
    let mut around = vec![false; openings.len()];
    let mut inside = vec![false; openings.len()];
    for (index, opening) in openings.iter().enumerate() {
        if let Some(outer) = opening.parent {
            let others = openings[outer].nodes.iter();
            let others = others.filter(|node| **node != opening.key.node);
            let others = others.filter_map(|node| modules.get(node).copied());
            around[index] = slots::closes(around[outer], others);
        }
    }
    for (index, opening) in openings.iter().enumerate().rev() {
        if let Some(outer) = opening.parent {
            inside[outer] |= slots::closes(inside[index], modules_in(opening, modules));
        }
    }
    around
        .into_iter()
        .zip(inside)
        .map(|(around, inside)| around || inside)
        .collect()
}

/// The modules in an opening.
fn modules_in<'a>(
    opening: &Opening,
    modules: &BTreeMap<u32, &'a Module>,
) -> impl Iterator<Item = &'a Module> {
    let nodes = opening.nodes.iter();
    nodes.filter_map(|node| modules.get(node).copied())
}

/// All openings, outermost first, and behind them the compartments by their numbers.
pub(super) fn views(subject: &Subject<'_>) -> Vec<OpeningView> {
    let assembly = subject.assembly;
    let view = |index: usize, label: Message| {
        let opening = &assembly.openings[index];
        OpeningView {
            key: opening.key.to_string(),
            item: assembly.items.get(opening.item).map_or(0, |item| item.id),
            label,
            min_um: opening.space.min.map(|at| at.0),
            size_um: opening.space.size.map(|extent| extent.0),
            is_compartment: opening.is_compartment(),
            is_mount: opening.is_mount(),
            nodes: opening.nodes.clone(),
        }
    };
    let openings = assembly.openings.iter().enumerate();
    let outer = openings.filter(|(_, opening)| !opening.is_compartment());
    let mut views: Vec<OpeningView> = outer
        .map(|(index, opening)| view(index, Message::new(opening.label.clone())))
        .collect();
    let mut order = Vec::new();
    read_into(&mut order, &assembly.openings, None);
    for (index, number) in order.into_iter().zip(1..) {
        let label = Message::new("opening.numbered")
            .key("what", "opening.compartment")
            .count("number", number);
        views.push(view(index, label));
    }
    views
}

/// What can be done with one opening; none when there is no such opening.
pub(super) fn choices_of(subject: &Subject<'_>, key: &str) -> Option<OpeningChoices> {
    let key: PartKey = key.parse().ok()?;
    let mut openings = subject.assembly.openings.iter();
    let index = openings.position(|opening| opening.key == key)?;
    let context = Context::of(subject);
    Some(OpeningChoices {
        choices: choices(&context, index),
        removals: removals(&context, index),
    })
}

/// Adds the compartments in an opening, or in no other, as one reads a cupboard: the parts of a division from left to
/// right and from the top down, each to its end before the next.
fn read_into(order: &mut Vec<usize>, openings: &[Opening], parent: Option<usize>) {
    let mut parts: Vec<usize> = (0..openings.len())
        .filter(|index| openings[*index].parent == parent)
        .collect();
    sort_few_by_key(&mut parts, |index| {
        let [x, y, _] = openings[*index].space.min;
        (openings[*index].item, x, std::cmp::Reverse(y))
    });
    for part in parts {
        if openings[part].is_compartment() {
            order.push(part);
        }
        read_into(order, openings, Some(part));
    }
}

fn choices(context: &Context<'_>, index: usize) -> Vec<ChoiceView> {
    let opening = &context.subject.assembly.openings[index];
    let mut choices = Vec::new();
    for module in &context.offered {
        if !module.suits(&opening.accepts) {
            continue;
        }
        // What divides an opening already offers itself in the compartments it leaves.
        if opening.is_divided && module.takes(SPACE) {
            continue;
        }
        if let Some(exchange) = exchange(context, module, opening) {
            choices.extend(exchange);
            continue;
        }
        choices.push(choice(context, module, index, Message::new(&module.label)));
        if module.takes(FRONT) && !module.takes(SPACE) {
            choices.extend(wider(context, module, opening));
        }
    }
    choices
}

/// Where a place of the piece itself is taken: the module in place of the one there. `Some(None)` for the very one that is
/// there, none where nothing stands in the way.
fn exchange(
    context: &Context<'_>,
    module: &Module,
    opening: &Opening,
) -> Option<Option<ChoiceView>> {
    if !opening.is_mount() {
        return None;
    }
    let in_the_way = |node: &u32| {
        let other = context.modules.get(node)?;
        let takes_same = other.slots.iter().any(|slot| module.takes(slot));
        takes_same.then_some((*node, *other))
    };
    let (node, other) = opening.nodes.iter().find_map(in_the_way)?;
    if other.id == module.id {
        return Some(None);
    }
    let edit = Edit::Exchange {
        node,
        module: module.id.clone(),
    };
    let refusal = tried(context.subject, &edit).err();
    Some(Some(ChoiceView {
        module: module.id.clone(),
        label: Message::new("choice.instead")
            .key("module", &module.label)
            .key("other", &other.label),
        edit: refusal.is_none().then_some(edit),
        refusal,
    }))
}

/// The same front over the openings around this one.
fn wider(context: &Context<'_>, module: &Module, opening: &Opening) -> Vec<ChoiceView> {
    let mut wider = Vec::new();
    let mut around = opening.parent;
    while let Some(index) = around {
        let outer = &context.subject.assembly.openings[index];
        if module.suits(&outer.accepts) {
            let label = Message::new(outer.over.as_deref().unwrap_or("choice.over"))
                .key("module", &module.label);
            let one = choice(context, module, index, label);
            // A wider front that can't be is no news; the narrow one says why.
            if one.edit.is_some() && !wider.iter().any(|w: &ChoiceView| w.label == one.label) {
                wider.push(one);
            }
        }
        around = outer.parent;
    }
    wider
}

fn choice(context: &Context<'_>, module: &Module, index: usize, label: Message) -> ChoiceView {
    let outcome = placing(context, module, index);
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

fn placing(context: &Context<'_>, module: &Module, index: usize) -> Result<Edit, Message> {
    let assembly = context.subject.assembly;
    let opening = &assembly.openings[index];
    let refuse = |key: &str| Err(Message::new(key).key("module", module.label.clone()));
    let beside = modules_in(opening, &context.modules);
    let refusal = slots::refusal(module, &opening.accepts, beside, context.is_closed[index]);
    if let Some(refusal) = refusal {
        return refuse(refusal.key());
    }
    let (edit, space) = if let Some(edit) = another_track(context, module, opening) {
        let Some(edit) = edit else {
            return refuse("problem.no-room");
        };
        let divided = context.nodes.get(&opening.key.node);
        (edit, divided.map_or(opening.space, |node| node.space))
    } else {
        if let Some(message) = unmet_need(&context.values, assembly, module, opening) {
            return Err(message);
        }
        let edit = Edit::Place {
            opening: opening.key.to_string(),
            module: module.id.clone(),
        };
        (edit, opening.space)
    };
    // Boards keep to their openings; what hangs there is met only by trying.
    let is_solid = module.models.iter().any(|model| model.solid.is_some());
    if is_solid || is_solid_in(assembly, opening.item, &space, |_| true) {
        tried(context.subject, &edit)?;
    }
    Ok(edit)
}

/// What stands against an edit, found by making it.
fn tried(subject: &Subject<'_>, edit: &Edit) -> Result<(), Message> {
    let known = Known {
        catalogue: subject.catalogue,
        library: subject.library,
        assembly: subject.assembly,
    };
    match attempt(subject.design, edit, &known).map_err(|problems| problems.into_iter().next()) {
        Err(Some(first)) => Err(first.message),
        _ => Ok(()),
    }
}

/// Where the opening was made by tracks of the very module, another track beside it keeps the
/// division even; `Some(None)` when there is no room for one.
fn another_track(
    context: &Context<'_>,
    module: &Module,
    opening: &Opening,
) -> Option<Option<Edit>> {
    let parameter = opening.tracks.as_ref()?;
    let node = context.nodes.get(&opening.key.node)?;
    if node.module != module.id {
        return None;
    }
    let resolved = node.parameters.iter().find(|one| one.id == *parameter)?;
    let ResolvedValue::Tracks { has_room, .. } = resolved.value else {
        return None;
    };
    Some(has_room.then(|| Edit::InsertTrack {
        node: opening.key.node,
        parameter: parameter.clone(),
        index: opening.key.index + 1,
        value: "1fr".to_owned(),
    }))
}

fn removals(context: &Context<'_>, index: usize) -> Vec<RemovalView> {
    let assembly = context.subject.assembly;
    let openings = &assembly.openings;
    let mut removals = Vec::new();
    let mut here = Some(index);
    while let Some(at) = here {
        let opening = &openings[at];
        for node in opening.nodes.iter().rev() {
            let Some(module) = context.modules.get(node) else {
                continue;
            };
            // Around it only what closes it or hangs in here; what divides it goes track by track.
            let space = &openings[index].space;
            if at == index
                || module.takes(FRONT)
                || is_solid_in(assembly, opening.item, space, |hung| hung == *node)
            {
                removals.push(RemovalView {
                    module: module.id.clone(),
                    label: module.label.clone(),
                    edit: Edit::Remove { node: *node },
                    along: inside(context, |opening| opening.key.node == *node),
                });
            }
        }
        if let (Some(parameter), Some(module)) =
            (&opening.tracks, context.modules.get(&opening.key.node))
            && track_count(context, opening, parameter) > 1
        {
            removals.push(RemovalView {
                module: module.id.clone(),
                label: module.label.clone(),
                edit: Edit::RemoveTrack {
                    node: opening.key.node,
                    parameter: parameter.clone(),
                    index: opening.key.index,
                },
                along: inside(context, |other| other.key == opening.key),
            });
        }
        here = opening.parent;
    }
    removals
}

/// The names of all that sits in some openings and in what sits there. An opening comes after the one it lies in.
fn inside(context: &Context<'_>, is_gone: impl Fn(&Opening) -> bool) -> Vec<String> {
    let openings = &context.subject.assembly.openings;
    let mut gone: Vec<bool> = Vec::with_capacity(openings.len());
    let mut names = Vec::new();
    for opening in openings {
        let is_in_one = opening.parent.is_some_and(|outer| gone[outer]);
        gone.push(is_in_one || is_gone(opening));
        if gone.last() == Some(&true) {
            let modules = modules_in(opening, &context.modules);
            names.extend(modules.map(|module| module.label.clone()));
        }
    }
    names
}

fn track_count(context: &Context<'_>, opening: &Opening, parameter: &str) -> usize {
    let node = context.nodes.get(&opening.key.node);
    let value = node.and_then(|node| node.parameters.iter().find(|one| one.id == parameter));
    match value.map(|one| &one.value) {
        Some(ResolvedValue::Tracks { tracks, .. }) => tracks.len(),
        _ => 0,
    }
}
