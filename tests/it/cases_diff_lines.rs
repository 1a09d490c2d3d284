//! Two versions of lines of which one came or went beside others, and of heights. Distances by construction: 1e-5 degrees of latitude are 1.1 m.
//! Must not know how lines are compared.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{Answer, zonemap};

fn diff(before: &Value, after: &Value, more: &[&str]) -> Answer {
    let folder = TempDir::new().expect("a folder for the test");
    let [a, b] = [("a.geojson", before), ("b.geojson", after)].map(|(name, geometry)| {
        let path = folder.path().join(name);
        let feature = json!({"type": "Feature", "id": "x", "properties": {}, "geometry": geometry});
        std::fs::write(&path, feature.to_string()).expect("a file for the test");
        path.to_str().expect("a plain path").to_owned()
    });
    zonemap(["diff", &a, &b].into_iter().chain(more.iter().copied()))
}

/// Lines by their positions, in units of 1e-5 degrees.
fn lines(lines: &[&[[f64; 2]]]) -> Value {
    let at = |&[x, y]: &[f64; 2]| [113.5 + x * 1e-5, 23.0 + y * 1e-5];
    let lines: Vec<Vec<[f64; 2]>> = lines.iter().map(|line| line.iter().map(at).collect()).collect();
    json!({"type": "MultiLineString", "coordinates": lines})
}

#[test]
fn a_line_that_goes_beside_another_is_told_whatever_the_tolerance() {
    let long: &[[f64; 2]] = &[[0.0, 0.0], [100.0, 0.0]];
    for apart in [50.0, 0.5, 0.0] {
        let beside: &[[f64; 2]] = &[[0.0, apart], [100.0, apart]];
        let branch: &[[f64; 2]] = &[[50.0, 0.0], [50.0, apart + 1.0]];
        for (before, after) in [
            (lines(&[long, beside]), lines(&[long])),
            (lines(&[long, branch]), lines(&[long])),
            (lines(&[long, beside, beside]), lines(&[long, beside])),
        ] {
            for (first, second) in [(&before, &after), (&after, &before)] {
                let answer = diff(first, second, &["--tolerance", "60"]);
                assert_eq!(answer.code, 1, "{apart}: {}", answer.out);
            }
        }
    }
}

/// However a line is cut into pieces, and where each of them moved a little.
#[test]
fn lines_that_are_cut_elsewhere_are_the_same_within_the_tolerance() {
    let whole = lines(&[&[[0.0, 0.0], [50.0, 0.0], [100.0, 0.0]], &[[0.0, 30.0], [100.0, 30.0]]]);
    let cut = lines(&[&[[0.0, 0.1], [50.0, 0.0]], &[[100.0, 0.1], [50.0, 0.1]], &[[0.0, 30.1], [100.0, 30.0]]]);
    for (first, second) in [(&whole, &cut), (&cut, &whole)] {
        let answer = diff(first, second, &["--tolerance", "1"]);
        assert_eq!(answer.code, 0, "{}", answer.out);
    }
}

#[test]
fn a_height_that_changed_is_told() {
    let point = |height: f64| json!({"type": "Point", "coordinates": [113.5, 23.0, height]});
    let flat = json!({"type": "Point", "coordinates": [113.5, 23.0]});
    let ring = |height: f64| {
        let ring = json!([[0.0, 0.0, 5.0], [1.0, 0.0, 5.0], [1.0, 1.0, height], [0.0, 0.0, 5.0]]);
        json!({"type": "Polygon", "coordinates": [ring]})
    };
    for (before, after, expected) in [
        (point(5.0), point(500.0), "heights: 5 → 500"),
        (point(5.0), flat.clone(), "heights: 5 → (nothing)"),
        (flat, point(5.5), "heights: (nothing) → 5.5"),
        (ring(5.0), ring(6.25), "heights: 5 → 6.25"),
    ] {
        let answer = diff(&before, &after, &[]);
        assert!(answer.code == 1 && answer.out.contains(expected), "{}", answer.out);
        assert_eq!(diff(&before, &after, &["--geometry-only"]).code, 0);
        assert_eq!(diff(&before, &before, &[]).code, 0);
        assert_eq!(diff(&after, &after, &[]).code, 0);
    }
    // Moved within the tolerance, and each height with it.
    let line =
        |off: f64, height: f64| json!({"type": "LineString", "coordinates": [[0.0, off, 1.0], [1.0, off, height]]});
    let within = ["--tolerance", "5"];
    assert_eq!(diff(&line(0.0, 2.0), &line(1e-5, 2.0), &within).code, 0);
    let answer = diff(&line(0.0, 2.0), &line(1e-5, 3.0), &within);
    assert!(answer.code == 1 && answer.out.contains("heights: 2 → 3"), "{}", answer.out);
}
