//! A design being edited: edits, undo, redo, and what is computed from it.
//!
//! The design held here can always be built: an edit that leads to anything else is refused with
//! the reasons and changes nothing.

use crate::attempt::attempt;
use crate::present::{self, Progress, Subject};
use estimate::alternatives::{Alternatives, alternatives};
use estimate::passport::{Passport, passport};
use estimate::quote::{Quotes, Sawn, material_together, quotes};
use estimate::{Emissions, Estimate, Room};
use furniture::assembly::{Assembly, evaluate};
use furniture::axis::Axis;
use furniture::catalogue::Catalogue;
use furniture::cut_list::CutList;
use furniture::design::Design;
use furniture::draw;
use furniture::edit::{Edit, Known};
use furniture::library::Library;
use furniture::message::Message;
use furniture::problem::Problem;
use furniture::scene::Scene;
use furniture::workshop::{RuleValues, Workshop};
use planning::plan_view::{Plan, PlanView};

use crate::history::{History, Step};
use crate::reach::{Reach, reach};
use crate::view::{Elevation, OpeningChoices, PlanNews, View};

/// A design being edited.
#[derive(Clone, Debug)]
pub struct Document {
    catalogue: Catalogue,
    library: Library,
    design: Design,
    assembly: Assembly,
    /// The boards of the assembly, grouped for the saw.
    cut_list: CutList,
    history: History,
    revision: u32,
    plan: Option<Plan>,
}

impl Document {
    /// Opens a design.
    ///
    /// # Errors
    /// Everything that stands against it.
    pub fn open(
        catalogue: Catalogue,
        library: Library,
        design: Design,
    ) -> Result<Self, Vec<Problem>> {
        let assembly = buildable(&design, &catalogue, &library)?;
        Ok(Self {
            library,
            design,
            cut_list: CutList::of(&assembly, &catalogue),
            catalogue,
            assembly,
            history: History::default(),
            revision: 1,
            plan: None,
        })
    }

    /// Opens another design in place of this one; the revision goes on counting.
    ///
    /// # Errors
    /// Everything that stands against it; the design before stays.
    pub fn replace(&mut self, design: Design) -> Result<(), Vec<Problem>> {
        let assembly = buildable(&design, &self.catalogue, &self.library)?;
        self.design = design;
        self.history = History::default();
        self.changed(assembly);
        Ok(())
    }

    /// Makes an edit. Consecutive edits with the same `gesture` other than 0 become one step of undo.
    ///
    /// # Errors
    /// Why the edit can't be made or the result not be built; nothing changes.
    pub fn edit(&mut self, edit: &Edit, gesture: u32) -> Result<(), Vec<Problem>> {
        let known = Known {
            catalogue: &self.catalogue,
            library: &self.library,
            assembly: &self.assembly,
        };
        let Some((next, assembly)) = attempt(&self.design, edit, &known)? else {
            return Ok(());
        };
        let before = std::mem::replace(&mut self.design, next);
        let History { past, future } = &self.history;
        let last = past.back().map(|step| step.gesture);
        let goes_on = gesture != 0 && future.is_empty() && last == Some(gesture);
        if !goes_on {
            self.history.push(Step {
                design: before,
                label: label(edit),
                gesture,
            });
        }
        self.changed(assembly);
        Ok(())
    }

    /// Takes the last step back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let step = self.history.past.pop_back();
        let Some(step) = step.and_then(|step| self.swap(step)) else {
            self.history.past.clear();
            return false;
        };
        self.history.future.push_back(step);
        true
    }

    /// Brings the step taken back last again; false when there is none.
    pub fn redo(&mut self) -> bool {
        let step = self.history.future.pop_back();
        let Some(step) = step.and_then(|step| self.swap(step)) else {
            self.history.future.clear();
            return false;
        };
        self.history.past.push_back(step);
        true
    }

    /// Goes to the other side of a step and gives the way back. None when that design can't be built: every design was
    /// buildable when it came in, but perhaps by the rules of an earlier program.
    fn swap(&mut self, step: Step) -> Option<Step> {
        let Step { design, label, .. } = step;
        let assembly = buildable(&design, &self.catalogue, &self.library).ok()?;
        let before = std::mem::replace(&mut self.design, design);
        self.changed(assembly);
        Some(Step {
            design: before,
            label,
            gesture: 0,
        })
    }

    /// The steps before and after as a text to go on with at another time; those furthest away stay out of a long one.
    pub fn save_history(&self) -> String {
        self.history.text(&self.design)
    }

    /// Goes on with the steps that were saved with this very design; any other text changes nothing.
    pub fn restore_history(&mut self, text: &str) {
        if let Some(history) = History::read(text, &self.design) {
            self.history = history;
        }
    }

    fn changed(&mut self, assembly: Assembly) {
        self.cut_list = CutList::of(&assembly, &self.catalogue);
        self.assembly = assembly;
        self.revision = self.revision.wrapping_add(1);
        self.plan = None;
    }

    /// Takes over a cutting plan; one for another revision is let go and gives false.
    pub fn set_plan(&mut self, plan: Plan) -> bool {
        let current = plan.view.revision == self.revision;
        if current {
            self.plan = Some(plan);
        }
        current
    }

    /// Whether a cutting plan of this revision is known.
    pub fn has_plan(&self) -> bool {
        self.plan.is_some()
    }

    /// The cutting plan of this revision, once one is known.
    pub fn plan(&self) -> Option<&PlanView> {
        self.plan.as_ref().map(|plan| &plan.view)
    }

    /// The design.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// The design evaluated.
    pub fn assembly(&self) -> &Assembly {
        &self.assembly
    }

    /// The boards grouped for the saw.
    pub fn cut_list(&self) -> &CutList {
        &self.cut_list
    }

    /// The catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The part library.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Grows with every edit, undo and redo.
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// Price and quantities, by sheets once a plan is known.
    pub fn estimate(&self) -> Estimate {
        let bought = self.plan.as_ref().map(|plan| &plan.bought);
        Estimate::of(&self.design, &self.assembly, &self.catalogue, bought)
    }

    fn subject(&self) -> Subject<'_> {
        Subject {
            design: &self.design,
            assembly: &self.assembly,
            cut_list: &self.cut_list,
            catalogue: &self.catalogue,
            library: &self.library,
        }
    }

    /// What can be put into an opening and taken out of it; none when there is no such opening.
    pub fn choices(&self, opening: &str) -> Option<OpeningChoices> {
        present::choices(&self.subject(), opening)
    }

    /// Everything the page shows.
    pub fn view(&self) -> View {
        let progress = Progress {
            revision: self.revision,
            undo: self.history.past.back().map(|step| step.label.clone()),
            redo: self.history.future.back().map(|step| step.label.clone()),
            estimate: self.estimate(),
            plan: self.plan.as_ref().map(|plan| plan.view.clone()),
        };
        present::view(&self.subject(), progress)
    }

    /// What a plan that was just taken over changes in the view.
    pub fn plan_news(&self) -> PlanNews {
        PlanNews {
            revision: self.revision,
            estimate: self.estimate(),
            plan: self.plan.as_ref().map(|plan| plan.view.clone()),
            checks: present::checks(&self.assembly, self.plan.as_ref().map(|plan| &plan.view)),
        }
    }

    /// What the design releases and brings into a room's air, and what may be said of it.
    pub fn emissions(&self, room: &Room) -> Emissions {
        Emissions::of(&self.design, &self.assembly, &self.catalogue, room)
    }

    /// Material where a workshop plans orders together, fen.
    pub fn material_together(&self, rules: &RuleValues) -> i64 {
        material_together(&self.estimate(), &self.catalogue, rules)
    }

    /// The green passport, made out on a day.
    pub fn passport(&self, room: &Room, date: Option<String>) -> Passport {
        passport(&self.design, &self.assembly, &self.catalogue, room, date)
    }

    /// What a workshop asks for it, once there is a cutting plan.
    pub fn quotes(&self, rules: &RuleValues) -> Quotes {
        let plan = self.plan.as_ref().map(|plan| &plan.view);
        let sawn = plan.map(|plan| Sawn {
            cut_length_um: plan.cut_length_um,
        });
        quotes(
            &self.estimate(),
            &self.assembly,
            &self.catalogue,
            rules,
            sawn,
        )
    }

    /// The same furniture with no added VOC, and as it is customary.
    pub fn alternatives(&self) -> Alternatives {
        alternatives(&self.design, &self.catalogue, &self.library)
    }

    /// How far a size of an item can go on the saw in force; none when there is no such item.
    pub fn reach(&self, item: u32, axis: Axis, workshop: &Workshop) -> Option<Reach> {
        let Self {
            design,
            catalogue,
            library,
            ..
        } = self;
        reach(design, catalogue, library, workshop, item, axis)
    }

    /// The front elevation.
    pub fn elevation(&self) -> Elevation {
        present::elevation(&self.subject())
    }

    /// The 3D view's input.
    pub fn scene(&self) -> Scene {
        draw::scene(&self.assembly, &self.catalogue, self.revision)
    }
}

fn buildable(
    design: &Design,
    catalogue: &Catalogue,
    library: &Library,
) -> Result<Assembly, Vec<Problem>> {
    let evaluation = evaluate(design, catalogue, library);
    if evaluation.problems.is_empty() {
        Ok(evaluation.assembly)
    } else {
        Err(evaluation.problems)
    }
}

/// What undo and redo call an edit.
fn label(edit: &Edit) -> Message {
    match edit {
        Edit::Rename { .. } => Message::new("edit.rename"),
        Edit::SetSize { axis, .. } => Message::new("edit.set-size").key("what", axis.label()),
        Edit::SetParameter { .. } => Message::new("edit.set-parameter"),
        Edit::ResetParameter { .. } => Message::new("edit.reset-parameter"),
        Edit::SetTrack { .. } => Message::new("edit.set-track"),
        Edit::InsertTrack { .. } => Message::new("edit.insert-track"),
        Edit::RemoveTrack { .. } => Message::new("edit.remove-track"),
        Edit::Place { module, .. } => {
            Message::new("edit.place").key("module", format!("module.{module}"))
        }
        Edit::Remove { .. } => Message::new("edit.remove"),
        Edit::Exchange { module, .. } => {
            Message::new("edit.exchange").key("module", format!("module.{module}"))
        }
        Edit::SetMaterial { role, .. } => {
            Message::new("edit.set-material").key("role", role.label())
        }
        Edit::ResetMaterial { role, .. } => {
            Message::new("edit.reset-material").key("role", role.label())
        }
        Edit::SetSurface { role, .. } => Message::new("edit.set-surface").key("role", role.label()),
        Edit::SetGlue { .. } => Message::new("edit.set-glue"),
        Edit::SetBand { .. } => Message::new("edit.set-band"),
        Edit::SetPrice { .. } => Message::new("edit.set-price"),
    }
}
