//! Lists of the window without a pointer: groups that Tab enters, and what scrolls with the focus.
//! Must not know what any widget does.

use egui::{Key, Modifiers, Rect, Vec2};
use zonemap::desktop::App;
use zonemap::i18n::Lang;
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};
use zonemap_window_kit::{Harness, Node};

use crate::common::builtin;
use crate::keyboard::{focused, label, press, press_shift, sized, usual};

/// From before and from behind, Tab comes to where a group was left, or else to its first.
#[test]
fn tab_comes_into_a_group_where_it_was_left() {
    let mut harness = usual();
    harness.get_by_label_contains("traced or generalised, stated").focus();
    harness.run();
    press_shift(&mut harness, Key::Tab);
    assert_eq!(label(&harness), "Places and routes", "its first, from behind");
    press(&mut harness, Key::ArrowDown);
    let left = label(&harness);
    press(&mut harness, Key::Tab);
    assert!(label(&harness).contains("traced"), "{}", label(&harness));
    press_shift(&mut harness, Key::Tab);
    assert_eq!(label(&harness), left, "from behind");
    press_shift(&mut harness, Key::Tab);
    press(&mut harness, Key::Tab);
    assert_eq!(label(&harness), left, "from before");
}

/// Presses Tab so often; whatever then has the focus, while it is called so, stands wholly between two heights.
fn assert_stays_in_view(harness: &mut Harness<'_, App>, is_in: fn(&str) -> bool, least: usize, seen: [f32; 2]) {
    let mut passed = 0;
    for _ in 0..60 {
        let (name, place) = focused(harness).expect("something");
        if is_in(&name) {
            passed += 1;
            assert!(place.top() >= seen[0] && place.bottom() <= seen[1], "{name} at {place:?}, seen {seen:?}");
        }
        press(harness, Key::Tab);
    }
    assert!(passed >= least, "only {passed}");
}

#[test]
fn the_focus_scrolls_into_view_in_the_outline() {
    let numbered = |name: &str| name.starts_with(|c: char| c.is_ascii_digit());
    let mut outline = sized(builtin(), Lang::En, 1280.0, 460.0);
    outline.key_press_modifiers(Modifiers::COMMAND, Key::J);
    outline.run();
    outline.get_by_label_contains("1 Guangzhou").focus();
    outline.run();
    assert_stays_in_view(&mut outline, numbered, 8, [60.0, 400.0]);
}

/// The hit that is chosen by the arrows, while the field has the focus.
#[test]
fn the_chosen_hit_scrolls_into_view() {
    let mut harness = sized(builtin(), Lang::En, 1280.0, 420.0);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.get_by_role(egui::Role::SearchInput).type_text("a");
    harness.run();
    let chosen = |harness: &Harness<'_, App>| {
        let is_hit = |node: &Node<'_>| {
            let node = node.accesskit_node();
            node.toggled() == Some(egui::accesskit::Toggled::True)
                && node.label().is_some_and(|label| label.contains('\n'))
        };
        harness.query_all_by(|_| true).find(is_hit).map(|node| node.rect())
    };
    for key in [Key::ArrowDown, Key::ArrowUp] {
        for step in 0..30 {
            let place = chosen(&harness).expect("a hit is chosen");
            assert!(place.top() >= 48.0 && place.bottom() <= 420.0, "{step}: {place:?}");
            press(&mut harness, key);
        }
    }
}

/// Lists that only hold words are read on by the arrows.
#[test]
fn the_arrows_scroll_what_is_only_read() {
    let mut harness = sized(builtin(), Lang::En, 1280.0, 420.0);
    press(&mut harness, Key::F1);
    let place = |harness: &Harness<'_, App>| harness.get_by_label("Zoom in").rect();
    let before = place(&harness);
    press(&mut harness, Key::ArrowDown);
    assert!(place(&harness).top() < before.top() - 20.0);
    press(&mut harness, Key::End);
    let seen = harness.get_all_by_label_contains("right-click").next().map(|node| node.rect());
    assert!(seen.is_some_and(|place| place.bottom() < 420.0) || place(&harness).top() < -300.0);
    press(&mut harness, Key::Home);
    assert_eq!(place(&harness).top(), before.top());
}

/// What has so many words across is wrapped, what is so high scrolls.
#[test]
fn dialogs_and_the_menu_of_the_map_stay_on_the_smallest_screen() {
    let screen = Rect::from_min_size(egui::Pos2::ZERO, Vec2::new(480.0, 360.0));
    let is_across = |harness: &Harness<'_, App>, label: &str| {
        let place = harness.query_all_by_label(label).next().expect(label).rect();
        assert!(place.left() >= 0.0 && place.right() <= screen.right(), "{label} at {place}");
    };
    for (key, labels) in
        [(Key::F1, ["Ctrl+O", "Save the map as a file"]), (Key::F9, ["PageDown · Right · Space · N", "Next step"])]
    {
        let mut harness = sized(builtin(), Lang::En, 480.0, 360.0);
        press(&mut harness, key);
        for label in labels {
            is_across(&harness, label);
        }
        is_across(&harness, "Close window");
    }
    let mut harness = sized(builtin(), Lang::En, 480.0, 360.0);
    press_shift(&mut harness, Key::F10);
    for _ in 0..20 {
        if label(&harness) == "Print a sheet around here" {
            break;
        }
        press(&mut harness, Key::ArrowDown);
    }
    let (name, place) = focused(&harness).expect("the last line");
    assert_eq!(name, "Print a sheet around here");
    assert!(screen.contains_rect(place), "{place}");
}
