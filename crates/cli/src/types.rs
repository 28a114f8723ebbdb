//! `boardwright types`: the TypeScript types of what the page sees, and the file formats there are.

use std::path::PathBuf;

use export::FORMATS;
use export::format::PlanUse;

use crate::failure::Failure;
use crate::talk::{say, write_out};

/// Arguments of `types`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Folder to write index.ts and formats.ts to
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
    write_out(Some(&args.out.join("formats.ts")), formats())?;
    say("the types are written");
    Ok(())
}

/// The formats as a table that the page lists.
fn formats() -> String {
    let mut text = String::from(
        "// DO NOT EDIT: `cargo xtask schema` writes this from the formats of crates/export.\n\n\
         /** A file format; `format.ID` is the message key of its name, `format.ID.what` of what it is for. */\n\
         export type Format = {\n  id: string;\n  extension: string;\n  mediaType: string;\n  \
         /** What it wants of the cutting plan. */\n  plan: 'none' | 'where-known' | 'needed';\n  \
         /** Message keys of what it can't carry, and of the limits that it sets. */\n  without: string[];\n};\n\n\
         export const formats: Format[] = [\n",
    );
    for format in FORMATS {
        let plan = match format.plan {
            PlanUse::None => "none",
            PlanUse::WhereKnown => "where-known",
            PlanUse::Needed => "needed",
        };
        let limits = format.limits.iter().map(|limit| limit.label);
        let without = format.cannot_carry.iter().copied().chain(limits);
        let without: Vec<String> = without.map(|key| format!("'{key}'")).collect();
        text.push_str(&format!(
            "  {{ id: '{}', extension: '{}', mediaType: '{}', plan: '{plan}', without: [{}] }},\n",
            format.id,
            format.extension,
            format.media_type,
            without.join(", "),
        ));
    }
    text.push_str("];\n");
    text
}
