//! A sentence for a person as data: a message key with its values.
//!
//! The crates never write sentences. The page and the command line look the key up in
//! `assets/messages` and fill in the values in the reader's language and units.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::length::Length;

/// The languages in which every text stands.
pub const LANGUAGES: [&str; 2] = ["en", "zh-CN"];

/// A message key and what fills its placeholders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Message {
    /// Key in `assets/messages`, such as `problem.too-long`.
    pub key: String,
    /// Values by placeholder name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(
        feature = "describe",
        ts(as = "Option<BTreeMap<String, MessageValue>>", optional)
    )]
    pub values: BTreeMap<String, MessageValue>,
}

/// One value of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MessageValue {
    /// A length in micrometres, shown in the reader's unit. Named `least` or `min`, `most` or `max` it is a limit, and
    /// rounded inwards where it is shown, so that what is shown is within.
    Um(#[cfg_attr(feature = "describe", ts(type = "number"))] Length),
    /// A whole number.
    Count(#[cfg_attr(feature = "describe", ts(type = "number"))] i64),
    /// Literal text: an identifier, a file name, a formula.
    Text(String),
    /// Another message without values, translated in place (a module's or parameter's label).
    Key(String),
    /// Several of them in a row.
    Keys(Vec<String>),
}

impl Message {
    /// A message without values.
    pub fn new(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            values: BTreeMap::new(),
        }
    }

    /// Adds a length.
    #[must_use]
    pub fn um(self, name: &str, value: Length) -> Self {
        self.with(name, MessageValue::Um(value))
    }

    /// Adds a whole number.
    #[must_use]
    pub fn count(self, name: &str, value: i64) -> Self {
        self.with(name, MessageValue::Count(value))
    }

    /// Adds literal text.
    #[must_use]
    pub fn text(self, name: &str, value: impl Into<String>) -> Self {
        self.with(name, MessageValue::Text(value.into()))
    }

    /// Adds a message key that is translated in place.
    #[must_use]
    pub fn key(self, name: &str, value: impl Into<String>) -> Self {
        self.with(name, MessageValue::Key(value.into()))
    }

    /// Adds several message keys that are translated in place.
    #[must_use]
    pub fn keys(self, name: &str, values: Vec<String>) -> Self {
        self.with(name, MessageValue::Keys(values))
    }

    /// Not inlined: the map's code would come along to every caller.
    #[inline(never)]
    fn with(mut self, name: &str, value: MessageValue) -> Self {
        self.values.insert(name.to_owned(), value);
        self
    }
}
