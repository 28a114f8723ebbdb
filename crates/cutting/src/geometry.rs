//! Directions and rectangles on a sheet: whole micrometres from its untrimmed corner, x along its width.

use serde::Deserialize;

/// Direction along which a piece is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// The pieces lie side by side along x; the saw runs along y.
    X,
    /// The pieces lie above one another along y; the saw runs along x.
    Y,
}

impl Axis {
    /// The other one.
    #[must_use]
    pub const fn across(self) -> Self {
        match self {
            Self::X => Self::Y,
            Self::Y => Self::X,
        }
    }

    /// What of a rectangle lies between two coordinates along this axis.
    pub(crate) const fn slice(self, rect: Rect, from_um: i64, to_um: i64) -> Rect {
        match self {
            Self::X => Rect {
                x_um: from_um,
                width_um: to_um - from_um,
                ..rect
            },
            Self::Y => Rect {
                y_um: from_um,
                height_um: to_um - from_um,
                ..rect
            },
        }
    }
}

/// A rectangle on a sheet, in micrometres.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rect {
    /// Smallest x.
    pub x_um: i64,
    /// Smallest y.
    pub y_um: i64,
    /// Extent along x.
    pub width_um: i64,
    /// Extent along y.
    pub height_um: i64,
}

impl Rect {
    /// Area in square micrometres.
    #[must_use]
    pub const fn area_um2(&self) -> i128 {
        self.width_um as i128 * self.height_um as i128
    }

    /// Smallest coordinate along an axis.
    #[must_use]
    pub const fn start_um(&self, axis: Axis) -> i64 {
        match axis {
            Axis::X => self.x_um,
            Axis::Y => self.y_um,
        }
    }

    /// Extent along an axis.
    #[must_use]
    pub const fn extent_um(&self, axis: Axis) -> i64 {
        match axis {
            Axis::X => self.width_um,
            Axis::Y => self.height_um,
        }
    }

    /// Largest coordinate along an axis.
    #[must_use]
    pub const fn end_um(&self, axis: Axis) -> i64 {
        self.start_um(axis) + self.extent_um(axis)
    }
}

/// Micrometres as millimetres for people, without needless zeros.
pub(crate) fn mm(um: i64) -> String {
    let sign = if um < 0 { "-" } else { "" };
    let whole = um.unsigned_abs() / 1000;
    let rest = um.unsigned_abs() % 1000;
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:03}")
            .trim_end_matches('0')
            .to_owned()
    }
}
