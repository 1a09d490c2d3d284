//! The list of layers: rows that fit, opacity in a row's menu, and what stays in view below them.
//! Must not know how a row is painted.

use egui::{Event, Key, Modifiers, PointerButton, Rect, Role, Vec2, pos2};
use zonemap::desktop::App;
use zonemap::i18n::Lang;
use zonemap::session::Session;
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};

use crate::common::{builtin, open_text};
use crate::window::{settings, unfold_base, window};

/// The panel in a window of 1280 by 800, between the bars.
const PANEL: Rect = Rect { min: pos2(0.0, 48.0), max: pos2(252.0, 770.0) };

fn usual(lang: Lang) -> Harness<'static, App> {
    let mut harness = window(builtin(), lang);
    harness.set_size(Vec2::new(1280.0, 800.0));
    harness.run();
    harness
}

#[test]
fn the_switch_of_the_accuracy_and_the_checks_are_in_view_without_scrolling() {
    for (lang, switch, list) in [
        (Lang::En, "Show accuracy (± one sigma)", "List findings (1)"),
        (Lang::ZhHant, "顯示可能偏差（± 一倍標準差）", "列出檢查結果（1）"),
        (Lang::ZhHans, "显示可能偏差（± 一倍标准差）", "列出检查结果（1）"),
    ] {
        let harness = usual(lang);
        for words in [switch, list] {
            let place = harness.get_by_label(words).rect();
            assert!(PANEL.contains_rect(place), "{words}: {place}");
        }
    }
}

/// As the rows of the legend that tell how well boundaries are known are the heart of it.
#[test]
fn the_rows_of_the_boundaries_are_in_view_in_a_low_window_too() {
    for (lang, fitted, switch) in [
        (Lang::En, "fitted to the declared area, inferred", "Show accuracy (± one sigma)"),
        (Lang::ZhHant, "按公布面積擬合, 推斷", "顯示可能偏差（± 一倍標準差）"),
        (Lang::ZhHans, "按公布面积拟合, 推断", "显示可能偏差（± 一倍标准差）"),
    ] {
        for height in [700.0, 760.0, 800.0] {
            let mut harness = window(builtin(), lang);
            harness.set_size(Vec2::new(1120.0, height));
            harness.run();
            let [row, switch] = [fitted, switch].map(|words| harness.get_by_label(words).rect());
            assert!(row.bottom() < switch.top() - 4.0, "{lang:?} {height}: {row} above {switch}");
            assert!(switch.bottom() < height - 30.0, "{lang:?} {height}: {switch}");
        }
    }
}

/// The rows of the list: what can be pressed within the panel and fills its width.
fn rows(harness: &Harness<'_, App>) -> Vec<(String, Rect)> {
    let all = [Role::CheckBox, Role::Button].into_iter().flat_map(|role| harness.get_all_by_role(role));
    let all = all.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()));
    all.filter(|(_, place)| place.min.x < 30.0 && place.width() > 180.0 && place.max.y < 400.0).collect()
}

#[test]
fn each_row_has_two_lines_at_most_within_the_panel() {
    for lang in Lang::ALL {
        let mut harness = usual(lang);
        unfold_base(&mut harness);
        let rows = rows(&harness);
        assert!(rows.len() >= 8, "{rows:?}");
        for (name, place) in rows {
            assert!(place.height() >= 24.0 && place.height() < 46.0 && place.max.x <= 240.0, "{name}: {place}");
        }
    }
    let ring = "[[[0, 0], [1, 0], [1, 1], [0, 0]]]";
    let name = "長".repeat(300);
    let text = format!(
        r#"{{"type": "Feature", "properties": {{"name": "{name}"}}, "geometry": {{"type": "Polygon", "coordinates": {ring}}}}}"#
    );
    let project = open_text(text).expect("it opens");
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .build_eframe(|context| App::new(&context.egui_ctx, Session::new(project, settings(Lang::En)), Vec::new()));
    harness.run();
    let rows = rows(&harness);
    assert!(
        rows.iter().any(|(label, _)| label.starts_with(&"長".repeat(100))),
        "more of the name is spoken than there is room for: {rows:?}"
    );
    for (_, place) in rows {
        assert!(place.height() < 46.0 && place.max.x <= 240.0, "{place}");
    }
}

#[test]
fn the_opacity_is_in_the_menu_of_a_row_by_pointer_and_by_keyboard() {
    let slider =
        |harness: &Harness<'_, App>| harness.query_by_role_and_label(Role::Slider, "Opacity of Roads").is_some();
    let roads = builtin().layers.iter().position(|layer| layer.id == "roads").expect("roads");
    for by_keyboard in [false, true] {
        let mut harness = usual(Lang::En);
        unfold_base(&mut harness);
        assert!(!slider(&harness), "no slider lies in the list");
        if by_keyboard {
            harness.get_by_role_and_label(Role::Button, "Opacity of Roads").focus();
            harness.run();
            harness.key_press(Key::Enter);
        } else {
            harness.get_by_label("Roads").click_secondary();
        }
        harness.run();
        assert!(slider(&harness));
        harness.get_by_role_and_label(Role::Slider, "Opacity of Roads").focus();
        harness.run();
        for _ in 0..4 {
            harness.key_press(Key::ArrowLeft);
            harness.run();
        }
        let opacity = harness.state().session().layer(roads).opacity;
        assert!(opacity > 0.5 && opacity < 1.0, "{opacity}");
        assert!(harness.state().session().layer(roads).visible, "the menu hides nothing");
        assert!(slider(&harness), "the menu stays while it is used");
    }
}

/// A tap is over before a slow window makes a frame: it counts all the same.
#[test]
fn a_tap_on_a_slider_within_a_frame_sets_it() {
    let roads = builtin().layers.iter().position(|layer| layer.id == "roads").expect("roads");
    let mut harness = usual(Lang::En);
    unfold_base(&mut harness);
    harness.get_by_label("Roads").click_secondary();
    harness.run();
    let pos = harness.get_by_role_and_label(Role::Slider, "Opacity of Roads").rect().center();
    harness.event(Event::PointerMoved(pos));
    harness.run();
    for pressed in [true, false] {
        let button = PointerButton::Primary;
        harness.input_mut().events.push(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }
    harness.run();
    let opacity = harness.state().session().layer(roads).opacity;
    assert!(opacity > 0.2 && opacity < 0.8, "{opacity}");
}
