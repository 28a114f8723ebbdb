//! The shape of a module file on disk.
//!
//! Formulas are text here; `compile` parses them. Names a formula may use: `W`, `H`, `D` (the box the
//! module sits in), `overlay_left`, `overlay_right`, `overlay_bottom`, `overlay_top` (how far a front
//! may cover the boards around), `fronts_inside` (how many fronts sit in or below the module),
//! `i` (index of a repetition), `method.*` (values of the construction method), the module's own
//! parameters and names. Functions beside the language's own: `thickness(role)`, `longest(role)` and
//! `widest(role)` (largest board that the role's sheets yield), `has_grain(role)`, and `holds(opening, what)`: whether in
//! this opening of the module sits one that takes the slot `what` or has it among its properties. No module knows another
//! by its identifier.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::axis::{Axis, Side};
use crate::role::Role;

/// Value of `format` in a module file.
pub const FORMAT: &str = "boardwright-module";
/// Newest version of the format this program reads.
pub const VERSION: u32 = 1;

/// A module file.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModuleFile {
    /// `boardwright-module`.
    pub format: String,
    /// Version of the format.
    pub version: u32,
    /// Identifier: lower-case letters, digits and hyphens.
    pub id: String,
    /// Identifiers that it had before. Designs that say them open with this module.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Message key of its name.
    pub label: String,
    /// Position among the choices offered, small first.
    pub order: u32,
    /// Its own texts in all languages, by message key. Words that several modules share stand among the messages.
    #[serde(default)]
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
    /// Slots of an opening it takes, such as `space`, `front`, `hang`, `back`, `base`; `item` stands alone.
    pub slots: Vec<String>,
    /// What other modules may ask for by `holds`, beside its slots.
    #[serde(default)]
    pub properties: Vec<String>,
    /// Limits of the outer size, for modules that can stand alone.
    #[serde(default)]
    pub size: Option<SizeLimits>,
    /// Parameters in the order of the form.
    #[serde(default)]
    pub parameters: Vec<ParameterFile>,
    /// Named intermediate results; each may use those before it.
    #[serde(default)]
    pub names: Vec<NameFile>,
    /// What the opening must offer (`W`, `H`, `D`, overlays, method and materials only).
    #[serde(default)]
    pub needs: Vec<ConditionFile>,
    /// What must hold once it is in.
    #[serde(default)]
    pub conditions: Vec<ConditionFile>,
    /// Boards.
    #[serde(default)]
    pub boards: Vec<BoardFile>,
    /// Openings it leaves.
    #[serde(default)]
    pub openings: Vec<OpeningFile>,
    /// Hardware it needs.
    #[serde(default)]
    pub fittings: Vec<FittingFile>,
    /// Hardware that is drawn.
    #[serde(default)]
    pub models: Vec<ModelFile>,
    /// What moves.
    #[serde(default)]
    pub motions: Vec<MotionFile>,
}

/// Limits of width, height and depth.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SizeLimits {
    /// Width.
    pub width: LimitsFile,
    /// Height.
    pub height: LimitsFile,
    /// Depth.
    pub depth: LimitsFile,
}

/// Limits of one length or count.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitsFile {
    /// Default.
    pub default: String,
    /// Smallest allowed.
    pub min: String,
    /// Largest allowed.
    pub max: String,
    /// Message key of why it can't be less.
    #[serde(default)]
    pub min_reason: Option<String>,
    /// Message key of why it can't be more.
    #[serde(default)]
    pub max_reason: Option<String>,
    /// Further largest values, each with its reason; the smallest of all holds.
    #[serde(default)]
    pub max_also: Vec<LimitFile>,
}

/// A largest value with its reason.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitFile {
    /// Applies only where this holds.
    #[serde(default)]
    pub when: Option<String>,
    /// The value.
    pub is: String,
    /// Message key of why it can't be more.
    pub reason: String,
}

/// One parameter.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ParameterFile {
    /// Identifier: lower-case letters, digits and underscores; usable as a name in formulas.
    pub id: String,
    /// Message key of its name.
    pub label: String,
    /// Offered only where this holds; a value that it has counts elsewhere too.
    #[serde(default)]
    pub when: Option<String>,
    /// What values it takes, with limits and default.
    pub value: ParameterKindFile,
}

/// What values a parameter takes.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ParameterKindFile {
    /// A length.
    Length {
        /// Limits.
        limits: LimitsFile,
        /// Step of a slider; 1 mm when left out.
        #[serde(default)]
        step: Option<String>,
    },
    /// A whole number within limits.
    Count(LimitsFile),
    /// Yes or no.
    Switch {
        /// Default, a formula.
        default: String,
    },
    /// One of several.
    Choice {
        /// Default, a formula that gives a text.
        default: String,
        /// The values.
        options: Vec<OptionFile>,
    },
    /// A division of a length into tracks.
    Tracks {
        /// The length divided.
        of: String,
        /// What lies between two tracks.
        gap: String,
        /// Smallest track allowed.
        min_track: String,
        /// Most tracks allowed.
        max_count: String,
        /// Default tracks, such as `1fr 400 mm 1fr`.
        default: String,
        /// How often the default stands in a row; once when left out.
        #[serde(default)]
        repeat: Option<String>,
    },
}

/// One value of a choice.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OptionFile {
    /// The value.
    pub value: String,
    /// Message key of its name.
    pub label: String,
}

/// A named intermediate result.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NameFile {
    /// Name.
    pub id: String,
    /// Formula.
    pub is: String,
}

/// What a failed condition means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ConditionSeverity {
    /// It can't be made.
    Fails,
    /// It can be made; worth a look.
    LookAt,
}

/// A condition.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConditionFile {
    /// Identifier; the messages are `check.ID.fails` and `check.ID.passes`.
    pub id: String,
    /// What failing means.
    pub severity: ConditionSeverity,
    /// How often; once when left out. `i` is the index.
    #[serde(default)]
    pub repeat: Option<String>,
    /// Only where this holds, index by index.
    #[serde(default)]
    pub when: Option<String>,
    /// Passes when true.
    pub that: String,
    /// Values for the message.
    #[serde(default)]
    pub values: Vec<NameFile>,
    /// Boards concerned.
    #[serde(default)]
    pub boards: Vec<String>,
}

/// The plane a board lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Lies {
    /// As a shelf: thickness upwards.
    Horizontal,
    /// As a side: thickness to the right.
    Upright,
    /// As a front: thickness towards the viewer.
    Facing,
}

/// The edge band class of one side.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BandFile {
    /// The side.
    pub side: Side,
    /// The class, such as `visible` or `hidden`.
    pub class: String,
}

/// A motion a board or model takes part in.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MotionUse {
    /// Identifier of the motion.
    pub id: String,
    /// Its index.
    pub index: String,
}

/// A board.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BoardFile {
    /// Identifier.
    pub id: String,
    /// Message key of its name.
    pub label: String,
    /// Role, which decides the material.
    pub role: Role,
    /// How often; once when left out. `i` is the index.
    #[serde(default)]
    pub repeat: Option<String>,
    /// Only where this holds, index by index.
    #[serde(default)]
    pub when: Option<String>,
    /// Plane it lies in.
    pub lies: Lies,
    /// Direction of its length; the grain runs along it.
    pub along: Axis,
    /// Finished length.
    pub length: String,
    /// Finished width.
    pub width: String,
    /// Lowest corner: x, y, z in the module's box.
    pub at: [String; 3],
    /// Edge bands.
    #[serde(default)]
    pub bands: Vec<BandFile>,
    /// Depth by which its edges enter the boards around.
    #[serde(default)]
    pub tongue: Option<String>,
    /// Motion it takes part in.
    #[serde(default)]
    pub motion: Option<MotionUse>,
    /// True for doors and drawer fronts.
    #[serde(default)]
    pub is_front: bool,
    /// Holds where the figure runs on from one repetition to the next; they are then cut from one strip, in order.
    #[serde(default)]
    pub matched: Option<String>,
}

/// An opening.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OpeningFile {
    /// Identifier.
    pub id: String,
    /// Message key of its name.
    pub label: String,
    /// Slots it offers.
    pub accepts: Vec<String>,
    /// How often; once when left out. `i` is the index.
    #[serde(default)]
    pub repeat: Option<String>,
    /// Only where this holds, index by index.
    #[serde(default)]
    pub when: Option<String>,
    /// Lowest corner: x, y, z in the module's box.
    pub at: [String; 3],
    /// Width, height, depth.
    pub size: [String; 3],
    /// How far a front may cover what is left, right, below and above; nothing when left out.
    #[serde(default)]
    pub overlay: Option<[String; 4]>,
    /// Message key of a front over all of it; `{module}` in it is the front's name. General words when left out.
    #[serde(default)]
    pub over: Option<String>,
    /// The tracks parameter that makes these openings.
    #[serde(default)]
    pub tracks: Option<String>,
}

/// Hardware.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FittingFile {
    /// Hardware in the catalogue.
    pub hardware: String,
    /// How often; once when left out. `i` is the index.
    #[serde(default)]
    pub repeat: Option<String>,
    /// Only where this holds, index by index.
    #[serde(default)]
    pub when: Option<String>,
    /// How many.
    pub quantity: String,
    /// Length of each, for what is sold by the metre.
    #[serde(default)]
    pub length: Option<String>,
}

/// Hardware that is drawn.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModelFile {
    /// Identifier.
    pub id: String,
    /// Name of the model file without ending.
    pub model: String,
    /// How often; once when left out. `i` is the index.
    #[serde(default)]
    pub repeat: Option<String>,
    /// Only where this holds, index by index.
    #[serde(default)]
    pub when: Option<String>,
    /// Place of the model's origin.
    pub at: [String; 3],
    /// Length that one model unit (a metre) is stretched to along x, y, z; the model's own where null.
    #[serde(default)]
    pub stretch: [Option<String>; 3],
    /// Place that it takes up, which boards and other hardware keep out of; none where it lies outside or within boards.
    #[serde(default)]
    pub solid: Option<SolidFile>,
    /// Motion it takes part in.
    #[serde(default)]
    pub motion: Option<MotionUse>,
}

/// A box.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SolidFile {
    /// Lowest corner: x, y, z in the module's box.
    pub at: [String; 3],
    /// Width, height, depth.
    pub size: [String; 3],
}

/// A movement.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MotionFile {
    /// Identifier.
    pub id: String,
    /// How often; once when left out. `i` is the index.
    #[serde(default)]
    pub repeat: Option<String>,
    /// Only where this holds, index by index.
    #[serde(default)]
    pub when: Option<String>,
    /// How it moves.
    pub path: PathFile,
}

/// The path of a movement.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum PathFile {
    /// Turns about an upright line.
    Hinge {
        /// x and z of the line.
        at: [String; 2],
        /// True when the leaf hangs on its left side.
        left: String,
    },
    /// Slides.
    Slide {
        /// Displacement along x, y, z.
        by: [String; 3],
    },
}
