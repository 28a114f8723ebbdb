//! Price, quantities and emissions with the sheets of a plan, as a JSON document.

use estimate::quote::Quotes;
use estimate::{Emissions, Estimate};
use serde::Serialize;

use crate::document::{JSON, document};
use crate::format::{Format, PlanUse};

/// The document: the price, and beside it what the design gives off.
#[derive(Serialize)]
struct Document {
    #[serde(flatten)]
    estimate: Estimate,
    emissions: Emissions,
    quotes: Quotes,
}

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
        let evaluated = source.evaluated;
        let written = plan.map(|plan| {
            document(&Document {
                estimate: evaluated.estimate(plan),
                emissions: evaluated.emissions(),
                quotes: evaluated.quotes(plan),
            })
        });
        written.unwrap_or_default()
    },
};
