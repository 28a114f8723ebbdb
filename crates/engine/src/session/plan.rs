//! The cutting plan of a session: the job for the workers, what they bring, and what a person keeps of it.

use export::cutting_job::{CuttingGoal, CuttingJob};
use export::cutting_plan::{CuttingPlan, PlanFault, Rank, Run};
use export::keep::{Keeping, keep, let_go};
use export::plan_in_force::{PlanInForce, Search};
use export::plan_view::{judge, shown as plan_shown};
use export::sawn::StockChange;
use furniture::cut_list::CutList;
use furniture::message::Message;
use furniture::problem::Problem;
use furniture::session::Plan;
use furniture::workshop::Workshop;
use wasm_bindgen::prelude::wasm_bindgen;

use super::Session;
use crate::reply::{Reply, json, unreadable};

#[wasm_bindgen]
impl Session {
    /// Says what counts next among plans of the same cost: `offcut`, `sawing` or `patterns`. The plan in force stays until
    /// one for the new goal comes; anything else than these names changes nothing.
    pub fn set_goal(&mut self, goal: &str) {
        let Some(goal) = CuttingGoal::named(goal) else {
            return;
        };
        self.goal = goal;
        if let Some(cutting) = &mut self.cutting {
            cutting.aim_at(goal);
        }
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
        if let Some(cutting) = self.cutting.as_mut().filter(|cutting| !cutting.is_sawn()) {
            let_go(&mut cutting.job);
            cutting.search = Search::Running;
            let shown = cutting
                .plan
                .take()
                .and_then(|plan| plan_shown(&cutting.job, &plan).ok());
            if let Some(shown) = shown {
                self.show(shown);
            }
        }
        self.view()
    }

    /// Whether a sheet or board of the plan is kept.
    pub fn has_kept(&mut self) -> bool {
        self.cutting().is_some_and(|cutting| cutting.has_kept())
    }

    /// The plan in force with what is kept, as a text to go on with at another time.
    pub fn save_plan(&mut self) -> String {
        self.cutting()
            .map(|cutting| json(&cutting.record()))
            .unwrap_or_default()
    }

    /// Goes on with a plan that was saved for what there is to cut now; any other text changes nothing, as the search
    /// simply begins again. False when sheets or boards were kept there that are free again.
    pub fn restore_plan(&mut self, text: &str) -> bool {
        let Some(now) = self.cutting() else {
            return true;
        };
        match PlanInForce::read(text, &now.job) {
            Ok(saved) => {
                *now = saved;
                self.show_known();
                true
            }
            Err(dropped) => !dropped.had_kept,
        }
    }

    /// The cutting job of the design, for the workers. It is the same text as long as there is the same to cut.
    pub fn job(&mut self) -> String {
        self.cutting()
            .map(|cutting| json(&cutting.job))
            .unwrap_or_default()
    }

    /// How the search for the plan in force stands, now or when the same was to be cut before: `running`, `stopped`,
    /// `done`, `vain`, `exhausted` or `sawn`. Unless it runs, there is nothing for the workers to do.
    pub fn search(&mut self) -> String {
        let search = self.cutting().map(|cutting| cutting.search);
        search.unwrap_or(Search::Running).name().to_owned()
    }

    /// The search has come to its end, or rests, as one of the names of [`search`](Self::search) says: the plan in force is
    /// the one for when its design comes back. Another name changes nothing, nor does any for a plan that is sawn.
    pub fn planned(&mut self, search: &str) {
        if let (Some(cutting), Some(search)) = (&mut self.cutting, Search::named(search))
            && cutting.plan.is_some()
            && !cutting.is_sawn()
            && search != Search::Sawn
        {
            cutting.search = search;
        }
    }

    /// The boards of a plan that is sawn are cut once more: they are planned anew, from the stock as it is now. Answers like
    /// [`view`](Self::view).
    pub fn plan_again(&mut self) -> String {
        let goal = self.goal;
        if let Some(cutting) = self.cutting.as_mut().filter(|cutting| cutting.is_sawn()) {
            cutting.search = Search::Stopped;
            self.plans.keep(cutting.clone());
            cutting.aim_at(goal);
            self.looked_at = None;
            self.show_known();
        }
        self.view()
    }

    /// Takes over, material by material, what a worker's cutting plan does better than those before it. Answers with
    /// `PlanNews`, or `{"ok": null}` when that changes nothing: the plan is no better, or for another job.
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
            Some(PlanInForce {
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
}

impl Session {
    /// What is known about cutting the design. It lasts as long as there is the same to cut; when it changes, what was
    /// known is remembered.
    fn cutting(&mut self) -> Option<&mut PlanInForce> {
        let session = self.session.as_ref()?;
        let revision = session.revision();
        if self.looked_at != Some(revision) {
            self.looked_at = Some(revision);
            let (design, catalogue) = (session.design(), session.catalogue());
            let cut_list = CutList::of(session.assembly(), catalogue);
            let job = CuttingJob::of(&cut_list, design, catalogue, revision);
            let goal = self.goal;
            let job = CuttingJob { goal, ..job }.in_workshop(&self.workshop);
            if let Some(known) = self.cutting.as_mut().filter(|known| known.is_for(&job)) {
                if known.look_at(&job) {
                    self.plans.keep(known.clone());
                }
            } else {
                let next = self.plans.plan_of(&job);
                let next = next.unwrap_or_else(|| PlanInForce::new(job));
                if let Some(left) = self.cutting.replace(next) {
                    self.plans.keep(left);
                }
            }
        }
        self.cutting.as_mut()
    }

    /// Makes a workshop the one that plans are made for. Where it changes what there is to cut, what was kept of a plan was
    /// sawn by the rules before and is let go; a plan known under the new rules is shown at once, else the one in force
    /// stays until the next comes.
    pub(super) fn take_workshop(&mut self, next: Workshop) {
        if next != self.workshop {
            self.workshop = next;
            self.looked_at = None;
            self.show_known();
        }
    }

    /// The workshop after sawing by the plan in force, which then stays whatever becomes of saw and stock.
    pub(super) fn saw(&mut self) -> Result<Workshop, Vec<Problem>> {
        let mut next = self.workshop.clone();
        let change = match self.cutting() {
            Some(PlanInForce {
                job,
                plan: Some(plan),
                search,
            }) if *search != Search::Sawn => StockChange::of(job, plan),
            _ => return Ok(next),
        };
        if let Some(session) = &self.session {
            next.saw(&change.used, &change.left, session.catalogue())?;
        }
        if let Some(cutting) = self.cutting.as_mut().filter(|_| next != self.workshop) {
            cutting.search = Search::Sawn;
        }
        Ok(next)
    }

    /// Shows the plan of this revision where it is known from before.
    pub(super) fn recall(&mut self) {
        let has_plan = furniture::session::Session::has_plan;
        if !self.session.as_ref().is_none_or(has_plan) {
            self.show_known();
        }
    }

    fn show_known(&mut self) {
        let Some(PlanInForce {
            job,
            plan: Some(plan),
            ..
        }) = self.cutting()
        else {
            return;
        };
        if let Ok(shown) = plan_shown(job, plan) {
            self.show(shown);
        }
    }

    /// Shows a plan of the design as it is now, whichever revision its job was made for.
    fn show(&mut self, mut shown: Plan) {
        if let Some(session) = &mut self.session {
            shown.view.revision = session.revision();
            session.set_plan(shown);
        }
    }

    fn keep(&mut self, number: u32, keeping: Keeping) -> String {
        let Some(PlanInForce {
            job,
            plan: Some(plan),
            search,
        }) = self.cutting().filter(|cutting| !cutting.is_sawn())
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
        (*job, *plan, *search) = (next_job, next_plan, Search::Running);
        self.show(shown);
        self.view()
    }

    /// True when the plan changes what is known.
    fn take_plan(&mut self, plan: CuttingPlan) -> Result<bool, Vec<Problem>> {
        let wrong = |fault: PlanFault| {
            let message = Message::new("problem.plan").text("detail", fault.to_string());
            vec![Problem::new(message)]
        };
        let Some(PlanInForce {
            job, plan: known, ..
        }) = self
            .cutting()
            .filter(|cutting| cutting.job.revision == plan.revision && !cutting.is_sawn())
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
        self.show(view);
        Ok(true)
    }
}

#[cfg(test)]
mod tests;
