//! The values that formulas work with.

use std::sync::Arc;

use super::error::FormulaErrorKind;
use super::quantity::{Dimension, Quantity, Rounding};
use super::tracks::TrackSizes;
use super::types::Type;
use crate::length::Length;

/// A value of a name, an argument or a whole formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number, a length, an area, ...
    Quantity(Quantity),
    /// True or false.
    Truth(bool),
    /// Text.
    Text(Arc<str>),
    /// A divided length.
    Tracks(Arc<TrackSizes>),
}

impl Value {
    /// The type of the value.
    pub fn kind(&self) -> Type {
        match self {
            Self::Quantity(quantity) => Type::Quantity(quantity.dimension()),
            Self::Truth(_) => Type::Truth,
            Self::Text(_) => Type::Text,
            Self::Tracks(_) => Type::Tracks,
        }
    }

    /// The value as a length, rounded to the nearest micrometre, half away from zero.
    pub fn as_length(&self) -> Result<Length, FormulaErrorKind> {
        self.rounded_length(Rounding::Nearest)
    }

    /// The value as a length in whole micrometres.
    pub(super) fn rounded_length(&self, rounding: Rounding) -> Result<Length, FormulaErrorKind> {
        let quantity = self.quantity_of(Dimension::LENGTH)?;
        let whole = quantity.to_integer(rounding);
        let whole = whole.map_err(|_| FormulaErrorKind::Overflow)?;
        i64::try_from(whole)
            .map(Length)
            .map_err(|_| FormulaErrorKind::Overflow)
    }

    /// The value as a whole number; a fraction is an error.
    pub fn as_count(&self) -> Result<i64, FormulaErrorKind> {
        let quantity = self.quantity_of(Dimension::NUMBER)?;
        let whole = quantity
            .to_whole()
            .ok_or_else(|| FormulaErrorKind::NotWhole {
                value: format!("{}/{}", quantity.numerator(), quantity.denominator()),
            })?;
        i64::try_from(whole).map_err(|_| FormulaErrorKind::Overflow)
    }

    /// The value as true or false.
    pub fn as_truth(&self) -> Result<bool, FormulaErrorKind> {
        match self {
            Self::Truth(truth) => Ok(*truth),
            _ => Err(self.unlike(Type::Truth)),
        }
    }

    /// The value as text.
    pub fn as_text(&self) -> Result<&str, FormulaErrorKind> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err(self.unlike(Type::Text)),
        }
    }

    /// The value as a divided length.
    pub fn as_tracks(&self) -> Result<&Arc<TrackSizes>, FormulaErrorKind> {
        match self {
            Self::Tracks(tracks) => Ok(tracks),
            _ => Err(self.unlike(Type::Tracks)),
        }
    }

    /// The value as an exact quantity of any dimension.
    pub fn as_quantity(&self) -> Result<Quantity, FormulaErrorKind> {
        match self {
            Self::Quantity(quantity) => Ok(*quantity),
            _ => Err(FormulaErrorKind::QuantityExpected { found: self.kind() }),
        }
    }

    fn quantity_of(&self, dimension: Dimension) -> Result<Quantity, FormulaErrorKind> {
        match self {
            Self::Quantity(quantity) if quantity.dimension().common(dimension).is_some() => {
                Ok(*quantity)
            }
            _ => Err(self.unlike(Type::Quantity(dimension))),
        }
    }

    fn unlike(&self, expected: Type) -> FormulaErrorKind {
        FormulaErrorKind::Expected {
            expected,
            found: self.kind(),
        }
    }
}

impl From<Quantity> for Value {
    fn from(value: Quantity) -> Self {
        Self::Quantity(value)
    }
}

impl From<Length> for Value {
    fn from(value: Length) -> Self {
        Self::Quantity(Quantity::length(value))
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Quantity(Quantity::number(value))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Truth(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Arc::from(value))
    }
}

impl From<TrackSizes> for Value {
    fn from(value: TrackSizes) -> Self {
        Self::Tracks(Arc::new(value))
    }
}
