//! Doors and drawers: where each stands between closed and open, remembered by key.

use std::collections::BTreeMap;

use furniture::scene::{MotionPath, SceneMotion};
use glam::{Affine3A, Quat, Vec3};

/// How long a door or drawer takes, in seconds.
const DURATION: f32 = 0.35;

/// Starts and ends gently; takes and gives 0 to 1.
#[must_use]
pub fn ease(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * t * (t * (6.0 * t - 15.0) + 10.0)
}

/// What a motion does to its boards when it is open by `amount`, 0 to 1.
#[must_use]
pub fn pose(path: &MotionPath, amount: f32) -> Affine3A {
    match path {
        MotionPath::Hinge {
            origin,
            axis,
            angle,
        } => {
            let origin = Vec3::from(*origin);
            let Some(axis) = Vec3::from(*axis).try_normalize() else {
                return Affine3A::IDENTITY;
            };
            Affine3A::from_translation(origin)
                * Affine3A::from_quat(Quat::from_axis_angle(axis, angle * amount))
                * Affine3A::from_translation(-origin)
        }
        MotionPath::Slide { by } => Affine3A::from_translation(Vec3::from(*by) * amount),
    }
}

/// Where one motion stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct State {
    open: bool,
    /// 0 is closed, 1 is open, in time and not yet eased.
    progress: f32,
}

/// The state of everything that moves.
#[derive(Clone, Debug, Default)]
pub struct Motions {
    states: BTreeMap<String, State>,
}

impl Motions {
    /// Whether it stands open or is opening.
    #[must_use]
    pub fn is_open(&self, key: &str) -> bool {
        self.states.get(key).is_some_and(|state| state.open)
    }

    /// How far it is open, eased, 0 to 1.
    #[must_use]
    pub fn amount(&self, key: &str) -> f32 {
        self.states
            .get(key)
            .map_or(0.0, |state| ease(state.progress))
    }

    /// Turns it round and says whether it opens now.
    pub fn toggle(&mut self, key: &str) -> bool {
        let state = self.states.entry(key.to_owned()).or_default();
        state.open = !state.open;
        state.open
    }

    /// Opens or closes all of them.
    pub fn set_all(&mut self, motions: &[SceneMotion], open: bool) {
        for motion in motions {
            self.states.entry(motion.key.clone()).or_default().open = open;
        }
    }

    /// Forgets what the scene no longer has.
    pub fn keep_only(&mut self, motions: &[SceneMotion]) {
        self.states
            .retain(|key, _| motions.iter().any(|motion| motion.key == *key));
    }

    /// Moves everything on by `seconds` and says whether anything moved.
    pub fn advance(&mut self, seconds: f32) -> bool {
        let mut moved = false;
        for state in self.states.values_mut() {
            let goal = f32::from(u8::from(state.open));
            if state.progress != goal {
                let step = seconds / DURATION;
                state.progress = if goal > state.progress {
                    (state.progress + step).min(goal)
                } else {
                    (state.progress - step).max(goal)
                };
                moved = true;
            }
        }
        moved
    }

    /// Whether something is under way.
    #[must_use]
    pub fn is_moving(&self) -> bool {
        self.states
            .values()
            .any(|state| state.progress != f32::from(u8::from(state.open)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slide(key: &str) -> SceneMotion {
        SceneMotion {
            key: key.into(),
            path: MotionPath::Slide {
                by: [0.0, 0.0, 0.4],
            },
        }
    }

    #[test]
    fn easing_keeps_its_ends_and_rises() {
        assert_eq!(
            (ease(-1.0), ease(0.0), ease(1.0), ease(2.0)),
            (0.0, 0.0, 1.0, 1.0)
        );
        assert!((ease(0.5) - 0.5).abs() < 1e-6);
        assert!((1..100).all(|i| ease(i as f32 / 100.0) >= ease((i - 1) as f32 / 100.0)));
    }

    #[test]
    fn a_motion_plays_forth_and_back_and_comes_to_rest() {
        let mut motions = Motions::default();
        assert!(motions.toggle("a"));
        assert!(motions.advance(0.1) && motions.is_moving());
        assert!(motions.amount("a") > 0.0 && motions.amount("a") < 1.0);
        motions.advance(1.0);
        assert!(!motions.advance(1.0) && !motions.is_moving());
        assert_eq!(motions.amount("a"), 1.0);
        assert!(!motions.toggle("a"));
        motions.advance(1.0);
        assert_eq!(motions.amount("a"), 0.0);
    }

    #[test]
    fn a_new_scene_keeps_what_is_open_by_key() {
        let mut motions = Motions::default();
        motions.set_all(&[slide("a"), slide("b")], true);
        motions.advance(1.0);
        motions.keep_only(&[slide("b"), slide("c")]);
        assert!(!motions.is_open("a") && motions.is_open("b") && !motions.is_open("c"));
    }

    #[test]
    fn a_hinge_turns_about_its_axis() {
        let path = MotionPath::Hinge {
            origin: [1.0, 0.0, 0.0],
            axis: [0.0, 1.0, 0.0],
            angle: std::f32::consts::FRAC_PI_2,
        };
        let moved = pose(&path, 1.0).transform_point3(Vec3::new(2.0, 0.5, 0.0));
        assert!(moved.distance(Vec3::new(1.0, 0.5, -1.0)) < 1e-5);
        assert_eq!(
            pose(
                &MotionPath::Slide {
                    by: [0.0, 0.0, 0.4]
                },
                0.5
            )
            .translation
            .z,
            0.2
        );
    }
}
