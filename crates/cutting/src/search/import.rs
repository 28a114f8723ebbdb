//! From a solution to the search's sheets: what of an earlier plan still holds.

use super::shape::{Inside, Shape, join};
use super::tree::Sheet;
use crate::geometry::Axis;
use crate::instance::Instance;
use crate::problem::Problem;
use crate::solution::{self, Content, Piece, Solution};

/// The sheets of an earlier plan as far as its parts are still ordered and its stocks are not used up. None where the
/// job has rules of the saw: a plan with parts taken out may no longer keep them.
pub fn sheets(instance: &Instance, problem: &Problem, earlier: &Solution) -> Vec<Sheet> {
    if problem.limits.is_any {
        return Vec::new();
    }
    let mut kind_of = vec![None; instance.parts().len()];
    for (kind, this) in (0_u32..).zip(&problem.kinds) {
        if this.group.is_none() {
            for &(part, _) in &this.members {
                kind_of[part] = Some(kind);
            }
        }
    }
    let mut import = Import {
        problem,
        kind_of,
        wanted: problem.kinds.iter().map(|kind| kind.demand).collect(),
        kerf: instance.kerf_um(),
    };
    let mut left: Vec<u32> = problem.sheets.iter().map(|sheet| sheet.quantity).collect();
    let mut found = Vec::new();
    for sheet in &earlier.sheets {
        let Some(count) = left.get_mut(sheet.stock).filter(|count| **count > 0) else {
            continue;
        };
        let before = import.wanted.clone();
        match import.sheet(sheet) {
            Some(sheet) if !sheet.is_empty() => {
                *count -= 1;
                found.push(sheet);
            }
            _ => import.wanted = before,
        }
    }
    found
}

struct Import<'a> {
    problem: &'a Problem,
    /// The kind of each part of the instance.
    kind_of: Vec<Option<u32>>,
    /// How many of each kind are still to be placed.
    wanted: Vec<u32>,
    kerf: i64,
}

impl Import<'_> {
    fn sheet(&mut self, from: &solution::Sheet) -> Option<Sheet> {
        let kind = &self.problem.sheets[from.stock];
        if self.size(&from.root) != (kind.w, kind.h) {
            return None;
        }
        let shape = self.shape(&from.root);
        let mut sheet = Sheet::closed();
        sheet.open(self.problem, from.stock);
        sheet.rebuild(self.problem, &shape);
        Some(sheet)
    }

    fn size(&self, piece: &Piece) -> (i32, i32) {
        let inflate = |um: i64| i32::try_from(um + self.kerf).unwrap_or(i32::MAX);
        (inflate(piece.rect.width_um), inflate(piece.rect.height_um))
    }

    /// A piece in the form that the search keeps: no cut within a cut of the same axis, one leftover in each at most.
    fn shape(&mut self, piece: &Piece) -> Shape {
        let size = self.size(piece);
        let content = match &piece.content {
            Content::Leftover => Inside::Leftover,
            Content::Part { part, .. } => self.part(*part, size),
            Content::Cut { along, pieces } => self.cut(size, *along, pieces),
        };
        Shape { size, content }
    }

    fn part(&mut self, part: usize, (w, h): (i32, i32)) -> Inside {
        let Some(kind) = self.kind_of.get(part).copied().flatten() else {
            return Inside::Leftover;
        };
        let this = &self.problem.kinds[kind as usize];
        let is_size = (w, h) == (this.w, this.h) || (this.can_turn && (h, w) == (this.w, this.h));
        let wanted = &mut self.wanted[kind as usize];
        if is_size && *wanted > 0 {
            *wanted -= 1;
            Inside::Part(kind)
        } else {
            Inside::Leftover
        }
    }

    fn cut(&mut self, size: (i32, i32), along: Axis, pieces: &[Piece]) -> Inside {
        let shapes = pieces.iter().map(|piece| self.shape(piece)).collect();
        join(size, along, shapes)
    }
}
