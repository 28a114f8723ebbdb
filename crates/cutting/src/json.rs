//! The JSON contract: instances in, solutions out, lengths in millimetres.
//!
//! Decimals are taken down to the micrometre and refused below it, so that nothing is rounded on the way.

use serde::{Deserialize, Serialize};

use crate::instance::{Instance, InstanceErrors, Part, Stock, Trim};
use crate::solution::{Placement, Rect};
use crate::solver::{Outcome, Reason};
use crate::verify::FlatSheet;

/// One unit of cost in the file is this many units of [`Stock::cost`].
pub const COST_UNITS: u64 = 1000;
/// Largest text that is read, in bytes.
pub const MAX_BYTES: usize = 32 << 20;

/// Why a text is no instance or solution.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON, or a field is missing or of the wrong kind.
    #[error("line {line}, column {column}: {detail}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the reader says.
        detail: String,
    },
    /// Larger than [`MAX_BYTES`].
    #[error("{bytes} bytes are more than the {MAX_BYTES} that are read")]
    TooLarge {
        /// Size of the text.
        bytes: usize,
    },
    /// A number that is no length.
    #[error(
        "{place} is {value}; give millimetres with at most three decimals, such as 600 or 18.5"
    )]
    Length {
        /// Which field, such as `parts[3].w`.
        place: String,
        /// What it is.
        value: String,
    },
    /// A number that is no quantity.
    #[error("{place} is {value}; give a whole number from 0 to {}", u32::MAX)]
    Quantity {
        /// Which field.
        place: String,
        /// What it is.
        value: String,
    },
    /// A number that is no cost.
    #[error("{place} is {value}; give a number from 0 with at most three decimals")]
    Cost {
        /// Which field.
        place: String,
        /// What it is.
        value: String,
    },
    /// The numbers are fine, the job is not.
    #[error(transparent)]
    Instance(#[from] InstanceErrors),
}

#[derive(Deserialize)]
struct InstanceFile {
    #[serde(default)]
    name: String,
    #[serde(default)]
    kerf: f64,
    #[serde(default)]
    trim: f64,
    stocks: Vec<StockFile>,
    parts: Vec<PartFile>,
}

#[derive(Deserialize)]
struct StockFile {
    w: f64,
    h: f64,
    #[serde(default)]
    qty: Option<f64>,
    #[serde(default)]
    cost: Option<f64>,
}

#[derive(Deserialize)]
struct PartFile {
    w: f64,
    h: f64,
    #[serde(default = "one")]
    qty: f64,
    #[serde(default = "yes")]
    rotatable: bool,
}

const fn one() -> f64 {
    1.0
}

const fn yes() -> bool {
    true
}

/// Reads an instance. A missing `qty` of a stock is unlimited, of a part is 1; a missing `cost` is the sheet's area
/// in square millimetres; a missing `rotatable` is true; a missing `kerf` or `trim` is 0.
///
/// # Errors
/// When the text is not JSON of that shape, or a number is out of range: which field, and what would be right.
pub fn read_instance(text: &str) -> Result<Instance, JsonError> {
    let file: InstanceFile = parse(text)?;
    let mut builder = Instance::builder(length("kerf", file.kerf)?)
        .name(file.name)
        .trim(Trim::all(length("trim", file.trim)?));
    for (index, stock) in file.stocks.iter().enumerate() {
        let width_um = length(&format!("stocks[{index}].w"), stock.w)?;
        let height_um = length(&format!("stocks[{index}].h"), stock.h)?;
        let place = format!("stocks[{index}].qty");
        let quantity = stock.qty.map(|value| quantity(&place, value)).transpose()?;
        let cost = match stock.cost {
            Some(value) => cost(&format!("stocks[{index}].cost"), value)?,
            // Square micrometres are millionths of a square millimetre. A size out of range is reported by `build`.
            None => u64::try_from(width_um.saturating_mul(height_um) / 1000).unwrap_or_default(),
        };
        builder = builder.stock(Stock {
            width_um,
            height_um,
            quantity,
            cost,
            ..Stock::default()
        });
    }
    for (index, part) in file.parts.iter().enumerate() {
        builder = builder.part(Part {
            width_um: length(&format!("parts[{index}].w"), part.w)?,
            height_um: length(&format!("parts[{index}].h"), part.h)?,
            quantity: quantity(&format!("parts[{index}].qty"), part.qty)?,
            rotatable: part.rotatable,
        });
    }
    Ok(builder.build()?)
}

fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, JsonError> {
    if text.len() > MAX_BYTES {
        return Err(JsonError::TooLarge { bytes: text.len() });
    }
    serde_json::from_str(text).map_err(|error| JsonError::Shape {
        line: error.line(),
        column: error.column(),
        detail: error.to_string(),
    })
}

/// Thousandths of a number, where it has no finer part.
fn thousandths(value: f64) -> Option<i64> {
    let scaled = value * 1000.0;
    let whole = scaled.round();
    // Doubles below 2^43 resolve a millionth of a thousandth well; anything larger is out of range anyway.
    ((scaled - whole).abs() <= 1e-6 * whole.abs().clamp(1.0, 1e3) && whole.abs() < 9e15)
        .then_some(whole as i64)
}

fn length(place: &str, value: f64) -> Result<i64, JsonError> {
    thousandths(value).ok_or_else(|| JsonError::Length {
        place: place.to_owned(),
        value: value.to_string(),
    })
}

fn cost(place: &str, value: f64) -> Result<u64, JsonError> {
    thousandths(value)
        .and_then(|cost| u64::try_from(cost).ok())
        .ok_or_else(|| JsonError::Cost {
            place: place.to_owned(),
            value: value.to_string(),
        })
}

fn quantity(place: &str, value: f64) -> Result<u32, JsonError> {
    if value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value) {
        Ok(value as u32)
    } else {
        Err(JsonError::Quantity {
            place: place.to_owned(),
            value: value.to_string(),
        })
    }
}

#[derive(Serialize)]
struct SolutionFile {
    name: String,
    sheets: Vec<SheetFile>,
    patterns: Vec<PatternFile>,
    unplaced: Vec<UnplacedFile>,
    info: InfoFile,
}

#[derive(Serialize, Deserialize)]
struct SheetFile {
    stock: usize,
    placements: Vec<PlacementFile>,
}

#[derive(Serialize, Deserialize)]
struct PlacementFile {
    part: usize,
    x: f64,
    y: f64,
    w: f64,
    h: f64,
    #[serde(default)]
    rotated: bool,
}

#[derive(Serialize)]
struct PatternFile {
    first: usize,
    count: usize,
}

#[derive(Serialize)]
struct UnplacedFile {
    part: usize,
    qty: u32,
    reason: &'static str,
}

#[derive(Serialize)]
struct InfoFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<f64>,
    bound: u64,
    optimal: bool,
    work: u64,
    cost: f64,
    bound_cost: f64,
    utilisation: f64,
    cuts: usize,
    cut_length: f64,
    largest_leftover: f64,
}

/// Writes a solution by the contract, with the totals in `info`. `seconds` is what the caller's clock says, if any.
#[must_use]
pub fn write_solution(instance: &Instance, outcome: &Outcome, seconds: Option<f64>) -> String {
    let totals = outcome.solution.totals(instance);
    let file = SolutionFile {
        name: instance.name().to_owned(),
        sheets: outcome
            .solution
            .sheets
            .iter()
            .map(|sheet| SheetFile {
                stock: sheet.stock,
                placements: sheet.placements().iter().map(placement_file).collect(),
            })
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
        info: InfoFile {
            time: seconds,
            bound: outcome.bound.sheets,
            optimal: outcome.is_optimal,
            work: outcome.work,
            cost: totals.cost as f64 / COST_UNITS as f64,
            bound_cost: outcome.bound.cost as f64 / COST_UNITS as f64,
            utilisation: f64::from(totals.utilisation_bp()) / 1e4,
            cuts: totals.cuts,
            cut_length: totals.cut_length_um as f64 / 1e3,
            largest_leftover: totals.largest_leftover_um2 as f64 / 1e6,
        },
    };
    // Plain structs of numbers and texts always serialise.
    serde_json::to_string(&file).unwrap_or_default()
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

fn placement_file(placement: &Placement) -> PlacementFile {
    let Rect {
        x_um,
        y_um,
        width_um,
        height_um,
    } = placement.rect;
    let mm = |um: i64| um as f64 / 1e3;
    PlacementFile {
        part: placement.part,
        x: mm(x_um),
        y: mm(y_um),
        w: mm(width_um),
        h: mm(height_um),
        rotated: placement.rotated,
    }
}

#[derive(Deserialize)]
struct LayoutFile {
    sheets: Vec<SheetFile>,
}

/// Reads the rectangles of a solution, ours or another program's, for [`crate::verify::check_layout`].
///
/// # Errors
/// When the text is not JSON of that shape or a length is finer than a micrometre.
pub fn read_layout(text: &str) -> Result<Vec<FlatSheet>, JsonError> {
    let file: LayoutFile = parse(text)?;
    let mut sheets = Vec::with_capacity(file.sheets.len());
    for (index, sheet) in file.sheets.iter().enumerate() {
        let mut placements = Vec::with_capacity(sheet.placements.len());
        for (at, placement) in sheet.placements.iter().enumerate() {
            let field = |name: &str, value: f64| {
                length(&format!("sheets[{index}].placements[{at}].{name}"), value)
            };
            placements.push(Placement {
                part: placement.part,
                rect: Rect {
                    x_um: field("x", placement.x)?,
                    y_um: field("y", placement.y)?,
                    width_um: field("w", placement.w)?,
                    height_um: field("h", placement.h)?,
                },
                rotated: placement.rotated,
            });
        }
        sheets.push(FlatSheet {
            stock: sheet.stock,
            placements,
        });
    }
    Ok(sheets)
}
