//! What the saw allows: levels of cuts, the first direction, the longest cut, the smallest strip.

use super::kind::Kind;
use super::place::Place;
use crate::geometry::Axis;
use crate::rules::Rules;
use crate::solution::{Content, Piece};

/// The rules of a job for every single cut, lengths in micrometres and inflated by one kerf.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// False when nothing is limited; saves asking.
    pub is_any: bool,
    /// Most levels of cuts; one more may free a single part from waste.
    pub stages: u8,
    /// Direction of the first cut of a sheet.
    pub first: Option<Axis>,
    /// Longest cut, inflated.
    pub longest: i32,
    /// Narrowest piece that a cut may leave, inflated; what is no wider than the kerf is sawdust.
    pub strip: i32,
    /// The kerf.
    pub kerf: i32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            is_any: false,
            stages: u8::MAX,
            first: None,
            longest: i32::MAX,
            strip: 0,
            kerf: 0,
        }
    }
}

impl Limits {
    /// The limits of a job with this kerf in micrometres.
    pub fn of(rules: &Rules, kerf_um: i64) -> Self {
        let inflate = |um: i64| i32::try_from(um.saturating_add(kerf_um)).unwrap_or(i32::MAX);
        let has_strip = rules.smallest_strip_um > 0;
        Self {
            is_any: rules.stages.is_some()
                || rules.first_cut.is_some()
                || rules.longest_cut_um.is_some()
                || has_strip,
            stages: rules.stages.unwrap_or(u8::MAX),
            first: rules.first_cut,
            longest: rules.longest_cut_um.map_or(i32::MAX, inflate),
            strip: if has_strip {
                inflate(rules.smallest_strip_um)
            } else {
                0
            },
            kerf: inflate(0),
        }
    }

    /// True when one of a kind may be cut from a place, one way or another.
    pub fn can_cut(&self, place: Place, kind: &Kind) -> bool {
        let fits = |w, h| {
            let size = (w, h);
            w <= place.w
                && h <= place.h
                && [Axis::X, Axis::Y]
                    .into_iter()
                    .any(|axis| self.allows(place, size, axis, kind.group.is_some()))
        };
        fits(kind.w, kind.h) || (kind.can_turn && fits(kind.h, kind.w))
    }

    /// True when a part of inflated size `(w, h)` may be cut from a place that it fits, first along `axis`. A strip of
    /// a group is cut once more.
    pub fn allows(&self, place: Place, (w, h): (i32, i32), axis: Axis, is_group: bool) -> bool {
        if !self.is_any {
            return true;
        }
        let Place {
            w: have_w,
            h: have_h,
            ..
        } = place;
        if (w, h) == (have_w, have_h) {
            // Beside a part that the one uncounted cut frees lies nothing but waste.
            return place.level.saturating_add(u8::from(is_group)) <= self.stages;
        }
        // As the tree does it: no cut is made along an axis that the part fills.
        let axis = match axis {
            Axis::X if w == have_w => Axis::Y,
            Axis::Y if h == have_h => Axis::X,
            axis => axis,
        };
        let (along, have_along, across, have_across) = match axis {
            Axis::X => (w, have_w, h, have_h),
            Axis::Y => (h, have_h, w, have_w),
        };
        let is_beside = place.from == Some(axis);
        if place.from.is_none() && place.level == 0 && self.first.is_some_and(|first| first != axis)
        {
            return false;
        }
        let first_level = place.level.saturating_add(u8::from(!is_beside));
        let has_second = across < have_across;
        let last_level = first_level.saturating_add(u8::from(has_second));
        let frees_one = last_level == self.stages.saturating_add(1) && (has_second || !is_beside);
        if is_group {
            if last_level >= self.stages {
                return false;
            }
        } else if last_level > self.stages && !frees_one {
            return false;
        }
        let leaves = |rest: i32| rest <= self.kerf || rest >= self.strip;
        have_across <= self.longest
            && along >= self.strip
            && leaves(have_along - along)
            && (!has_second
                || (along <= self.longest && across >= self.strip && leaves(have_across - across)))
    }

    /// True when a part below so many levels of cuts may be freed by one more, as its strip became wider.
    pub const fn allows_trim(&self, level: u8, is_group: bool) -> bool {
        if is_group {
            level.saturating_add(1) < self.stages
        } else {
            level <= self.stages
        }
    }

    /// True when nothing more may be cut from a leftover below so many levels of cuts.
    pub const fn is_dead(&self, level: u8) -> bool {
        level > self.stages
    }

    /// True when a whole tree of cuts keeps the rules, below so many levels of cuts made before.
    pub fn allow(&self, root: &Piece, depth: u8) -> bool {
        !self.is_any || self.allow_below(root, u32::from(depth), depth == 0)
    }

    fn allow_below(&self, piece: &Piece, level: u32, is_first: bool) -> bool {
        let Content::Cut { along, pieces } = &piece.content else {
            return true;
        };
        let is_within =
            |um: i64| um.saturating_add(i64::from(self.kerf)) <= i64::from(self.longest);
        let is_wide = |um: i64| um.saturating_add(i64::from(self.kerf)) >= i64::from(self.strip);
        let parts = pieces
            .iter()
            .filter(|one| matches!(one.content, Content::Part { .. }));
        let is_cut = |one: &Piece| matches!(one.content, Content::Cut { .. });
        let frees_one = parts.count() == 1 && !pieces.iter().any(is_cut);
        let is_within_levels =
            level < u32::from(self.stages) || (level == u32::from(self.stages) && frees_one);
        is_within_levels
            && !(is_first && self.first.is_some_and(|first| first != *along))
            && is_within(piece.rect.extent_um(along.across()))
            && pieces.iter().all(|one| {
                is_wide(one.rect.extent_um(*along)) && self.allow_below(one, level + 1, false)
            })
    }
}
