//! `boardwright cut DESIGN`: the cutting plan of a design's boards.

use std::path::Path;
use std::time::{Duration, Instant};

use export::cutting_plan::Run;
use export::report::Report;

use crate::design::{open, open_workshop, refuse};
use crate::failure::Failure;
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
    let report = Report::of(&opened.design, &opened.catalogue, &opened.library);
    let report = report.in_workshop(&workshop);
    refuse(path, report.problems(), &opened.texts)?;
    let wrong = |fault: export::cutting_plan::PlanFault| Failure::Job(fault.to_string());
    let start = Instant::now();
    let mut run = Run::new(&report.job()).map_err(wrong)?;
    while !run.step().done && time.is_none_or(|time| start.elapsed() < time) {}
    let plan = report.shown(&run.plan()).map_err(wrong)?;
    write_out(out, &Report::cut(&plan))?;
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
        view.cut_length_um / 1_000_000,
    ));
    Ok(())
}
