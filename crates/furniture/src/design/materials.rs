//! Which material a design chooses where.

use super::{Design, Item};
use crate::catalogue::{MaterialChoice, Surface};
use crate::key::{BoardKey, split_place};
use crate::role::Role;

impl Design {
    /// The material of a role where nothing has one of its own.
    pub fn material(&self, role: Role) -> Option<&MaterialChoice> {
        let own = self.materials.get(role);
        own.or_else(|| self.materials.get(role.follows()?))
    }

    /// What boards of a role are coated with where their material takes it.
    pub fn surface(&self, role: Role) -> Option<&Surface> {
        let own = self.surfaces.get(role);
        own.or_else(|| self.surfaces.get(role.follows()?))
    }

    /// The material of a role in an item: its own, or the design's.
    pub fn material_in<'d>(&'d self, item: &'d Item, role: Role) -> Option<&'d MaterialChoice> {
        let of = |role| {
            let own = item.materials.get(role);
            own.or_else(|| self.materials.get(role))
        };
        of(role).or_else(|| of(role.follows()?))
    }

    /// The boards that have a material of their own.
    pub fn own_materials(&self) -> Vec<(BoardKey, &MaterialChoice)> {
        let all = self.nodes().flat_map(|node| {
            let own = node.materials.iter();
            own.map(|(place, choice)| {
                let (part, index) = split_place(place).unwrap_or((place, 0));
                (BoardKey::new(node.id, part, index), choice)
            })
        });
        all.collect()
    }
}
