//! Layers of one project beside and over one another: neighbours in two files, land use over districts. Areas of shapely 2 in the equal-area
//! projection around the case.
//! Must not know how layers are told apart.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{Area, area, project_of, zonemap};
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::verify::{Finding, Severity, Tolerances, check};

/// A project of layers, each of a file and a style; its areas have the first letter of their id as their use.
fn folder(layers: &[(&str, &str, &[Area])]) -> TempDir {
    folder_with(layers, &json!({}))
}

fn folder_with(layers: &[(&str, &str, &[Area])], more: &Value) -> TempDir {
    let of_use = |one: &Area| area(one, &json!({"use": &one.0[..1]}));
    let layers: Vec<(&str, &str, Vec<Value>)> =
        layers.iter().map(|(name, style, areas)| (*name, *style, areas.iter().map(of_use).collect())).collect();
    project_of(&layers, more)
}

fn of_folder(folder: &TempDir) -> Vec<Finding> {
    let project = open(folder.path(), &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    let mut found = check(&project, &Tolerances::default());
    found.retain(|finding| {
        ["overlap", "gap", "duplicate-feature", "layers-not-compared", "not-checked"].contains(&finding.rule)
    });
    found
}

/// What is found between areas: whether it is an error, the rule with the ids, the size in whole square metres.
fn found(layers: &[(&str, &str, &[Area])]) -> Vec<(bool, String, f64)> {
    let name = |finding: &Finding| finding.id.split('@').next().unwrap_or_default().to_owned();
    let told = |finding: &Finding| {
        (finding.severity == Severity::Error, name(finding), finding.area_m2.unwrap_or_default().round())
    };
    of_folder(&folder(layers)).iter().map(told).collect()
}

const WEST: [Area; 2] = [("a1", [0.0, 0.0, 1.0, 1.0]), ("a2", [1.0, 0.0, 2.0, 1.0])];
const DISTRICTS: [Area; 2] = [("a1", [0.0, 0.0, 2.0, 1.0]), ("a2", [2.0, 0.0, 4.0, 1.0])];
const USES: [Area; 3] = [("r1", [0.0, 0.0, 1.0, 1.0]), ("r2", [1.0, 0.0, 3.0, 1.0]), ("i1", [3.0, 0.0, 4.0, 1.0])];

#[test]
fn neighbours_in_two_files_overlap_and_leave_gaps() {
    // shapely: 124 887 m².
    let east: [Area; 2] = [("b1", [1.89, 0.0, 3.0, 1.0]), ("b2", [3.0, 0.0, 4.0, 1.0])];
    assert_eq!(
        found(&[("west", "area", &WEST), ("east", "area", &east)]),
        [(true, "overlap:a2+b1".to_owned(), 124_887.0)]
    );
    // Enclosed by three files: shapely 5 677 m², 5 m wide.
    let south: [Area; 1] = [("c", [0.0, -1.0, 4.0, 0.0])];
    let north: [Area; 1] = [("d", [0.0, 1.0, 4.0, 2.0])];
    let east: [Area; 1] = [("b1", [2.005, 0.0, 4.0, 1.0])];
    let layers: [(&str, &str, &[Area]); 4] =
        [("west", "area", &WEST), ("east", "area", &east), ("south", "area", &south), ("north", "area", &north)];
    let told = found(&layers);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].0 && told[0].1.starts_with("gap:") && (told[0].2 - 5677.0).abs() < 2.0, "{told:?}");
    // Neighbours that share their border are right.
    let east: [Area; 1] = [("b1", [2.0, 0.0, 4.0, 1.0])];
    assert_eq!(found(&[("west", "area", &WEST), ("east", "area", &east)]), []);
}

/// Layers of one file by `select`: half of an area lies over one of the other use, which the file alone is refused for.
#[test]
fn layers_of_one_file_are_compared_as_the_file_is() {
    let areas: [Area; 3] = [("r1", [0.0, 0.0, 1.0, 1.0]), ("i1", [0.5, 0.0, 1.5, 1.0]), ("r2", [1.5, 0.0, 2.5, 1.0])];
    let folder = folder(&[("zones", "area", &areas)]);
    let alone = of_folder(&folder);
    let layer = |of: &str| json!({"id": of, "title": of, "file": "zones.geojson", "select": {"use": of}});
    let manifest = json!({"schema": "zonemap-project/1", "title": "case", "layers": [layer("r"), layer("i")]});
    fs::write(folder.path().join("project.json"), manifest.to_string()).expect("a file");
    let by_use = of_folder(&folder);
    for found in [alone, by_use] {
        assert_eq!(found.len(), 1, "{found:?}");
        assert!((found[0].area_m2.expect("an area") - 567_667.0).abs() < 1.0 && found[0].severity == Severity::Error);
    }
}

/// It is in the group of the listed parts and in that of all areas.
#[test]
fn a_copy_beside_listed_parts_is_told_once() {
    let areas: [Area; 4] = [
        ("w", [0.0, 0.0, 4.0, 2.0]),
        ("a", [0.0, 0.0, 2.0, 2.0]),
        ("b", [2.0, 0.0, 4.0, 2.0]),
        ("x", [0.0, 0.0, 2.0, 2.0]),
    ];
    let listed = json!({"wholes": [{"whole": "w", "parts": ["a", "b"]}]});
    let mut found = of_folder(&folder_with(&[("parts", "area", &areas)], &listed));
    found.retain(|finding| finding.rule == "duplicate-feature");
    assert_eq!(found.len(), 1, "{found:?}");
}

/// A layer that is a copy of another is no kind of its own.
#[test]
fn a_copy_of_a_layer_is_a_warning() {
    let again = USES.map(|(id, at)| if id == "i1" { ("i2", [3.0, 0.0, 3.9, 1.0]) } else { (id, at) });
    let layers: [(&str, &str, &[Area]); 2] = [("uses", "area", &USES), ("again", "area", &again)];
    let found = of_folder(&folder(&layers));
    assert_eq!(found.len(), 1, "{found:?}");
    let text = found[0].message.get(Lang::En);
    assert!(
        found[0].severity == Severity::Warning
            && text.starts_with("2 of the areas in layer again are in layer uses too"),
        "{text}"
    );
}

/// What is pointed at are areas that overlap, not the first whose boxes meet; and how much is said of those that were looked at, not of the layer.
#[test]
fn layers_that_lie_over_one_another_are_pointed_at_where_they_do() {
    let districts: [Area; 2] = [("d1", [0.0, 0.0, 2.0, 2.0]), ("d2", [2.0, 0.0, 4.0, 2.0])];
    let uses: [Area; 2] = [("u1", [4.0, 0.0, 5.0, 1.0]), ("u2", [1.0, 0.5, 3.0, 1.5])];
    assert_eq!(
        found(&[("d", "area", &districts), ("u", "area", &uses)]),
        [(false, "layers-not-compared:u2+d1".to_owned(), 0.0)]
    );
    // Two of three areas lie in the whole, the third lies over its edge.
    let whole: [Area; 1] = [("w", [0.0, 0.0, 3.0, 2.0])];
    let parts: [Area; 3] = [("a", [0.0, 0.0, 1.0, 2.0]), ("b", [1.0, 0.0, 2.0, 2.0]), ("c", [2.25, 0.0, 3.25, 2.0])];
    let found = of_folder(&folder(&[("city", "whole", &whole), ("parts", "area", &parts)]));
    let told = found.iter().find(|finding| finding.rule == "layers-not-compared").expect("it is told");
    let text = told.message.get(Lang::En);
    assert!(text.starts_with("75 % of one area of layer parts (1.7029 km²) overlaps layer city"), "{text}");
}

/// Two kinds of areas: what was not compared is said, and nothing is said to agree that was not.
#[test]
fn layers_that_lie_over_one_another_are_named() {
    let layers: [(&str, &str, &[Area]); 2] = [("districts", "area", &DISTRICTS), ("uses", "area", &USES)];
    assert_eq!(found(&layers), [(false, "layers-not-compared:r1+a1".to_owned(), 0.0)]);
    let text = of_folder(&folder(&layers))[0].message.get(Lang::En).to_owned();
    assert!(text.starts_with("100 % of layer uses (4.5413 km²) overlaps layer districts"), "{text}");
    let folder = folder(&layers);
    let manifest = folder.path().join("project.json");
    let mut read: Value = serde_json::from_str(&fs::read_to_string(&manifest).expect("a file")).expect("JSON");
    read["declared_areas"] = json!([{"feature": "a1", "area": "2.27", "unit": "km2"}]);
    fs::write(&manifest, read.to_string()).expect("a file");
    let report = zonemap(["verify", folder.path().to_str().expect("a path")]);
    assert_eq!(report.code, 0, "{}", report.out);
    assert!(!report.out.contains("Everything agrees"), "{}", report.out);
    assert!(report.out.contains("What was compared agrees"), "{}", report.out);
    // Parks in districts too; a wood that only reaches into one is an overlap: shapely 22 706 m² of 227 052.
    let parks: [Area; 1] = [("p", [0.5, 0.2, 0.7, 0.4])];
    assert!(!found(&[("districts", "area", &DISTRICTS), ("parks", "area", &parks)])[0].0);
    let wood: [Area; 1] = [("w", [0.5, 0.9, 0.7, 1.9])];
    let told = found(&[("districts", "area", &DISTRICTS), ("wood", "area", &wood)]);
    assert_eq!(told, [(true, "overlap:a1+w".to_owned(), 22_706.0)]);
}

/// Land use lies over the districts of one township only, and reaches over the border of the next.
#[test]
fn a_layer_beside_one_layer_and_over_another_is_compared_with_the_one() {
    let next: [Area; 1] = [("b", [4.0, 0.0, 6.0, 1.0])];
    let uses: [Area; 2] = [("r", [0.0, 0.0, 2.0, 1.0]), ("i", [2.0, 0.0, 4.1, 1.0])];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]] {
        let layers: [(&str, &str, &[Area]); 3] =
            [("districts", "area", &DISTRICTS), ("next", "area", &next), ("uses", "area", &uses)];
        let told = found(&order.map(|at| layers[at]));
        let overlap = told.iter().filter(|(is_error, ..)| *is_error).collect::<Vec<_>>();
        // Beside it a note that land use and districts were not compared, and one that no slits were closed between land use and the next.
        assert_eq!((told.len(), overlap.len()), (3, 1), "{told:?}");
        assert!(overlap[0].1 == "overlap:b+i" || overlap[0].1 == "overlap:i+b", "{told:?}");
        assert!((overlap[0].2 - 113_533.0).abs() < 2.0, "{told:?}");
    }
}

/// The base of the map, and a feature that several layers of a file show, are no areas over one another.
#[test]
fn the_base_and_a_feature_shown_twice_are_not_compared() {
    let water: [Area; 1] = [("w", [1.5, 0.2, 3.0, 0.4])];
    assert_eq!(found(&[("water", "water", &water), ("west", "area", &WEST)]), []);
    let folder = folder(&[("zones", "area", &WEST)]);
    let layer = |of: &str| json!({"id": of, "title": of, "file": "zones.geojson"});
    let manifest = json!({"schema": "zonemap-project/1", "title": "case", "layers": [layer("all"), layer("again")]});
    fs::write(folder.path().join("project.json"), manifest.to_string()).expect("a file");
    assert!(of_folder(&folder).is_empty());
}

/// The errors and warnings of a folder of layers, by their rules.
fn severe(layers: &[(&str, &str, &[Area])]) -> Vec<(bool, &'static str)> {
    let project = open(folder(layers).path(), &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    let found = check(&project, &Tolerances::default());
    let severe = found.iter().filter(|finding| {
        finding.severity != Severity::Note && !["nothing-declared", "missing-declared"].contains(&finding.rule)
    });
    severe.map(|finding| (finding.severity == Severity::Error, finding.rule)).collect()
}

/// What lies over one town does not keep the other from being compared with it, whichever comes first.
#[test]
fn a_gap_between_layers_is_found_in_whatever_order_they_are() {
    let towns: [Area; 2] = [("a1", [0.0, 0.0, 1.0, 1.0]), ("a2", [1.0, 0.0, 2.0, 1.0])];
    let uses: [Area; 3] = [("u1", [0.0, 0.0, 0.6, 1.0]), ("u2", [0.6, 0.0, 1.2, 1.0]), ("u3", [1.2, 0.0, 1.8, 1.0])];
    // Five metres between the second town and the third, closed at both ends.
    let third: [Area; 2] = [("c1", [2.005, 0.0, 3.0, 1.0]), ("c2", [1.9, -1.0, 3.0, 0.0])];
    let lid: [Area; 1] = [("c3", [1.9, 1.0, 3.0, 2.0])];
    let layers: [(&str, &str, &[Area]); 4] =
        [("uses", "area", &uses), ("towns", "area", &towns), ("third", "area", &third), ("lid", "area", &lid)];
    for order in [[0, 1, 2, 3], [1, 0, 2, 3], [3, 2, 1, 0], [2, 0, 1, 3]] {
        let told = severe(&order.map(|at| layers[at]));
        assert_eq!(told, [(true, "gap")], "{order:?}");
    }
}

const PARCELS: [Area; 6] = [
    ("p1", [0.0, 0.0, 1.0, 0.5]),
    ("p2", [0.0, 0.5, 1.0, 1.0]),
    ("p3", [1.0, 0.0, 2.0, 0.5]),
    ("p4", [1.0, 0.5, 2.0, 1.0]),
    ("p5", [2.0, 0.0, 3.0, 0.5]),
    ("p6", [2.0, 0.5, 3.0, 1.0]),
];

/// Parcels in a layer of their own of which some have lost their district.
#[test]
fn parcels_without_their_district_are_told_across_layers() {
    let districts: [Area; 3] =
        [("d1", [0.0, 0.0, 1.0, 1.0]), ("d2", [1.0, 0.0, 2.0, 1.0]), ("d3", [2.0, 0.0, 3.0, 1.0])];
    let city: [Area; 1] = [("c", [0.0, 0.0, 3.0, 1.0])];
    for lost in 0..3 {
        let left: Vec<Area> = (0..3).filter(|at| *at != lost).map(|at| districts[at]).collect();
        let two: [(&str, &str, &[Area]); 2] = [("districts", "whole", &left), ("p", "area", &PARCELS)];
        assert_eq!(severe(&two), [(false, "mixed-levels")], "{lost}");
        let three: [(&str, &str, &[Area]); 3] = [("city", "whole", &city), two[0], two[1]];
        assert!(severe(&three).contains(&(false, "mixed-levels")), "{lost}: {:?}", severe(&three));
    }
    let whole: [(&str, &str, &[Area]); 3] =
        [("city", "whole", &city), ("districts", "whole", &districts), ("p", "area", &PARCELS)];
    assert_eq!(severe(&whole), []);
}

/// A city of districts, and of land use, in three files: each makes it up by itself, and a park is neither's neighbour.
#[test]
fn layers_over_one_another_inside_a_whole_are_not_added_up() {
    let city: [Area; 1] = [("c", [0.0, 0.0, 4.0, 1.0])];
    let right: [(&str, &str, &[Area]); 3] =
        [("city", "whole", &city), ("districts", "area", &DISTRICTS), ("uses", "area", &USES)];
    assert_eq!(severe(&right), []);
    let park: [Area; 3] = [("g1", [1.9, 0.2, 2.1, 0.4]), ("g2", [0.5, 0.2, 0.7, 0.4]), ("g3", [3.0, 0.2, 3.1, 0.4])];
    let with_park: [(&str, &str, &[Area]); 3] = [right[0], right[1], ("park", "area", &park)];
    assert_eq!(severe(&with_park), []);
    // Ten metres that one of the two leaves at the east end are a gap of that one.
    let short: [Area; 2] = [("a1", [0.0, 0.0, 2.0, 1.0]), ("a2", [2.0, 0.0, 3.99, 1.0])];
    let told = severe(&[right[0], ("districts", "area", &short), right[2]]);
    assert_eq!(told.iter().filter(|(_, rule)| *rule == "gap").count(), 1, "{told:?}");
}

/// City and districts are both drawn as wholes, each in a file of its own.
#[test]
fn wholes_in_a_whole_of_another_file_are_compared_with_it() {
    let city: [Area; 1] = [("c", [0.0, 0.0, 3.01, 1.0])];
    let districts: [Area; 3] =
        [("d1", [0.0, 0.0, 1.0, 1.0]), ("d2", [1.0, 0.0, 2.0, 1.0]), ("d3", [2.0, 0.0, 3.0, 1.0])];
    let told = severe(&[("city", "whole", &city), ("districts", "whole", &districts), ("p", "area", &PARCELS)]);
    for rule in ["gap", "measured-sum", "whole-unequal-union"] {
        assert!(told.contains(&(true, rule)), "{rule}: {told:?}");
    }
}

/// One area over another layer may be its own neighbour, drawn twice: a warning, where three are a kind of their own.
#[test]
fn one_area_over_another_layer_is_a_warning() {
    let again: [Area; 1] = [("b", [1.0, 0.0, 2.0, 1.0])];
    assert_eq!(severe(&[("west", "area", &WEST), ("again", "area", &again)]), [(false, "layers-not-compared")]);
    assert_eq!(severe(&[("districts", "area", &DISTRICTS), ("uses", "area", &USES)]), []);
}

/// What makes up an area is made up of it by no detour.
#[test]
fn wholes_in_a_circle_are_refused() {
    let wholes = json!([{"whole": "a1", "parts": ["r1"]}, {"whole": "r1", "parts": ["i1"]}, {"whole": "i1", "parts": ["r2", "a1"]}]);
    let layers: [(&str, &str, &[Area]); 2] = [("districts", "area", &DISTRICTS), ("uses", "area", &USES)];
    let folder = folder_with(&layers, &json!({"wholes": wholes}));
    let answer = zonemap(["verify", folder.path().to_str().expect("a path")]);
    assert_eq!(answer.code, 3, "{}", answer.out);
    assert!(answer.err.contains("parts other than the whole itself, each listed once, found a1"), "{}", answer.err);
}

/// A city is made up of districts as its project says; land use in it has neighbours of its own kind all the same.
#[test]
fn areas_in_a_whole_that_are_none_of_its_parts_are_compared() {
    let city: [Area; 1] = [("c", [0.0, 0.0, 4.0, 1.0])];
    let gap: [Area; 3] = [("r1", [0.0, 0.0, 1.0, 1.0]), ("r2", [1.0, 0.0, 3.0, 1.0]), ("i1", [3.0, 0.2, 4.0, 1.0])];
    let over: [Area; 3] = [("r1", [0.0, 0.0, 1.0, 1.0]), ("r2", [1.0, 0.0, 3.01, 1.0]), ("i1", [3.0, 0.0, 4.0, 1.0])];
    let narrow: [Area; 4] = [
        ("r1", [0.0, 0.0, 1.0, 1.0]),
        ("r2", [1.0, 0.0, 3.0, 0.9]),
        ("r3", [1.0, 0.9, 4.0, 1.0]),
        ("i1", [3.005, 0.0, 4.0, 0.9]),
    ];
    let floor: [Area; 5] = [
        narrow[0],
        ("r2", [1.0, 0.1, 3.0, 0.9]),
        narrow[2],
        ("i1", [3.005, 0.1, 4.0, 0.9]),
        ("r4", [1.0, 0.0, 4.0, 0.1]),
    ];
    for (uses, expected) in
        [(&USES[..], None), (&gap[..], None), (&over[..], Some("overlap")), (&floor[..], Some("gap"))]
    {
        let layers: [(&str, &str, &[Area]); 3] =
            [("city", "whole", &city), ("districts", "area", &DISTRICTS), ("uses", "area", uses)];
        let folder = folder_with(&layers, &json!({"wholes": [{"whole": "c", "parts": ["a1", "a2"]}]}));
        let found = of_folder(&folder);
        let errors: Vec<&str> =
            found.iter().filter(|finding| finding.severity == Severity::Error).map(|finding| finding.rule).collect();
        assert_eq!(errors, expected.into_iter().collect::<Vec<_>>(), "{uses:?}: {found:?}");
    }
}

/// A project of a city, districts of style `whole` and parcels, a file each, with more areas in the layer of the districts.
fn city_of_districts(more: &[Area], wholes: &Value) -> TempDir {
    let city: [Area; 1] = [("c", [0.0, 0.0, 4.0, 1.0])];
    let districts = [&DISTRICTS[..], more].concat();
    let parcels: [Area; 4] = [
        ("p1", [0.0, 0.0, 1.0, 1.0]),
        ("p2", [1.0, 0.0, 2.0, 1.0]),
        ("p3", [2.0, 0.0, 3.0, 1.0]),
        ("p4", [3.0, 0.0, 4.0, 1.0]),
    ];
    let layers: [(&str, &str, &[Area]); 3] =
        [("city", "whole", &city), ("d", "whole", &districts), ("p", "area", &parcels)];
    folder_with(&layers, &json!({"wholes": wholes}))
}

/// An area of the districts' own layer over them, or in one of them, is compared with them though they are made up of parcels.
#[test]
fn areas_over_districts_of_their_own_layer_are_never_silent() {
    let listed = json!([{"whole": "c", "parts": ["a1", "a2"]}]);
    let all_listed = json!([{"whole": "c", "parts": ["a1", "a2"]}, {"whole": "a1", "parts": ["p1", "p2"]},
        {"whole": "a2", "parts": ["p3", "p4"]}]);
    let over_both: Area = ("x", [1.8, 0.2, 2.2, 0.6]);
    let in_one: Area = ("x", [0.2, 0.2, 0.5, 0.6]);
    let copy: Area = ("x", [0.0, 0.0, 2.0, 1.0]);
    for wholes in [json!([]), listed, all_listed] {
        let errors = |more: &[Area]| -> Vec<String> {
            let project = open(city_of_districts(more, &wholes).path(), &OpenOptions::default());
            let found = check(&project.unwrap_or_else(|error| panic!("{error}")), &Tolerances::default());
            let errors = found.into_iter().filter(|finding| finding.severity == Severity::Error);
            errors.map(|finding| finding.id).collect()
        };
        assert_eq!(errors(&[]), Vec::<String>::new(), "{wholes}");
        for more in [over_both, in_one, copy] {
            assert_ne!(errors(&[more]), Vec::<String>::new(), "{more:?} {wholes}");
        }
    }
}

/// Land use that crosses the borders of districts does not make them up, though some of it lies in one by half.
#[test]
fn land_use_across_districts_makes_up_none_of_them() {
    let districts: [Area; 4] = [
        ("d1", [0.0, 0.0, 1.0, 1.0]),
        ("d2", [1.0, 0.0, 2.0, 1.0]),
        ("d3", [2.0, 0.0, 3.0, 1.0]),
        ("d4", [3.0, 0.0, 4.0, 1.0]),
    ];
    let uses: [Area; 4] = [
        ("u1", [0.0, 0.0, 1.1, 1.0]),
        ("u2", [1.1, 0.0, 2.5, 1.0]),
        ("u3", [2.5, 0.0, 3.5, 1.0]),
        ("u4", [3.5, 0.0, 4.0, 1.0]),
    ];
    let found = severe(&[("d", "whole", &districts), ("u", "area", &uses)]);
    assert_eq!(found, [(false, "layers-not-compared")]);
    // One parcel of eight over the border of two districts is a mistake.
    let parcels: Vec<Area> = ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"]
        .into_iter()
        .zip([[0.0, 0.5], [0.5, 1.1], [1.1, 1.5], [1.5, 2.0], [2.0, 2.5], [2.5, 3.0], [3.0, 3.5], [3.5, 4.0]])
        .map(|(id, [west, east])| (id, [west, 0.0, east, 1.0]))
        .collect();
    let found = severe(&[("d", "whole", &districts), ("p", "area", &parcels)]);
    assert!(found.contains(&(true, "part-outside")), "{found:?}");
}
