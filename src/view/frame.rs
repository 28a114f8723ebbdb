//! Framing: the nearest eye from which all given points are on the canvas.

use glam::{Vec2, Vec3};

use super::camera::{Orbit, basis};

/// Room kept free at the canvas's borders, CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Insets {
    /// At the left and at the right.
    pub sides: f32,
    /// At the top.
    pub top: f32,
    /// At the bottom, where the page puts its bar.
    pub bottom: f32,
}

impl Insets {
    /// What looks well on a canvas of this size, with or without the page's bar over its lower border.
    #[must_use]
    pub fn for_canvas(size: Vec2, has_bar: bool) -> Self {
        Self {
            sides: (size.x * 0.06).clamp(10.0, 70.0),
            top: (size.y * 0.08).clamp(10.0, 70.0),
            bottom: if has_bar {
                // The bar, and above it the depth's dimension.
                110.0
            } else {
                // The width still stands below the furniture.
                (size.y * 0.12).clamp(20.0, 70.0)
            },
        }
    }
}

/// The eight corners of a box.
#[must_use]
pub fn corners(min: Vec3, max: Vec3) -> [Vec3; 8] {
    std::array::from_fn(|i| {
        Vec3::new(
            if i & 1 == 0 { min.x } else { max.x },
            if i & 2 == 0 { min.y } else { max.y },
            if i & 4 == 0 { min.z } else { max.z },
        )
    })
}

/// The nearest orbit with these angles that shows all points between the insets. `tangents` are those of half the
/// horizontal and half the vertical angle of view. Nothing when there are no points.
///
/// In the picture's own directions each point gives four linear conditions on the eye, one per border, so the nearest eye
/// follows directly from the largest of each: no search.
#[must_use]
pub fn fit(
    yaw: f32,
    pitch: f32,
    tangents: [f32; 2],
    points: &[Vec3],
    insets: Insets,
    canvas: Vec2,
) -> Option<Orbit> {
    if points.is_empty() {
        return None;
    }
    let [right, up, back] = basis(yaw, pitch);
    let keep = |inset: f32, extent: f32| (1.0 - 2.0 * inset / extent.max(1.0)).max(0.2);
    let side = tangents[0] * keep(insets.sides, canvas.x);
    let top = tangents[1] * keep(insets.top, canvas.y);
    let bottom = tangents[1] * keep(insets.bottom, canvas.y);

    let mut most = [f32::NEG_INFINITY; 4];
    let mut depth = 0.0;
    for point in points {
        let (x, y, z) = (right.dot(*point), up.dot(*point), -back.dot(*point));
        depth += z / points.len() as f32;
        for (most, value) in
            most.iter_mut()
                .zip([x - z * side, -x - z * side, y - z * top, -y - z * bottom])
        {
            *most = most.max(value);
        }
    }
    let z = (-(most[0] + most[1]) / (2.0 * side)).min(-(most[2] + most[3]) / (top + bottom));
    let x = (most[0] - most[1]) * 0.5;
    // Spare room above and below is shared by the two borders in proportion.
    let slack = -(most[2] + most[3]) - z * (top + bottom);
    let y = most[2] + z * top + slack * 0.5;
    let distance = (depth - z).max(0.1);
    Some(Orbit {
        focus: right * x + up * y - back * (z + distance),
        yaw,
        pitch,
        distance,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    #[test]
    fn a_square_front_touches_the_borders() {
        let points = corners(Vec3::new(-1.0, 0.0, 0.0), Vec3::new(1.0, 2.0, 0.0));
        let none = Insets {
            sides: 0.0,
            top: 0.0,
            bottom: 0.0,
        };
        let orbit = fit(0.0, 0.0, [0.5, 0.5], &points, none, Vec2::splat(500.0)).unwrap();
        assert!((orbit.distance - 2.0).abs() < 1e-5);
        assert!(orbit.focus.distance(Vec3::Y) < 1e-5);
        assert!(fit(0.0, 0.0, [0.5, 0.5], &[], none, Vec2::ONE).is_none());
    }

    #[test]
    fn insets_push_the_eye_back() {
        let points = corners(Vec3::new(-1.0, 0.0, -0.3), Vec3::new(1.0, 2.0, 0.3));
        let canvas = Vec2::new(900.0, 700.0);
        let some = Insets::for_canvas(canvas, false);
        let none = Insets {
            sides: 0.0,
            top: 0.0,
            bottom: 0.0,
        };
        let near = fit(0.5, 0.2, [0.35, 0.27], &points, none, canvas).unwrap();
        let far = fit(0.5, 0.2, [0.35, 0.27], &points, some, canvas).unwrap();
        assert!(far.distance > near.distance);
        let above_bar = Insets::for_canvas(canvas, true);
        let above_bar = fit(0.5, 0.2, [0.35, 0.27], &points, above_bar, canvas).unwrap();
        assert!(above_bar.focus.y < far.focus.y || above_bar.distance > far.distance);
    }
}
