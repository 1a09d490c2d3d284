//! The search of the window: that what the status bar shows is found when it is pasted, what is listed of many hits, and Enter in a large project.
//! Must not know how words are compared.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, OutputCommand, Vec2};
use zonemap::desktop::App;
use zonemap::draw::draw;
use zonemap::geodesy::distance_m;
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::picture::Sign;
use zonemap::project::Project;
use zonemap::session::Action;
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};
use zonemap_window_kit::{Harness, Node};

use crate::common::{builtin, open_text};
use crate::window::{assert_shown, selected_key, window};

/// Pastes a text into the emptied search.
fn paste(harness: &mut Harness<'_, App>, text: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
}

/// By the mouse alone: a right click on the field, and a click.
#[test]
fn the_field_has_a_menu_that_pastes() {
    let mut harness = window(builtin(), Lang::En);
    harness.get_by_role(egui::Role::SearchInput).click_secondary();
    harness.run();
    harness.get_by_label("Paste").click();
    harness.step();
    let output = &harness.output().viewport_output;
    let asked = output.values().flat_map(|viewport| &viewport.commands);
    assert!(asked.into_iter().any(|command| matches!(command, egui::ViewportCommand::RequestPaste)));
    harness.run();
    assert!(harness.get_by_role(egui::Role::SearchInput).is_focused());
}

/// A name around is flown to, with nothing selected: there is nothing to read about it.
#[test]
fn a_town_around_is_flown_to() {
    let mut harness = window(builtin(), Lang::ZhHant);
    paste(&mut harness, "麻涌鎮");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(selected_key(&harness), None);
    let (town, session) = (LonLat { lon: 113.58, lat: 23.05 }, harness.state().session());
    let off = session.mark().map(|at| distance_m(at, town));
    assert!(off.is_some_and(|off| off < 3_000.0), "{off:?}");
    assert!(session.view().projector().extent().contains(town));
    let words = draw(session)
        .signs
        .into_iter()
        .filter_map(|sign| if let Sign::Label(label) = sign { Some(label.text) } else { None });
    assert!(words.collect::<Vec<_>>().contains(&"麻涌鎮".to_owned()), "its name is written");
}

/// What a node says: a button by its label, plain words by their value.
fn said_by(node: &Node<'_>) -> Option<String> {
    node.accesskit_node().label().or_else(|| node.value())
}

/// What the window says that holds a text, on the screen.
fn shown_with(harness: &Harness<'_, App>, part: &str) -> Vec<String> {
    let nodes = harness.query_all_by_label_contains(part);
    nodes.filter_map(|node| said_by(&node)).collect()
}

/// So many points in one file, called after their number.
fn many(count: usize) -> Project {
    let mut features = String::new();
    for at in 0..count {
        let gap = if at == 0 { "" } else { "," };
        let (lon, lat) = (113.0 + f64::from(u32::try_from(at % 100).expect("small")) / 100.0, 23.0);
        write!(features, r#"{gap}{{"type":"Feature","id":"p{at}","properties":{{"name":"地塊 {at}","use":"空置"}},"geometry":{{"type":"Point","coordinates":[{lon},{lat}]}}}}"#)
            .expect("a text takes all");
    }
    open_text(format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)).expect("a project")
}

/// What the bar below the map says that holds a text.
fn in_bar(harness: &Harness<'_, App>, part: &str) -> Option<String> {
    let below = harness.get_by_role(egui::Role::Image).rect().bottom();
    let mut nodes = harness.query_all_by_label_contains(part);
    nodes.find(|node| node.rect().center().y >= below).and_then(|node| said_by(&node))
}

/// Puts the pointer on the map, and says where that is.
fn hover(harness: &mut Harness<'_, App>) -> LonLat {
    let map = harness.get_by_role(egui::Role::Image).rect();
    harness.hover_at(map.center() + Vec2::new(31.0, 17.0));
    harness.run();
    harness.state().session().pointer().expect("the pointer is on the map")
}

#[test]
fn what_the_status_bar_shows_is_found_when_it_is_pasted() {
    for (lang, understood, north_first, systems) in [
        (Lang::En, "Understood as", "northing first", &["CGCS2000", "BD-09"][..]),
        (Lang::ZhHant, "理解為", "北坐標在前", &["CGCS2000", "UTM"]),
        (Lang::ZhHans, "理解为", "北坐标在前", &["CGCS2000", "GCJ-02"]),
    ] {
        let mut harness = window(builtin(), lang);
        harness.set_size(Vec2::new(1280.0, 800.0));
        harness.run();
        let mut shown = "CGCS2000";
        for &system in systems {
            if system != shown {
                let bar = harness.get_by_role(egui::Role::Image).rect().bottom();
                let is_in_bar = |node: &Node<'_>| node.rect().center().y >= bar;
                harness.query_all_by_label(shown).find(is_in_bar).expect("the choice of systems").click();
                harness.run();
                harness.query_all_by_label(system).next_back().expect("a system to choose").click();
                harness.run();
                shown = system;
            }
            let pointer = hover(&mut harness);
            let bracket = if lang == Lang::En { "(" } else { "（" };
            for (part, within_m) in [(bracket, 1.5), ("″", 5.0)] {
                let text = in_bar(&harness, part).unwrap_or_else(|| panic!("{part} of {system} is not in the bar"));
                assert!(part == "″" || text.contains(system), "{text}");
                paste(&mut harness, &text);
                let rows = shown_with(&harness, understood);
                assert_eq!(rows.len(), 1, "{text}: {rows:?}");
                assert_eq!(rows[0].contains(north_first), part == bracket && system == "CGCS2000", "{text}: {rows:?}");
                harness.key_press(Key::Enter);
                harness.run();
                let mark = harness.state().session().mark().expect("a mark");
                assert!(distance_m(mark, pointer) < within_m, "{text}: {mark:?} is not {pointer:?}");
                harness.state_mut().apply(Action::Fit);
                harness.run();
                assert_eq!(hover(&mut harness), pointer, "the map is as before");
            }
        }
    }
}

#[test]
fn a_readout_stays_for_the_pointer_that_comes_to_copy_it_and_shortens_in_a_narrow_window() {
    for (width, whole) in [(1280.0, true), (760.0, false), (480.0, false)] {
        let mut harness = window(builtin(), Lang::En);
        harness.set_size(Vec2::new(width, 700.0));
        harness.run();
        hover(&mut harness);
        let degrees = in_bar(&harness, "″").expect("degrees, however narrow it is");
        assert_eq!(in_bar(&harness, "(CGCS2000").is_some(), whole, "{width}");
        let bar = harness.get_by_role(egui::Role::Image).rect().bottom();
        let place = harness.get_by_label(&degrees).rect();
        assert!(place.center().y >= bar && place.left() >= 0.0 && place.right() <= width, "{width}: {place:?}");
        harness.hover_at(place.center());
        harness.run();
        assert_eq!(in_bar(&harness, "″"), Some(degrees.clone()), "{width}");
        harness.get_by_label(&degrees).click();
        let copied = (0..5).any(|_| {
            harness.step();
            harness.output().platform_output.commands.contains(&OutputCommand::CopyText(degrees.clone()))
        });
        assert!(copied, "{width}");
    }
}

#[test]
fn a_scale_can_be_typed() {
    let mut harness = window(builtin(), Lang::En);
    let shown = in_bar(&harness, "1 : ").expect("a scale");
    harness.get_by_label(&shown).click();
    harness.run();
    harness.event(Event::Text("1:25 000".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(in_bar(&harness, "1 : ").as_deref(), Some("1 : 25 000"));
}

#[test]
fn both_readings_of_a_position_are_listed_and_the_arrows_reach_the_second() {
    let mut harness = window(builtin(), Lang::En);
    paste(&mut harness, "51.5, 23.06");
    let rows = shown_with(&harness, "Understood as");
    assert!(rows.len() == 2 && rows[0].contains("longitude first") && rows[1].contains("latitude first"), "{rows:?}");
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let mark = harness.state().session().mark().expect("a mark");
    assert!(distance_m(mark, LonLat { lon: 23.06, lat: 51.5 }) < 0.01, "{mark:?}");
}

#[test]
fn initials_find_a_sub_area_and_a_value_says_where_it_stands() {
    let mut harness = window(builtin(), Lang::ZhHant);
    paste(&mut harness, "yzyj");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(selected_key(&harness).as_deref(), Some("living"));
    let mut harness = window(many(3), Lang::En);
    paste(&mut harness, "空置");
    assert_eq!(shown_with(&harness, "use: 空置").len(), 3);
}

#[test]
fn hits_are_counted_by_layer_and_the_last_of_many_can_be_reached() {
    let count = 80;
    let mut harness = window(many(count), Lang::En);
    harness.set_size(Vec2::new(1280.0, 700.0));
    harness.run();
    paste(&mut harness, "地块");
    assert!(shown_with(&harness, "a 80") == ["a 80"], "the layer's hits are counted");
    for _ in 1..count {
        harness.key_press(Key::ArrowDown);
        harness.step();
    }
    harness.run();
    assert!(!shown_with(&harness, "地塊 79").is_empty(), "the list follows the arrows");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(selected_key(&harness).as_deref(), Some("p79"));
}

#[test]
fn enter_waits_for_the_search_of_a_large_project() {
    let mut harness = window(many(5000), Lang::En);
    paste(&mut harness, "地塊 4321");
    harness.key_press(Key::Enter);
    let begun = Instant::now();
    while selected_key(&harness).is_none() {
        assert!(begun.elapsed() < Duration::from_mins(1), "it never came");
        std::thread::sleep(Duration::from_millis(5));
        harness.run_steps(2);
    }
    assert_eq!(selected_key(&harness).as_deref(), Some("p4321"));
    paste(&mut harness, "xyzzy");
    while shown_with(&harness, "Searching…").len() == 1 {
        std::thread::sleep(Duration::from_millis(5));
        harness.run_steps(2);
    }
    assert_shown(&harness, "Nothing found");
}

/// As many hits as have room, whatever was listed before.
#[test]
fn the_list_uses_the_height_that_there_is() {
    let mut harness = window(builtin(), Lang::En);
    harness.set_size(Vec2::new(1280.0, 800.0));
    harness.run();
    let lowest = |harness: &Harness<'_, App>| {
        let rows = harness.query_all_by(|node| node.label().is_some_and(|label| label.contains('\n')));
        rows.map(|row| row.rect().bottom()).filter(|bottom| *bottom < 800.0).fold(0.0, f32::max)
    };
    for (words, least) in [("kjcx", 80.0), ("a", 680.0)] {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
        harness.run();
        harness.get_by_role(egui::Role::SearchInput).type_text(words);
        harness.run();
        assert!(lowest(&harness) > least, "{words}: {}", lowest(&harness));
    }
}
