//! The Bevy app around the view: a schedule of three systems, run once for each frame that is needed.
//!
//! Nothing runs while nothing moves: a frame is asked for by [`page`] when the page, a pointer or a
//! motion wants one.

pub mod exports;
mod frames;
mod input;
mod page;

use bevy_app::{App, Plugin, Update};
use bevy_ecs::prelude::{IntoScheduleConfigs as _, Res, ResMut, Resource};

use crate::contract::Event;
use crate::model::Models;
use crate::render::Renderer;
use crate::view::View;

/// Seconds since the frame before; zero for the first after a rest.
#[derive(Clone, Copy, Debug, Default, Resource)]
pub struct Clock {
    /// The seconds.
    pub seconds: f32,
}

/// The canvas in device pixels; nothing is drawn while a side is zero.
#[derive(Clone, Copy, Debug, Default, Resource)]
pub struct CanvasSize {
    /// Width and height.
    pub pixels: [u32; 2],
}

/// What became of the frames.
#[derive(Clone, Debug, Default, Resource)]
pub struct Drawn {
    /// Frames drawn since the start.
    pub frames: u32,
    /// Events beside the view's own, oldest first.
    pub events: Vec<Event>,
    /// Set when a frame could not be drawn now and should be tried again.
    pub again: bool,
}

/// The view, its clock and its drawing.
pub struct ViewPlugin {
    /// The shipped hardware.
    pub models: Models,
}

impl Plugin for ViewPlugin {
    fn build(&self, app: &mut App) {
        app.insert_resource(View::new(self.models.clone()))
            .init_resource::<Clock>()
            .init_resource::<CanvasSize>()
            .init_resource::<Drawn>()
            .add_systems(Update, (advance, draw).chain());
    }
}

fn advance(clock: Res<'_, Clock>, mut view: ResMut<'_, View>) {
    view.advance(clock.seconds);
}

/// Draws if the picture has changed and there is something to draw on.
fn draw(
    size: Res<'_, CanvasSize>,
    renderer: Option<ResMut<'_, Renderer>>,
    mut view: ResMut<'_, View>,
    mut drawn: ResMut<'_, Drawn>,
) {
    let Some(mut renderer) = renderer else { return };
    if size.pixels.contains(&0) || !view.take_changed() {
        return;
    }
    renderer.resize(size.pixels);
    match renderer.draw(&view.picture()) {
        Ok(true) => {
            if drawn.frames == 0 {
                drawn.events.push(Event::Ready);
            }
            drawn.frames += 1;
        }
        Ok(false) => {
            view.touch();
            drawn.again = true;
        }
        Err(fault) => drawn.events.push(Event::Failed {
            reason: fault.to_string(),
        }),
    }
}
