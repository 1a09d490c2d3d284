//! Rings of one feature that cross by less than what counts as one place, or by a little more. The expected is by construction: vertices at known
//! distances from a slanted edge. Must not know how crossings are found.

use serde_json::{Value, json};
use zonemap::verify::{Finding, Severity, Tolerances, check};

use crate::common::{open_text, text_of};

/// Metres east and north of 113.5° E, 23° N as degrees: a degree is 102,475 m and 110,748 m there (pyproj's Geod).
fn place([east_m, north_m]: [f64; 2]) -> [f64; 2] {
    [113.5 + east_m / 102_475.0, 23.0 + north_m / 110_748.0]
}

/// A ring of places along a slanted edge, metres along it and to its left.
fn ring(places: &[[f64; 2]]) -> Value {
    let (along, across) = (0.8, 0.6);
    let turned = |[x, y]: [f64; 2]| place([100.0 + along * x - across * y, across * x + along * y]);
    let places: Vec<[f64; 2]> = places.iter().chain(places.first()).copied().map(turned).collect();
    json!(places)
}

fn errors(geometry: &Value, touch_m: f64) -> Vec<Finding> {
    let file = json!({"type": "Feature", "id": "a", "properties": {}, "geometry": geometry});
    let project = open_text(file.to_string()).expect("a file");
    let found = check(&project, &Tolerances { touch_m, ..Tolerances::default() });
    found.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// The rules of the errors of a hole, and of a second polygon, along the lower side of a square of 100 m, with what `--touch-m` says.
fn rules(hole: &[[f64; 2]], touch_m: f64) -> Vec<&'static str> {
    let outer = ring(&[[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0]]);
    let found = errors(&json!({"type": "Polygon", "coordinates": [outer, ring(hole)]}), touch_m);
    found.iter().map(|finding| finding.rule).collect()
}

/// The same of a second polygon below that side.
fn rules_beside(second: &[[f64; 2]], touch_m: f64) -> Vec<&'static str> {
    let outer = ring(&[[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0]]);
    let found = errors(&json!({"type": "MultiPolygon", "coordinates": [[outer], [ring(second)]]}), touch_m);
    found.iter().map(|finding| finding.rule).collect()
}

/// Vertices on slanted edges of the same feature, off by the last digit that is written.
#[test]
fn a_vertex_that_is_off_an_edge_by_its_last_digit_is_on_it() {
    let project = open_text(text_of("tests/cases/corner-on-slanted-edge.geojson")).expect("a file");
    let found = check(&project, &Tolerances::default());
    let errors: Vec<&Finding> = found.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn a_vertex_nearer_than_touch_m_to_an_edge_is_on_it_and_one_farther_is_not() {
    for (beyond_m, touch_m, is_touch) in [
        (1e-9, 0.001, true),
        (1e-6, 0.001, true),
        (9e-4, 0.001, true),
        (1.1e-3, 0.001, false),
        (0.01, 0.001, false),
        (0.01, 0.02, true),
    ] {
        let hole = [[50.0, -beyond_m], [60.0, 20.0], [40.0, 30.0]];
        let is_told = |rules: &[&str], rule: &str| !rules.is_empty() && rules.iter().all(|one| *one == rule);
        for turn in 0..3 {
            let mut hole = hole;
            hole.rotate_left(turn);
            let found = rules(&hole, touch_m);
            assert!(if is_touch { found.is_empty() } else { is_told(&found, "hole-outside") }, "{beyond_m} {found:?}");
        }
        let second = [[50.0, beyond_m], [40.0, -30.0], [60.0, -20.0]];
        let found = rules_beside(&second, touch_m);
        assert!(
            if is_touch { found.is_empty() } else { is_told(&found, "polygons-overlapping") },
            "{beyond_m} {found:?}"
        );
        // On a vertex of the other.
        let second = [[100.0 - beyond_m * 0.7, beyond_m * 0.7], [110.0, -30.0], [130.0, -20.0]];
        assert_eq!(rules_beside(&second, touch_m).is_empty(), is_touch, "{beyond_m} {touch_m}");
    }
}

#[test]
fn rings_that_go_through_each_other_are_told_of_once_wherever_the_vertex_lies() {
    for off_m in [-1e-3, -1e-9, 0.0, 1e-9, 1e-3] {
        // Through the side at a vertex on it, and through it again far away.
        let hole = [[50.0, off_m], [60.0, 20.0], [80.0, 20.0], [80.0, -20.0], [40.0, -20.0]];
        assert_eq!(rules(&hole, 0.002), ["hole-outside"; 2], "{off_m}");
    }
}

#[test]
fn thin_overlaps_wider_than_touch_m_stay_errors() {
    for width_m in [0.0011, 0.005, 0.3] {
        let along = [[20.0, width_m], [20.0, -30.0], [70.0, -30.0], [70.0, width_m]];
        assert_eq!(rules_beside(&along, 0.001), ["polygons-overlapping"; 2], "{width_m}");
        let wedge = [[20.0, -width_m], [20.0, -30.0], [70.0, -30.0], [70.0, width_m]];
        assert_eq!(rules_beside(&wedge, 0.001), ["polygons-overlapping"; 2], "{width_m}");
        let hole = [[20.0, -width_m], [70.0, -width_m], [70.0, 30.0], [20.0, 30.0]];
        assert_eq!(rules(&hole, 0.001), ["hole-outside"; 2], "{width_m}");
    }
    // Along the side within touch_m is along it, as without any noise.
    for width_m in [0.0, 1e-9, 5e-4] {
        let along = [[20.0, width_m], [20.0, -30.0], [70.0, -30.0], [70.0, width_m]];
        assert!(rules_beside(&along, 0.001).contains(&"polygons-overlapping"), "{width_m}");
    }
}

/// Within what counts as one place it does not matter on which side of a border a hole's edge or vertices fell by their last digits.
#[test]
fn a_hole_beside_a_border_is_on_it_on_either_side() {
    for off_m in [-9e-4, -1e-6, -1e-9, 0.0, 1e-9, 1e-6, 9e-4] {
        let along = [[20.0, off_m], [60.0, off_m], [60.0, 40.0], [20.0, 40.0]];
        assert!(!rules(&along, 0.001).is_empty(), "{off_m}");
        // Two vertices on two sides cut the square in two, one does not.
        let cutting = [[50.0, off_m], [60.0, 50.0], [50.0, 100.0 - off_m], [40.0, 50.0]];
        assert!(!rules(&cutting, 0.001).is_empty(), "{off_m}");
        let touching = [[50.0, off_m], [60.0, 50.0], [50.0, 60.0], [40.0, 50.0]];
        assert_eq!(rules(&touching, 0.001), Vec::<&str>::new(), "{off_m}");
        // A second polygon along a side.
        let beside = [[20.0, off_m], [20.0, -30.0], [60.0, -30.0], [60.0, off_m]];
        assert!(!rules_beside(&beside, 0.001).is_empty(), "{off_m}");
    }
    for off_m in [1.1e-3, 0.01] {
        let along = [[20.0, off_m], [60.0, off_m], [60.0, 40.0], [20.0, 40.0]];
        let cutting = [[50.0, off_m], [60.0, 50.0], [50.0, 100.0 - off_m], [40.0, 50.0]];
        let beside = [[20.0, -off_m], [20.0, -30.0], [60.0, -30.0], [60.0, -off_m]];
        for hole in [along, cutting] {
            assert_eq!(rules(&hole, 0.001), Vec::<&str>::new(), "{off_m}");
        }
        assert_eq!(rules_beside(&beside, 0.001), Vec::<&str>::new(), "{off_m}");
    }
}
