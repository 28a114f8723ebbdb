//! What the page shows of a cutting plan: drawings, saw cuts and totals.

use serde::Serialize;

use estimate::cost::SheetLot;
use furniture::message::Message;

/// A cutting plan as drawings and totals.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct PlanView {
    /// Revision of the design it is for.
    pub revision: u32,
    /// Sheets that are bought.
    pub sheets: u32,
    /// Offcuts in stock that are used beside them.
    pub offcuts_used: u32,
    /// Area of cut boards over area of sheets and offcuts.
    pub utilisation_bp: u32,
    /// Saw cuts in all, every stack of alike sheets sawn once.
    pub cuts: u32,
    /// Length of all cuts.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub cut_length_um: i64,
    /// How often a piece, or a stack of them, is turned by a quarter between two cuts.
    pub turns: u32,
    /// Sheets that are locked, and boards that are pinned, while the rest is planned again.
    pub kept: u32,
    /// Leftovers large enough to keep, on all sheets together.
    pub offcuts: u32,
    /// The largest of them: long and short side.
    #[cfg_attr(feature = "describe", ts(type = "[number, number] | null"))]
    pub largest_offcut_um: Option<[i64; 2]>,
    /// True when no board is left out and no plan can cost less, material by material.
    pub is_optimal: bool,
    /// Sheets that any plan buys at least.
    pub bound_sheets: u32,
    /// Sheets that a better plan could save at most.
    pub gap_sheets: u32,
    /// What a better plan could save at most, fen.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub gap_fen: i64,
    /// One group for each material, thickness and decor.
    pub groups: Vec<PlanGroup>,
    /// Boards that no sheet can hold.
    pub unplaced: Vec<UnplacedView>,
}

/// The sheets of one material.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct PlanGroup {
    /// Board material in the catalogue.
    pub board: String,
    /// Thickness.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub thickness_um: i64,
    /// Decor in the catalogue.
    pub decor: String,
    /// Sheets that are bought.
    pub sheets: u32,
    /// Offcuts in stock that are used beside them.
    pub offcuts_used: u32,
    /// Lower bound of sheets that are bought.
    pub bound_sheets: u32,
    /// Area of cut boards over area of sheets.
    pub utilisation_bp: u32,
    /// Sheets that are alike stand once, with their count.
    pub patterns: Vec<SheetView>,
    /// Leftovers worth keeping, the largest first, alike ones together.
    pub offcuts: Vec<SheetLot>,
}

/// One sheet as a drawing. Origin: the corner of the contract, x along the sheet's length.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct SheetView {
    /// Names what is cut how: it stays the same as long as this sheet's cuts do.
    pub id: String,
    /// Number of the first of these sheets, counted through all materials.
    pub number: u32,
    /// How many sheets are cut so.
    pub count: u32,
    /// How often the saw does it: sheets that lie on one another are sawn at once.
    pub stacks: u32,
    /// True for an offcut in stock.
    pub is_offcut: bool,
    /// True when they stay as they are while the rest is planned again.
    pub is_locked: bool,
    /// Length of the sheet.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub length_um: i64,
    /// Width of the sheet.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub width_um: i64,
    /// Area of cut boards over area of the sheet.
    pub utilisation_bp: u32,
    /// How often a piece is turned by a quarter between two cuts.
    pub turns: u32,
    /// Length of its cuts.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub cut_length_um: i64,
    /// Boards on it.
    pub placements: Vec<PlacementView>,
    /// The same boards, alike ones together.
    pub boards: Vec<SheetBoards>,
    /// What is left: offcuts and waste.
    pub leftovers: Vec<LeftoverView>,
    /// Saw cuts in cutting order.
    pub cuts: Vec<CutView>,
}

/// Boards of one row on a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct SheetBoards {
    /// Number of the row in the cut list.
    pub row: u32,
    /// How many of them lie on one sheet.
    pub quantity: u32,
}

/// One board on a sheet, as placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct PlacementView {
    /// Boards that lie here: one key for each sheet cut so.
    pub keys: Vec<String>,
    /// Number of the row in the cut list.
    pub row: u32,
    /// Left.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub x_um: i64,
    /// Bottom.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub y_um: i64,
    /// Extent along x.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub width_um: i64,
    /// Extent along y.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub height_um: i64,
    /// True when the board's length lies along y.
    pub rotated: bool,
    /// True when it stays where it is while the rest is planned again.
    pub is_pinned: bool,
}

/// A leftover rectangle of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct LeftoverView {
    /// Left.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub x_um: i64,
    /// Bottom.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub y_um: i64,
    /// Extent along x.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub width_um: i64,
    /// Extent along y.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub height_um: i64,
    /// True when it is large enough to keep as an offcut.
    pub is_offcut: bool,
}

/// One saw cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct CutView {
    /// Start.
    #[cfg_attr(feature = "describe", ts(type = "[number, number]"))]
    pub from_um: [i64; 2],
    /// End.
    #[cfg_attr(feature = "describe", ts(type = "[number, number]"))]
    pub to_um: [i64; 2],
    /// Level in the tree of cuts, 1 for the first; 0 for a trim.
    pub stage: u32,
    /// The piece on the saw: x, y, width, height.
    #[cfg_attr(feature = "describe", ts(type = "[number, number, number, number]"))]
    pub piece_um: [i64; 4],
    /// What is cut off it: x, y, width, height.
    #[cfg_attr(feature = "describe", ts(type = "[number, number, number, number]"))]
    pub off_um: [i64; 4],
    /// Where the fence stands: the width of what is cut off.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fence_um: i64,
    /// How far the saw travels.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub length_um: i64,
    /// True when the piece is turned by a quarter before this cut.
    pub is_turned: bool,
    /// Boards that this cut finishes, by index in `placements`.
    pub boards: Vec<u32>,
    /// Leftovers that come off with it, by index in `leftovers`.
    pub leftovers: Vec<u32>,
    /// Pieces that are cut further: x, y, width, height.
    #[cfg_attr(
        feature = "describe",
        ts(type = "Array<[number, number, number, number]>")
    )]
    pub pieces_um: Vec<[i64; 4]>,
}

/// A board that no sheet can hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct UnplacedView {
    /// The boards.
    pub keys: Vec<String>,
    /// Which limit stands against it.
    pub reason: Message,
}
