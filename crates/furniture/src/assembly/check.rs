//! What an assembly passes or fails.

use serde::Serialize;

use crate::message::Message;

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Can't be made.
    Fails,
    /// Can be made; worth a look.
    LookAt,
    /// Fine.
    Passes,
}

/// A judged condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// How it came out.
    pub severity: Severity,
    /// What it says.
    pub message: Message,
    /// Boards and openings concerned.
    pub keys: Vec<String>,
}
