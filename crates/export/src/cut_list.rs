//! The boards of a design, grouped for the saw, as a JSON document.

use crate::document::{JSON, document};
use crate::format::{Format, PlanUse};

/// The format.
pub const FORMAT: Format = Format {
    id: "cut-list",
    extension: "parts.json",
    media_type: JSON,
    plan: PlanUse::None,
    cannot_carry: &[],
    limits: &[],
    write: |source| document(&source.evaluated.cut_list()),
};
