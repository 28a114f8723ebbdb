//! Boards pinned to a place and sheets locked while the rest is planned again, outside the search.
//!
//! Kept sheets leave the job: what is pinned is taken off the quantities, and what is free around it becomes stock that
//! costs nothing, so the search fills it first. [`Kept::recompose`] puts both together again into trees that hold every
//! kept part where it was. Kept sheets come first and in their order; the verifier judges the whole by the whole job.

mod divide;
mod error;
mod replay;
mod sheet;

pub use error::KeepError;
pub use sheet::{KeptCut, KeptSheet};

use crate::geometry::{Axis, Rect};
use crate::instance::{Group, Instance, Part, Stock, Trim};
use crate::outcome::Outcome;
use crate::solution::{Content, Piece, Sheet, Solution};
use crate::verify::{Fault, FlatSheet, check_layout, check_rules, count_groups};

/// A job of which some sheets are kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What is left to plan.
    rest: Instance,
    /// Stocks of the whole job; those of `rest` beyond are zones.
    stocks: usize,
    /// The kept sheets with everything free on them left over.
    sheets: Vec<Sheet>,
    /// For each stock of `rest` beyond: the kept sheet, and where on it.
    zones: Vec<(usize, Rect)>,
    /// What the kept sheets cost.
    cost: u64,
}

impl Kept {
    /// Takes kept sheets out of a job.
    ///
    /// # Errors
    /// Everything that stands against keeping them.
    pub fn new(whole: &Instance, keep: &[KeptSheet]) -> Result<Self, Vec<KeepError>> {
        check(whole, keep)?;
        let mut this = Self {
            rest: whole.clone(),
            stocks: whole.stocks().len(),
            sheets: Vec::new(),
            zones: Vec::new(),
            cost: 0,
        };
        let parts = remaining_parts(whole, keep);
        let mut stocks = whole.stocks().to_vec();
        let mut errors = Vec::new();
        for (index, sheet) in keep.iter().enumerate() {
            let stock = &whole.stocks()[sheet.stock];
            match tree(whole, index, sheet) {
                Ok(root) => {
                    if !sheet.is_locked {
                        for (rect, depth) in divide::zones(&root, stock.depth) {
                            if is_useful(whole, &parts, rect, depth) {
                                stocks.push(zone(rect, depth));
                                this.zones.push((index, rect));
                            }
                        }
                    }
                    this.cost += stock.cost;
                    this.sheets.push(Sheet {
                        stock: sheet.stock,
                        root,
                    });
                }
                Err(error) => errors.push(error),
            }
            let left = &mut stocks[sheet.stock].quantity;
            *left = left.map(|left| left.saturating_sub(1));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let groups = remaining_groups(whole, keep, &parts)?;
        this.rest = whole
            .clone()
            .into_builder()
            .stocks(stocks)
            .parts(parts)
            .groups(groups)
            .build()
            .map_err(|errors| vec![KeepError::Instance(errors)])?;
        Ok(this)
    }

    /// What is left to plan: parts keep their index, and so do stocks, behind which come the free places of the kept
    /// sheets at no cost.
    #[must_use]
    pub const fn instance(&self) -> &Instance {
        &self.rest
    }

    /// The whole plan: the kept sheets in their order, filled up by a plan for [`instance`](Self::instance), then that
    /// plan's own sheets.
    #[must_use]
    pub fn recompose(&self, rest: &Solution) -> Solution {
        let mut filled: Vec<Vec<Piece>> = self.sheets.iter().map(|_| Vec::new()).collect();
        let mut others = Vec::new();
        for sheet in &rest.sheets {
            let zone = sheet
                .stock
                .checked_sub(self.stocks)
                .and_then(|zone| self.zones.get(zone));
            match zone {
                Some(&(kept, rect)) => {
                    filled[kept].push(moved(&sheet.root, rect.x_um, rect.y_um));
                }
                None => others.push(sheet.clone()),
            }
        }
        let kept = self
            .sheets
            .iter()
            .zip(&filled)
            .map(|(sheet, filled)| Sheet {
                stock: sheet.stock,
                root: fill(&sheet.root, filled),
            });
        Solution {
            sheets: kept.chain(others).collect(),
        }
    }

    /// The outcome of the whole job from that of the rest. The bounds hold for plans that keep what is kept.
    #[must_use]
    pub fn outcome(&self, rest: &Outcome) -> Outcome {
        let mut whole = rest.clone();
        whole.solution = self.recompose(&rest.solution);
        // Any of the rest's sheets may be a free place on a kept one.
        let fresh = rest.bound.sheets.saturating_sub(self.zones.len() as u64);
        whole.bound.sheets = fresh + self.sheets.len() as u64;
        whole.bound.cost = rest.bound.cost.saturating_add(self.cost);
        // Where nothing is left to plan no other plan keeps what is kept.
        let is_all_kept = self.rest.parts().iter().all(|part| part.quantity == 0);
        whole.is_optimal |= is_all_kept && !self.sheets.is_empty();
        whole
    }
}

/// How a kept sheet, the one with this index, is cut, with everything free on it left over.
fn tree(whole: &Instance, sheet: usize, kept: &KeptSheet) -> Result<Piece, KeepError> {
    let stock = &whole.stocks()[kept.stock];
    // Cuts found from the parts leave the largest places free. That matters only where something may be put there.
    let found = || {
        divide::divide(whole, stock, &kept.placements).map_err(|stuck| match stuck {
            divide::Stuck::TooNear => KeepError::TooNear { sheet },
            divide::Stuck::Rules => KeepError::Rules { sheet },
        })
    };
    if kept.cuts.is_empty() {
        return found();
    }
    let as_before = replay::replay(
        whole.usable(stock),
        whole.kerf_um(),
        &kept.cuts,
        &kept.placements,
        kept.is_locked,
    )
    .ok_or(KeepError::Cuts { sheet })?;
    let is_allowed = check_rules(whole.rules(), stock, &as_before).is_empty();
    if kept.is_locked && is_allowed {
        return Ok(as_before);
    }
    found().or_else(|error| {
        if is_allowed {
            Ok(as_before)
        } else {
            Err(error)
        }
    })
}

/// Judges the kept sheets by themselves, all other parts left out.
fn check(whole: &Instance, keep: &[KeptSheet]) -> Result<(), Vec<KeepError>> {
    let counts = counts(whole, keep);
    let left_out: Vec<u32> = whole
        .parts()
        .iter()
        .zip(&counts)
        .map(|(part, &kept)| part.quantity.saturating_sub(kept))
        .collect();
    let errors: Vec<KeepError> = check_layout(whole, &flat(keep), &left_out)
        .into_iter()
        .filter(|fault| !matches!(fault, Fault::Group { .. }))
        .map(KeepError::Wrong)
        .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    }
}

fn flat(keep: &[KeptSheet]) -> Vec<FlatSheet> {
    keep.iter()
        .map(|sheet| FlatSheet {
            stock: sheet.stock,
            placements: sheet.placements.clone(),
        })
        .collect()
}

/// How many of each part are kept.
fn counts(whole: &Instance, keep: &[KeptSheet]) -> Vec<u32> {
    let mut counts = vec![0_u32; whole.parts().len()];
    for placement in keep.iter().flat_map(|sheet| &sheet.placements) {
        if let Some(count) = counts.get_mut(placement.part) {
            *count = count.saturating_add(1);
        }
    }
    counts
}

fn remaining_parts(whole: &Instance, keep: &[KeptSheet]) -> Vec<Part> {
    let counts = counts(whole, keep);
    let parts = whole.parts().iter().zip(counts);
    parts
        .map(|(part, kept)| Part {
            quantity: part.quantity.saturating_sub(kept),
            ..*part
        })
        .collect()
}

/// The groups that are not kept whole.
fn remaining_groups(
    whole: &Instance,
    keep: &[KeptSheet],
    parts: &[Part],
) -> Result<Vec<Group>, Vec<KeepError>> {
    if whole.groups().is_empty() {
        return Ok(Vec::new());
    }
    let found = count_groups(whole, &flat(keep));
    let mut wanted = vec![0_u64; parts.len()];
    let mut groups = whole.groups().to_vec();
    for (group, found) in groups.iter_mut().zip(found) {
        group.quantity -= found.min(group.quantity);
        for &part in &group.parts {
            wanted[part] += u64::from(group.quantity);
        }
    }
    let errors: Vec<KeepError> = (0..parts.len())
        .filter(|&part| wanted[part] > u64::from(parts[part].quantity))
        .map(|part| KeepError::SplitGroup { part })
        .collect();
    if errors.is_empty() {
        Ok(groups)
    } else {
        Err(errors)
    }
}

/// True when something that is still to be planned may be cut from a free place.
fn is_useful(whole: &Instance, parts: &[Part], rect: Rect, depth: u8) -> bool {
    let (w, h) = (rect.width_um, rect.height_um);
    whole.rules().stages.is_none_or(|stages| depth <= stages)
        && parts.iter().any(|part| {
            let (part_w, part_h) = (part.width_um, part.height_um);
            part.quantity > 0
                && ((part_w <= w && part_h <= h) || (part.rotatable && part_h <= w && part_w <= h))
        })
}

fn zone(rect: Rect, depth: u8) -> Stock {
    Stock {
        width_um: rect.width_um,
        height_um: rect.height_um,
        quantity: Some(1),
        cost: 0,
        trim: Some(Trim::default()),
        is_offcut: false,
        depth,
    }
}

/// A piece and all below it, moved.
fn moved(piece: &Piece, x_um: i64, y_um: i64) -> Piece {
    let content = match &piece.content {
        Content::Cut { along, pieces } => Content::Cut {
            along: *along,
            pieces: pieces.iter().map(|one| moved(one, x_um, y_um)).collect(),
        },
        content => content.clone(),
    };
    Piece {
        rect: Rect {
            x_um: piece.rect.x_um + x_um,
            y_um: piece.rect.y_um + y_um,
            ..piece.rect
        },
        content,
    }
}

/// A kept sheet with what was planned for its free places. Where a place is cut the way it was cut off itself, its
/// pieces join those around it, so that the saw makes all of them in one go.
fn fill(piece: &Piece, filled: &[Piece]) -> Piece {
    let content = match &piece.content {
        Content::Leftover => {
            let planned = filled.iter().find(|one| one.rect == piece.rect);
            return planned.unwrap_or(piece).clone();
        }
        Content::Part { .. } => return piece.clone(),
        Content::Cut { along, pieces } => {
            let mut joined = Vec::with_capacity(pieces.len());
            for one in pieces {
                let is_free = one.content == Content::Leftover;
                join(*along, fill(one, filled), is_free, &mut joined);
            }
            Content::Cut {
                along: *along,
                pieces: joined,
            }
        }
    };
    Piece {
        rect: piece.rect,
        content,
    }
}

fn join(along: Axis, piece: Piece, is_free: bool, joined: &mut Vec<Piece>) {
    let end_um = piece.rect.end_um(along);
    match piece.content {
        Content::Cut {
            along: inner,
            pieces,
        } if is_free
            && inner == along
            && pieces
                .last()
                .is_some_and(|last| last.rect.end_um(along) == end_um) =>
        {
            joined.extend(pieces);
        }
        _ => joined.push(piece),
    }
}
