//! A design evaluated: placed boards, openings, hardware and checks.
//!
//! [`evaluate`](evaluate::evaluate) is a pure function of design, catalogue and library. Everything
//! further (cut list, estimate, scene, view) is computed from the [`Assembly`] alone.

mod check;
mod contact;
pub mod evaluate;
mod materials;
mod node;
mod parameters;
mod pieces;
mod scope;
mod sizes;
mod surfaces;
mod terms;

pub use check::{Check, Severity};
pub use evaluate::{Evaluation, evaluate};
pub use materials::{Material, RoleMaterials};
pub use surfaces::surface_on;
pub use terms::unmet_need;

use crate::catalogue::Surface;
use crate::formula::TrackSizes;
use crate::formula::tracks::Track;
use crate::key::{BoardKey, PartKey};
use crate::length::Length;
use crate::library::slots::SPACE;
use crate::message::Message;
use crate::role::Role;

/// An axis-aligned box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Box3 {
    /// Lowest corner.
    pub min: [Length; 3],
    /// Extent along x, y, z.
    pub size: [Length; 3],
}

impl Box3 {
    /// Highest coordinate along an axis.
    pub fn max(&self, axis: usize) -> Length {
        Length(self.min[axis].0 + self.size[axis].0)
    }

    /// What two boxes share; none when they only touch.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let mut shared = Self::default();
        for axis in 0..3 {
            let min = self.min[axis].max(other.min[axis]);
            let max = self.max(axis).min(other.max(axis));
            if max <= min {
                return None;
            }
            shared.min[axis] = min;
            shared.size[axis] = Length(max.0 - min.0);
        }
        Some(shared)
    }

    /// True when `other` lies within.
    pub fn contains(&self, other: &Self) -> bool {
        (0..3).all(|k| self.min[k] <= other.min[k] && other.max(k) <= self.max(k))
    }
}

/// A design evaluated. Coordinates are of each item: x right, y up, z to the front.
#[derive(Clone, Debug, Default)]
pub struct Assembly {
    /// Items in the order of the design.
    pub items: Vec<AssembledItem>,
    /// Modules, outermost first.
    pub nodes: Vec<AssembledNode>,
    /// Boards in the order of the modules.
    pub boards: Vec<Board>,
    /// Openings, outermost first.
    pub openings: Vec<Opening>,
    /// Hardware.
    pub fittings: Vec<Fitting>,
    /// Hardware that is drawn.
    pub models: Vec<Model>,
    /// What moves.
    pub motions: Vec<Motion>,
    /// Materials, each once.
    pub materials: Vec<Material>,
    /// Surfaces that roles are coated with.
    pub surfaces: Vec<Surface>,
    /// Judged conditions.
    pub checks: Vec<Check>,
}

impl Assembly {
    /// What a board is coated with.
    pub fn surface(&self, board: &Board) -> Option<&Surface> {
        self.surfaces.get(board.surface?)
    }

    /// What a board is made of.
    pub fn material(&self, board: &Board) -> Option<&Material> {
        self.materials.get(board.material)
    }
}

/// An item with the limits of its size.
#[derive(Clone, Debug)]
pub struct AssembledItem {
    /// Identifier.
    pub id: u32,
    /// Outermost module.
    pub root: u32,
    /// Place in the room.
    pub at: [Length; 3],
    /// Width, height, depth.
    pub size: [Length; 3],
    /// Limits of width, height and depth.
    pub limits: [LengthLimits; 3],
    /// What its roles are made of.
    pub materials: RoleMaterials,
}

/// Limits of a length, computed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LengthLimits {
    /// Default.
    pub default: Length,
    /// Smallest allowed.
    pub min: Length,
    /// Largest allowed.
    pub max: Length,
    /// Why it can't be less.
    pub min_reason: Option<Message>,
    /// Why it can't be more.
    pub max_reason: Option<Message>,
}

/// A module in place.
#[derive(Clone, Debug)]
pub struct AssembledNode {
    /// Identifier.
    pub id: u32,
    /// Index of its item.
    pub item: usize,
    /// Module in the library.
    pub module: String,
    /// Index of the opening it sits in; none for the outermost.
    pub opening: Option<usize>,
    /// The box it sits in.
    pub space: Box3,
    /// Parameters in the order of the module.
    pub parameters: Vec<ResolvedParameter>,
}

/// A parameter with its value.
#[derive(Clone, Debug)]
pub struct ResolvedParameter {
    /// Identifier.
    pub id: String,
    /// True while it follows its default.
    pub is_default: bool,
    /// False while it would change nothing.
    pub is_offered: bool,
    /// Value with limits.
    pub value: ResolvedValue,
}

/// A parameter's value with its limits.
#[derive(Clone, Debug)]
pub enum ResolvedValue {
    /// A length.
    Length {
        /// Value.
        value: Length,
        /// Limits.
        limits: LengthLimits,
    },
    /// A whole number.
    Count {
        /// Value.
        value: i64,
        /// Smallest allowed.
        min: i64,
        /// Largest allowed.
        max: i64,
    },
    /// Yes or no.
    Switch(bool),
    /// One of several.
    Choice(String),
    /// A division.
    Tracks {
        /// As typed.
        tracks: Vec<Track>,
        /// What they come to.
        sizes: TrackSizes,
        /// True when another would still be large enough.
        has_room: bool,
    },
}

/// A placed board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Key, with the module it belongs to.
    pub key: BoardKey,
    /// Index of its item.
    pub item: usize,
    /// Message key of its name.
    pub label: String,
    /// Role, which decided the material where nothing else did.
    pub role: Role,
    /// What it is made of: an index into [`Assembly::materials`].
    pub material: usize,
    /// Where it is, closed.
    pub place: Box3,
    /// Axis of its length and grain.
    pub length_axis: usize,
    /// Axis of its width.
    pub width_axis: usize,
    /// Axis of its thickness.
    pub thickness_axis: usize,
    /// Edge bands: along the length at the front or left, along the length opposite, across at the start, across at the end.
    pub edges: [Option<String>; 4],
    /// Size after banding: length, width.
    pub finished: [Length; 2],
    /// Size at the saw.
    pub cut: [Length; 2],
    /// Size with allowance for a second cut.
    pub oversize: [Length; 2],
    /// Depth by which its edges enter the boards around.
    pub tongue: Option<Length>,
    /// Grooves milled into it: the removed boxes.
    pub grooves: Vec<Box3>,
    /// Index of its motion.
    pub motion: Option<usize>,
    /// True for doors and drawer fronts.
    pub is_front: bool,
    /// True where the figure runs on to the next repetition in the module.
    pub is_matched: bool,
    /// Index into [`Assembly::surfaces`] when it is coated.
    pub surface: Option<usize>,
}

/// The side of a box that an edge of a board lies at: axis and whether at its high end.
pub fn edge_side(board: &Board, edge: usize) -> (usize, bool) {
    // The edge one sees first comes first: the front of a shelf or side, the left or lower of a front.
    let front_first = board.width_axis == 2;
    match edge {
        0 => (board.width_axis, front_first),
        1 => (board.width_axis, !front_first),
        2 => (board.length_axis, false),
        _ => (board.length_axis, true),
    }
}

/// An opening.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Key, with the module that leaves it.
    pub key: PartKey,
    /// Index of its item.
    pub item: usize,
    /// Message key of its name.
    pub label: String,
    /// Message key of a front over all of it.
    pub over: Option<String>,
    /// Slots it offers.
    pub accepts: Vec<String>,
    /// Where it is.
    pub space: Box3,
    /// How far a front may cover what is left, right, below and above.
    pub overlay: [Length; 4],
    /// Tracks parameter that made it.
    pub tracks: Option<String>,
    /// Index of the opening that its module sits in.
    pub parent: Option<usize>,
    /// Modules in it.
    pub nodes: Vec<u32>,
    /// True when a module in it leaves openings of its own.
    pub is_divided: bool,
}

impl Opening {
    /// True when it is free space that nothing divides further.
    pub fn is_compartment(&self) -> bool {
        !self.is_divided && !self.is_mount()
    }

    /// True when it has no free space but takes a part of the piece itself, such as its base or its back.
    pub fn is_mount(&self) -> bool {
        !self.accepts.iter().any(|slot| slot == SPACE)
    }
}

/// Hardware by count or length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitting {
    /// Module that needs it.
    pub node: u32,
    /// Hardware in the catalogue.
    pub hardware: String,
    /// How many.
    pub quantity: u32,
    /// Length of each.
    pub length: Option<Length>,
}

/// Hardware that is drawn.
#[derive(Clone, Debug)]
pub struct Model {
    /// Key, with the module it belongs to.
    pub key: PartKey,
    /// Index of its item.
    pub item: usize,
    /// Name of the model.
    pub model: String,
    /// Place of its origin.
    pub at: [Length; 3],
    /// Length that one model unit is stretched to.
    pub stretch: [Option<Length>; 3],
    /// Place that nothing else may take up; none for what lies outside or within boards.
    pub solid: Option<Solid>,
    /// Index of its motion.
    pub motion: Option<usize>,
}

/// The place that a piece of hardware takes up.
#[derive(Clone, Debug)]
pub struct Solid {
    /// Message key of its name, which is its module's.
    pub label: String,
    /// Where it is.
    pub place: Box3,
}

/// A movement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Motion {
    /// Key.
    pub key: PartKey,
    /// Index of its item.
    pub item: usize,
    /// How it moves.
    pub path: MotionPath,
}

/// The path of a movement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MotionPath {
    /// Turns about an upright line through x and z.
    Hinge {
        /// The line.
        at: [Length; 2],
        /// True when the leaf hangs on its left side.
        left: bool,
    },
    /// Slides by a displacement.
    Slide([Length; 3]),
}
