//! Overlaps that were not told, or told of the wrong areas: areas of layers that answer to no click, one area over the border of two
//! others, polygons of one feature along each other; and areas so large that the grid of the overlay shows. Values of shapely and pyproj.
//! Must not know how areas are overlaid.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{open_text, repository, text_of};
use zonemap::formats::{OpenOptions, open};
use zonemap::project::Project;
use zonemap::verify::{Finding, Severity, Tolerances, check};

/// An area with its id, west, south, east, north.
type Area = (&'static str, [f64; 4]);

fn ring([west, south, east, north]: [f64; 4]) -> Value {
    json!([[west, south], [east, south], [east, north], [west, north], [west, south]])
}

fn feature(&(id, sides): &Area) -> Value {
    let geometry = json!({"type": "Polygon", "coordinates": [ring(sides)]});
    json!({"type": "Feature", "id": id, "properties": {"role": "part"}, "geometry": geometry})
}

/// A feature of two polygons.
fn double(id: &str, [first, second]: [[f64; 4]; 2]) -> Value {
    let geometry = json!({"type": "MultiPolygon", "coordinates": [[ring(first)], [ring(second)]]});
    json!({"type": "Feature", "id": id, "properties": {"role": "part"}, "geometry": geometry})
}

fn of_features(features: &[Value]) -> Vec<Finding> {
    let project = open_text(json!({"type": "FeatureCollection", "features": features}).to_string()).expect("areas");
    check(&project, &Tolerances::default())
}

/// A project of one file: features with the role `whole`, and those with `part` in a layer that answers to a click or not.
fn project(text: &str, queryable: bool, more: &Value) -> Project {
    let folder = TempDir::new().expect("a folder");
    let layer = |role: &str, style: &str, queryable: bool| json!({"id": role, "title": role, "file": "areas.geojson", "select": {"role": role}, "style": style, "queryable": queryable});
    let layers = [layer("whole", "whole", true), layer("part", "area", queryable)];
    let mut manifest = json!({"schema": "zonemap-project/1", "title": "case", "layers": layers});
    manifest.as_object_mut().expect("members").extend(more.as_object().expect("members").clone());
    fs::write(folder.path().join("areas.geojson"), text).expect("a file");
    fs::write(folder.path().join("project.json"), manifest.to_string()).expect("a file");
    open(folder.path(), &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// A project whose parts answer to no click.
fn hidden(features: &[Value], more: &Value) -> Vec<Finding> {
    let text = json!({"type": "FeatureCollection", "features": features}).to_string();
    check(&project(&text, false, more), &Tolerances::default())
}

/// The parts of a case, which are those of the whole `W`.
fn parts_of(case: &str) -> (Project, Vec<Finding>) {
    let text = text_of(&format!("tests/cases/{case}.geojson")).replace("\"role\":\"w\"", "\"role\":\"whole\"");
    let text = text.replace("\"role\":\"p\"", "\"role\":\"part\"");
    let read: Value = serde_json::from_str(&text).expect("JSON");
    let ids = read["features"].as_array().expect("features").iter().map(|feature| feature["id"].clone());
    let parts: Vec<Value> = ids.filter(|id| id != "W").collect();
    let project = project(&text, true, &json!({"wholes": [{"whole": "W", "parts": parts}]}));
    let found = check(&project, &Tolerances::default());
    (project, found)
}

/// The overlaps, by the ids of the features.
fn overlaps(findings: &[Finding]) -> Vec<(String, f64)> {
    let overlaps = findings.iter().filter(|finding| finding.rule == "overlap");
    let named =
        |finding: &Finding| finding.id.trim_start_matches("overlap:").split('@').next().unwrap_or("").to_owned();
    overlaps.map(|finding| (named(finding), finding.area_m2.expect("an area"))).collect()
}

/// The overlaps of two features each, by their ids, added up.
fn pairs(project: &Project, findings: &[Finding]) -> BTreeMap<[String; 2], f64> {
    let mut pairs = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.rule == "overlap") {
        let key = |at: usize| project.feature(finding.features[at]).expect("a feature").key().to_owned();
        assert_eq!(finding.features.len(), 2, "{finding:?}");
        let mut pair = [key(0), key(1)];
        pair.sort();
        *pairs.entry(pair).or_insert(0.0) += finding.area_m2.expect("an area");
    }
    pairs
}

fn are_near(found: &BTreeMap<[String; 2], f64>, expected: &[(&str, &str, f64)], off: f64) {
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for &(a, b, area_m2) in expected {
        let mut pair = [a.to_owned(), b.to_owned()];
        pair.sort();
        let ours = found.get(&pair).unwrap_or_else(|| panic!("{pair:?} in {found:?}"));
        assert!((ours - area_m2).abs() <= off * area_m2, "{pair:?}: {ours}, not {area_m2}");
    }
}

/// What of some features overlaps, two by two.
fn overlapping(features: &[Value]) -> BTreeMap<[String; 2], f64> {
    let project = open_text(json!({"type": "FeatureCollection", "features": features}).to_string()).expect("areas");
    pairs(&project, &check(&project, &Tolerances::default()))
}

/// shapely `intersection` in an equal-area projection: 0.4541 m².
#[test]
fn parts_of_a_layer_that_answers_to_no_click_overlap_all_the_same() {
    let quarter = json!({"type": "Feature", "id": "quarter", "properties": {"role": "whole"}, "geometry": {"type": "Polygon",
        "coordinates": [[[113.5, 23.0], [113.50049996, 23.0], [113.5005, 23.0], [113.501, 23.0], [113.501, 23.001],
            [113.5005, 23.001], [113.50049996, 23.001], [113.5, 23.001], [113.5, 23.0]]]}});
    let parts = [
        feature(&("east", [113.5, 23.0, 113.5005, 23.001])),
        feature(&("west", [113.500_499_96, 23.0, 113.501, 23.001])),
    ];
    let features = [&[quarter][..], &parts].concat();
    let found = hidden(&features, &json!({"wholes": [{"whole": "quarter", "parts": ["east", "west"]}]}));
    let overlaps = overlaps(&found);
    assert_eq!(overlaps.len(), 1, "{found:?}");
    assert!((overlaps[0].1 - 0.4541).abs() < 1e-3, "{overlaps:?}");
}

/// shapely as above: 5 676.86 m².
#[test]
fn areas_with_figures_overlap_in_a_layer_that_answers_to_no_click() {
    let areas =
        [("a", [113.5, 23.0, 113.501, 23.001]), ("b", [113.5005, 23.0, 113.5015, 23.001])].each_ref().map(feature);
    let declared = |id: &str| json!({"feature": id, "area": "1.1", "unit": "ha"});
    let found = hidden(&areas, &json!({"declared_areas": [declared("a"), declared("b")]}));
    let overlaps = overlaps(&found);
    assert_eq!(overlaps.len(), 1, "{found:?}");
    assert!((overlaps[0].1 - 5676.86).abs() < 0.1, "{overlaps:?}");
}

#[test]
fn an_area_around_others_of_a_layer_that_answers_to_no_click_overlaps_none() {
    let areas = [
        ("city", [113.5, 23.0, 113.502, 23.001]),
        ("a", [113.5, 23.0, 113.501, 23.001]),
        ("b", [113.501, 23.0, 113.502, 23.001]),
    ];
    let declared = |id: &str| json!({"feature": id, "area": "1.1", "unit": "ha"});
    let declared = ["city", "a", "b"].map(declared);
    let found = hidden(&areas.each_ref().map(feature), &json!({"declared_areas": declared}));
    assert_eq!(overlaps(&found), [], "{found:?}");
}

/// shapely as above: 204 360.2 m² and 136 240.1 m².
#[test]
fn an_area_over_the_border_of_two_others_overlaps_both() {
    let areas = [
        ("A", [113.5, 23.0, 113.51, 23.01]),
        ("B", [113.51, 23.0, 113.52, 23.01]),
        ("C", [113.507, 23.002, 113.512, 23.008]),
    ];
    let found = overlapping(&areas.each_ref().map(feature));
    are_near(&found, &[("A", "C", 204_360.22), ("B", "C", 136_240.15)], 1e-5);
}

/// shapely as above.
#[test]
fn an_area_over_nine_others_overlaps_each_of_them() {
    let (project, found) = parts_of("nine-under-one");
    let expected = [
        ("p14", "p1", 45_530.68),
        ("p14", "p3", 128_608.17),
        ("p14", "p4", 81_629.40),
        ("p14", "p5", 593_388.94),
        ("p14", "p6", 184_426.20),
        ("p14", "p8", 51_914.02),
        ("p14", "p9", 14_210.40),
        ("p14", "p10", 21_891.01),
        ("p14", "p12", 34_401.16),
    ];
    are_near(&pairs(&project, &found), &expected, 1e-4);
}

/// shapely as above.
#[test]
fn a_narrow_overlap_of_two_others_is_told_of_each() {
    let (project, found) = parts_of("narrow-over-two");
    are_near(&pairs(&project, &found), &[("p5", "p1", 0.4127), ("p5", "p2", 13.3012)], 0.02);
}

/// Seven copies of one area make 21 pairs.
#[test]
fn an_overlap_of_very_many_areas_is_one_that_names_them_all() {
    let ids = ["a", "b", "c", "d", "e", "f", "g"];
    let found = of_features(&ids.map(|id| feature(&(id, [113.5, 23.0, 113.51, 23.01]))));
    let overlaps: Vec<&Finding> = found.iter().filter(|finding| finding.rule == "overlap").collect();
    assert_eq!(overlaps.len(), 1);
    assert_eq!(overlaps[0].features.len(), 7);
}

/// shapely, of the outer polygon of X and Y: 51 090.5 m² and 17 030.2 m².
#[test]
fn an_area_whose_polygons_lie_along_each_other_overlaps_its_neighbour() {
    let along = || double("X", [[113.5, 23.0, 113.51, 23.01], [113.5, 23.0, 113.505, 23.005]]);
    for (sides, area_m2) in
        [([113.4975, 23.003, 113.503, 23.0045], 51_090.52), ([113.5045, 23.003, 113.5055, 23.0045], 17_030.17)]
    {
        let found = overlapping(&[along(), feature(&("Y", sides))]);
        are_near(&found, &[("X", "Y", area_m2)], 1e-5);
    }
}

#[test]
fn an_area_whose_polygons_lie_along_each_other_overlaps_nothing_by_itself() {
    let polygons = [[113.5, 23.0, 113.51, 23.01], [113.5, 23.0, 113.505, 23.005]];
    let found = of_features(&[double("X", polygons), feature(&("Y", [113.51, 23.0, 113.52, 23.01]))]);
    assert_eq!(overlaps(&found), [], "{found:?}");
    assert!(found.iter().any(|finding| finding.rule == "polygons-overlapping"), "{found:?}");
}

/// B has eight more vertices on the border of A, to the last bit of a double: shapely finds nothing of any width between them.
#[test]
fn vertices_on_a_border_of_forty_degrees_make_no_gap() {
    let path = repository("tests/cases/tjunctions-40-degrees.geojson");
    let project = open(&path, &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    let found = check(&project, &Tolerances::default());
    let errors: Vec<&Finding> = found.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

/// A hole of 10 cm by 668 m, as a dissolve of two areas leaves it, is as little meant as a polygon of that width; one of 200 m is.
#[test]
fn a_hole_as_narrow_as_a_slit_is_a_sliver() {
    let with_hole = |east: f64| {
        let hole = ring([113.505, 23.002, east, 23.008]);
        let outer = ring([113.5, 23.0, 113.51, 23.01]);
        let geometry = json!({"type": "Polygon", "coordinates": [outer, hole]});
        of_features(&[json!({"type": "Feature", "id": "a", "properties": {}, "geometry": geometry})])
    };
    let narrow = with_hole(113.505_000_98);
    let sliver: Vec<&Finding> = narrow.iter().filter(|finding| finding.rule == "sliver").collect();
    assert_eq!(sliver.len(), 1);
    assert!((sliver[0].width_m.expect("a width") - 0.1).abs() < 0.002, "{:?}", sliver[0].width_m);
    assert_eq!(sliver[0].message.get(zonemap::i18n::Lang::En), "a: a hole only 0.10 m wide at its widest");
    assert!(with_hole(113.507).iter().all(|finding| finding.rule != "sliver"));
}

/// What overlaps in a case of one file.
fn overlapping_in(case: &str) -> BTreeMap<[String; 2], f64> {
    let project = open_text(text_of(&format!("tests/cases/{case}.geojson"))).expect("areas");
    pairs(&project, &check(&project, &Tolerances::default()))
}

/// One area half a metre over others, of which one has no border of its own there: it touches the outline in a point, or lies behind a strip
/// of 0.3 m. shapely `intersection` in degrees, measured by pyproj `Geod`.
#[test]
fn a_narrow_overlap_names_what_has_no_border_of_its_own_there() {
    let tip = overlapping_in("narrow-over-a-tip");
    are_near(&tip, &[("X", "c1", 49.968), ("X", "c5", 125.104), ("X", "c7", 125.104)], 0.01);
    are_near(&overlapping_in("narrow-over-a-strip"), &[("X", "strip", 180.006), ("X", "c1", 120.004)], 0.01);
    are_near(&overlapping_in("narrow-over-three"), &[("c3", "c1", 0.2115), ("c3", "c2", 0.9717)], 0.02);
}

/// Neighbours of which one reaches over the other by a twentieth of itself: neither is a part. shapely as above.
#[test]
fn a_neighbour_that_reaches_over_another_is_no_part_of_it() {
    let project = open_text(text_of("tests/cases/neighbour-reaches-over.geojson")).expect("areas");
    assert!(project.wholes.is_empty(), "{:?}", project.wholes);
    let found = check(&project, &Tolerances::default());
    are_near(&pairs(&project, &found), &[("c2", "c8", 66.987)], 0.001);
    let rules: Vec<&str> = found.iter().filter(|one| one.severity == Severity::Error).map(|one| one.rule).collect();
    assert_eq!(rules, ["overlap"]);
}
