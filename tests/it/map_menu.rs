//! The menu of a place of the map: what is there, its position, and what can be done from there, by pointer and by keyboard.
//! Must not know how it looks.

use egui::{Event, Key, Modifiers, OutputCommand, PointerButton, Pos2, Role, Vec2};
use zonemap::crs;
use zonemap::desktop::App;
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::session::Session;
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::builtin;
use crate::window::{SUB_AREAS, assert_shown, click, selected_key, settings};

const INNOVATION: LonLat = SUB_AREAS[1].1;

fn window(lang: Lang) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1280.0, 800.0))
        .with_max_steps(60)
        .build_eframe(|context| App::new(&context.egui_ctx, Session::new(builtin(), settings(lang)), Vec::new()));
    harness.run();
    harness
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn on_screen(harness: &Harness<'_, App>, at: LonLat) -> Pos2 {
    let map = harness.get_by_role(Role::Image).rect();
    map.min + Vec2::from(harness.state().session().view().projector().screen_from_lonlat(at))
}

/// Presses a button of the pointer at a place and lets it go.
fn press_at(harness: &mut Harness<'_, App>, pos: Pos2, button: PointerButton) {
    harness.event(Event::PointerMoved(pos));
    for pressed in [true, false] {
        harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        harness.run();
    }
}

fn menu_at(harness: &mut Harness<'_, App>, at: LonLat) {
    let pos = on_screen(harness, at);
    press_at(harness, pos, PointerButton::Secondary);
}

fn is_open(harness: &Harness<'_, App>) -> bool {
    harness.query_by_label("Zoom in here").is_some()
}

fn copied(harness: &Harness<'_, App>) -> Option<String> {
    harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        OutputCommand::CopyImage(_) | OutputCommand::OpenUrl(_) | OutputCommand::TextSelectionSettled(_) => None,
    })
}

#[test]
fn it_tells_what_is_here_and_selects_each() {
    for (lang, heading, items, zone) in [
        (
            Lang::En,
            "Here",
            ["Copy this position", "Zoom in here", "Open the card", "Print a sheet around here"],
            "Guangzhou–Hong Kong",
        ),
        (Lang::ZhHant, "此處", ["複製此位置", "在此放大", "開啟卡片", "以此處為中心列印圖幅"], "廣州穗港智造合作區"),
        (Lang::ZhHans, "此处", ["复制此位置", "在此放大", "打开卡片", "以此处为中心打印图幅"], "广州穗港智造合作区"),
    ] {
        let mut harness = window(lang);
        menu_at(&mut harness, INNOVATION);
        assert_eq!(selected_key(&harness), None, "it selects nothing by itself");
        for words in [heading].into_iter().chain(items) {
            assert_shown(&harness, words);
        }
        let found = harness.state().session().features_at(on_map(&harness, INNOVATION));
        assert_eq!(found.len(), 2, "the sub-area and the zone below it");
        let name =
            harness.state().session().project().feature(found[1]).expect("a feature").name().get(lang).to_owned();
        assert!(name.contains(zone), "{name}");
        let rows: Vec<_> = harness.query_all_by_label_contains(&name).map(|node| node.rect()).collect();
        let below = harness.get_by_label(heading).rect();
        let row = rows.into_iter().find(|row| row.left() >= below.left() && row.top() > below.top());
        press_at(&mut harness, row.expect("a row").center(), PointerButton::Primary);
        assert_eq!(selected_key(&harness).as_deref(), Some("zone"), "{lang:?}");
        assert!(harness.query_by_label(items[1]).is_none(), "{lang:?}: it is gone");
    }
}

fn on_map(harness: &Harness<'_, App>, at: LonLat) -> [f32; 2] {
    harness.state().session().view().projector().screen_from_lonlat(at)
}

#[test]
fn each_form_of_the_position_is_copied() {
    let mut harness = window(Lang::En);
    for form in 0..3 {
        menu_at(&mut harness, INNOVATION);
        let grid = crs::grid_3deg(INNOVATION).expect("a zone");
        let forms = [
            crs::degrees_minutes_seconds(INNOVATION, Lang::En),
            crs::decimal_degrees(INNOVATION, Lang::En),
            format!("X {:.0}  Y {:.0}  (CGCS2000, 3° zone {})", grid.north_m, grid.east_m, grid.zone),
        ];
        // The bar below the map has the readout of the pointer too.
        let named = harness.query_all_by_role_and_label(Role::Button, &forms[form]);
        let highest = named.min_by(|one, other| one.rect().top().total_cmp(&other.rect().top()));
        highest.unwrap_or_else(|| panic!("{} is not in the menu", forms[form])).click();
        let mut found = None;
        for _ in 0..6 {
            harness.step();
            found = found.or(copied(&harness));
        }
        assert_eq!(found.as_deref(), Some(forms[form].as_str()));
        let told = format!("Copied: {}", forms[form]);
        assert!(harness.query_all_by_label_contains(&told).next().is_some(), "it is told");
        assert!(!is_open(&harness));
    }
}

#[test]
fn it_zooms_opens_the_card_and_prints_around_its_place() {
    let mut harness = window(Lang::En);
    let scale = |harness: &Harness<'_, App>| harness.state().session().view().projector().points_per_world;
    let (before, place) = (scale(&harness), on_screen(&harness, INNOVATION));
    menu_at(&mut harness, INNOVATION);
    harness.get_by_label("Zoom in here").click();
    harness.run();
    assert!((scale(&harness) / before - 2.0).abs() < 1e-6);
    assert!((on_screen(&harness, INNOVATION) - place).length() < 0.5, "the place stays below the pointer");
    press(&mut harness, Modifiers::NONE, Key::H);
    menu_at(&mut harness, INNOVATION);
    harness.get_by_label("Open the card").click();
    harness.run();
    assert_eq!(selected_key(&harness).as_deref(), Some("innovation"));
    assert!(!harness.state().session().surroundings().hidden, "the card can be seen");
    menu_at(&mut harness, INNOVATION);
    harness.get_by_label("Print a sheet around here").click();
    harness.run();
    assert!(harness.get_all_by_role(Role::TextInput).any(|field| field.is_focused()), "the dialog is open");
    let middle = harness.get_by_role(Role::Image).rect().center();
    assert!((on_screen(&harness, INNOVATION) - middle).length() < 0.5);
}

#[test]
fn nothing_here_is_said_and_a_press_elsewhere_or_escape_puts_it_away() {
    let nowhere = LonLat { lon: 113.48, lat: 23.16 };
    let mut harness = window(Lang::En);
    menu_at(&mut harness, nowhere);
    assert_shown(&harness, "Nothing that can be selected");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!is_open(&harness));
    menu_at(&mut harness, nowhere);
    assert!(is_open(&harness));
    let between = harness.get_by_label("Nothing that can be selected").rect().center();
    press_at(&mut harness, between, PointerButton::Primary);
    assert!(is_open(&harness), "words of its own are not elsewhere");
    let elsewhere = on_screen(&harness, SUB_AREAS[0].1);
    press_at(&mut harness, elsewhere, PointerButton::Primary);
    assert!(!is_open(&harness));
    assert_eq!(selected_key(&harness), None, "the press did nothing else");
    click(&mut harness, SUB_AREAS[0].1);
    assert_eq!(selected_key(&harness).as_deref(), Some("manufacturing"));
}

#[test]
fn the_keyboard_opens_it_at_the_selection_or_the_middle_and_goes_through_it() {
    for (modifiers, key) in [(Modifiers::SHIFT, Key::F10), (Modifiers::NONE, Key::Menu)] {
        let mut harness = window(Lang::En);
        press(&mut harness, modifiers, key);
        assert!(is_open(&harness), "{key:?}");
        let middle = harness.get_by_role(Role::Image).rect().center();
        let corner = harness.get_by_label("Here").rect().min;
        assert!((corner - middle).length() < 40.0, "{corner} is at the middle, {middle}");
        press(&mut harness, Modifiers::NONE, Key::Escape);
        click(&mut harness, SUB_AREAS[0].1);
        assert_eq!(selected_key(&harness).as_deref(), Some("manufacturing"));
        press(&mut harness, modifiers, key);
        assert_shown(&harness, "Here");
        let id = harness.state().session().selected().expect("a selection");
        let spot = zonemap::draw::spots(harness.state().session()).into_iter().find(|spot| spot.id == id);
        let at = harness.get_by_role(Role::Image).rect().min + Vec2::from(spot.expect("in view").at);
        let corner = harness.get_by_label("Here").rect();
        assert!((corner.left() - at.x).abs() < 40.0, "{corner:?} is at the selection, {at}");
        // The first choice has the focus; the next is what lies below it.
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
        press(&mut harness, Modifiers::NONE, Key::Enter);
        assert_eq!(selected_key(&harness).as_deref(), Some("zone"), "{key:?}");
        assert!(!is_open(&harness));
    }
}

#[test]
fn it_stays_on_the_screen() {
    let mut harness = window(Lang::En);
    let map = harness.get_by_role(Role::Image).rect();
    press_at(&mut harness, map.right_bottom() - Vec2::splat(3.0), PointerButton::Secondary);
    let last = harness.get_by_label("Print a sheet around here").rect();
    assert!(harness.ctx.content_rect().contains_rect(last), "{last:?}");
}

/// A vertex of the zone's outline, away from the tools.
fn vertex() -> LonLat {
    let project = builtin();
    let zone = project.named(0, "zone").next().expect("the zone");
    let vertices = project.shape(zone).expect("a shape").positions().iter();
    *vertices.max_by(|a, b| a.lon.total_cmp(&b.lon)).expect("a vertex")
}

#[test]
fn near_a_vertex_its_own_position_is_what_is_copied() {
    for (lang, words) in [
        (Lang::En, "Copy the position of this vertex"),
        (Lang::ZhHant, "複製此頂點的位置"),
        (Lang::ZhHans, "复制此顶点的位置"),
    ] {
        let mut harness = window(lang);
        let at = on_screen(&harness, vertex());
        press_at(&mut harness, at + Vec2::new(4.0, -5.0), PointerButton::Secondary);
        assert_shown(&harness, words);
        assert_shown(&harness, &crs::degrees_minutes_seconds(vertex(), lang));
        press(&mut harness, Modifiers::NONE, Key::Escape);
        press_at(&mut harness, at + Vec2::new(12.0, -5.0), PointerButton::Secondary);
        assert!(harness.query_by_label(words).is_none(), "{lang:?}: too far off to be meant");
    }
}
