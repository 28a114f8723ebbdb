//! Frames on demand: asked of the browser one by one, and only while something moves or has changed.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;

use super::page::{deliver, with_app};
use super::{Clock, Drawn};
use crate::view::View;

/// Longest step of the clock, seconds: after a hitch things go on, they don't jump.
const LONGEST_STEP: f64 = 0.12;

/// What the browser calls for each frame, with its time.
type OnFrame = Closure<dyn FnMut(f64)>;

thread_local! {
    static FRAME: RefCell<Option<OnFrame>> = const { RefCell::new(None) };
    static ASKED: Cell<Option<i32>> = const { Cell::new(None) };
    static LAST: Cell<Option<f64>> = const { Cell::new(None) };
}

/// Asks for a frame unless one is asked for already.
pub fn wake() {
    if ASKED.get().is_some() {
        return;
    }
    let Some(window) = web_sys::window() else {
        return;
    };
    FRAME.with(|frame| {
        let mut frame = frame.borrow_mut();
        let closure = frame.get_or_insert_with(|| Closure::new(run));
        if let Ok(id) = window.request_animation_frame(closure.as_ref().unchecked_ref()) {
            ASKED.set(Some(id));
        }
    });
}

/// Lets go of a frame that was asked for.
pub fn cancel() {
    if let (Some(id), Some(window)) = (ASKED.take(), web_sys::window()) {
        // A frame that has come in the meantime finds no app.
        window.cancel_animation_frame(id).ok();
    }
    LAST.set(None);
}

fn run(now: f64) {
    ASKED.set(None);
    let step = LAST.get().map_or(0.0, |last| (now - last) / 1000.0);
    let goes_on = with_app(|app| {
        let seconds = step.clamp(0.0, LONGEST_STEP) as f32;
        app.insert_resource(Clock { seconds });
        app.update();
        let world = app.world_mut();
        let again = world
            .get_resource_mut::<Drawn>()
            .is_some_and(|mut drawn| std::mem::take(&mut drawn.again));
        again || world.get_resource::<View>().is_some_and(View::is_moving)
    });
    deliver();
    if goes_on == Some(true) {
        LAST.set(Some(now));
        wake();
    } else {
        LAST.set(None);
    }
}
