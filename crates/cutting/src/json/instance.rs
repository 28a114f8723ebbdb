//! Instances: the shape of the file, and the way from there to an [`Instance`].

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::cut::{KeptCutFile, kept_cuts};
use super::error::JsonError;
use super::number::{NumberOr, Numbers, Otherwise, Rounded, quantity};
use super::parse::parse;
use crate::geometry::{Axis, Rect};
use crate::instance::{
    Goal, Group, Instance, LINEAR_HEIGHT_UM, OffcutUse, Part, Rules, Stock, Trim,
};
use crate::keep::KeptSheet;
use crate::solution::Placement;

/// A cutting job. Lengths are millimetres, rounded to the micrometre, x runs along a sheet's width.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "describe", schemars(title = "Cutting instance"))]
#[serde(deny_unknown_fields)]
pub struct InstanceFile {
    /// For people.
    #[serde(default)]
    name: String,
    /// Width of a cut.
    #[serde(default)]
    kerf: f64,
    /// What is cut off every sheet before anything else: the same on all four sides, or side by side.
    #[serde(default)]
    trim: Option<NumberOr<SidesFile>>,
    /// Sizes of sheets to cut from.
    stocks: Vec<StockFile>,
    /// Sizes of parts to cut.
    parts: Vec<PartFile>,
    /// What the saw and the shop allow, and what counts after the cost.
    #[serde(default)]
    rules: Option<RulesFile>,
    /// Parts that stay together in one strip, such as matched fronts.
    #[serde(default)]
    groups: Vec<GroupFile>,
    /// Sheets of an earlier plan that stay as they are, whole or in part, while the rest is planned anew.
    #[serde(default)]
    keep: Vec<KeepFile>,
    /// For people and other programs; not read.
    #[serde(default, rename = "label")]
    #[cfg_attr(feature = "describe", schemars(with = "serde_json::Value"))]
    _label: IgnoredAny,
    /// For people and other programs; not read.
    #[serde(default, rename = "note")]
    #[cfg_attr(feature = "describe", schemars(with = "serde_json::Value"))]
    _note: IgnoredAny,
    /// For people and other programs; not read.
    #[serde(default, rename = "ref")]
    #[cfg_attr(feature = "describe", schemars(with = "serde_json::Value"))]
    _ref: IgnoredAny,
}

/// What is cut off each side.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SidesFile {
    /// At x = 0.
    #[serde(default)]
    left: f64,
    /// At the largest x.
    #[serde(default)]
    right: f64,
    /// At y = 0.
    #[serde(default)]
    bottom: f64,
    /// At the largest y.
    #[serde(default)]
    top: f64,
}

impl Otherwise for SidesFile {
    const NAME: &'static str = "{\"left\", \"right\", \"bottom\", \"top\"}";
}

/// A size of sheet: `w` and `h`, or `l` alone in a one-dimensional job.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct StockFile {
    /// Extent along x, untrimmed.
    w: Option<f64>,
    /// Extent along y, untrimmed.
    h: Option<f64>,
    /// Length, untrimmed, in a one-dimensional job.
    l: Option<f64>,
    /// How many there are; none is as many as are needed.
    #[serde(default)]
    qty: Option<f64>,
    /// What one costs; the area in square millimetres unless said.
    #[serde(default)]
    cost: Option<f64>,
    /// What is cut off it; what the job says unless said.
    #[serde(default)]
    trim: Option<NumberOr<SidesFile>>,
    /// A remainder of an earlier job, which `offcuts_first` is about.
    #[serde(default)]
    offcut: bool,
    /// For people and other programs; not read.
    #[serde(default, rename = "name")]
    #[cfg_attr(feature = "describe", schemars(with = "serde_json::Value"))]
    _name: IgnoredAny,
    /// For people and other programs; not read.
    #[serde(default, rename = "label")]
    #[cfg_attr(feature = "describe", schemars(with = "serde_json::Value"))]
    _label: IgnoredAny,
    /// For people and other programs; not read.
    #[serde(default, rename = "note")]
    #[cfg_attr(feature = "describe", schemars(with = "serde_json::Value"))]
    _note: IgnoredAny,
    /// For people and other programs; not read.
    #[serde(default, rename = "ref")]
    #[cfg_attr(feature = "describe", schemars(with = "serde_json::Value"))]
    _ref: IgnoredAny,
}

/// A size of part: `w` and `h`, or `l` alone in a one-dimensional job.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct PartFile {
    /// Extent along x when not rotated.
    w: Option<f64>,
    /// Extent along y when not rotated.
    h: Option<f64>,
    /// Length in a one-dimensional job.
    l: Option<f64>,
    /// How many.
    #[serde(default = "one")]
    qty: f64,
    /// Whether it may be turned by a quarter.
    #[serde(default = "yes")]
    rotatable: bool,
    /// For people and other programs; not read.
    #[serde(default, rename = "name")]
    #[cfg_attr(feature = "describe", schemars(with = "serde_json::Value"))]
    _name: IgnoredAny,
    /// For people and other programs; not read.
    #[serde(default, rename = "label")]
    #[cfg_attr(feature = "describe", schemars(with = "serde_json::Value"))]
    _label: IgnoredAny,
    /// For people and other programs; not read.
    #[serde(default, rename = "note")]
    #[cfg_attr(feature = "describe", schemars(with = "serde_json::Value"))]
    _note: IgnoredAny,
    /// For people and other programs; not read.
    #[serde(default, rename = "ref")]
    #[cfg_attr(feature = "describe", schemars(with = "serde_json::Value"))]
    _ref: IgnoredAny,
}

/// What the saw and the shop allow, and what counts after the cost.
#[derive(Default, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
struct RulesFile {
    /// Most levels of cuts after trimming; one further level that only frees single parts from waste is not counted.
    stages: Option<f64>,
    /// Direction in which the pieces of a sheet's first level follow one another.
    first_cut: Option<Axis>,
    /// Longest cut of the saw, trim cuts apart.
    longest_cut: Option<f64>,
    /// Least width of everything that a cut leaves.
    smallest_strip: Option<f64>,
    /// Least long side and least short side of a leftover worth keeping; one number for both.
    smallest_offcut: Option<NumberOr<SizeFile>>,
    /// When offcuts in stock are used before whole sheets: a number is the least share of the offcut that is used.
    offcuts_first: Option<NumberOr<OffcutUseFile>>,
    /// Most sheets sawn at once.
    stack: Option<f64>,
    /// What counts next among plans of the same cost.
    goal: Option<Goal>,
    /// Share of a sheet's price per area that is credited for its leftovers worth keeping.
    offcut_credit: Option<f64>,
}

/// Two sides.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(transparent)]
struct SizeFile([f64; 2]);

impl Otherwise for SizeFile {
    const NAME: &'static str = "[length, width]";
}

/// When offcuts in stock are used before whole sheets.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum OffcutUseFile {
    /// Where that is cheaper.
    WhenCheaper,
    /// Wherever a part fits one.
    Always,
}

impl Otherwise for OffcutUseFile {
    const NAME: &'static str = "\"when-cheaper\" or \"always\"";
}

/// Parts that stay together: one of each, side by side in this order.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct GroupFile {
    /// Numbers of the parts, from 0, in the order of the strip.
    parts: Vec<usize>,
    /// Direction in which they follow one another while none is turned.
    #[serde(default = "along_x")]
    along: Axis,
    /// How many such strips.
    #[serde(default = "one")]
    qty: f64,
}

/// A sheet of an earlier plan.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct KeepFile {
    /// Number of the stock, from 0.
    stock: usize,
    /// Nothing else may be put on it; else what is free of it is planned anew.
    #[serde(default)]
    locked: bool,
    /// The parts that stay where they are.
    placements: Vec<KeptPlacementFile>,
    /// How the earlier plan cut the sheet, as in a solution. A locked sheet is cut that way again; cuts are found from
    /// the parts where none are given.
    #[serde(default)]
    cuts: Vec<KeptCutFile>,
}

/// A part that stays where it is, as in a solution.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct KeptPlacementFile {
    /// Number of the part, from 0.
    part: usize,
    /// Smallest x, from the sheet's untrimmed corner.
    x: f64,
    /// Smallest y; 0 in a one-dimensional job.
    y: Option<f64>,
    /// Extent along x as placed; the part's unless said.
    w: Option<f64>,
    /// Extent along y as placed; the part's unless said.
    h: Option<f64>,
    /// Length in a one-dimensional job; the part's unless said.
    l: Option<f64>,
    /// Turned by a quarter.
    #[serde(default)]
    rotated: bool,
}

const fn one() -> f64 {
    1.0
}

const fn yes() -> bool {
    true
}

const fn along_x() -> Axis {
    Axis::X
}

/// An instance and what is to be kept of an earlier plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The instance.
    pub instance: Instance,
    /// Sheets that stay, for [`Kept::new`](crate::keep::Kept::new).
    pub keep: Vec<KeptSheet>,
    /// Numbers that were rounded to whole micrometres, thousandths of a cost or hundredths of a percent.
    pub rounded: Vec<Rounded>,
}

/// Reads an instance. A missing `qty` of a stock is unlimited, of a part is 1; a missing `cost` is the sheet's area
/// in square millimetres; a missing `rotatable` is true; a missing `kerf` or `trim` is 0; missing rules limit nothing.
///
/// What is to be kept of an earlier plan is checked for its shape and left out: see [`read_job`].
///
/// # Errors
/// When the text is not JSON of that shape, or a number is out of range: which field, and what would be right.
pub fn read_instance(text: &str) -> Result<Instance, JsonError> {
    read_job(text).map(|job| job.instance)
}

/// Reads an instance as [`read_instance`] does, and what is to be kept of an earlier plan.
///
/// # Errors
/// When the text is not JSON of that shape, or a number is out of range: which field, and what would be right.
pub fn read_job(text: &str) -> Result<Job, JsonError> {
    let file: InstanceFile = parse(text)?;
    let lengths =
        (file.stocks.iter().map(|stock| stock.l)).chain(file.parts.iter().map(|part| part.l));
    let reader = Reader {
        is_linear: lengths.into_iter().flatten().next().is_some(),
        numbers: Numbers::default(),
    };
    let mut builder = Instance::builder(reader.numbers.length("kerf", file.kerf)?)
        .name(file.name)
        .trim(reader.trim("trim", file.trim)?.unwrap_or_default())
        .rules(reader.rules(&file.rules.unwrap_or_default())?);
    if reader.is_linear {
        builder = builder.linear();
    }
    for (index, stock) in file.stocks.iter().enumerate() {
        builder = builder.stock(reader.stock(&format!("stocks[{index}]"), stock)?);
    }
    for (index, part) in file.parts.iter().enumerate() {
        builder = builder.part(reader.part(&format!("parts[{index}]"), part)?);
    }
    for (index, group) in file.groups.into_iter().enumerate() {
        builder = builder.group(Group {
            along: group.along,
            quantity: quantity(&format!("groups[{index}].qty"), group.qty, u32::MAX)?,
            parts: group.parts,
        });
    }
    let instance = builder.build()?;
    let keep = file
        .keep
        .iter()
        .enumerate()
        .map(|(index, sheet)| reader.kept(&format!("keep[{index}]"), sheet, &instance))
        .collect::<Result<_, _>>()?;
    Ok(Job {
        instance,
        keep,
        rounded: reader.numbers.into_rounded(),
    })
}

/// Reads the parts of a file that depend on how many dimensions the job has.
struct Reader {
    is_linear: bool,
    numbers: Numbers,
}

impl Reader {
    /// Extents along x and y.
    fn size(
        &self,
        place: &str,
        (w, h, l): (Option<f64>, Option<f64>, Option<f64>),
    ) -> Result<(i64, i64), JsonError> {
        let field = |detail| {
            Err(JsonError::Field {
                place: place.to_owned(),
                detail,
            })
        };
        match (self.is_linear, w, h, l) {
            (false, Some(w), Some(h), _) => Ok((
                self.numbers.length(&format!("{place}.w"), w)?,
                self.numbers.length(&format!("{place}.h"), h)?,
            )),
            (true, None, None, Some(l)) => Ok((
                self.numbers.length(&format!("{place}.l"), l)?,
                LINEAR_HEIGHT_UM,
            )),
            (false, None, _, _) => {
                field("has no `w`; give `w` and `h`, or `l` in a one-dimensional job")
            }
            (false, ..) => field("has no `h`; give `w` and `h`, or `l` in a one-dimensional job"),
            (true, None, None, None) => {
                field("has no `l`; where one stock or part is given by `l`, all are")
            }
            (true, ..) => field(
                "has `w` or `h`; where one stock or part is given by `l`, all are, without `w` and `h`",
            ),
        }
    }

    fn stock(&self, place: &str, stock: &StockFile) -> Result<Stock, JsonError> {
        let (width_um, height_um) = self.size(place, (stock.w, stock.h, stock.l))?;
        let qty = format!("{place}.qty");
        Ok(Stock {
            width_um,
            height_um,
            quantity: (stock.qty)
                .map(|value| quantity(&qty, value, u32::MAX))
                .transpose()?,
            cost: match stock.cost {
                Some(value) => self.numbers.cost(&format!("{place}.cost"), value)?,
                // Square micrometres are millionths of a square millimetre. A size out of range is reported by `build`.
                None => {
                    u64::try_from(width_um.saturating_mul(height_um) / 1000).unwrap_or_default()
                }
            },
            trim: self.trim(&format!("{place}.trim"), stock.trim)?,
            is_offcut: stock.offcut,
            depth: 0,
        })
    }

    fn part(&self, place: &str, part: &PartFile) -> Result<Part, JsonError> {
        let (width_um, height_um) = self.size(place, (part.w, part.h, part.l))?;
        Ok(Part {
            width_um,
            height_um,
            quantity: quantity(&format!("{place}.qty"), part.qty, u32::MAX)?,
            rotatable: part.rotatable && !self.is_linear,
        })
    }

    /// A single number is for all sides that there are.
    fn trim(
        &self,
        place: &str,
        trim: Option<NumberOr<SidesFile>>,
    ) -> Result<Option<Trim>, JsonError> {
        let sides = match trim {
            None => return Ok(None),
            Some(NumberOr::Number(value)) => {
                let all_um = self.numbers.length(place, value)?;
                return Ok(Some(if self.is_linear {
                    Trim {
                        left_um: all_um,
                        right_um: all_um,
                        ..Trim::default()
                    }
                } else {
                    Trim::all(all_um)
                }));
            }
            Some(NumberOr::Other(sides)) => sides,
        };
        let side = |name: &str, value: f64| self.numbers.length(&format!("{place}.{name}"), value);
        Ok(Some(Trim {
            left_um: side("left", sides.left)?,
            right_um: side("right", sides.right)?,
            bottom_um: side("bottom", sides.bottom)?,
            top_um: side("top", sides.top)?,
        }))
    }

    fn rules(&self, rules: &RulesFile) -> Result<Rules, JsonError> {
        let least = |name: &str, value: Option<f64>| {
            value.map_or(Ok(0), |value| {
                self.numbers.length(&format!("rules.{name}"), value)
            })
        };
        let stages = (rules.stages)
            .map(|value| quantity("rules.stages", value, u8::MAX.into()))
            .transpose()?
            .and_then(|stages| u8::try_from(stages).ok());
        let longest_cut_um = (rules.longest_cut)
            .map(|value| self.numbers.length("rules.longest_cut", value))
            .transpose()?;
        let offcut = "rules.smallest_offcut";
        let smallest_offcut_um = match rules.smallest_offcut {
            None => [0; 2],
            Some(NumberOr::Number(value)) if self.is_linear => {
                [self.numbers.length(offcut, value)?, 0]
            }
            Some(NumberOr::Number(value)) => [self.numbers.length(offcut, value)?; 2],
            Some(NumberOr::Other(_)) if self.is_linear => {
                return Err(JsonError::Field {
                    place: offcut.to_owned(),
                    detail: "has two sides; a one-dimensional job takes one length",
                });
            }
            Some(NumberOr::Other(SizeFile([long, short]))) => [
                self.numbers.length(offcut, long)?,
                self.numbers.length(offcut, short)?,
            ],
        };
        Ok(Rules {
            stages,
            first_cut: rules.first_cut,
            longest_cut_um,
            smallest_strip_um: least("smallest_strip", rules.smallest_strip)?,
            smallest_offcut_um,
            offcuts_first: match rules.offcuts_first {
                None | Some(NumberOr::Other(OffcutUseFile::WhenCheaper)) => OffcutUse::WhenCheaper,
                Some(NumberOr::Other(OffcutUseFile::Always)) => OffcutUse::Always,
                Some(NumberOr::Number(value)) => {
                    OffcutUse::FromUse(self.numbers.share("rules.offcuts_first", value)?)
                }
            },
            stack: (rules.stack).map_or(Ok(1), |value| quantity("rules.stack", value, u32::MAX))?,
            goal: rules.goal.unwrap_or_default(),
            offcut_credit_bp: (rules.offcut_credit).map_or(Ok(0), |value| {
                self.numbers.share("rules.offcut_credit", value)
            })?,
        })
    }

    fn kept(
        &self,
        place: &str,
        sheet: &KeepFile,
        instance: &Instance,
    ) -> Result<KeptSheet, JsonError> {
        let placements = sheet.placements.iter().enumerate().map(|(index, one)| {
            let place = format!("{place}.placements[{index}]");
            self.kept_placement(&place, one, instance)
        });
        Ok(KeptSheet {
            stock: sheet.stock,
            is_locked: sheet.locked,
            placements: placements.collect::<Result<_, _>>()?,
            cuts: kept_cuts(place, &sheet.cuts, &self.numbers)?,
        })
    }

    fn kept_placement(
        &self,
        place: &str,
        one: &KeptPlacementFile,
        instance: &Instance,
    ) -> Result<Placement, JsonError> {
        let field = |detail| {
            Err(JsonError::Field {
                place: place.to_owned(),
                detail,
            })
        };
        let (y, width, height) = match (self.is_linear, one) {
            (true, KeptPlacementFile { w: Some(_), .. } | KeptPlacementFile { h: Some(_), .. }) => {
                return field("has `w` or `h`; a one-dimensional job takes `x` and `l`");
            }
            (true, _) => (one.y.unwrap_or_default(), one.l, None),
            (
                false,
                KeptPlacementFile {
                    y: Some(y),
                    l: None,
                    ..
                },
            ) => (*y, one.w, one.h),
            (false, _) => return field("needs `x` and `y` and takes no `l`"),
        };
        let Some(ordered) = instance.parts().get(one.part) else {
            return field("names a part that is not there; parts are numbered from 0");
        };
        let (own_w, own_h) = if one.rotated {
            (ordered.height_um, ordered.width_um)
        } else {
            (ordered.width_um, ordered.height_um)
        };
        let or_own = |name: &str, value: Option<f64>, own_um: i64| {
            value.map_or(Ok(own_um), |value| {
                self.numbers.length(&format!("{place}.{name}"), value)
            })
        };
        Ok(Placement {
            part: one.part,
            rect: Rect {
                x_um: self.numbers.length(&format!("{place}.x"), one.x)?,
                y_um: self.numbers.length(&format!("{place}.y"), y)?,
                width_um: or_own(if self.is_linear { "l" } else { "w" }, width, own_w)?,
                height_um: or_own("h", height, own_h)?,
            },
            rotated: one.rotated,
        })
    }
}
