//! The real window, driven by its accessibility labels and by clicks on its map, without a display.
//! Must not know how anything is painted, but for the one test that looks at pixels.

use std::io::{self, Write as _};

use crate::common::builtin;
use egui::{Key, Pos2, Vec2};
use zonemap::desktop::App;
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::picture::{ColourRole, Rgb, Theme};
use zonemap::project::{Card, FeatureId, Project, Tie};
use zonemap::session::{Action, Session, Settings, Tab};
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};
use zonemap_window_kit::{Harness, Node, can_paint};

pub(crate) const SUB_AREAS: [(&str, LonLat); 3] = [
    ("manufacturing", LonLat { lon: 113.52, lat: 23.06 }),
    ("innovation", LonLat { lon: 113.535, lat: 23.145 }),
    ("living", LonLat { lon: 113.513, lat: 23.105 }),
];

pub(crate) fn settings(lang: Lang) -> Settings {
    Settings { lang, reduced_motion: true, ..Settings::default() }
}

/// The window, as tall as a long card, so that all of it is on the screen.
pub(crate) fn window(project: Project, lang: Lang) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1280.0, 4000.0))
        // A message fades in over a few frames.
        .with_max_steps(30)
        .build_eframe(|context| App::new(&context.egui_ctx, Session::new(project, settings(lang)), Vec::new()));
    harness.run();
    harness
}

/// Where a position is on the screen.
fn on_screen(harness: &Harness<'_, App>, at: LonLat) -> Pos2 {
    let map = harness.get_by_role(egui::Role::Image).rect();
    let [x, y] = harness.state().session().view().projector().screen_from_lonlat(at);
    map.min + Vec2::new(x, y)
}

pub(crate) fn click(harness: &mut Harness<'_, App>, at: LonLat) {
    let point = on_screen(harness, at);
    harness.drag_at(point);
    harness.drop_at(point);
    harness.run();
}

pub(crate) fn selected_key(harness: &Harness<'_, App>) -> Option<String> {
    let session = harness.state().session();
    let feature = session.project().feature(session.selected()?)?;
    Some(feature.key().to_owned())
}

/// The wanted text is on the screen as words of their own.
pub(crate) fn assert_shown(harness: &Harness<'_, App>, text: &str) {
    assert!(harness.query_all_by_label(text).next().is_some(), "{text:?} is not shown");
}

#[test]
fn a_click_on_each_sub_area_shows_its_focus_and_measures_in_each_language() {
    let project = builtin();
    for lang in Lang::ALL {
        let mut harness = window(builtin(), lang);
        for (key, at) in SUB_AREAS {
            harness.state_mut().apply(Action::OpenTab(Tab::Focus));
            click(&mut harness, at);
            assert_eq!(selected_key(&harness).as_deref(), Some(key));
            let id = project.named(0, key).next().expect("a feature of the zone");
            let Card { focus, measures, .. } = project.card(id);
            assert_shown(&harness, project.feature(id).expect("a feature").name().get(lang));
            for item in focus {
                assert_shown(&harness, item.title.get(lang));
                assert_shown(&harness, item.text.get(lang));
            }
            turn(&mut harness, 1);
            for measure in measures.iter().filter(|measure| measure.tie == Tie::Stated) {
                assert_shown(&harness, measure.item.title.get(lang));
            }
        }
    }
}

/// Unfolds the layers of the base in the list.
pub(crate) fn unfold_base(harness: &mut Harness<'_, App>) {
    let name = match harness.state().session().lang() {
        Lang::ZhHant => "底圖",
        Lang::ZhHans => "底图",
        Lang::En => "Base map",
    };
    harness.get_by_label_contains(name).click();
    harness.run();
}

/// Turns the card to a tab by a click on its name.
pub(crate) fn turn(harness: &mut Harness<'_, App>, tab: usize) {
    let lang = harness.state().session().lang();
    let name = match lang {
        Lang::ZhHant => ["政策重點", "措施", "界線", "面積"],
        Lang::ZhHans => ["政策重点", "措施", "界线", "面积"],
        Lang::En => ["Focus", "Measures", "Boundary", "Areas"],
    }[tab];
    let buttons = harness.get_all_by_role(egui::Role::Button);
    let is_tab = |label: String| {
        label.strip_prefix(name).is_some_and(|count| count.trim().bytes().all(|digit| digit.is_ascii_digit()))
    };
    let named = |node: &Node<'_>| node.accesskit_node().label().is_some_and(is_tab);
    buttons.into_iter().find(named).expect("a tab").click();
    harness.run();
}

#[test]
fn folded_measures_open_by_a_click_and_are_all_there() {
    let project = builtin();
    let id = project.named(0, "living").next().expect("a feature of the zone");
    let mut harness = window(builtin(), Lang::En);
    click(&mut harness, SUB_AREAS[2].1);
    turn(&mut harness, 1);
    open_all_folds(&mut harness);
    for measure in project.card(id).measures {
        assert_shown(&harness, measure.item.text.get(Lang::En));
    }
}

/// Every item can be opened: the search leads to it, and it is then on the screen in full.
#[test]
fn each_of_the_items_opens_in_full() {
    let project = builtin();
    assert_eq!(project.own.policy.items.len(), 160);
    for lang in Lang::ALL {
        let mut harness = window(builtin(), lang);
        // An item opens at the top of the card, so a common window shows it.
        harness.set_size(Vec2::new(1280.0, 800.0));
        for (at, item) in project.own.policy.items.iter().enumerate() {
            harness.state_mut().apply(Action::OpenItem(at));
            harness.run();
            assert_shown(&harness, item.title.get(lang));
            assert_shown(&harness, item.text.get(lang));
        }
    }
}

fn open_all_folds(harness: &mut Harness<'_, App>) {
    harness.set_size(Vec2::new(1280.0, 20_000.0));
    harness.run();
    loop {
        let Some(fold) = harness.query_all_by_label_contains("▶").next() else {
            return;
        };
        fold.click();
        harness.run();
    }
}

#[test]
fn languages_switch_at_once_and_everywhere() {
    let mut harness = window(builtin(), Lang::En);
    click(&mut harness, SUB_AREAS[0].1);
    for (button, name) in [
        ("繁體中文", "智能製造合作園區"),
        ("简体中文", "智能制造合作园区"),
        ("English", "Intelligent Manufacturing Cooperation Park"),
    ] {
        harness.get_by_label(button).click();
        harness.run();
        assert_shown(&harness, name);
        let session = harness.state().session();
        let notice = session.project().own.notice.get(session.lang());
        assert!(harness.query_all_by_label_contains(notice).next().is_some(), "{notice}");
    }
}

/// kittest fails on a character that no font has, so walking through every card in every language proves that none is a box.
#[test]
fn no_character_of_any_card_is_a_box() {
    for lang in Lang::ALL {
        let project = builtin();
        let ids: Vec<FeatureId> = project.feature_ids().filter(|id| project.layers[id.layer].queryable).collect();
        let mut harness = window(project, lang);
        for id in ids {
            harness.state_mut().apply(Action::Select(Some(id)));
            harness.run();
            open_all_folds(&mut harness);
            assert_eq!(harness.state().session().selected(), Some(id));
            let name = harness.state().session().project().feature(id).expect("a feature").name().get(lang).to_owned();
            assert_shown(&harness, &name);
        }
    }
}

#[test]
fn a_second_click_steps_down_and_escape_deselects() {
    let mut harness = window(builtin(), Lang::En);
    let (_, at) = SUB_AREAS[1];
    for expected in ["innovation", "zone", "innovation"] {
        click(&mut harness, at);
        assert_eq!(selected_key(&harness).as_deref(), Some(expected));
    }
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(selected_key(&harness), None);
    click(&mut harness, LonLat { lon: 113.60, lat: 23.10 });
    assert_eq!(selected_key(&harness), None);
}

#[test]
fn dragging_pans_and_the_keys_zoom_and_fit() {
    let mut harness = window(builtin(), Lang::En);
    let home = *harness.state().session().view().projector();
    let grabbed = SUB_AREAS[2].1;
    let from = on_screen(&harness, grabbed);
    harness.drag_at(from);
    harness.run();
    harness.hover_at(from + Vec2::new(60.0, -40.0));
    harness.run();
    harness.drop_at(from + Vec2::new(60.0, -40.0));
    harness.run();
    let under = on_screen(&harness, grabbed);
    assert!((under - from - Vec2::new(60.0, -40.0)).length() < 0.5, "{from} went to {under}");
    assert_eq!(selected_key(&harness), None, "a drag is no click");
    harness.key_press(Key::Plus);
    harness.run();
    let zoomed = harness.state().session().view().projector().points_per_world;
    assert!((zoomed / home.points_per_world - 1.5).abs() < 1e-9);
    harness.key_press(Key::Num0);
    harness.run();
    assert_eq!(*harness.state().session().view().projector(), home);
}

#[test]
fn an_empty_project_opens() {
    let harness = window(Project::default(), Lang::En);
    assert!(harness.query_by_role(egui::Role::Image).is_some());
}

#[test]
fn windows_of_any_size_are_laid_out() {
    let mut harness = window(builtin(), Lang::ZhHant);
    for (width, height) in [(1.0, 1.0), (640.0, 400.0), (800.0, 500.0), (3840.0, 2160.0), (8192.0, 300.0)] {
        let size = Vec2::new(width, height);
        harness.set_size(size);
        harness.run();
        let map = harness.query_by_role(egui::Role::Image).map(|map| map.rect());
        let fits = |map: egui::Rect| map.is_positive() && size.to_pos2().max(map.max) == size.to_pos2();
        // One point of a window has no room for a map.
        assert!(width < 2.0 || map.is_some_and(fits), "{size:?}: {map:?}");
    }
}

/// A pixel of the map.
fn pixel(harness: &mut Harness<'_, App>, at: LonLat) -> [u8; 3] {
    let point = on_screen(harness, at);
    let image = harness.render().expect("a picture");
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a point on the screen")]
    let [r, g, b, _] = image.get_pixel(point.x as u32, point.y as u32).0;
    [r, g, b]
}

/// Painted pixels have the palette's colours: land, water, and each sub-area's tint over land, clear of its label and edge.
#[test]
fn the_map_is_painted() {
    if !can_paint() {
        assert!(std::env::var_os("REQUIRE_GPU").is_none(), "no graphics adapter, and REQUIRE_GPU is set");
        // The test runner keeps what tests print to itself, but not what they write past it.
        let told = writeln!(io::stderr(), "skipped: no graphics adapter to paint with, not even a software one");
        told.expect("standard error takes a line");
        return;
    }
    let near = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 3);
    for (theme, land, water) in
        [(Theme::Light, [0xF3, 0xF0, 0xE8], [0xCB, 0xE0, 0xEC]), (Theme::Dark, [0x1D, 0x22, 0x26], [0x15, 0x30, 0x3F])]
    {
        let settings = Settings { theme, ..settings(Lang::ZhHant) };
        let mut harness = Harness::builder()
            .with_size(Vec2::new(1280.0, 800.0))
            .wgpu()
            .build_eframe(|context| App::new(&context.egui_ctx, Session::new(builtin(), settings), Vec::new()));
        harness.run();
        let seen = pixel(&mut harness, LonLat { lon: 113.47, lat: 23.14 });
        assert!(near(seen, land), "land is {seen:?}");
        let seen = pixel(&mut harness, LonLat { lon: 113.505, lat: 23.048 });
        assert!(near(seen, water), "water is {seen:?}");
        for (key, lon, lat, tint) in [
            ("manufacturing", 113.536, 23.085, [0xD9, 0x82, 0x2B]),
            ("innovation", 113.540, 23.1325, [0x2F, 0x6F, 0xB5]),
            ("living", 113.500, 23.098, [0x2E, 0x9E, 0x7A]),
        ] {
            let seen = pixel(&mut harness, LonLat { lon, lat });
            for channel in 0..3 {
                let [seen, land, tint] = [seen[channel], land[channel], tint[channel]].map(f64::from);
                let expected = land + 0.22 * (tint - land);
                assert!((seen - expected).abs() <= 6.0, "{key}, channel {channel}: {seen}, not {expected}");
            }
        }
    }
}

/// What is seen before the first frame is the land of the theme: no window flashes white or black.
#[test]
fn a_window_begins_in_the_colour_of_its_theme() {
    for theme in [Theme::Light, Theme::Dark] {
        let session = Session::new(builtin(), Settings { theme, ..settings(Lang::En) });
        let harness = Harness::builder().build_eframe(|context| App::new(&context.egui_ctx, session, Vec::new()));
        let begun = eframe::App::clear_color(harness.state(), &harness.ctx.style_of(harness.ctx.theme()).visuals);
        let Rgb(r, g, b) = theme.palette().colour(ColourRole::Land);
        let land = [r, g, b].map(|part| f32::from(part) / 255.0);
        assert!(begun.iter().zip(land).all(|(begun, land)| (begun - land).abs() < 0.01), "{begun:?} is not {land:?}");
    }
}
