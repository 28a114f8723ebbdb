//! Putting parts into leftovers: the part with the fewest places first, each where it spoils least.

use super::limits::{Limits, Place};
use super::problem::Problem;
use super::state::State;
use super::tree::NodeId;
use crate::rng::Rng;
use crate::solution::Axis;

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
}

/// Which part comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The one with the fewest places, ties by chance.
    Restricted,
    /// The one with the fewest places, ties to the larger.
    RestrictedLarge,
    /// The largest, whatever its places.
    Large,
}

/// Working memory, kept between calls.
#[derive(Debug, Default)]
pub struct Recreate {
    spots: Vec<Spot>,
    /// Kinds with parts to place that still have a place.
    active: Vec<Candidate>,
    unopened: usize,
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    w: i32,
    h: i32,
    can_turn: bool,
    is_group: bool,
    kind: u32,
    places: u32,
}

impl Candidate {
    #[inline]
    const fn straight(&self, place: &Place) -> bool {
        self.w <= place.w && self.h <= place.h
    }

    #[inline]
    const fn turned(&self, place: &Place) -> bool {
        self.can_turn && self.h <= place.w && self.w <= place.h
    }

    #[inline]
    fn fits(&self, place: &Place, limits: &Limits) -> bool {
        if !limits.is_any {
            return self.straight(place) || self.turned(place);
        }
        let may = |size| {
            [Axis::X, Axis::Y]
                .into_iter()
                .any(|axis| limits.allows(*place, size, axis, self.is_group))
        };
        (self.straight(place) && may((self.w, self.h)))
            || (self.turned(place) && may((self.h, self.w)))
    }
}

#[derive(Clone, Copy, Debug)]
struct Choice {
    spot: usize,
    turned: bool,
    axis: Axis,
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
        let mut stuck = self.activate(problem, state);
        while stuck <= fill.limit {
            let Some(at) = self.next(fill.order, rng) else {
                return (work, true);
            };
            let candidate = self.active[at];
            let choice = self.best_place(problem, candidate, fill.blink, rng);
            self.place(problem, state, candidate, choice, fill.budget);
            work += 2;
            stuck += self.retire(problem, state);
        }
        (work, false)
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

    /// Counts the places of every kind and drops the spots that hold none of them; returns the weight of the parts
    /// that have no place.
    fn activate(&mut self, problem: &Problem, state: &State) -> i64 {
        self.active.clear();
        for (kind, &count) in (0_u32..).zip(state.unplaced()) {
            if count > 0 {
                let this = &problem.kinds[kind as usize];
                self.active.push(Candidate {
                    w: this.w,
                    h: this.h,
                    can_turn: this.can_turn,
                    is_group: this.group.is_some(),
                    kind,
                    places: 0,
                });
            }
        }
        let (active, unopened) = (&mut self.active, self.unopened);
        let mut index = 0;
        self.spots.retain(|spot| {
            let is_any = count_places(active, &spot.place, &problem.limits);
            index += 1;
            is_any || index <= unopened
        });
        self.retire(problem, state)
    }

    fn next(&self, order: Order, rng: &mut Rng) -> Option<usize> {
        if self.active.is_empty() {
            return None;
        }
        if order == Order::Large {
            return Some(0);
        }
        let mut best = 0;
        let mut fewest = u32::MAX;
        let mut ties = 0;
        for (index, candidate) in self.active.iter().enumerate() {
            if candidate.places < fewest {
                fewest = candidate.places;
                best = index;
                ties = 1;
            } else if candidate.places == fewest && order == Order::Restricted {
                ties += 1;
                if rng.below(ties) == 0 {
                    best = index;
                }
            }
        }
        Some(best)
    }

    fn best_place(
        &self,
        problem: &Problem,
        candidate: Candidate,
        blink: u32,
        rng: &mut Rng,
    ) -> Choice {
        let mut best = Choice {
            spot: 0,
            turned: false,
            axis: Axis::X,
        };
        let mut least = i64::MAX;
        let mut is_found = false;
        // When blinks hide every place the first one seen is taken after all.
        let mut fallback = None;
        for (index, spot) in self.spots.iter().enumerate() {
            for turned in [false, true] {
                let (fits, size) = if turned {
                    (candidate.turned(&spot.place), (candidate.h, candidate.w))
                } else {
                    (candidate.straight(&spot.place), (candidate.w, candidate.h))
                };
                if !fits {
                    continue;
                }
                let Some((axis, left)) = problem.split(spot.place, size, candidate.is_group) else {
                    continue;
                };
                let choice = Choice {
                    spot: index,
                    turned,
                    axis,
                };
                if blink > 0 && rng.once_in(blink) {
                    fallback = fallback.or(Some(choice));
                    continue;
                }
                let loss = spot.value - left;
                if !is_found || loss < least {
                    is_found = true;
                    least = loss;
                    best = choice;
                }
            }
        }
        if is_found {
            best
        } else {
            fallback.unwrap_or(best)
        }
    }

    fn place(
        &mut self,
        problem: &Problem,
        state: &mut State,
        candidate: Candidate,
        choice: Choice,
        budget: u64,
    ) {
        let mut spot = self.spots[choice.spot];
        if spot.sheet == UNOPENED {
            let stock = spot.node as usize;
            spot.sheet = state.open(problem, stock);
            spot.node = super::tree::ROOT;
            // Opening one may exhaust its stock and the budget for others.
            let mut index = 0;
            while index < self.unopened {
                let stock = self.spots[index].node as usize;
                if state.available(problem, stock) > 0
                    && state.cost() + problem.sheets[stock].cost <= budget
                {
                    index += 1;
                } else {
                    self.unopened -= 1;
                    self.spots.swap(index, self.unopened);
                    self.drop_spot(&problem.limits, self.unopened);
                }
            }
        } else {
            self.drop_spot(&problem.limits, choice.spot);
        }
        let size = if choice.turned {
            (candidate.h, candidate.w)
        } else {
            (candidate.w, candidate.h)
        };
        let inserted = state.insert(
            problem,
            spot.sheet,
            spot.node,
            candidate.kind,
            size,
            choice.axis,
        );
        for id in inserted.leftovers.into_iter().flatten() {
            let tree = &state.sheets[spot.sheet as usize];
            let node = tree.node(id);
            if problem.is_useful(node.w, node.h) && tree.has_room(id) {
                let (place, value) = (tree.place(id), node.value);
                if !count_places(&mut self.active, &place, &problem.limits) {
                    continue;
                }
                self.spots.push(Spot {
                    place,
                    sheet: spot.sheet,
                    node: id,
                    value,
                });
            }
        }
    }

    /// Takes a spot off the list. The unopened ones stay at the front, so only the others may change places with it.
    fn drop_spot(&mut self, limits: &Limits, index: usize) {
        let spot = self.spots.swap_remove(index);
        for candidate in &mut self.active {
            candidate.places -= u32::from(candidate.fits(&spot.place, limits));
        }
    }

    /// Drops the kinds that are placed or have no place left; returns the weight of the latter.
    fn retire(&mut self, problem: &Problem, state: &State) -> i64 {
        let mut stuck = 0;
        self.active.retain(|candidate| {
            let count = state.unplaced()[candidate.kind as usize];
            if count > 0 && candidate.places == 0 {
                stuck += problem.kinds[candidate.kind as usize].weight * i64::from(count);
            }
            count > 0 && candidate.places > 0
        });
        stuck
    }
}

/// Counts one more place for every candidate that fits it; returns whether any does.
#[inline]
fn count_places(active: &mut [Candidate], place: &Place, limits: &Limits) -> bool {
    let mut is_any = false;
    for candidate in active {
        let fits = candidate.fits(place, limits);
        candidate.places += u32::from(fits);
        is_any |= fits;
    }
    is_any
}
