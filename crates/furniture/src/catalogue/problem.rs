//! What can be wrong with the catalogue's files.

use crate::message::Message;
use crate::problem::Problem;

/// A fault with the file it is in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct CatalogueProblem {
    /// File name.
    pub file: String,
    /// What is wrong.
    pub fault: CatalogueFault,
}

/// What is wrong with a file of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueFault {
    /// Not JSON, a part missing, too much or of the wrong kind.
    #[error("line {line}, column {column}: {detail}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong and what would be right.
        detail: String,
    },
    /// Another kind of file.
    #[error("the format is `{found}`; this file must say `{wanted}`")]
    Format {
        /// What it says.
        found: String,
        /// What it must say.
        wanted: &'static str,
    },
    /// Written for a newer program.
    #[error("version {found} is newer than {newest}, the newest this program reads")]
    Version {
        /// What it says.
        found: u32,
        /// What can be read.
        newest: u32,
    },
    /// Two entries of one name.
    #[error("`{id}` stands twice")]
    Duplicate {
        /// The name.
        id: String,
    },
    /// An identifier that can't be one.
    #[error("`{id}` can't be an identifier; use lower-case letters, digits, `-`, `_` and `.`")]
    Identifier {
        /// What it says.
        id: String,
    },
    /// A reference to something that isn't there.
    #[error("{place}: there is no {what} `{id}`")]
    Reference {
        /// The entry that refers.
        place: String,
        /// What is referred to.
        what: &'static str,
        /// The name referred to.
        id: String,
    },
    /// An entry that lacks what every entry needs.
    #[error("{place}: {detail}")]
    Entry {
        /// The entry.
        place: String,
        /// What is wrong and what would be right.
        detail: String,
    },
}

impl CatalogueProblem {
    /// The fault as a problem for a person, with its place.
    pub fn problem(&self) -> Problem {
        let message = |key: &str| Message::new(key).text("file", self.file.clone());
        let message = match &self.fault {
            CatalogueFault::Shape { detail, .. } => {
                message("problem.catalogue-shape").text("detail", detail.clone())
            }
            CatalogueFault::Format { found, wanted } => message("problem.catalogue-format")
                .text("found", found.clone())
                .text("wanted", *wanted),
            CatalogueFault::Version { found, newest } => message("problem.catalogue-version")
                .count("found", i64::from(*found))
                .count("newest", i64::from(*newest)),
            CatalogueFault::Duplicate { id } => {
                message("problem.catalogue-duplicate").text("id", id.clone())
            }
            CatalogueFault::Identifier { id } => {
                message("problem.catalogue-identifier").text("id", id.clone())
            }
            CatalogueFault::Reference { place, what, id } => message("problem.catalogue-reference")
                .text("place", place.clone())
                .key("what", format!("catalogue.{what}"))
                .text("id", id.clone()),
            CatalogueFault::Entry { place, detail } => message("problem.catalogue-entry")
                .text("place", place.clone())
                .text("detail", detail.clone()),
        };
        let file = &self.file;
        let place = match &self.fault {
            CatalogueFault::Shape { line, column, .. } => format!("{file}:{line}:{column}"),
            CatalogueFault::Reference { place, .. } | CatalogueFault::Entry { place, .. } => {
                format!("{file}, {place}")
            }
            CatalogueFault::Duplicate { id } | CatalogueFault::Identifier { id } => {
                format!("{file}, {id}")
            }
            CatalogueFault::Format { .. } | CatalogueFault::Version { .. } => file.clone(),
        };
        Problem::at(message, place)
    }
}
