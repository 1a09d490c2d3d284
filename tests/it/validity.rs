//! The rules on single shapes: against the verdicts of GEOS, on rings of many vertices, and what the reader put right.
//! Must not know how the rules find what they find.

use std::fmt::Write as _;

use zonemap::project::Project;
use zonemap::verify::{Finding, Severity, Tolerances, check};

use crate::common::open_text;

/// Shapes as WKT, with the reason that GEOS 3.14.1 (through shapely 2.2.0, `is_valid_reason`) gives for them, its place left out, and
/// the rules of ours that must find an error: all that apply, where GEOS names the first.
#[rustfmt::skip]
const SHAPES: &[(&str, &str, &str, &str)] = &[
    ("a square", "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))", "Valid Geometry", ""),
    ("a square the other way round", "POLYGON ((0 0, 0 4, 4 4, 4 0, 0 0))", "Valid Geometry", ""),
    ("a repeated point", "POLYGON ((0 0, 4 0, 4 0, 4 4, 0 4, 0 0))", "Valid Geometry", ""),
    ("a bow tie", "POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))", "Self-intersection", "self-intersection"),
    ("a figure eight through a vertex", "POLYGON ((0 0, 2 2, 4 0, 4 4, 2 2, 0 4, 0 0))", "Ring Self-intersection", "self-intersection"),
    ("a banana: a ring closed on itself at a vertex, its hole inside", "POLYGON ((0 0, 6 0, 6 6, 0 6, 0 0, 2 4, 4 4, 4 2, 0 0))", "Ring Self-intersection", "self-intersection"),
    ("an inverted shell", "POLYGON ((0 0, 6 0, 6 6, 3 6, 2 3, 4 3, 3 6, 0 6, 0 0))", "Ring Self-intersection", "self-intersection"),
    ("a vertex on another edge", "POLYGON ((0 0, 6 0, 6 6, 3 0, 0 6, 0 0))", "Ring Self-intersection", "self-intersection"),
    ("a spike outwards", "POLYGON ((0 0, 4 0, 4 2, 8 2, 4 2, 4 4, 0 4, 0 0))", "Self-intersection", "spike"),
    ("a spike that comes back beyond", "POLYGON ((0 0, 4 0, 4 2, 8 2, 3 2, 3 4, 0 4, 0 0))", "Self-intersection", "spike"),
    ("a spike of two edges", "POLYGON ((0 0, 4 0, 4 2, 6 2, 8 2, 6 2, 4 2, 4 4, 0 4, 0 0))", "Ring Self-intersection", "self-intersection spike"),
    ("a spike at the first point", "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0, -2 0, 0 0))", "Ring Self-intersection", "spike"),
    ("a line there and back", "POLYGON ((0 0, 4 0, 8 0, 0 0))", "Self-intersection", "spike"),
    ("a point four times", "POLYGON ((1 1, 1 1, 1 1, 1 1))", "Too few points in geometry component", "too-few-points"),
    ("two points", "POLYGON ((0 0, 4 4, 0 0, 0 0))", "Too few points in geometry component", "too-few-points"),
    ("a ring run twice", "POLYGON ((0 0, 4 0, 4 4, 0 0, 4 0, 4 4, 0 0))", "Ring Self-intersection", "self-intersection"),
    ("a hole", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))", "Valid Geometry", ""),
    ("a hole that touches once", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (0 4, 3 5, 3 3, 0 4))", "Valid Geometry", ""),
    ("a hole that touches a vertex", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (0 0, 3 2, 2 3, 0 0))", "Valid Geometry", ""),
    ("a hole that touches twice", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (0 4, 4 5, 9 4, 4 3, 0 4))", "Interior is disconnected", "hole-touching"),
    ("a hole that touches one vertex twice over", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (0 0, 3 1, 2 2, 0 0, 1 2, 1 4, 0 0))", "Ring Self-intersection", "self-intersection"),
    ("a hole that shares an edge", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (0 2, 3 2, 3 4, 0 4, 0 2))", "Self-intersection", "hole-touching"),
    ("a hole outside", "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (6 1, 6 2, 7 2, 7 1, 6 1))", "Hole lies outside shell", "hole-outside"),
    ("a hole outside that touches", "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (4 2, 6 3, 6 1, 4 2))", "Hole lies outside shell", "hole-outside"),
    ("a hole that crosses", "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (2 2, 2 3, 6 3, 6 2, 2 2))", "Self-intersection", "hole-outside"),
    ("a hole that crosses through vertices", "POLYGON ((0 0, 4 0, 4 2, 4 4, 0 4, 0 0), (2 2, 4 2, 6 3, 4 4, 2 2))", "Self-intersection", "hole-outside"),
    ("a hole that is its ring", "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (0 0, 4 0, 4 4, 0 4, 0 0))", "Self-intersection", "hole-touching"),
    ("a hole in a hole", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 8, 8 8, 8 1, 1 1), (3 3, 3 5, 5 5, 5 3, 3 3))", "Holes are nested", "hole-nested"),
    ("a hole in a hole that touches it", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 8, 8 8, 8 1, 1 1), (1 4, 3 5, 3 3, 1 4))", "Holes are nested", "hole-nested"),
    ("two holes that cross", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 5, 5 5, 5 1, 1 1), (3 3, 3 7, 7 7, 7 3, 3 3))", "Self-intersection", "hole-nested"),
    ("two holes that touch once", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 4, 4 4, 4 1, 1 1), (4 4, 4 7, 7 7, 7 4, 4 4))", "Valid Geometry", ""),
    ("two holes that touch twice", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 4, 4 7, 7 4, 5 4, 4 5, 3 4, 1 4), (1 4, 3 4, 4 2, 5 4, 7 4, 4 1, 1 4))", "Self-intersection", "hole-touching"),
    ("two holes that share an edge", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 4, 4 4, 4 1, 1 1), (4 2, 4 3, 6 3, 6 2, 4 2))", "Self-intersection", "hole-touching"),
    ("one hole twice", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 4, 4 4, 4 1, 1 1), (1 1, 1 4, 4 4, 4 1, 1 1))", "Self-intersection", "hole-touching"),
    ("a chain of holes from side to side", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (0 4, 3 5, 4 4, 3 3, 0 4), (4 4, 6 5, 9 4, 6 3, 4 4))", "Interior is disconnected", "hole-touching"),
    ("a chain of holes that ends inside", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (0 4, 3 5, 4 4, 3 3, 0 4), (4 4, 6 5, 8 4, 6 3, 4 4))", "Valid Geometry", ""),
    ("three holes in a circle", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 4 1, 6 2, 4 2, 2 2), (6 2, 5 4, 4 6, 7 4, 6 2), (4 6, 3 4, 2 2, 1 4, 4 6))", "Interior is disconnected", "hole-touching"),
    ("three holes in one point", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (4 4, 3 6, 5 6, 4 4), (4 4, 2 3, 2 2, 4 4), (4 4, 6 3, 6 2, 4 4))", "Valid Geometry", ""),
    ("two holes at one point of the ring", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (0 0, 2 1, 3 1, 0 0), (0 0, 1 2, 1 3, 0 0))", "Valid Geometry", ""),
    ("two polygons apart", "MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((3 0, 5 0, 5 2, 3 2, 3 0)))", "Valid Geometry", ""),
    ("two polygons that touch in a point", "MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((2 2, 4 2, 4 4, 2 4, 2 2)))", "Valid Geometry", ""),
    ("two polygons that touch in two points", "MULTIPOLYGON (((0 0, 4 0, 4 4, 2 2, 0 4, 0 0)), ((4 4, 0 4, 2 9, 4 4)))", "Valid Geometry", ""),
    ("two polygons that share an edge", "MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((2 0, 4 0, 4 2, 2 2, 2 0)))", "Self-intersection", "polygons-overlapping"),
    ("two polygons that cross", "MULTIPOLYGON (((0 0, 3 0, 3 3, 0 3, 0 0)), ((2 2, 5 2, 5 5, 2 5, 2 2)))", "Self-intersection", "polygons-overlapping"),
    ("two polygons that cross through vertices", "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0)), ((2 2, 4 0, 7 2, 4 4, 2 2)))", "Self-intersection", "polygons-overlapping"),
    ("a polygon in a polygon", "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0)), ((1 1, 3 1, 3 3, 1 3, 1 1)))", "Nested shells", "polygons-overlapping"),
    ("a polygon in a polygon, the inner first", "MULTIPOLYGON (((1 1, 3 1, 3 3, 1 3, 1 1)), ((0 0, 9 0, 9 9, 0 9, 0 0)))", "Nested shells", "polygons-overlapping"),
    ("a polygon in a polygon that it touches", "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0)), ((0 4, 3 3, 3 5, 0 4)))", "Nested shells", "polygons-overlapping"),
    ("a polygon in a hole", "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 8, 8 8, 8 1, 1 1)), ((3 3, 5 3, 5 5, 3 5, 3 3)))", "Valid Geometry", ""),
    ("a polygon in a hole that it touches everywhere", "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 7, 7 7, 7 1, 1 1)), ((4 1, 7 4, 4 7, 1 4, 4 1)))", "Valid Geometry", ""),
    ("a polygon that fills a hole", "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 8, 8 8, 8 1, 1 1)), ((1 1, 8 1, 8 8, 1 8, 1 1)))", "Self-intersection", "polygons-overlapping"),
    ("a polygon around a hole within another", "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0), (4 4, 4 5, 5 5, 5 4, 4 4)), ((3 3, 6 3, 6 6, 3 6, 3 3)))", "Nested shells", "polygons-overlapping"),
    ("one polygon twice", "MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((0 0, 2 0, 2 2, 0 2, 0 0)))", "Self-intersection", "polygons-overlapping"),
];

/// A WKT polygon or multipolygon as a GeoJSON geometry.
fn geometry(wkt: &str) -> String {
    let (kind, numbers) = wkt.split_once(' ').expect("a type and numbers");
    let kind = if kind == "POLYGON" { "Polygon" } else { "MultiPolygon" };
    let mut coordinates = String::new();
    for part in numbers.split_inclusive([',', '(', ')']) {
        let number = part.trim_end_matches([',', '(', ')']).trim();
        if !number.is_empty() {
            write!(coordinates, "[{}]", number.replace(' ', ",")).expect("a text");
        }
        let bracket = part.chars().last().expect("a bracket or comma");
        coordinates.push(match bracket {
            '(' => '[',
            ')' => ']',
            other => other,
        });
    }
    format!(r#"{{"type":"{kind}","coordinates":{coordinates}}}"#)
}

fn project(geometry: &str) -> Project {
    let text = format!(r#"{{"type":"Feature","id":"a","properties":null,"geometry":{geometry}}}"#);
    open_text(&text).unwrap_or_else(|error| panic!("{text:.200}: {error}"))
}

/// What the rules find of a geometry, but for what they find of all that are declared nowhere.
fn findings(geometry: &str) -> Vec<Finding> {
    let mut findings = check(&project(geometry), &Tolerances::default());
    findings.retain(|finding| finding.rule != "nothing-declared");
    findings
}

/// The rules that find something of a level.
fn rules(findings: &[Finding], severity: Severity) -> Vec<&'static str> {
    let mut rules: Vec<_> = findings.iter().filter(|f| f.severity == severity).map(|f| f.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

#[test]
fn what_geos_calls_invalid_is_an_error() {
    let mut wrong = String::new();
    for (name, wkt, reason, expected) in SHAPES {
        let errors = rules(&findings(&geometry(wkt)), Severity::Error).join(" ");
        let agrees = errors.is_empty() == (*reason == "Valid Geometry");
        if !agrees || errors != *expected {
            writeln!(wrong, "{name}: {reason}; expected {expected:?}, found {errors:?}").expect("a text");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_verdict_stays_wherever_a_ring_begins_and_whichever_way_it_runs() {
    for (name, wkt, reason, _) in SHAPES {
        let whole: serde_json::Value = serde_json::from_str(&geometry(wkt)).expect("JSON");
        for turn in 1..6 {
            let mut turned = whole.clone();
            let polygons = turned["coordinates"].as_array_mut().expect("an array");
            let is_multi = whole["type"] == "MultiPolygon";
            let rings = polygons.iter_mut().flat_map(|polygon| {
                if is_multi { polygon.as_array_mut().expect("rings").iter_mut().collect() } else { vec![polygon] }
            });
            for ring in rings {
                let ring = ring.as_array_mut().expect("positions");
                ring.pop();
                let count = ring.len();
                ring.rotate_left(turn % count);
                if turn % 2 == 0 {
                    ring.reverse();
                }
                ring.push(ring[0].clone());
            }
            let errors = rules(&findings(&turned.to_string()), Severity::Error);
            assert_eq!(errors.is_empty(), *reason == "Valid Geometry", "{name} turned by {turn}: {errors:?}");
        }
    }
}

fn position(lon: f64, lat: f64) -> String {
    format!("[{lon},{lat}]")
}

fn polygon(rings: &[Vec<String>]) -> String {
    let rings: Vec<String> = rings.iter().map(|ring| format!("[{},{}]", ring.join(","), ring[0])).collect();
    format!(r#"{{"type":"Polygon","coordinates":[{}]}}"#, rings.join(","))
}

#[test]
fn a_comb_of_twenty_thousand_vertices_and_four_thousand_holes_are_valid() {
    let tooth = |at: u32| {
        let lon = f64::from(at) / 100.0;
        [position(lon, 40.0), position(lon + 0.005, 10.0)]
    };
    let mut comb = vec![position(100.0, 40.0), position(100.0, 0.0), position(0.0, 0.0)];
    comb.extend((0..10_000).flat_map(tooth));
    let found = findings(&polygon(&[comb]));
    assert_eq!(rules(&found, Severity::Error), [""; 0], "the comb");

    let hole = |at: u32| {
        let (lon, lat) = (f64::from(at % 80) + 0.25, f64::from(at / 80) + 0.25);
        vec![position(lon, lat), position(lon, lat + 0.5), position(lon + 0.5, lat + 0.5), position(lon + 0.5, lat)]
    };
    let outer = vec![position(0.0, 0.0), position(80.0, 0.0), position(80.0, 50.0), position(0.0, 50.0)];
    let mut rings = vec![outer];
    rings.extend((0..4000).map(hole));
    assert!(findings(&polygon(&rings)).is_empty(), "the holes");

    // One more hole, in the last of them.
    rings.push(vec![position(79.4, 49.4), position(79.4, 49.6), position(79.6, 49.6), position(79.6, 49.4)]);
    let found = findings(&polygon(&rings));
    assert_eq!(found.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["hole-nested"]);
}

#[test]
fn all_of_it_is_found_and_not_only_the_first() {
    // Two strands that swap sides at each step cross half-way, fifty times.
    let strand = |up: i32| (0..=50).map(move |at| (at, if at % 2 == 0 { up } else { -up }));
    let there = strand(1);
    let back = strand(-1).collect::<Vec<_>>().into_iter().rev();
    let ring = there.chain(back).map(|(lon, lat)| position(lon.into(), lat.into())).collect();
    let found = findings(&polygon(&[ring]));
    let mut crossings: Vec<&Finding> = found.iter().filter(|finding| finding.rule == "self-intersection").collect();
    crossings.sort_by(|a, b| a.id.len().cmp(&b.id.len()).then(a.id.cmp(&b.id)));
    assert_eq!(crossings.len(), 50);
    for (finding, step) in crossings.into_iter().zip(0u16..) {
        assert_eq!(finding.id, format!("self-intersection:a@{step}.5000000,0.0000000"));
        let at = finding.at.expect("a place");
        assert_eq!((at.lon, at.lat), (f64::from(step) + 0.5, 0.0));
        assert_eq!(finding.vertex.expect("a vertex").position, usize::from(step));
    }
}

#[test]
fn too_much_work_is_an_error_and_no_silence() {
    let rings = [vec![position(0.0, 0.0), position(4.0, 0.0), position(4.0, 4.0), position(0.0, 4.0)]];
    let project = project(&polygon(&rings));
    let findings = check(&project, &Tolerances { most_pairs: 3, ..Tolerances::default() });
    assert_eq!(rules(&findings, Severity::Error), ["not-checked"]);
    assert!(findings[0].message.get(zonemap::i18n::Lang::En).contains("3 pairs"));
}

#[test]
fn what_the_reader_put_right_is_an_error_at_its_place() {
    let text = r#"{"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9]]],[[[20,0],[29,0]]],[[[40,0],[49,0],[49,9],[40,0],[40,0]]]]}"#;
    let found = findings(text);
    let of = |finding: &Finding| {
        let at = finding.at.expect("a place");
        (finding.rule, finding.severity, at.lon, at.lat, finding.vertex.expect("a vertex").position)
    };
    let found: Vec<_> = found.iter().map(of).collect();
    // Positions count as in the file: the closing one that is not there counts for none, those left out count.
    let expected = [
        ("ring-closure", Severity::Error, 0.0, 0.0, 0),
        ("too-few-points", Severity::Error, 20.0, 0.0, 3),
        ("duplicate-points", Severity::Warning, 40.0, 0.0, 9),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_odd_but_valid_is_a_warning_or_a_note() {
    for (wkt, severity, rule, words) in [
        ("POLYGON ((0 0, 4 0, 4 0, 4 0, 4 4, 0 4, 0 0))", Severity::Warning, "duplicate-points", "3 times"),
        ("POLYGON ((0 0, 4 0, 4 2, 9 2.01, 4 2.02, 4 4, 0 4, 0 0))", Severity::Warning, "spike", "0.23°"),
        ("POLYGON ((0 0, 0 4, 4 4, 4 0, 0 0))", Severity::Note, "winding", "direction: 1, "),
        (
            "POLYGON ((0 0, 9 0, 9 9, 0 0), (4 1, 5 1, 5 2, 4 1), (6 1, 7 1, 7 2, 6 1))",
            Severity::Note,
            "winding",
            ": 2, ",
        ),
        ("POLYGON ((0 0, 5 90, -5 90, 0 0))", Severity::Warning, "degenerate-area", "pole"),
        ("POLYGON ((-180 0, 0 -9, 180 0, 0 9, -180 0))", Severity::Warning, "degenerate-area", "360.00°"),
    ] {
        let found = findings(&geometry(wkt));
        let shown: Vec<_> =
            found.iter().map(|f| (f.severity, f.rule, f.message.get(zonemap::i18n::Lang::En))).collect();
        assert!(shown.len() == 1 && shown[0].0 == severity && shown[0].1 == rule, "{wkt}: {shown:?}");
        assert!(shown[0].2.contains(words), "{wkt}: {shown:?}");
    }
}

/// What else such rings seem to have comes from that; rings with half the Earth in them, or led over the pole, go round none.
#[test]
fn a_ring_round_a_pole_is_one_error() {
    for (wkt, goes_round) in [
        ("POLYGON ((0 80, 90 80, 180 80, -90 80, 0 80))", true),
        ("POLYGON ((0 80, 120 81, -120 80, 0 80))", true),
        ("POLYGON ((0 -70, -120 -75, 120 -70, 0 -70), (0 -80, 120 -80, -120 -80, 0 -80))", true),
        ("POLYGON ((-180 80, -90 80, 0 80, 90 80, 180 80, 180 90, -180 90, -180 80))", false),
        ("POLYGON ((0 0, 180 0, 180 9, 0 9, 0 0))", false),
        ("POLYGON ((-180 0, 0 -9, 180 0, 0 9, -180 0))", false),
        ("POLYGON ((170 0, -170 0, -170 9, 170 9, 170 0))", false),
    ] {
        let mut found = findings(&geometry(wkt));
        found.retain(|finding| finding.severity == Severity::Error && finding.rule != "antimeridian");
        let texts: Vec<&str> = found.iter().map(|found| found.message.get(zonemap::i18n::Lang::En)).collect();
        let is_so = |text: &&str| text.contains("a ring goes round a pole");
        assert!(texts.iter().all(is_so) && texts.is_empty() != goes_round, "{wkt}: {texts:?}");
    }
}

#[test]
fn a_spike_is_as_sharp_as_it_is_on_the_ground() {
    // Six tenths of a degree of longitude at 60° north are as long as three tenths of latitude: a right angle at the tip, seen from above.
    let at = |width: f64| format!("POLYGON ((10 60, 11 {}, 11 {}, 10 60))", 60.0 - width, 60.0 + width);
    let tip = |width: f64| f64::atan(width / 0.5).to_degrees() * 2.0;
    for (width, is_spike) in [(0.004, true), (0.0043, true), (0.0044, false), (0.008, false)] {
        assert_eq!(tip(width) < 1.0, is_spike, "{width} is {}°", tip(width));
        assert_eq!(!findings(&geometry(&at(width))).is_empty(), is_spike, "{width}");
    }
}

/// The findings of a rule in a collection of features.
fn of_rule(features: &str, rule: &str) -> Vec<Vec<usize>> {
    let project = open_text(format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)).expect("features");
    let found = check(&project, &Tolerances::default()).into_iter().filter(|finding| finding.rule == rule);
    found.map(|finding| finding.features.iter().map(|id| id.feature).collect()).collect()
}

fn feature(id: &str, properties: &str, west: u32) -> String {
    let east = west + 1;
    let ring = format!("[[{west},0],[{east},0],[{east},1],[{west},0]]");
    format!(
        r#"{{"type":"Feature",{id}"properties":{{{properties}}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
    )
}

#[test]
fn ids_names_and_declared_figures_that_are_missing_are_found() {
    let rows = |rows: &[(&str, &str)]| {
        let features = rows.iter().zip((0..).step_by(3)).map(|((id, properties), west)| feature(id, properties, west));
        features.collect::<Vec<_>>().join(",")
    };
    let ids = |ids: &[&str]| rows(&ids.iter().map(|id| (*id, "")).collect::<Vec<_>>());
    let twice = ids(&[r#""id":7,"#, r#""id":"b","#, r#""id":"7","#, ""]);
    assert_eq!(of_rule(&twice, "duplicate-id"), [[0, 2]]);
    assert_eq!(of_rule(&twice, "missing-id"), [[3]]);
    // The second goes by its place in the file, as the first does by its id.
    assert_eq!(of_rule(&ids(&[r##""id":"#2","##, ""]), "duplicate-id"), [[0, 1]]);
    assert_eq!(of_rule(&ids(&["", "", ""]), "missing-id"), [[0; 0]]);
    assert!(of_rule(&ids(&["", "", ""]), "duplicate-id").is_empty());

    let names = rows(&[
        ("", r#""name":"plain""#),
        ("", r#""name":{"en":"x","zh-Hant":"x","zh-Hans":"x"}"#),
        ("", r#""name":{"en":"x","zh-Hant":"x"}"#),
        ("", r#""name":{"en":"","zh-Hant":"x","zh-Hans":"x"}"#),
        ("", ""),
    ]);
    assert_eq!(of_rule(&names, "missing-language"), [[2], [3]]);

    let figure = ("", r#""declared_km2":6000"#);
    let most = rows(&[figure, figure, figure, ("", ""), ("", r#""declared_km2":null"#)]);
    // Of a blank cell a note says so.
    assert_eq!(of_rule(&most, "missing-declared"), [[3]]);
    assert_eq!(of_rule(&most, "declared-reading"), [[4]]);
    assert!(of_rule(&rows(&[figure, ("", "")]), "missing-declared").is_empty(), "half of them");
    assert!(of_rule(&rows(&[("", ""), ("", "")]), "missing-declared").is_empty());
}
