//! The front elevation: every box seen from the front, far ones first.

use crate::view::{Elevation, ElevationKind, ElevationShape, HingeSide};
use furniture::assembly::{Assembly, Box3, MotionPath};
use furniture::catalogue::Catalogue;
use furniture::gather::order_by;
use furniture::key::PartKey;
use furniture::length::Length;

/// Sizes of the drawn hardware that has no stretch, as the models are built: width and height,
/// and how much of them lies left of and below the origin, micrometres.
const MODEL_SIZES: [(&str, [i64; 4]); 4] = [
    ("handle-bar", [12_000, 160_000, 6_000, 80_000]),
    ("handle-bar-across", [160_000, 12_000, 80_000, 6_000]),
    ("handle-knob", [28_000, 28_000, 14_000, 14_000]),
    ("leg", [40_000, 100_000, 20_000, 100_000]),
];
/// Colour of hardware in the elevation.
const METAL: &str = "#8f9296";

struct Drawn {
    rank: u8,
    z: i64,
    shape: ElevationShape,
}

/// Draws an assembly's items side by side as they stand.
pub(super) fn of(assembly: &Assembly, catalogue: &Catalogue) -> Elevation {
    let left = assembly
        .items
        .iter()
        .map(|item| item.at[0].0)
        .min()
        .unwrap_or_default();
    let shift = |item: usize| {
        assembly
            .items
            .get(item)
            .map_or([0; 2], |item| [item.at[0].0 - left, item.at[1].0])
    };
    let mount = |node: u32| {
        let mut mounts = assembly.openings.iter().filter(|one| one.is_mount());
        let its = mounts.find(|one| one.nodes.contains(&node))?;
        Some(its.key.to_string())
    };
    let mut drawn = Vec::new();
    for board in &assembly.boards {
        let Some(material) = assembly.material(board) else {
            continue;
        };
        let surface = assembly.surface(board);
        let painted = surface.and_then(|surface| surface.colour.as_ref());
        let decor = painted.unwrap_or(&material.choice.decor);
        let decor = catalogue.decors.get(decor);
        let colour = decor.map(|decor| decor.colour.clone());
        let hinge = board
            .motion
            .and_then(|index| match assembly.motions.get(index)?.path {
                MotionPath::Hinge { left: true, .. } => Some(HingeSide::Left),
                MotionPath::Hinge { left: false, .. } => Some(HingeSide::Right),
                MotionPath::Slide(_) => None,
            });
        let kind = if board.is_front {
            ElevationKind::Front
        } else {
            ElevationKind::Board
        };
        let [x, y] = shift(board.item);
        drawn.push(Drawn {
            rank: rank(kind),
            z: board.place.max(2).0,
            shape: ElevationShape {
                colour: colour.unwrap_or_default(),
                // What faces the viewer of a shelf is its edge: the band's grain runs along it.
                grain_upright: (material.has_grain && painted.is_none()).then_some(
                    if board.length_axis == 2 {
                        board.width_axis == 1
                    } else {
                        board.length_axis == 1
                    },
                ),
                hinge: hinge.filter(|_| board.is_front),
                mount: mount(board.key.node),
                ..rectangle(&board.key, kind, &board.place, x, y)
            },
        });
    }
    for opening in assembly
        .openings
        .iter()
        .filter(|opening| opening.is_compartment())
    {
        let [x, y] = shift(opening.item);
        drawn.push(Drawn {
            rank: rank(ElevationKind::Compartment),
            z: opening.space.max(2).0,
            shape: rectangle(
                &opening.key,
                ElevationKind::Compartment,
                &opening.space,
                x,
                y,
            ),
        });
    }
    for model in &assembly.models {
        let [x, y] = shift(model.item);
        // What is screwed to a front is seen before it, a rail behind it.
        let rank = if model.motion.is_some() {
            4
        } else {
            rank(ElevationKind::Fitting)
        };
        drawn.push(Drawn {
            rank,
            z: model.at[2].0,
            shape: ElevationShape {
                mount: mount(model.key.node),
                ..hardware(model, x, y)
            },
        });
    }
    // Stable: what lies at the same depth keeps the order of the design.
    let order = order_by(drawn.iter().map(|one| (usize::from(one.rank), one.z)));
    let mut shapes: Vec<Option<ElevationShape>> =
        drawn.into_iter().map(|one| Some(one.shape)).collect();
    let extent = |axis: usize| {
        let high = assembly
            .items
            .iter()
            .map(|item| item.at[axis].0 + item.size[axis].0)
            .max();
        high.unwrap_or_default()
    };
    Elevation {
        width_um: extent(0) - left,
        height_um: extent(1),
        shapes: order
            .into_iter()
            .filter_map(|at| shapes[at].take())
            .collect(),
    }
}

/// Inside first, then the free space that can be picked, then what closes it off.
fn rank(kind: ElevationKind) -> u8 {
    match kind {
        ElevationKind::Board => 0,
        ElevationKind::Fitting => 1,
        ElevationKind::Compartment => 2,
        ElevationKind::Front => 3,
    }
}

fn rectangle(key: &PartKey, kind: ElevationKind, place: &Box3, x: i64, y: i64) -> ElevationShape {
    ElevationShape {
        key: key.to_string(),
        kind,
        x_um: place.min[0].0 + x,
        y_um: place.min[1].0 + y,
        width_um: place.size[0].0,
        height_um: place.size[1].0,
        colour: String::new(),
        grain_upright: None,
        hinge: None,
        mount: None,
    }
}

fn hardware(model: &furniture::assembly::Model, x: i64, y: i64) -> ElevationShape {
    let place = model.solid.as_ref().map_or_else(
        || {
            let stretched = |axis: usize, length: i64| {
                let by = model.stretch[axis].map_or(1_000_000, |by| by.0);
                Length(length * by / 1_000_000)
            };
            let listed = MODEL_SIZES.iter().find(|(name, _)| *name == model.model);
            let [width, height, left, below] = listed.map_or([0; 4], |(_, size)| *size);
            let mut min = model.at;
            min[0].0 -= stretched(0, left).0;
            min[1].0 -= stretched(1, below).0;
            let size = [stretched(0, width), stretched(1, height), Length(0)];
            Box3 { min, size }
        },
        |solid| solid.place,
    );
    ElevationShape {
        colour: METAL.to_owned(),
        ..rectangle(&model.key, ElevationKind::Fitting, &place, x, y)
    }
}
