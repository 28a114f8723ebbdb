//! `boardwright export DESIGN… --to FORMAT`: designs as files of any format.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use export::FORMATS;
use export::format::{Format, PlanUse, named};
use export::texts::Texts;
use furniture::message::LANGUAGES;
use planning::evaluated::Evaluated;

use crate::design::{open, open_workshop, refuse};
use crate::failure::Failure;
use crate::report::file;
use crate::talk::{read, say, write_out};

/// Arguments of `export`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The designs, *.boardwright.json files
    #[arg(required_unless_present = "list")]
    files: Vec<PathBuf>,
    /// The format; --list names them
    #[arg(long, value_name = "FORMAT", required_unless_present = "list")]
    to: Option<String>,
    /// Say which formats there are, what each is for and what it can't carry
    #[arg(long, conflicts_with_all = ["files", "to", "out", "workshop"])]
    list: bool,
    /// The file to write, or for several designs the folder [default: stdout, for one design]
    #[arg(long)]
    out: Option<PathBuf>,
    /// The workshop's saw and stock, a file that the configurator saves
    #[arg(long, value_name = "FILE")]
    workshop: Option<PathBuf>,
    /// Language of names and messages
    #[arg(long, default_value = "en", value_parser = PossibleValuesParser::new(LANGUAGES))]
    language: String,
}

/// Writes the files.
pub fn run(args: &Args) -> Result<(), Failure> {
    let Some(to) = &args.to else {
        return list(&args.language);
    };
    let format = named(to).ok_or_else(|| {
        let known: Vec<&str> = FORMATS.iter().map(|format| format.id).collect();
        let known = known.join(", ");
        Failure::Usage(format!("there is no format `{to}`; there are {known}"))
    })?;
    match (args.files.as_slice(), &args.out) {
        ([design], out) => write_out(out.as_deref(), &written(design, format, args)?),
        (_, None) => Err(Failure::Usage(
            "several designs need a folder to write to: --out FOLDER".to_owned(),
        )),
        (designs, Some(folder)) => {
            // All are written or none: a folder with half of an order is worse than an error.
            let files: Vec<(PathBuf, Vec<u8>)> = designs
                .iter()
                .map(|design| {
                    Ok((
                        folder.join(name(design, format)),
                        written(design, format, args)?,
                    ))
                })
                .collect::<Result<_, Failure>>()?;
            if let Some(pair) = files
                .iter()
                .zip(1..)
                .find(|((path, _), next)| files[*next..].iter().any(|(other, _)| other == path))
            {
                let path = pair.0.0.display();
                return Err(Failure::Usage(format!("two designs would both be {path}")));
            }
            std::fs::create_dir_all(folder).map_err(|source| Failure::Write {
                target: folder.display().to_string(),
                source,
            })?;
            for (path, bytes) in &files {
                write_out(Some(path), bytes)?;
            }
            say(&format!("{} files written", files.len()));
            Ok(())
        }
    }
}

/// One design in the format.
fn written(path: &Path, format: &Format, args: &Args) -> Result<Vec<u8>, Failure> {
    let opened = open(path, &read(path)?, &args.language)?;
    let workshop = open_workshop(args.workshop.as_deref(), &opened)?;
    let evaluated = Evaluated::of(&opened.design, &opened.catalogue, &opened.library);
    let evaluated = evaluated.in_workshop(&workshop);
    refuse(path, evaluated.problems(), &opened.texts)?;
    let plan = match format.plan {
        PlanUse::None => None,
        PlanUse::WhereKnown | PlanUse::Needed => {
            let plan = evaluated.plan();
            Some(plan.map_err(|fault| Failure::Job(fault.to_string()))?)
        }
    };
    file(format, &evaluated, plan.as_ref(), &opened)
}

/// A file's name: the design's, with the format's ending.
fn name(design: &Path, format: &Format) -> String {
    let name = design.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(".json").unwrap_or(&name);
    let stem = stem.strip_suffix(".boardwright").unwrap_or(stem);
    format!("{stem}.{}", format.extension)
}

/// Says which formats there are.
fn list(language: &str) -> Result<(), Failure> {
    let texts = Texts::shipped(language);
    let mut text = String::new();
    for format in FORMATS {
        let id = format.id;
        let [label, what] = [format!("format.{id}"), format!("format.{id}.what")];
        let (label, what) = (texts.text(&label), texts.text(&what));
        text.push_str(&format!(
            "{id}  .{}\n    {label}: {what}\n",
            format.extension
        ));
        let without = format.cannot_carry.iter();
        let limits = format.limits.iter().map(|limit| &limit.label);
        for key in without.chain(limits) {
            text.push_str(&format!("    {}\n", texts.text(key)));
        }
    }
    write_out(None, text.as_bytes())
}
