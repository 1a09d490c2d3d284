//! Small inputs whose overlaps, gaps and slivers came out wrong once, with the values of pyproj and shapely.
//! Must not know how areas are overlaid.

use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::project::Project;
use zonemap::report::{ReportStyle, VerifyReport, form_named};
use zonemap::verify::{Finding, Tolerances, check};

use crate::common::repository;

fn case(name: &str) -> Project {
    let path = repository(&format!("tests/cases/{name}.geojson"));
    open(&path, &OpenOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn found(name: &str) -> Vec<Finding> {
    check(&case(name), &Tolerances::default())
}

fn of<'a>(findings: &'a [Finding], rule: &str) -> Vec<&'a Finding> {
    findings.iter().filter(|finding| finding.rule == rule).collect()
}

fn near(ours: Option<f64>, theirs: f64, off: f64) {
    let ours = ours.expect("a figure");
    assert!((ours - theirs).abs() <= off, "{ours}, not {theirs}");
}

#[test]
fn a_place_enclosed_by_two_areas_that_touch_only_in_points_is_a_gap() {
    // pyproj (equal-area projection) 249.985 m², shapely `maximum_inscribed_circle` 4.987 m.
    let findings = found("33-hole-touch-two");
    let gaps = of(&findings, "gap");
    assert_eq!(gaps.len(), 1, "{findings:?}");
    near(gaps[0].area_m2, 249.98, 0.01);
    near(gaps[0].width_m, 4.987, 0.05);
    assert_eq!(gaps[0].features.len(), 2);
}

#[test]
fn two_places_along_one_border_are_two_gaps() {
    let findings = found("33-border-two-gaps");
    let gaps = of(&findings, "gap");
    assert_eq!(gaps.len(), 2, "{findings:?}");
    for gap in gaps {
        near(gap.area_m2, 50.0, 0.01);
        assert_eq!(gap.features.len(), 2);
    }
}

#[test]
fn a_ribbon_of_twenty_kilometres_is_as_large_as_it_is_wide() {
    // pyproj as above 1135.3757 m², shapely 0.11074 m.
    let findings = found("rib_0.2_1e-06");
    let overlaps = of(&findings, "overlap");
    assert_eq!(overlaps.len(), 1, "{findings:?}");
    near(overlaps[0].area_m2, 1135.3757, 1e-3);
    near(overlaps[0].width_m, 0.11074, 0.0012);
}

#[test]
fn slivers_of_a_kilometre_by_a_centimetre_are_found() {
    // One of them by shapely: 0.007523 m; its area by pyproj 5.676604 m².
    let findings = found("thin20");
    let slivers = of(&findings, "sliver");
    assert_eq!(slivers.len(), 20);
    for sliver in slivers {
        near(sliver.width_m, 0.007_523, 0.000_08);
        near(sliver.area_m2, 5.676_6, 0.001);
    }
}

#[test]
fn no_place_is_larger_than_its_length_by_its_width() {
    for name in ["zones-noise-1e-7", "two-parcels-1cm"] {
        let findings = found(name);
        let places: Vec<_> = findings.iter().filter(|finding| finding.region.is_some()).collect();
        assert!(places.len() > 20, "{name}: {}", places.len());
        for place in places {
            let region = place.region.as_ref().expect("a region").get(0).expect("a shape");
            let rings = region.polygons().flat_map(zonemap::geometry::Polygon::rings);
            let around_m: f64 = rings.map(zonemap::geodesy::length_m).sum();
            let (area_m2, width_m) = (place.area_m2.expect("an area"), place.width_m.expect("a width"));
            assert!(area_m2 <= around_m / 2.0 * width_m * (1.0 + 1e-6), "{name}: {area_m2} m², {width_m} m wide");
        }
        assert!(of(&findings, "not-checked").is_empty(), "{name}");
    }
}

#[test]
fn a_ring_that_crosses_itself_hides_no_overlap_of_others() {
    // pyproj: 567 667.278 m² of a and b together, all of which the crossing polygon covers as well.
    near(of(&found("ov2"), "overlap")[0].area_m2, 567_667.278, 0.01);
    let (project, findings) = (case("ov4"), found("ov4"));
    let key = |id: &zonemap::project::FeatureId| project.feature(*id).map_or("", zonemap::project::Feature::key);
    let overlaps: Vec<(Vec<&str>, Option<f64>)> = of(&findings, "overlap")
        .into_iter()
        .map(|overlap| (overlap.features.iter().map(key).collect(), overlap.area_m2))
        .collect();
    assert_eq!(overlaps.iter().map(|(keys, _)| keys.join(" ")).collect::<Vec<_>>(), ["a b", "a bow", "b bow"]);
    near(overlaps[0].1, 567_667.278, 0.01);
    // shapely `make_valid` and `intersection`, pyproj as above.
    near(overlaps[1].1, 681_200.734, 0.01);
    near(overlaps[2].1, 681_200.734, 0.01);
    assert!(of(&findings, "not-checked").is_empty());
    assert_eq!(of(&findings, "self-intersection").len(), 1);
}

#[test]
fn polygons_of_one_feature_are_compared_like_those_of_two() {
    let findings = found("30-multipart-open");
    let beside = of(&findings, "mismatched-vertex");
    // Two vertices along the one border of the one feature.
    assert_eq!(beside.iter().map(|finding| finding.places().count()).collect::<Vec<_>>(), [2], "{findings:?}");
    assert_eq!((beside[0].features.len(), beside[0].severity), (1, zonemap::verify::Severity::Warning));
    // shapely: 0.300 m between the two vertices, in the plane of the radii of curvature.
    let message = beside[0].message.get(Lang::En);
    assert!(message.contains("2 vertices up to 0.30 m"), "{message}");
}

#[test]
fn the_vertices_along_one_border_are_one_finding_with_all_its_places() {
    let mut report = VerifyReport::default();
    report.add(case("30-multipart-open"), Lang::En);
    let row = report.findings.iter().find(|row| row.rule == "mismatched-vertex").expect("a finding");
    assert_eq!((row.places.len(), row.places.first().copied()), (2, row.at));
    let mut written = Vec::new();
    (form_named("geojson").expect("a form").write)(&report, ReportStyle::default(), &mut written).expect("a report");
    let map: serde_json::Value = serde_json::from_slice(&written).expect("GeoJSON");
    let features = map["features"].as_array().expect("features");
    let drawn =
        features.iter().find(|feature| feature["properties"]["rule"] == "mismatched-vertex").expect("a finding");
    assert_eq!(
        (&drawn["geometry"]["type"], drawn["geometry"]["coordinates"].as_array().map(Vec::len)),
        (&"MultiPoint".into(), Some(2))
    );
}

#[test]
fn a_mismatched_vertex_is_as_far_off_as_it_is_told() {
    for name in ["zones-noise-1e-7", "two-parcels-1cm", "30-multipart-open"] {
        let (project, findings) = (case(name), found(name));
        let beside = of(&findings, "mismatched-vertex");
        assert!(!beside.is_empty(), "{name}");
        for finding in beside.iter().filter(|finding| finding.severity == zonemap::verify::Severity::Warning) {
            let at = finding.at.expect("a place");
            let neighbour = *finding.features.last().expect("a neighbour");
            let shape = project.shape(neighbour).expect("a shape");
            // Of one feature the other polygon: the one that does not have the vertex.
            let polygons = shape.polygons().filter(|polygon| !polygon.rings().any(|ring| ring.contains(&at)));
            let rings = polygons.flat_map(zonemap::geometry::Polygon::rings);
            let distances_m = rings
                .filter_map(|ring| zonemap::geometry::nearest_on_line(ring, at))
                .map(|place| zonemap::geodesy::distance_m(at, place));
            let nearest_m = distances_m.min_by(f64::total_cmp).expect("a border");
            let message = finding.message.get(Lang::En);
            near(told_m(message), nearest_m, if nearest_m < 0.1 { 6e-5 } else { 6e-3 });
        }
    }
}

/// The length that a message tells, in metres.
fn told_m(message: &str) -> Option<f64> {
    let words: Vec<&str> = message.split_whitespace().collect();
    words.windows(2).find_map(|pair| {
        let unit_m = [("mm", 1e-3), ("cm", 1e-2), ("m", 1.0)].into_iter().find(|(unit, _)| *unit == pair[1])?.1;
        Some(pair[0].parse::<f64>().ok()? * unit_m)
    })
}

/// Every copy lies on every other.
#[test]
fn a_thousand_copies_of_one_area_are_one_overlap() {
    let feature = |at: usize| {
        format!(
            r#"{{"type":"Feature","id":"f{at}","properties":{{}},"geometry":{{"type":"Polygon","coordinates":
            [[[113.5,23.0],[113.52,23.0],[113.525,23.005],[113.52,23.01],[113.5,23.01],[113.5,23.0]]]}}}}"#
        )
    };
    let features: Vec<String> = (0..1000).map(feature).collect();
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let project = crate::common::open_text(text).expect("the copies open");
    // The work is counted, not timed: near 1000 pairs for each of five vertices, and not a million.
    let few = Tolerances { most_pairs: 100_000, ..Tolerances::default() };
    let findings = check(&project, &few);
    let overlaps = of(&findings, "overlap");
    assert_eq!(overlaps.iter().map(|overlap| overlap.features.len()).collect::<Vec<_>>(), [1000]);
    assert_eq!(of(&findings, "duplicate-feature").len(), 1);
    assert!(of(&findings, "not-checked").is_empty() && of(&findings, "mismatched-vertex").is_empty());
}

/// Overlaps a little wider than what counts as touching, beside borders of others that differ by less: shapely in the plane of longitude and
/// latitude, by 102,475 and 110,752 m a degree.
#[test]
fn an_overlap_is_as_large_as_what_its_two_areas_share_whatever_noise_is_beside_it() {
    for (name, ids, area_m2) in [
        ("overlap-beside-noise", ["c2", "c4"], 0.0335),
        ("overlap-beside-noise", ["c8", "c4"], 0.0935),
        ("overlap-beside-noise", ["c3", "c4"], 0.3767),
        ("overlap-beside-noise-wide", ["c4", "c1"], 0.1461),
    ] {
        let project = case(name);
        let found = check(&project, &Tolerances::default());
        let is_of = |finding: &&Finding| {
            let keys =
                finding.features.iter().filter_map(|&id| project.feature(id)).map(zonemap::project::Feature::key);
            finding.rule == "overlap" && keys.eq(ids)
        };
        let told: Vec<&Finding> = found.iter().filter(is_of).collect();
        let [told] = told.as_slice() else { panic!("{name} {ids:?}: {found:?}") };
        near(told.area_m2, area_m2, 0.001);
    }
}

#[test]
fn a_ring_that_crosses_itself_without_end_is_told_and_its_neighbours_are_checked() {
    let vertices = 1_501_u32;
    let star = (0..=vertices).map(|n| {
        let turn = f64::from(n % vertices * (vertices / 2)) / f64::from(vertices) * std::f64::consts::TAU;
        format!("[{},{}]", 113.5 + 0.1 * turn.cos(), 23.0 + 0.1 * turn.sin())
    });
    let square = |west: f64| {
        let east = west + 0.02;
        format!("[{west},24],[{east},24],[{east},24.01],[{west},24.01],[{west},24]")
    };
    let rings = [("star", star.collect::<Vec<_>>().join(",")), ("a", square(113.0)), ("b", square(113.01))];
    let feature = |(id, ring): &(&str, String)| {
        let geometry = format!(r#"{{"type":"Polygon","coordinates":[[{ring}]]}}"#);
        format!(r#"{{"type":"Feature","id":"{id}","properties":{{}},"geometry":{geometry}}}"#)
    };
    let features = rings.iter().map(feature).collect::<Vec<_>>().join(",");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("star.geojson");
    std::fs::write(&path, format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)).expect("written");
    let findings = check(&open(&path, &OpenOptions::default()).expect("read"), &Tolerances::default());
    let names = |rule: &str| of(&findings, rule).iter().map(|finding| finding.features.len()).collect::<Vec<_>>();
    assert_eq!(names("overlap"), [2], "{findings:?}");
    assert_eq!(names("not-checked"), [1, 1], "{findings:?}");
}
