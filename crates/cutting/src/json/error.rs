//! Why a text is no instance or solution.

use crate::instance::InstanceErrors;

/// Largest text that is read, in bytes.
pub const MAX_BYTES: usize = 32 << 20;

/// Why a text is no instance or solution.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON, or a field is missing or of the wrong kind.
    #[error("line {line}, column {column}: {place}{}{detail}", if place.is_empty() { "" } else { ": " })]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// Which field, such as `parts[3].w`; empty for the whole.
        place: String,
        /// What the reader says.
        detail: String,
    },
    /// A field that is not known here: misspelt, it would silently not hold.
    #[error(
        "line {line}, column {column}: {place}: there is no field `{name}` here, the nearest is `{nearest}`"
    )]
    Unknown {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// Which field, such as `parts[3].quantity`.
        place: String,
        /// Its name.
        name: String,
        /// The name that is known here and comes nearest.
        nearest: String,
    },
    /// Larger than [`MAX_BYTES`].
    #[error("{bytes} bytes are more than the {MAX_BYTES} that are read")]
    TooLarge {
        /// Size of the text.
        bytes: usize,
    },
    /// A number that is no length.
    #[error("{place} is {value}; give millimetres, such as 600 or 18.5")]
    Length {
        /// Which field, such as `parts[3].w`.
        place: String,
        /// What it is.
        value: String,
    },
    /// A number that is no quantity.
    #[error("{place} is {value}; give a whole number from 0 to {most}")]
    Quantity {
        /// Which field.
        place: String,
        /// What it is.
        value: String,
        /// The largest that is taken.
        most: u32,
    },
    /// A number that is no cost.
    #[error("{place} is {value}; give a number from 0")]
    Cost {
        /// Which field.
        place: String,
        /// What it is.
        value: String,
    },
    /// A number that is no share.
    #[error("{place} is {value}; give a share from 0 to 1, such as 0.8")]
    Share {
        /// Which field.
        place: String,
        /// What it is.
        value: String,
    },
    /// A field that is missing, or of no use here.
    #[error("{place} {detail}")]
    Field {
        /// Which field.
        place: String,
        /// What is wrong with it and what would be right.
        detail: &'static str,
    },
    /// The numbers are fine, the job is not.
    #[error(transparent)]
    Instance(#[from] InstanceErrors),
}
