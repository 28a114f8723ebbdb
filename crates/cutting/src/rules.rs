//! What the saw and the shop allow, and what counts after the cost.
//!
//! Limits (`stages` to `smallest_strip_um`) hold for every plan and the verifier checks them; the others say which of
//! several allowed plans is better.

use serde::Deserialize;

use crate::geometry::Axis;

/// The rules of a job. The default limits nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Most levels of cuts after trimming, from 1; none is as many as it takes. One further level is not counted when
    /// its cut only frees a single part from waste (the trade's "non-exact" stages). A stock's
    /// [`depth`](crate::Stock::depth) counts as levels already used.
    pub stages: Option<u8>,
    /// Direction in which the pieces of a sheet's first level follow one another. It holds for every sheet that needs
    /// a cut and whose stock has no [`depth`](crate::Stock::depth): a piece's own first cut came before.
    pub first_cut: Option<Axis>,
    /// Longest cut of the saw in micrometres, trim cuts apart; none is any length.
    pub longest_cut_um: Option<i64>,
    /// Least extent, along the axis of a cut, of everything that the cut leaves in micrometres: part, strip or
    /// leftover. What the blade itself takes is no piece.
    pub smallest_strip_um: i64,
    /// Least long side and least short side of a leftover worth keeping, in micrometres; the long one first.
    pub smallest_offcut_um: [i64; 2],
    /// When offcuts in stock are used before whole sheets.
    pub offcuts_first: OffcutUse,
    /// Most sheets sawn at once as a stack, from 1.
    pub stack: u32,
    /// What counts next among plans of the same cost.
    pub goal: Goal,
    /// Share of a sheet's price per area that is credited for its leftovers worth keeping, in hundredths of a percent.
    pub offcut_credit_bp: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            stages: None,
            first_cut: None,
            longest_cut_um: None,
            smallest_strip_um: 0,
            smallest_offcut_um: [0; 2],
            offcuts_first: OffcutUse::WhenCheaper,
            stack: 1,
            goal: Goal::Offcut,
            offcut_credit_bp: 0,
        }
    }
}

impl Rules {
    /// True when a leftover of this size is worth keeping, whichever way it lies.
    #[must_use]
    pub fn is_worth_keeping(&self, width_um: i64, height_um: i64) -> bool {
        let [long_um, short_um] = self.smallest_offcut_um;
        width_um.max(height_um) >= long_um && width_um.min(height_um) >= short_um
    }
}

/// When offcuts in stock are used before whole sheets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OffcutUse {
    /// Where that is cheaper; what an offcut costs is for the caller to say.
    #[default]
    WhenCheaper,
    /// Wherever a part fits one.
    Always,
    /// Where the parts take up at least this share of the offcut's area, in hundredths of a percent.
    FromUse(u32),
}

/// What counts next among plans of the same cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Goal {
    /// The largest single leftover worth keeping.
    #[default]
    Offcut,
    /// The least time at the saw.
    Sawing,
    /// The fewest different patterns, so that sheets can be sawn in stacks.
    Patterns,
}
