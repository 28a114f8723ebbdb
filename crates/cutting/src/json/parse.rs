//! From a text to the shape of a file, and from what does not fit to where and what would be right.

use serde::Deserialize;

use super::error::{JsonError, MAX_BYTES};
use super::nearest::nearest;

/// Reads a file of a shape. A byte order mark before it is passed over.
pub fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, JsonError> {
    if text.len() > MAX_BYTES {
        return Err(JsonError::TooLarge { bytes: text.len() });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let place = error.path().to_string();
        wrong(place.trim_matches('.'), error.inner())
    })?;
    reader.end().map_err(|error| wrong("", &error))?;
    Ok(value)
}

fn wrong(place: &str, error: &serde_json::Error) -> JsonError {
    let (line, column, detail) = (error.line(), error.column(), error.to_string());
    // The reader tells in words which names it knows: "unknown field `a`, expected one of `b`, `c`".
    let mut names = detail.split('`').skip(1).step_by(2);
    match (detail.starts_with("unknown field `"), names.next()) {
        (true, Some(name)) => JsonError::Unknown {
            line,
            column,
            place: place.to_owned(),
            name: name.to_owned(),
            nearest: nearest(name, names).unwrap_or_default().to_owned(),
        },
        _ => JsonError::Shape {
            line,
            column,
            place: place.to_owned(),
            detail,
        },
    }
}
