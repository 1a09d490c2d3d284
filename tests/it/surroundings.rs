//! What stands around and over the map: panels that Esc never hides, chips for what is on unseen, messages that come and go.
//! Must not know how anything looks.

use egui::{Key, Modifiers, Vec2};
use zonemap::desktop::App;
use zonemap::i18n::Lang;
use zonemap::session::{Action, Panel, Seen};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::builtin;
use crate::window::{SUB_AREAS, assert_shown, click, selected_key, window};

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn is_shown(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

/// Lets so many seconds pass.
fn wait(harness: &mut Harness<'_, App>, seconds: usize) {
    harness.run_steps(4 * seconds);
}

#[test]
fn escape_deselects_and_never_hides_what_stands_around_the_map() {
    let mut harness = window(builtin(), Lang::En);
    click(&mut harness, SUB_AREAS[0].1);
    for _ in 0..4 {
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert_eq!(selected_key(&harness), None);
        assert!(!harness.state().session().surroundings().hidden);
        assert_shown(&harness, "Layers");
    }
    // Nor does it bring back what was hidden.
    press(&mut harness, Modifiers::NONE, Key::H);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.state().session().surroundings().hidden);
}

#[test]
fn hiding_the_panels_tells_for_two_seconds_how_to_bring_them_back() {
    for (lang, words) in [
        (Lang::En, "Panels hidden. Press H to bring them back."),
        (Lang::ZhHant, "面板已隱藏，按 H 重新顯示。"),
        (Lang::ZhHans, "面板已隐藏，按 H 重新显示。"),
    ] {
        let mut harness = window(builtin(), lang);
        press(&mut harness, Modifiers::NONE, Key::H);
        assert_shown(&harness, words);
        wait(&mut harness, 3);
        assert!(!is_shown(&harness, words), "{lang:?}: it leaves by itself");
        press(&mut harness, Modifiers::NONE, Key::H);
        press(&mut harness, Modifiers::NONE, Key::H);
        press(&mut harness, Modifiers::NONE, Key::H);
        assert!(!harness.state().session().surroundings().hidden);
        assert!(!is_shown(&harness, words), "{lang:?}: it is not told of panels that are there");
    }
}

/// Presses the × of a chip.
fn turn_off(harness: &mut Harness<'_, App>, what: &str) {
    harness.get_by_label(&format!("Turn off: {what}")).click();
    harness.run();
}

#[test]
fn what_is_on_while_no_panel_tells_so_has_a_chip_that_turns_it_off() {
    let mut harness = window(builtin(), Lang::En);
    press(&mut harness, Modifiers::SHIFT, Key::U);
    assert!(!is_shown(&harness, "Turn off"), "the layers have a switch for the bands");
    press(&mut harness, Modifiers::SHIFT, Key::H);
    turn_off(&mut harness, "Boundary accuracy");
    assert!(!harness.state().session().settings().uncertainty);
    press(&mut harness, Modifiers::SHIFT, Key::G);
    turn_off(&mut harness, "Meridians and parallels");
    assert!(!harness.state().session().settings().graticule);
    press(&mut harness, Modifiers::NONE, Key::V);
    press(&mut harness, Modifiers::NONE, Key::N);
    assert!(!is_shown(&harness, "Turn off"), "the list is there");
    press(&mut harness, Modifiers::NONE, Key::H);
    turn_off(&mut harness, "Checks");
    let session = harness.state().session();
    assert_eq!((session.panel(), session.checks().current().is_none()), (Panel::Card, true));
    assert!(!is_shown(&harness, "Turn off"));
}

#[test]
fn a_swipe_has_a_chip_while_the_comparison_is_not_beside_the_map() {
    let mut harness = window(builtin(), Lang::En);
    press(&mut harness, Modifiers::COMMAND, Key::D);
    harness.get_by_label("Compare with the face-value reading").click();
    harness.run();
    harness.state_mut().apply(Action::See(Seen::Swipe(0.5)));
    harness.run();
    assert!(!is_shown(&harness, "Turn off"), "the comparison has its panel");
    press(&mut harness, Modifiers::NONE, Key::H);
    assert_shown(&harness, "Comparison: Swipe");
    press(&mut harness, Modifiers::NONE, Key::H);
    // Another panel in its place.
    press(&mut harness, Modifiers::NONE, Key::V);
    turn_off(&mut harness, "Comparison: Swipe");
    assert!(harness.state().session().versions().compared().is_none());
    assert_eq!(harness.state().session().panel(), Panel::Checks);
}

#[test]
fn chips_stay_on_the_map_of_a_small_window() {
    let mut harness = window(builtin(), Lang::ZhHant);
    harness.set_size(Vec2::new(480.0, 360.0));
    press(&mut harness, Modifiers::SHIFT, Key::G);
    press(&mut harness, Modifiers::SHIFT, Key::U);
    let map = harness.get_by_role(egui::Role::Image).rect();
    for what in ["各界線的可能偏差", "經緯線"] {
        let chip = harness.get_by_label(&format!("關閉「{what}」")).rect();
        assert!(map.contains_rect(chip), "{what}: {chip} is not in {map}");
    }
}
