//! `boardwright types`: the TypeScript types of what the page sees.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::talk::{say, write_out};

/// Arguments of `types`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Folder to write index.ts to
    #[arg(long)]
    out: PathBuf,
}

/// Writes the types.
pub fn run(args: &Args) -> Result<(), Failure> {
    std::fs::create_dir_all(&args.out).map_err(|source| Failure::Write {
        target: args.out.display().to_string(),
        source,
    })?;
    write_out(
        Some(&args.out.join("index.ts")),
        session::typescript::declarations(),
    )?;
    say("the types are written");
    Ok(())
}
