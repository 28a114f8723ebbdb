//! `boardwright check`, `parts`, `bars` and `estimate`: what a design passes and fails, holds and costs.

use std::path::PathBuf;

use export::report::Report;

use crate::design::{Args, answer, open_workshop, read, refuse};
use crate::failure::Failure;

/// Prints the checks; fails for a design that can't be built.
pub fn run(args: &Args) -> Result<(), Failure> {
    let opened = read(args)?;
    let report = Report::of(&opened.design, &opened.catalogue, &opened.library);
    crate::talk::write_out(args.out.as_deref(), &report.check())?;
    refuse(&args.file, report.problems(), &opened.texts)?;
    crate::talk::say("it can be built");
    Ok(())
}

/// Prints the cut list.
pub fn parts(args: &PartsArgs) -> Result<(), Failure> {
    let opened = read(&args.design)?;
    let report = Report::of(&opened.design, &opened.catalogue, &opened.library);
    refuse(&args.design.file, report.problems(), &opened.texts)?;
    let cut_list = report.cut_list();
    let document = if args.csv {
        let name = &opened.design.name;
        export::cut_list_csv::write(&cut_list, name, None, &opened.catalogue, &opened.texts)
    } else {
        report.parts()
    };
    let talk = format!("{} boards, {} kinds", cut_list.boards, cut_list.rows.len());
    answer(&args.design, &document, &talk)
}

/// Prints how bars are sawn.
pub fn bars(args: &Args) -> Result<(), Failure> {
    let opened = read(args)?;
    let report = Report::of(&opened.design, &opened.catalogue, &opened.library);
    refuse(&args.file, report.problems(), &opened.texts)?;
    let bars = report.bars();
    let many: u32 = bars.iter().map(|bars| bars.bars).sum();
    answer(
        args,
        &Report::saw_bars(&bars),
        &format!("{many} bars to buy"),
    )
}

/// Arguments of `parts`.
#[derive(clap::Args, Debug)]
pub struct PartsArgs {
    #[command(flatten)]
    design: Args,
    /// CSV for a spreadsheet or saw instead of JSON
    #[arg(long)]
    csv: bool,
}

/// Arguments of `estimate`.
#[derive(clap::Args, Debug)]
pub struct EstimateArgs {
    #[command(flatten)]
    design: Args,
    /// The workshop's saw and stock, a file that the configurator saves
    #[arg(long, value_name = "FILE")]
    workshop: Option<PathBuf>,
}

/// Prints price and quantities.
pub fn estimate(args: &EstimateArgs) -> Result<(), Failure> {
    let EstimateArgs {
        design: args,
        workshop,
    } = args;
    let opened = read(args)?;
    let workshop = open_workshop(workshop.as_deref(), &opened)?;
    let report = Report::of(&opened.design, &opened.catalogue, &opened.library);
    let report = report.in_workshop(&workshop);
    refuse(&args.file, report.problems(), &opened.texts)?;
    let plan = report
        .plan()
        .map_err(|fault| Failure::Job(fault.to_string()))?;
    let talk = format!("with {} sheets bought", plan.view.sheets);
    answer(args, &report.estimate(&plan), &talk)
}
