//! Writing ended by SIGKILL at any moment: every file is there whole or as it was, and the next run sweeps up what is left.
//! Must not know how files are written.
//!
//! `KILLS=200 cargo test --test it kills` kills each of them so often.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use zonemap::export::write_whole;
use zonemap::formats::project_with_show;
use zonemap::i18n::Localized;
use zonemap::project::{ShowPlan, StopEntry};

use crate::common::copy_of;

/// The folder that a run of this binary writes to until it is killed.
const WRITES_TO: &str = "ZONEMAP_TEST_WRITES_TO";

/// How often each is killed.
fn kills() -> u32 {
    std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(4)
}

fn files(folder: &Path) -> BTreeMap<OsString, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    // One may be gone between being listed and being read, while somebody writes.
    entries.filter_map(|entry| Some((entry.file_name(), fs::read(entry.path()).ok()?))).collect()
}

fn is_unfinished(name: &OsString) -> bool {
    let name = name.to_string_lossy();
    name.starts_with(".zonemap-") && name.ends_with(".part")
}

/// Kills a run at some moment of the time it takes; every other one just when it has begun a file.
fn kill(mut run: Child, number: u32, folder: &Path, takes: Duration) {
    let begun = Instant::now();
    let moment = takes.mul_f64(f64::from(number * 37 % 100) / 100.0);
    if number.is_multiple_of(2) {
        sleep(moment);
    } else {
        while begun.elapsed() < takes
            && !fs::read_dir(folder).is_ok_and(|all| all.flatten().any(|entry| is_unfinished(&entry.file_name())))
        {
            sleep(Duration::from_micros(200));
        }
    }
    // It may be done already.
    let _ignored = run.kill();
    run.wait().expect("it ends");
}

fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonemap"));
    let place = |arg: &&str| arg.replace('@', folder.to_str().expect("a plain path"));
    command.args(args.iter().map(place)).args(["--lang", "en"]);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Kills the program while it writes to a folder, `@` in its arguments.
fn killed(args: &[&str]) {
    let (whole, folder) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let begun = Instant::now();
    let status = program(whole.path(), args).status().expect("it runs");
    assert!(matches!(status.code(), Some(0 | 1)), "{args:?}: {status}");
    let (takes, right) = (begun.elapsed(), files(whole.path()));
    assert!(!right.is_empty(), "{args:?} writes something");
    for number in 0..kills() {
        kill(program(folder.path(), args).spawn().expect("it begins"), number, folder.path(), takes);
        for (name, bytes) in files(folder.path()) {
            assert!(
                is_unfinished(&name) || right.get(&name) == Some(&bytes),
                "{args:?}, kill {number}: {} is torn",
                name.display()
            );
        }
    }
    program(folder.path(), args).status().expect("it runs");
    let left = files(folder.path());
    assert!(left.keys().eq(right.keys()), "{args:?}: {:?}", left.keys());
    assert!(left == right, "{args:?}: other bytes than before");
}

#[test]
fn a_picture() {
    killed(&["render", "-o", "@/map.png", "--size", "300x200"]);
}

#[test]
fn a_show_as_a_document_and_as_pictures() {
    killed(&["render", "--deck", "--stops", "1-3", "-o", "@/show.pdf"]);
    killed(&["render", "--deck", "--stops", "1-5", "--size", "96x54", "-o", "@/"]);
}

#[test]
fn reports() {
    let mut args = vec!["verify", "--quiet"];
    for report in ["junit=@/a.xml", "json=@/b.json", "sarif=@/c.sarif", "markdown=@/d.md", "geojson=@/e.geojson"] {
        args.extend(["--report", report]);
    }
    killed(&args);
}

#[test]
fn data_files() {
    for target in ["@/a.shp", "@/a.gpkg", "@/a.kmz"] {
        killed(&["convert", "geodata/zones.geojson", target]);
    }
}

#[test]
fn man_pages() {
    killed(&["man", "@"]);
}

/// The plan of a show with so many stops.
pub(crate) fn plan(stops: usize) -> ShowPlan {
    let stop =
        |number| StopEntry { id: format!("own-{number}"), title: Some(Localized::default()), ..StopEntry::default() };
    ShowPlan { stops: (0..stops).map(stop).collect(), ..ShowPlan::default() }
}

/// A run of this binary that does only one test, which has a folder to write to until it is killed.
fn own(test: &str, folder: &Path) -> Child {
    let mut command = Command::new(std::env::current_exe().expect("this binary"));
    command.args(["--exact", &format!("kills::{test}")]).env(WRITES_TO, folder);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it begins")
}

/// With a folder to write to it saves two plans in turn until it is killed; else it kills such runs.
#[test]
fn plans_of_shows() {
    if let Some(folder) = std::env::var_os(WRITES_TO) {
        for stops in [3, 3000].into_iter().cycle() {
            let (file, text) = project_with_show(Path::new(&folder), &plan(stops)).expect("a project");
            write_whole(&file, text.as_bytes()).expect("written");
        }
    }
    let folder = copy_of("geodata");
    let file = folder.path().join("project.json");
    let right = [3, 3000].map(|stops| project_with_show(&file, &plan(stops)).expect("a project").1);
    let before = files(folder.path());
    for number in 0..kills() {
        kill(own("plans_of_shows", folder.path()), number, folder.path(), Duration::from_millis(500));
        let text = fs::read_to_string(&file).expect("a project");
        assert!(right.contains(&text) || before.values().any(|bytes| bytes == text.as_bytes()), "kill {number}: torn");
    }
    write_whole(&file, right[0].as_bytes()).expect("written");
    assert!(files(folder.path()).keys().eq(before.keys()), "strays: {:?}", files(folder.path()).keys());
}

/// A window that keeps its settings in a folder, and is moved about in so many steps.
#[cfg(feature = "desktop")]
fn move_about(folder: &Path, steps: usize) {
    use zonemap::desktop::App;
    use zonemap::session::{Action, Session, Settings};
    let file = folder.join("remembered.json");
    let session = Session::new(crate::common::builtin(), Settings::default());
    let mut harness = zonemap_window_kit::Harness::builder()
        .build_eframe(|context| App::new(&context.egui_ctx, session, Vec::new()).keeping_settings_in(file));
    for step in 0..steps {
        let factor = if step.is_multiple_of(2) { 2.0 } else { 0.5 };
        harness.state_mut().apply(Action::Zoom { factor, at: [300.0, 200.0] });
        harness.run_steps(2);
    }
}

/// With a folder to write to it is a window that is moved about until it is killed; else it kills such windows.
#[cfg(feature = "desktop")]
#[test]
fn settings_of_windows() {
    if let Some(folder) = std::env::var_os(WRITES_TO) {
        move_about(Path::new(&folder), usize::MAX);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("remembered.json");
    for number in 0..kills() {
        let run = own("settings_of_windows", folder.path());
        let begun = Instant::now();
        while !file.exists() && begun.elapsed() < Duration::from_mins(1) {
            sleep(Duration::from_millis(5));
        }
        kill(run, number, folder.path(), Duration::from_millis(1500));
        let kept = fs::read(&file).expect("kept by itself while the window is open");
        let kept: serde_json::Value = serde_json::from_slice(&kept).expect("whole");
        assert!(kept["views"].is_object(), "{kept}");
    }
    move_about(folder.path(), 1);
    assert_eq!(files(folder.path()).keys().collect::<Vec<_>>(), ["remembered.json"]);
}
