//! Dialogs that take the keyboard, what they offer, what was opened lately, and messages that come and go.
//! Must not know what is written into a file.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers, Role};
use tempfile::TempDir;
use zonemap::desktop::App;
use zonemap::i18n::Lang;
use zonemap::session::{Panel, Session};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};

use crate::common::{builtin, copy_of, repository};
use crate::export::{first_told, save_to, told};
use crate::face::wait_for_opening;
use crate::window::{SUB_AREAS, assert_shown, click, selected_key, settings, window};

const CTRL: Modifiers = Modifiers::COMMAND;

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn is_shown(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

/// What stands in the only field of a dialog.
fn value(harness: &Harness<'_, App>) -> String {
    harness.get_by_role(Role::TextInput).accesskit_node().value().unwrap_or_default()
}

/// Types over what is selected in the only field of a dialog.
fn type_over(harness: &mut Harness<'_, App>, text: &str) {
    harness.get_by_role(Role::TextInput).type_text(text);
    harness.run();
}

#[test]
fn a_dialogs_field_has_the_focus_with_its_text_selected_and_enter_does_it() {
    let folder = TempDir::new().expect("a folder");
    let mut harness = window(builtin(), Lang::En);
    for key in [Key::E, Key::P, Key::O] {
        // Also over another dialog, and over the search.
        press(&mut harness, CTRL, key);
        assert!(harness.get_all_by_role(Role::TextInput).any(|field| field.is_focused()), "{key:?}");
    }
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, CTRL, Key::F);
    press(&mut harness, CTRL, Key::E);
    let offered = value(&harness);
    assert!(Path::new(&offered).extension().is_some_and(|ending| ending == "png"), "{offered}");
    harness.get_by_label("SCENE").click();
    harness.run();
    assert!(harness.get_by_role(Role::TextInput).is_focused(), "the field has the focus again");
    let path = folder.path().join("map.txt");
    type_over(&mut harness, path.to_str().expect("a plain path"));
    assert_eq!(value(&harness), path.to_str().expect("a plain path"), "what was offered is gone");
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert!(told(&mut harness).contains("map.txt was written"));
    let written = fs::read(&path).expect("a file");
    // It is there: Enter twice.
    press(&mut harness, CTRL, Key::E);
    harness.get_by_label("SVG").click();
    harness.run();
    type_over(&mut harness, path.to_str().expect("a plain path"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(is_shown(&harness, "Save again to replace"));
    assert_eq!(fs::read(&path).expect("a file"), written);
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert!(told(&mut harness).contains("was written"));
    assert_ne!(fs::read(&path).expect("a file"), written);
}

#[test]
fn no_shortcut_reaches_the_map_below_a_dialog() {
    for dialog in [(CTRL, Key::O), (CTRL, Key::E), (Modifiers::NONE, Key::F1), (Modifiers::NONE, Key::F9)] {
        let mut harness = window(builtin(), Lang::En);
        let home = harness.state().session().view().place();
        press(&mut harness, dialog.0, dialog.1);
        for key in [Key::N, Key::V, Key::H, Key::Plus, Key::ArrowLeft, Key::Home, Key::PageDown] {
            press(&mut harness, Modifiers::NONE, key);
        }
        for key in [Key::D, Key::F, Key::R] {
            press(&mut harness, CTRL, key);
        }
        let session = harness.state().session();
        assert_eq!(session.view().place(), home, "{dialog:?}");
        assert_eq!((session.panel(), session.selected(), session.surroundings().hidden), (Panel::Card, None, false));
        let search = harness.get_by_role(Role::SearchInput);
        assert!(!search.is_focused(), "{dialog:?}");
        press(&mut harness, Modifiers::NONE, Key::Escape);
        press(&mut harness, Modifiers::NONE, Key::N);
        assert_eq!(selected_key(&harness).as_deref(), Some("zone"), "{dialog:?}: Esc gives the keys back");
    }
}

#[test]
fn no_click_reaches_the_map_below_a_dialog() {
    for dialog in [(CTRL, Key::O), (CTRL, Key::K), (Modifiers::NONE, Key::F1), (Modifiers::NONE, Key::F9)] {
        let mut harness = window(builtin(), Lang::En);
        click(&mut harness, SUB_AREAS[0].1);
        press(&mut harness, dialog.0, dialog.1);
        // Far from the dialog, which stands in the middle.
        let beside = harness.get_by_role(Role::Image).rect().left_bottom() + egui::vec2(20.0, -200.0);
        harness.drag_at(beside);
        harness.drop_at(beside);
        harness.run();
        assert_eq!(selected_key(&harness).as_deref(), Some("manufacturing"), "{dialog:?}: the click deselects nothing");
        press(&mut harness, Modifiers::NONE, Key::Escape);
        harness.drag_at(beside);
        harness.drop_at(beside);
        harness.run();
        assert_eq!(selected_key(&harness), None, "{dialog:?}: Esc gives the map back");
    }
}

#[test]
fn the_first_choice_of_the_copy_menu_has_the_focus() {
    let mut harness = window(builtin(), Lang::En);
    press(&mut harness, Modifiers::NONE, Key::N);
    harness.event_modifiers(egui::Event::Copy, CTRL.plus(Modifiers::SHIFT));
    harness.run();
    assert!(harness.get_by_label("Name").is_focused());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(!is_shown(&harness, "Positions"), "it was chosen");
    assert!(harness.query_by_label("Name").is_none());
}

#[test]
fn ctrl_f_selects_what_was_looked_for_before() {
    let mut harness = window(builtin(), Lang::En);
    for words in ["zzzz", "yyyy"] {
        press(&mut harness, CTRL, Key::F);
        harness.get_by_role(Role::SearchInput).type_text(words);
        harness.run();
        let field = harness.get_by_role(Role::SearchInput);
        assert_eq!(field.accesskit_node().value().as_deref(), Some(words));
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn the_folder_last_used_is_offered_with_a_name() {
    let folder = TempDir::new().expect("a folder");
    let mut harness = window(builtin(), Lang::En);
    press(&mut harness, CTRL, Key::E);
    let name = value(&harness);
    save_to(&mut harness, &folder.path().join("mine.png"));
    assert!(told(&mut harness).contains("was written"));
    press(&mut harness, CTRL, Key::E);
    assert_eq!(value(&harness), folder.path().join(&name).to_str().expect("a plain path"));
    press(&mut harness, CTRL, Key::P);
    let sheet = Path::new(&name).with_extension("pdf");
    let fields = harness.get_all_by_role(Role::TextInput);
    let values: Vec<String> = fields.filter_map(|field| field.accesskit_node().value()).collect();
    assert!(values.contains(&folder.path().join(sheet).to_str().expect("a plain path").to_owned()), "{values:?}");
}

fn keeping(file: &Path, lang: Lang) -> Harness<'static, App> {
    let session = Session::new(builtin(), settings(lang));
    let file = file.to_owned();
    let mut harness = Harness::builder()
        .with_size([900.0, 600.0])
        .with_max_steps(30)
        .build_eframe(|context| App::new(&context.egui_ctx, session, Vec::new()).keeping_settings_in(file));
    harness.run();
    harness
}

#[test]
fn what_was_opened_lately_is_offered_after_another_start_and_what_is_gone_says_so() {
    let place = TempDir::new().expect("a folder");
    let file = place.path().join("remembered.json");
    let [kept, gone] = ["geodata"; 2].map(copy_of);
    let mut harness = keeping(&file, Lang::En);
    for folder in [&kept, &gone] {
        harness.state_mut().open(vec![folder.path().to_owned()]);
        wait_for_opening(&mut harness);
    }
    drop(harness);
    let name = gone.path().to_str().expect("a plain path").to_owned();
    gone.close().expect("it goes");
    for (lang, heading, absent) in [
        (Lang::En, "Opened lately", format!("{name} (not found)")),
        (Lang::ZhHant, "最近開啟", format!("{name}（已不存在）")),
        (Lang::ZhHans, "最近打开", format!("{name}（已不存在）")),
    ] {
        let mut harness = keeping(&file, lang);
        press(&mut harness, CTRL, Key::O);
        assert_shown(&harness, heading);
        assert!(harness.get_by_label(&absent).accesskit_node().is_disabled());
        let there = kept.path().to_str().expect("a plain path");
        assert_eq!(value(&harness), there, "the latest that is there is offered");
        harness.get_by_label(there).click();
        let began = Instant::now();
        while !harness.state().session().project().path().contains(there) {
            assert!(began.elapsed() < Duration::from_mins(1), "{lang:?}: it never came");
            std::thread::sleep(Duration::from_millis(10));
            harness.step();
        }
    }
}

#[test]
fn what_was_made_is_told_for_a_while_and_can_be_shown_in_its_folder() {
    let folder = TempDir::new().expect("a folder");
    let mut harness = window(builtin(), Lang::En);
    press(&mut harness, CTRL, Key::E);
    save_to(&mut harness, &folder.path().join("map.png"));
    assert!(first_told(&mut harness).contains("map.png was written"));
    harness.run();
    assert_shown(&harness, "Show in folder");
    assert_shown(&harness, "✓");
    harness.run_steps(4 * 10);
    assert!(harness.state().messages().is_empty(), "it left by itself");
}

#[test]
fn an_error_stays_until_it_is_read_and_not_longer_than_its_project() {
    let mut harness = window(builtin(), Lang::En);
    let fail = |harness: &mut Harness<'_, App>| {
        harness.state_mut().open(vec![repository("no/such/folder")]);
        wait_for_opening(harness);
        harness.run_steps(4 * 60);
        assert_eq!(harness.state().messages().len(), 1, "it is still there after a minute");
        assert_shown(harness, "×");
        assert_shown(harness, "Copy");
        assert!(!is_shown(harness, "Show in folder"));
    };
    fail(&mut harness);
    harness.get_by_label("Dismiss").click();
    harness.run();
    assert!(harness.state().messages().is_empty());
    fail(&mut harness);
    harness.state_mut().open(vec![repository("tests/projects/harbour")]);
    wait_for_opening(&mut harness);
    assert!(harness.state().messages().is_empty(), "{:?}", harness.state().messages());
}

/// By Esc, and by the × beside the sign that tells of it.
#[test]
fn what_is_being_opened_can_be_stopped() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("large.geojson");
    let square = r#"{"type":"Feature","properties":null,"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}}"#;
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, vec![square; 60_000].join(","));
    fs::write(&path, text).expect("a file");
    for by_key in [true, false] {
        let mut harness = window(builtin(), Lang::En);
        harness.state_mut().open(vec![path.clone()]);
        // What floats has its size after a frame.
        harness.run_steps(3);
        if by_key {
            harness.key_press(Key::Escape);
        } else {
            harness.get_by_label("Stop what is under way").click();
        }
        harness.run_steps(2);
        assert_shown(&harness, "Stopped: the map stays as it is.");
        assert_eq!(harness.state().session().project().layers.len(), builtin().layers.len());
    }
}

/// A menu belongs to no dialog: that of a field, of a layer's row, of the bar below the map.
#[test]
fn esc_closes_a_menu_before_all_else() {
    let mut harness = window(builtin(), Lang::En);
    click(&mut harness, SUB_AREAS[1].1);
    let search = harness.get_by_role(Role::SearchInput).rect().center();
    let layer = harness.get_by_role_and_label(Role::CheckBox, "Places and routes").rect().center();
    for (place, inside) in [(search, "Paste"), (layer, "Colours and labels…")] {
        harness.event(egui::Event::PointerMoved(place));
        for pressed in [true, false] {
            let button = egui::PointerButton::Secondary;
            harness.event(egui::Event::PointerButton { pos: place, button, pressed, modifiers: Modifiers::NONE });
            harness.step();
        }
        harness.run();
        assert!(is_shown(&harness, inside));
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert!(!is_shown(&harness, inside), "{inside} is away");
        assert_eq!(selected_key(&harness).as_deref(), Some(SUB_AREAS[1].0), "and nothing else");
    }
}

#[test]
fn a_feature_that_is_copied_is_told() {
    let mut harness = window(builtin(), Lang::En);
    click(&mut harness, SUB_AREAS[1].1);
    harness.event(egui::Event::Copy);
    harness.run();
    assert!(is_shown(&harness, "Copied: {"), "by how it begins");
}
