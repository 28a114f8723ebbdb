//! Glues: what holds edge bands.

use serde::Deserialize;

use super::bands::{BandMaterial, EdgeBand};
use super::quantity::{Fen, Quantity};
use super::sources::Name;

/// A way to fasten edge bands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Glue {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Name,
    /// True for what is usual in the trade where nothing else is asked for.
    pub is_customary: bool,
    /// What bands may be made of; empty for any.
    #[serde(default)]
    pub bands: Vec<BandMaterial>,
    /// What bands made for it cost more, percent.
    #[serde(default)]
    pub band_markup_percent: Option<Quantity>,
    /// Grams per square metre of edge; nothing for what needs no glue.
    pub grams_per_m2: Quantity,
    /// VOC content, grams per kilogram.
    pub voc_g_per_kg: Quantity,
    /// Fossil carbon of making it, grams of CO2 equivalent per kilogram.
    #[serde(default)]
    pub carbon_g_per_kg: Option<Quantity>,
    /// Price of a kilogram in yuan, net of tax.
    pub price_per_kg: Quantity<Fen>,
    /// Anything else a person should know.
    #[serde(default)]
    pub note: Option<String>,
}

impl Glue {
    /// True when a band can be fastened with it.
    pub fn suits(&self, band: &EdgeBand) -> bool {
        self.bands.is_empty() || self.bands.contains(&band.material)
    }
}
