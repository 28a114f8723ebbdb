//! The `boardwright` command: the same functions as the browser, for a terminal and for batches.
//!
//! Data goes to stdout, talk to stderr. Exit status 0: done; 1: the input or the job has a problem; 2: wrong usage.
//! Each sub-command is a module with its arguments, `Args`, and `run(&Args) -> Result<(), Failure>`.

mod cut;
mod failure;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Boardwright: furniture, cut lists and cutting plans.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Command {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Plan how parts are cut from sheets
    Cut(cut::Args),
}

fn main() -> ExitCode {
    // Clap ends with status 2 on wrong usage and 0 on `--help`.
    let command = Command::parse();
    let result = match &command.action {
        Action::Cut(args) => cut::run(args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Where stderr is closed there is nobody to tell.
            writeln!(std::io::stderr(), "boardwright: {failure}").ok();
            ExitCode::FAILURE
        }
    }
}
