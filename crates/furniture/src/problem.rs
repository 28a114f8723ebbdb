//! What stands against a design, as data: what is wrong, where, and what would be right.

use serde::Serialize;

use crate::message::Message;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct Problem {
    /// What is wrong and what would be right.
    pub message: Message,
    /// Where: a module and parameter, an opening, a line and column.
    pub place: Option<String>,
    /// Boards and openings concerned.
    pub keys: Vec<String>,
}

impl Problem {
    /// A problem of the whole design.
    pub fn new(message: Message) -> Self {
        Self {
            message,
            place: None,
            keys: Vec::new(),
        }
    }

    /// A problem at one place.
    pub fn at(message: Message, place: impl Into<String>) -> Self {
        Self {
            message,
            place: Some(place.into()),
            keys: Vec::new(),
        }
    }

    /// The same with the boards or openings concerned.
    #[must_use]
    pub fn concerning(mut self, keys: Vec<String>) -> Self {
        self.keys = keys;
        self
    }

    /// A module that the library doesn't have.
    pub fn no_such_module(module: &str, node: u32) -> Self {
        Self::at(
            Message::new("problem.no-such-module").text("module", module),
            format!("module {node}"),
        )
    }
}
