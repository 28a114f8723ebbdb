//! The boards of an assembly grouped for the saw.

use serde::Serialize;

/// The cut list: one row for each kind of board.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct CutList {
    /// Rows by material, then size, then name.
    pub rows: Vec<CutListRow>,
    /// Boards in all.
    pub boards: u32,
}

/// Boards that are alike in every respect the factory sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct CutListRow {
    /// Number, from 1.
    pub row: u32,
    /// Message key of the board's name.
    pub label: String,
    /// How many.
    pub quantity: u32,
    /// Board material in the catalogue.
    pub board: String,
    /// Thickness.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub thickness_um: i64,
    /// Decor in the catalogue.
    pub decor: String,
    /// Size after banding: length (along the grain), width.
    #[cfg_attr(feature = "describe", ts(type = "[number, number]"))]
    pub finished_um: [i64; 2],
    /// Size at the saw.
    #[cfg_attr(feature = "describe", ts(type = "[number, number]"))]
    pub cut_um: [i64; 2],
    /// Size with allowance for a second cut; equal to the cut size where none is needed.
    #[cfg_attr(feature = "describe", ts(type = "[number, number]"))]
    pub oversize_um: [i64; 2],
    /// True when the length must lie along the sheet's grain.
    pub has_grain: bool,
    /// Edge bands: along the length at the front or left, along the length opposite, across at the start, across at the end.
    pub edges: [Option<EdgeBandUse>; 4],
    /// Grooves milled into it.
    pub grooves: u32,
    /// Keys of the boards.
    pub keys: Vec<String>,
}

/// An edge band on one edge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct EdgeBandUse {
    /// Edge band in the catalogue.
    pub band: String,
    /// Thickness.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub thickness_um: i64,
}
