//! The assembly as the 3D view sees it: boxes, models, materials, compartments and motions.
//!
//! Not a furniture model: no rule, price or formula is in here, and nothing flows back from it but
//! the keys of what a person touched. Floats are allowed here and nowhere left of it.
//!
//! Axes: x to the right, y up, z towards the viewer (right-handed); the origin is the middle of the
//! design's footprint on the floor. Lengths are metres.

use serde::{Deserialize, Serialize};

/// A design ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Scene {
    /// Revision of the design it was made from; grows with every edit, undo and redo.
    pub revision: u32,
    /// The furniture items, for framing the camera and placing the size handles.
    pub items: Vec<SceneItem>,
    /// Surfaces, referred to by index from boards.
    pub materials: Vec<SceneMaterial>,
    /// Every board as an axis-aligned box.
    pub boards: Vec<SceneBoard>,
    /// Hardware drawn from a model file.
    pub models: Vec<SceneModel>,
    /// The compartments that can be pointed at, and places for the base and the like.
    pub compartments: Vec<SceneCompartment>,
    /// What moves: doors and drawers, closed in the boxes' own places.
    pub motions: Vec<SceneMotion>,
}

/// One piece of furniture with its outer box and the limits of its size handles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SceneItem {
    /// Identifier of the item in the design.
    pub item: u32,
    /// Lowest corner of the outer box.
    pub min: [f32; 3],
    /// Width, height and depth.
    pub size: [f32; 3],
    /// Smallest width, height and depth that can be built.
    pub size_min: [f32; 3],
    /// Largest width, height and depth that can be built.
    pub size_max: [f32; 3],
    /// Finest step of a size handle.
    pub size_step: f32,
}

/// How a surface looks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SceneMaterial {
    /// Main colour, sRGB, each 0 to 1.
    pub colour: [f32; 3],
    /// Colour of the figure (streaks, pores), sRGB.
    pub figure_colour: [f32; 3],
    /// Colour of its edge bands, sRGB.
    pub band_colour: [f32; 3],
    /// What figure is drawn.
    pub figure: Figure,
    /// 0 is a mirror, 1 is matt.
    pub roughness: f32,
}

/// The figure of a surface. Streaks run along the board's grain axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    /// One colour.
    Plain,
    /// Wood with cathedrals and pores.
    Wood,
    /// Narrow parallel strips with nodes.
    Bamboo,
    /// Fine woven texture.
    Linen,
}

/// One board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SceneBoard {
    /// Key of the board, as in the cut list: `NODE/board.INDEX`.
    pub key: String,
    /// Lowest corner, closed position.
    pub min: [f32; 3],
    /// Extent along x, y, z.
    pub size: [f32; 3],
    /// Index into [`Scene::materials`].
    pub material: u32,
    /// Axis along which grain and length run: 0 = x, 1 = y, 2 = z.
    pub grain_axis: u8,
    /// Axis of the thickness: 0 = x, 1 = y, 2 = z.
    pub thickness_axis: u8,
    /// Faces that carry an edge band, as bits: 1 = -x, 2 = +x, 4 = -y, 8 = +y, 16 = -z, 32 = +z.
    pub banded_faces: u8,
    /// A number that is stable per board, to vary the figure from board to board.
    pub seed: u32,
    /// Index into [`Scene::motions`] when the board moves.
    pub motion: Option<u32>,
    /// Compartment that lies behind it, when it is a front; a front is seen through while a compartment is chosen.
    pub is_front: bool,
    /// Index into [`Scene::compartments`] of the place that it fills, for a plinth, a back and the like: it is picked by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "describe", ts(optional))]
    pub mount: Option<u32>,
}

/// One piece of hardware.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SceneModel {
    /// Name of the model: the file `models/NAME.glb` without folder and ending.
    pub model: String,
    /// Where the model's origin goes, closed position.
    pub at: [f32; 3],
    /// Stretch along the model's x, y, z (a rail is a unit long along x).
    pub scale: [f32; 3],
    /// Quarter turns about y, anticlockwise seen from above.
    pub quarter_turns: u8,
    /// Index into [`Scene::motions`] when the model moves.
    pub motion: Option<u32>,
    /// Index into [`Scene::compartments`] of the place that it fills, for legs and the like: it is picked by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "describe", ts(optional))]
    pub mount: Option<u32>,
}

/// A compartment as an axis-aligned box of free space, or the place of a part of the piece itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SceneCompartment {
    /// Key of the opening: `NODE/opening.INDEX`.
    pub key: String,
    /// Lowest corner.
    pub min: [f32; 3],
    /// Extent along x, y, z.
    pub size: [f32; 3],
    /// True for the place of a base, a back and the like: it is picked by what fills it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "describe", ts(optional, as = "Option<bool>"))]
    pub is_mount: bool,
}

/// A movement that a click plays forth and back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SceneMotion {
    /// Key of the module that moves and of its leaf: `NODE/motion.INDEX`.
    pub key: String,
    /// How it moves.
    pub path: MotionPath,
}

/// The path of a movement from closed to open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum MotionPath {
    /// Turns about a line.
    Hinge {
        /// A point on the axis.
        origin: [f32; 3],
        /// Direction of the axis, a unit vector.
        axis: [f32; 3],
        /// Angle when open, radians, right-hand rule about the axis.
        angle: f32,
    },
    /// Slides along a line.
    Slide {
        /// Displacement when open.
        by: [f32; 3],
    },
}
