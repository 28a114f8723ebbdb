//! What sawing by a plan does to the stock: the offcuts that it takes from there and those that it leaves.

use furniture::gather::sort_few_by_key;
use furniture::length::Length;
use furniture::workshop::Offcut;

use crate::cutting_job::{CuttingJob, JobGroup};
use crate::cutting_plan::CuttingPlan;
use crate::sheet_plan::leftovers;

/// Offcuts one by one, material by material.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StockChange {
    /// Taken from the stock.
    pub used: Vec<Offcut>,
    /// Left and worth keeping, the largest first. One costs what it was credited with when its sheet was paid.
    pub left: Vec<Offcut>,
}

impl StockChange {
    /// What sawing by a plan of this job does.
    pub fn of(job: &CuttingJob, plan: &CuttingPlan) -> Self {
        let aim = job.aim();
        let mut change = Self::default();
        for (group, planned) in job.groups.iter().zip(&plan.groups) {
            let mut left = Vec::new();
            for sheet in &planned.sheets {
                let Some(stock) = group.sheets.get(sheet.stock) else {
                    continue;
                };
                if stock.is_offcut() {
                    let size = [stock.length_um, stock.width_um];
                    change.used.push(offcut(group, size, stock.fen));
                }
                for leftover in leftovers(sheet) {
                    let [_, _, length_um, width_um] = leftover;
                    if aim.keeps(length_um, width_um) {
                        let fen = aim.credit_fen(stock, &[leftover]);
                        left.push(offcut(group, [length_um, width_um], fen));
                    }
                }
            }
            sort_few_by_key(&mut left, |one| {
                std::cmp::Reverse(one.length.0.saturating_mul(one.width.0))
            });
            change.left.append(&mut left);
        }
        change
    }
}

fn offcut(group: &JobGroup, [length_um, width_um]: [i64; 2], fen: i64) -> Offcut {
    Offcut {
        material: group.material.clone(),
        length: Length(length_um),
        width: Length(width_um),
        quantity: 1,
        fen,
    }
}

#[cfg(test)]
mod tests {
    use furniture::catalogue::Catalogue;
    use furniture::workshop::Workshop;
    use furniture::{design, library};

    use super::*;
    use crate::evaluated::Evaluated;
    use crate::plan_view::plan_of;
    use crate::run::Run;
    use furniture::shipped::starter;

    fn job(workshop: &Workshop) -> CuttingJob {
        let catalogue = Catalogue::shipped().unwrap();
        let library = library::shipped(&catalogue).unwrap();
        let design = design::read(starter("bookcase").unwrap()).unwrap();
        let report = Evaluated::of(&design, &catalogue, &library);
        report.in_workshop(workshop).job()
    }

    fn planned(job: &CuttingJob) -> CuttingPlan {
        let mut run = Run::new(job).unwrap();
        for _ in 0..20 {
            run.step();
        }
        run.plan()
    }

    #[test]
    fn what_is_left_is_what_the_plan_shows_as_worth_keeping() {
        let job = job(&Workshop::default());
        let plan = planned(&job);
        let change = StockChange::of(&job, &plan);
        assert!(change.used.is_empty());
        let view = plan_of(&job, &plan).unwrap().view;
        assert_eq!(change.left.len(), view.offcuts as usize);
        assert!(!change.left.is_empty());
        for group in &view.groups {
            for lot in &group.offcuts {
                let alike = |one: &&Offcut| {
                    (one.length.0, one.width.0) == (lot.length_um, lot.width_um)
                        && one.material.decor == group.decor
                        && one.material.thickness.0 == group.thickness_um
                };
                let alike = change.left.iter().filter(alike).count();
                assert_eq!(alike, lot.quantity as usize);
            }
        }
        assert!(change.left.iter().all(|one| one.fen == 0));
    }

    #[test]
    fn an_offcut_from_stock_is_used_and_one_that_was_credited_costs_that() {
        let first = job(&Workshop::default());
        let change = StockChange::of(&first, &planned(&first));
        let mut workshop = Workshop::default();
        for (rule, text) in [("credit", "40"), ("offcuts_first", "always")] {
            workshop.set_rule(rule, text).unwrap();
        }
        let thick = |one: &&Offcut| one.material.thickness == Length(18_000);
        let used = Offcut {
            length: Length(1_500_000),
            width: Length(800_000),
            ..change.left.iter().find(thick).unwrap().clone()
        };
        workshop.offcuts.push(used.clone());
        let job = job(&workshop);
        let plan = planned(&job);
        let change = StockChange::of(&job, &plan);
        assert_eq!(change.used, [used]);
        let bought = plan_of(&job, &plan).unwrap().bought;
        let credit_fen: i64 = bought.values().map(|bought| bought.credit_fen).sum();
        let left_fen: i64 = change.left.iter().map(|one| one.fen).sum();
        let pieces = i64::try_from(change.left.len()).unwrap();
        assert!((credit_fen - pieces..=credit_fen).contains(&left_fen));
        assert!(left_fen > 0);
    }
}
