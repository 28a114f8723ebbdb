//! What may be said of a piece, and what may not.
//!
//! Never that a whole product has no VOC, no formaldehyde or no emissions, or is certified: wood itself gives off traces,
//! and nobody has tested this piece. "No added VOC" holds for coatings and adhesives alone, and only where a supplier
//! declares each of them (content at most 1 g/L or g/kg); "low in VOC" where each is within GB/T 38597-2020 or, for
//! adhesives, 50 g/kg.

use furniture::catalogue::{Catalogue, Glue, Quantity};
use furniture::message::Message;
use serde::Serialize;

use crate::amount::Amounts;
use crate::figure::{Figure, Kind, Status, decimal, ratio, status};

/// Content up to which VOC count as not added, grams per litre or kilogram.
pub const NOT_ADDED: i64 = 1;
/// Content up to which an adhesive is low in VOC, grams per kilogram.
const LOW_ADHESIVE: i64 = 50;

/// What may be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Claim {
    /// The sentence.
    pub says: Message,
    /// Records that keep it from saying more, with what would help.
    pub because: Vec<Reason>,
}

/// A record that stands against a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Reason {
    /// Kind of the record.
    pub kind: Kind,
    /// The record.
    pub record: String,
    /// What stands against it.
    pub why: Message,
}

/// What stands against saying that a product has no VOC added.
pub(crate) fn against(content: &Quantity, catalogue: &Catalogue) -> Option<Message> {
    if content.value > NOT_ADDED {
        return Some(Message::new("claim.why.content").count("content", content.value));
    }
    let is_declared = status(content, catalogue) == Status::Declared;
    (!is_declared).then(|| Message::new("claim.why.not-declared"))
}

/// What may be said of what is used.
pub(crate) fn claim(
    amounts: &Amounts<'_>,
    glue: Option<&Glue>,
    voc: &Figure,
    catalogue: &Catalogue,
) -> Claim {
    let mut because = Vec::new();
    let mut is_low = true;
    for (id, _) in &amounts.coatings {
        let Some(coating) = catalogue.coatings.get(*id) else {
            continue;
        };
        let low = coating.low_voc_g_per_l.as_ref();
        is_low &= low.is_some_and(|low| coating.voc_g_per_l.value <= low.value);
        if let Some(why) = against(&coating.voc_g_per_l, catalogue) {
            because.push(Reason {
                kind: Kind::Coating,
                record: coating.id.clone(),
                why,
            });
        }
    }
    // What needs no glue is no adhesive.
    let glue = glue.filter(|glue| amounts.glued_mm2 > 0 && glue.grams_per_m2.value > 0);
    if let Some(glue) = glue {
        is_low &= glue.voc_g_per_kg.value <= LOW_ADHESIVE;
        if let Some(why) = against(&glue.voc_g_per_kg, catalogue) {
            because.push(Reason {
                kind: Kind::Glue,
                record: glue.id.clone(),
                why,
            });
        }
    }
    let says = if because.is_empty() {
        Message::new("claim.not-added")
    } else if is_low {
        Message::new("claim.low")
    } else {
        let grams = ratio(&[voc.value.unwrap_or_default()], &[100]);
        Message::new("claim.released").text("grams", decimal(grams, 1))
    };
    Claim { says, because }
}
