//! Strips made wider by what is left over beside them.
//!
//! A strip is as wide as the first part cut from it, and what else is cut from it is no wider. A part that is a little
//! too wide for a leftover may still go there when the strip takes what it lacks from the leftover beside it, or from
//! the one beside a larger piece that it belongs to. All other pieces of the strip then have that much left over beside
//! them.

use super::tree::{NONE, Node, NodeId, ROOT, Role, Sheet};
use crate::geometry::Axis;
use crate::problem::Problem;

/// A part cut from a leftover that is widened for it.
#[derive(Clone, Copy, Debug)]
pub struct Widening {
    /// Along which axis the part is then cut from it first.
    pub axis: Axis,
    /// What is lost of the worth of leftovers, turns counted; where both directions lack something nearly so.
    pub loss: i64,
}

/// A size, larger by so much along an axis.
const fn grown((w, h): (i32, i32), axis: Axis, by: i32) -> (i32, i32) {
    match axis {
        Axis::X => (w + by, h),
        Axis::Y => (w, h + by),
    }
}

/// The strip that holds a leftover, the piece that is cut into such strips, and what each lacks for a part: the strip
/// across, the piece along the strip.
struct Lack {
    strip: NodeId,
    piece: NodeId,
    across: i32,
    along: i32,
}

impl Problem {
    /// True when strips may be made wider: the saw limits neither the length of cuts nor the width of what they leave.
    pub const fn may_widen(&self) -> bool {
        self.limits.longest == i32::MAX && self.limits.strip == 0
    }
}

impl Sheet {
    /// Brings up to date how far leftovers may be widened.
    pub fn list_reaches(&mut self, problem: &Problem) {
        if !self.is_listed {
            self.reaches.fill((0, 0));
            self.list_reaches_below(problem, ROOT);
        }
    }

    /// The same when nothing changed since but below a piece, [`NONE`] for the sheet itself.
    pub fn list_reaches_below(&mut self, problem: &Problem, piece: NodeId) {
        let piece = if piece == NONE { ROOT } else { piece };
        if self.node(piece).role == Role::Cut {
            let (across, along) = self.reach_of(problem, piece);
            self.list_below(problem, piece, across, along);
        }
        let larger = |one: (i32, i32), other: &(i32, i32)| (one.0.max(other.0), one.1.max(other.1));
        self.farthest = self.reaches.iter().fold((0, 0), larger);
        self.is_listed = true;
    }

    /// How much wider a piece that is cut up may become as a strip, and how much with the piece that it is cut from.
    fn reach_of(&self, problem: &Problem, piece: NodeId) -> (i32, i32) {
        let parent = self.parent(piece);
        if parent == NONE {
            return (0, 0);
        }
        let (across, along) = self.reach_of(problem, parent);
        (along + self.beside(problem, parent), across)
    }

    /// What the strips of a piece that is cut up may take of what is left over beside them.
    fn beside(&self, problem: &Problem, cut: NodeId) -> i32 {
        let leftover = self.leftover_of(cut);
        // The only strip of a sheet leaves something beside it where it must not decide the first cut.
        let is_first = cut == ROOT && problem.limits.first.is_some();
        if leftover == NONE || (is_first && self.children(cut).count() == 2) {
            return 0;
        }
        self.node(leftover).extent(self.node(cut).axis)
    }

    fn list_below(&mut self, problem: &Problem, cut: NodeId, across: i32, along: i32) {
        let axis = self.node(cut).axis;
        let leftover = self.leftover_of(cut);
        if leftover != NONE {
            let node = self.node(leftover);
            let most = grown(grown(node.size(), axis, along), axis.across(), across);
            let at = node.kind as usize;
            let may =
                across + along > 0 && self.has_room(leftover) && problem.is_useful(most.0, most.1);
            self.reaches[at] = if may { most } else { (0, 0) };
        }
        let beside = along + self.beside(problem, cut);
        let mut child = self.node(cut).first;
        while child != NONE {
            if self.node(child).role == Role::Cut {
                self.list_below(problem, child, beside, across);
            }
            child = self.node(child).next;
        }
    }

    /// What widening a leftover within its reach, for a part of inflated size `size`, spoils; none when the saw does not
    /// allow it.
    pub fn widening(
        &self,
        problem: &Problem,
        leftover: NodeId,
        size: (i32, i32),
        is_group: bool,
    ) -> Option<Widening> {
        let mut place = self.place(leftover);
        place.w = place.w.max(size.0);
        place.h = place.h.max(size.1);
        let (axis, left) = problem.split(place, size, is_group)?;
        let mut loss = self.node(leftover).value - left;
        if let Some(lack) = self.lack(leftover, size) {
            loss += self.loss_beside(problem, lack.strip, lack.across, leftover)?;
            loss += self.loss_beside(problem, lack.piece, lack.along, lack.strip)?;
        }
        Some(Widening { axis, loss })
    }

    /// Widens a leftover so that it holds a size; it must be within its [reach](Sheet::reaches).
    pub fn widen_for(&mut self, problem: &Problem, leftover: NodeId, size: (i32, i32)) {
        if let Some(Lack { piece, along, .. }) = self.lack(leftover, size)
            && along > 0
        {
            self.widen(problem, piece, along);
        }
        // The strip may have become part of another piece.
        if let Some(Lack { strip, across, .. }) = self.lack(leftover, size)
            && across > 0
        {
            self.widen(problem, strip, across);
        }
    }

    fn lack(&self, leftover: NodeId, (w, h): (i32, i32)) -> Option<Lack> {
        let Node {
            w: have_w,
            h: have_h,
            ..
        } = *self.node(leftover);
        let strip = self.parent(leftover);
        if strip == NONE {
            return None;
        }
        let (across, along) = match self.node(strip).axis {
            Axis::X => (h - have_h, w - have_w),
            Axis::Y => (w - have_w, h - have_h),
        };
        Some(Lack {
            strip,
            piece: self.parent(strip),
            across,
            along,
        })
    }

    /// What is lost of the worth of leftovers when a strip becomes wider by so much, its piece `inner` not counted; none
    /// when a part of it would then take a cut too many.
    fn loss_beside(
        &self,
        problem: &Problem,
        mut strip: NodeId,
        mut by: i32,
        mut inner: NodeId,
    ) -> Option<i64> {
        let mut loss = 0;
        while by > 0 {
            let parent = self.parent(strip);
            let axis = self.node(parent).axis;
            let value = |(w, h), level| problem.value_at(w, h, level);
            for child in self.children(strip).filter(|&child| child != inner) {
                let node = self.node(child);
                let leftover = match node.role {
                    Role::Leftover => child,
                    Role::Cut => self.leftover_of(child),
                    Role::Part | Role::Free => {
                        let is_group = problem.kinds[node.kind as usize].group.is_some();
                        if !problem.limits.allows_trim(node.level, is_group) {
                            return None;
                        }
                        loss += problem.turn_cost;
                        NONE
                    }
                };
                loss -= if leftover == NONE {
                    value(
                        grown(node.size(), axis, by - node.extent(axis)),
                        node.level + 1,
                    )
                } else {
                    let before = self.node(leftover);
                    value(grown(before.size(), axis, by), before.level) - before.value
                };
            }
            let leftover = self.leftover_of(parent);
            if leftover != NONE {
                let before = self.node(leftover);
                let taken = before.extent(axis).min(by);
                loss += before.value - value(grown(before.size(), axis, -taken), before.level);
                by -= taken;
            }
            inner = parent;
            strip = self.parent(parent);
        }
        Some(loss)
    }

    /// Makes a strip wider by what is left over beside it, and beside the piece that it belongs to where that doesn't
    /// suffice.
    fn widen(&mut self, problem: &Problem, strip: NodeId, by: i32) {
        let piece = self.parent(strip);
        let axis = self.node(piece).axis;
        let beside = self.leftover_of(piece);
        let have = if beside == NONE {
            0
        } else {
            self.node(beside).extent(axis)
        };
        if have < by {
            self.widen(problem, self.parent(piece), by - have);
        }
        let beside = self.leftover_of(piece);
        if self.node(beside).extent(axis) > by {
            self.resize(problem, beside, axis, -by);
        } else {
            self.forget_leftover(beside);
            self.unlink(beside);
            self.release(beside);
        }
        self.nodes[strip as usize].grow(axis, by);
        let children: Vec<NodeId> = self.children(strip).collect();
        for child in children {
            self.widen_child(problem, child, axis, by);
        }
        if self.node(self.node(piece).first).next == NONE {
            self.dissolve(problem, piece, strip);
        }
    }

    /// One piece of a strip that became wider.
    fn widen_child(&mut self, problem: &Problem, child: NodeId, axis: Axis, by: i32) {
        let Node {
            w,
            h,
            level,
            role,
            kind,
            ..
        } = *self.node(child);
        if role == Role::Leftover {
            self.resize(problem, child, axis, by);
            return;
        }
        self.nodes[child as usize].grow(axis, by);
        if role == Role::Part {
            self.set_cut(child, axis);
            let part = self.add(w, h, child, level + 1);
            self.set_part(part, kind);
        }
        let leftover = self.leftover_of(child);
        if leftover != NONE {
            self.resize(problem, leftover, axis, by);
            return;
        }
        let (w, h) = match axis {
            Axis::X => (by, h),
            Axis::Y => (w, by),
        };
        let leftover = self.add(w, h, child, level + 1);
        self.become_leftover(problem, leftover);
    }

    /// A strip that fills its piece takes its place: its pieces become those of what the piece was cut from.
    fn dissolve(&mut self, problem: &Problem, piece: NodeId, strip: NodeId) {
        let outer = self.parent(piece);
        let mut child = self.node(strip).first;
        let leftover = self.leftover_of(strip);
        let into = if outer == NONE {
            self.cut_up -= 1;
            let axis = self.node(strip).axis;
            let root = &mut self.nodes[ROOT as usize];
            root.axis = axis;
            root.first = NONE;
            ROOT
        } else {
            self.cut_up -= 2;
            self.unlink(piece);
            self.release(piece);
            outer
        };
        let axis = self.node(into).axis;
        let other = self.leftover_of(into);
        let mut more = 0;
        if other != NONE && leftover != NONE {
            more = self.node(other).extent(axis);
            self.forget_leftover(other);
            self.unlink(other);
            self.release(other);
        }
        let level = self.node(into).level + 1;
        while child != NONE {
            let next = self.node(child).next;
            self.adopt(into, child, level);
            child = next;
        }
        self.release(strip);
        if leftover != NONE {
            self.nodes[into as usize].kind = leftover;
            self.resize(problem, leftover, axis, more);
        }
    }

    /// Makes a node with all below it a child of another.
    fn adopt(&mut self, parent: NodeId, child: NodeId, level: u8) {
        let first = self.node(parent).first;
        let node = &mut self.nodes[child as usize];
        node.parent = parent;
        node.prev = NONE;
        node.next = first;
        if first != NONE {
            self.nodes[first as usize].prev = child;
        }
        self.nodes[parent as usize].first = child;
        self.set_level(child, level);
    }

    fn set_level(&mut self, id: NodeId, level: u8) {
        self.nodes[id as usize].level = level;
        if self.node(id).role == Role::Cut {
            let mut child = self.node(id).first;
            while child != NONE {
                self.set_level(child, level + 1);
                child = self.node(child).next;
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use super::*;
    use crate::problem::job_of;
    use crate::rng::Rng;
    use crate::search::recreate::{Fill, Recreate};
    use crate::search::ruin::Ruin;
    use crate::search::state::State;
    use crate::search::waiting::Order;
    use proptest::prelude::*;

    /// What a tree of cuts must always be, from a node downwards. Counts cuts, and adds up what leftovers are worth.
    fn check(problem: &Problem, sheet: &Sheet, id: NodeId, cuts: &mut u32, worth: &mut i64) {
        let node = sheet.node(id);
        assert!(node.w > 0 && node.h > 0, "{node:?}");
        match node.role {
            Role::Free => panic!("a node not in use hangs in the tree"),
            Role::Leftover => {
                assert_eq!(node.value, problem.value_at(node.w, node.h, node.level));
                assert_eq!(sheet.leftovers()[node.kind as usize], id);
                *worth += node.value;
            }
            Role::Part => {
                let kind = &problem.kinds[node.kind as usize];
                let is_straight = node.size() == (kind.w, kind.h);
                assert!(is_straight || (kind.can_turn && node.size() == (kind.h, kind.w)));
            }
            Role::Cut => {
                *cuts += 1;
                let (mut sum, mut count, mut leftover) = (0, 0, NONE);
                for child in sheet.children(id) {
                    let below = sheet.node(child);
                    assert_eq!(sheet.parent(child), id);
                    assert_eq!(below.level, node.level + 1);
                    assert_eq!(
                        below.extent(node.axis.across()),
                        node.extent(node.axis.across())
                    );
                    assert!(below.role != Role::Cut || below.axis != node.axis);
                    if below.role == Role::Leftover {
                        assert_eq!(leftover, NONE, "two leftovers");
                        leftover = child;
                    }
                    sum += below.extent(node.axis);
                    count += 1;
                    check(problem, sheet, child, cuts, worth);
                }
                assert_eq!(sum, node.extent(node.axis));
                assert!(count > 1);
                assert_eq!(sheet.leftover_of(id), leftover);
            }
        }
    }

    /// The largest extents that a leftover may be widened to.
    fn reach(problem: &Problem, sheet: &Sheet, leftover: NodeId) -> (i32, i32) {
        let mut sheet = sheet.clone();
        sheet.list_reaches(problem);
        sheet.reaches()[sheet.node(leftover).kind as usize]
    }

    fn check_all(problem: &Problem, state: &State) {
        let mut total = 0;
        for index in state.open_sheets() {
            let sheet = &state.sheets[index as usize];
            let (mut cuts, mut worth) = (0, 0);
            check(problem, sheet, ROOT, &mut cuts, &mut worth);
            assert_eq!(
                (sheet.cut_up, sheet.worth, sheet.parts),
                (cuts, worth, sheet.parts_on().count() as u32)
            );
            total += worth;
        }
        assert_eq!(state.value(), total);
        let again = State::load(problem, &state.save());
        assert_eq!(
            (again.missing(), again.unplaced()),
            (state.missing(), state.unplaced())
        );
    }

    /// Few kinds whose sizes repeat, so that strips are often filled exactly and give way to their pieces.
    fn job() -> impl Strategy<Value = Problem> {
        prop::collection::vec((1_i64..12, 1_i64..9, 1_u32..9, any::<bool>()), 1..9).prop_map(
            |parts| {
                let parts: Vec<_> = parts
                    .iter()
                    .map(|&(w, h, count, turns)| (w * 233 - 4, h * 230 - 4, count, turns))
                    .collect();
                let mut problem = Problem::new(&job_of(&parts));
                problem.turn_cost = 0;
                problem
            },
        )
    }

    fn filled(problem: &Problem, rng: &mut Rng) -> State {
        let mut state = State::new(problem);
        let fill = Fill {
            budget: u64::MAX,
            limit: i64::MAX,
            blink: 3,
            order: Order::Restricted,
            widens: false,
        };
        Recreate::default().fill(problem, &mut state, rng, fill);
        state
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn trees_stay_whole_and_no_more_is_lost_than_was_said(problem in job(), seed in any::<u64>()) {
            let mut rng = Rng::new(seed);
            let mut state = filled(&problem, &mut rng);
            let mut ruin = Ruin::default();
            for _ in 0..60 {
                ruin.pieces(&problem, &mut state, &mut rng, 4);
                check_all(&problem, &state);
                let open: Vec<u32> = state.open_sheets().collect();
                for sheet in open {
                    let tree = &state.sheets[sheet as usize];
                    let leftover = tree.leftovers().first().copied();
                    let kind = rng.below(problem.kinds.len() as u32);
                    let (Some(leftover), true) = (leftover, state.unplaced()[kind as usize] > 0) else {
                        continue;
                    };
                    let size = (problem.kinds[kind as usize].w, problem.kinds[kind as usize].h);
                    let (have, most) = (tree.node(leftover).size(), reach(&problem, tree, leftover));
                    if size.0 > most.0 || size.1 > most.1 || (size.0 <= have.0 && size.1 <= have.1) {
                        continue;
                    }
                    let Widening { axis, loss } = tree.widening(&problem, leftover, size, false).unwrap();
                    let before = tree.worth;
                    state.widen(&problem, sheet, leftover, size);
                    check_all(&problem, &state);
                    let now = state.sheets[sheet as usize].node(leftover).size();
                    prop_assert!(now.0 >= size.0.max(have.0) && now.1 >= size.1.max(have.1));
                    state.insert(&problem, sheet, leftover, kind, size, axis);
                    check_all(&problem, &state);
                    // A strip that gives way to its pieces brings leftovers together, which are worth more then. Where
                    // both directions lack something each is judged as if the other didn't.
                    if size.0 <= have.0 || size.1 <= have.1 {
                        prop_assert!(before - state.sheets[sheet as usize].worth <= loss);
                    }
                }
            }
        }

        #[test]
        fn a_change_undone_leaves_the_plan_as_it_was(problem in job(), seed in any::<u64>()) {
            let mut rng = Rng::new(seed);
            let mut state = filled(&problem, &mut rng);
            state.keep();
            let (mut ruin, mut recreate) = (Ruin::default(), Recreate::default());
            for round in 0..60 {
                let marks = |state: &State| -> Vec<u64> {
                    state.open_sheets().map(|index| state.sheets[index as usize].mark()).collect()
                };
                let before = (marks(&state), state.missing(), state.value(), state.cost());
                ruin.pieces(&problem, &mut state, &mut rng, 6);
                let fill = Fill {
                    budget: state.cost(),
                    limit: i64::MAX,
                    blink: 100,
                    order: Order::Restricted,
                    widens: true,
                };
                recreate.fill(&problem, &mut state, &mut rng, fill);
                check_all(&problem, &state);
                for index in state.open_sheets() {
                    // What was listed bit by bit is what is listed at once.
                    let sheet = &state.sheets[index as usize];
                    let mut afresh = sheet.clone();
                    afresh.is_listed = false;
                    afresh.list_reaches(&problem);
                    prop_assert!(sheet.is_listed);
                    prop_assert_eq!(sheet.reaches(), afresh.reaches());
                    prop_assert_eq!(sheet.farthest(), afresh.farthest());
                }
                if round % 2 == 0 {
                    state.keep();
                } else {
                    state.undo();
                    let after = (marks(&state), state.missing(), state.value(), state.cost());
                    prop_assert_eq!(before, after);
                }
            }
        }
    }

    #[test]
    fn a_part_too_wide_for_its_strip_takes_what_is_left_beside_it() {
        // A strip 1396 mm wide, half of it free, with what is left of the sheet beside it.
        let problem = Problem::new(&job_of(&[
            (1_396, 1_000, 1, false),
            (1_500, 1_060, 1, false),
        ]));
        let mut state = State::new(&problem);
        let sheet = state.open(&problem, 0);
        let narrow = problem
            .kinds
            .iter()
            .position(|kind| kind.w == 1_400_000)
            .unwrap();
        let size = |kind: usize| (problem.kinds[kind].w, problem.kinds[kind].h);
        state.insert(&problem, sheet, ROOT, narrow as u32, size(narrow), Axis::X);
        let tree = &state.sheets[sheet as usize];
        let wide = size(1 - narrow);
        let above = tree
            .leftovers()
            .iter()
            .copied()
            .find(|&id| tree.node(id).w == 1_400_000 && tree.node(id).h < 1_100_000);
        let above = above.unwrap();
        assert!(
            tree.node(above).w < wide.0 && reach(&problem, tree, above) == (2_804_000, 1_070_000)
        );
        state.widen(&problem, sheet, above, wide);
        let tree = &state.sheets[sheet as usize];
        assert_eq!(tree.node(above).size(), (wide.0, 1_070_000));
        check_all(&problem, &state);
    }
}
