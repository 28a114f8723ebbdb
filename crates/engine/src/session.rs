//! A person's session in the browser.

mod plan;

use export::bars::bars;
use export::cut_list_csv;
use export::cutting_job::CuttingGoal;
use export::plan_in_force::{PlanInForce, Search};
use export::plan_memory::PlanMemory;
use export::report::Report;
use export::texts::Texts;
use furniture::cut_list::CutList;
use furniture::design::{self, Design, DesignFault};
use furniture::edit::Edit;
use furniture::message::Message;
use furniture::problem::Problem;
use furniture::view::WorkshopView;
use furniture::workshop::{self, OffcutTexts, RuleValues, Workshop};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::catalogue::Shipped;
use crate::reply::{Reply, json, unreadable};

/// A design being edited. It opens on the first starter design.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session {
    /// None only if the shipped files are damaged.
    session: Option<furniture::session::Session>,
    /// Identifiers and texts of the starter designs, the one that opens first in front.
    starters: Vec<(String, String)>,
    /// What is known about cutting the design; made when it is first asked for.
    cutting: Option<PlanInForce>,
    /// The revision for which it was last looked at whether that is still what there is to cut.
    looked_at: Option<u32>,
    goal: CuttingGoal,
    /// The saw and the stock that plans are made for; no part of the design.
    workshop: Workshop,
    /// Plans of what was to be cut before.
    plans: PlanMemory,
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
        let shipped = Shipped::read(shipped);
        let designs = shipped.folder("designs").into_iter();
        let starters: Vec<(String, String)> = designs
            .filter_map(|(name, text)| {
                let id = name.strip_suffix(".boardwright.json")?;
                Some((id.to_owned(), text.to_owned()))
            })
            .collect();
        let session = starters.first().and_then(|(_, first)| {
            let design = design::read(first).ok()?;
            let (catalogue, library) = shipped.catalogue()?;
            furniture::session::Session::open(catalogue, library, design).ok()
        });
        Self {
            session,
            starters,
            cutting: None,
            looked_at: None,
            goal: CuttingGoal::default(),
            workshop: Workshop::default(),
            plans: PlanMemory::default(),
        }
    }

    /// The catalogue as the page shows it.
    pub fn catalogue(&self) -> String {
        self.session
            .as_ref()
            .map(|session| json(&session.catalogue().view()))
            .unwrap_or_default()
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
        self.reply(outcome)
    }

    /// Opens the text of a design file; the design before stays if anything stands against it.
    pub fn open(&mut self, text: &str) -> String {
        let outcome = self.take(design::read(text));
        self.reply(outcome)
    }

    /// Makes an edit given as JSON. Consecutive edits with the same non-zero gesture are one step of undo.
    pub fn edit(&mut self, edit: &str, gesture: u32) -> String {
        let outcome = furniture::json::from_str::<Edit>(edit)
            .map_err(|error| unreadable("problem.edit-shape", &error))
            .and_then(|edit| match &mut self.session {
                Some(session) => session.edit(&edit, gesture),
                None => Ok(()),
            });
        self.reply(outcome)
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> String {
        if let Some(session) = &mut self.session {
            session.undo();
        }
        self.view()
    }

    /// Brings the step taken back last again.
    pub fn redo(&mut self) -> String {
        if let Some(session) = &mut self.session {
            session.redo();
        }
        self.view()
    }

    /// Everything the page shows.
    pub fn view(&mut self) -> String {
        self.reply(Ok(()))
    }

    /// What can be put into an opening and taken out of it: `OpeningChoices`, or `null` when there is
    /// no such opening.
    pub fn choices(&self, opening: &str) -> String {
        json(
            &self
                .session
                .as_ref()
                .and_then(|session| session.choices(opening)),
        )
    }

    /// The front elevation: `Elevation`.
    pub fn elevation(&self) -> String {
        self.session
            .as_ref()
            .map(|session| json(&session.elevation()))
            .unwrap_or_default()
    }

    /// The 3D view's input.
    pub fn scene(&self) -> String {
        self.session
            .as_ref()
            .map(|session| json(&session.scene()))
            .unwrap_or_default()
    }

    /// The text of the design file.
    pub fn save(&self) -> String {
        self.session
            .as_ref()
            .map(|session| design::write(session.design()))
            .unwrap_or_default()
    }

    /// What the saw can do and which offcuts lie in stock: `WorkshopView`, with what the open design's construction
    /// method says where the workshop says nothing.
    pub fn workshop(&self) -> String {
        json(&self.workshop_view())
    }

    /// The text of the workshop file.
    pub fn save_workshop(&self) -> String {
        workshop::write(&self.workshop)
    }

    /// Changes the workshop at a place as problems name it. `rules.kerf` is given a value, or by no text let go;
    /// `offcuts.2` is put in place of that offcut, or behind the last, as JSON of its fields' texts, or by no text taken
    /// off; `rules` lets all of them go; `sawn` puts the offcuts that the plan in force leaves into stock and takes off those
    /// that it uses, and the plan stays as it was sawn; no place opens the text of a workshop file.
    ///
    /// Answers with `WorkshopView`; the workshop before stays if anything stands against it. The plan in force stays until
    /// one for the new workshop comes.
    pub fn change_workshop(&mut self, place: &str, text: &str) -> String {
        let sawn = if place == "sawn" {
            Some(self.saw())
        } else {
            None
        };
        let Some(session) = &self.session else {
            return String::new();
        };
        let mut next = self.workshop.clone();
        let catalogue = session.catalogue();
        let outcome = if let Some(sawn) = sawn {
            sawn.map(|sawn| next = sawn)
        } else if let Some(rule) = place.strip_prefix("rules.") {
            next.set_rule(rule, text).map_err(|problem| vec![problem])
        } else if let Some(at) = place.strip_prefix("offcuts.") {
            let at = at.parse().unwrap_or(usize::MAX);
            if text.is_empty() {
                next.remove_offcut(at);
                Ok(())
            } else {
                furniture::json::from_str::<OffcutTexts>(text)
                    .map_err(|error| unreadable("problem.edit-shape", &error))
                    .and_then(|texts| next.put_offcut(at, &texts, catalogue))
            }
        } else if place.is_empty() {
            workshop::read(text, catalogue).map(|read| next = read)
        } else {
            next.rules = RuleValues::default();
            Ok(())
        };
        let reply = outcome.map(|()| {
            self.take_workshop(next);
            self.workshop_view()
        });
        json(&match reply {
            Ok(view) => Reply::Ok(view),
            Err(problems) => Reply::Problems(problems),
        })
    }

    /// How clothes rails and the like are sawn from bars.
    pub fn bars(&self) -> String {
        self.session
            .as_ref()
            .map(|session| json(&bars(session.assembly(), session.catalogue())))
            .unwrap_or_default()
    }

    /// One of the documents that the command line prints: `check`, `parts`, `bars`, `cut` or `estimate`, with
    /// the same bytes. The latter two run the optimiser to the end and belong into a worker.
    pub fn report(&self, document: &str) -> String {
        let Some(session) = &self.session else {
            return String::new();
        };
        let report = Report::of(session.design(), session.catalogue(), session.library())
            .in_workshop(&self.workshop);
        match document {
            "check" => report.check(),
            "parts" => report.parts(),
            "bars" => Report::saw_bars(&report.bars()),
            "cut" => report
                .plan()
                .map(|plan| Report::cut(&plan))
                .unwrap_or_default(),
            "estimate" => report
                .plan()
                .map(|plan| report.estimate(&plan))
                .unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// The cut list as CSV with names in a language such as `zh-CN` or `en`, whose texts are given as JSON of keys and
    /// texts; empty if they can't be read. Boards have the numbers of their sheets unless the plan may still change.
    pub fn cut_list_csv(&self, language: &str, texts: &str) -> String {
        let (Some(session), Ok(texts)) = (&self.session, Texts::read(language, texts)) else {
            return String::new();
        };
        let cut_list = CutList::of(session.assembly(), session.catalogue());
        let known = self.cutting.as_ref();
        let stays = known.is_some_and(|known| known.search != Search::Running);
        cut_list_csv::write(
            &cut_list,
            &session.design().name,
            session.plan().filter(|_| stays),
            session.catalogue(),
            &texts,
        )
    }
}

impl Session {
    /// A starter design, under another name if one is given; none if there is no such design.
    fn named(&self, id: &str, name: Option<String>) -> Option<Result<Design, DesignFault>> {
        let (_, text) = self.starters.iter().find(|(known, _)| known == id)?;
        Some(design::read(text).map(|mut design| {
            design.starter = None;
            design.name = name.unwrap_or(design.name);
            design
        }))
    }

    fn take(&mut self, read: Result<Design, DesignFault>) -> Result<(), Vec<Problem>> {
        let design = read.map_err(|fault| vec![Problem::new(fault.message())])?;
        match &mut self.session {
            Some(session) => session.replace(design),
            None => Ok(()),
        }
    }

    fn reply(&mut self, outcome: Result<(), Vec<Problem>>) -> String {
        self.recall();
        self.reply_with(outcome, furniture::session::Session::view)
    }

    fn reply_with<T: Serialize>(
        &self,
        outcome: Result<(), Vec<Problem>>,
        of: impl Fn(&furniture::session::Session) -> T,
    ) -> String {
        json(&match (outcome, &self.session) {
            (Ok(()), Some(session)) => Reply::Ok(of(session)),
            (Ok(()), None) => Reply::Problems(vec![Problem::new(Message::new("problem.shipped"))]),
            (Err(problems), _) => Reply::Problems(problems),
        })
    }

    fn workshop_view(&self) -> WorkshopView {
        let method = self.session.as_ref().and_then(|session| {
            let methods = &session.catalogue().methods;
            methods.get(&session.design().method).map(Box::as_ref)
        });
        self.workshop.view(method)
    }
}
