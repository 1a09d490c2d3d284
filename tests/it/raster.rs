//! The software rasteriser against geometry that can be worked out and against another rasteriser, tiny-skia.
//! Must not know how coverage is found.

use std::sync::Arc;

use zonemap::geometry::{LonLat, ShapeKind, Shapes};
use zonemap::i18n::Lang;
use zonemap::paint::raster::{Image, Part, image};
use zonemap::picture::{
    ColourRole, Dash, FeatureSlice, Item, LodGeometry, Pen, Picture, Projector, Rgb, Strength, Theme, World,
};

const SIDE: f32 = 200.0;

/// A projector under which a point of the sheet is this many degrees east of 0° and south of the equator.
fn projector() -> Projector {
    let points_per_world = 360.0 * 1000.0;
    let middle = f64::from(SIDE) / 2.0 / points_per_world;
    Projector { center: World { x: 0.5 + middle, y: 0.5 + middle }, points_per_world, size: [SIDE; 2] }
}

fn shapes(polygons: &[&[[f64; 2]]]) -> Shapes {
    let mut shapes = Shapes::default();
    for ring in polygons {
        for &[x, y] in ring.iter().chain(ring.first()) {
            #[expect(clippy::cast_possible_truncation, reason = "points of a small sheet")]
            let at = projector().lonlat_from_screen([x as f32, y as f32]);
            shapes.push(LonLat { lon: at.lon, lat: at.lat }, None);
        }
        shapes.end_path();
        shapes.end_polygon();
        shapes.end_shape(ShapeKind::Polygon);
    }
    shapes
}

fn painted(shapes: &Shapes, item: impl Fn(FeatureSlice) -> Item) -> Image {
    let slice =
        FeatureSlice { layer: 0, lod: Arc::new(LodGeometry::new(shapes)), features: 0..shapes.len(), classed: None };
    let picture = Picture {
        size: [SIDE; 2],
        background: ColourRole::Halo,
        corner: [0.0; 2],
        projector: projector(),
        map: vec![item(slice)],
        signs: Vec::new(),
        lang: Lang::En,
    };
    image(&picture, Theme::Light.palette(), 1.0, Part::Whole).expect("a small image")
}

fn filled(polygons: &[&[[f64; 2]]]) -> Image {
    let strength = Strength { usual: 1.0, others: Vec::new() };
    painted(&shapes(polygons), |slice| Item::Fill { slice, role: ColourRole::Text, strength: strength.clone() })
}

fn lined(polygons: &[&[[f64; 2]]], width: f32, opacity: f32) -> Image {
    let pen = Pen { role: ColourRole::Text, opacity, width, dash: Dash::Solid };
    painted(&shapes(polygons), |slice| Item::Line { slice, pen })
}

/// How much of each pixel is covered, from its red between the background's (white) and the role's.
fn coverage(image: &Image) -> Vec<f64> {
    let Rgb(role, _, _) = Theme::Light.palette().colour(ColourRole::Text);
    image.rgba.chunks_exact(4).map(|p| f64::from(255 - p[0]) / f64::from(255 - role)).collect()
}

const TRIANGLE: [[f64; 2]; 3] = [[20.3, 31.7], [180.9, 60.2], [70.4, 171.6]];
/// A bow tie: a ring that crosses itself.
const TIE: [[f64; 2]; 4] = [[30.5, 30.5], [170.5, 150.5], [170.5, 30.5], [30.5, 150.5]];
/// Thinner than a pixel.
const NEEDLE: [[f64; 2]; 3] = [[10.0, 10.2], [190.0, 10.6], [190.0, 10.9]];

#[test]
fn a_fill_covers_as_much_as_its_area() {
    for polygon in [&TRIANGLE[..], &NEEDLE] {
        let cross = |i: usize| {
            let (a, b) = (polygon[i], polygon[(i + 1) % polygon.len()]);
            a[0] * b[1] - a[1] * b[0]
        };
        let area = (0..polygon.len()).map(cross).sum::<f64>().abs() / 2.0;
        let covered: f64 = coverage(&filled(&[polygon])).iter().sum();
        // A byte of colour tells some 0.5 % of a pixel.
        assert!((covered - area).abs() < area * 0.01 + 0.5, "{covered} of {area}");
    }
}

/// The largest and the mean difference of two coverages.
fn differences(ours: &[f64], theirs: &tiny_skia::Pixmap) -> [f64; 2] {
    let theirs = theirs.pixels().iter().map(|pixel| f64::from(pixel.alpha()) / 255.0);
    let differences: Vec<f64> = ours.iter().zip(theirs).map(|(a, b)| (a - b).abs()).collect();
    #[expect(clippy::cast_precision_loss, reason = "some thousand pixels")]
    let mean = differences.iter().sum::<f64>() / differences.len() as f64;
    [differences.iter().copied().fold(0.0, f64::max), mean]
}

fn path(polygon: &[[f64; 2]]) -> tiny_skia::Path {
    let mut path = tiny_skia::PathBuilder::new();
    for (at, point) in polygon.iter().enumerate() {
        #[expect(clippy::cast_possible_truncation, reason = "points of a small sheet")]
        let [x, y] = point.map(|c| c as f32);
        if at == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    path.close();
    path.finish().expect("a path")
}

fn skia() -> (tiny_skia::Pixmap, tiny_skia::Paint<'static>) {
    let paint = tiny_skia::Paint { anti_alias: true, ..tiny_skia::Paint::default() };
    (tiny_skia::Pixmap::new(200, 200).expect("a pixmap"), paint)
}

#[test]
fn fills_agree_with_tiny_skia() {
    for polygon in [&TRIANGLE[..], &TIE] {
        let (mut theirs, paint) = skia();
        let whole = tiny_skia::Transform::identity();
        theirs.fill_path(&path(polygon), &paint, tiny_skia::FillRule::Winding, whole, None);
        let [largest, mean] = differences(&coverage(&filled(&[polygon])), &theirs);
        // tiny-skia samples a pixel's edge, ours is exact.
        assert!(largest < 0.3 && mean < 0.002, "{largest} {mean}");
    }
}

#[test]
fn lines_agree_with_tiny_skia() {
    for width in [1.5, 3.0, 9.0] {
        let (mut theirs, paint) = skia();
        let stroke = tiny_skia::Stroke {
            width,
            line_join: tiny_skia::LineJoin::Round,
            line_cap: tiny_skia::LineCap::Round,
            ..tiny_skia::Stroke::default()
        };
        theirs.stroke_path(&path(&TRIANGLE), &paint, &stroke, tiny_skia::Transform::identity(), None);
        let [largest, mean] = differences(&coverage(&lined(&[&TRIANGLE], width, 1.0)), &theirs);
        assert!(largest < 0.4 && mean < 0.004, "{width}: {largest} {mean}");
    }
}

#[test]
fn a_shared_border_shows_no_crack() {
    let (a, b) = (
        [[20.0, 20.0], [90.3, 20.0], [110.7, 180.0], [20.0, 180.0]],
        [[90.3, 20.0], [180.0, 20.0], [180.0, 180.0], [110.7, 180.0]],
    );
    let covered = coverage(&filled(&[&a, &b]));
    for row in 25..175 {
        for column in 85..116 {
            // Two coverages of a pixel that together make 1, one blended over the other, leave at most a quarter.
            assert!(covered[row * 200 + column] > 0.74, "{row} {column}");
        }
    }
}

#[test]
fn joints_of_a_half_transparent_line_are_no_darker() {
    let covered = coverage(&lined(&[&TRIANGLE], 9.0, 0.5));
    assert!(covered.iter().all(|&cover| cover < 0.51));
    assert!(covered.iter().filter(|&&cover| cover > 0.49).count() > 2000);
}

#[test]
fn an_area_larger_than_the_sheet_fills_it() {
    let huge = [[-5e4, -5e4], [5e4, -4e4], [6e4, 5e4], [-4e4, 6e4]];
    assert!(coverage(&filled(&[&huge])).iter().all(|&cover| cover > 0.999));
}

#[test]
fn a_glow_stays_inside_and_fades() {
    let square = [[40.0, 40.0], [160.0, 40.0], [160.0, 160.0], [40.0, 160.0]];
    let strength = Strength { usual: 1.0, others: Vec::new() };
    let image = painted(&shapes(&[&square]), |slice| Item::Glow {
        slice,
        role: ColourRole::Text,
        strength: strength.clone(),
        width: 10.0,
    });
    let covered = coverage(&image);
    let at = |x: usize| covered[100 * 200 + x];
    assert!(at(38) == 0.0 && at(40) > 0.85 && at(60) == 0.0 && at(161) == 0.0);
    assert!((40..50).all(|x| at(x) > at(x + 1)), "{:?}", &covered[20_040..20_052]);
}
