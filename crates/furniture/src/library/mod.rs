//! The part library: modules as data, read, checked and compiled once.
//!
//! A module is JSON with formulas (`assets/modules/*.json`). [`mod@file`] is its shape on disk,
//! [`compile`](compile::compile) turns it into [`Module`] with every formula parsed, every name known,
//! every unit fitting and no parameter depending on itself. Nothing here knows a furniture type.

mod compile;
pub mod file;
mod problem;
mod scope;
mod shipped;
pub mod slots;
mod value;

use std::collections::BTreeMap;

use crate::catalogue::ById;

pub use compile::compile;
pub use problem::{LibraryProblem, ModuleFault};
pub use scope::MethodTypes;
pub use shipped::{method_types, shipped};

use crate::axis::{Axis, Side};
use crate::formula::Formula;
use crate::message::Message;
use crate::role::Role;
use file::{ConditionSeverity, Lies};

/// The modules by identifier, in alphabetical order.
#[derive(Clone, Debug, Default)]
pub struct Library {
    modules: ById<Module>,
    /// Identifiers of today by those of before.
    aliases: BTreeMap<String, String>,
}

impl Library {
    /// Compiles module files given as `(file name, JSON text)`; `method` gives the types of the
    /// construction method's values.
    ///
    /// # Errors
    /// Everything that is wrong in any of the files, together.
    pub fn from_files<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
        method: &MethodTypes,
    ) -> Result<Self, Vec<LibraryProblem>> {
        let mut modules = ById::new();
        let mut aliases = BTreeMap::new();
        let mut problems = Vec::new();
        for (name, text) in files {
            match compile(text, method) {
                Ok(module) => {
                    let id = module.id.clone();
                    for alias in &module.aliases {
                        if aliases.insert(alias.clone(), id.clone()).is_some() {
                            let fault = ModuleFault::Duplicate { id: alias.clone() };
                            problems.push(LibraryProblem::new(name, fault));
                        }
                    }
                    if modules.insert(id.clone(), Box::new(module)).is_some() {
                        problems.push(LibraryProblem::new(name, ModuleFault::Duplicate { id }));
                    }
                }
                Err(faults) => {
                    problems.extend(
                        faults
                            .into_iter()
                            .map(|fault| LibraryProblem::new(name, fault)),
                    );
                }
            }
        }
        for (alias, id) in &aliases {
            if modules.contains_key(alias) {
                let fault = ModuleFault::Duplicate { id: alias.clone() };
                problems.push(LibraryProblem::new(id.as_str(), fault));
            }
        }
        if problems.is_empty() {
            Ok(Self { modules, aliases })
        } else {
            Err(problems)
        }
    }

    /// The module that has this identifier, or had it before.
    pub fn get(&self, id: &str) -> Option<&Module> {
        let renamed = || self.modules.get(self.aliases.get(id)?);
        self.modules.get(id).or_else(renamed).map(Box::as_ref)
    }

    /// All modules in alphabetical order of their identifiers.
    pub fn iter(&self) -> impl Iterator<Item = &Module> {
        self.modules.values().map(Box::as_ref)
    }
}

/// A module ready to be evaluated.
#[derive(Clone, Debug)]
pub struct Module {
    /// Identifier.
    pub id: String,
    /// Message key of its name.
    pub label: String,
    /// Position among the choices offered, small first.
    pub order: u32,
    /// Identifiers that it had before; designs may still say them.
    pub aliases: Vec<String>,
    /// Slots of an opening it takes.
    pub slots: Vec<String>,
    /// What other modules may ask for beside its slots.
    pub properties: Vec<String>,
    /// Limits of the outer size, for modules that can stand alone.
    pub size: Option<[Limits; 3]>,
    /// Parameters in the order of the form.
    pub parameters: Vec<Parameter>,
    /// Indices into `parameters` such that each comes after all it depends on.
    pub parameter_order: Vec<usize>,
    /// Named intermediate results, in the order they are computed.
    pub names: Vec<(String, Formula)>,
    /// What the opening must offer before the module can be put in.
    pub needs: Vec<Condition>,
    /// What must hold once it is in.
    pub conditions: Vec<Condition>,
    /// Boards.
    pub boards: Vec<BoardTemplate>,
    /// Openings it leaves.
    pub openings: Vec<OpeningTemplate>,
    /// Hardware it needs.
    pub fittings: Vec<FittingTemplate>,
    /// Hardware that is drawn.
    pub models: Vec<ModelTemplate>,
    /// What moves.
    pub motions: Vec<MotionTemplate>,
}

impl Module {
    /// True when it takes this slot or has this property.
    pub fn has(&self, what: &str) -> bool {
        self.takes(what) || self.properties.iter().any(|own| own == what)
    }

    /// The parameter with this identifier.
    pub fn parameter(&self, id: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.id == id)
    }
}

/// Limits of a length with their reasons.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Value of a new item.
    pub default: Formula,
    /// Smallest allowed.
    pub min: Formula,
    /// Largest allowed.
    pub max: Formula,
    /// Message key of why it can't be less.
    pub min_reason: Option<String>,
    /// Message key of why it can't be more.
    pub max_reason: Option<String>,
    /// Further largest values, each where it applies and with the message key of its reason.
    pub max_also: Vec<(Option<Formula>, Formula, String)>,
}

/// One parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Identifier.
    pub id: String,
    /// Message key of its name.
    pub label: String,
    /// Offered only where this holds.
    pub when: Option<Formula>,
    /// Kind with limits.
    pub kind: ParameterKind,
}

/// What values a parameter takes.
#[derive(Clone, Debug)]
pub enum ParameterKind {
    /// A length between limits.
    Length {
        /// Limits.
        limits: Limits,
        /// Step of a slider, micrometres.
        step_um: i64,
    },
    /// A whole number between limits.
    Count(Limits),
    /// Yes or no.
    Switch {
        /// Default.
        default: Formula,
    },
    /// One of several texts.
    Choice {
        /// Default.
        default: Formula,
        /// Values with the message keys of their names.
        options: Vec<(String, String)>,
    },
    /// A division of a length.
    Tracks {
        /// The length divided.
        of: Formula,
        /// What lies between two tracks.
        gap: Formula,
        /// Smallest track allowed.
        min_track: Formula,
        /// Most tracks allowed.
        max_count: Formula,
        /// Default tracks as text.
        default: String,
        /// How often they stand in a row.
        repeat: Option<Formula>,
    },
}

/// How often something is there, and where.
#[derive(Clone, Debug)]
pub struct Repetition {
    /// How often; once when there is none. `i` is the index.
    pub repeat: Option<Formula>,
    /// Only where this holds, index by index.
    pub when: Option<Formula>,
}

/// A condition that passes or fails.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Message keys are `check.ID.fails` and `check.ID.passes`.
    pub id: String,
    /// What failing means.
    pub severity: ConditionSeverity,
    /// How often, and where.
    pub repetition: Repetition,
    /// Passes when true.
    pub that: Formula,
    /// Values for the message.
    pub values: Vec<(String, Formula)>,
    /// Board templates concerned.
    pub boards: Vec<String>,
}

impl Condition {
    /// The message for an outcome, without values.
    pub fn message(&self, passes: bool) -> Message {
        Message::new(format!(
            "check.{}.{}",
            self.id,
            if passes { "passes" } else { "fails" }
        ))
    }
}

/// A board to be made, perhaps several times.
#[derive(Clone, Debug)]
pub struct BoardTemplate {
    /// Identifier.
    pub id: String,
    /// Message key of its name.
    pub label: String,
    /// Role, which decides the material.
    pub role: Role,
    /// How often, and where.
    pub repetition: Repetition,
    /// Plane it lies in.
    pub lies: Lies,
    /// Direction of its length and grain.
    pub along: Axis,
    /// Finished length.
    pub length: Formula,
    /// Finished width.
    pub width: Formula,
    /// Lowest corner in the module's box.
    pub at: [Formula; 3],
    /// Edge band class by side.
    pub bands: Vec<(Side, String)>,
    /// Depth by which its edges enter the boards around; those are grooved.
    pub tongue: Option<Formula>,
    /// Motion it takes part in, with the index of the motion.
    pub motion: Option<(String, Formula)>,
    /// True for doors and drawer fronts.
    pub is_front: bool,
    /// Holds where the figure runs on from one repetition to the next.
    pub matched: Option<Formula>,
}

/// An opening that is left, perhaps several times.
#[derive(Clone, Debug)]
pub struct OpeningTemplate {
    /// Identifier.
    pub id: String,
    /// Message key of its name.
    pub label: String,
    /// Slots it offers.
    pub accepts: Vec<String>,
    /// How often, and where.
    pub repetition: Repetition,
    /// Lowest corner in the module's box.
    pub at: [Formula; 3],
    /// Width, height, depth.
    pub size: [Formula; 3],
    /// How far a front may cover what is left, right, below and above.
    pub overlay: Option<[Formula; 4]>,
    /// Message key of a front over all of it, which has the front's name as `module`.
    pub over: Option<String>,
    /// The tracks parameter that makes these openings, so that a track can be added instead of nesting.
    pub tracks: Option<String>,
}

/// Hardware by count or length.
#[derive(Clone, Debug)]
pub struct FittingTemplate {
    /// Hardware in the catalogue.
    pub hardware: String,
    /// How often, and where.
    pub repetition: Repetition,
    /// How many.
    pub quantity: Formula,
    /// Length of each, for what is sold by the metre.
    pub length: Option<Formula>,
}

/// Hardware that is drawn.
#[derive(Clone, Debug)]
pub struct ModelTemplate {
    /// Identifier.
    pub id: String,
    /// Name of the model file.
    pub model: String,
    /// How often, and where.
    pub repetition: Repetition,
    /// Place of the model's origin.
    pub at: [Formula; 3],
    /// Length along the model's x, y, z that one model unit (a metre) is stretched to; none keeps the model's own.
    pub stretch: [Option<Formula>; 3],
    /// Place that it takes up: lowest corner in the module's box, and width, height, depth.
    pub solid: Option<[[Formula; 3]; 2]>,
    /// Motion it takes part in, with the index of the motion.
    pub motion: Option<(String, Formula)>,
}

/// A movement.
#[derive(Clone, Debug)]
pub struct MotionTemplate {
    /// Identifier.
    pub id: String,
    /// How often, and where.
    pub repetition: Repetition,
    /// How it moves.
    pub path: PathTemplate,
}

/// The path of a movement.
#[derive(Clone, Debug)]
pub enum PathTemplate {
    /// Turns about an upright line.
    Hinge {
        /// A point on the line: x and z.
        at: [Formula; 2],
        /// True when the leaf hangs on its left side.
        left: Formula,
    },
    /// Slides.
    Slide {
        /// Displacement.
        by: [Formula; 3],
    },
}
