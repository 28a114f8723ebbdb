// What every shader knows of the frame.

struct Light {
    projection: mat4x4<f32>,
    // Direction towards it; metres across its shadow picture.
    direction: vec4<f32>,
    colour: vec4<f32>,
    tile: vec4<f32>,
};

struct Frame {
    view_projection: mat4x4<f32>,
    // Its inverse, for the background.
    inverse: mat4x4<f32>,
    eye: vec4<f32>,
    // Canvas in CSS pixels; 1 for dark surroundings; how many footprints.
    canvas: vec4<f32>,
    lights: array<Light, 5>,
    footprints: array<vec4<f32>, 8>,
};

@group(0) @binding(0) var<uniform> frame: Frame;

// Linear to sRGB; the canvas takes sRGB as it is.
fn encode(colour: vec3<f32>) -> vec3<f32> {
    let c = clamp(colour, vec3<f32>(0.0), vec3<f32>(1.0));
    let low = c * 12.92;
    let high = 1.055 * pow(c, vec3<f32>(1.0 / 2.4)) - 0.055;
    return select(high, low, c <= vec3<f32>(0.0031308));
}
