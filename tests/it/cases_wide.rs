//! Areas that hang together over so many degrees that the grid of the overlay is coarser than `--touch-m`: what cannot be found is told. Widths
//! are by construction: so many degrees at 111,319.49 m (6378137 m · π / 180) on the equator. Must not know the grid.

use serde_json::{Value, json};
use zonemap::verify::{Finding, Severity, Tolerances, check};

use crate::common::{open_text, text_of};

const DEGREE_M: f64 = 111_319.490_793;

fn findings(areas: &[(&str, [f64; 4])], touch_m: f64) -> Vec<Finding> {
    let feature = |&(id, [west, south, east, north]): &(&str, [f64; 4])| {
        let ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
        json!({"type": "Feature", "id": id, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    };
    let features: Vec<Value> = areas.iter().map(feature).collect();
    let text = json!({"type": "FeatureCollection", "features": features}).to_string();
    check(&open_text(text).expect("areas"), &Tolerances { touch_m, ..Tolerances::default() })
}

/// Two areas side by side over so many degrees, which overlap by so many metres, or with a slit between them that two others close.
fn side_by_side(degrees: f64, overlap_m: f64, touch_m: f64) -> Vec<Finding> {
    let (half, overlap) = (degrees / 2.0, overlap_m / DEGREE_M);
    let pair = [("a", [-half, 0.0, 0.0, 0.5]), ("b", [-overlap, 0.0, half, 0.5])];
    let ends = [("c", [-half, 0.5, half, 1.0]), ("e", [-half, -0.5, half, 0.0])];
    if overlap_m < 0.0 { findings(&[pair, ends].concat(), touch_m) } else { findings(&pair, touch_m) }
}

fn of<'a>(found: &'a [Finding], rule: &str) -> Vec<&'a Finding> {
    found.iter().filter(|finding| finding.rule == rule).collect()
}

#[test]
fn an_overlap_or_gap_wider_than_touch_m_is_found_or_told_to_be_too_narrow_to_find() {
    for (degrees, width_m) in [
        (4.0, 0.002),
        (10.0, 0.0015),
        (10.0, 0.003),
        (40.0, 0.006),
        (40.0, 0.02),
        (100.0, 0.015),
        (170.0, 0.03),
        (170.0, 0.1),
    ] {
        for (rule, width_m) in [("overlap", width_m), ("gap", -width_m)] {
            let found = side_by_side(degrees, width_m, 0.001);
            let coarse = of(&found, "coarse-overlay");
            if of(&found, rule).iter().any(|finding| finding.severity == Severity::Error) {
                assert!(coarse.is_empty(), "{degrees} {width_m}: {found:?}");
                continue;
            }
            let [coarse] = coarse.as_slice() else { panic!("{degrees} {width_m}: {found:?}") };
            assert_eq!(coarse.severity, Severity::Warning);
            assert!(coarse.features.len() >= 2 && coarse.at.is_some_and(|at| at.lon.abs() < 1e-6), "{coarse:?}");
        }
    }
}

#[test]
fn what_fits_and_what_counts_as_one_place_is_not_told_of() {
    for (degrees, overlap_m, touch_m) in
        [(170.0, 0.0, 0.001), (170.0, 0.0005, 0.001), (170.0, 0.03, 0.05), (4.0, 0.0005, 0.001)]
    {
        let found = side_by_side(degrees, overlap_m, touch_m);
        assert!(of(&found, "coarse-overlay").is_empty() && of(&found, "overlap").is_empty(), "{degrees}: {found:?}");
    }
}

/// A slit that neighbours close at both ends with vertices at either side of it.
#[test]
fn a_slit_closed_by_vertices_on_both_sides_is_told_of() {
    for width_m in [0.0015, 0.003, 0.0045] {
        let slit = width_m / DEGREE_M;
        let ring = |points: &[[f64; 2]]| {
            let closed: Vec<[f64; 2]> = points.iter().chain(points.first()).copied().collect();
            json!({"type": "Polygon", "coordinates": [closed]})
        };
        let areas = [
            ring(&[[-11.0, 0.0], [0.0, 0.0], [0.0, 20.0], [-11.0, 20.0]]),
            ring(&[[slit, 0.0], [11.0, 0.0], [11.0, 20.0], [slit, 20.0]]),
            ring(&[[-11.0, 21.0], [-11.0, 20.0], [0.0, 20.0], [slit, 20.0], [11.0, 20.0], [11.0, 21.0]]),
            ring(&[[-11.0, -1.0], [11.0, -1.0], [11.0, 0.0], [slit, 0.0], [0.0, 0.0], [-11.0, 0.0]]),
        ];
        let feature = |(at, geometry): (usize, &Value)| json!({"type": "Feature", "id": at, "properties": {}, "geometry": geometry});
        let features: Vec<Value> = areas.iter().enumerate().map(feature).collect();
        let text = json!({"type": "FeatureCollection", "features": features}).to_string();
        let found = check(&open_text(text).expect("areas"), &Tolerances::default());
        assert!(of(&found, "coarse-overlay").len() == 1 || !of(&found, "gap").is_empty(), "{width_m}: {found:?}");
    }
}

/// In a whole too: its part ends a centimetre short of it.
#[test]
fn a_part_that_ends_short_of_a_wide_whole_is_told_of() {
    let short = 0.01 / DEGREE_M;
    let areas = [("w", [-60.0, 0.0, 60.0, 1.0]), ("a", [-60.0, 0.0, 0.0, 1.0]), ("b", [0.0, 0.0, 60.0 - short, 1.0])];
    let found = findings(&areas, 0.001);
    let coarse = of(&found, "coarse-overlay");
    assert_eq!(coarse.len(), 1, "{found:?}");
}

/// Places along long edges that have vertices of others beside them, a tenth of a millimetre or the last bit off: what lies between is narrower
/// than a step of the grid, and is neither taken from the place nor hides it. Areas of shapely in the plane of longitude and latitude.
#[test]
fn a_place_at_the_end_of_a_hair_is_told_with_its_own_area() {
    for (case, rule, severity, area_m2) in [
        ("overlap1m-2deg", "overlap", Severity::Error, 2.08),
        ("overlap1m-4deg", "overlap", Severity::Error, 2.68),
        ("overlap20m-60deg", "overlap", Severity::Error, 1132.0),
        ("figure-4deg", "overlap", Severity::Error, 1.18),
        ("dip-2deg-1m", "gap", Severity::Error, 1.3455),
        ("nine-decimals", "gap", Severity::Error, 0.16),
        ("gap1m-10deg", "gap", Severity::Error, 110_700.0),
        ("gap-9deg", "gap", Severity::Note, 92_300.0),
    ] {
        let project = open_text(text_of(&format!("tests/cases/hair-{case}.geojson"))).expect("areas");
        let found = check(&project, &Tolerances::default());
        let told: Vec<(Severity, f64)> =
            of(&found, rule).iter().map(|one| (one.severity, one.area_m2.expect("an area"))).collect();
        let is_it = |&(as_severe, m2): &(Severity, f64)| as_severe == severity && (m2 - area_m2).abs() < 0.02 * area_m2;
        assert!(told.len() == 1 && is_it(&told[0]), "{case}: {told:?}");
    }
}
