//! Tests of running the optimiser.

use cutting::solution::{Content, Piece};

use super::*;
use crate::evaluated::Evaluated;
use crate::plan_view::{judge, plan_of};
use furniture::shipped::STARTERS;

fn jobs() -> Vec<CuttingJob> {
    let catalogue = furniture::catalogue::Catalogue::shipped().unwrap();
    let library = furniture::library::shipped(&catalogue).unwrap();
    STARTERS
        .iter()
        .map(|(_, text)| {
            let design = furniture::design::read(text).unwrap();
            Evaluated::of(&design, &catalogue, &library).job()
        })
        .collect()
}

const WORK: u64 = 160_000;

#[test]
fn a_goal_never_costs_a_sheet_and_gets_what_it_is_after() {
    for job in jobs() {
        let run = |goal| {
            let job = CuttingJob {
                goal,
                ..job.clone()
            };
            let mut run = Run::with_work(&job, 0, 1, WORK).unwrap();
            while !run.step().done {}
            let groups = run.plan().groups;
            let groups = groups.into_iter().zip(&job.groups);
            groups
                .map(|(plan, group)| {
                    let aim = |goal| Aim { goal, ..job.aim() };
                    let sawing = plan.rank(group, aim(CuttingGoal::Sawing));
                    let offcut = plan.rank(group, aim(CuttingGoal::Offcut));
                    (sawing.cost, sawing.goal[0], offcut.goal[0])
                })
                .collect::<Vec<_>>()
        };
        let offcut = run(CuttingGoal::Offcut);
        let sawing = run(CuttingGoal::Sawing);
        for (offcut, sawing) in offcut.iter().zip(&sawing) {
            assert_eq!(offcut.0, sawing.0);
            assert!(sawing.1 <= offcut.1, "{offcut:?} {sawing:?}");
        }
        // A short search may miss a leftover on one material that it gets on the others.
        let sum = |plans: &[(u64, i64, i64)]| {
            plans
                .iter()
                .fold((0, 0), |sum, plan| (sum.0 + plan.1, sum.1 + plan.2))
        };
        let (offcut, sawing) = (sum(&offcut), sum(&sawing));
        assert!(
            sawing.0 <= offcut.0 && offcut.1 <= sawing.1,
            "{offcut:?} {sawing:?}"
        );
    }
}

#[test]
fn workers_come_to_the_same_plan_as_one_run() {
    for job in jobs() {
        let mut alone = Run::with_work(&job, 0, 1, WORK).unwrap();
        while !alone.step().done {}
        let wanted = alone.plan();
        for workers in 2..=SEEDS {
            let mut shares: Vec<Run> = (0..workers)
                .map(|worker| Run::with_work(&job, worker, workers, WORK).unwrap())
                .collect();
            let mut known: Option<CuttingPlan> = None;
            // The last worker is the fastest, which must make no difference.
            while shares.iter_mut().rev().any(|share| {
                let step = share.step();
                if step.improved || step.done {
                    let plan = share.plan();
                    match &mut known {
                        Some(known) => {
                            let groups = known.groups.iter_mut().zip(plan.groups);
                            for ((known, plan), group) in groups.zip(&job.groups) {
                                known.merge(plan, group, job.aim());
                            }
                        }
                        None => known = Some(plan),
                    }
                }
                if let Some(known) = &known {
                    let groups = known.groups.iter().zip(&job.groups);
                    let ranks: Vec<_> = groups
                        .map(|(plan, group)| Some(plan.rank(group, job.aim())))
                        .collect();
                    share.learn(&ranks);
                }
                !step.done
            }) {}
            assert_eq!(known.as_ref(), Some(&wanted), "{workers} workers");
        }
    }
}

#[test]
fn the_first_step_gives_a_whole_plan_and_more_work_never_a_worse_one() {
    for job in jobs() {
        let mut run = Run::with_work(&job, 0, 1, WORK).unwrap();
        assert!(run.step().improved);
        let mut before = run.plan();
        judge(&job, &before).unwrap();
        let mut work = 0;
        loop {
            let step = run.step();
            assert!(step.progress_bp >= work);
            work = step.progress_bp;
            let plan = run.plan();
            for ((plan, before), group) in plan.groups.iter().zip(&before.groups).zip(&job.groups) {
                assert!(plan.rank(group, job.aim()) <= before.rank(group, job.aim()));
                assert!(plan.bound_sheets >= before.bound_sheets);
            }
            before = plan;
            if step.done {
                break;
            }
        }
        judge(&job, &before).unwrap();
        run.extend();
        let step = run.step();
        assert!(step.exhausted || !step.done);
    }
}

#[test]
fn a_worker_that_knows_of_a_better_plan_keeps_still() {
    let job = jobs().remove(0);
    let mut run = Run::with_work(&job, 1, 2, WORK).unwrap();
    let none_better = Rank {
        unplaced: 0,
        cost: 0,
        spent_mm2: 0,
        goal: [i64::MIN; 3],
        seed: 0,
    };
    run.learn(&vec![Some(none_better); job.groups.len()]);
    loop {
        let step = run.step();
        assert!(!step.improved);
        if step.done {
            break;
        }
    }
}

#[test]
fn every_sheet_comes_apart_by_its_cuts() {
    for job in jobs() {
        let mut run = Run::with_work(&job, 0, 1, WORK).unwrap();
        while !run.step().done {}
        let plan = run.plan();
        let view = plan_of(&job, &plan).unwrap().view;
        let mut number = 1;
        for sheet in view.groups.iter().flat_map(|group| &group.patterns) {
            assert_eq!(sheet.number, number);
            number += sheet.count;
            let mut freed: Vec<u32> = sheet
                .cuts
                .iter()
                .flat_map(|cut| cut.boards.clone())
                .collect();
            freed.sort_unstable();
            let all: Vec<u32> = (0..).take(sheet.placements.len()).collect();
            assert_eq!(freed, all);
            for cut in &sheet.cuts {
                for board in &cut.boards {
                    let place = &sheet.placements[*board as usize];
                    let size = [place.width_um, place.height_um];
                    assert!(cut.fence_um <= cut.piece_um[2].max(cut.piece_um[3]));
                    assert!(size.contains(&cut.length_um));
                }
            }
            let turns = sheet.cuts.iter().filter(|cut| cut.is_turned).count();
            assert_eq!(turns, sheet.turns as usize);
        }
        assert_eq!(number, view.sheets + 1);
    }
}

#[test]
fn a_plan_whose_cuts_leave_a_board_is_refused() {
    let job = jobs().remove(0);
    let mut run = Run::with_work(&job, 0, 1, WORK).unwrap();
    run.step();
    let good = run.plan();
    assert!(plan_of(&job, &good).is_ok());
    let spoilt = |spoil: &dyn Fn(&mut Vec<Piece>)| {
        let mut bad = good.clone();
        let Content::Cut { pieces, .. } = &mut bad.groups[0].sheets[0].root.content else {
            panic!("the first sheet is not cut");
        };
        spoil(pieces);
        assert!(plan_of(&job, &bad).is_err());
    };
    spoilt(&|pieces| drop(pieces.pop()));
    spoilt(&|pieces| pieces.reverse());
    spoilt(&|pieces| pieces[0].rect.width_um += 1);
    spoilt(&|pieces| pieces[0].content = Content::Leftover);
}
