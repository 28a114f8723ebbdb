//! Writes the TypeScript types of the texts between page and view: `viewer-types --out FOLDER`.

// The library is linked for browsers alone; its types are all that is needed here.
#[allow(dead_code, reason = "the view uses what the page's types don't name")]
#[path = "../contract.rs"]
mod contract;

use std::path::PathBuf;
use std::process::ExitCode;

use contract::{Event, Look, Marks, Navigation, Style};
use furniture::declarations::Declarations;

const HEAD: &str = "\
// DO NOT EDIT: `cargo xtask schema` writes this from src/contract.rs, the border between page and 3D view.
// Lengths are whole micrometres (_um), places CSS pixels from the canvas's upper left corner.

";

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let (Some(option), Some(folder), None) = (args.next(), args.next(), args.next()) else {
        eprintln!("usage: viewer-types --out FOLDER");
        return ExitCode::FAILURE;
    };
    let file = PathBuf::from(folder).join("viewer.ts");
    if option != "--out" {
        eprintln!("usage: viewer-types --out FOLDER");
        return ExitCode::FAILURE;
    }
    let mut types = Declarations::default();
    types.add::<Style>();
    types.add::<Marks>();
    types.add::<Look>();
    types.add::<Navigation>();
    types.add::<Event>();
    match std::fs::write(&file, format!("{HEAD}{}", types.text())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", file.display());
            ExitCode::FAILURE
        }
    }
}
