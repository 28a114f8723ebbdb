//! The design file: what opens again, here and elsewhere.

use crate::document::JSON;
use crate::format::{Format, PlanUse};

/// The format.
pub const FORMAT: Format = Format {
    id: "design",
    extension: "boardwright.json",
    media_type: JSON,
    plan: PlanUse::None,
    cannot_carry: &["format.without.plan", "format.without.workshop"],
    limits: &[],
    write: |source| furniture::design::write(source.evaluated.design).into_bytes(),
};
