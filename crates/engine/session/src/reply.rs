//! Replies as JSON text.

use furniture::message::Message;
use furniture::problem::Problem;
use serde::Serialize;

use crate::text::Text;

/// What a call answers.
#[derive(Serialize)]
pub(crate) enum Reply<T> {
    /// It worked.
    #[serde(rename = "ok")]
    Ok(T),
    /// What stands against it.
    #[serde(rename = "problems")]
    Problems(Vec<Problem>),
}

impl<T> Reply<T> {
    /// What came of it.
    pub(crate) fn of(outcome: Result<T, Vec<Problem>>) -> Self {
        match outcome {
            Ok(value) => Self::Ok(value),
            Err(problems) => Self::Problems(problems),
        }
    }
}

/// A value as JSON text.
pub(crate) fn json<T: Serialize>(value: &T) -> String {
    let mut text = Text::default();
    // The types hold no map with keys other than text, the one thing that can't be written.
    match serde_json::to_writer(&mut text, value) {
        Ok(()) => text.into_string(),
        Err(_) => String::new(),
    }
}

/// Something wrong with a text that came in.
pub(crate) fn unreadable(key: &str, error: &serde_json::Error) -> Vec<Problem> {
    vec![Problem::new(
        Message::new(key).text("detail", error.to_string()),
    )]
}
