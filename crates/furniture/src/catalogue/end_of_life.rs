//! What becomes of a material at the end of its life.

use serde::{Deserialize, Serialize};

/// A way that a material can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum EndOfLife {
    /// Used again as it is.
    Reuse,
    /// Sanded or coated anew and used again.
    Refinish,
    /// Made into new material.
    Recycle,
    /// Burnt in a permitted plant, never in the open.
    Energy,
}
