//! What one step of the search for a neater plan brings.

use super::state::State;

/// What one change has brought.
#[derive(Debug)]
pub struct Change {
    /// The work it took.
    pub work: u64,
    /// A plan that may be better than the best one.
    pub found: Option<State>,
}

impl Change {
    /// Nothing but work.
    pub const fn none(work: u64) -> Self {
        Self { work, found: None }
    }
}
