//! Taking parts out again: pieces chosen by chance, more often from sheets that are badly used.

use super::state::State;
use super::tree::{NONE, ROOT, Role};
use crate::problem::Problem;
use crate::rng::Rng;

/// A ruin keeps to at most this many sheets.
const FOCUS: u32 = 6;

/// Working memory, kept between calls.
#[derive(Debug, Default)]
pub struct Ruin {
    open: Vec<u32>,
}

impl Ruin {
    /// Takes out `pieces` pieces (parts or whole blocks) of a few sheets, so that what becomes free lies together.
    /// Returns how many parts that were.
    pub fn pieces(
        &mut self,
        problem: &Problem,
        state: &mut State,
        rng: &mut Rng,
        pieces: u32,
    ) -> usize {
        self.open.clear();
        self.open.extend(state.sheets_in_focus());
        if self.open.len() > FOCUS as usize {
            let few = 1 + rng.below(FOCUS) as usize;
            for chosen in 0..few {
                let at = chosen + self.pick(problem, state, rng, chosen);
                self.open.swap(chosen, at);
            }
            self.open.truncate(few);
        }
        let mut removed = 0;
        for _ in 0..pieces {
            if self.open.is_empty() {
                break;
            }
            let at = self.pick(problem, state, rng, 0);
            let sheet = self.open[at];
            let node = pick_node(problem, state, sheet, rng);
            removed += state.remove(problem, sheet, node);
            if !state.sheets[sheet as usize].is_open {
                self.open.swap_remove(at);
            }
        }
        removed
    }

    /// Turns to a few sheets of a large plan, the less used ones more often.
    pub fn focus(&mut self, problem: &Problem, state: &mut State, rng: &mut Rng, sheets: usize) {
        self.open.clear();
        self.open.extend(state.open_sheets());
        let few = sheets.min(self.open.len());
        for chosen in 0..few {
            let at = chosen + self.pick(problem, state, rng, chosen);
            self.open.swap(chosen, at);
        }
        state.focus_on(self.open[..few].to_vec());
    }

    /// Empties one or two sheets, so that others may be opened instead. Returns how many parts that were.
    pub fn sheets(&mut self, problem: &Problem, state: &mut State, rng: &mut Rng) -> usize {
        self.open.clear();
        self.open.extend(state.sheets_in_focus());
        let mut removed = 0;
        for _ in 0..=rng.below(2) {
            if self.open.is_empty() {
                break;
            }
            let at = self.pick(problem, state, rng, 0);
            removed += state.remove(problem, self.open.swap_remove(at), ROOT);
        }
        removed
    }

    /// The less used of two sheets chosen by chance, as a position behind `from`.
    fn pick(&self, problem: &Problem, state: &State, rng: &mut Rng, from: usize) -> usize {
        let open = &self.open[from..];
        let count = open.len() as u32;
        let one = rng.below(count) as usize;
        let other = rng.below(count) as usize;
        if usage(problem, state, open[other]) < usage(problem, state, open[one]) {
            other
        } else {
            one
        }
    }

    /// Takes the least used sheets out until the rest costs no more than `budget`.
    pub fn down_to(&mut self, problem: &Problem, state: &mut State, rng: &mut Rng, budget: u64) {
        while state.cost() > budget {
            self.open.clear();
            self.open.extend(state.open_sheets());
            let mut worst = self.open.first().copied();
            for _ in 0..3 {
                let at = self.pick(problem, state, rng, 0);
                let sheet = self.open[at];
                if worst
                    .is_none_or(|worst| usage(problem, state, sheet) < usage(problem, state, worst))
                {
                    worst = Some(sheet);
                }
            }
            let Some(worst) = worst else { return };
            state.remove(problem, worst, ROOT);
        }
    }
}

/// Weight of the parts for each unit of the sheet's value; only compared, so the unit does not matter.
fn usage(problem: &Problem, state: &State, sheet: u32) -> i64 {
    let sheet = &state.sheets[sheet as usize];
    let kind = &problem.sheets[sheet.stock as usize];
    // Both fit: weights stay below 2^51, and the division comes first.
    sheet.weight / (kind.value >> 20).max(1)
}

/// A part or block of an open sheet, not its root unless that is the part.
fn pick_node(problem: &Problem, state: &State, sheet: u32, rng: &mut Rng) -> u32 {
    let tree = &state.sheets[sheet as usize];
    let capacity = tree.capacity();
    loop {
        let id = rng.below(capacity);
        let is_piece = match tree.node(id).role {
            // A leftover that is aimed at mostly stays.
            Role::Part => {
                let kind = &problem.kinds[tree.node(id).kind as usize];
                !kind.members.is_empty() || rng.once_in(16)
            }
            Role::Cut => tree.parent(id) != NONE,
            Role::Free | Role::Leftover => false,
        };
        if is_piece {
            return id;
        }
    }
}
