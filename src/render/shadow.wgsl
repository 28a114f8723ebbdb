// Depth of the furniture as one light sees it.

struct Caster {
    projection: mat4x4<f32>,
};

@group(1) @binding(0) var<uniform> shadow_light: Caster;

@vertex
fn vertex(@location(0) vertex: vec3<f32>, instance: Instance) -> @builtin(position) vec4<f32> {
    return shadow_light.projection * vec4<f32>(posed(instance, corner(instance, vertex)), 1.0);
}
