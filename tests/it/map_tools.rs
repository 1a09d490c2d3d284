//! The tools that float on the map: named, in hand or on, folded in small windows, and in nobody's way.
//! Must not know how their signs are painted.

use egui::epaint::Shape;
use egui::{Event, Key, Modifiers, PointerButton, Rect, Vec2};
use zonemap::desktop::App;
use zonemap::draw::{LabelLayout, draw_with};
use zonemap::i18n::Lang;
use zonemap::picture::Sign;
use zonemap::session::{Action, ActiveTool, Panel, Session};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};

use crate::common::builtin;
use crate::window::{settings, window};

fn sized(lang: Lang, size: [f32; 2]) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(Vec2::from(size))
        .with_max_steps(60)
        .build_eframe(|context| App::new(&context.egui_ctx, Session::new(builtin(), settings(lang)), Vec::new()));
    harness.run();
    harness
}

fn session<'a>(harness: &'a Harness<'_, App>) -> &'a Session {
    harness.state().session()
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn is_on(harness: &Harness<'_, App>, label: &str) -> bool {
    format!("{:?}", harness.get_by_label(label).accesskit_node().toggled()).contains("True")
}

/// Drags the main button over a part of the map.
fn drag(harness: &mut Harness<'_, App>, from: Vec2, to: Vec2) {
    let map = harness.get_by_role(egui::Role::Image).rect();
    let button = |at, pressed| Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let [from, to] = [from, to].map(|at| map.min + at);
    harness.event(Event::PointerMoved(from));
    harness.event(button(from, true));
    harness.run_steps(2);
    harness.event(Event::PointerMoved(to));
    harness.run_steps(2);
    harness.event(button(to, false));
    harness.run();
}

#[test]
fn each_tool_is_named_with_its_key_in_each_language() {
    for (lang, names) in [
        (
            Lang::En,
            [
                "Tool: select and move (S)",
                "Tool: zoom to a box (Z)",
                "Zoom in (+)",
                "Zoom out (−)",
                "Show the whole zone (0)",
                "List of findings (V)",
                "Compare with another version (Ctrl+D)",
                "Boundary accuracy (Shift+U)",
                "Print a sheet: title, legend, scale, notice (Ctrl+P)",
                "Start the show (F5)",
            ],
        ),
        (
            Lang::ZhHant,
            [
                "工具：選取及移動（S）",
                "工具：框選放大（Z）",
                "放大（+）",
                "縮小（−）",
                "顯示全區（0）",
                "檢查結果清單（V）",
                "與另一版本比較（Ctrl+D）",
                "各界線的可能偏差（Shift+U）",
                "列印圖幅：標題、圖例、比例尺、聲明（Ctrl+P）",
                "開始演示（F5）",
            ],
        ),
        (
            Lang::ZhHans,
            [
                "工具：选择与移动（S）",
                "工具：框选放大（Z）",
                "放大（+）",
                "缩小（−）",
                "显示全区（0）",
                "检查结果清单（V）",
                "与另一版本比较（Ctrl+D）",
                "各界线的可能偏差（Shift+U）",
                "打印图幅：标题、图例、比例尺、声明（Ctrl+P）",
                "开始演示（F5）",
            ],
        ),
    ] {
        let mut harness = sized(lang, [1280.0, 800.0]);
        let mut below = 0.0;
        for name in names {
            let place = harness.get_by_label(name).rect();
            assert!(place.top() > below, "{name} stands below the one before");
            below = place.top();
        }
        let place = session(&harness).view().place();
        click(&mut harness, names[2]);
        assert!(session(&harness).view().place().points_per_world > place.points_per_world, "{lang:?}");
        click(&mut harness, names[4]);
        assert_eq!(session(&harness).view().place(), place);
        for (name, panel) in [(names[5], Panel::Checks), (names[6], Panel::Comparison)] {
            assert!(!is_on(&harness, name), "{name}");
            click(&mut harness, name);
            assert_eq!(session(&harness).panel(), panel);
            assert!(is_on(&harness, name), "{name}");
        }
        harness.get_by_label(names[0]).hover();
        harness.run_steps(8);
        let shown = harness.query_all_by_label(names[0]).count();
        assert!(shown > 1, "{lang:?}: the pointer over it shows its name");
    }
}

#[test]
fn the_tool_in_hand_is_marked_and_escape_puts_it_away() {
    let (select, zoom_box) = ("Tool: select and move (S)", "Tool: zoom to a box (Z)");
    let mut harness = sized(Lang::En, [1280.0, 800.0]);
    assert!(is_on(&harness, select) && !is_on(&harness, zoom_box));
    click(&mut harness, zoom_box);
    assert!(is_on(&harness, zoom_box) && !is_on(&harness, select));
    let before = session(&harness).view().place();
    drag(&mut harness, Vec2::new(150.0, 250.0), Vec2::new(300.0, 350.0));
    let after = session(&harness).view().place();
    assert!(after.points_per_world > 1.5 * before.points_per_world, "a drag zooms to its box");
    assert_eq!(session(&harness).active_tool(), ActiveTool::BoxZoom, "it stays in hand");
    press(&mut harness, Key::N);
    press(&mut harness, Key::Escape);
    assert_eq!(session(&harness).active_tool(), ActiveTool::Select);
    assert!(session(&harness).selected().is_some(), "what is selected is the next thing to go");
    let before = session(&harness).view().place();
    drag(&mut harness, Vec2::new(150.0, 250.0), Vec2::new(200.0, 250.0));
    assert_eq!(session(&harness).view().place().points_per_world, before.points_per_world, "a drag moves the map");
    press(&mut harness, Key::Z);
    assert!(is_on(&harness, zoom_box));
    press(&mut harness, Key::S);
    assert!(is_on(&harness, select));
}

#[test]
fn in_a_small_window_they_fold_to_one_button() {
    for (lang, unfold, checks) in [
        (Lang::En, "Tools", "List of findings (V)"),
        (Lang::ZhHant, "工具", "檢查結果清單（V）"),
        (Lang::ZhHans, "工具", "检查结果清单（V）"),
    ] {
        let mut harness = sized(lang, [640.0, 400.0]);
        assert!(harness.query_by_label(checks).is_none(), "{lang:?}");
        click(&mut harness, unfold);
        let map = harness.get_by_role(egui::Role::Image).rect();
        assert!(map.contains_rect(harness.get_by_label(checks).rect()), "{lang:?}: all of them are in reach");
        press(&mut harness, Key::Escape);
        assert!(harness.query_by_label(checks).is_none(), "{lang:?}: Esc folds them");
        click(&mut harness, unfold);
        click(&mut harness, checks);
        assert_eq!(session(&harness).panel(), Panel::Checks);
        assert!(harness.query_by_label(checks).is_none(), "{lang:?}: what is chosen folds them");
    }
}

#[test]
fn they_are_hidden_with_the_panels() {
    let mut harness = sized(Lang::En, [1280.0, 800.0]);
    press(&mut harness, Key::H);
    assert!(harness.query_by_label("Zoom in (+)").is_none());
    press(&mut harness, Key::H);
    assert!(harness.query_by_label("Zoom in (+)").is_some());
}

/// The box that the tools take of the screen.
fn tools(harness: &Harness<'_, App>) -> Rect {
    let [first, last] =
        ["Tool: select and move (S)", "Start the show (F5)"].map(|name| harness.get_by_label(name).rect());
    first.union(last)
}

/// Whether some words on the screen reach into a box.
fn words_in(harness: &Harness<'_, App>, place: Rect) -> bool {
    harness.output().shapes.iter().any(|shape| {
        let is_words = matches!(&shape.shape, Shape::Text(text) if !text.galley.text().trim().is_empty());
        is_words && shape.shape.visual_bounding_rect().intersects(place)
    })
}

#[test]
fn no_words_of_the_map_stand_below_them() {
    let mut harness = sized(Lang::En, [1280.0, 800.0]);
    let mut would = 0;
    for step in 0..12_u8 {
        let place = tools(&harness);
        assert!(!words_in(&harness, place), "after {step} steps");
        let map = harness.get_by_role(egui::Role::Image).rect();
        // Without being told of them, words would stand there now and then.
        let picture = draw_with(session(&harness), &mut LabelLayout::default(), 0.0);
        let below =
            |sign: &Sign| matches!(sign, Sign::Label(label) if place.contains(map.min + Vec2::from(label.middle)));
        would += usize::from(picture.signs.iter().any(below));
        let by = if step % 2 == 0 { [-70.0, 20.0] } else { [-30.0, 10.0] };
        harness.state_mut().apply(Action::Pan(by));
        harness.run();
        // Words find new places once the map is at rest.
        harness.run_steps(4);
    }
    assert!(would > 0, "the test sees what it looks for");
}

#[test]
fn chips_stand_beside_them() {
    for width in [560.0, 700.0, 1280.0] {
        let mut harness = sized(Lang::En, [width, 800.0]);
        harness.state_mut().apply(Action::Graticule(true));
        harness.run();
        let first = harness.query_by_label("Tool: select and move (S)").or(harness.query_by_label("Tools"));
        let (tools, chip) = (first.expect("tools").rect(), harness.get_by_label("Meridians and parallels").rect());
        assert!(chip.left() > tools.right(), "{width}: {chip:?} and {tools:?}");
    }
}

#[test]
fn messages_stand_beside_them() {
    let mut harness = window(builtin(), Lang::En);
    harness.state_mut().open(vec!["no/such/folder".into()]);
    crate::face::wait_for_opening(&mut harness);
    assert!(harness.get_by_label("Dismiss").rect().left() > tools(&harness).right());
    let message = harness.get_by_label("×").rect();
    assert!(message.left() > tools(&harness).right(), "{message:?}");
}
