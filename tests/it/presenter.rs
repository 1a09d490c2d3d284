//! The outline of the show and the self-check in the real window: opened by key, edited, saved, remembered, read.
//! Must not know how a stop is drawn.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers, Vec2};
use zonemap::desktop::App;
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::project::Project;
use zonemap::session::Session;
use zonemap::show::{Deck, Stop};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::{builtin, repository};
use crate::window::{assert_shown, settings};

fn window(project: Project, lang: Lang, paths: Vec<PathBuf>) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1280.0, 900.0))
        .with_max_steps(60)
        .build_eframe(|context| App::new(&context.egui_ctx, Session::new(project, settings(lang)), paths));
    harness.run_steps(4);
    harness
}

/// The window with the outline open.
fn outline(project: Project, lang: Lang, paths: Vec<PathBuf>) -> Harness<'static, App> {
    let mut harness = window(project, lang, paths);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::J);
    harness.run_steps(4);
    harness
}

fn stops(harness: &Harness<'_, App>) -> Vec<Stop> {
    harness.state().session().deck().stops
}

fn ids(harness: &Harness<'_, App>) -> Vec<String> {
    stops(harness).into_iter().map(|stop| stop.id).collect()
}

fn press(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_role_and_label(egui::Role::Button, name).click();
    harness.run_steps(4);
}

/// Writes something else into a field.
fn write(harness: &mut Harness<'_, App>, role: egui::Role, name: &str, text: &str) {
    harness.get_by_role_and_label(role, name).focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(2);
    harness.key_press(Key::Backspace);
    harness.run_steps(2);
    if !text.is_empty() {
        harness.get_by_role_and_label(role, name).type_text(text);
        harness.run_steps(3);
    }
}

#[test]
fn every_stop_is_listed_by_number_and_title_in_each_language() {
    for lang in Lang::ALL {
        let harness = outline(builtin(), lang, Vec::new());
        for (place, (_, stop)) in (1..).zip(Deck::of(&builtin()).shown()).take(5) {
            let name = format!("{place} {}", stop.title.get(lang));
            assert!(harness.query_by_role_and_label(egui::Role::Button, &name).is_some(), "{name}");
        }
    }
}

#[test]
fn stops_are_moved_left_out_and_brought_back() {
    let mut harness = outline(builtin(), Lang::En, Vec::new());
    let first = ids(&harness);
    press(&mut harness, "Move down");
    let moved = ids(&harness);
    assert_eq!((&moved[0], &moved[1], &moved[2..]), (&first[1], &first[0], &first[2..]));
    // The stop that was moved is still the chosen one.
    press(&mut harness, "Move down");
    assert_eq!(ids(&harness)[2], first[0]);
    harness.get_by_label("Shown").click();
    harness.run_steps(4);
    let hidden =
        |harness: &Harness<'_, App>| stops(harness).iter().find(|stop| stop.id == first[0]).map(|stop| stop.hidden);
    assert_eq!(hidden(&harness), Some(true));
    assert_shown(&harness, "Outline of the show");
    press(&mut harness, "Undo");
    assert_eq!(hidden(&harness), Some(false));
    press(&mut harness, "Reset all");
    assert_eq!(ids(&harness), first);
    press(&mut harness, "Undo");
    assert_eq!(ids(&harness)[2], first[0]);
}

#[test]
fn title_notes_and_time_are_written_in_the_language_of_the_window() {
    let mut harness = outline(builtin(), Lang::En, Vec::new());
    let before = stops(&harness)[0].clone();
    write(&mut harness, egui::Role::TextInput, "Title", "Good morning");
    write(&mut harness, egui::Role::MultilineTextInput, "Notes, seen only by the presenter", "Wait for silence.");
    let now = stops(&harness)[0].clone();
    assert_eq!(now.title.get(Lang::En), "Good morning");
    assert_eq!(now.title.get(Lang::ZhHant), before.title.get(Lang::ZhHant));
    assert_eq!(now.notes.get(Lang::En), "Wait for silence.");
    assert_eq!(now.id, before.id);
    // What was typed is taken back field by field.
    press(&mut harness, "Undo");
    assert_eq!(stops(&harness)[0].notes, before.notes);
    assert_eq!(stops(&harness)[0].title.get(Lang::En), "Good morning");
    // An emptied field stays empty while it is written in, and is the project's own then.
    write(&mut harness, egui::Role::TextInput, "Title", "");
    assert_eq!(stops(&harness)[0].title, before.title);
}

/// A copy of the built-in zone's folder.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(repository("geodata")).expect("the zone's folder") {
        let from = entry.expect("an entry").path();
        if from.is_file() {
            std::fs::copy(&from, folder.path().join(from.file_name().expect("a name"))).expect("a copy");
        }
    }
    folder
}

fn opened(path: &Path) -> Project {
    open(path, &OpenOptions::default()).expect("it opens")
}

#[test]
fn a_project_is_saved_with_its_plan_and_nothing_else_changed() {
    let folder = folder();
    let mut harness = outline(opened(folder.path()), Lang::En, vec![folder.path().to_owned()]);
    write(&mut harness, egui::Role::TextInput, "Title", "Good morning");
    press(&mut harness, "Move down");
    press(&mut harness, "Save to project.json");
    assert!(
        harness.state().messages().iter().any(|told| told.contains("was saved")),
        "{:?}",
        harness.state().messages()
    );
    let (again, before) = (opened(folder.path()), builtin());
    assert_eq!(again.own.show, *harness.state().session().plan());
    assert_eq!(Deck::of(&again).stops[1].title.get(Lang::En), "Good morning");
    assert_eq!(
        (&again.own.title, again.layers.len(), again.own.policy.items.len()),
        (&before.own.title, before.layers.len(), 160)
    );
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_nothing_is_lost() {
    let folder = folder();
    let mut harness = outline(opened(folder.path()), Lang::En, vec![folder.path().to_owned()]);
    write(&mut harness, egui::Role::TextInput, "Title", "Good morning");
    std::fs::write(folder.path().join("project.json"), "{ broken").expect("a broken file");
    press(&mut harness, "Save to project.json");
    // Said in the outline itself: messages are below it.
    assert!(harness.query_all_by_label_contains("not saved").next().is_some());
    assert_eq!(harness.state().messages(), [""; 0]);
    assert_eq!(stops(&harness)[0].title.get(Lang::En), "Good morning");
}

/// Whether the screen saver can be held off is the machine's affair; all that is the show's is green.
#[test]
fn the_self_check_finds_nothing_wrong_with_the_built_in_show_in_any_language() {
    for (lang, title, stops, letters) in [
        (Lang::En, "Check before the talk", "Every stop draws correctly", "Every character has a glyph."),
        (Lang::ZhHant, "演講前自檢", "每一頁都能正確顯示", "所有字元都有字型。"),
        (Lang::ZhHans, "演讲前自检", "每一页都能正确显示", "所有字符都有字体。"),
    ] {
        let mut harness = window(builtin(), lang, Vec::new());
        harness.key_press(Key::F8);
        let is_there =
            |harness: &Harness<'_, App>, words: &str| harness.query_all_by_label_contains(words).next().is_some();
        for _ in 0..400 {
            harness.step();
            if is_there(&harness, letters) {
                break;
            }
        }
        for words in [title, stops, letters] {
            assert!(is_there(&harness, words), "{words}");
        }
        harness.key_press(Key::Escape);
        harness.run_steps(2);
        assert!(!is_there(&harness, letters), "Esc closes it");
    }
}

#[test]
fn outline_and_self_check_fit_into_the_smallest_window() {
    for (keys, key, title) in
        [(Modifiers::COMMAND, Key::J, "Outline of the show"), (Modifiers::NONE, Key::F8, "Check before the talk")]
    {
        let mut harness = window(builtin(), Lang::En, Vec::new());
        for size in [Vec2::new(480.0, 360.0), Vec2::new(2560.0, 1440.0)] {
            harness.set_size(size);
            harness.run_steps(2);
            harness.key_press_modifiers(keys, key);
            harness.run_steps(6);
            let dialog = harness.query_by_role_and_label(egui::Role::Window, title).map(|dialog| dialog.rect());
            let window = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
            assert!(dialog.is_some_and(|dialog| window.contains_rect(dialog)), "{title} in {size:?}: {dialog:?}");
            harness.key_press_modifiers(keys, key);
            harness.run_steps(2);
            assert!(harness.query_by_role_and_label(egui::Role::Window, title).is_none(), "{title} is closed");
        }
    }
}
