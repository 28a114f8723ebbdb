//! What a tree of cuts takes at the saw.

use crate::solution::{Content, Piece};

/// Turns of the workpiece, then cuts, that a tree takes.
pub fn effort(root: &Piece) -> (usize, usize) {
    let (cut_up, cuts) = count(root);
    (cut_up.saturating_sub(1), cuts)
}

/// Pieces that are cut up, and cuts.
pub fn count(piece: &Piece) -> (usize, usize) {
    let Content::Cut { along, pieces } = &piece.content else {
        return (0, 0);
    };
    let end = piece.rect.end_um(*along);
    let own = pieces
        .iter()
        .filter(|piece| piece.rect.end_um(*along) < end)
        .count();
    pieces
        .iter()
        .map(count)
        .fold((1, own), |(cut_up, cuts), below| {
            (cut_up + below.0, cuts + below.1)
        })
}
