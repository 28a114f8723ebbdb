//! The formula language of the part library: what a designer knows from a spreadsheet, but exact.
//!
//! ```text
//! (W - (n - 1) * thickness('body')) / n          numbers and lengths: 400 mm, 60 cm, 1.2 m, 3 in
//! if(and(W > 600 mm, n = 1), 2, 1)               = <> < <= > >= and or not
//! floor(D - method.back_setback, 10 mm)          floor ceil round min max abs
//! track_end(tracks, i)                           count track track_start track_end, the first has i = 0
//! ```
//!
//! Every quantity is a fraction with a dimension, so nothing is rounded until a length leaves the
//! formula. There is no loop, no recursion and no assignment: evaluation takes one step for each
//! part of the source and always ends. Whatever is wrong is an error with its place in the source.

mod check;
mod error;
mod evaluate;
mod functions;
mod length_text;
mod lexer;
mod parser;
mod quantity;
mod syntax;
pub mod text;
pub mod tracks;
mod types;
mod value;

#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

pub use error::{FormulaError, FormulaErrorKind, Operand};
pub use length_text::{LengthTextError, Unit, format_length, parse_length};
pub use quantity::{Dimension, Quantity};
pub use tracks::TrackSizes;
pub use types::Type;
pub use value::Value;

use crate::length::Length;
use syntax::Syntax;

/// The longest source of a formula, in bytes.
pub const LONGEST_SOURCE: usize = 4096;

/// The deepest nesting of a formula: parentheses in each other, or terms in one sum.
pub const DEEPEST_NESTING: usize = 64;

/// A parsed formula with its source; cheap to clone.
#[derive(Clone)]
pub struct Formula {
    syntax: Arc<Syntax>,
}

/// One use of a host function in a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call<'a> {
    /// Name of the function.
    pub function: &'a str,
    /// For each argument its text where it is a text literal, so that a role or an id in
    /// `thickness('body')` can be looked up before anything is evaluated.
    pub arguments: Vec<Option<&'a str>>,
    /// The call in the source, in bytes.
    pub span: Range<usize>,
}

/// What the names and host functions of a formula stand for.
pub trait Scope {
    /// The value of a name; `None` when there is no such name.
    fn name(&self, name: &str) -> Option<Value>;

    /// The result of a host function; `None` when there is no such function.
    fn call(&self, function: &str, arguments: &[Value]) -> Option<Result<Value, FormulaErrorKind>>;

    /// Names to suggest when an unknown one is used; asked for only then.
    fn known_names(&self) -> Vec<String> {
        Vec::new()
    }

    /// Host functions to suggest when an unknown one is used; asked for only then.
    fn known_functions(&self) -> Vec<String> {
        Vec::new()
    }
}

/// The types of names and host functions, to check a formula before there are values.
pub trait TypeScope {
    /// The type of a name; `None` when there is no such name.
    fn name(&self, name: &str) -> Option<Type>;

    /// The type of a host function's result; `None` when there is no such function.
    fn call(&self, function: &str, arguments: &[Type]) -> Option<Result<Type, FormulaErrorKind>>;

    /// Names to suggest when an unknown one is used; asked for only then.
    fn known_names(&self) -> Vec<String> {
        Vec::new()
    }

    /// Host functions to suggest when an unknown one is used; asked for only then.
    fn known_functions(&self) -> Vec<String> {
        Vec::new()
    }
}

impl Formula {
    /// Reads a formula. A leading `=` as in a spreadsheet is allowed.
    pub fn parse(source: &str) -> Result<Self, FormulaError> {
        Ok(Self {
            syntax: Arc::new(parser::parse(source)?),
        })
    }

    /// The text the formula was read from.
    pub fn source(&self) -> &str {
        &self.syntax.source
    }

    /// The names used, each once, in the order of their first use.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.syntax.names.iter().map(|name| &**name)
    }

    /// The host functions used, in the order of the source, innermost first.
    pub fn calls(&self) -> impl Iterator<Item = Call<'_>> {
        self.syntax.calls()
    }

    /// The type of the result where names and functions have the given types. A formula that
    /// passes can still fail on values: division by zero, overflow, a track that is not there.
    pub fn check(&self, scope: &dyn TypeScope) -> Result<Type, FormulaError> {
        check::check(&self.syntax, scope)
    }

    /// Checks that the result has the expected type.
    pub fn check_as(&self, scope: &dyn TypeScope, expected: Type) -> Result<(), FormulaError> {
        let found = self.check(scope)?;
        if found.fits(expected) {
            return Ok(());
        }
        Err(self.whole(FormulaErrorKind::Expected { expected, found }))
    }

    /// The value of the formula.
    pub fn evaluate(&self, scope: &dyn Scope) -> Result<Value, FormulaError> {
        evaluate::evaluate(&self.syntax, scope)
    }

    /// The value as a length, rounded to the nearest micrometre, half away from zero.
    pub fn length(&self, scope: &dyn Scope) -> Result<Length, FormulaError> {
        let value = self.evaluate(scope)?;
        value.as_length().map_err(|kind| self.whole(kind))
    }

    /// The value as a length that takes up no more than it: rounded down to a micrometre.
    ///
    /// What lies side by side has sizes that are rounded down and places that are rounded up: equal parts of a divided
    /// length then stay equal, and none reaches into the next, as `ceil(a) + floor(b) <= ceil(a + b)`.
    pub fn extent(&self, scope: &dyn Scope) -> Result<Length, FormulaError> {
        let value = self.evaluate(scope)?;
        let length = value.rounded_length(quantity::Rounding::Floor);
        length.map_err(|kind| self.whole(kind))
    }

    /// The value as a place that what lies before it doesn't reach: rounded up to a micrometre.
    pub fn place(&self, scope: &dyn Scope) -> Result<Length, FormulaError> {
        let value = self.evaluate(scope)?;
        let length = value.rounded_length(quantity::Rounding::Ceil);
        length.map_err(|kind| self.whole(kind))
    }

    /// The value as a whole number; a fraction is an error.
    pub fn count(&self, scope: &dyn Scope) -> Result<i64, FormulaError> {
        let value = self.evaluate(scope)?;
        value.as_count().map_err(|kind| self.whole(kind))
    }

    /// The value as true or false.
    pub fn truth(&self, scope: &dyn Scope) -> Result<bool, FormulaError> {
        let value = self.evaluate(scope)?;
        value.as_truth().map_err(|kind| self.whole(kind))
    }

    /// The value as text.
    pub fn text(&self, scope: &dyn Scope) -> Result<Arc<str>, FormulaError> {
        match self.evaluate(scope)? {
            Value::Text(text) => Ok(text),
            other => Err(self.whole(FormulaErrorKind::Expected {
                expected: Type::Text,
                found: other.kind(),
            })),
        }
    }

    /// An error about the whole formula, such as a limit the caller puts on its result.
    pub fn whole(&self, kind: FormulaErrorKind) -> FormulaError {
        FormulaError {
            kind,
            span: self.syntax.whole_span(),
        }
    }
}

/// Two formulas are equal when their sources are.
impl PartialEq for Formula {
    fn eq(&self, other: &Self) -> bool {
        self.source() == other.source()
    }
}

impl Eq for Formula {}

impl fmt::Debug for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Formula({:?})", self.source())
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.source())
    }
}
