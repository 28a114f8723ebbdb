//! Nodes to values.

use std::cmp::Ordering;

use super::Scope;
use super::error::{FormulaError, FormulaErrorKind, Operand};
use super::functions::{self, Builtin, TrackPart};
use super::quantity::{Dimension, Quantity, Trouble};
use super::syntax::{Arguments, Comparison, Node, NodeId, Operator, Syntax};
use super::types::Type;
use super::value::Value;
use crate::length::Length;

/// The value of a formula.
pub(super) fn evaluate(syntax: &Syntax, scope: &dyn Scope) -> Result<Value, FormulaError> {
    Evaluation { syntax, scope }.value(syntax.root)
}

struct Evaluation<'a> {
    syntax: &'a Syntax,
    scope: &'a dyn Scope,
}

impl Evaluation<'_> {
    fn error(&self, kind: FormulaErrorKind, id: NodeId) -> FormulaError {
        kind.at(self.syntax.span(id))
    }

    fn value(&self, id: NodeId) -> Result<Value, FormulaError> {
        match self.syntax.node(id) {
            Node::Quantity(quantity) => Ok(Value::Quantity(*quantity)),
            Node::Truth(truth) => Ok(Value::Truth(*truth)),
            Node::Text(text) => Ok(Value::Text(text.clone())),
            Node::Name(name) => {
                let name = self.syntax.name(*name);
                let value = self.scope.name(name);
                value.ok_or_else(|| {
                    let did_you_mean = functions::nearest(name, self.scope.known_names());
                    let name = name.to_owned();
                    self.error(FormulaErrorKind::UnknownName { name, did_you_mean }, id)
                })
            }
            Node::Negative(inner) => self.finished(self.quantity(*inner)?.negated(), id),
            Node::Arithmetic(operator, left, right) => {
                let (a, b) = (self.quantity(*left)?, self.quantity(*right)?);
                let result = match operator {
                    Operator::Plus => a.plus(b),
                    Operator::Minus => a.minus(b),
                    Operator::Times => a.times(b),
                    Operator::Over => a.over(b),
                };
                match result {
                    Ok(quantity) => Ok(Value::Quantity(quantity)),
                    Err(Trouble::Units) => Err(self.units((*left, a), (*right, b), id)),
                    // The divisor is what a division by zero is about.
                    Err(Trouble::DivisionByZero) => self.finished(result, *right),
                    Err(_) => self.finished(result, id),
                }
            }
            Node::Compare(comparison, left, right) => self
                .compare(*comparison, *left, *right, id)
                .map(Value::Truth),
            Node::Builtin(builtin, arguments) => self.builtin(*builtin, *arguments, id),
            Node::Host(function, arguments) => {
                let function = self.syntax.function(*function);
                let ids = self.syntax.arguments(*arguments);
                let values = ids.iter().map(|id| self.value(*id));
                let values = values.collect::<Result<Vec<_>, _>>()?;
                match self.scope.call(function, &values) {
                    Some(result) => result.map_err(|kind| self.error(kind, id)),
                    None => {
                        Err(self
                            .error(unknown_function(function, self.scope.known_functions()), id))
                    }
                }
            }
        }
    }

    fn quantity(&self, id: NodeId) -> Result<Quantity, FormulaError> {
        match self.value(id)? {
            Value::Quantity(quantity) => Ok(quantity),
            other => {
                let found = other.kind();
                Err(self.error(FormulaErrorKind::QuantityExpected { found }, id))
            }
        }
    }

    fn truth(&self, id: NodeId) -> Result<bool, FormulaError> {
        self.value(id)?
            .as_truth()
            .map_err(|kind| self.error(kind, id))
    }

    /// The result of arithmetic as a value, its trouble as an error about a node.
    fn finished(
        &self,
        result: Result<Quantity, Trouble>,
        about: NodeId,
    ) -> Result<Value, FormulaError> {
        result.map(Value::Quantity).map_err(|trouble| {
            let kind = match trouble {
                Trouble::Units | Trouble::Power => FormulaErrorKind::Power,
                Trouble::DivisionByZero => FormulaErrorKind::DivisionByZero,
                Trouble::Overflow => FormulaErrorKind::Overflow,
            };
            self.error(kind, about)
        })
    }

    /// Two quantities of different dimensions.
    fn units(
        &self,
        (left, a): (NodeId, Quantity),
        (right, b): (NodeId, Quantity),
        id: NodeId,
    ) -> FormulaError {
        let (a, b) = (a.dimension(), b.dimension());
        let left = (left, Type::Quantity(a));
        let right = (right, Type::Quantity(b));
        self.error(units(self.syntax, left, right), id)
    }

    /// Which of two quantities is greater.
    fn order(
        &self,
        left: (NodeId, Quantity),
        right: (NodeId, Quantity),
        id: NodeId,
    ) -> Result<Ordering, FormulaError> {
        left.1.compared(right.1).map_err(|trouble| match trouble {
            Trouble::Units => self.units(left, right, id),
            _ => self.error(FormulaErrorKind::Overflow, id),
        })
    }

    fn compare(
        &self,
        comparison: Comparison,
        left: NodeId,
        right: NodeId,
        id: NodeId,
    ) -> Result<bool, FormulaError> {
        let (a, b) = (self.value(left)?, self.value(right)?);
        if let (Value::Quantity(a), Value::Quantity(b)) = (&a, &b) {
            let order = self.order((left, *a), (right, *b), id)?;
            return Ok(match comparison {
                Comparison::Equal => order == Ordering::Equal,
                Comparison::Unequal => order != Ordering::Equal,
                Comparison::Less => order == Ordering::Less,
                Comparison::LessOrEqual => order != Ordering::Greater,
                Comparison::Greater => order == Ordering::Greater,
                Comparison::GreaterOrEqual => order != Ordering::Less,
            });
        }
        let kinds = ((left, a.kind()), (right, b.kind()));
        comparable(self.syntax, comparison, kinds.0, kinds.1)
            .map_err(|kind| self.error(kind, id))?;
        Ok((a == b) == (comparison == Comparison::Equal))
    }

    fn builtin(
        &self,
        builtin: Builtin,
        arguments: Arguments,
        id: NodeId,
    ) -> Result<Value, FormulaError> {
        let ids = self.syntax.arguments(arguments);
        match (builtin, ids) {
            (Builtin::If, [condition, yes, no]) => {
                self.value(if self.truth(*condition)? { *yes } else { *no })
            }
            // `and` and `or` stop at the first argument that decides.
            (Builtin::And, ids) => self.any(ids, false).map(|found| Value::Truth(!found)),
            (Builtin::Or, ids) => self.any(ids, true).map(Value::Truth),
            (Builtin::Not, [inner]) => Ok(Value::Truth(!self.truth(*inner)?)),
            (Builtin::Min, [first, rest @ ..]) => self.extreme(*first, rest, Ordering::Less, id),
            (Builtin::Max, [first, rest @ ..]) => self.extreme(*first, rest, Ordering::Greater, id),
            (Builtin::Abs, [inner]) => self.finished(self.quantity(*inner)?.magnitude(), id),
            (Builtin::Round(rounding), [inner]) => {
                let quantity = self.quantity(*inner)?;
                if quantity.dimension().common(Dimension::NUMBER).is_none() {
                    let found = Type::Quantity(quantity.dimension());
                    return Err(self.error(step_needed(builtin, found), id));
                }
                self.finished(quantity.rounded(Quantity::number(1), rounding), id)
            }
            (Builtin::Round(rounding), [inner, step]) => {
                let (quantity, size) = (self.quantity(*inner)?, self.quantity(*step)?);
                if !size.is_positive() {
                    return Err(self.error(FormulaErrorKind::StepNotPositive, *step));
                }
                match quantity.rounded(size, rounding) {
                    Err(Trouble::Units) => Err(self.units((*inner, quantity), (*step, size), id)),
                    result => self.finished(result, id),
                }
            }
            (Builtin::Count, [tracks]) => {
                let tracks = self.value(*tracks)?;
                let tracks = tracks.as_tracks();
                let tracks = tracks.map_err(|kind| self.error(kind, ids[0]))?;
                Ok(Value::from(i64::try_from(tracks.len()).unwrap_or(i64::MAX)))
            }
            (Builtin::Track(part), [tracks, index]) => self.track(part, *tracks, *index),
            // The parser has counted the arguments.
            _ => Err(self.error(FormulaErrorKind::ValueExpected { found: None }, id)),
        }
    }

    fn any(&self, ids: &[NodeId], wanted: bool) -> Result<bool, FormulaError> {
        for id in ids {
            if self.truth(*id)? == wanted {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The least or greatest, in the dimension that all have in common.
    fn extreme(
        &self,
        first: NodeId,
        rest: &[NodeId],
        wanted: Ordering,
        id: NodeId,
    ) -> Result<Value, FormulaError> {
        let mut best = self.quantity(first)?;
        // The argument that the dimension comes from, to quote it.
        let mut measured = (first, best);
        for other in rest {
            let quantity = self.quantity(*other)?;
            if measured.1.dimension() == Dimension::ANY {
                measured = (*other, quantity);
            }
            if quantity
                .dimension()
                .common(measured.1.dimension())
                .is_none()
            {
                return Err(self.units(measured, (*other, quantity), id));
            }
            if self.order((*other, quantity), (first, best), id)? == wanted {
                best = quantity;
            }
        }
        let dimension = measured.1.dimension();
        Ok(Value::Quantity(best.with_dimension(dimension)))
    }

    fn track(&self, part: TrackPart, tracks: NodeId, at: NodeId) -> Result<Value, FormulaError> {
        let value = self.value(tracks)?;
        let sizes = value.as_tracks();
        let sizes = sizes.map_err(|kind| self.error(kind, tracks))?;
        let index = self.value(at)?.as_count();
        let index = index.map_err(|kind| self.error(kind, at))?;
        let position = usize::try_from(index).ok();
        let Some((start, end)) = position.and_then(|position| sizes.get(position)) else {
            let count = sizes.len();
            return Err(self.error(FormulaErrorKind::TrackMissing { index, count }, at));
        };
        let length = match part {
            TrackPart::Start => Some(start),
            TrackPart::End => Some(end),
            TrackPart::Size => end.0.checked_sub(start.0).map(Length),
        };
        length
            .map(Value::from)
            .ok_or_else(|| self.error(FormulaErrorKind::Overflow, tracks))
    }
}

/// Two quantities whose dimensions do not go together.
pub(super) fn units(
    syntax: &Syntax,
    left: (NodeId, Type),
    right: (NodeId, Type),
) -> FormulaErrorKind {
    FormulaErrorKind::Units {
        left: operand(syntax, left),
        right: operand(syntax, right),
    }
}

/// Two values of which one is something else than the other.
pub(super) fn kinds(
    syntax: &Syntax,
    left: (NodeId, Type),
    right: (NodeId, Type),
) -> FormulaErrorKind {
    FormulaErrorKind::Kinds {
        left: operand(syntax, left),
        right: operand(syntax, right),
    }
}

fn operand(syntax: &Syntax, (id, kind): (NodeId, Type)) -> Operand {
    Operand {
        text: syntax.excerpt(id),
        kind,
    }
}

/// Whether two values that are not both quantities can be compared.
pub(super) fn comparable(
    syntax: &Syntax,
    comparison: Comparison,
    left: (NodeId, Type),
    right: (NodeId, Type),
) -> Result<(), FormulaErrorKind> {
    if left.1 != right.1 {
        return Err(kinds(syntax, left, right));
    }
    let equality = matches!(comparison, Comparison::Equal | Comparison::Unequal);
    if !equality || left.1 == Type::Tracks {
        return Err(FormulaErrorKind::NotComparable { found: left.1 });
    }
    Ok(())
}

/// A length rounded without a step.
pub(super) fn step_needed(builtin: Builtin, found: Type) -> FormulaErrorKind {
    FormulaErrorKind::StepNeeded {
        function: builtin.signature().0.to_owned(),
        found,
    }
}

/// A function that neither the language nor the host has.
pub(super) fn unknown_function(name: &str, known: Vec<String>) -> FormulaErrorKind {
    let builtins = functions::names().map(str::to_owned);
    FormulaErrorKind::UnknownFunction {
        name: name.to_owned(),
        did_you_mean: functions::nearest(name, known.into_iter().chain(builtins)),
    }
}
