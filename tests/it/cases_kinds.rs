//! What a project says of its layers, and what nobody compared: kinds of areas, declared outlines, districts without their city. Areas of shapely 2
//! in the equal-area projection around the case.
//! Must not know how layers are told apart.

use std::fs;

use serde_json::{Value, json};

use crate::common::{Area, area, project_of};
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::verify::{Finding, Severity, Tolerances, check};

const CITY: [Area; 1] = [("c", [0.0, 0.0, 4.0, 1.0])];
const DISTRICTS: [Area; 4] = [
    ("d0", [0.0, 0.0, 1.0, 1.0]),
    ("d1", [1.0, 0.0, 2.0, 1.0]),
    ("d2", [2.0, 0.0, 3.0, 1.0]),
    ("d3", [3.0, 0.0, 4.0, 1.0]),
];

/// A project of layers with more members of each, and of its own.
fn found(layers: &[(&str, &str, &[Area], Value)], more: &Value) -> Vec<Finding> {
    let plain: Vec<(&str, &str, Vec<Value>)> = layers
        .iter()
        .map(|(name, style, areas, _)| (*name, *style, areas.iter().map(|one| area(one, &json!({}))).collect()))
        .collect();
    let folder = project_of(&plain, more);
    let manifest = folder.path().join("project.json");
    let mut read: Value = serde_json::from_str(&fs::read_to_string(&manifest).expect("a file")).expect("JSON");
    for (at, (.., members)) in layers.iter().enumerate() {
        read["layers"][at].as_object_mut().expect("members").extend(members.as_object().expect("members").clone());
    }
    fs::write(&manifest, read.to_string()).expect("a file");
    let project = open(folder.path(), &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    let mut found = check(&project, &Tolerances::default());
    found.retain(|finding| !["nothing-declared", "missing-declared", "missing-language"].contains(&finding.rule));
    found
}

/// Rules by severity, with the ids of what they are about.
fn told(found: &[Finding], severity: Severity) -> Vec<String> {
    let of = found.iter().filter(|finding| finding.severity == severity);
    of.map(|finding| finding.id.split('@').next().unwrap_or_default().to_owned()).collect()
}

fn kind(kind: &str) -> Value {
    json!({ "kind": kind })
}

fn strips<const N: usize>(names: [&'static str; N]) -> Vec<Area> {
    let width = 4.0 / f64::from(u32::try_from(N).expect("few"));
    (0..).zip(names).map(|(at, name)| (name, [f64::from(at) * width, 0.0, f64::from(at + 1) * width, 1.0])).collect()
}

/// Land use of nine strips over four districts: taken for their parts where nothing is said, since most lie in one. Told to be another kind they
/// are not; and with none of two kinds is anything compared, overlapping or not.
#[test]
fn layers_of_two_kinds_are_neither_compared_nor_parts_of_each_other() {
    let uses = strips(["u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8"]);
    for style in ["area", "whole"] {
        let of = |kinds: [Value; 2]| {
            let [districts, land] = kinds;
            found(&[("d", style, &DISTRICTS, districts), ("u", "area", &uses, land)], &json!({}))
        };
        if style == "whole" {
            assert!(!told(&of([json!({}), json!({})]), Severity::Error).is_empty());
            assert!(!told(&of([kind("plan"), json!({})]), Severity::Error).is_empty(), "one alone says nothing");
        }
        assert_eq!(told(&of([kind("districts"), kind("land use")]), Severity::Error), [""; 0]);
        assert_eq!(told(&of([kind("districts"), kind("land use")]), Severity::Warning), [""; 0]);
    }
}

/// Two surveys of one kind that overlap by nine tenths: as they lie they are two kinds of areas, which is a warning at most.
#[test]
fn layers_of_one_kind_are_compared_however_they_lie() {
    let east: [Area; 3] = [("e0", [0.1, 0.0, 1.5, 1.0]), ("e1", [1.5, 0.0, 3.0, 1.0]), ("e2", [3.0, 0.0, 4.1, 1.0])];
    let of = |kinds: [Value; 2]| {
        let [one, other] = kinds;
        found(&[("d", "area", &DISTRICTS, one), ("e", "area", &east, other)], &json!({}))
    };
    assert_eq!(told(&of([json!({}), json!({})]), Severity::Error), [""; 0]);
    let errors = told(&of([kind("plots"), kind("plots")]), Severity::Error);
    for overlap in ["overlap:d1+e0", "overlap:d1+e1"] {
        assert!(errors.iter().any(|id| id == overlap), "{overlap}: {errors:?}");
    }
}

/// Parts of one kind in two layers make up a whole together, whatever they fill.
#[test]
fn layers_of_one_kind_make_up_a_whole_together() {
    let (west, east) = (&DISTRICTS[..2], [("d2", [2.0, 0.0, 3.0, 1.0]), ("d3", [3.1, 0.0, 4.0, 1.0])]);
    let layers = |kind: Value| {
        found(
            &[("c", "whole", &CITY, json!({})), ("w", "area", west, kind.clone()), ("e", "area", &east, kind)],
            &json!({}),
        )
    };
    let gaps = layers(kind("districts"));
    // shapely: 113 533 m².
    let gap = gaps.iter().find(|finding| finding.rule == "gap").unwrap_or_else(|| panic!("{gaps:?}"));
    assert!((gap.area_m2.expect("an area") - 113_533.0).abs() < 2.0, "{gap:?}");
}

/// An outline has a figure to keep to, and areas lie in it: it is what they make up, though it is drawn as a boundary or answers to no click.
#[test]
fn a_declared_outline_is_a_whole_however_it_is_drawn() {
    let outline: [Area; 1] = [("c", [0.0, 0.0, 2.0, 1.0])];
    let with_gap: [Area; 2] = [("d0", [0.0, 0.0, 1.0, 1.0]), ("d1", [1.1, 0.0, 2.0, 1.0])];
    let declared = json!({"declared_areas": [{"feature": "c", "area": "2.27", "unit": "km2"}]});
    for style in ["whole", "area", "limit"] {
        for queryable in [true, false] {
            if style == "area" && queryable {
                continue;
            }
            let layers = |districts: &[Area]| {
                let outline = ("c", style, &outline[..], json!({"queryable": queryable}));
                found(&[outline, ("d", "area", districts, json!({}))], &declared)
            };
            let found = layers(&with_gap);
            let gap = found.iter().find(|finding| finding.rule == "gap");
            // shapely: 113 533 m².
            let area_m2 = gap.unwrap_or_else(|| panic!("{style} {queryable}: {found:?}")).area_m2.expect("an area");
            assert!((area_m2 - 113_533.0).abs() < 2.0, "{style} {queryable}: {area_m2}");
            assert_eq!(told(&layers(&DISTRICTS[..2]), Severity::Error), [""; 0], "{style} {queryable}");
        }
    }
}

/// Two of four districts lie in no city; all have parcels, so that each is a whole by itself.
#[test]
fn a_city_that_is_missing_above_districts_with_parcels_is_told() {
    let city: [Area; 1] = [("c0", [0.0, 0.0, 2.0, 1.0])];
    let parcels = strips(["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"]);
    for style in ["area", "whole"] {
        let layers = [
            ("c", "whole", &city[..], json!({})),
            ("d", style, &DISTRICTS, json!({})),
            ("p", "area", &parcels, json!({})),
        ];
        let notes = told(&found(&layers, &json!({})), Severity::Note);
        assert!(notes.contains(&"mixed-levels:c0+d2+d3".to_owned()), "{style}: {notes:?}");
    }
}

/// Two parcels reach out of the city: both are named, not the one that the middle of the place lies in.
#[test]
fn all_parts_that_lie_outside_together_are_named() {
    let city: [Area; 1] = [("c", [0.0, 0.0, 2.0, 1.0])];
    let parcels: [Area; 4] = [
        ("p0", [0.0, 0.0, 1.0, 0.5]),
        ("p1", [0.0, 0.5, 1.0, 1.0]),
        ("p2", [1.0, 0.0, 2.1, 0.5]),
        ("p3", [1.0, 0.5, 2.1, 1.0]),
    ];
    let found = found(&[("c", "whole", &city, json!({})), ("p", "area", &parcels, json!({}))], &json!({}));
    let outside: Vec<&Finding> = found.iter().filter(|finding| finding.rule == "part-outside").collect();
    assert_eq!(outside.len(), 1, "{outside:?}");
    assert_eq!(outside[0].features.len(), 3);
    // shapely: 113 533 m².
    assert!(outside[0].message.get(Lang::En).starts_with("p2, p3: 11.3533 ha lies outside c"), "{outside:?}");
}

/// Six strips of land use over two cities of two districts each: two lie in no one district, and the map tells no relation between these and
/// the districts. What they cover together is told, with its size.
#[test]
fn areas_that_nobody_compared_are_named() {
    let cities: [Area; 2] = [("c0", [0.0, 0.0, 2.0, 1.0]), ("c1", [2.0, 0.0, 4.0, 1.0])];
    let uses = strips(["u0", "u1", "u2", "u3", "u4", "u5"]);
    let layers = [
        ("c", "whole", &cities[..], json!({})),
        ("d", "whole", &DISTRICTS, json!({})),
        ("u", "area", &uses, json!({})),
    ];
    let found = found(&layers, &json!({}));
    let unknown: Vec<&Finding> = found.iter().filter(|finding| finding.kind == "areas-not-compared").collect();
    assert_eq!((unknown.len(), unknown[0].severity), (1, Severity::Warning), "{unknown:?}");
    // shapely: 1 513 779 m², of d0 and d1 with u1 and of d2 and d3 with u4.
    let message = unknown[0].message.get(Lang::En);
    assert!(message.starts_with("in d, u, areas overlap by 1.5138 km²"), "{message}");
}

/// Layers of one file, the first of which picks some of its areas out: these are areas of the layer that shows all, whatever the first is said to be.
#[test]
fn areas_that_are_picked_out_are_compared_with_their_own_layer() {
    let features = [
        area(&("a", [0.0, 0.0, 2.0, 2.0]), &json!({"pick": "yes"})),
        area(&("c", [1.0, 0.0, 3.0, 2.0]), &json!({"pick": "no"})),
    ];
    let layer = |id: &str, more: Value| {
        let mut layer = json!({"id": id, "title": id, "file": "f.geojson"});
        layer.as_object_mut().expect("members").extend(more.as_object().expect("members").clone());
        layer
    };
    let picked = layer("picked", json!({"select": {"pick": "yes"}, "kind": "p"}));
    for all in [json!({"kind": "q"}), json!({})] {
        for layers in [[picked.clone(), layer("all", all.clone())], [layer("all", all), picked.clone()]] {
            let folder = project_of(&[("f", "area", features.to_vec())], &json!({ "layers": layers }));
            let project = open(folder.path(), &OpenOptions::default()).expect("it opens");
            let found = check(&project, &Tolerances::default());
            assert_eq!(told(&found, Severity::Error), ["overlap:a+c"], "{found:?}");
        }
    }
}

/// Hidden areas with a figure, and outlines: what they cover with others is told though another lies inside them.
#[test]
fn hidden_areas_and_outlines_are_not_passed_over() {
    let hidden: [Area; 2] = [("o", [0.0, 0.0, 4.0, 4.0]), ("i", [0.0, 0.0, 1.0, 1.0])];
    let beside: [Area; 1] = [("v", [3.0, 0.0, 6.0, 4.0])];
    let declared = |ids: &[(&str, &str)]| {
        let rows: Vec<Value> = ids.iter().map(|(id, km2)| json!({"feature": id, "area": km2, "unit": "km2"})).collect();
        json!({ "declared_areas": rows })
    };
    let layers = [("h", "area", &hidden[..], json!({"queryable": false})), ("b", "area", &beside, json!({}))];
    let found = found(&layers, &declared(&[("o", "18.2"), ("i", "1.14")]));
    // shapely: 4 541 338 m².
    let told_of = |found: &[Finding], ids: &str| {
        let of = found.iter().find(|finding| finding.id.starts_with(&format!("layers-not-compared:{ids}")));
        of.unwrap_or_else(|| panic!("{ids}: {found:?}")).message.get(Lang::En).to_owned()
    };
    assert!(told_of(&found, "o+v").starts_with("in h, b, areas overlap by 4.54"), "{found:?}");
    // Districts that were shifted by a quarter of the outline.
    let city: [Area; 1] = [("city", [0.0, 0.0, 4.0, 4.0])];
    let districts: [Area; 2] = [("d0", [1.0, 0.0, 5.0, 2.0]), ("d1", [1.0, 2.0, 5.0, 4.0])];
    let outline = |areas: &[Area]| {
        let layers = [("c", "limit", &city[..], json!({})), ("d", "area", areas, json!({}))];
        self::found(&layers, &declared(&[("city", "18.2")]))
    };
    assert!(told_of(&outline(&districts), "city+d0").starts_with("in c, d, areas overlap by 13.62"));
    // A district that fills less than half of it.
    let little = outline(&[("d", [0.0, 0.0, 4.0, 1.9])]);
    let told_of_it = told(&little, Severity::Warning);
    assert!(told_of_it.iter().any(|id| id.starts_with("whole-not-filled:city+d")), "{little:?}");
    // One district alone, a thousandth short of it.
    let short = outline(&[("d", [0.0, 0.0, 4.0, 3.996])]);
    assert!(told(&short, Severity::Error).iter().any(|id| id.starts_with("gap:")), "{short:?}");
}

/// One kind makes up a city of any style, in a file of its own; a slip of the hand makes no other kind; an empty one says nothing.
#[test]
fn a_kind_is_a_word_however_it_is_written() {
    for kinds in [["k", "k"], ["District", " district "], ["k", "K"]] {
        let [city, districts] = kinds.map(kind);
        let layers = [("c", "area", &CITY[..], city), ("d", "area", &DISTRICTS, districts)];
        assert_eq!(told(&found(&layers, &json!({})), Severity::Error), [""; 0], "{kinds:?}");
    }
    let shifted: [Area; 1] = [("x", [0.5, 0.0, 1.5, 1.0])];
    for kinds in [["k", ""], ["", ""]] {
        let [one, other] = kinds.map(kind);
        let layers = [("d", "area", &DISTRICTS[..1], one), ("e", "area", &shifted, other)];
        assert_eq!(told(&found(&layers, &json!({})), Severity::Error), ["overlap:d0+x"], "{kinds:?}");
    }
}

/// Parks and lakes of two kinds, and two layers over one another: they fill half of the city only if they are added up, and make up nothing.
#[test]
fn what_lies_over_one_another_fills_nothing_together() {
    let parks: [Area; 2] = [("k1", [0.1, 0.1, 1.3, 0.6]), ("k2", [2.1, 0.1, 3.3, 0.6])];
    let over: [Area; 2] = [("l1", [0.2, 0.1, 1.4, 0.6]), ("l2", [2.2, 0.1, 3.4, 0.6])];
    let lakes: [Area; 2] = [("l1", [0.1, 0.62, 1.8, 0.98]), ("l2", [2.1, 0.62, 3.8, 0.98])];
    for (areas, kinds) in [(&lakes, [kind("parks"), kind("lakes")]), (&over, [json!({}), json!({})])] {
        let [one, other] = kinds;
        let layers = [("c", "whole", &CITY[..], json!({})), ("k", "area", &parks, one), ("l", "area", areas, other)];
        assert_eq!(told(&found(&layers, &json!({})), Severity::Error), [""; 0]);
    }
}
