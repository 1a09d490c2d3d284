//! Rules between features, held against what GEOS says of the same areas.
//! Must not know how the rules work.

use zonemap::geometry::LonLat;
use zonemap::project::Project;
use zonemap::verify::{Finding, Severity, Tolerances, check};

use crate::common::{builtin, open_text};

/// A vertex in thousandths of a degree from 113° E, 23° N.
type Vertex = (f64, f64);

struct Case {
    name: &'static str,
    /// `coverage_is_valid`, without a gap width.
    valid: bool,
    /// The intersections of all pairs together, and the holes of the union: geodesic, square metres.
    overlap_m2: f64,
    gap_m2: f64,
    polygons: Vec<Vec<Vec<Vertex>>>,
}

/// By shapely 2.2.0 with GEOS 3.14.1 (`coverage_is_valid`, `intersection`, `union_all`), areas by pyproj 3.7.2 `Geod`.
#[expect(clippy::too_many_lines, reason = "a table")]
fn cases() -> Vec<Case> {
    vec![
        Case {
            name: "matched squares",
            valid: true,
            overlap_m2: 0.0,
            gap_m2: 0.0,
            polygons: vec![
                vec![vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]],
                vec![vec![(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]],
            ],
        },
        Case {
            name: "T-junction",
            valid: false,
            overlap_m2: 0.0,
            gap_m2: 0.0,
            polygons: vec![
                vec![vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]],
                vec![vec![(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.5)]],
            ],
        },
        Case {
            name: "overlap sliver",
            valid: false,
            overlap_m2: 227.074,
            gap_m2: 0.0,
            polygons: vec![
                vec![vec![(0.0, 0.0), (1.02, 0.0), (1.02, 1.0), (0.0, 1.0)]],
                vec![vec![(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]],
            ],
        },
        Case {
            name: "gap",
            valid: true,
            overlap_m2: 0.0,
            gap_m2: 170.306,
            polygons: vec![
                vec![vec![(0.0, 0.0), (1.0, 0.0), (1.0, 0.2), (0.95, 0.5), (1.0, 0.8), (1.0, 1.0), (0.0, 1.0)]],
                vec![vec![(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.8), (1.0, 0.2)]],
            ],
        },
        Case {
            name: "nested",
            valid: false,
            overlap_m2: 11_353.633,
            gap_m2: 0.0,
            polygons: vec![
                vec![vec![(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]],
                vec![vec![(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)]],
            ],
        },
        Case {
            name: "identical",
            valid: false,
            overlap_m2: 11_353.716,
            gap_m2: 0.0,
            polygons: vec![
                vec![vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]],
                vec![vec![(1.0, 1.0), (0.0, 1.0), (0.0, 0.0), (1.0, 0.0)]],
            ],
        },
        Case {
            name: "triple point",
            valid: true,
            overlap_m2: 0.0,
            gap_m2: 0.0,
            polygons: vec![
                vec![vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]],
                vec![vec![(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]],
                vec![vec![(0.0, 1.0), (1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (0.0, 2.0)]],
            ],
        },
        Case {
            name: "triple point without the vertex",
            valid: false,
            overlap_m2: 0.0,
            gap_m2: 0.0,
            polygons: vec![
                vec![vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]],
                vec![vec![(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]],
                vec![vec![(0.0, 1.0), (2.0, 1.0), (2.0, 2.0), (0.0, 2.0)]],
            ],
        },
        Case {
            name: "apart",
            valid: true,
            overlap_m2: 0.0,
            gap_m2: 0.0,
            polygons: vec![
                vec![vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]],
                vec![vec![(3.0, 0.0), (4.0, 0.0), (4.0, 1.0), (3.0, 1.0)]],
            ],
        },
        Case {
            name: "touching in a point",
            valid: true,
            overlap_m2: 0.0,
            gap_m2: 0.0,
            polygons: vec![
                vec![vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]],
                vec![vec![(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)]],
            ],
        },
        Case {
            name: "hole filled",
            valid: true,
            overlap_m2: 0.0,
            gap_m2: 0.0,
            polygons: vec![
                vec![
                    vec![(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)],
                    vec![(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)],
                ],
                vec![vec![(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)]],
            ],
        },
        Case {
            name: "crossing",
            valid: false,
            overlap_m2: 11_353.716,
            gap_m2: 0.0,
            polygons: vec![
                vec![vec![(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 1.0)]],
                vec![vec![(0.5, -1.0), (1.5, -1.0), (1.5, 2.0), (0.5, 2.0)]],
            ],
        },
    ]
}

const fn at((x, y): Vertex) -> LonLat {
    LonLat { lon: 113.0 + x * 1e-3, lat: 23.0 + y * 1e-3 }
}

/// Areas as a GeoJSON file, coordinates with seven decimals.
fn collection(polygons: &[Vec<Vec<LonLat>>]) -> String {
    let ring = |ring: &Vec<LonLat>| {
        let vertices = ring.iter().chain(ring.first()).map(|at| format!("[{:.7},{:.7}]", at.lon, at.lat));
        format!("[{}]", vertices.collect::<Vec<_>>().join(","))
    };
    let feature = |(id, rings): (usize, &Vec<Vec<LonLat>>)| {
        let rings = rings.iter().map(ring).collect::<Vec<_>>().join(",");
        format!(
            r#"{{"type":"Feature","id":"f{id}","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[{rings}]}}}}"#
        )
    };
    let features: Vec<String> = polygons.iter().enumerate().map(feature).collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

fn opened(polygons: &[Vec<Vec<Vertex>>]) -> Project {
    let ring = |ring: &Vec<Vertex>| ring.iter().copied().map(at).collect();
    let polygons: Vec<_> = polygons.iter().map(|rings| rings.iter().map(ring).collect()).collect();
    open_text(collection(&polygons)).expect("the areas open")
}

fn found(project: &Project) -> Vec<Finding> {
    check(project, &Tolerances::default())
}

fn of<'a>(findings: &'a [Finding], rule: &'a str) -> impl Iterator<Item = &'a Finding> {
    findings.iter().filter(move |finding| finding.rule == rule)
}

#[test]
fn coverages_are_as_geos_says() {
    for case in cases() {
        let findings = found(&opened(&case.polygons));
        let bad = ["overlap", "mismatched-vertex", "duplicate-feature"].map(|rule| of(&findings, rule).count());
        assert_eq!(bad == [0; 3], case.valid, "{}: {bad:?}", case.name);
        for (rule, expected_m2) in [("overlap", case.overlap_m2), ("gap", case.gap_m2)] {
            let area_m2: f64 = of(&findings, rule).filter_map(|finding| finding.area_m2).sum();
            assert!((area_m2 - expected_m2).abs() < 0.01, "{}: {rule} {area_m2}, not {expected_m2}", case.name);
        }
        for finding in findings.iter().filter(|finding| finding.region.is_some()) {
            assert!(
                finding.width_m.expect("a width") > 0.0 && finding.features.len() > 1,
                "{}: {finding:?}",
                case.name
            );
        }
    }
}

#[test]
fn a_vertex_exactly_on_a_border_is_a_note_and_one_beside_it_a_warning() {
    let west = vec![vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]];
    for (off, severity) in [(0.0, Severity::Note), (0.001, Severity::Warning)] {
        let east = vec![vec![(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0 + off, 0.5)]];
        let findings = found(&opened(&[west.clone(), east]));
        let found: Vec<_> = of(&findings, "mismatched-vertex").collect();
        assert_eq!(found.len(), 1, "{off}");
        assert_eq!(found[0].severity, severity);
        // The fifth coordinate of the second feature.
        let vertex = found[0].vertex.expect("a coordinate");
        assert_eq!((vertex.feature.feature, vertex.position), (1, 4));
    }
}

#[test]
fn the_same_area_twice_is_a_copy_however_it_is_wound() {
    let square = vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
    let mut turned: Vec<Vertex> = square.iter().rev().copied().collect();
    turned.rotate_left(2);
    let findings = found(&opened(&[vec![square.clone()], vec![turned], vec![square]]));
    let copies: Vec<_> = of(&findings, "duplicate-feature").map(|copy| copy.features.len()).collect();
    assert_eq!(copies, [3]);
}

#[test]
fn a_thin_area_is_a_sliver_and_a_small_one_is_not() {
    let small = vec![vec![(9.0, 9.0), (9.02, 9.0), (9.02, 9.02), (9.0, 9.02)]];
    assert_eq!(of(&found(&opened(&[small])), "sliver").count(), 0);
    let thin = vec![vec![(0.0, 0.0), (5.0, 0.0), (5.0, 0.005), (0.0, 0.005)]];
    let findings = found(&opened(&[thin]));
    let widths: Vec<f64> = of(&findings, "sliver").filter_map(|finding| finding.width_m).collect();
    assert!(of(&findings, "sliver").all(|finding| finding.region.is_some() && finding.area_m2 > Some(0.0)));
    // 5e-6° of latitude at 23°, where a degree has 110 743 m (pyproj 3.7.2).
    assert_eq!(widths.len(), 1);
    assert!((widths[0] - 0.553_7).abs() < 0.006, "{widths:?}");
}

/// The built-in areas, and the vertex of one moved; with the quadrilateral that it gave away or took.
fn damaged(key: &str, vertex: usize, left_m: f64) -> (String, Vec<LonLat>) {
    let project = builtin();
    let (mut areas, mut quadrilateral) = (Vec::new(), Vec::new());
    for name in ["zone", "manufacturing", "innovation", "living"] {
        let id = project.named(0, name).next().expect(name);
        let polygon = project.shape(id).expect(name).polygons().next().expect(name);
        let ring = polygon.exterior().expect(name);
        let mut open = ring[..ring.len() - 1].to_vec();
        if name == key {
            let (before, here, after) = (open[vertex - 1], open[vertex], open[vertex + 1]);
            let (east, north) = (after.lon - before.lon, after.lat - before.lat);
            let degrees = left_m / 110_743.0 / east.hypot(north);
            open[vertex] = LonLat { lon: here.lon - north * degrees, lat: here.lat + east * degrees };
            quadrilateral = vec![before, here, after, open[vertex]];
        }
        areas.push(vec![open]);
    }
    (collection(&areas), quadrilateral)
}

/// By pyproj 3.7.2 `Geod.geometry_area_perimeter` of the vertex's two old edges and its two new ones.
const MOVED: [(&str, usize, f64, &str, f64); 4] = [
    ("manufacturing", 10, 5.0, "gap", 3_890.018),
    ("manufacturing", 10, -5.0, "part-outside", 3_890.019),
    ("innovation", 3, 5.0, "gap", 2_666.199),
    ("innovation", 3, -5.0, "overlap", 2_666.199),
];

#[test]
fn a_vertex_moved_five_metres_is_one_gap_or_one_overlap_or_one_part_outside() {
    let untouched = found(&open_text(damaged("", 0, 0.0).0).expect("opens"));
    assert!(untouched.iter().all(|finding| finding.rule == "nothing-declared"), "{untouched:?}");
    for (key, vertex, left_m, rule, expected_m2) in MOVED {
        let (text, quadrilateral) = damaged(key, vertex, left_m);
        let findings = found(&open_text(text).expect("opens"));
        let places: Vec<_> = findings.iter().filter(|finding| finding.region.is_some()).collect();
        assert_eq!(
            places.iter().map(|place| place.rule).collect::<Vec<_>>(),
            [rule],
            "{key} {left_m} {quadrilateral:?}"
        );
        let area_m2 = places[0].area_m2.expect("an area");
        assert!((area_m2 - expected_m2).abs() < 0.01, "{key} {left_m}: {area_m2}, not {expected_m2}");
        let width_m = places[0].width_m.expect("a width");
        assert!((3.0..5.1).contains(&width_m), "{key} {left_m}: {width_m} m wide");
        assert_eq!(of(&findings, "whole-unequal-union").count(), usize::from(rule != "overlap"));
    }
}

#[test]
fn too_much_to_lay_over_is_an_error_and_no_silence() {
    let square = |west: f64| vec![vec![(west, 0.0), (west + 2.0, 0.0), (west + 2.0, 2.0), (west, 2.0)]];
    let project = opened(&[square(0.0), square(1.0)]);
    let findings = check(&project, &Tolerances { most_pairs: 3, ..Tolerances::default() });
    let mut not_checked = of(&findings, "not-checked").filter(|finding| finding.features.len() == 2);
    assert!(not_checked.next().is_some_and(|finding| finding.severity == Severity::Error));
    assert_eq!(of(&findings, "overlap").count(), 0);
    assert_eq!(of(&found(&project), "overlap").count(), 1);
}
