//! Saving a layer as data from the window: the format, the layer and the system are chosen, and what was written is told.

use egui::{Key, Modifiers, Role};
use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::{builtin, names};
use crate::export::first_told;
use crate::window::window;

const KEYS: Modifiers = Modifiers { alt: false, ctrl: false, shift: true, mac_cmd: false, command: true };

#[test]
fn a_layer_is_written_as_it_was_chosen_and_told() {
    let folder = TempDir::new().expect("a folder");
    let mut harness = window(builtin(), Lang::En);
    harness.key_press_modifiers(KEYS, Key::S);
    harness.run();
    harness.get_by_label("GeoPackage").click();
    harness.run();
    let field = || "Path of the new file";
    let offered = harness.get_by_role_and_label(Role::TextInput, field()).value().expect("a path");
    assert_eq!(std::path::Path::new(&offered).extension().and_then(std::ffi::OsStr::to_str), Some("gpkg"), "{offered}");
    harness.get_by_role_and_label(Role::TextInput, field()).focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(2);
    let path = folder.path().join("zones.gpkg");
    harness.get_by_role_and_label(Role::TextInput, field()).type_text(path.to_str().expect("a plain path"));
    harness.run_steps(3);
    harness.get_by_label("Save").click();
    harness.run_steps(2);
    let said = first_told(&mut harness);
    assert!(said.contains("zones.gpkg") && said.contains("was written"), "{said}");
    assert_eq!(names(folder.path()), ["zones.gpkg"]);
    let read = open(&path, &OpenOptions::default()).expect("what was written");
    let project = builtin();
    let layer = project.layers.iter().find(|layer| !layer.style.is_base()).expect("a layer of the plan");
    assert_eq!(read.layers[0].data.features().len(), layer.data.features().len());
    assert_eq!(read.layers[0].id, layer.id);
}

#[test]
fn what_cannot_be_written_is_told_and_stays() {
    let folder = TempDir::new().expect("a folder");
    let mut harness = window(builtin(), Lang::En);
    harness.key_press_modifiers(KEYS, Key::S);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Path of the new file").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(2);
    let path = folder.path().join("none/zones.geojson");
    harness
        .get_by_role_and_label(Role::TextInput, "Path of the new file")
        .type_text(path.to_str().expect("a plain path"));
    harness.run_steps(3);
    harness.get_by_label("Save").click();
    harness.run_steps(2);
    let said = first_told(&mut harness);
    assert!(said.contains("annot write to") && said.contains("zones.geojson"), "{said}");
    assert_eq!(said.matches("annot write to").count(), 1, "said once: {said}");
}
