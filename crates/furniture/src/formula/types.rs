//! The types of values, as the checker and the error messages know them.

use std::fmt;

use super::quantity::Dimension;

/// What a formula or a part of it yields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// A number, a length, an area, ... by its dimension.
    Quantity(Dimension),
    /// True or false.
    Truth,
    /// Text.
    Text,
    /// A divided length.
    Tracks,
}

impl Type {
    /// A number without unit.
    pub const NUMBER: Self = Self::Quantity(Dimension::NUMBER);
    /// A length.
    pub const LENGTH: Self = Self::Quantity(Dimension::LENGTH);
    /// A literal zero, which fits every dimension. Always zero: a host must not use it otherwise.
    pub const ZERO: Self = Self::Quantity(Dimension::ANY);

    /// Whether a value of this type can be used where `expected` is asked for.
    pub fn fits(self, expected: Self) -> bool {
        self == expected
            || matches!(
                (self, expected),
                (Self::Quantity(Dimension::ANY), Self::Quantity(_))
            )
    }

    /// The type of a value that is one or the other, as in the two branches of `if`.
    pub fn common(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Quantity(left), Self::Quantity(right)) => left.common(right).map(Self::Quantity),
            _ => (self == other).then_some(self),
        }
    }

    /// The message key of the type's name, such as `formula.type.length`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Quantity(dimension) => dimension.key(),
            Self::Truth => "formula.type.truth",
            Self::Text => "formula.type.text",
            Self::Tracks => "formula.type.tracks",
        }
    }
}

/// The plain English name, for logs and tools; people read the message of [`Type::key`].
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key().trim_start_matches("formula.type."))
    }
}
