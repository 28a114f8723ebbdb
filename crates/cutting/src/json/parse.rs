//! From a text to the shape of a file.

use serde::Deserialize;

use super::error::{JsonError, MAX_BYTES};

/// Reads a file of a shape.
pub fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, JsonError> {
    if text.len() > MAX_BYTES {
        return Err(JsonError::TooLarge { bytes: text.len() });
    }
    serde_json::from_str(text).map_err(|error| JsonError::Shape {
        line: error.line(),
        column: error.column(),
        detail: error.to_string(),
    })
}
