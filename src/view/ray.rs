//! Rays against boxes: all that picking needs.

use glam::{Affine3A, Vec3};

/// A half line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ray {
    /// Where it starts.
    pub origin: Vec3,
    /// Where it goes; a unit vector.
    pub direction: Vec3,
}

/// Where a ray enters a box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Distance from the ray's origin.
    pub distance: f32,
    /// Axis of the face that is entered: 0 = x, 1 = y, 2 = z.
    pub axis: usize,
    /// Whether it is the face at the upper end of the axis.
    pub upper: bool,
}

impl Ray {
    /// The point at a distance.
    #[must_use]
    pub fn at(&self, distance: f32) -> Vec3 {
        self.origin + self.direction * distance
    }

    /// The ray as seen from a frame in which `pose` places things. Distances stay the same, for poses only turn and shift.
    #[must_use]
    pub fn seen_from(&self, pose: &Affine3A) -> Self {
        let inverse = pose.inverse();
        Self {
            origin: inverse.transform_point3(self.origin),
            direction: inverse.transform_vector3(self.direction),
        }
    }

    /// Where the ray enters the box from outside; nothing when it misses or starts inside.
    #[must_use]
    pub fn enter(&self, min: Vec3, size: Vec3) -> Option<Entry> {
        let mut entry = Entry {
            distance: f32::NEG_INFINITY,
            axis: 0,
            upper: false,
        };
        let mut leave = f32::INFINITY;
        for axis in 0..3 {
            let (from, step) = (self.origin[axis], self.direction[axis]);
            let (low, high) = (min[axis], min[axis] + size[axis]);
            if step.abs() < 1e-9 {
                if from < low || from > high {
                    return None;
                }
                continue;
            }
            let upper = step < 0.0;
            let (near, far) = if upper { (high, low) } else { (low, high) };
            let distance = (near - from) / step;
            if distance > entry.distance {
                entry = Entry {
                    distance,
                    axis,
                    upper,
                };
            }
            leave = leave.min((far - from) / step);
        }
        (entry.distance <= leave && entry.distance > 0.0).then_some(entry)
    }

    /// How far along the line through `point` in direction `axis` the ray comes closest to it.
    /// Nothing when ray and line are nearly parallel.
    #[must_use]
    pub fn along_line(&self, point: Vec3, axis: Vec3) -> Option<f32> {
        let across = self.direction.dot(axis);
        let denominator = 1.0 - across * across;
        if denominator < 1e-4 {
            return None;
        }
        let offset = self.origin - point;
        Some((offset.dot(axis) - offset.dot(self.direction) * across) / denominator)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    fn ray(origin: [f32; 3], direction: [f32; 3]) -> Ray {
        Ray {
            origin: origin.into(),
            direction: Vec3::from(direction).normalize(),
        }
    }

    #[test]
    fn enters_through_the_nearest_face() {
        let entry = ray([0.5, 0.5, 3.0], [0.0, 0.0, -1.0])
            .enter(Vec3::ZERO, Vec3::ONE)
            .unwrap();
        assert_eq!((entry.axis, entry.upper), (2, true));
        assert!((entry.distance - 2.0).abs() < 1e-6);
        let entry = ray([-1.0, 0.5, 0.5], [1.0, 0.1, 0.0])
            .enter(Vec3::ZERO, Vec3::ONE)
            .unwrap();
        assert_eq!((entry.axis, entry.upper), (0, false));
    }

    #[test]
    fn misses_what_is_beside_or_behind() {
        assert!(
            ray([2.0, 0.5, 3.0], [0.0, 0.0, -1.0])
                .enter(Vec3::ZERO, Vec3::ONE)
                .is_none()
        );
        assert!(
            ray([0.5, 0.5, 3.0], [0.0, 0.0, 1.0])
                .enter(Vec3::ZERO, Vec3::ONE)
                .is_none()
        );
        assert!(
            ray([0.5, 0.5, 0.5], [0.0, 0.0, 1.0])
                .enter(Vec3::ZERO, Vec3::ONE)
                .is_none()
        );
    }

    #[test]
    fn sees_a_moved_box() {
        let pose = Affine3A::from_translation(Vec3::new(0.0, 0.0, 1.0));
        let entry = ray([0.5, 0.5, 3.0], [0.0, 0.0, -1.0])
            .seen_from(&pose)
            .enter(Vec3::ZERO, Vec3::ONE)
            .unwrap();
        assert!((entry.distance - 1.0).abs() < 1e-6);
    }

    #[test]
    fn finds_the_nearest_place_on_a_line() {
        let along = ray([0.7, 5.0, 2.0], [0.0, -1.0, 0.0])
            .along_line(Vec3::ZERO, Vec3::X)
            .unwrap();
        assert!((along - 0.7).abs() < 1e-6);
        assert!(
            ray([0.0, 1.0, 0.0], [1.0, 0.0, 0.0])
                .along_line(Vec3::ZERO, Vec3::X)
                .is_none()
        );
    }
}
