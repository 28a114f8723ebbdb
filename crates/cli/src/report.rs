//! `boardwright check`, `parts` and `bars`: what a design passes and fails, and holds.

use std::path::PathBuf;

use export::format::{Format, Source};
use planning::evaluated::Evaluated;
use planning::plan_view::Plan;

use crate::design::{Args, Opened, answer, open_workshop, read, refuse, refuse_unplaced};
use crate::failure::Failure;

/// Arguments of `check`.
#[derive(clap::Args, Debug)]
pub struct CheckArgs {
    #[command(flatten)]
    design: Args,
    /// The workshop's saw and stock, a file that the configurator saves: also tell what it can't cut
    #[arg(long, value_name = "FILE")]
    workshop: Option<PathBuf>,
}

/// Prints the checks; fails for a design that can't be built, or not be cut in the workshop that is named.
pub fn run(args: &CheckArgs) -> Result<(), Failure> {
    let CheckArgs {
        design: args,
        workshop,
    } = args;
    let opened = read(args)?;
    let evaluated = Evaluated::of(&opened.design, &opened.catalogue, &opened.library);
    let document = export::checks::write(&evaluated);
    let Some(workshop) = workshop else {
        crate::talk::write_out(args.out.as_deref(), &document)?;
        refuse(&args.file, evaluated.problems(), &opened.texts)?;
        crate::talk::say("it can be built");
        return Ok(());
    };
    let workshop = open_workshop(Some(workshop), &opened)?;
    crate::talk::write_out(args.out.as_deref(), &document)?;
    refuse(&args.file, evaluated.problems(), &opened.texts)?;
    let evaluated = evaluated.in_workshop(&workshop);
    let plan = evaluated
        .plan()
        .map_err(|fault| Failure::Job(fault.to_string()))?;
    refuse_unplaced(&args.file, &plan, &evaluated, &opened.texts)?;
    crate::talk::say("it can be built, and cut in this workshop");
    Ok(())
}

/// Prints the cut list.
pub fn parts(args: &PartsArgs) -> Result<(), Failure> {
    let opened = read(&args.design)?;
    let evaluated = Evaluated::of(&opened.design, &opened.catalogue, &opened.library);
    refuse(&args.design.file, evaluated.problems(), &opened.texts)?;
    let format = if args.csv {
        export::cut_list_csv::FORMAT
    } else {
        export::cut_list::FORMAT
    };
    let document = file(&format, &evaluated, None, &opened)?;
    let cut_list = evaluated.cut_list();
    let talk = format!("{} boards, {} kinds", cut_list.boards, cut_list.rows.len());
    answer(&args.design, &document, &talk)
}

/// Prints how bars are sawn.
pub fn bars(args: &Args) -> Result<(), Failure> {
    let opened = read(args)?;
    let evaluated = Evaluated::of(&opened.design, &opened.catalogue, &opened.library);
    refuse(&args.file, evaluated.problems(), &opened.texts)?;
    let many: u32 = evaluated.bars().iter().map(|bars| bars.bars).sum();
    let document = file(&export::bars::FORMAT, &evaluated, None, &opened)?;
    answer(args, &document, &format!("{many} bars to buy"))
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

/// A file of a design in a format.
pub fn file(
    format: &Format,
    evaluated: &Evaluated<'_>,
    plan: Option<&Plan>,
    opened: &Opened,
) -> Result<Vec<u8>, Failure> {
    let texts = &opened.texts;
    let source = Source {
        evaluated,
        plan,
        texts,
    };
    let written = format.file(&source);
    written.map_err(|problems| Failure::Job(crate::design::sentences(&problems, texts)))
}
