//! The JSON contract: instances in, solutions out, lengths in millimetres.
//!
//! Decimals are taken down to the micrometre and refused below it, so that nothing is rounded on the way. Fields that
//! nobody knows are passed over at the top and in stocks and parts, where lists carry labels and more; in rules,
//! groups and what is kept they are errors, because a misspelt rule would be a rule that does not hold.
//!
//! A one-dimensional job (rails, profiles, rolls of edge band) gives stocks and parts by their length `l` alone and is
//! answered in `x` and `l`.

mod cut;
mod instance;
mod number;
mod solution;

pub use instance::{Job, read_instance, read_job};
use serde::Deserialize;
pub use solution::{read_layout, read_sheets, write_solution};

use crate::instance::InstanceErrors;

/// One unit of cost in the file is this many units of [`Stock::cost`](crate::Stock::cost).
pub const COST_UNITS: u64 = 1000;
/// Largest text that is read, in bytes.
pub const MAX_BYTES: usize = 32 << 20;

/// Why a text is no instance or solution.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON, or a field is missing or of the wrong kind.
    #[error("line {line}, column {column}: {detail}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the reader says.
        detail: String,
    },
    /// Larger than [`MAX_BYTES`].
    #[error("{bytes} bytes are more than the {MAX_BYTES} that are read")]
    TooLarge {
        /// Size of the text.
        bytes: usize,
    },
    /// A number that is no length.
    #[error(
        "{place} is {value}; give millimetres with at most three decimals, such as 600 or 18.5"
    )]
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
    #[error("{place} is {value}; give a number from 0 with at most three decimals")]
    Cost {
        /// Which field.
        place: String,
        /// What it is.
        value: String,
    },
    /// A number that is no share.
    #[error("{place} is {value}; give a share from 0 to 1 with at most four decimals, such as 0.8")]
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

/// The JSON Schema of an instance.
#[cfg(feature = "describe")]
#[must_use]
pub fn instance_schema() -> schemars::Schema {
    schemars::schema_for!(instance::InstanceFile)
}

/// The JSON Schema of a solution.
#[cfg(feature = "describe")]
#[must_use]
pub fn solution_schema() -> schemars::Schema {
    schemars::schema_for!(solution::SolutionFile)
}

fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, JsonError> {
    if text.len() > MAX_BYTES {
        return Err(JsonError::TooLarge { bytes: text.len() });
    }
    serde_json::from_str(text).map_err(|error| JsonError::Shape {
        line: error.line(),
        column: error.column(),
        detail: error.to_string(),
    })
}
