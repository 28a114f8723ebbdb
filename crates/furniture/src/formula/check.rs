//! Nodes to types: what can be said about a formula before there are values.

use super::TypeScope;
use super::error::{FormulaError, FormulaErrorKind};
use super::evaluate::{comparable, kinds, step_needed, units, unknown_function};
use super::functions::{self, Builtin, TrackPart};
use super::quantity::Dimension;
use super::syntax::{Arguments, Comparison, Node, NodeId, Operator, Syntax};
use super::types::Type;

/// The type of a formula.
pub(super) fn check(syntax: &Syntax, scope: &dyn TypeScope) -> Result<Type, FormulaError> {
    Checker { syntax, scope }.kind(syntax.root)
}

struct Checker<'a> {
    syntax: &'a Syntax,
    scope: &'a dyn TypeScope,
}

impl Checker<'_> {
    fn error(&self, kind: FormulaErrorKind, id: NodeId) -> FormulaError {
        kind.at(self.syntax.span(id))
    }

    fn kind(&self, id: NodeId) -> Result<Type, FormulaError> {
        match self.syntax.node(id) {
            Node::Quantity(quantity) => Ok(Type::Quantity(quantity.dimension())),
            Node::Truth(_) => Ok(Type::Truth),
            Node::Text(_) => Ok(Type::Text),
            Node::Name(name) => {
                let name = self.syntax.name(*name);
                self.scope.name(name).ok_or_else(|| {
                    let did_you_mean = functions::nearest(name, self.scope.known_names());
                    let name = name.to_owned();
                    self.error(FormulaErrorKind::UnknownName { name, did_you_mean }, id)
                })
            }
            Node::Negative(inner) => self.dimension(*inner).map(Type::Quantity),
            Node::Arithmetic(operator, left, right) => {
                self.arithmetic(*operator, *left, *right, id)
            }
            Node::Compare(comparison, left, right) => {
                self.compare(*comparison, *left, *right, id)?;
                Ok(Type::Truth)
            }
            Node::Builtin(builtin, arguments) => self.builtin(*builtin, *arguments, id),
            Node::Host(function, arguments) => {
                let function = self.syntax.function(*function);
                let ids = self.syntax.arguments(*arguments);
                let kinds = ids.iter().map(|id| self.kind(*id));
                let kinds = kinds.collect::<Result<Vec<_>, _>>()?;
                match self.scope.call(function, &kinds) {
                    Some(result) => result.map_err(|kind| self.error(kind, id)),
                    None => {
                        Err(self
                            .error(unknown_function(function, self.scope.known_functions()), id))
                    }
                }
            }
        }
    }

    fn dimension(&self, id: NodeId) -> Result<Dimension, FormulaError> {
        match self.kind(id)? {
            Type::Quantity(dimension) => Ok(dimension),
            found => Err(self.error(FormulaErrorKind::QuantityExpected { found }, id)),
        }
    }

    fn expect(&self, id: NodeId, expected: Type) -> Result<(), FormulaError> {
        let found = self.kind(id)?;
        if found.fits(expected) {
            Ok(())
        } else {
            Err(self.error(FormulaErrorKind::Expected { expected, found }, id))
        }
    }

    /// The type of two quantities that must have the same dimension.
    fn common(
        &self,
        (left, a): (NodeId, Dimension),
        (right, b): (NodeId, Dimension),
        id: NodeId,
    ) -> Result<Type, FormulaError> {
        a.common(b).map(Type::Quantity).ok_or_else(|| {
            let (a, b) = (Type::Quantity(a), Type::Quantity(b));
            self.error(units(self.syntax, (left, a), (right, b)), id)
        })
    }

    fn arithmetic(
        &self,
        operator: Operator,
        left: NodeId,
        right: NodeId,
        id: NodeId,
    ) -> Result<Type, FormulaError> {
        let (a, b) = (self.dimension(left)?, self.dimension(right)?);
        let dimension = match operator {
            Operator::Plus | Operator::Minus => return self.common((left, a), (right, b), id),
            Operator::Times => a.times(b),
            // Always zero.
            Operator::Over if b == Dimension::ANY => {
                return Err(self.error(FormulaErrorKind::DivisionByZero, right));
            }
            Operator::Over => a.over(b),
        };
        dimension
            .map(Type::Quantity)
            .ok_or_else(|| self.error(FormulaErrorKind::Power, id))
    }

    fn compare(
        &self,
        comparison: Comparison,
        left: NodeId,
        right: NodeId,
        id: NodeId,
    ) -> Result<(), FormulaError> {
        let (a, b) = (self.kind(left)?, self.kind(right)?);
        let checked = match (a, b) {
            (Type::Quantity(a), Type::Quantity(b)) => {
                return self.common((left, a), (right, b), id).map(|_| ());
            }
            _ => comparable(self.syntax, comparison, (left, a), (right, b)),
        };
        checked.map_err(|kind| self.error(kind, id))
    }

    fn builtin(
        &self,
        builtin: Builtin,
        arguments: Arguments,
        id: NodeId,
    ) -> Result<Type, FormulaError> {
        let ids = self.syntax.arguments(arguments);
        match (builtin, ids) {
            (Builtin::If, [condition, yes, no]) => {
                self.expect(*condition, Type::Truth)?;
                let (a, b) = (self.kind(*yes)?, self.kind(*no)?);
                a.common(b).ok_or_else(|| {
                    let wrong = match (a, b) {
                        (Type::Quantity(_), Type::Quantity(_)) => units,
                        _ => kinds,
                    };
                    self.error(wrong(self.syntax, (*yes, a), (*no, b)), id)
                })
            }
            (Builtin::And | Builtin::Or | Builtin::Not, ids) => {
                for argument in ids {
                    self.expect(*argument, Type::Truth)?;
                }
                Ok(Type::Truth)
            }
            (Builtin::Min | Builtin::Max, [first, rest @ ..]) => self.extreme(*first, rest, id),
            (Builtin::Abs, [inner]) => self.dimension(*inner).map(Type::Quantity),
            (Builtin::Round(_), [inner]) => {
                let dimension = self.dimension(*inner)?;
                let number = dimension.common(Dimension::NUMBER);
                number
                    .map(Type::Quantity)
                    .ok_or_else(|| self.error(step_needed(builtin, Type::Quantity(dimension)), id))
            }
            (Builtin::Round(_), [inner, step]) => {
                let (a, b) = (self.dimension(*inner)?, self.dimension(*step)?);
                if b == Dimension::ANY {
                    // Always zero.
                    return Err(self.error(FormulaErrorKind::StepNotPositive, *step));
                }
                self.common((*inner, a), (*step, b), id)
            }
            (Builtin::Count, [tracks]) => {
                self.expect(*tracks, Type::Tracks)?;
                Ok(Type::NUMBER)
            }
            (Builtin::Track(TrackPart::Size | TrackPart::Start | TrackPart::End), [tracks, at]) => {
                self.expect(*tracks, Type::Tracks)?;
                self.expect(*at, Type::NUMBER)?;
                Ok(Type::LENGTH)
            }
            // The parser has counted the arguments.
            _ => Err(self.error(FormulaErrorKind::ValueExpected { found: None }, id)),
        }
    }

    fn extreme(&self, first: NodeId, rest: &[NodeId], id: NodeId) -> Result<Type, FormulaError> {
        // The argument that the dimension comes from, to quote it.
        let mut measured = (first, self.dimension(first)?);
        for other in rest {
            let other = (*other, self.dimension(*other)?);
            if measured.1 == Dimension::ANY {
                measured = other;
            }
            self.common(measured, other, id)?;
        }
        Ok(Type::Quantity(measured.1))
    }
}
