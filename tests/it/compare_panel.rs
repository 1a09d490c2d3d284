//! The comparison with another version in the real window: begun, read, stepped through, ended, refused.
//! Must not know how two versions are compared.

use std::time::Duration;

use egui::{Key, Modifiers};
use zonemap::desktop::App;
use zonemap::diff::compare;
use zonemap::formats::open_builtin_face_value;
use zonemap::i18n::{Lang, width};
use zonemap::session::{Panel, Seen};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::checks_panel::copied;
use crate::common::{builtin, open_text, repository, text_of};
use crate::window::{assert_shown, window};

/// The built-in zone compared with its other reading, as a user does it.
fn compared(lang: Lang) -> Harness<'static, App> {
    let mut harness = window(builtin(), lang);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    let words = match lang {
        Lang::En => "Compare with the face-value reading",
        Lang::ZhHant => "與按字面解讀的說明比較",
        Lang::ZhHans => "与按字面解读的说明比较",
    };
    harness.get_by_label(words).click();
    harness.run();
    harness
}

/// A figure in hectares as a language writes them.
fn hectares(lang: Lang, figure: &str) -> String {
    let unit = match lang {
        Lang::En => "ha",
        Lang::ZhHant => "公頃",
        Lang::ZhHans => "公顷",
    };
    format!("{figure} {unit}")
}

#[test]
fn the_face_value_reading_is_one_change_of_72_98_hectares_in_each_language() {
    for lang in Lang::ALL {
        let harness = compared(lang);
        let (first, second) = (builtin(), open_builtin_face_value().expect("it opens"));
        let comparison = compare(&first, &second, 0.0);
        assert_eq!(comparison.changes().count(), 1);
        assert!(harness.query_all_by_label_contains(&hectares(lang, "+72.98")).next().is_some(), "{lang:?}");
        let shift = comparison.features[0].shift.expect("it moved");
        let sentence = match lang {
            Lang::En => format!("the boundary is up to {} from", width(shift.max_m)),
            Lang::ZhHant => format!("界線最遠偏離原處 {}", width(shift.max_m)),
            Lang::ZhHans => format!("界线最远偏离原处 {}", width(shift.max_m)),
        };
        assert!(harness.query_all_by_label_contains(&sentence).next().is_some(), "{sentence}");
    }
}

#[test]
fn a_click_on_a_place_and_n_go_there_and_escape_leads_out() {
    let mut harness = compared(Lang::En);
    harness.key_press(Key::N);
    harness.run();
    let versions = harness.state().session().versions();
    let (_, place) = versions.compared().and_then(|compared| compared.place(0)).expect("a place");
    let (at, current) = (place.at, versions.current());
    assert_eq!(current, Some(0));
    assert!(harness.state().session().view().projector().extent().contains(at));
    let mut seen = Vec::new();
    for _ in 0..2 {
        harness.key_press(Key::Escape);
        harness.run();
        let session = harness.state().session();
        seen.push((session.versions().current().is_some(), session.panel() == Panel::Comparison));
    }
    assert_eq!(seen, [(false, true), (false, false)]);
    assert!(harness.state().session().versions().compared().is_some(), "it is still on the map");
}

#[test]
fn b_swaps_the_versions_and_the_buttons_choose_one() {
    let mut harness = compared(Lang::En);
    for seen in [Seen::After, Seen::Before, Seen::After] {
        harness.key_press(Key::B);
        harness.run();
        assert_eq!(harness.state().session().versions().seen, seen);
    }
    for (name, seen) in [("Before", Seen::Before), ("Swipe", Seen::Swipe(0.5)), ("Both", Seen::Both)] {
        harness.get_by_role_and_label(egui::Role::Button, name).click();
        harness.run();
        assert_eq!(harness.state().session().versions().seen, seen, "{name}");
    }
    harness.get_by_label("End the comparison").click();
    harness.run();
    assert!(harness.state().session().versions().compared().is_none());
    assert_shown(&harness, "Compare with the face-value reading");
}

#[test]
fn the_line_of_a_swipe_is_dragged() {
    let mut harness = compared(Lang::En);
    harness.get_by_role_and_label(egui::Role::Button, "Swipe").click();
    harness.run();
    let map = harness.get_by_role(egui::Role::Image).rect();
    harness.drag_at(map.center());
    harness.step();
    let target = egui::pos2(map.left() + map.width() * 0.25, map.center().y);
    harness.hover_at(target);
    harness.step();
    harness.drop_at(target);
    harness.run();
    let Seen::Swipe(share) = harness.state().session().versions().seen else { panic!("no swipe") };
    assert!((share - 0.25).abs() < 0.01, "{share}");
}

fn wait(harness: &mut Harness<'_, App>) {
    for _ in 0..500 {
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
        if harness.query_by_label("Comparing…").is_none() {
            harness.run();
            return;
        }
    }
    panic!("it never came");
}

fn compare_with(harness: &mut Harness<'_, App>, path: &str) {
    harness.get_by_role_and_label(egui::Role::TextInput, "Path").focus();
    harness.run();
    harness.get_by_role_and_label(egui::Role::TextInput, "Path").type_text(path);
    harness.run();
    harness.get_by_label("Compare with this file").click();
    harness.run_steps(2);
    wait(harness);
}

#[test]
fn a_file_is_compared_with_and_one_that_is_not_there_says_so() {
    let square = r#"{"type":"Feature","id":"a","properties":{"name":"a"},"geometry":{"type":"Polygon",
        "coordinates":[[[113,23],[113.1,23],[113.1,23.1],[113,23.1],[113,23]]]}}"#;
    let mut harness = window(open_text(square).expect("it opens"), Lang::En);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    compare_with(&mut harness, "no-such-file.geojson");
    assert!(harness.state().messages().iter().any(|message| message.contains("no-such-file.geojson")));
    assert!(harness.state().session().versions().compared().is_none());
    let path = repository("geodata/face_value.geojson");
    let mut harness = window(open_text(square).expect("it opens"), Lang::En);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    compare_with(&mut harness, &path.to_string_lossy());
    let comparison = harness.state().session().versions().compared().expect("compared").comparison();
    assert_eq!(comparison.features.len(), 2, "one went, one came");
    assert_shown(&harness, "a: removed");
}

/// 152.61 m² by GeographicLib 2.0, all of it the edge's.
#[test]
fn what_changed_without_any_ground_is_listed_and_copied() {
    for (before, after, told) in [
        ("51-declared-1", "51-declared-2", "declared area: 18.16 km² → 20.00 km²"),
        ("50-base", "50-extra-vertex", "added 0.00 − removed 0.00 + edge effect +152.61"),
    ] {
        let path = |name: &str| format!("tests/cases/{name}.geojson");
        let mut harness = window(open_text(text_of(&path(before))).expect("it opens"), Lang::En);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
        harness.run();
        compare_with(&mut harness, &repository(&path(after)).to_string_lossy());
        assert!(harness.query_all_by_label_contains(told).next().is_some(), "{told}");
        harness.get_by_label("Copy as a table").click();
        harness.step();
        assert!(copied(&harness).contains(told), "{}", copied(&harness));
    }
}

#[test]
fn the_comparison_can_be_copied_in_each_language() {
    for lang in Lang::ALL {
        let mut harness = compared(lang);
        let button = match lang {
            Lang::En => "Copy as a table",
            Lang::ZhHant => "複製為表格",
            Lang::ZhHans => "复制为表格",
        };
        harness.get_by_label(button).click();
        harness.step();
        let text = copied(&harness);
        assert_eq!(text.matches(&hectares(lang, "+72.98")).count(), 1, "{text}");
        assert!(text.lines().filter(|line| line.starts_with("| ")).count() == 2, "a head and one row: {text}");
        assert!(text.lines().any(|line| line.starts_with(&hectares(lang, "- + 72.98"))), "{text}");
    }
    let mut harness = compared(Lang::En);
    harness.event_modifiers(egui::Event::Copy, Modifiers::COMMAND.plus(Modifiers::SHIFT));
    harness.run();
    harness.get_by_role_and_label(egui::Role::Button, "The comparison").click();
    harness.step();
    assert!(copied(&harness).contains("+72.98 ha"));
}
