//! The sequences of keys that common clickers send, in the real window.
//! Must not know how a stop looks.

use egui::{Key, Modifiers, Vec2};
use tempfile::TempDir;
use zonemap::desktop::App;
use zonemap::i18n::Lang;
use zonemap::session::{Action, Aid, Cover, Session, Show};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::builtin;
use crate::window::settings;

fn window(folder: &TempDir) -> Harness<'static, App> {
    let [place, settings_file] = ["show.json", "remembered.json"].map(|name| folder.path().join(name));
    let mut harness =
        Harness::builder().with_size(Vec2::new(1280.0, 720.0)).with_max_steps(60).build_eframe(|context| {
            let session = Session::new(builtin(), settings(Lang::ZhHant));
            App::new(&context.egui_ctx, session, Vec::new()).keeping_place_in(place).keeping_settings_in(settings_file)
        });
    harness.run();
    harness
}

fn folder() -> TempDir {
    TempDir::new().expect("a folder for the test")
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    press_with(harness, Modifiers::NONE, key);
}

fn press_with(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(2);
}

fn show<'a>(harness: &'a Harness<'_, App>) -> Option<&'a Show> {
    harness.state().session().show()
}

/// The stop and the step.
fn at(harness: &Harness<'_, App>) -> Option<(usize, usize)> {
    show(harness).map(|show| (show.at, show.build))
}

#[test]
fn page_keys_and_arrows_go_on_and_back() {
    let folder = folder();
    let mut harness = window(&folder);
    press(&mut harness, Key::F5);
    assert_eq!(at(&harness), Some((0, 0)));
    for [on, back] in [
        [Key::PageDown, Key::PageUp],
        [Key::ArrowRight, Key::ArrowLeft],
        [Key::Space, Key::Backspace],
        [Key::N, Key::P],
        [Key::ArrowDown, Key::ArrowUp],
    ] {
        let before = at(&harness);
        press(&mut harness, on);
        let after = at(&harness);
        assert_ne!(after, before, "{on:?}");
        press(&mut harness, on);
        press(&mut harness, back);
        assert_eq!(at(&harness), after, "{back:?}");
        press(&mut harness, back);
        assert_eq!(at(&harness), before, "{back:?}");
    }
}

#[test]
fn one_button_that_sends_f5_and_escape_in_turn_begins_and_ends_and_goes_on_where_it_was() {
    let folder = folder();
    let mut harness = window(&folder);
    press(&mut harness, Key::F5);
    press(&mut harness, Key::PageDown);
    press(&mut harness, Key::PageDown);
    let there = at(&harness);
    press(&mut harness, Key::F5);
    assert_eq!(at(&harness), there, "out of turn it does nothing");
    press(&mut harness, Key::Escape);
    assert_eq!(at(&harness), None);
    press(&mut harness, Key::F5);
    assert_eq!(at(&harness), there, "the button was pressed by mistake");
    press(&mut harness, Key::Escape);
    // The tool on the map names its key; anything else would be a dialog that a key opened.
    assert_eq!(harness.query_all_by_label_contains("F5").count(), 1, "no key is left over for the window");
}

#[test]
fn shift_and_f5_begins_at_what_is_selected() {
    let folder = folder();
    let mut harness = window(&folder);
    let id = builtin().named(0, "innovation").next();
    harness.state_mut().apply(Action::Select(id));
    press_with(&mut harness, Modifiers::SHIFT, Key::F5);
    assert_eq!(show(&harness).map(|show| show.stop().id.as_str()), Some("yunpu"), "the first stop about it");
}

#[test]
fn black_and_white_come_by_letter_and_by_sign() {
    let folder = folder();
    let mut harness = window(&folder);
    press(&mut harness, Key::F5);
    for (key, cover) in
        [(Key::B, Cover::Black), (Key::Period, Cover::Black), (Key::W, Cover::White), (Key::Comma, Cover::White)]
    {
        press(&mut harness, key);
        assert_eq!(show(&harness).and_then(|show| show.cover), Some(cover), "{key:?}");
        press(&mut harness, key);
        assert_eq!(show(&harness).and_then(|show| show.cover), None, "{key:?}");
    }
}

#[test]
fn tab_and_enter_open_a_card_and_digits_and_enter_a_stop() {
    let folder = folder();
    let mut harness = window(&folder);
    press(&mut harness, Key::F5);
    press(&mut harness, Key::Num2);
    press(&mut harness, Key::Enter);
    assert_eq!(show(&harness).map(|show| show.place().0), Some(2));
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Enter);
    assert!(show(&harness).and_then(|show| show.card).is_some());
    press(&mut harness, Key::Escape);
    assert!(show(&harness).is_some_and(|show| show.card.is_none()));
    press(&mut harness, Key::End);
    let last = at(&harness);
    press(&mut harness, Key::Home);
    assert_eq!(at(&harness), Some((0, 0)));
    assert_ne!(last, at(&harness));
}

#[test]
fn every_tool_and_toggle_has_its_key() {
    let folder = folder();
    let mut harness = window(&folder);
    press(&mut harness, Key::F5);
    for (key, aid) in [(Key::L, Aid::Laser), (Key::S, Aid::Spotlight), (Key::Z, Aid::Lens)] {
        press(&mut harness, key);
        assert_eq!(show(&harness).and_then(|show| show.aid), Some(aid));
    }
    press(&mut harness, Key::Z);
    press(&mut harness, Key::G);
    assert!(show(&harness).is_some_and(|show| show.overview.is_some()));
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Escape);
    press_with(&mut harness, Modifiers::COMMAND, Key::F);
    assert!(show(&harness).is_some_and(Show::is_frozen));
    press_with(&mut harness, Modifiers::COMMAND, Key::F);
    press(&mut harness, Key::K);
    assert_eq!(harness.state().session().lang(), Lang::ZhHans);
    let theme = harness.state().session().theme();
    press(&mut harness, Key::T);
    assert_ne!(harness.state().session().theme(), theme);
    press(&mut harness, Key::Escape);
    assert_eq!((harness.state().session().lang(), harness.state().session().theme()), (Lang::ZhHant, theme));
}

#[test]
fn after_a_crash_f5_goes_on_at_the_stop() {
    let folder = folder();
    let mut harness = window(&folder);
    press(&mut harness, Key::F5);
    press(&mut harness, Key::Num3);
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::PageDown);
    let there = at(&harness);
    assert_eq!(there, Some((2, 1)));
    let file = folder.path().join("show.json");
    // It is written in the background; a crash a moment later finds it.
    for _ in 0..200 {
        if std::fs::read_to_string(&file).is_ok_and(|text| text.contains("\"build\":1")) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    std::mem::forget(harness);
    let mut again = window(&folder);
    press(&mut again, Key::F5);
    assert_eq!(at(&again), there);
}

#[test]
fn a_key_that_a_user_added_works_beside_those_of_the_table() {
    let folder = folder();
    let mut harness = window(&folder);
    press(&mut harness, Key::F9);
    harness.run();
    let adds: Vec<_> = harness.query_all_by_label("加入按鍵").collect();
    adds[0].click();
    harness.run_steps(2);
    press(&mut harness, Key::F13);
    press(&mut harness, Key::F9);
    press(&mut harness, Key::F5);
    press(&mut harness, Key::F13);
    let after = at(&harness);
    assert_ne!(after, Some((0, 0)));
    press(&mut harness, Key::PageUp);
    press(&mut harness, Key::PageDown);
    assert_eq!(at(&harness), after);
}

#[test]
fn what_is_remembered_while_a_show_is_on_is_what_was_before_it() {
    let kept = |show: bool| {
        let folder = folder();
        let mut harness = window(&folder);
        harness.state_mut().apply(Action::Zoom { factor: 2.0, at: [300.0, 200.0] });
        harness.run_steps(8);
        for key in [Key::F5, Key::PageDown, Key::K, Key::T].into_iter().filter(|_| show) {
            press(&mut harness, key);
        }
        drop(harness);
        std::fs::read_to_string(folder.path().join("remembered.json")).expect("kept as the window closes")
    };
    let before = kept(false);
    assert!(before.contains("points_per_world"), "{before}");
    assert_eq!(kept(true), before);
}
