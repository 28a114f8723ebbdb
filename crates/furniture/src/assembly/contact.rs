//! Where boards meet: a tongue gets its groove, and nothing shares a place with anything else.

use super::{Assembly, Box3, Check};
use crate::assembly::Severity;
use crate::gather::order_by;
use crate::key::PartKey;
use crate::message::Message;
use crate::problem::Problem;

/// Grooves every board that another one's tongue enters and reports every other overlap.
///
/// A tongue may enter a board by at most its own depth and never come out on the other side.
pub(super) fn join(assembly: &mut Assembly, problems: &mut Vec<Problem>) {
    let before = problems.len();
    let boards = assembly.boards.iter();
    let order = order_by(boards.map(|board| (board.item, board.place.min[0].0)));
    let mut grooves: Vec<(usize, Box3)> = Vec::new();
    for (position, &first) in order.iter().enumerate() {
        let a = &assembly.boards[first];
        let end = a.place.max(0);
        for &second in &order[position + 1..] {
            let b = &assembly.boards[second];
            if b.item != a.item || b.place.min[0] >= end {
                break;
            }
            let Some(shared) = a.place.intersection(&b.place) else {
                continue;
            };
            match (enters(a, b, &shared), enters(b, a, &shared)) {
                (true, _) => grooves.push((second, shared)),
                (_, true) => grooves.push((first, shared)),
                _ => problems.push(overlap((&a.label, &a.key), (&b.label, &b.key))),
            }
        }
    }
    for (board, groove) in grooves {
        assembly.boards[board].grooves.push(groove);
    }
    keep_clear(assembly, problems);
    if before == problems.len() && !assembly.boards.is_empty() {
        assembly.checks.push(Check {
            severity: Severity::Passes,
            message: Message::new("check.no-overlap.passes"),
            keys: Vec::new(),
        });
    }
}

/// Reports every board and every other piece of hardware in the place that hardware takes up.
fn keep_clear(assembly: &Assembly, problems: &mut Vec<Problem>) {
    let solids = || {
        let models = assembly.models.iter();
        models.filter_map(|model| Some((model, model.solid.as_ref()?)))
    };
    for (index, (model, solid)) in solids().enumerate() {
        let boards = assembly.boards.iter();
        let boards = boards.map(|board| (board.item, &board.place, (&board.label, &board.key)));
        let others = solids().skip(index + 1);
        let others = others.map(|(other, at)| (other.item, &at.place, (&at.label, &other.key)));
        for (item, place, named) in boards.chain(others) {
            if item == model.item && solid.place.intersection(place).is_some() {
                problems.push(overlap((&solid.label, &model.key), named));
            }
        }
    }
}

/// Two things, each with its name and key, in one place.
fn overlap((first, key): (&String, &PartKey), (second, other): (&String, &PartKey)) -> Problem {
    let message = Message::new("problem.overlap")
        .key("first", first)
        .key("second", second);
    Problem::new(message).concerning(vec![key.to_string(), other.to_string()])
}

/// True when `tongue`'s edge lies in `other` as a tongue in its groove.
fn enters(tongue: &super::Board, other: &super::Board, shared: &Box3) -> bool {
    tongue.tongue.is_some_and(|depth| {
        // The groove is as deep as the overlap across the grooved board's thickness.
        let axis = other.thickness_axis;
        axis != tongue.thickness_axis
            && shared.size[axis] <= depth
            && shared.size[axis] < other.place.size[axis]
            && shared.size[tongue.thickness_axis] == tongue.place.size[tongue.thickness_axis]
    })
}
