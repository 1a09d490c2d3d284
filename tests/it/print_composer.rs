//! The composer for sheets: what is typed and chosen in it is on the sheet, and nothing of it reaches the map.
//! Must not know how a sheet looks.

use std::fs;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers, Role, Vec2};
use tempfile::TempDir;
use zonemap::desktop::App;
use zonemap::i18n::Lang;
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};

use crate::common::builtin;
use crate::export::{save_to, told};
use crate::window::{assert_shown, window};

/// Opens the composer and waits for the sheet.
fn composer(lang: Lang) -> Harness<'static, App> {
    let mut harness = window(builtin(), lang);
    harness.set_size(Vec2::new(1280.0, 1200.0));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
    harness.run_steps(3);
    settle(&mut harness);
    harness
}

/// Waits until the sheet that is shown is the one that was asked for.
pub(crate) fn settle(harness: &mut Harness<'_, App>) {
    let began = Instant::now();
    let is_shown = |harness: &Harness<'_, App>| {
        // The status bar says the scale of the map, the composer that of the sheet.
        harness.query_all_by_label_contains("1 : ").count() >= 2
            && harness.query_all_by_role(Role::ProgressIndicator).next().is_none()
    };
    harness.run_steps(3);
    while !is_shown(harness) {
        assert!(began.elapsed() < Duration::from_mins(2), "no sheet came");
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
    harness.run_steps(2);
}

/// Types into a field in the place of what is in it.
fn type_into(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, field).focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(2);
    if text.is_empty() {
        harness.key_press(Key::Backspace);
    } else {
        harness.get_by_role_and_label(Role::TextInput, field).type_text(text);
    }
    harness.run_steps(2);
}

fn choose(harness: &mut Harness<'_, App>, list: &str, choice: &str) {
    harness.get_by_role_and_label(Role::ComboBox, list).click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, choice).click();
    harness.run_steps(3);
}

const SCALE: &str = "Scale, such as 1:10 000 or 1:1万";

#[test]
fn what_is_typed_and_chosen_is_on_the_sheet() {
    let folder = TempDir::new().expect("a folder");
    let mut harness = composer(Lang::En);
    // The title has the focus and is selected: what is typed takes its place, and is no key of the map.
    let before = harness.state().session().view().place();
    let title = harness.get_by_role_and_label(Role::TextInput, "Title");
    assert!(title.accesskit_node().is_focused());
    title.type_text("Plan+-fn0");
    harness.run_steps(2);
    type_into(&mut harness, SCALE, "1:5万");
    choose(&mut harness, "Paper", "A3");
    harness.get_by_label("Portrait").click();
    harness.get_by_role_and_label(Role::CheckBox, "Legend").click();
    harness.run_steps(2);
    settle(&mut harness);
    assert!(harness.query_by_label("1 : 50 000").is_some(), "the preview says its scale");
    harness.get_by_label("SCENE").click();
    harness.run_steps(3);
    save_to(&mut harness, &folder.path().join("sheet"));
    assert!(told(&mut harness).ends_with("sheet.txt was written."));
    let text = fs::read_to_string(folder.path().join("sheet.txt")).expect("the sheet");
    for words in ["Plan+-fn0", "1 : 50 000", "A3 (297 × 420 mm)"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Legend"), "{text}");
    let after = harness.state().session().view().place();
    assert_eq!((before, harness.state().session().selected()), (after, None), "the map is as it was");
}

/// The zone is 14 km long, which is 1.4 m at 1:10 000.
#[test]
fn it_tells_that_the_area_does_not_fit_at_a_scale() {
    let cut = "Not all of that area fits on one sheet at this scale.";
    let mut harness = composer(Lang::En);
    choose(&mut harness, "Area", "everything");
    settle(&mut harness);
    assert!(harness.query_by_label(cut).is_none());
    type_into(&mut harness, SCALE, "1:10000");
    settle(&mut harness);
    assert!(harness.query_by_label(cut).is_some());
    harness.get_by_label("Several sheets, with an index").click();
    harness.run_steps(2);
    settle(&mut harness);
    assert!(harness.query_by_label(cut).is_none(), "several hold it");
}

#[test]
fn enter_makes_the_file_and_esc_leaves() {
    let folder = TempDir::new().expect("a folder");
    let mut harness = composer(Lang::ZhHant);
    let path = folder.path().join("a.pdf");
    harness.get_by_role_and_label(Role::TextInput, "新檔案的路徑").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::TextInput, "新檔案的路徑").type_text(path.to_str().expect("a plain path"));
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::TextInput, "標題").focus();
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    let began = Instant::now();
    while !path.exists() {
        assert!(began.elapsed() < Duration::from_mins(1), "no file");
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
    assert!(fs::read(&path).expect("a file").starts_with(b"%PDF"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
    harness.run_steps(3);
    assert!(harness.query_by_label("圖幅內容").is_some());
    harness.key_press(Key::Escape);
    harness.run_steps(5);
    assert!(harness.query_by_label("圖幅內容").is_none());
}

/// It opens at what is chosen, an arrow goes on from there, and Enter takes that and puts the list away.
#[test]
fn a_list_is_gone_through_by_the_keyboard() {
    let mut harness = composer(Lang::En);
    harness.get_by_role_and_label(Role::ComboBox, "Paper").focus();
    harness.run_steps(2);
    for key in [Key::Enter, Key::ArrowDown, Key::Enter] {
        harness.key_press(key);
        harness.run_steps(4);
    }
    let paper = harness.get_by_role_and_label(Role::ComboBox, "Paper");
    assert_eq!(paper.accesskit_node().value().as_deref(), Some("A3"), "from A4 on");
    assert!(harness.query_by_role_and_label(Role::Button, "A0").is_none(), "the list is away");
    assert!(paper.is_focused());
}

#[test]
fn a_list_closes_before_the_composer_does() {
    let mut harness = composer(Lang::En);
    harness.get_by_role_and_label(Role::ComboBox, "Paper").click();
    harness.run_steps(3);
    assert!(harness.query_by_role_and_label(Role::Button, "Tabloid").is_some());
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(harness.query_by_role_and_label(Role::Button, "Tabloid").is_none());
    assert!(harness.query_by_label("On the sheet").is_some());
}

#[test]
fn a_scale_that_is_none_is_said_and_makes_nothing() {
    let mut harness = composer(Lang::En);
    type_into(&mut harness, SCALE, "about ten");
    assert!(harness.query_by_label_contains("Not a scale").is_some());
    assert!(harness.get_by_label("Save").accesskit_node().is_disabled());
    type_into(&mut harness, SCALE, "");
    assert!(harness.query_by_label_contains("Not a scale").is_none());
    assert!(!harness.get_by_label("Save").accesskit_node().is_disabled());
}

#[test]
fn dragging_moves_the_map_on_the_sheet_and_the_wheel_changes_its_scale() {
    let mut harness = composer(Lang::En);
    let sheet = harness.get_by_role(Role::Canvas).rect();
    let middle = sheet.center();
    let before = harness.state().session().view().place();
    harness.hover_at(middle);
    harness.run_steps(2);
    harness.drag_at(middle);
    harness.run_steps(1);
    harness.hover_at(middle + Vec2::new(80.0, 30.0));
    harness.run_steps(1);
    harness.drop_at(middle + Vec2::new(80.0, 30.0));
    harness.run_steps(2);
    settle(&mut harness);
    let list = harness.get_by_role_and_label(Role::ComboBox, "Area");
    assert_eq!(list.accesskit_node().value().as_deref(), Some("moved by hand"));
    harness.get_by_role(Role::Canvas).focus();
    harness.run_steps(2);
    harness.key_press(Key::Minus);
    harness.run_steps(2);
    settle(&mut harness);
    assert!(harness.query_by_label("1 : 200 000").is_some(), "the next scale that shows more");
    assert_eq!(harness.state().session().view().place(), before, "the window's own map stays");
}

#[test]
fn several_sheets_are_looked_through_and_too_many_are_refused() {
    let folder = TempDir::new().expect("a folder");
    let mut harness = composer(Lang::En);
    choose(&mut harness, "Area", "everything");
    type_into(&mut harness, SCALE, "25000");
    harness.get_by_label("Several sheets, with an index").click();
    harness.run_steps(2);
    settle(&mut harness);
    assert!(harness.query_by_label_contains("Index of 10 sheets").is_some());
    harness.get_by_label("Next sheet").click();
    harness.run_steps(2);
    settle(&mut harness);
    assert!(harness.query_by_label("Sheet 1 of 10 · 1 : 25 000").is_some());
    type_into(&mut harness, SCALE, "500");
    let began = Instant::now();
    while harness.query_by_label_contains("at most 200 can be made").is_none() {
        assert!(began.elapsed() < Duration::from_mins(1), "nothing was said");
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
    type_into(&mut harness, SCALE, "1:25000");
    settle(&mut harness);
    harness.get_by_label("SVG").click();
    harness.run_steps(3);
    save_to(&mut harness, &folder.path().join("map.svg"));
    assert!(told(&mut harness).contains("was written"));
    let names = crate::common::names(folder.path());
    assert_eq!(names.len(), 11, "{names:?}");
    assert!(names.contains(&"map-index.svg".to_owned()) && names.contains(&"map-10.svg".to_owned()), "{names:?}");
}

/// The dialog waits for no sheet: it is there with its first frame, and says that one is being made.
#[test]
fn the_composer_shows_at_once_that_a_sheet_is_being_made() {
    let mut harness = window(builtin(), Lang::En);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
    harness.run_steps(2);
    assert_shown(&harness, "Paper");
    assert!(harness.query_all_by_role(Role::ProgressIndicator).next().is_some());
    settle(&mut harness);
    assert!(harness.query_all_by_role(Role::ProgressIndicator).next().is_none());
}
