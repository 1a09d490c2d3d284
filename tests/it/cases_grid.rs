//! Files in metres: edges straight in their grid are overlaid as straight there, against figures of pyproj 3.7 (PROJ 9).
//! Must not know how positions are turned into longitude and latitude.

use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open};
use zonemap::geometry::LonLat;
use zonemap::project::Project;
use zonemap::verify::{Finding, Severity, Tolerances, check, sum_checks};

use crate::common::{builtin, open_text, zonemap};

/// A position of the grid in metres, east first.
type At = (f64, f64);

/// A collection of polygons in a system, each of one ring that is given without its closing position.
fn areas(epsg: u32, areas: &[(&str, &[At])]) -> String {
    let feature = |(id, ring): &(&str, &[At])| {
        let ring: Vec<At> = ring.iter().chain(ring.first()).copied().collect();
        json!({"type": "Feature", "id": id, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    };
    let features: Vec<Value> = areas.iter().map(feature).collect();
    let name = format!("urn:ogc:def:crs:EPSG::{epsg}");
    json!({"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": name}}, "features": features})
        .to_string()
}

fn square(west: f64, south: f64, east: f64, north: f64) -> [At; 4] {
    [(west, south), (east, south), (east, north), (west, north)]
}

fn findings(project: &Project) -> Vec<Finding> {
    check(project, &Tolerances::default())
}

fn found(text: &str, rule: &str) -> Vec<Finding> {
    findings(&open_text(text).expect("a file")).into_iter().filter(|finding| finding.rule == rule).collect()
}

/// The rules of all findings but that nothing is declared, and that edges bulge as geodesics.
fn told(project: &Project) -> Vec<&'static str> {
    let rules = findings(project).into_iter().map(|finding| finding.rule);
    rules.filter(|rule| !["nothing-declared", "edge-effect"].contains(rule)).collect()
}

/// A square of whole metres in two halves; it has no vertex where they meet. In the grid they fill it exactly.
#[test]
fn halves_fill_a_square_that_has_no_vertex_where_they_meet() {
    for side in [1_000.0, 5_000.0, 20_000.0, 60_000.0] {
        for (west, south) in [(500_000.0, 2_500_000.0), (700_000.0, 2_500_000.0), (440_000.0, 6_000_000.0)] {
            let middle = west + side / 2.0;
            let (north, east) = (south + side, west + side);
            let text = areas(
                4547,
                &[
                    ("w", &square(west, south, east, north)),
                    ("a", &square(west, south, middle, north)),
                    ("b", &square(middle, south, east, north)),
                ],
            );
            let project = open_text(text).expect("a file");
            assert_eq!(told(&project), Vec::<&str>::new(), "{side} {west} {south}");
            let sums = sum_checks(&project, &Tolerances::default());
            assert!(sums[0].figures.agrees && sums[0].figures.difference_m2.abs() < 1e-3, "{:?}", sums[0]);
        }
    }
}

/// The same in Web Mercator, one side slanted: its parts meet in the middle of it.
#[test]
fn parts_meet_in_the_middle_of_a_slanted_side_in_web_mercator() {
    let (west, middle, east) = (12_630_000.0, 12_640_000.0, 12_650_000.0);
    let whole = [(west, 2_630_000.0), (east, 2_633_000.0), (east, 2_650_000.0), (west, 2_650_000.0)];
    let a = [(west, 2_630_000.0), (middle, 2_631_500.0), (middle, 2_650_000.0), (west, 2_650_000.0)];
    let b = [(middle, 2_631_500.0), (east, 2_633_000.0), (east, 2_650_000.0), (middle, 2_650_000.0)];
    let project = open_text(areas(3857, &[("w", &whole), ("a", &a), ("b", &b)])).expect("a file");
    assert_eq!(told(&project), Vec::<&str>::new());
    // Geod.polygon_area_perimeter through the vertices that the file has: what is added for the overlay changes no area.
    let whole_m2 = project.area_m2(project.named(0, "w").next().expect("the whole"));
    assert!((whole_m2 - 311_720_214.838_6).abs() < 0.01, "{whole_m2}");
}

/// Half a metre between two halves of 20 km, and along a side of their whole: 0.49998 m by Geod.inv, 9,999.374 m² by polygon_area_perimeter
/// of the place with 2,000 vertices on each of its sides, straight in the grid. As straight in longitude and latitude the side is 3.3 m off.
#[test]
fn a_real_gap_is_as_wide_as_it_is() {
    let (west, south, east, north) = (440_000.0, 2_540_000.0, 460_000.0, 2_560_000.0);
    let whole = square(west, south, east, north);
    let middle = 2_550_000.0;
    for (rule, lower_to, upper_to) in [("gap", middle - 0.5, north), ("gap", middle, north - 0.5)] {
        let (a, b) = (square(west, south, east, lower_to), square(west, middle, east, upper_to));
        let text = areas(4547, &[("w", &whole), ("a", &a), ("b", &b)]);
        let gaps = found(&text, rule);
        let [gap] = gaps.as_slice() else { panic!("{gaps:?}") };
        assert_eq!(gap.severity, Severity::Error);
        let (area_m2, width_m) = (gap.area_m2.expect("an area"), gap.width_m.expect("a width"));
        assert!((area_m2 - 9_999.374).abs() < 0.05, "{area_m2}");
        assert!((width_m - 0.499_98).abs() < 2e-4, "{width_m}");
    }
}

/// Half a metre between two long edges: the vertices told of are the two that a file has there, however many positions the edges are cut at.
#[test]
fn only_vertices_of_the_file_are_beside_a_border() {
    let (west, south, middle, north) = (440_000.0, 2_540_000.0, 2_545_000.0, 2_550_000.0);
    for east in [442_000.0, 460_000.0] {
        let (a, b) = (square(west, south, east, middle), square(west + 100.0, middle + 0.5, east - 100.0, north));
        let told = found(&areas(4547, &[("a", &a), ("b", &b)]), "mismatched-vertex");
        let counts: Vec<usize> = told.iter().map(|finding| finding.places().count()).collect();
        assert_eq!(counts, [2], "{east}: {told:?}");
    }
}

/// A neighbour's vertex ten metres from the middle of a side of 20 km: the strip between them is as wide as in the grid.
#[test]
fn a_place_beside_a_long_edge_is_as_wide_as_it_is() {
    let (west, south, east, north) = (440_000.0, 2_540_000.0, 460_000.0, 2_560_000.0);
    let whole = square(west, south, east, north);
    let middle = 450_000.0;
    let a = [(west, south), (middle, south), (middle, north - 10.0), (west, north - 10.0)];
    let b = square(middle, south, east, north - 10.0);
    let text = areas(4547, &[("w", &whole), ("a", &a), ("b", &b)]);
    let gaps = found(&text, "gap");
    let width_m = gaps.iter().find_map(|gap| gap.width_m).expect("a gap");
    assert!((width_m - 9.9997).abs() < 0.01, "{width_m}");
}

/// A vertex that is written to the millimetre lies up to half of one beside a slanted edge: that is no gap, however long the edge.
#[test]
fn a_vertex_rounded_to_the_millimetre_is_on_its_edge() {
    let whole =
        [(440_000.0, 2_540_000.0), (460_000.0, 2_547_001.0), (458_000.0, 2_560_000.0), (441_000.0, 2_558_000.0)];
    let on = |from: At, to: At, part: f64| {
        let at = |from: f64, to: f64| ((from + (to - from) * part) * 1000.0).round() / 1000.0;
        (at(from.0, to.0), at(from.1, to.1))
    };
    let (south, north) = (on(whole[0], whole[1], 0.377), on(whole[3], whole[2], 0.6103));
    let text = areas(
        4547,
        &[("w", &whole), ("a", &[whole[0], south, north, whole[3]]), ("b", &[south, whole[1], whole[2], north])],
    );
    let project = open_text(text).expect("a file");
    let rules: Vec<&str> = told(&project).into_iter().filter(|rule| *rule != "mismatched-vertex").collect();
    assert_eq!(rules, Vec::<&str>::new());
}

/// The vertices that are added are nobody's: none is counted, none is told, and a place in the file is that of the file's own.
#[test]
fn added_vertices_are_not_the_files() {
    let whole = square(440_000.0, 2_540_000.0, 460_000.0, 2_560_000.0);
    let a = square(440_000.0, 2_540_000.0, 450_000.0, 2_560_000.0);
    // Its last vertex but one lies 4 m inside the neighbour.
    let b = [(450_000.0, 2_540_000.0), (460_000.0, 2_540_000.0), (460_000.0, 2_560_000.0), (449_996.0, 2_560_000.0)];
    let folder = TempDir::new().expect("a folder for the test");
    let path = folder.path().join("grid.geojson");
    let lines = areas(4547, &[("w", &whole), ("a", &a), ("b", &b)]).replace("],[", "],\n[");
    std::fs::write(&path, &lines).expect("a file for the test");
    let path = path.to_str().expect("a plain path");
    let report = zonemap(["verify", path, "--format", "json"]).json();
    assert_eq!(report["files"][0]["vertices"], json!(15));
    let overlaps: Vec<&Value> =
        report["findings"].as_array().expect("findings").iter().filter(|row| row["rule"] == "overlap").collect();
    let [overlap] = overlaps.as_slice() else { panic!("{overlaps:?}") };
    assert!((overlap["width_m"].as_f64().expect("a width") - 3.99).abs() < 0.02, "{overlap}");
    let line = usize::try_from(overlap["line"].as_u64().expect("a line")).expect("a line");
    let there = lines.lines().nth(line - 1).expect("that line");
    assert!(
        ["449996.0,2560000.0", "450000.0,2540000.0", "450000.0,2560000.0"].iter().any(|at| there.contains(at)),
        "{there}"
    );
    let project = open(std::path::Path::new(path), &OpenOptions::default()).expect("a file");
    assert_eq!(project.layers[0].data.shapes().vertex_count(), 15);
    assert!(project.layers[0].data.noded_shapes().vertex_count() > 15);
}

/// A hole that touches the middle of a long outer edge touches it in the grid, and both answer where both are.
#[test]
fn rings_and_clicks_take_edges_as_the_grid_has_them() {
    let outer = square(440_000.0, 2_540_000.0, 460_000.0, 2_560_000.0);
    let hole = [(450_000.0, 2_560_000.0), (449_000.0, 2_555_000.0), (451_000.0, 2_555_000.0)];
    let ring = |ring: &[At]| ring.iter().chain(ring.first()).copied().collect::<Vec<At>>();
    let text = json!({
        "type": "Feature", "id": "a", "properties": {},
        "crs": {"type": "name", "properties": {"name": "EPSG:4547"}},
        "geometry": {"type": "Polygon", "coordinates": [ring(&outer), ring(&hole)]},
    });
    let project = open_text(text.to_string()).expect("a file");
    let errors: Vec<Finding> =
        findings(&project).into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    // One metre inside the northern side, 1.5 km east of its middle, which as straight in longitude and latitude runs 3 m farther south:
    // pyproj of (451500, 2559999).
    let halves = areas(
        4547,
        &[
            ("w", &outer),
            ("a", &square(440_000.0, 2_540_000.0, 450_000.0, 2_560_000.0)),
            ("b", &square(450_000.0, 2_540_000.0, 460_000.0, 2_560_000.0)),
        ],
    );
    let project = open_text(halves).expect("a file");
    let at = LonLat { lon: 113.526_451_1, lat: 23.138_901_65 };
    let ids: Vec<&str> =
        project.identify(at, 0.0).iter().filter_map(|found| Some(project.feature(found.id)?.key())).collect();
    assert_eq!(ids, ["b", "w"]);
}

/// Two versions in the same grid: a vertex more on a straight edge moves nothing, and five metres are five metres.
#[test]
fn versions_in_one_grid_are_compared_in_it() {
    let (west, south, east, north) = (440_000.0, 2_540_000.0, 460_000.0, 2_560_000.0);
    let folder = TempDir::new().expect("a folder for the test");
    let written = |name: &str, epsg: u32, ring: &[At]| {
        let path = folder.path().join(name);
        std::fs::write(&path, areas(epsg, &[("w", ring)])).expect("a file for the test");
        path.to_str().expect("a plain path").to_owned()
    };
    let before = written("before.geojson", 4547, &square(west, south, east, north));
    let middle = |off: f64| [(west, south), (east, south), (east, north), (450_000.0, north + off), (west, north)];
    for (off, max_m, gained_m2) in [(0.0, 0.0, 0.0), (5.0, 4.9997, 50_000.0)] {
        let after = written("after.geojson", 4547, &middle(off));
        let report = zonemap(["diff", &before, &after, "--format", "json"]).json();
        let row = &report["features"][0];
        let figure = |name: &str| row[name].as_f64().unwrap_or_else(|| panic!("{name} of {row}"));
        assert_eq!(row["vertices"], json!({"moved": 0, "added": 1, "removed": 0}));
        assert!((figure("max_shift_m") - max_m).abs() < 0.01, "{row}");
        assert!((figure("gained_m2") - gained_m2).abs() < gained_m2 * 1e-3 + 1e-6 && figure("lost_m2") < 1e-6, "{row}");
        let same = zonemap(["diff", &before, &after, "--tolerance", "0.001"]);
        assert_eq!(same.code, i32::from(off > 0.0), "{}", same.out);
    }
    // The zone's number before the easting makes no other grid.
    let numbered: Vec<At> = middle(0.0).iter().map(|&(x, y)| (x + 38_000_000.0, y)).collect();
    let after = written("numbered.geojson", 4526, &numbered);
    let same = zonemap(["diff", &before, &after, "--tolerance", "0.001"]);
    assert_eq!(same.code, 0, "{}", same.out);
}

#[test]
fn files_in_degrees_are_laid_as_they_are_read() {
    for layer in &builtin().layers {
        assert!(std::ptr::eq(layer.data.noded_shapes(), layer.data.shapes()), "{}", layer.id);
    }
}

/// Areas that fill a square by cuts across it, each with its vertices alone, so that many lie on the borders of others.
fn cut(at: [i32; 4], cuts: &mut std::slice::Iter<'_, (bool, f64)>, depth: u32, found: &mut Vec<[i32; 4]>) {
    let [west, south, east, north] = at;
    let next = if depth == 0 { None } else { cuts.next() };
    let Some(&(upright, part)) = next else { return found.push(at) };
    #[expect(clippy::cast_possible_truncation, reason = "part of the way between two small numbers")]
    let between = |from: i32, to: i32| from + (f64::from(to - from) * part) as i32;
    let [first, second] = if upright {
        let middle = between(west, east);
        [[west, south, middle, north], [middle, south, east, north]]
    } else {
        let middle = between(south, north);
        [[west, south, east, middle], [west, middle, east, north]]
    };
    if [first, second].iter().any(|[west, south, east, north]| west == east || south == north) {
        return found.push(at);
    }
    for half in [first, second] {
        cut(half, cuts, depth - 1, found);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Turned and stretched by whole numbers a straight line keeps all its points exactly.
    #[test]
    fn a_coverage_that_is_exact_in_its_grid_has_no_error(
        cuts in prop::collection::vec((any::<bool>(), 0.2..0.8_f64), 1..24),
        // A step of the plan is longer than what makes a sliver, or vertices that do not match.
        (along, across) in (2_i32..20, -20_i32..20),
        (east_m, north_m) in (400_000_i32..700_000, 1_000_000_i32..5_000_000),
        has_whole in any::<bool>(),
    ) {
        let mut rectangles = Vec::new();
        cut([0, 0, 1000, 1000], &mut cuts.iter(), 6, &mut rectangles);
        let place = |u: i32, v: i32| -> At {
            (f64::from(east_m + along * u - across * v), f64::from(north_m + across * u + along * v))
        };
        let ring = |[west, south, east, north]: [i32; 4]| {
            [place(west, south), place(east, south), place(east, north), place(west, north)]
        };
        let mut rings: Vec<(String, [At; 4])> =
            rectangles.iter().enumerate().map(|(at, &rectangle)| (format!("p{at}"), ring(rectangle))).collect();
        if has_whole && rings.len() > 1 {
            rings.push(("w".to_owned(), ring([0, 0, 1000, 1000])));
        }
        let named: Vec<(&str, &[At])> = rings.iter().map(|(id, ring)| (id.as_str(), ring.as_slice())).collect();
        let project = open_text(areas(4547, &named)).expect("a file");
        // On edges of a few metres, which bend by next to nothing, a vertex of a neighbour is a note as in degrees.
        let on_short_edges = |rule: &&str| *rule == "mismatched-vertex";
        let wrong: Vec<&str> = told(&project).into_iter().filter(|rule| !on_short_edges(rule)).collect();
        prop_assert_eq!(wrong, Vec::<&str>::new());
        prop_assert!(findings(&project).iter().all(|found| found.severity != Severity::Warning || found.rule == "nothing-declared"));
        for sum in sum_checks(&project, &Tolerances::default()) {
            prop_assert!(sum.figures.agrees && sum.figures.difference_m2.abs() < 1e-3, "{:?}", sum);
        }
    }
}
