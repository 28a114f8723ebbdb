//! Price and quantities with the sheets of a plan, as a JSON document.

use crate::document::{JSON, document};
use crate::format::{Format, PlanUse};

/// The format.
pub const FORMAT: Format = Format {
    id: "estimate",
    extension: "estimate.json",
    media_type: JSON,
    plan: PlanUse::Needed,
    cannot_carry: &[],
    limits: &[],
    write: |source| {
        let plan = source.plan;
        plan.map(|plan| document(&source.evaluated.estimate(plan)))
            .unwrap_or_default()
    },
};
