//! The directions and sides of a piece of furniture, named once for files, edits and the view.

use serde::{Deserialize, Serialize};

/// One of the three directions of a piece of furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Axis {
    /// x, to the right.
    Width,
    /// y, up.
    Height,
    /// z, towards the viewer.
    Depth,
}

impl Axis {
    /// All three in their order.
    pub const ALL: [Self; 3] = [Self::Width, Self::Height, Self::Depth];

    /// 0 = x, 1 = y, 2 = z.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// Its name in files, formulas and events.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Width => "width",
            Self::Height => "height",
            Self::Depth => "depth",
        }
    }

    /// Message key of its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Width => "parameter.width",
            Self::Height => "parameter.height",
            Self::Depth => "parameter.depth",
        }
    }
}

/// A side of a board or box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Lower x.
    Left,
    /// Higher x.
    Right,
    /// Lower y.
    Bottom,
    /// Higher y.
    Top,
    /// Lower z.
    Back,
    /// Higher z.
    Front,
}

impl Side {
    /// The direction it faces along, and whether it is at the higher end.
    #[must_use]
    pub fn along(self) -> (Axis, bool) {
        match self {
            Self::Left => (Axis::Width, false),
            Self::Right => (Axis::Width, true),
            Self::Bottom => (Axis::Height, false),
            Self::Top => (Axis::Height, true),
            Self::Back => (Axis::Depth, false),
            Self::Front => (Axis::Depth, true),
        }
    }
}
