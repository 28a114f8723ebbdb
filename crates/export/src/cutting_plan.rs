//! Running a cutting job and turning what comes out into drawings, quantities and money.
//!
//! [`Run`] does bounded steps of work without a clock, so that the browser's worker can look at its
//! messages in between; with the same job it does the same steps natively and ends with the same
//! plan. A plan that comes back over a border is judged again by the verifier before it is shown.

use std::collections::BTreeMap;

use cutting::instance::Instance;
use cutting::solution::{Placement, Rect};
use cutting::verify::{FlatSheet, check_layout};
use cutting::{Options, Reason, Solver, Status};
use furniture::estimate::SheetsBought;
use furniture::length::Length;
use furniture::message::Message;
use furniture::session::Plan;
use furniture::view::{
    CutView, LeftoverView, PlacementView, PlanGroup, PlanView, SheetView, UnplacedView,
};
use serde::{Deserialize, Serialize};

use crate::cutting_job::{CuttingJob, JobGroup};

/// Work in one step: a few milliseconds in a browser.
const STEP_WORK: u64 = 8_000;
/// Work after which a group is left as it is, some seconds natively.
pub const GROUP_WORK: u64 = 6_000_000;

/// A plan as it travels from the worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CuttingPlan {
    /// Revision of the design it is for.
    pub revision: u32,
    /// In the order of the job's groups.
    pub groups: Vec<GroupPlan>,
}

/// The sheets of one material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPlan {
    /// The sheets; those cut alike stand next to one another.
    pub sheets: Vec<SheetPlan>,
    /// Sheets that any plan needs at least.
    pub bound_sheets: u64,
    /// True when no plan can cost less.
    pub is_optimal: bool,
    /// Boards left out: index in the group, how many, and why as a message key.
    pub unplaced: Vec<(usize, u32, String)>,
}

/// One sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPlan {
    /// Index of the sheet size in the group.
    pub stock: usize,
    /// Index in the group, x, y, width, height, rotated.
    pub placements: Vec<(usize, [i64; 4], bool)>,
    /// x, y, width, height.
    pub leftovers: Vec<[i64; 4]>,
    /// From, to, stage.
    pub cuts: Vec<([i64; 2], [i64; 2], u32)>,
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

/// A run of the optimiser over all groups of a job.
#[derive(Debug)]
pub struct Run {
    revision: u32,
    groups: Vec<RunGroup>,
    turn: usize,
}

#[derive(Debug)]
struct RunGroup {
    instance: Instance,
    solver: Solver,
    is_done: bool,
}

/// What a step has brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StepOutcome {
    /// A better plan was found.
    pub improved: bool,
    /// No better plan will be found.
    pub done: bool,
    /// Share of the work done, basis points.
    pub progress_bp: u64,
}

impl Run {
    /// Prepares a run.
    ///
    /// # Errors
    /// When the optimiser doesn't take the job.
    pub fn new(job: &CuttingJob) -> Result<Self, PlanFault> {
        let groups = job
            .groups
            .iter()
            .map(|group| {
                let instance = job
                    .instance(group)
                    .map_err(|errors| PlanFault::Instance(errors.to_string()))?;
                let solver = Solver::new(&instance, Options::default());
                Ok(RunGroup {
                    instance,
                    solver,
                    is_done: false,
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            revision: job.revision,
            groups,
            turn: 0,
        })
    }

    /// Does a bounded piece of work. The first call goes over all groups, so that there is a
    /// complete plan after it; each further one takes the next group's turn.
    pub fn step(&mut self) -> StepOutcome {
        let mut improved = false;
        let is_first = self
            .groups
            .iter()
            .any(|group| group.solver.best().is_none());
        if is_first {
            for group in &mut self.groups {
                improved |= group.step(1);
            }
        } else if let Some(turn) = self.next_turn() {
            improved |= self.groups[turn].step(STEP_WORK);
        }
        let work: u64 = self.groups.iter().map(RunGroup::work).sum();
        let all = GROUP_WORK.saturating_mul(self.groups.len() as u64).max(1);
        StepOutcome {
            improved,
            done: self.groups.iter().all(|group| group.is_done),
            progress_bp: work.saturating_mul(10_000) / all,
        }
    }

    fn next_turn(&mut self) -> Option<usize> {
        let many = self.groups.len();
        let next = (1..=many)
            .map(|ahead| (self.turn + ahead) % many)
            .find(|turn| !self.groups[*turn].is_done)?;
        self.turn = next;
        Some(next)
    }

    /// The best plan so far.
    pub fn plan(&self) -> CuttingPlan {
        CuttingPlan {
            revision: self.revision,
            groups: self.groups.iter().map(RunGroup::plan).collect(),
        }
    }
}

impl RunGroup {
    fn step(&mut self, work: u64) -> bool {
        let status = self.solver.step(work);
        self.is_done = status == Status::Done || self.solver.work_done() >= GROUP_WORK;
        // The last step may bring the best plan and the proof at once.
        status != Status::Searching
    }

    fn work(&self) -> u64 {
        if self.is_done {
            GROUP_WORK
        } else {
            self.solver.work_done()
        }
    }

    fn plan(&self) -> GroupPlan {
        let rect = |rect: Rect| [rect.x_um, rect.y_um, rect.width_um, rect.height_um];
        let sheets = self
            .solver
            .best()
            .map(|best| best.sheets.as_slice())
            .unwrap_or_default();
        GroupPlan {
            sheets: sheets
                .iter()
                .map(|sheet| SheetPlan {
                    stock: sheet.stock,
                    placements: sheet
                        .placements()
                        .into_iter()
                        .map(|one| (one.part, rect(one.rect), one.rotated))
                        .collect(),
                    leftovers: sheet.leftovers().into_iter().map(rect).collect(),
                    cuts: sheet
                        .cuts(&self.instance)
                        .into_iter()
                        .map(|cut| (cut.from_um, cut.to_um, cut.stage))
                        .collect(),
                })
                .collect(),
            bound_sheets: self.solver.bound().sheets,
            is_optimal: self.solver.is_optimal(),
            unplaced: self
                .solver
                .unplaced()
                .into_iter()
                .map(|left| {
                    let key = match left.reason {
                        Reason::StockExhausted => "problem.unplaced-no-stock",
                        _ => "problem.unplaced-too-large",
                    };
                    (left.part, left.quantity, key.to_owned())
                })
                .collect(),
        }
    }
}

/// Does all the work of a job.
///
/// # Errors
/// When the optimiser doesn't take the job.
pub fn solve(job: &CuttingJob) -> Result<CuttingPlan, PlanFault> {
    let mut run = Run::new(job)?;
    while !run.step().done {}
    Ok(run.plan())
}

/// A plan as the session takes it, judged by the verifier.
///
/// # Errors
/// When the plan doesn't belong to the job or breaks a rule of cutting.
pub fn plan_of(job: &CuttingJob, plan: &CuttingPlan) -> Result<Plan, PlanFault> {
    if plan.groups.len() != job.groups.len() {
        return Err(PlanFault::Wrong(
            "the plan has another number of materials".to_owned(),
        ));
    }
    let mut bought = BTreeMap::new();
    let mut view = PlanView {
        revision: plan.revision,
        sheets: 0,
        utilisation_bp: 0,
        cuts: 0,
        cut_length_um: 0,
        is_optimal: true,
        bound_sheets: 0,
        groups: Vec::new(),
        unplaced: Vec::new(),
    };
    let mut boards_um2 = 0;
    let mut sheets_um2 = 0;
    for (group, planned) in job.groups.iter().zip(&plan.groups) {
        judge(job, group, planned)?;
        let areas = Areas::of(group, planned);
        boards_um2 += areas.boards_um2;
        sheets_um2 += areas.sheets_um2;
        let sheets = count(planned.sheets.len());
        let bound_sheets = u32::try_from(planned.bound_sheets).unwrap_or(u32::MAX);
        bought.insert(
            group.material.clone(),
            SheetsBought {
                sheets,
                area_mm2: i64::try_from(areas.sheets_um2 / 1_000_000).unwrap_or(i64::MAX),
            },
        );
        for cut in planned.sheets.iter().flat_map(|sheet| &sheet.cuts) {
            view.cuts += 1;
            view.cut_length_um += (cut.1[0] - cut.0[0]).abs() + (cut.1[1] - cut.0[1]).abs();
        }
        view.sheets += sheets;
        view.bound_sheets += bound_sheets.min(sheets);
        view.is_optimal &= planned.is_optimal;
        view.unplaced.extend(unplaced(group, planned));
        view.groups.push(PlanGroup {
            board: group.material.board.clone(),
            thickness_um: group.material.thickness.0,
            decor: group.material.decor.clone(),
            sheets,
            bound_sheets: bound_sheets.min(sheets),
            utilisation_bp: areas.utilisation_bp(),
            patterns: patterns(job, group, planned),
        });
    }
    view.utilisation_bp = Areas {
        boards_um2,
        sheets_um2,
    }
    .utilisation_bp();
    Ok(Plan { view, bought })
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

fn rect([x_um, y_um, width_um, height_um]: [i64; 4]) -> Rect {
    Rect {
        x_um,
        y_um,
        width_um,
        height_um,
    }
}

fn judge(job: &CuttingJob, group: &JobGroup, planned: &GroupPlan) -> Result<(), PlanFault> {
    let instance = job
        .instance(group)
        .map_err(|errors| PlanFault::Instance(errors.to_string()))?;
    let mut left_out = vec![0; group.boards.len()];
    for (part, quantity, _) in &planned.unplaced {
        *left_out
            .get_mut(*part)
            .ok_or_else(|| unknown("board", *part))? += quantity;
    }
    let mut sheets = Vec::new();
    for sheet in &planned.sheets {
        if sheet.stock >= group.sheets.len() {
            return Err(unknown("sheet", sheet.stock));
        }
        if let Some((part, ..)) = sheet.placements.iter().find(|one| one.0 >= left_out.len()) {
            return Err(unknown("board", *part));
        }
        sheets.push(FlatSheet {
            stock: sheet.stock,
            placements: sheet
                .placements
                .iter()
                .map(|(part, place, rotated)| Placement {
                    part: *part,
                    rect: rect(*place),
                    rotated: *rotated,
                })
                .collect(),
        });
    }
    match check_layout(&instance, &sheets, &left_out).first() {
        None => Ok(()),
        Some(fault) => Err(PlanFault::Wrong(fault.to_string())),
    }
}

fn unknown(what: &str, index: usize) -> PlanFault {
    PlanFault::Wrong(format!("there is no {what} {index} in the job"))
}

struct Areas {
    boards_um2: i128,
    sheets_um2: i128,
}

impl Areas {
    fn of(group: &JobGroup, planned: &GroupPlan) -> Self {
        let area = |[_, _, width, height]: [i64; 4]| i128::from(width) * i128::from(height);
        let mut areas = Self {
            boards_um2: 0,
            sheets_um2: 0,
        };
        for sheet in &planned.sheets {
            areas.add(group, sheet, area);
        }
        areas
    }

    fn add(&mut self, group: &JobGroup, sheet: &SheetPlan, area: impl Fn([i64; 4]) -> i128) {
        self.boards_um2 += sheet.placements.iter().map(|one| area(one.1)).sum::<i128>();
        if let Some(stock) = group.sheets.get(sheet.stock) {
            self.sheets_um2 += area([0, 0, stock.length_um, stock.width_um]);
        }
    }

    fn utilisation_bp(&self) -> u32 {
        if self.sheets_um2 == 0 {
            return 0;
        }
        u32::try_from(self.boards_um2 * 10_000 / self.sheets_um2).unwrap_or_default()
    }
}

/// Sheets that are alike as one drawing, each board there with the keys of all of them.
fn patterns(job: &CuttingJob, group: &JobGroup, planned: &GroupPlan) -> Vec<SheetView> {
    let mut next: Vec<std::slice::Iter<'_, String>> =
        group.boards.iter().map(|board| board.keys.iter()).collect();
    let mut patterns: Vec<(SheetView, &SheetPlan)> = Vec::new();
    for sheet in &planned.sheets {
        let keys: Vec<String> = sheet
            .placements
            .iter()
            .map(|one| {
                next.get_mut(one.0)
                    .and_then(Iterator::next)
                    .cloned()
                    .unwrap_or_default()
            })
            .collect();
        match patterns.last_mut() {
            Some((view, alike)) if *alike == sheet => {
                view.count += 1;
                for (placement, key) in view.placements.iter_mut().zip(keys) {
                    placement.keys.push(key);
                }
            }
            _ => patterns.push((sheet_view(job, group, sheet, keys), sheet)),
        }
    }
    patterns.into_iter().map(|(view, _)| view).collect()
}

fn sheet_view(
    job: &CuttingJob,
    group: &JobGroup,
    sheet: &SheetPlan,
    keys: Vec<String>,
) -> SheetView {
    let one = GroupPlan {
        sheets: vec![sheet.clone()],
        bound_sheets: 1,
        is_optimal: false,
        unplaced: Vec::new(),
    };
    let stock = group.sheets.get(sheet.stock);
    let [long, wide] = job.offcut_min_um;
    SheetView {
        count: 1,
        length_um: stock.map_or(0, |stock| stock.length_um),
        width_um: stock.map_or(0, |stock| stock.width_um),
        utilisation_bp: Areas::of(group, &one).utilisation_bp(),
        placements: sheet
            .placements
            .iter()
            .zip(keys)
            .map(
                |((part, [x_um, y_um, width_um, height_um], rotated), key)| PlacementView {
                    keys: vec![key],
                    row: group.boards.get(*part).map_or(0, |board| board.row),
                    x_um: *x_um,
                    y_um: *y_um,
                    width_um: *width_um,
                    height_um: *height_um,
                    rotated: *rotated,
                },
            )
            .collect(),
        leftovers: sheet
            .leftovers
            .iter()
            .map(|[x_um, y_um, width_um, height_um]| LeftoverView {
                x_um: *x_um,
                y_um: *y_um,
                width_um: *width_um,
                height_um: *height_um,
                is_offcut: width_um.max(height_um) >= &long && width_um.min(height_um) >= &wide,
            })
            .collect(),
        cuts: sheet
            .cuts
            .iter()
            .map(|(from_um, to_um, stage)| CutView {
                from_um: *from_um,
                to_um: *to_um,
                stage: *stage,
            })
            .collect(),
    }
}

fn unplaced(group: &JobGroup, planned: &GroupPlan) -> Vec<UnplacedView> {
    planned
        .unplaced
        .iter()
        .filter_map(|(part, quantity, key)| {
            let board = group.boards.get(*part)?;
            let from = board.keys.len().saturating_sub(*quantity as usize);
            Some(UnplacedView {
                keys: board.keys[from..].to_vec(),
                reason: Message::new(key.clone())
                    .um("length", Length(board.length_um))
                    .um("width", Length(board.width_um)),
            })
        })
        .collect()
}
