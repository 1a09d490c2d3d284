//! What a frame of the map on the graphics card costs our own processor: plan, record and hand over, after the card has
//! all it needs. The camera moves every frame, so that each is drawn anew. Names of GeoJSON files may be given instead of
//! the made-up layers.
//! Must not count what the card itself takes, nor a program that stands in for one.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::cast_precision_loss, reason = "figures to be read")]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui_wgpu::{RenderState, RendererOptions};
use eframe::wgpu::PollType;
use zonemap::desktop::Gpu;
use zonemap::formats::{OpenOptions, open};
use zonemap::geometry::{LonLat, ShapeKind, Shapes};
use zonemap::i18n::Lang;
use zonemap::picture::{
    ColourRole, Dash, FeatureSlice, Item, LIGHT, LodGeometry, Pen, Picture, Projector, Strength, World,
};
use zonemap_window_kit::wgpu::{create_render_state, default_wgpu_setup};

const SIZE: [f32; 2] = [1280.0, 800.0];
const FRAMES: u32 = 40;

fn main() {
    if !zonemap_window_kit::can_paint() {
        println!("there is nothing here that paints");
        return;
    }
    let state = create_render_state(default_wgpu_setup(), RendererOptions::PREDICTABLE);
    println!("{}", state.adapter.get_info().name);
    println!("{:>10} {:>9} {:>9} | {:>8} {:>8} {:>8}", "vertices", "zoom", "to show", "median", "95 %", "largest");
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if files.is_empty() {
        for side in [32, 102, 228] {
            measure(&state, &zones(side), side * side);
        }
    }
    for file in files {
        let project = open(Path::new(&file), &OpenOptions::default()).expect("a file that can be opened");
        let layer = project.layers.iter().max_by_key(|layer| layer.data.shapes().vertex_count()).expect("a layer");
        measure(&state, layer.data.shapes(), layer.data.shapes().len());
    }
}

/// Zones side by side, as many in a row as in a column, with ragged borders that neighbours share.
fn zones(side: usize) -> Shapes {
    const CORNERS: usize = 27;
    let border = |from: [usize; 2], way: [usize; 2]| {
        (0..CORNERS).map(move |at| {
            let share = at as f64 / CORNERS as f64;
            let ragged = if at == 0 { 0.0 } else { ((at * at * 31 + from[0] * 7 + from[1] * 13) as f64).sin() * 0.08 };
            let [x, y] =
                [0, 1].map(|axis: usize| from[axis] as f64 + share * way[axis] as f64 + ragged * way[1 - axis] as f64);
            LonLat { lon: 113.0 + x * 0.01, lat: 23.0 - y * 0.01 }
        })
    };
    let mut shapes = Shapes::default();
    for [x, y] in (0..side).flat_map(|y| (0..side).map(move |x| [x, y])) {
        let north = border([x, y], [1, 0]);
        let east = border([x + 1, y], [0, 1]);
        let south: Vec<LonLat> = border([x, y + 1], [1, 0]).skip(1).collect();
        let west: Vec<LonLat> = border([x, y], [0, 1]).skip(1).collect();
        let corner = |x: usize, y: usize| border([x, y], [1, 0]).take(1);
        let ring = north
            .chain(east)
            .chain(corner(x + 1, y + 1))
            .chain(south.into_iter().rev())
            .chain(corner(x, y + 1))
            .chain(west.into_iter().rev())
            .chain(corner(x, y));
        ring.for_each(|at| shapes.push(at, None));
        shapes.end_path();
        shapes.end_polygon();
        shapes.end_shape(ShapeKind::Polygon);
    }
    shapes
}

fn measure(state: &RenderState, shapes: &Shapes, features: usize) {
    let extent = shapes.extent();
    let corner = |lon, lat| World::from(LonLat { lon, lat });
    let (from, to) = (corner(extent.west, extent.north), corner(extent.east, extent.south));
    let center = World { x: f64::midpoint(from.x, to.x), y: f64::midpoint(from.y, to.y) };
    let fitting = (f64::from(SIZE[0]) / (to.x - from.x)).min(f64::from(SIZE[1]) / (to.y - from.y));
    let lod = Arc::new(LodGeometry::new(shapes));
    for zoom in [1.0, 20.0] {
        let mut gpu = Gpu::on_any(state, &egui::Context::default()).expect("a card that will do");
        let projector = Projector { center, points_per_world: fitting * zoom, size: SIZE };
        let begun = Instant::now();
        loop {
            frame(state, &mut gpu, &picture(&lod, features, projector));
            if !gpu.is_waiting() {
                break;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        let shown = begun.elapsed();
        let mut times: Vec<f64> = (0..FRAMES)
            .map(|at| {
                let moved = center.x + f64::from(at + 1) / projector.points_per_world;
                let center = World { x: moved, ..center };
                frame(state, &mut gpu, &picture(&lod, features, Projector { center, ..projector }))
            })
            .collect();
        assert_eq!(gpu.failure(), None, "the card failed");
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        let shown_s = shown.as_secs_f64();
        println!(
            "{:>10} {zoom:>8}× {shown_s:>7.2} s | {:>5.2} ms {:>5.2} ms {:>5.2} ms",
            shapes.vertex_count(),
            at(50),
            at(95),
            at(100)
        );
    }
}

fn picture(lod: &Arc<LodGeometry>, features: usize, projector: Projector) -> Picture {
    let slice = FeatureSlice { layer: 0, lod: Arc::clone(lod), features: 0..features, classed: None };
    let strength = |usual| Strength { usual, others: vec![(7, 0.4), (8, 0.3)] };
    let pen = Pen { role: ColourRole::Own, opacity: 1.0, width: 1.5, dash: Dash::Solid };
    let chosen = FeatureSlice { features: 7..8, ..slice.clone() };
    let map = vec![
        Item::Fill { slice: slice.clone(), role: ColourRole::Own, strength: strength(0.22) },
        Item::Glow { slice: slice.clone(), role: ColourRole::Own, strength: strength(0.36), width: 9.0 },
        Item::Line { slice, pen },
        Item::Line { slice: chosen, pen: Pen { role: ColourRole::Halo, opacity: 0.5, width: 5.0, ..pen } },
    ];
    let (background, lang) = (ColourRole::Water, Lang::En);
    Picture { size: SIZE, background, corner: [0.0; 2], projector, map, signs: Vec::new(), lang }
}

/// Draws a frame; what it took of our own processor, in milliseconds. The card has finished before it returns.
fn frame(state: &RenderState, gpu: &mut Gpu, picture: &Picture) -> f64 {
    let begun = (Instant::now(), on_processor());
    gpu.draw(picture, &LIGHT, 1.0);
    let spent = match (begun.1, on_processor()) {
        (Some(from), Some(to)) => to.saturating_sub(from),
        _ => begun.0.elapsed(),
    };
    state.device.poll(PollType::wait_indefinitely()).expect("done");
    spent.as_secs_f64() * 1e3
}

/// How long this thread has been running on a processor, where the system tells.
fn on_processor() -> Option<Duration> {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    times.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
