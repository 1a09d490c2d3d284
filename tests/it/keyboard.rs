//! The window without a pointer: Tab, the arrows, F6 and Esc, and where the focus is seen.
//! Must not know what any widget does.

use egui::{Key, Modifiers, Rect, Shape, Vec2};
use zonemap::desktop::App;
use zonemap::i18n::Lang;
use zonemap::project::Project;
use zonemap::session::{Action, Panel, Session};
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};
use zonemap_window_kit::{Harness, Node};

use crate::common::builtin;
use crate::window::{SUB_AREAS, click, selected_key, settings, unfold_base};

pub(crate) fn sized(project: Project, lang: Lang, width: f32, height: f32) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(Vec2::new(width, height))
        .with_max_steps(60)
        .build_eframe(|context| App::new(&context.egui_ctx, Session::new(project, settings(lang)), Vec::new()));
    harness.run();
    harness
}

pub(crate) fn usual() -> Harness<'static, App> {
    sized(builtin(), Lang::En, 1280.0, 800.0)
}

pub(crate) fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
}

pub(crate) fn press_shift(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press_modifiers(Modifiers::SHIFT, key);
    harness.run();
}

/// What has the focus: its label and its place.
pub(crate) fn focused(harness: &Harness<'_, App>) -> Option<(String, Rect)> {
    let node = harness.query_all_by(|node| node.is_focused() && node.label().is_some()).next()?;
    Some((node.accesskit_node().label().unwrap_or_default(), node.rect()))
}

pub(crate) fn label(harness: &Harness<'_, App>) -> String {
    focused(harness).map_or_else(String::new, |(label, _)| label)
}

/// Which part of a window of the usual size a place is in, in the order in which they are read.
fn part(place: Rect) -> usize {
    let at = place.center();
    match () {
        () if at.y < 48.0 => 0,
        () if at.y > 770.0 => 4,
        () if at.x < 252.0 => 1,
        () if at.x > 880.0 => 3,
        () => 2,
    }
}

#[test]
fn the_first_tab_is_at_the_map_and_shift_tab_leads_out_of_it_again() {
    let mut harness = usual();
    press(&mut harness, Key::Tab);
    assert_eq!(label(&harness), "Map");
    press(&mut harness, Key::Tab);
    assert!(label(&harness).starts_with("Guangzhou–Hong Kong"), "{}", label(&harness));
    press_shift(&mut harness, Key::Tab);
    press_shift(&mut harness, Key::Tab);
    let (_, place) = focused(&harness).expect("a tool");
    assert_eq!(part(place), 2, "the tools are before the features");
    press_shift(&mut harness, Key::Tab);
    let (before, place) = focused(&harness).expect("what is before the map");
    assert_eq!(part(place), 1, "{before}");
}

#[test]
fn tab_goes_through_the_window_as_it_is_read() {
    let mut harness = usual();
    harness.get_by_label("Hide or show the layers").focus();
    harness.run();
    let mut seen = vec![focused(&harness).expect("the first button")];
    while seen.len() < 200 {
        press(&mut harness, Key::Tab);
        let Some(next) = focused(&harness).filter(|next| *next != seen[0]) else { break };
        seen.push(next);
    }
    let parts: Vec<usize> = seen.iter().map(|(_, place)| part(*place)).collect();
    assert!(parts.is_sorted(), "{seen:#?}");
    assert_eq!(
        parts.iter().filter(|part| **part == 0).count(),
        3,
        "the layers' button, the search, all the others: {seen:#?}"
    );
    assert!(parts.contains(&1) && parts.contains(&2) && parts.contains(&3) && parts.contains(&4), "{seen:#?}");
    let before_the_map = parts.iter().filter(|part| **part == 1).count();
    assert!(before_the_map <= 9, "layers, legend, switch and checks: {seen:#?}");
}

#[test]
fn f6_goes_round_the_window_and_shift_f6_the_other_way() {
    let mut harness = usual();
    let mut seen = Vec::new();
    for _ in 0..5 {
        press(&mut harness, Key::F6);
        seen.push(part(focused(&harness).expect("something").1));
    }
    assert_eq!(seen, [3, 4, 0, 1, 2]);
    let mut back = Vec::new();
    for _ in 0..5 {
        press_shift(&mut harness, Key::F6);
        back.push(part(focused(&harness).expect("something").1));
    }
    assert_eq!(back, [1, 0, 4, 3, 2]);
}

/// It asks what to compare with, and has the keyboard as a dialog does.
#[test]
fn enter_compares_with_the_other_reading_once_the_comparison_is_open() {
    let mut harness = usual();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run();
    press(&mut harness, Key::Enter);
    assert!(harness.state().session().versions().compared().is_some());
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().session().panel(), Panel::Card);
}

/// A part of the window is entered at its top.
#[test]
fn f6_enters_the_layers_at_the_first() {
    let mut harness = usual();
    press_shift(&mut harness, Key::F6);
    assert_eq!(label(&harness), "Places and routes");
}

#[test]
fn f6_comes_back_to_where_a_part_was_left() {
    let mut harness = usual();
    harness.get_by_label("Compare versions").focus();
    harness.run();
    for _ in 0..5 {
        press(&mut harness, Key::F6);
    }
    assert_eq!(label(&harness), "Compare versions");
}

#[test]
fn f6_goes_round_what_there_is() {
    let mut harness = usual();
    press(&mut harness, Key::H);
    press(&mut harness, Key::F6);
    assert_eq!(label(&harness), "Map", "only the map is there");
    let mut harness = sized(Project::default(), Lang::En, 1280.0, 800.0);
    press(&mut harness, Key::Tab);
    assert_eq!(label(&harness), "Map");
    for _ in 0..4 {
        press(&mut harness, Key::F6);
    }
    assert_eq!(label(&harness), "Map", "no layer is there to go to");
}

#[test]
fn the_arrows_step_through_a_list_and_tab_leaves_it() {
    let mut harness = usual();
    unfold_base(&mut harness);
    harness.get_by_label("Roads").focus();
    harness.run();
    press(&mut harness, Key::ArrowDown);
    assert_eq!(label(&harness), "Rivers");
    press(&mut harness, Key::ArrowUp);
    assert_eq!(label(&harness), "Roads");
    for _ in 0..3 {
        if !label(&harness).starts_with("Base map") {
            press(&mut harness, Key::ArrowUp);
        }
    }
    assert!(label(&harness).starts_with("Base map"), "{}", label(&harness));
    press(&mut harness, Key::ArrowUp);
    assert_eq!(label(&harness), "Whole zone");
    press(&mut harness, Key::Tab);
    let (after, place) = focused(&harness).expect("the legend");
    assert_eq!(part(place), 1);
    assert!(after.contains("traced"), "{after}");
    harness.get_by_label("Save the map as a file").focus();
    harness.run();
    press(&mut harness, Key::ArrowRight);
    assert_eq!(label(&harness), "Keys and gestures");
    for _ in 0..9 {
        press(&mut harness, Key::ArrowRight);
    }
    assert_eq!(label(&harness), "Start the show", "the last one stays");
}

#[test]
fn tabs_turn_by_arrow_and_space() {
    let mut harness = usual();
    click(&mut harness, SUB_AREAS[0].1);
    harness.get_by_label_contains("Focus 5").focus();
    harness.run();
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::Space);
    assert_eq!(harness.state().session().tab(), zonemap::session::Tab::Measures);
    press(&mut harness, Key::Tab);
    assert!(!label(&harness).starts_with("Boundary"), "one step for all tabs");
}

/// Once something was chosen, what is closed later does not bring the search back.
#[test]
fn a_search_that_led_somewhere_is_not_gone_back_to() {
    let mut harness = usual();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.get_by_role(egui::Role::SearchInput).type_text("kjcx");
    harness.run();
    press(&mut harness, Key::Enter);
    assert!(harness.state().session().selected().is_some());
    for opens in [Key::V, Key::V] {
        press(&mut harness, opens);
        press(&mut harness, Key::Escape);
        assert!(!harness.get_by_role(egui::Role::SearchInput).is_focused());
    }
}

#[test]
fn escape_gives_the_focus_back() {
    let mut harness = usual();
    unfold_base(&mut harness);
    harness.get_by_label("Rivers").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    assert_ne!(label(&harness), "Rivers");
    press(&mut harness, Key::Escape);
    assert_eq!(label(&harness), "Rivers", "a dialog");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.get_by_role(egui::Role::SearchInput).type_text("park");
    harness.run();
    press(&mut harness, Key::Escape);
    assert_eq!(label(&harness), "Rivers", "the search");
    press(&mut harness, Key::V);
    press_shift(&mut harness, Key::F6);
    press_shift(&mut harness, Key::F6);
    press_shift(&mut harness, Key::F6);
    assert_eq!(part(focused(&harness).expect("the list of findings").1), 3);
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().session().panel(), Panel::Card);
    assert!(label(&harness).starts_with("1 : "), "what was before the list: {}", label(&harness));
}

#[test]
fn a_feature_with_the_focus_lets_the_arrows_move_the_map_and_space_selects_it() {
    let mut harness = usual();
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::ArrowDown);
    assert_eq!(label(&harness), "Map");
    press(&mut harness, Key::Tab);
    let before = harness.state().session().view().projector().center;
    press(&mut harness, Key::ArrowRight);
    assert_ne!(harness.state().session().view().projector().center, before);
    assert!(label(&harness).starts_with("Guangzhou–Hong Kong"), "{}", label(&harness));
    press(&mut harness, Key::Space);
    assert_eq!(selected_key(&harness).as_deref(), Some("zone"));
}

#[test]
fn what_has_the_focus_is_scrolled_into_view() {
    let mut harness = sized(builtin(), Lang::En, 1280.0, 420.0);
    harness.state_mut().apply(Action::ShowLayers(true));
    click(&mut harness, SUB_AREAS[0].1);
    harness.get_by_label_contains("Focus 5").focus();
    harness.run();
    for _ in 0..12 {
        press(&mut harness, Key::Tab);
        let (name, place) = focused(&harness).expect("something");
        let seen = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1280.0, 420.0));
        assert!(seen.contains(place.center()), "{name} at {place:?}");
        if part(place) == 3 {
            assert!(place.top() >= 48.0 - 1.0, "{name} at {place:?}");
        }
    }
}

#[test]
fn a_field_with_the_focus_asks_for_no_frames() {
    let mut harness = usual();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.step();
    let output = &harness.output().viewport_output;
    let wait = output.values().map(|viewport| viewport.repaint_delay).min();
    assert_eq!(wait, Some(std::time::Duration::MAX));
}

#[test]
fn the_tabs_of_a_card_stay_in_view_while_the_rest_scrolls() {
    let mut harness = sized(builtin(), Lang::En, 1280.0, 600.0);
    click(&mut harness, SUB_AREAS[0].1);
    let tab = |harness: &Harness<'_, App>| harness.get_by_label_contains("Focus 5").rect();
    let before = tab(&harness);
    harness.hover_at(before.center());
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: Vec2::new(0.0, -5000.0),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Trackpad,
    });
    harness.run();
    let after = tab(&harness);
    assert!(after.top() < before.top() - 100.0 && after.top() >= 48.0, "{before:?} went to {after:?}");
    harness.get_by_label("Boundary 5").click();
    harness.run();
    assert_eq!(harness.state().session().tab(), zonemap::session::Tab::Boundary);
}

#[test]
fn the_bar_fits_into_any_window_in_each_language() {
    for lang in Lang::ALL {
        for (width, height) in [(480.0, 360.0), (640.0, 400.0), (767.0, 400.0), (768.0, 600.0), (3840.0, 2160.0)] {
            let harness = sized(builtin(), lang, width, height);
            let in_bar = |node: &Node<'_>| {
                let role = node.accesskit_node().role();
                let can = matches!(role, egui::accesskit::Role::Button | egui::accesskit::Role::SearchInput);
                can && node.rect().top() < 40.0
            };
            let mut places: Vec<Rect> = harness.query_all_by(|_| true).filter(in_bar).map(|node| node.rect()).collect();
            places.sort_by(|a, b| a.left().total_cmp(&b.left()));
            assert!(places.len() >= 3, "{lang:?} {width}");
            for pair in places.windows(2) {
                assert!(pair[0].right() <= pair[1].left() + 0.5, "{lang:?} {width}: {pair:?}");
            }
            assert!(places.iter().all(|place| place.left() >= 0.0 && place.right() <= width), "{lang:?} {width}");
        }
    }
}

#[test]
fn a_narrow_window_has_its_commands_in_a_menu_and_one_panel_at_a_time() {
    let mut harness = sized(builtin(), Lang::En, 480.0, 360.0);
    assert!(harness.query_by_label("Save the map as a file").is_none());
    harness.get_by_label("More commands").click();
    harness.run();
    harness.get_by_label("繁體中文").click();
    harness.run();
    assert_eq!(harness.state().session().lang(), Lang::ZhHant);
    let width = |harness: &Harness<'_, App>| harness.get_by_role(egui::Role::Image).rect().width();
    assert!(width(&harness) > 470.0, "no panel");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::H);
    harness.run();
    assert!((width(&harness) - 228.0).abs() < 1.0, "the layers: {}", width(&harness));
    press(&mut harness, Key::N);
    assert!(harness.state().session().selected().is_some());
    assert!((width(&harness) - 224.0).abs() < 1.0, "the card in their place: {}", width(&harness));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::H);
    harness.run();
    assert!((width(&harness) - 228.0).abs() < 1.0, "and back: {}", width(&harness));
}

/// The focus on a feature is a line along its border, and no frame around it.
#[test]
fn the_focus_on_a_feature_is_its_outline() {
    let mut harness = usual();
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Tab);
    let (name, place) = focused(&harness).expect("a feature");
    assert!(name.starts_with("Guangzhou–Hong Kong"), "{name}");
    let shapes = harness.output().shapes.iter().map(|shape| &shape.shape);
    let wide = |shape: &&Shape| matches!(shape, Shape::Path(path) if path.stroke.width > 3.0 && path.points.len() > 20);
    assert!(shapes.clone().any(|shape| wide(&shape)), "its border is traced");
    let frames = shapes.filter(|shape| matches!(shape, Shape::Rect(frame) if frame.stroke.width > 0.0));
    for frame in frames.map(Shape::visual_bounding_rect) {
        let is_around = (frame.center() - place.center()).length() < 8.0 && frame.width() > place.width() / 2.0;
        assert!(!is_around, "a frame at {frame:?} around {place:?}");
    }
}
