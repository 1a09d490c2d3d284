//! The dialog for colours and labels, and what stands below a layer's row: by pointer and by keyboard, with many values and with none.
//! Must not know how values are grouped.

use std::sync::Arc;

use egui::{Key, Role, Vec2};
use zonemap::desktop::App;
use zonemap::i18n::Lang;
use zonemap::project::{ColourBy, Colouring, Grouping, Labelling, Project};
use zonemap::session::{Action, Session};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::builtin;
use crate::symbology::plain;
use crate::window::{settings, window};

fn opened(project: Project, lang: Lang) -> Harness<'static, App> {
    let mut harness = window(project, lang);
    harness.set_size(Vec2::new(1280.0, 800.0));
    harness.run();
    harness.key_press(Key::C);
    harness.run();
    harness
}

fn press(harness: &mut Harness<'_, App>, words: &str) {
    harness.get_by_label(words).click();
    harness.run();
}

#[test]
fn a_field_is_chosen_by_pointer_and_told_below_the_row() {
    let mut harness = opened(plain(20), Lang::En);
    let fields: Vec<_> = harness.get_all_by_label("price").collect();
    assert_eq!(fields.len(), 2, "to colour by and to label by");
    fields[0].click();
    harness.run();
    assert_eq!(harness.state().session().layer(0).colouring, Colouring::by("price"));
    press(&mut harness, "Equal intervals");
    let colouring = harness.state().session().layer(0).colouring.clone();
    assert_eq!(colouring.field().and_then(|by| by.classes), Some(Grouping::EqualInterval));
    let fields: Vec<_> = harness.get_all_by_label("use").collect();
    fields[1].click();
    harness.run();
    assert_eq!(harness.state().session().layer(0).labelling, Labelling::Field("use".into()));
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Colour by").is_none(), "Esc closes it");
    assert!(harness.query_by_label("no value 3").is_some(), "the values stand below the row of the layer");
    press(&mut harness, "by price");
    assert!(harness.query_by_label("Colour by").is_some(), "which opens the dialog again");
    press(&mut harness, "One colour");
    assert_eq!(harness.state().session().layer(0).colouring, Colouring::One);
}

/// In the sub-areas of the built-in zone one field has the same value everywhere.
#[test]
fn a_single_value_is_told_as_one() {
    let harness = opened(builtin(), Lang::En);
    let shapes = &harness.output().shapes;
    let is_drawn = |words: &str| {
        shapes.iter().any(|clipped| matches!(&clipped.shape, egui::Shape::Text(text) if text.galley.text() == words))
    };
    assert!(is_drawn("text, a single value"));
    assert!(!is_drawn("text, 1 values"));
}

/// Another window has the layer as the last one left it; one of another project, or of one without the field, as the project says.
#[test]
fn colours_and_labels_are_remembered_for_the_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("remembered.json");
    let opened = |project: Project| {
        let (file, session) = (file.clone(), Session::new(project, settings(Lang::En)));
        let mut harness = Harness::builder()
            .with_size(Vec2::new(1280.0, 800.0))
            .build_eframe(move |context| App::new(&context.egui_ctx, session, Vec::new()).keeping_settings_in(file));
        harness.run();
        harness
    };
    let project = plain(20);
    let by = ColourBy { field: "price".to_owned(), classes: Some(Grouping::NaturalBreaks) };
    let colouring = Colouring::By(Arc::new(by));
    let mut first = opened(project.clone());
    assert_eq!(first.state().session().layer(0).colouring, Colouring::One);
    first.state_mut().apply(Action::ColourBy { layer: 0, colouring: colouring.clone() });
    first.state_mut().apply(Action::LabelBy { layer: 0, labelling: Labelling::Field("use".into()) });
    first.run();
    drop(first);
    let mut second = opened(project.clone());
    let state = second.state().session().layer(0).clone();
    assert_eq!((state.colouring, state.labelling), (colouring, Labelling::Field("use".into())));
    assert!(second.state().session().classification(0).is_some_and(zonemap::project::Classification::has_classes));
    assert_eq!(opened(builtin()).state().session().layer(0).labelling, Labelling::Name);
    second.state_mut().apply(Action::ColourBy { layer: 0, colouring: Colouring::One });
    second.run();
    drop(second);
    let third = opened(project);
    let state = third.state().session().layer(0).clone();
    assert_eq!((state.colouring, state.labelling), (Colouring::One, Labelling::Field("use".into())));
}

#[test]
fn a_field_is_chosen_by_the_keyboard_alone() {
    let mut harness = opened(plain(20), Lang::En);
    for _ in 0..2 {
        harness.key_press(Key::Tab);
        harness.run();
    }
    harness.key_press(Key::Space);
    harness.run();
    let colouring = &harness.state().session().layer(0).colouring;
    assert!(colouring.field().is_some(), "{colouring:?}");
}

#[test]
fn the_menu_of_a_row_leads_there_in_every_language() {
    for (lang, menu, title) in [
        (Lang::En, "Colours and labels…", "Colours and labels"),
        (Lang::ZhHant, "顏色與標註…", "顏色與標註"),
        (Lang::ZhHans, "颜色与标注…", "颜色与标注"),
    ] {
        let mut harness = window(plain(3), lang);
        harness.get_by_role_and_label(Role::CheckBox, "a").click_secondary();
        harness.run();
        press(&mut harness, menu);
        assert!(harness.query_all_by_label(title).next().is_some(), "{title}");
    }
}

#[test]
fn the_zones_of_the_built_in_project_keep_their_colours() {
    let mut harness = opened(builtin(), Lang::En);
    press(&mut harness, "One colour");
    let layer = builtin().layers.iter().position(|layer| layer.id == "sub-areas").expect("sub-areas");
    assert_eq!(harness.state().session().layer(layer).colouring, Colouring::One);
    press(&mut harness, "Each area its own");
    assert_eq!(harness.state().session().layer(layer).colouring, Colouring::Each);
    assert_eq!(builtin().layers[layer].colouring, Colouring::Each, "as they had it at first");
}

#[test]
fn a_million_values_fit_a_small_window() {
    let features = (0..3_000_u32).map(|at| {
        serde_json::json!({"type": "Feature", "id": at, "properties": {"v": format!("{at} {}", "長".repeat(9_000 / (at as usize + 1)))},
            "geometry": {"type": "Point", "coordinates": [113.0 + f64::from(at) / 1e4, 23.0]}})
    });
    let text = serde_json::json!({"type": "FeatureCollection", "features": features.collect::<Vec<_>>()}).to_string();
    let mut harness = window(crate::common::open_text(text).expect("it opens"), Lang::ZhHant);
    harness.set_size(Vec2::new(640.0, 400.0));
    harness.run();
    harness.key_press(Key::C);
    // The fields of so many features are counted in the background.
    for _ in 0..200 {
        std::thread::sleep(std::time::Duration::from_millis(20));
        harness.run_steps(1);
        if harness.query_all_by_label("v").next().is_some() {
            break;
        }
    }
    harness.get_all_by_label("v").next().expect("the field").click();
    harness.run();
    let session = harness.state().session();
    assert_eq!(session.layer(0).colouring, Colouring::by("v"));
    assert_eq!(session.classification(0).map(|groups| groups.groups().len()), Some(8));
}
