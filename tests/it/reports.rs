//! The forms of the verify report, each read back by something we did not write for it, and the files they go into.
//! Must not know what the rules find.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open};
use zonemap::geometry::{LonLat, ShapeKind, Shapes};
use zonemap::i18n::Lang;
use zonemap::project::SourcePosition;
use zonemap::report::{FindingRow, REPORT_FORMS, ReportStyle, VerifyReport, form_named};
use zonemap::verify::Severity;

use crate::common::{Answer, answer, program, text_of, zonemap};

/// The paths of a good project, one with an error, one that is not there, and a good one again.
const MIXED: [&str; 4] = ["geodata", "geodata/face_value.geojson", "missing.geojson", "geodata/zones.geojson"];

fn finding(rule: &'static str, level: Severity, place: Option<(usize, usize)>) -> FindingRow {
    FindingRow {
        id: format!("{rule}:a|b@1,2"),
        rule,
        level,
        message: "a|b <x>\n*y*".into(),
        features: vec!["a".to_owned(), "區".to_owned()],
        at: Some([113.5, 23.25]),
        places: Vec::new(),
        area_m2: Some(12.5),
        width_m: None,
        file: "data/區 1.geojson".into(),
        place: place.map(|(line, column)| SourcePosition { line, column }.into()).into(),
        kind: rule,
        project: 0,
        region: None,
    }
}

/// A report with a finding of each level; the first has a region with a hole, its rings the wrong way round.
fn report() -> VerifyReport {
    let mut shapes = Shapes::default();
    for ring in [[(0.0, 0.0), (0.0, 4.0), (4.0, 4.0), (4.0, 0.0)], [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)]] {
        for (lon, lat) in ring.iter().chain(&ring[..1]) {
            shapes.push(LonLat { lon: *lon, lat: *lat }, None);
        }
        shapes.end_path();
    }
    shapes.end_polygon();
    shapes.end_shape(ShapeKind::Polygon);
    let mut report = VerifyReport::default();
    let first = finding("overlap", Severity::Error, Some((17, 5)));
    report.findings.push(FindingRow { region: Some(Arc::new(shapes)), ..first });
    report.findings.push(finding("declared-area", Severity::Warning, None));
    report.findings.push(FindingRow { at: None, ..finding("overlap", Severity::Note, Some((1, 1))) });
    report.add_unreadable("gone.geojson", None, "gone.geojson: no such file".to_owned());
    report
}

fn written(report: &VerifyReport, form: &str) -> String {
    let mut bytes = Vec::new();
    let style = ReportStyle { lang: Lang::En, ..ReportStyle::default() };
    (form_named(form).expect("a form").write)(report, style, &mut bytes).expect("room in memory");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn sarif_has_what_its_standard_asks_for() {
    let log: Value = serde_json::from_str(&written(&report(), "sarif")).expect("JSON");
    // OASIS SARIF 2.1.0, sections 3.13, 3.14, 3.18, 3.19, 3.20, 3.27, 3.28, 3.30.
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(log["runs"].as_array().map(Vec::len), Some(1));
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert!(run["tool"]["driver"]["name"].is_string());
    for rule in rules {
        assert!(rule["id"].is_string());
        assert!(rule["shortDescription"]["text"].as_str().is_some_and(|text| !text.starts_with("rule.")), "{rule}");
    }
    let results = run["results"].as_array().expect("results");
    // The file that could not be read, then what was found.
    assert_eq!((results.len(), &results[0]["ruleId"]), (4, &json!("unreadable")));
    let results = &results[1..];
    for (result, (level, line)) in results.iter().zip([("error", Some(17)), ("warning", None), ("note", Some(1))]) {
        assert_eq!(result["level"], level);
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.contains('\n')));
        let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok()).expect("an index");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let physical = &result["locations"][0]["physicalLocation"];
        assert_eq!(physical["artifactLocation"]["uri"], "data/%E5%8D%80%201.geojson");
        assert_eq!(physical["region"]["startLine"].as_u64(), line);
        let prints = result["partialFingerprints"].as_object().expect("fingerprints");
        assert!(prints.values().all(Value::is_string) && !prints.is_empty());
    }
    assert_eq!(results[0]["locations"][0]["physicalLocation"]["region"], json!({"startLine": 17, "startColumn": 5}));
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["level"], "error");
}

#[test]
fn geojson_opens_again_with_its_rings_the_right_way_round() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("findings.geojson");
    fs::write(&path, written(&report(), "geojson")).expect("a file");
    let project = open(&path, &OpenOptions::default()).expect("GeoJSON that we read");
    let shapes = &project.layers[0].data.shapes();
    let kinds: Vec<ShapeKind> = shapes.iter().map(zonemap::geometry::Shape::kind).collect();
    assert_eq!(kinds, [ShapeKind::Polygon, ShapeKind::Point, ShapeKind::None]);
    let first = shapes.get(0).expect("a shape");
    let rings: Vec<&[LonLat]> = first.polygons().flat_map(zonemap::geometry::Polygon::rings).collect();
    let counter_clockwise =
        |ring: &[LonLat]| ring.windows(2).map(|e| (e[1].lon - e[0].lon) * (e[1].lat + e[0].lat)).sum::<f64>() < 0.0;
    assert_eq!(rings.iter().map(|ring| counter_clockwise(ring)).collect::<Vec<_>>(), [true, false]);
    let properties = &project.layers[0].data.features()[0].properties;
    for (name, value) in
        [("rule", json!("overlap")), ("level", json!("error")), ("line", json!(17)), ("column", json!(5))]
    {
        assert_eq!(properties[name], value);
    }
    assert_eq!(properties["features"], json!(["a", "區"]));
}

#[test]
fn markdown_keeps_its_tables_whatever_the_names() {
    let text = written(&report(), "markdown");
    let mut columns = None;
    let cells = |row: &str| row.replace("\\|", "").matches('|').count();
    let mut rows = 0;
    for line in text.lines() {
        if !line.starts_with('|') {
            columns = None;
            continue;
        }
        assert_eq!(cells(line), *columns.get_or_insert_with(|| cells(line)), "{line}");
        rows += 1;
    }
    assert_eq!(rows, (2 + 3) + (2 + 1), "{text}");
    assert!(text.contains(r"a\|b &lt;x&gt;") && !text.contains("<x>"), "{text}");
    let mut long = report();
    long.findings = vec![finding("overlap", Severity::Error, None); 20_000];
    assert!(written(&long, "markdown").chars().count() < 65_536);
}

#[test]
fn junit_counts_what_passed_and_what_failed() {
    let answer = zonemap(["verify"].into_iter().chain(MIXED).chain(["--format", "junit"]));
    assert_eq!(answer.code, 1);
    let document = roxmltree::Document::parse(&answer.out).expect("XML");
    let root = document.root_element();
    let count =
        |node: &roxmltree::Node<'_, '_>, name: &str| node.descendants().filter(|n| n.has_tag_name(name)).count();
    let told = |node: &roxmltree::Node<'_, '_>, name: &str| node.attribute(name).and_then(|text| text.parse().ok());
    let suites: Vec<_> = root.children().filter(|node| node.has_tag_name("testsuite")).collect();
    for node in suites.iter().chain([&root]) {
        assert_eq!(told(node, "tests"), Some(count(node, "testcase")));
        assert_eq!(told(node, "failures"), Some(count(node, "failure")));
        assert_eq!(told(node, "errors"), Some(count(node, "error")));
    }
    let of = |name: &str| {
        *suites.iter().find(|suite| suite.attribute("name").is_some_and(|n| n.ends_with(name))).expect(name)
    };
    assert_eq!(suites.len(), 4);
    let good = of("geodata/project.json");
    let names = |class: &str| {
        let class = format!("{}.{class}", good.attribute("name").expect("a name"));
        let cases = good.children().filter(|case| case.attribute("classname") == Some(&class));
        cases.filter_map(|case| case.attribute("name")).collect::<Vec<_>>()
    };
    assert_eq!(names("files").len(), 8);
    assert_eq!(names("areas"), ["zone", "manufacturing", "innovation", "living"]);
    assert_eq!(names("sums"), ["zone (declared)", "zone (measured)"]);
    assert!(names("rules").contains(&"declared-area"));
    assert_eq!((count(&good, "failure"), count(&good, "error")), (0, 0));
    assert_eq!(count(&of("missing.geojson"), "error"), 1);
    let failed = of("face_value.geojson");
    let failure = failed.descendants().find(|node| node.attribute("type") == Some("declared-area")).expect("a failure");
    assert!(failure.attribute("message").is_some_and(|text| text.contains("face_value.geojson:")));
}

/// Runs `verify` in a folder of its own on paths of the repository.
fn verify_into(folder: &Path, args: &[&str]) -> Answer {
    let root = env!("CARGO_MANIFEST_DIR");
    let paths = MIXED.map(|path| format!("{root}/{path}"));
    answer(program().current_dir(folder).arg("verify").args(paths).args(args).args(["--lang", "en"]))
}

#[test]
fn every_form_is_the_same_however_many_threads_there_are() {
    let mut all = Vec::new();
    for jobs in ["1", "8"] {
        let folder = TempDir::new().expect("a folder");
        let reports: Vec<String> =
            REPORT_FORMS.iter().map(|form| format!("--report={}=a.{}", form.id, form.extension)).collect();
        let mut args: Vec<&str> = reports.iter().map(String::as_str).collect();
        args.extend(["--jobs", jobs]);
        let answer = verify_into(folder.path(), &args);
        assert_eq!(answer.code, 1);
        assert_eq!(answer.err.lines().count(), 1, "{}", answer.err);
        let files: Vec<String> = REPORT_FORMS
            .iter()
            .map(|form| fs::read_to_string(folder.path().join(format!("a.{}", form.extension))).expect("a report"))
            .collect();
        assert_eq!(files[0], answer.out, "the file has what the standard output has");
        assert!(files.iter().all(|text| !text.contains('\u{1b}')), "colour in a file");
        assert_eq!(
            fs::read_dir(folder.path()).expect("the folder").count(),
            REPORT_FORMS.len(),
            "something is left over"
        );
        all.push((files, answer.out, answer.err));
    }
    assert_eq!(all[0], all[1]);
    let json: Value = serde_json::from_str(&all[0].0[1]).expect("JSON");
    let paths: Vec<&str> =
        json["files"].as_array().expect("files").iter().filter_map(|file| file["path"].as_str()).collect();
    let at = |end: &str| paths.iter().position(|path| path.ends_with(end)).expect("a file");
    assert!(at("face_value.geojson") < at("missing.geojson") && at("missing.geojson") < paths.len() - 1, "{paths:?}");
}

#[test]
fn a_report_that_cannot_be_written_stops_no_other() {
    let folder = TempDir::new().expect("a folder");
    let args = ["--report", "json=no/such/folder.json", "--report", "sarif=a.sarif"];
    let answer = verify_into(folder.path(), &args);
    assert_eq!(answer.code, 4);
    assert!(answer.err.contains("cannot write to no/such/folder.json: "), "{}", answer.err);
    assert!(folder.path().join("a.sarif").exists() && answer.out.contains("Findings"));
}

#[test]
fn reports_that_make_no_sense_are_refused() {
    let folder = TempDir::new().expect("a folder");
    let input = folder.path().join("in.geojson");
    fs::write(&input, text_of("geodata/zones.geojson")).expect("a file");
    for (args, reason) in [
        (&["--report", "junit"][..], "expected FORMAT=FILE"),
        (&["--report", "pdf=a.pdf"], "the formats are text, json, junit, sarif, geojson, markdown"),
        (&["--report", "junit="], "expected FORMAT=FILE"),
        (&["--report", "junit=-"], "for standard output, use --format"),
        (&["--report", "json=a", "--report", "junit=a"], "another report is written to it"),
        (&["--report", "geojson=in.geojson"], "this file is an input"),
        (&["--touch-m", "-1"], "--touch-m: expected a number of 0 or more, found \"-1\""),
        (&["--sliver-width-m", "NaN"], "--sliver-width-m: expected a number of 0 or more, found \"NaN\""),
        (&["--gap-width-m=inf"], "--gap-width-m: expected a number of 0 or more, found \"inf\""),
        (&["--sum-tolerance-m2", "a"], "--sum-tolerance-m2: expected a number"),
        (&["--mismatch-m", ""], "--mismatch-m: expected a number"),
        (&["--spike-deg", "181"], "--spike-deg: expected an angle from 0 to 180 degrees, found \"181\""),
        (&["--most-pairs", "1.5"], "--max-pairs: expected a whole number of 0 or more, found \"1.5\""),
    ] {
        let answer = answer(program().current_dir(&folder).args(["verify", "in.geojson", "--lang", "en"]).args(args));
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{args:?}");
        assert!(answer.err.contains(reason), "{args:?}: {}", answer.err);
    }
    assert_eq!(zonemap(["verify", "--jobs", "0"]).code, 2);
    assert_eq!(zonemap(["verify", "--format", "pdf"]).code, 2);
    assert_eq!(fs::read_to_string(input).expect("the input"), text_of("geodata/zones.geojson"));
}

#[test]
fn tolerances_are_taken_and_said() {
    let args = ["verify", "--sum-tolerance-m2", "0", "--touch-m", "0.01", "--spike-deg=2.5", "--max-pairs", "7"];
    let answer = zonemap(args.into_iter().chain(["--format", "json"]));
    let tolerances = &answer.json()["tolerances"];
    assert_eq!((&tolerances["touch_m"], &tolerances["spike_deg"]), (&json!(0.01), &json!(2.5)));
    assert_eq!((&tolerances["sum_m2"], &tolerances["most_pairs"]), (&json!(0.0), &json!(7)));
    let line = "Non-default tolerances: sum_m2 = 0.0, touch_m = 0.01, spike_deg = 2.5, most_pairs = 7\n";
    assert!(zonemap(args).out.contains(line));
    assert!(!zonemap(["verify"]).out.contains("tolerances"));
}

#[test]
fn the_standard_input_is_read_and_found_again() {
    let text = text_of("geodata/face_value.geojson");
    let answer =
        answer(program().args(["verify", "-", "--jobs", "4", "--format", "json", "--lang", "en"]).write_stdin(text));
    assert_eq!(answer.code, 1);
    let found = &answer.json()["findings"][0];
    assert_eq!(found["file"], "-");
    assert!(found["line"].as_u64().is_some_and(|line| line > 1), "{found}");
}

#[test]
fn junit_says_which_method_gives_a_figure_and_how_sure_it_is() {
    for (lang, words) in [
        ("en", ["reproduced by the ellipsoid", "± 2.38 km²", "± 6.33 km²"]),
        ("zh-Hant", ["橢球", "± 2.38 km²", "± 6.33 km²"]),
        ("zh-Hans", ["椭球", "± 2.38 km²", "± 6.33 km²"]),
    ] {
        let answer = answer(program().args(["verify", "--format", "junit", "--lang", lang]));
        let document = roxmltree::Document::parse(&answer.out).expect("XML");
        let zone =
            document.descendants().find(|node| node.attribute("name") == Some("zone") && node.has_tag_name("testcase"));
        let said = zone.and_then(|zone| zone.children().find(|node| node.has_tag_name("system-out")));
        let said = said.and_then(|node| node.text()).expect("what the figure is worth");
        for word in words {
            assert!(said.contains(word), "{word} in {said}");
        }
    }
    let areas = &zonemap(["verify", "--format", "json"]).json()["areas"];
    assert_eq!(areas[0]["explained_by"][0], "ellipsoid");
    assert!(areas[0]["explanation"].as_str().is_some_and(|text| text.contains("56.39")));
}

#[test]
fn a_check_that_broke_is_an_error_of_its_file_alone() {
    let mut report = VerifyReport::default();
    report.add_broken("broken.geojson", Lang::En);
    report.append(VerifyReport::default());
    assert_eq!(report.summary.errors, 1);
    assert!(written(&report, "text").contains("not checked: the check crashed"));
    let junit = written(&report, "junit");
    let document = roxmltree::Document::parse(&junit).expect("XML");
    let suite = document.descendants().find(|node| node.attribute("name") == Some("broken.geojson"));
    assert!(suite.is_some_and(|suite| suite.descendants().any(|node| node.has_tag_name("failure"))), "{junit}");
}
