//! The passes of the saw on a sheet, as they are written and as they are read of an earlier plan.

use serde::{Deserialize, Serialize};

use super::error::JsonError;
use super::number::Numbers;
use crate::instance::LINEAR_HEIGHT_UM;
use crate::keep::KeptCut;
use crate::solution::SawCut;

/// One pass of the saw.
#[derive(Serialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
pub struct CutFile {
    /// Number in the sequence of the sheet, from 1.
    n: usize,
    /// Level in the tree of cuts, 1 for the first after trimming; 0 for a trim cut.
    level: u32,
    /// What the fence is set to: extent of the piece that is sawn off, or of the trim.
    fence: f64,
    /// Where the saw starts, x and y of the side of the kerf that is kept; x alone in a one-dimensional job.
    from: Vec<f64>,
    /// Where it ends.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    to: Vec<f64>,
}

impl CutFile {
    /// The pass with this number in the sequence of its sheet.
    pub fn of(n: usize, cut: &SawCut, is_linear: bool) -> Self {
        let dimensions = if is_linear { 1 } else { 2 };
        let mm = |um: i64| um as f64 / 1e3;
        let point = |um: [i64; 2]| um.into_iter().take(dimensions).map(mm).collect();
        Self {
            n,
            level: cut.stage,
            fence: mm(cut.fence_um),
            from: point(cut.from_um),
            to: if is_linear {
                Vec::new()
            } else {
                point(cut.to_um)
            },
        }
    }
}

/// A pass of the saw by which an earlier plan cut a kept sheet, as in a solution.
#[derive(Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KeptCutFile {
    /// As in a solution; passes are taken in the order in which they stand.
    #[serde(rename = "n")]
    _n: Option<f64>,
    /// Level in the tree of cuts, 1 for the first after trimming; 0 for a trim cut.
    level: u32,
    /// As in a solution; where the pass lies counts.
    #[serde(rename = "fence")]
    _fence: Option<f64>,
    /// Where the saw starts, x and y of the side of the kerf that is kept; x alone in a one-dimensional job.
    from: Vec<f64>,
    /// Where it ends; nothing in a one-dimensional job.
    #[serde(default)]
    to: Vec<f64>,
}

impl KeptCutFile {
    fn read(&self, place: &str, numbers: &Numbers) -> Result<KeptCut, JsonError> {
        let length = |value: f64| numbers.length(place, value);
        let (from_um, to_um) = match (self.from.as_slice(), self.to.as_slice()) {
            (&[x, y], &[to_x, to_y]) => ([length(x)?, length(y)?], [length(to_x)?, length(to_y)?]),
            (&[x], []) => ([length(x)?, 0], [length(x)?, LINEAR_HEIGHT_UM]),
            _ => {
                return Err(JsonError::Field {
                    place: place.to_owned(),
                    detail: "needs `from` and `to` as x and y, or `from` as x in a one-dimensional job",
                });
            }
        };
        Ok(KeptCut {
            from_um,
            to_um,
            level: self.level,
        })
    }
}

/// The passes on a kept sheet; `place` says where the sheet is in the file.
pub fn kept_cuts(
    place: &str,
    cuts: &[KeptCutFile],
    numbers: &Numbers,
) -> Result<Vec<KeptCut>, JsonError> {
    let cuts = cuts.iter().enumerate();
    cuts.map(|(index, cut)| cut.read(&format!("{place}.cuts[{index}]"), numbers))
        .collect()
}
