//! From an assembly to what is drawn: the 3D scene.
//!
//! Separate from [`scene`](crate::scene) so that the 3D view depends on the types alone.

use crate::assembly::{Assembly, Board, Box3, MotionPath as Path, Opening, edge_side};
use crate::catalogue::Catalogue;
use crate::length::Length;
use crate::scene::{
    MotionPath, Scene, SceneBoard, SceneCompartment, SceneItem, SceneMaterial, SceneModel,
    SceneMotion,
};

/// Angle of an open door, radians: 100 degrees, as common cup hinges open (95 to 110).
const DOOR_ANGLE: f32 = 1.745_329_3;
/// Finest step of a size handle, metres.
const SIZE_STEP: f32 = 0.001;

#[expect(
    clippy::cast_precision_loss,
    reason = "micrometres of furniture fit an f32 to a hundredth of a millimetre"
)]
fn metres(length: Length) -> f32 {
    (length.0 as f64 / 1e6) as f32
}

/// Draws an assembly.
pub fn scene(assembly: &Assembly, catalogue: &Catalogue, revision: u32) -> Scene {
    let frames: Vec<[Length; 3]> = assembly.items.iter().map(|item| item.at).collect();
    // The origin of the scene is the middle of the footprint, so that the camera turns about it.
    let low = |axis: usize| {
        assembly
            .items
            .iter()
            .map(|item| item.at[axis].0)
            .min()
            .unwrap_or_default()
    };
    let high = |axis: usize| {
        assembly
            .items
            .iter()
            .map(|item| item.at[axis].0 + item.size[axis].0)
            .max()
            .unwrap_or(0)
    };
    let origin = [(low(0) + high(0)) / 2, 0, (low(2) + high(2)) / 2];
    let world = |item: usize, point: [Length; 3]| -> [f32; 3] {
        let at = frames.get(item).copied().unwrap_or_default();
        std::array::from_fn(|axis| metres(Length(point[axis].0 + at[axis].0 - origin[axis])))
    };
    let extent = |space: &Box3| space.size.map(metres);

    // A material as it is bought, then those that boards are coated with.
    let mut looks: Vec<(usize, Option<usize>)> = (0..assembly.materials.len())
        .map(|material| (material, None))
        .collect();
    for board in &assembly.boards {
        let look = (board.material, board.surface);
        if !looks.contains(&look) {
            looks.push(look);
        }
    }
    let look_of = |board: &Board| {
        let its = (board.material, board.surface);
        let index = looks.iter().position(|look| *look == its);
        u32::try_from(index.unwrap_or_default()).unwrap_or_default()
    };
    // Every material of an assembly has a decor of the catalogue it was evaluated with, so that indices stay.
    let materials: Vec<SceneMaterial> = looks
        .iter()
        .filter_map(|(material, surface)| {
            let material = assembly.materials.get(*material)?;
            let decor = catalogue.decors.get(&material.choice.decor)?;
            let surface = surface.and_then(|index| assembly.surfaces.get(index));
            Some(match surface {
                None => decor.surface(),
                Some(surface) => {
                    let colour = surface.colour.as_ref();
                    let colour = colour.and_then(|colour| catalogue.decors.get(colour));
                    decor.coated(surface, colour.map(Box::as_ref))
                }
            })
        })
        .collect();
    // Parts are picked by the place that they fill, which stands among the compartments.
    let is_place = |opening: &&Opening| opening.is_compartment() || opening.is_mount();
    let places: Vec<&Opening> = assembly.openings.iter().filter(is_place).collect();
    let mount = |node: u32| {
        let is_its = |place: &&Opening| place.is_mount() && place.nodes.contains(&node);
        let index = places.iter().position(is_its)?;
        u32::try_from(index).ok()
    };
    let motion = |motion: Option<usize>| motion.and_then(|index| u32::try_from(index).ok());
    Scene {
        revision,
        items: assembly
            .items
            .iter()
            .enumerate()
            .map(|(index, item)| SceneItem {
                item: item.id,
                min: world(index, [Length(0); 3]),
                size: item.size.map(metres),
                size_min: std::array::from_fn(|axis| metres(item.limits[axis].min)),
                size_max: std::array::from_fn(|axis| metres(item.limits[axis].max)),
                size_step: SIZE_STEP,
            })
            .collect(),
        boards: assembly
            .boards
            .iter()
            .map(|board| {
                let key = board.key.to_string();
                SceneBoard {
                    min: world(board.item, board.place.min),
                    size: extent(&board.place),
                    material: look_of(board),
                    grain_axis: axis_number(board.length_axis),
                    thickness_axis: axis_number(board.thickness_axis),
                    banded_faces: banded_faces(board),
                    seed: seed(&key),
                    mount: mount(board.key.node),
                    key,
                    motion: motion(board.motion),
                    is_front: board.is_front,
                }
            })
            .collect(),
        models: assembly
            .models
            .iter()
            .map(|model| SceneModel {
                model: model.model.clone(),
                at: world(model.item, model.at),
                scale: model.stretch.map(|stretch| stretch.map_or(1.0, metres)),
                quarter_turns: 0,
                mount: mount(model.key.node),
                motion: motion(model.motion),
            })
            .collect(),
        compartments: places
            .iter()
            .map(|opening| SceneCompartment {
                key: opening.key.to_string(),
                min: world(opening.item, opening.space.min),
                size: extent(&opening.space),
                is_mount: opening.is_mount(),
            })
            .collect(),
        motions: assembly
            .motions
            .iter()
            .map(|motion| SceneMotion {
                key: motion.key.to_string(),
                path: match motion.path {
                    Path::Hinge { at: [x, z], left } => MotionPath::Hinge {
                        origin: world(motion.item, [x, Length(0), z]),
                        axis: [0.0, 1.0, 0.0],
                        // Right-hand rule about y: a leaf on its left hinge opens towards the viewer by a negative turn.
                        angle: if left { -DOOR_ANGLE } else { DOOR_ANGLE },
                    },
                    Path::Slide(by) => MotionPath::Slide { by: by.map(metres) },
                },
            })
            .collect(),
        materials,
    }
}

fn axis_number(axis: usize) -> u8 {
    u8::try_from(axis).unwrap_or_default()
}

fn banded_faces(board: &Board) -> u8 {
    (0..4)
        .filter(|edge| board.edges[*edge].is_some())
        .map(|edge| {
            let (axis, is_high) = edge_side(board, edge);
            1 << (2 * axis + usize::from(is_high))
        })
        .sum()
}

/// FNV-1a of the key: stable from edit to edit and on every machine.
fn seed(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
