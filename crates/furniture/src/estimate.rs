//! What a design costs, as quantities and money.

use serde::Serialize;

/// Price and quantities. Money is whole fen, net of tax.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct Estimate {
    /// ISO 4217 code.
    pub currency: String,
    /// Boards by the area of their cut sizes.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub boards_by_area_fen: i64,
    /// Boards by whole sheets bought; none until a plan for this revision is known.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub boards_by_sheets_fen: Option<i64>,
    /// Edge bands.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub banding_fen: i64,
    /// Hardware.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub hardware_fen: i64,
    /// All of it with boards by area.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub total_by_area_fen: i64,
    /// All of it with boards by sheets; none until a plan is known.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub total_by_sheets_fen: Option<i64>,
    /// Boards, a line for each material.
    pub boards: Vec<BoardLine>,
    /// Edge bands, a line for each.
    pub bands: Vec<BandLine>,
    /// Hardware, a line for each.
    pub hardware: Vec<HardwareLine>,
    /// Mass of boards, bands and hardware with known mass, grams.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub mass_g: i64,
    /// True when a price in it is typical rather than quoted.
    pub has_typical_prices: bool,
}

/// The boards of one material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct BoardLine {
    /// Board material in the catalogue.
    pub board: String,
    /// Thickness.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub thickness_um: i64,
    /// Decor in the catalogue.
    pub decor: String,
    /// Boards of it.
    pub quantity: u32,
    /// Area of the cut sizes.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub area_mm2: i64,
    /// Price of a square metre.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen_per_m2: i64,
    /// True when the price is typical.
    pub is_typical: bool,
    /// Cost by area.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub by_area_fen: i64,
    /// Sheets bought, once a plan is known.
    pub sheets: Option<u32>,
    /// Cost by sheets, once a plan is known.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub by_sheets_fen: Option<i64>,
}

/// One edge band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct BandLine {
    /// Edge band in the catalogue.
    pub band: String,
    /// Decor it matches.
    pub decor: String,
    /// Width of the strip.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub width_um: i64,
    /// Length bought, with over-length at each end.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub length_um: i64,
    /// Price of a metre.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen_per_m: i64,
    /// True when the price is typical.
    pub is_typical: bool,
    /// Cost.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen: i64,
}

/// One kind of hardware.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct HardwareLine {
    /// Hardware in the catalogue.
    pub hardware: String,
    /// Pieces, pairs or sets.
    pub quantity: u32,
    /// Length for what is sold by the metre.
    #[cfg_attr(feature = "describe", ts(type = "number | null"))]
    pub length_um: Option<i64>,
    /// Price of a unit.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen_per_unit: i64,
    /// True when the price is typical.
    pub is_typical: bool,
    /// Cost.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen: i64,
}
