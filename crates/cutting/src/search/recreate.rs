//! Putting parts into leftovers: the part with the fewest places first, each where it spoils least, if need be in a
//! leftover that is widened for it.

use super::state::State;
use super::tree::NodeId;
use super::waiting::{Candidate, Order, Waiting};
use super::widen::Widening;
use crate::geometry::Axis;
use crate::problem::Place;
use crate::problem::Problem;
use crate::rng::Rng;

/// A place where a part may go.
#[derive(Clone, Copy, Debug)]
struct Spot {
    place: Place,
    /// Index of the sheet, or [`UNOPENED`].
    sheet: u32,
    /// The leftover, or the stock of a sheet not opened yet.
    node: NodeId,
    /// What it is worth.
    value: i64,
}

const UNOPENED: u32 = u32::MAX;

/// Leftovers looked through for a place to be widened in one unit of work.
const REACHES_PER_WORK: usize = 2;

/// How a plan is filled.
#[derive(Clone, Copy, Debug)]
pub struct Fill {
    /// The sheets in use may cost this much together.
    pub budget: u64,
    /// Give up once parts of more than this weight have no place.
    pub limit: i64,
    /// Overlook a possibility once in so many; 0 is never.
    pub blink: u32,
    /// Which part comes next.
    pub order: Order,
    /// Leftovers may be widened.
    pub widens: bool,
}

/// Working memory, kept between calls.
#[derive(Debug, Default)]
pub struct Recreate {
    spots: Vec<Spot>,
    waiting: Waiting,
    unopened: usize,
}

/// Where a part goes.
#[derive(Clone, Copy, Debug)]
struct Choice {
    at: Where,
    /// Inflated size of the part as it lies there.
    size: (i32, i32),
    /// Along which axis it is cut off first.
    axis: Axis,
    /// What is lost of the worth of leftovers.
    loss: i64,
}

#[derive(Clone, Copy, Debug)]
enum Where {
    /// The place of this index.
    Spot(usize),
    /// A leftover of a sheet that is widened.
    Widened(u32, NodeId),
}

impl Recreate {
    /// Places what can be placed. Returns the work done and whether the limit was kept.
    pub fn fill(
        &mut self,
        problem: &Problem,
        state: &mut State,
        rng: &mut Rng,
        fill: Fill,
    ) -> (u64, bool) {
        self.gather(problem, state, fill.budget);
        let mut work = 1 + (self.spots.len() / 16) as u64;
        self.activate(problem, state);
        if fill.widens {
            state.list_reaches(problem);
        }
        let mut stuck = 0;
        while let Some(at) = self.waiting.next(fill.order, rng) {
            let candidate = self.waiting.candidate(problem, at);
            let mut choice = self.best_place(problem, candidate, fill.blink, rng);
            if fill.widens {
                let below = choice.map_or(i64::MAX, |choice| choice.loss);
                let (widened, seen) = best_widening(problem, state, candidate, below);
                choice = widened.or(choice);
                work += (seen / REACHES_PER_WORK) as u64;
            }
            if let Some(choice) = choice {
                self.place(problem, state, candidate, choice, fill);
                work += 2;
            }
            let left = state.unplaced()[candidate.kind as usize];
            if choice.is_none() {
                stuck += problem.kinds[candidate.kind as usize].weight * i64::from(left);
                if stuck > fill.limit {
                    return (work, false);
                }
            }
            if choice.is_none() || left == 0 {
                self.waiting.remove(at, fill.order);
            }
        }
        (work, true)
    }

    fn gather(&mut self, problem: &Problem, state: &State, budget: u64) {
        self.spots.clear();
        self.unopened = 0;
        for stock in 0..problem.sheets.len() {
            if state.available(problem, stock) > 0
                && state.cost() + problem.sheets[stock].cost <= budget
            {
                let kind = &problem.sheets[stock];
                self.spots.push(Spot {
                    place: kind.place(),
                    sheet: UNOPENED,
                    node: stock as u32,
                    value: kind.value,
                });
                self.unopened += 1;
            }
        }
        for index in state.sheets_in_focus() {
            let sheet = &state.sheets[index as usize];
            for &id in sheet.leftovers() {
                let node = sheet.node(id);
                if problem.is_useful(node.w, node.h) && sheet.has_room(id) {
                    self.spots.push(Spot {
                        place: sheet.place(id),
                        sheet: index,
                        node: id,
                        value: node.value,
                    });
                }
            }
        }
    }

    /// Counts the places of every kind and drops the spots that hold none of them.
    fn activate(&mut self, problem: &Problem, state: &State) {
        self.waiting.list(problem, state.unplaced());
        let (waiting, unopened) = (&mut self.waiting, self.unopened);
        let mut index = 0;
        self.spots.retain(|spot| {
            let is_any = waiting.count(problem, &spot.place);
            index += 1;
            is_any || index <= unopened
        });
    }

    fn best_place(
        &self,
        problem: &Problem,
        candidate: Candidate,
        blink: u32,
        rng: &mut Rng,
    ) -> Option<Choice> {
        if candidate.places == 0 {
            return None;
        }
        let mut best: Option<Choice> = None;
        // When blinks hide every place the first one seen is taken after all.
        let mut fallback = None;
        for (index, spot) in self.spots.iter().enumerate() {
            for size in candidate.sizes_within((spot.place.w, spot.place.h)) {
                let Some((axis, left)) = problem.split(spot.place, size, candidate.is_group) else {
                    continue;
                };
                let choice = Choice {
                    at: Where::Spot(index),
                    size,
                    axis,
                    loss: spot.value - left,
                };
                if blink > 0 && rng.once_in(blink) {
                    fallback = fallback.or(Some(choice));
                } else if best.is_none_or(|best| choice.loss < best.loss) {
                    best = Some(choice);
                }
            }
        }
        best.or(fallback)
    }

    fn place(
        &mut self,
        problem: &Problem,
        state: &mut State,
        candidate: Candidate,
        choice: Choice,
        fill: Fill,
    ) {
        let Choice { size, axis, .. } = choice;
        let index = match choice.at {
            Where::Spot(index) => index,
            Where::Widened(sheet, leftover) => {
                state.widen(problem, sheet, leftover, size);
                state.insert(problem, sheet, leftover, candidate.kind, size, axis);
                state.sheets[sheet as usize].list_reaches(problem);
                self.gather_anew(problem, state, sheet);
                return;
            }
        };
        let mut spot = self.spots[index];
        if spot.sheet == UNOPENED {
            let stock = spot.node as usize;
            spot.sheet = state.open(problem, stock);
            spot.node = super::tree::ROOT;
            // Opening one may exhaust its stock and the budget for others.
            let mut index = 0;
            while index < self.unopened {
                let stock = self.spots[index].node as usize;
                if state.available(problem, stock) > 0
                    && state.cost() + problem.sheets[stock].cost <= fill.budget
                {
                    index += 1;
                } else {
                    self.unopened -= 1;
                    self.spots.swap(index, self.unopened);
                    self.drop_spot(problem, self.unopened);
                }
            }
        } else {
            self.drop_spot(problem, index);
        }
        let beside = state.sheets[spot.sheet as usize].parent(spot.node);
        let inserted = state.insert(problem, spot.sheet, spot.node, candidate.kind, size, axis);
        for id in inserted.leftovers.into_iter().flatten() {
            self.add_spot(problem, state, spot.sheet, id);
        }
        if fill.widens {
            state.sheets[spot.sheet as usize].list_reaches_below(problem, beside);
        }
    }

    /// Adds a leftover to the list when a part that is to be placed fits it.
    fn add_spot(&mut self, problem: &Problem, state: &State, sheet: u32, id: NodeId) {
        let tree = &state.sheets[sheet as usize];
        let node = tree.node(id);
        if problem.is_useful(node.w, node.h) && tree.has_room(id) {
            let (place, value) = (tree.place(id), node.value);
            if self.waiting.count(problem, &place) {
                self.spots.push(Spot {
                    place,
                    sheet,
                    node: id,
                    value,
                });
            }
        }
    }

    /// Lists the leftovers of a sheet of which many have changed.
    fn gather_anew(&mut self, problem: &Problem, state: &State, sheet: u32) {
        let mut at = self.unopened;
        while at < self.spots.len() {
            if self.spots[at].sheet == sheet {
                self.drop_spot(problem, at);
            } else {
                at += 1;
            }
        }
        for &id in state.sheets[sheet as usize].leftovers() {
            self.add_spot(problem, state, sheet, id);
        }
    }

    /// Takes a spot off the list. The unopened ones stay at the front, so only the others may change places with it.
    fn drop_spot(&mut self, problem: &Problem, index: usize) {
        let spot = self.spots.swap_remove(index);
        self.waiting.discount(problem, &spot.place);
    }
}

/// The way to widen a leftover for a part that loses least, if it is less than so much, and how many were looked at.
fn best_widening(
    problem: &Problem,
    state: &State,
    candidate: Candidate,
    below: i64,
) -> (Option<Choice>, usize) {
    let (mut best, mut least, mut seen) = (None, below, 0);
    for index in state.sheets_in_focus() {
        let sheet = &state.sheets[index as usize];
        if !candidate.is_within(sheet.farthest()) {
            continue;
        }
        let reaches = sheet.reaches();
        seen += reaches.len();
        for (&node, &most) in sheet.leftovers().iter().zip(reaches) {
            if !candidate.is_within(most) {
                continue;
            }
            for size in candidate.sizes_within(most) {
                let have = sheet.node(node).size();
                if size.0 <= have.0 && size.1 <= have.1 {
                    continue;
                }
                let widening = sheet.widening(problem, node, size, candidate.is_group);
                if let Some(Widening { axis, loss }) = widening
                    && loss < least
                {
                    least = loss;
                    best = Some(Choice {
                        at: Where::Widened(index, node),
                        size,
                        axis,
                        loss,
                    });
                }
            }
        }
    }
    (best, seen)
}
