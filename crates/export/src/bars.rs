//! How clothes rails and the like are sawn from bars, as a JSON document.

use crate::document::{JSON, document};
use crate::format::{Format, PlanUse};

/// The format.
pub const FORMAT: Format = Format {
    id: "bars",
    extension: "bars.json",
    media_type: JSON,
    plan: PlanUse::None,
    cannot_carry: &[],
    limits: &[],
    write: |source| document(&source.evaluated.bars()),
};
