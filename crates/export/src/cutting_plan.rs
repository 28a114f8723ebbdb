//! The cutting plan as a JSON document: sheets, boards on them, saw cuts in their order, what is left.

use crate::document::{JSON, document};
use crate::format::{Format, PlanUse};

/// The format.
pub const FORMAT: Format = Format {
    id: "cutting-plan",
    extension: "plan.json",
    media_type: JSON,
    plan: PlanUse::Needed,
    cannot_carry: &[],
    limits: &[],
    write: |source| {
        source
            .plan
            .map(|plan| document(&plan.view))
            .unwrap_or_default()
    },
};
