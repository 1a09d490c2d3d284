//! Files in metres where long edges cross, and positions beside long edges: figures of shapely 2 in the grid, with each edge of the result cut
//! every 5 m, and of pyproj 3.7 and its Geod. Must not know where edges are cut.

use serde_json::{Value, json};
use zonemap::i18n::Lang;
use zonemap::verify::{Tolerances, check};

use crate::common::{open_text, text_of};

/// A collection of rings in the grid EPSG:4547, each given without its closing position.
fn areas(areas: &[(&str, [(f64, f64); 4])]) -> String {
    let feature = |(id, ring): &(&str, [(f64, f64); 4])| {
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
    let area_m2 = overlap_m2(&areas(&[("a", a), ("c", c)]), ["a", "c"]);
    assert!((area_m2 - 1_999_964.603).abs() < 1.0, "{area_m2}");
}
