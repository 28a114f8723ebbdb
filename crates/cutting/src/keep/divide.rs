//! Cutting kept parts apart so that what is free around them stays in large pieces.
//!
//! A sheet is divided by cuts along the borders of its kept parts. Up to [`MOST_EXACT`] parts all such ways are tried,
//! for the largest sum of squares of the free areas; more parts are first divided as finely as possible by turns, which
//! never takes more levels of cuts than needed. The rules of the saw are kept on the way; where the fine division breaks
//! one, all ways are tried after all, up to [`MOST_REGIONS`].

use std::collections::BTreeMap;

use crate::geometry::{Axis, Rect};
use crate::instance::{Instance, Rules, Stock};
use crate::order::sort_once;
use crate::solution::{Content, Piece, Placement};

/// Parts up to which all ways are tried.
const MOST_EXACT: usize = 6;

/// Pieces looked at before a division is given up.
const MOST_REGIONS: usize = 30_000;

/// Why parts can't be cut apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// A part is nearer to an edge than a kerf.
    TooNear,
    /// Only by breaking a rule.
    Rules,
}

/// A stock's tree with the parts where they are and everything else left over. The parts must be sound otherwise.
pub fn divide(instance: &Instance, stock: &Stock, parts: &[Placement]) -> Result<Piece, Stuck> {
    let root = Region {
        rect: instance.usable(stock),
        from: None,
        is_last: true,
        level: u32::from(stock.depth),
    };
    let with = |rules: &Rules, most_exact: usize| {
        let mut saw = Saw {
            kerf_um: instance.kerf_um(),
            rules: rules.clone(),
            parts,
            most_exact,
            known: BTreeMap::new(),
        };
        saw.solve(root).map(|_| saw.build(root).0)
    };
    let by_rules = || {
        with(instance.rules(), MOST_EXACT)
            .or_else(|| (parts.len() > MOST_EXACT).then(|| with(instance.rules(), usize::MAX))?)
    };
    match by_rules() {
        Some(piece) => Ok(piece),
        None if with(&Rules::default(), MOST_EXACT).is_some() => Err(Stuck::Rules),
        None => Err(Stuck::TooNear),
    }
}

/// The leftovers of a tree and how many levels of cuts lie above each.
pub fn zones(root: &Piece, depth: u8) -> Vec<(Rect, u8)> {
    match &root.content {
        Content::Leftover => vec![(root.rect, depth)],
        Content::Part { .. } => Vec::new(),
        Content::Cut { pieces, .. } => pieces
            .iter()
            .flat_map(|piece| zones(piece, depth.saturating_add(1)))
            .collect(),
    }
}

/// A piece still to be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Region {
    rect: Rect,
    /// Direction of the cut that it comes from; none for the whole sheet.
    from: Option<Axis>,
    /// It ends where the piece ends that this cut divides, so that sawdust may follow.
    is_last: bool,
    /// Levels of cuts above it.
    level: u32,
}

/// What becomes of a region.
#[derive(Clone, Debug)]
enum Choice {
    /// Nothing is kept here.
    Free,
    /// It is the part with this index.
    Part(usize),
    /// It is cut along an axis, at the ends of all pieces but the last; what remains of the last may be sawdust.
    Cut(Axis, Vec<Region>),
}

struct Saw<'a> {
    kerf_um: i64,
    rules: Rules,
    parts: &'a [Placement],
    /// Parts up to which all ways are tried.
    most_exact: usize,
    known: BTreeMap<Region, Option<(i128, Choice)>>,
}

impl Saw<'_> {
    /// The largest sum of squares of free areas below a region, or none when it can't be divided.
    fn solve(&mut self, region: Region) -> Option<i128> {
        if let Some(known) = self.known.get(&region) {
            return known.as_ref().map(|(value, _)| *value);
        }
        if self.known.len() >= MOST_REGIONS {
            return None;
        }
        let inside = self.inside(&region.rect);
        let found = match inside.as_slice() {
            [] => Some((region.rect.area_um2().pow(2), Choice::Free)),
            [only] if self.parts[*only].rect == region.rect => Some((0, Choice::Part(*only))),
            _ if self.is_too_near(&region.rect, &inside) => None,
            _ => self.best_cut(region, &inside),
        };
        let value = found.as_ref().map(|(value, _)| *value);
        self.known.insert(region, found);
        value
    }

    fn inside(&self, rect: &Rect) -> Vec<usize> {
        let is_inside = |part: &Rect| {
            [Axis::X, Axis::Y].into_iter().all(|axis| {
                part.start_um(axis) >= rect.start_um(axis) && part.end_um(axis) <= rect.end_um(axis)
            })
        };
        (0..self.parts.len())
            .filter(|&index| is_inside(&self.parts[index].rect))
            .collect()
    }

    /// Every piece begins where its parent begins or a kerf after its neighbour, so a rest of at most a kerf before the
    /// first part can't be sawn off; one behind the last part can.
    fn is_too_near(&self, rect: &Rect, inside: &[usize]) -> bool {
        [Axis::X, Axis::Y].into_iter().any(|axis| {
            let first = inside
                .iter()
                .map(|&index| self.parts[index].rect.start_um(axis))
                .min();
            first.is_some_and(|first| {
                let rest_um = first - rect.start_um(axis);
                rest_um > 0 && rest_um <= self.kerf_um
            })
        })
    }

    fn best_cut(&mut self, region: Region, inside: &[usize]) -> Option<(i128, Choice)> {
        let mut best: Option<(i128, Choice)> = None;
        for axis in [Axis::X, Axis::Y] {
            let ways = if inside.len() <= self.most_exact {
                self.ends(&region.rect, axis, inside)
                    .into_iter()
                    .filter_map(|end_um| self.cut(region, axis, &[end_um], inside.len()))
                    .collect()
            } else {
                let ends = self.finest(&region.rect, axis, inside);
                let way = self.cut(region, axis, &ends, inside.len());
                way.into_iter().collect::<Vec<_>>()
            };
            for pieces in ways {
                let value = pieces
                    .iter()
                    .try_fold(0_i128, |sum, &piece| Some(sum + self.solve(piece)?));
                if let Some(value) = value
                    && best.as_ref().is_none_or(|(most, _)| value > *most)
                {
                    best = Some((value, Choice::Cut(axis, pieces)));
                }
            }
        }
        best
    }

    /// Where a cut along an axis may end a piece: at a border of a part, through no part.
    fn ends(&self, rect: &Rect, axis: Axis, inside: &[usize]) -> Vec<i64> {
        let spans: Vec<(i64, i64)> = inside
            .iter()
            .map(|&index| {
                let part = &self.parts[index].rect;
                (part.start_um(axis), part.end_um(axis))
            })
            .collect();
        let mut ends: Vec<i64> = spans
            .iter()
            .flat_map(|&(start, end)| [start - self.kerf_um, end])
            .filter(|&at| {
                let next = at + self.kerf_um;
                at > rect.start_um(axis)
                    && at < rect.end_um(axis)
                    && spans.iter().all(|&(start, end)| end <= at || start >= next)
                    // What follows must not begin with a rest that no cut takes off.
                    && spans
                        .iter()
                        .filter(|&&(start, _)| start >= next)
                        .map(|&(start, _)| start - next)
                        .min()
                        .is_none_or(|rest| rest == 0 || rest > self.kerf_um)
            })
            .collect();
        sort_once(&mut ends);
        ends
    }

    /// As many of those ends as can be sawn one after the other.
    fn finest(&self, rect: &Rect, axis: Axis, inside: &[usize]) -> Vec<i64> {
        let mut ends: Vec<i64> = Vec::new();
        for at in self.ends(rect, axis, inside) {
            let from = ends
                .last()
                .map_or(rect.start_um(axis), |last| last + self.kerf_um);
            if at > from && at - from >= self.rules.smallest_strip_um {
                ends.push(at);
            }
        }
        ends
    }

    /// The pieces of one cut, or none where a rule forbids it.
    fn cut(&self, region: Region, axis: Axis, ends: &[i64], inside: usize) -> Option<Vec<Region>> {
        let rect = region.rect;
        let &last_end = ends.last()?;
        let end_um = rect.end_um(axis);
        let has_sawdust = last_end + self.kerf_um >= end_um;
        let goes_on = region.from == Some(axis) && (region.is_last || !has_sawdust);
        let level = region.level + u32::from(!goes_on);
        let rules = &self.rules;
        let is_deep = rules.stages.is_some_and(|stages| {
            level > u32::from(stages) && !(level == u32::from(stages) + 1 && inside == 1)
        });
        let is_wrong_first = region.from.is_none()
            && region.level == 0
            && rules.first_cut.is_some_and(|first| first != axis);
        let is_long = rules
            .longest_cut_um
            .is_some_and(|longest| rect.extent_um(axis.across()) > longest);
        if is_deep || is_wrong_first || is_long {
            return None;
        }
        let tail = (!has_sawdust).then_some(end_um);
        let mut pieces = Vec::with_capacity(ends.len() + 1);
        let mut at = rect.start_um(axis);
        for end in ends.iter().copied().chain(tail) {
            if end - at < rules.smallest_strip_um {
                return None;
            }
            pieces.push(Region {
                rect: axis.slice(rect, at, end),
                from: Some(axis),
                is_last: end == end_um && (!goes_on || region.is_last),
                level,
            });
            at = end + self.kerf_um;
        }
        Some(pieces)
    }

    /// The tree of a solved region, and whether its pieces may join those around it.
    fn build(&self, region: Region) -> (Piece, bool) {
        let choice = self
            .known
            .get(&region)
            .and_then(|known| known.as_ref())
            .map_or(&Choice::Free, |(_, choice)| choice);
        let mut joins = false;
        let content = match choice {
            Choice::Free => Content::Leftover,
            Choice::Part(index) => Content::Part {
                part: self.parts[*index].part,
                rotated: self.parts[*index].rotated,
            },
            Choice::Cut(along, regions) => {
                let mut pieces = Vec::new();
                for &inner in regions {
                    joins = region.from == Some(*along) && inner.level == region.level;
                    match self.build(inner) {
                        (
                            Piece {
                                content: Content::Cut { pieces: more, .. },
                                ..
                            },
                            true,
                        ) => pieces.extend(more),
                        (piece, _) => pieces.push(piece),
                    }
                }
                Content::Cut {
                    along: *along,
                    pieces,
                }
            }
        };
        let piece = Piece {
            rect: region.rect,
            content,
        };
        (piece, joins)
    }
}
