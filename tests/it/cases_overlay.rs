//! Small inputs whose overlaps, gaps and slivers came out wrong once, with the values of pyproj and shapely.
//! Must not know how areas are laid over one another.

use zonemap::formats::{OpenOptions, open};
use zonemap::project::Project;
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

/// The overlap that holds a position.
fn overlap_at(findings: &[Finding], lon: f64, lat: f64) -> Option<&Finding> {
    let at = zonemap::geometry::LonLat { lon, lat };
    of(findings, "overlap").into_iter().find(|finding| {
        let shape = finding.region.as_ref().and_then(|region| region.get(0));
        let mut polygons = shape.into_iter().flat_map(zonemap::geometry::Shape::polygons);
        polygons.any(|polygon| zonemap::geometry::polygon_side(polygon, at) != zonemap::geometry::Side::Outside)
    })
}

#[test]
fn a_ring_that_crosses_itself_hides_no_overlap_of_others() {
    // pyproj: 567 667.278 m² of a and b together, all of which the crossing polygon covers as well.
    let clean = found("ov2");
    near(of(&clean, "overlap")[0].area_m2, 567_667.278, 0.01);
    let findings = found("ov4");
    for (lon, lat) in [(113.5151, 23.005), (113.5175, 23.0001), (113.5199, 23.0099)] {
        let overlap = overlap_at(&findings, lon, lat).unwrap_or_else(|| panic!("{lon} {lat}: {findings:?}"));
        let project = case("ov4");
        let keys: Vec<&str> =
            overlap.features.iter().filter_map(|&id| project.feature(id)).map(zonemap::project::Feature::key).collect();
        assert!(keys.contains(&"a") && keys.contains(&"b"), "{keys:?}");
    }
    assert!(of(&findings, "not-checked").is_empty());
    assert_eq!(of(&findings, "self-intersection").len(), 1);
}

#[test]
fn polygons_of_one_feature_are_compared_like_those_of_two() {
    let findings = found("30-multipart-open");
    let beside = of(&findings, "mismatched-vertex");
    assert_eq!(beside.len(), 2, "{findings:?}");
    for finding in beside {
        assert_eq!((finding.features.len(), finding.severity), (1, zonemap::verify::Severity::Warning));
        // shapely: 0.300 m between the two corners, in the plane of the radii of curvature.
        let message = finding.message.get(zonemap::i18n::Lang::En);
        assert!(message.contains("0.30 m"), "{message}");
    }
}
