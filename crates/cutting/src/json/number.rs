//! Numbers of a file as whole units, and fields that may be a number or something else.

use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::error::JsonError;

/// One unit of cost in the file is this many units of [`Stock::cost`](crate::Stock::cost).
pub const COST_UNITS: u64 = 1000;

/// A number that is finer than what is counted in, and what it was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rounded {
    /// Which field, such as `parts[3].w`.
    pub place: String,
    /// What it is.
    pub value: String,
    /// What is read.
    pub read: String,
}

impl fmt::Display for Rounded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, value, read } = self;
        write!(f, "{place} is {value}, read as {read}")
    }
}

/// Reads numbers as whole units and notes where that changes them: sizes that come from inches have more decimals.
#[derive(Debug, Default)]
pub struct Numbers {
    rounded: RefCell<Vec<Rounded>>,
}

impl Numbers {
    /// What was rounded so far.
    pub fn into_rounded(self) -> Vec<Rounded> {
        self.rounded.into_inner()
    }

    /// Whole units of which a number has so many to one, rounded; none where there are too many.
    fn whole(&self, place: &str, value: f64, units: f64) -> Option<i64> {
        let scaled = value * units;
        let whole = scaled.round();
        if whole.abs() >= 9e15 {
            return None;
        }
        // Doubles below 2^43 resolve a millionth of a thousandth well: less than that is no decimal of its own.
        if (scaled - whole).abs() > 1e-6 * whole.abs().clamp(1.0, 1e3) {
            self.rounded.borrow_mut().push(Rounded {
                place: place.to_owned(),
                value: value.to_string(),
                read: (whole / units).to_string(),
            });
        }
        Some(whole as i64)
    }

    /// Millimetres as micrometres.
    pub fn length(&self, place: &str, value: f64) -> Result<i64, JsonError> {
        self.whole(place, value, 1e3)
            .ok_or_else(|| JsonError::Length {
                place: place.to_owned(),
                value: value.to_string(),
            })
    }

    /// A cost as thousandths.
    pub fn cost(&self, place: &str, value: f64) -> Result<u64, JsonError> {
        self.whole(place, value, 1e3)
            .and_then(|cost| u64::try_from(cost).ok())
            .ok_or_else(|| JsonError::Cost {
                place: place.to_owned(),
                value: value.to_string(),
            })
    }

    /// A share of one as hundredths of a percent.
    pub fn share(&self, place: &str, value: f64) -> Result<u32, JsonError> {
        self.whole(place, value, 1e4)
            .filter(|_| (0.0..=1.0).contains(&value))
            .and_then(|share| u32::try_from(share).ok())
            .ok_or_else(|| JsonError::Share {
                place: place.to_owned(),
                value: value.to_string(),
            })
    }
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
