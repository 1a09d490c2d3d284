//! The area methods against figures computed elsewhere, and what no winding or starting vertex may change.
//! Must not know how any method works.

use geographiclib_rs::{Geodesic, PolygonArea, Winding};
use proptest::prelude::*;
use zonemap::geodesy::{AREA_METHODS, AreaMethod, Datum, MeasurementFrame, area_m2, area_method, areas_m2};
use zonemap::geometry::{Extent, LonLat, ShapeKind, Shapes};
use zonemap::verify::method_checks;

use crate::common::builtin;

/// km² of the zone, the manufacturing, the innovation and the living area by each method, computed outside this project
/// with pyproj, a 24-point Gauss–Legendre integral and a separate writing of the formulas; seven decimals as printed.
const ORACLE_KM2: &[(&str, [f64; 4])] = &[
    ("ellipsoid", [56.390_053_7, 19.100_017_6, 11.699_927_4, 25.590_108_7]),
    ("ellipsoid-cgcs2000", [56.390_053_7, 19.100_017_6, 11.699_927_4, 25.590_108_7]),
    ("ellipsoid-lonlat-edges", [56.390_040_2, 19.100_215_2, 11.699_916_7, 25.589_908_3]),
    ("survey-2008", [56.390_108_3, 19.100_289_2, 11.699_916_9, 25.589_902_2]),
    ("survey-2008-xian80", [56.390_161_1, 19.100_307_1, 11.699_927_9, 25.589_926_2]),
    ("gk3", [56.393_386_2, 19.101_179_9, 11.700_582_3, 25.591_624_1]),
    ("gk3-west", [56.483_174_8, 19.131_396_1, 11.719_424_4, 25.632_354_4]),
    ("gk3-east", [56.567_107_1, 19.160_257_5, 11.736_375_6, 25.670_473_9]),
    ("gk6", [56.483_174_8, 19.131_396_1, 11.719_424_4, 25.632_354_4]),
    ("utm", [56.437_997_3, 19.116_094_0, 11.710_050_7, 25.611_852_6]),
    ("utm-neighbour", [56.521_862_4, 19.144_932_4, 11.726_988_4, 25.649_941_6]),
    ("sphere-authalic", [56.526_596_9, 19.146_618_1, 11.728_145_2, 25.651_833_5]),
    ("sphere-mean", [56.526_625_6, 19.146_627_8, 11.728_151_2, 25.651_846_6]),
    ("sphere-equatorial", [56.653_185_9, 19.189_496_2, 11.754_409_9, 25.709_279_8]),
    ("web-mercator", [66.962_932_2, 22.671_371_8, 13.902_946_5, 30.388_613_9]),
    ("ellipsoid@gcj02", [56.550_395_2, 19.156_435_5, 11.731_952_4, 25.662_007_3]),
];

/// Longitude and latitude in degrees.
type Vertex = (f64, f64);

/// m² of rings of many shapes: GeographicLib 2.1 (Python), `Geodesic.WGS84.Polygon()`, to the digits that an `f64` holds.
const GEOGRAPHICLIB_M2: &[(&str, f64, &[Vertex])] = &[
    (
        "a parcel of ten metres by eight",
        80.077_241,
        &[(113.52, 23.06), (113.520098, 23.06), (113.520098, 23.060072), (113.52, 23.060072)],
    ),
    (
        "a block south of the equator",
        710_534.462_979,
        &[(151.2, -33.87), (151.2105, -33.869), (151.2112, -33.8614), (151.2061, -33.8655), (151.1995, -33.8603)],
    ),
    (
        "a country",
        577_556_658_849.279,
        &[
            (2.5, 51.1),
            (8.2, 48.97),
            (7.0, 45.9),
            (7.5, 43.8),
            (3.1, 42.4),
            (-1.8, 43.4),
            (-1.2, 46.1),
            (-4.7, 48.4),
            (-1.6, 48.65),
            (1.6, 50.9),
        ],
    ),
    (
        "islands across the antimeridian",
        128_910_639_116.608,
        &[
            (177.1, -18.3),
            (178.7, -19.2),
            (180.4, -18.9),
            (182.2, -17.6),
            (181.1, -16.1),
            (179.3, -15.9),
            (177.9, -16.8),
        ],
    ),
    (
        "a peninsula across the antimeridian, high north",
        545_394_519_172.794,
        &[(170.5, 61.2), (180.0, 62.4), (190.3, 65.9), (185.2, 67.1), (175.8, 69.6), (168.9, 69.0)],
    ),
    (
        "a sliver a kilometre long and a metre wide",
        998.224_128,
        &[(113.5, 23.1), (113.509776, 23.1), (113.509776, 23.100009), (113.5, 23.100009)],
    ),
    (
        "a sliver across a continent",
        53_003_859.539_062,
        &[(-9.5, 38.7), (60.3, 56.8), (60.3, 56.8001), (-9.5, 38.7001)],
    ),
    (
        "an octant with edges of ten thousand kilometres",
        54_284_170_182_136.765,
        &[(0.0, 0.0), (90.0, 0.0), (45.0, 80.0)],
    ),
    ("astride the equator", 106_180_390_208.216, &[(-1.5, -1.25), (1.75, -1.5), (1.5, 1.25), (-1.25, 1.75)]),
    (
        "near a pole, which it does not hold",
        61_354_702_043.418,
        &[(10.0, 85.0), (40.0, 85.5), (35.0, 89.5), (15.0, 88.0)],
    ),
    (
        "longitudes past a turn west",
        1_058_527_947_053.137,
        &[(-400.25, 10.5), (-390.5, 9.75), (-391.25, 19.5), (-399.75, 20.25)],
    ),
    (
        "a ragged star, far south",
        9_130_162_616.684,
        &[
            (-69.403214, -45.0),
            (-69.597322, -44.917002),
            (-69.188559, -44.639626),
            (-69.762883, -44.817602),
            (-69.591341, -44.455525),
            (-69.834274, -44.524232),
            (-70.0, -44.753601),
            (-70.20388, -44.414699),
            (-70.149498, -44.800817),
            (-70.502747, -44.613272),
            (-70.288083, -44.872058),
            (-70.342268, -44.929454),
            (-70.7015, -45.0),
            (-71.081766, -45.222968),
            (-70.336671, -45.149521),
            (-70.348016, -45.267704),
            (-70.456265, -45.607904),
            (-70.322389, -45.925518),
            (-70.0, -45.661682),
            (-69.825932, -45.499716),
            (-69.362347, -45.849574),
            (-69.781896, -45.167772),
            (-69.00164, -45.443387),
            (-69.457929, -45.111729),
        ],
    ),
    (
        "a comb wound clockwise",
        6_020_158_089.381,
        &[
            (30.0, 40.0),
            (30.0, 41.0),
            (30.2, 41.0),
            (30.2, 40.1),
            (30.4, 40.1),
            (30.4, 41.0),
            (30.6, 41.0),
            (30.6, 40.1),
            (30.8, 40.1),
            (30.8, 41.0),
            (31.0, 41.0),
            (31.0, 40.0),
        ],
    ),
    (
        "a triangle with an edge along the Greenwich meridian",
        813_503_144.838_562,
        &[(0.0, 51.4779), (0.0, 51.9), (-0.5, 51.6)],
    ),
];

/// A closed ring of pairs of longitude and latitude.
fn ring(vertices: &[Vertex]) -> Vec<LonLat> {
    let closed = vertices.iter().chain(vertices.first());
    closed.map(|&(lon, lat)| LonLat::new(lon, lat).expect("a position")).collect()
}

fn reversed(ring: &[LonLat]) -> Vec<LonLat> {
    ring.iter().rev().copied().collect()
}

/// The area by the reference method of one polygon with these rings.
fn polygon_m2(rings: &[&[LonLat]]) -> f64 {
    let mut shapes = Shapes::default();
    for ring in rings {
        for &at in *ring {
            shapes.push(at, None);
        }
        shapes.end_path();
    }
    shapes.end_polygon();
    shapes.end_shape(ShapeKind::Polygon);
    area_m2(shapes.get(0).expect("one shape"))
}

/// Star-shaped rings of 3 to 40 vertices, somewhere on the Earth but not around a pole.
fn stars() -> impl Strategy<Value = Vec<LonLat>> {
    let spokes = prop::collection::vec(0.1..1.0_f64, 3..40);
    (-180.0..180.0_f64, -80.0..80.0_f64, 0.000_1..8.0_f64, spokes).prop_map(|(lon, lat, size, spokes)| {
        let step = std::f64::consts::TAU / spokes.len() as f64;
        let vertex = |(at, spoke): (usize, &f64)| {
            let (sin, cos) = (step * at as f64).sin_cos();
            (lon + size * spoke * cos, lat + size * spoke * sin)
        };
        ring(&spokes.iter().enumerate().map(vertex).collect::<Vec<_>>())
    })
}

#[test]
fn every_method_gives_the_oracle_figures() {
    let project = builtin();
    let with_oracle = |id: &str| ORACLE_KM2.iter().any(|(oracle, _)| *oracle == id);
    for method in AREA_METHODS {
        let unknown_zone = method.id == "gk3-declared";
        assert!(unknown_zone || with_oracle(method.id), "{} has no oracle", method.id);
    }
    for (at, key) in ["zone", "manufacturing", "innovation", "living"].iter().enumerate() {
        let checks = method_checks(&project, project.named(0, key).next().expect(key));
        assert_eq!(checks.len(), 3 * (AREA_METHODS.len() - 1), "as it is, and traced on two other datums");
        for (id, figures) in ORACLE_KM2 {
            let check = checks.iter().find(|check| check.id() == *id).expect(id);
            // The figures are printed to 0.1 m², so half of that can be rounding.
            let tolerance_m2 = 0.05 + 1e-9 * figures[at] * 1e6;
            let off_m2 = check.area_m2 - figures[at] * 1e6;
            assert!(off_m2.abs() <= tolerance_m2, "{id} of {key} is off by {off_m2} m²");
        }
    }
}

/// EPSG's codes and meridians of the zones around 113.5° E, as its registry lists them.
#[test]
fn the_zones_are_those_that_epsg_lists() {
    let project = builtin();
    let zone = project.named(0, "zone").next().expect("the zone");
    for (id, epsg, meridian) in [
        ("gk3", 4547, 114.0),
        ("gk3-west", 4546, 111.0),
        ("gk3-east", 4548, 117.0),
        ("gk6", 4508, 111.0),
        ("utm", 32649, 111.0),
        ("utm-neighbour", 32650, 117.0),
    ] {
        let checks = method_checks(&project, zone);
        let found = checks.iter().find(|check| check.id() == id).and_then(|check| check.zone).expect(id);
        assert_eq!((found.epsg(), found.central_meridian_deg), (Some(epsg), meridian), "{id}");
    }
}

/// Parts are measured in the zone of their whole; a place far from China has no code of its grids and no shifted maps.
#[test]
fn a_zone_goes_by_the_middle() {
    for (lon, lat, gk3, gk3_epsg, utm) in [
        (115.4, 23.0, 114.0, Some(4547), 32650),
        (115.5, 23.0, 117.0, Some(4548), 32650),
        (-70.6, -33.4, -72.0, None, 32719),
        (179.9, -17.0, -180.0, None, 32760),
        (-179.9, -17.0, -180.0, None, 32701),
        (474.0, 23.0, 114.0, Some(4547), 32650),
    ] {
        let frame = MeasurementFrame { middle: LonLat { lon, lat }, declared_meridian_deg: None };
        let zone = |id| area_method(id).and_then(|method| method.ruler(&frame)).and_then(|ruler| ruler.zone).expect(id);
        assert_eq!((zone("gk3").central_meridian_deg, zone("gk3").epsg()), (gk3, gk3_epsg), "{lon}");
        assert_eq!(zone("utm").epsg(), Some(utm), "{lon}");
        assert!(area_method("gk3-declared").and_then(|method| method.ruler(&frame)).is_none());
        assert_eq!(frame.is_shifted_by(Datum::Bd09), lon > 100.0 && lon < 120.0, "{lon}");
    }
}

#[test]
fn the_reference_agrees_with_geographiclib() {
    for (name, expected_m2, vertices) in GEOGRAPHICLIB_M2 {
        let ring = ring(vertices);
        for (how, area) in [("", polygon_m2(&[&ring])), (", reversed", polygon_m2(&[&reversed(&ring)]))] {
            let tolerance = f64::max(1e-5, 1e-9 * expected_m2);
            assert!((area - expected_m2).abs() <= tolerance, "{name}{how}: {area}, expected {expected_m2}");
        }
    }
}

/// The area by one method of a ring where it lies.
fn ring_m2(method: &AreaMethod, ring: &[LonLat]) -> Option<f64> {
    Some(method.ruler(&MeasurementFrame::of(Extent::of(ring)))?.ring_m2(ring))
}

/// Karney's polygon, taken straight from the crate.
fn karney_m2(ring: &[LonLat]) -> f64 {
    let earth = Geodesic::wgs84();
    let mut area = PolygonArea::new(&earth, Winding::CounterClockwise);
    for at in &ring[1..] {
        area.add_point(at.lat, at.lon);
    }
    area.compute(true).1.abs()
}

#[test]
fn on_a_small_parcel_every_true_method_says_nearly_the_same() {
    let parcel = ring(GEOGRAPHICLIB_M2[0].2);
    for id in ["ellipsoid", "ellipsoid-cgcs2000", "ellipsoid-lonlat-edges", "survey-2008"] {
        let area = ring_m2(area_method(id).expect(id), &parcel).expect(id);
        assert!((area / GEOGRAPHICLIB_M2[0].1 - 1.0).abs() < 1e-4, "{id}: {area} m²");
    }
}

proptest! {
    #[test]
    fn winding_changes_no_area(ring in stars()) {
        for method in AREA_METHODS {
            let (Some(one), Some(other)) = (ring_m2(method, &ring), ring_m2(method, &reversed(&ring))) else { continue };
            prop_assert!(one > 0.0, "{}: {one}", method.id);
            prop_assert!((one - other).abs() <= 1e-9 * one, "{}: {one} and {other}", method.id);
        }
    }

    /// Up to what Karney's own polygon is good for, which on a small parcel is 1e-5 m², and the rounding of a latitude.
    #[test]
    fn the_reference_is_karneys(ring in stars(), size in 0.000_1..1.0_f64, thin in prop::sample::select(vec![1.0, 1e-3])) {
        let middle = ring[0];
        let scaled = |at: &LonLat| LonLat {
            lon: middle.lon + size * (at.lon - middle.lon),
            lat: middle.lat + size * thin * (at.lat - middle.lat),
        };
        let ring: Vec<LonLat> = ring.iter().map(scaled).collect();
        let (ours, theirs) = (polygon_m2(&[&ring]), karney_m2(&ring));
        prop_assert!((ours - theirs).abs() <= 1e-9 * theirs + 1e-4, "{ours} and {theirs}");
    }

    #[test]
    fn the_first_vertex_changes_no_area(ring in stars(), turn in 0_usize..40) {
        let mut turned = ring[..ring.len() - 1].to_vec();
        let turn = turn % turned.len();
        turned.rotate_left(turn);
        turned.push(turned[0]);
        for method in AREA_METHODS {
            let (Some(one), Some(other)) = (ring_m2(method, &ring), ring_m2(method, &turned)) else { continue };
            prop_assert!((one - other).abs() <= 1e-9 * one, "{}: {one} and {other}", method.id);
        }
    }

    #[test]
    fn a_hole_subtracts_whatever_its_winding(ring in stars(), share in 0.1..0.9_f64) {
        let middle = Extent::of(&ring).center();
        let inward = |at: &LonLat| LonLat {
            lon: middle.lon + share * (at.lon - middle.lon),
            lat: middle.lat + share * (at.lat - middle.lat),
        };
        let hole: Vec<LonLat> = ring.iter().map(inward).collect();
        let (shell_m2, hole_m2) = (polygon_m2(&[&ring]), polygon_m2(&[&hole]));
        for (shell, hole) in [
            (ring.clone(), hole.clone()),
            (ring.clone(), reversed(&hole)),
            (reversed(&ring), hole.clone()),
            (reversed(&ring), reversed(&hole)),
        ] {
            let left_m2 = polygon_m2(&[&shell, &hole]);
            prop_assert!((left_m2 - (shell_m2 - hole_m2)).abs() <= 1e-9 * shell_m2, "{left_m2}");
        }
    }
}

/// More positions than one thread is given, in shapes of many sizes: the same figures in the same order.
#[test]
fn many_shapes_are_measured_as_one_by_one() {
    let mut shapes = Shapes::default();
    for at in 0..300_u32 {
        let vertices = 3 + (at * 37) % 700;
        let turn = std::f64::consts::TAU / f64::from(vertices);
        let place = |step: u32| {
            let (sin, cos) = (f64::from(step % vertices) * turn).sin_cos();
            LonLat { lon: 100.0 + f64::from(at % 20) + 0.4 * cos, lat: 20.0 + f64::from(at / 20) + 0.4 * sin }
        };
        (0..=vertices).for_each(|step| shapes.push(place(step), None));
        shapes.end_path();
        shapes.end_polygon();
        shapes.end_shape(ShapeKind::Polygon);
    }
    assert!(shapes.vertex_count() > 80_000);
    let one_by_one: Vec<u64> = shapes.iter().map(|shape| area_m2(shape).to_bits()).collect();
    let at_once: Vec<u64> = areas_m2(&shapes).into_iter().map(f64::to_bits).collect();
    assert_eq!(at_once, one_by_one);
    assert!(areas_m2(&Shapes::default()).is_empty());
}
