//! A person at work on one design: the document, the saw and stock that it is made with, and the cutting plan.
//!
//! The plan in force lasts as long as there is the same to cut, whatever else changes ([`planning::plan_in_force`]); plans of
//! what was to be cut before are remembered ([`planning::plan_memory`]), so that undo and redo find theirs again.

mod plan;

use estimate::alternatives::Alternatives;
use estimate::passport::Passport;
use estimate::quote::Quotes;
use estimate::{Emissions, Room};
use furniture::axis::Axis;
use furniture::catalogue::Catalogue;
use furniture::design::Design;
use furniture::edit::Edit;
use furniture::library::Library;
use furniture::problem::Problem;
use furniture::workshop::{self, OffcutTexts, RuleValues, Workshop};
use planning::bars::BarsToSaw;
use planning::cutting_job::CuttingGoal;
use planning::plan_in_force::PlanInForce;
use planning::plan_memory::PlanMemory;

use crate::document::Document;
use crate::reach::Reach;
use crate::view::{View, WorkshopView};
use crate::workshop_view;

/// A design being edited, with its plan.
#[derive(Debug)]
pub struct Session {
    document: Document,
    /// What is known about cutting the design.
    cutting: PlanInForce,
    /// The revision for which it was last looked at whether that is still what there is to cut.
    looked_at: Option<u32>,
    goal: CuttingGoal,
    /// The room that the furniture stands in; no part of the design.
    room: Room,
    /// The saw and the stock that plans are made for; no part of the design.
    workshop: Workshop,
    /// Plans of what was to be cut before.
    plans: PlanMemory,
}

/// A change of the workshop.
#[derive(Clone, Debug)]
pub enum WorkshopChange<'a> {
    /// A rule gets a value as it would be typed; an empty text lets it go.
    Rule(&'a str, &'a str),
    /// Every rule is let go.
    NoRules,
    /// An offcut is put in place of the one with this index, or behind the last.
    Offcut(usize, OffcutTexts),
    /// The offcut with this index is taken off.
    NoOffcut(usize),
    /// The offcuts that the plan in force leaves are put into stock and those that it uses taken off; the plan stays as it
    /// was sawn.
    Sawn,
    /// The text of a workshop file takes the place of everything.
    File(&'a str),
}

impl Session {
    /// Opens a design.
    ///
    /// # Errors
    /// Everything that stands against it.
    pub fn open(
        catalogue: Catalogue,
        library: Library,
        design: Design,
    ) -> Result<Self, Vec<Problem>> {
        let document = Document::open(catalogue, library, design)?;
        let (goal, workshop) = (CuttingGoal::default(), Workshop::default());
        Ok(Self {
            cutting: PlanInForce::new(plan::job_of(&document, goal, &workshop)),
            looked_at: Some(document.revision()),
            document,
            goal,
            room: Room::default(),
            workshop,
            plans: PlanMemory::default(),
        })
    }

    /// The design with its history and all that is computed from it.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Opens another design in place of this one; the revision goes on counting.
    ///
    /// # Errors
    /// Everything that stands against it; the design before stays.
    pub fn replace(&mut self, design: Design) -> Result<(), Vec<Problem>> {
        self.document.replace(design)?;
        self.recall();
        Ok(())
    }

    /// Makes an edit. Consecutive edits with the same `gesture` other than 0 become one step of undo.
    ///
    /// # Errors
    /// Why the edit can't be made or the result not be built; nothing changes.
    pub fn edit(&mut self, edit: &Edit, gesture: u32) -> Result<(), Vec<Problem>> {
        self.document.edit(edit, gesture)?;
        self.recall();
        Ok(())
    }

    /// Takes the last step back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let done = self.document.undo();
        self.recall();
        done
    }

    /// Brings the step taken back last again; false when there is none.
    pub fn redo(&mut self) -> bool {
        let done = self.document.redo();
        self.recall();
        done
    }

    /// Goes on with the steps that were saved with this very design; any other text changes nothing.
    pub fn restore_history(&mut self, text: &str) {
        self.document.restore_history(text);
    }

    /// Everything the page shows.
    pub fn view(&self) -> View {
        self.document.view()
    }

    /// How far a size of an item can go, with all that stands inside and on the saw in force.
    pub fn reach(&self, item: u32, axis: Axis) -> Option<Reach> {
        self.document.reach(item, axis, &self.workshop)
    }

    /// Takes another room; none that the models don't hold for.
    pub fn set_room(&mut self, room: Room) -> bool {
        let is_known = room.is_known(self.document.catalogue());
        if is_known {
            self.room = room;
        }
        is_known
    }

    /// What the design releases and brings into the room's air, and what may be said of it.
    pub fn emissions(&self) -> Emissions {
        self.document.emissions(&self.room)
    }

    /// Material where the workshop plans orders together, fen.
    pub fn material_together(&self) -> i64 {
        self.document.material_together(&self.workshop.rules)
    }

    /// The green passport, made out on a day.
    pub fn passport(&self, date: Option<String>) -> Passport {
        self.document.passport(&self.room, date)
    }

    /// What the workshop asks for it.
    pub fn quotes(&self) -> Quotes {
        self.document.quotes(&self.workshop.rules)
    }

    /// The same furniture with no added VOC, and as it is customary.
    pub fn alternatives(&self) -> Alternatives {
        self.document.alternatives()
    }

    /// What the saw can do and which offcuts lie in stock.
    pub fn workshop(&self) -> &Workshop {
        &self.workshop
    }

    /// The same as the page shows it, with what the design's construction method says where the workshop says nothing.
    pub fn workshop_view(&self) -> WorkshopView {
        let methods = &self.document.catalogue().methods;
        let method = methods.get(&self.document.design().method);
        let catalogue = self.document.catalogue();
        workshop_view::view(&self.workshop, method.map(Box::as_ref), catalogue)
    }

    /// Changes the workshop. The plan in force stays until one for the new workshop comes.
    ///
    /// # Errors
    /// Everything that stands against it; the workshop before stays.
    pub fn change_workshop(&mut self, change: WorkshopChange<'_>) -> Result<(), Vec<Problem>> {
        let mut next = self.workshop.clone();
        let catalogue = self.document.catalogue();
        match change {
            WorkshopChange::Rule(rule, text) => {
                next.set_rule(rule, text).map_err(|problem| vec![problem])?;
            }
            WorkshopChange::NoRules => next.rules = RuleValues::default(),
            WorkshopChange::Offcut(at, texts) => next.put_offcut(at, &texts, catalogue)?,
            WorkshopChange::NoOffcut(at) => next.remove_offcut(at),
            WorkshopChange::Sawn => next = self.saw()?,
            WorkshopChange::File(text) => next = workshop::read(text, catalogue)?,
        }
        self.take_workshop(next);
        Ok(())
    }

    /// Clothes rails and the like, which are sawn from bars.
    pub fn bars_to_saw(&self) -> Vec<BarsToSaw> {
        BarsToSaw::of(self.document.assembly(), self.document.catalogue())
    }
}
