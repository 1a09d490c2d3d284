//! Filling and outlining a coverage in 1600 × 1000 pixels, against tiny-skia with the very same vertices:
//! `cargo bench --bench raster`. And what the level of detail is worth: the same picture from every vertex.
//! Must not depend on any file.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark tells its figures to whoever started it, or fails"
)]

mod common;

use std::path::Path;
use std::sync::Arc;

use tiny_skia::{FillRule, LineJoin, Paint, PathBuilder, Pixmap, Stroke, Transform};
use zonemap::formats::parse;
use zonemap::i18n::Lang;
use zonemap::paint::raster::{Part, image, prepare};
use zonemap::picture::{
    ColourRole, Dash, FeatureSlice, Item, LIGHT, LodGeometry, LodLevel, Pen, Picture, Placing, Projector, Strength,
    World,
};

const SIZE: [f32; 2] = [1600.0, 1000.0];
const WIDTH: f32 = 1.5;

fn picture(lod: &Arc<LodGeometry>, features: usize, projector: Projector) -> Picture {
    let slice = || FeatureSlice { layer: 0, lod: Arc::clone(lod), features: 0..features, classed: None };
    let strength = Strength { usual: 0.3, others: Vec::new() };
    let pen = Pen { role: ColourRole::Text, opacity: 1.0, width: WIDTH, dash: Dash::Solid };
    let map =
        vec![Item::Fill { slice: slice(), role: ColourRole::Boundary, strength }, Item::Line { slice: slice(), pen }];
    let (corner, signs) = ([0.0; 2], Vec::new());
    Picture { size: SIZE, background: ColourRole::Halo, corner, projector, map, signs, lang: Lang::En }
}

/// The same by tiny-skia, on one core.
fn skia(level: &LodLevel, placing: &Placing) -> Pixmap {
    let mut pixmap = Pixmap::new(1600, 1000).expect("a pixmap");
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    let stroke = Stroke { width: WIDTH, line_join: LineJoin::Round, ..Stroke::default() };
    for feature in 0..level.feature_count() {
        let mut builder = PathBuilder::new();
        for path in level.paths(feature).filter(|path| path.points.len() > 3) {
            for (at, &step) in path.points.iter().enumerate() {
                #[expect(clippy::cast_possible_truncation, reason = "pixels")]
                let [x, y] = placing.pixel(step).map(|c| c as f32);
                if at == 0 { builder.move_to(x, y) } else { builder.line_to(x, y) }
            }
            builder.close();
        }
        let Some(path) = builder.finish() else { continue };
        paint.set_color_rgba8(142, 44, 44, 77);
        pixmap.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
        paint.set_color_rgba8(35, 39, 43, 255);
        pixmap.stroke_path(&path, &paint, &stroke, Transform::identity(), None);
    }
    pixmap
}

fn main() {
    println!(
        "{:>9} {:>9} {:>9} {:>12} {:>7} {:>12}",
        "vertices", "painted", "ours ms", "tiny-skia ms", "ratio", "all of it ms"
    );
    for (across, steps) in [(8, 100), (32, 270), (50, 500)] {
        let text = common::coverage(across, steps);
        let layer = parse(Path::new("coverage.geojson"), text.as_bytes()).expect("the coverage is GeoJSON");
        let extent = layer.data.shapes().extent();
        let [from, to] = [[extent.west, extent.north], [extent.east, extent.south]]
            .map(|[lon, lat]| World::from(zonemap::geometry::LonLat { lon, lat }));
        let center = World { x: f64::midpoint(from.x, to.x), y: f64::midpoint(from.y, to.y) };
        let points_per_world = (1500.0 / (to.x - from.x)).min(950.0 / (to.y - from.y));
        let projector = Projector { center, points_per_world, size: SIZE };
        let lod = Arc::new(LodGeometry::new(layer.data.shapes()));
        let picture = picture(&lod, layer.data.features().len(), projector);
        prepare(&picture, 1.0);
        let level = lod.level(lod.detail(1.0 / points_per_world));
        let placing = lod.placing(&projector, 1.0);
        let ours = || image(&picture, &LIGHT, 1.0, Part::Map).expect("a small image");
        let [ours_s, theirs_s] = common::medians(9, ours, || skia(level, &placing));
        let [all_s, _] = common::medians(3, || skia(lod.level(0), &placing), || ());
        let [ours, theirs, all] = [ours_s, theirs_s, all_s].map(|s| s * 1e3);
        let (vertices, painted) = (lod.vertex_count(), level.vertex_count());
        println!("{vertices:>9} {painted:>9} {ours:>9.1} {theirs:>12.1} {:>7.2} {all:>12.1}", theirs / ours);
    }
}
