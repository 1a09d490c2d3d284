//! The map in the real window: by keys and spoken names, by the pointer's gestures, without a display.
//! Must not know how anything is painted.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2};
use zonemap::desktop::App;
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::project::Project;
use zonemap::session::{Action, Session, Settings};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::{builtin, open_text};

const INNOVATION: LonLat = LonLat { lon: 113.535, lat: 23.145 };

fn window(project: Project, lang: Lang) -> Harness<'static, App> {
    let settings = Settings { lang, reduced_motion: true, ..Settings::default() };
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1280.0, 800.0))
        .with_step_dt(0.01)
        .with_max_steps(60)
        .build_eframe(|context| App::new(&context.egui_ctx, Session::new(project, settings), Vec::new()));
    harness.run();
    harness
}

fn session<'a>(harness: &'a Harness<'_, App>) -> &'a Session {
    harness.state().session()
}

fn on_screen(harness: &Harness<'_, App>, at: LonLat) -> Pos2 {
    let map = harness.get_by_role(egui::Role::Image).rect();
    map.min + Vec2::from(session(harness).view().projector().screen_from_lonlat(at))
}

fn selected_key(harness: &Harness<'_, App>) -> Option<String> {
    let session = session(harness);
    Some(session.project().feature(session.selected()?)?.key().to_owned())
}

fn scale(harness: &Harness<'_, App>) -> f64 {
    session(harness).view().projector().points_per_world
}

fn press(harness: &Harness<'_, App>, at: Pos2, pressed: bool, modifiers: Modifiers) {
    harness.event_modifiers(Event::PointerMoved(at), modifiers);
    let event = Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers };
    harness.event_modifiers(event, modifiers);
}

#[test]
fn features_are_spoken_of_and_selected_without_a_pointer() {
    for (lang, spoken) in [
        (Lang::En, "Science and Technology Innovation Cooperation Park, 11.7 km² declared, measured area agrees"),
        (Lang::ZhHant, "科技創新合作園區，公布 11.7 km²，測算相符"),
        (Lang::ZhHans, "科技创新合作园区，公布 11.7 km²，测算相符"),
    ] {
        let mut harness = window(builtin(), lang);
        harness.get_by_label(spoken).focus();
        harness.run();
        assert!(harness.get_by_label(spoken).is_focused());
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(selected_key(&harness).as_deref(), Some("innovation"));
    }
}

#[test]
fn a_screen_reader_clicks_a_feature() {
    let mut harness = window(builtin(), Lang::En);
    harness.get_by_label_contains("Quality Living Community, 25.59 km² declared").click_accesskit();
    harness.run();
    assert_eq!(selected_key(&harness).as_deref(), Some("living"));
}

#[test]
fn tab_goes_on_from_feature_to_feature() {
    let mut harness = window(builtin(), Lang::En);
    harness.get_by_label_contains("Intelligent Manufacturing Cooperation Park, 19.1").focus();
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.get_by_label_contains("Innovation Cooperation Park, 11.7").is_focused());
}

#[test]
fn a_feature_out_of_view_is_not_spoken_of() {
    let mut harness = window(builtin(), Lang::En);
    harness.state_mut().apply(Action::GoTo(LonLat { lon: 113.70, lat: 23.20 }));
    harness.run();
    assert!(harness.query_by_label_contains("km² declared").is_none());
}

#[test]
fn a_feature_under_the_pointer_is_known_until_the_pointer_leaves() {
    let mut harness = window(builtin(), Lang::En);
    let at = on_screen(&harness, INNOVATION);
    harness.hover_at(at);
    harness.run();
    let hovered = session(&harness).hovered().and_then(|id| session(&harness).project().feature(id));
    assert_eq!(hovered.map(zonemap::project::Feature::key), Some("innovation"));
    let pointer = session(&harness).pointer().expect("a position");
    assert!((pointer.lon - INNOVATION.lon).abs() < 1e-4, "{pointer:?}");
    harness.hover_at(Pos2::new(5.0, 5.0));
    harness.run();
    assert_eq!(session(&harness).hovered(), None);
    assert_eq!(session(&harness).pointer(), None);
}

#[test]
fn a_double_click_zooms_and_does_not_step_down() {
    let mut harness = window(builtin(), Lang::En);
    let (before, at) = (scale(&harness), on_screen(&harness, INNOVATION));
    for _ in 0..2 {
        press(&harness, at, true, Modifiers::NONE);
        press(&harness, at, false, Modifiers::NONE);
    }
    harness.run();
    assert!((scale(&harness) / before - 2.0).abs() < 1e-9);
    assert!((on_screen(&harness, INNOVATION) - at).length() < 0.01);
    assert_eq!(selected_key(&harness).as_deref(), Some("innovation"));
}

#[test]
fn a_box_drawn_with_shift_fills_the_map() {
    let mut harness = window(builtin(), Lang::En);
    let (before, from) = (scale(&harness), on_screen(&harness, INNOVATION) - Vec2::splat(60.0));
    let to = from + Vec2::splat(120.0);
    press(&harness, from, true, Modifiers::SHIFT);
    harness.step();
    for share in [0.3, 0.7, 1.0] {
        harness.event_modifiers(Event::PointerMoved(from + (to - from) * share), Modifiers::SHIFT);
        harness.step();
    }
    press(&harness, to, false, Modifiers::SHIFT);
    harness.run();
    assert!(scale(&harness) / before > 3.0);
    let map = harness.get_by_role(egui::Role::Image).rect();
    assert!((on_screen(&harness, INNOVATION) - map.center()).length() < 2.0);
    assert_eq!(selected_key(&harness), None);
}

#[test]
fn a_wheel_zooms_and_two_fingers_pan() {
    let mut harness = window(builtin(), Lang::En);
    let (before, at) = (scale(&harness), on_screen(&harness, INNOVATION));
    let scroll = |unit, delta| Event::MouseWheel {
        unit,
        delta,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    };
    harness.hover_at(at);
    harness.event(scroll(egui::MouseWheelUnit::Point, Vec2::new(30.0, 40.0)));
    harness.run();
    assert!((scale(&harness) - before).abs() < f64::EPSILON);
    let moved = on_screen(&harness, INNOVATION) - at;
    assert!((moved - Vec2::new(30.0, 40.0)).length() < 1.0, "{moved:?}");
    harness.event(scroll(egui::MouseWheelUnit::Line, Vec2::new(0.0, 1.0)));
    harness.run();
    assert!(scale(&harness) > before * 1.05);
}

#[test]
fn odd_geometry_is_painted() {
    let ring = |x: f64| format!("[[{x},0],[{x},0],[{x},0],[{x},0]]");
    let holes: Vec<String> = (0..10_000)
        .map(|i| {
            let (x, y) = (1.0 + f64::from(i % 100) * 0.08, 1.0 + f64::from(i / 100) * 0.08);
            format!("[[{x},{y}],[{},{y}],[{x},{}],[{x},{y}]]", x + 0.04, y + 0.04)
        })
        .collect();
    let plate = format!("[[[0,0],[10,0],[10,10],[0,10],[0,0]],{}]", holes.join(","));
    for geometry in [
        r#"{"type":"Point","coordinates":[1,2]}"#.to_owned(),
        r#"{"type":"Polygon","coordinates":[]}"#.to_owned(),
        r#"{"type":"LineString","coordinates":[[1,1],[1,1]]}"#.to_owned(),
        format!(r#"{{"type":"Polygon","coordinates":[{}]}}"#, ring(1.0)),
        format!(r#"{{"type":"Polygon","coordinates":{plate}}}"#),
        "null".to_owned(),
    ] {
        let text = format!(r#"{{"type":"Feature","properties":{{}},"geometry":{geometry}}}"#);
        let mut harness = window(open_text(&text).expect("it opens"), Lang::En);
        for size in [[1.0, 1.0], [700.0, 500.0]] {
            harness.set_size(size.into());
            harness.run();
        }
        let before = scale(&harness);
        harness.state_mut().apply(Action::ZoomMiddle { factor: 1e9 });
        harness.run();
        let map = harness.get_by_role(egui::Role::Image).rect();
        assert!(map.is_positive() && before > 0.0 && scale(&harness) > before, "{geometry} at {before}");
    }
}

#[test]
fn the_middle_button_and_the_space_key_pan() {
    let by = Vec2::new(50.0, 30.0);
    let mut harness = window(builtin(), Lang::En);
    let from = on_screen(&harness, INNOVATION);
    let middle =
        |pos, pressed| Event::PointerButton { pos, button: PointerButton::Middle, pressed, modifiers: Modifiers::NONE };
    harness.hover_at(from);
    harness.run();
    harness.event(middle(from, true));
    harness.step();
    harness.hover_at(from + by);
    harness.step();
    harness.event(middle(from + by, false));
    harness.run();
    assert!((on_screen(&harness, INNOVATION) - from - by).length() < 0.5, "the middle button");
    let from = on_screen(&harness, INNOVATION);
    harness.hover_at(from);
    harness.run();
    harness.key_down(Key::Space);
    harness.step();
    harness.hover_at(from + by);
    harness.step();
    harness.key_up(Key::Space);
    harness.run();
    assert!((on_screen(&harness, INNOVATION) - from - by).length() < 0.5, "Space and move");
    assert_eq!(selected_key(&harness), None);
}

#[test]
fn a_pinch_zooms_where_it_is() {
    let mut harness = window(builtin(), Lang::En);
    let (before, at) = (scale(&harness), on_screen(&harness, INNOVATION));
    harness.hover_at(at);
    harness.run();
    harness.event(Event::Zoom(1.5));
    harness.run();
    assert!((scale(&harness) / before - 1.5).abs() < 1e-3);
    assert!((on_screen(&harness, INNOVATION) - at).length() < 0.1);
}

#[test]
fn a_flight_ends_where_it_is_headed() {
    let settings = Settings { lang: Lang::En, reduced_motion: false, ..Settings::default() };
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1280.0, 800.0))
        .with_step_dt(0.05)
        .with_max_steps(60)
        .build_eframe(|context| App::new(&context.egui_ctx, Session::new(builtin(), settings), Vec::new()));
    harness.run();
    // A flight takes its time however long nothing had moved before it.
    harness.run_steps(20);
    let before = scale(&harness);
    let id = builtin().named(0, "innovation").next().expect("a feature");
    harness.state_mut().apply(Action::FlyTo(id));
    harness.step();
    harness.step();
    assert!(session(&harness).view().is_flying());
    harness.run();
    assert!(!session(&harness).view().is_flying() && scale(&harness) > before);
}
