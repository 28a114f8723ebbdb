//! A place that parts may be cut from.

use crate::geometry::Axis;

/// A leftover to cut from, or an unopened sheet.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Inflated extent along x.
    pub w: i32,
    /// Inflated extent along y.
    pub h: i32,
    /// Levels of cuts above it.
    pub level: u8,
    /// Direction of the cut that it comes from; none for a whole sheet.
    pub from: Option<Axis>,
}

impl Place {
    /// How many more pieces are cut up when a part of size `(w, h)` is cut from it, first along `axis`.
    pub fn cut_up_by(self, (w, h): (i32, i32), axis: Axis) -> i64 {
        let axis = match axis {
            _ if (w, h) == (self.w, self.h) => return 0,
            // No cut is made along an axis that the part fills.
            Axis::X if w == self.w => Axis::Y,
            Axis::Y if h == self.h => Axis::X,
            axis => axis,
        };
        let has_second = match axis {
            Axis::X => h < self.h,
            Axis::Y => w < self.w,
        };
        i64::from(self.from != Some(axis)) + i64::from(has_second)
    }
}
