//! The `boardwright` command: the same functions as the browser, for a terminal and for batches.
//!
//! Data goes to stdout, talk to stderr. Exit status 0: done; 1: the input or the job has a problem; 2: wrong usage.
//! Each sub-command is a module with its arguments, `Args`, and `run(&Args) -> Result<(), Failure>`.

mod cut;
mod cut_design;
mod design;
mod estimate;
mod export;
mod failure;
mod report;
mod schema;
mod talk;
mod types;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What a bare `boardwright` shows below its commands.
const EXAMPLES: &str = "\
Examples:
  What stands against a design, and what passes:
    boardwright check wardrobe.boardwright.json
  How its boards are cut on the workshop's saw, from its offcuts:
    boardwright cut wardrobe.boardwright.json --workshop our.workshop.json --out plan.json
  The cut lists of all designs as tables, into a folder:
    boardwright export *.boardwright.json --to cut-list-csv --out lists";

/// Boardwright: furniture, cut lists and cutting plans.
#[derive(Parser)]
#[command(name = "boardwright", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Command {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Say what a design passes and fails
    Check(report::CheckArgs),
    /// List the boards of a design
    Parts(report::PartsArgs),
    /// Plan how clothes rails and the like of a design are sawn from bars
    Bars(design::Args),
    /// Plan how the boards of a design, or the parts of a cutting instance, are cut from sheets
    Cut(Box<cut::Args>),
    /// Tell what a design costs, releases and weighs
    Estimate(estimate::EstimateArgs),
    /// Make out the green passport of a design
    Passport(estimate::PassportArgs),
    /// Write designs as files of any format
    Export(export::Args),
    /// Write the JSON Schemas of designs, workshops, modules, methods, catalogue and cutting jobs
    Schema(schema::Args),
    /// Write the TypeScript types of what the page sees
    Types(types::Args),
}

fn main() -> ExitCode {
    // Clap ends with status 2 on wrong usage and 0 on `--help`.
    let command = Command::parse();
    let result = match &command.action {
        Action::Check(args) => report::run(args),
        Action::Parts(args) => report::parts(args),
        Action::Bars(args) => report::bars(args),
        Action::Cut(args) => cut::run(args),
        Action::Estimate(args) => estimate::run(args),
        Action::Passport(args) => estimate::passport(args),
        Action::Export(args) => export::run(args),
        Action::Schema(args) => schema::run(args),
        Action::Types(args) => types::run(args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Where stderr is closed there is nobody to tell.
            writeln!(std::io::stderr(), "boardwright: {failure}").ok();
            failure.exit_code()
        }
    }
}
