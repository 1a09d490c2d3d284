//! The window's panels: search, themes, keys, opening something else, what stays when that fails.
//! Must not know how the map is painted.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, OutputCommand, Vec2};
use zonemap::desktop::{App, COMMANDS};
use zonemap::i18n::Lang;
use zonemap::picture::Theme;
use zonemap::session::{Action, Session, Tab};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::{builtin, open_text, repository};
use crate::locales::texts;
use crate::window::{SUB_AREAS, assert_shown, click, selected_key, settings, turn, unfold_base, window};

/// Types words into the search and presses Enter.
fn search(harness: &mut Harness<'_, App>, words: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    let field = harness.get_by_role(egui::Role::SearchInput);
    assert!(field.is_focused(), "Ctrl+F gives the search the focus");
    field.type_text(words);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}

/// Waits until what is being opened is there, or a message says why not.
pub(crate) fn wait_for_opening(harness: &mut Harness<'_, App>) {
    let begun = Instant::now();
    // However busy the machine is.
    while begun.elapsed() < Duration::from_mins(1) {
        std::thread::sleep(Duration::from_millis(10));
        // The sign is laid out in one frame and seen in the next.
        harness.run_steps(3);
        let opening = harness.query_all_by_label_contains("Opening ").next().is_some();
        if !opening {
            return;
        }
    }
    panic!("it never came");
}

#[test]
fn the_search_finds_in_every_script_and_enter_leads_there() {
    for (words, key) in [
        ("智能製造", "manufacturing"),
        ("智能制造合作园区", "manufacturing"),
        ("科技創新合作區", "innovation"),
        ("QUALITY living community", "living"),
        ("穗港码头", "B-PT-01"),
    ] {
        let mut harness = window(builtin(), Lang::En);
        search(&mut harness, words);
        assert_eq!(selected_key(&harness).as_deref(), Some(key), "{words}");
    }
}

#[test]
fn the_search_opens_policy_items_and_goes_to_coordinates() {
    let mut harness = window(builtin(), Lang::En);
    search(&mut harness, "Two-way cross-border RMB cash pooling");
    let (_, item) = harness.state().session().open_item_shown().expect("an item");
    assert_eq!(item.id, "A-MT5-2");
    let mut harness = window(builtin(), Lang::En);
    search(&mut harness, "113.52, 23.06");
    let mark = harness.state().session().mark().expect("a mark");
    assert!((mark.lon - 113.52).abs() < 1e-9 && (mark.lat - 23.06).abs() < 1e-9);
}

#[test]
fn escape_steps_out_one_by_one() {
    let mut harness = window(builtin(), Lang::En);
    click(&mut harness, SUB_AREAS[0].1);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.get_by_role(egui::Role::SearchInput).type_text("qwxyz");
    harness.run();
    assert_shown(&harness, "Nothing found");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Nothing found").is_none());
    assert_eq!(selected_key(&harness).as_deref(), Some("manufacturing"));
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(selected_key(&harness), None);
}

#[test]
fn everything_goes_by_keyboard() {
    let mut harness = window(builtin(), Lang::En);
    harness.key_press(Key::N);
    harness.run();
    assert_eq!(selected_key(&harness).as_deref(), Some("zone"));
    harness.key_press(Key::N);
    harness.run();
    assert_eq!(selected_key(&harness).as_deref(), Some("manufacturing"));
    harness.key_press(Key::P);
    harness.run();
    assert_eq!(selected_key(&harness).as_deref(), Some("zone"));
    let home = harness.state().session().view().place();
    harness.state_mut().apply(Action::Select(builtin().named(0, "innovation").next()));
    harness.key_press(Key::F);
    harness.run();
    let near = harness.state().session().view().place();
    assert!(near.points_per_world > home.points_per_world, "F flies to the selection");
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    harness.run();
    let back = harness.state().session().view().place();
    assert!((back.points_per_world / home.points_per_world - 1.0).abs() < 1e-9, "Alt+Left goes back");
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    harness.run();
    let forward = harness.state().session().view().place();
    assert!((forward.points_per_world / near.points_per_world - 1.0).abs() < 1e-9, "Alt+Right goes forward again");
}

#[test]
fn no_two_commands_share_a_key() {
    let mut seen = BTreeSet::new();
    for row in COMMANDS {
        for keys in row.shortcuts {
            assert!(seen.insert(format!("{keys:?}")), "{}: {keys:?}", row.id);
        }
    }
}

#[test]
fn the_help_lists_every_command() {
    let mut harness = window(builtin(), Lang::En);
    harness.key_press(Key::F1);
    harness.run();
    assert_shown(&harness, "Keys and gestures");
    for row in COMMANDS {
        let text = texts("assets/locales/en.yml").remove(&format!("command.{}", row.id)).expect(row.id);
        assert_shown(&harness, &text);
    }
}

#[test]
fn themes_and_languages_switch_by_key() {
    let mut harness = window(builtin(), Lang::ZhHant);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
    harness.run();
    assert_eq!(harness.state().session().theme(), Theme::Dark);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::L);
    harness.run();
    assert_eq!(harness.state().session().lang(), Lang::ZhHans);
    assert_shown(&harness, "图层");
}

#[test]
fn copying_gives_the_selection_as_geojson() {
    let mut harness = window(builtin(), Lang::En);
    click(&mut harness, SUB_AREAS[1].1);
    harness.event(Event::Copy);
    harness.step();
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        OutputCommand::CopyImage(_) | OutputCommand::OpenUrl(_) | OutputCommand::TextSelectionSettled(_) => None,
    });
    let project = open_text(copied.expect("a text on the clipboard")).expect("GeoJSON that opens");
    let original = builtin();
    let id = original.named(0, "innovation").next().expect("a feature");
    let copy = project.named(0, "innovation").next().expect("the same feature");
    assert_eq!(project.area_m2(copy).to_bits(), original.area_m2(id).to_bits());
    assert_eq!(project.feature(copy).map(|f| &f.properties), original.feature(id).map(|f| &f.properties));
}

#[test]
fn another_project_opens_in_place_and_a_broken_one_leaves_the_map() {
    let mut harness = window(builtin(), Lang::En);
    harness.state_mut().open(vec![repository("no/such/folder")]);
    wait_for_opening(&mut harness);
    assert_eq!(harness.state().messages().len(), 1);
    assert!(harness.state().messages()[0].contains("no such file or folder"), "{:?}", harness.state().messages());
    assert!(harness.state().session().project().named(0, "zone").next().is_some(), "the map that was there stays");
    harness.run();
    harness.get_by_label("Dismiss").click();
    harness.run();
    assert!(harness.state().messages().is_empty());
    harness.state_mut().open(vec![repository("tests/projects/harbour")]);
    wait_for_opening(&mut harness);
    assert!(harness.state().messages().is_empty(), "{:?}", harness.state().messages());
    assert!(harness.state().session().project().named(0, "zone").next().is_none());
}

/// A file dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_dropped_file_opens() {
    let mut harness = window(builtin(), Lang::En);
    harness.input_mut().dropped_files.push(Arc::new(Dropped(repository("geodata/face_value.geojson"))));
    harness.step();
    wait_for_opening(&mut harness);
    assert!(harness.state().session().project().named(0, "zone-face-value").next().is_some());
}

#[test]
fn the_layers_are_hidden_by_a_click() {
    let mut harness = window(builtin(), Lang::En);
    let roads = || builtin().layers.iter().position(|layer| layer.id == "roads").expect("roads");
    unfold_base(&mut harness);
    harness.get_by_label("Roads").click();
    harness.run();
    assert!(!harness.state().session().layer(roads()).visible);
}

#[test]
fn the_tabs_show_segments_and_methods() {
    let mut harness = window(builtin(), Lang::En);
    click(&mut harness, SUB_AREAS[1].1);
    turn(&mut harness, 2);
    assert_eq!(harness.state().session().tab(), Tab::Boundary);
    assert_shown(&harness, "closing line (fitted)");
    assert_shown(&harness, "accurate to about 500 m");
    turn(&mut harness, 3);
    assert!(harness.query_all_by_label_contains("Chinese land survey").next().is_some());
}

/// A name of 500 characters, a right-to-left override, a line break, a text of 20 000 characters, no policy: laid out.
#[test]
fn hostile_names_are_laid_out() {
    let name = format!("{}\u{202e}\n{}", "長".repeat(300), "x".repeat(200));
    let text = "word ".repeat(4000);
    let value = serde_json::json!({
        "type": "Feature",
        "properties": { "name": name, "note": text, "deep": [[[1, 2], { "a": null }]] },
        "geometry": { "type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]] }
    });
    let project = open_text(value.to_string()).expect("it opens");
    let mut harness = Harness::builder()
        .with_size(Vec2::new(800.0, 500.0))
        .build_eframe(|context| App::new(&context.egui_ctx, Session::new(project, settings(Lang::En)), Vec::new()));
    harness.run();
    harness.key_press(Key::N);
    harness.run();
    assert!(selected_key(&harness).is_some());
    for tab in Tab::ALL {
        harness.state_mut().apply(Action::OpenTab(tab));
        harness.run();
    }
}

/// Once for each project, where a box stands for a character that no font has.
#[test]
fn names_in_no_font_are_told_of() {
    let told = |name: &str| {
        let value = serde_json::json!({
            "type": "Feature",
            "properties": { "name": name },
            "geometry": { "type": "Point", "coordinates": [113.5, 23.1] }
        });
        let session = Session::new(open_text(value.to_string()).expect("it opens"), settings(Lang::En));
        let builder = Harness::builder().with_max_steps(30).allow_missing_glyphs();
        let mut harness = builder.build_eframe(|context| App::new(&context.egui_ctx, session, Vec::new()));
        for _ in 0..100 {
            harness.step();
            if !harness.state().messages().is_empty() {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        harness.state().messages()
    };
    let messages = told("Kiln \u{378}\u{379} 窯");
    assert!(
        messages.len() == 1 && messages[0].starts_with("2 characters of names are in no font (U+0378, U+0379)"),
        "{messages:?}"
    );
    assert!(told("Kiln 窯").is_empty());
}

#[test]
fn the_copy_menu_offers_what_can_be_copied() {
    let mut harness = window(builtin(), Lang::En);
    click(&mut harness, SUB_AREAS[0].1);
    harness.event_modifiers(Event::Copy, Modifiers::COMMAND.plus(Modifiers::SHIFT));
    harness.run();
    harness.get_by_label("Area").click();
    harness.step();
    let copied = harness.output().platform_output.commands.iter().any(|command| {
        matches!(command, OutputCommand::CopyText(text) if text.contains("declared 19.1 km², measured 19.1000 km²"))
    });
    assert!(copied, "{:?}", harness.output().platform_output.commands);
}

#[test]
fn the_layers_fold_and_unfold_by_their_button() {
    let mut harness = window(builtin(), Lang::En);
    assert_shown(&harness, "Layers");
    harness.get_by_label("Hide or show the layers").click();
    harness.run();
    assert!(harness.query_by_label("Layers").is_none());
    harness.set_size(Vec2::new(800.0, 500.0));
    harness.get_by_label("Hide or show the layers").click();
    harness.run();
    assert_shown(&harness, "Layers");
}

/// A text that a project gives in one language only is shown in that one.
#[test]
fn a_missing_language_falls_back_to_one_that_is_there() {
    let project = open_text(
        r#"{"type": "Feature", "properties": {"name": {"zh-Hant": "碼頭"}},
            "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}"#,
    );
    let mut harness = window(project.expect("it opens"), Lang::En);
    harness.key_press(Key::N);
    harness.run();
    assert_shown(&harness, "碼頭");
    assert!(
        harness.query_all_by_label_contains("policy").next().is_none(),
        "no policy is spoken of where there is none"
    );
}

/// A letter of that look is half as large in the font of one language as in those of the others.
#[test]
fn the_sign_that_closes_is_as_large_in_every_language() {
    let sizes = [(Lang::En, "Close the card"), (Lang::ZhHant, "關閉卡片"), (Lang::ZhHans, "关闭卡片")];
    let sizes = sizes.map(|(lang, name)| {
        let harness = window(builtin(), lang);
        let place = harness.get_by_label(name).rect();
        let strokes = harness.output().shapes.iter().filter_map(|clipped| {
            let egui::Shape::LineSegment { points, .. } = &clipped.shape else { return None };
            points.iter().all(|at| place.contains(*at)).then_some(*points)
        });
        let strokes: Vec<_> = strokes.map(|[from, to]| to - from).collect();
        assert_eq!(strokes.len(), 2, "{lang:?}");
        assert!(place.width() >= 20.0 && place.height() >= 20.0, "{lang:?}: {place}");
        (place.size(), strokes)
    });
    assert!(sizes.iter().all(|found| *found == sizes[0]), "{sizes:?}");
}
