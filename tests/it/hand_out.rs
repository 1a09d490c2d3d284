//! Handing out the show from the window: by key, in the forms that were chosen, told when they are there.
//! Must not know what is in the files.

use std::fs;

use egui::{Key, Modifiers};
use tempfile::TempDir;
use zonemap::i18n::Lang;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::{builtin, names};
use crate::export::first_told;
use crate::window::window;

const KEYS: Modifiers = Modifiers { alt: false, ctrl: false, shift: true, mac_cmd: false, command: true };

/// Types a path into the dialog and asks for the files.
fn make(harness: &mut zonemap_window_kit::Harness<'_, zonemap::desktop::App>, path: &std::path::Path) {
    let field = || "Path of the new file";
    harness.get_by_role_and_label(egui::Role::TextInput, field()).focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(2);
    harness.get_by_role_and_label(egui::Role::TextInput, field()).type_text(path.to_str().expect("a plain path"));
    harness.run_steps(3);
    harness.get_by_label("Make the files").click();
    harness.run_steps(2);
}

#[test]
fn the_forms_that_were_chosen_are_written_beside_one_another_and_told() {
    let folder = TempDir::new().expect("a folder");
    let mut harness = window(builtin(), Lang::En);
    harness.key_press_modifiers(KEYS, Key::E);
    harness.run();
    // Slides are painted pixel by pixel, which a test has no time for.
    harness.get_by_label_contains("PowerPoint").click();
    harness.run();
    make(&mut harness, &folder.path().join("talk.pdf"));
    let said = first_told(&mut harness);
    assert!(said.contains("talk.pdf") && said.contains("was written"), "{said}");
    assert!(harness.query_by_label_contains("folder").is_some(), "it can be shown in its folder");
    assert_eq!(names(folder.path()), ["talk.html", "talk.pdf"]);
    let page = fs::read_to_string(folder.path().join("talk.html")).expect("a page");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("lang=\"en\""));
}

#[test]
fn a_file_of_another_form_is_replaced_only_when_asked_twice() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("talk.html"), "old").expect("a file");
    let mut harness = window(builtin(), Lang::En);
    harness.key_press_modifiers(KEYS, Key::E);
    harness.run();
    harness.get_by_label_contains("PowerPoint").click();
    harness.run();
    make(&mut harness, &folder.path().join("talk.pdf"));
    assert!(harness.query_by_label_contains("Save again to replace").is_some());
    assert_eq!(names(folder.path()), ["talk.html"]);
    harness.get_by_label("Make the files").click();
    harness.run_steps(2);
    assert!(harness.query_by_label("Make the files").is_none(), "it is being made");
    let said = first_told(&mut harness);
    assert!(said.contains("was written"), "{said}");
    let page = fs::read_to_string(folder.path().join("talk.html")).expect("a page");
    assert!(page.starts_with("<!DOCTYPE html>"), "what was there is replaced");
}

#[test]
fn nothing_is_made_of_no_form() {
    let mut harness = window(builtin(), Lang::En);
    harness.key_press_modifiers(KEYS, Key::E);
    harness.run();
    for form in ["PDF: ", "PowerPoint", "Web page"] {
        harness.get_by_label_contains(form).click();
        harness.run();
    }
    assert!(harness.query_by_label("Make the files").is_none());
    assert!(harness.query_by_label("Choose at least one form.").is_some());
}
