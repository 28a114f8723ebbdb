//! A design evaluated, and what is planned from it: boards, bars, cutting job, plan.

use estimate::quote::{Quotes, Sawn, quotes};
use estimate::{Emissions, Estimate, Room};
use furniture::assembly::{Assembly, Evaluation, evaluate};
use furniture::catalogue::Catalogue;
use furniture::cut_list::CutList;
use furniture::design::Design;
use furniture::library::Library;
use furniture::problem::Problem;
use furniture::workshop::Workshop;

use crate::bars::{BarsView, bars};
use crate::cutting_job::CuttingJob;
use crate::cutting_plan::{CuttingPlan, PlanFault};
use crate::plan_view::{Plan, plan_of};
use crate::run::solve;

/// A design with its evaluation, the catalogue that it refers to and the workshop that makes it.
#[derive(Clone, Debug)]
pub struct Evaluated<'a> {
    /// The design.
    pub design: &'a Design,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// Assembly and problems.
    pub evaluation: Evaluation,
    /// The saw and the stock.
    pub workshop: Workshop,
    /// The room that the furniture stands in.
    pub room: Room,
}

impl<'a> Evaluated<'a> {
    /// Evaluates a design.
    pub fn of(design: &'a Design, catalogue: &'a Catalogue, library: &Library) -> Self {
        Self {
            design,
            catalogue,
            evaluation: evaluate(design, catalogue, library),
            workshop: Workshop::default(),
            room: Room::default(),
        }
    }

    /// The same with the saw and the stock of a workshop.
    #[must_use]
    pub fn in_workshop(mut self, workshop: &Workshop) -> Self {
        self.workshop = workshop.clone();
        self
    }

    /// The same in a room.
    #[must_use]
    pub fn in_room(mut self, room: &Room) -> Self {
        self.room = room.clone();
        self
    }

    /// What the workshop asks for it, sawn by a plan.
    pub fn quotes(&self, plan: &Plan) -> Quotes {
        let sawn = Sawn {
            cut_length_um: plan.view.cut_length_um,
        };
        let estimate = self.estimate(plan);
        let rules = &self.workshop.rules;
        quotes(
            &estimate,
            self.assembly(),
            self.catalogue,
            rules,
            Some(sawn),
        )
    }

    /// What it releases and brings into the room's air.
    pub fn emissions(&self) -> Emissions {
        Emissions::of(self.design, self.assembly(), self.catalogue, &self.room)
    }

    /// What stands against building it; empty for a design that can be built.
    pub fn problems(&self) -> &[Problem] {
        &self.evaluation.problems
    }

    /// Boards, openings, hardware and checks.
    pub fn assembly(&self) -> &Assembly {
        &self.evaluation.assembly
    }

    /// The cut list.
    pub fn cut_list(&self) -> CutList {
        CutList::of(self.assembly(), self.catalogue)
    }

    /// How clothes rails and the like are sawn from bars.
    pub fn bars(&self) -> Vec<BarsView> {
        bars(self.assembly(), self.catalogue)
    }

    /// The cutting job.
    pub fn job(&self) -> CuttingJob {
        CuttingJob::of(&self.cut_list(), self.design, self.catalogue, 0).in_workshop(&self.workshop)
    }

    /// The plan that a fixed amount of work leads to, the same on every machine.
    ///
    /// # Errors
    /// When the optimiser doesn't take the job.
    pub fn plan(&self) -> Result<Plan, PlanFault> {
        let job = self.job();
        plan_of(&job, &solve(&job)?)
    }

    /// A plan of this design's job as it is shown.
    ///
    /// # Errors
    /// When the plan breaks a rule of cutting.
    pub fn shown(&self, plan: &CuttingPlan) -> Result<Plan, PlanFault> {
        plan_of(&self.job(), plan)
    }

    /// Price and quantities with the sheets of a plan; by the area used where the plan leaves boards out.
    pub fn estimate(&self, plan: &Plan) -> Estimate {
        let bought = plan.view.unplaced.is_empty().then_some(&plan.bought);
        Estimate::of(self.design, self.assembly(), self.catalogue, bought)
    }
}
