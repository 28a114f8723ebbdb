//! The WebAssembly face of a [`session`]: what the page's main thread calls.
//!
//! JSON texts in, JSON texts out: every reply is `{"ok": ...}` or `{"problems": [...]}`, so that nothing thrown is needed on
//! the way.

mod plan;
mod reply;
#[cfg(test)]
mod tests;
mod text;

use furniture::axis::Axis;
use furniture::bundle::Bundle;
use furniture::design::{self, Design};
use furniture::document::DocumentFault;
use furniture::edit::Edit;
use furniture::message::Message;
use furniture::problem::Problem;
use furniture::workshop::{self, OffcutTexts};
use serde::Serialize;
use session::catalogue_view;
use session::session::WorkshopChange;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::reply::{Reply, json, unreadable};

/// A design being edited. It opens on the first starter design.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session {
    /// None only if the shipped files are damaged.
    session: Option<session::Session>,
    /// Identifiers and texts of the starter designs, the one that opens first in front.
    starters: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Starter<'a> {
    id: &'a str,
    label: String,
}

#[wasm_bindgen]
impl Session {
    /// A session on the first starter design, with the text of the shipped files.
    #[wasm_bindgen(constructor)]
    pub fn new(shipped: &str) -> Self {
        #[cfg(target_arch = "wasm32")]
        console_error_panic_hook::set_once();
        let bundle = Bundle::read(shipped);
        let designs = bundle.folder("designs").into_iter();
        let starters: Vec<(String, String)> = designs
            .filter_map(|(name, text)| {
                let id = name.strip_suffix(".boardwright.json")?;
                Some((id.to_owned(), text.to_owned()))
            })
            .collect();
        let session = starters.first().and_then(|(_, first)| {
            let design = design::read(first).ok()?;
            let (catalogue, library) = bundle.catalogue()?;
            session::Session::open(catalogue, library, design).ok()
        });
        Self { session, starters }
    }

    /// The catalogue as the page shows it.
    pub fn catalogue(&self) -> String {
        self.told(|session| json(&catalogue_view::view(session.document().catalogue())))
    }

    /// The starter designs: identifier and message key of the name.
    pub fn starters(&self) -> String {
        let starters: Vec<Starter<'_>> = self
            .starters
            .iter()
            .map(|(id, _)| Starter {
                id,
                label: format!("design.{id}"),
            })
            .collect();
        json(&starters)
    }

    /// Opens a starter design, under another name if one is given.
    pub fn start(&mut self, id: &str, name: Option<String>) -> String {
        let outcome = match self.named(id, name) {
            Some(read) => self.take(read),
            None => Err(vec![Problem::new(
                Message::new("problem.no-such-design").text("id", id),
            )]),
        };
        self.answer(outcome)
    }

    /// Opens the text of a design file; the design before stays if anything stands against it.
    pub fn open(&mut self, text: &str) -> String {
        let outcome = self.take(design::read(text));
        self.answer(outcome)
    }

    /// Makes an edit given as JSON. Consecutive edits with the same non-zero gesture are one step of undo.
    pub fn edit(&mut self, edit: &str, gesture: u32) -> String {
        let outcome = furniture::json::from_str::<Edit>(edit)
            .map_err(|error| unreadable("problem.edit-shape", &error))
            .and_then(|edit| match &mut self.session {
                Some(session) => session.edit(&edit, gesture),
                None => Ok(()),
            });
        self.answer(outcome)
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> String {
        self.session.as_mut().map(session::Session::undo);
        self.view()
    }

    /// Brings the step taken back last again.
    pub fn redo(&mut self) -> String {
        self.session.as_mut().map(session::Session::redo);
        self.view()
    }

    /// The steps before and after as a text to go on with at another time.
    pub fn save_history(&self) -> String {
        self.told(|session| session.document().save_history())
    }

    /// Goes on with the steps that were saved with this very design; any other text changes nothing.
    pub fn restore_history(&mut self, text: &str) {
        if let Some(session) = &mut self.session {
            session.restore_history(text);
        }
    }

    /// Everything the page shows.
    pub fn view(&self) -> String {
        self.answer(Ok(()))
    }

    /// What can be put into an opening and taken out of it: `OpeningChoices`, or `null` when there is
    /// no such opening.
    pub fn choices(&self, opening: &str) -> String {
        self.told(|session| json(&session.document().choices(opening)))
    }

    /// How far a size of an item can go on the saw in force, `axis` being 0 to 2: `Reach`, or `null` when there is none.
    pub fn reach(&self, item: u32, axis: usize) -> String {
        self.told(|session| {
            let axis = Axis::ALL.get(axis);
            json(&axis.and_then(|axis| session.reach(item, *axis)))
        })
    }

    /// Takes another room, as JSON of `Room`; false for one that the models don't hold for, and nothing changes.
    pub fn set_room(&mut self, room: &str) -> bool {
        match (&mut self.session, furniture::json::from_str(room)) {
            (Some(session), Ok(room)) => session.set_room(room),
            _ => false,
        }
    }

    /// What the design releases and brings into the room's air: `Emissions`.
    pub fn emissions(&self) -> String {
        self.told(|session| json(&session.emissions()))
    }

    /// Material where the workshop plans orders together: a number of fen.
    pub fn material_together(&self) -> String {
        self.told(|session| session.material_together().to_string())
    }

    /// The green passport, made out on a day: `Passport`.
    pub fn passport(&self, date: &str) -> String {
        self.told(|session| json(&session.passport(Some(date.to_owned()))))
    }

    /// What the workshop asks for it: `Quotes`.
    pub fn quotes(&self) -> String {
        self.told(|session| json(&session.quotes()))
    }

    /// The same furniture with no added VOC, and as it is customary: `Alternatives`.
    pub fn alternatives(&self) -> String {
        self.told(|session| json(&session.alternatives()))
    }

    /// The front elevation: `Elevation`.
    pub fn elevation(&self) -> String {
        self.told(|session| json(&session.document().elevation()))
    }

    /// The 3D view's input.
    pub fn scene(&self) -> String {
        self.told(|session| json(&session.document().scene()))
    }

    /// The text of the design file.
    pub fn save(&self) -> String {
        self.told(|session| design::write(session.document().design()))
    }

    /// What the saw can do and which offcuts lie in stock: `WorkshopView`, with what the open design's construction
    /// method says where the workshop says nothing.
    pub fn workshop(&self) -> String {
        self.told(|session| json(&session.workshop_view()))
    }

    /// The text of the workshop file.
    pub fn save_workshop(&self) -> String {
        self.told(|session| workshop::write(session.workshop()))
    }

    /// Changes the workshop at a place as problems name it. `rules.kerf` is given a value, or by no text let go;
    /// `offcuts.2` is put in place of that offcut, or behind the last, as JSON of its fields' texts, or by no text taken
    /// off; `rules` lets all of them go; `sawn` puts the offcuts that the plan in force leaves into stock and takes off those
    /// that it uses, and the plan stays as it was sawn; no place opens the text of a workshop file.
    ///
    /// Answers with `WorkshopView`; the workshop before stays if anything stands against it. The plan in force stays until
    /// one for the new workshop comes.
    pub fn change_workshop(&mut self, place: &str, text: &str) -> String {
        let Some(session) = &mut self.session else {
            return String::new();
        };
        let change = workshop_change(place, text);
        let outcome = change.and_then(|change| session.change_workshop(change));
        json(&Reply::of(outcome.map(|()| session.workshop_view())))
    }

    /// Clothes rails and the like, which are sawn from bars, for the optimiser.
    pub fn bars_to_saw(&self) -> String {
        self.told(|session| json(&session.bars_to_saw()))
    }
}

impl Session {
    /// What the session has to tell; nothing without one.
    fn told(&self, tell: impl Fn(&session::Session) -> String) -> String {
        self.session.as_ref().map(tell).unwrap_or_default()
    }

    /// A starter design, under another name if one is given; none if there is no such design.
    fn named(&self, id: &str, name: Option<String>) -> Option<Result<Design, DocumentFault>> {
        let (_, text) = self.starters.iter().find(|(known, _)| known == id)?;
        Some(design::read(text).map(|mut design| {
            design.starter = None;
            design.name = name.unwrap_or(design.name);
            design
        }))
    }

    fn take(&mut self, read: Result<Design, DocumentFault>) -> Result<(), Vec<Problem>> {
        let design = read.map_err(|fault| vec![Problem::new(fault.message())])?;
        match &mut self.session {
            Some(session) => session.replace(design),
            None => Ok(()),
        }
    }

    /// Everything the page shows, or what stands against what was asked for.
    fn answer(&self, outcome: Result<(), Vec<Problem>>) -> String {
        self.answer_with(outcome, session::Session::view)
    }

    fn answer_with<T: Serialize>(
        &self,
        outcome: Result<(), Vec<Problem>>,
        of: impl Fn(&session::Session) -> T,
    ) -> String {
        let damaged = || vec![Problem::new(Message::new("problem.shipped"))];
        let session = outcome.and_then(|()| self.session.as_ref().ok_or_else(damaged));
        json(&Reply::of(session.map(of)))
    }
}

fn workshop_change<'a>(place: &'a str, text: &'a str) -> Result<WorkshopChange<'a>, Vec<Problem>> {
    if let Some(rule) = place.strip_prefix("rules.") {
        return Ok(WorkshopChange::Rule(rule, text));
    }
    if let Some(at) = place.strip_prefix("offcuts.") {
        let at = at.parse().unwrap_or(usize::MAX);
        if text.is_empty() {
            return Ok(WorkshopChange::NoOffcut(at));
        }
        let texts = furniture::json::from_str::<OffcutTexts>(text)
            .map_err(|error| unreadable("problem.edit-shape", &error))?;
        return Ok(WorkshopChange::Offcut(at, texts));
    }
    Ok(match place {
        "sawn" => WorkshopChange::Sawn,
        "" => WorkshopChange::File(text),
        _ => WorkshopChange::NoRules,
    })
}
