//! A cutting plan as the page shows it: drawings, saw cuts, quantities and money.
//!
//! A plan that comes back over a border is judged by the verifier before it is shown, and every sheet is taken apart
//! along its cuts.

mod types;

use std::collections::BTreeMap;

use cutting::{Solution, verify};
use estimate::cost::{SheetLot, SheetsBought};
use furniture::catalogue::MaterialChoice;
use furniture::gather::sort_few_by_key;
use furniture::length::Length;
use furniture::message::Message;
pub use types::{
    CutView, LeftoverView, PlacementView, PlanGroup, PlanView, SheetBoards, SheetView, UnplacedView,
};

use crate::cutting_job::{CuttingJob, JobGroup, JobKept};
use crate::cutting_plan::{CuttingPlan, GroupPlan, PlanFault};
use crate::least::least_bought;
use crate::saw;
use crate::sheet_plan::{SheetPlan, leftovers, place, placements};

/// A cutting plan as a session needs it: what is shown, and what is bought.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The plan as drawings.
    pub view: PlanView,
    /// Sheets bought by material.
    pub bought: BTreeMap<MaterialChoice, SheetsBought>,
}

/// A plan as the session takes it, judged by the verifier.
///
/// # Errors
/// When the plan doesn't belong to the job or breaks a rule of cutting.
pub fn plan_of(job: &CuttingJob, plan: &CuttingPlan) -> Result<Plan, PlanFault> {
    judge(job, plan)?;
    shown(job, plan)
}

/// Holds a plan against the rules of cutting.
///
/// # Errors
/// When the plan doesn't belong to the job or breaks a rule of cutting.
pub fn judge(job: &CuttingJob, plan: &CuttingPlan) -> Result<(), PlanFault> {
    if plan.groups.len() != job.groups.len() {
        return Err(PlanFault::Wrong(
            "the plan has another number of materials".to_owned(),
        ));
    }
    let mut groups = job.groups.iter().zip(&plan.groups);
    groups.try_for_each(|(group, planned)| judge_group(job, group, planned))
}

/// A plan that was judged, as the session takes it.
///
/// # Errors
/// When a sheet doesn't come apart by its cuts.
pub fn shown(job: &CuttingJob, plan: &CuttingPlan) -> Result<Plan, PlanFault> {
    let mut bought = BTreeMap::new();
    let mut view = PlanView {
        revision: plan.revision,
        sheets: 0,
        offcuts_used: 0,
        utilisation_bp: 0,
        cuts: 0,
        cut_length_um: 0,
        turns: 0,
        kept: 0,
        offcuts: 0,
        largest_offcut_um: None,
        is_optimal: true,
        bound_sheets: 0,
        gap_sheets: 0,
        gap_fen: 0,
        groups: Vec::new(),
        unplaced: Vec::new(),
    };
    let mut boards_um2 = 0;
    let mut sheets_um2 = 0;
    let mut next_number = 1;
    for (group, planned) in job.groups.iter().zip(&plan.groups) {
        let areas = Areas::of(group, &planned.sheets);
        boards_um2 += areas.boards_um2;
        sheets_um2 += areas.sheets_um2;
        let offcuts_used = areas.offcuts;
        let sheets = count(planned.sheets.len()) - offcuts_used;
        let bound_sheets = least_bought(job, group, planned).min(sheets);
        // What boards that have no place would cost is not known.
        if planned.unplaced.is_empty() {
            bought.insert(
                group.material.clone(),
                SheetsBought {
                    sheets,
                    area_mm2: i64::try_from((areas.sheets_um2 - areas.offcuts_um2) / 1_000_000)
                        .unwrap_or(i64::MAX),
                    offcuts_fen: areas.offcuts_fen,
                    credit_fen: credit_fen(job, group, planned),
                    lots: lots(group, planned),
                },
            );
        }
        let patterns = patterns(job, group, planned, &mut next_number)?;
        let offcuts = offcuts(&patterns);
        for sheet in &patterns {
            view.cuts += sheet.stacks * count(sheet.cuts.len());
            view.cut_length_um += i64::from(sheet.stacks) * sheet.cut_length_um;
            view.turns += sheet.stacks * sheet.turns;
            let pinned = sheet.placements.iter().filter(|board| board.is_pinned);
            view.kept += sheet.count * (u32::from(sheet.is_locked) + count(pinned.count()));
            for left in sheet.leftovers.iter().filter(|left| left.is_offcut) {
                view.offcuts += sheet.count;
                let sides = [
                    left.width_um.max(left.height_um),
                    left.width_um.min(left.height_um),
                ];
                let area = |[long, wide]: [i64; 2]| i128::from(long) * i128::from(wide);
                if view
                    .largest_offcut_um
                    .is_none_or(|largest| area(sides) > area(largest))
                {
                    view.largest_offcut_um = Some(sides);
                }
            }
        }
        view.sheets += sheets;
        view.offcuts_used += offcuts_used;
        view.bound_sheets += bound_sheets;
        view.gap_sheets += sheets - bound_sheets;
        if !planned.is_optimal {
            let gap_fen = (areas.fen - least_fen(group, planned, bound_sheets)).max(0);
            view.gap_fen += gap_fen;
            view.is_optimal &= gap_fen == 0;
        }
        view.is_optimal &= planned.unplaced.is_empty();
        view.unplaced.extend(unplaced(group, planned));
        view.groups.push(PlanGroup {
            board: group.material.board.clone(),
            thickness_um: group.material.thickness.0,
            decor: group.material.decor.clone(),
            sheets,
            offcuts_used,
            bound_sheets,
            utilisation_bp: areas.utilisation_bp(),
            patterns,
            offcuts,
        });
    }
    view.utilisation_bp = Areas {
        boards_um2,
        sheets_um2,
        ..Areas::default()
    }
    .utilisation_bp();
    Ok(Plan { view, bought })
}

/// What the sheets of any plan cost at least, as that many must be bought.
fn least_fen(group: &JobGroup, planned: &GroupPlan, bought: u32) -> i64 {
    let sheets = group.sheets.iter().filter(|sheet| !sheet.is_offcut());
    let cheapest = sheets.map(|sheet| sheet.fen).min().unwrap_or_default();
    let bound_fen = i64::try_from(planned.bound_fen).unwrap_or(i64::MAX);
    bound_fen.max(cheapest.saturating_mul(bought.into()))
}

/// The sheets that a plan takes by size, those that are bought first.
fn lots(group: &JobGroup, planned: &GroupPlan) -> Vec<SheetLot> {
    let stocks = group.sheets.iter().enumerate();
    let lots = stocks.map(|(index, stock)| SheetLot {
        length_um: stock.length_um,
        width_um: stock.width_um,
        quantity: count(
            planned
                .sheets
                .iter()
                .filter(|sheet| sheet.stock == index)
                .count(),
        ),
        is_offcut: stock.is_offcut(),
    });
    lots.filter(|lot| lot.quantity > 0).collect()
}

/// The leftovers worth keeping, the largest first.
fn offcuts(patterns: &[SheetView]) -> Vec<SheetLot> {
    let mut lots: Vec<SheetLot> = Vec::new();
    for sheet in patterns {
        for left in sheet.leftovers.iter().filter(|left| left.is_offcut) {
            let (length_um, width_um) = (left.width_um, left.height_um);
            let alike =
                |lot: &&mut SheetLot| (lot.length_um, lot.width_um) == (length_um, width_um);
            match lots.iter_mut().find(alike) {
                Some(lot) => lot.quantity += sheet.count,
                None => lots.push(SheetLot {
                    length_um,
                    width_um,
                    quantity: sheet.count,
                    is_offcut: true,
                }),
            }
        }
    }
    sort_few_by_key(&mut lots, |lot| {
        std::cmp::Reverse(lot.length_um.saturating_mul(lot.width_um))
    });
    lots
}

/// What the offcuts that a plan keeps are worth.
fn credit_fen(job: &CuttingJob, group: &JobGroup, planned: &GroupPlan) -> i64 {
    let aim = job.aim();
    let sheets = planned.sheets.iter();
    let credits = sheets.filter_map(|sheet| {
        Some(aim.credit_fen(group.sheets.get(sheet.stock)?, &leftovers(sheet)))
    });
    credits.sum()
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

fn judge_group(job: &CuttingJob, group: &JobGroup, planned: &GroupPlan) -> Result<(), PlanFault> {
    let instance = job
        .instance(group)
        .map_err(|errors| PlanFault::Instance(errors.to_string()))?;
    let mut left_out = vec![0; group.boards.len()];
    for (part, quantity, _) in &planned.unplaced {
        *left_out
            .get_mut(*part)
            .ok_or_else(|| unknown("board", *part))? += quantity;
    }
    for sheet in &planned.sheets {
        if sheet.stock >= group.sheets.len() {
            return Err(unknown("sheet", sheet.stock));
        }
        let mut boards = sheet.placements().into_iter();
        if let Some(board) = boards.find(|one| one.part >= left_out.len()) {
            return Err(unknown("board", board.part));
        }
    }
    let solution = Solution {
        sheets: planned.sheets.clone(),
    };
    if let Err(faults) = verify(&instance, &solution, &left_out) {
        let first = faults.first().map(ToString::to_string);
        return Err(PlanFault::Wrong(first.unwrap_or_default()));
    }
    let mut planned = planned.sheets.iter();
    let stays = |kept| planned.next().is_some_and(|sheet| holds(sheet, kept));
    if group.keep.iter().all(stays) {
        Ok(())
    } else {
        Err(PlanFault::Wrong("what is kept does not stay".to_owned()))
    }
}

/// Whether everything kept is where it was.
fn holds(sheet: &SheetPlan, kept: &JobKept) -> bool {
    let on_it = placements(sheet);
    let mut boards = kept.placements.iter();
    sheet.stock == kept.stock
        && boards.all(|board| on_it.contains(board))
        && (!kept.is_locked || on_it.len() == kept.placements.len())
}

fn unknown(what: &str, index: usize) -> PlanFault {
    PlanFault::Wrong(format!("there is no {what} {index} in the job"))
}

#[derive(Default)]
struct Areas {
    boards_um2: i128,
    /// Offcuts included.
    sheets_um2: i128,
    offcuts: u32,
    offcuts_um2: i128,
    offcuts_fen: i64,
    /// Offcuts included.
    fen: i64,
}

impl Areas {
    fn of(group: &JobGroup, sheets: &[SheetPlan]) -> Self {
        let area = |[_, _, width, height]: [i64; 4]| i128::from(width) * i128::from(height);
        let mut areas = Self::default();
        for sheet in sheets {
            areas.add(group, sheet, area);
        }
        areas
    }

    fn add(&mut self, group: &JobGroup, sheet: &SheetPlan, area: impl Fn([i64; 4]) -> i128) {
        let boards = sheet.placements().into_iter();
        self.boards_um2 += boards.map(|one| area(place(one.rect))).sum::<i128>();
        if let Some(stock) = group.sheets.get(sheet.stock) {
            let sheet_um2 = area([0, 0, stock.length_um, stock.width_um]);
            self.sheets_um2 += sheet_um2;
            self.fen += stock.fen;
            if stock.is_offcut() {
                self.offcuts += 1;
                self.offcuts_um2 += sheet_um2;
                self.offcuts_fen += stock.fen;
            }
        }
    }

    fn utilisation_bp(&self) -> u32 {
        if self.sheets_um2 == 0 {
            return 0;
        }
        u32::try_from(self.boards_um2 * 10_000 / self.sheets_um2).unwrap_or_default()
    }
}

/// Sheets that are alike as one drawing, each board there with the keys of all of them.
fn patterns(
    job: &CuttingJob,
    group: &JobGroup,
    planned: &GroupPlan,
    next_number: &mut u32,
) -> Result<Vec<SheetView>, PlanFault> {
    let mut next: Vec<std::slice::Iter<'_, String>> =
        group.boards.iter().map(|board| board.keys.iter()).collect();
    let mut patterns: Vec<(SheetView, (&SheetPlan, Option<&JobKept>))> = Vec::new();
    for (at, sheet) in planned.sheets.iter().enumerate() {
        let kept = group.keep.get(at);
        // Boards that match lie in the order of their keys.
        let on_it = placements(sheet);
        let mut order: Vec<usize> = (0..on_it.len()).collect();
        if !group.matched.is_empty() {
            sort_few_by_key(&mut order, |&at| {
                let (_, [x_um, y_um, ..], _) = on_it[at];
                (x_um, y_um)
            });
        }
        let mut keys = vec![String::new(); order.len()];
        for at in order {
            if let Some(key) = next.get_mut(on_it[at].0).and_then(Iterator::next) {
                keys[at].clone_from(key);
            }
        }
        match patterns.last_mut() {
            Some((view, alike)) if *alike == (sheet, kept) => {
                view.count += 1;
                view.stacks = view.count.div_ceil(job.stack());
                for (placement, key) in view.placements.iter_mut().zip(keys) {
                    placement.keys.push(key);
                }
            }
            _ => {
                let mut view = sheet_view(job, group, (sheet, kept), keys, *next_number)?;
                let alike = patterns
                    .iter()
                    .filter(|(other, _)| other.id.starts_with(&view.id));
                let alike = alike.count();
                if alike > 0 {
                    // Alike sheets apart from one another: not the same is kept on them.
                    view.id = format!("{}-{alike}", view.id);
                }
                patterns.push((view, (sheet, kept)));
            }
        }
        *next_number += 1;
    }
    Ok(patterns.into_iter().map(|(view, _)| view).collect())
}

fn sheet_view(
    job: &CuttingJob,
    group: &JobGroup,
    (sheet, kept): (&SheetPlan, Option<&JobKept>),
    keys: Vec<String>,
    number: u32,
) -> Result<SheetView, PlanFault> {
    let stock = group
        .sheets
        .get(sheet.stock)
        .ok_or_else(|| unknown("sheet", sheet.stock))?;
    let aim = job.aim();
    let row_of = |part: usize| group.boards.get(part).map_or(0, |board| board.row);
    let cuts = saw::steps(job, stock, sheet)?;
    let mut boards: Vec<SheetBoards> = Vec::new();
    let on_it = placements(sheet);
    for row in on_it.iter().map(|one| row_of(one.0)) {
        match boards.iter_mut().find(|listed| listed.row == row) {
            Some(listed) => listed.quantity += 1,
            None => boards.push(SheetBoards { row, quantity: 1 }),
        }
    }
    sort_few_by_key(&mut boards, |listed| listed.row);
    Ok(SheetView {
        id: fingerprint(group, sheet, &cuts),
        number,
        count: 1,
        stacks: 1,
        is_offcut: stock.is_offcut(),
        is_locked: kept.is_some_and(|kept| kept.is_locked),
        length_um: stock.length_um,
        width_um: stock.width_um,
        utilisation_bp: Areas::of(group, std::slice::from_ref(sheet)).utilisation_bp(),
        turns: count(cuts.iter().filter(|cut| cut.is_turned).count()),
        cut_length_um: cuts.iter().map(|cut| cut.length_um).sum(),
        placements: on_it
            .iter()
            .zip(keys)
            .map(|(board, key)| {
                let (part, [x_um, y_um, width_um, height_um], rotated) = *board;
                PlacementView {
                    keys: vec![key],
                    row: row_of(part),
                    x_um,
                    y_um,
                    width_um,
                    height_um,
                    rotated,
                    is_pinned: kept
                        .is_some_and(|kept| !kept.is_locked && kept.placements.contains(board)),
                }
            })
            .collect(),
        boards,
        leftovers: leftovers(sheet)
            .into_iter()
            .map(|[x_um, y_um, width_um, height_um]| LeftoverView {
                x_um,
                y_um,
                width_um,
                height_um,
                is_offcut: aim.keeps(width_um, height_um),
            })
            .collect(),
        cuts,
    })
}

/// FNV-1a over the material, the sheet's size and its cuts: enough to know a sheet again.
fn fingerprint(group: &JobGroup, sheet: &SheetPlan, cuts: &[CutView]) -> String {
    let material = &group.material;
    let lines = cuts.iter().flat_map(|cut| [cut.from_um, cut.to_um]);
    let stock = group.sheets.get(sheet.stock);
    let size = stock.map_or([0; 2], |stock| [stock.length_um, stock.width_um]);
    let numbers = lines.flatten().chain(size).chain([material.thickness.0]);
    let bytes = numbers.flat_map(i64::to_le_bytes);
    let names = material.board.bytes().chain(material.decor.bytes());
    let hash = bytes
        .chain(names)
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{hash:016x}")
}

fn unplaced(group: &JobGroup, planned: &GroupPlan) -> Vec<UnplacedView> {
    planned
        .unplaced
        .iter()
        .filter_map(|(part, quantity, key)| {
            let board = group.boards.get(*part)?;
            let from = board.keys.len().saturating_sub(*quantity as usize);
            Some(UnplacedView {
                keys: board.keys[from..].to_vec(),
                reason: Message::new(key.clone())
                    .um("length", Length(board.length_um))
                    .um("width", Length(board.width_um)),
            })
        })
        .collect()
}
