//! What the tests share: where things lie, the program with its answer, a project from a text.
//! Must not know what is being tested.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;
use zonemap::formats::{OpenError, OpenOptions, open, open_builtin};
use zonemap::project::Project;
use zonemap::show::Deck;

/// A path in this repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file in this repository.
pub(crate) fn text_of(path: &str) -> String {
    fs::read_to_string(repository(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A JSON file of this repository.
pub(crate) fn json_of(path: &str) -> Value {
    serde_json::from_str(&text_of(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files below a folder of this repository with an ending, as paths from the repository's root, sorted.
pub(crate) fn files_below(folder: &str, ending: &str) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(repository(&folder)).expect("a folder of the repository") {
            let entry = entry.expect("an entry of the folder");
            let path = format!("{folder}/{}", entry.file_name().to_str().expect("a plain name"));
            if entry.path().is_dir() {
                folders.push(path);
            } else if path.ends_with(ending) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The names of what lies in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The project built into the program.
pub(crate) fn builtin() -> Project {
    open_builtin(&OpenOptions::default()).expect("the built-in project opens")
}

/// A `project.json` without its show, which is its last member.
pub(crate) fn without_show(text: &str) -> String {
    let end = text.find(",\n \"show\":").expect("a show");
    format!("{}\n}}\n", &text[..end])
}

/// The built-in project, and the show that it would make of itself.
pub(crate) fn own_show() -> (Project, Deck) {
    let project = builtin();
    let deck = Deck::unplanned(&project);
    (project, deck)
}

/// A text opened as a GeoJSON file; messages call the file `a.geojson`.
pub(crate) fn open_text(text: impl AsRef<[u8]>) -> Result<Project, OpenError> {
    let folder = TempDir::new().expect("a folder for the test");
    let path = folder.path().join("a.geojson");
    fs::write(&path, text).expect("a file for the test");
    open(&path, &OpenOptions::default()).map_err(|error| OpenError { path: "a.geojson".to_owned(), ..error })
}

/// A rectangle in hundredths of a degree from 113.5° E, 23° N, with its id: west, south, east, north.
pub(crate) type Area = (&'static str, [f64; 4]);

/// A position in hundredths of a degree from 113.5° E, 23° N.
pub(crate) fn at(x: f64, y: f64) -> [f64; 2] {
    [113.5 + x / 100.0, 23.0 + y / 100.0]
}

/// A rectangle as a feature with some properties.
pub(crate) fn area(&(id, [west, south, east, north]): &Area, properties: &Value) -> Value {
    let ring = [at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)];
    let geometry = json!({"type": "Polygon", "coordinates": [ring]});
    json!({"type": "Feature", "id": id, "properties": properties, "geometry": geometry})
}

/// A project of layers, each of a file of features and a style, with more members.
pub(crate) fn project_of(layers: &[(&str, &str, Vec<Value>)], more: &Value) -> TempDir {
    let folder = TempDir::new().expect("a folder for the test");
    for (name, _, features) in layers {
        let text = json!({"type": "FeatureCollection", "features": features}).to_string();
        fs::write(folder.path().join(format!("{name}.geojson")), text).expect("a file for the test");
    }
    let layer = |(name, style, _): &(&str, &str, Vec<Value>)| json!({"id": name, "title": name, "file": format!("{name}.geojson"), "style": style});
    let layers: Vec<Value> = layers.iter().map(layer).collect();
    let mut manifest = json!({"schema": "zonemap-project/1", "title": "case", "layers": layers});
    manifest.as_object_mut().expect("members").extend(more.as_object().expect("members").clone());
    fs::write(folder.path().join("project.json"), manifest.to_string()).expect("a file for the test");
    folder
}

/// What `verify` answers to a text, as JSON unless the arguments say otherwise.
pub(crate) fn verify_text(text: &str, args: &[&str]) -> Answer {
    let folder = TempDir::new().expect("a folder for the test");
    let path = folder.path().join("a.geojson");
    fs::write(&path, text).expect("a file for the test");
    zonemap([&["verify", path.to_str().expect("a plain path"), "--format", "json"], args].concat())
}

/// The findings of a rule in a JSON report: level, message, line.
pub(crate) fn findings_of(answer: &Answer, rule: &str) -> Vec<(String, String, Option<u64>)> {
    let report = answer.json();
    let findings = report["findings"].as_array().expect("findings").iter().filter(|finding| finding["rule"] == rule);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    findings.map(|one| (text(&one["level"]), text(&one["message"]), one["line"].as_u64())).collect()
}

/// A copy of a folder of this repository, its files alone.
pub(crate) fn copy_of(folder: &str) -> TempDir {
    let copy = TempDir::new().expect("a folder for the test");
    for entry in fs::read_dir(repository(folder)).expect("a folder of the repository") {
        let entry = entry.expect("an entry of the folder");
        fs::copy(entry.path(), copy.path().join(entry.file_name())).expect("a copy");
    }
    copy
}

/// Changes one place in a file; the words to be replaced must stand there exactly once.
pub(crate) fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("a file to edit");
    assert_eq!(text.matches(from).count(), 1, "{from:?} in {}", file.display());
    fs::write(file, text.replace(from, to)).expect("the edited file");
}

/// What the program answered.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Answer {
    /// The standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {}", self.out))
    }
}

/// The program, in no language of the environment.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonemap"));
    for name in ["LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "COLUMNS", "DISPLAY", "WAYLAND_DISPLAY"] {
        command.env_remove(name);
    }
    // A hang is a failure; nothing here takes more than a second or two.
    command.current_dir(env!("CARGO_MANIFEST_DIR")).timeout(std::time::Duration::from_mins(1));
    command
}

/// Runs the program in English on some arguments.
pub(crate) fn zonemap<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Answer {
    answer(program().args(args).args(["--lang", "en"]))
}

/// Runs a command to its end.
pub(crate) fn answer(command: &mut Command) -> Answer {
    let output = command.output().expect("the program runs to its end in time");
    Answer {
        code: output.status.code().expect("an exit code, not a signal"),
        out: String::from_utf8(output.stdout).expect("output in UTF-8"),
        err: String::from_utf8(output.stderr).expect("errors in UTF-8"),
    }
}
