//! A file that does not say how it is to be read: the window asks, shows what each answer makes of it, and remembers what was said.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Key, Modifiers, Role, Vec2};
use tempfile::TempDir;
use zonemap::desktop::App;
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::session::Session;
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};

use crate::common::{builtin, repository};
use crate::face::wait_for_opening;
use crate::window::{settings, window};

const ASKED: &str = "How is this file to be read?";
const ZONE: &str = "CGCS2000 3-degree Gauss-Krüger around 114° E";

/// A shapefile of the tests without some of its files.
fn shapefile(folder: &Path, name: &str, endings: &[&str]) -> PathBuf {
    for ending in endings {
        let file = format!("{name}.{ending}");
        fs::copy(repository("tests/formats").join(&file), folder.join(&file)).expect("a file");
    }
    folder.join(format!("{name}.shp"))
}

/// Runs until something is there, as it is found out in the background.
pub(crate) fn wait_for(harness: &mut Harness<'_, App>, is_there: impl Fn(&Harness<'_, App>) -> bool) {
    let begun = Instant::now();
    // However busy the machine is.
    while begun.elapsed() < Duration::from_mins(1) {
        harness.step();
        if is_there(harness) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it did not come");
}

/// The built-in zone in a window that keeps what it remembers in a file.
fn window_keeping(file: PathBuf) -> Harness<'static, App> {
    let session = Session::new(builtin(), settings(Lang::En));
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1280.0, 1600.0))
        .with_max_steps(30)
        .build_eframe(|context| App::new(&context.egui_ctx, session, Vec::new()).keeping_settings_in(file));
    harness.run();
    harness
}

fn open(harness: &mut Harness<'_, App>, path: PathBuf) {
    harness.state_mut().open(vec![path]);
    wait_for_opening(harness);
    harness.run_steps(3);
}

fn is_asked(harness: &Harness<'_, App>) -> bool {
    harness.query_by_label(ASKED).is_some()
}

fn middle(harness: &Harness<'_, App>) -> LonLat {
    harness.state().session().project().extent().center()
}

#[test]
fn metres_without_a_system_are_asked_about_and_the_answer_is_remembered() {
    let folder = TempDir::new().expect("a folder");
    let path = shapefile(folder.path(), "grid-4547", &["shp", "dbf"]);
    let kept = folder.path().join("remembered.json");
    let mut harness = window_keeping(kept.clone());
    open(&mut harness, path.clone());
    assert!(is_asked(&harness), "{:?}", harness.state().messages());
    let row = |harness: &Harness<'_, App>| harness.query_by_label_contains(ZONE).is_some();
    wait_for(&mut harness, row);
    assert!(harness.get_by_label("Open it this way").accesskit_node().is_disabled(), "not as it says");
    harness.get_by_label_contains(ZONE).click();
    wait_for(&mut harness, |harness| harness.query_by_label_contains("1 feature, read as").is_some());
    harness.get_by_label("Open it this way").click();
    harness.run_steps(2);
    wait_for_opening(&mut harness);
    wait_for(&mut harness, |harness| !is_asked(harness));
    let LonLat { lon, lat } = middle(&harness);
    assert!((lon - 113.485).abs() < 1e-4 && (lat - 23.075).abs() < 1e-4, "{lon} {lat}");
    let told = harness.state().messages().join("\n");
    assert!(told.contains("is read as you said") && told.contains(ZONE), "{told}");
    // What was said holds in another window too.
    wait_for(&mut harness, |_| fs::read_to_string(&kept).is_ok_and(|text| text.contains("EPSG:4547")));
    let mut other = window_keeping(kept);
    open(&mut other, path);
    assert!(!is_asked(&other));
    assert!((middle(&other).lon - 113.485).abs() < 1e-4);
}

/// Who is about to press something presses that.
#[test]
fn nothing_moves_when_the_systems_are_found() {
    let folder = TempDir::new().expect("a folder");
    let path = shapefile(folder.path(), "grid-4547", &["shp", "dbf"]);
    let mut harness = window(builtin(), Lang::En);
    harness.set_size(Vec2::new(1280.0, 1600.0));
    harness.run();
    open(&mut harness, path);
    let cancel = |harness: &Harness<'_, App>| harness.get_by_label("Cancel").rect();
    wait_for(&mut harness, |harness| harness.query_by_label_contains(ZONE).is_some());
    let (button, row) = (cancel(&harness), harness.get_by_label_contains(ZONE).rect());
    harness.run_steps(4);
    assert_eq!(cancel(&harness), button);
    assert_eq!(harness.get_by_label_contains(ZONE).rect(), row);
}

#[test]
fn another_encoding_is_chosen_for_what_is_open_and_seen_before() {
    let folder = TempDir::new().expect("a folder");
    let path = shapefile(folder.path(), "gbk-bare", &["shp", "dbf", "prj"]);
    let mut harness = window(builtin(), Lang::En);
    open(&mut harness, path);
    assert!(!is_asked(&harness));
    harness.key_press_modifiers(Modifiers { shift: true, ..Modifiers::COMMAND }, Key::O);
    harness.run_steps(3);
    assert!(is_asked(&harness));
    // It stands in the panels behind, too.
    let named = |harness: &Harness<'_, App>| harness.query_all_by_label_contains("码头").count();
    wait_for(&mut harness, |harness| harness.query_by_label("First rows").is_some());
    let before = named(&harness);
    harness.get_by_role_and_label(Role::ComboBox, "Text encoding As the file says").scroll_to_me();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::ComboBox, "Text encoding As the file says").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "Big5").click();
    wait_for(&mut harness, |harness| harness.query_by_label_contains("texts in Big5").is_some());
    assert!(named(&harness) < before);
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(!is_asked(&harness), "left without a change");
    assert_eq!(harness.state().session().project().files[0].encoding, "gb18030");
}

#[test]
fn a_code_that_is_none_says_which_there_are() {
    let folder = TempDir::new().expect("a folder");
    let path = shapefile(folder.path(), "grid-4547", &["shp", "dbf"]);
    let mut harness = window(builtin(), Lang::En);
    open(&mut harness, path);
    harness.get_by_role_and_label(Role::TextInput, "Another system: EPSG code").focus();
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::TextInput, "Another system: EPSG code").type_text("99");
    harness.run_steps(2);
    assert!(harness.query_all_by_label_contains("4490–4554").next().is_some());
    harness.get_by_role_and_label(Role::TextInput, "Another system: EPSG code").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::TextInput, "Another system: EPSG code").type_text("4547");
    wait_for(&mut harness, |harness| harness.query_by_label_contains("1 feature, read as").is_some());
    harness.get_by_label("Cancel").click();
    harness.run_steps(3);
    assert!(!is_asked(&harness));
    let title = harness.state().session().project().title().get(Lang::En).to_owned();
    assert_eq!(title, builtin().title().get(Lang::En), "what was shown stays");
}
