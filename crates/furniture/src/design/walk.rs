//! Finding modules in a design.

use super::{Design, Item, Node};

impl Design {
    /// Every module, outermost first.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        let mut stack: Vec<&Node> = self.items.iter().rev().map(|item| &item.root).collect();
        std::iter::from_fn(move || {
            let node = stack.pop()?;
            stack.extend(
                node.contents
                    .values()
                    .rev()
                    .flat_map(|inside| inside.iter().rev()),
            );
            Some(node)
        })
    }

    /// The module with this identifier.
    pub fn node(&self, id: u32) -> Option<&Node> {
        self.nodes().find(|node| node.id == id)
    }

    /// The item that a module belongs to.
    pub fn item_of(&self, node: u32) -> Option<&Item> {
        let mut items = self.items.iter();
        items.find(|item| item.root.subtree().iter().any(|one| one.id == node))
    }

    /// The item with this identifier, to be changed.
    pub(crate) fn item_mut(&mut self, id: u32) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.id == id)
    }

    /// The module with this identifier, to be changed.
    pub(crate) fn node_mut(&mut self, id: u32) -> Option<&mut Node> {
        self.items
            .iter_mut()
            .find_map(|item| item.root.find_mut(id))
    }
}

impl Node {
    fn find_mut(&mut self, id: u32) -> Option<&mut Node> {
        if self.id == id {
            return Some(self);
        }
        self.contents
            .values_mut()
            .flatten()
            .find_map(|node| node.find_mut(id))
    }

    /// The module that holds `id` directly, and the opening it is in.
    pub fn holder_of(&self, id: u32) -> Option<(u32, &str)> {
        self.contents.iter().find_map(|(opening, inside)| {
            if inside.iter().any(|node| node.id == id) {
                Some((self.id, opening.as_str()))
            } else {
                inside.iter().find_map(|node| node.holder_of(id))
            }
        })
    }

    /// This module and all inside it.
    pub fn subtree(&self) -> Vec<&Node> {
        let mut all = vec![self];
        for node in self.contents.values().flatten() {
            all.extend(node.subtree());
        }
        all
    }
}
