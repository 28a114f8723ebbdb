//! Solutions: placements, the tree of cuts, the order at the saw and the totals of every plan that leaves.

use serde::{Deserialize, Serialize};

use super::cut::{CutFile, KeptCutFile, kept_cuts};
use super::error::JsonError;
use super::number::{COST_UNITS, Numbers};
use super::parse::parse;
use crate::geometry::{Axis, Rect};
use crate::instance::{Instance, LINEAR_HEIGHT_UM};
use crate::keep::KeptSheet;
use crate::outcome::{Outcome, Reason};
use crate::solution::{Content, Piece, Placement, SawModel, Sheet, Totals};
use crate::verify::FlatSheet;

/// A cutting plan. Lengths are millimetres, from the sheet's untrimmed corner. In a one-dimensional job `l` takes the
/// place of `w` and `h`, there is no `y`, and no length of cuts is given.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "describe", schemars(title = "Cutting solution"))]
pub struct SolutionFile {
    /// Name of the instance.
    name: String,
    /// The sheets; those cut alike stand next to one another.
    sheets: Vec<SheetFile>,
    /// Runs of sheets that are cut alike.
    patterns: Vec<PatternFile>,
    /// Parts that are not in the plan, and why.
    unplaced: Vec<UnplacedFile>,
    /// The totals.
    info: InfoFile,
}

/// One sheet.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
struct SheetFile {
    /// Number of the stock in the instance, from 0.
    stock: usize,
    /// The parts on it, in the order in which they come off the saw.
    placements: Vec<PlacementFile>,
    /// How the trimmed sheet is cut up.
    tree: NodeFile,
    /// The passes of the saw in an order that can be followed: trims, then every piece to its end.
    cuts: Vec<CutFile>,
}

/// A part on a sheet, as placed.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
struct PlacementFile {
    /// Number of the part in the instance, from 0.
    part: usize,
    /// Smallest x.
    x: f64,
    /// Smallest y.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    y: Option<f64>,
    /// Extent along x.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    w: Option<f64>,
    /// Extent along y.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    h: Option<f64>,
    /// Length, in a one-dimensional job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    l: Option<f64>,
    /// Turned by a quarter.
    #[serde(default)]
    rotated: bool,
}

/// What becomes of a piece: a number is the placement with that index, none is left over, else it is sawn.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(untagged)]
enum NodeFile {
    /// A finished part: index into the sheet's placements.
    Part(usize),
    /// Left over.
    Leftover(()),
    /// Sawn into pieces that follow one another along x.
    AlongX {
        /// Extents of the pieces along x; the first begins where this piece begins, each further one a kerf after the
        /// one before. What a last cut leaves of no more than a kerf is sawdust and not named.
        x: Vec<f64>,
        /// What becomes of each piece.
        of: Vec<NodeFile>,
    },
    /// Sawn into pieces that follow one another along y.
    AlongY {
        /// Extents of the pieces along y.
        y: Vec<f64>,
        /// What becomes of each piece.
        of: Vec<NodeFile>,
    },
}

/// Sheets that are cut alike.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
struct PatternFile {
    /// Index of the first of them.
    first: usize,
    /// How many; the others follow it.
    count: usize,
}

/// Parts that are not in the plan.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
struct UnplacedFile {
    /// Number of the part in the instance, from 0.
    part: usize,
    /// How many of it.
    qty: u32,
    /// What stands against it, such as `too-long`.
    reason: &'static str,
}

/// The totals of a plan.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
struct InfoFile {
    /// Seconds of search, when it ran by the clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<f64>,
    /// Sheets that any plan needs at least.
    bound: u64,
    /// No plan can cost less.
    optimal: bool,
    /// Sheets beyond `bound`; 0 when `optimal`.
    gap: u64,
    /// Units of work done.
    work: u64,
    /// Cost of the sheets.
    cost: f64,
    /// What any plan costs at least.
    bound_cost: f64,
    /// What the leftovers worth keeping are credited with.
    credit: f64,
    /// Area of the parts over area of the sheets.
    utilisation: f64,
    /// Passes of the saw over all sheets, trim cuts included.
    cuts: usize,
    /// Length of all cuts in millimetres, trim cuts included.
    #[serde(skip_serializing_if = "Option::is_none")]
    cut_length: Option<f64>,
    /// Pieces taken up again and cut across: every cut below a sheet's first level.
    turns: usize,
    /// Settings of the fence: runs of equal extents within a cut, trims apart.
    fence_settings: usize,
    /// Different ways of cutting a sheet.
    patterns: usize,
    /// Stacks of alike sheets, as many to a stack as the rules allow.
    stacks: u64,
    /// Seconds at the saw by the model `saw`, each stack sawn once; not for a one-dimensional job.
    #[serde(skip_serializing_if = "Option::is_none")]
    saw_time: Option<f64>,
    /// The model behind `saw_time`.
    #[serde(skip_serializing_if = "Option::is_none")]
    saw: Option<SawFile>,
    /// Area of the largest leftover in square millimetres.
    largest_leftover: f64,
    /// Leftovers worth keeping by the rules.
    offcuts: usize,
    /// Area of those in square millimetres.
    offcuts_area: f64,
}

/// A model of a saw: typical figures, not those of a machine.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
struct SawFile {
    /// Metres a minute.
    feed: f64,
    /// Seconds for each pass besides the travel.
    cut: f64,
    /// Seconds for each turn.
    turn: f64,
    /// Seconds for each setting of the fence.
    fence: f64,
    /// Seconds for each sheet loaded.
    sheet: f64,
}

fn mm(um: i64) -> f64 {
    um as f64 / 1e3
}

/// Writes a solution by the contract, with the trees of cuts, the order at the saw and the totals in `info`. `seconds`
/// is what the caller's clock says, if any.
#[must_use]
pub fn write_solution(instance: &Instance, outcome: &Outcome, seconds: Option<f64>) -> String {
    let totals = outcome.solution.totals(instance);
    let file = SolutionFile {
        name: instance.name().to_owned(),
        sheets: outcome
            .solution
            .sheets
            .iter()
            .map(|sheet| sheet_file(instance, sheet))
            .collect(),
        patterns: outcome
            .solution
            .patterns()
            .iter()
            .map(|pattern| PatternFile {
                first: pattern.first,
                count: pattern.count,
            })
            .collect(),
        unplaced: outcome
            .unplaced
            .iter()
            .map(|left| UnplacedFile {
                part: left.part,
                qty: left.quantity,
                reason: reason_code(left.reason),
            })
            .collect(),
        info: info_file(instance, outcome, &totals, seconds),
    };
    // Plain structs of numbers and texts always serialise.
    serde_json::to_string(&file).unwrap_or_default()
}

fn sheet_file(instance: &Instance, sheet: &Sheet) -> SheetFile {
    let is_linear = instance.is_linear();
    let mut next = 0;
    SheetFile {
        stock: sheet.stock,
        placements: sheet
            .placements()
            .iter()
            .map(|placement| placement_file(placement, is_linear))
            .collect(),
        tree: node_file(&sheet.root, &mut next),
        cuts: (1..)
            .zip(sheet.cuts(instance))
            .map(|(n, cut)| CutFile::of(n, &cut, is_linear))
            .collect(),
    }
}

fn node_file(piece: &Piece, next: &mut usize) -> NodeFile {
    match &piece.content {
        Content::Part { .. } => {
            *next += 1;
            NodeFile::Part(*next - 1)
        }
        Content::Leftover => NodeFile::Leftover(()),
        Content::Cut { along, pieces } => {
            let extents = pieces
                .iter()
                .map(|one| mm(one.rect.extent_um(*along)))
                .collect();
            let of = pieces.iter().map(|one| node_file(one, next)).collect();
            match along {
                Axis::X => NodeFile::AlongX { x: extents, of },
                Axis::Y => NodeFile::AlongY { y: extents, of },
            }
        }
    }
}

fn placement_file(placement: &Placement, is_linear: bool) -> PlacementFile {
    let rect = placement.rect;
    let in_plane = |um: i64| (!is_linear).then(|| mm(um));
    PlacementFile {
        part: placement.part,
        x: mm(rect.x_um),
        y: in_plane(rect.y_um),
        w: in_plane(rect.width_um),
        h: in_plane(rect.height_um),
        l: is_linear.then(|| mm(rect.width_um)),
        rotated: placement.rotated,
    }
}

fn info_file(
    instance: &Instance,
    outcome: &Outcome,
    totals: &Totals,
    seconds: Option<f64>,
) -> InfoFile {
    let money = |units: u64| units as f64 / COST_UNITS as f64;
    let model = SawModel::TYPICAL;
    let in_plane = !instance.is_linear();
    let seconds_of = |ms: u64| ms as f64 / 1e3;
    InfoFile {
        time: seconds,
        bound: outcome.bound.sheets,
        optimal: outcome.is_optimal,
        gap: if outcome.is_optimal {
            0
        } else {
            (totals.sheets as u64).saturating_sub(outcome.bound.sheets)
        },
        work: outcome.work,
        cost: money(totals.cost),
        bound_cost: money(outcome.bound.cost),
        credit: money(totals.credit),
        utilisation: f64::from(totals.utilisation_bp()) / 1e4,
        cuts: totals.cuts,
        cut_length: in_plane.then(|| totals.cut_length_um as f64 / 1e3),
        turns: totals.turns,
        fence_settings: totals.fence_settings,
        patterns: totals.patterns,
        stacks: totals.stacks,
        saw_time: in_plane.then(|| seconds_of(totals.saw_time_ms(&model))),
        saw: in_plane.then(|| SawFile {
            feed: model.feed_um_per_s as f64 * 60.0 / 1e6,
            cut: seconds_of(model.cut_ms),
            turn: seconds_of(model.turn_ms),
            fence: seconds_of(model.fence_ms),
            sheet: seconds_of(model.sheet_ms),
        }),
        largest_leftover: totals.largest_leftover_um2 as f64 / 1e6,
        offcuts: totals.offcuts,
        offcuts_area: totals.offcuts_area_um2 as f64 / 1e6,
    }
}

const fn reason_code(reason: Reason) -> &'static str {
    match reason {
        Reason::TooLong => "too-long",
        Reason::TooWide => "too-wide",
        Reason::TooLarge => "too-large",
        Reason::FitsOnlyRotated => "fits-only-rotated",
        Reason::NarrowerThanStrip => "narrower-than-strip",
        Reason::NeedsLongerCut => "needs-longer-cut",
        Reason::NeedsMoreStages => "needs-more-stages",
        Reason::GroupTooLarge => "group-too-large",
        Reason::StockExhausted => "stock-exhausted",
    }
}

#[derive(Deserialize)]
struct PlanFile<Sheet> {
    sheets: Vec<Sheet>,
}

#[derive(Deserialize)]
struct FlatSheetFile {
    stock: usize,
    placements: Vec<PlacementFile>,
}

#[derive(Deserialize)]
struct CutSheetFile {
    #[serde(flatten)]
    flat: FlatSheetFile,
    #[serde(default)]
    cuts: Vec<KeptCutFile>,
}

/// Reads the rectangles of a solution, ours or another program's, for [`crate::verify::check_layout`]. Lengths
/// are rounded to whole micrometres.
///
/// # Errors
/// When the text is not JSON of that shape or a length is out of range.
pub fn read_layout(text: &str) -> Result<Vec<FlatSheet>, JsonError> {
    let file: PlanFile<FlatSheetFile> = parse(text)?;
    let numbers = Numbers::default();
    let sheets = file.sheets.iter().enumerate();
    sheets
        .map(|(index, sheet)| {
            Ok(FlatSheet {
                stock: sheet.stock,
                placements: placements(&format!("sheets[{index}]"), sheet, &numbers)?,
            })
        })
        .collect()
}

/// Reads the sheets of a solution, each locked as it is and with its cuts where the solution has them, to keep some of
/// them ([`crate::keep`]).
///
/// # Errors
/// As for [`read_layout`].
pub fn read_sheets(text: &str) -> Result<Vec<KeptSheet>, JsonError> {
    let file: PlanFile<CutSheetFile> = parse(text)?;
    let numbers = Numbers::default();
    let sheets = file.sheets.iter().enumerate();
    sheets
        .map(|(index, sheet)| {
            let place = format!("sheets[{index}]");
            Ok(KeptSheet {
                stock: sheet.flat.stock,
                is_locked: true,
                placements: placements(&place, &sheet.flat, &numbers)?,
                cuts: kept_cuts(&place, &sheet.cuts, &numbers)?,
            })
        })
        .collect()
}

fn placements(
    place: &str,
    sheet: &FlatSheetFile,
    numbers: &Numbers,
) -> Result<Vec<Placement>, JsonError> {
    let placements = sheet.placements.iter().enumerate();
    placements
        .map(|(at, placement)| flat(&format!("{place}.placements[{at}]"), placement, numbers))
        .collect()
}

fn flat(place: &str, placement: &PlacementFile, numbers: &Numbers) -> Result<Placement, JsonError> {
    let field = |name: &str, value: f64| numbers.length(&format!("{place}.{name}"), value);
    let rect = match *placement {
        PlacementFile {
            x,
            y: Some(y),
            w: Some(w),
            h: Some(h),
            ..
        } => Rect {
            x_um: field("x", x)?,
            y_um: field("y", y)?,
            width_um: field("w", w)?,
            height_um: field("h", h)?,
        },
        PlacementFile {
            x,
            y: None,
            w: None,
            h: None,
            l: Some(l),
            ..
        } => Rect {
            x_um: field("x", x)?,
            y_um: 0,
            width_um: field("l", l)?,
            height_um: LINEAR_HEIGHT_UM,
        },
        _ => {
            return Err(JsonError::Field {
                place: place.to_owned(),
                detail: "needs `x`, `y`, `w` and `h`, or `x` and `l` in a one-dimensional job",
            });
        }
    };
    Ok(Placement {
        part: placement.part,
        rect,
        rotated: placement.rotated,
    })
}
