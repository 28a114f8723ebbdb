//! The JSON contract: instances in, solutions out, lengths in millimetres.
//!
//! Decimals finer than a micrometre are rounded, and [`Job::rounded`] tells which. A field that nobody knows is an error
//! that names the nearest one: misspelt, it would silently not hold. What lists carry for people goes into `name`,
//! `label`, `note` and `ref`.
//!
//! A one-dimensional job (rails, profiles, rolls of edge band) gives stocks and parts by their length `l` alone and is
//! answered in `x` and `l`.

mod cut;
mod error;
mod instance;
mod nearest;
mod number;
mod parse;
mod solution;

pub use error::{JsonError, MAX_BYTES};
pub use instance::{Job, read_instance, read_job};
pub use number::{COST_UNITS, Rounded};
pub use solution::{read_layout, read_sheets, write_solution};

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
