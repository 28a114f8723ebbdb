// Glass boxes, the person, and lines of a width in pixels; none of them is lit.

struct Plain {
    @builtin(position) clip: vec4<f32>,
    @location(0) colour: vec4<f32>,
};

@vertex
fn glass_vertex(
    @location(0) vertex: vec3<f32>,
    @location(2) low: vec4<f32>,
    @location(3) size: vec4<f32>,
    @location(4) colour: vec4<f32>,
) -> Plain {
    var out: Plain;
    out.clip = frame.view_projection * vec4<f32>(low.xyz + vertex * size.xyz, 1.0);
    out.colour = vec4<f32>(encode(colour.rgb), colour.a);
    return out;
}

// The person is flat and turns with the eye: `size` is where its right lies.
@vertex
fn person_vertex(
    @location(0) vertex: vec3<f32>,
    @location(2) feet: vec4<f32>,
    @location(3) right: vec4<f32>,
    @location(4) colour: vec4<f32>,
) -> Plain {
    var out: Plain;
    out.clip = frame.view_projection * vec4<f32>(feet.xyz + right.xyz * vertex.x + vec3<f32>(0.0, vertex.y, 0.0), 1.0);
    out.colour = vec4<f32>(encode(colour.rgb), colour.a);
    return out;
}

@fragment
fn plain_fragment(in: Plain) -> @location(0) vec4<f32> {
    return in.colour;
}

struct Line {
    @builtin(position) clip: vec4<f32>,
    // CSS pixels from the line's start: along and across.
    @location(0) at: vec2<f32>,
    @location(1) @interpolate(flat) length_half_rim: vec3<f32>,
    @location(2) @interpolate(flat) colour: vec4<f32>,
    @location(3) @interpolate(flat) fill: vec4<f32>,
};

@vertex
fn ink_vertex(
    @location(0) vertex: vec3<f32>,
    @location(2) from_half: vec4<f32>,
    @location(3) to_rim: vec4<f32>,
    @location(4) colour: vec4<f32>,
    @location(5) fill: vec4<f32>,
) -> Line {
    let half_canvas = frame.canvas.xy * 0.5;
    let a = frame.view_projection * vec4<f32>(from_half.xyz, 1.0);
    let b = frame.view_projection * vec4<f32>(to_rim.xyz, 1.0);
    let pa = a.xy / max(a.w, 0.0001) * half_canvas;
    let pb = b.xy / max(b.w, 0.0001) * half_canvas;
    let way = pb - pa;
    let long = length(way);
    let along = select(vec2<f32>(1.0, 0.0), way / max(long, 0.0001), long > 0.0001);
    let across = vec2<f32>(-along.y, along.x);
    // A pixel more on every side for a soft rim.
    let reach = from_half.w + 1.0;
    let x = mix(-reach, long + reach, vertex.x);
    let y = mix(-reach, reach, vertex.y);
    let place = (pa + along * x + across * y) / half_canvas;
    let depth = mix(a, b, clamp(x / max(long, 0.0001), 0.0, 1.0));
    var out: Line;
    out.clip = vec4<f32>(place * depth.w, depth.z - 0.0008 * depth.w, depth.w);
    if a.w <= 0.0 || b.w <= 0.0 { out.clip = vec4<f32>(2.0, 2.0, 2.0, 1.0); }
    out.at = vec2<f32>(x, y);
    out.length_half_rim = vec3<f32>(long, from_half.w, to_rim.w);
    out.colour = vec4<f32>(encode(colour.rgb), colour.a);
    out.fill = vec4<f32>(encode(fill.rgb), fill.a);
    return out;
}

@fragment
fn ink_fragment(in: Line) -> @location(0) vec4<f32> {
    let x = in.at.x - clamp(in.at.x, 0.0, in.length_half_rim.x);
    let distance = length(vec2<f32>(x, in.at.y));
    let half_width = in.length_half_rim.y;
    let rim = in.length_half_rim.z;
    let cover = 1.0 - smoothstep(half_width - 0.5, half_width + 0.5, distance);
    var colour = in.colour;
    if rim > 0.0 {
        let is_rim = smoothstep(half_width - rim - 0.5, half_width - rim + 0.5, distance);
        colour = mix(in.fill, in.colour, is_rim);
    }
    return vec4<f32>(colour.rgb, colour.a * cover);
}
