//! What a file format is: a name, what it can't carry, and how it is written.
//!
//! One file of this crate for each format, and a word in the list of [`FORMATS`](crate::FORMATS): the command line and the page list what
//! there is from there. Message keys of a format are `format.ID` for its name and `format.ID.what` for what it is for.

use furniture::message::Message;
use furniture::problem::Problem;
use planning::evaluated::Evaluated;
use planning::plan_view::Plan;

use crate::texts::Texts;

/// What a file is written from.
#[derive(Debug)]
pub struct Source<'a> {
    /// The design with what is computed from it. It can be built.
    pub evaluated: &'a Evaluated<'a>,
    /// The cutting plan in force, where one is known.
    pub plan: Option<&'a Plan>,
    /// Texts of the language that names are written in.
    pub texts: &'a Texts,
}

/// What a format wants of the cutting plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanUse {
    /// Nothing.
    None,
    /// It says more where a plan is known.
    WhereKnown,
    /// There is no file without one.
    Needed,
}

/// A limit of a format that a design may not keep.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// Message key of the limit, for people who choose a format.
    pub label: &'static str,
    /// What breaks it.
    pub check: fn(&Source<'_>) -> Vec<Problem>,
}

/// A format in which something leaves a design.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Identifier, as on the command line.
    pub id: &'static str,
    /// What a file's name ends with, without the dot.
    pub extension: &'static str,
    /// Media type (IANA).
    pub media_type: &'static str,
    /// What it wants of the cutting plan.
    pub plan: PlanUse,
    /// Message keys of what it can't carry of a design.
    pub cannot_carry: &'static [&'static str],
    /// Limits that a design may not keep.
    pub limits: &'static [Limit],
    /// Writes a file. The source keeps the limits and has a plan where one is needed.
    pub write: fn(&Source<'_>) -> Vec<u8>,
}

impl Format {
    /// Writes a file.
    ///
    /// # Errors
    /// What the format's limits stand against, and where it needs a plan and there is none.
    pub fn file(&self, source: &Source<'_>) -> Result<Vec<u8>, Vec<Problem>> {
        let checks = self.limits.iter();
        let mut problems: Vec<Problem> = checks.flat_map(|limit| (limit.check)(source)).collect();
        if self.plan == PlanUse::Needed && source.plan.is_none() {
            problems.push(Problem::new(Message::new("problem.format-needs-plan")));
        }
        if problems.is_empty() {
            Ok((self.write)(source))
        } else {
            Err(problems)
        }
    }
}

/// Declares the modules of the formats and lists what they hold, in the order given.
macro_rules! formats {
    ($($module:ident),* $(,)?) => {
        $(pub mod $module;)*

        /// Every format, in the order in which people are offered them.
        pub const FORMATS: &[&$crate::format::Format] = &[$(&$module::FORMAT),*];
    };
}
pub(crate) use formats;

/// The format of an identifier.
pub fn named(id: &str) -> Option<&'static Format> {
    let mut all = crate::FORMATS.iter();
    all.find(|format| format.id == id).copied()
}
