//! A leftover that stands in a plan as one more part, the last kind of its job.

use super::state::State;
use super::tree::Role;
use crate::geometry::Axis;
use crate::problem::Problem;

/// Puts the last kind of a job into a leftover of just its size.
pub fn place_last(problem: &Problem, state: &mut State, size: (i32, i32)) {
    let kind = problem.kinds.len() as u32 - 1;
    let place = state.open_sheets().find_map(|sheet| {
        let tree = &state.sheets[sheet as usize];
        tree.leftovers()
            .iter()
            .find(|&&id| (tree.node(id).w, tree.node(id).h) == size)
            .map(|&id| (sheet, id))
    });
    if let Some((sheet, id)) = place {
        state.insert(problem, sheet, id, kind, size, Axis::X);
    }
}

/// The plan of a job with one more part, for the job without it.
pub fn without_last(problem: &Problem, more: &Problem, state: &State) -> State {
    let kind = more.kinds.len() as u32 - 1;
    let mut plan = State::load(more, &state.save());
    let place = plan.open_sheets().find_map(|sheet| {
        let tree = &plan.sheets[sheet as usize];
        (0..tree.capacity())
            .find(|&id| tree.node(id).role == Role::Part && tree.node(id).kind == kind)
            .map(|id| (sheet, id))
    });
    if let Some((sheet, id)) = place {
        plan.remove(more, sheet, id);
    }
    State::load(problem, &plan.save())
}
