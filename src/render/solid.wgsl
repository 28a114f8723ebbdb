// Boards and hardware: daylight with shadows, figure along the grain, bands, soft arrises.

@group(1) @binding(0) var shadow_map: texture_depth_2d;
@group(1) @binding(1) var shadow_sampler: sampler_comparison;

struct Solid {
    @builtin(position) clip: vec4<f32>,
    @location(0) world: vec3<f32>,
    @location(1) normal: vec3<f32>,
    // From the box's lowest corner, metres; seed.
    @location(2) place: vec4<f32>,
    @location(3) face: vec3<f32>,
    @location(4) @interpolate(flat) size_code: vec4<f32>,
    @location(5) @interpolate(flat) colour: vec4<f32>,
    @location(6) @interpolate(flat) figure: vec4<f32>,
    @location(7) @interpolate(flat) band: vec4<f32>,
    @location(8) @interpolate(flat) tint: vec4<f32>,
    @location(9) @interpolate(flat) alpha: f32,
};

@vertex
fn vertex(@location(0) vertex: vec3<f32>, @location(1) normal: vec3<f32>, instance: Instance) -> Solid {
    let local = corner(instance, vertex);
    let world = posed(instance, local);
    var out: Solid;
    out.clip = frame.view_projection * vec4<f32>(world, 1.0);
    out.world = world;
    out.normal = turned(instance, normal);
    out.place = vec4<f32>(local - instance.min_seed.xyz, instance.min_seed.w);
    out.face = normal;
    out.size_code = instance.size_code;
    out.colour = instance.colour;
    out.figure = instance.figure;
    out.band = instance.band;
    out.tint = instance.tint;
    out.alpha = instance.stretch_alpha.w;
    return out;
}

fn hash(p: vec2<f32>) -> f32 {
    var q = fract(p * vec2<f32>(0.1031, 0.1137));
    q = q + dot(q, q.yx + 33.33);
    return fract((q.x + q.y) * q.x * 7.13);
}

fn noise(p: vec2<f32>) -> f32 {
    let cell = floor(p);
    let f = fract(p);
    let s = f * f * (3.0 - 2.0 * f);
    let low = mix(hash(cell), hash(cell + vec2<f32>(1.0, 0.0)), s.x);
    let high = mix(hash(cell + vec2<f32>(0.0, 1.0)), hash(cell + vec2<f32>(1.0, 1.0)), s.x);
    return mix(low, high, s.y);
}

// How much of a pattern of so many waves per metre is left where a pixel is `pixel` metres wide.
fn visible(waves: f32, pixel: f32) -> f32 {
    return 1.0 - smoothstep(0.25, 0.75, waves * pixel);
}

// Wood: a slow wandering heart gives cathedrals, growth rings around it, pores along the grain. `u` runs along the grain.
fn wood(u: f32, v: f32, seed: f32, pixel: f32) -> f32 {
    let shift = seed * 91.7;
    let heart = (hash(vec2<f32>(shift, 3.0)) - 0.5) * 0.22 + 0.11;
    let wander = (noise(vec2<f32>(u * 0.9 + shift, 1.7)) - 0.5) * 0.10;
    let across = v - heart - wander;
    // The saw cuts the rings at a slant that changes slowly along the board.
    let lift = 0.05 + 0.05 * noise(vec2<f32>(u * 0.55 + shift, 9.1)) + (u * 0.018);
    let radius = sqrt(across * across + lift * lift);
    let warp = (noise(vec2<f32>(u * 3.0 + shift, v * 22.0)) - 0.5) * 0.0045;
    let ring = (radius + warp) * 105.0;
    let phase = fract(ring);
    let late = smoothstep(0.35, 0.92, phase) * (1.0 - smoothstep(0.92, 1.0, phase));
    var value = late * 0.55 * visible(105.0, pixel);
    value += (noise(vec2<f32>(u * 2.1 + shift, v * 55.0 + shift)) - 0.35) * 0.35;
    let pores = noise(vec2<f32>(u * 38.0 + shift, v * 900.0));
    value += smoothstep(0.66, 0.95, pores) * 0.42 * visible(700.0, pixel);
    return clamp(value, 0.0, 1.0);
}

// Bamboo: narrow strips with nodes, each a little different.
fn bamboo(u: f32, v: f32, seed: f32, pixel: f32) -> f32 {
    let strip = floor(v / 0.019);
    let tone = hash(vec2<f32>(strip, seed * 57.0));
    let seam = smoothstep(0.0, 0.0009 + pixel, abs(fract(v / 0.019) - 0.5) * -0.019 + 0.0095);
    let node = fract(u / 0.42 + tone * 7.3);
    let knot = smoothstep(0.0, 0.012, node) * (1.0 - smoothstep(0.012, 0.03, node));
    let fibre = noise(vec2<f32>(u * 9.0, v * 1300.0 + tone * 40.0)) * visible(900.0, pixel);
    return clamp(tone * 0.36 + (1.0 - seam) * 0.35 + knot * 0.5 + fibre * 0.26 - 0.08, 0.0, 1.0);
}

fn linen(u: f32, v: f32, pixel: f32) -> f32 {
    let warp = noise(vec2<f32>(u * 60.0, v * 1400.0));
    let weft = noise(vec2<f32>(u * 1400.0, v * 60.0));
    return clamp((warp + weft - 0.75) * 0.9, 0.0, 1.0) * visible(500.0, pixel);
}

// How much of a light arrives.
fn lit(light: Light, world: vec3<f32>, normal: vec3<f32>) -> f32 {
    let texel = light.direction.w / (light.tile.z * 2048.0);
    let clip = light.projection * vec4<f32>(world + normal * texel * 2.2, 1.0);
    let at = vec2<f32>(clip.x * 0.5 + 0.5, 0.5 - clip.y * 0.5);
    let texel_step = vec2<f32>(1.0 / 2048.0, 1.0 / 1024.0);
    let low = light.tile.xy + texel_step * 1.5;
    let high = light.tile.xy + light.tile.zw - texel_step * 1.5;
    let middle = light.tile.xy + at * light.tile.zw;
    var sum = 0.0;
    for (var x = -1; x <= 1; x++) {
        for (var y = -1; y <= 1; y++) {
            let tap = clamp(middle + vec2<f32>(f32(x), f32(y)) * texel_step * 1.6, low, high);
            sum += textureSampleCompareLevel(shadow_map, shadow_sampler, tap, clip.z - 0.0006);
        }
    }
    return sum / 9.0;
}

fn axis_of(v: vec3<f32>, axis: u32) -> f32 {
    return select(select(v.z, v.y, axis == 1u), v.x, axis == 0u);
}

@fragment
fn fragment(in: Solid) -> @location(0) vec4<f32> {
    let code = u32(in.size_code.w + 0.5);
    let kind = code & 7u;
    let grain = (code >> 3u) & 3u;
    let thick = (code >> 5u) & 3u;
    let bands = code >> 7u;
    let normal = normalize(in.normal);
    let to_eye = normalize(frame.eye.xyz - in.world);
    let pixel = length(fwidth(in.place.xyz)) * 0.6;
    var base = in.colour.rgb;
    var roughness = in.colour.a;
    var metallic = in.figure.a;

    if kind != 4u {
        // Which face of the box: axis and whether at its high end.
        let f = abs(in.face);
        var axis = 2u;
        if f.x > 0.5 { axis = 0u; } else if f.y > 0.5 { axis = 1u; }
        let high = axis_of(in.face, axis) > 0.0;
        let is_edge = axis != thick;
        let bit = 1u << (2u * axis + select(0u, 1u, high));
        let is_banded = is_edge && (bands & bit) != 0u;

        // The figure lies in the board: the same on both faces, running on over the edges.
        let u = axis_of(in.place.xyz, grain);
        let across = 3u - grain - thick;
        let v = axis_of(in.place.xyz, across) + axis_of(in.place.xyz, thick) * 0.7;
        var value = 0.0;
        if kind == 1u { value = wood(u, v, in.place.w, pixel); }
        if kind == 2u { value = bamboo(u, v, in.place.w, pixel); }
        if kind == 3u { value = linen(u, v, pixel); }
        var surface = mix(in.colour.rgb, in.figure.rgb, value * select(1.0, 0.55, kind == 3u));
        // No two boards come from quite the same tree.
        if kind == 1u || kind == 2u { surface *= 0.955 + 0.09 * in.place.w; }
        base = surface;
        if is_banded { base = mix(surface, in.band.rgb, 0.8); }
        if is_edge && !is_banded {
            let chips = noise(vec2<f32>(u * 420.0, v * 420.0)) * visible(300.0, pixel);
            base = mix(vec3<f32>(0.50, 0.36, 0.22), vec3<f32>(0.66, 0.52, 0.36), chips);
            roughness = 0.95;
        }

        // Distance to the nearest arris on this face: a fine shade where two boards meet.
        let to_low = in.place.xyz;
        let to_high = in.size_code.xyz - in.place.xyz;
        var near = vec3<f32>(min(to_low.x, to_high.x), min(to_low.y, to_high.y), min(to_low.z, to_high.z));
        if axis == 0u { near.x = 9.0; } else if axis == 1u { near.y = 9.0; } else { near.z = 9.0; }
        let arris = min(near.x, min(near.y, near.z));
        let width = max(0.0011, pixel * 1.1);
        base *= mix(0.72, 1.0, smoothstep(0.0, width, arris));
    }

    // Daylight.
    var light = vec3<f32>(0.0);
    var shine = vec3<f32>(0.0);
    let gloss = pow(1.0 - clamp(roughness, 0.0, 1.0), 1.5);
    for (var k = 0; k < 5; k++) {
        let one = frame.lights[k];
        let facing = dot(normal, one.direction.xyz);
        if facing > 0.0 {
            let arrives = lit(one, in.world, normal);
            light += one.colour.rgb * (0.64 * facing * arrives);
            let half_way = normalize(one.direction.xyz + to_eye);
            let power = mix(12.0, 90.0, gloss);
            shine += 0.7 * one.colour.rgb * pow(max(dot(normal, half_way), 0.0), power) * arrives;
        }
    }
    let sky = mix(vec3<f32>(0.27, 0.255, 0.235), vec3<f32>(0.35, 0.352, 0.355), normal.y * 0.5 + 0.5);
    light += sky;
    let fresnel = pow(1.0 - max(dot(normal, to_eye), 0.0), 5.0);
    var colour = base * light * mix(1.0, 0.55, metallic);
    colour += shine * mix(vec3<f32>(0.05 + 0.22 * gloss), base * 1.6, metallic);
    colour += (0.02 + 0.10 * gloss) * fresnel * sky * 2.0;
    if metallic > 0.5 {
        // A room to mirror: bright above, dark below.
        let mirrored = reflect(-to_eye, normal);
        colour += base * mix(0.25, 1.25, smoothstep(-0.2, 0.7, mirrored.y));
    }
    colour = mix(colour, in.tint.rgb * (0.5 + 0.5 * light), in.tint.a);
    // Bright parts fade out softly instead of being cut off.
    colour = colour * (1.0 + colour * 0.08) / (1.0 + colour * 0.20);
    return vec4<f32>(encode(colour), in.alpha);
}
