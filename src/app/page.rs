//! The one running app of the page and the way from it to the page's listener.
//!
//! The page may answer an event by a call into the app at once, so events are handed over only while
//! the app is not borrowed.

use std::cell::RefCell;

use bevy_app::App;
use js_sys::Function;
use wasm_bindgen::JsValue;

use super::Drawn;
use crate::contract::Event;
use crate::view::View;

thread_local! {
    static APP: RefCell<Option<App>> = const { RefCell::new(None) };
    static LISTENER: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Makes `app` the running one.
pub fn run(app: App, listener: Function) {
    LISTENER.set(Some(listener));
    APP.set(Some(app));
}

/// Ends the running app.
pub fn end() {
    LISTENER.set(None);
    // Dropped outside of the cell: dropping may call back.
    let app = APP.take();
    drop(app);
}

/// Does something with the running app; nothing when there is none, or while it is busy.
pub fn with_app<R>(work: impl FnOnce(&mut App) -> R) -> Option<R> {
    APP.with(|app| app.try_borrow_mut().ok()?.as_mut().map(work))
}

/// Does something with the view, asks for a frame and tells the page what came of it.
pub fn with_view(work: impl FnOnce(&mut View)) {
    with_app(|app| {
        if let Some(mut view) = app.world_mut().get_resource_mut::<View>() {
            work(&mut view);
        }
    });
    deliver();
    super::frames::wake();
}

/// Tells the page everything that has happened.
pub fn deliver() {
    loop {
        let events = with_app(|app| {
            let world = app.world_mut();
            let mut events = world
                .get_resource_mut::<Drawn>()
                .map(|mut drawn| std::mem::take(&mut drawn.events))
                .unwrap_or_default();
            if let Some(mut view) = world.get_resource_mut::<View>() {
                events.extend(view.take_events());
            }
            events
        });
        let Some(events) = events.filter(|events| !events.is_empty()) else {
            return;
        };
        for event in events {
            tell(&event);
        }
    }
}

/// Tells the page one thing.
pub fn tell(event: &Event) {
    let listener = LISTENER.with(|listener| listener.try_borrow().ok()?.clone());
    if let Some(listener) = listener {
        // What the page's own listener throws is the page's to see.
        if let Err(error) = listener.call1(&JsValue::NULL, &JsValue::from_str(&event.to_json())) {
            web_sys::console::error_1(&error);
        }
    }
}
