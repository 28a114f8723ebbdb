//! How clean the air of a room should be, by country.

use serde::Deserialize;

use super::quantity::Quantity;
use super::sources::Name;

/// What the air of a room should hold at most.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Identifier.
    pub id: String,
    /// Name of the country or rule.
    pub name: Name,
    /// Formaldehyde, micrograms per cubic metre.
    pub formaldehyde_ug_per_m3: Quantity,
}
