//! The JSON contract: instances in, solutions out, lengths in millimetres.
//!
//! Decimals are taken down to the micrometre and refused below it, so that nothing is rounded on the way. Fields that
//! nobody knows are passed over at the top and in stocks and parts, where lists carry labels and more; in rules,
//! groups and what is kept they are errors, because a misspelt rule would be a rule that does not hold.
//!
//! A one-dimensional job (rails, profiles, rolls of edge band) gives stocks and parts by their length `l` alone and is
//! answered in `x` and `l`.

mod cut;
mod error;
mod instance;
mod number;
mod parse;
mod solution;

pub use error::{JsonError, MAX_BYTES};
pub use instance::{Job, read_instance, read_job};
pub use number::COST_UNITS;
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
