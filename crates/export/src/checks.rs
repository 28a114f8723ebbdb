//! What a design passes and fails, as a JSON document. It is written for designs that can't be built, too.

use furniture::assembly::Severity;
use furniture::message::Message;
use furniture::problem::Problem;
use planning::evaluated::Evaluated;
use serde::Serialize;

use crate::document::{JSON, document};
use crate::format::{Format, PlanUse};

/// The format.
pub const FORMAT: Format = Format {
    id: "checks",
    extension: "checks.json",
    media_type: JSON,
    plan: PlanUse::None,
    cannot_carry: &[],
    limits: &[],
    write: |source| write(source.evaluated),
};

#[derive(Serialize)]
struct Checks<'a> {
    is_buildable: bool,
    problems: &'a [Problem],
    checks: Vec<CheckLine<'a>>,
}

#[derive(Serialize)]
struct CheckLine<'a> {
    severity: Severity,
    message: &'a Message,
    keys: &'a [String],
}

/// Problems and checks, what fails first.
pub fn write(evaluated: &Evaluated<'_>) -> Vec<u8> {
    let checks = evaluated.assembly().checks.iter();
    let mut checks: Vec<CheckLine<'_>> = checks
        .map(|check| CheckLine {
            severity: check.severity,
            message: &check.message,
            keys: &check.keys,
        })
        .collect();
    checks.sort_by_key(|check| check.severity);
    document(&Checks {
        is_buildable: evaluated.problems().is_empty(),
        problems: evaluated.problems(),
        checks,
    })
}
