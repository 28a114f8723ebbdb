//! Lengths in files as text with their unit, such as `"18 mm"`.

use serde::{Deserialize as _, Deserializer, Serializer};

use super::{format_length, parse_length};
use crate::length::Length;

/// Writes a length with its unit.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(length: &Length, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&format_length(*length))
}

/// Reads a length with its unit.
///
/// # Errors
/// When the text is no length with a unit.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Length, D::Error> {
    let text = String::deserialize(deserializer)?;
    read(&text)
}

fn read<E: serde::de::Error>(text: &str) -> Result<Length, E> {
    parse_length(text, None)
        .map_err(|_| E::custom(format!("`{text}` is no length such as `18 mm`")))
}

/// The same for three lengths.
pub mod three {
    use serde::ser::SerializeTuple as _;

    use super::{Deserializer, Length, Serializer, format_length, read};

    /// Writes three lengths.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(
        lengths: &[Length; 3],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut tuple = serializer.serialize_tuple(3)?;
        for length in lengths {
            tuple.serialize_element(&format_length(*length))?;
        }
        tuple.end()
    }

    /// Reads three lengths.
    ///
    /// # Errors
    /// When one of the texts is no length with a unit.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<[Length; 3], D::Error> {
        let [x, y, z] = <[String; 3] as serde::Deserialize>::deserialize(deserializer)?;
        Ok([read(&x)?, read(&y)?, read(&z)?])
    }
}
