//! The optimiser as the worker runs it.

use export::cutting_job::CuttingJob;
use export::cutting_plan::{Run, StepOutcome};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::reply::json;

/// A run of the optimiser over one job.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Optimiser {
    /// None for a job that can't be read or isn't taken; there is nothing to do then.
    run: Option<Run>,
}

#[wasm_bindgen]
impl Optimiser {
    /// Prepares a run of a job from [`Session::job`](crate::Session::job).
    #[wasm_bindgen(constructor)]
    pub fn new(job: &str) -> Self {
        let job: Option<CuttingJob> = serde_json::from_str(job).ok();
        Self {
            run: job.and_then(|job| Run::new(&job).ok()),
        }
    }

    /// Does a bounded piece of work, a few milliseconds; the first step gives a complete plan.
    /// Answers `{"improved": bool, "done": bool, "progress_bp": 0 to 10000}`.
    pub fn step(&mut self) -> String {
        json(&match &mut self.run {
            Some(run) => run.step(),
            None => StepOutcome {
                improved: false,
                done: true,
                progress_bp: 10_000,
            },
        })
    }

    /// The best plan so far, for [`Session::set_plan`](crate::Session::set_plan).
    pub fn plan(&self) -> String {
        self.run
            .as_ref()
            .map(|run| json(&run.plan()))
            .unwrap_or_default()
    }
}
