//! What the commands on designs share: reading the file, catalogue and library, talking about problems.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use export::texts::Texts;
use furniture::catalogue::Catalogue;
use furniture::design::{self, Design};
use furniture::library::{self, Library};
use furniture::message::LANGUAGES;
use furniture::problem::Problem;
use furniture::workshop::{self, Workshop};
use planning::evaluated::Evaluated;
use planning::plan_view::Plan;

use crate::failure::Failure;
use crate::talk::{say, write_out};

/// A design and what it refers to.
#[derive(Debug)]
pub struct Opened {
    /// The design.
    pub design: Design,
    /// The shipped catalogue.
    pub catalogue: Catalogue,
    /// The shipped part library.
    pub library: Library,
    /// Language of the talk.
    pub texts: Texts,
}

/// Arguments of the commands that print one document about a design.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The design, a *.boardwright.json file
    pub file: PathBuf,
    /// Where to write the result [default: stdout]
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Language of names and messages
    #[arg(long, default_value = "en", value_parser = PossibleValuesParser::new(LANGUAGES))]
    pub language: String,
}

/// Reads a design file.
pub fn open(path: &Path, text: &str, language: &str) -> Result<Opened, Failure> {
    let texts = Texts::shipped(language);
    let design = design::read(text).map_err(|fault| Failure::Content {
        path: path.to_owned(),
        reason: texts.sentence(&fault.message()),
    })?;
    let damaged = |reason: String| Failure::Job(format!("the shipped files are damaged: {reason}"));
    let catalogue = Catalogue::shipped().map_err(|faults| damaged(format!("{faults:?}")))?;
    let library = library::shipped(&catalogue).map_err(|faults| damaged(format!("{faults:?}")))?;
    Ok(Opened {
        design,
        catalogue,
        library,
        texts,
    })
}

/// Reads the design file of a command.
pub fn read(args: &Args) -> Result<Opened, Failure> {
    let text = crate::talk::read(&args.file)?;
    open(&args.file, &text, &args.language)
}

/// Reads a workshop file; none is one without rules and offcuts of its own.
pub fn open_workshop(path: Option<&Path>, opened: &Opened) -> Result<Workshop, Failure> {
    let Some(path) = path else {
        return Ok(Workshop::default());
    };
    let read = workshop::read(&crate::talk::read(path)?, &opened.catalogue);
    read.map_err(|problems| content(path, &problems, &opened.texts))
}

/// Fails with all problems as sentences.
pub fn refuse(path: &Path, problems: &[Problem], texts: &Texts) -> Result<(), Failure> {
    if problems.is_empty() {
        return Ok(());
    }
    Err(content(path, problems, texts))
}

fn content(path: &Path, problems: &[Problem], texts: &Texts) -> Failure {
    Failure::Content {
        path: path.to_owned(),
        reason: sentences(problems, texts),
    }
}

/// All problems as sentences, a line for each.
pub fn sentences(problems: &[Problem], texts: &Texts) -> String {
    let lines = problems.iter().map(|problem| sentence(problem, texts));
    lines.collect::<Vec<_>>().join("\n  ")
}

/// Fails where a plan leaves boards out, with each of them and the rule that stands against it.
pub fn refuse_unplaced(
    path: &Path,
    plan: &Plan,
    evaluated: &Evaluated<'_>,
    texts: &Texts,
) -> Result<(), Failure> {
    let boards = &evaluated.assembly().boards;
    let named = |key: &String| {
        let board = boards.iter().find(|board| board.key.to_string() == *key);
        let name = board.map(|board| texts.text(&board.label));
        name.map_or(key.clone(), |name| format!("{name} ({key})"))
    };
    let lines = plan.view.unplaced.iter().map(|left| {
        let names: Vec<String> = left.keys.iter().map(named).collect();
        format!("{}: {}", names.join(", "), texts.sentence(&left.reason))
    });
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return Ok(());
    }
    Err(Failure::Content {
        path: path.to_owned(),
        reason: format!("left out of the plan:\n  {}", lines.join("\n  ")),
    })
}

/// A problem with its place.
fn sentence(problem: &Problem, texts: &Texts) -> String {
    let sentence = texts.sentence(&problem.message);
    let names = problem.within.iter().map(|name| texts.sentence(name));
    let place: Vec<String> = names.chain(problem.place.clone()).collect();
    if place.is_empty() {
        sentence
    } else {
        format!("{sentence} ({})", place.join(", "))
    }
}

/// Writes the document and, to stderr, one line about it.
pub fn answer(args: &Args, document: &[u8], talk: &str) -> Result<(), Failure> {
    write_out(args.out.as_deref(), document)?;
    say(talk);
    Ok(())
}
