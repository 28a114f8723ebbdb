//! The same parts in the same places, cut in an order that is easier at the saw.
//!
//! The search's trees grow part by part, so that one cut across a whole piece often stands there as several cuts of its
//! pieces. Here a sheet is cut again from its rectangles alone: at each level by every cut that passes, first along one
//! axis, then along the other. The largest leftover stays whole.

use super::abreast::abreast;
use super::effort::effort;
use super::line_up::line_up;
use crate::geometry::{Axis, Rect};
use crate::order::sort_by_key;
use crate::solution::{Content, Piece};

/// Most times that a sheet is cut again.
const ROUNDS: u32 = 4;

/// A part, or the leftover that stays whole.
#[derive(Clone, Debug)]
struct Item {
    rect: Rect,
    content: Content,
}

/// The tree with the fewest turns, then cuts, among the given one and those that cut along x or y first, all with alike
/// strips cut up together or one by one, as far as they are allowed. Its pieces are in the order of the trade. The largest
/// leftover stays whole unless it need not and trees without it are easier.
pub fn regroup(
    root: Piece,
    kerf_um: i64,
    keeps_largest: bool,
    is_allowed: &dyn Fn(&Piece) -> bool,
) -> Piece {
    let mut best = root;
    let take = |best: &mut Piece, other: Piece, least: (usize, usize)| {
        let other = line_up(other, kerf_um);
        let abreast = line_up(abreast(other.clone(), kerf_um), kerf_um);
        let mut least = least;
        for other in [other, abreast] {
            if effort(&other) < least && is_allowed(&other) {
                least = effort(&other);
                *best = other;
            }
        }
    };
    // Whatever is easier or as easy, if it is in order.
    let (turns, cuts) = effort(&best);
    let given = best.clone();
    take(&mut best, given, (turns, cuts + 1));
    // What is in order may have cuts in line that can then be made as one.
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
                let least = effort(&best);
                take(&mut best, Piece { rect, content }, least);
            }
        }
        if effort(&best) == before {
            break;
        }
    }
    best
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
