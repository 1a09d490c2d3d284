//! Districts with parcels in layers of their own: what lies beside them, twice, or over all of them. Areas of shapely 2 in the equal-area
//! projection around the case.
//! Must not know how layers are told apart.

use serde_json::{Value, json};

use crate::common::{Area, area, project_of};
use zonemap::formats::{OpenOptions, open};
use zonemap::verify::{Severity, Tolerances, check};

const CITY: [Area; 1] = [("city", [0.0, 0.0, 2.0, 1.0])];
const DISTRICTS: [Area; 2] = [("d0", [0.0, 0.0, 1.0, 1.0]), ("d1", [1.0, 0.0, 2.0, 1.0])];
const PARCELS: [Area; 4] = [
    ("p0", [0.0, 0.0, 1.0, 0.5]),
    ("p1", [0.0, 0.5, 1.0, 1.0]),
    ("p2", [1.0, 0.0, 2.0, 0.5]),
    ("p3", [1.0, 0.5, 2.0, 1.0]),
];

/// The errors of a project of layers, by the rule with the ids, and their sizes in whole square metres.
fn errors(layers: &[(&str, &str, &[Area])], more: &Value) -> Vec<(String, f64)> {
    let areas = |all: &[Area]| all.iter().map(|one| area(one, &json!({}))).collect();
    let layers: Vec<(&str, &str, Vec<Value>)> =
        layers.iter().map(|(name, style, all)| (*name, *style, areas(all))).collect();
    let project =
        open(project_of(&layers, more).path(), &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    let found = check(&project, &Tolerances::default());
    let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
    let name = |id: &str| id.split('@').next().unwrap_or_default().to_owned();
    errors.map(|finding| (name(&finding.id), finding.area_m2.unwrap_or_default().round())).collect()
}

/// A third district lies over both and out of the city, so that it is in nothing: they are compared with it though they have parcels.
#[test]
fn a_district_in_no_city_is_compared_with_those_that_have_parcels() {
    let with = [DISTRICTS[0], DISTRICTS[1], ("x", [-0.6, 0.4, 1.4, 0.6])];
    let wholes = json!({"wholes": [
        {"whole": "city", "parts": ["d0", "d1"]},
        {"whole": "d0", "parts": ["p0", "p1"]},
        {"whole": "d1", "parts": ["p2", "p3"]},
    ]});
    for more in [json!({}), wholes] {
        for style in ["whole", "area"] {
            let layers: [(&str, &str, &[Area]); 3] =
                [("c", "whole", &CITY), ("d", style, &with), ("p", "area", &PARCELS)];
            let found = errors(&layers, &more);
            // shapely: 227 052 and 90 821 m².
            for (name, area_m2) in [("overlap:d0+x", 227_067.0), ("overlap:d1+x", 90_827.0)] {
                let told = found.iter().find(|(id, _)| id == name).unwrap_or_else(|| panic!("{style} {found:?}"));
                assert!((told.1 - area_m2).abs() < 3.0, "{told:?}");
            }
        }
        let right: [(&str, &str, &[Area]); 3] =
            [("c", "whole", &CITY), ("d", "area", &DISTRICTS), ("p", "area", &PARCELS)];
        assert_eq!(errors(&right, &more), []);
    }
}

/// Five metres between parcels of a district whose parts are listed and one of a district whose parts are not, closed at both ends.
#[test]
fn a_gap_between_parcels_of_a_listed_and_of_an_unlisted_district_is_found() {
    let parcels: [Area; 5] = [
        PARCELS[0],
        PARCELS[1],
        ("p2", [1.0, 0.0, 2.0, 0.3]),
        ("p3", [1.005, 0.3, 2.0, 0.7]),
        ("p4", [1.0, 0.7, 2.0, 1.0]),
    ];
    let layers: [(&str, &str, &[Area]); 3] =
        [("c", "whole", &CITY), ("d", "area", &DISTRICTS), ("p", "area", &parcels)];
    let listed = |wholes: Value| errors(&layers, &json!({ "wholes": wholes }));
    let (city, d0) = (json!({"whole": "city", "parts": ["d0", "d1"]}), json!({"whole": "d0", "parts": ["p0", "p1"]}));
    for wholes in [json!([]), json!([d0]), json!([city]), json!([d0, city])] {
        let found = listed(wholes.clone());
        assert!(found.iter().any(|(id, _)| id.starts_with("gap")), "{wholes}: {found:?}");
    }
}

/// The same district twice in its layer, beside a city whose districts have their parcels in another layer.
#[test]
fn a_district_twice_in_its_layer_is_a_copy_wherever_the_others_have_their_parts() {
    let cities: [Area; 2] = [("city0", [0.0, 0.0, 2.0, 1.0]), ("city1", [2.0, 0.0, 4.0, 1.0])];
    let districts = [DISTRICTS[0], DISTRICTS[1], ("d2", [2.0, 0.0, 4.0, 1.0]), ("d2copy", [2.0, 0.0, 4.0, 1.0])];
    let [p0, p1, p2, p3] = PARCELS;
    let parcels = [p0, p1, p2, p3, ("q0", [2.0, 0.0, 3.0, 1.0]), ("q1", [3.0, 0.0, 4.0, 1.0])];
    for (style, count) in [("area", 4), ("area", 6), ("whole", 4), ("whole", 6)] {
        let layers: [(&str, &str, &[Area]); 3] =
            [("c", "whole", &cities), ("d", style, &districts), ("p", "area", &parcels[..count])];
        let found = errors(&layers, &json!({}));
        assert!(found.iter().any(|(id, _)| id.starts_with("duplicate-feature")), "{style} {count}: {found:?}");
    }
}

/// Parks and lakes fill a quarter of the city each: together they are more than half of it, and make it up no more than one of them does.
#[test]
fn layers_that_each_fill_little_of_a_whole_do_not_make_it_up_together() {
    let parks: [Area; 2] = [("k0", [0.1, 0.1, 0.6, 0.6]), ("k1", [1.1, 0.1, 1.6, 0.6])];
    let lakes: [Area; 2] = [("l0", [0.1, 0.62, 0.9, 0.98]), ("l1", [1.1, 0.62, 1.9, 0.98])];
    let layers: [(&str, &str, &[Area]); 4] =
        [("c", "whole", &CITY), ("d", "area", &DISTRICTS), ("parks", "area", &parks), ("lakes", "area", &lakes)];
    assert_eq!(errors(&layers, &json!({})), []);
}

/// A fill of land below the areas shows the same features of the same file: they are areas all the same, whichever layer is first.
#[test]
fn areas_that_a_layer_of_the_base_shows_too_are_compared() {
    let west: [Area; 2] = [("a", [0.0, 0.0, 1.0, 1.0]), ("b", [1.0, 0.0, 2.0, 1.0])];
    let east: [Area; 1] = [("f", [1.995, 0.0, 3.0, 1.0])];
    let files: [(&str, &str, &[Area]); 2] = [("d", "area", &west), ("e", "area", &east)];
    let layer = |id: &str, file: &str, style: &str| json!({"id": id, "title": id, "file": file, "style": style});
    for style in ["land", "water", "limit", "road", "place", "area"] {
        let fill = layer("fill", "d.geojson", style);
        let (d, e) = (layer("d", "d.geojson", "area"), layer("e", "e.geojson", "area"));
        for layers in [[&fill, &d, &e], [&d, &fill, &e], [&e, &d, &fill]] {
            // shapely: 5 677 m².
            let found = errors(&files, &json!({ "layers": layers }));
            assert_eq!(found.len(), 1, "{style}: {found:?}");
            assert!(
                ["overlap:b+f", "overlap:f+b"].contains(&&*found[0].0) && found[0].1 == 5_677.0,
                "{style}: {found:?}"
            );
        }
    }
}

/// Two of three cities of a region have one district each, on the same ground; all districts have parcels, or protected zones lie in some.
#[test]
fn cities_of_one_district_are_made_up_by_it_whatever_lies_in_both() {
    let region: [Area; 1] = [("r", [0.0, 0.0, 3.0, 1.0])];
    let cities: [Area; 3] = [("c0", [0.0, 0.0, 1.0, 1.0]), ("c1", [1.0, 0.0, 2.0, 1.0]), ("c2", [2.0, 0.0, 3.0, 1.0])];
    let districts: [Area; 4] = [
        ("d0", [0.0, 0.0, 1.0, 1.0]),
        ("d10", [1.0, 0.0, 1.5, 1.0]),
        ("d11", [1.5, 0.0, 2.0, 1.0]),
        ("d2", [2.0, 0.0, 3.0, 1.0]),
    ];
    let parcels: [Area; 8] = [
        ("p0", [0.0, 0.0, 1.0, 0.5]),
        ("p1", [0.0, 0.5, 1.0, 1.0]),
        ("p2", [1.0, 0.0, 1.5, 0.5]),
        ("p3", [1.0, 0.5, 1.5, 1.0]),
        ("p4", [1.5, 0.0, 2.0, 0.5]),
        ("p5", [1.5, 0.5, 2.0, 1.0]),
        ("p6", [2.0, 0.0, 3.0, 0.5]),
        ("p7", [2.0, 0.5, 3.0, 1.0]),
    ];
    let zones: [Area; 2] = [("z0", [0.2, 0.2, 0.4, 0.4]), ("z1", [2.2, 0.2, 2.4, 0.4])];
    for style in ["area", "whole"] {
        for (name, inner) in [("p", &parcels[..]), ("z", &zones[..]), ("p", &[])] {
            let of =
                [("r", "whole", &region[..]), ("c", "whole", &cities), ("d", style, &districts), (name, "area", inner)];
            assert_eq!(errors(&of, &json!({})), [], "{style} {name} {}", inner.len());
        }
        let short = [parcels[0], ("p1", [0.0, 0.5, 0.9, 1.0])];
        let of =
            [("r", "whole", &region[..]), ("c", "whole", &cities), ("d", style, &districts), ("p", "area", &short)];
        let found = errors(&of, &json!({}));
        assert!(found.iter().any(|(id, _)| id == "measured-sum:d0+p0+p1"), "{found:?}");
    }
}
