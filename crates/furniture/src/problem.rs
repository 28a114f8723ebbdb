//! What stands against a design, as data: what is wrong, where, and what would be right.

use serde::Serialize;

use crate::key::BoardKey;
use crate::message::Message;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct Problem {
    /// What is wrong and what would be right.
    pub message: Message,
    /// Where, for programs and those who write files: a module and parameter, an opening, a rule.
    pub place: Option<String>,
    /// Where, for people: names from the outside in, as far as the message doesn't say it itself.
    #[cfg_attr(feature = "describe", ts(as = "Vec<Message>"))]
    pub within: Box<[Message]>,
    /// How often it stands against the design, each time in the same words.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub times: u32,
    /// Boards and openings concerned.
    pub keys: Vec<String>,
}

impl Problem {
    /// A problem of the whole design.
    pub fn new(message: Message) -> Self {
        Self {
            message,
            place: None,
            within: Box::default(),
            times: 1,
            keys: Vec::new(),
        }
    }

    /// A problem at one place.
    pub fn at(message: Message, place: impl Into<String>) -> Self {
        Self {
            place: Some(place.into()),
            ..Self::new(message)
        }
    }

    /// The same within something that has a name.
    #[must_use]
    pub fn within(mut self, name: Message) -> Self {
        let inner = self.within.into_vec();
        self.within = std::iter::once(name).chain(inner).collect();
        self
    }

    /// The same with the boards or openings concerned.
    #[must_use]
    pub fn concerning(mut self, keys: Vec<String>) -> Self {
        self.keys = keys;
        self
    }

    /// Problems that people would read alike as one, in the order in which they come up.
    pub fn told_once(problems: Vec<Self>) -> Vec<Self> {
        let mut told: Vec<Self> = Vec::new();
        for problem in problems {
            let alike = told
                .iter_mut()
                .find(|one| one.message == problem.message && one.within == problem.within);
            let Some(one) = alike else {
                told.push(problem);
                continue;
            };
            one.times += 1;
            one.keys.extend(problem.keys);
            if let (Some(place), Some(more)) = (&mut one.place, problem.place) {
                place.push_str(", ");
                place.push_str(&more);
            }
        }
        told
    }

    /// A board that is named and isn't there.
    pub fn no_such_board(key: &BoardKey) -> Self {
        Self::at(
            Message::new("problem.no-such-board").text("board", key.to_string()),
            format!("material of {key}"),
        )
    }

    /// A module that the library doesn't have.
    pub fn no_such_module(module: &str, node: u32) -> Self {
        Self::at(
            Message::new("problem.no-such-module").text("module", module),
            format!("module {node}"),
        )
    }
}
