//! What can be wrong with a module file.

use crate::formula::{FormulaError, Type};
use crate::message::Message;

/// A fault with the file it is in.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct LibraryProblem {
    /// File name.
    pub file: String,
    /// What is wrong.
    pub fault: ModuleFault,
}

impl LibraryProblem {
    /// A fault in a file.
    pub fn new(file: impl Into<String>, fault: ModuleFault) -> Self {
        Self {
            file: file.into(),
            fault,
        }
    }
}

/// What is wrong with a module.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ModuleFault {
    /// Not JSON, or not of the module's shape.
    #[error("line {line}, column {column}: {text}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the reader says.
        text: String,
    },
    /// Another kind of file.
    #[error("the format is `{found}`; a module says `boardwright-module`")]
    Format {
        /// What it says.
        found: String,
    },
    /// Written for a newer program.
    #[error("version {found} is newer than {newest}, the newest this program reads")]
    Version {
        /// What it says.
        found: u32,
        /// What can be read.
        newest: u32,
    },
    /// Two modules of one name.
    #[error("there is a module `{id}` already")]
    Duplicate {
        /// The name.
        id: String,
    },
    /// An identifier that can't be one.
    #[error("{place}: `{id}` can't be an identifier; use lower-case letters, digits and _ or -")]
    Identifier {
        /// Where.
        place: String,
        /// What it says.
        id: String,
    },
    /// A formula that can't be read.
    #[error("{place}: {error} in `{source_text}`")]
    Formula {
        /// Where.
        place: String,
        /// The formula.
        source_text: String,
        /// What is wrong.
        error: FormulaError,
    },
    /// A formula of another kind of value.
    #[error("{place}: `{source_text}` gives {found}, wanted is {wanted}")]
    Kind {
        /// Where.
        place: String,
        /// The formula.
        source_text: String,
        /// What it gives.
        found: Type,
        /// What is wanted.
        wanted: Type,
    },
    /// Parameters that depend on each other in a circle.
    #[error("these parameters depend on each other in a circle: {names}")]
    Cycle {
        /// The parameters.
        names: String,
    },
    /// A reference to something that isn't in the module.
    #[error("{place}: there is no `{id}` in this module")]
    Reference {
        /// Where.
        place: String,
        /// What is referred to.
        id: String,
    },
    /// A text that is missing in a language.
    #[error("{place}: there is no text in {language}")]
    Text {
        /// Where.
        place: String,
        /// Language tag.
        language: &'static str,
    },
    /// Default tracks that can't be read.
    #[error("{place}: `{text}` is no list of tracks such as `1fr 400 mm`")]
    Tracks {
        /// Where.
        place: String,
        /// What it says.
        text: String,
    },
}

impl LibraryProblem {
    /// The fault as a sentence for a person. The place and the detail are technical text.
    pub fn message(&self) -> Message {
        let base = |key: &str| Message::new(key).text("file", self.file.clone());
        match &self.fault {
            ModuleFault::Shape { line, column, text } => base("problem.module-shape")
                .count("line", i64::try_from(*line).unwrap_or(i64::MAX))
                .count("column", i64::try_from(*column).unwrap_or(i64::MAX))
                .text("detail", text.clone()),
            ModuleFault::Format { found } => {
                base("problem.module-format").text("found", found.clone())
            }
            ModuleFault::Version { found, newest } => base("problem.module-version")
                .count("found", i64::from(*found))
                .count("newest", i64::from(*newest)),
            ModuleFault::Duplicate { id } => {
                base("problem.module-duplicate").text("id", id.clone())
            }
            ModuleFault::Identifier { place, id } => base("problem.module-identifier")
                .text("place", place.clone())
                .text("id", id.clone()),
            ModuleFault::Formula {
                place,
                source_text,
                error,
            } => base("problem.module-formula")
                .text("place", place.clone())
                .text("formula", source_text.clone())
                .count(
                    "column",
                    i64::try_from(error.span.start + 1).unwrap_or(i64::MAX),
                )
                .text("detail", error.to_string()),
            ModuleFault::Kind {
                place,
                source_text,
                found,
                wanted,
            } => base("problem.module-kind")
                .text("place", place.clone())
                .text("formula", source_text.clone())
                .key("found", found.key())
                .key("wanted", wanted.key()),
            ModuleFault::Cycle { names } => {
                base("problem.module-cycle").text("names", names.clone())
            }
            ModuleFault::Reference { place, id } => base("problem.module-reference")
                .text("place", place.clone())
                .text("id", id.clone()),
            ModuleFault::Text { place, language } => base("problem.module-text")
                .text("place", place.clone())
                .text("language", *language),
            ModuleFault::Tracks { place, text } => base("problem.module-tracks")
                .text("place", place.clone())
                .text("found", text.clone()),
        }
    }
}
