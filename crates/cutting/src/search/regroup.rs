//! The same parts in the same places, cut in an order that is easier at the saw.
//!
//! The search's trees grow part by part, so that one cut across a whole piece often stands there as several cuts of its
//! pieces. Here a sheet is cut again from its rectangles alone: at each level by every cut that passes, first along one
//! axis, then along the other. The largest leftover stays whole.

use crate::geometry::{Axis, Rect};
use crate::order::{sort_by, sort_by_key};
use crate::solution::{Content, Piece};

/// Most times that a sheet is cut again.
const ROUNDS: u32 = 4;

/// A part, or the leftover that stays whole.
#[derive(Clone, Debug)]
struct Item {
    rect: Rect,
    content: Content,
}

/// The tree with the fewest turns, then cuts, among the given one and those that cut along x or y first, its pieces in
/// the order of the trade: wide ones first, equal ones beside each other, what is left over at the end. The largest
/// leftover stays whole unless it need not and trees without it are easier.
pub fn regroup(root: Piece, kerf_um: i64, keeps_largest: bool) -> Piece {
    let mut best = sort(root, kerf_um);
    // Sorting may bring cuts in line that can then be made as one.
    for _ in 0..ROUNDS {
        let (mut items, largest) = items_of(&best);
        let before = effort(&best);
        let parts = items.len();
        items.extend(largest);
        for (axis, has_largest) in [
            (Axis::X, true),
            (Axis::Y, true),
            (Axis::X, false),
            (Axis::Y, false),
        ] {
            if !has_largest {
                if keeps_largest {
                    break;
                }
                items.truncate(parts);
            }
            if let Some(content) = cut(best.rect, &items, axis, kerf_um) {
                let rect = best.rect;
                let other = sort(Piece { rect, content }, kerf_um);
                if effort(&other) < effort(&best) {
                    best = other;
                }
            }
        }
        if effort(&best) == before {
            break;
        }
    }
    best
}

/// Puts the pieces of every cut in order; what is left over of a cut lies together.
fn sort(piece: Piece, kerf_um: i64) -> Piece {
    let Content::Cut { along, pieces } = piece.content else {
        return piece;
    };
    let rect = piece.rect;
    let mut kept: Vec<_> = pieces
        .into_iter()
        .filter(|piece| piece.content != Content::Leftover)
        .map(|piece| {
            let piece = sort(piece, kerf_um);
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

fn move_by(piece: &mut Piece, axis: Axis, shift_um: i64) {
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

/// Turns of the workpiece, then cuts, that a tree takes.
fn effort(root: &Piece) -> (usize, usize) {
    let (cut_up, cuts) = count(root);
    (cut_up.saturating_sub(1), cuts)
}

/// Pieces that are cut up, and cuts.
fn count(piece: &Piece) -> (usize, usize) {
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

/// The parts, and the largest leftover.
fn items_of(root: &Piece) -> (Vec<Item>, Option<Item>) {
    let mut items = Vec::new();
    let mut largest: Option<Item> = None;
    let mut stack = vec![root];
    while let Some(piece) = stack.pop() {
        let item = || Item {
            rect: piece.rect,
            content: piece.content.clone(),
        };
        match &piece.content {
            Content::Part { .. } => items.push(item()),
            Content::Leftover => {
                let area = piece.rect.area_um2();
                if largest
                    .as_ref()
                    .is_none_or(|largest| area > largest.rect.area_um2())
                {
                    largest = Some(item());
                }
            }
            Content::Cut { pieces, .. } => stack.extend(pieces),
        }
    }
    (items, largest)
}

/// Cuts a piece up by all cuts that pass along an axis, then its pieces along the other; none when no tree of exact
/// pieces does it.
fn cut(rect: Rect, items: &[Item], axis: Axis, kerf_um: i64) -> Option<Content> {
    match items {
        [] => return Some(Content::Leftover),
        [only] if only.rect == rect => return Some(only.content.clone()),
        _ => {}
    }
    let groups = separate(items, axis, kerf_um);
    let spans = |group: &[Item]| {
        let ends = group.iter().map(|item| item.rect.end_um(axis));
        let starts = group.iter().map(|item| item.rect.start_um(axis));
        Some((starts.min()?, ends.max()?))
    };
    let (from, to) = (rect.start_um(axis), rect.end_um(axis));
    if let [group] = groups.as_slice()
        && spans(group)? == (from, to)
    {
        // No cut passes; if none passes along the other axis either this is no plan.
        return (separate(items, axis.across(), kerf_um).len() > 1 || items.len() == 1)
            .then(|| cut(rect, items, axis.across(), kerf_um))?;
    }
    let mut pieces = Vec::new();
    let mut at = from;
    for (index, group) in groups.iter().enumerate() {
        let (start, end) = spans(group)?;
        if start - kerf_um > at {
            pieces.push(Piece {
                rect: axis.slice(rect, at, start - kerf_um),
                content: Content::Leftover,
            });
            at = start;
        }
        if start != at {
            return None;
        }
        // A gap too narrow for a piece of its own goes with the piece before it.
        let next = groups
            .get(index + 1)
            .map(|next| spans(next))
            .unwrap_or(None);
        let end = match next {
            Some((next, _)) if next - end <= 2 * kerf_um => next - kerf_um,
            _ => end,
        };
        let own = axis.slice(rect, at, end);
        pieces.push(Piece {
            rect: own,
            content: cut(own, group, axis.across(), kerf_um)?,
        });
        at = end + kerf_um;
    }
    if at < to {
        pieces.push(Piece {
            rect: axis.slice(rect, at, to),
            content: Content::Leftover,
        });
    }
    Some(Content::Cut {
        along: axis,
        pieces,
    })
}

/// The finest division of items by cuts across an axis, in ascending order.
fn separate(items: &[Item], axis: Axis, kerf_um: i64) -> Vec<Vec<Item>> {
    let mut sorted = items.to_vec();
    sort_by_key(&mut sorted, |item| item.rect.start_um(axis));
    let mut groups: Vec<Vec<Item>> = Vec::new();
    let mut end = i64::MIN;
    for item in sorted {
        let (start, stop) = (item.rect.start_um(axis), item.rect.end_um(axis));
        match groups.last_mut() {
            Some(group) if start < end.saturating_add(kerf_um) => group.push(item),
            _ => groups.push(vec![item]),
        }
        end = end.max(stop);
    }
    groups
}
