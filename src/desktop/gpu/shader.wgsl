// The map: fills, lines, glows and dots of layers whose vertices are whole steps, as the LOD geometry has them.
// Colours are in sRGB as they stand, multiplied by their opacity, and blended so: the panels around the map are too.

struct Draw {
    // A step near the middle of the view. What is subtracted from a vertex while both are whole loses nothing.
    origin: vec2<i32>,
    // The pixel on which it falls.
    offset: vec2<f32>,
    // Width and height of the picture in pixels.
    size: vec2<f32>,
    // Pixels a step.
    scale: f32,
    // Half a line's width, a glow's width or a dot's radius, in pixels.
    reach: f32,
    // By category or group, with the opacity.
    colours: array<vec4<f32>, 12>,
    // The length of a dash, and with its gap, in steps; none of a line that is whole.
    dash: u32,
    period: u32,
    // Whether features are in groups.
    grouped: u32,
};

@group(0) @binding(0) var<uniform> draw: Draw;
// The group of each feature, in rows.
@group(0) @binding(1) var groups: texture_2d<u32>;
// Whose each pixel is: a feature's number and one, or none.
@group(1) @binding(0) var owners: texture_2d<u32>;
// How much of each pixel something covers that is painted as a whole.
@group(1) @binding(1) var mask: texture_2d<f32>;

// A vertex's word: its feature, the size of that if this is a ring, and whether an edge begins here.
const FEATURE: u32 = 0xFFFFFFu;
const BEGINS: u32 = 0x80000000u;
// So many features are in a row of groups.
const ROW: u32 = 4096u;

const NOWHERE = vec4<f32>(2.0, 2.0, 2.0, 1.0);

fn pixel(step: vec2<i32>) -> vec2<f32> {
    return vec2<f32>(step - draw.origin) * draw.scale + draw.offset;
}

fn place(at: vec2<f32>) -> vec4<f32> {
    return vec4<f32>(2.0 * at.x / draw.size.x - 1.0, 1.0 - 2.0 * at.y / draw.size.y, 0.0, 1.0);
}

fn colour(word: u32) -> vec4<f32> {
    let feature = word & FEATURE;
    var at = feature % 6u;
    if draw.grouped != 0u {
        at = min(textureLoad(groups, vec2<u32>(feature % ROW, feature / ROW), 0).r, 11u);
    }
    let plain = draw.colours[at];
    return vec4<f32>(plain.rgb * plain.a, plain.a);
}

// The corner of a box that a vertex of a strip is, from -1 to 1.
fn corner(vertex: u32) -> vec2<f32> {
    return vec2<f32>(f32(vertex & 1u), f32(vertex >> 1u)) * 2.0 - 1.0;
}

// Fills.

struct Filled {
    @builtin(position) position: vec4<f32>,
    @location(0) @interpolate(flat) word: u32,
};

@vertex
fn fill_vertex(@location(0) step: vec2<i32>, @location(1) word: u32) -> Filled {
    return Filled(place(pixel(step)), word);
}

@fragment
fn fill(in: Filled) -> @location(0) vec4<f32> {
    return colour(in.word);
}

@fragment
fn owner(in: Filled) -> @location(0) u32 {
    return (in.word & FEATURE) + 1u;
}

@fragment
fn glow_fill(in: Filled) -> @location(0) vec4<f32> {
    return colour(in.word) * textureLoad(mask, vec2<i32>(in.position.xy), 0).r;
}

// Lines: an edge at a time, each knowing the one before and the one after it.

struct Edge {
    @location(0) before: vec2<i32>,
    @location(1) from_step: vec2<i32>,
    @location(2) word: u32,
    @location(3) along: u32,
    @location(4) to_step: vec2<i32>,
    @location(5) next: vec2<i32>,
};

struct Drawn {
    @builtin(position) position: vec4<f32>,
    @location(0) @interpolate(flat) before_and_from: vec4<f32>,
    @location(1) @interpolate(flat) to_and_next: vec4<f32>,
    @location(2) @interpolate(flat) colour: vec4<f32>,
    @location(3) @interpolate(flat) along: u32,
};

fn direction(from_pixel: vec2<f32>, to_pixel: vec2<f32>) -> vec2<f32> {
    let way = to_pixel - from_pixel;
    let far = length(way);
    if far <= 0.0 {
        return vec2<f32>(1.0, 0.0);
    }
    return way / far;
}

@vertex
fn line_vertex(@builtin(vertex_index) vertex: u32, edge: Edge) -> Drawn {
    let a = pixel(edge.from_step);
    let b = pixel(edge.to_step);
    let ahead = direction(a, b);
    let aside = vec2<f32>(-ahead.y, ahead.x);
    let way = corner(vertex) * (draw.reach + 1.0);
    let at = select(a, b, way.x > 0.0) + ahead * way.x + aside * way.y;
    let position = select(NOWHERE, place(at), (edge.word & BEGINS) != 0u);
    let ends = vec4<f32>(b, pixel(edge.next));
    return Drawn(position, vec4<f32>(pixel(edge.before), a), ends, colour(edge.word), edge.along);
}

// The square of the distance to an edge. Beyond its ends it is the very number that the neighbouring edge finds.
fn square_distance(p: vec2<f32>, a: vec2<f32>, b: vec2<f32>) -> f32 {
    let way = b - a;
    let square = dot(way, way);
    let along = dot(p - a, way);
    if along <= 0.0 {
        return dot(p - a, p - a);
    }
    if along >= square {
        return dot(p - b, p - b);
    }
    let across = (p.x - a.x) * way.y - (p.y - a.y) * way.x;
    return across * across / square;
}

// How much of a pixel so far from the middle of a line is on it; a line thinner than a pixel is one wide and the fainter.
fn covered(distance: f32) -> f32 {
    return clamp(max(draw.reach, 0.5) + 0.5 - distance, 0.0, 1.0) * min(2.0 * draw.reach, 1.0);
}

// How much of a pixel is on a dash, which has straight ends.
fn dashed(p: vec2<f32>, a: vec2<f32>, b: vec2<f32>, along: u32, ends: vec2<bool>) -> f32 {
    let far = length(b - a);
    let way = dot(p - a, direction(a, b));
    let dash = f32(draw.dash) * draw.scale;
    let period = f32(draw.period) * draw.scale;
    let run = f32(along % draw.period) * draw.scale + clamp(way, 0.0, far);
    let phase = run - floor(run / period) * period;
    let inside = select(-min(phase - dash, period - phase), min(phase, dash - phase), phase < dash);
    let from_first = select(1e9, way, ends.x);
    let to_last = select(1e9, far - way, ends.y);
    return clamp(min(inside, min(from_first, to_last)) + 0.5, 0.0, 1.0);
}

// How much of a pixel an edge covers.
fn on_line(p: vec2<f32>, in: Drawn) -> f32 {
    let a = in.before_and_from.zw;
    let b = in.to_and_next.xy;
    let part = covered(sqrt(square_distance(p, a, b)));
    if draw.period == 0u {
        return part;
    }
    let ends = vec2<bool>(all(in.before_and_from.xy == a), all(in.to_and_next.zw == b));
    return part * dashed(p, a, b, in.along, ends);
}

@fragment
fn line(in: Drawn) -> @location(0) vec4<f32> {
    let p = in.position.xy;
    let before = in.before_and_from.xy;
    let a = in.before_and_from.zw;
    let b = in.to_and_next.xy;
    let next = in.to_and_next.zw;
    let ends = vec2<bool>(all(before == a), all(next == b));
    let square = square_distance(p, a, b);
    // What is nearer to a neighbour is left to it, so that nothing is painted twice at a joint.
    let left_to_before = !ends.x && square_distance(p, before, a) <= square;
    let left_to_next = !ends.y && square_distance(p, b, next) < square;
    if left_to_before || left_to_next {
        discard;
    }
    return in.colour * on_line(p, in);
}

// The same where all edges make one shape, each pixel as its nearest edge has it.
@fragment
fn line_mask(in: Drawn) -> @location(0) f32 {
    return on_line(in.position.xy, in);
}

// A shape painted as a whole: a triangle over all of the picture.
@vertex
fn stain_vertex(@builtin(vertex_index) vertex: u32) -> @builtin(position) vec4<f32> {
    return vec4<f32>(f32(vertex & 1u) * 4.0 - 1.0, f32(vertex >> 1u) * 4.0 - 1.0, 0.0, 1.0);
}

@fragment
fn stain(@builtin(position) position: vec4<f32>) -> @location(0) vec4<f32> {
    return colour(0u) * textureLoad(mask, vec2<i32>(position.xy), 0).r;
}

// Glows: along each edge of a ring how bright it is inwards, to be painted by filling once more.

struct Band {
    @builtin(position) position: vec4<f32>,
    @location(0) @interpolate(flat) ends: vec4<f32>,
    @location(1) @interpolate(flat) reach: f32,
    @location(2) @interpolate(flat) own: u32,
};

@vertex
fn band_vertex(@builtin(vertex_index) vertex: u32, edge: Edge) -> Band {
    let a = pixel(edge.from_step);
    let b = pixel(edge.to_step);
    // The lesser side of the box around the feature: a glow is narrower in a narrow one.
    let size = (edge.word >> 24u) & 0x7Fu;
    let side = exp2(f32(size) / 4.0) * draw.scale;
    let reach = min(draw.reach, side * 0.15);
    let ahead = direction(a, b);
    let inwards = vec2<f32>(-ahead.y, ahead.x);
    let way = corner(vertex);
    let at = select(a, b, way.x > 0.0) + ahead * way.x * reach + inwards * select(-1.0, reach, way.y > 0.0);
    let shown = (edge.word & BEGINS) != 0u && size > 0u && reach >= 1.5;
    let position = select(NOWHERE, place(at), shown);
    return Band(position, vec4<f32>(a, b), reach, (edge.word & FEATURE) + 1u);
}

@fragment
fn band(in: Band) -> @location(0) f32 {
    let p = in.position.xy;
    let distance = sqrt(square_distance(p, in.ends.xy, in.ends.zw));
    let own = textureLoad(owners, vec2<i32>(p), 0).r == in.own;
    // A pixel on the edge is in part another's.
    if !own && distance > 0.75 {
        discard;
    }
    let left = max(1.0 - distance / in.reach, 0.0);
    return left * (0.55 + 0.45 * left);
}

// Dots.

struct Dot {
    @builtin(position) position: vec4<f32>,
    @location(0) @interpolate(flat) middle: vec2<f32>,
    @location(1) @interpolate(flat) colour: vec4<f32>,
};

@vertex
fn dot_vertex(@builtin(vertex_index) vertex: u32, @location(0) step: vec2<i32>, @location(1) word: u32) -> Dot {
    let middle = pixel(step);
    return Dot(place(middle + corner(vertex) * (draw.reach + 1.0)), middle, colour(word));
}

@fragment
fn round_dot(in: Dot) -> @location(0) vec4<f32> {
    return in.colour * clamp(draw.reach + 0.5 - distance(in.position.xy, in.middle), 0.0, 1.0);
}
