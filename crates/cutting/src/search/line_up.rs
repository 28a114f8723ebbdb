//! Pieces in the order of the trade: wide ones first, equal ones beside each other, what is left over at the end.

use crate::geometry::Axis;
use crate::order::sort_by;
use crate::solution::{Content, Piece};

/// Puts the pieces of every cut in order; what is left over of a cut lies together.
pub fn line_up(piece: Piece, kerf_um: i64) -> Piece {
    let Content::Cut { along, pieces } = piece.content else {
        return piece;
    };
    let rect = piece.rect;
    let mut kept: Vec<_> = pieces
        .into_iter()
        .filter(|piece| piece.content != Content::Leftover)
        .map(|piece| {
            let piece = line_up(piece, kerf_um);
            let mut parts = Vec::new();
            list_parts(&piece, &mut parts);
            let key = (std::cmp::Reverse(piece.rect.extent_um(along)), parts);
            (key, piece)
        })
        .collect();
    sort_by(&mut kept, |one, other| one.0.cmp(&other.0));
    let mut at = rect.start_um(along);
    let mut pieces = Vec::with_capacity(kept.len() + 1);
    for (_, mut piece) in kept {
        let shift = at - piece.rect.start_um(along);
        move_by(&mut piece, along, shift);
        at = piece.rect.end_um(along) + kerf_um;
        pieces.push(piece);
    }
    let end = rect.end_um(along);
    if at < end {
        pieces.push(Piece {
            rect: along.slice(rect, at, end),
            content: Content::Leftover,
        });
    }
    Piece {
        rect,
        content: Content::Cut { along, pieces },
    }
}

/// Index and size of every part of a piece in cutting order.
fn list_parts(piece: &Piece, found: &mut Vec<(usize, i64, i64)>) {
    match &piece.content {
        Content::Part { part, .. } => {
            found.push((*part, piece.rect.width_um, piece.rect.height_um));
        }
        Content::Leftover => {}
        Content::Cut { pieces, .. } => pieces.iter().for_each(|piece| list_parts(piece, found)),
    }
}

/// Moves a piece with all below it along an axis.
pub fn move_by(piece: &mut Piece, axis: Axis, shift_um: i64) {
    match axis {
        Axis::X => piece.rect.x_um += shift_um,
        Axis::Y => piece.rect.y_um += shift_um,
    }
    if let Content::Cut { pieces, .. } = &mut piece.content {
        for piece in pieces {
            move_by(piece, axis, shift_um);
        }
    }
}
