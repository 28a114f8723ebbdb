//! What the page can call. Texts that can't be read are reported on the console and change nothing.

use bevy_app::App;
use js_sys::Function;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::wasm_bindgen;

use super::page::{self, tell, with_app, with_view};
use super::{CanvasSize, Drawn, ViewPlugin, frames, input};
use crate::contract::{Event, Marks, Style};
use crate::model::Models;
use crate::render::Renderer;
use crate::view::View;

/// Starts the view on a canvas and returns at once. `on_event` is called with JSON texts;
/// `{"event":"ready"}` comes when the first frame is drawn, `{"event":"failed"}` when there is none.
#[wasm_bindgen]
pub fn start(canvas_selector: &str, on_event: Function) {
    stop();
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        tell(&Event::Failed {
            reason: info.to_string(),
        });
    }));
    let mut app = App::new();
    let canvas = match (input::canvas(canvas_selector), Models::shipped()) {
        (Ok(canvas), Ok(models)) => {
            app.add_plugins(ViewPlugin { models });
            canvas
        }
        (canvas, models) => {
            let reason = canvas
                .err()
                .or_else(|| models.err().map(|error| error.to_string()));
            page::run(app, on_event);
            tell(&Event::Failed {
                reason: reason.unwrap_or_default(),
            });
            return;
        }
    };
    page::run(app, on_event);
    input::listen(&canvas);
    prepare(canvas);
}

/// Makes the renderer, at the start and after the browser has taken the canvas's context and brought
/// another: the view itself lives through that.
pub(super) fn prepare(canvas: web_sys::HtmlCanvasElement) {
    wasm_bindgen_futures::spawn_local(async move {
        let size = with_app(|app| app.world().get_resource::<CanvasSize>().copied());
        let size = size.flatten().unwrap_or_default().pixels;
        let Ok(models) = Models::shipped() else {
            return;
        };
        match Renderer::new(canvas, size, &models).await {
            Ok(renderer) => {
                with_app(|app| {
                    app.insert_resource(renderer);
                });
                with_view(View::touch);
            }
            Err(fault) => tell(&Event::Failed {
                reason: fault.to_string(),
            }),
        }
    });
}

/// Ends the view and lets go of the canvas.
#[wasm_bindgen]
pub fn stop() {
    frames::cancel();
    input::deafen();
    page::end();
}

fn read<T: DeserializeOwned>(what: &str, text: &str) -> Option<T> {
    match serde_json::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            web_sys::console::error_1(&format!("3D view: {what}: {error}").into());
            None
        }
    }
}

/// Shows a scene; camera and open doors stay.
#[wasm_bindgen]
pub fn set_scene(scene: &str) {
    if let Some(scene) = read("scene", scene) {
        with_view(|view| view.set_scene(scene));
    }
}

/// Marks what is selected.
#[wasm_bindgen]
pub fn set_selection(state: &str) {
    if let Some(marks) = read::<Marks>("selection", state) {
        with_view(|view| view.set_selection(marks));
    }
}

/// Lights up what the page points at.
#[wasm_bindgen]
pub fn set_hover(state: &str) {
    if let Some(marks) = read::<Marks>("hover", state) {
        with_view(|view| view.set_hover(marks));
    }
}

/// Changes how everything looks.
#[wasm_bindgen]
pub fn set_style(style: &str) {
    if let Some(style) = read::<Style>("style", style) {
        with_view(|view| view.set_style(style));
    }
}

/// Moves the camera to `home`, `front`, `left`, `right` or `top`.
#[wasm_bindgen]
pub fn look(view: &str) {
    with_view(|own| own.look(view));
}

/// Moves the camera as the keyboard says: `orbit-left`, `pan-up`, `zoom-in` and so on.
#[wasm_bindgen]
pub fn navigate(action: &str) {
    with_view(|view| view.navigate(action));
}

/// Frames drawn since the start.
#[wasm_bindgen]
pub fn frame_count() -> u32 {
    let frames = with_app(|app| {
        app.world()
            .get_resource::<Drawn>()
            .map(|drawn| drawn.frames)
    });
    frames.flatten().unwrap_or_default()
}
