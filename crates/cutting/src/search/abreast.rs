//! Alike strips cut up together: where several strips are divided at the same places, the saw goes once across all of
//! them, and each row that this gives is then cut once more along.
//!
//! Five strips with the same trim at their end are five turns one by one, two together.

use super::effort::count;
use super::line_up::move_by;
use crate::geometry::Axis;
use crate::solution::{Content, Piece};

/// The tree with strips cut up together wherever that is easier. The pieces keep their sizes, not their places: they
/// follow one another from the start of each cut.
pub fn abreast(piece: Piece, kerf_um: i64) -> Piece {
    let Content::Cut { along, pieces } = piece.content else {
        return piece;
    };
    let pieces = pieces.into_iter().map(|one| abreast(one, kerf_um));
    let mut before: Vec<Piece> = pieces.flat_map(|one| in_line(one, along)).collect();
    let mut pieces = Vec::with_capacity(before.len());
    while !before.is_empty() {
        let first = before.remove(0);
        let (alike, others): (Vec<Piece>, Vec<Piece>) = match places(&first, along) {
            Some(places_of) => before
                .into_iter()
                .partition(|one| places(one, along).as_ref() == Some(&places_of)),
            None => (Vec::new(), before),
        };
        before = others;
        let mut strips = vec![first];
        strips.extend(alike);
        pieces.extend(together(strips, along, kerf_um));
    }
    match pieces.as_slice() {
        // Nothing is sawn where the rows of one block are all there is.
        [only] if only.rect == piece.rect => pieces.remove(0),
        _ => Piece {
            rect: piece.rect,
            content: Content::Cut { along, pieces },
        },
    }
}

/// The pieces of what is cut along the same axis as the piece around it, which come off by the same cuts.
fn in_line(piece: Piece, along: Axis) -> Vec<Piece> {
    match piece.content {
        Content::Cut {
            along: inner,
            pieces,
        } if inner == along => pieces,
        content => vec![Piece {
            rect: piece.rect,
            content,
        }],
    }
}

/// Extents of the pieces of a strip that is cut up across `along`.
fn places(strip: &Piece, along: Axis) -> Option<Vec<i64>> {
    match &strip.content {
        Content::Cut {
            along: inner,
            pieces,
        } if *inner != along => Some(
            pieces
                .iter()
                .map(|one| one.rect.extent_um(*inner))
                .collect(),
        ),
        _ => None,
    }
}

/// Strips divided at the same places as one piece if that is easier, else as they are.
fn together(strips: Vec<Piece>, along: Axis, kerf_um: i64) -> Vec<Piece> {
    let one_by_one = strips.iter().map(count).fold((0, 0), sum);
    let Some(block) = block(&strips, along, kerf_um) else {
        return strips;
    };
    let all = count(&block);
    // Each strip but one is a cut more in the piece around them.
    if (all.0, all.1 + 1) < (one_by_one.0, one_by_one.1 + strips.len()) {
        vec![block]
    } else {
        strips
    }
}

const fn sum(one: (usize, usize), other: (usize, usize)) -> (usize, usize) {
    (one.0 + other.0, one.1 + other.1)
}

/// All strips as one piece, cut into rows.
fn block(strips: &[Piece], along: Axis, kerf_um: i64) -> Option<Piece> {
    let (first, others) = strips.split_first()?;
    let start_um = first.rect.start_um(along);
    let extents = strips.iter().map(|one| one.rect.extent_um(along) + kerf_um);
    let end_um = start_um + extents.sum::<i64>() - kerf_um;
    let (Content::Cut { pieces, .. }, false) = (&first.content, others.is_empty()) else {
        return None;
    };
    let across = along.across();
    let rows = (0..pieces.len()).map(|row| {
        let like = pieces[row].rect;
        let mut at_um = start_um;
        let mut kept = Vec::with_capacity(strips.len());
        for strip in strips {
            let Content::Cut { pieces, .. } = &strip.content else {
                continue;
            };
            let mut piece = pieces[row].clone();
            // Strips of strips that were put together may lie in another order than they come.
            let across_um = like.start_um(across) - piece.rect.start_um(across);
            move_by(&mut piece, across, across_um);
            let shift_um = at_um - piece.rect.start_um(along);
            move_by(&mut piece, along, shift_um);
            at_um = piece.rect.end_um(along) + kerf_um;
            kept.extend(in_line(piece, along));
        }
        let rect = along.slice(like, start_um, end_um);
        let is_free = kept.iter().all(|one| one.content == Content::Leftover);
        Piece {
            rect,
            content: if is_free {
                Content::Leftover
            } else {
                Content::Cut {
                    along,
                    pieces: kept,
                }
            },
        }
    });
    Some(Piece {
        rect: along.slice(first.rect, start_um, end_um),
        content: Content::Cut {
            along: across,
            pieces: rows.collect(),
        },
    })
}
