//! Reading and writing workshop files.
//!
//! Values are texts as in a design, so that file and form share one reader and one set of limits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{MAX_OFFCUTS, Rule, Workshop};
use crate::catalogue::Catalogue;
use crate::design::{DesignFault, GENERATOR, document};
use crate::formula::format_length;
use crate::message::Message;
use crate::problem::Problem;

/// Value of `format` in a workshop file.
pub const FORMAT: &str = "boardwright-workshop";
/// Newest version of the format this program reads and the one it writes.
pub const VERSION: u32 = 1;

/// A workshop as a file has it.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "describe", schemars(title = "Workshop"))]
#[serde(deny_unknown_fields)]
pub struct WorkshopFile {
    /// `boardwright-workshop`.
    format: String,
    /// Version of the format.
    version: u32,
    /// The program that wrote the file.
    generator: String,
    /// What the saw allows and how stock is used; what the construction method says, or no limit, where left out.
    #[serde(default)]
    #[cfg_attr(feature = "describe", schemars(with = "described::Rules"))]
    rules: BTreeMap<String, String>,
    /// Offcuts in stock.
    #[serde(default)]
    #[cfg_attr(feature = "describe", schemars(with = "Vec<described::Offcut>"))]
    offcuts: Vec<BTreeMap<String, String>>,
}

/// Reads a workshop file.
///
/// # Errors
/// Everything that stands against it: the line and column, or the rule or offcut and its field.
pub fn read(text: &str, catalogue: &Catalogue) -> Result<Workshop, Vec<Problem>> {
    let file: WorkshopFile =
        document(text, FORMAT, VERSION).map_err(|fault| vec![Problem::new(message(&fault))])?;
    let mut workshop = Workshop::default();
    let mut problems = Vec::new();
    for (id, text) in &file.rules {
        if let Err(problem) = workshop.set_rule(id, text) {
            problems.push(within("rules.", problem));
        }
    }
    // One too many says that there are too many.
    for (fields, at) in file.offcuts.iter().zip(0..=MAX_OFFCUTS) {
        if let Err(found) = workshop.put_offcut(usize::MAX, fields, catalogue) {
            for problem in found {
                problems.push(within(&format!("offcuts[{at}]."), problem));
            }
        }
    }
    if problems.is_empty() {
        Ok(workshop)
    } else {
        Err(problems)
    }
}

/// A problem with its place in the file.
fn within(what: &str, mut problem: Problem) -> Problem {
    let place = problem.place.as_deref().unwrap_or_default();
    problem.place = Some(format!("{what}{place}"));
    problem
}

fn message(fault: &DesignFault) -> Message {
    match fault {
        DesignFault::NotADesign => Message::new("problem.workshop-format"),
        DesignFault::Shape {
            line,
            column,
            detail,
        } => DesignFault::Syntax {
            line: *line,
            column: *column,
            detail: detail.clone(),
        }
        .message(),
        fault => fault.message(),
    }
}

/// The text of a workshop file, readable by a person and ending with a line feed.
pub fn write(workshop: &Workshop) -> String {
    let mut rules = BTreeMap::new();
    for rule in Rule::ALL {
        if let Some(value) = workshop.rules.get(rule) {
            rules.insert(rule.id().to_owned(), rule.text(value));
        }
    }
    let mut offcuts = Vec::new();
    for offcut in &workshop.offcuts {
        let mut fields = BTreeMap::new();
        for (name, text) in [
            ("board", offcut.material.board.clone()),
            ("thickness", format_length(offcut.material.thickness)),
            ("decor", offcut.material.decor.clone()),
            ("length", format_length(offcut.length)),
            ("width", format_length(offcut.width)),
            ("quantity", offcut.quantity.to_string()),
            (
                "price",
                format!("{}.{:02}", offcut.fen / 100, offcut.fen % 100),
            ),
        ] {
            if name != "price" || offcut.fen > 0 {
                fields.insert(name.to_owned(), text);
            }
        }
        offcuts.push(fields);
    }
    let file = WorkshopFile {
        format: FORMAT.to_owned(),
        version: VERSION,
        generator: GENERATOR.to_owned(),
        rules,
        offcuts,
    };
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// The shape of the texts above, for the JSON Schema.
#[cfg(feature = "describe")]
mod described {
    #![allow(dead_code, reason = "only described, never made")]

    /// What the saw allows and how stock is used. Lengths are texts with their unit such as `"4 mm"`.
    #[derive(schemars::JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Rules {
        /// Width that the blade takes away, 0 to 20 mm.
        kerf: Option<String>,
        /// Cut off every side of a sheet first, 0 to 100 mm; offcuts are not trimmed.
        trim: Option<String>,
        /// Most levels of cuts after trimming: `any`, `2`, `3` or `4`; one further level that only frees single boards from
        /// waste is not counted.
        levels: Option<String>,
        /// How a sheet's first cuts run: `any`, `lengthwise` (along its length and grain) or `crosswise`.
        first_cut: Option<String>,
        /// Longest cut, trim cuts apart, 300 mm to 10 m.
        longest_cut: Option<String>,
        /// Least width of everything that a cut leaves, 0 to 500 mm.
        smallest_strip: Option<String>,
        /// Shortest leftover worth keeping, 0 to 6 m.
        offcut_length: Option<String>,
        /// Narrowest leftover worth keeping, 0 to 6 m.
        offcut_width: Option<String>,
        /// Most sheets sawn at once, 1 to 20.
        stack: Option<String>,
        /// When offcuts in stock go before whole sheets: `when-cheaper`, `always` or `from-use`.
        offcuts_first: Option<String>,
        /// With `from-use`: the share of an offcut that is used at least, 1 to 100 percent; 75 unless said.
        least_use: Option<String>,
    }

    /// Offcuts in stock that are alike.
    #[derive(schemars::JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Offcut {
        /// Board material in the catalogue.
        board: String,
        /// Thickness.
        thickness: String,
        /// Decor in the catalogue.
        decor: String,
        /// Extent along the grain, 50 mm to 6 m.
        length: String,
        /// Extent across the grain, 50 mm to 6 m.
        width: String,
        /// How many there are, 1 to 999.
        quantity: String,
        /// What one costs, yuan, such as `"15.50"`; nothing unless said.
        price: Option<String>,
    }
}
