use furniture::catalogue::Catalogue;
use furniture::workshop::Workshop;
use furniture::{design, library};

use super::*;
use crate::evaluated::Evaluated;
use crate::keep::{Keeping, keep};
use crate::run::Run;
use furniture::shipped::starter;

/// What is said about a plan of which something was kept.
const LOST: Result<PlanInForce, Dropped> = Err(Dropped { had_kept: true });

fn job(name: &str) -> CuttingJob {
    let catalogue = Catalogue::shipped().unwrap();
    let library = library::shipped(&catalogue).unwrap();
    let design = design::read(starter(name).unwrap()).unwrap();
    Evaluated::of(&design, &catalogue, &library).job()
}

/// A plan with a locked sheet and a pinned board.
fn planned(job: &CuttingJob) -> PlanInForce {
    let mut run = Run::new(job).unwrap();
    run.step();
    let (mut job, mut plan) = (job.clone(), run.plan());
    let last: usize = plan.groups.iter().map(|group| group.sheets.len()).sum();
    let last = u32::try_from(last).unwrap();
    assert!(keep(&mut job, &mut plan, 1, Keeping::Sheet(true)));
    assert!(keep(&mut job, &mut plan, last, Keeping::Board(0, true)));
    PlanInForce {
        job,
        plan: Some(plan),
        search: Search::Exhausted,
    }
}

fn written(plan: &PlanInForce) -> String {
    serde_json::to_string(&plan.record()).unwrap()
}

#[test]
fn what_is_written_is_read_as_it_was_for_the_revision_asked_for() {
    let before = job("wardrobe");
    let planned = planned(&before);
    let now = CuttingJob {
        revision: 7,
        ..before
    };
    let mut read = PlanInForce::read(&written(&planned), &now).unwrap();
    assert_eq!(
        (read.job.revision, read.plan.as_ref().unwrap().revision),
        (7, 7)
    );
    read.renumber(planned.job.revision);
    assert_eq!(read, planned);
    let begun = PlanInForce::new(now.clone());
    assert_eq!(PlanInForce::read(&written(&begun), &now), Ok(begun));
}

#[test]
fn the_plan_of_something_else_is_not_taken() {
    let before = job("wardrobe");
    let text = written(&planned(&before));
    assert_eq!(PlanInForce::read(&text, &job("bookcase")), LOST);
    let mut saw = Workshop::default();
    saw.set_rule("kerf", "3 mm").unwrap();
    let on_another_saw = before.clone().in_workshop(&saw);
    assert_eq!(PlanInForce::read(&text, &on_another_saw), LOST);
    let mut dearer = before.clone();
    dearer.groups[0].sheets[0].fen += 1;
    assert_eq!(PlanInForce::read(&text, &dearer), LOST);
    let of_another_version = text.replacen(GENERATOR, "Boardwright 0.0.0", 1);
    assert_ne!(of_another_version, text);
    assert_eq!(PlanInForce::read(&of_another_version, &before), LOST);

    // Another goal has a plan of its own, around what is kept.
    let sawing = CuttingJob {
        goal: CuttingGoal::Sawing,
        ..before
    };
    let read = PlanInForce::read(&text, &sawing).unwrap();
    assert!(read.has_kept() && read.search == Search::Running);
    assert_eq!((read.job.goal, read.plan), (sawing.goal, None));
}

#[test]
fn a_plan_that_breaks_a_rule_or_moves_what_is_kept_is_not_taken() {
    let now = job("wardrobe");
    let planned = planned(&now);
    let refused = |spoil: &dyn Fn(&mut PlanInForce)| {
        let mut spoilt = planned.clone();
        spoil(&mut spoilt);
        assert_eq!(PlanInForce::read(&written(&spoilt), &now), LOST);
    };
    let sheets =
        |plan: &mut PlanInForce| std::mem::take(&mut plan.plan.as_mut().unwrap().groups[0].sheets);
    refused(&|plan| drop(sheets(plan)));
    refused(&|plan| {
        plan.plan.as_mut().unwrap().groups[0].sheets[0]
            .root
            .rect
            .x_um += 1;
    });
    refused(&|plan| plan.plan.as_mut().unwrap().groups[0].sheets.reverse());
    refused(&|plan| drop(plan.plan.as_mut().unwrap().groups.pop()));
    refused(&|plan| plan.job.groups[0].keep[0].placements[0].1[1] += 1);
    refused(&|plan| plan.job.groups[0].keep[0].stock = 99);
}

#[test]
fn a_damaged_text_is_dropped_whatever_the_damage() {
    let now = job("bookcase");
    let text = written(&planned(&now));
    let dropped = Err(Dropped { had_kept: false });
    for cut in (0..text.len()).step_by(97) {
        assert_eq!(PlanInForce::read(&text[..cut], &now), dropped);
    }
    for noise in [
        "",
        "null",
        "[]",
        "{}",
        "[\"Boardwright\",null,null,\"done\"]",
    ] {
        assert_eq!(PlanInForce::read(noise, &now), dropped);
    }
    // Every number in turn as something else: refused or harmless, never a panic.
    let digits: Vec<usize> = text
        .match_indices(|letter: char| letter.is_ascii_digit())
        .map(|(at, _)| at)
        .filter(|&at| !text.as_bytes()[at - 1].is_ascii_digit())
        .collect();
    for at in digits {
        for other in ["-1", "9", "99999999", "9223372036854775807"] {
            let end = text[at..].find(|letter: char| !letter.is_ascii_digit());
            let damaged = format!("{}{other}{}", &text[..at], &text[at + end.unwrap()..]);
            if let Ok(read) = PlanInForce::read(&damaged, &now) {
                assert!(read.is_for(&now));
            }
        }
    }
}
