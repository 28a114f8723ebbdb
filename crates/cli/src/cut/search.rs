//! Running the optimiser against the clock and saying what comes of it.

use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::time::Instant;

use cutting::keep::Kept;
use cutting::{Bound, Instance, Options, Outcome, Reason, Solution, Solver, Status, verify};

use super::Args;
use crate::failure::Failure;
use crate::talk::say;

/// Work between two looks at the clock, about a millisecond.
const WORK_PER_STEP: u64 = 4_000;

/// Searches until the time or the work is over, or nothing better can be found.
pub fn search(
    args: &Args,
    (instance, kept): (&Instance, &Kept),
    earlier: Option<&Solution>,
    start: Instant,
) -> Outcome {
    let mut solver = Solver::new(
        kept.instance(),
        Options {
            seed: args.seed.unwrap_or_default(),
        },
    );
    if let Some(earlier) = earlier {
        solver.resume(earlier);
    }
    let mut progress = Progress {
        is_told: args.progress || std::io::stderr().is_terminal(),
        start,
        last: None,
    };
    loop {
        let work = match args.work {
            // Where nobody waits for news one step is enough.
            Some(work) => {
                let left = work.saturating_sub(solver.work_done());
                if progress.is_told {
                    left.min(WORK_PER_STEP)
                } else {
                    left
                }
            }
            None => WORK_PER_STEP,
        };
        let status = solver.step(work);
        let is_over = match args.work {
            Some(work) => solver.work_done() >= work,
            None => start.elapsed() >= args.time.unwrap_or(super::DEFAULT_TIME),
        };
        if status != Status::Searching {
            progress.tell(instance, kept, &solver);
        }
        if is_over || status == Status::Done {
            return kept.outcome(&solver.outcome());
        }
    }
}

/// Lines about better plans while they come.
struct Progress {
    is_told: bool,
    start: Instant,
    last: Option<(usize, u64, Bound)>,
}

impl Progress {
    fn tell(&mut self, instance: &Instance, kept: &Kept, solver: &Solver) {
        if !self.is_told {
            return;
        }
        let outcome = kept.outcome(&solver.outcome());
        let totals = outcome.solution.totals(instance);
        let sheets = totals.sheets;
        // Where sheets differ in price a better plan may have as many.
        let now = Some((sheets, totals.cost, outcome.bound));
        if self.last == now {
            return;
        }
        self.last = now;
        let seconds = self.start.elapsed().as_secs_f64();
        let used = percent(totals.utilisation_bp());
        say(&format!(
            "{seconds:7.2} s  {sheets} sheets, {used} used, {}",
            proof(&outcome)
        ));
    }
}

/// What is known about plans with less.
fn proof(outcome: &Outcome) -> String {
    let sheets = outcome.solution.sheets.len() as u64;
    let gap = sheets.saturating_sub(outcome.bound.sheets);
    match (outcome.is_optimal, gap) {
        (true, _) => "proven optimal".to_owned(),
        (false, 0) if sheets == 0 => "nothing to cut".to_owned(),
        (false, 0) => format!("at least {sheets} needed"),
        (false, gap) => format!("at least {} needed, gap {gap}", outcome.bound.sheets),
    }
}

/// No plan leaves unchecked. A fault here is a fault of the program, not of the input.
pub fn check(instance: &Instance, outcome: &Outcome) -> Result<(), Failure> {
    let mut left_out = vec![0; instance.parts().len()];
    for left in &outcome.unplaced {
        left_out[left.part] += left.quantity;
    }
    verify(instance, &outcome.solution, &left_out).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Failure::Job(format!(
            "the plan is wrong, please report this job: {}",
            faults.join("; ")
        ))
    })
}

/// The plan in a few words.
pub fn summary(instance: &Instance, outcome: &Outcome) -> String {
    let totals = outcome.solution.totals(instance);
    let mut text = format!(
        "{} parts on {} sheets ({}), {} used, {} cuts",
        totals.parts,
        totals.sheets,
        proof(outcome),
        percent(totals.utilisation_bp()),
        totals.cuts,
    );
    // Writing to a String cannot fail.
    if !instance.is_linear() {
        let metres = totals.cut_length_um / 1_000_000;
        write!(text, ", {metres} m, {} turns", totals.turns).ok();
    }
    write!(text, ", {} patterns", totals.patterns).ok();
    if instance.rules().smallest_offcut_um != [0; 2] {
        write!(text, ", {} offcuts to keep", totals.offcuts).ok();
    }
    text
}

/// Hundredths of a percent in words.
fn percent(bp: u32) -> String {
    format!("{}.{:02} %", bp / 100, bp % 100)
}

/// What could not be placed, and why.
pub fn unplaced(instance: &Instance, outcome: &Outcome) -> String {
    let mut text = "not everything could be placed".to_owned();
    for left in &outcome.unplaced {
        let part = instance.parts()[left.part];
        let mm = |um: i64| um as f64 / 1e3;
        let mut size = mm(part.width_um).to_string();
        // Writing to a String cannot fail.
        if !instance.is_linear() {
            write!(size, " x {}", mm(part.height_um)).ok();
        }
        let reason = reason(left.reason);
        let (part, many) = (left.part, left.quantity);
        write!(text, "\n  parts[{part}], {many} of {size} mm: {reason}").ok();
    }
    text
}

const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::TooLong => "longer than every sheet",
        Reason::TooWide => "wider than every sheet",
        Reason::TooLarge => "no sheet is both long and wide enough",
        Reason::FitsOnlyRotated => "would fit only rotated, and must not be",
        Reason::NarrowerThanStrip => "narrower than the smallest strip that a cut may leave",
        Reason::NeedsLongerCut => "can only be cut out by a cut longer than the longest one",
        Reason::NeedsMoreStages => {
            "can only be cut out by more levels of cuts, or by another first cut"
        }
        Reason::GroupTooLarge => "fits a sheet, but the group that it belongs to does not",
        Reason::StockExhausted => "the sheets in stock do not suffice",
    }
}
