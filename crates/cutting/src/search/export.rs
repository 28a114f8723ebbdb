//! From the search's sheets to a solution: kerf taken off again, pieces in a fixed order, parts given their index.

use std::cmp::Ordering;

use super::regroup::regroup;
use super::tree::{NodeId, ROOT, Role, Sheet};
use crate::geometry::{Axis, Rect};
use crate::instance::Instance;
use crate::order::sort_by;
use crate::problem::Problem;
use crate::rules::Goal;
use crate::solution::{self, Content, Piece, Solution};

/// A piece without its place, so that equal ones compare equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    w: i32,
    h: i32,
    content: ShapeContent,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ShapeContent {
    Leftover,
    Part(u32),
    Cut(Axis, Vec<Shape>),
}

/// Writes a plan out. Sheets cut alike come together, the fullest first.
pub fn solution(instance: &Instance, problem: &Problem, sheets: &[Sheet]) -> Solution {
    let largest: Vec<i64> = sheets.iter().map(|sheet| largest(problem, sheet)).collect();
    let most = largest.iter().copied().max().unwrap_or_default();
    // Where any offcut counts none is sacrificed for easier sawing; else only that which the goal asks for is kept.
    let counts_all = problem.credit_bp > 0 || problem.offcut.0 > problem.limits.kerf;
    let keeps =
        |largest| (counts_all && largest > 0) || (problem.goal == Goal::Offcut && largest == most);
    let mut shapes: Vec<(i64, u32, Shape, bool)> = sheets
        .iter()
        .zip(largest)
        .map(|(sheet, largest)| {
            (
                sheet.weight,
                sheet.stock,
                shape(sheet, ROOT),
                keeps(largest),
            )
        })
        .collect();
    sort_by(&mut shapes, |one, other| other.cmp(one));
    let mut parts = Parts {
        instance,
        problem,
        taken: problem.kinds.iter().map(|_| (0, 0)).collect(),
    };
    let sheets = shapes
        .into_iter()
        .map(|(_, stock, shape, keeps)| {
            let stock = stock as usize;
            let trim = instance.trim_of(&instance.stocks()[stock]);
            let root = parts.piece(&shape, trim.left_um, trim.bottom_um);
            let depth = instance.stocks()[stock].depth;
            let root = if instance.groups().is_empty() {
                let is_allowed = |root: &Piece| problem.limits.allow(root, depth);
                regroup(root, instance.kerf_um(), keeps, &is_allowed)
            } else {
                root
            };
            solution::Sheet { stock, root }
        })
        .collect();
    Solution { sheets }
}

/// Area of a sheet's largest leftover worth keeping.
fn largest(problem: &Problem, sheet: &Sheet) -> i64 {
    let leftovers = sheet.leftovers().iter().map(|&id| sheet.node(id));
    leftovers
        .filter(|node| problem.is_worth_keeping(node.w, node.h))
        .map(|node| i64::from(node.w) * i64::from(node.h))
        .max()
        .unwrap_or_default()
}

fn shape(sheet: &Sheet, id: NodeId) -> Shape {
    let node = sheet.node(id);
    let content = match node.role {
        Role::Part => ShapeContent::Part(node.kind),
        Role::Cut => {
            let mut children: Vec<Shape> = sheet
                .children(id)
                .map(|child| shape(sheet, child))
                .collect();
            sort_by(&mut children, |one, other| in_order(node.axis, one, other));
            ShapeContent::Cut(node.axis, children)
        }
        Role::Leftover | Role::Free => ShapeContent::Leftover,
    };
    Shape {
        w: node.w,
        h: node.h,
        content,
    }
}

/// Wide strips first, equal ones beside each other, what is left over at the end.
fn in_order(axis: Axis, one: &Shape, other: &Shape) -> Ordering {
    let is_leftover = |shape: &Shape| shape.content == ShapeContent::Leftover;
    let extent = |shape: &Shape| if axis == Axis::X { shape.w } else { shape.h };
    is_leftover(one)
        .cmp(&is_leftover(other))
        .then(extent(other).cmp(&extent(one)))
        .then_with(|| other.cmp(one))
}

struct Parts<'a> {
    instance: &'a Instance,
    problem: &'a Problem,
    /// For each kind: the member whose turn it is, and how many of it are given out.
    taken: Vec<(usize, u32)>,
}

impl Parts<'_> {
    fn piece(&mut self, shape: &Shape, x_um: i64, y_um: i64) -> Piece {
        let kerf = self.instance.kerf_um();
        let rect = Rect {
            x_um,
            y_um,
            width_um: i64::from(shape.w) - kerf,
            height_um: i64::from(shape.h) - kerf,
        };
        let content = match &shape.content {
            ShapeContent::Leftover => Content::Leftover,
            ShapeContent::Part(kind) => match self.problem.kinds[*kind as usize].group {
                Some(along) => self.strip(*kind, along, rect),
                None => self.part(*kind, rect),
            },
            ShapeContent::Cut(axis, children) => {
                let mut pieces = Vec::with_capacity(children.len());
                let mut at = 0;
                for child in children {
                    let (x_um, y_um, extent) = match axis {
                        Axis::X => (x_um + at, y_um, i64::from(child.w)),
                        Axis::Y => (x_um, y_um + at, i64::from(child.h)),
                    };
                    at += extent;
                    // A leftover no wider than the blade is sawdust.
                    if extent > kerf {
                        let piece = self.piece(child, x_um, y_um);
                        // The parts of a strip that lies along this cut come off one by one by the same cuts.
                        match piece.content {
                            Content::Cut {
                                along,
                                pieces: more,
                            } if along == *axis => {
                                pieces.extend(more);
                            }
                            _ => pieces.push(piece),
                        }
                    }
                }
                Content::Cut {
                    along: *axis,
                    pieces,
                }
            }
        };
        Piece { rect, content }
    }

    /// The parts of a group's strip, side by side.
    fn strip(&self, kind: u32, along: Axis, rect: Rect) -> Content {
        let kind = &self.problem.kinds[kind as usize];
        let kerf = self.instance.kerf_um();
        let straight = (i64::from(kind.w) - kerf, i64::from(kind.h) - kerf);
        let rotated = (rect.width_um, rect.height_um) != straight;
        let axis = if rotated { along.across() } else { along };
        let mut at = rect.start_um(axis);
        let pieces = kind.members.iter().map(|&(part, _)| {
            let extent = self.instance.parts()[part].extent_um(along);
            let mut own = rect;
            match axis {
                Axis::X => (own.x_um, own.width_um) = (at, extent),
                Axis::Y => (own.y_um, own.height_um) = (at, extent),
            }
            at += extent + kerf;
            Piece {
                rect: own,
                content: Content::Part { part, rotated },
            }
        });
        Content::Cut {
            along: axis,
            pieces: pieces.collect(),
        }
    }

    fn part(&mut self, kind: u32, rect: Rect) -> Content {
        let members = &self.problem.kinds[kind as usize].members;
        let (member, given) = &mut self.taken[kind as usize];
        if *given == members[*member].1 && *member + 1 < members.len() {
            *member += 1;
            *given = 0;
        }
        *given += 1;
        let part = members[*member].0;
        let ordered = &self.instance.parts()[part];
        let rotated = (rect.width_um, rect.height_um) != (ordered.width_um, ordered.height_um);
        Content::Part { part, rotated }
    }
}
