//! What the shaders are told of a frame, laid out as `common.wgsl` reads it.

use bytemuck::{Pod, Zeroable};

use crate::view::light::{self, Light};
use crate::view::picture::Picture;

/// Most pieces of furniture that throw a shadow on the floor.
const FOOTPRINTS: usize = 8;
/// From one light's block to the next: WebGL2 takes offsets in steps of at most 256.
pub const CASTER_STRIDE: u64 = 256;

/// A light as the shaders see it.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
struct LightData {
    projection: [[f32; 4]; 4],
    direction: [f32; 4],
    colour: [f32; 4],
    tile: [f32; 4],
}

/// `Frame` of `common.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct Frame {
    view_projection: [[f32; 4]; 4],
    inverse: [[f32; 4]; 4],
    eye: [f32; 4],
    canvas: [f32; 4],
    lights: [LightData; light::COUNT],
    footprints: [[f32; 4]; FOOTPRINTS],
}

impl Frame {
    /// The frame of a picture.
    pub fn of(picture: &Picture) -> Self {
        let many = picture.footprints.len().min(FOOTPRINTS);
        let mut footprints = [[0.0; 4]; FOOTPRINTS];
        footprints[..many].copy_from_slice(&picture.footprints[..many]);
        let dark = if picture.dark { 1.0 } else { 0.0 };
        Self {
            view_projection: picture.view_projection.to_cols_array_2d(),
            inverse: picture.view_projection.inverse().to_cols_array_2d(),
            eye: picture.eye.extend(1.0).into(),
            canvas: [picture.canvas.x, picture.canvas.y, dark, many as f32],
            lights: picture.lights.map(|light| LightData {
                projection: light.projection.to_cols_array_2d(),
                direction: light.direction.extend(light.extent).into(),
                colour: light.colour.extend(0.0).into(),
                tile: light.tile,
            }),
            footprints,
        }
    }
}

/// `Caster` of `shadow.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct Caster {
    projection: [[f32; 4]; 4],
}

impl Caster {
    /// The caster of a light.
    pub fn of(light: &Light) -> Self {
        Self {
            projection: light.projection.to_cols_array_2d(),
        }
    }
}
