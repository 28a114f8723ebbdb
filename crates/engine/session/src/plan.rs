//! The cutting plan of a session: the job for the workers, what they bring, and what a person keeps of it.

use planning::cutting_job::CuttingGoal;
use planning::cutting_plan::CuttingPlan;
use planning::keep::Keeping;
use planning::plan_in_force::Search;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::Session;
use crate::reply::{Reply, json, unreadable};

#[wasm_bindgen]
impl Session {
    /// Says what counts next among plans of the same cost: `offcut`, `sawing` or `patterns`. The plan in force stays until
    /// one for the new goal comes; anything else than these names changes nothing.
    pub fn set_goal(&mut self, goal: &str) {
        if let (Some(session), Some(goal)) = (&mut self.session, CuttingGoal::named(goal)) {
            session.set_goal(goal);
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
        if let Some(session) = &mut self.session {
            session.keep_nothing();
        }
        self.view()
    }

    /// Whether a sheet or board of the plan is kept.
    pub fn has_kept(&mut self) -> bool {
        let session = self.session.as_mut();
        session.is_some_and(|session| session.cutting().has_kept())
    }

    /// The plan in force with what is kept, as a text to go on with at another time.
    pub fn save_plan(&mut self) -> String {
        let session = self.session.as_mut();
        session.map_or_else(String::new, |session| json(&session.cutting().record()))
    }

    /// Goes on with a plan that was saved for what there is to cut now; any other text changes nothing, as the search
    /// simply begins again. False when sheets or boards were kept there that are free again.
    pub fn restore_plan(&mut self, text: &str) -> bool {
        let session = self.session.as_mut();
        session.is_none_or(|session| session.restore_plan(text))
    }

    /// The cutting job of the design, for the workers. It is the same text as long as there is the same to cut.
    pub fn job(&mut self) -> String {
        let session = self.session.as_mut();
        session.map_or_else(String::new, |session| json(&session.cutting().job))
    }

    /// How the search for the plan in force stands, now or when the same was to be cut before: `running`, `stopped`,
    /// `done`, `vain`, `exhausted` or `sawn`. Unless it runs, there is nothing for the workers to do.
    pub fn search(&mut self) -> String {
        let search = self
            .session
            .as_mut()
            .map(|session| session.cutting().search);
        search.unwrap_or(Search::Running).name().to_owned()
    }

    /// The search has come to its end, or rests, as one of the names of [`search`](Self::search) says: the plan in force is
    /// the one for when its design comes back. Another name changes nothing, nor does any for a plan that is sawn.
    pub fn planned(&mut self, search: &str) {
        if let (Some(session), Some(search)) = (&mut self.session, Search::named(search)) {
            session.planned(search);
        }
    }

    /// The boards of a plan that is sawn are cut once more: they are planned anew, from the stock as it is now. Answers like
    /// [`view`](Self::view).
    pub fn plan_again(&mut self) -> String {
        if let Some(session) = &mut self.session {
            session.plan_again();
        }
        self.view()
    }

    /// Takes over, material by material, what a worker's cutting plan does better than those before it. Answers with
    /// `PlanNews`, or `{"ok": null}` when that changes nothing: the plan is no better, or for another job.
    pub fn set_plan(&mut self, plan: &str) -> String {
        let Some(session) = &mut self.session else {
            return String::new();
        };
        let outcome = furniture::json::from_str::<CuttingPlan>(plan)
            .map_err(|error| unreadable("problem.plan", &error))
            .and_then(|plan| session.take_plan(plan));
        match outcome {
            Ok(false) => json(&Reply::<Option<()>>::Ok(None)),
            outcome => {
                self.answer_with(outcome.map(drop), |session| session.document().plan_news())
            }
        }
    }

    /// How good the plan taken over is, for the workers.
    pub fn known(&mut self) -> String {
        let session = self.session.as_mut();
        session.map_or_else(String::new, |session| json(&session.known()))
    }

    fn keep(&mut self, number: u32, keeping: Keeping) -> String {
        let Some(session) = &mut self.session else {
            return String::new();
        };
        let outcome = session.keep(number, keeping);
        self.answer(outcome)
    }
}
