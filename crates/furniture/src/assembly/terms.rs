//! The formulas of a template worked out for one node, and what is said when one can't be.

use std::collections::BTreeMap;

use super::materials::ItemMaterials;
use super::node::{Outcome, Position};
use super::scope::NodeScope;
use super::{Assembly, Opening};
use crate::design::Node;
use crate::formula::{Formula, FormulaError, Value};
use crate::length::Length;
use crate::library::{Condition, Module, Repetition};
use crate::message::Message;
use crate::problem::Problem;

/// Most repetitions of one template.
const MAX_REPEAT: i64 = 200;

/// The message of a failed condition with its values.
pub(super) fn failing<'f>(
    condition: &'f Condition,
    scope: &NodeScope<'_>,
) -> Result<Message, (FormulaError, &'f Formula)> {
    let mut message = condition.message(false);
    for (name, formula) in &condition.values {
        let value = formula.evaluate(scope).map_err(|error| (error, formula))?;
        message = match value.as_length() {
            Ok(length) if value.as_count().is_err() => message.um(name, length),
            _ => match value.as_count() {
                Ok(count) => message.count(name, count),
                Err(_) => message.text(name, value.as_text().unwrap_or_default()),
            },
        };
    }
    Ok(message)
}

/// What is wrong with a formula, and where it stands.
pub(super) fn formula_problem(
    error: &FormulaError,
    formula: &Formula,
    node: &Node,
    part: &str,
) -> Problem {
    let place = format!(
        "module {} ({}), {part}, column {} of `{}`",
        node.id,
        node.module,
        error.span.start + 1,
        formula.source()
    );
    Problem::at(error.kind.message(), place)
}

/// A formula as a length.
pub(super) fn length(
    f: &Formula,
    scope: &NodeScope<'_>,
    node: &Node,
    part: &str,
) -> Outcome<Length> {
    f.length(scope)
        .map_err(|error| formula_problem(&error, f, node, part))
}

/// A formula as the size of something that lies beside others.
pub(super) fn extent(
    f: &Formula,
    scope: &NodeScope<'_>,
    node: &Node,
    part: &str,
) -> Outcome<Length> {
    f.extent(scope)
        .map_err(|error| formula_problem(&error, f, node, part))
}

/// A formula as a whole number.
pub(super) fn count(f: &Formula, scope: &NodeScope<'_>, node: &Node, part: &str) -> Outcome<i64> {
    f.count(scope)
        .map_err(|error| formula_problem(&error, f, node, part))
}

/// A formula as yes or no.
pub(super) fn truth(f: &Formula, scope: &NodeScope<'_>, node: &Node, part: &str) -> Outcome<bool> {
    f.truth(scope)
        .map_err(|error| formula_problem(&error, f, node, part))
}

/// Whether a template applies; without a condition it does.
pub(super) fn applies(
    when: Option<&Formula>,
    scope: &NodeScope<'_>,
    node: &Node,
    part: &str,
) -> Outcome<bool> {
    when.map_or(Ok(true), |when| truth(when, scope, node, part))
}

/// The numbers of the repetitions of a template.
pub(super) fn repetitions(
    repeat: Option<&Formula>,
    scope: &NodeScope<'_>,
    node: &Node,
    part: &str,
) -> Outcome<std::ops::Range<i64>> {
    let many = repeat.map_or(Ok(1), |repeat| count(repeat, scope, node, part))?;
    if many > MAX_REPEAT {
        return Err(Problem::at(
            Message::new("problem.too-many-repetitions")
                .count("found", many)
                .count("most", MAX_REPEAT),
            format!("module {} ({}), {part}", node.id, node.module),
        ));
    }
    Ok(0..many.max(0))
}

/// The numbers of the repetitions that apply.
pub(super) fn each(
    repetition: &Repetition,
    scope: &mut NodeScope<'_>,
    node: &Node,
    part: &str,
) -> Outcome<Vec<i64>> {
    let mut all = Vec::new();
    for index in repetitions(repetition.repeat.as_ref(), scope, node, part)? {
        scope.index = index;
        if applies(repetition.when.as_ref(), scope, node, part)? {
            all.push(index);
        }
    }
    Ok(all)
}

/// A corner of something placed within the box of its node.
pub(super) fn placed(
    at: &[Formula; 3],
    position: &Position,
    scope: &NodeScope<'_>,
    node: &Node,
    part: &str,
) -> Outcome<[Length; 3]> {
    let mut corner = position.space.min;
    for (axis, formula) in at.iter().enumerate() {
        let place = formula.place(scope);
        let place = place.map_err(|error| formula_problem(&error, formula, node, part))?;
        corner[axis].0 += place.0;
    }
    Ok(corner)
}

/// The first need of a module that an opening doesn't meet, as a message. `values` are those of the
/// design's construction method.
pub fn unmet_need(
    values: &BTreeMap<String, Value>,
    assembly: &Assembly,
    module: &Module,
    opening: &Opening,
) -> Option<Message> {
    let scope = NodeScope {
        method: values,
        materials: ItemMaterials {
            list: &assembly.materials,
            roles: &assembly.items.get(opening.item)?.materials,
        },
        node: None,
        size: opening.space.size,
        overlay: opening.overlay,
        fronts_inside: 0,
        own: Vec::new(),
        index: 0,
    };
    module
        .needs
        .iter()
        .find(|need| matches!(need.that.truth(&scope), Ok(false)))
        .map(|need| failing(need, &scope).unwrap_or_else(|_| need.message(false)))
}
