//! Coatings: what bare boards are given after cutting.

use serde::{Deserialize, Serialize};

use super::boards::{BoardKind, BoardMaterial};
use super::quantity::{Fen, Quantity};
use super::sources::Name;

/// How a coating is put on and hardens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Process {
    /// Sprayed or rolled; water dries off.
    Waterborne,
    /// Powder, charged, molten in an oven.
    Powder,
    /// Hardened by ultraviolet light.
    Uv,
    /// Oil or wax, rubbed in.
    OilWax,
    /// Sprayed; a solvent dries off.
    Solvent,
}

/// How much a coated face shines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Sheen {
    /// The pores stay open and can be felt.
    OpenPore,
    /// Matt.
    Matt,
    /// Satin.
    Satin,
    /// Gloss.
    Gloss,
}

impl Sheen {
    /// Its name in files; `sheen.NAME` is its message key.
    pub fn id(self) -> &'static str {
        match self {
            Self::OpenPore => "open-pore",
            Self::Matt => "matt",
            Self::Satin => "satin",
            Self::Gloss => "gloss",
        }
    }

    /// How rough it looks in the picture, percent: a choice of the project's own.
    pub fn roughness_percent(self) -> u8 {
        match self {
            Self::OpenPore => 80,
            Self::Matt => 65,
            Self::Satin => 38,
            Self::Gloss => 12,
        }
    }
}

/// A coating as it is put on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Coating {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Name,
    /// How it is put on.
    pub process: Process,
    /// Builds of bare boards that it works on.
    pub boards: Vec<BoardKind>,
    /// Sheens it comes in, the usual one first.
    pub sheens: Vec<Sheen>,
    /// Colours it comes in beside clear: decors of the catalogue.
    pub colours: Vec<String>,
    /// True for what is customary and releases much: offered for comparison, and what a plan without added VOC replaces.
    pub is_customary: bool,
    /// True when edges are coated too, so that they take no band.
    #[serde(default)]
    pub covers_edges: bool,
    /// How many coats.
    pub coats: Quantity,
    /// Area that a litre covers in one coat without loss, square decimetres.
    pub spread_dm2_per_l: Quantity,
    /// Share of what is used that stays on the board, percent.
    pub transfer_percent: Quantity,
    /// Density, grams per litre.
    pub density_g_per_l: Quantity,
    /// VOC content as applied, grams per litre.
    pub voc_g_per_l: Quantity,
    /// Content up to which it counts as low in VOC, grams per litre; none for what can't be.
    #[serde(default)]
    pub low_voc_g_per_l: Option<Quantity>,
    /// Fossil carbon of making it, grams of CO2 equivalent per kilogram.
    #[serde(default)]
    pub carbon_g_per_kg: Option<Quantity>,
    /// Price of a kilogram in yuan, net of tax.
    pub price_per_kg: Quantity<Fen>,
    /// Anything else a person should know.
    #[serde(default)]
    pub note: Option<String>,
}

impl Coating {
    /// True when a board can be coated with it: its faces are bare and of a build that it works on.
    pub fn suits(&self, board: &BoardMaterial) -> bool {
        board.needs_finish && self.boards.contains(&board.kind)
    }
}
