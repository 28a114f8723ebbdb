//! What is chosen of the catalogue for a board.

use serde::{Deserialize, Serialize};

use super::coatings::Sheen;
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

/// What a bare board is coated with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Surface {
    /// Coating in the catalogue.
    pub coating: String,
    /// How much it shines.
    pub sheen: Sheen,
    /// Decor whose colour it has; none where it is clear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "describe", ts(optional))]
    pub colour: Option<String>,
}
