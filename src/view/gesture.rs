//! From pointers and wheel to gestures: mouse, pen, one finger and two.

use glam::Vec2;

/// Farther than this a press is a drag and not a click, CSS pixels.
const CLICK: f32 = 4.0;

/// What the canvas was told, CSS pixels from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// A button or finger went down.
    Down {
        /// Which pointer.
        id: i32,
        /// Where.
        at: Vec2,
        /// What it is.
        kind: Kind,
        /// Right or middle button, or shift held: it pans.
        second: bool,
    },
    /// A pointer moved, pressed or not.
    Move {
        /// Which pointer.
        id: i32,
        /// Where to.
        at: Vec2,
        /// What it is.
        kind: Kind,
    },
    /// A button or finger went up.
    Up {
        /// Which pointer.
        id: i32,
    },
    /// The browser took the pointer away.
    Cancel {
        /// Which pointer.
        id: i32,
    },
    /// The mouse left the canvas.
    Leave,
    /// The wheel turned.
    Wheel {
        /// Where.
        at: Vec2,
        /// How far, CSS pixels; positive goes away.
        by: f32,
    },
}

/// What a pointer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A mouse or pen: points exactly and hovers.
    Mouse,
    /// A finger.
    Finger,
}

/// What a person means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// Points at a place, or nowhere.
    Hover(Option<Vec2>),
    /// Clicked.
    Click(Vec2),
    /// Turns the view by pixels.
    Turn(Vec2),
    /// Shifts the view by pixels.
    Pan(Vec2),
    /// Comes nearer (below 1) or goes away.
    Zoom(f32, Vec2),
    /// Moves what was taken at [`Gestures::feed`].
    Drag(Vec2),
    /// Lets go of it.
    Drop,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    Idle,
    /// Pressed and not yet moved.
    Pressed,
    Turning,
    Panning,
    Dragging,
    /// Two fingers, or a finger left over from them.
    Pinching,
}

/// The pointers that are down and what they do.
#[derive(Clone, Debug)]
pub struct Gestures {
    pointers: Vec<(i32, Vec2)>,
    pressed_at: Vec2,
    pans: bool,
    mode: Mode,
}

impl Default for Gestures {
    fn default() -> Self {
        Self {
            pointers: Vec::new(),
            pressed_at: Vec2::ZERO,
            pans: false,
            mode: Mode::Idle,
        }
    }
}

impl Gestures {
    /// Whether something that was taken is being dragged.
    #[must_use]
    pub fn is_dragging(&self) -> bool {
        self.mode == Mode::Dragging
    }

    /// Whether a button or finger is down.
    #[must_use]
    pub fn is_pressed(&self) -> bool {
        !self.pointers.is_empty()
    }

    /// Takes one input. `take` says whether there is something to drag under a place.
    pub fn feed(
        &mut self,
        input: Input,
        take: &mut dyn FnMut(Vec2, Kind) -> bool,
    ) -> Option<Gesture> {
        match input {
            Input::Down {
                id,
                at,
                kind,
                second,
            } => {
                self.pointers.retain(|pointer| pointer.0 != id);
                self.pointers.push((id, at));
                if self.pointers.len() > 1 {
                    let was_dragging = self.mode == Mode::Dragging;
                    self.mode = Mode::Pinching;
                    return was_dragging.then_some(Gesture::Drop);
                }
                self.pressed_at = at;
                self.pans = second;
                self.mode = if !second && take(at, kind) {
                    Mode::Dragging
                } else {
                    Mode::Pressed
                };
                None
            }
            Input::Move { id, at, kind } => self.moved(id, at, kind),
            Input::Up { id } => {
                let gesture = match self.mode {
                    Mode::Pressed if !self.pans => Some(Gesture::Click(self.pressed_at)),
                    Mode::Dragging => Some(Gesture::Drop),
                    _ => None,
                };
                self.release(id);
                gesture
            }
            Input::Cancel { id } => {
                let gesture = (self.mode == Mode::Dragging).then_some(Gesture::Drop);
                self.release(id);
                gesture
            }
            Input::Leave => (!self.is_pressed()).then_some(Gesture::Hover(None)),
            Input::Wheel { at, by } => {
                Some(Gesture::Zoom((by.clamp(-240.0, 240.0) * 0.0012).exp(), at))
            }
        }
    }

    fn release(&mut self, id: i32) {
        self.pointers.retain(|pointer| pointer.0 != id);
        if self.pointers.is_empty() {
            self.mode = Mode::Idle;
        }
    }

    fn moved(&mut self, id: i32, at: Vec2, kind: Kind) -> Option<Gesture> {
        let Some(index) = self.pointers.iter().position(|pointer| pointer.0 == id) else {
            return (kind == Kind::Mouse && !self.is_pressed()).then_some(Gesture::Hover(Some(at)));
        };
        let before = self.pointers[index].1;
        if self.mode == Mode::Pressed {
            if at.distance(self.pressed_at) <= CLICK {
                return None;
            }
            self.mode = if self.pans {
                Mode::Panning
            } else {
                Mode::Turning
            };
        }
        self.pointers[index].1 = at;
        match self.mode {
            Mode::Turning => Some(Gesture::Turn(at - before)),
            Mode::Panning => Some(Gesture::Pan(at - before)),
            Mode::Dragging => Some(Gesture::Drag(at)),
            Mode::Pinching | Mode::Idle | Mode::Pressed => None,
        }
    }

    /// The two-finger gesture of one finger's move: how far the middle went, and how the fingers spread. To be asked
    /// before the move is fed.
    #[must_use]
    pub fn pinch(&self, id: i32, at: Vec2) -> Option<(Gesture, Gesture)> {
        if self.mode != Mode::Pinching || self.pointers.len() != 2 {
            return None;
        }
        let index = self.pointers.iter().position(|pointer| pointer.0 == id)?;
        let (before, other) = (self.pointers[index].1, self.pointers[1 - index].1);
        let factor = before.distance(other).max(1.0) / at.distance(other).max(1.0);
        Some((
            Gesture::Pan((at - before) * 0.5),
            Gesture::Zoom(factor, (at + other) * 0.5),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn down(id: i32, x: f32) -> Input {
        Input::Down {
            id,
            at: Vec2::new(x, 50.0),
            kind: Kind::Mouse,
            second: false,
        }
    }

    fn to(id: i32, x: f32) -> Input {
        Input::Move {
            id,
            at: Vec2::new(x, 50.0),
            kind: Kind::Mouse,
        }
    }

    #[test]
    fn a_small_tremble_is_still_a_click() {
        let mut gestures = Gestures::default();
        let mut nothing = |_: Vec2, _: Kind| false;
        assert_eq!(gestures.feed(down(1, 10.0), &mut nothing), None);
        assert_eq!(gestures.feed(to(1, 13.0), &mut nothing), None);
        assert_eq!(
            gestures.feed(Input::Up { id: 1 }, &mut nothing),
            Some(Gesture::Click(Vec2::new(10.0, 50.0)))
        );
    }

    #[test]
    fn a_drag_turns_and_does_not_click() {
        let mut gestures = Gestures::default();
        let mut nothing = |_: Vec2, _: Kind| false;
        gestures.feed(down(1, 10.0), &mut nothing);
        assert!(matches!(
            gestures.feed(to(1, 20.0), &mut nothing),
            Some(Gesture::Turn(by)) if by.x == 10.0
        ));
        assert_eq!(gestures.feed(Input::Up { id: 1 }, &mut nothing), None);
        assert!(matches!(
            gestures.feed(to(1, 30.0), &mut nothing),
            Some(Gesture::Hover(Some(_)))
        ));
    }

    #[test]
    fn a_handle_is_dragged_and_let_go() {
        let mut gestures = Gestures::default();
        let mut handle = |_: Vec2, _: Kind| true;
        gestures.feed(down(1, 10.0), &mut handle);
        assert!(gestures.is_dragging());
        assert!(matches!(
            gestures.feed(to(1, 11.0), &mut handle),
            Some(Gesture::Drag(_))
        ));
        assert_eq!(
            gestures.feed(Input::Cancel { id: 1 }, &mut handle),
            Some(Gesture::Drop)
        );
        assert!(!gestures.is_dragging());
    }

    #[test]
    fn two_fingers_pan_and_pinch_and_leave_no_click() {
        let mut gestures = Gestures::default();
        let mut nothing = |_: Vec2, _: Kind| false;
        gestures.feed(down(1, 0.0), &mut nothing);
        gestures.feed(down(2, 100.0), &mut nothing);
        let (pan, zoom) = gestures
            .pinch(2, Vec2::new(200.0, 50.0))
            .unwrap_or((Gesture::Drop, Gesture::Drop));
        assert_eq!(pan, Gesture::Pan(Vec2::new(50.0, 0.0)));
        assert!(matches!(zoom, Gesture::Zoom(factor, _) if (factor - 0.5).abs() < 1e-6));
        gestures.feed(to(2, 200.0), &mut nothing);
        assert_eq!(gestures.feed(Input::Up { id: 2 }, &mut nothing), None);
        assert_eq!(gestures.feed(to(1, 40.0), &mut nothing), None);
        assert_eq!(gestures.feed(Input::Up { id: 1 }, &mut nothing), None);
    }
}
