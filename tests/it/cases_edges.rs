//! One model of an edge: sums, two versions, 180°, and borders, against GeographicLib's figures.
//! Must not know how any of it is worked out.

use serde_json::{Value, json};

use crate::common::{open_text, repository, zonemap};
use zonemap::verify::{Finding, Severity, Tolerances, check, sum_checks};

fn case(name: &str) -> String {
    repository(&format!("tests/cases/{name}.geojson")).to_str().expect("a path").to_owned()
}

fn report(name: &str) -> (i32, Value) {
    let answer = zonemap(["verify", &case(name), "--format", "json"]);
    (answer.code, answer.json())
}

fn figure(row: &Value, name: &str) -> f64 {
    row[name].as_f64().unwrap_or_else(|| panic!("{name} of {row}"))
}

fn area(id: &str, ring: &Value) -> Value {
    json!({"type": "Feature", "id": id, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
}

fn collection(features: &[Value]) -> String {
    json!({"type": "FeatureCollection", "features": features}).to_string()
}

fn by_rule<'a>(findings: &'a [Finding], rule: &str) -> Vec<&'a Finding> {
    findings.iter().filter(|finding| finding.rule == rule).collect()
}

/// The whole differs from its parts by −187.68 m² by GeographicLib 2.0, and by nothing once it has a vertex where they meet.
#[test]
fn a_whole_without_the_vertices_of_its_parts_is_no_error() {
    for name in ["34-sum-tjunction", "tj_0.2"] {
        let (code, report) = report(name);
        assert_eq!(code, 0, "{name}: {}", report["findings"]);
        let sum = &report["sums"][0];
        assert_eq!((&sum["agrees"], figure(sum, "difference_m2")), (&json!(true), 0.0), "{name}");
        assert!((figure(sum, "edge_effect_m2") + 187.676).abs() < 0.002, "{name}: {sum}");
        let own = figure(sum, "measured_parts_m2") - figure(sum, "measured_whole_m2");
        assert!((own - figure(sum, "difference_m2") - figure(sum, "edge_effect_m2")).abs() < 1e-6, "{name}");
        let notes: Vec<&Value> = report["findings"].as_array().expect("findings").iter().collect();
        let effect = notes.iter().find(|row| row["rule"] == "edge-effect").expect("a note on the edges");
        assert_eq!((&effect["level"], figure(effect, "area_m2").round()), (&json!("note"), 188.0), "{name}");
        assert!(effect["message"].as_str().expect("words").contains("−187.68 m²"), "{effect}");
    }
}

#[test]
fn every_form_of_the_report_says_what_comes_from_edges() {
    for form in ["text", "markdown", "junit"] {
        let answer = zonemap(["verify", &case("34-sum-tjunction"), "--format", form]);
        assert_eq!(answer.code, 0, "{form}");
        assert!(
            answer
                .out
                .contains("−187.676 m² of the difference between the two measured areas comes from long edges alone"),
            "{form}: {}",
            answer.out
        );
    }
}

/// Three parts of which the third meets the other two in a T: none of them has all vertices of its neighbours.
#[test]
fn vertices_that_neighbours_do_not_have_make_no_difference() {
    let whole = area("whole", &json!([[113.4, 23.0], [113.8, 23.0], [113.8, 23.4], [113.4, 23.4], [113.4, 23.0]]));
    let west = area("west", &json!([[113.4, 23.0], [113.6, 23.0], [113.6, 23.2], [113.4, 23.2], [113.4, 23.0]]));
    let east = area("east", &json!([[113.6, 23.0], [113.8, 23.0], [113.8, 23.2], [113.6, 23.2], [113.6, 23.0]]));
    let north = area("north", &json!([[113.4, 23.2], [113.8, 23.2], [113.8, 23.4], [113.4, 23.4], [113.4, 23.2]]));
    let project = open_text(collection(&[whole, west, east, north])).expect("a file");
    let sums = sum_checks(&project, &Tolerances::default());
    let [sum] = sums.as_slice() else { panic!("{sums:?}") };
    assert!(sum.figures.agrees && sum.figures.difference_m2.abs() < 1e-4, "{sum:?}");
    // The four areas by GeographicLib 2.0 differ by this much.
    assert!((sum.figures.edge_effect_m2 + 1501.41).abs() < 0.01, "{sum:?}");
    let findings = check(&project, &Tolerances::default());
    assert!(findings.iter().all(|finding| finding.severity != Severity::Error), "{findings:?}");
}

/// A part that is too small by 10 m is an error as ever, by the very area that the gap has.
#[test]
fn what_is_really_missing_is_still_missing() {
    let whole = area("whole", &json!([[113.4, 23.0], [113.6, 23.0], [113.6, 23.2], [113.4, 23.2], [113.4, 23.0]]));
    let west = area("west", &json!([[113.4, 23.0], [113.5, 23.0], [113.5, 23.2], [113.4, 23.2], [113.4, 23.0]]));
    let east =
        area("east", &json!([[113.5001, 23.0], [113.6, 23.0], [113.6, 23.2], [113.5001, 23.2], [113.5001, 23.0]]));
    let project = open_text(collection(&[whole, west, east])).expect("a file");
    let findings = check(&project, &Tolerances::default());
    let [sum] = by_rule(&findings, "measured-sum")[..] else { panic!("{findings:?}") };
    let [gap] = by_rule(&findings, "gap")[..] else { panic!("{findings:?}") };
    let (sum_m2, gap_m2) = (sum.area_m2.expect("an area"), gap.area_m2.expect("an area"));
    // 0.0001° by 0.2° there: 226 910.3 m² by GeographicLib 2.0 of the strip with a vertex every 0.001°.
    assert!((sum_m2 / gap_m2 - 1.0).abs() < 1e-6, "{sum_m2} is not {gap_m2}");
    assert_eq!(sum.severity, Severity::Error);
}

/// The place is 113.52 23.03, 6.4e-15° from the border that both have, by exact rational arithmetic (Python's `fractions`).
#[test]
fn both_neighbours_answer_on_their_slanted_border() {
    for (lon, lat, ids) in [
        ("113.52", "23.03", &["tri", "tri2"][..]),
        // Two millimetres to either side only one does; GeographicLib 2.0 has 110 754 m for a degree of latitude there.
        ("113.52", "23.03000004", &["tri2"]),
        ("113.52", "23.02999996", &["tri"]),
    ] {
        let answer = zonemap(["identify", lon, lat, &case("40-slanted"), "--format", "json"]);
        let mut found: Vec<&str> = Vec::new();
        let report = answer.json();
        found.extend(report["features"].as_array().expect("features").iter().filter_map(|row| row["id"].as_str()));
        found.sort_unstable();
        assert_eq!((answer.code, found.as_slice()), (0, ids), "{lon} {lat}");
        assert!(report["features"].as_array().expect("features").iter().all(|row| row["distance_m"] == 0.0));
    }
}

/// Karney's areas grow by 152.61 m² (GeographicLib 2.0); where edges are straight in longitude and latitude nothing changed.
#[test]
fn a_vertex_more_on_an_edge_is_told_as_what_it_is() {
    let (before, after) = (case("50-base"), case("50-extra-vertex"));
    let answer = zonemap(["diff", &before, &after, "--format", "json"]);
    let row = answer.json()["features"][0].clone();
    assert_eq!((answer.code, &row["change"], &row["vertices"]["added"]), (1, &json!("moved"), &json!(1)));
    assert_eq!((figure(&row, "gained_m2"), figure(&row, "lost_m2")), (0.0, 0.0));
    assert!((figure(&row, "edge_effect_m2") - 152.614).abs() < 0.0015, "{row}");
    assert_eq!(format!("{:.2}", figure(&row, "area_b_m2") - figure(&row, "area_a_m2")), "152.61");
    let told =
        "area after 18162658.80 − area before 18162506.19 = +152.61; added 0.00 − removed 0.00 + edge effect +152.61";
    for form in ["text", "markdown"] {
        let answer = zonemap(["diff", &before, &after, "--format", form]);
        assert!(answer.out.contains(told) && answer.out.contains("edges alone"), "{form}: {}", answer.out);
    }
    let drawn = zonemap(["diff", &before, &after, "--format", "geojson"]).json();
    assert_eq!(drawn["changes"][0]["edge_effect_m2"], row["edge_effect_m2"]);
}

/// In thousandths of a square metre, as the reports have them.
fn thousandths(row: &Value, name: &str) -> i64 {
    format!("{:.0}", row[name].as_f64().unwrap_or(0.0) * 1000.0).parse().expect("a whole number")
}

#[test]
fn what_was_gained_and_lost_and_the_edges_make_up_the_difference_of_the_areas() {
    let zones = repository("geodata/zones.geojson");
    let zones = zones.to_str().expect("a path");
    for (before, after) in [
        (zones, "geodata/face_value.geojson"),
        ("geodata/face_value.geojson", zones),
        (&case("34-sum-tjunction"), &case("tj_0.2")),
        (&case("50-base"), &case("50-extra-vertex")),
        (&case("40-slanted"), &case("50-base")),
    ] {
        let rows = zonemap(["diff", before, after, "--format", "json"]).json();
        for row in rows["features"].as_array().expect("features") {
            let net = thousandths(row, "gained_m2") - thousandths(row, "lost_m2");
            let difference = thousandths(row, "area_b_m2") - thousandths(row, "area_a_m2");
            assert_eq!(net + thousandths(row, "edge_effect_m2"), difference, "{row}");
        }
    }
}

#[test]
fn a_changed_figure_property_or_id_is_a_change() {
    let (before, after) = (case("51-declared-1"), case("51-declared-2"));
    let answer = zonemap(["diff", &before, &after, "--format", "json"]);
    let report = answer.json();
    assert_eq!((answer.code, &report["same"], &report["summary"]["changed"]), (1, &json!(false), &json!(1)));
    let row = &report["features"][0];
    assert_eq!((&row["id"], &row["change"]), (&json!("a"), &json!("changed")));
    let declared = json!([{"what": "declared", "property": null, "before": "18.16 km²", "after": "20.00 km²"}]);
    assert_eq!(row["attributes"], declared);
    assert_eq!(zonemap(["diff", &before, &after, "--geometry-only"]).code, 0);
    for form in ["text", "markdown"] {
        let out = zonemap(["diff", &before, &after, "--format", form]).out;
        assert!(out.contains("declared area: 18.16 km² → 20.00 km²"), "{form}: {out}");
    }
    // The same with a property, one that went, and an id.
    let folder = tempfile::TempDir::new().expect("a folder");
    let text = std::fs::read_to_string(&before).expect("the case");
    for (from, to, told) in [
        ("\"class\": \"R\"", "\"class\": \"B\"", "property class: R → B"),
        (", \"class\": \"C\"", "", "property class: C → (nothing)"),
        (", \"declared_km2\": \"18.16\"", "", "property declared_km2: 18.16 → (nothing)"),
        ("\"id\": \"a\"", "\"id\": \"c\"", "id: a → c"),
    ] {
        let path = folder.path().join("other.geojson");
        std::fs::write(&path, text.replacen(from, to, 1)).expect("a file");
        let answer = zonemap(["diff", &before, path.to_str().expect("a path")]);
        assert_eq!(answer.code, 1, "{told}");
        assert!(answer.out.contains(told) && answer.out.contains("attributes changed"), "{told}: {}", answer.out);
        assert_eq!(zonemap(["diff", &before, path.to_str().expect("a path"), "--geometry-only"]).code, 0, "{told}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_written_to_is_read() {
    let command = "diff <(sleep 0.1; cat tests/cases/51-declared-1.geojson) tests/cases/51-declared-1.geojson";
    let script = format!("'{}' {command} --lang en", env!("CARGO_BIN_EXE_zonemap"));
    let mut shell = assert_cmd::Command::new("bash");
    shell.args(["-c", &script]).current_dir(repository("")).timeout(std::time::Duration::from_mins(1));
    let output = shell.output().expect("an answer in time");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Both areas by GeographicLib 2.0. No overlap of them: they are 130° apart.
#[test]
fn a_ring_across_180_degrees_is_read_the_short_way_by_all() {
    let (code, report) = report("antim");
    let areas = report["areas"].as_array().expect("areas");
    let measured: Vec<f64> = areas.iter().map(|row| figure(row, "measured_m2")).collect();
    assert!((measured[0] - 23_631_413_768.383).abs() < 1.0 && (measured[1] - 11_815_019_730.270).abs() < 1.0);
    let findings = report["findings"].as_array().expect("findings");
    let rules: Vec<&str> = findings.iter().filter_map(|row| row["rule"].as_str()).collect();
    assert_eq!(rules.iter().filter(|rule| **rule == "antimeridian").count(), 1, "{rules:?}");
    assert!(!rules.contains(&"overlap") && !rules.contains(&"gap"), "{rules:?}");
    let first = &findings[0];
    assert_eq!((code, &first["rule"], &first["features"]), (1, &json!("antimeridian"), &json!(["fiji"])));
    // The edge from 179 to −179 begins at the ring's first position.
    assert_eq!((&first["at"], &first["line"]), (&json!([179.0, -17.0]), &json!(1)));
    assert!(first["message"].as_str().expect("words").contains("3.1.9"), "{first}");
    for (lon, lat, id) in [
        ("179.5", "-16.5", "fiji"),
        ("-179.5", "-16.5", "fiji"),
        ("180", "-16.5", "fiji"),
        ("-49.5", "-16.5", "brazil"),
    ] {
        let answer = zonemap(["identify", "--format", "json", "--", lon, lat, &case("antim")]);
        assert_eq!(answer.json()["features"][0]["id"], id, "{lon} {lat}");
        assert!(answer.json()["at"][0].as_f64().expect("a longitude").abs() <= 180.0);
    }
    assert_eq!(zonemap(["identify", "--", "0", "-16.5", &case("antim")]).code, 1);
    let info = zonemap(["info", &case("antim"), "--format", "json"]).json();
    assert_eq!(info["projects"][0]["layers"][0]["extent"], json!([179.0, -17.0, -49.0, -16.0]));
    assert!(info["projects"][0]["files"][0]["warnings"][0].as_str().expect("a warning").contains("180°"));
}

fn square(west: f64, east: f64) -> Value {
    json!([[west, -17.0], [east, -17.0], [east, -16.0], [west, -16.0], [west, -17.0]])
}

/// One area written as a ring from side to side, cut at 180° as RFC 7946 section 3.1.9 has it, and with longitudes that run on.
fn three_writings() -> [Value; 3] {
    let cut = json!({"type": "Feature", "id": "a", "properties": {}, "geometry": {
        "type": "MultiPolygon", "coordinates": [[square(179.0, 180.0)], [square(-180.0, -179.0)]]}});
    [area("a", &square(179.0, -179.0)), cut, area("a", &square(179.0, 181.0))]
}

#[test]
fn every_writing_of_an_area_at_180_degrees_is_the_same_area() {
    let projects = three_writings().map(|written| {
        let west = area("west", &square(178.0, 179.0));
        let east = area("east", &square(-179.0, -178.0));
        open_text(collection(&[west, written, east])).expect("a file")
    });
    for (at, project) in projects.iter().enumerate() {
        let extent = project.extent();
        assert_eq!((extent.east - extent.west, extent.on_globe()), (4.0, [178.0, -17.0, -178.0, -16.0]), "{at}");
        let findings = check(project, &Tolerances::default());
        // Neighbours on either side fit: no gap, no overlap, and no mismatched vertex but where the cut has one of its own.
        let rules: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
        let wrong = ["gap", "overlap", "polygons-overlapping", "part-outside", "mismatched-vertex", "not-checked"];
        // The cut has vertices of its own at 180°.
        let is_wrong = |rule: &&str| wrong.contains(rule) && !(at == 1 && *rule == "mismatched-vertex");
        assert!(!rules.iter().any(is_wrong), "{at}: {rules:?}");
        let said: Vec<Severity> =
            findings.iter().filter(|finding| finding.rule == "antimeridian").map(|finding| finding.severity).collect();
        assert_eq!(said, [&[Severity::Error][..], &[], &[Severity::Note]][at], "{at}");
    }
    let [uncut, cut, on] = &projects;
    // The cut adds two vertices, which bend the geodesics: an edge effect, and no ground.
    for (before, after) in [(uncut, cut), (cut, on), (on, uncut), (uncut, on)] {
        for change in zonemap::diff::compare(before, after, 0.0).features {
            assert_eq!(change.net_m2(), Some(0.0), "{change:?}");
        }
    }
}

#[test]
fn a_file_on_one_side_of_180_degrees_and_one_on_both_are_compared_in_one_reading() {
    let half = open_text(collection(&[area("a", &square(179.0, 180.0))])).expect("a file");
    let [uncut, ..] = three_writings().map(|written| open_text(collection(&[written])).expect("a file"));
    for (before, after) in [(&half, &uncut), (&uncut, &half)] {
        let comparison = zonemap::diff::compare(before, after, 0.0);
        let [change] = comparison.features.as_slice() else { panic!("{comparison:?}") };
        assert_eq!(change.places.len(), 1);
        // 1° by 1° there, 11 814 790 696 m² with edges along the parallels, by GeographicLib 2.0 with a vertex every 0.001°.
        let net_m2 = change.net_m2().expect("measured").abs();
        assert!((net_m2 / 11_814_790_696.0 - 1.0).abs() < 1e-6, "{net_m2}");
    }
}

#[test]
fn a_polygon_that_really_is_wide_stays_and_a_ring_round_a_pole_too() {
    let wide =
        json!([[-100.0, 0.0], [0.0, 0.0], [100.0, 0.0], [100.0, 10.0], [0.0, 10.0], [-100.0, 10.0], [-100.0, 0.0]]);
    let pole = json!([[-90.0, 80.0], [0.0, 80.0], [90.0, 80.0], [179.0, 80.0], [-90.0, 80.0]]);
    for (ring, west, east) in [(wide, -100.0, 100.0), (pole, -90.0, 179.0)] {
        let project = open_text(collection(&[area("a", &ring)])).expect("a file");
        assert_eq!((project.extent().west, project.extent().east), (west, east));
        assert!(by_rule(&check(&project, &Tolerances::default()), "antimeridian").is_empty());
    }
}
