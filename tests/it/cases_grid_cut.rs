//! Files in metres where long edges cross, and positions beside long edges: figures of shapely 2 in the grid, with each edge of the result cut
//! every 5 m, and of pyproj 3.7 and its Geod. Must not know where edges are cut.

use proptest::prelude::*;
use serde_json::{Value, json};
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::project::{Found, Project};
use zonemap::verify::{Tolerances, check};

use crate::common::{open_text, text_of};

/// A collection of rings in the grid EPSG:4547, each given without its closing position.
fn areas(areas: &[(&str, &[(f64, f64)])]) -> String {
    let feature = |(id, ring): &(&str, &[(f64, f64)])| {
        let ring: Vec<(f64, f64)> = ring.iter().chain(ring.first()).copied().collect();
        json!({"type": "Feature", "id": id, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    };
    let features: Vec<Value> = areas.iter().map(feature).collect();
    let crs = json!({"type": "name", "properties": {"name": "EPSG:4547"}});
    json!({"type": "FeatureCollection", "crs": crs, "features": features}).to_string()
}

/// The area that two areas of a file are told to have in common.
fn overlap_m2(text: &str, ids: [&str; 2]) -> f64 {
    let project = open_text(text).expect("a file");
    let is_asked = |message: &str| ids.iter().all(|id| message.contains(id));
    let findings = check(&project, &Tolerances::default());
    let found = findings.iter().find(|one| one.rule == "overlap" && is_asked(one.message.get(Lang::En)));
    found.and_then(|one| one.area_m2).unwrap_or_else(|| panic!("{ids:?}: {findings:?}"))
}

/// An edge with a vertex beside it crosses one that has none: as far as the latter was taken as straight in longitude and latitude the
/// areas were off by up to 0.8 %.
#[test]
fn an_overlap_is_as_large_as_in_the_grid_where_one_of_two_edges_that_cross_lies_beside_a_vertex() {
    let text = text_of("tests/cases/grid-crossing-edges.geojson");
    for (ids, expected) in [(["c10", "c6"], 676.725), (["c10", "c9"], 422.371)] {
        let area_m2 = overlap_m2(&text, ids);
        assert!((area_m2 / expected - 1.0).abs() < 2e-4, "{ids:?}: {area_m2}, right {expected}");
    }
}

/// Two edges of 20 km that cross with no vertex beside either.
#[test]
fn an_overlap_is_as_large_as_in_the_grid_where_long_edges_cross() {
    let a = [(510_000.0, 2_545_000.0), (530_000.0, 2_545_000.0), (530_000.0, 2_565_000.0), (510_000.0, 2_565_000.0)];
    let c = [(510_000.0, 2_565_400.0), (530_000.0, 2_564_600.0), (530_000.0, 2_575_000.0), (510_000.0, 2_575_000.0)];
    let area_m2 = overlap_m2(&areas(&[("a", &a), ("c", &c)]), ["a", "c"]);
    assert!((area_m2 - 1_999_964.603).abs() < 1.0, "{area_m2}");
}

/// A vertex off the middle of an edge whose both ends the two share: far enough off the edge not to be beside it, where the edge was taken as
/// straight in longitude and latitude and areas were off by up to 1 %. Triangles of the grid in longitude and latitude by pyproj, 8,000 pieces.
#[test]
fn an_overlap_is_as_large_as_in_the_grid_where_two_edges_share_their_ends() {
    let cases = [
        (300.0, 0.078, 11.699),
        (1_000.0, 0.94, 469.957_5),
        (1_000.0, 3.0, 1_499.864_4),
        (20_000.0, 342.0, 3_419_584.758),
        (20_000.0, 900.0, 8_998_907.259),
    ];
    let (x, y) = (560_000.0, 2_547_000.0);
    for (long, off, expected) in cases {
        let a = [(x, y), (x + long, y), (x + long, y + long), (x, y + long)];
        let b = [(x, y), (x, y - long), (x + long, y - long), (x + long, y), (x + long / 2.0, y + off)];
        let area_m2 = overlap_m2(&areas(&[("a", &a), ("b", &b)]), ["a", "b"]);
        assert!((area_m2 / expected - 1.0).abs() < 2e-3, "{long} {off}: {area_m2}, right {expected}");
    }
}

/// What is at a position, by ids.
fn at(project: &Project, lon: f64, lat: f64, within_m: f64) -> Vec<(String, f64)> {
    let found = project.identify(LonLat { lon, lat }, within_m);
    let named = |one: &Found| Some((project.feature(one.id)?.key().to_owned(), one.distance_m));
    found.iter().filter_map(named).collect()
}

/// Positions beside a side of 20 km, which is straight in longitude and latitude up to 3 m off: pyproj of the grid's (510000 + x, 2565000 + y).
const BESIDE: [(f64, [f64; 2]); 12] = [
    (-2.0, [114.195_345_492_41, 23.184_630_845_02]),
    (-0.5, [114.195_345_512_08, 23.184_644_389_38]),
    (0.5, [114.195_345_525_19, 23.184_653_418_95]),
    (2.0, [114.195_345_544_85, 23.184_666_963_30]),
    (-2.0, [114.126_974_734_83, 23.184_700_839_37]),
    (-0.5, [114.126_974_747_62, 23.184_714_383_77]),
    (0.5, [114.126_974_756_14, 23.184_723_413_37]),
    (2.0, [114.126_974_768_92, 23.184_736_957_77]),
    (-2.0, [114.263_715_927_38, 23.184_531_156_74]),
    (-0.5, [114.263_715_953_92, 23.184_544_701_03]),
    (0.5, [114.263_715_971_62, 23.184_553_730_56]),
    (2.0, [114.263_715_998_17, 23.184_567_274_85]),
];

#[test]
fn a_position_beside_a_long_edge_is_on_the_side_that_it_is_on_in_the_grid() {
    let a = [(510_000.0, 2_545_000.0), (530_000.0, 2_545_000.0), (530_000.0, 2_565_000.0), (510_000.0, 2_565_000.0)];
    let b = [(510_000.0, 2_565_000.0), (530_000.0, 2_565_000.0), (530_000.0, 2_575_000.0), (510_000.0, 2_575_000.0)];
    let both = open_text(areas(&[("a", &a), ("b", &b)])).expect("a file");
    let alone = open_text(areas(&[("a", &a)])).expect("a file");
    for (north_m, [lon, lat]) in BESIDE {
        let right = if north_m < 0.0 { "a" } else { "b" };
        assert_eq!(at(&both, lon, lat, 25.0), [(right.to_owned(), 0.0)], "{north_m} {lon}");
        assert_eq!(at(&alone, lon, lat, 25.0).len(), usize::from(north_m < 0.0), "{north_m} {lon}");
    }
    // Half a millimetre on either side both answer, and the very position on the edge as straight in longitude and latitude is of one alone.
    for (lon, lat) in [(114.195_345_518_63, 23.184_648_899_65), (114.126_974_751_88, 23.184_718_903_08)] {
        assert_eq!(at(&both, lon, lat, 25.0).len(), 2, "{lon}");
    }
    let vertices = |id: usize| both.layers[0].data.shapes().get(id).expect("an area").positions().to_vec();
    let (from, to) = (vertices(1)[0], vertices(1)[1]);
    let on_chord = LonLat { lon: f64::midpoint(from.lon, to.lon), lat: f64::midpoint(from.lat, to.lat) };
    assert_eq!(at(&both, on_chord.lon, on_chord.lat, 25.0), [("a".to_owned(), 0.0)]);
}

/// The same edge as a line, and as one side of a hole.
#[test]
fn lines_and_holes_are_as_far_as_in_the_grid() {
    let ring = |west: f64, south: f64, east: f64, north: f64| {
        json!([[west, south], [east, south], [east, north], [west, north], [west, south]])
    };
    let feature = |id: &str, kind: &str, coordinates: Value| json!({"type": "Feature", "id": id, "properties": {}, "geometry": {"type": kind, "coordinates": coordinates}});
    let file = |feature: Value| {
        let crs = json!({"type": "name", "properties": {"name": "EPSG:4547"}});
        open_text(json!({"type": "FeatureCollection", "crs": crs, "features": [feature]}).to_string()).expect("a file")
    };
    let line = file(feature("line", "LineString", json!([[510_000.0, 2_565_000.0], [530_000.0, 2_565_000.0]])));
    let rings =
        [ring(500_000.0, 2_540_000.0, 540_000.0, 2_580_000.0), ring(510_000.0, 2_545_000.0, 530_000.0, 2_565_000.0)];
    let holed = file(feature("holed", "Polygon", json!(rings)));
    for (north_m, [lon, lat]) in BESIDE {
        let found = at(&line, lon, lat, 25.0);
        assert!((found[0].1 - north_m.abs()).abs() < 1e-3, "{north_m} {found:?}");
        assert_eq!(at(&line, lon, lat, north_m.abs() + 0.01).len(), 1);
        assert!(at(&line, lon, lat, north_m.abs() - 0.01).is_empty());
        assert_eq!(at(&holed, lon, lat, 25.0).len(), usize::from(north_m > 0.0), "{north_m} {lon}");
    }
}

/// Whether a point of the plane lies in a ring, which is given without its closing position: crossings of a ray counted.
fn is_in(ring: &[(f64, f64)], (x, y): (f64, f64)) -> bool {
    let edges = ring.iter().zip(ring.iter().cycle().skip(1));
    let crossed =
        edges.filter(|((ax, ay), (bx, by))| (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax);
    crossed.count() % 2 == 1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Random rings of long edges, positions on both sides of each edge, and right beside each vertex.
    #[test]
    fn identify_is_right_beside_every_edge_of_a_ring_in_metres(
        radii_m in prop::collection::vec(3_000.0..40_000.0_f64, 3..9),
        parts in prop::collection::vec((0.0001..0.9999_f64, 0.01..12.0_f64), 6),
        (east_m, north_m) in (400_000.0..600_000.0_f64, 1_000_000.0..5_000_000.0_f64),
    ) {
        let count = u32::try_from(radii_m.len()).expect("a few");
        let vertex = |(at, radius_m): (u32, &f64)| {
            let (sin, cos) = (f64::from(at) * std::f64::consts::TAU / f64::from(count)).sin_cos();
            (east_m + radius_m * cos, north_m + radius_m * sin)
        };
        let ring: Vec<(f64, f64)> = (0..).zip(&radii_m).map(vertex).collect();
        let project = open_text(areas(&[("a", &ring)])).expect("a file");
        let frame = project.files[0].frame;
        let edges = ring.iter().zip(ring.iter().cycle().skip(1));
        for ((&(ax, ay), &(bx, by)), (part, off_m)) in edges.flat_map(|edge| parts.iter().map(move |part| (edge, *part))) {
            let (way_x, way_y) = (bx - ax, by - ay);
            let length_m = way_x.hypot(way_y);
            for off_m in [off_m, -off_m] {
                let point = (ax + part * way_x - off_m * way_y / length_m, ay + part * way_y + off_m * way_x / length_m);
                let position = frame.lonlat(point.0, point.1).expect("a position");
                let found = at(&project, position.lon, position.lat, 0.0);
                prop_assert_eq!(!found.is_empty(), is_in(&ring, point), "{:?} of {:?}", point, ring);
            }
        }
    }
}
