//! The design: the document a person edits, and the only thing that is ever saved.
//!
//! A design is furniture items, each a tree of modules in openings. It holds choices, never results:
//! boards, prices and pictures are computed from it and a catalogue.

mod file;
mod materials;
mod walk;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use file::{read, write};

use crate::catalogue::{MaterialChoice, Surface};
use crate::length::Length;
use crate::role::ByRole;
use crate::upgrade::{Step, design_1, newest};

/// Value of `format` in a design file.
pub const FORMAT: &str = "boardwright-design";
/// Newest version of the format this program reads and the one it writes.
pub const VERSION: u32 = newest(&STEPS);
/// How a design gets from each older version to the next.
const STEPS: [Step; 1] = [design_1::step];

/// A design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Design {
    /// `boardwright-design`.
    pub format: String,
    /// Version of the format.
    pub version: u32,
    /// The program that wrote the file.
    pub generator: String,
    /// What a design to start from says of itself; none in one that a person works on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starter: Option<Starter>,
    /// Name a person gave it.
    pub name: String,
    /// Construction method in the catalogue.
    pub method: String,
    /// Material by role.
    pub materials: ByRole<MaterialChoice>,
    /// Edge band by class; null leaves the edges raw.
    pub bands: BTreeMap<String, Option<String>>,
    /// What boards of a role are coated with; those without stay as they are bought.
    #[serde(default, skip_serializing_if = "ByRole::is_empty")]
    pub surfaces: ByRole<Surface>,
    /// What holds the edge bands, where it isn't what the method says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub glue: Option<String>,
    /// Prices that replace the catalogue's, in fen per unit: `board@18 mm`, `band@22 mm` or a piece of hardware.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub prices: BTreeMap<String, i64>,
    /// Identifier that the next module gets; larger than every one in use.
    pub next_node: u32,
    /// Furniture items.
    pub items: Vec<Item>,
}

/// Place and name of a design among those to start from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Starter {
    /// Position among them, small first; the first is open when the program starts.
    pub order: u32,
    /// What it is called, by language.
    pub name: BTreeMap<String, String>,
}

/// One piece of furniture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Identifier.
    pub id: u32,
    /// Place in the room of its lower left back corner: x to the right, y up, z to the front.
    #[serde(with = "crate::formula::text::three")]
    #[cfg_attr(feature = "describe", schemars(with = "[String; 3]"))]
    pub at: [Length; 3],
    /// Width, height, depth over all.
    #[serde(with = "crate::formula::text::three")]
    #[cfg_attr(feature = "describe", schemars(with = "[String; 3]"))]
    pub size: [Length; 3],
    /// Materials by role where they differ from the design's.
    #[serde(default, skip_serializing_if = "ByRole::is_empty")]
    pub materials: ByRole<MaterialChoice>,
    /// Outermost module.
    pub root: Node,
}

/// A module in the design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// Identifier, unique in the design and never used again.
    pub id: u32,
    /// Module in the library.
    pub module: String,
    /// Parameters with a value of their own, as text; all others follow their defaults.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
    /// Materials of single boards where they differ from their role's: `board.INDEX` to a material as thick.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub materials: BTreeMap<String, MaterialChoice>,
    /// What sits in its openings: `opening.INDEX` to modules.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub contents: BTreeMap<String, Vec<Node>>,
}
