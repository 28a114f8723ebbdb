//! Keys: the names by which boards, openings, drawn hardware and motions are known outside an assembly.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Key of one thing that a module makes: `NODE/PART.INDEX`, as in `3/shelf.0`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartKey {
    /// Module in the design.
    pub node: u32,
    /// Identifier within the module.
    pub part: String,
    /// Which repetition, from 0.
    pub index: u32,
}

/// Key of a board.
pub type BoardKey = PartKey;

impl PartKey {
    /// The key of a repetition of a part.
    pub fn new(node: u32, part: impl Into<String>, index: u32) -> Self {
        Self {
            node,
            part: part.into(),
            index,
        }
    }

    /// The part of the key that is known within the module.
    pub fn place(&self) -> String {
        place(&self.part, self.index)
    }

    /// True for another repetition of the same part, or the same.
    pub fn repeats(&self, other: &Self) -> bool {
        self.node == other.node && self.part == other.part
    }
}

/// Name of a repetition within its module: `PART.INDEX`.
pub fn place(part: &str, index: u32) -> String {
    format!("{part}.{index}")
}

/// The name of a repetition within its module taken apart.
pub fn split_place(place: &str) -> Option<(&str, u32)> {
    let (part, index) = place.rsplit_once('.')?;
    Some((part, index.parse().ok()?))
}

/// A text that is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a key is such as `3/shelf.0`")]
pub struct NoKey;

impl FromStr for PartKey {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let (node, place) = text.split_once('/').ok_or(NoKey)?;
        let (part, index) = split_place(place).ok_or(NoKey)?;
        Ok(Self::new(node.parse().map_err(|_| NoKey)?, part, index))
    }
}

impl fmt::Display for PartKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // In pieces: keys are written by the thousand at every edit, and one format of three is slower.
        fmt::Display::fmt(&self.node, f)?;
        f.write_str("/")?;
        f.write_str(&self.part)?;
        f.write_str(".")?;
        fmt::Display::fmt(&self.index, f)
    }
}

impl Serialize for PartKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_printed_as_they_are_read() {
        for text in ["3/shelf.0", "12/drawer-front.19"] {
            assert_eq!(text.parse::<PartKey>().unwrap().to_string(), text);
        }
        let key: PartKey = "3/a.b.7".parse().unwrap();
        assert_eq!(key, PartKey::new(3, "a.b", 7));
        assert_eq!(key.place(), "a.b.7");
        for bad in [
            "",
            "3",
            "3/shelf",
            "shelf.0",
            "x/shelf.0",
            "3/shelf.x",
            "-1/a.0",
        ] {
            assert_eq!(bad.parse::<PartKey>(), Err(NoKey), "{bad}");
        }
    }
}
