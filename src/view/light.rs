//! Daylight: a window at the upper left and four soft lights that stand for the rest of the room. Each throws a shadow,
//! and together their shadows darken inner corners as a room does.

use glam::{Mat4, Vec3};

use super::frame::corners;

/// How many lights there are; the first is the window.
pub const COUNT: usize = 5;

/// One light, seen as a camera that looks along it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Light {
    /// From the world to its own clip space, depth 0 to 1.
    pub projection: Mat4,
    /// Towards it; a unit vector.
    pub direction: Vec3,
    /// Linear colour times strength.
    pub colour: Vec3,
    /// Metres across its shadow picture.
    pub extent: f32,
    /// Where its shadow picture lies in the common one: left, top, width, height, 0 to 1.
    pub tile: [f32; 4],
}

/// Direction towards each light, its colour, and its tile.
const LIGHTS: [([f32; 3], [f32; 3], [f32; 4]); COUNT] = [
    (
        [-0.62, 0.78, 0.74],
        [1.02, 0.985, 0.93],
        [0.0, 0.0, 0.5, 1.0],
    ),
    (
        [0.75, 0.42, 0.80],
        [0.20, 0.205, 0.215],
        [0.5, 0.0, 0.25, 0.5],
    ),
    (
        [-0.28, 0.16, 1.0],
        [0.34, 0.335, 0.33],
        [0.75, 0.0, 0.25, 0.5],
    ),
    (
        [0.30, 1.0, 0.42],
        [0.30, 0.305, 0.31],
        [0.5, 0.5, 0.25, 0.5],
    ),
    (
        [-1.0, 0.35, -0.35],
        [0.20, 0.20, 0.20],
        [0.75, 0.5, 0.25, 0.5],
    ),
];

/// The lights, each fitted to a box.
#[must_use]
pub fn fit(min: Vec3, max: Vec3) -> [Light; COUNT] {
    LIGHTS.map(|(direction, colour, tile)| {
        let direction = Vec3::from(direction).normalize();
        let view = Mat4::look_to_rh(Vec3::ZERO, -direction, Vec3::Y);
        let (mut low, mut high) = (Vec3::INFINITY, Vec3::NEG_INFINITY);
        for corner in corners(min, max) {
            let corner = view.transform_point3(corner);
            low = low.min(corner);
            high = high.max(corner);
        }
        // Room for soft edges, so that no light reads in another's tile.
        let margin = Vec3::splat((high - low).max_element() * 0.04 + 0.01);
        (low, high) = (low - margin, high + margin);
        Light {
            projection: Mat4::orthographic_rh(low.x, high.x, low.y, high.y, -high.z, -low.z) * view,
            direction,
            colour: colour.into(),
            extent: (high - low).truncate().max_element(),
            tile,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_corner_lies_in_every_light() {
        let (min, max) = (Vec3::new(-1.2, 0.0, -0.3), Vec3::new(1.2, 2.3, 0.9));
        for light in fit(min, max) {
            for corner in corners(min, max) {
                let clip = light.projection.project_point3(corner);
                assert!(
                    clip.x.abs() < 1.0 && clip.y.abs() < 1.0 && clip.z > 0.0 && clip.z < 1.0,
                    "{clip}"
                );
            }
        }
    }

    #[test]
    fn tiles_do_not_overlap() {
        for (i, (_, _, a)) in LIGHTS.iter().enumerate() {
            for (_, _, b) in &LIGHTS[i + 1..] {
                assert!(
                    a[0] + a[2] <= b[0]
                        || b[0] + b[2] <= a[0]
                        || a[1] + a[3] <= b[1]
                        || b[1] + b[3] <= a[1]
                );
            }
        }
    }
}
