//! The WebAssembly face of files: what a worker calls to write what leaves a design.
//!
//! It is fetched when the first file is wanted, so that formats and what they need cost nobody else anything.

use estimate::Room;
use export::FORMATS;
use export::format::{Format, PlanUse, Source, named};
use export::texts::Texts;
use furniture::bundle::Bundle;
use furniture::catalogue::Catalogue;
use furniture::design;
use furniture::library::Library;
use furniture::message::Message;
use furniture::problem::Problem;
use furniture::workshop::{self, Workshop};
use planning::evaluated::Evaluated;
use planning::plan_in_force::PlanInForce;
use planning::plan_view::{Plan, plan_of};
use wasm_bindgen::prelude::wasm_bindgen;

/// Writes files of designs.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Files {
    /// None only if the shipped files are damaged.
    shipped: Option<(Catalogue, Library)>,
    /// The room that figures are for.
    room: Room,
}

/// A file, or what stands against it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Written {
    bytes: Vec<u8>,
    problems: Vec<Problem>,
}

#[wasm_bindgen]
impl Written {
    /// The file; empty where something stands against it.
    pub fn bytes(&self) -> Vec<u8> {
        self.bytes.clone()
    }

    /// What stands against it, as JSON of `Problem`s.
    pub fn problems(&self) -> String {
        // The types hold no map with keys other than text, the one thing that can't be written.
        serde_json::to_string(&self.problems).unwrap_or_default()
    }
}

#[wasm_bindgen]
impl Files {
    /// With the text of the shipped files.
    #[wasm_bindgen(constructor)]
    pub fn new(shipped: &str) -> Self {
        #[cfg(target_arch = "wasm32")]
        console_error_panic_hook::set_once();
        Self {
            shipped: Bundle::read(shipped).catalogue(),
            room: Room::default(),
        }
    }

    /// Takes another room for what is written from now on, as JSON of `Room`; false for one that the models don't hold for.
    pub fn set_room(&mut self, room: &str) -> bool {
        let read = furniture::json::from_str::<Room>(room).ok();
        let catalogue = self.shipped.as_ref().map(|(catalogue, _)| catalogue);
        let known = read
            .zip(catalogue)
            .filter(|(room, catalogue)| room.is_known(catalogue));
        let is_known = known.is_some();
        if let Some((room, _)) = known {
            self.room = room;
        }
        is_known
    }

    /// Writes a design in a format. `design`, `workshop` and `plan` are texts as a session saves them; without a plan of this
    /// very job a format that needs one searches for it, to the same end as the command line. `texts` are those of the
    /// language `language`, as JSON of keys and texts.
    pub fn write(
        &self,
        format: &str,
        design: &str,
        workshop: &str,
        plan: &str,
        language: &str,
        texts: &str,
    ) -> Written {
        let written = self.written(format, design, workshop, plan, language, texts);
        let (bytes, problems) = match written {
            Ok(bytes) => (bytes, Vec::new()),
            Err(problems) => (Vec::new(), problems),
        };
        Written { bytes, problems }
    }
}

impl Files {
    fn written(
        &self,
        format: &str,
        design: &str,
        workshop: &str,
        plan: &str,
        language: &str,
        texts: &str,
    ) -> Result<Vec<u8>, Vec<Problem>> {
        let damaged = || one(Message::new("problem.shipped"));
        let (catalogue, library) = self.shipped.as_ref().ok_or_else(damaged)?;
        let format = named(format).ok_or_else(|| unknown(format))?;
        let design = design::read(design).map_err(|fault| one(fault.message()))?;
        let workshop = if workshop.is_empty() {
            Workshop::default()
        } else {
            workshop::read(workshop, catalogue)?
        };
        let texts = Texts::read(language, texts).map_err(|error| {
            one(Message::new("problem.edit-shape").text("detail", error.to_string()))
        })?;
        let evaluated = Evaluated::of(&design, catalogue, library).in_workshop(&workshop);
        let evaluated = evaluated.in_room(&self.room);
        let plan = plan_for(format, &evaluated, plan)?;
        let plan = plan.as_ref();
        format.file(&Source {
            evaluated: &evaluated,
            plan,
            texts: &texts,
        })
    }
}

/// The plan that a format writes: the one given, or where it needs one and that isn't for this job, one searched for now.
fn plan_for(
    format: &Format,
    evaluated: &Evaluated<'_>,
    saved: &str,
) -> Result<Option<Plan>, Vec<Problem>> {
    if format.plan == PlanUse::None {
        return Ok(None);
    }
    let saved = PlanInForce::read(saved, &evaluated.job()).ok();
    let known = saved.and_then(|known| plan_of(&known.job, &known.plan?).ok());
    if known.is_some() || format.plan == PlanUse::WhereKnown {
        return Ok(known);
    }
    let fault = |fault: planning::cutting_plan::PlanFault| {
        one(Message::new("problem.plan").text("detail", fault.to_string()))
    };
    evaluated.plan().map(Some).map_err(fault)
}

fn one(message: Message) -> Vec<Problem> {
    vec![Problem::new(message)]
}

fn unknown(id: &str) -> Vec<Problem> {
    let known: Vec<&str> = FORMATS.iter().map(|format| format.id).collect();
    let message = Message::new("problem.no-such-format").text("id", id);
    one(message.text("known", known.join(", ")))
}

#[cfg(test)]
mod tests;
