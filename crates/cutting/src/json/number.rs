//! Numbers of a file as whole units, and fields that may be a number or something else.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::error::JsonError;

/// One unit of cost in the file is this many units of [`Stock::cost`](crate::Stock::cost).
pub const COST_UNITS: u64 = 1000;

/// Whole units of which a number has so many to one, where it has no finer part.
fn whole(value: f64, units: f64) -> Option<i64> {
    let scaled = value * units;
    let whole = scaled.round();
    // Doubles below 2^43 resolve a millionth of a thousandth well; anything larger is out of range anyway.
    ((scaled - whole).abs() <= 1e-6 * whole.abs().clamp(1.0, 1e3) && whole.abs() < 9e15)
        .then_some(whole as i64)
}

/// Millimetres as micrometres.
pub fn length(place: &str, value: f64) -> Result<i64, JsonError> {
    whole(value, 1e3).ok_or_else(|| JsonError::Length {
        place: place.to_owned(),
        value: value.to_string(),
    })
}

/// A cost as thousandths.
pub fn cost(place: &str, value: f64) -> Result<u64, JsonError> {
    whole(value, 1e3)
        .and_then(|cost| u64::try_from(cost).ok())
        .ok_or_else(|| JsonError::Cost {
            place: place.to_owned(),
            value: value.to_string(),
        })
}

/// A share of one as hundredths of a percent.
pub fn share(place: &str, value: f64) -> Result<u32, JsonError> {
    whole(value, 1e4)
        .and_then(|share| u32::try_from(share).ok())
        .filter(|share| *share <= 10_000)
        .ok_or_else(|| JsonError::Share {
            place: place.to_owned(),
            value: value.to_string(),
        })
}

/// A whole number from 0 to a largest one.
pub fn quantity(place: &str, value: f64, most: u32) -> Result<u32, JsonError> {
    if value.fract() == 0.0 && (0.0..=f64::from(most)).contains(&value) {
        Ok(value as u32)
    } else {
        Err(JsonError::Quantity {
            place: place.to_owned(),
            value: value.to_string(),
            most,
        })
    }
}

/// What a field may be besides a number, in the words of an error.
pub trait Otherwise {
    /// Completes "expected a number or ...".
    const NAME: &'static str;
}

/// A number, or something else told apart by its kind.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "describe", schemars(untagged, rename = "NumberOr{T}"))]
pub enum NumberOr<T> {
    /// A number.
    Number(f64),
    /// Something else.
    Other(T),
}

impl<'de, T: Deserialize<'de> + Otherwise> Deserialize<'de> for NumberOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Kinds(PhantomData))
    }
}

struct Kinds<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Otherwise> Visitor<'de> for Kinds<T> {
    type Value = NumberOr<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a number or {}", T::NAME)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(NumberOr::Number(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(NumberOr::Number(value as f64))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(NumberOr::Number(value as f64))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        T::deserialize(StrDeserializer::new(value)).map(NumberOr::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, values: A) -> Result<Self::Value, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(values)).map(NumberOr::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, values: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(values)).map(NumberOr::Other)
    }
}
