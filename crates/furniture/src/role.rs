//! What boards are for, in one place: who adds a role adds it here and names it among the messages.

mod by_role;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use by_role::ByRole;

/// What a board is for; decides its material where nothing else does, and which materials are offered.
///
/// In the order of their names, which is the order of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "describe", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Back panels.
    Back,
    /// Sides, tops, bottoms, shelves, dividers, plinths.
    Body,
    /// Drawer boxes.
    Drawer,
    /// Doors and drawer fronts.
    Front,
    /// Tops that are worked or eaten at.
    Worktop,
}

impl Role {
    /// All roles in the order in which one chooses: what is seen most first.
    pub const ALL: [Self; 5] = [
        Self::Body,
        Self::Front,
        Self::Back,
        Self::Drawer,
        Self::Worktop,
    ];

    /// Its name in files; `role.NAME` is its message key.
    pub fn id(self) -> &'static str {
        match self {
            Self::Back => "back",
            Self::Body => "body",
            Self::Drawer => "drawer",
            Self::Front => "front",
            Self::Worktop => "worktop",
        }
    }

    /// The role of this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    /// Message key of its name.
    pub fn label(self) -> String {
        format!("role.{self}")
    }

    /// The role whose material holds where this one has none of its own, and whose materials suit it where a
    /// material says nothing of this one.
    pub fn follows(self) -> Option<Self> {
        match self {
            Self::Worktop => Some(Self::Body),
            Self::Back | Self::Body | Self::Drawer | Self::Front => None,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_roles_is_that_of_their_names() {
        let mut roles = Role::ALL;
        roles.sort_unstable();
        assert!(roles.is_sorted_by_key(|role| role.id()));
        for role in roles {
            assert_eq!(Role::from_id(role.id()), Some(role));
            assert_eq!(
                serde_json::to_value(role).unwrap(),
                serde_json::json!(role.id())
            );
        }
    }
}
