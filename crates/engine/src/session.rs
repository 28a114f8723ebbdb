//! A person's session in the browser.

use export::cut_list_csv;
use export::cutting_job::{CuttingGoal, CuttingJob};
use export::cutting_plan::{CuttingPlan, PlanFault, Rank, Run};
use export::keep::{Keeping, keep, let_go};
use export::plan_memory::PlanMemory;
use export::plan_view::{judge, shown as plan_shown};
use export::report::Report;
use export::starters::STARTER_IDS;
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
    /// Texts of the starter designs, in the order of their identifiers.
    starters: Vec<String>,
    /// What is known about cutting this revision; made when it is first asked for.
    cutting: Option<Cutting>,
    goal: CuttingGoal,
    /// The saw and the stock that plans are made for; no part of the design.
    workshop: Workshop,
    /// Plans whose search has come to its end.
    plans: PlanMemory,
}

/// The cutting job of a revision and the best plan that any worker has brought for it.
#[derive(Debug)]
struct Cutting {
    job: CuttingJob,
    plan: Option<CuttingPlan>,
    /// The search for it has come to its end, now or when the same was to be cut before.
    is_final: bool,
}

#[derive(Serialize)]
struct Starter {
    id: &'static str,
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
        let designs = shipped.folder("designs");
        let starters: Option<Vec<String>> = STARTER_IDS
            .iter()
            .map(|id| {
                let name = format!("{id}.boardwright.json");
                let (_, text) = designs.iter().find(|(known, _)| *known == name)?;
                Some((*text).to_owned())
            })
            .collect();
        let starters = starters.unwrap_or_default();
        let session = starters.first().and_then(|first| {
            let design = design::read(first).ok()?;
            let (catalogue, library) = shipped.catalogue()?;
            furniture::session::Session::open(catalogue, library, design).ok()
        });
        Self {
            session,
            starters,
            cutting: None,
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
        let starters: Vec<Starter> = STARTER_IDS
            .iter()
            .map(|id| Starter {
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

    /// Says what counts next among plans of the same cost: `offcut`, `sawing` or `patterns`. The plan in force stays until
    /// one for the new goal comes; anything else than these names changes nothing.
    pub fn set_goal(&mut self, goal: &str) {
        let Some(goal) = CuttingGoal::named(goal) else {
            return;
        };
        if goal != self.goal {
            self.goal = goal;
            if let Some(cutting) = &mut self.cutting {
                cutting.job.goal = goal;
                cutting.plan = None;
                cutting.is_final = false;
            }
        }
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
    /// off; `rules` lets all of them go; no place opens the text of a workshop file.
    ///
    /// Answers with `WorkshopView`; the workshop before stays if anything stands against it. The plan in force stays until
    /// one for the new workshop comes.
    pub fn change_workshop(&mut self, place: &str, text: &str) -> String {
        let Some(session) = &self.session else {
            return String::new();
        };
        let mut next = self.workshop.clone();
        let catalogue = session.catalogue();
        let outcome = if let Some(rule) = place.strip_prefix("rules.") {
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

    /// Locks the sheets of which the first has this number, or lets them go. Answers like [`view`](Self::view); the
    /// [`job`](Self::job) is then another one, whose plans keep what is kept.
    pub fn lock_sheet(&mut self, number: u32, is_locked: bool) -> String {
        self.keep(number, Keeping::Sheet(is_locked))
    }

    /// Pins a board to its place, by its index in the sheet's placements, or lets it go.
    pub fn pin_board(&mut self, number: u32, board: usize, is_pinned: bool) -> String {
        self.keep(number, Keeping::Board(board, is_pinned))
    }

    /// Lets go of every sheet and board that is kept. The plan in force stays until a search from nothing brings another.
    pub fn keep_nothing(&mut self) -> String {
        if let Some(cutting) = &mut self.cutting {
            let_go(&mut cutting.job);
            cutting.is_final = false;
            let view = cutting
                .plan
                .take()
                .and_then(|plan| plan_shown(&cutting.job, &plan).ok());
            if let (Some(view), Some(session)) = (view, &mut self.session) {
                session.set_plan(view);
            }
        }
        self.view()
    }

    /// The cutting job of this revision, for the workers.
    pub fn job(&mut self) -> String {
        self.cutting()
            .map(|cutting| json(&cutting.job))
            .unwrap_or_default()
    }

    /// Whether the search for the plan in force has come to its end, now or when the same was to be cut before: then
    /// there is nothing for the workers to do.
    pub fn is_planned(&mut self) -> bool {
        self.cutting().is_some_and(|cutting| cutting.is_final)
    }

    /// The search has come to its end: the plan in force is remembered for when its design comes back.
    pub fn planned(&mut self) {
        if let Some(Cutting {
            job,
            plan: Some(plan),
            is_final,
        }) = &mut self.cutting
        {
            *is_final = true;
            self.plans.keep(job, plan);
        }
    }

    /// Takes over, material by material, what a worker's cutting plan does better than those before it. Answers with
    /// `PlanNews`, or `{"ok": null}` when that changes nothing: the plan is no better, or for another revision.
    pub fn set_plan(&mut self, plan: &str) -> String {
        let outcome = furniture::json::from_str::<CuttingPlan>(plan)
            .map_err(|error| unreadable("problem.plan", &error))
            .and_then(|plan| self.take_plan(plan));
        match outcome {
            Ok(false) => json(&Reply::<Option<()>>::Ok(None)),
            outcome => self.reply_with(outcome.map(drop), furniture::session::Session::plan_news),
        }
    }

    /// How good the plan taken over is, for [`Optimiser::learn`](crate::Optimiser::learn).
    pub fn known(&mut self) -> String {
        let known: Vec<Option<Rank>> = match self.cutting() {
            Some(Cutting {
                job,
                plan: Some(plan),
                ..
            }) => {
                let groups = plan.groups.iter().zip(&job.groups);
                groups
                    .map(|(plan, group)| Some(plan.rank(group, job.aim())))
                    .collect()
            }
            _ => Vec::new(),
        };
        json(&known)
    }

    /// One of the documents that the command line prints: `check`, `parts`, `cut` or `estimate`, with
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
    /// texts; empty if they can't be read.
    pub fn cut_list_csv(&self, language: &str, texts: &str) -> String {
        let (Some(session), Ok(texts)) = (&self.session, Texts::read(language, texts)) else {
            return String::new();
        };
        let cut_list = CutList::of(session.assembly(), session.catalogue());
        cut_list_csv::write(
            &cut_list,
            &session.design().name,
            session.catalogue(),
            &texts,
        )
    }
}

impl Session {
    /// A starter design, under another name if one is given; none if there is no such design.
    fn named(&self, id: &str, name: Option<String>) -> Option<Result<Design, DesignFault>> {
        let at = STARTER_IDS.iter().position(|known| *known == id)?;
        let text = self.starters.get(at)?;
        Some(design::read(text).map(|mut design| {
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

    fn cutting(&mut self) -> Option<&mut Cutting> {
        let session = self.session.as_ref()?;
        let (revision, goal) = (session.revision(), self.goal);
        let known = self.cutting.take();
        let cutting = known
            .filter(|cutting| cutting.job.revision == revision)
            .unwrap_or_else(|| {
                let (design, catalogue) = (session.design(), session.catalogue());
                let cut_list = CutList::of(session.assembly(), catalogue);
                let job = CuttingJob::of(&cut_list, design, catalogue, revision);
                let job = CuttingJob { goal, ..job }.in_workshop(&self.workshop);
                let plan = self.plans.plan_of(&job);
                let is_final = plan.is_some();
                Cutting {
                    job,
                    plan,
                    is_final,
                }
            });
        Some(self.cutting.insert(cutting))
    }

    fn workshop_view(&self) -> WorkshopView {
        let method = self.session.as_ref().and_then(|session| {
            let methods = &session.catalogue().methods;
            methods.get(&session.design().method).map(Box::as_ref)
        });
        self.workshop.view(method)
    }

    /// Makes a workshop the one that plans are made for. What was kept of a plan was sawn by the rules before and is let
    /// go; a plan known under the new rules is shown at once, else the one in force stays until the next comes.
    fn take_workshop(&mut self, next: Workshop) {
        if next != self.workshop {
            self.workshop = next;
            self.cutting = None;
            self.show_known();
        }
    }

    /// Shows the plan of this revision where it is known from before.
    fn recall(&mut self) {
        let has_plan = furniture::session::Session::has_plan;
        if !self.session.as_ref().is_none_or(has_plan) {
            self.show_known();
        }
    }

    fn show_known(&mut self) {
        let Some(Cutting {
            job,
            plan: Some(plan),
            ..
        }) = self.cutting()
        else {
            return;
        };
        let shown = plan_shown(job, plan);
        if let (Ok(shown), Some(session)) = (shown, &mut self.session) {
            session.set_plan(shown);
        }
    }

    fn keep(&mut self, number: u32, keeping: Keeping) -> String {
        let Some(Cutting {
            job,
            plan: Some(plan),
            is_final,
        }) = self.cutting()
        else {
            return self.view();
        };
        let (mut next_job, mut next_plan) = (job.clone(), plan.clone());
        if !keep(&mut next_job, &mut next_plan, number, keeping) {
            return self.view();
        }
        // The optimiser says whether the rest can be planned around it.
        let shown = Run::new(&next_job).and_then(|_| plan_shown(&next_job, &next_plan));
        let Ok(shown) = shown else {
            return self.reply(Err(vec![Problem::new(Message::new("problem.keep"))]));
        };
        (*job, *plan, *is_final) = (next_job, next_plan, false);
        if let Some(session) = &mut self.session {
            session.set_plan(shown);
        }
        self.view()
    }

    /// True when the plan changes what is known.
    fn take_plan(&mut self, plan: CuttingPlan) -> Result<bool, Vec<Problem>> {
        let wrong = |fault: PlanFault| {
            let message = Message::new("problem.plan").text("detail", fault.to_string());
            vec![Problem::new(message)]
        };
        let Some(Cutting {
            job, plan: known, ..
        }) = self
            .cutting()
            .filter(|cutting| cutting.job.revision == plan.revision)
        else {
            return Ok(false);
        };
        judge(job, &plan).map_err(wrong)?;
        let next = match known {
            None => plan,
            Some(known) => {
                let mut next = known.clone();
                let groups = next.groups.iter_mut().zip(plan.groups).zip(&job.groups);
                let changed = groups.fold(false, |changed, ((known, plan), group)| {
                    known.merge(plan, group, job.aim()) | changed
                });
                if !changed {
                    return Ok(false);
                }
                next
            }
        };
        let view = plan_shown(job, &next).map_err(wrong)?;
        *known = Some(next);
        if let Some(session) = &mut self.session {
            session.set_plan(view);
        }
        Ok(true)
    }
}
