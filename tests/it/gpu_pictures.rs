//! Pictures painted by whatever stands for a graphics card here, read back and looked at.
//! Must not need a display.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui_wgpu::{RenderState, RendererOptions};
use eframe::wgpu::{
    BufferDescriptor, BufferUsages, CommandEncoderDescriptor, MapMode, PollType, TexelCopyBufferInfo,
    TexelCopyBufferLayout,
};
use zonemap_window_kit::wgpu::{create_render_state, default_wgpu_setup};

use zonemap::desktop::Gpu;
use zonemap::geometry::{LonLat, ShapeKind, Shapes};
use zonemap::i18n::Lang;
use zonemap::picture::{
    Classed, ColourRole, Dash, FeatureSlice, Item, LIGHT, LodGeometry, Pen, Picture, Projector, Rgb, Strength, World,
};

/// A card, or none: then the test says so, unless there has to be one.
pub(crate) fn card() -> Option<(RenderState, Gpu)> {
    if !zonemap_window_kit::can_paint() {
        assert!(std::env::var_os("REQUIRE_GPU").is_none(), "there is nothing here that paints");
        #[expect(clippy::print_stderr, reason = "a test that is left out says so")]
        {
            eprintln!("left out: there is nothing here that paints");
        }
        return None;
    }
    let state = create_render_state(default_wgpu_setup(), RendererOptions::PREDICTABLE);
    let gpu = Gpu::on_any(&state, &egui::Context::default()).expect("a card that will do");
    Some((state, gpu))
}

/// Paths around 113° E, in thousandths of a degree, which are so many points at the test's scale: about one.
fn lod(kind: ShapeKind, features: &[&[&[[f64; 2]]]]) -> Arc<LodGeometry> {
    let mut shapes = Shapes::default();
    for paths in features {
        for path in *paths {
            path.iter().for_each(|at| shapes.push(position(*at), None));
            match kind {
                ShapeKind::Polygon | ShapeKind::MultiPolygon => shapes.end_path(),
                ShapeKind::LineString | ShapeKind::MultiLineString => shapes.end_line(),
                ShapeKind::None | ShapeKind::Point | ShapeKind::MultiPoint | ShapeKind::GeometryCollection => {
                    shapes.end_points();
                }
            }
        }
        if matches!(kind, ShapeKind::Polygon | ShapeKind::MultiPolygon) {
            shapes.end_polygon();
        }
        shapes.end_shape(kind);
    }
    Arc::new(LodGeometry::new(&shapes))
}

/// The position that falls on a point of the sheet.
fn position(point: [f64; 2]) -> LonLat {
    let world = |at: f64| 0.5 + at / SCALE;
    World { x: world(point[0]), y: world(point[1]) }.into()
}

const SCALE: f64 = 1_048_576.0;
const SIDE: f32 = 100.0;

/// A picture of 100 × 100 points whose top left corner is point 0, 0.
fn picture(items: Vec<Item>) -> Picture {
    let middle = 0.5 + f64::from(SIDE) / 2.0 / SCALE;
    let projector = Projector { center: World { x: middle, y: middle }, points_per_world: SCALE, size: [SIDE; 2] };
    let (background, lang) = (ColourRole::Halo, Lang::En);
    Picture { size: [SIDE; 2], background, corner: [0.0; 2], projector, map: items, signs: Vec::new(), lang }
}

fn slice(lod: &Arc<LodGeometry>, features: Range<usize>) -> FeatureSlice {
    FeatureSlice { layer: 0, lod: Arc::clone(lod), features, classed: None }
}

fn usual(usual: f32) -> Strength {
    Strength { usual, others: Vec::new() }
}

fn pen(width: f32, opacity: f32, dash: Dash) -> Pen {
    Pen { role: ColourRole::Text, opacity, width, dash }
}

/// What was painted.
pub(crate) struct Image {
    pub(crate) width: usize,
    pub(crate) pixels: Vec<[u8; 4]>,
}

impl Image {
    fn at(&self, x: usize, y: usize) -> Rgb {
        let [red, green, blue, opacity] = self.pixels[y * self.width + x];
        assert_eq!(opacity, 255, "the map is opaque");
        Rgb(red, green, blue)
    }

    /// How dark a pixel is, 0 for the background and 1 for the colour of words.
    fn dark(&self, x: usize, y: usize) -> f64 {
        let Rgb(red, ..) = self.at(x, y);
        let [from, to] = [ColourRole::Halo, ColourRole::Text].map(|role| f64::from(LIGHT.colour(role).0));
        (f64::from(red) - from) / (to - from)
    }

    fn all_dark(&self) -> f64 {
        let pixels = (0..self.pixels.len()).map(|at| self.dark(at % self.width, at / self.width));
        pixels.sum()
    }
}

/// Paints until nothing is missing, and reads the picture back.
pub(crate) fn painted(state: &RenderState, gpu: &mut Gpu, picture: &Picture, scale: f64) -> Image {
    for _ in 0..500 {
        gpu.draw(picture, &LIGHT, scale);
        if !gpu.is_waiting() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(gpu.failure(), None);
    let map = gpu.map().expect("a picture");
    let row = (map.width() * 4).next_multiple_of(256);
    let size = u64::from(row * map.height());
    let usage = BufferUsages::COPY_DST | BufferUsages::MAP_READ;
    let buffer = state.device.create_buffer(&BufferDescriptor { label: None, size, usage, mapped_at_creation: false });
    let mut encoder = state.device.create_command_encoder(&CommandEncoderDescriptor { label: None });
    let layout = TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(row), rows_per_image: None };
    encoder.copy_texture_to_buffer(map.as_image_copy(), TexelCopyBufferInfo { buffer: &buffer, layout }, map.size());
    state.queue.submit([encoder.finish()]);
    buffer.slice(..).map_async(MapMode::Read, |mapped| mapped.expect("mapped"));
    state.device.poll(PollType::wait_indefinitely()).expect("done");
    let bytes = buffer.slice(..).get_mapped_range().expect("mapped").to_vec();
    let width = map.width() as usize;
    let rows = bytes.chunks_exact(row as usize).flat_map(|row| row[..width * 4].as_chunks().0.to_vec());
    let image = Image { width, pixels: rows.collect() };
    assert_eq!(gpu.failure(), None);
    image
}

const SQUARE: &[[f64; 2]] = &[[20.0, 20.0], [80.0, 20.0], [80.0, 80.0], [20.0, 80.0], [20.0, 20.0]];
const HOLE: &[[f64; 2]] = &[[40.0, 40.0], [60.0, 40.0], [60.0, 60.0], [40.0, 60.0], [40.0, 40.0]];

#[test]
fn a_fill_has_its_colour_to_the_pixel_and_leaves_holes_out() {
    let Some((state, mut gpu)) = card() else { return };
    let lod = lod(ShapeKind::Polygon, &[&[SQUARE, HOLE]]);
    let fill = Item::Fill { slice: slice(&lod, 0..1), role: ColourRole::Text, strength: usual(1.0) };
    let image = painted(&state, &mut gpu, &picture(vec![fill]), 1.0);
    for [x, y] in [[20, 20], [79, 79], [39, 50], [60, 60]] {
        assert_eq!(image.at(x, y), LIGHT.colour(ColourRole::Text), "{x} {y}");
    }
    for [x, y] in [[19, 50], [80, 50], [50, 19], [50, 80], [40, 40], [59, 59]] {
        assert_eq!(image.at(x, y), LIGHT.colour(ColourRole::Halo), "{x} {y}");
    }
}

/// Eight squares, of which each begins 10 behind the one before.
fn row_of_squares(side: f64) -> Arc<LodGeometry> {
    let square = |at: u8| {
        let corners = [[0.0, 0.0], [side, 0.0], [side, side], [0.0, side], [0.0, 0.0]];
        corners.map(|[x, y]| [x + 10.0 * f64::from(at), y]).to_vec()
    };
    let squares: Vec<Vec<[f64; 2]>> = (0..8).map(square).collect();
    let paths: Vec<[&[[f64; 2]]; 1]> = squares.iter().map(|square| [&square[..]]).collect();
    let features: Vec<&[&[[f64; 2]]]> = paths.iter().map(|paths| &paths[..]).collect();
    lod(ShapeKind::Polygon, &features)
}

#[test]
fn each_feature_has_the_colour_and_the_strength_that_it_should() {
    let Some((state, mut gpu)) = card() else { return };
    let lod = row_of_squares(10.0);
    let strength = Strength { usual: 0.5, others: vec![(3, 1.0), (5, 0.0)] };
    let fill = Item::Fill { slice: slice(&lod, 1..8), role: ColourRole::Own, strength };
    let image = painted(&state, &mut gpu, &picture(vec![fill]), 1.0);
    let Rgb(_, white, _) = LIGHT.colour(ColourRole::Halo);
    for (feature, opacity) in [(0, 0.0), (1, 0.5), (2, 0.5), (3, 1.0), (4, 0.5), (5, 0.0), (6, 0.5), (7, 0.5)] {
        let Rgb(_, whole, _) = LIGHT.colour(ColourRole::Category(feature));
        let expected = f64::from(whole) * opacity + f64::from(white) * (1.0 - opacity);
        let Rgb(_, green, _) = image.at(10 * feature + 5, 5);
        assert!((f64::from(green) - expected).abs() <= 1.0, "{feature}: {green} for {expected}");
    }
}

#[test]
fn features_have_the_colour_of_their_group() {
    let Some((state, mut gpu)) = card() else { return };
    let lod = row_of_squares(9.0);
    let roles = [ColourRole::Qualitative(1), ColourRole::NoValue, ColourRole::Sequential(4)];
    // The last of them is of a group that there is not.
    for codes in [[2_u8, 1, 0, 0, 1, 2, 2, 200], [0, 1, 2, 0, 1, 2, 0, 1]] {
        let classed = Some(Classed::new(codes.to_vec().into(), &roles));
        let slice = FeatureSlice { classed, ..slice(&lod, 0..8) };
        let fill = Item::Fill { slice, role: ColourRole::Own, strength: usual(1.0) };
        let image = painted(&state, &mut gpu, &picture(vec![fill]), 1.0);
        for (feature, code) in codes.into_iter().enumerate() {
            let expected = LIGHT.colour(roles[usize::from(code).min(2)]);
            assert_eq!(image.at(10 * feature + 5, 5), expected, "{feature} in group {code}");
        }
    }
}

#[test]
fn neighbours_leave_no_crack_between_them() {
    let Some((state, mut gpu)) = card() else { return };
    let border: Vec<[f64; 2]> =
        (0..=60_u32).map(|at| [f64::from(at) * 1.7, 50.0 + 17.0 * (f64::from(at) * 0.77).sin()]).collect();
    let north: Vec<[f64; 2]> = border.iter().copied().chain([[102.0, -5.0], [0.0, -5.0], border[0]]).collect();
    let south: Vec<[f64; 2]> = border.iter().copied().chain([[102.0, 105.0], [0.0, 105.0], border[0]]).collect();
    let lod = lod(ShapeKind::Polygon, &[&[&north], &[&south]]);
    let fill = Item::Fill { slice: slice(&lod, 0..2), role: ColourRole::Text, strength: usual(1.0) };
    for scale in [0.3, 1.0, 2.7] {
        let image = painted(&state, &mut gpu, &picture(vec![fill.clone()]), scale);
        assert!(image.pixels.iter().all(|[r, ..]| *r == LIGHT.colour(ColourRole::Text).0), "a crack at scale {scale}");
    }
}

#[test]
fn a_line_is_as_wide_as_it_should_be_and_no_darker_where_it_bends() {
    let Some((state, mut gpu)) = card() else { return };
    let zigzag: Vec<[f64; 2]> =
        (0..9_u8).map(|at| [10.0 + 10.0 * f64::from(at), if at % 2 == 0 { 40.0 } else { 56.0 }]).collect();
    let lod = lod(ShapeKind::LineString, &[&[&zigzag]]);
    let length = 8.0 * 10.0_f64.hypot(16.0);
    for width in [0.5_f32, 1.0, 4.0] {
        let line = Item::Line { slice: slice(&lod, 0..1), pen: pen(width, 0.5, Dash::Solid) };
        let image = painted(&state, &mut gpu, &picture(vec![line]), 1.0);
        let darkest = (0..10_000).map(|at| image.dark(at % 100, at / 100)).fold(0.0, f64::max);
        assert!(darkest < 0.51, "{width}: {darkest}");
        let expected = length * f64::from(width) * 0.5;
        assert!((image.all_dark() / expected - 1.0).abs() < 0.08, "{width}: {} for {expected}", image.all_dark());
    }
}

#[test]
fn half_transparent_lines_are_no_darker_where_they_cross() {
    let Some((state, mut gpu)) = card() else { return };
    let lod = lod(
        ShapeKind::LineString,
        &[&[&[[10.0, 10.0], [90.0, 90.0]], &[[10.0, 90.0], [90.0, 10.0]]], &[&[[50.0, 0.0], [50.0, 99.0]]]],
    );
    let line = Item::Line { slice: slice(&lod, 0..2), pen: pen(5.0, 0.5, Dash::Solid) };
    // More of them than there are masks.
    for count in [1_u8, 20] {
        let image = painted(&state, &mut gpu, &picture(vec![line.clone(); usize::from(count)]), 1.0);
        let expected = 1.0 - 0.5_f64.powi(i32::from(count));
        for [x, y] in [[50, 50], [50, 20], [70, 70], [70, 30]] {
            assert!((image.dark(x, y) - expected).abs() < 0.01, "{count}: {} at {x} {y}", image.dark(x, y));
        }
    }
}

#[test]
fn a_closed_line_has_no_seam() {
    let Some((state, mut gpu)) = card() else { return };
    let lod = lod(ShapeKind::Polygon, &[&[SQUARE]]);
    let line = Item::Line { slice: slice(&lod, 0..1), pen: pen(6.0, 0.5, Dash::Solid) };
    let image = painted(&state, &mut gpu, &picture(vec![line]), 1.0);
    let corners = [[20, 20], [79, 20], [79, 79], [20, 79]].map(|[x, y]| image.dark(x, y));
    assert!(corners.iter().all(|dark| (dark - 0.5).abs() < 0.01), "{corners:?}");
    // Every corner is round in the same way.
    let outer = [[17, 17], [82, 17], [82, 82], [17, 82]].map(|[x, y]| image.dark(x, y));
    assert!(outer.iter().all(|dark| (dark - outer[0]).abs() < 0.02), "{outer:?}");
}

#[test]
fn dashes_have_their_lengths_from_the_beginning_of_the_line() {
    let Some((state, mut gpu)) = card() else { return };
    let lod = lod(ShapeKind::LineString, &[&[&[[10.0, 50.0], [30.0, 50.0], [90.0, 50.0]]]]);
    let line = Item::Line { slice: slice(&lod, 0..1), pen: pen(4.0, 1.0, Dash::Dashed) };
    let picture = picture(vec![line]);
    // 2²⁰ points to the world's side is a whole octave: dashes of 16 and gaps of 10.
    let image = painted(&state, &mut gpu, &picture, 1.0);
    for x in 0..100 {
        let in_dash = (10..90).contains(&x) && (x - 10) % 26 < 16;
        let dark = image.dark(x, 49);
        assert!((dark - if in_dash { 1.0 } else { 0.0 }).abs() < 0.05, "{x}: {dark}");
    }
}

#[test]
fn a_glow_fades_inwards_and_stays_inside() {
    let Some((state, mut gpu)) = card() else { return };
    let neighbour: &[[f64; 2]] = &[[80.0, 20.0], [83.0, 20.0], [83.0, 80.0], [80.0, 80.0], [80.0, 20.0]];
    let lod = lod(ShapeKind::Polygon, &[&[SQUARE], &[neighbour]]);
    let glow = |features| Item::Glow {
        slice: slice(&lod, features),
        role: ColourRole::Text,
        strength: usual(0.5),
        width: 8.0,
    };
    let image = painted(&state, &mut gpu, &picture(vec![glow(0..2)]), 1.0);
    let row: Vec<f64> = (20..32).map(|x| image.dark(x, 50)).collect();
    assert!((0.42..=0.5).contains(&row[0]), "{row:?}");
    assert!(row.windows(2).all(|two| two[0] >= two[1]) && row[9] < 1e-9, "{row:?}");
    assert!((image.dark(79, 50) - row[0]).abs() < 0.01);
    assert!(image.dark(19, 50) < 1e-9);
    // The narrow neighbour has hardly any of its own, and none of the square's.
    let image = painted(&state, &mut gpu, &picture(vec![glow(0..1)]), 1.0);
    assert!([80, 81, 82].iter().all(|x| image.dark(*x, 50) < 1e-9));
}

#[test]
fn dots_are_round() {
    let Some((state, mut gpu)) = card() else { return };
    let lod = lod(ShapeKind::Point, &[&[&[[30.0, 50.0]]]]);
    let dots = Item::Dots { slice: slice(&lod, 0..1), role: ColourRole::Text, opacity: 1.0, radius: 6.0 };
    let dot = Item::Dot { at: position([70.0, 50.0]), role: ColourRole::Text, radius: 6.0 };
    let image = painted(&state, &mut gpu, &picture(vec![dots, dot]), 1.0);
    let area = 2.0 * std::f64::consts::PI * 36.0;
    assert!((image.all_dark() / area - 1.0).abs() < 0.02, "{} for {area}", image.all_dark());
    assert!(image.dark(30, 50) > 0.99 && image.dark(70, 50) > 0.99);
}

#[test]
fn hovering_takes_nothing_to_the_card_and_nothing_new_costs_nothing() {
    let Some((state, mut gpu)) = card() else { return };
    let lod = lod(ShapeKind::Polygon, &[&[SQUARE], &[HOLE]]);
    let with = |strength: Strength| {
        let glow =
            Item::Glow { slice: slice(&lod, 0..2), role: ColourRole::Own, strength: strength.clone(), width: 9.0 };
        picture(vec![Item::Fill { slice: slice(&lod, 0..2), role: ColourRole::Own, strength }, glow])
    };
    let first = painted(&state, &mut gpu, &with(usual(0.3)), 1.0);
    let uploads = gpu.uploads();
    assert!(uploads > 0);
    assert!(!gpu.draw(&with(usual(0.3)), &LIGHT, 1.0), "nothing new");
    let hovered = Strength { usual: 0.3, others: vec![(1, 0.6)] };
    let second = painted(&state, &mut gpu, &with(hovered), 1.0);
    assert_eq!(gpu.uploads(), uploads);
    assert_ne!(first.at(50, 50), second.at(50, 50));
    assert_eq!(first.at(30, 50), second.at(30, 50));
}

#[test]
fn a_large_layer_is_made_in_the_background_and_each_part_of_it_once() {
    let Some((state, mut gpu)) = card() else { return };
    // Rings so fine that no level is made at once, side by side.
    let rings: Vec<Vec<[f64; 2]>> = (0..30_u32)
        .map(|at| {
            let middle = [10.0 + 20.0 * f64::from(at % 5), 10.0 + 16.0 * f64::from(at / 5)];
            let turn = |corner: u32| (f64::from(corner) / 10_000.0 * std::f64::consts::TAU).sin_cos();
            let corners = (0..=10_000).map(|corner| turn(corner % 10_000));
            corners.map(|(sine, cosine)| [middle[0] + 7.0 * cosine, middle[1] + 7.0 * sine]).collect()
        })
        .collect();
    let paths: Vec<[&[[f64; 2]]; 1]> = rings.iter().map(|ring| [&ring[..]]).collect();
    let features: Vec<&[&[[f64; 2]]]> = paths.iter().map(|paths| &paths[..]).collect();
    let lod = lod(ShapeKind::Polygon, &features);
    let fill = Item::Fill { slice: slice(&lod, 0..30), role: ColourRole::Text, strength: usual(1.0) };
    let line = Item::Line { slice: slice(&lod, 0..30), pen: pen(1.0, 1.0, Dash::Solid) };
    let picture = picture(vec![fill, line]);
    assert!(gpu.draw(&picture, &LIGHT, 1.0) && gpu.is_waiting() && gpu.uploads() == 0);
    let image = painted(&state, &mut gpu, &picture, 1.0);
    let expected = 30.0 * std::f64::consts::PI * 7.5 * 7.5;
    assert!((image.all_dark() / expected - 1.0).abs() < 0.01, "{} for {expected}", image.all_dark());
    // Nearer, the coarse level stays until the fine one is there.
    let mut near = picture.clone();
    near.projector.points_per_world *= 40.0;
    near.projector.center = position([16.8, 10.0]).into();
    assert!(gpu.draw(&near, &LIGHT, 1.0) && gpu.is_waiting());
    painted(&state, &mut gpu, &near, 1.0);
    assert_eq!(gpu.uploads(), gpu.kept());
}

#[test]
fn odd_input_is_painted_or_left_out() {
    let Some((state, mut gpu)) = card() else { return };
    let bow: &[[f64; 2]] = &[[10.0, 10.0], [90.0, 90.0], [90.0, 10.0], [10.0, 90.0], [10.0, 10.0]];
    let flat: &[[f64; 2]] = &[[10.0, 10.0], [90.0, 90.0], [10.0, 10.0]];
    let spot: &[[f64; 2]] = &[[10.0, 10.0]; 4];
    let areas = lod(ShapeKind::Polygon, &[&[bow], &[flat], &[spot], &[]]);
    let nothing = lod(ShapeKind::Point, &[]);
    let mut items = Vec::new();
    for lod in [&areas, &nothing] {
        // More features than there are.
        let all = slice(lod, 0..9);
        items.push(Item::Fill { slice: all.clone(), role: ColourRole::Own, strength: usual(0.5) });
        items.push(Item::Glow { slice: all.clone(), role: ColourRole::Own, strength: usual(0.5), width: 9.0 });
        items.push(Item::Line { slice: all.clone(), pen: pen(1.0, 1.0, Dash::Dotted) });
        items.push(Item::Dots { slice: all, role: ColourRole::Own, opacity: 1.0, radius: 3.0 });
    }
    for size in [[1.0, 1.0], [8192.0, 3.0], [20_000.0, 10.0], [100.0, 100.0]] {
        let mut picture = picture(items.clone());
        picture.projector.size = size;
        let image = painted(&state, &mut gpu, &picture, 1.0);
        assert!(image.width <= 8192 && !image.pixels.is_empty());
    }
}
