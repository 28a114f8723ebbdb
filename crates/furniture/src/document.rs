//! Reading documents with a header: what designs and workshops share.
//!
//! The reader checks the header before anything else, so that a file of a newer program is a clear
//! error and never a partial load.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::message::Message;
use crate::upgrade::{Step, newest, upgraded};

/// What the program calls itself in the files it writes.
pub const GENERATOR: &str = concat!("Boardwright ", env!("CARGO_PKG_VERSION"));

/// Largest file that is read, in bytes; a design of a thousand modules is a tenth of it.
const MAX_BYTES: usize = 4 << 20;

/// Why a text is no design this program can read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentFault {
    /// Not JSON at all.
    #[error("line {line}, column {column}: {detail}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the reader says.
        detail: String,
    },
    /// JSON, but no design.
    #[error(
        "this is no Boardwright design; a design begins with \"format\": \"boardwright-design\""
    )]
    NotADesign,
    /// Written for a newer program.
    #[error("written by version {found} of the format; this program reads up to {newest}")]
    Newer {
        /// Version of the file.
        found: u64,
        /// Newest that can be read.
        newest: u32,
    },
    /// Written by an older program, with a part missing, too much or of the wrong kind. The place in the file isn't known.
    #[error("of version {version}: {detail}")]
    Older {
        /// Version of the file.
        version: u32,
        /// What the reader says.
        detail: String,
    },
    /// A design with a part missing, too much or of the wrong kind.
    #[error("line {line}, column {column}: {detail}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the reader says.
        detail: String,
    },
    /// Larger than any design.
    #[error("{bytes} bytes are more than the {most} a design may have")]
    TooLarge {
        /// Size of the file.
        bytes: usize,
        /// Largest allowed.
        most: usize,
    },
    /// Two modules with one identifier, or one that would be given away again.
    #[error("module {node} stands twice, or `next_node` is not larger than it")]
    Identifier {
        /// The identifier.
        node: u32,
    },
}

impl DocumentFault {
    /// The fault as a sentence for a person.
    pub fn message(&self) -> Message {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        match self {
            Self::Syntax {
                line,
                column,
                detail,
            } => Message::new("problem.design-syntax")
                .count("line", count(*line))
                .count("column", count(*column))
                .text("detail", detail.clone()),
            Self::NotADesign => Message::new("problem.design-format"),
            Self::Newer { found, newest } => Message::new("problem.design-newer")
                .count("found", i64::try_from(*found).unwrap_or(i64::MAX))
                .count("newest", i64::from(*newest)),
            Self::Older { version, detail } => Message::new("problem.design-older")
                .count("found", i64::from(*version))
                .text("detail", detail.clone()),
            Self::Shape {
                line,
                column,
                detail,
            } => Message::new("problem.design-shape")
                .count("line", count(*line))
                .count("column", count(*column))
                .text("detail", detail.clone()),
            Self::TooLarge { bytes, most } => Message::new("problem.design-too-large")
                .count("bytes", count(*bytes))
                .count("most", count(*most)),
            Self::Identifier { node } => {
                Message::new("problem.design-identifier").count("node", i64::from(*node))
            }
        }
    }
}

#[derive(Deserialize)]
struct Header {
    format: Option<String>,
    version: Option<u64>,
}

/// Reads a document: its header first, then all of it, brought to the newest version where it is older.
///
/// # Errors
/// The first thing that stands against it.
pub(crate) fn document<T: DeserializeOwned>(
    text: &str,
    format: &str,
    steps: &[Step],
) -> Result<T, DocumentFault> {
    if text.len() > MAX_BYTES {
        return Err(DocumentFault::TooLarge {
            bytes: text.len(),
            most: MAX_BYTES,
        });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let header: Header = crate::json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => DocumentFault::NotADesign,
        _ => DocumentFault::Syntax {
            line: error.line(),
            column: error.column(),
            detail: said(&error),
        },
    })?;
    if header.format.as_deref() != Some(format) {
        return Err(DocumentFault::NotADesign);
    }
    let newest = newest(steps);
    let found = header.version.unwrap_or(newest.into());
    match u32::try_from(found) {
        Ok(0) => Err(DocumentFault::NotADesign),
        Ok(version) if version < newest => {
            let older = |error| DocumentFault::Older {
                version,
                detail: said(&error),
            };
            let text = upgraded(text, version, steps).map_err(older)?;
            crate::json::from_str(&text).map_err(older)
        }
        Ok(version) if version == newest => {
            crate::json::from_str(text).map_err(|error| DocumentFault::Shape {
                line: error.line(),
                column: error.column(),
                detail: said(&error),
            })
        }
        _ => Err(DocumentFault::Newer { found, newest }),
    }
}

/// What the reader of JSON says without the place, which stands beside it.
pub(crate) fn said(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    text.get(..end).unwrap_or_default().to_owned()
}
