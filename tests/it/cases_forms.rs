//! Verdicts that hold, part reports that can be read: grouped, counted, in order, and as other programs' rules have them.
//! Must not know how findings are found.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use tempfile::TempDir;
use zonemap::i18n::Lang;
use zonemap::project::SourcePosition;
use zonemap::report::{FindingRow, ReportStyle, VerifyReport, form_named};
use zonemap::verify::Severity;

use crate::common::{answer, program, zonemap};

fn finding(rule: &'static str, level: Severity, at: usize) -> FindingRow {
    FindingRow {
        id: format!("{rule}:{at}"),
        rule,
        level,
        message: format!("feature {at} is wrong").as_str().into(),
        features: vec![at.to_string()],
        at: None,
        places: Vec::new(),
        area_m2: None,
        width_m: None,
        file: "a.geojson".into(),
        place: Some(SourcePosition { line: at + 1, column: 1 }.into()).into(),
        kind: rule,
        project: 0,
        region: None,
    }
}

fn written(report: &VerifyReport, form: &str, all: bool) -> String {
    let mut bytes = Vec::new();
    let style = ReportStyle { lang: Lang::En, colour: false, all };
    (form_named(form).expect("a form").write)(report, style, &mut bytes).expect("room in memory");
    String::from_utf8(bytes).expect("UTF-8")
}

/// A file of squares side by side that run clockwise; every third crosses itself, and four of them have a declared area that is right.
fn squares(count: usize) -> String {
    let mut features = Vec::new();
    for at in 0..count {
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let west = 100.0 + at as f64 * 0.02;
        let (a, b) = (format!("{west:.3}"), format!("{:.3}", west + 0.01));
        let ring = if at % 3 == 0 {
            format!("[{a},0],[{b},0.01],[{b},0],[{a},0.01],[{a},0]")
        } else {
            format!("[{a},0],[{a},0.01],[{b},0.01],[{b},0],[{a},0]")
        };
        let declared = if at % 3 == 1 && at < 12 { r#""declared_km2":"1.2""# } else { "" };
        features.push(format!(
            r#"{{"type":"Feature","id":"s{at}","properties":{{{declared}}},"geometry":{{"type":"Polygon","coordinates":[[{ring}]]}}}}"#
        ));
    }
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}", features.join(",\n"))
}

/// A folder with such a file.
fn folder_of(count: usize) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("squares.geojson"), squares(count)).expect("a file");
    folder
}

fn verify(folder: &TempDir, args: &[&str]) -> String {
    answer(program().current_dir(folder).args(["verify", "squares.geojson", "--lang", "en"]).args(args)).out
}

#[test]
fn the_same_finding_at_hundreds_of_features_is_one_row_with_its_count_and_the_first_few() {
    let folder = folder_of(300);
    let text = verify(&folder, &[]);
    assert!(text.contains("  error × 100  Boundary crosses itself\n"), "{text}");
    assert_eq!(text.matches("error [self-intersection:").count(), 3, "{text}");
    assert!(text.contains("… and 97 more; --all lists them"), "{text}");
    assert!(text.contains("\n  error: self-intersection 100"), "{text}");
    let all = verify(&folder, &["--all"]);
    assert_eq!(all.matches("error [self-intersection:").count(), 100);
    assert!(!all.contains("--all lists them"), "{all}");
    let markdown = verify(&folder, &["--format", "markdown"]);
    assert!(markdown.contains("| error | self-intersection | 100 |"), "{markdown}");
    assert_eq!(markdown.matches("| error | self-intersection | squares.geojson:").count(), 3, "{markdown}");
    let json = answer(program().current_dir(&folder).args(["verify", "squares.geojson", "--format", "json"])).json();
    let crossing = |finding: &&serde_json::Value| finding["rule"] == "self-intersection";
    assert_eq!(json["findings"].as_array().expect("findings").iter().filter(crossing).count(), 100);
    let counted =
        json["summary"]["rules"].as_array().expect("rules").iter().find(|count| count["rule"] == "self-intersection");
    assert_eq!(
        counted.map(|count| (count["count"].as_u64(), count["level"].as_str())),
        Some((Some(100), Some("error")))
    );
}

#[test]
fn winding_is_one_note_a_file_and_missing_declared_is_told_only_where_most_have_one() {
    let folder = folder_of(30);
    fs::copy(folder.path().join("squares.geojson"), folder.path().join("more.geojson")).expect("a copy");
    let answer = answer(program().current_dir(&folder).args([
        "verify",
        "squares.geojson",
        "more.geojson",
        "--format",
        "json",
        "--lang",
        "en",
    ]));
    let report = answer.json();
    let of = |rule: &str| -> Vec<String> {
        let findings = report["findings"].as_array().expect("findings").iter();
        findings
            .filter(|finding| finding["rule"] == rule)
            .map(|f| f["message"].as_str().expect("a text").to_owned())
            .collect()
    };
    let winding = of("winding");
    assert_eq!(winding.len(), 2, "{winding:?}");
    assert!(
        winding[0].starts_with("s1, s2, s4, s5, s7, … and 15 more: rings in the wrong direction: 20, in features: 20")
    );
    assert_eq!(of("missing-declared"), [""; 0], "few have one");
    // Two of three have one.
    let most = zonemap(["verify", "tests/cases/02-null-empty.geojson", "--format", "json"]).json();
    assert_eq!(most["summary"]["errors"], 1);
    let folder = TempDir::new().expect("a folder");
    let square = |west: f64, declared: &str| {
        let (a, b) = (west, west + 0.01);
        format!(
            r#"{{"type":"Feature","id":"{a}","properties":{{{declared}}},"geometry":{{"type":"Polygon","coordinates":[[[{a},0],[{b},0],[{b},0.01],[{a},0.01],[{a},0]]]}}}}"#
        )
    };
    let declared = r#""declared_km2":"1.2""#;
    let features = [square(100.0, declared), square(101.0, declared), square(102.0, "")].join(",");
    fs::write(
        folder.path().join("squares.geojson"),
        format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#),
    )
    .expect("a file");
    assert!(verify(&folder, &[]).contains("warning [missing-declared:102]"));
}

#[test]
fn errors_come_before_warnings_before_notes_across_files_and_failing_areas_first() {
    let paths = ["geodata", "tests/cases/02-null-empty.geojson", "geodata/face_value.geojson"];
    for form in ["json", "sarif", "geojson"] {
        let out = zonemap(["verify", "--format", form].iter().chain(&paths)).json();
        let levels: Vec<String> = match form {
            "json" => out["findings"].as_array().expect("findings").iter().map(|f| f["level"].to_string()).collect(),
            "sarif" => {
                out["runs"][0]["results"].as_array().expect("results").iter().map(|f| f["level"].to_string()).collect()
            }
            _ => out["features"]
                .as_array()
                .expect("features")
                .iter()
                .map(|f| f["properties"]["level"].to_string())
                .collect(),
        };
        let rank = |level: &String| ["\"error\"", "\"warning\"", "\"note\""].iter().position(|known| known == level);
        assert!(levels.len() > 3 && levels.is_sorted_by_key(rank), "{form}: {levels:?}");
    }
    let text = zonemap(["verify"].iter().chain(&paths)).out;
    let signs: Vec<char> = text
        .lines()
        .skip_while(|line| !line.starts_with("Areas"))
        .take_while(|line| !line.starts_with("Sums"))
        .filter_map(|line| line.strip_prefix("  ")?.chars().next())
        .filter(|c| "✓✗·".contains(*c))
        .collect();
    assert!(signs.contains(&'✗') && signs.is_sorted_by_key(|sign| "✗✓·".find(*sign)), "{signs:?}");
}

#[test]
fn markdown_names_every_file_that_could_not_be_read() {
    let mut report = VerifyReport::default();
    for at in 0..200 {
        report.add_unreadable(&format!("gone{at}.geojson"), None, format!("gone{at}.geojson: no such file or folder"));
    }
    let markdown = written(&report, "markdown", false);
    assert!((0..200).all(|at| markdown.contains(&format!("gone{at}.geojson"))), "{markdown}");
    assert!(markdown.chars().count() < 65_536);
}

/// Names of elements or attributes.
type Names = &'static [&'static str];

/// The rules of `junit-10.xsd`, which the xUnit plugin of Jenkins checks reports by, in own words: which elements may stand where,
/// and which attributes each may and must have.
fn faults_of_junit(document: &roxmltree::Document<'_>) -> Vec<String> {
    const RULES: &[(&str, Names, Names, Names)] = &[
        // element, elements in it, attributes it must have, attributes it may have
        ("testsuites", &["testsuite"], &[], &["name", "time", "tests", "failures", "errors"]),
        (
            "testsuite",
            &["testsuite", "properties", "testcase", "system-out", "system-err"],
            &["name", "tests", "failures", "errors"],
            &["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
        ),
        (
            "testcase",
            &[
                "skipped",
                "error",
                "failure",
                "rerunFailure",
                "rerunError",
                "flakyFailure",
                "flakyError",
                "system-out",
                "system-err",
            ],
            &["name"],
            &["time", "classname", "group"],
        ),
        ("failure", &[], &[], &["type", "message"]),
        ("error", &[], &[], &["type", "message"]),
        ("skipped", &[], &[], &["type", "message"]),
        ("system-out", &[], &[], &[]),
        ("system-err", &[], &[], &[]),
    ];
    let mut faults = Vec::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        let Some((_, inside, must, may)) = RULES.iter().find(|(element, ..)| *element == name) else {
            faults.push(format!("no element {name}"));
            continue;
        };
        let has = |wanted: &str| node.attribute(wanted).is_some();
        faults.extend(must.iter().filter(|wanted| !has(wanted)).map(|wanted| format!("{name} without {wanted}")));
        let unknown = node.attributes().filter(|found| !must.contains(&found.name()) && !may.contains(&found.name()));
        faults.extend(unknown.map(|found| format!("{name} with {}", found.name())));
        let misplaced = node.children().filter(roxmltree::Node::is_element).map(|child| child.tag_name().name());
        faults.extend(misplaced.filter(|child| !inside.contains(child)).map(|child| format!("{child} in {name}")));
        let only_elements = ["testsuites", "testsuite", "testcase"].contains(&name);
        if only_elements
            && node.children().any(|child| child.is_text() && !child.text().unwrap_or("").trim().is_empty())
        {
            faults.push(format!("text in {name}"));
        }
    }
    faults
}

/// JSON may hold what no XML may.
#[test]
fn junit_is_xml_whatever_a_name_holds() {
    let (folder, name) = (TempDir::new().expect("a folder"), "a\u{ffff}b\u{fffe}\u{1}");
    let feature = serde_json::json!({
        "type": "Feature", "id": name, "properties": {"name": name, "declared_km2": name},
        "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
    });
    let path = folder.path().join("a.geojson");
    fs::write(&path, feature.to_string()).expect("a file");
    let out = zonemap(["verify", "--format", "junit", path.to_str().expect("a path")]).out;
    let document = roxmltree::Document::parse(&out).expect("XML");
    assert!(faults_of_junit(&document).is_empty() && !out.contains(['\u{ffff}', '\u{fffe}', '\u{1}']), "{out}");
}

#[test]
fn junit_is_as_jenkins_has_it_and_every_name_is_there_once() {
    let zones = "geodata/zones.geojson";
    let bad = "tests/cases/recipe/data/a.geojson";
    let paths =
        [zones, "geodata", zones, bad, bad, "missing.geojson", "missing.geojson", "tests/cases/15-emptyfc.geojson"];
    let out = zonemap(["verify", "--format", "junit"].iter().chain(&paths)).out;
    let document = roxmltree::Document::parse(&out).expect("XML");
    assert_eq!(faults_of_junit(&document), [""; 0]);
    let cases = document.descendants().filter(|node| node.has_tag_name("testcase"));
    let names: Vec<_> = cases.map(|case| (case.attribute("classname"), case.attribute("name"))).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    let suites = document.descendants().filter(|node| node.has_tag_name("testsuite"));
    let suites: Vec<_> = suites.filter_map(|suite| suite.attribute("name")).collect();
    assert_eq!(suites.len(), paths.len());
    assert_eq!(suites.iter().collect::<BTreeSet<_>>().len(), suites.len(), "{suites:?}");
    assert!(names.contains(&(Some("geodata/zones.geojson.areas"), Some("zone"))), "{names:?}");
    assert!(names.contains(&(Some("geodata/zones.geojson (2).areas"), Some("zone"))), "{names:?}");
    // Two features of one id in one file.
    assert!(names.contains(&(Some("tests/cases/recipe/data/a.geojson.areas"), Some("dup (2)"))), "{names:?}");
    let wrong = r#"<testsuites skipped="1"><testsuite name="a"><testcase line="1"/></testsuite></testsuites>"#;
    assert_eq!(faults_of_junit(&roxmltree::Document::parse(wrong).expect("XML")).len(), 6);
}

#[test]
fn sarif_says_where_to_read_more_and_at_which_line_a_file_could_not_be_read() {
    let log = zonemap(["verify", "tests/cases/recipe/data/b.geojson", "--format", "sarif"]).json();
    let run = &log["runs"][0];
    let uri = run["tool"]["driver"]["informationUri"].as_str().expect("a URI");
    assert!(uri.starts_with("https://") && !uri.contains(char::is_whitespace), "{uri}");
    let result = &run["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"unreadable".into(), &"error".into()));
    for of in [result, &run["invocations"][0]["toolExecutionNotifications"][0]] {
        let physical = &of["locations"][0]["physicalLocation"];
        assert_eq!(physical["artifactLocation"]["uri"], "tests/cases/recipe/data/b.geojson");
        assert_eq!(physical["region"]["startLine"], 2, "{of}");
    }
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("a small one");
    assert_eq!(rules[index]["id"], "unreadable");
}

#[test]
fn a_report_of_a_hundred_thousand_findings_can_be_read() {
    let mut one = VerifyReport::default();
    let mut rows: Vec<FindingRow> = (0..100_000).map(|at| finding("overlap", Severity::Error, at)).collect();
    rows.extend((0..50).map(|at| finding("spike", Severity::Warning, at)));
    one.findings = rows;
    let text = written(&one, "text", false);
    assert!(text.lines().count() < 40, "{}", text.lines().count());
    let mut all = String::new();
    write!(all, "{}", written(&one, "text", true)).expect("room in memory");
    assert!(all.lines().count() > 200_000);
}
