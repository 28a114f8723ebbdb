//! How bars, such as clothes rails, are sawn to length.

use serde::Serialize;

/// The bars of one kind of hardware that is sold by the metre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct BarsView {
    /// Hardware in the catalogue.
    pub hardware: String,
    /// Length of a bar.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub bar_um: i64,
    /// True when that length is typical.
    pub is_typical: bool,
    /// Bars to buy.
    pub bars: u32,
    /// True when no way to saw them takes fewer.
    pub is_optimal: bool,
    /// Bars sawn alike together.
    pub patterns: Vec<BarView>,
    /// Lengths of the pieces that are longer than a bar.
    #[cfg_attr(feature = "describe", ts(type = "Array<number>"))]
    pub too_long_um: Vec<i64>,
}

/// How a bar is sawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct BarView {
    /// How many bars are sawn so.
    pub count: u32,
    /// Lengths of the pieces, in the order in which they are sawn off.
    #[cfg_attr(feature = "describe", ts(type = "Array<number>"))]
    pub pieces_um: Vec<i64>,
    /// What is left of each.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub left_um: i64,
}
