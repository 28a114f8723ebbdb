//! `boardwright cut DESIGN`: the cutting plan of a design's boards.

use std::path::Path;
use std::time::{Duration, Instant};

use planning::cutting_plan::PlanFault;
use planning::evaluated::Evaluated;
use planning::run::Run;

use crate::design::{open, open_workshop, refuse, refuse_unplaced};
use crate::failure::Failure;
use crate::report::file;
use crate::talk::{say, write_out};

/// Plans a design. Without a time the work is fixed, and the plan the same on every machine and in the browser.
pub fn run(
    path: &Path,
    text: &str,
    time: Option<Duration>,
    out: Option<&Path>,
    workshop: Option<&Path>,
) -> Result<(), Failure> {
    let opened = open(path, text, "en")?;
    let workshop = open_workshop(workshop, &opened)?;
    let evaluated = Evaluated::of(&opened.design, &opened.catalogue, &opened.library);
    let evaluated = evaluated.in_workshop(&workshop);
    refuse(path, evaluated.problems(), &opened.texts)?;
    let wrong = |fault: PlanFault| Failure::Job(fault.to_string());
    let start = Instant::now();
    let mut run = Run::new(&evaluated.job()).map_err(wrong)?;
    while !run.step().done && time.is_none_or(|time| start.elapsed() < time) {}
    let plan = evaluated.shown(&run.plan()).map_err(wrong)?;
    let document = file(
        &export::cutting_plan::FORMAT,
        &evaluated,
        Some(&plan),
        &opened,
    )?;
    write_out(out, &document)?;
    let view = &plan.view;
    say(&format!(
        "{} sheets{} ({}), {}.{:02} % used, {} cuts, {} m",
        view.sheets,
        match view.offcuts_used {
            0 => String::new(),
            used => format!(" and {used} offcuts"),
        },
        if view.is_optimal {
            "proven optimal".to_owned()
        } else {
            format!("at least {} needed", view.bound_sheets)
        },
        view.utilisation_bp / 100,
        view.utilisation_bp % 100,
        view.cuts,
        (view.cut_length_um + 500_000) / 1_000_000,
    ));
    refuse_unplaced(path, &plan, &evaluated, &opened.texts)
}
