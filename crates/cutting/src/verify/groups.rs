//! Whether the parts of groups lie side by side in one strip, judged by their rectangles alone.
//!
//! Which of several alike parts belongs to which group is not written down anywhere, so a reading of the plan is
//! looked for in which no part belongs to two. Where the plan allows very many readings the search for one ends after
//! [`MOST_STEPS`]; a plan is then refused that a longer search might accept.

use std::collections::BTreeMap;

use super::fault::{Fault, FlatSheet};
use super::sort::ascending;
use crate::geometry::Axis;
use crate::instance::{Group, Instance};
use crate::solution::Placement;

/// Steps after which no further reading is looked for.
const MOST_STEPS: u32 = 200_000;

/// Parts of one group side by side: numbers of the placements, counted over all sheets.
#[derive(Debug, Default)]
struct Found {
    group: usize,
    places: Vec<usize>,
}

/// The groups that are not together, as far as parts reported as left out do not explain it.
pub fn check(instance: &Instance, sheets: &[FlatSheet], left_out: &[u32]) -> Vec<Fault> {
    if instance.groups().is_empty() {
        return Vec::new();
    }
    let counts = count(instance, sheets, |counts| {
        is_explained(instance, counts, left_out)
    });
    if is_explained(instance, &counts, left_out) {
        return Vec::new();
    }
    instance
        .groups()
        .iter()
        .zip(&counts)
        .enumerate()
        .filter(|(_, (group, found))| **found < group.quantity)
        .map(|(index, (group, &found))| Fault::Group {
            group: index,
            found,
            wanted: group.quantity,
        })
        .collect()
}

/// How many of each group lie together, in the reading with which the caller is content or else the first one.
pub fn count(
    instance: &Instance,
    sheets: &[FlatSheet],
    is_enough: impl Fn(&[u32]) -> bool,
) -> Vec<u32> {
    let found = find(instance, sheets);
    let many = sheets.iter().map(|sheet| sheet.placements.len()).sum();
    let mut reading = Reading {
        wanted: instance
            .groups()
            .iter()
            .map(|group| group.quantity)
            .collect(),
        counts: vec![0; instance.groups().len()],
        is_taken: vec![false; many],
        first: None,
        steps: 0,
    };
    if reading.read(&found, &is_enough) {
        reading.counts
    } else {
        reading.first.unwrap_or(reading.counts)
    }
}

/// True when every part missing from a group is reported as left out.
fn is_explained(instance: &Instance, counts: &[u32], left_out: &[u32]) -> bool {
    let mut missing = vec![0_u64; instance.parts().len()];
    for (group, &found) in instance.groups().iter().zip(counts) {
        for &part in &group.parts {
            missing[part] += u64::from(group.quantity.saturating_sub(found));
        }
    }
    missing.iter().enumerate().all(|(part, &missing)| {
        missing <= u64::from(left_out.get(part).copied().unwrap_or_default())
    })
}

struct Reading {
    wanted: Vec<u32>,
    counts: Vec<u32>,
    is_taken: Vec<bool>,
    first: Option<Vec<u32>>,
    steps: u32,
}

impl Reading {
    /// Takes or leaves one after the other, taking first; true when the caller is content. Without recursion, as there
    /// may be many.
    fn read(&mut self, found: &[Found], is_enough: &impl Fn(&[u32]) -> bool) -> bool {
        let mut taken: Vec<usize> = Vec::new();
        let mut next = 0;
        loop {
            for (index, one) in found.iter().enumerate().skip(next) {
                if self.can_take(one) {
                    self.set(one, true);
                    taken.push(index);
                }
            }
            if is_enough(&self.counts) {
                return true;
            }
            self.first.get_or_insert_with(|| self.counts.clone());
            self.steps = self.steps.saturating_add(found.len() as u32);
            let Some(last) = taken.pop() else {
                return false;
            };
            if self.steps > MOST_STEPS {
                return false;
            }
            self.set(&found[last], false);
            next = last + 1;
        }
    }

    fn can_take(&self, one: &Found) -> bool {
        self.counts[one.group] < self.wanted[one.group]
            && one.places.iter().all(|&place| !self.is_taken[place])
    }

    fn set(&mut self, one: &Found, is_taken: bool) {
        for &place in &one.places {
            self.is_taken[place] = is_taken;
        }
        if is_taken {
            self.counts[one.group] += 1;
        } else {
            self.counts[one.group] -= 1;
        }
    }
}

/// Every place where the parts of a group lie together, the longest groups first.
fn find(instance: &Instance, sheets: &[FlatSheet]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut before = 0;
    for sheet in sheets {
        for axis in [Axis::X, Axis::Y] {
            let next = neighbours(&sheet.placements, axis, instance.kerf_um());
            for (index, group) in instance.groups().iter().enumerate() {
                let is_turned = group.along != axis;
                let Some(lead) = group.parts.first() else {
                    continue;
                };
                if is_turned && !instance.parts()[*lead].rotatable {
                    continue;
                }
                let placed = sheet.placements.iter().enumerate();
                for (first, _) in placed.filter(|(_, place)| place.part == *lead) {
                    let run = follow(instance, &sheet.placements, &next, group, is_turned, first);
                    if let Some(run) = run {
                        found.push(Found {
                            group: index,
                            places: run.into_iter().map(|place| before + place).collect(),
                        });
                    }
                }
            }
        }
        before += sheet.placements.len();
    }
    // The longest first.
    let order = ascending(found.iter().map(|one| -(one.places.len() as i64)));
    (order.into_iter())
        .map(|index| std::mem::take(&mut found[index]))
        .collect()
}

/// For each part the one that follows it along an axis, one kerf further in the same strip.
fn neighbours(placements: &[Placement], axis: Axis, kerf_um: i64) -> Vec<Option<usize>> {
    let across = axis.across();
    let strip = |one: &Placement| (one.rect.start_um(across), one.rect.extent_um(across));
    // One by one: `collect` would bring a sort of its own, half a kilobyte.
    let mut at = BTreeMap::new();
    for (index, one) in placements.iter().enumerate() {
        at.insert((one.rect.start_um(axis), strip(one)), index);
    }
    placements
        .iter()
        .map(|one| {
            let start_um = one.rect.end_um(axis).saturating_add(kerf_um);
            at.get(&(start_um, strip(one))).copied()
        })
        .collect()
}

/// The parts of a group from a first one on, if they lie together.
fn follow(
    instance: &Instance,
    placements: &[Placement],
    next: &[Option<usize>],
    group: &Group,
    is_turned: bool,
    first: usize,
) -> Option<Vec<usize>> {
    let mut run = Vec::with_capacity(group.parts.len());
    let mut at = Some(first);
    for &part in &group.parts {
        let index = at?;
        let place = &placements[index];
        let ordered = instance.parts().get(part)?;
        let straight = (ordered.width_um, ordered.height_um);
        let size = if is_turned {
            (straight.1, straight.0)
        } else {
            straight
        };
        if place.part != part || (place.rect.width_um, place.rect.height_um) != size {
            return None;
        }
        run.push(index);
        at = next[index];
    }
    Some(run)
}
