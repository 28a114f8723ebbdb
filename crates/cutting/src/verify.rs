//! The judge: says what is wrong with a plan. Shares no code with the solvers.
//!
//! [`check_layout`] judges flat rectangles, [`verify`] also the tree of cuts they come from. Kerf is demanded between
//! any two parts, never at the outer edge: a cut may run off the board into waste, never into a part.
//!
//! Groups are judged by the rectangles; the rules of the saw (levels of cuts, first direction, longest cut, smallest
//! strip) by the tree. Which offcut is used first, how many sheets make a stack and what counts after the cost are no
//! faults of a plan.

mod groups;
mod rules;

pub use rules::RuleFault;
pub(crate) use rules::check as check_rules;

use crate::instance::Instance;
use crate::solution::{Axis, Content, Piece, Placement, Rect, Solution};

/// The parts on one sheet, without a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlatSheet {
    /// Index of the stock in the instance.
    pub stock: usize,
    /// The parts.
    pub placements: Vec<Placement>,
}

/// One thing wrong with a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A stock that the instance does not have.
    #[error("sheet {sheet}: there is no stock {stock}")]
    UnknownStock {
        /// Index of the sheet.
        sheet: usize,
        /// Index of the stock.
        stock: usize,
    },
    /// A part that the instance does not have.
    #[error("sheet {sheet}: there is no part {part}")]
    UnknownPart {
        /// Index of the sheet.
        sheet: usize,
        /// Index of the part.
        part: usize,
    },
    /// A sheet without parts.
    #[error("sheet {sheet} is empty")]
    Empty {
        /// Index of the sheet.
        sheet: usize,
    },
    /// A rectangle that is not the part's size.
    #[error("sheet {sheet}: part {part} has another size than ordered")]
    Size {
        /// Index of the sheet.
        sheet: usize,
        /// Index of the part.
        part: usize,
    },
    /// Turned although locked.
    #[error("sheet {sheet}: part {part} is rotated but must not be")]
    Rotated {
        /// Index of the sheet.
        sheet: usize,
        /// Index of the part.
        part: usize,
    },
    /// Not inside the trimmed sheet.
    #[error("sheet {sheet}: part {part} lies outside the trimmed sheet")]
    Outside {
        /// Index of the sheet.
        sheet: usize,
        /// Index of the part.
        part: usize,
    },
    /// Two parts that overlap or lie closer than the kerf.
    #[error("sheet {sheet}: parts {first} and {second} overlap or are closer than the kerf")]
    TooClose {
        /// Index of the sheet.
        sheet: usize,
        /// Index of one part.
        first: usize,
        /// Index of the other.
        second: usize,
    },
    /// Parts that no edge-to-edge cut separates.
    #[error("sheet {sheet} cannot be cut up edge to edge")]
    NotGuillotine {
        /// Index of the sheet.
        sheet: usize,
    },
    /// Cut more or less often than ordered.
    #[error("part {part} is cut {cut} times instead of {ordered}")]
    Count {
        /// Index of the part.
        part: usize,
        /// In the plan.
        cut: u64,
        /// In the instance, less those reported as left out.
        ordered: u64,
    },
    /// More sheets than there are.
    #[error("stock {stock} is used {used} times, there are {available}")]
    StockExceeded {
        /// Index of the stock.
        stock: usize,
        /// In the plan.
        used: u64,
        /// In the instance.
        available: u64,
    },
    /// The tree of cuts does not fit together.
    #[error("sheet {sheet}: the tree of cuts is wrong: {reason}")]
    Tree {
        /// Index of the sheet.
        sheet: usize,
        /// In which way.
        reason: TreeFault,
    },
    /// The tree of cuts breaks a rule of the saw.
    #[error("sheet {sheet}: {reason}")]
    Rule {
        /// Index of the sheet.
        sheet: usize,
        /// Which one, and by how much.
        reason: RuleFault,
    },
    /// Parts of a group that do not lie side by side.
    #[error("group {group} lies together in one strip {found} times instead of {wanted}")]
    Group {
        /// Index of the group.
        group: usize,
        /// How often it was found.
        found: u32,
        /// How often it is ordered.
        wanted: u32,
    },
}

/// In which way a tree of cuts is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeFault {
    /// The root is not the trimmed sheet.
    #[error("its root is not the trimmed sheet")]
    Root,
    /// A piece of no extent.
    #[error("a piece has no extent")]
    EmptyPiece,
    /// A cut without pieces.
    #[error("a cut has no pieces")]
    NoPieces,
    /// A piece that does not fill its parent across the cut.
    #[error("a piece does not fill its parent")]
    Across,
    /// Pieces that do not follow one another by exactly one kerf.
    #[error("pieces do not follow one another by one kerf")]
    Gap,
    /// A piece beyond its parent's end.
    #[error("a piece reaches beyond its parent")]
    Beyond,
    /// Board that is neither piece nor kerf.
    #[error("board is missing after the last piece")]
    Missing,
}

/// Judges a plan with its trees. `left_out` is how many of each part are reported as not placed (shorter is zeros).
///
/// # Errors
/// Everything that is wrong, in the order of the sheets.
pub fn verify(instance: &Instance, plan: &Solution, left_out: &[u32]) -> Result<(), Vec<Fault>> {
    let sheets: Vec<FlatSheet> = plan
        .sheets
        .iter()
        .map(|sheet| FlatSheet {
            stock: sheet.stock,
            placements: sheet.placements(),
        })
        .collect();
    let mut faults = check_layout(instance, &sheets, left_out);
    for (index, sheet) in plan.sheets.iter().enumerate() {
        let Some(stock) = instance.stocks().get(sheet.stock) else {
            continue;
        };
        let verdict = if sheet.root.rect == instance.usable(stock) {
            check_tree(&sheet.root, instance.kerf_um())
        } else {
            Err(TreeFault::Root)
        };
        match verdict {
            Ok(()) => {
                let broken = rules::check(instance.rules(), stock, &sheet.root);
                faults.extend(broken.into_iter().map(|reason| Fault::Rule {
                    sheet: index,
                    reason,
                }));
            }
            Err(reason) => faults.push(Fault::Tree {
                sheet: index,
                reason,
            }),
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

fn check_tree(piece: &Piece, kerf_um: i64) -> Result<(), TreeFault> {
    if piece.rect.width_um < 1 || piece.rect.height_um < 1 {
        return Err(TreeFault::EmptyPiece);
    }
    let Content::Cut { along, pieces } = &piece.content else {
        return Ok(());
    };
    let across = along.across();
    let end = piece.rect.end_um(*along);
    let mut at = piece.rect.start_um(*along);
    for child in pieces {
        if child.rect.start_um(across) != piece.rect.start_um(across)
            || child.rect.extent_um(across) != piece.rect.extent_um(across)
        {
            return Err(TreeFault::Across);
        }
        if child.rect.start_um(*along) != at {
            return Err(TreeFault::Gap);
        }
        if child.rect.end_um(*along) > end {
            return Err(TreeFault::Beyond);
        }
        at = child.rect.end_um(*along) + kerf_um;
        check_tree(child, kerf_um)?;
    }
    let Some(last) = pieces.last() else {
        return Err(TreeFault::NoPieces);
    };
    // What the last cut leaves over must be named as a piece unless the blade takes all of it.
    if last.rect.end_um(*along) + kerf_um < end {
        Err(TreeFault::Missing)
    } else {
        Ok(())
    }
}

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

/// The indices of numbers from the smallest to the largest; equal ones stay in their order. The judge's only sort.
fn ascending(numbers: impl Iterator<Item = i64>) -> Vec<usize> {
    let mut pairs: Vec<(i64, usize)> = numbers.zip(0..).collect();
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, index)| index).collect()
}
