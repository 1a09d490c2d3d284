//! Areas all round the Earth, which no empty longitude parts: what overlaps or is missing at 180°, and edges of a whole turn. Areas of
//! pyproj's `Geod` with parallels of 2,000 steps.
//! Must not know where the map is cut.

use serde_json::{Value, json};

use crate::common::{open_text, text_of};
use zonemap::i18n::Lang;
use zonemap::project::Project;
use zonemap::verify::{Finding, Severity, Tolerances, check};

fn case(name: &str) -> Project {
    open_text(text_of(&format!("tests/cases/{name}.geojson"))).expect("areas")
}

/// Rings of longitudes and latitudes, named `r0`, `r1` and so on.
fn opened(rings: &[Vec<[f64; 2]>]) -> Project {
    let feature = |(at, ring): (usize, &Vec<[f64; 2]>)| {
        let closed: Vec<[f64; 2]> = ring.iter().chain(ring.first()).copied().collect();
        json!({"type": "Feature", "id": format!("r{at}"), "properties": {}, "geometry": {"type": "Polygon", "coordinates": [closed]}})
    };
    let features: Vec<Value> = rings.iter().enumerate().map(feature).collect();
    open_text(json!({"type": "FeatureCollection", "features": features}).to_string()).expect("areas")
}

fn of_rule(project: &Project, rule: &str) -> Vec<Finding> {
    let mut found = check(project, &Tolerances::default());
    found.retain(|finding| finding.rule == rule);
    found
}

fn rectangle([west, south, east, north]: [f64; 4]) -> Vec<[f64; 2]> {
    vec![[west, south], [east, south], [east, north], [west, north]]
}

/// Six areas of 60° and more side by side all round, of which the last and the first overlap.
fn band(first: [f64; 4], last: [f64; 4]) -> Vec<Vec<[f64; 2]>> {
    let middle = [-120.0, -60.0, 0.0, 60.0].map(|west| rectangle([west, 0.0, west + 60.0, 10.0]));
    [vec![rectangle(first)], middle.to_vec(), vec![rectangle(last)]].concat()
}

#[test]
fn overlaps_at_180_degrees_are_found_where_areas_go_all_round() {
    let one_m2 = 122_483_229_398.5;
    for (name, project, area_m2) in [
        ("beyond 180", case("round-overlap-180"), one_m2),
        ("beyond 210", case("round-overlap-150"), 5.0 * one_m2),
        ("beyond -180", opened(&band([-181.0, 0.0, -120.0, 10.0], [120.0, 0.0, 180.0, 10.0])), one_m2),
        ("beyond both", opened(&band([-180.5, 0.0, -120.0, 10.0], [120.0, 0.0, 180.5, 10.0])), one_m2),
        ("a turn on", opened(&band([180.0, 0.0, 240.0, 10.0], [-240.0, 0.0, -179.0, 10.0])), one_m2),
    ] {
        let found = of_rule(&project, "overlap");
        let named: Vec<&str> = found.iter().map(|finding| finding.id.split('@').next().unwrap_or_default()).collect();
        assert_eq!(named, ["overlap:r0+r5"], "{name}");
        let found_m2 = found[0].area_m2.expect("an area");
        assert!((found_m2 / area_m2 - 1.0).abs() < 1e-9, "{name}: {found_m2}");
    }
    let fits = opened(&band([-180.0, 0.0, -120.0, 10.0], [120.0, 0.0, 180.0, 10.0]));
    assert!(check(&fits, &Tolerances::default()).iter().all(|finding| finding.rule == "nothing-declared"));
}

/// Two areas that reach beyond 180° and overlap there overlap once; one that is there alone overlaps nothing.
#[test]
fn what_overlaps_beyond_180_degrees_is_told_once() {
    let mut rings = band([-180.0, 0.0, -120.0, 10.0], [120.0, 0.0, 180.0, 10.0]);
    rings.push(rectangle([170.0, 20.0, 190.0, 25.0]));
    assert_eq!(of_rule(&opened(&rings), "overlap").len(), 0);
    rings.push(rectangle([182.0, 22.0, 195.0, 30.0]));
    let named: Vec<String> = of_rule(&opened(&rings), "overlap").into_iter().map(|finding| finding.id).collect();
    assert!(named.len() == 1 && named[0].starts_with("overlap:r6+r7"), "{named:?}");
}

/// A dent in the border at 180° is a gap there.
#[test]
fn a_gap_at_180_degrees_is_found_where_areas_go_all_round() {
    let mut rings = band([-180.0, 0.0, -120.0, 10.0], [120.0, 0.0, 180.0, 10.0]);
    rings[0] = vec![
        [-180.0, 0.0],
        [-120.0, 0.0],
        [-120.0, 10.0],
        [-180.0, 10.0],
        [-180.0, 4.0],
        [-179.8, 4.0],
        [-179.8, 2.0],
        [-180.0, 2.0],
    ];
    let found = of_rule(&opened(&rings), "gap");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!((found[0].area_m2.expect("an area") / 4_916_818_466.9 - 1.0).abs() < 1e-9, "{found:?}");
}

/// A cap around a pole whose edge is written from −180° to 180° at once, and with vertices between.
#[test]
fn an_edge_of_a_whole_turn_is_told_as_what_it_is() {
    let project = case("cap-edge-360");
    let errors: Vec<Finding> = check(&project, &Tolerances::default())
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    let said: Vec<&str> = errors.iter().map(|finding| finding.message.get(Lang::En)).collect();
    assert!(said[0].starts_with("cap: an edge goes all the way round the Earth"), "{said:?}");
    assert!(said.iter().all(|said| !said.contains("three different")), "{said:?}");
    let cap = [[-180.0, 80.0], [-60.0, 80.0], [60.0, 80.0], [180.0, 80.0], [180.0, 90.0], [-180.0, 90.0]];
    assert_eq!(of_rule(&opened(&[cap.to_vec()]), "antimeridian").len(), 0);
}
