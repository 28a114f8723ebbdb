//! The kinds with parts to place that still have a place, and how many places each has.
//!
//! A place counts for a kind when it holds a part of it. Whenever a place comes or goes it is held against every kind,
//! which is most of what filling a plan costs; so each field is a list of its own, and one plain loop over them is all
//! there is to it.

use crate::geometry::Axis;
use crate::problem::Place;
use crate::problem::Problem;
use crate::rng::Rng;

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

/// A kind with parts to place.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Inflated size as ordered.
    pub size: (i32, i32),
    /// True where it may be turned.
    pub can_turn: bool,
    /// True where it is a group.
    pub is_group: bool,
    /// Which kind it is.
    pub kind: u32,
    /// How many places it has.
    pub places: u32,
}

impl Candidate {
    /// True where it lies within `most`, one way or the other.
    #[inline]
    pub const fn is_within(&self, most: (i32, i32)) -> bool {
        let (w, h) = self.size;
        ((w <= most.0) & (h <= most.1)) | (self.can_turn & (h <= most.0) & (w <= most.1))
    }

    /// Its sizes, as ordered and turned, in which it lies within `most`.
    #[inline]
    pub fn sizes_within(&self, most: (i32, i32)) -> impl Iterator<Item = (i32, i32)> {
        let (w, h) = self.size;
        let fits = |(w, h)| w <= most.0 && h <= most.1;
        let straight = fits((w, h)).then_some((w, h));
        let turned = (self.can_turn && fits((h, w))).then_some((h, w));
        straight.into_iter().chain(turned)
    }
}

/// Kinds with parts to place, the largest first.
#[derive(Debug, Default)]
pub struct Waiting {
    /// Widths and heights as ordered, then turned; too large for any place where a kind must not be turned.
    sizes: [Vec<i32>; 4],
    places: Vec<u32>,
    kinds: Vec<u32>,
}

/// Takes one of a list, which stays in order where it must.
fn take<T: Copy>(list: &mut Vec<T>, at: usize, stays_in_order: bool) {
    let last = list.len() - 1;
    if stays_in_order {
        list.copy_within(at + 1.., at);
    } else {
        list.swap(at, last);
    }
    list.truncate(last);
}

impl Waiting {
    /// Lists the kinds of which parts are to be placed, none of them with a place yet.
    pub fn list(&mut self, problem: &Problem, unplaced: &[u32]) {
        self.sizes.iter_mut().for_each(Vec::clear);
        self.places.clear();
        self.kinds.clear();
        for (kind, (this, &count)) in (0_u32..).zip(problem.kinds.iter().zip(unplaced)) {
            if count == 0 {
                continue;
            }
            let (turned_w, turned_h) = if this.can_turn {
                (this.h, this.w)
            } else {
                (i32::MAX, i32::MAX)
            };
            let sizes = [this.w, this.h, turned_w, turned_h];
            for (list, size) in self.sizes.iter_mut().zip(sizes) {
                list.push(size);
            }
            self.places.push(0);
            self.kinds.push(kind);
        }
    }

    /// Takes a kind off the list, which need not stay in order where the next is chosen by chance.
    pub fn remove(&mut self, at: usize, order: Order) {
        let stays_in_order = order != Order::Restricted;
        for list in &mut self.sizes {
            take(list, at, stays_in_order);
        }
        take(&mut self.places, at, stays_in_order);
        take(&mut self.kinds, at, stays_in_order);
    }

    /// A kind of the list.
    pub fn candidate(&self, problem: &Problem, at: usize) -> Candidate {
        let [w, h, turned_w, _] = &self.sizes;
        let kind = self.kinds[at];
        Candidate {
            size: (w[at], h[at]),
            can_turn: turned_w[at] != i32::MAX,
            is_group: problem.kinds[kind as usize].group.is_some(),
            kind,
            places: self.places[at],
        }
    }

    /// Which comes next.
    pub fn next(&self, order: Order, rng: &mut Rng) -> Option<usize> {
        let fewest = self.places.iter().copied().min()?;
        let is_it = |places: &&u32| **places == fewest;
        let chosen = match order {
            Order::Large => return Some(0),
            Order::RestrictedLarge => 0,
            Order::Restricted => rng.below(self.places.iter().filter(is_it).count() as u32),
        };
        let mut ties = self
            .places
            .iter()
            .enumerate()
            .filter(|(_, places)| is_it(places));
        ties.nth(chosen as usize).map(|(at, _)| at)
    }

    /// Counts one more place for every kind that it holds; returns whether it holds any.
    #[inline]
    pub fn count(&mut self, problem: &Problem, place: &Place) -> bool {
        self.hold(problem, place, 1) > 0
    }

    /// Counts a place no more.
    #[inline]
    pub fn discount(&mut self, problem: &Problem, place: &Place) {
        self.hold(problem, place, u32::MAX);
    }

    /// Adds `by`, wrapping around, for every kind that a place holds. Returns how many those are.
    fn hold(&mut self, problem: &Problem, place: &Place, by: u32) -> u32 {
        if problem.limits.is_any {
            return self.hold_under(problem, place, by);
        }
        let count = self.places.len();
        let [w, h, turned_w, turned_h] = self.sizes.each_ref().map(|list| &list[..count]);
        let places = &mut self.places[..count];
        let mut found = 0_u32;
        for at in 0..count {
            let straight = (w[at] <= place.w) & (h[at] <= place.h);
            let turned = (turned_w[at] <= place.w) & (turned_h[at] <= place.h);
            let fits = u32::from(straight | turned);
            places[at] = places[at].wrapping_add(fits.wrapping_neg() & by);
            found += fits;
        }
        found
    }

    /// The same where the saw has limits.
    fn hold_under(&mut self, problem: &Problem, place: &Place, by: u32) -> u32 {
        let mut found = 0;
        for at in 0..self.places.len() {
            let candidate = self.candidate(problem, at);
            let may = |size| {
                [Axis::X, Axis::Y].into_iter().any(|axis| {
                    problem
                        .limits
                        .allows(*place, size, axis, candidate.is_group)
                })
            };
            if candidate.sizes_within((place.w, place.h)).any(may) {
                self.places[at] = self.places[at].wrapping_add(by);
                found += 1;
            }
        }
        found
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;
    use crate::problem::job_of;
    use crate::rng::Rng;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn every_kind_counts_the_places_that_hold_it(
            parts in prop::collection::vec((1_i64..2_000, 1_i64..1_500, 1_u32..3, any::<bool>()), 1..20),
            places in prop::collection::vec((1_i32..2_000_000, 1_i32..1_500_000), 1..12),
            has_levels in any::<bool>(),
            seed in any::<u64>(),
        ) {
            let mut problem = Problem::new(&job_of(&parts));
            // Two levels, and places below one: what needs more than one cut more has no place there.
            problem.limits.is_any = has_levels;
            problem.limits.stages = if has_levels { 2 } else { u8::MAX };
            let limits = problem.limits;
            let places: Vec<Place> = places
                .iter()
                .map(|&(w, h)| Place { w, h, level: 1, from: Some(Axis::X) })
                .collect();
            let unplaced: Vec<u32> = problem.kinds.iter().map(|kind| kind.demand).collect();
            let mut waiting = Waiting::default();
            waiting.list(&problem, &unplaced);
            for place in &places {
                let holds_any = problem.kinds.iter().any(|kind| limits.can_cut(*place, kind));
                prop_assert_eq!(waiting.count(&problem, place), holds_any);
            }
            // The first comes off again.
            waiting.discount(&problem, &places[0]);
            let expected = |kind: u32| {
                let kind = &problem.kinds[kind as usize];
                places[1..].iter().filter(|place| limits.can_cut(**place, kind)).count() as u32
            };
            let mut rng = Rng::new(seed);
            let mut left = problem.kinds.len();
            while let Some(at) = waiting.next(Order::Restricted, &mut rng) {
                let candidate = waiting.candidate(&problem, at);
                prop_assert_eq!(candidate.places, expected(candidate.kind));
                prop_assert!(waiting.places.iter().all(|&places| places >= candidate.places));
                waiting.remove(at, Order::Restricted);
                left -= 1;
            }
            prop_assert_eq!(left, 0);
        }
    }
}
