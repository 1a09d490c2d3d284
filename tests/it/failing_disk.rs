//! Writing to a disk that fills up or loses what it was given: the sentence, the code, every file whole, nothing left behind.
//! Must not know how files are written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;
use zonemap::export::write_whole;

use crate::common::{Answer, answer, names, program, repository};

/// How many bytes go into files until the disk is full.
const ROOM: &str = "ZONEMAP_TEST_ROOM";
/// Set where the disk fails when what was written is to be kept.
const LOSES: &str = "ZONEMAP_TEST_LOSES";
/// What stood in every file before.
const BEFORE: &[u8] = b"as it was";

/// The library that stands between a program and its disk, made by the C compiler that Rust links with.
fn failing_disk() -> &'static Path {
    static MADE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, library) = MADE.get_or_init(|| {
        let folder = TempDir::new().expect("a folder");
        let library = folder.path().join("failing_disk.so");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-o"]).arg(&library).arg(repository("tests/failing_disk.c")).arg("-ldl");
        let output = compiler.output().expect("a C compiler");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        (folder, library)
    });
    library
}

fn run(folder: &Path, args: &[&str], failure: Option<(&str, &str)>) -> Answer {
    let mut run = program();
    let place = |arg: &&str| arg.replace('@', folder.to_str().expect("a plain path"));
    run.args(args.iter().map(place)).args(["--lang", "en"]);
    if let Some((name, value)) = failure {
        run.env("LD_PRELOAD", failing_disk()).env(name, value);
    }
    answer(&mut run)
}

/// Runs a command that writes into a folder, `@` in its arguments, on a disk that fails in every way.
fn fails(args: &[&str]) {
    let whole = TempDir::new().expect("a folder");
    let answer = run(whole.path(), args, None);
    assert!(answer.code < 2, "{args:?}: {}", answer.err);
    let read = |folder: &Path, name: &str| fs::read(folder.join(name)).expect("a file");
    let right: BTreeMap<String, Vec<u8>> =
        names(whole.path()).into_iter().map(|name| (name.clone(), read(whole.path(), &name))).collect();
    let all: usize = right.values().map(Vec::len).sum();
    assert!(all > 0, "{args:?} writes something");
    let rooms = [0, 1, all / 3, all / 2, all - 1].map(|room| (ROOM, room.to_string()));
    for (name, value) in rooms.iter().map(|(name, room)| (*name, room.as_str())).chain([(LOSES, "1")]) {
        let folder = TempDir::new().expect("a folder");
        for file in right.keys() {
            fs::write(folder.path().join(file), BEFORE).expect("a file");
        }
        let answer = run(folder.path(), args, Some((name, value)));
        let told = format!("{args:?} with {name}={value}: {}", answer.err);
        assert_eq!(answer.code, 4, "{told}");
        let why = if name == ROOM { "No space left on device" } else { "Input/output error" };
        assert!(answer.err.contains("cannot write to") && answer.err.contains(why), "{told}");
        assert!(right.keys().eq(&names(folder.path())), "{told} {:?}", names(folder.path()));
        let old = right.iter().filter(|(file, new)| {
            let found = read(folder.path(), file);
            assert!(found == BEFORE || found == **new, "{told}: {file} is torn");
            found == BEFORE
        });
        assert!(old.count() > 0, "{told}");
    }
}

#[test]
fn pictures() {
    for kind in ["png", "svg", "pdf"] {
        fails(&["render", "-o", &format!("@/map.{kind}"), "--size", "96x64"]);
    }
}

#[test]
fn shows_as_a_document_and_as_pictures() {
    fails(&["render", "--deck", "--stops", "1-2", "-o", "@/show.pdf"]);
    fails(&["render", "--deck", "--stops", "1-3", "--size", "96x54", "-o", "@/"]);
}

#[test]
fn reports() {
    for form in ["text", "junit", "json", "sarif", "markdown", "geojson"] {
        fails(&["verify", "--quiet", "--report", &format!("{form}=@/report")]);
    }
}

#[test]
fn man_pages() {
    fails(&["man", "@"]);
}

/// This test once more in a process of its own on a disk with so much room, where it writes to a folder.
fn again(test: &str, folder: &Path, room: &str) {
    let mut run = Command::new(std::env::current_exe().expect("this binary"));
    run.args(["--exact", &format!("failing_disk::{test}"), "--nocapture"]).env("ZONEMAP_TEST_WRITES_TO", folder);
    let output = run.env("LD_PRELOAD", failing_disk()).env(ROOM, room).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn folder_of_this_run() -> Option<PathBuf> {
    std::env::var_os("ZONEMAP_TEST_WRITES_TO").map(PathBuf::from)
}

/// What the window does to save a plan.
#[test]
fn plans_of_shows() {
    let file = |folder: &Path| folder.join("project.json");
    if let Some(folder) = folder_of_this_run() {
        let (file, text) =
            zonemap::formats::project_with_show(&file(&folder), &crate::kills::plan(300)).expect("a plan");
        let error = write_whole(&file, text.as_bytes()).expect_err("a full disk");
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
        return;
    }
    for room in ["0", "1000"] {
        let folder = crate::common::copy_of("geodata");
        let before = (names(folder.path()), fs::read(file(folder.path())).expect("a project"));
        again("plans_of_shows", folder.path(), room);
        assert_eq!((names(folder.path()), fs::read(file(folder.path())).expect("a project")), before);
    }
}

#[cfg(feature = "desktop")]
#[test]
fn settings_of_windows() {
    use zonemap::desktop::App;
    use zonemap::session::{Action, Session, Settings};
    if let Some(folder) = folder_of_this_run() {
        let session = Session::new(crate::common::builtin(), Settings::default());
        let mut harness = zonemap_window_kit::Harness::builder().build_eframe(|context| {
            App::new(&context.egui_ctx, session, Vec::new()).keeping_settings_in(folder.join("remembered.json"))
        });
        harness.state_mut().apply(Action::Zoom { factor: 2.0, at: [300.0, 200.0] });
        let begun = std::time::Instant::now();
        while !harness.state().messages().iter().any(|told| told.contains("remembered.json")) {
            assert!(begun.elapsed() < std::time::Duration::from_mins(1), "nobody told");
            std::thread::sleep(std::time::Duration::from_millis(20));
            harness.step();
        }
        return;
    }
    let folder = TempDir::new().expect("a folder");
    let kept = br#"{"views":{}}"#;
    fs::write(folder.path().join("remembered.json"), kept).expect("a file");
    again("settings_of_windows", folder.path(), "20");
    assert_eq!(fs::read(folder.path().join("remembered.json")).expect("a file"), kept);
    assert_eq!(names(folder.path()), ["remembered.json"]);
}

/// A file system that really is full, where the user may mount one in a world of its own.
#[test]
fn a_small_file_system() {
    let folder = TempDir::new().expect("a folder");
    let script = r#"mount -t tmpfs -o size=32k none "$0" || exit 77
        cd "$0" && printf old > map.png
        for output in map.png new.pdf; do "$@" -o "$output" 2> told; code=$?
            [ $code = 4 ] && grep -q "cannot write to $output: the disk is full (No space left" told || { cat told; exit 1; }
        done
        [ "$(cat map.png)" = old ] && [ "$(ls -A)" = "map.png
told" ] || { ls -lA; exit 1; }"#;
    let mut run = Command::new("unshare");
    run.args(["--user", "--map-root-user", "--mount", "sh", "-c", script]).arg(folder.path());
    run.args([env!("CARGO_BIN_EXE_zonemap"), "render", "--size", "1600x1000", "--lang", "en"]);
    let Ok(output) = run.output() else { return };
    let told = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    let may_not = told.contains("unshare") || output.status.code() == Some(77);
    assert!(may_not || output.status.success(), "{told}");
}
