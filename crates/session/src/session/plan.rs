//! The cutting plan of a session: the job for the workers, what they bring, and what a person keeps of it.

use furniture::message::Message;
use furniture::problem::Problem;
use furniture::workshop::Workshop;
use planning::cutting_job::{CuttingGoal, CuttingJob};
use planning::cutting_plan::{CuttingPlan, PlanFault, Rank};
use planning::keep::{Keeping, keep, let_go};
use planning::plan_in_force::{PlanInForce, Search};
use planning::plan_view::{Plan, judge, shown as plan_shown};
use planning::sawn::StockChange;

use super::Session;
use crate::document::Document;

impl Session {
    /// Says what counts next among plans of the same cost. The plan in force stays until one for the new goal comes.
    pub fn set_goal(&mut self, goal: CuttingGoal) {
        self.goal = goal;
        self.cutting.aim_at(goal);
    }

    /// Locks or pins what has a place on the sheets of which the first has this number, or lets it go. The
    /// job is then another one, whose plans keep what is kept.
    ///
    /// # Errors
    /// When the rest can't be planned around it; nothing changes then.
    pub fn keep(&mut self, number: u32, keeping: Keeping) -> Result<(), Vec<Problem>> {
        let cutting = self.cutting();
        if cutting.is_sawn() {
            return Ok(());
        }
        let Some(plan) = &cutting.plan else {
            return Ok(());
        };
        let (mut next_job, mut next_plan) = (cutting.job.clone(), plan.clone());
        if !keep(&mut next_job, &mut next_plan, number, keeping) {
            return Ok(());
        }
        let shown = next_job
            .check()
            .and_then(|()| plan_shown(&next_job, &next_plan));
        let Ok(shown) = shown else {
            return Err(vec![Problem::new(Message::new("problem.keep"))]);
        };
        *cutting = PlanInForce {
            job: next_job,
            plan: Some(next_plan),
            search: Search::Running,
        };
        self.show(shown);
        Ok(())
    }

    /// Lets go of every sheet and board that is kept. The plan in force stays until a search from nothing brings another.
    pub fn keep_nothing(&mut self) {
        let cutting = &mut self.cutting;
        if cutting.is_sawn() {
            return;
        }
        let_go(&mut cutting.job);
        cutting.search = Search::Running;
        let plan = cutting.plan.take();
        if let Some(shown) = plan.and_then(|plan| plan_shown(&cutting.job, &plan).ok()) {
            self.show(shown);
        }
    }

    /// The plan in force: what there is to cut, with what is kept of its plan. It lasts as long as there is the same to cut;
    /// when that changes, what was known is remembered.
    pub fn cutting(&mut self) -> &mut PlanInForce {
        let revision = self.document.revision();
        if self.looked_at != Some(revision) {
            self.looked_at = Some(revision);
            let job = job_of(&self.document, self.goal, &self.workshop);
            if !self.cutting.is_for(&job) {
                let next = self.plans.plan_of(&job);
                let next = next.unwrap_or_else(|| PlanInForce::new(job));
                let left = std::mem::replace(&mut self.cutting, next);
                self.plans.keep(left);
            } else if self.cutting.look_at(&job) {
                self.plans.keep(self.cutting.clone());
            }
        }
        &mut self.cutting
    }

    /// Goes on with a plan that was saved for what there is to cut now; any other text changes nothing, as the search
    /// simply begins again. False when sheets or boards were kept there that are free again.
    pub fn restore_plan(&mut self, text: &str) -> bool {
        let now = self.cutting();
        match PlanInForce::read(text, &now.job) {
            Ok(saved) => {
                *now = saved;
                self.show_known();
                true
            }
            Err(dropped) => !dropped.had_kept,
        }
    }

    /// The search has come to its end, or rests: the plan in force is the one for when its design comes back. Nothing
    /// changes for a plan that is sawn.
    pub fn planned(&mut self, search: Search) {
        let cutting = &mut self.cutting;
        if cutting.plan.is_some() && !cutting.is_sawn() && search != Search::Sawn {
            cutting.search = search;
        }
    }

    /// The boards of a plan that is sawn are cut once more: they are planned anew, from the stock as it is now.
    pub fn plan_again(&mut self) {
        if self.cutting.is_sawn() {
            self.cutting.search = Search::Stopped;
            self.plans.keep(self.cutting.clone());
            self.cutting.aim_at(self.goal);
            self.looked_at = None;
            self.show_known();
        }
    }

    /// Takes over, material by material, what a worker's cutting plan does better than those before it. False when that
    /// changes nothing: the plan is no better, or for another job.
    ///
    /// # Errors
    /// When the plan doesn't belong to the job or breaks a rule of cutting.
    pub fn take_plan(&mut self, plan: CuttingPlan) -> Result<bool, Vec<Problem>> {
        let wrong = |fault: PlanFault| {
            let message = Message::new("problem.plan").text("detail", fault.to_string());
            vec![Problem::new(message)]
        };
        let PlanInForce {
            job,
            plan: known,
            search,
        } = self.cutting();
        if job.revision != plan.revision || *search == Search::Sawn {
            return Ok(false);
        }
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

    /// How good the plan taken over is, material by material.
    pub fn known(&mut self) -> Vec<Option<Rank>> {
        let PlanInForce { job, plan, .. } = self.cutting();
        let Some(plan) = plan else {
            return Vec::new();
        };
        let groups = plan.groups.iter().zip(&job.groups);
        groups
            .map(|(plan, group)| Some(plan.rank(group, job.aim())))
            .collect()
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
            PlanInForce {
                job,
                plan: Some(plan),
                search,
            } if *search != Search::Sawn => StockChange::of(job, plan),
            _ => return Ok(next),
        };
        next.saw(&change.used, &change.left, self.document.catalogue())?;
        if next != self.workshop {
            self.cutting.search = Search::Sawn;
        }
        Ok(next)
    }

    /// Shows the plan of this revision where it is known from before.
    pub(super) fn recall(&mut self) {
        if !self.document.has_plan() {
            self.show_known();
        }
    }

    fn show_known(&mut self) {
        let PlanInForce {
            job,
            plan: Some(plan),
            ..
        } = self.cutting()
        else {
            return;
        };
        if let Ok(shown) = plan_shown(job, plan) {
            self.show(shown);
        }
    }

    /// Shows a plan of the design as it is now, whichever revision its job was made for.
    fn show(&mut self, mut shown: Plan) {
        shown.view.revision = self.document.revision();
        self.document.set_plan(shown);
    }
}

/// What there is to cut of a document as it is now.
pub(super) fn job_of(document: &Document, goal: CuttingGoal, workshop: &Workshop) -> CuttingJob {
    let (design, catalogue) = (document.design(), document.catalogue());
    let job = CuttingJob::of(document.cut_list(), design, catalogue, document.revision());
    CuttingJob { goal, ..job }.in_workshop(workshop)
}
