//! The 3D view of Boardwright: shows a scene, says what a person touches, knows no price and no rule.
//!
//! - [`contract`]: the JSON texts to and from the page.
//! - [`view`]: everything that needs no graphics; runs and is tested natively.
//! - [`model`]: hardware models.
//! - `app`, `render`: the Bevy app in the browser and its drawing, only there.
//!
//! [`view`] is the whole view without graphics: scenes and pointers go in, events and a `Picture` (the display list of
//! one frame) come out. [`contract`] is the border to the page; `cargo xtask schema` writes its types for TypeScript, as
//! those of the engine. `app` is the Bevy app around it, a schedule of two systems run once for each frame that is asked
//! for; nothing runs while nothing moves. `render` draws the picture by WebGL2 with shaders of its own: five soft lights
//! with shadows, figure along the grain, bands on the edges. It uses Bevy's app and ECS and the graphics layer that Bevy
//! draws with (`wgpu`), not `bevy_render` or `bevy_pbr`: the view has one small picture to draw, a surface that can't be
//! made is an error value instead of a panic, and the file stays a fraction of the size (figures in
//! `benches/RESULTS.md`).

#[cfg(target_arch = "wasm32")]
mod app;
pub mod contract;
pub mod model;
#[cfg(target_arch = "wasm32")]
mod render;
pub mod view;
