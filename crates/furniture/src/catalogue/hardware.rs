//! Hardware: what is bought ready-made and counted.

use serde::Deserialize;

use super::end_of_life::EndOfLife;
use super::quantity::{Fen, Quantity};
use super::sources::Name;
use crate::length::Length;

/// The unit that hardware is counted and priced in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// One by one.
    Piece,
    /// Left and right together.
    Pair,
    /// Several parts that work together.
    Set,
    /// By length.
    Metre,
}

impl Unit {
    /// All units.
    pub const ALL: [Self; 4] = [Self::Piece, Self::Pair, Self::Set, Self::Metre];

    /// Its name in files; `unit.NAME` is its message key.
    pub fn id(self) -> &'static str {
        match self {
            Self::Piece => "piece",
            Self::Pair => "pair",
            Self::Set => "set",
            Self::Metre => "metre",
        }
    }
}

/// A bar or tube that pieces are sawn from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bar {
    /// Its length as it is bought.
    pub length: Quantity<Length>,
    /// What a saw cut takes off it.
    pub kerf: Quantity<Length>,
}

/// A piece of hardware as a file has it.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct HardwareRecord {
    /// Identifier.
    id: String,
    /// Name.
    name: Name,
    /// Where it can go at the end of its life, best first.
    end_of_life: Vec<EndOfLife>,
    /// Unit.
    unit: Unit,
    /// Price of a unit in yuan, net of tax.
    price: Quantity<Fen>,
    /// Load a unit carries, kilograms.
    #[serde(default)]
    capacity_kg: Option<Quantity>,
    /// Mass of a unit, grams.
    #[serde(default)]
    mass_g: Option<Quantity>,
    /// Fossil carbon of making it, grams of CO2 equivalent per kilogram.
    #[serde(default)]
    carbon_g_per_kg: Option<Quantity>,
    /// The bar that it is sawn from; for what is sold by the metre.
    #[serde(default)]
    bar: Option<Bar>,
    /// Anything else a person should know.
    #[serde(default)]
    note: Option<String>,
}

/// A piece of hardware.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(from = "HardwareRecord")]
pub struct Hardware {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Name,
    /// Where it can go at the end of its life, best first.
    pub end_of_life: Vec<EndOfLife>,
    /// Unit.
    pub unit: Unit,
    /// Price of a unit, net of tax.
    pub fen_per_unit: i64,
    /// True when the price is typical rather than read in a source.
    pub is_typical: bool,
    /// Key of the source of the price.
    pub source: Option<String>,
    /// Load a unit carries, kilograms.
    pub capacity_kg: Option<Quantity>,
    /// Mass of a unit, grams.
    pub mass_g: Option<Quantity>,
    /// Fossil carbon of making it, grams of CO2 equivalent per kilogram.
    pub carbon_g_per_kg: Option<Quantity>,
    /// The bar that it is sawn from.
    pub bar: Option<Bar>,
    /// Anything else a person should know.
    pub note: Option<String>,
}

impl From<HardwareRecord> for Hardware {
    fn from(record: HardwareRecord) -> Self {
        Self {
            id: record.id,
            name: record.name,
            end_of_life: record.end_of_life,
            unit: record.unit,
            fen_per_unit: record.price.value.0,
            is_typical: record.price.is_typical,
            source: record.price.source,
            capacity_kg: record.capacity_kg,
            mass_g: record.mass_g,
            carbon_g_per_kg: record.carbon_g_per_kg,
            bar: record.bar,
            note: record.note,
        }
    }
}
