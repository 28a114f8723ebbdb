//! Whether flat rectangles are a plan, trees apart.

use super::fault::{Fault, FlatSheet};
use super::groups;
use super::sort::ascending;
use crate::geometry::{Axis, Rect};
use crate::instance::Instance;
use crate::solution::Placement;

/// Judges rectangles: every part once, size, rotation, trim, kerf, stock, edge-to-edge cuttability, groups together.
#[must_use]
pub fn check_layout(instance: &Instance, sheets: &[FlatSheet], left_out: &[u32]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut cut = vec![0_u64; instance.parts().len()];
    let mut used = vec![0_u64; instance.stocks().len()];
    for (index, sheet) in sheets.iter().enumerate() {
        check_sheet(instance, index, sheet, &mut cut, &mut used, &mut faults);
    }
    for (part, (&cut, ordered)) in cut.iter().zip(instance.parts()).enumerate() {
        let missing = u64::from(left_out.get(part).copied().unwrap_or_default());
        if cut + missing != u64::from(ordered.quantity) {
            let ordered = u64::from(ordered.quantity).saturating_sub(missing);
            faults.push(Fault::Count { part, cut, ordered });
        }
    }
    for (stock, (&used, kind)) in used.iter().zip(instance.stocks()).enumerate() {
        if let Some(available) = kind.quantity.map(u64::from)
            && used > available
        {
            faults.push(Fault::StockExceeded {
                stock,
                used,
                available,
            });
        }
    }
    faults.extend(groups::check(instance, sheets, left_out));
    faults
}

/// How many of each group lie together on some sheets.
pub(crate) fn count_groups(instance: &Instance, sheets: &[FlatSheet]) -> Vec<u32> {
    groups::count(instance, sheets, |_| true)
}

fn check_sheet(
    instance: &Instance,
    index: usize,
    sheet: &FlatSheet,
    cut: &mut [u64],
    used: &mut [u64],
    faults: &mut Vec<Fault>,
) {
    let Some(stock) = instance.stocks().get(sheet.stock) else {
        faults.push(Fault::UnknownStock {
            sheet: index,
            stock: sheet.stock,
        });
        return;
    };
    used[sheet.stock] += 1;
    if sheet.placements.is_empty() {
        faults.push(Fault::Empty { sheet: index });
    }
    let trim = instance.trim_of(stock);
    let (right, top) = (
        stock.width_um - trim.right_um,
        stock.height_um - trim.top_um,
    );
    for &Placement {
        part,
        rect,
        rotated,
    } in &sheet.placements
    {
        let Some(ordered) = instance.parts().get(part) else {
            faults.push(Fault::UnknownPart { sheet: index, part });
            continue;
        };
        cut[part] += 1;
        let size = if rotated {
            (ordered.height_um, ordered.width_um)
        } else {
            (ordered.width_um, ordered.height_um)
        };
        if (rect.width_um, rect.height_um) != size {
            faults.push(Fault::Size { sheet: index, part });
        }
        if rotated && !ordered.rotatable && ordered.width_um != ordered.height_um {
            faults.push(Fault::Rotated { sheet: index, part });
        }
        let is_inside = rect.x_um >= trim.left_um
            && rect.y_um >= trim.bottom_um
            && rect.x_um.saturating_add(rect.width_um) <= right
            && rect.y_um.saturating_add(rect.height_um) <= top;
        if !is_inside {
            faults.push(Fault::Outside { sheet: index, part });
        }
    }
    let before = faults.len();
    check_gaps(instance.kerf_um(), index, &sheet.placements, faults);
    if faults.len() == before && !can_be_cut(&sheet.placements, instance.kerf_um()) {
        faults.push(Fault::NotGuillotine { sheet: index });
    }
}

/// Any two parts must be apart by the kerf along x or along y.
fn check_gaps(kerf_um: i64, sheet: usize, placements: &[Placement], faults: &mut Vec<Fault>) {
    let starts = placements.iter().map(|placement| placement.rect.x_um);
    let by_x: Vec<&Placement> = (ascending(starts).into_iter())
        .map(|index| &placements[index])
        .collect();
    for (index, first) in by_x.iter().enumerate() {
        let reach = first.rect.end_um(Axis::X).saturating_add(kerf_um);
        for second in by_x[index + 1..]
            .iter()
            .take_while(|second| second.rect.x_um < reach)
        {
            let is_apart = first.rect.end_um(Axis::Y).saturating_add(kerf_um) <= second.rect.y_um
                || second.rect.end_um(Axis::Y).saturating_add(kerf_um) <= first.rect.y_um;
            if !is_apart {
                faults.push(Fault::TooClose {
                    sheet,
                    first: first.part,
                    second: second.part,
                });
            }
        }
    }
}

/// True when edge-to-edge cuts can separate all parts. Any valid cut may be taken first, because what can be cut up
/// as a whole can be cut up in every part of it.
fn can_be_cut(placements: &[Placement], kerf_um: i64) -> bool {
    let mut groups: Vec<Vec<Rect>> = vec![placements.iter().map(|p| p.rect).collect()];
    while let Some(group) = groups.pop() {
        if group.len() < 2 {
            continue;
        }
        let Some(parts) =
            separate(&group, Axis::X, kerf_um).or_else(|| separate(&group, Axis::Y, kerf_um))
        else {
            return false;
        };
        groups.extend(parts);
    }
    true
}

/// The finest division by cuts across an axis, or none when no cut passes.
fn separate(group: &[Rect], axis: Axis, kerf_um: i64) -> Option<Vec<Vec<Rect>>> {
    let sorted = ascending(group.iter().map(|rect| rect.start_um(axis)));
    let mut parts: Vec<Vec<Rect>> = Vec::new();
    let mut end = i64::MIN;
    for rect in sorted.into_iter().map(|index| group[index]) {
        let clear = end.saturating_add(kerf_um);
        match parts.last_mut() {
            Some(part) if rect.start_um(axis) < clear => part.push(rect),
            _ => parts.push(vec![rect]),
        }
        end = end.max(rect.end_um(axis));
    }
    (parts.len() > 1).then_some(parts)
}
