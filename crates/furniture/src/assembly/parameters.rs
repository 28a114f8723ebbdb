//! A node's parameters: what was typed, or the default, within its limits.

use super::evaluate::outside;
use super::node::{Evaluator, Outcome};
use super::scope::NodeScope;
use super::terms::{applies, count, formula_problem, length, repetitions, truth};
use super::{LengthLimits, ResolvedParameter, ResolvedValue};
use crate::design::Node;
use crate::formula::{Formula, Unit, Value, tracks};
use crate::length::Length;
use crate::library::{Limits, Module, Parameter, ParameterKind};
use crate::message::Message;
use crate::problem::Problem;

impl Evaluator<'_> {
    /// Works out all parameters in the order in which their formulas need each other.
    pub(super) fn parameters<'s>(
        &mut self,
        node: &'s Node,
        module: &'s Module,
        scope: &mut NodeScope<'s>,
    ) -> Outcome<Vec<ResolvedParameter>> {
        for id in node.parameters.keys() {
            if module.parameter(id).is_none() {
                return Err(Problem::at(
                    Message::new("problem.no-such-parameter").text("parameter", id.clone()),
                    format!("module {}, {id}", node.id),
                ));
            }
        }
        let mut resolved: Vec<Option<ResolvedParameter>> = vec![None; module.parameters.len()];
        for &k in &module.parameter_order {
            let parameter = &module.parameters[k];
            let own = node.parameters.get(&parameter.id);
            let (value, in_formulas) = self
                .resolve(node, parameter, own.map(String::as_str), scope)
                .map_err(|mut problem| {
                    problem.place = Some(format!("module {}, {}", node.id, parameter.id));
                    if problem.message.values.contains_key("what") {
                        return problem;
                    }
                    problem.within(Message::new(&parameter.label))
                })?;
            scope.own.push((&parameter.id, in_formulas));
            resolved[k] = Some(ResolvedParameter {
                id: parameter.id.clone(),
                is_default: own.is_none(),
                is_offered: true,
                value,
            });
        }
        // Whether one is offered may hang on any of the others.
        for (parameter, resolved) in module.parameters.iter().zip(&mut resolved) {
            if let Some(resolved) = resolved {
                resolved.is_offered = applies(parameter.when.as_ref(), scope, node, &parameter.id)?;
            }
        }
        Ok(resolved.into_iter().flatten().collect())
    }

    fn resolve(
        &self,
        node: &Node,
        parameter: &Parameter,
        own: Option<&str>,
        scope: &NodeScope<'_>,
    ) -> Outcome<(ResolvedValue, Value)> {
        let id = &parameter.id;
        let stored = own
            .map(|text| parameter.kind.normal(text))
            .transpose()
            .map_err(Problem::new)?;
        let place = format!("module {}, {id}", node.id);
        Ok(match &parameter.kind {
            ParameterKind::Length { limits, .. } => {
                let limits = length_limits(limits, scope, &place)?;
                let value = match &stored {
                    None => limits.default,
                    Some(text) => crate::formula::parse_length(text, Some(Unit::Millimetre))
                        .map_err(|error| Problem::new(error.message()))?,
                };
                if let Some(problem) = outside(value, &limits, &parameter.label) {
                    return Err(problem);
                }
                (ResolvedValue::Length { value, limits }, Value::from(value))
            }
            ParameterKind::Count(limits) => {
                let of = |formula: &Formula| count(formula, scope, node, id);
                let (min, max) = (of(&limits.min)?, of(&limits.max)?);
                let value = match &stored {
                    None => of(&limits.default)?,
                    Some(text) => text.parse().map_err(|_| {
                        Problem::new(Message::new("problem.count").text("found", text.clone()))
                    })?,
                };
                if value < min || value > max {
                    return Err(Problem::new(
                        Message::new("problem.count-outside")
                            .key("what", parameter.label.clone())
                            .count("found", value)
                            .count("min", min)
                            .count("max", max),
                    ));
                }
                (ResolvedValue::Count { value, min, max }, Value::from(value))
            }
            ParameterKind::Switch { default } => {
                let value = match stored.as_deref() {
                    None => truth(default, scope, node, id)?,
                    Some(text) => text == "yes",
                };
                (ResolvedValue::Switch(value), Value::from(value))
            }
            ParameterKind::Choice { default, .. } => {
                let value = match stored {
                    Some(text) => text,
                    None => default
                        .text(scope)
                        .map(|text| text.to_string())
                        .map_err(|error| formula_problem(&error, default, node, id))?,
                };
                (
                    ResolvedValue::Choice(value.clone()),
                    Value::from(value.as_str()),
                )
            }
            ParameterKind::Tracks {
                of,
                gap,
                min_track,
                max_count,
                default,
                repeat,
            } => {
                let text = stored.as_deref().unwrap_or(default);
                let once =
                    tracks::parse_tracks(text).map_err(|error| Problem::new(error.message()))?;
                let list = match (&stored, repeat) {
                    (None, Some(repeat)) => {
                        let times = repetitions(Some(repeat), scope, node, id)?;
                        times.flat_map(|_| once.iter().copied()).collect()
                    }
                    _ => once,
                };
                let total = length(of, scope, node, id)?;
                let gap = length(gap, scope, node, id)?;
                let min_track = length(min_track, scope, node, id)?;
                let max_count = count(max_count, scope, node, id)?;
                let many = i64::try_from(list.len()).unwrap_or(i64::MAX);
                if many > max_count {
                    return Err(Problem::new(
                        Message::new("problem.count-outside")
                            .key("what", parameter.label.clone())
                            .count("found", many)
                            .count("min", 1)
                            .count("max", max_count),
                    ));
                }
                let sizes = tracks::resolve(&list, total, gap, self.method.rounding)
                    .map_err(|error| Problem::new(error.message()))?;
                let smallest = sizes
                    .starts
                    .iter()
                    .zip(&sizes.ends)
                    .map(|(start, end)| Length(end.0 - start.0))
                    .min()
                    .unwrap_or_default();
                if smallest < min_track {
                    return Err(Problem::new(
                        Message::new("problem.track-too-small")
                            .key("what", parameter.label.clone())
                            .um("found", smallest)
                            .um("least", min_track),
                    ));
                }
                let mut more = list.clone();
                more.push(tracks::Track::Share(1000));
                let has_room = many < max_count
                    && tracks::resolve(&more, total, gap, self.method.rounding).is_ok_and(
                        |sizes| {
                            sizes
                                .starts
                                .iter()
                                .zip(&sizes.ends)
                                .all(|(a, b)| b.0 - a.0 >= min_track.0)
                        },
                    );
                let value = Value::from(sizes.clone());
                (
                    ResolvedValue::Tracks {
                        tracks: list,
                        sizes,
                        has_room,
                    },
                    value,
                )
            }
        })
    }
}

/// Default and limits of a length, worked out.
pub(super) fn length_limits(
    limits: &Limits,
    scope: &NodeScope<'_>,
    place: &str,
) -> Outcome<LengthLimits> {
    let of = |formula: &Formula| {
        formula
            .length(scope)
            .map_err(|error| Problem::at(error.message(), place))
    };
    let mut max = of(&limits.max)?;
    let mut max_reason = limits.max_reason.as_ref();
    for (when, also, reason) in &limits.max_also {
        let applies = match when {
            Some(when) => when
                .truth(scope)
                .map_err(|error| Problem::at(error.message(), place))?,
            None => true,
        };
        if applies {
            let also = of(also)?;
            if also < max {
                (max, max_reason) = (also, Some(reason));
            }
        }
    }
    Ok(LengthLimits {
        default: of(&limits.default)?,
        min: of(&limits.min)?,
        max,
        min_reason: limits.min_reason.as_ref().map(Message::new),
        max_reason: max_reason.map(Message::new),
    })
}
