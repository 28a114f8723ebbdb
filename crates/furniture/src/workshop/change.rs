//! Changes of a workshop: a rule, an offcut. What can't be taken changes nothing.

use std::collections::BTreeMap;

use super::rule::{count, length};
use super::sawn::too_many;
use super::{MAX_OFFCUTS, Offcut, Rule, Workshop};
use crate::catalogue::Catalogue;
use crate::catalogue::MaterialChoice;
use crate::formula::format_length;
use crate::message::Message;
use crate::money::parse_fen;
use crate::problem::Problem;

/// The fields of an offcut as texts, by their names in files.
pub type OffcutTexts = BTreeMap<String, String>;

/// Names of the fields that an offcut has.
const FIELDS: [&str; 7] = [
    "board",
    "thickness",
    "decor",
    "length",
    "width",
    "quantity",
    "price",
];
/// Shortest side of an offcut, micrometres.
const LEAST_SIDE_UM: i64 = 50_000;
/// Longest side of an offcut, micrometres.
const MOST_SIDE_UM: i64 = 6_000_000;
/// Most offcuts that are alike.
const MOST_ALIKE: i64 = 999;

impl Workshop {
    /// Gives a rule a value; no text takes it away again.
    ///
    /// # Errors
    /// What is wrong with the value and what would be right.
    pub fn set_rule(&mut self, id: &str, text: &str) -> Result<(), Problem> {
        let rule = Rule::named(id).ok_or_else(|| {
            Problem::at(Message::new("problem.no-such-rule").text("found", id), id)
        })?;
        let value = rule.read(text).map_err(|message| {
            Problem::at(message, id).within(Message::new(format!("workshop.{id}")))
        })?;
        self.rules.set(rule, value);
        Ok(())
    }

    /// Puts an offcut in place of the one with this index, or behind the last.
    ///
    /// # Errors
    /// Everything that is wrong with its fields.
    pub fn put_offcut(
        &mut self,
        at: usize,
        texts: &OffcutTexts,
        catalogue: &Catalogue,
    ) -> Result<(), Vec<Problem>> {
        let offcut = Offcut::of(texts, catalogue)?;
        if let Some(slot) = self.offcuts.get_mut(at) {
            *slot = offcut;
        } else if self.offcuts.len() < MAX_OFFCUTS {
            self.offcuts.push(offcut);
        } else {
            return Err(vec![Problem::at(too_many(), "board")]);
        }
        Ok(())
    }

    /// Takes an offcut off the list.
    pub fn remove_offcut(&mut self, at: usize) {
        if at < self.offcuts.len() {
            self.offcuts.remove(at);
        }
    }
}

/// Reads a value within limits, with the reason for them.
type Read = fn(&str, i64, i64, String) -> Result<i64, Message>;

/// A price in yuan as fen; no text is nothing.
fn price(text: &str, _: i64, _: i64, _: String) -> Result<i64, Message> {
    match text {
        "" => Ok(0),
        _ => parse_fen(text).ok_or_else(|| Message::new("problem.price").text("found", text)),
    }
}

impl Offcut {
    /// Its fields as texts.
    pub fn texts(&self) -> Vec<(&'static str, String)> {
        let mut texts = vec![
            ("board", self.material.board.clone()),
            ("thickness", format_length(self.material.thickness)),
            ("decor", self.material.decor.clone()),
            ("length", format_length(self.length)),
            ("width", format_length(self.width)),
            ("quantity", self.quantity.to_string()),
        ];
        if self.fen > 0 {
            texts.push(("price", format!("{}.{:02}", self.fen / 100, self.fen % 100)));
        }
        texts
    }

    /// An offcut from its fields as texts.
    ///
    /// # Errors
    /// Everything that is wrong with them, each problem at its field.
    pub fn of(texts: &OffcutTexts, catalogue: &Catalogue) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        for name in texts.keys() {
            if !FIELDS.contains(&name.as_str()) {
                let message = Message::new("problem.no-such-rule").text("found", name.clone());
                problems.push(Problem::at(message, name.clone()));
            }
        }
        let mut whole = |field: &str, (min, max): (i64, i64), read: Read| {
            let text = texts.get(field).map(|text| text.trim()).unwrap_or_default();
            let why = format!("workshop.offcut.{field}.why");
            read(text, min, max, why).unwrap_or_else(|message| {
                problems.push(Problem::at(message, field));
                0
            })
        };
        let thickness_um = whole("thickness", (0, MOST_SIDE_UM), length);
        let length_um = whole("length", (LEAST_SIDE_UM, MOST_SIDE_UM), length);
        let width_um = whole("width", (LEAST_SIDE_UM, MOST_SIDE_UM), length);
        let quantity = whole("quantity", (1, MOST_ALIKE), count);
        let fen = whole("price", (0, 0), price);
        let name = |field: &str| texts.get(field).cloned().unwrap_or_default();
        let material = MaterialChoice {
            board: name("board"),
            thickness: crate::length::Length(thickness_um),
            decor: name("decor"),
        };
        let is_made = catalogue.boards.get(&material.board).is_some_and(|board| {
            board.thickness(material.thickness).is_some() && board.decors.contains(&material.decor)
        });
        if !is_made {
            let message = Message::new("problem.no-such-stock")
                .text("board", material.board.clone())
                .text("decor", material.decor.clone())
                .um("thickness", material.thickness);
            problems.push(Problem::at(message, "board"));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            material,
            length: crate::length::Length(length_um),
            width: crate::length::Length(width_um),
            quantity: u32::try_from(quantity).unwrap_or_default(),
            fen,
        })
    }
}
