//! What is chosen of the catalogue for a board.

use serde::{Deserialize, Serialize};

use crate::length::Length;

/// A material: which board, how thick, with which look.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MaterialChoice {
    /// Board material in the catalogue.
    pub board: String,
    /// Thickness.
    #[serde(with = "crate::formula::text")]
    #[cfg_attr(feature = "describe", schemars(with = "String"))]
    pub thickness: Length,
    /// Decor in the catalogue.
    pub decor: String,
}
