//! A plan under construction: sheets in use, parts still to place, and an undo that costs what was touched.

use super::tree::{NodeId, Role, Sheet};
use crate::order::sort_once;
use crate::problem::Problem;
use crate::rules::Goal;

/// How good a plan is; smaller is better, first field first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    /// Weight of the parts left out.
    pub missing: i64,
    /// What else sets it apart.
    pub rest: Rest,
}

/// What sets plans of one cost apart; smaller is better, first number first. Which number stands where depends on the
/// job's goal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rest(pub [i64; 3]);

/// Everything of a plan but its sheets.
#[derive(Clone, Debug, Default)]
struct Tally {
    unplaced: Vec<u32>,
    used: Vec<u32>,
    missing: i64,
    value: i64,
    cost: u64,
}

/// A plan under construction.
#[derive(Debug)]
pub struct State {
    /// Places for sheets, in use or not.
    pub sheets: Vec<Sheet>,
    tally: Tally,
    saved: Tally,
    /// Which sheets differ from the saved plan, and what they were.
    touched: Vec<(u32, Sheet)>,
    /// When a sheet was last saved.
    stamps: Vec<u32>,
    stamp: u32,
    /// The sheets that are worked on; none is all.
    focus: Option<Vec<u32>>,
    /// Sheets whose memory waits for reuse.
    spare: Vec<Sheet>,
    removed: Vec<u32>,
}

impl State {
    /// An empty plan.
    pub fn new(problem: &Problem) -> Self {
        let tally = Tally {
            unplaced: problem.kinds.iter().map(|kind| kind.demand).collect(),
            used: vec![0; problem.sheets.len()],
            missing: problem.weight,
            value: 0,
            cost: 0,
        };
        Self {
            sheets: Vec::new(),
            saved: tally.clone(),
            tally,
            touched: Vec::new(),
            stamps: Vec::new(),
            stamp: 1,
            focus: None,
            spare: Vec::new(),
            removed: Vec::new(),
        }
    }

    /// How many of each kind are not placed.
    pub fn unplaced(&self) -> &[u32] {
        &self.tally.unplaced
    }

    /// Weight of the parts left out.
    pub const fn missing(&self) -> i64 {
        self.tally.missing
    }

    /// Cost of the sheets in use.
    pub const fn cost(&self) -> u64 {
        self.tally.cost
    }

    /// Cost of the sheets in use less what their leftovers worth keeping are credited with.
    pub fn net_cost(&self, problem: &Problem) -> u64 {
        if problem.credit_bp == 0 {
            return self.cost();
        }
        let kerf = i128::from(problem.limits.kerf);
        let mut net = self.cost();
        for sheet in self.sheets.iter().filter(|sheet| sheet.is_open) {
            let kind = &problem.sheets[sheet.stock as usize];
            let kept_um2: i128 = sheet
                .leftovers()
                .iter()
                .map(|&id| sheet.node(id))
                .filter(|node| problem.is_worth_keeping(node.w, node.h))
                .map(|node| (i128::from(node.w) - kerf).max(0) * (i128::from(node.h) - kerf).max(0))
                .sum();
            let credit = kept_um2 * i128::from(kind.cost) * i128::from(problem.credit_bp)
                / 10_000
                / kind.area_um2;
            net -= u64::try_from(credit).unwrap_or_default().min(net);
        }
        net
    }

    /// Value of the leftovers of the sheets in use.
    pub const fn value(&self) -> i64 {
        self.tally.value
    }

    /// Sheets of a stock that are not in use.
    pub fn available(&self, problem: &Problem, stock: usize) -> u32 {
        problem.sheets[stock].quantity - self.tally.used[stock]
    }

    /// What sets this plan apart from others of its cost.
    pub fn rest(&self, problem: &Problem) -> Rest {
        let (_, largest) = self.largest_leftover(problem);
        let (mut turns, mut pieces) = (0, 0);
        for sheet in self.sheets.iter().filter(|sheet| sheet.is_open) {
            turns += i64::from(sheet.turns());
            // A sheet takes one cut less than it has parts and leftovers, so few leftovers are few cuts.
            pieces += sheet.leftovers().len() as i64;
        }
        Rest(match problem.goal {
            Goal::Offcut => [-largest, turns, pieces],
            // Turning takes about as long as two passes (`SawModel::TYPICAL`).
            Goal::Sawing => [2 * turns + pieces, turns, -largest],
            Goal::Patterns => [self.patterns(), 2 * turns + pieces, -largest],
        })
    }

    /// How many different ways of cutting a sheet there are.
    fn patterns(&self) -> i64 {
        let mut marks: Vec<u64> = self
            .sheets
            .iter()
            .filter(|sheet| sheet.is_open)
            .map(Sheet::mark)
            .collect();
        sort_once(&mut marks);
        marks.len() as i64
    }

    /// The largest leftover worth keeping and its area; all zeros when there is none.
    pub fn largest_leftover(&self, problem: &Problem) -> ((i32, i32), i64) {
        let mut found = ((0, 0), 0);
        for sheet in self.sheets.iter().filter(|sheet| sheet.is_open) {
            for &id in sheet.leftovers() {
                let node = sheet.node(id);
                let area = i64::from(node.w) * i64::from(node.h);
                if area > found.1 && problem.is_worth_keeping(node.w, node.h) {
                    found = ((node.w, node.h), area);
                }
            }
        }
        found
    }

    /// Turns to these sheets; those opened from now on join them.
    pub fn focus_on(&mut self, sheets: Vec<u32>) {
        self.focus = Some(sheets);
    }

    /// Indices of the sheets in use that are worked on.
    pub fn sheets_in_focus(&self) -> impl Iterator<Item = u32> + '_ {
        let all = if self.focus.is_some() {
            0
        } else {
            self.sheets.len() as u32
        };
        let some = self.focus.as_deref().unwrap_or_default();
        (0..all)
            .chain(some.iter().copied())
            .filter(|&index| self.sheets[index as usize].is_open)
    }

    /// Indices of the sheets in use.
    pub fn open_sheets(&self) -> impl Iterator<Item = u32> + '_ {
        (0_u32..)
            .zip(&self.sheets)
            .filter(|(_, sheet)| sheet.is_open)
            .map(|(index, _)| index)
    }

    /// Makes the present plan the one that [`undo`](Self::undo) returns to.
    pub fn keep(&mut self) {
        for (_, sheet) in self.touched.drain(..) {
            self.spare.push(sheet);
        }
        self.stamp = self.stamp.wrapping_add(1);
        self.saved.clone_from(&self.tally);
    }

    /// Returns to the plan last kept.
    pub fn undo(&mut self) {
        for (index, mut sheet) in self.touched.drain(..) {
            std::mem::swap(&mut self.sheets[index as usize], &mut sheet);
            self.spare.push(sheet);
        }
        self.stamp = self.stamp.wrapping_add(1);
        self.tally.clone_from(&self.saved);
    }

    fn touch(&mut self, index: u32) {
        let at = index as usize;
        if self.stamps[at] != self.stamp {
            self.stamps[at] = self.stamp;
            let mut copy = self.spare.pop().unwrap_or_else(Sheet::closed);
            copy.clone_from(&self.sheets[at]);
            self.touched.push((index, copy));
        }
    }

    /// Opens a sheet of a stock that is available and returns its index.
    pub fn open(&mut self, problem: &Problem, stock: usize) -> u32 {
        let index = match self.sheets.iter().position(|sheet| !sheet.is_open) {
            Some(index) => index as u32,
            None => {
                self.sheets.push(Sheet::closed());
                self.stamps.push(self.stamp.wrapping_sub(1));
                self.sheets.len() as u32 - 1
            }
        };
        if let Some(focus) = &mut self.focus
            && !focus.contains(&index)
        {
            focus.push(index);
        }
        self.touch(index);
        let kind = &problem.sheets[stock];
        self.sheets[index as usize].open(problem, stock);
        self.tally.used[stock] += 1;
        self.tally.cost += kind.cost;
        self.tally.value += kind.value;
        index
    }

    /// Closes the sheets that nothing is cut from.
    pub fn close_empty(&mut self, problem: &Problem) {
        for index in 0..self.sheets.len() as u32 {
            let sheet = &self.sheets[index as usize];
            if sheet.is_open && sheet.is_empty() {
                self.touch(index);
                let sheet = &mut self.sheets[index as usize];
                let stock = sheet.stock as usize;
                self.tally.value -= sheet.worth;
                sheet.close();
                self.tally.used[stock] -= 1;
                self.tally.cost -= problem.sheets[stock].cost;
            }
        }
    }

    /// Cuts a part from a leftover; the caller has chosen one that it fits.
    pub fn insert(
        &mut self,
        problem: &Problem,
        sheet: u32,
        leftover: NodeId,
        kind: u32,
        size: (i32, i32),
        axis: crate::geometry::Axis,
    ) -> super::tree::Inserted {
        self.touch(sheet);
        let tree = &mut self.sheets[sheet as usize];
        self.tally.value -= tree.worth;
        let weight = problem.kinds[kind as usize].weight;
        let inserted = tree.insert(problem, leftover, kind, size, axis);
        self.tally.value += tree.worth;
        self.tally.unplaced[kind as usize] -= 1;
        self.tally.missing -= weight;
        inserted
    }

    /// Brings up to date how far the leftovers of sheets that are worked on may be widened.
    pub fn list_reaches(&mut self, problem: &Problem) {
        let Self { sheets, focus, .. } = self;
        let list = |sheet: &mut Sheet| {
            if sheet.is_open {
                sheet.list_reaches(problem);
            }
        };
        match focus {
            Some(some) => some.iter().for_each(|&at| list(&mut sheets[at as usize])),
            None => sheets.iter_mut().for_each(list),
        }
    }

    /// Widens a leftover so that it holds a size; it must be within its [reach](Sheet::reaches).
    pub fn widen(&mut self, problem: &Problem, sheet: u32, leftover: NodeId, size: (i32, i32)) {
        self.touch(sheet);
        let tree = &mut self.sheets[sheet as usize];
        self.tally.value -= tree.worth;
        tree.widen_for(problem, leftover, size);
        self.tally.value += tree.worth;
    }

    /// Takes a piece with all its parts out of a sheet; an emptied sheet is closed. Returns how many parts.
    pub fn remove(&mut self, problem: &Problem, sheet: u32, node: NodeId) -> usize {
        self.touch(sheet);
        let tree = &mut self.sheets[sheet as usize];
        self.tally.value -= tree.worth;
        self.removed.clear();
        tree.remove(problem, node, &mut self.removed);
        for &kind in &self.removed {
            self.tally.unplaced[kind as usize] += 1;
            self.tally.missing += problem.kinds[kind as usize].weight;
        }
        if tree.is_empty() {
            let stock = tree.stock as usize;
            tree.close();
            self.tally.used[stock] -= 1;
            self.tally.cost -= problem.sheets[stock].cost;
        } else {
            self.tally.value += tree.worth;
        }
        self.removed.len()
    }

    /// The sheets in use, to be put back with [`load`](Self::load).
    pub fn save(&self) -> Vec<Sheet> {
        self.sheets
            .iter()
            .filter(|sheet| sheet.is_open)
            .cloned()
            .collect()
    }

    /// A plan of saved sheets beside which only some parts are still to place.
    pub fn on(problem: &Problem, sheets: &[Sheet], left: Vec<u32>) -> Self {
        let mut state = Self::load(problem, sheets);
        let kinds = problem.kinds.iter().zip(&left);
        state.tally.missing = kinds
            .map(|(kind, &left)| kind.weight * i64::from(left))
            .sum();
        state.tally.unplaced = left;
        state.keep();
        state
    }

    /// A plan of saved sheets.
    pub fn load(problem: &Problem, sheets: &[Sheet]) -> Self {
        let mut fresh = Self::new(problem);
        for sheet in sheets {
            let kind = &problem.sheets[sheet.stock as usize];
            fresh.tally.used[sheet.stock as usize] += 1;
            fresh.tally.cost += kind.cost;
            for id in 0..sheet.capacity() {
                let node = sheet.node(id);
                match node.role {
                    Role::Part => {
                        fresh.tally.unplaced[node.kind as usize] -= 1;
                        fresh.tally.missing -= problem.kinds[node.kind as usize].weight;
                    }
                    Role::Leftover | Role::Cut | Role::Free => {}
                }
            }
            fresh.tally.value += sheet.worth;
        }
        fresh.sheets = sheets.to_vec();
        fresh.stamps = vec![0; sheets.len()];
        fresh.keep();
        fresh
    }
}
