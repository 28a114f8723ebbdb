// The room: paper lit from the upper left, and on the floor the soft shadow of what stands there.

struct Room {
    @builtin(position) clip: vec4<f32>,
    @location(0) at: vec2<f32>,
};

@vertex
fn vertex(@builtin(vertex_index) index: u32) -> Room {
    let at = vec2<f32>(f32((index << 1u) & 2u), f32(index & 2u)) * 2.0 - 1.0;
    var out: Room;
    out.clip = vec4<f32>(at, 1.0, 1.0);
    out.at = at;
    return out;
}

// Shadow of a rounded box of light on the floor: full under it, gone at `reach` from it.
fn under(point: vec2<f32>, low: vec2<f32>, high: vec2<f32>, reach: f32) -> f32 {
    let outside = max(max(low - point, point - high), vec2<f32>(0.0));
    let inside = min(max(low.x - point.x, point.x - high.x), max(low.y - point.y, point.y - high.y));
    let distance = length(outside) + min(inside, 0.0) * 0.35;
    return 1.0 - smoothstep(-0.25 * reach, reach, distance);
}

@fragment
fn fragment(in: Room) -> @location(0) vec4<f32> {
    let is_dark = frame.canvas.z > 0.5;
    // The same gradient as the page's, so that canvas and page meet without a seam.
    let from_middle = vec2<f32>(in.at.x * 0.5, (0.5 - in.at.y * 0.5) - 0.35) / vec2<f32>(0.9, 0.6);
    let share = smoothstep(0.0, 0.7, length(from_middle));
    var colour = mix(vec3<f32>(1.0), vec3<f32>(0.9608, 0.949, 0.9255), share);
    if is_dark { colour = mix(vec3<f32>(0.176, 0.2, 0.176), vec3<f32>(0.098, 0.11, 0.098), share); }

    // Where the eye's ray meets the floor.
    let near = frame.inverse * vec4<f32>(in.at, 0.0, 1.0);
    let far = frame.inverse * vec4<f32>(in.at, 1.0, 1.0);
    let a = near.xyz / near.w;
    let b = far.xyz / far.w;
    let t = a.y / (a.y - b.y);
    if t > 0.0 && t < 1.0 {
        let floor_place = mix(a, b, t).xz;
        var shade = 0.0;
        for (var k = 0; k < i32(frame.canvas.w); k++) {
            let print = frame.footprints[k];
            let contact = under(floor_place, print.xy + 0.01, print.zw - 0.01, 0.05) * 0.34;
            let soft = under(floor_place - vec2<f32>(0.10, -0.03), print.xy, print.zw, 0.42) * 0.20;
            shade = max(shade, contact + soft);
        }
        let tone = select(vec3<f32>(0.30, 0.245, 0.19), vec3<f32>(0.02), is_dark);
        colour = mix(colour, tone, shade * select(0.85, 1.2, is_dark));
    }
    // Half a step of noise keeps the gradient from banding.
    let grain = fract(sin(dot(in.clip.xy, vec2<f32>(12.9898, 78.233))) * 43758.547) - 0.5;
    return vec4<f32>(colour + grain / 255.0, 1.0);
}
