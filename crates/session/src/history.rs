//! The steps of a design being edited: what undo and redo go through, and their text for another time.

use std::collections::VecDeque;

use furniture::design::Design;
use furniture::message::Message;
use serde::{Deserialize, Serialize};

/// Most steps that can be undone; a design is some kilobytes.
const MAX_STEPS: usize = 500;

/// About how long the text of a history gets, in bytes. It is written beside the design after each edit, so the steps
/// furthest away stay out of it; those of a wardrobe are some hundred.
const MAX_TEXT: usize = 512 << 10;

/// One step: the design on its other side.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    pub(crate) design: Design,
    /// What the step is called.
    pub(crate) label: Message,
    /// Edits of one gesture are one step; 0 belongs to none.
    #[serde(skip)]
    pub(crate) gesture: u32,
}

/// Steps before and after the design as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    /// The oldest first.
    pub(crate) past: VecDeque<Step>,
    /// The one to come last first.
    pub(crate) future: VecDeque<Step>,
}

/// A history as it is kept.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    /// The design that it belongs to.
    of: Design,
    past: VecDeque<Step>,
    future: VecDeque<Step>,
}

impl History {
    /// Adds a step just made; what had been undone can no longer come back.
    pub(crate) fn push(&mut self, step: Step) {
        self.future.clear();
        self.past.push_back(step);
        if self.past.len() > MAX_STEPS {
            self.past.pop_front();
        }
    }

    /// The text for another time, with the design that the history belongs to.
    pub(crate) fn text(&self, of: &Design) -> String {
        let size = |step: &Step| serde_json::to_string(step).map_or(MAX_TEXT, |text| text.len());
        // The nearest on either side in turn, as many as there is room for.
        let mut room = MAX_TEXT;
        let (mut past, mut future) = (VecDeque::new(), VecDeque::new());
        let mut before = self.past.iter().rev();
        let mut after = self.future.iter().rev();
        loop {
            let (one, other) = (before.next(), after.next());
            let needed: usize = [one, other].into_iter().flatten().map(size).sum();
            if needed == 0 || needed > room {
                break;
            }
            room -= needed;
            past.extend(one.cloned());
            future.extend(other.cloned());
        }
        past.make_contiguous().reverse();
        future.make_contiguous().reverse();
        let of = of.clone();
        serde_json::to_string(&Kept { of, past, future }).unwrap_or_default()
    }

    /// The history of a design from its text; none when it belongs to another design or is of another version.
    pub(crate) fn read(text: &str, of: &Design) -> Option<Self> {
        let mut kept: Kept = furniture::json::from_str(text).ok()?;
        // Which program wrote the design is told by its file alone.
        kept.of.generator.clone_from(&of.generator);
        let current = |step: &Step| step.design.version == of.version;
        let is_of = kept.of == *of && kept.past.iter().chain(&kept.future).all(current);
        is_of.then_some(Self {
            past: kept.past,
            future: kept.future,
        })
    }
}
