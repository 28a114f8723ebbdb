//! Locking sheets and pinning boards of a plan while the rest is planned again.
//!
//! What is kept is part of the job: the first sheets of a group's plan are the kept ones, in the order of
//! [`JobGroup::keep`](crate::cutting_job::JobGroup::keep).

use crate::cutting_job::{CuttingJob, JobGroup, JobKept};
use crate::cutting_plan::CuttingPlan;
use crate::sheet_plan::{SheetPlan, cuts, placements};

/// What a person does to a sheet of the plan, or to all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Locks the sheet, or lets it go.
    Sheet(bool),
    /// Pins the board with this index in the sheet's placements, or lets it go.
    Board(usize, bool),
}

/// Changes what is kept on the sheets of which the first has this number, counted through all materials. The plan stays
/// as it is, but for the kept sheets coming first. False when there is no such sheet or nothing changes.
pub fn keep(job: &mut CuttingJob, plan: &mut CuttingPlan, number: u32, keeping: Keeping) -> bool {
    let mut first = 1;
    let trim_um = job.trim_um;
    for (group, planned) in job.groups.iter_mut().zip(&mut plan.groups) {
        let many = u32::try_from(planned.sheets.len()).unwrap_or(u32::MAX);
        if number < first || number >= first + many {
            first += many;
            continue;
        }
        let at = (number - first) as usize;
        let mut kept = std::mem::take(&mut group.keep).into_iter();
        let sheets = std::mem::take(&mut planned.sheets);
        let mut sheets: Vec<(SheetPlan, Option<JobKept>)> = sheets
            .into_iter()
            .map(|sheet| (sheet, kept.next()))
            .collect();
        let alike = sheets[at..]
            .iter()
            .take_while(|other| is_alike(&sheets[at], other))
            .count();
        let mut changed = false;
        for (sheet, kept) in &mut sheets[at..at + alike] {
            let next = next(sheet, kept.as_ref(), keeping, group, trim_um);
            changed |= *kept != next;
            *kept = next;
        }
        if changed && matches!(keeping, Keeping::Sheet(false) | Keeping::Board(_, false)) {
            // What was proven with it kept need not hold without.
            planned.bound_sheets = 0;
            planned.bound_fen = 0;
            planned.is_optimal = false;
        }
        // The order among the kept and among the others stays.
        let mut others = Vec::new();
        for (sheet, kept) in sheets {
            match kept {
                Some(kept) => {
                    planned.sheets.push(sheet);
                    group.keep.push(kept);
                }
                None => others.push(sheet),
            }
        }
        planned.sheets.append(&mut others);
        return changed;
    }
    false
}

/// Lets everything go.
pub fn let_go(job: &mut CuttingJob) {
    for group in &mut job.groups {
        group.keep.clear();
    }
}

/// Whether two sheets are shown as one: cut alike, and the same kept on them.
pub(crate) fn is_alike<T: PartialEq>(one: &(SheetPlan, T), other: &(SheetPlan, T)) -> bool {
    one == other
}

fn next(
    sheet: &SheetPlan,
    kept: Option<&JobKept>,
    keeping: Keeping,
    group: &JobGroup,
    trim_um: [i64; 4],
) -> Option<JobKept> {
    let stock = group.sheets.get(sheet.stock)?;
    let on_it = placements(sheet);
    let with = |is_locked, placements: Vec<_>| JobKept {
        stock: sheet.stock,
        is_locked,
        placements,
        cuts: cuts(sheet, stock, trim_um),
    };
    match keeping {
        Keeping::Sheet(true) => Some(with(true, on_it)),
        Keeping::Sheet(false) => None,
        Keeping::Board(at, is_pinned) => {
            let board = on_it.get(at)?;
            let mut placements = match kept {
                Some(kept) if kept.is_locked => return Some(kept.clone()),
                Some(kept) => kept.placements.clone(),
                None => Vec::new(),
            };
            // Boards that match stay together or not at all.
            let set = group
                .matched
                .iter()
                .find(|set| set.boards.contains(&board.0));
            let goes_with = |other: &(usize, [i64; 4], bool)| match set {
                Some(set) => set.boards.contains(&other.0),
                None => other == board,
            };
            placements.retain(|other| !goes_with(other));
            if is_pinned {
                placements.extend(on_it.iter().filter(|other| goes_with(other)));
            }
            (!placements.is_empty()).then(|| with(false, placements))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluated::Evaluated;
    use crate::plan_view::{judge, plan_of};
    use crate::run::Run;
    use furniture::shipped::STARTERS;

    fn planned() -> Vec<(CuttingJob, CuttingPlan)> {
        let catalogue = furniture::catalogue::Catalogue::shipped().unwrap();
        let library = furniture::library::shipped(&catalogue).unwrap();
        let job = |text: &str| {
            let design = furniture::design::read(text).unwrap();
            Evaluated::of(&design, &catalogue, &library).job()
        };
        STARTERS
            .iter()
            .map(|(_, text)| {
                let job = job(text);
                let mut run = Run::new(&job).unwrap();
                for _ in 0..40 {
                    run.step();
                }
                let plan = run.plan();
                (job, plan)
            })
            .collect()
    }

    /// Plans the job anew and holds the plan to what is kept.
    fn plan_again(job: &CuttingJob) -> CuttingPlan {
        let mut run = Run::new(job).unwrap();
        for _ in 0..10 {
            run.step();
        }
        let plan = run.plan();
        judge(job, &plan).unwrap();
        for (group, planned) in job.groups.iter().zip(&plan.groups) {
            for (kept, sheet) in group.keep.iter().zip(&planned.sheets) {
                assert_eq!(kept.stock, sheet.stock);
                let stays = |board| placements(sheet).contains(board);
                assert!(kept.placements.iter().all(stays));
                if kept.is_locked {
                    assert_eq!(kept.placements, placements(sheet));
                    let stock = &group.sheets[sheet.stock];
                    assert_eq!(kept.cuts, cuts(sheet, stock, job.trim_um));
                }
            }
        }
        plan
    }

    #[test]
    fn every_sheet_of_the_starters_can_be_locked_and_let_go() {
        for (job, plan) in planned() {
            let view = plan_of(&job, &plan).unwrap().view;
            for sheet in view.groups.iter().flat_map(|group| &group.patterns) {
                let (mut job, mut plan) = (job.clone(), plan.clone());
                let keeping = Keeping::Sheet(true);
                assert!(keep(&mut job, &mut plan, sheet.number, keeping));
                let kept = plan_of(&job, &plan).unwrap().view;
                assert_eq!(kept.kept, sheet.count);
                let again = plan_of(&job, &plan_again(&job)).unwrap().view;
                assert_eq!(again.kept, sheet.count);
                let mut patterns = again.groups.iter().flat_map(|group| &group.patterns);
                let locked = patterns.find(|sheet| sheet.is_locked).unwrap();
                assert!(keep(
                    &mut job,
                    &mut plan,
                    locked.number,
                    Keeping::Sheet(false)
                ));
                assert!(job.groups.iter().all(|group| group.keep.is_empty()));
            }
        }
    }

    #[test]
    fn boards_of_the_starters_can_be_pinned_and_let_go() {
        for (job, plan) in planned() {
            let view = plan_of(&job, &plan).unwrap().view;
            for sheet in view.groups.iter().flat_map(|group| &group.patterns) {
                let (mut job, mut plan) = (job.clone(), plan.clone());
                let last = sheet.placements.len() - 1;
                assert!(keep(
                    &mut job,
                    &mut plan,
                    sheet.number,
                    Keeping::Board(last, true)
                ));
                let again = plan_of(&job, &plan_again(&job)).unwrap().view;
                assert_eq!(again.kept, sheet.count);
                let mut groups = again.groups.iter();
                let group = groups.find(|group| {
                    group.patterns[0]
                        .placements
                        .iter()
                        .any(|board| board.is_pinned)
                });
                let number = group.unwrap().patterns[0].number;
                let mut first = again.groups.iter().flat_map(|group| &group.patterns);
                let pinned = first.find(|sheet| sheet.number == number).unwrap();
                let at = pinned.placements.iter().position(|board| board.is_pinned);
                let mut plan = plan_again(&job);
                assert!(keep(
                    &mut job,
                    &mut plan,
                    number,
                    Keeping::Board(at.unwrap(), false)
                ));
            }
        }
    }

    #[test]
    fn a_plan_that_moves_what_is_kept_is_refused() {
        for (mut job, mut plan) in planned() {
            let other = plan.clone();
            assert!(keep(&mut job, &mut plan, 2, Keeping::Sheet(true)));
            judge(&job, &plan).unwrap();
            if other != plan {
                judge(&job, &other).unwrap_err();
            }
            let group = job.groups.iter_mut().find(|group| !group.keep.is_empty());
            group.unwrap().keep[0].placements.pop();
            judge(&job, &plan).unwrap_err();
        }
    }

    #[test]
    fn a_sheet_that_is_not_there_changes_nothing() {
        let (mut job, mut plan) = planned().remove(0);
        let before = (job.clone(), plan.clone());
        assert!(!keep(&mut job, &mut plan, 99, Keeping::Sheet(true)));
        assert!(!keep(&mut job, &mut plan, 0, Keeping::Sheet(true)));
        assert!(!keep(&mut job, &mut plan, 1, Keeping::Board(999, true)));
        assert_eq!((job, plan), before);
    }
}
