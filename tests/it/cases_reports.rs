//! Verdicts that hold, part reports: exit codes, input with nothing to verify, and reports that can be read.
//! Must not know how a verdict is reached: the program is run as a user runs it.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::common::{answer, program, repository, text_of, zonemap};

/// A file of `tests/cases`.
fn case(name: &str) -> String {
    format!("tests/cases/{name}")
}

/// The lines of shell in the README that begin with these words, letter for letter.
fn recipe(beginning: &str) -> String {
    let readme = text_of("README.md");
    let mut lines = readme.lines().filter(|line| line.starts_with(beginning));
    let line = lines.next().expect("the recipe stands in the README").to_owned();
    assert_eq!(lines.next(), None, "one recipe");
    line
}

/// The exit code of a line of shell, run in a folder, where `zonemap` is the program under test.
#[cfg(unix)]
fn shell(line: &str, folder: &Path) -> (i32, String) {
    let programs = Path::new(env!("CARGO_BIN_EXE_zonemap")).parent().expect("its folder");
    let path = std::env::join_paths(
        std::iter::once(programs.to_path_buf())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let mut command = assert_cmd::Command::new("sh");
    command.args(["-c", line]).current_dir(folder).env("PATH", path.expect("a path")).env("LC_ALL", "C");
    let output = command.timeout(std::time::Duration::from_mins(1)).output().expect("a shell");
    let told = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    (output.status.code().expect("an exit code"), told)
}

#[cfg(unix)]
#[test]
fn the_recipe_for_a_plain_shell_stops_at_an_error_and_goes_on_past_what_could_only_not_be_read() {
    let line = recipe("zonemap verify --quiet data/*.geojson");
    // Row `recipe/data/*.geojson` of the table of cases: one file has errors, another is cut off, and the build stops.
    for (files, code) in
        [(&["a.geojson", "b.geojson"][..], 1), (&["a.geojson"], 1), (&["b.geojson"], 0), (&["zones.geojson"], 0)]
    {
        let folder = TempDir::new().expect("a folder");
        fs::create_dir(folder.path().join("data")).expect("a folder");
        for file in files {
            let from = if *file == "zones.geojson" {
                "geodata/zones.geojson".to_owned()
            } else {
                case(&format!("recipe/data/{file}"))
            };
            fs::copy(repository(&from), folder.path().join("data").join(file)).expect("a copy");
        }
        let (found, told) = shell(&line, folder.path());
        assert_eq!(found, code, "{files:?}: {told}");
        assert!(folder.path().join("zonemap.xml").exists(), "{files:?}");
    }
}

#[test]
fn an_error_outranks_what_could_not_be_read_and_the_summary_says_both() {
    let (bad, cut, good) = (case("recipe/data/a.geojson"), case("recipe/data/b.geojson"), "geodata/zones.geojson");
    for (paths, code, unreadable) in [
        (&[&*bad, &*cut][..], 1, 1),
        (&[&*cut, &*bad], 1, 1),
        (&[&*cut, good, "missing.geojson"], 3, 2),
        (&[good], 0, 0),
    ] {
        let answer = zonemap(["verify", "--format", "json"].iter().chain(paths));
        assert_eq!(answer.code, code, "{paths:?}");
        let summary = &answer.json()["summary"];
        assert_eq!(summary["unreadable"], unreadable, "{paths:?}");
        assert_eq!(summary["errors"].as_u64().is_some_and(|errors| errors > 0), code == 1, "{paths:?}");
    }
    let text = zonemap(["verify", &bad, &cut]);
    assert!(text.out.contains("Something does not agree, and not everything could be read (1)."), "{}", text.out);
}

#[test]
fn a_project_with_a_file_that_cannot_be_read_is_checked_all_the_same() {
    let folder = TempDir::new().expect("a folder");
    fs::copy(repository(&case("recipe/data/a.geojson")), folder.path().join("a.geojson")).expect("a copy");
    fs::copy(repository(&case("recipe/data/b.geojson")), folder.path().join("b.geojson")).expect("a copy");
    let manifest = r#"{"schema": "zonemap-project/1", "title": "Two", "layers": [
        {"id": "a", "file": "a.geojson", "title": "A", "style": "area"},
        {"id": "b", "file": "b.geojson", "title": "B", "style": "area"}]}"#;
    fs::write(folder.path().join("project.json"), manifest).expect("a project");
    let answer = answer(program().args(["verify", "--format", "json", "--lang", "en"]).arg(folder.path()));
    let report = answer.json();
    assert_eq!((answer.code, &report["summary"]["unreadable"]), (1, &1.into()), "{}", answer.err);
    let unreadable = report["files"].as_array().expect("files").iter().find(|file| file["readable"] == false);
    let unreadable = unreadable.expect("the file that is cut off");
    assert!(unreadable["path"].as_str().is_some_and(|path| path.ends_with("b.geojson")));
    assert!(unreadable["line"].as_u64().is_some_and(|line| line > 1), "{unreadable}");
}

/// The exit code and the messages of the program when its reader goes away after some bytes.
fn read_a_little(args: &[&str], bytes: usize) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_zonemap"))
        .args(args)
        .args(["--lang", "en"])
        .current_dir(repository(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut out = child.stdout.take().expect("its output");
    out.read_exact(&mut vec![0; bytes]).expect("a beginning");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_reader_that_goes_away_changes_no_verdict() {
    let folder = TempDir::new().expect("a folder");
    let bad = folder.path().join("bad.geojson");
    // More findings than a pipe holds: each feature is a bow tie whose declared area is wrong.
    let features: Vec<String> = (0..400)
        .map(|at| {
            let west = 100.0 + f64::from(at) * 0.02;
            let ring = [(0.0, 0.0), (0.01, 0.0), (0.0, 0.01), (0.01, 0.01), (0.0, 0.0)]
                .map(|(lon, lat)| format!("[{:.3},{lat}]", west + lon))
                .join(",");
            format!(
                r#"{{"type":"Feature","id":{at},"properties":{{"declared_km2":"9"}},"geometry":{{"type":"Polygon","coordinates":[[{ring}]]}}}}"#
            )
        })
        .collect();
    fs::write(&bad, format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))).expect("a file");
    let (bad, report) = (bad.to_str().expect("a path"), folder.path().join("report.xml"));
    let to = format!("junit={}", report.display());
    for form in zonemap::report::REPORT_FORMS {
        for bytes in [0, 100] {
            let told = read_a_little(&["verify", bad, "--format", form.id], bytes);
            assert_eq!(told, (Some(1), String::new()), "{} {bytes}", form.id);
        }
        let told = read_a_little(&["verify", bad, "--format", form.id, "--report", &to], 10);
        assert_eq!(told, (Some(1), String::new()), "{}", form.id);
        let whole = fs::read_to_string(&report).expect("the report");
        assert!(roxmltree::Document::parse(&whole).is_ok(), "{}", form.id);
        fs::remove_file(&report).expect("the report");
    }
    for (args, code) in [
        (&["diff", bad, "geodata/zones.geojson"][..], 1),
        (&["diff", bad, "geodata/zones.geojson", "--format", "json"], 1),
        (&["identify", "0", "0", bad], 1),
        (&["areas", bad], 0),
        (&["areas", bad, "--format", "json"], 0),
        (&["info", bad, "--format", "json"], 0),
        (&["completions", "bash"], 0),
        (&["schema", "verify"], 0),
        (&["--help"], 0),
        (&["verify", "--help"], 0),
    ] {
        assert_eq!(read_a_little(args, 1), (Some(code), String::new()), "{args:?}");
    }
}

/// Where the messages cannot be written either, the verdict is the same.
#[cfg(unix)]
#[test]
fn messages_that_nobody_gets_change_no_verdict() {
    let cut = case("recipe/data/b.geojson");
    for (paths, code) in [(&[&*cut][..], 3), (&[&*cut, &*case("recipe/data/a.geojson")], 1)] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zonemap"));
        command.arg("verify").args(paths).current_dir(repository("")).stdout(Stdio::null());
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        assert_eq!(command.stderr(writer).status().expect("it ends").code(), Some(code), "{paths:?}");
    }
}

/// A full disk is no reader that went away: what was asked for is not there.
#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_told() {
    let errors = case("recipe/data/a.geojson");
    for args in [
        &["verify", &errors, "--format", "json"][..],
        &["verify", &errors],
        &["areas", &errors],
        &["identify", "113.5", "23.0"],
        &["diff", "geodata", "geodata/face_value.geojson"],
        &["info"],
        &["schema", "verify"],
        &["--help"],
        &["--version"],
    ] {
        let full = File::options().write(true).open("/dev/full").expect("a full device");
        let mut command = Command::new(env!("CARGO_BIN_EXE_zonemap"));
        let output = command.args(args).args(["--lang", "en"]).current_dir(repository("")).stdout(full).output();
        let output = output.expect("it ends");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(4), "{args:?}: {told}");
        assert!(told.starts_with("zonemap: cannot write the output: "), "{args:?}: {told}");
    }
}
