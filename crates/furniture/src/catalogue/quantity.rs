//! A number with its origin: where it was read, or that it is only typical.

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};

use crate::formula::{format_length, parse_length};
use crate::length::Length;
use crate::money::parse_fen;

/// Whole fen (1/100 yuan); written in files as yuan, `"58.50"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);

/// A kind of number that a [`Quantity`] can hold.
pub trait Measure: Copy + Ord {
    /// What it is called in schemas.
    const KIND: &'static str;

    /// How it is written in a file.
    type Written: DeserializeOwned;

    /// Reads it; the error says what is wrong and what would be right.
    ///
    /// # Errors
    /// A sentence when it is no such number.
    fn read(written: &Self::Written) -> Result<Self, String>;

    /// The middle of a range, rounded half up.
    #[must_use]
    fn middle(low: Self, high: Self) -> Self;

    /// True below zero.
    fn is_negative(self) -> bool;
}

/// A figure with its origin. Written as `value`, or as a range from `low` to `high` of which the middle
/// is used; either a `source` or `typical: true` must be given, and a mere range is always typical.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity<T = i64> {
    /// The figure that is used.
    pub value: T,
    /// Lower end of the usual range.
    pub low: Option<T>,
    /// Upper end of the usual range.
    pub high: Option<T>,
    /// Key of the source it was read in.
    pub source: Option<String>,
    /// True when it is customary but unverified: shown as an estimate, never as data.
    pub is_typical: bool,
    /// What it applies to, how it was derived.
    pub note: Option<String>,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Written<W> {
    value: Option<W>,
    low: Option<W>,
    high: Option<W>,
    source: Option<String>,
    #[serde(default)]
    typical: bool,
    note: Option<String>,
}

impl<'de, T: Measure> Deserialize<'de> for Quantity<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::<T::Written>::deserialize(deserializer)?;
        let read = |number: &Option<T::Written>| {
            number
                .as_ref()
                .map(T::read)
                .transpose()
                .map_err(D::Error::custom)
        };
        let (value, low, high) = (
            read(&written.value)?,
            read(&written.low)?,
            read(&written.high)?,
        );
        if written.source.is_none() && !written.typical {
            return Err(D::Error::custom(
                "a figure needs a `source` or `\"typical\": true`",
            ));
        }
        let value = match (value, low, high) {
            (Some(value), ..) => value,
            (None, Some(low), Some(high)) if written.typical => T::middle(low, high),
            (None, Some(_), Some(_)) => {
                return Err(D::Error::custom(
                    "a range without a `value` is used by its middle and must be `\"typical\": true`",
                ));
            }
            (None, ..) => {
                return Err(D::Error::custom(
                    "a figure needs a `value` or both `low` and `high`",
                ));
            }
        };
        if value.is_negative() || low.is_some_and(T::is_negative) {
            return Err(D::Error::custom("a figure can't be negative"));
        }
        if low.is_some_and(|low| value < low) || high.is_some_and(|high| value > high) {
            return Err(D::Error::custom(
                "`value` must lie between `low` and `high`",
            ));
        }
        Ok(Self {
            value,
            low,
            high,
            source: written.source,
            is_typical: written.typical,
            note: written.note,
        })
    }
}

impl Measure for i64 {
    const KIND: &'static str = "Number";

    type Written = i64;

    fn read(written: &i64) -> Result<Self, String> {
        Ok(*written)
    }

    fn middle(low: Self, high: Self) -> Self {
        middle(low, high)
    }

    fn is_negative(self) -> bool {
        self < 0
    }
}

impl Measure for Fen {
    const KIND: &'static str = "Price";

    type Written = String;

    fn read(written: &String) -> Result<Self, String> {
        parse_fen(written).map(Self).ok_or_else(|| {
            format!("`{written}` is no price; write yuan as \"58.50\", never negative")
        })
    }

    fn middle(low: Self, high: Self) -> Self {
        Self(middle(low.0, high.0))
    }

    fn is_negative(self) -> bool {
        self.0 < 0
    }
}

impl Measure for Length {
    const KIND: &'static str = "Length";

    type Written = String;

    fn read(written: &String) -> Result<Self, String> {
        read_length(written)
    }

    fn middle(low: Self, high: Self) -> Self {
        Self(middle(low.0, high.0))
    }

    fn is_negative(self) -> bool {
        self.0 < 0
    }
}

fn middle(low: i64, high: i64) -> i64 {
    let sum = i128::from(low) + i128::from(high) + 1;
    // The middle lies between two numbers of the type.
    i64::try_from(sum.div_euclid(2)).unwrap_or(high)
}

/// A length written as text with its unit, as files have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LengthText(pub Length);

impl<'de> Deserialize<'de> for LengthText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        read_length(&text).map(Self).map_err(D::Error::custom)
    }
}

/// Reads a length above or at zero; the error says what would be right.
pub(super) fn read_length(text: &str) -> Result<Length, String> {
    let wrong = |why: String| format!("{why}; write a number with its unit, as \"18 mm\"");
    let length = parse_length(text, None).map_err(|error| wrong(error.to_string()))?;
    if length.0 < 0 {
        return Err(wrong(format!("{} is negative", format_length(length))));
    }
    Ok(length)
}

#[cfg(feature = "describe")]
mod describe {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{LengthText, Measure, Quantity, Written};

    impl JsonSchema for LengthText {
        fn schema_name() -> Cow<'static, str> {
            "Length".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({"type": "string", "description": "A length with its unit, such as `18 mm`."})
        }
    }

    impl<T: Measure<Written: JsonSchema>> JsonSchema for Quantity<T> {
        fn schema_name() -> Cow<'static, str> {
            format!("QuantityOf{}", T::KIND).into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            Written::<T::Written>::json_schema(generator)
        }
    }
}
