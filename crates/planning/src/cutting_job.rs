//! A design's boards as cutting instances: one for each material, thickness and decor.
//!
//! The job is what travels to the optimiser's worker. x of a sheet is its length, the way the grain
//! runs; a board's length lies along it unless the board has no grain.

use cutting::keep::{Kept, KeptCut, KeptSheet};
use cutting::solution::{Axis, Placement};
use cutting::{Goal, Group, Instance, OffcutUse, Part, Rules, Stock, Trim};
use estimate::cost::board_price_name;
use furniture::catalogue::Catalogue;
use furniture::catalogue::MaterialChoice;
use furniture::cut_list::{CutList, MatchedBoards};
use furniture::design::Design;
use furniture::money::share_of;
use furniture::workshop::{Rule, RuleValues, Workshop};
use serde::{Deserialize, Serialize};

use crate::cutting_plan::PlanFault;
use crate::sheet_plan::rect;

/// Square micrometres in a square metre.
const UM2_PER_M2: i128 = 1_000_000_000_000;

/// A cutting job of a design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CuttingJob {
    /// Revision of the design that it was made for; it holds for later ones with the same to cut.
    pub revision: u32,
    /// Width of a saw cut, micrometres.
    pub kerf_um: i64,
    /// Cut off a sheet at x = 0, at its largest x, at y = 0 and at its largest y, micrometres.
    pub trim_um: [i64; 4],
    /// Leftovers at least this long and wide are kept as offcuts, micrometres.
    pub offcut_min_um: [i64; 2],
    /// What the workshop says about its saw and its stock; what of it has a field above holds there.
    #[serde(default)]
    pub rules: RuleValues,
    /// What counts next among plans of the same cost.
    pub goal: CuttingGoal,
    /// One group for each material.
    pub groups: Vec<JobGroup>,
}

/// What counts next among plans of the same cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CuttingGoal {
    /// The largest single leftover.
    #[default]
    Offcut,
    /// The least work at the saw.
    Sawing,
    /// The fewest different sheets, so that they can be sawn in stacks.
    Patterns,
}

impl CuttingGoal {
    /// The goal of a name; none for any other text.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "offcut" => Some(Self::Offcut),
            "sawing" => Some(Self::Sawing),
            "patterns" => Some(Self::Patterns),
            _ => None,
        }
    }

    fn of_optimiser(self) -> Goal {
        match self {
            Self::Offcut => Goal::Offcut,
            Self::Sawing => Goal::Sawing,
            Self::Patterns => Goal::Patterns,
        }
    }
}

/// The boards of one material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobGroup {
    /// Material, thickness and decor.
    pub material: MaterialChoice,
    /// Sheets that can be bought, then offcuts in stock.
    pub sheets: Vec<JobSheet>,
    /// Boards.
    pub boards: Vec<JobBoard>,
    /// Boards that stay together in one strip.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matched: Vec<JobMatched>,
    /// Sheets of an earlier plan that stay; they come first in every plan of the group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keep: Vec<JobKept>,
}

/// Boards on which the figure runs on from one to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobMatched {
    /// Indices in the group, in the order of the strip; one may come several times. These boards are in no other strip.
    pub boards: Vec<usize>,
    /// True when they follow one another across the grain, false when they do along it.
    pub is_across: bool,
}

/// A sheet that stays, or boards on it that do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobKept {
    /// Index of the sheet size in the group.
    pub stock: usize,
    /// The whole sheet is locked: nothing else is put on it.
    pub is_locked: bool,
    /// The boards that stay: index in the group, x, y, width, height, rotated.
    pub placements: Vec<(usize, [i64; 4], bool)>,
    /// How the plan cuts the sheet: from, to, stage, trims at stage 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cuts: Vec<([i64; 2], [i64; 2], u32)>,
}

impl JobKept {
    pub(crate) fn of_optimiser(&self) -> KeptSheet {
        let placements = self.placements.iter();
        KeptSheet {
            stock: self.stock,
            is_locked: self.is_locked,
            placements: placements
                .map(|&(part, place, rotated)| Placement {
                    part,
                    rect: rect(place),
                    rotated,
                })
                .collect(),
            cuts: self
                .cuts
                .iter()
                .map(|&(from_um, to_um, level)| KeptCut {
                    from_um,
                    to_um,
                    level,
                })
                .collect(),
        }
    }
}

/// A size of sheet, or of an offcut in stock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobSheet {
    /// Length, along the grain, micrometres.
    pub length_um: i64,
    /// Width, micrometres.
    pub width_um: i64,
    /// Price of one, fen.
    pub fen: i64,
    /// How many there are in stock, for offcuts; none for sheets, of which as many are bought as it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_stock: Option<u32>,
}

impl JobGroup {
    /// Whether the same boards are cut from the same stock, whatever is kept.
    pub(crate) fn is_same_work(&self, other: &Self) -> bool {
        let Self {
            material,
            sheets,
            boards,
            matched,
            keep: _,
        } = self;
        (material, sheets) == (&other.material, &other.sheets)
            && (boards, matched) == (&other.boards, &other.matched)
    }

    /// Whether the same boards are cut from the same sheets, whatever these cost and whatever is kept or lies in stock.
    pub(crate) fn is_same_but_for_stock(&self, other: &Self) -> bool {
        let size = |sheet: &JobSheet| [sheet.length_um, sheet.width_um];
        (&self.material, &self.boards, &self.matched)
            == (&other.material, &other.boards, &other.matched)
            && self.bought().map(size).eq(other.bought().map(size))
    }

    /// Takes over what the same sheets cost in another job.
    pub(crate) fn take_prices(&mut self, other: &Self) {
        for (sheet, now) in self.sheets.iter_mut().zip(other.bought()) {
            sheet.fen = now.fen;
        }
    }

    /// The sheets that can be bought; they come before the offcuts.
    fn bought(&self) -> impl Iterator<Item = &JobSheet> {
        self.sheets.iter().filter(|sheet| !sheet.is_offcut())
    }

    /// Keeps boards that match in one strip, if they are this group's.
    fn keep_together(&mut self, set: &MatchedBoards) {
        let index_of = |key| {
            self.boards
                .iter()
                .position(|board| board.keys.contains(key))
        };
        let boards: Option<Vec<usize>> = set.keys.iter().map(index_of).collect();
        self.matched.extend(boards.map(|boards| JobMatched {
            boards,
            is_across: set.is_across,
        }));
    }
}

impl JobSheet {
    /// True for an offcut in stock.
    pub fn is_offcut(&self) -> bool {
        self.in_stock.is_some()
    }
}

/// By what the plans of a job are compared after their cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aim {
    /// What counts next.
    pub goal: CuttingGoal,
    /// Sheets sawn at once, from 1.
    pub stack: usize,
    /// What leftovers worth keeping are worth: a share of their sheet's price per area, percent.
    pub credit_percent: i64,
    /// A leftover at least this long and wide is worth keeping, micrometres.
    pub offcut_min_um: [i64; 2],
    /// Offcuts in stock go before whole sheets, whatever that costs.
    pub has_offcuts_first: bool,
    /// What is cut off a sheet that is bought, as in [`CuttingJob::trim_um`].
    pub trim_um: [i64; 4],
}

impl Aim {
    /// True for a leftover that is worth keeping, whichever way it lies.
    pub(crate) fn keeps(&self, width_um: i64, height_um: i64) -> bool {
        let [long, wide] = self.offcut_min_um;
        let rules = Rules {
            smallest_offcut_um: [long.max(wide), long.min(wide)],
            ..Rules::default()
        };
        rules.is_worth_keeping(width_um, height_um)
    }

    /// What the leftovers of a sheet are worth, fen; x, y, width and height of each. The optimiser counts the same way.
    pub(crate) fn credit_fen(&self, sheet: &JobSheet, leftovers: &[[i64; 4]]) -> i64 {
        if self.credit_percent == 0 {
            return 0;
        }
        let area = |width_um: i64, height_um: i64| i128::from(width_um) * i128::from(height_um);
        let kept = leftovers.iter().filter(|left| self.keeps(left[2], left[3]));
        let kept_um2: i128 = kept.map(|left| area(left[2], left[3])).sum();
        let whole_um2 = 100 * area(sheet.length_um, sheet.width_um).max(1);
        // Price, area and percent together stay far below what 128 bits hold.
        let credit = i128::from(sheet.fen) * kept_um2 * i128::from(self.credit_percent);
        i64::try_from(credit / whole_um2).unwrap_or_default()
    }
}

/// Boards that are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobBoard {
    /// Number of the row in the cut list.
    pub row: u32,
    /// Length at the saw, micrometres.
    pub length_um: i64,
    /// Width at the saw, micrometres.
    pub width_um: i64,
    /// May lie across the sheet.
    pub rotatable: bool,
    /// Keys of the boards, one for each.
    pub keys: Vec<String>,
}

impl CuttingJob {
    /// The job of a cut list.
    pub fn of(cut_list: &CutList, design: &Design, catalogue: &Catalogue, revision: u32) -> Self {
        let mut job = Self {
            revision,
            kerf_um: 0,
            trim_um: [0; 4],
            offcut_min_um: [0; 2],
            rules: RuleValues::default(),
            goal: CuttingGoal::default(),
            groups: Vec::new(),
        };
        if let Some(method) = catalogue.methods.get(&design.method) {
            let saw = &method.saw;
            job.kerf_um = saw.kerf.0;
            job.trim_um = [saw.trim.0; 4];
            job.offcut_min_um = [saw.offcut_min_length.0, saw.offcut_min_width.0];
        }
        for row in &cut_list.rows {
            let material = MaterialChoice {
                board: row.board.clone(),
                thickness: furniture::length::Length(row.thickness_um),
                decor: row.decor.clone(),
            };
            let board = JobBoard {
                row: row.row,
                length_um: row.oversize_um[0],
                width_um: row.oversize_um[1],
                rotatable: !row.has_grain,
                keys: row.keys.clone(),
            };
            match job
                .groups
                .last_mut()
                .filter(|group| group.material == material)
            {
                Some(group) => group.boards.push(board),
                None => job.groups.push(JobGroup {
                    sheets: sheets(&material, design, catalogue),
                    material,
                    boards: vec![board],
                    matched: Vec::new(),
                    keep: Vec::new(),
                }),
            }
        }
        for set in &cut_list.matched {
            job.groups
                .iter_mut()
                .for_each(|group| group.keep_together(set));
        }
        job
    }

    /// The same job in a workshop: with the rules of its saw and the offcuts that it has in stock.
    #[must_use]
    pub fn in_workshop(mut self, workshop: &Workshop) -> Self {
        let rules = workshop.rules.clone().of_saw();
        let [long, wide] = self.offcut_min_um;
        self.kerf_um = rules.get(Rule::Kerf).unwrap_or(self.kerf_um);
        let every = rules.get(Rule::Trim);
        for (side, trim_um) in Rule::SIDES.into_iter().zip(&mut self.trim_um) {
            *trim_um = rules.get(side).or(every).unwrap_or(*trim_um);
        }
        self.offcut_min_um = [
            rules.get(Rule::OffcutLength).unwrap_or(long),
            rules.get(Rule::OffcutWidth).unwrap_or(wide),
        ];
        self.rules = rules;
        for group in &mut self.groups {
            let offcuts = workshop.offcuts.iter();
            let fitting = offcuts.filter(|offcut| offcut.material == group.material);
            group.sheets.extend(fitting.map(|offcut| JobSheet {
                length_um: offcut.length.0,
                width_um: offcut.width.0,
                fen: offcut.fen,
                in_stock: Some(offcut.quantity),
            }));
        }
        self
    }

    /// Whether the optimiser takes the job, and can plan the rest around what is kept.
    ///
    /// # Errors
    /// When it doesn't.
    pub fn check(&self) -> Result<(), PlanFault> {
        let mut groups = self.groups.iter();
        groups.try_for_each(|group| self.to_plan(group).map(drop))
    }

    /// A group as the optimiser takes it, and what is left of it to plan where something is kept.
    pub(crate) fn to_plan(&self, group: &JobGroup) -> Result<(Instance, Option<Kept>), PlanFault> {
        let instance = self
            .instance(group)
            .map_err(|errors| PlanFault::Instance(errors.to_string()))?;
        if group.keep.is_empty() {
            return Ok((instance, None));
        }
        let keep: Vec<_> = group.keep.iter().map(JobKept::of_optimiser).collect();
        let kept = Kept::new(&instance, &keep)
            .map_err(|_| PlanFault::Wrong("what is kept can't be cut apart".to_owned()))?;
        Ok((instance, Some(kept)))
    }

    /// By what plans are compared after their cost.
    pub fn aim(&self) -> Aim {
        Aim {
            goal: self.goal,
            stack: usize::try_from(self.stack()).unwrap_or(1),
            credit_percent: self.rules.get(Rule::Credit).unwrap_or_default(),
            offcut_min_um: self.offcut_min_um,
            has_offcuts_first: self.has_offcuts_first(),
            trim_um: self.trim_um,
        }
    }

    /// Sheets sawn at once, from 1.
    pub(crate) fn stack(&self) -> u32 {
        let stack = self.rules.get(Rule::Stack).unwrap_or(1);
        u32::try_from(stack).unwrap_or(1).max(1)
    }

    /// True when offcuts go before whole sheets wherever a rule lets them, whatever that costs.
    pub(crate) fn has_offcuts_first(&self) -> bool {
        self.rules.get(Rule::OffcutsFirst).is_some()
    }

    /// What is cut off the sides of a sheet before anything else, as in `trim_um`; offcuts were sawn before.
    pub(crate) fn trim_of(&self, sheet: &JobSheet) -> [i64; 4] {
        if sheet.is_offcut() {
            [0; 4]
        } else {
            self.trim_um
        }
    }

    fn cutting_rules(&self) -> Rules {
        let [long, wide] = self.offcut_min_um;
        let rule = |rule: Rule| self.rules.get(rule);
        Rules {
            stages: self.rules.choice(Rule::Levels).parse().ok(),
            first_cut: match self.rules.choice(Rule::FirstCut) {
                // Cuts along the length leave pieces that follow one another across it.
                "lengthwise" => Some(Axis::Y),
                "crosswise" => Some(Axis::X),
                _ => None,
            },
            longest_cut_um: rule(Rule::LongestCut),
            smallest_strip_um: rule(Rule::SmallestStrip).unwrap_or_default(),
            smallest_offcut_um: [long.max(wide), long.min(wide)],
            offcuts_first: match self.rules.choice(Rule::OffcutsFirst) {
                "always" => OffcutUse::Always,
                "from-use" => {
                    let percent = self.rules.least_use();
                    OffcutUse::FromUse(u32::try_from(100 * percent).unwrap_or_default())
                }
                _ => OffcutUse::WhenCheaper,
            },
            stack: self.stack(),
            goal: self.goal.of_optimiser(),
            offcut_credit_bp: u32::try_from(100 * self.aim().credit_percent).unwrap_or_default(),
        }
    }

    /// The cutting instance of one group.
    ///
    /// # Errors
    /// When a length is outside what the optimiser takes.
    pub fn instance(
        &self,
        group: &JobGroup,
    ) -> Result<Instance, cutting::instance::InstanceErrors> {
        let mut builder = Instance::builder(self.kerf_um)
            .trim(trim(self.trim_um))
            .rules(self.cutting_rules());
        for sheet in &group.sheets {
            builder = builder.stock(Stock {
                width_um: sheet.length_um,
                height_um: sheet.width_um,
                quantity: sheet.in_stock,
                cost: u64::try_from(sheet.fen).unwrap_or_default(),
                trim: Some(trim(self.trim_of(sheet))),
                is_offcut: sheet.is_offcut(),
                ..Stock::default()
            });
        }
        for board in &group.boards {
            builder = builder.part(Part {
                width_um: board.length_um,
                height_um: board.width_um,
                quantity: u32::try_from(board.keys.len()).unwrap_or(u32::MAX),
                rotatable: board.rotatable,
            });
        }
        for set in &group.matched {
            builder = builder.group(Group {
                parts: set.boards.clone(),
                along: if set.is_across { Axis::Y } else { Axis::X },
                quantity: 1,
            });
        }
        builder.build()
    }
}

fn trim([left_um, right_um, bottom_um, top_um]: [i64; 4]) -> Trim {
    Trim {
        left_um,
        right_um,
        bottom_um,
        top_um,
    }
}

fn sheets(material: &MaterialChoice, design: &Design, catalogue: &Catalogue) -> Vec<JobSheet> {
    let Some(board) = catalogue.boards.get(&material.board) else {
        return Vec::new();
    };
    let listed = board
        .thickness(material.thickness)
        .map_or(0, |listed| listed.fen_per_m2);
    let name = board_price_name(&material.board, material.thickness);
    let per_m2 = design.prices.get(&name).copied().unwrap_or(listed);
    board
        .sheets
        .iter()
        .map(|sheet| {
            // The area is taken to the square millimetre, as the estimate does.
            let area_mm2 =
                i128::from(sheet.length.0) * i128::from(sheet.width.0) / (UM2_PER_M2 / 1_000_000);
            let area_mm2 = i64::try_from(area_mm2).unwrap_or(i64::MAX);
            JobSheet {
                length_um: sheet.length.0,
                width_um: sheet.width.0,
                // A free sheet would make every plan as good as any other.
                fen: share_of(per_m2, area_mm2, 1_000_000).max(1),
                in_stock: None,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
