//! A file that is changed while the window shows it: told when the window has the focus again, compared, and read again with the selection kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use egui::{Key, Modifiers, Vec2};
use serde_json::{Value, json};
use tempfile::TempDir;
use zonemap::desktop::App;
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::project::FeatureId;
use zonemap::session::{Action, Session};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::export::first_told;
use crate::face::wait_for_opening;
use crate::window::settings;

fn square(id: &str, west: f64) -> Value {
    let east = west + 0.01;
    json!({"type": "Feature", "id": id, "properties": {"name": id},
        "geometry": {"type": "Polygon", "coordinates": [[[west, 23.0], [east, 23.0], [east, 23.01], [west, 23.01], [west, 23.0]]]}})
}

/// Writes some squares, at a time of its own.
fn write(path: &Path, features: &[Value], after_s: u64) {
    fs::write(path, json!({"type": "FeatureCollection", "features": features}).to_string()).expect("a file");
    let file = fs::File::options().write(true).open(path).expect("the file");
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 + after_s)).expect("a time");
}

fn window_on(path: PathBuf) -> Harness<'static, App> {
    let project = open(&path, &OpenOptions::default()).expect("a project");
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1280.0, 1600.0))
        .with_max_steps(30)
        .build_eframe(|context| App::new(&context.egui_ctx, Session::new(project, settings(Lang::En)), vec![path]));
    harness.run();
    harness
}

/// The window is left and come back to.
fn come_back(harness: &mut Harness<'_, App>) {
    for focused in [false, true] {
        harness.input_mut().focused = focused;
        harness.step();
    }
    // The disk is looked at in the background.
    for _ in 0..50 {
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
}

fn selected(harness: &Harness<'_, App>) -> Option<String> {
    let session = harness.state().session();
    session.selected().and_then(|id| session.project().feature(id)).map(|feature| feature.key().to_owned())
}

#[test]
fn a_change_on_the_disk_is_told_compared_and_read_again() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("squares.geojson");
    write(&path, &[square("a", 113.0), square("b", 113.1)], 0);
    let mut harness = window_on(path.clone());
    harness.state_mut().apply(Action::Select(Some(FeatureId { layer: 0, feature: 1 })));
    come_back(&mut harness);
    assert_eq!(harness.state().messages(), Vec::<String>::new(), "nothing was changed");

    write(&path, &[square("new", 113.2), square("a", 113.0), square("b", 113.1)], 1);
    come_back(&mut harness);
    let said = first_told(&mut harness);
    assert!(said.contains("squares.geojson") && said.contains("Ctrl+R"), "{said}");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    assert!(harness.query_by_label("Compare with the file as it is on the disk now").is_some());

    harness.key_press_modifiers(Modifiers::COMMAND, Key::R);
    harness.step();
    wait_for_opening(&mut harness);
    assert_eq!(harness.state().session().project().layers[0].data.features().len(), 3);
    assert_eq!(selected(&harness).as_deref(), Some("b"), "what is selected goes by its name, not by its place");
    assert_eq!(harness.state().messages(), Vec::<String>::new(), "what was told is done");
    come_back(&mut harness);
    assert_eq!(harness.state().messages(), Vec::<String>::new(), "it is what is shown now");

    write(&path, &[square("a", 113.0)], 2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::R);
    harness.step();
    wait_for_opening(&mut harness);
    assert_eq!(selected(&harness), None);
    assert!(first_told(&mut harness).starts_with("b, which was selected"));
}
