//! Whether a plan's trees of cuts fit together and keep the rules of the saw, and whether its rectangles are right.

use super::fault::{Fault, FlatSheet, TreeFault};
use super::layout::check_layout;
use super::rules;
use crate::instance::Instance;
use crate::solution::{Content, Piece, Solution};

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
