//! Items and modules as form fields.

use super::Subject;
use crate::view::{Field, ItemView, NodeView, OptionView, ParameterView, TrackView};
use furniture::assembly::{AssembledNode, Assembly, LengthLimits, ResolvedValue};
use furniture::axis::Axis;
use furniture::edit::Edit;
use furniture::formula::{format_length, tracks};
use furniture::length::Length;
use furniture::library::{Limits, Module, ParameterKind};
use furniture::message::Message;

/// Step of the sliders of outer sizes.
const SIZE_STEP_UM: i64 = 1000;

/// The items with their sizes.
pub(super) fn items(assembly: &Assembly) -> Vec<ItemView> {
    assembly
        .items
        .iter()
        .map(|item| {
            let size = |axis: Axis| ParameterView {
                parameter: axis.name().to_owned(),
                label: axis.label().to_owned(),
                value: format_length(item.size[axis.index()]),
                is_default: false,
                field: length_field(
                    item.size[axis.index()],
                    &item.limits[axis.index()],
                    SIZE_STEP_UM,
                ),
                reset: None,
            };
            ItemView {
                item: item.id,
                root: item.root,
                size: Axis::ALL.map(size),
            }
        })
        .collect()
}

fn length_field(value: Length, limits: &LengthLimits, step_um: i64) -> Field {
    Field::Length {
        value_um: value.0,
        min_um: limits.min.0,
        max_um: limits.max.0,
        step_um,
        min_reason: limits.min_reason.clone(),
        max_reason: limits.max_reason.clone(),
    }
}

/// The modules with their parameters.
pub(super) fn nodes(subject: &Subject<'_>) -> Vec<NodeView> {
    let Assembly {
        items,
        openings,
        nodes,
        ..
    } = subject.assembly;
    nodes
        .iter()
        .filter_map(|node| {
            let module = subject.library.get(&node.module)?;
            let opening = node.opening.and_then(|index| openings.get(index));
            Some(NodeView {
                node: node.id,
                item: items.get(node.item)?.id,
                opening: opening.map(|opening| opening.key.to_string()),
                module: module.id.clone(),
                label: module.label.clone(),
                parameters: parameters(node, module),
                remove: opening.map(|_| Edit::Remove { node: node.id }),
            })
        })
        .collect()
}

fn parameters(node: &AssembledNode, module: &Module) -> Vec<ParameterView> {
    node.parameters
        .iter()
        .filter(|resolved| resolved.is_offered)
        .filter_map(|resolved| {
            let parameter = module.parameter(&resolved.id)?;
            let (value, field) = match (&resolved.value, &parameter.kind) {
                (
                    ResolvedValue::Length { value, limits },
                    ParameterKind::Length { step_um, .. },
                ) => (
                    format_length(*value),
                    length_field(*value, limits, *step_um),
                ),
                (
                    ResolvedValue::Count { value, min, max },
                    ParameterKind::Count(Limits {
                        min_reason,
                        max_reason,
                        ..
                    }),
                ) => (
                    value.to_string(),
                    Field::Count {
                        value: *value,
                        min: *min,
                        max: *max,
                        min_reason: min_reason.as_ref().map(Message::new),
                        max_reason: max_reason.as_ref().map(Message::new),
                    },
                ),
                (ResolvedValue::Switch(value), _) => (
                    if *value { "yes" } else { "no" }.to_owned(),
                    Field::Switch { value: *value },
                ),
                (ResolvedValue::Choice(value), ParameterKind::Choice { options, .. }) => {
                    let options = options
                        .iter()
                        .map(|(value, label)| OptionView {
                            value: value.clone(),
                            label: label.clone(),
                        })
                        .collect();
                    (value.clone(), Field::Choice { options })
                }
                (
                    ResolvedValue::Tracks {
                        tracks: list,
                        sizes,
                        has_room,
                    },
                    _,
                ) => (
                    tracks::format_tracks(list),
                    tracks_field(node.id, &resolved.id, list, sizes, *has_room),
                ),
                _ => return None,
            };
            Some(ParameterView {
                parameter: resolved.id.clone(),
                label: parameter.label.clone(),
                value,
                is_default: resolved.is_default,
                field,
                reset: (!resolved.is_default).then(|| Edit::ResetParameter {
                    node: node.id,
                    parameter: resolved.id.clone(),
                }),
            })
        })
        .collect()
}

fn tracks_field(
    node: u32,
    parameter: &str,
    list: &[tracks::Track],
    sizes: &tracks::TrackSizes,
    has_room: bool,
) -> Field {
    let views: Vec<TrackView> = list
        .iter()
        .zip(sizes.starts.iter().zip(&sizes.ends))
        .zip(0..)
        .map(|((track, (start, end)), index)| TrackView {
            text: tracks::format_tracks(std::slice::from_ref(track)),
            size_um: end.0 - start.0,
            remove: (list.len() > 1).then(|| Edit::RemoveTrack {
                node,
                parameter: parameter.to_owned(),
                index,
            }),
        })
        .collect();
    let index = u32::try_from(views.len()).unwrap_or(u32::MAX);
    let add = has_room.then(|| Edit::InsertTrack {
        node,
        parameter: parameter.to_owned(),
        index,
        value: "1fr".to_owned(),
    });
    Field::Tracks { tracks: views, add }
}
