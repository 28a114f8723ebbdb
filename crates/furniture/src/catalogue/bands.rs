//! Edge bands.

use serde::Deserialize;

use super::quantity::{Fen, LengthText, Quantity};
use super::sources::Name;
use crate::length::Length;

/// What an edge band is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BandMaterial {
    /// Acrylonitrile butadiene styrene.
    Abs,
    /// Polypropylene.
    Pp,
    /// Polyvinyl chloride.
    Pvc,
    /// Wood veneer.
    Veneer,
    /// Paper with melamine resin.
    MelaminePaper,
}

/// An edge band as a file has it.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct BandRecord {
    /// Identifier.
    id: String,
    /// Name.
    name: Name,
    /// What it is made of.
    material: BandMaterial,
    /// Thickness.
    thickness: LengthText,
    /// Widths it is sold in, narrowest first.
    widths: Vec<LengthText>,
    /// How much wider than the board the strip must be, both sides together; the trimmer takes it off.
    overhang: Quantity<Length>,
    /// Density, kilograms per cubic metre.
    #[serde(default)]
    density_kg_per_m3: Option<Quantity>,
    /// Fossil carbon of making it, grams of CO2 equivalent per kilogram.
    #[serde(default)]
    carbon_g_per_kg: Option<Quantity>,
    /// The width that the price is for.
    price_width: LengthText,
    /// Price of a metre of that width in yuan, net of tax.
    price_per_m: Quantity<Fen>,
    /// Anything else a person should know.
    #[serde(default)]
    note: Option<String>,
}

/// An edge band.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(from = "BandRecord")]
pub struct EdgeBand {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Name,
    /// What it is made of.
    pub material: BandMaterial,
    /// Thickness.
    pub thickness: Length,
    /// Widths it is sold in, narrowest first.
    pub widths: Vec<Length>,
    /// How much wider than the board the strip must be, both sides together; the trimmer takes it off.
    pub overhang: Quantity<Length>,
    /// Density, kilograms per cubic metre.
    pub density_kg_per_m3: Option<Quantity>,
    /// Fossil carbon of making it, grams of CO2 equivalent per kilogram.
    pub carbon_g_per_kg: Option<Quantity>,
    /// The width that the price is for.
    pub price_width: Length,
    /// Price of a metre of that width, net of tax; other widths cost in proportion.
    pub fen_per_m: i64,
    /// True when the price is typical rather than read in a source.
    pub is_typical: bool,
    /// Key of the source of the price.
    pub source: Option<String>,
    /// Anything else a person should know.
    pub note: Option<String>,
}

impl From<BandRecord> for EdgeBand {
    fn from(record: BandRecord) -> Self {
        Self {
            id: record.id,
            name: record.name,
            material: record.material,
            thickness: record.thickness.0,
            widths: record.widths.into_iter().map(|width| width.0).collect(),
            overhang: record.overhang,
            density_kg_per_m3: record.density_kg_per_m3,
            carbon_g_per_kg: record.carbon_g_per_kg,
            price_width: record.price_width.0,
            fen_per_m: record.price_per_m.value.0,
            is_typical: record.price_per_m.is_typical,
            source: record.price_per_m.source,
            note: record.note,
        }
    }
}

impl EdgeBand {
    /// The narrowest width for a board of this thickness. For a board thicker than any width allows it
    /// is the board's own thickness with the overhang: such a strip is slit from a wider roll.
    pub fn width_for(&self, thickness: Length) -> Length {
        let wanted = Length(thickness.0.saturating_add(self.overhang.value.0));
        self.widths
            .iter()
            .copied()
            .find(|width| *width >= wanted)
            .unwrap_or(wanted)
    }
}
