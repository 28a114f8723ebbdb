//! The WebAssembly face of the cutting optimiser: what a worker calls, with JSON texts in and out.

use planning::bars::{BarsToSaw, BarsView};
use planning::cutting_job::CuttingJob;
use planning::cutting_plan::Rank;
use planning::run::{Run, StepOutcome};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

/// A run of the optimiser over one job, or one worker's share of it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Optimiser {
    /// None for a job that can't be read or isn't taken; there is nothing to do then.
    run: Option<Run>,
}

#[wasm_bindgen]
impl Optimiser {
    /// Prepares a run of a job from `Session::job`.
    #[wasm_bindgen(constructor)]
    pub fn new(job: &str) -> Self {
        #[cfg(target_arch = "wasm32")]
        console_error_panic_hook::set_once();
        let job: Option<CuttingJob> = furniture::json::from_str(job).ok();
        Self {
            run: job.and_then(|job| Run::new(&job).ok()),
        }
    }

    /// Prepares the share of one of several workers that search the same job.
    pub fn share(job: &str, worker: u32, workers: u32) -> Self {
        let job: Option<CuttingJob> = furniture::json::from_str(job).ok();
        let share = |job| Run::share(&job, u64::from(worker), u64::from(workers)).ok();
        Self {
            run: job.and_then(share),
        }
    }

    /// Hears how good the best plan known elsewhere is, from `Session::known`.
    pub fn learn(&mut self, known: &str) {
        let known: Vec<Option<Rank>> = furniture::json::from_str(known).unwrap_or_default();
        if let Some(run) = &mut self.run {
            run.learn(&known);
        }
    }

    /// Allows more work once the first is done.
    pub fn extend(&mut self) {
        if let Some(run) = &mut self.run {
            run.extend();
        }
    }

    /// Does a bounded piece of work, a few milliseconds; the first step gives a complete plan.
    /// Answers with a [`StepOutcome`].
    pub fn step(&mut self) -> String {
        json(&match &mut self.run {
            Some(run) => run.step(),
            None => StepOutcome {
                improved: false,
                done: true,
                exhausted: true,
                progress_bp: 10_000,
            },
        })
    }

    /// The best plan so far, for `Session::set_plan`.
    pub fn plan(&self) -> String {
        self.run
            .as_ref()
            .map(|run| json(&run.plan()))
            .unwrap_or_default()
    }
}

/// How the bars of `Session::bars_to_saw` are sawn: `BarsView`s. They are so few that no steps are needed.
#[wasm_bindgen]
pub fn saw_bars(bars: &str) -> String {
    let bars: Vec<BarsToSaw> = furniture::json::from_str(bars).unwrap_or_default();
    let sawn: Vec<BarsView> = bars.iter().map(BarsToSaw::sawn).collect();
    json(&sawn)
}

fn json<T: Serialize>(value: &T) -> String {
    // The types hold no map with keys other than text, the one thing that can't be written.
    serde_json::to_string(value).unwrap_or_default()
}
