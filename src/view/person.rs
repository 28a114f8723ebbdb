//! The silhouette that shows how large the furniture is: a standing grown-up, 1.70 m.

use glam::Vec2;

/// Height of the silhouette, metres.
pub const HEIGHT: f32 = 1.70;
/// Greatest width of the silhouette, metres.
pub const WIDTH: f32 = 0.50;

/// Right half of the body's outline from the neck to the crotch, metres; the left half mirrors it.
const BODY: [[f32; 2]; 19] = [
    [0.000, 1.475],
    [0.052, 1.470],
    [0.105, 1.440],
    [0.165, 1.410],
    [0.202, 1.365],
    [0.218, 1.280],
    [0.230, 1.120],
    [0.246, 0.920],
    [0.250, 0.780],
    [0.236, 0.735],
    [0.214, 0.760],
    [0.196, 0.930],
    [0.176, 0.900],
    [0.170, 0.700],
    [0.150, 0.440],
    [0.132, 0.060],
    [0.140, 0.000],
    [0.030, 0.000],
    [0.012, 0.800],
];
/// Centre and half axes of the head.
const HEAD: ([f32; 2], [f32; 2]) = ([0.0, 1.588], [0.086, 0.112]);

/// The silhouette as triangles in its own plane; feet at the origin.
#[must_use]
pub fn triangles() -> Vec<[Vec2; 3]> {
    let mut triangles = Vec::new();
    for mirror in [1.0, -1.0] {
        let mut outline: Vec<Vec2> = BODY
            .iter()
            .map(|p| Vec2::new(p[0] * mirror, p[1]))
            .collect();
        // Closed along the middle line.
        outline.push(Vec2::new(0.0, 0.82));
        if mirror > 0.0 {
            outline.reverse();
        }
        triangles.extend(cut_ears(outline));
    }
    let ([x, y], [a, b]) = HEAD;
    let rim = |i: usize| {
        let angle = i as f32 / 32.0 * std::f32::consts::TAU;
        Vec2::new(x + a * angle.cos(), y + b * angle.sin())
    };
    triangles.extend((0..32).map(|i| [Vec2::new(x, y), rim(i), rim(i + 1)]));
    triangles
}

/// Cuts a simple polygon, given anticlockwise, into triangles.
fn cut_ears(mut outline: Vec<Vec2>) -> Vec<[Vec2; 3]> {
    let mut triangles = Vec::new();
    let mut index = 0;
    let mut misses = 0;
    while outline.len() > 3 && misses <= outline.len() {
        let count = outline.len();
        let [a, b, c] = [index, index + 1, index + 2].map(|i| outline[i % count]);
        let is_convex = (b - a).perp_dot(c - b) > 0.0;
        let is_free = outline
            .iter()
            .filter(|p| **p != a && **p != b && **p != c)
            .all(|p| !is_inside([a, b, c], *p));
        if is_convex && is_free {
            triangles.push([a, b, c]);
            outline.remove((index + 1) % count);
            misses = 0;
        } else {
            misses += 1;
        }
        index = (index + 1) % outline.len();
    }
    if let [a, b, c] = outline[..] {
        triangles.push([a, b, c]);
    }
    triangles
}

fn is_inside([a, b, c]: [Vec2; 3], p: Vec2) -> bool {
    (b - a).perp_dot(p - a) >= 0.0
        && (c - b).perp_dot(p - b) >= 0.0
        && (a - c).perp_dot(p - c) >= 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_grown_up_and_covers_its_outline() {
        let triangles = triangles();
        let top = triangles.iter().flatten().map(|p| p.y).fold(0.0, f32::max);
        assert!((top - HEIGHT).abs() < 1e-3, "{top}");
        assert!(
            triangles
                .iter()
                .flatten()
                .all(|p| p.x.abs() <= WIDTH * 0.5 && p.y >= 0.0)
        );
        let outline: Vec<Vec2> = BODY
            .iter()
            .map(|p| Vec2::from(*p))
            .chain([Vec2::new(0.0, 0.82)])
            .collect();
        let area = |p: &[Vec2]| -> f32 {
            (0..p.len())
                .map(|i| p[i].perp_dot(p[(i + 1) % p.len()]))
                .sum::<f32>()
                .abs()
                * 0.5
        };
        let body: f32 = triangles[..triangles.len() - 32]
            .iter()
            .map(|t| area(t))
            .sum();
        assert!((body - 2.0 * area(&outline)).abs() < 1e-3, "{body}");
    }
}
