//! What lies under the pointer: exact, on the scene's own boxes.

use furniture::scene::{Scene, SceneModel};
use glam::{Affine3A, Quat, Vec3};

use super::motion::{self, Motions};
use super::ray::Ray;

/// What a ray meets first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Only air.
    #[default]
    Nothing,
    /// Index of a board.
    Board(usize),
    /// Index of a piece of hardware.
    Model(usize),
    /// Index of a compartment, entered through its front.
    Compartment(usize),
}

/// Outer box of a model as drawn, before its quarter turns: lowest corner and size, metres.
pub type ModelBounds<'a> = dyn Fn(&str) -> Option<[Vec3; 2]> + 'a;

/// The pose of each motion of the scene now.
#[must_use]
pub fn poses(scene: &Scene, motions: &Motions) -> Vec<Affine3A> {
    scene
        .motions
        .iter()
        .map(|moving| motion::pose(&moving.path, motions.amount(&moving.key)))
        .collect()
}

/// The pose of something that may belong to a motion.
#[must_use]
pub fn pose_of(poses: &[Affine3A], motion: Option<u32>) -> Affine3A {
    motion
        .and_then(|index| poses.get(index as usize))
        .copied()
        .unwrap_or(Affine3A::IDENTITY)
}

/// Where a piece of hardware stands, without its stretch.
#[must_use]
pub fn model_pose(poses: &[Affine3A], model: &SceneModel) -> Affine3A {
    let turn = f32::from(model.quarter_turns) * std::f32::consts::FRAC_PI_2;
    pose_of(poses, model.motion)
        * Affine3A::from_rotation_translation(Quat::from_rotation_y(turn), model.at.into())
}

/// What the ray meets first.
#[must_use]
pub fn pick(scene: &Scene, poses: &[Affine3A], bounds: &ModelBounds<'_>, ray: &Ray) -> Target {
    let mut nearest = f32::INFINITY;
    let mut target = Target::Nothing;
    for (index, board) in scene.boards.iter().enumerate() {
        let local = ray.seen_from(&pose_of(poses, board.motion));
        if let Some(entry) = local.enter(board.min.into(), board.size.into())
            && entry.distance < nearest
        {
            nearest = entry.distance;
            target = Target::Board(index);
        }
    }
    for (index, model) in scene.models.iter().enumerate() {
        let Some([min, size]) = bounds(&model.model) else {
            continue;
        };
        let stretch = Vec3::from(model.scale);
        let local = ray.seen_from(&model_pose(poses, model));
        if let Some(entry) = local.enter(min * stretch, size * stretch)
            && entry.distance < nearest
        {
            nearest = entry.distance;
            target = Target::Model(index);
        }
    }
    for (index, compartment) in scene.compartments.iter().enumerate() {
        if compartment.is_mount {
            continue;
        }
        if let Some(entry) = ray.enter(compartment.min.into(), compartment.size.into())
            && entry.axis == 2
            && entry.upper
            && entry.distance < nearest + 1e-4
        {
            nearest = entry.distance;
            target = Target::Compartment(index);
        }
    }
    target
}

#[cfg(test)]
mod tests {
    use furniture::scene::{MotionPath, SceneBoard, SceneCompartment, SceneMotion};

    use super::*;

    fn board(key: &str, min: [f32; 3], size: [f32; 3], motion: Option<u32>) -> SceneBoard {
        SceneBoard {
            key: key.into(),
            min,
            size,
            material: 0,
            grain_axis: 1,
            thickness_axis: 2,
            banded_faces: 0,
            seed: 1,
            motion,
            is_front: motion.is_some(),
            mount: None,
        }
    }

    fn scene() -> Scene {
        Scene {
            boards: vec![
                board("shelf", [0.0, 0.5, 0.0], [1.0, 0.018, 0.5], None),
                board("door", [0.0, 0.0, 0.5], [1.0, 1.0, 0.018], Some(0)),
            ],
            compartments: vec![SceneCompartment {
                key: "below".into(),
                min: [0.0, 0.0, 0.0],
                size: [1.0, 0.5, 0.5],
                is_mount: false,
            }],
            motions: vec![SceneMotion {
                key: "door".into(),
                path: MotionPath::Hinge {
                    origin: [0.0, 0.0, 0.5],
                    axis: [0.0, 1.0, 0.0],
                    angle: -1.7,
                },
            }],
            ..Scene::default()
        }
    }

    fn look(scene: &Scene, motions: &Motions, x: f32, y: f32) -> Target {
        let ray = Ray {
            origin: Vec3::new(x, y, 5.0),
            direction: Vec3::NEG_Z,
        };
        let handle = |_: &str| Some([Vec3::new(-0.01, -0.08, 0.0), Vec3::new(0.02, 0.16, 0.03)]);
        pick(scene, &poses(scene, motions), &handle, &ray)
    }

    #[test]
    fn a_closed_front_is_hit_before_what_lies_behind_it() {
        let scene = scene();
        assert_eq!(
            look(&scene, &Motions::default(), 0.5, 0.3),
            Target::Board(1)
        );
    }

    #[test]
    fn behind_an_open_front_the_compartment_is_hit_and_the_shelf_by_its_edge() {
        let scene = scene();
        let mut motions = Motions::default();
        motions.set_all(&scene.motions, true);
        motions.advance(1.0);
        assert_eq!(look(&scene, &motions, 0.5, 0.3), Target::Compartment(0));
        assert_eq!(look(&scene, &motions, 0.5, 0.51), Target::Board(0));
        assert_eq!(look(&scene, &motions, 0.5, 0.9), Target::Nothing);
    }

    #[test]
    fn a_handle_stands_before_its_door() {
        let mut scene = scene();
        scene.models.push(SceneModel {
            model: "handle-bar".into(),
            at: [0.9, 0.3, 0.518],
            scale: [1.0; 3],
            quarter_turns: 0,
            motion: Some(0),
            mount: None,
        });
        assert_eq!(
            look(&scene, &Motions::default(), 0.9, 0.35),
            Target::Model(0)
        );
        assert_eq!(
            look(&scene, &Motions::default(), 0.5, 0.35),
            Target::Board(1)
        );
    }
}
