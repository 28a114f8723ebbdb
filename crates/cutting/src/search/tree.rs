//! One sheet as a tree of cuts in an arena, with insertion and removal.
//!
//! A cut's children follow one another along its axis and each fills it across; children of a cut along x that are cut
//! again are cut along y and the other way round. Their order is free, so a cut has at most one leftover, which grows
//! when a child is taken out and shrinks when one is put in. A cut has at least two children.

use crate::geometry::Axis;
use crate::order::sort_by;
use crate::problem::Place;
use crate::problem::Problem;

/// Index of a node in its sheet.
pub type NodeId = u32;
/// No node.
pub const NONE: NodeId = u32::MAX;
/// The node of the whole sheet.
pub const ROOT: NodeId = 0;
/// Deepest level at which a piece is cut again; keeps recursion over a tree shallow.
pub const MAX_LEVEL: u8 = 60;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Not in use.
    Free,
    /// Board that is left over.
    Leftover,
    /// A part of the kind `Node::kind`.
    Part,
    /// Cut along `Node::axis`.
    Cut,
}

/// A piece of board.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Inflated extent along x.
    pub w: i32,
    /// Inflated extent along y.
    pub h: i32,
    pub(super) parent: NodeId,
    pub(super) first: NodeId,
    pub(super) next: NodeId,
    pub(super) prev: NodeId,
    /// What a leftover is worth; not kept up to date for other nodes.
    pub value: i64,
    /// Kind of a part; of a leftover its position in the list of leftovers; of a cut its leftover.
    pub kind: u32,
    /// What it is.
    pub role: Role,
    /// Direction of a cut.
    pub axis: Axis,
    pub(super) level: u8,
}

impl Node {
    /// Inflated extents along x and y.
    pub const fn size(&self) -> (i32, i32) {
        (self.w, self.h)
    }

    /// Inflated extent along an axis.
    pub const fn extent(&self, axis: Axis) -> i32 {
        match axis {
            Axis::X => self.w,
            Axis::Y => self.h,
        }
    }

    /// Makes it larger by so much along an axis.
    pub(super) const fn grow(&mut self, axis: Axis, by: i32) {
        match axis {
            Axis::X => self.w += by,
            Axis::Y => self.h += by,
        }
    }
}

/// A sheet in use, or a place for one.
#[derive(Debug)]
pub struct Sheet {
    /// Index of the stock.
    pub stock: u32,
    /// True while it is in use.
    pub is_open: bool,
    /// Weight of the parts on it.
    pub weight: i64,
    /// How many parts are on it.
    pub parts: u32,
    /// What its leftovers are worth together.
    pub worth: i64,
    /// How many of its pieces are cut up, itself included.
    pub cut_up: u32,
    pub(super) nodes: Vec<Node>,
    free: NodeId,
    leftovers: Vec<NodeId>,
    /// The largest extents along x and y that each leftover may be widened to, 0 for none that may not be widened.
    pub(super) reaches: Vec<(i32, i32)>,
    /// No leftover may be widened beyond these extents.
    pub(super) farthest: (i32, i32),
    /// True while that is up to date.
    pub(super) is_listed: bool,
}

impl Clone for Sheet {
    fn clone(&self) -> Self {
        let mut copy = Self::closed();
        copy.clone_from(self);
        copy
    }

    /// Keeps the room already allocated.
    fn clone_from(&mut self, source: &Self) {
        self.stock = source.stock;
        self.is_open = source.is_open;
        self.weight = source.weight;
        self.parts = source.parts;
        self.worth = source.worth;
        self.cut_up = source.cut_up;
        self.free = source.free;
        self.nodes.clone_from(&source.nodes);
        self.leftovers.clone_from(&source.leftovers);
        self.reaches.clone_from(&source.reaches);
        self.farthest = source.farthest;
        self.is_listed = source.is_listed;
    }
}

/// What an insertion does to the leftovers: the one it took is gone, these are new.
#[derive(Clone, Copy, Debug, Default)]
pub struct Inserted {
    /// Up to two new leftovers.
    pub leftovers: [Option<NodeId>; 2],
}

impl Sheet {
    /// A place for a sheet, not in use.
    pub const fn closed() -> Self {
        Self {
            stock: 0,
            is_open: false,
            weight: 0,
            parts: 0,
            worth: 0,
            cut_up: 0,
            nodes: Vec::new(),
            free: NONE,
            leftovers: Vec::new(),
            reaches: Vec::new(),
            farthest: (0, 0),
            is_listed: false,
        }
    }

    /// Starts an empty sheet of a stock; its root is its one leftover.
    pub fn open(&mut self, problem: &Problem, stock: usize) {
        let kind = &problem.sheets[stock];
        self.stock = stock as u32;
        self.is_open = true;
        self.weight = 0;
        self.parts = 0;
        self.worth = 0;
        self.cut_up = 0;
        self.nodes.clear();
        self.leftovers.clear();
        self.reaches.clear();
        self.free = NONE;
        let root = self.add(kind.w, kind.h, NONE, kind.depth);
        self.become_leftover(problem, root);
    }

    /// Puts it out of use.
    pub fn close(&mut self) {
        self.is_open = false;
        self.nodes.clear();
        self.leftovers.clear();
        self.reaches.clear();
        self.free = NONE;
        self.weight = 0;
        self.parts = 0;
        self.worth = 0;
        self.cut_up = 0;
    }

    /// True when nothing is cut from it.
    pub const fn is_empty(&self) -> bool {
        self.parts == 0
    }

    /// Ids of the leftovers.
    pub fn leftovers(&self) -> &[NodeId] {
        &self.leftovers
    }

    /// The largest extents along x and y that each of them may be widened to, as last listed; 0 where it may not be.
    pub fn reaches(&self) -> &[(i32, i32)] {
        &self.reaches
    }

    /// No leftover may be widened beyond these extents along x and y, as last listed.
    pub const fn farthest(&self) -> (i32, i32) {
        self.farthest
    }

    /// A node.
    #[inline]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// Room for nodes, in use or not; ids are below it.
    pub const fn capacity(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// A leftover as a place to cut from.
    #[inline]
    pub fn place(&self, id: NodeId) -> Place {
        let node = &self.nodes[id as usize];
        Place {
            w: node.w,
            h: node.h,
            level: node.level,
            from: (node.parent != NONE).then(|| self.nodes[node.parent as usize].axis),
        }
    }

    /// How often a piece is turned for its next cuts: every piece that is cut up, but not the sheet itself.
    pub const fn turns(&self) -> u32 {
        self.cut_up.saturating_sub(1)
    }

    /// The kind of every part on it.
    pub fn parts_on(&self) -> impl Iterator<Item = u32> + '_ {
        let parts = self.nodes.iter().filter(|node| node.role == Role::Part);
        parts.map(|node| node.kind)
    }

    /// The kinds of parts on it, in order, and how many there are of each.
    pub fn counts(&self) -> Vec<(usize, u32)> {
        let mut kinds: Vec<u32> = self.parts_on().collect();
        sort_by(&mut kinds, Ord::cmp);
        let mut counts: Vec<(usize, u32)> = Vec::new();
        for kind in kinds {
            match counts.last_mut() {
                Some((last, count)) if *last == kind as usize => *count += 1,
                _ => counts.push((kind as usize, 1)),
            }
        }
        counts
    }

    /// The same for sheets that are cut alike, and hardly ever for others.
    pub fn mark(&self) -> u64 {
        self.mark_below(ROOT) ^ u64::from(self.stock)
    }

    fn mark_below(&self, id: NodeId) -> u64 {
        let node = &self.nodes[id as usize];
        let own = match node.role {
            Role::Part => u64::from(node.kind) << 2 | 1,
            Role::Cut => 2,
            Role::Leftover | Role::Free => 3,
        };
        let size = u64::from(node.w.unsigned_abs()) << 32 | u64::from(node.h.unsigned_abs());
        let mut sum = mix(size ^ mix(own));
        if node.role == Role::Cut {
            // The order of the pieces is free, so they are added up.
            for child in self.children(id) {
                sum = sum.wrapping_add(self.mark_below(child));
            }
        }
        mix(sum)
    }

    /// The parent, or [`NONE`] for the root.
    pub fn parent(&self, id: NodeId) -> NodeId {
        self.nodes[id as usize].parent
    }

    /// The leftover of a cut, or [`NONE`].
    pub fn leftover_of(&self, cut: NodeId) -> NodeId {
        self.nodes[cut as usize].kind
    }

    /// Children of a cut, in no particular order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = self.nodes[id as usize].first;
        std::iter::from_fn(move || {
            (at != NONE).then(|| {
                let this = at;
                at = self.nodes[this as usize].next;
                this
            })
        })
    }

    pub(super) fn add(&mut self, w: i32, h: i32, parent: NodeId, level: u8) -> NodeId {
        let node = Node {
            w,
            h,
            parent,
            first: NONE,
            next: NONE,
            prev: NONE,
            kind: 0,
            value: 0,
            role: Role::Free,
            axis: Axis::X,
            level,
        };
        let id = if self.free == NONE {
            self.nodes.push(node);
            self.nodes.len() as NodeId - 1
        } else {
            let id = self.free;
            self.free = self.nodes[id as usize].next;
            self.nodes[id as usize] = node;
            id
        };
        if parent != NONE {
            let first = self.nodes[parent as usize].first;
            self.nodes[id as usize].next = first;
            if first != NONE {
                self.nodes[first as usize].prev = id;
            }
            self.nodes[parent as usize].first = id;
        }
        id
    }

    pub(super) fn release(&mut self, id: NodeId) {
        self.nodes[id as usize].role = Role::Free;
        self.nodes[id as usize].next = self.free;
        self.free = id;
    }

    pub(super) fn unlink(&mut self, id: NodeId) {
        let Node {
            parent, next, prev, ..
        } = self.nodes[id as usize];
        if prev == NONE {
            self.nodes[parent as usize].first = next;
        } else {
            self.nodes[prev as usize].next = next;
        }
        if next != NONE {
            self.nodes[next as usize].prev = prev;
        }
    }

    pub(super) fn become_leftover(&mut self, problem: &Problem, id: NodeId) {
        let node = &mut self.nodes[id as usize];
        node.value = problem.value_at(node.w, node.h, node.level);
        node.role = Role::Leftover;
        node.first = NONE;
        node.kind = self.leftovers.len() as u32;
        self.worth += node.value;
        let parent = node.parent;
        self.leftovers.push(id);
        self.reaches.push((0, 0));
        self.is_listed = false;
        if parent != NONE {
            self.nodes[parent as usize].kind = id;
        }
    }

    /// Makes a leftover larger, or smaller, by so much along an axis.
    pub(super) fn resize(&mut self, problem: &Problem, id: NodeId, axis: Axis, by: i32) {
        let node = &mut self.nodes[id as usize];
        node.grow(axis, by);
        let value = problem.value_at(node.w, node.h, node.level);
        self.worth += value - node.value;
        node.value = value;
        self.is_listed = false;
    }

    /// Takes a leftover off the list; the node is then without role.
    pub(super) fn forget_leftover(&mut self, id: NodeId) {
        let Node {
            kind,
            value,
            parent,
            ..
        } = self.nodes[id as usize];
        self.worth -= value;
        if parent != NONE {
            self.nodes[parent as usize].kind = NONE;
        }
        let at = kind as usize;
        self.leftovers.swap_remove(at);
        self.reaches.swap_remove(at);
        self.is_listed = false;
        if let Some(&moved) = self.leftovers.get(at) {
            self.nodes[moved as usize].kind = at as u32;
        }
    }

    pub(super) fn set_part(&mut self, id: NodeId, kind: u32) {
        let node = &mut self.nodes[id as usize];
        node.role = Role::Part;
        node.first = NONE;
        node.kind = kind;
    }

    pub(super) fn set_cut(&mut self, id: NodeId, axis: Axis) {
        self.cut_up += 1;
        let node = &mut self.nodes[id as usize];
        node.role = Role::Cut;
        node.kind = NONE;
        node.axis = axis;
        node.first = NONE;
    }

    /// True when a part may still be cut from a leftover without the tree becoming too deep.
    #[inline]
    pub fn has_room(&self, id: NodeId) -> bool {
        self.nodes[id as usize].level < MAX_LEVEL
    }

    /// Cuts a part of inflated size `w` x `h` from the leftover `id`, with the first cut along `axis`. It must fit.
    pub fn insert(
        &mut self,
        problem: &Problem,
        id: NodeId,
        kind: u32,
        (w, h): (i32, i32),
        axis: Axis,
    ) -> Inserted {
        self.weight += problem.kinds[kind as usize].weight;
        self.parts += 1;
        self.forget_leftover(id);
        let Node {
            w: have_w,
            h: have_h,
            parent,
            level,
            ..
        } = self.nodes[id as usize];
        if (w, h) == (have_w, have_h) {
            self.set_part(id, kind);
            return Inserted::default();
        }
        // No cut is needed along an axis that the part fills.
        let axis = match axis {
            Axis::X if w == have_w => Axis::Y,
            Axis::Y if h == have_h => Axis::X,
            axis => axis,
        };
        let is_beside = parent != NONE && self.nodes[parent as usize].axis == axis;
        let (column, rest) = if is_beside {
            // The leftover becomes the strip that holds the part, and what remains of it a new child.
            (id, (parent, level))
        } else {
            self.set_cut(id, axis);
            (self.add(0, 0, id, level + 1), (id, level + 1))
        };
        let mut done = Inserted::default();
        let (strip_w, strip_h, rest_w, rest_h) = match axis {
            Axis::X => (w, have_h, have_w - w, have_h),
            Axis::Y => (have_w, h, have_w, have_h - h),
        };
        {
            let strip = &mut self.nodes[column as usize];
            strip.w = strip_w;
            strip.h = strip_h;
        }
        if rest_w > 0 && rest_h > 0 {
            let (parent, level) = rest;
            let rest = self.add(rest_w, rest_h, parent, level);
            self.become_leftover(problem, rest);
            done.leftovers[0] = Some(rest);
        }
        if (strip_w, strip_h) == (w, h) {
            self.set_part(column, kind);
        } else {
            self.set_cut(column, axis.across());
            let level = self.nodes[column as usize].level + 1;
            let part = self.add(w, h, column, level);
            self.set_part(part, kind);
            let (rest_w, rest_h) = match axis {
                Axis::X => (w, have_h - h),
                Axis::Y => (have_w - w, h),
            };
            let rest = self.add(rest_w, rest_h, column, level);
            self.become_leftover(problem, rest);
            done.leftovers[1] = Some(rest);
        }
        done
    }

    /// Takes out a node with everything below it, reporting the kind of every part. What becomes free joins the
    /// leftover beside it, and a cut left with nothing but a leftover becomes one.
    pub fn remove(&mut self, problem: &Problem, id: NodeId, out: &mut Vec<u32>) {
        let before = out.len();
        self.clear_below(id, out);
        for &kind in &out[before..] {
            self.weight -= problem.kinds[kind as usize].weight;
            self.parts -= 1;
        }
        let mut id = id;
        loop {
            // Here `id` has no children, no role and is on no list.
            let node = self.nodes[id as usize];
            let parent = node.parent;
            let beside = if parent == NONE {
                NONE
            } else {
                self.leftover_of(parent)
            };
            if beside == NONE {
                self.become_leftover(problem, id);
                return;
            }
            self.unlink(id);
            self.release(id);
            let axis = self.nodes[parent as usize].axis;
            self.resize(problem, beside, axis, node.extent(axis));
            let leftover = &self.nodes[beside as usize];
            if leftover.next != NONE || leftover.prev != NONE {
                return;
            }
            self.forget_leftover(beside);
            self.release(beside);
            self.nodes[parent as usize].first = NONE;
            self.cut_up -= 1;
            id = parent;
        }
    }

    fn clear_below(&mut self, id: NodeId, out: &mut Vec<u32>) {
        match self.nodes[id as usize].role {
            Role::Part => out.push(self.nodes[id as usize].kind),
            Role::Leftover => self.forget_leftover(id),
            Role::Free => {}
            Role::Cut => {
                self.cut_up -= 1;
                let mut child = self.nodes[id as usize].first;
                while child != NONE {
                    let next = self.nodes[child as usize].next;
                    self.clear_below(child, out);
                    self.release(child);
                    child = next;
                }
                self.nodes[id as usize].first = NONE;
            }
        }
    }
}

/// Spreads the bits of a number (the finaliser of SplitMix64).
pub const fn mix(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
