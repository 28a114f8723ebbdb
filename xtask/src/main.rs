//! The build tool of Boardwright: `cargo xtask <command>`.

mod debian;
mod process;
mod wasm_target;
mod workspace;

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

const HELP: &str = "\
The build tool of Boardwright.

Usage: cargo xtask <command>

  setup [--from-debian]    install what a build needs: the wasm32 target
";

fn main() -> ExitCode {
    match act() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn act() -> Result<()> {
    let workspace = Workspace::find()?;
    match env::args().nth(1).as_deref() {
        Some("setup") => {
            let from_debian = env::args().any(|word| word == "--from-debian");
            wasm_target::ensure(&workspace, from_debian).map(|_| ())
        }
        None | Some("help" | "--help" | "-h") => {
            eprint!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}
