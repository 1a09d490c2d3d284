//! Wholes of every kind: outlines that are no areas of the plan, districts with parcels and boundary segments, wholes that the user names,
//! borders that count as one. Areas of shapely 2 in the equal-area projection around the case.
//! Must not know how wholes are found.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{Area, area, at, project_of, zonemap};
use zonemap::formats::{OpenOptions, open};
use zonemap::project::Project;
use zonemap::verify::{Severity, Tolerances, check, sum_checks};

fn areas(all: &[Area]) -> Vec<Value> {
    all.iter().map(|one| area(one, &json!({}))).collect()
}

fn opened(folder: &TempDir, options: &OpenOptions) -> Project {
    open(folder.path(), options).unwrap_or_else(|error| panic!("{error}"))
}

fn rules(project: &Project, severity: Severity) -> Vec<&'static str> {
    let found = check(project, &Tolerances::default());
    found.into_iter().filter(|finding| finding.severity == severity).map(|finding| finding.rule).collect()
}

/// A gap of 5 m between a district of a city and a neighbour of the same layer, enclosed, whatever the city's outline is drawn as.
#[test]
fn a_gap_beside_a_listed_whole_is_found_whatever_its_layer_is() {
    let city = areas(&[("city", [0.0, 0.0, 2.0, 1.0])]);
    let districts = areas(&[
        ("d0", [0.0, 0.0, 1.0, 1.0]),
        ("d1", [1.0, 0.0, 2.0, 1.0]),
        ("d2", [2.005, 0.0, 3.0, 1.0]),
        ("north", [0.0, 1.0, 3.0, 2.0]),
        ("south", [0.0, -1.0, 3.0, 0.0]),
    ]);
    let wholes = json!({"wholes": [{"whole": "city", "parts": ["d0", "d1"]}]});
    for style in ["whole", "area", "limit", "land", "road", "place"] {
        let folder = project_of(&[("c", style, city.clone()), ("d", "area", districts.clone())], &wholes);
        let project = opened(&folder, &OpenOptions::default());
        assert!(rules(&project, Severity::Error).contains(&"gap"), "{style}");
    }
}

/// A district bounded by segments that name it is as uncertain with its parcels in the project as without: 6 and 2 m of accuracy by the
/// lengths of the segments.
#[test]
fn segments_that_name_a_district_count_whether_or_not_it_has_parcels() {
    let districts = areas(&[("d0", [0.0, 0.0, 1.0, 1.0]), ("d1", [1.0, 0.0, 2.0, 1.0])]);
    let parcels = areas(&[("p0", [0.0, 0.0, 0.5, 1.0]), ("p1", [0.5, 0.0, 1.0, 1.0])]);
    let segment = |id: &str, between: [&str; 2], accuracy_m: f64, path: &[[f64; 2]]| {
        json!({"type": "Feature", "id": id, "properties": {"between": between, "accuracy_m": accuracy_m},
            "geometry": {"type": "LineString", "coordinates": path}})
    };
    let segments = vec![
        segment("l0", ["d0", "outside"], 6.0, &[at(1.0, 0.0), at(0.0, 0.0), at(0.0, 1.0), at(1.0, 1.0)]),
        segment("l1", ["d0", "d1"], 2.0, &[at(1.0, 0.0), at(1.0, 1.0)]),
    ];
    let uncertainty = |layers: &[(&str, &str, Vec<Value>)]| {
        let folder = project_of(layers, &json!({}));
        let path = folder.path().to_str().expect("a plain path");
        let report = zonemap(["verify", path, "--format", "json"]).json();
        let rows = report["areas"].as_array().expect("areas");
        rows.iter().find(|row| row["id"] == "d0").expect("d0")["uncertainty_m2"].clone()
    };
    let two = [("d", "whole", districts), ("l", "limit", segments)];
    let without = uncertainty(&two);
    assert!(without["independent"].as_f64().is_some_and(|m2| m2 > 10_000.0), "{without}");
    let three = [two[0].clone(), ("p", "area", parcels), two[1].clone()];
    assert_eq!(uncertainty(&three), without);
}

/// Naming one district says nothing of the one whose feature is missing.
#[test]
fn naming_one_whole_leaves_nothing_else_in_silence() {
    let found = |whole: Option<&str>| {
        let all = areas(&[
            ("d0", [0.0, 0.0, 2.0, 1.0]),
            ("p0", [0.0, 0.0, 1.0, 1.0]),
            ("p1", [1.0, 0.0, 2.0, 1.0]),
            ("d1", [2.0, 0.0, 4.0, 1.0]),
            ("p2", [2.0, 0.0, 3.0, 1.0]),
            ("p3", [3.0, 0.0, 4.0, 1.0]),
            ("p4", [4.0, 0.0, 5.0, 1.0]),
            ("p5", [5.0, 0.0, 6.0, 1.0]),
        ]);
        let folder = project_of(&[("d", "area", all)], &json!({}));
        let options = OpenOptions { whole: whole.map(str::to_owned), ..OpenOptions::default() };
        rules(&opened(&folder, &options), Severity::Warning)
    };
    assert!(found(None).contains(&"mixed-levels"));
    assert!(found(Some("d0")).iter().any(|rule| ["mixed-levels", "outside-whole"].contains(rule)));
}

/// Two parts that miss their whole by 0.4 mm along 30 km: 13 m², more than the tolerance of a sum, but nowhere wider than what counts as one
/// place. By 2 mm it is an error.
#[test]
fn borders_that_count_as_one_make_no_sum_wrong() {
    let short = |off: f64| {
        let city = areas(&[("city", [0.0, 0.0, 30.0, 30.0])]);
        let parts = areas(&[("d0", [0.0, off, 15.0, 30.0]), ("d1", [15.0, off, 30.0, 30.0])]);
        let wholes = json!({"wholes": [{"whole": "city", "parts": ["d0", "d1"]}]});
        opened(&project_of(&[("c", "whole", city), ("d", "area", parts)], &wholes), &OpenOptions::default())
    };
    let near = short(3.6e-7);
    let sums = sum_checks(&near, &Tolerances::default());
    assert!(sums[0].figures.agrees && (sums[0].figures.difference_m2 + 12.2).abs() < 0.5, "{sums:?}");
    assert_eq!(rules(&near, Severity::Error), Vec::<&str>::new());
    assert!(rules(&near, Severity::Warning).contains(&"touching-sum"));
    let far = short(1.8e-6);
    assert!(rules(&far, Severity::Error).contains(&"gap"));
}

/// A whole that has no geometry has no outside; what its parts do to each other is found all the same.
#[test]
fn nothing_lies_outside_a_whole_without_geometry() {
    let city = vec![json!({"type": "Feature", "id": "city", "properties": {}, "geometry": null})];
    let wholes = json!({"wholes": [{"whole": "city", "parts": ["d0", "d1"]}]});
    for (west, overlaps) in [(1.0, false), (0.9, true)] {
        let parts = areas(&[("d0", [0.0, 0.0, 1.0, 1.0]), ("d1", [west, 0.0, 2.0, 1.0])]);
        let folder = project_of(&[("c", "whole", city.clone()), ("d", "area", parts)], &wholes);
        let errors = rules(&opened(&folder, &OpenOptions::default()), Severity::Error);
        assert!(errors.contains(&"measured-sum") && !errors.contains(&"part-outside"), "{errors:?}");
        assert_eq!(errors.contains(&"overlap"), overlaps);
    }
}

/// Two layers of towns with a gap of 5 m between them, enclosed; plots of a third lie over the one and touch the other.
#[test]
fn a_gap_between_two_layers_is_found_whatever_lies_over_one_of_them() {
    let first = [("a", [0.0, 0.0, 1.0, 1.0]), ("north", [0.0, 1.0, 3.0, 2.0]), ("south", [0.0, -1.0, 3.0, 0.0])];
    let second = [("c1", [1.005, 0.0, 2.0, 1.0]), ("c2", [2.0, 0.0, 3.0, 1.0])];
    let plots = [("u1", [1.1, 0.5, 1.5, 1.0]), ("u2", [1.5, 0.5, 2.0, 1.0]), ("u3", [2.0, 0.5, 2.5, 1.0])];
    let layers = [("a", areas(&first)), ("c", areas(&second)), ("u", areas(&plots))];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let ordered: Vec<(&str, &str, Vec<Value>)> =
            order.iter().map(|&at| (layers[at].0, "area", layers[at].1.clone())).collect();
        let project = opened(&project_of(&ordered, &json!({})), &OpenOptions::default());
        assert_eq!(rules(&project, Severity::Error), ["gap"], "{order:?}");
    }
}

/// What the project lists of one district says nothing of the next, and takes nothing from the city.
#[test]
fn listing_the_parts_of_one_district_leaves_the_rest_as_it_is() {
    let city = areas(&[("city", [0.0, 0.0, 2.0, 1.0])]);
    let districts = areas(&[("d0", [0.0, 0.0, 1.0, 1.0]), ("d1", [1.0, 0.0, 2.0, 1.0])]);
    let parcels = |gap: f64| {
        areas(&[
            ("p0", [0.0, 0.0, 1.0, 0.5]),
            ("p1", [0.0, 0.5, 1.0, 1.0]),
            ("p2", [1.0 + gap, 0.2, 2.0, 0.8]),
            ("p3", [1.0, 0.0, 2.0, 0.2]),
            ("p4", [1.0, 0.8, 2.0, 1.0]),
        ])
    };
    let listed = json!({"wholes": [{"whole": "d0", "parts": ["p0", "p1"]}]});
    for wholes in [&json!({}), &listed] {
        let right = [("c", "whole", city.clone()), ("d", "area", districts.clone()), ("p", "area", parcels(0.0))];
        assert_eq!(
            rules(&opened(&project_of(&right, wholes), &OpenOptions::default()), Severity::Error),
            Vec::<&str>::new()
        );
        let wrong = [("d", "area", districts.clone()), ("p", "area", parcels(0.005))];
        assert!(rules(&opened(&project_of(&wrong, wholes), &OpenOptions::default()), Severity::Error).contains(&"gap"));
    }
}

/// A city that two layers make up each by itself, named: each is checked, neither is added to the other.
#[test]
fn a_named_whole_is_checked_with_each_layer_that_makes_it_up() {
    let city = areas(&[("city", [0.0, 0.0, 2.0, 1.0])]);
    let parcels = areas(&[("p0", [0.0, 0.0, 0.7, 1.0]), ("p1", [0.7, 0.0, 1.4, 1.0]), ("p2", [1.4, 0.0, 2.0, 1.0])]);
    let uses = areas(&[("u0", [0.0, 0.0, 1.0, 1.0]), ("u1", [1.0, 0.0, 2.0, 1.0])]);
    let named = OpenOptions { whole: Some("city".to_owned()), ..OpenOptions::default() };
    for (parcels, rule) in [(parcels.clone(), None), (parcels[..2].to_vec(), Some("whole-not-filled"))] {
        let layers = [("c", "whole", city.clone()), ("p", "area", parcels), ("u", "area", uses.clone())];
        for options in [&named, &OpenOptions::default()] {
            let errors = rules(&opened(&project_of(&layers, &json!({})), options), Severity::Error);
            assert_eq!(errors.is_empty(), rule.is_none(), "{errors:?}");
            assert!(rule.is_none_or(|rule| errors.contains(&rule)), "{errors:?}");
        }
    }
}

/// A city whose feature is missing over districts that are there, in one file, and a district over parcels larger than the others' in another.
#[test]
fn a_missing_whole_of_any_level_is_told() {
    let square = |id: &'static str, west: f64, east: f64| (id, [west, 0.0, east, 1.0]);
    let one = [
        square("c0", 0.0, 4.0),
        square("d0", 0.0, 2.0),
        square("p0", 0.0, 1.0),
        square("p1", 1.0, 2.0),
        square("d1", 2.0, 4.0),
        square("p2", 2.0, 3.0),
        square("p3", 3.0, 4.0),
        square("d2", 4.0, 6.0),
        square("p4", 4.0, 5.0),
        square("p5", 5.0, 6.0),
        square("d3", 6.0, 8.0),
        square("p6", 6.0, 7.0),
        square("p7", 7.0, 8.0),
    ];
    let found = rules(
        &opened(&project_of(&[("all", "area", areas(&one))], &json!({})), &OpenOptions::default()),
        Severity::Note,
    );
    assert!(found.contains(&"mixed-levels"), "{found:?}");
    let city = areas(&[square("city", 0.0, 6.0)]);
    let districts = areas(&[square("d0", 0.0, 2.0), square("d2", 4.0, 6.0)]);
    let parcels = areas(&[
        square("p0", 0.0, 0.5),
        square("p1", 0.5, 1.0),
        square("p2", 1.0, 2.0),
        square("q0", 2.0, 3.0),
        square("q1", 3.0, 4.0),
        square("p3", 4.0, 4.5),
        square("p4", 4.5, 5.0),
        square("p5", 5.0, 6.0),
    ]);
    let layers = [("c", "whole", city), ("d", "whole", districts), ("p", "area", parcels)];
    let found = rules(&opened(&project_of(&layers, &json!({})), &OpenOptions::default()), Severity::Warning);
    assert!(found.contains(&"mixed-levels"), "{found:?}");
}

/// A district twice in its layer is twice the same, though the other districts have parts in another layer.
#[test]
fn a_copy_in_the_layer_of_wholes_is_no_part() {
    let districts = areas(&[
        ("d0", [0.0, 0.0, 1.0, 1.0]),
        ("d1", [1.0, 0.0, 2.0, 1.0]),
        ("x", [2.0, 0.0, 3.0, 1.0]),
        ("x2", [2.0, 0.0, 3.0, 1.0]),
    ]);
    let parcels = areas(&[
        ("p0", [0.0, 0.0, 0.5, 1.0]),
        ("p1", [0.5, 0.0, 1.0, 1.0]),
        ("p2", [1.0, 0.0, 1.5, 1.0]),
        ("p3", [1.5, 0.0, 2.0, 1.0]),
    ]);
    let folder = project_of(&[("d", "whole", districts), ("p", "area", parcels)], &json!({}));
    assert!(rules(&opened(&folder, &OpenOptions::default()), Severity::Error).contains(&"duplicate-feature"));
}

/// A layer more over the same features is no change of any.
#[test]
fn a_feature_that_two_layers_show_is_compared_once() {
    let all = areas(&[("d0", [0.0, 0.0, 1.0, 1.0]), ("d1", [1.0, 0.0, 2.0, 1.0])]);
    let one = project_of(&[("d", "area", all)], &json!({}));
    let path = one.path().to_str().expect("a plain path").to_owned();
    let two = TempDir::new().expect("a folder");
    fs::copy(one.path().join("d.geojson"), two.path().join("d.geojson")).expect("a copy");
    let layer = |id: &str| json!({"id": id, "title": id, "file": "d.geojson", "style": "area"});
    let manifest = json!({"schema": "zonemap-project/1", "title": "case", "layers": [layer("d"), layer("again")]});
    fs::write(two.path().join("project.json"), manifest.to_string()).expect("a file");
    let other = two.path().to_str().expect("a plain path");
    assert_eq!([zonemap(["diff", &path, other]).code, zonemap(["diff", other, &path]).code], [0, 0]);
}

/// A project that lost what it declares is told as changed; a file of boundaries alone beside a project is not.
#[test]
fn a_figure_that_a_project_no_longer_declares_is_a_change() {
    let district = areas(&[("d0", [0.0, 0.0, 1.0, 1.0])]);
    let declared = json!({"declared_areas": [{"feature": "d0", "area": "113.5", "unit": "ha"}]});
    let [with, without] = [declared, json!({})].map(|more| project_of(&[("d", "area", district.clone())], &more));
    let path = |folder: &TempDir, name: &str| folder.path().join(name).to_str().expect("a plain path").to_owned();
    let compared = |after: String| zonemap(["diff", &path(&with, "."), &after]).code;
    assert_eq!(compared(path(&without, ".")), 1);
    assert_eq!(compared(path(&without, "d.geojson")), 0);
}

/// A city that two layers make up side by side, to the digit, with land use that fills half of it over both of them.
#[test]
fn two_layers_make_up_a_city_beside_each_other_whatever_lies_over_both() {
    let city = areas(&[("city", [0.0, 0.0, 1.0, 1.0])]);
    let west = areas(&[("a0", [0.0, 0.0, 0.3, 1.0]), ("a1", [0.3, 0.0, 0.6, 1.0])]);
    let east = areas(&[("c0", [0.6, 0.0, 0.8, 1.0]), ("c1", [0.8, 0.0, 1.0, 1.0])]);
    for from in [0.2, 0.3, 0.5] {
        let step = |at: i32| from + 0.1 * f64::from(at);
        let used = ["u0", "u1", "u2", "u3", "u4"].iter().zip(0..);
        let land: Vec<Area> = used.map(|(id, at)| (*id, [step(at), 0.0, step(at + 1), 1.0])).collect();
        let layers = [
            ("city", "whole", city.clone()),
            ("a", "area", west.clone()),
            ("c", "area", east.clone()),
            ("u", "area", areas(&land)),
        ];
        let project = opened(&project_of(&layers, &json!({})), &OpenOptions::default());
        let parts = |at: usize| -> Vec<&str> {
            project.wholes[at].parts.iter().filter_map(|&id| Some(project.feature(id)?.key())).collect()
        };
        assert_eq!(parts(0), ["a0", "a1", "c0", "c1"], "{from}");
        let rules = rules(&project, Severity::Error);
        assert!(rules.iter().all(|rule| !["overlap", "measured-sum"].contains(rule)), "{from}: {rules:?}");
    }
}
