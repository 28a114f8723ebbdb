//! Sheets rebuilt from a description of their pieces: an earlier plan read in again, or strips put together.

use super::tree::{ROOT, Sheet};
use crate::geometry::Axis;
use crate::problem::Problem;

/// A piece to rebuild a sheet from.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Inflated extents along x and y.
    pub size: (i32, i32),
    /// What becomes of it.
    pub content: Inside,
}

/// What becomes of a piece to rebuild a sheet from. A cut has at least two pieces that fill it, none of them cut along
/// the same axis and at most one left over.
#[derive(Clone, Debug)]
pub enum Inside {
    /// It is left over.
    Leftover,
    /// It is a part of this kind.
    Part(u32),
    /// It is cut along an axis.
    Cut(Axis, Vec<Shape>),
}

/// What becomes of a piece cut into these along an axis; what they do not fill is left over. Pieces left over and cuts
/// along the same axis become part of it.
pub fn join((w, h): (i32, i32), along: Axis, pieces: Vec<Shape>) -> Inside {
    let extent = |(w, h): (i32, i32)| match along {
        Axis::X => w,
        Axis::Y => h,
    };
    let mut kept = Vec::new();
    for shape in pieces {
        match shape.content {
            Inside::Leftover => {}
            Inside::Cut(axis, inner) if axis == along => kept.extend(
                inner
                    .into_iter()
                    .filter(|shape| !matches!(shape.content, Inside::Leftover)),
            ),
            _ => kept.push(shape),
        }
    }
    let rest = extent((w, h)) - kept.iter().map(|shape| extent(shape.size)).sum::<i32>();
    if kept.is_empty() {
        return Inside::Leftover;
    }
    if rest > 0 {
        let size = match along {
            Axis::X => (rest, h),
            Axis::Y => (w, rest),
        };
        kept.push(Shape {
            size,
            content: Inside::Leftover,
        });
    }
    match kept.len() {
        1 => kept.swap_remove(0).content,
        _ => Inside::Cut(along, kept),
    }
}

impl Sheet {
    /// Cuts an open sheet of which nothing is cut yet up into a shape of its size.
    pub fn rebuild(&mut self, problem: &Problem, shape: &Shape) {
        self.forget_leftover(ROOT);
        let mut stack = vec![(ROOT, shape)];
        while let Some((id, shape)) = stack.pop() {
            let level = self.nodes[id as usize].level;
            match &shape.content {
                Inside::Leftover => self.become_leftover(problem, id),
                Inside::Part(kind) => {
                    self.weight += problem.kinds[*kind as usize].weight;
                    self.parts += 1;
                    self.set_part(id, *kind);
                }
                Inside::Cut(axis, pieces) => {
                    self.set_cut(id, *axis);
                    for piece in pieces {
                        let (w, h) = piece.size;
                        stack.push((self.add(w, h, id, level.saturating_add(1)), piece));
                    }
                }
            }
        }
    }
}
