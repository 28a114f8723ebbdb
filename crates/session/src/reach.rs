//! How far a size can go with all that stands inside, on the saw in force.
//!
//! A module states limits for its outside; what is put into it may need more room, and a saw may trim more off a sheet than
//! the construction method says. Both are found by trying, so that no rule stands twice.

use furniture::assembly::evaluate;
use furniture::axis::Axis;
use furniture::catalogue::Catalogue;
use furniture::design::Design;
use furniture::length::Length;
use furniture::library::Library;
use furniture::message::Message;
use furniture::workshop::{Rule, Workshop};
use serde::Serialize;

/// How far a size can go from where it is, with the reasons why it goes no further. Both ends can be built.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct Reach {
    /// The smallest.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub min_um: i64,
    /// The largest.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub max_um: i64,
    /// Why it can't be less.
    pub min_reason: Option<Message>,
    /// Why it can't be more.
    pub max_reason: Option<Message>,
}

/// The reach of a size of an item; none when there is no such item.
pub(crate) fn reach(
    design: &Design,
    catalogue: &Catalogue,
    library: &Library,
    workshop: &Workshop,
    item: u32,
    axis: Axis,
) -> Option<Reach> {
    // A design that this saw can't cut has the reach that its construction method gives it.
    let on_the_saw = trimmed(catalogue, &design.method, workshop);
    on_the_saw
        .and_then(|catalogue| by_trying(design, &catalogue, library, item, axis))
        .or_else(|| by_trying(design, catalogue, library, item, axis))
}

/// The catalogue with the trims of the workshop instead of the method's; none where the workshop says nothing of them.
fn trimmed(catalogue: &Catalogue, method: &str, workshop: &Workshop) -> Option<Catalogue> {
    let usual = catalogue.methods.get(method)?.saw.trim;
    let every = workshop.rules.get(Rule::Trim);
    let side = |rule: Rule| workshop.rules.get(rule).or(every).unwrap_or(usual.0);
    let [left, right, bottom, top] = Rule::SIDES.map(side);
    // A method trims all sides alike; where the saw doesn't, the larger pair counts. Less than the method's changes nothing,
    // as any workshop may build a design.
    let trim = Length(((left + right).max(bottom + top) + 1) / 2);
    if trim <= usual {
        return None;
    }
    let mut catalogue = catalogue.clone();
    catalogue.methods.get_mut(method)?.saw.trim = trim;
    Some(catalogue)
}

/// None when there is no such item, or the design as it is can't be built.
fn by_trying(
    design: &Design,
    catalogue: &Catalogue,
    library: &Library,
    item: u32,
    axis: Axis,
) -> Option<Reach> {
    let index = design.items.iter().position(|one| one.id == item)?;
    let now = evaluate(design, catalogue, library);
    if !now.problems.is_empty() {
        return None;
    }
    let stated = now.assembly.items.get(index)?.limits[axis.index()].clone();
    let mut sized = design.clone();
    let mut against = |um: i64| {
        sized.items[index].size[axis.index()] = Length(um);
        let problems = evaluate(&sized, catalogue, library).problems;
        problems.into_iter().next().map(|problem| problem.message)
    };
    let from = design.items[index].size[axis.index()].0;
    let mut furthest = |limit: Length, stated: Option<Message>| {
        let Some(mut reason) = against(limit.0) else {
            return (limit.0, stated);
        };
        let (mut good, mut bad) = (from, limit.0);
        while good.abs_diff(bad) > 1 {
            let middle = good.midpoint(bad);
            match against(middle) {
                None => good = middle,
                Some(message) => (bad, reason) = (middle, message),
            }
        }
        (good, Some(reason))
    };
    let (min_um, min_reason) = furthest(stated.min, stated.min_reason);
    let (max_um, max_reason) = furthest(stated.max, stated.max_reason);
    Some(Reach {
        min_um,
        max_um,
        min_reason,
        max_reason,
    })
}
