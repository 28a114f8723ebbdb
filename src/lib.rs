//! The 3D view of Boardwright: shows a scene, says what a person touches, knows no price and no rule.
//!
//! - [`contract`]: the JSON texts to and from the page.
//! - [`view`]: everything that needs no graphics; runs and is tested natively.
//! - [`model`]: hardware models.
//! - `app`, `render`: the Bevy app in the browser and its drawing, only there.

#[cfg(target_arch = "wasm32")]
mod app;
pub mod contract;
pub mod model;
#[cfg(target_arch = "wasm32")]
mod render;
pub mod view;
