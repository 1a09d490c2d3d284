//! Area and width of a place that overlay found, against pyproj and shapely, and against each other.
//! Must not know how either is reckoned.

use std::f64::consts::TAU;

use proptest::prelude::*;
use zonemap::geodesy::{RegionSize, length_m, lonlat_area_m2};
use zonemap::geometry::{LonLat, Polygon};

use crate::common::{open_text, text_of};

type Ring = Vec<LonLat>;

fn closed(vertices: impl IntoIterator<Item = (f64, f64)>) -> Ring {
    let mut ring: Ring = vertices.into_iter().map(|(lon, lat)| LonLat { lon, lat }).collect();
    ring.extend(ring.first().copied());
    ring
}

fn flower(count: u32, lon: f64, lat: f64, size: f64) -> Ring {
    closed((0..count).map(|k| {
        let a = TAU * f64::from(k) / f64::from(count);
        let r = size * (1.0 + 0.3 * (3.0 * a).sin() + 0.2 * (7.0 * a + 1.0).sin() + 0.1 * (31.0 * a + 2.0).sin());
        (lon + r * a.cos(), lat + r * a.sin())
    }))
}

/// A back with teeth, one of them a little wider than the rest.
fn comb(teeth: u32, lon: f64, lat: f64, w: f64) -> Ring {
    let tooth = |k: u32| {
        let (x, wide) = (lon + 3.0 * w * f64::from(k), if k == teeth / 3 { 1.2 * w } else { w });
        let (low, high) = (lat + w * 1.1, lat + 9.0 * w);
        [(x + wide, low), (x + wide, high), (x, high), (x, low)]
    };
    let back = [(lon, lat), (lon + 3.0 * w * f64::from(teeth - 1) + w, lat)];
    closed(back.into_iter().chain((0..teeth).rev().flat_map(tooth)))
}

/// A bent strip whose width comes and goes.
fn ribbon(count: u32, lon: f64, lat: f64, long: f64, wide: f64) -> Ring {
    let low = move |k: u32| {
        let t = f64::from(k) / f64::from(count);
        (lon + long * t, lat + 0.1 * long * (5.0 * t).sin())
    };
    let high = move |k: u32| {
        let (x, y) = low(k);
        (x, y + wide * (1.0 + 0.8 * (13.0 * f64::from(k) / f64::from(count) * 7.0 + 1.0).sin()))
    };
    closed((0..=count).map(low).chain((0..=count).rev().map(high)))
}

/// Areas by pyproj 3.7 in a cylindrical equal-area projection (`+proj=cea +ellps=WGS84`), edges cut fine beforehand; widths by shapely
/// 2.2.0 `maximum_inscribed_circle` in the plane of the middle latitude's radii of curvature. The projection's metres have nine decimals, so
/// that of 20 km some 1e-5 m² are rounding.
fn expected() -> Vec<(&'static str, Vec<Ring>, f64, f64)> {
    let rib = closed([(113.5, 23.0), (113.7, 23.0), (113.58, 23.000001)]);
    let wedge = closed([(113.5, 23.0), (113.52, 23.003), (113.5200001, 23.003), (113.5100001, 23.0014)]);
    let (lon, lat) = (113.5, 23.0);
    let hole = flower(30, 113.501, 23.001, 0.004);
    vec![
        ("a ribbon of 20 km", vec![rib], 1_135.375_679, 0.110_744),
        ("a wedge", vec![wedge], 11_356.247_374, 10.933_168),
        ("12 vertices", vec![flower(12, lon, lat, 0.01)], 3_300_507.028_436, 1_307.881_779),
        ("90 vertices", vec![flower(90, lon, lat, 0.01)], 3_773_838.171_709, 1_129.479_349),
        ("3000 vertices", vec![flower(3000, 10.0, 60.0, 0.5)], 5_224_492_539.998_225, 37_906.350_389),
        ("a comb", vec![comb(20, lon, lat, 0.001)], 2_536_133.018_442, 152.722_119),
        ("a strip of 80 vertices", vec![ribbon(40, lon, lat, 0.01, 1e-5)], 1_141.502_731, 1.977_703),
        ("a strip of 1200 vertices", vec![ribbon(600, lon, lat, 0.1, 1e-6)], 1_146.987_695, 0.197_601),
        ("with a hole", vec![flower(90, lon, lat, 0.01), hole], 3_182_722.363_656, 748.181_074),
    ]
}

#[test]
fn areas_and_widths_are_those_of_pyproj_and_shapely() {
    for (name, rings, area_m2, width_m) in expected() {
        let size = RegionSize::of(&rings).expect(name);
        assert!((size.area_m2 - area_m2).abs() <= 1e-9 * area_m2 + 1e-4, "{name}: {} m², not {area_m2}", size.area_m2);
        assert!((size.width_m - width_m).abs() <= 0.011 * width_m, "{name}: {} m wide, not {width_m}", size.width_m);
        let turned: Vec<Ring> = rings.iter().map(|ring| ring.iter().rev().copied().collect()).collect();
        let again = RegionSize::of(&turned).expect(name);
        assert!((again.area_m2 - size.area_m2).abs() <= 1e-12 * area_m2, "{name}");
        assert!((again.width_m - width_m).abs() <= 0.011 * width_m, "{name}");
    }
}

#[test]
fn a_width_among_few_edges_is_exact() {
    // shapely 2.2.0 `maximum_inscribed_circle` as above; of the thin ones it finds circles up to 2e-4 smaller than there are.
    for (ring, width_m) in [
        (
            closed([
                (113.4999754, 23.0009202),
                (113.4998169, 23.0004466),
                (113.4996098, 22.9998809),
                (113.4996194, 22.9998281),
                (113.4998635, 22.9996057),
                (113.5001515, 22.9991982),
                (113.5001762, 22.9992937),
                (113.5001691, 22.9994176),
            ]),
            48.3489735,
        ),
        (
            closed([
                (113.5004595, 23.0002143),
                (113.5005345, 23.0002439),
                (113.4997553, 23.0002879),
                (113.4997986, 22.9997953),
                (113.5004778, 22.9992303),
                (113.5003103, 22.9999202),
            ]),
            56.4156418,
        ),
        (
            closed([
                (113.5002764, 23.000000361),
                (113.4999313, 23.000000568),
                (113.4995424, 23.000000606),
                (113.4998222, 22.999999533),
                (113.500427, 22.999999366),
                (113.5008311, 22.999999872),
                (113.5008681, 22.999999893),
            ]),
            0.1179332,
        ),
        (
            closed([
                (113.5005216, 23.000191),
                (113.5005909, 23.0002781),
                (113.499833, 23.0005728),
                (113.4995429, 23.0006877),
                (113.4990647, 22.9998074),
                (113.4995799, 22.9995548),
                (113.4998482, 22.9998126),
                (113.5006304, 22.9998207),
            ]),
            85.9680677,
        ),
    ] {
        let size = RegionSize::of(std::slice::from_ref(&ring)).expect("a size");
        assert!((-1e-5..3e-4).contains(&(size.width_m / width_m - 1.0)), "{size:?}, not {width_m}");
    }
}

#[test]
fn a_large_area_is_measured_exactly_too() {
    // pyproj as above, each edge cut into 200 000: half a continent, and a degree with a hole.
    let large = closed([(100.0, 10.0), (130.0, 20.0), (120.0, 55.0)]);
    assert!((lonlat_area_m2(&[large]) / 6_161_812_922_733.741 - 1.0).abs() < 1e-10);
    let degree = closed([(10.0, 60.0), (11.0, 60.0), (11.0, 61.0), (10.0, 61.0)]);
    let hole = closed([(10.2, 60.2), (10.2, 60.7), (10.9, 60.4)]);
    assert!((lonlat_area_m2(&[degree, hole]) / 5_049_390_101.744_206 - 1.0).abs() < 1e-9);
    assert_eq!(lonlat_area_m2(&[]), 0.0);
}

#[test]
fn rings_that_enclose_nothing_have_no_size() {
    assert_eq!(RegionSize::of(&[]), None);
    assert_eq!(RegionSize::of(&[closed([(1.0, 1.0), (1.0, 1.0), (1.0, 1.0)])]), None);
    assert_eq!(RegionSize::of(&[closed([(1.0, 1.0), (2.0, 2.0)])]), None);
}

/// Places of every slenderness: around a bent line, to both sides of it by so much here and there.
fn places() -> impl Strategy<Value = Ring> {
    let wide = (-9.0..-1.0_f64).prop_map(|power| 10.0_f64.powf(power));
    let stations = prop::collection::vec((0.001..1.0_f64, -0.2..0.2_f64, 0.01..1.0_f64, 0.01..1.0_f64), 2..40);
    (wide, stations, 0.0..TAU, -70.0..70.0_f64).prop_map(|(wide, stations, turn, lat)| {
        let (mut x, mut low, mut high) = (0.0, Vec::new(), Vec::new());
        for (step, off, below, above) in stations {
            x += step * 0.02;
            low.push((x, off * 0.02 - wide * below));
            high.push((x, off * 0.02 + wide * above));
        }
        let (sin, cos) = turn.sin_cos();
        let turned = |(x, y): (f64, f64)| (113.0 + x * cos - y * sin, lat + x * sin + y * cos);
        closed(low.into_iter().chain(high.into_iter().rev()).map(turned))
    })
}

/// How often a ring runs around a point: upward edges to its right less downward ones (Sunday 2001).
fn is_inside(ring: &Ring, p: LonLat) -> bool {
    let crossings = ring.windows(2).filter(|edge| {
        let (a, b) = (edge[0], edge[1]);
        (a.lat > p.lat) != (b.lat > p.lat) && p.lon < a.lon + (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat)
    });
    crossings.count() % 2 == 1
}

proptest! {
    #[test]
    fn an_area_is_never_more_than_its_length_by_its_width(ring in places()) {
        let Some(size) = RegionSize::of(std::slice::from_ref(&ring)) else { return Ok(()) };
        let length_m = length_m(&ring) / 2.0;
        prop_assert!(size.area_m2 <= length_m * size.width_m * (1.0 + 1e-6), "{size:?}, {length_m} m long");
        // A circle of that width lies inside, so its area cannot be more than that of the place.
        prop_assert!(size.width_m * size.width_m * TAU / 8.0 <= size.area_m2 * 1.001 + 1e-9, "{size:?}");
        prop_assert!(is_inside(&ring, size.center), "{size:?}");
    }
}

/// A strip of 80 km, half a millimetre wide, with one place of 1.03 by 5.5 m (shapely's `maximum_inscribed_circle` of it alone), wherever
/// that is among its 40,000 vertices.
#[test]
fn a_wide_place_of_a_long_strip_is_not_passed_over() {
    const COUNT: u32 = 40_000;
    let step = 2e-5;
    let at = |k: u32| (113.0 + step * f64::from(k), 23.0 + 1e-6 * f64::from(k * 7919 % 13));
    for dip in [20_000, 20_001, 20_003, 20_007] {
        let low = (0..COUNT).flat_map(|k| {
            let ((x, y), thin) = (at(k), 4.5e-9);
            let (from, to) = (x + step * 0.25, x + step * 0.75);
            let mouth = [(from, y - thin), (from, 23.0 - 5e-5), (to, 23.0 - 5e-5), (to, y - thin)];
            std::iter::once((x, y - thin)).chain(mouth.into_iter().filter(move |_| k == dip))
        });
        let strip = closed(low.chain((0..COUNT).rev().map(at)));
        let size = RegionSize::of(&[strip]).expect("a strip");
        assert!((1.0..1.1).contains(&size.width_m), "{dip}: {}", size.width_m);
    }
}

/// Stars with arms as thin as a thousandth of their length: the width of each by shapely 2.0, `maximum_inscribed_circle` to 1e-5 in the
/// azimuthal equidistant plane of its middle.
#[test]
fn the_widest_place_of_a_star_is_found() {
    let project = open_text(text_of("tests/cases/stars.geojson")).expect("stars");
    assert!(project.layers[0].data.features().len() > 15);
    for (feature, shape) in project.layers[0].data.features().iter().zip(project.layers[0].data.shapes().iter()) {
        let right = feature.properties.once("width_m").and_then(|width| width.as_f64()).expect("a width");
        let rings: Vec<Ring> = shape.polygons().flat_map(Polygon::rings).map(<[LonLat]>::to_vec).collect();
        let size = RegionSize::of(&rings).expect("a size");
        let part = size.width_m / right;
        assert!((0.98..1.01).contains(&part), "{}: {} m, not {right}", feature.key(), size.width_m);
    }
}
