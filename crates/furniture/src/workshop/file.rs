//! Reading and writing workshop files.
//!
//! Values are texts as in a design, so that file and form share one reader and one set of limits. Reader and writer are
//! written out: derived ones take thrice the room in the shipped engine.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::{MAX_OFFCUTS, Workshop};
use crate::catalogue::Catalogue;
use crate::document::{DocumentFault, GENERATOR, document};
use crate::message::Message;
use crate::problem::Problem;
use crate::upgrade::{Step, newest};

/// Value of `format` in a workshop file.
pub const FORMAT: &str = "boardwright-workshop";
/// Newest version of the format this program reads and the one it writes.
pub const VERSION: u32 = newest(&STEPS);
/// How a workshop gets from each older version to the next.
const STEPS: [Step; 0] = [];

/// A workshop as a file has it.
#[derive(Default)]
struct File {
    rules: Texts,
    offcuts: Vec<Texts>,
}

/// Names and their values as texts; none may come twice.
#[derive(Default)]
struct Texts(BTreeMap<String, String>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TextsReader)
    }
}

struct TextsReader;

impl<'de> Visitor<'de> for TextsReader {
    type Value = Texts;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("names with their values as texts")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Texts, M::Error> {
        let mut texts = Texts::default();
        while let Some(name) = map.next_key::<String>()? {
            if texts.0.contains_key(&name) {
                return Err(twice(&name));
            }
            texts.0.insert(name, map.next_value()?);
        }
        Ok(texts)
    }
}

fn twice<E: de::Error>(name: &str) -> E {
    E::custom(format_args!("duplicate field `{name}`"))
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = File;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a workshop")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<File, M::Error> {
        let mut file = File::default();
        let mut seen: Vec<String> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if seen.contains(&name) {
                return Err(twice(&name));
            }
            match name.as_str() {
                "rules" => file.rules = map.next_value()?,
                "offcuts" => file.offcuts = map.next_value()?,
                "format" | "version" | "generator" => {
                    map.next_value::<IgnoredAny>()?;
                }
                _ => return Err(de::Error::custom(format_args!("unknown field `{name}`"))),
            }
            seen.push(name);
        }
        Ok(file)
    }
}

fn file(text: &str) -> Result<File, DocumentFault> {
    document(text, FORMAT, &STEPS)
}

/// Reads a workshop file.
///
/// # Errors
/// Everything that stands against it: the line and column, or the rule or offcut and its field.
pub fn read(text: &str, catalogue: &Catalogue) -> Result<Workshop, Vec<Problem>> {
    let file = file(text).map_err(|fault| vec![Problem::new(message(fault))])?;
    let mut workshop = Workshop::default();
    let mut problems = Vec::new();
    for (id, text) in &file.rules.0 {
        if let Err(problem) = workshop.set_rule(id, text) {
            problems.push(within("rules.", problem));
        }
    }
    // One too many says that there are too many.
    for (fields, at) in file.offcuts.iter().zip(0..=MAX_OFFCUTS) {
        if let Err(found) = workshop.put_offcut(usize::MAX, &fields.0, catalogue) {
            for problem in found {
                let name = Message::new("workshop.offcut").count("number", at as i64 + 1);
                let problem = within(&format!("offcuts[{at}]."), problem);
                problems.push(problem.within(name));
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

fn message(fault: DocumentFault) -> Message {
    let mut message = fault.message();
    let key = match fault {
        DocumentFault::NotADesign => "problem.workshop-format",
        DocumentFault::Shape { .. } => "problem.design-syntax",
        _ => return message,
    };
    message.key = key.to_owned();
    message
}

/// The text of a workshop file, readable by a person and ending with a line feed.
pub fn write(workshop: &Workshop) -> String {
    let mut text = format!(
        "{{\n  \"format\": \"{FORMAT}\",\n  \"version\": {VERSION},\n  \"generator\": \"{GENERATOR}\",\n  \"rules\": {{"
    );
    fields(&mut text, "\n    ", &workshop.rules.texts());
    text.push_str("\n  },\n  \"offcuts\": [");
    for (offcut, at) in workshop.offcuts.iter().zip(0..) {
        text.push_str(if at > 0 { ",\n    {" } else { "\n    {" });
        fields(&mut text, "\n      ", &offcut.texts());
        text.push_str("\n    }");
    }
    text.push_str("\n  ]\n}\n");
    text
}

/// Writes names and texts. None of them has a character that JSON would escape: they are lengths, numbers, our own names
/// and identifiers of the catalogue.
fn fields(text: &mut String, indent: &str, fields: &[(&str, String)]) {
    let mut comma = "";
    for (name, value) in fields {
        for piece in [comma, indent, "\"", name, "\": \"", value, "\""] {
            text.push_str(piece);
        }
        comma = ",";
    }
}

#[cfg(feature = "describe")]
pub use described::WorkshopFile;

/// The shape of the file, for its JSON Schema.
#[cfg(feature = "describe")]
mod described {
    #![allow(dead_code, reason = "only described, never made")]

    /// What the saw can do and which offcuts lie in stock.
    #[derive(schemars::JsonSchema)]
    #[schemars(title = "Workshop")]
    #[serde(deny_unknown_fields)]
    pub struct WorkshopFile {
        /// `boardwright-workshop`.
        format: String,
        /// Version of the format.
        version: u32,
        /// The program that wrote the file.
        generator: Option<String>,
        /// The rules; what the construction method says, or no limit, where left out.
        rules: Option<Rules>,
        /// Offcuts in stock.
        offcuts: Option<Vec<Offcut>>,
    }

    /// What the saw allows and how stock is used. Lengths are texts with their unit such as `"4 mm"`.
    #[derive(schemars::JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Rules {
        /// Width that the blade takes away, 0 to 20 mm.
        kerf: Option<String>,
        /// Cut off every side of a sheet first, 0 to 100 mm, where the side says nothing else; offcuts are not trimmed.
        trim: Option<String>,
        /// The same for the end at the origin of plans, where the length begins.
        trim_left: Option<String>,
        /// The same for the other end.
        trim_right: Option<String>,
        /// The same for the long side at the origin, where the width begins.
        trim_bottom: Option<String>,
        /// The same for the other long side.
        trim_top: Option<String>,
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
        /// What leftovers worth keeping are worth: 0 to 100 percent of the sheet's price per area.
        credit: Option<String>,
        /// Most sheets sawn at once, 1 to 20.
        stack: Option<String>,
        /// When offcuts in stock go before whole sheets: `when-cheaper`, `always` or `from-use`.
        offcuts_first: Option<String>,
        /// With `from-use`: the share of an offcut that is used at least, 1 to 100 percent; 75 unless said.
        least_use: Option<String>,
        /// A metre of saw cut, yuan.
        rate_sawing: Option<String>,
        /// A metre of edge banded, without the strip, yuan.
        rate_banding: Option<String>,
        /// A square metre coated, all coats, yuan.
        rate_coating: Option<String>,
        /// A board assembled, yuan.
        rate_assembly: Option<String>,
        /// An order set up, yuan.
        rate_setup: Option<String>,
        /// Overhead on material and labour, 0 to 500 percent.
        rate_overhead: Option<String>,
        /// Margin, 0 to 95 percent of the net price.
        rate_margin: Option<String>,
        /// Tax on the net price, 0 to 50 percent.
        rate_tax: Option<String>,
        /// Share of a sheet that is used where orders are planned together, 20 to 100 percent.
        rate_use: Option<String>,
    }

    /// Offcuts in stock that are alike.
    #[derive(schemars::JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub struct Offcut {
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
