//! How much of each material there is in a design: all figures are reckoned from these amounts.

use furniture::assembly::{Assembly, Board, edge_side};
use furniture::catalogue::{Catalogue, Coating, Glue, MaterialChoice};
use furniture::design::Design;
use furniture::gather::{entry_of, sort_few_by_key};
use furniture::length::Length;

/// Amounts of a design.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amounts<'a> {
    /// Boards by material.
    pub boards: Vec<(&'a MaterialChoice, BoardAmount)>,
    /// Edge bands by record and width of the strip.
    pub bands: Vec<((&'a str, Length), BandAmount)>,
    /// Area that is coated, by coating, square millimetres: both faces, and edges without a band.
    pub coatings: Vec<(&'a str, i64)>,
    /// Area of the edges that bands are glued to, square millimetres.
    pub glued_mm2: i64,
}

/// Boards of one material, finished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BoardAmount {
    /// Volume, cubic millimetres.
    pub mm3: i64,
    /// Both faces and open edges, of boards with an open edge, square millimetres.
    pub open_mm2: i64,
    /// Both faces of boards whose edges are all banded or coated, square millimetres.
    pub closed_mm2: i64,
}

/// Strips of one band and width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BandAmount {
    /// Length on the finished edges.
    pub um: i64,
}

/// Square micrometres in a square millimetre.
const UM2_PER_MM2: i128 = 1_000_000;

fn mm2(one: i64, other: i64) -> i64 {
    i64::try_from(i128::from(one) * i128::from(other) / UM2_PER_MM2).unwrap_or(i64::MAX)
}

/// Finished length of an edge.
pub(crate) fn edge_length(board: &Board, edge: usize) -> i64 {
    let (axis, _) = edge_side(board, edge);
    if axis == board.width_axis {
        board.finished[0].0
    } else {
        board.finished[1].0
    }
}

/// The glue in force.
pub fn glue<'a>(design: &Design, catalogue: &'a Catalogue) -> Option<&'a Glue> {
    let of_method = || Some(&catalogue.methods.get(&design.method)?.glue);
    let id = design.glue.as_ref().or_else(of_method)?;
    catalogue.glues.get(id).map(Box::as_ref)
}

impl<'a> Amounts<'a> {
    /// The amounts of an assembly.
    pub fn of(assembly: &'a Assembly, catalogue: &'a Catalogue) -> Self {
        let mut all = Self::default();
        for board in &assembly.boards {
            let Some(material) = assembly.material(board) else {
                continue;
            };
            all.add(
                board,
                &material.choice,
                coating(assembly, board, catalogue),
                catalogue,
            );
        }
        sort_few_by_key(&mut all.boards, |one| one.0);
        sort_few_by_key(&mut all.bands, |one| one.0);
        sort_few_by_key(&mut all.coatings, |one| one.0);
        all
    }

    fn add(
        &mut self,
        board: &'a Board,
        choice: &'a MaterialChoice,
        coating: Option<&'a Coating>,
        catalogue: &Catalogue,
    ) {
        let [length, width] = board.finished.map(|side| side.0);
        let faces = 2 * mm2(length, width);
        let mut open = 0;
        for (edge, band) in board.edges.iter().enumerate() {
            let along = edge_length(board, edge);
            let area = mm2(along, choice.thickness.0);
            let Some(band) = band.as_deref() else {
                open += area;
                continue;
            };
            self.glued_mm2 += area;
            if let Some(listed) = catalogue.bands.get(band) {
                let strip = (band, listed.width_for(choice.thickness));
                entry_of(&mut self.bands, strip).um += along;
            }
        }
        let covered = coating.is_some_and(|coating| coating.covers_edges);
        let amount = entry_of(&mut self.boards, choice);
        let volume = i128::from(faces / 2) * i128::from(choice.thickness.0) / 1000;
        amount.mm3 += i64::try_from(volume).unwrap_or(i64::MAX);
        if open == 0 || covered {
            amount.closed_mm2 += faces;
        } else {
            amount.open_mm2 += faces + open;
        }
        if let Some(coating) = coating {
            *entry_of(&mut self.coatings, coating.id.as_str()) += faces + open;
        }
    }
}

fn coating<'a>(
    assembly: &Assembly,
    board: &Board,
    catalogue: &'a Catalogue,
) -> Option<&'a Coating> {
    let surface = assembly.surface(board)?;
    catalogue.coatings.get(&surface.coating).map(Box::as_ref)
}
