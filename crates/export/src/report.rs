//! The figures of a design as JSON documents: what passes, boards, plan, price.
//!
//! The command line and the browser's engine both answer with these, so that their bytes are the same.
//! Every document ends with a line feed.

use furniture::assembly::{Evaluation, evaluate};
use furniture::catalogue::Catalogue;
use furniture::cut_list::CutList;
use furniture::design::Design;
use furniture::estimate::Estimate;
use furniture::gather::sort_few_by_key;
use furniture::library::Library;
use furniture::problem::Problem;
use furniture::session::Plan;
use furniture::view::{BarsView, CheckView};
use furniture::workshop::Workshop;
use serde::Serialize;

use crate::bars::bars;
use crate::cutting_job::CuttingJob;
use crate::cutting_plan::{CuttingPlan, PlanFault, solve};
use crate::plan_view::plan_of;

/// A design evaluated, ready to report on.
#[derive(Debug)]
pub struct Report<'a> {
    design: &'a Design,
    catalogue: &'a Catalogue,
    evaluation: Evaluation,
    workshop: Workshop,
}

/// What `check` answers.
#[derive(Debug, Serialize)]
struct CheckDocument<'a> {
    is_buildable: bool,
    problems: &'a [Problem],
    checks: Vec<CheckView>,
}

impl<'a> Report<'a> {
    /// Evaluates a design.
    pub fn of(design: &'a Design, catalogue: &'a Catalogue, library: &Library) -> Self {
        Self {
            design,
            catalogue,
            evaluation: evaluate(design, catalogue, library),
            workshop: Workshop::default(),
        }
    }

    /// The same with the saw and the stock of a workshop.
    #[must_use]
    pub fn in_workshop(mut self, workshop: &Workshop) -> Self {
        self.workshop = workshop.clone();
        self
    }

    /// What stands against building it; empty for a design that can be built.
    pub fn problems(&self) -> &[Problem] {
        &self.evaluation.problems
    }

    /// Problems and checks.
    pub fn check(&self) -> String {
        let checks = &self.evaluation.assembly.checks;
        let mut checks: Vec<CheckView> = checks
            .iter()
            .map(|check| CheckView {
                severity: check.severity,
                message: check.message.clone(),
                keys: check.keys.clone(),
            })
            .collect();
        sort_few_by_key(&mut checks, |check| check.severity);
        document(&CheckDocument {
            is_buildable: self.problems().is_empty(),
            problems: self.problems(),
            checks,
        })
    }

    /// The cut list.
    pub fn cut_list(&self) -> CutList {
        CutList::of(&self.evaluation.assembly, self.catalogue)
    }

    /// The cut list as a document.
    pub fn parts(&self) -> String {
        document(&self.cut_list())
    }

    /// How clothes rails and the like are sawn from bars.
    pub fn bars(&self) -> Vec<BarsView> {
        bars(&self.evaluation.assembly, self.catalogue)
    }

    /// The same as a document.
    pub fn saw_bars(bars: &[BarsView]) -> String {
        document(&bars)
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

    /// The cutting plan as a document.
    pub fn cut(plan: &Plan) -> String {
        document(&plan.view)
    }

    /// Price and quantities with the sheets of a plan, as a document.
    pub fn estimate(&self, plan: &Plan) -> String {
        let assembly = &self.evaluation.assembly;
        document(&Estimate::of(
            self.design,
            assembly,
            self.catalogue,
            Some(&plan.bought),
        ))
    }
}

fn document<T: Serialize>(value: &T) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
