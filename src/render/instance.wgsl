// One board or piece of hardware, and where its corners stand.

struct Instance {
    @location(2) pose_x: vec4<f32>,
    @location(3) pose_y: vec4<f32>,
    @location(4) pose_z: vec4<f32>,
    @location(5) min_seed: vec4<f32>,
    @location(6) size_code: vec4<f32>,
    @location(7) stretch_alpha: vec4<f32>,
    @location(8) colour: vec4<f32>,
    @location(9) figure: vec4<f32>,
    @location(10) band: vec4<f32>,
    @location(11) tint: vec4<f32>,
};

fn posed(instance: Instance, place: vec3<f32>) -> vec3<f32> {
    let p = vec4<f32>(place, 1.0);
    return vec3<f32>(dot(instance.pose_x, p), dot(instance.pose_y, p), dot(instance.pose_z, p));
}

fn turned(instance: Instance, direction: vec3<f32>) -> vec3<f32> {
    let d = vec4<f32>(direction, 0.0);
    return vec3<f32>(dot(instance.pose_x, d), dot(instance.pose_y, d), dot(instance.pose_z, d));
}

fn is_hardware(instance: Instance) -> bool {
    return (u32(instance.size_code.w) & 7u) == 4u;
}

// Where a corner of the mesh stands before the pose. What is stretched along x keeps its ends as they are.
fn corner(instance: Instance, vertex: vec3<f32>) -> vec3<f32> {
    if !is_hardware(instance) {
        return instance.min_seed.xyz + vertex * instance.size_code.xyz;
    }
    var place = vertex * instance.stretch_alpha.xyz;
    if instance.size_code.x > 0.9 {
        if vertex.x < 0.1 {
            place.x = vertex.x;
        } else if vertex.x > 0.9 {
            place.x = instance.stretch_alpha.x - (1.0 - vertex.x);
        }
    }
    return place;
}
