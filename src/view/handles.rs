//! The handles for width, height and depth: where they stand, what a drag asks for.

use furniture::axis::Axis;
use furniture::scene::{Scene, SceneItem};
use glam::{Vec2, Vec3};

use super::camera::Camera;
use super::ray::Ray;
use crate::contract::{Event, Label, Limit, Phase, micrometres};

/// From the furniture to its dimension lines, metres.
const GAP: f32 = 0.14;
/// Half the size of a dimension's text as the page sets it, CSS pixels.
const HALF_TEXT: Vec2 = Vec2::new(34.0, 11.0);
/// From the dimension line to its text, CSS pixels.
const TEXT_GAP: f32 = 6.0;
/// A knob is taken within this many CSS pixels: mouse, finger.
const REACH: [f32; 2] = [13.0, 24.0];

/// One dimension line with its knob.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    /// Index of the item in the scene.
    pub item: usize,
    /// What it measures.
    pub axis: Axis,
    /// The line's fixed end.
    pub from: Vec3,
    /// The line's other end, where the knob sits.
    pub knob: Vec3,
}

/// The handles of all items, on the axis of the furniture that the eye is on.
#[must_use]
pub fn handles(scene: &Scene, yaw: f32) -> Vec<Handle> {
    let from_right = yaw.sin() > -0.05;
    let mut handles = Vec::new();
    for (index, item) in scene.items.iter().enumerate() {
        let min = Vec3::from(item.min);
        let max = min + Vec3::from(item.size);
        let (beside, across) = if from_right {
            (max.x + GAP, max.x + GAP * 0.6)
        } else {
            (min.x - GAP, min.x - GAP * 0.6)
        };
        let front = max.z + GAP;
        for axis in Axis::ALL {
            let (from, knob) = match axis {
                Axis::Width => (Vec3::new(min.x, 0.0, front), Vec3::new(max.x, 0.0, front)),
                // At the back corner: from the front quarter that is where the outline ends.
                Axis::Height => (
                    Vec3::new(across, min.y, min.z),
                    Vec3::new(across, max.y, min.z),
                ),
                Axis::Depth => (Vec3::new(beside, 0.0, min.z), Vec3::new(beside, 0.0, max.z)),
            };
            // The knob of the width sits at the end nearer to the eye.
            let (from, knob) = if axis == Axis::Width && !from_right {
                (knob, from)
            } else {
                (from, knob)
            };
            handles.push(Handle {
                item: index,
                axis,
                from,
                knob,
            });
        }
    }
    handles
}

/// The handle whose knob lies under a place on the canvas.
#[must_use]
pub fn under(handles: &[Handle], camera: &Camera, at: Vec2, is_finger: bool) -> Option<Handle> {
    handles
        .iter()
        .filter_map(|handle| {
            let distance = camera.project(handle.knob)?.distance(at);
            (distance <= REACH[usize::from(is_finger)]).then_some((distance, *handle))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, handle)| handle)
}

/// The texts of the dimensions and their places beside their lines.
#[must_use]
pub fn labels(scene: &Scene, handles: &[Handle], camera: &Camera) -> Vec<Label> {
    let centre = camera.project(camera.orbit().focus).unwrap_or_default();
    handles
        .iter()
        .filter_map(|handle| {
            let item = scene.items.get(handle.item)?;
            let (a, b) = (camera.project(handle.from)?, camera.project(handle.knob)?);
            let along = (b - a).try_normalize()?;
            // Outwards, away from the furniture.
            let middle = (a + b) * 0.5;
            let mut across = along.perp();
            if across.dot(middle - centre) < 0.0 {
                across = -across;
            }
            // A line seen from its end has no place for a text.
            if a.distance(b) < 28.0 {
                return None;
            }
            let away = across.abs().dot(HALF_TEXT) + TEXT_GAP;
            let place = (middle + across * away).round();
            let id = match handle.item {
                0 => handle.axis.name().to_owned(),
                index => format!("{}-{index}", handle.axis.name()),
            };
            Some(Label {
                id,
                text_um: micrometres(item.size[handle.axis.index()]),
                x: place.x,
                y: place.y,
            })
        })
        .collect()
}

/// A drag under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    /// Identifier of the item.
    item: u32,
    /// What is dragged.
    pub axis: Axis,
    /// The number of this gesture.
    gesture: u32,
    /// Where the knob was taken, and the outward direction of its line.
    start: Vec3,
    outward: Vec3,
    /// From the knob to where it was taken, along the line, metres.
    offset: f32,
    size_at_start: f32,
    /// How far the knob goes when the size grows by one: 1 when the other end stands still, 0.5 when both move.
    share: f32,
    last: i64,
    at_limit: Option<Limit>,
}

impl Drag {
    /// Takes a handle.
    #[must_use]
    pub fn start(scene: &Scene, handle: Handle, ray: &Ray, gesture: u32) -> Option<Self> {
        let item = scene.items.get(handle.item)?;
        let outward = (handle.knob - handle.from).try_normalize()?;
        let size_at_start = item.size[handle.axis.index()];
        Some(Self {
            item: item.item,
            axis: handle.axis,
            gesture,
            start: handle.knob,
            outward,
            offset: ray.along_line(handle.knob, outward).unwrap_or(0.0),
            size_at_start,
            share: if handle.axis == Axis::Height {
                1.0
            } else {
                0.5
            },
            last: micrometres(size_at_start),
            at_limit: None,
        })
    }

    fn item<'a>(&self, scene: &'a Scene) -> Option<&'a SceneItem> {
        scene.items.iter().find(|item| item.item == self.item)
    }

    /// Follows the pointer; an event when the value asked for is another one.
    pub fn follow(&mut self, scene: &Scene, ray: &Ray) -> Option<Event> {
        let item = self.item(scene)?;
        let axis = self.axis.index();
        let along = ray.along_line(self.start, self.outward)? - self.offset;
        let (value, at_limit) = stop(
            self.size_at_start + along / self.share,
            item.size_min[axis],
            item.size_max[axis],
            item.size_step,
        );
        let value = micrometres(value);
        if value == self.last && at_limit == self.at_limit {
            return None;
        }
        self.last = value;
        self.at_limit = at_limit;
        Some(self.event(Phase::Move))
    }

    /// Learns from the page's answer which end of the item stands still.
    pub fn learn(&mut self, scene: &Scene) {
        let Some(item) = self.item(scene) else { return };
        let axis = self.axis.index();
        let grown = item.size[axis] - self.size_at_start;
        if grown.abs() > 1e-3 {
            let end = if self.outward[axis] > 0.0 {
                item.min[axis] + item.size[axis]
            } else {
                -item.min[axis]
            };
            let moved = end - self.start[axis] * self.outward[axis].signum();
            // Lines across the front keep their place beside the furniture, so only their own axis counts.
            self.share = (moved / grown).clamp(0.25, 1.0);
        }
    }

    /// The event of a part of the drag, with the latest value.
    #[must_use]
    pub fn event(&self, phase: Phase) -> Event {
        Event::Drag {
            item: self.item,
            axis: self.axis,
            value_um: self.last,
            gesture: self.gesture,
            phase,
            at_limit: self.at_limit,
        }
    }
}

/// The nearest value on a step that lies within the limits, and the limit it had to stop at.
#[must_use]
pub fn stop(value: f32, min: f32, max: f32, step: f32) -> (f32, Option<Limit>) {
    let stepped = if step > 0.0 {
        (value / step).round() * step
    } else {
        value
    };
    if stepped <= min {
        (min, Some(Limit::Min))
    } else if stepped >= max {
        (max, Some(Limit::Max))
    } else {
        (stepped, None)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    fn scene(width: f32) -> Scene {
        Scene {
            items: vec![SceneItem {
                item: 3,
                min: [-width / 2.0, 0.0, -0.3],
                size: [width, 2.3, 0.6],
                size_min: [0.6, 1.0, 0.3],
                size_max: [3.6, 2.4, 0.7],
                size_step: 0.001,
            }],
            ..Scene::default()
        }
    }

    fn above(x: f32) -> Ray {
        Ray {
            origin: Vec3::new(x, 4.0, 0.44),
            direction: Vec3::NEG_Y,
        }
    }

    #[test]
    fn values_stand_on_steps_and_stop_at_limits() {
        let (value, limit) = stop(1.2344, 0.6, 3.6, 0.001);
        assert!((value - 1.234).abs() < 1e-6 && limit.is_none());
        assert_eq!(stop(9.0, 0.6, 3.6, 0.001), (3.6, Some(Limit::Max)));
        assert_eq!(stop(-9.0, 0.6, 3.6, 0.001), (0.6, Some(Limit::Min)));
    }

    #[test]
    fn the_knob_stays_under_the_pointer_when_both_ends_move() {
        let scene = scene(1.8);
        let width = handles(&scene, 0.3)[0];
        assert_eq!(width.axis, Axis::Width);
        let mut drag = Drag::start(&scene, width, &above(0.9), 1).unwrap();
        let Some(Event::Drag {
            value_um, at_limit, ..
        }) = drag.follow(&scene, &above(1.0))
        else {
            panic!("no event");
        };
        assert_eq!((value_um, at_limit), (2_000_000, None));
        assert!(drag.follow(&scene, &above(1.0)).is_none());
        drag.learn(&self::scene(2.0));
        assert!((drag.share - 0.5).abs() < 1e-3);
    }

    #[test]
    fn texts_stand_clear_of_their_lines() {
        let scene = scene(1.8);
        let mut camera = Camera::default();
        camera.set_canvas(Vec2::new(900.0, 700.0));
        let (min, max) = (Vec3::from(scene.items[0].min), Vec3::new(0.9, 2.3, 0.3));
        let points = super::super::frame::corners(min, max).to_vec();
        camera.set_furniture(min, max, points, true);
        let handles = handles(&scene, camera.orbit().yaw);
        let labels = labels(&scene, &handles, &camera);
        assert_eq!(labels.len(), 3);
        for (label, handle) in labels.iter().zip(&handles) {
            let (a, b) = (
                camera.project(handle.from).unwrap(),
                camera.project(handle.knob).unwrap(),
            );
            let across = (b - a).normalize().perp();
            let centre = Vec2::new(label.x, label.y);
            let distance = across.dot(centre - a).abs();
            assert!(distance > across.abs().dot(HALF_TEXT) + 1.0, "{label:?}");
        }
    }

    #[test]
    fn it_learns_when_only_one_end_moves() {
        let before = scene(1.8);
        let mut drag = Drag::start(&before, handles(&before, 0.3)[0], &above(0.9), 1).unwrap();
        let mut after = scene(2.0);
        after.items[0].min[0] = -0.9;
        drag.learn(&after);
        assert!((drag.share - 1.0).abs() < 1e-3);
        let left = handles(&before, -0.6)[0];
        assert!(left.knob.x < left.from.x);
    }
}
