//! A cutting plan as it travels between workers, session and browser, and how good it is.
//!
//! Which plan is best never depends on who found it first, so that workers that share the search come, together, to the
//! plan that one run comes to.

use serde::{Deserialize, Serialize};

use crate::cutting_job::{Aim, CuttingGoal, JobGroup, JobSheet};
use crate::sheet_plan::{self, SheetPlan, cuts, leftovers, turns};

/// A plan as it travels from a worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CuttingPlan {
    /// Revision of its job.
    pub revision: u32,
    /// In the order of the job's groups.
    pub groups: Vec<GroupPlan>,
}

/// The sheets of one material.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPlan {
    /// The seed it was found from.
    pub seed: u64,
    /// The sheets; those cut alike stand next to one another.
    #[serde(with = "sheet_plan")]
    pub sheets: Vec<SheetPlan>,
    /// Sheets that any plan needs at least.
    pub bound_sheets: u64,
    /// What the sheets of any plan cost at least, fen.
    #[serde(default)]
    pub bound_fen: u64,
    /// True when no plan can cost less.
    pub is_optimal: bool,
    /// Boards left out: index in the group, how many, and why as a message key.
    pub unplaced: Vec<(usize, u32, String)>,
}

/// How good a plan of a group is: the smaller the better, first field first. No two seeds are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rank {
    pub(crate) unplaced: u32,
    /// Less what the offcuts kept are worth.
    pub(crate) cost: u64,
    /// Area of the offcuts in stock that are used where that is worth while only if it is cheaper.
    pub(crate) spent_mm2: i64,
    /// What counts by the job's goal.
    pub(crate) goal: [i64; 3],
    pub(crate) seed: u64,
}

impl GroupPlan {
    /// How good it is for what the job is after.
    pub fn rank(&self, group: &JobGroup, aim: Aim) -> Rank {
        let left = self.sheets.iter().flat_map(leftovers);
        let areas = left.map(|[_, _, width_um, height_um]| width_um.saturating_mul(height_um));
        let spared = areas.max().unwrap_or_default().saturating_neg();
        // Sheets that are cut alike stand next to one another; the saw cuts a stack of them at once.
        let alike = self.sheets.chunk_by(|one, other| one == other);
        let (mut patterns, mut sawing, mut length_um) = (0_i64, 0_i64, 0_i64);
        for sheets in alike {
            let stacks = i64::try_from(sheets.len().div_ceil(aim.stack.max(1))).unwrap_or(i64::MAX);
            let Some(sheet) = sheets.first() else {
                continue;
            };
            let stock = group.sheets.get(sheet.stock);
            let passes = stock.map_or_else(Vec::new, |stock| cuts(sheet, stock, aim.trim_um));
            let cuts = i64::try_from(passes.len()).unwrap_or(i64::MAX);
            let lengths = passes.iter();
            let lengths = lengths.map(|(from, to, _)| to[0] - from[0] + to[1] - from[1]);
            patterns += 1;
            // Turning a piece takes about as long as two passes (`cutting::totals::SawModel::TYPICAL`).
            sawing += stacks * (cuts + 2 * turns(sheet));
            length_um = length_um.saturating_add(stacks.saturating_mul(lengths.sum()));
        }
        let stocks = self.sheets.iter();
        let stocks = stocks.filter_map(|sheet| group.sheets.get(sheet.stock));
        let spent = stocks.filter(|stock| stock.is_offcut() && !aim.has_offcuts_first);
        let spent_mm2 = spent.map(|stock| (stock.length_um / 1_000) * (stock.width_um / 1_000));
        let costs = self.sheets.iter().filter_map(|sheet| {
            let stock = group.sheets.get(sheet.stock)?;
            Some(stock.fen - aim.credit_fen(stock, &leftovers(sheet)))
        });
        Rank {
            unplaced: self.unplaced.iter().map(|left| left.1).sum(),
            cost: costs
                .map(|fen| u64::try_from(fen).unwrap_or_default())
                .sum(),
            spent_mm2: spent_mm2.sum(),
            goal: match aim.goal {
                CuttingGoal::Offcut => [spared, sawing, length_um],
                CuttingGoal::Sawing => [sawing, length_um, spared],
                CuttingGoal::Patterns => [patterns, sawing, spared],
            },
            seed: self.seed,
        }
    }

    /// Takes over what another plan of the same group does better or knows more of; true when anything changed.
    pub fn merge(&mut self, other: Self, group: &JobGroup, aim: Aim) -> bool {
        let (ours, theirs) = (self.rank(group, aim), other.rank(group, aim));
        let costs_the_same = (ours.unplaced, ours.cost) == (theirs.unplaced, theirs.cost);
        // Where offcuts are settled first, each seed settles its own, and what it proves holds for its plans alone.
        let has_offcuts = group.sheets.iter().any(JobSheet::is_offcut);
        let is_shared = !(has_offcuts && aim.has_offcuts_first) || theirs == ours;
        let bounds = |plan: &Self| (plan.bound_sheets, plan.bound_fen);
        let (bound_sheets, bound_fen) = if is_shared {
            let (ours, theirs) = (bounds(self), bounds(&other));
            (ours.0.max(theirs.0), ours.1.max(theirs.1))
        } else if theirs < ours {
            bounds(&other)
        } else {
            bounds(self)
        };
        let is_optimal = if costs_the_same && is_shared {
            self.is_optimal || other.is_optimal
        } else if theirs < ours {
            other.is_optimal
        } else {
            self.is_optimal
        };
        let is_better = theirs < ours;
        let changed =
            is_better || (bound_sheets, bound_fen) != bounds(self) || is_optimal != self.is_optimal;
        if is_better {
            *self = other;
        }
        (self.bound_sheets, self.bound_fen) = (bound_sheets, bound_fen);
        self.is_optimal = is_optimal;
        changed
    }
}

/// Why a plan can't be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// The optimiser doesn't take the job.
    #[error("{0}")]
    Instance(String),
    /// The plan doesn't belong to the job or breaks a rule of cutting.
    #[error("{0}")]
    Wrong(String),
}
