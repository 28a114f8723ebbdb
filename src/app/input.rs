//! The canvas's own events: pointers, wheel, size, and the loss of its context.

use std::cell::RefCell;

use glam::Vec2;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    AddEventListenerOptions, HtmlCanvasElement, MouseEvent, PointerEvent, ResizeObserver,
    WheelEvent,
};

use super::CanvasSize;
use super::frames::wake;
use super::page::{with_app, with_view};
use crate::render::Renderer;
use crate::view::View;
use crate::view::gesture::{Input, Kind};

/// Sharper than this costs more than it shows.
const HIGHEST_RATIO: f64 = 2.0;
/// Height of a line for wheels that count lines, CSS pixels.
const LINE: f32 = 16.0;

type Handler = Closure<dyn FnMut(web_sys::Event)>;

/// Listeners that live as long as the view runs.
struct Ears {
    canvas: HtmlCanvasElement,
    handlers: Vec<(&'static str, Handler)>,
    observer: Option<ResizeObserver>,
    _resized: Closure<dyn FnMut()>,
}

thread_local! {
    static EARS: RefCell<Option<Ears>> = const { RefCell::new(None) };
}

/// Starts to listen.
pub fn listen(canvas: &HtmlCanvasElement) {
    canvas.style().set_property("touch-action", "none").ok();
    let resized = Closure::new({
        let canvas = canvas.clone();
        move || measure(&canvas)
    });
    let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
    if let Some(observer) = &observer {
        observer.observe(canvas);
    }
    let mut ears = Ears {
        canvas: canvas.clone(),
        handlers: Vec::new(),
        observer,
        _resized: resized,
    };
    pointers(&mut ears);
    ears.on("contextmenu", |_, event| event.prevent_default());
    ears.on("webglcontextlost", |_, event| {
        // Only when this is prevented does the browser bring the context back.
        event.prevent_default();
        with_app(|app| app.world_mut().remove_resource::<Renderer>());
    });
    ears.on("webglcontextrestored", |canvas, _| {
        super::exports::prepare(canvas.clone());
    });
    measure(canvas);
    EARS.set(Some(ears));
}

/// Stops to listen.
pub fn deafen() {
    let Some(ears) = EARS.take() else { return };
    if let Some(observer) = &ears.observer {
        observer.disconnect();
    }
    for (name, handler) in &ears.handlers {
        ears.canvas
            .remove_event_listener_with_callback(name, handler.as_ref().unchecked_ref())
            .ok();
    }
}

impl Ears {
    fn on(
        &mut self,
        name: &'static str,
        work: impl Fn(&HtmlCanvasElement, &web_sys::Event) + 'static,
    ) {
        let canvas = self.canvas.clone();
        let handler: Handler = Closure::new(move |event| work(&canvas, &event));
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        self.canvas
            .add_event_listener_with_callback_and_add_event_listener_options(
                name,
                handler.as_ref().unchecked_ref(),
                &options,
            )
            .ok();
        self.handlers.push((name, handler));
    }
}

/// Tells the view how large the canvas is, and the canvas how many pixels it has.
fn measure(canvas: &HtmlCanvasElement) {
    let ratio = web_sys::window()
        .map_or(1.0, |window| window.device_pixel_ratio())
        .clamp(1.0, HIGHEST_RATIO);
    let css = [canvas.client_width().max(0), canvas.client_height().max(0)];
    let pixels = css.map(|side| (f64::from(side) * ratio).round() as u32);
    with_app(|app| {
        let is_new = app
            .world()
            .get_resource::<CanvasSize>()
            .is_none_or(|size| size.pixels != pixels);
        if !is_new {
            return;
        }
        canvas.set_width(pixels[0]);
        canvas.set_height(pixels[1]);
        app.insert_resource(CanvasSize { pixels });
        if let Some(mut view) = app.world_mut().get_resource_mut::<View>() {
            view.set_canvas(Vec2::new(css[0] as f32, css[1] as f32));
            view.touch();
        }
    });
    wake();
}

fn feed(canvas: &HtmlCanvasElement, input: Input) {
    with_view(|view| view.feed(input));
    let cursor = with_app(|app| app.world().get_resource::<View>().map(View::cursor));
    if let Some(Some(cursor)) = cursor {
        canvas.style().set_property("cursor", cursor).ok();
    }
}

fn place(event: &MouseEvent) -> Vec2 {
    Vec2::new(event.offset_x() as f32, event.offset_y() as f32)
}

fn kind(event: &PointerEvent) -> Kind {
    if event.pointer_type() == "touch" {
        Kind::Finger
    } else {
        Kind::Mouse
    }
}

fn pointers(ears: &mut Ears) {
    let pointer = |event: &web_sys::Event| event.dyn_ref::<PointerEvent>().cloned();
    ears.on("pointerdown", move |canvas, event| {
        let Some(event) = pointer(event) else { return };
        canvas.set_pointer_capture(event.pointer_id()).ok();
        let second = event.button() > 0 || event.shift_key();
        feed(
            canvas,
            Input::Down {
                id: event.pointer_id(),
                at: place(&event),
                kind: kind(&event),
                second,
            },
        );
    });
    ears.on("pointermove", move |canvas, event| {
        let Some(event) = pointer(event) else { return };
        feed(
            canvas,
            Input::Move {
                id: event.pointer_id(),
                at: place(&event),
                kind: kind(&event),
            },
        );
    });
    ears.on("pointerup", move |canvas, event| {
        let Some(event) = pointer(event) else { return };
        feed(
            canvas,
            Input::Up {
                id: event.pointer_id(),
            },
        );
    });
    ears.on("pointercancel", move |canvas, event| {
        let Some(event) = pointer(event) else { return };
        feed(
            canvas,
            Input::Cancel {
                id: event.pointer_id(),
            },
        );
    });
    ears.on("pointerleave", move |canvas, event| {
        // A finger that is lifted leaves, too; only a mouse takes its hover along.
        if pointer(event).is_some_and(|event| kind(&event) == Kind::Mouse) {
            feed(canvas, Input::Leave);
        }
    });
    ears.on("wheel", |canvas, event| {
        event.prevent_default();
        let Some(event) = event.dyn_ref::<WheelEvent>() else {
            return;
        };
        let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE {
            LINE
        } else {
            1.0
        };
        feed(
            canvas,
            Input::Wheel {
                at: place(event),
                by: event.delta_y() as f32 * unit,
            },
        );
    });
}

/// The canvas that a CSS selector names.
///
/// # Errors
/// A text that says what is wrong.
pub fn canvas(selector: &str) -> Result<HtmlCanvasElement, String> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or_else(|| "there is no document".to_owned())?;
    let element = document
        .query_selector(selector)
        .map_err(|error: JsValue| format!("{selector}: {error:?}"))?
        .ok_or_else(|| format!("there is no element {selector}"))?;
    element
        .dyn_into()
        .map_err(|_| format!("{selector} is no canvas"))
}
