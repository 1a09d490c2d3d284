//! Saving the map from the window: by key, to a typed path, told when it is done.
//! Must not know what a painter paints.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers, Role};
use tempfile::TempDir;
use zonemap::desktop::App;
use zonemap::i18n::Lang;
use zonemap::paint::PAINTERS;
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::{builtin, copy_of};
use crate::window::window;

/// Types a path into the dialog and asks to save.
pub(crate) fn save_to(harness: &mut Harness<'_, App>, path: &Path) {
    let field = || "Path of the new file";
    harness.get_by_role_and_label(Role::TextInput, field()).focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::TextInput, field()).type_text(path.to_str().expect("a plain path"));
    harness.run_steps(3);
    harness.get_by_label("Save").click();
    harness.run_steps(2);
}

/// Waits until a message is told, and puts it away.
pub(crate) fn told(harness: &mut Harness<'_, App>) -> String {
    let message = first_told(harness);
    harness.run();
    harness.get_by_label("Dismiss").click();
    harness.run();
    message
}

/// Waits until a message is told.
pub(crate) fn first_told(harness: &mut Harness<'_, App>) -> String {
    let began = Instant::now();
    while harness.state().messages().is_empty() {
        assert!(began.elapsed() < Duration::from_mins(1), "nothing was told");
        std::thread::sleep(Duration::from_millis(20));
        harness.step();
    }
    harness.state().messages()[0].clone()
}

#[test]
fn a_sheet_is_saved_by_key() {
    let folder = TempDir::new().expect("a folder");
    let mut harness = window(builtin(), Lang::En);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
    harness.run();
    harness.get_by_label("SCENE").click();
    harness.run();
    // The ending is that of the kind.
    save_to(&mut harness, &folder.path().join("sheet"));
    let scene = PAINTERS.iter().find(|painter| painter.name == "scene").expect("the text form");
    let name = format!("sheet.{}", scene.extension);
    assert!(told(&mut harness).ends_with(&format!("{name} was written.")));
    let text = fs::read_to_string(folder.path().join(name)).expect("the sheet");
    assert!(text.contains("Legend") && text.contains("1 : "), "{text}");
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
}

#[test]
fn a_file_is_replaced_only_when_asked_twice() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("map.svg");
    fs::write(&path, "old").expect("a file");
    let mut harness = window(builtin(), Lang::En);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    harness.get_by_label("SVG").click();
    harness.run();
    save_to(&mut harness, &path);
    assert_eq!(fs::read_to_string(&path).expect("a text"), "old");
    assert!(harness.query_by_label_contains("Save again to replace").is_some());
    harness.get_by_label("Save").click();
    harness.run_steps(2);
    assert!(told(&mut harness).contains("was written"));
    assert_ne!(fs::read_to_string(&path).expect("a text"), "old");
}

#[test]
fn what_cannot_be_written_is_told() {
    let folder = TempDir::new().expect("a folder");
    let mut harness = window(builtin(), Lang::En);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run();
    save_to(&mut harness, &folder.path().join("no/such/map.png"));
    let message = told(&mut harness);
    assert!(message.contains("cannot write to") && message.contains("map.png"), "{message}");
}

#[test]
fn nothing_that_is_open_is_written_over() {
    let folder = copy_of("geodata");
    let other = folder.path().join("zones.geojson");
    let before = fs::read(&other).expect("a file");
    let mut harness = window(builtin(), Lang::En);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    let field = || "Path";
    harness.get_by_role_and_label(Role::TextInput, field()).focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, field()).type_text(other.to_str().expect("a plain path"));
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    harness.run_steps(3);
    harness.get_by_label("SCENE").click();
    harness.run_steps(3);
    // By another name, for the dialog adds the ending of its kind.
    let scene = PAINTERS.iter().find(|painter| painter.name == "scene").expect("the text form");
    let link = folder.path().join(format!("link.{}", scene.extension));
    fs::hard_link(&other, &link).expect("a hard link");
    save_to(&mut harness, &link);
    harness.get_by_label("Save").click();
    harness.run_steps(2);
    let message = told(&mut harness);
    assert!(message.contains("is the same file as") && message.contains("zones.geojson"), "{message}");
    assert_eq!(fs::read(&other).expect("a file"), before);
}

#[test]
fn escape_closes_the_dialog_and_a_key_shows_the_graticule() {
    let mut harness = window(builtin(), Lang::En);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
    harness.run();
    assert!(harness.query_by_label("On the sheet").is_some());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("On the sheet").is_none());
    assert!(!harness.state().session().settings().graticule);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::G);
    harness.run();
    assert!(harness.state().session().settings().graticule);
}
