//! The boards of an assembly grouped for the saw.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::assembly::{Assembly, Board};
use crate::catalogue::Catalogue;
use crate::catalogue::MaterialChoice;
use crate::gather::sort_few_by_key;

/// The cut list: one row for each kind of board.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct CutList {
    /// Rows by material, then size, then name.
    pub rows: Vec<CutListRow>,
    /// Boards in all.
    pub boards: u32,
    /// Boards that match; a row's [`matched`](CutListRow::matched) is a position in here, from 1.
    pub matched: Vec<MatchedBoards>,
}

/// Boards on which the figure runs on from one to the next: they are cut from one strip of a sheet, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct MatchedBoards {
    /// Keys of the boards, in the order of the strip: from left to right and from below upwards.
    pub keys: Vec<String>,
    /// True when they follow one another across the grain, false when they do along it.
    pub is_across: bool,
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
    /// Which boards it matches: a position among [`CutList::matched`], from 1.
    pub matched: Option<u32>,
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

/// What makes two boards one row. The order of the fields is the order of the rows.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct RowKey {
    choice: MaterialChoice,
    // Large boards first, as one cuts them.
    cut: std::cmp::Reverse<[i64; 2]>,
    label: String,
    finished: [i64; 2],
    oversize: [i64; 2],
    edges: [Option<String>; 4],
    grooves: Vec<[i64; 6]>,
    has_grain: bool,
    matched: Option<u32>,
}

impl CutList {
    /// Groups the boards of an assembly.
    pub fn of(assembly: &Assembly, catalogue: &Catalogue) -> Self {
        let mut groups: BTreeMap<RowKey, Vec<String>> = BTreeMap::new();
        let matched = matched_boards(assembly);
        for board in &assembly.boards {
            let Some(material) = assembly.material(board) else {
                continue;
            };
            let name = board.key.to_string();
            let key = RowKey {
                choice: material.choice.clone(),
                cut: std::cmp::Reverse(board.cut.map(|side| side.0)),
                label: board.label.clone(),
                finished: board.finished.map(|side| side.0),
                oversize: board.oversize.map(|side| side.0),
                edges: board.edges.clone(),
                grooves: relative_grooves(board),
                has_grain: material.has_grain,
                matched: (1..)
                    .zip(&matched)
                    .find(|(_, set)| set.keys.contains(&name))
                    .map(|(number, _)| number),
            };
            groups.entry(key).or_default().push(name);
        }
        let mut boards = 0;
        let rows = groups
            .into_iter()
            .zip(1..)
            .map(|((key, keys), row)| {
                let quantity = u32::try_from(keys.len()).unwrap_or(u32::MAX);
                boards += quantity;
                CutListRow {
                    row,
                    label: key.label,
                    quantity,
                    board: key.choice.board,
                    thickness_um: key.choice.thickness.0,
                    decor: key.choice.decor,
                    finished_um: key.finished,
                    cut_um: key.cut.0,
                    oversize_um: key.oversize,
                    has_grain: key.has_grain,
                    edges: key
                        .edges
                        .map(|edge| edge.map(|band| band_use(band, catalogue))),
                    grooves: u32::try_from(key.grooves.len()).unwrap_or(u32::MAX),
                    matched: key.matched,
                    keys,
                }
            })
            .collect();
        Self {
            rows,
            boards,
            matched,
        }
    }
}

/// The boards that match, module by module. Without grain there is nothing to match, and a strip has one width.
fn matched_boards(assembly: &Assembly) -> Vec<MatchedBoards> {
    let is_matched = |board: &Board| {
        let material = assembly.material(board);
        board.is_matched && material.is_some_and(|material| material.has_grain)
    };
    let repetitions = assembly.boards.chunk_by(|one, other| {
        let alike = one.key.repeats(&other.key) && one.material == other.material;
        alike && is_matched(one) && is_matched(other)
    });
    repetitions
        .filter_map(|boards| {
            let (first, second) = (boards.first()?, boards.get(1)?);
            let is_beside = |axis: usize| first.place.min[axis] != second.place.min[axis];
            let is_across = is_beside(first.width_axis);
            let axis = if is_across {
                first.width_axis
            } else {
                first.length_axis
            };
            let width = |board: &Board| board.oversize[usize::from(!is_across)];
            if boards.iter().any(|board| width(board) != width(first)) {
                return None;
            }
            let mut in_order: Vec<&Board> = boards.iter().collect();
            sort_few_by_key(&mut in_order, |board| board.place.min[axis]);
            Some(MatchedBoards {
                keys: in_order.iter().map(|board| board.key.to_string()).collect(),
                is_across,
            })
        })
        .collect()
}

fn band_use(band: String, catalogue: &Catalogue) -> EdgeBandUse {
    let thickness_um = catalogue
        .bands
        .get(&band)
        .map_or(0, |found| found.thickness.0);
    EdgeBandUse { band, thickness_um }
}

/// Grooves from the board's own corner: along length, width, thickness; extent the same.
fn relative_grooves(board: &Board) -> Vec<[i64; 6]> {
    let axes = [board.length_axis, board.width_axis, board.thickness_axis];
    let mut grooves: Vec<[i64; 6]> = board
        .grooves
        .iter()
        .map(|groove| {
            let mut row = [0; 6];
            for (k, axis) in axes.into_iter().enumerate() {
                row[k] = groove.min[axis].0 - board.place.min[axis].0;
                row[k + 3] = groove.size[axis].0;
            }
            row
        })
        .collect();
    sort_few_by_key(&mut grooves, |groove| *groove);
    grooves
}
