//! Files of several levels, city, district and parcel: what makes up what, and what is said when something is missing.
//! Must not know how the levels are found.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{Answer, open_text, zonemap};
use zonemap::verify::{Finding, Tolerances, check};

/// A rectangle in hundredths of a degree from 113.5° E, 23° N, with its id: west, south, east, north.
type Area = (&'static str, [f64; 4]);

fn collection(areas: &[Area]) -> Value {
    let feature = |&(id, [west, south, east, north]): &Area| {
        let at = |x: f64, y: f64| [113.5 + x / 100.0, 23.0 + y / 100.0];
        let ring = [at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)];
        json!({"type": "Feature", "id": id, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    };
    json!({"type": "FeatureCollection", "features": areas.iter().map(feature).collect::<Vec<_>>()})
}

fn findings(areas: &[Area]) -> Vec<Finding> {
    let project = open_text(collection(areas).to_string()).expect("areas");
    check(&project, &Tolerances::default())
}

/// The rules that found an error, each once, with the ids in its finding's name.
fn errors(areas: &[Area]) -> Vec<String> {
    let found = findings(areas).into_iter().filter(|finding| finding.severity == zonemap::verify::Severity::Error);
    let mut ids: Vec<String> =
        found.map(|finding| finding.id.split('@').next().unwrap_or_default().to_owned()).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn verified(path: &str) -> Answer {
    zonemap(["verify", path, "--format", "json"])
}

/// A city of four districts of four parcels each, of which the district `d00` has lost one.
#[test]
fn a_missing_parcel_of_three_levels_is_never_agreement() {
    let path = "tests/cases/nest3miss_decl.geojson";
    let report = verified(path);
    assert_eq!(report.code, 1);
    let report = report.json();
    let wholes: Vec<&Value> = report["sums"].as_array().expect("sums").iter().map(|sum| &sum["whole"]).collect();
    assert_eq!(wholes, ["city", "d00", "d01", "d10", "d11"]);
    let of = |rule: &str| {
        let found = report["findings"].as_array().expect("findings").iter().filter(|finding| finding["rule"] == rule);
        found.map(|finding| finding["message"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    let short = of("whole-not-filled");
    assert!(
        short.len() == 1 && short[0].starts_with("d00: what lies inside it (areas: 3) fills only 75 % of it"),
        "{short:?}"
    );
    for rule in ["gap", "measured-sum", "declared-sum"] {
        assert!(of(rule).len() == 1 && of(rule)[0].starts_with("d00: "), "{rule}: {:?}", of(rule));
    }
    let text = zonemap(["verify", path]);
    assert!(!text.out.contains("Everything agrees"), "{}", text.out);
}

/// Parts that fill 67, 75 and 88 % of their whole lie in no conflict with it: what is wrong is the gap.
#[test]
fn a_whole_filled_in_part_has_a_gap_and_overlaps_nothing() {
    let thirds: &[Area] = &[("w", [0.0, 0.0, 3.0, 2.0]), ("a", [0.0, 0.0, 1.0, 2.0]), ("b", [1.0, 0.0, 2.0, 2.0])];
    let quarters: &[Area] = &[
        ("w", [0.0, 0.0, 4.0, 2.0]),
        ("a", [0.0, 0.0, 1.0, 2.0]),
        ("b", [1.0, 0.0, 2.0, 2.0]),
        ("c", [2.0, 0.0, 3.0, 2.0]),
    ];
    let mut eighths = vec![("w", [0.0, 0.0, 8.0, 2.0])];
    let names = ["a", "b", "c", "d", "e", "f", "g"];
    eighths.extend(names.iter().enumerate().map(|(at, &id)| (id, [at as f64, 0.0, at as f64 + 1.0, 2.0])));
    let one: &[Area] = &[("w", [0.0, 0.0, 3.0, 2.0]), ("a", [0.0, 0.0, 2.0, 2.0])];
    for (areas, parts) in [(thirds, "a+b"), (quarters, "a+b+c"), (&eighths, "a+b+c+d+e+f+g"), (one, "a")] {
        let found = errors(areas);
        assert!(found.iter().all(|id| !id.starts_with("overlap")), "{found:?}");
        for rule in ["gap:w", "measured-sum:w", "whole-not-filled:w"] {
            assert!(found.iter().any(|id| id.starts_with(rule)), "{rule}: {found:?}");
        }
        assert!(found.contains(&format!("whole-not-filled:w+{parts}")), "{found:?}");
    }
}

/// Where its neighbours are made up of parts, a district with one parcel of four left is one whose parcels are missing.
#[test]
fn a_district_that_lost_most_of_its_parcels_is_told_by_its_neighbours() {
    let areas: &[Area] = &[
        ("city", [0.0, 0.0, 4.0, 2.0]),
        ("west", [0.0, 0.0, 2.0, 2.0]),
        ("east", [2.0, 0.0, 4.0, 2.0]),
        ("w1", [0.0, 0.0, 1.0, 2.0]),
        ("w2", [1.0, 0.0, 2.0, 2.0]),
        ("e1", [2.0, 0.0, 2.5, 2.0]),
    ];
    let found = errors(areas);
    assert!(found.contains(&"whole-not-filled:east+e1".to_owned()), "{found:?}");
    assert!(found.iter().all(|id| !id.starts_with("overlap") && !id.contains("west")), "{found:?}");
    let all = [areas, &[("e2", [2.5, 0.0, 4.0, 2.0])]].concat();
    assert_eq!(errors(&all), Vec::<String>::new());
}

#[test]
fn what_lies_in_an_area_without_filling_it_overlaps_it_on_every_level() {
    let plain = errors(&[("field", [0.0, 0.0, 4.0, 4.0]), ("pond", [1.0, 1.0, 2.0, 2.0])]);
    assert_eq!(plain, ["overlap:field+pond"]);
    let below = errors(&[
        ("city", [0.0, 0.0, 4.0, 2.0]),
        ("west", [0.0, 0.0, 2.0, 2.0]),
        ("east", [2.0, 0.0, 4.0, 2.0]),
        ("pond", [0.5, 0.5, 0.7, 0.7]),
    ]);
    assert_eq!(below, ["overlap:west+pond"]);
}

/// Areas of different wholes, and areas that belong to none, must not cover one another either.
#[test]
fn overlaps_across_wholes_are_found() {
    let cities: &[Area] = &[
        ("a", [0.0, 0.0, 4.0, 2.0]),
        ("a1", [0.0, 0.0, 2.0, 2.0]),
        ("a2", [2.0, 0.0, 4.0, 2.0]),
        ("b", [3.9, 0.0, 8.0, 2.0]),
        ("b1", [3.9, 0.0, 6.0, 2.0]),
        ("b2", [6.0, 0.0, 8.0, 2.0]),
    ];
    assert_eq!(errors(cities), ["overlap:a+b", "overlap:a2+b1"]);
    // The districts fit each other, a parcel of one reaches into the other.
    let reaching: &[Area] = &[
        ("city", [0.0, 0.0, 4.0, 2.0]),
        ("west", [0.0, 0.0, 2.0, 2.0]),
        ("east", [2.0, 0.0, 4.0, 2.0]),
        ("w1", [0.0, 0.0, 1.0, 2.0]),
        ("w2", [1.0, 0.0, 2.1, 2.0]),
        ("e1", [2.0, 0.0, 3.0, 2.0]),
        ("e2", [3.0, 0.0, 4.0, 2.0]),
    ];
    let found = errors(reaching);
    assert!(found.contains(&"overlap:w2+e1".to_owned()), "{found:?}");
    let beside: &[Area] = &[
        ("w", [0.0, 0.0, 4.0, 2.0]),
        ("a", [0.0, 0.0, 2.0, 2.0]),
        ("b", [2.0, 0.0, 4.0, 2.0]),
        ("x", [3.9, 0.0, 8.0, 2.0]),
    ];
    let found = errors(beside);
    assert!(found.contains(&"overlap:w+x".to_owned()) && found.contains(&"overlap:b+x".to_owned()), "{found:?}");
}

/// A project that lists its parts is still asked about an area of their layer that it forgot.
#[test]
fn an_area_that_the_project_does_not_list_must_not_cover_its_parts() {
    let folder = TempDir::new().expect("a folder");
    let areas = [
        ("w", [0.0, 0.0, 4.0, 2.0]),
        ("a", [0.0, 0.0, 2.0, 2.0]),
        ("b", [2.0, 0.0, 4.0, 2.0]),
        ("forgotten", [1.0, -1.0, 1.2, 0.5]),
    ];
    let file = |name: &str, areas: &[Area]| fs::write(folder.path().join(name), collection(areas).to_string());
    file("whole.geojson", &areas[..1]).expect("a file");
    file("parts.geojson", &areas[1..]).expect("a file");
    let project = json!({
        "schema": "zonemap-project/1",
        "title": "Forgotten",
        "layers": [
            {"id": "whole", "file": "whole.geojson", "title": "Whole", "style": "whole"},
            {"id": "parts", "file": "parts.geojson", "title": "Parts", "style": "area"},
        ],
        "wholes": [{"whole": "w", "parts": ["a", "b"]}],
    });
    fs::write(folder.path().join("project.json"), project.to_string()).expect("a file");
    let report = verified(folder.path().to_str().expect("a plain path"));
    assert_eq!(report.code, 1);
    let report = report.json();
    let overlaps = report["findings"].as_array().expect("findings").iter().filter(|found| found["rule"] == "overlap");
    let features: Vec<&Value> = overlaps.map(|found| &found["features"]).collect();
    assert_eq!(features, [&json!(["w", "forgotten"]), &json!(["a", "forgotten"])]);
}

/// A whole with a figure, of which only some parts have one: the sum is not passed over in silence.
#[test]
fn a_declared_sum_that_cannot_be_made_is_said() {
    let mut areas =
        collection(&[("w", [0.0, 0.0, 4.0, 2.0]), ("a", [0.0, 0.0, 2.0, 2.0]), ("b", [2.0, 0.0, 4.0, 2.0])]);
    areas["features"][0]["properties"] = json!({"declared_km2": "9.08"});
    areas["features"][1]["properties"] = json!({"declared_km2": "4.54"});
    let project = open_text(areas.to_string()).expect("areas");
    let found = check(&project, &Tolerances::default());
    let said: Vec<&str> = found
        .iter()
        .filter(|finding| finding.rule == "sum-not-compared")
        .map(|finding| finding.message.get(zonemap::i18n::Lang::En))
        .collect();
    assert_eq!(
        said,
        ["w: its declared area cannot be compared with the sum of its parts, because nothing is declared for b"]
    );
    areas["features"][2]["properties"] = json!({"declared_km2": "4.54"});
    let project = open_text(areas.to_string()).expect("areas");
    assert!(check(&project, &Tolerances::default()).iter().all(|finding| finding.rule != "sum-not-compared"));
}

/// A copy of an area that is a little smaller, as noise and rounding make it, is no part of it: both cover the place.
#[test]
fn a_copy_of_an_area_is_no_part_of_it() {
    let off = 1e-6;
    let copied: &[Area] =
        &[("a", [0.0, 0.0, 2.0, 2.0]), ("b", [2.0, 0.0, 4.0, 2.0]), ("copy", [off, off, 2.0 - off, 2.0 - off])];
    assert_eq!(errors(copied), ["overlap:a+copy"]);
    let city_twice: &[Area] = &[
        ("city", [0.0, 0.0, 4.0, 2.0]),
        ("again", [off, off, 4.0 - off, 2.0 - off]),
        ("a", [0.0, 0.0, 2.0, 2.0]),
        ("b", [2.0, 0.0, 4.0, 2.0]),
    ];
    assert!(errors(city_twice).contains(&"overlap:city+again".to_owned()), "{:?}", errors(city_twice));
}

/// A project folder of files with areas in them, its layers and what else stands in its `project.json`.
fn project(files: &[(&str, &[Area])], layers: &Value, more: &Value) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, areas) in files {
        fs::write(folder.path().join(name), collection(areas).to_string()).expect("a file");
    }
    let mut project = json!({"schema": "zonemap-project/1", "title": "Made", "layers": layers});
    project.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    fs::write(folder.path().join("project.json"), project.to_string()).expect("a file");
    folder
}

fn rules(folder: &TempDir) -> Vec<String> {
    let report = verified(folder.path().to_str().expect("a plain path")).json();
    let found = report["findings"].as_array().expect("findings").iter();
    found.map(|found| found["rule"].as_str().expect("a rule").to_owned()).collect()
}

/// Where a project does not list its wholes the map shows them, across layers too.
#[test]
fn a_project_without_wholes_is_summed_as_the_map_shows() {
    let areas: &[Area] = &[("a", [0.0, 0.0, 2.0, 2.0]), ("b", [2.0, 0.0, 2.4, 2.0])];
    let whole: &[Area] = &[("w", [0.0, 0.0, 4.0, 2.0])];
    let layer = |id: &str, file: &str, style: &str| json!({"id": id, "file": file, "title": id, "style": style});
    let two_files = json!([layer("whole", "whole.geojson", "whole"), layer("parts", "parts.geojson", "area")]);
    let folder = project(&[("whole.geojson", whole), ("parts.geojson", areas)], &two_files, &json!({}));
    assert!(rules(&folder).contains(&"whole-not-filled".to_owned()), "{:?}", rules(&folder));
}

#[test]
fn a_district_that_lost_all_its_parcels_is_pointed_out() {
    let areas: &[Area] = &[
        ("city", [0.0, 0.0, 4.0, 2.0]),
        ("west", [0.0, 0.0, 2.0, 2.0]),
        ("east", [2.0, 0.0, 4.0, 2.0]),
        ("w1", [0.0, 0.0, 1.0, 2.0]),
        ("w2", [1.0, 0.0, 2.0, 2.0]),
    ];
    let bare = |areas: &[Area]| {
        let found = findings(areas).into_iter().filter(|finding| finding.rule == "no-parts");
        found.map(|finding| finding.message.get(zonemap::i18n::Lang::En).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(bare(areas), ["east: nothing lies inside it, although its neighbours are made up of parts"]);
    // Of two areas beside each other, one of them a whole, nothing is known of the other.
    let apart: &[Area] = &[
        ("w", [0.0, 0.0, 2.0, 2.0]),
        ("a", [0.0, 0.0, 2.0, 1.0]),
        ("b", [0.0, 1.0, 2.0, 2.0]),
        ("x", [3.0, 0.0, 4.0, 2.0]),
    ];
    assert_eq!(bare(apart), Vec::<String>::new());
}

/// What a project's `select` leaves out is not checked, which is said.
#[test]
fn features_that_no_layer_takes_are_counted() {
    let areas: &[Area] = &[("a", [0.0, 0.0, 2.0, 2.0]), ("b", [2.0, 0.0, 4.0, 2.0])];
    let folder = project(&[("a.geojson", areas)], &json!([{"id": "l", "file": "a.geojson", "title": "L"}]), &json!({}));
    assert!(!rules(&folder).contains(&"in-no-layer".to_owned()));
    let selecting = json!([{"id": "l", "file": "a.geojson", "title": "L", "select": {"role": "part"}}]);
    let folder = project(&[("a.geojson", areas)], &selecting, &json!({}));
    assert!(rules(&folder).contains(&"in-no-layer".to_owned()), "{:?}", rules(&folder));
}

#[test]
fn a_whole_is_listed_once_with_other_parts_each_once() {
    let areas: &[Area] = &[("w", [0.0, 0.0, 4.0, 2.0]), ("a", [0.0, 0.0, 2.0, 2.0]), ("b", [2.0, 0.0, 4.0, 2.0])];
    for (wholes, code, said) in [
        (json!([{"whole": "w", "parts": ["a", "b"]}]), 0, ""),
        (json!([{"whole": "w", "parts": []}]), 3, "at least one part, found []"),
        (json!([{"whole": "w", "parts": ["w"]}]), 3, "parts other than the whole itself, each listed once, found w"),
        (
            json!([{"whole": "w", "parts": ["a", "b", "a"]}]),
            3,
            "parts other than the whole itself, each listed once, found a",
        ),
        (json!([{"whole": "w", "parts": ["a"]}, {"whole": "w", "parts": ["b"]}]), 3, "each whole listed once, found w"),
    ] {
        let layers = json!([{"id": "l", "file": "a.geojson", "title": "L"}]);
        let folder = project(&[("a.geojson", areas)], &layers, &json!({"wholes": wholes}));
        let answer = verified(folder.path().to_str().expect("a plain path"));
        assert_eq!(answer.code, code, "{wholes}: {}", answer.err);
        assert!(answer.err.contains(said), "{wholes}: {}", answer.err);
    }
}

/// Naming one whole does not silence what is wrong with another of the project.
#[test]
fn a_whole_that_is_named_leaves_the_others_in_place() {
    let areas: &[Area] =
        &[("city", [0.0, 0.0, 4.0, 2.0]), ("west", [0.0, 0.0, 2.0, 2.0]), ("east", [2.0, 0.0, 4.0, 2.0])];
    let parcels: &[Area] = &[("w1", [0.0, 0.0, 1.0, 2.0]), ("w2", [1.1, 0.0, 2.0, 2.0])];
    let layers =
        json!([{"id": "l", "file": "a.geojson", "title": "L"}, {"id": "p", "file": "p.geojson", "title": "P"}]);
    let wholes = json!([{"whole": "city", "parts": ["west", "east"]}, {"whole": "west", "parts": ["w1", "w2"]}]);
    let folder = project(&[("a.geojson", areas), ("p.geojson", parcels)], &layers, &json!({"wholes": wholes}));
    let path = folder.path().to_str().expect("a plain path");
    for args in [&["verify", path][..], &["verify", path, "--whole", "city"]] {
        let answer = zonemap(args.iter().copied().chain(["--format", "json"]));
        assert_eq!(answer.code, 1, "{args:?}");
        let sums = answer.json()["sums"].as_array().expect("sums").clone();
        assert_eq!(sums.iter().map(|sum| &sum["whole"]).collect::<Vec<_>>(), ["city", "west"]);
    }
}

/// What is left of a project without one of its files is not held against what is missing.
#[test]
fn a_whole_whose_parts_could_not_be_read_is_not_summed() {
    let areas: &[Area] = &[("city", [0.0, 0.0, 4.0, 2.0]), ("west", [0.0, 0.0, 2.5, 2.0])];
    let layers =
        json!([{"id": "l", "file": "a.geojson", "title": "L"}, {"id": "p", "file": "p.geojson", "title": "P"}]);
    let wholes = json!([{"whole": "city", "parts": ["west", "east"]}]);
    let east: &[Area] = &[("east", [2.5, 0.0, 4.0, 2.0])];
    let folder = project(&[("a.geojson", areas), ("p.geojson", east)], &layers, &json!({"wholes": wholes}));
    let path = folder.path().to_str().expect("a plain path").to_owned();
    assert_eq!(verified(&path).code, 0);
    fs::remove_file(folder.path().join("p.geojson")).expect("a file less");
    assert_eq!(verified(&path).code, 3);
    assert!(rules(&folder).iter().all(|rule| rule == "nothing-declared"), "{:?}", rules(&folder));
}
