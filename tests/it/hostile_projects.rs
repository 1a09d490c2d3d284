//! Projects that nobody would draw, in the window: each opens, is gone through from end to end, and keeps what it says on the screen.
//! Must not know how anything is painted.

use std::fs;

use egui::{Key, Modifiers, Role, Vec2};
use serde_json::{Value, json};
use zonemap::desktop::App;
use zonemap::formats::{OpenOptions, open};
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::project::Project;
use zonemap::session::{Action, Session, ShowAction, Tab};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};

use crate::common::{area, copy_of, open_text, project_of};
use crate::window::{SUB_AREAS, click, settings, window};

const SIZES: [[f32; 2]; 3] = [[1280.0, 800.0], [480.0, 360.0], [2560.0, 1440.0]];

fn sized(project: Project, lang: Lang, size: [f32; 2]) -> Harness<'static, App> {
    let builder = Harness::builder().with_size(Vec2::from(size)).with_max_steps(60).allow_missing_glyphs();
    let mut harness =
        builder.build_eframe(|context| App::new(&context.egui_ctx, Session::new(project, settings(lang)), Vec::new()));
    harness.run_steps(3);
    harness
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(2);
}

/// Nothing that is said stands beside the screen, to the left or the right.
fn assert_on_screen(harness: &Harness<'_, App>, what: &str) {
    let width = harness.ctx.content_rect().width();
    let is_words = |role: Role| matches!(role, Role::Label | Role::Button | Role::CheckBox | Role::Tab);
    for node in harness.query_all_by(|node| is_words(node.role()) && node.label().is_some()) {
        let (place, words) = (node.rect(), node.accesskit_node().label().unwrap_or_default());
        let words: String = words.chars().take(40).collect();
        assert!(place.left() > -1.0 && place.right() < width + 1.0, "{what}: {words:?} at {place:?} of {width}");
    }
}

/// Selects the first feature, reads each tab, searches, sees commands and a sheet, and goes through the show.
fn go_through(project: &Project, lang: Lang, size: [f32; 2]) {
    let mut harness = sized(project.clone(), lang, size);
    assert_on_screen(&harness, "the start");
    press(&mut harness, Modifiers::NONE, Key::N);
    let is_selected = harness.state().session().selected().is_some();
    assert!(is_selected, "the first feature is selected");
    for tab in Tab::ALL {
        harness.state_mut().apply(Action::OpenTab(tab));
        harness.run_steps(2);
        assert_on_screen(&harness, &format!("{tab:?}"));
    }
    press(&mut harness, Modifiers::COMMAND, Key::F);
    harness.get_by_role(Role::SearchInput).type_text("a");
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    for (modifiers, key) in [(Modifiers::COMMAND, Key::P), (Modifiers::COMMAND, Key::K), (Modifiers::NONE, Key::V)] {
        press(&mut harness, modifiers, key);
        assert_on_screen(&harness, &format!("{key:?}"));
        press(&mut harness, Modifiers::NONE, Key::Escape);
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
    press(&mut harness, Modifiers::NONE, Key::F5);
    assert!(harness.state().session().show().is_some());
    harness.state_mut().apply(Action::Show(ShowAction::Next));
    harness.run_steps(3);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.state().session().show().is_none());
}

#[test]
fn names_of_ten_thousand_characters_in_any_script() {
    let names = ["長", "x", "word ", "م", "שלום ", "👩\u{200d}🌾", "e\u{301}\u{200b}", "\u{202e}(", "\n"];
    let feature = |(at, name): (usize, &&str)| {
        let x = f64::from(u8::try_from(at).expect("a few"));
        let long = name.repeat(10_000 / name.chars().count());
        let mut feature = area(&("a", [x, 0.0, x + 1.0, 1.0]), &json!({"name": long, "note": long, &long: 1}));
        feature["id"] = json!(format!("p{at}"));
        feature
    };
    let features: Vec<Value> = names.iter().enumerate().map(feature).collect();
    let text = json!({"type": "FeatureCollection", "features": features}).to_string();
    let project = open_text(text).expect("it opens");
    for (size, lang) in SIZES.into_iter().take(2).zip([Lang::En, Lang::ZhHant]) {
        go_through(&project, lang, size);
    }
}

#[test]
fn a_thousand_layers() {
    let layer = |at: u32| {
        let (x, y) = (f64::from(at % 40), f64::from(at / 40));
        area(&("a", [x, y, x + 1.0, y + 1.0]), &json!({"name": format!("field {at}")}))
    };
    let names: Vec<String> = (0..1000).map(|at| format!("layer-{at}")).collect();
    let layers: Vec<(&str, &str, Vec<Value>)> =
        names.iter().zip(0..).map(|(name, at)| (name.as_str(), "area", vec![layer(at)])).collect();
    let folder = project_of(&layers, &json!({}));
    let project = open(folder.path(), &OpenOptions::default()).expect("it opens");
    let mut harness = sized(project, Lang::En, SIZES[0]);
    let first = harness.get_by_label("layer-999").rect();
    assert!(first.top() > 0.0 && first.bottom() < 800.0);
    harness.get_by_label("layer-999").click();
    harness.run_steps(3);
    assert!(!harness.state().session().layer(999).visible);
    press(&mut harness, Modifiers::NONE, Key::N);
    assert!(harness.state().session().selected().is_some());
    assert_on_screen(&harness, "a thousand layers");
}

#[test]
fn one_point() {
    let text = r#"{"type": "Feature", "properties": {"name": "Kiln"}, "geometry": {"type": "Point", "coordinates": [113.5, 23.1]}}"#;
    let project = open_text(text).expect("it opens");
    for size in SIZES {
        go_through(&project, Lang::En, size);
    }
    let harness = window(project, Lang::En);
    let view = harness.state().session().view().projector();
    let [x, y] = view.screen_from_lonlat(LonLat { lon: 113.5, lat: 23.1 });
    assert!(x > 0.0 && y > 0.0 && x < view.size[0] && y < view.size[1], "it is in view");
    assert!(harness.query_all_by_label_contains("Kiln").next().is_some());
}

/// The card of an area has its measures, and no tab and no words of a focus that nobody stated.
#[test]
fn a_policy_without_focus() {
    let folder = copy_of("geodata");
    let path = folder.path().join("policy.json");
    let mut policy: Value = serde_json::from_str(&fs::read_to_string(&path).expect("a text")).expect("JSON");
    let items = policy["items"].as_array_mut().expect("items");
    items.retain(|item| item["kind"] != "focus");
    fs::write(&path, policy.to_string()).expect("a file");
    let project = open(folder.path(), &OpenOptions::default()).expect("it opens");
    for (size, lang) in SIZES.into_iter().zip([Lang::En, Lang::ZhHant, Lang::ZhHans]) {
        go_through(&project, lang, size);
    }
    let mut harness = window(project, Lang::En);
    click(&mut harness, SUB_AREAS[0].1);
    let shown = |words: &str| harness.query_all_by_label_contains(words).next().is_some();
    assert!(shown("Measures ") && !shown("Policy focus (") && !shown("Focus 0"));
}

/// The empty project, through which nobody can step.
#[test]
fn nothing_at_all_is_searched_printed_and_shown() {
    for size in SIZES {
        let mut harness = sized(Project::default(), Lang::ZhHant, size);
        for (modifiers, key) in [
            (Modifiers::NONE, Key::N),
            (Modifiers::COMMAND, Key::F),
            (Modifiers::COMMAND, Key::P),
            (Modifiers::COMMAND, Key::E),
            (Modifiers::COMMAND, Key::D),
            (Modifiers::NONE, Key::V),
            (Modifiers::NONE, Key::C),
            (Modifiers::NONE, Key::F5),
        ] {
            press(&mut harness, modifiers, key);
            assert_on_screen(&harness, &format!("{key:?}"));
            press(&mut harness, Modifiers::NONE, Key::Escape);
            press(&mut harness, Modifiers::NONE, Key::Escape);
        }
        assert!(harness.state().session().show().is_none());
    }
}
