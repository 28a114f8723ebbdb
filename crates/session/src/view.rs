//! What the page shows of a design: form, compartments, cut list, checks, plan and price, as plain data.
//!
//! The page draws this and computes no length, price or rule of its own. It answers with
//! [`Edit`]s, most of which it finds ready-made in here.
//!
//! Lengths are whole micrometres (`_um`), areas whole square millimetres (`_mm2`), money whole fen
//! (`_fen`), shares whole basis points (`_bp`, 10 000 = 100 %).

use estimate::Estimate;
use furniture::assembly::Severity;
use furniture::catalogue::Surface;
use furniture::cut_list::CutList;
use furniture::edit::{Edit, MaterialPlace};
use furniture::message::Message;
use furniture::role::Role;
use planning::plan_view::PlanView;
use serde::Serialize;

/// Everything the page shows for one revision of a design, but for the picture, which travels apart from it: the
/// [`Elevation`] where it is shown, or the scene, from engine to 3D view as a text that the page never reads.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct View {
    /// Grows with every edit, undo and redo.
    pub revision: u32,
    /// Name of the design.
    pub name: String,
    /// What undo would take back; none when there is nothing.
    pub undo: Option<Message>,
    /// What redo would bring back.
    pub redo: Option<Message>,
    /// The furniture items.
    pub items: Vec<ItemView>,
    /// Every placed module with its parameters, outermost first.
    pub nodes: Vec<NodeView>,
    /// Every opening, outermost first.
    pub openings: Vec<OpeningView>,
    /// Every board, for names and hover links.
    pub boards: Vec<BoardView>,
    /// The material chosen per role.
    pub materials: Vec<RoleView>,
    /// What holds the edge bands.
    pub glue: GlueView,
    /// The edge band chosen per class (visible, hidden).
    pub bands: Vec<BandChoiceView>,
    /// What the design passes or fails.
    pub checks: Vec<CheckView>,
    /// The boards grouped for the saw.
    pub cut_list: CutList,
    /// Price and quantities; by sheets once a plan for this revision is known.
    pub estimate: Estimate,
    /// The cutting plan for this revision, once known.
    pub plan: Option<PlanView>,
}

/// What a cutting plan changes in the [`View`] of its revision; everything else there stays.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct PlanNews {
    /// Revision of the design.
    pub revision: u32,
    /// Price and quantities.
    pub estimate: Estimate,
    /// The cutting plan, once known.
    pub plan: Option<PlanView>,
    /// What the design passes or fails, the plan's word on boards without a sheet among them.
    pub checks: Vec<CheckView>,
}

/// One furniture item and its size.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct ItemView {
    /// Identifier.
    pub item: u32,
    /// Its outermost module.
    pub root: u32,
    /// Width, height, depth as length parameters.
    pub size: [ParameterView; 3],
}

/// One placed module.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct NodeView {
    /// Identifier.
    pub node: u32,
    /// Item it belongs to.
    pub item: u32,
    /// Key of the opening it sits in; none for the outermost.
    pub opening: Option<String>,
    /// Module in the library.
    pub module: String,
    /// Message key of its name.
    pub label: String,
    /// Its parameters in the order of the module.
    pub parameters: Vec<ParameterView>,
    /// The edit that takes it out; none for what can't be taken out.
    pub remove: Option<Edit>,
}

/// One parameter as a form field.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct ParameterView {
    /// Identifier within its module.
    pub parameter: String,
    /// Message key of its name.
    pub label: String,
    /// Value as text, as it would be typed: `2436 mm`, `3`, `yes`, `left`.
    pub value: String,
    /// True while it follows its default formula.
    pub is_default: bool,
    /// What kind of field it is.
    pub field: Field,
    /// The edit that lets it follow its default again; none while it does.
    pub reset: Option<Edit>,
}

/// The kind of a form field with what it needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Field {
    /// A length with limits; a slider and a number field.
    Length {
        /// Value.
        #[cfg_attr(feature = "describe", ts(type = "number"))]
        value_um: i64,
        /// Smallest allowed.
        #[cfg_attr(feature = "describe", ts(type = "number"))]
        min_um: i64,
        /// Largest allowed.
        #[cfg_attr(feature = "describe", ts(type = "number"))]
        max_um: i64,
        /// Step of the slider.
        #[cfg_attr(feature = "describe", ts(type = "number"))]
        step_um: i64,
        /// Why it can't be less.
        min_reason: Option<Message>,
        /// Why it can't be more.
        max_reason: Option<Message>,
    },
    /// A whole number with limits.
    Count {
        /// Value.
        #[cfg_attr(feature = "describe", ts(type = "number"))]
        value: i64,
        /// Smallest allowed.
        #[cfg_attr(feature = "describe", ts(type = "number"))]
        min: i64,
        /// Largest allowed.
        #[cfg_attr(feature = "describe", ts(type = "number"))]
        max: i64,
        /// Why it can't be less.
        min_reason: Option<Message>,
        /// Why it can't be more.
        max_reason: Option<Message>,
    },
    /// An amount of money.
    Money {
        /// Value.
        #[cfg_attr(feature = "describe", ts(type = "number"))]
        value_fen: i64,
    },
    /// Yes or no.
    Switch {
        /// Value.
        value: bool,
    },
    /// One of several.
    Choice {
        /// The possible values with their message keys.
        options: Vec<OptionView>,
    },
    /// A division of a length into compartments, leaves or drawers.
    Tracks {
        /// The tracks from left to right or bottom to top.
        tracks: Vec<TrackView>,
        /// The edit that adds a track at the end; none when no more fit.
        add: Option<Edit>,
    },
}

/// One value of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct OptionView {
    /// Value as text.
    pub value: String,
    /// Message key of its name.
    pub label: String,
}

/// One track.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct TrackView {
    /// As typed: `1fr` or `400 mm`.
    pub text: String,
    /// What it comes to.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub size_um: i64,
    /// The edit that takes it out; none for the last one.
    pub remove: Option<Edit>,
}

/// One opening: a compartment when nothing divides it, or the place of a part of the piece itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct OpeningView {
    /// Key: `NODE/opening.INDEX`.
    pub key: String,
    /// Item it belongs to.
    pub item: u32,
    /// Name for lists and screen readers, with its position.
    pub label: Message,
    /// Lowest corner from the item's lower left back corner: x right, y up, z to the front.
    #[cfg_attr(feature = "describe", ts(type = "[number, number, number]"))]
    pub min_um: [i64; 3],
    /// Width, height, depth.
    #[cfg_attr(feature = "describe", ts(type = "[number, number, number]"))]
    pub size_um: [i64; 3],
    /// True when it can be picked as free space that nothing divides further.
    pub is_compartment: bool,
    /// True when it can be picked as the place of a base, a back and the like.
    pub is_mount: bool,
    /// Modules that sit in it.
    pub nodes: Vec<u32>,
}

/// What can be done with an opening; asked for one at a time, since only the picked one is shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct OpeningChoices {
    /// What can be put in, with the ready-made edit or the reason why not.
    pub choices: Vec<ChoiceView>,
    /// What can be taken out around here: what sits in it and the boards that bound it, nearest first.
    pub removals: Vec<RemovalView>,
}

/// Something that can be put into an opening.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct ChoiceView {
    /// Module in the library.
    pub module: String,
    /// What it is called there.
    pub label: Message,
    /// The edit that puts it in; none when refused.
    pub edit: Option<Edit>,
    /// Why it can't be put in.
    pub refusal: Option<Message>,
}

/// Something that can be taken out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct RemovalView {
    /// Module in the library.
    pub module: String,
    /// Message key of its name.
    pub label: String,
    /// The edit.
    pub edit: Edit,
    /// Message keys of the names of what goes along with it, for each module that sits in it.
    pub along: Vec<String>,
}

/// One board by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct BoardView {
    /// Key: `NODE/board.INDEX`.
    pub key: String,
    /// Message key of its name.
    pub label: String,
    /// Its number where the module makes several of them, from 1; else 0.
    pub number: u32,
    /// Number of its row in the cut list.
    pub row: u32,
    /// Module it belongs to.
    pub node: u32,
    /// Role.
    pub role: Role,
    /// True for doors and drawer fronts.
    pub is_front: bool,
}

/// The material of a role.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct RoleView {
    /// Role.
    pub role: Role,
    /// Message key of the role's name.
    pub label: String,
    /// Board material in the catalogue.
    pub board: String,
    /// Thickness.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub thickness_um: i64,
    /// Decor in the catalogue.
    pub decor: String,
    /// What its boards are coated with; none as they are bought.
    pub surface: Option<Surface>,
    /// Coatings that its boards take.
    pub coatings: Vec<String>,
    /// What can be chosen for this role instead; the page offers nothing else. A single board must stay as thick as its
    /// role around it.
    pub options: Vec<MaterialOption>,
    /// Items and boards that have another material, items first.
    pub own: Vec<OwnMaterialView>,
    /// The edit that lets all of them follow again; none where there are none.
    pub reset: Option<Edit>,
}

/// What holds the edge bands.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct GlueView {
    /// Glue in the catalogue.
    pub glue: Option<String>,
    /// Glues that hold every band in use.
    pub options: Vec<String>,
    /// The edit that follows the construction method again; none while it does.
    pub reset: Option<Edit>,
}

/// An item or a board that has another material than its role has around it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct OwnMaterialView {
    /// What it is.
    pub place: MaterialPlace,
    /// Its name, from the outside in.
    pub names: Vec<Message>,
    /// Boards concerned.
    pub keys: Vec<String>,
    /// Board material in the catalogue.
    pub board: String,
    /// Thickness.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub thickness_um: i64,
    /// Decor in the catalogue.
    pub decor: String,
    /// What can be chosen here instead.
    pub options: Vec<MaterialOption>,
    /// The edit that lets it follow again.
    pub reset: Edit,
}

/// A material that can be chosen for a role, ready-made as an edit for each of its decors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct MaterialOption {
    /// Board material in the catalogue.
    pub board: String,
    /// Thickness when this board is chosen: the one in force where it comes in that.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub thickness_um: i64,
    /// Decor when this board is chosen, found the same way.
    pub decor: String,
    /// Thicknesses that the role can be built of.
    #[cfg_attr(feature = "describe", ts(type = "Array<number>"))]
    pub thicknesses_um: Vec<i64>,
    /// Decors it comes in.
    pub decors: Vec<String>,
    /// True where a single board can have it too: it must stay as thick as the boards around it.
    pub is_for_one_board: bool,
}

/// The edge band of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct BandChoiceView {
    /// Class: visible, hidden.
    pub class: String,
    /// Message key of its name.
    pub label: String,
    /// Edge band in the catalogue; none for raw edges.
    pub band: Option<String>,
    /// Bands that the glue in force doesn't hold.
    pub unheld: Vec<String>,
}

/// One check of the design.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct CheckView {
    /// How it came out.
    pub severity: Severity,
    /// What is wrong and what would be right.
    pub message: Message,
    /// Boards and openings concerned.
    pub keys: Vec<String>,
}

/// The front elevation as rectangles, far ones first. Origin lower left, y up.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct Elevation {
    /// Overall width.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub width_um: i64,
    /// Overall height.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub height_um: i64,
    /// What is drawn, back to front.
    pub shapes: Vec<ElevationShape>,
}

/// One rectangle of the elevation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct ElevationShape {
    /// Board key, opening key or `NODE/model.INDEX`.
    pub key: String,
    /// What it stands for.
    pub kind: ElevationKind,
    /// Left.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub x_um: i64,
    /// Bottom.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub y_um: i64,
    /// Width.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub width_um: i64,
    /// Height.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub height_um: i64,
    /// Fill, `#rrggbb`; empty for compartments.
    pub colour: String,
    /// True when the grain runs upright in the picture, false when across, none without grain.
    pub grain_upright: Option<bool>,
    /// For hinged fronts: the side of the hinges, drawn as the usual triangle.
    pub hinge: Option<HingeSide>,
    /// For a plinth, a leg and the like: the opening that it fills and is picked by.
    pub mount: Option<String>,
}

/// The side a door hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum HingeSide {
    /// Hinges on the left.
    Left,
    /// Hinges on the right.
    Right,
}

/// What a rectangle of the elevation stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum ElevationKind {
    /// A board behind the fronts.
    Board,
    /// Free space that can be picked.
    Compartment,
    /// Hardware.
    Fitting,
    /// A door or drawer front.
    Front,
}

/// What the saw can do and which offcuts lie in stock, as form fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct WorkshopView {
    /// Its rules in the order of the form; `value` is empty where nothing limits.
    pub rules: Vec<ParameterView>,
    /// Offcuts in stock.
    pub offcuts: Vec<OffcutView>,
    /// True while no rule has a value of its own.
    pub is_default: bool,
}

/// Offcuts in stock that are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(ts_rs::TS))]
pub struct OffcutView {
    /// Board material in the catalogue.
    pub board: String,
    /// Thickness.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub thickness_um: i64,
    /// Decor in the catalogue.
    pub decor: String,
    /// Extent along the grain.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub length_um: i64,
    /// Extent across the grain.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub width_um: i64,
    /// How many there are.
    pub quantity: u32,
    /// What one costs, fen.
    #[cfg_attr(feature = "describe", ts(type = "number"))]
    pub fen: i64,
}
