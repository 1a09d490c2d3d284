//! LodLevels that do not look whole: a parcel left from before it was divided, districts of one parcel, districts that are missing.
//! Must not know how the levels are found.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{Area, area, open_text, text_of};
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::project::Project;
use zonemap::verify::{Finding, Severity, Tolerances, check};

fn text(areas: &[Area]) -> String {
    let features: Vec<Value> = areas.iter().map(|one| area(one, &json!({}))).collect();
    json!({"type": "FeatureCollection", "features": features}).to_string()
}

fn opened(areas: &[Area]) -> Project {
    open_text(text(areas)).expect("areas")
}

fn case(name: &str) -> Project {
    open_text(text_of(&format!("tests/cases/{name}.geojson"))).expect("areas")
}

fn found(project: &Project) -> Vec<Finding> {
    check(project, &Tolerances::default())
}

/// What is said of levels with a severity: the rule and its sentence.
fn said(project: &Project, severity: Severity) -> Vec<String> {
    let rules = ["mixed-levels", "whole-of-one-part", "no-parts"];
    let is_asked = |finding: &Finding| rules.contains(&finding.rule) && finding.severity == severity;
    let told = found(project).into_iter().filter(is_asked);
    told.map(|finding| format!("{}: {}", finding.rule, finding.message.get(Lang::En))).collect()
}

/// What is wrong with levels.
fn of_levels(project: &Project) -> Vec<String> {
    said(project, Severity::Warning)
}

/// What is said of levels that may be meant so: which of its areas have parts, and which have none.
fn in_part(project: &Project) -> Vec<String> {
    let start = "mixed-levels: on one level, some areas have ";
    let told = said(project, Severity::Note);
    told.iter()
        .filter_map(|note| Some(note.strip_prefix(start)?.split_once(". This is correct")?.0.to_owned()))
        .collect()
}

fn errors(project: &Project) -> Vec<String> {
    let errors = found(project).into_iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| finding.id).collect()
}

/// Each whole with its parts, by their ids.
fn wholes(project: &Project) -> Vec<String> {
    let id = |&id: &zonemap::project::FeatureId| {
        project.feature(id).map_or_else(String::new, |feature| feature.key().to_owned())
    };
    let text = |whole: &zonemap::project::Whole| {
        let parts: Vec<String> = whole.parts.iter().map(id).collect();
        format!("{} = {}", id(&whole.whole), parts.join(" + "))
    };
    project.wholes.iter().map(text).collect()
}

const CITY: Area = ("city", [0.0, 0.0, 4.0, 2.0]);
const WEST: [Area; 3] = [("west", [0.0, 0.0, 2.0, 2.0]), ("w1", [0.0, 0.0, 1.0, 2.0]), ("w2", [1.0, 0.0, 2.0, 2.0])];
const EAST: [f64; 4] = [2.0, 0.0, 4.0, 2.0];

/// Thirty parcels of which two were made one, or one of which was divided.
#[test]
fn a_parcel_left_from_before_it_was_divided_is_pointed_out() {
    let project = case("leftover");
    let told = of_levels(&project);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("mixed-levels: two levels lie side by side: X with parts, and p0_0"), "{told:?}");
    assert_eq!(errors(&project), Vec::<String>::new());
}

/// A district whose feature is missing while its parcels are there, alone beside one other and beside two.
#[test]
fn parcels_without_their_district_are_pointed_out() {
    let told = of_levels(&case("h3-lostb"));
    assert!(
        told.len() == 1 && told[0].starts_with("mixed-levels: two levels lie side by side: A with parts, and b1, b2"),
        "{told:?}"
    );
    let more: &[Area] = &[
        ("town", [0.0, 0.0, 6.0, 2.0]),
        ("middle", EAST),
        ("m1", [2.0, 0.0, 3.0, 2.0]),
        ("m2", [3.0, 0.0, 4.0, 2.0]),
        ("e1", [4.0, 0.0, 5.0, 2.0]),
        ("e2", [5.0, 0.0, 6.0, 2.0]),
    ];
    let told = of_levels(&opened(&[more, &WEST].concat()));
    assert!(
        told.len() == 1 && told[0].contains("west, middle with parts, and e1, e2")
            || told[0].contains("middle, west with parts, and e1, e2"),
        "{told:?}"
    );
}

#[test]
fn levels_that_may_be_meant_are_a_note() {
    // Districts of which one is divided, and a city with parks beside it.
    let districts: &[Area] =
        &[("city", [0.0, 0.0, 8.0, 2.0]), ("c", EAST), ("d", [4.0, 0.0, 6.0, 2.0]), ("e", [6.0, 0.0, 8.0, 2.0])];
    let parks: &[Area] =
        &[("w3", [1.0, 1.0, 2.0, 2.0]), ("park", [5.0, 0.0, 5.5, 1.0]), ("wood", [6.0, 0.0, 7.0, 1.0])];
    let parks =
        [parks, &[("west", [0.0, 0.0, 2.0, 2.0]), ("w1", [0.0, 0.0, 1.0, 2.0]), ("w2", [1.0, 0.0, 2.0, 1.0])]].concat();
    let told = ["parts (west) and others have none (c, d, e)", "parts (west) and others have none (park, wood)"];
    for (areas, told) in [[districts, &WEST].concat(), parks].into_iter().zip(told) {
        let project = opened(&areas);
        assert_eq!(of_levels(&project), Vec::<String>::new());
        assert_eq!(in_part(&project), [told]);
    }
}

/// A district whose feature is missing, with more parcels than there are districts, nearly as large; and a parcel far from its city.
#[test]
fn what_may_have_lost_its_whole_is_never_silent() {
    let lost: &[Area] = &[
        ("city", [0.0, 0.0, 12.0, 2.0]),
        ("mid", EAST),
        ("m1", [2.0, 0.0, 3.0, 2.0]),
        ("m2", [3.0, 0.0, 4.0, 2.0]),
        ("s0", [4.0, 0.0, 5.6, 2.0]),
        ("s1", [5.6, 0.0, 7.2, 2.0]),
        ("s2", [7.2, 0.0, 8.8, 2.0]),
        ("s3", [8.8, 0.0, 10.4, 2.0]),
        ("s4", [10.4, 0.0, 12.0, 2.0]),
    ];
    let far: &[Area] = &[CITY, ("east", EAST), ("stray", [8.0, 0.0, 8.5, 0.5])];
    for (areas, told) in [
        (lost, "parts (mid, west) and others have none (s0, s1, s2, s3, s4)"),
        (far, "parts (city) and others have none (stray)"),
    ] {
        let told: Vec<String> = told.split(" and others ").map(str::to_owned).collect();
        let found = in_part(&opened(&[areas, &WEST].concat()));
        assert!(found.iter().any(|note| told.iter().all(|part| note.contains(part))), "{found:?}");
    }
}

/// A district that is exactly one parcel, in any order, and a parcel that differs from it by less than a millimetre.
#[test]
fn a_district_of_one_parcel_is_a_whole_of_one_part() {
    let project = case("h3-single");
    assert_eq!(errors(&project), Vec::<String>::new());
    assert_eq!(wholes(&project), ["city = A + B", "A = a1 + a2", "B = b1"]);
    let told = of_levels(&project);
    assert!(told.len() == 1 && told[0].starts_with("whole-of-one-part: B and b1 cover the same place"), "{told:?}");
    let little = 2e-7;
    for east in [EAST, [2.0 + little, 0.0, 4.0, 2.0], [2.0, 0.0, 4.0, 2.0 - little]] {
        for (first, second) in [(EAST, east), (east, EAST)] {
            let areas = [&[CITY][..], &WEST, &[("east", first), ("e1", second)]].concat();
            let project = opened(&areas);
            assert_eq!(errors(&project), Vec::<String>::new(), "{first:?} {second:?}");
            assert_eq!(wholes(&project), ["city = west + east", "west = w1 + w2", "east = e1"]);
            assert_eq!(of_levels(&project).len(), 1);
        }
    }
}

/// Two districts and no city: one has lost all its parcels, or its own feature is missing.
#[test]
fn a_lone_district_tells_of_what_its_neighbour_lost() {
    let told = of_levels(&case("district-lost-all"));
    assert_eq!(told, ["no-parts: d1: nothing lies inside it, although its neighbours are made up of parts"]);
    let told = of_levels(&case("district-missing"));
    assert!(
        told.len() == 1 && told[0].starts_with("mixed-levels: two levels lie side by side: d0 with parts, and p0, p1"),
        "{told:?}"
    );
    // What is small, or lies elsewhere, may be meant.
    let small: Area = ("park", [2.0, 0.0, 2.5, 0.5]);
    let far: Area = ("far", [5.0, 0.0, 7.0, 2.0]);
    for more in [small, far] {
        let project = opened(&[&WEST[..], &[more]].concat());
        assert_eq!(of_levels(&project), Vec::<String>::new());
        assert_eq!(in_part(&project), [format!("parts (west) and others have none ({})", more.0)]);
    }
}

/// A parcel that stands before its district in the file: by their ids the district is the whole.
#[test]
fn a_whole_of_one_part_is_the_one_that_is_like_other_wholes() {
    let project = case("parcel-before-district");
    assert!(wholes(&project).contains(&"d0 = p3".to_owned()), "{:?}", wholes(&project));
    let told = of_levels(&project);
    assert!(told.len() == 1 && told[0].starts_with("whole-of-one-part: d0 and p3 cover the same place"), "{told:?}");
}

/// Two districts and no city, of which one is a single parcel: their ids tell which is which.
#[test]
fn one_district_alone_tells_that_its_neighbour_is_one_parcel() {
    let [district, parcel] = ["d1", "p3"].map(|id| (id, EAST));
    let first = [("d0", WEST[0].1), ("p1", WEST[1].1), ("p2", WEST[2].1)];
    for pair in [[district, parcel], [parcel, district]] {
        let project = opened(&[&first[..], &pair].concat());
        assert_eq!(errors(&project), Vec::<String>::new(), "{pair:?}");
        assert!(wholes(&project).contains(&"d1 = p3".to_owned()), "{:?}", wholes(&project));
    }
    // Neither is more like a district than the other.
    let copies = [first[0], first[1], first[2], ("d1", EAST), ("d2", EAST)];
    assert!(errors(&opened(&copies)).iter().any(|id| id.starts_with("duplicate-feature:d1+d2")));
}

/// With the city named the same is found as without.
#[test]
fn a_district_of_one_parcel_is_one_beside_a_named_whole_too() {
    let areas = [&[CITY][..], &WEST, &[("east", EAST), ("e1", EAST)]].concat();
    let named = OpenOptions { whole: Some("city".to_owned()), ..OpenOptions::default() };
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("areas.geojson");
    fs::write(&path, text(&areas)).expect("a file");
    let project = open(&path, &named).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(errors(&project), Vec::<String>::new());
    assert_eq!(wholes(&project)[0], "city = west + east");
}

/// Where no neighbour is made up of parts, an area that is there twice is an error as before.
#[test]
fn a_copy_that_no_level_explains_stays_an_error() {
    let flat = [CITY, ("west", [0.0, 0.0, 2.0, 2.0]), ("east", EAST), ("east2", EAST)];
    assert!(errors(&opened(&flat)).iter().any(|id| id.starts_with("duplicate-feature:east+east2")));
    let alone = [("east", EAST), ("east2", EAST), ("far", [8.0, 0.0, 9.0, 2.0])];
    assert!(errors(&opened(&alone)).iter().any(|id| id.starts_with("duplicate-feature:east+east2")));
    // Three of them are no district with a parcel.
    let three = [&[CITY][..], &WEST, &[("e0", EAST), ("e1", EAST), ("e2", EAST)]].concat();
    assert!(errors(&opened(&three)).iter().any(|id| id.starts_with("duplicate-feature:e0+e1+e2")));
}

/// A project folder of some areas with properties, shown by layers.
fn folder(features: &[Value], layers: &Value, more: &Value) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let text = json!({"type": "FeatureCollection", "features": features}).to_string();
    fs::write(folder.path().join("areas.geojson"), text).expect("a file");
    let mut manifest = json!({"schema": "zonemap-project/1", "title": "case", "layers": layers});
    manifest.as_object_mut().expect("members").extend(more.as_object().expect("members").clone());
    fs::write(folder.path().join("project.json"), manifest.to_string()).expect("a file");
    folder
}

/// A feature that two layers of one file show is one, where wholes are listed and where the map shows them.
#[test]
fn a_feature_in_two_layers_is_one_feature() {
    let feature = |id: &str, [west, east]: [f64; 2], properties: Value| {
        let ring = [[west, 23.0], [east, 23.0], [east, 23.01], [west, 23.01], [west, 23.0]];
        json!({"type": "Feature", "id": id, "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    };
    let features = [
        feature("city", [113.5, 113.52], json!({"role": "w"})),
        feature("a", [113.5, 113.51], json!({"role": "p", "hot": "yes"})),
        feature("b", [113.51, 113.52], json!({"role": "p"})),
    ];
    let layer = |id: &str, name: &str, value: &str, style: &str| json!({"id": id, "file": "areas.geojson", "title": id, "select": {name: value}, "style": style});
    let layers =
        json!([layer("w", "role", "w", "whole"), layer("p", "role", "p", "area"), layer("h", "hot", "yes", "area")]);
    for more in [json!({}), json!({"wholes": [{"whole": "city", "parts": ["a", "b"]}]})] {
        let folder = folder(&features, &layers, &more);
        let project = open(folder.path(), &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(wholes(&project), ["city = a + b"]);
        assert_eq!(errors(&project), Vec::<String>::new());
        assert_eq!(of_levels(&project), Vec::<String>::new());
    }
    // Two features with one id are still two.
    let twice = [features.to_vec(), vec![feature("a", [113.6, 113.61], json!({"role": "p"}))]].concat();
    let folder = folder(&twice, &layers, &json!({"wholes": [{"whole": "city", "parts": ["a", "b"]}]}));
    assert!(open(folder.path(), &OpenOptions::default()).is_err());
}

/// A layer of all features of a file, before or behind layers that select from it, shows nothing twice and hides nothing.
#[test]
fn a_layer_of_all_features_lays_none_over_itself() {
    let feature = |id: &str, [west, east]: [f64; 2], role: &str| {
        let ring = [[west, 23.0], [east, 23.0], [east, 23.01], [west, 23.01], [west, 23.0]];
        json!({"type": "Feature", "id": id, "properties": {"role": role}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    };
    let features = |end: f64| {
        vec![
            feature("city", [113.5, 113.54], "c"),
            feature("d0", [113.5, 113.52], "d"),
            feature("d1", [113.52, 113.54], "d"),
            feature("p0", [113.5, end], "p"),
            feature("p1", [113.51, 113.52], "p"),
            feature("p2", [113.52, 113.53], "p"),
            feature("p3", [113.53, 113.54], "p"),
        ]
    };
    let layer = |id: &str, style: &str| json!({"id": id, "file": "areas.geojson", "title": id, "select": {"role": id}, "style": style});
    let all = json!({"id": "all", "file": "areas.geojson", "title": "all", "style": "area"});
    let own = [layer("c", "whole"), layer("d", "whole"), layer("p", "area")];
    let [behind, before] =
        [[&own[..], std::slice::from_ref(&all)].concat(), [std::slice::from_ref(&all), &own[..]].concat()];
    let listed = json!({"wholes": [{"whole": "city", "parts": ["d0", "d1"]}]});
    for layers in [behind, before] {
        for more in [&json!({}), &listed] {
            let right = folder(&features(113.51), &json!(layers), more);
            let project = open(right.path(), &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(errors(&project), Vec::<String>::new());
            assert_eq!((of_levels(&project), in_part(&project)), (Vec::new(), Vec::new()));
            let wrong = folder(&features(113.511), &json!(layers), more);
            let project = open(wrong.path(), &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"));
            let overlaps = errors(&project).iter().filter(|id| id.starts_with("overlap:p0+p1@")).count();
            assert_eq!(overlaps, 1, "{:?}", errors(&project));
        }
    }
}
