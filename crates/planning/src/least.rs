//! How many sheets any plan of a material must buy, where offcuts in stock take a part of the boards.

use crate::cutting_job::{CuttingJob, JobBoard, JobGroup, JobSheet};
use crate::cutting_plan::GroupPlan;

/// Sheets that any plan buys at least: of the sheets and offcuts that it needs together all but the useful offcuts, and
/// by area what these can't hold.
pub fn least_bought(job: &CuttingJob, group: &JobGroup, planned: &GroupPlan) -> u32 {
    let used = planned.sheets.iter();
    let used = used.filter(|sheet| {
        group
            .sheets
            .get(sheet.stock)
            .is_some_and(JobSheet::is_offcut)
    });
    let offcuts: u64 = if job.has_offcuts_first() {
        // Where they go first, those that do are settled.
        used.count() as u64
    } else {
        useful_offcuts(job, group)
            .map(|(_, count)| u64::from(count))
            .sum()
    };
    let by_count = planned.bound_sheets.saturating_sub(offcuts);
    let least = by_count.max(by_area(job, group, planned));
    u32::try_from(least).unwrap_or(u32::MAX)
}

/// The offcuts from which at least one board can be cut, and how many of each can be of use.
fn useful_offcuts<'a>(
    job: &'a CuttingJob,
    group: &'a JobGroup,
) -> impl Iterator<Item = (&'a JobSheet, u32)> {
    group.sheets.iter().filter_map(|sheet| {
        let boards = group.boards.iter().filter(|board| holds(job, sheet, board));
        let boards: usize = boards.map(|board| board.keys.len()).sum();
        let count = sheet
            .in_stock?
            .min(u32::try_from(boards).unwrap_or(u32::MAX));
        (count > 0).then_some((sheet, count))
    })
}

fn by_area(job: &CuttingJob, group: &JobGroup, planned: &GroupPlan) -> u64 {
    let left_out = |index: usize| -> i128 {
        let counts = planned.unplaced.iter().filter(|left| left.0 == index);
        counts.map(|left| i128::from(left.1)).sum()
    };
    let boards = group.boards.iter().enumerate();
    let mut need: i128 = boards
        .map(|(index, board)| {
            let count = board.keys.len() as i128 - left_out(index);
            area(job, [board.length_um, board.width_um]) * count.max(0)
        })
        .sum();
    for (offcut, count) in useful_offcuts(job, group) {
        // No offcut takes more than the boards that fit it.
        let fitting = group
            .boards
            .iter()
            .filter(|board| holds(job, offcut, board));
        let fitting: i128 = fitting
            .map(|board| area(job, [board.length_um, board.width_um]) * board.keys.len() as i128)
            .sum();
        let gives = area(job, usable(job, offcut)) * i128::from(count);
        need -= gives.min(fitting);
    }
    let bought = group.sheets.iter().filter(|sheet| !sheet.is_offcut());
    let largest = bought.map(|sheet| area(job, usable(job, sheet))).max();
    let Some(largest) = largest.filter(|largest| *largest > 0) else {
        return 0;
    };
    u64::try_from((need + largest - 1) / largest).unwrap_or_default()
}

/// What is left of a sheet after trimming.
fn usable(job: &CuttingJob, sheet: &JobSheet) -> [i64; 2] {
    let [left, right, bottom, top] = job.trim_of(sheet);
    [
        sheet.length_um - left - right,
        sheet.width_um - bottom - top,
    ]
}

/// Area with a kerf along two sides, which makes boards and sheets comparable exactly, square micrometres.
fn area(job: &CuttingJob, [length_um, width_um]: [i64; 2]) -> i128 {
    i128::from(length_um.max(0) + job.kerf_um) * i128::from(width_um.max(0) + job.kerf_um)
}

fn holds(job: &CuttingJob, sheet: &JobSheet, board: &JobBoard) -> bool {
    let [length_um, width_um] = usable(job, sheet);
    let fits = |along: i64, across: i64| along <= length_um && across <= width_um;
    fits(board.length_um, board.width_um)
        || (board.rotatable && fits(board.width_um, board.length_um))
}
