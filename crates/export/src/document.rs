//! JSON documents: the figures of a design for programs.
//!
//! Every document is indented and ends with a line feed. Shapes are those of the types, lengths whole micrometres (`_um`),
//! money whole fen (`_fen`), shares basis points (`_bp`).

use serde::Serialize;

/// Media type of JSON (RFC 8259).
pub(crate) const JSON: &str = "application/json";

/// A value as a document.
pub(crate) fn document<T: Serialize>(value: &T) -> Vec<u8> {
    // The types hold no map with keys other than text, the one thing that can't be written.
    let mut text = serde_json::to_vec_pretty(value).unwrap_or_default();
    text.push(b'\n');
    text
}
