//! The card before anything is selected: of any project what it has, with what to do next; closed, folded and opened again.
//! Must not work out areas: reference figures come from the declaration.

use egui::{Key, Role, Vec2};
use zonemap::desktop::App;
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::project::Project;
use zonemap::report::Overview;
use zonemap::session::{Action, Panel, Tab};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::{builtin, open_text, repository};
use crate::window::{SUB_AREAS, assert_shown, click, selected_key, window};

fn is_shown(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn the_zone_is_told_of_before_a_click_in_each_language() {
    for (lang, words) in [
        (
            Lang::En,
            [
                "Measured 56.3901 km²",
                "agrees",
                "Intelligent Manufacturing Cooperation Park: 33.9 % of the whole",
                "Role 1: new space for GZ–HK intelligent manufacturing",
                "2022: industrial strengths matched; 2035: rules fully aligned",
                "closing line (fitted), Nangang leg (fitted), east of Dongda Road (fitted)",
            ],
        ),
        (
            Lang::ZhHant,
            [
                "測算 56.3901 km²",
                "相符",
                "科技創新合作園區：佔整體 20.7%",
                "定位一：穗港智能製造合作新空間",
                "2022：兩地產業優勢對接；2035：規則全面接軌香港及國際",
                "3 段界線按公布面積擬合，面積相符並不能作為佐證：閉合線（擬合）、南崗段（擬合）、東達路東側（擬合）",
            ],
        ),
        (
            Lang::ZhHans,
            [
                "测算 56.3901 km²",
                "相符",
                "优质宜居生活社区：占整体 45.4%",
                "定位一：穗港智能制造合作新空间",
                "2022：",
                "3 段界线按公布面积拟合，面积相符并不能作为佐证：闭合线（拟合）、南岗段（拟合）、东达路东侧（拟合）",
            ],
        ),
    ] {
        let mut harness = window(builtin(), lang);
        harness.set_size(Vec2::new(1280.0, 800.0));
        harness.run();
        assert_shown(&harness, "56.39");
        for words in words {
            assert!(is_shown(&harness, words), "{lang:?}: {words}");
        }
    }
}

#[test]
fn four_actions_lead_on() {
    let pressed = |action: &str| {
        let mut harness = window(builtin(), Lang::En);
        // The bar above has a small one for the show too.
        let button = harness.query_all_by_label(action).find(|button| button.rect().height() >= 44.0);
        button.unwrap_or_else(|| panic!("no large {action}")).click();
        harness.run_steps(4);
        harness
    };
    let read = pressed("Read measures");
    assert_eq!(selected_key(&read).as_deref(), Some("zone"));
    assert_eq!(read.state().session().tab(), Tab::Measures);
    assert_eq!(pressed("Check boundaries").state().session().panel(), Panel::Checks);
    assert_eq!(pressed("Compare versions").state().session().panel(), Panel::Comparison);
    assert!(pressed("Start the show").state().session().show().is_some());
}

#[test]
fn a_share_selects_its_part_and_the_figure_says_which_method_gives_it() {
    let mut harness = window(builtin(), Lang::En);
    harness.get_by_label_contains("Quality Living Community: ").click();
    harness.run();
    assert_eq!(selected_key(&harness).as_deref(), Some("living"));
    harness.get_by_label("Close the card").click();
    harness.run();
    assert_eq!(selected_key(&harness), None);
    harness.get_by_label("56.39").click();
    harness.run();
    assert_eq!((selected_key(&harness).as_deref(), harness.state().session().tab()), (Some("zone"), Tab::Areas));
}

#[test]
fn any_project_is_told_of_by_what_it_has() {
    let harbour = open(&repository("tests/projects/harbour"), &OpenOptions::default()).expect("a project");
    let told = |project: &Project| {
        let overview = Overview::of(project);
        (overview.title(Lang::En), overview.verdict(Lang::En), overview.fitted(Lang::En), overview.parts.len())
    };
    let (title, verdict, fitted, parts) = told(&harbour);
    assert_eq!((title.is_empty(), verdict.is_some(), fitted, parts > 1), (false, true, None, true));
    let square = |declared: &str| {
        open_text(format!(
            r#"{{"type": "FeatureCollection", "features": [{{"type": "Feature", "properties": {{"name": "Field"{declared}}},
            "geometry": {{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}}}}]}}"#
        ))
        .expect("it opens")
    };
    let only = square(r#", "declared_km2": 1"#);
    assert_eq!(told(&only), ("Field".to_owned(), Some(("does not agree".to_owned(), false)), None, 0));
    let plain = square("");
    assert_eq!(told(&plain).1, None);
    // One of several areas is not what the file is about because it alone says how large it is.
    let one_of_two = open_text(
        r#"{"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": "West", "declared_km2": 1},
            "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}},
        {"type": "Feature", "properties": {"name": "East"},
            "geometry": {"type": "Polygon", "coordinates": [[[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]]}}]}"#,
    )
    .expect("it opens");
    assert!(Overview::of(&one_of_two).whole.is_none());
    for (project, words) in
        [(harbour, title), (only, "Field".to_owned()), (plain, "Layers: 1. Features: 1.".to_owned())]
    {
        let has_measures = !project.own.policy.items.is_empty();
        let harness = window(project, Lang::En);
        assert!(is_shown(&harness, &words), "{words}");
        assert_eq!(harness.query_by_label("Read measures").is_some(), has_measures, "{words}");
        assert_shown(&harness, "Check boundaries");
    }
    let harness = window(Project::default(), Lang::En);
    assert_shown(&harness, "Layers: 0. Features: 0.");
}

#[test]
fn the_card_is_closed_and_opened_again() {
    let mut harness = window(builtin(), Lang::En);
    let wide = harness.get_by_role(Role::Image).rect().width();
    harness.get_by_label("Close the card").click();
    harness.run();
    assert!(!is_shown(&harness, "Read measures"));
    assert!(harness.get_by_role(Role::Image).rect().width() > wide, "the map has its room");
    // Esc opens and closes nothing of it; a selection has its card, and goes with it.
    click(&mut harness, SUB_AREAS[0].1);
    assert!(is_shown(&harness, "Focus"));
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!is_shown(&harness, "Read measures") && !is_shown(&harness, "Focus"));
    harness.get_by_label_contains("Show the card of").click();
    harness.run();
    assert!(is_shown(&harness, "Read measures"));
    harness.key_press(Key::Escape);
    harness.run();
    assert!(is_shown(&harness, "Read measures"));
}

#[test]
fn it_is_folded_in_a_small_window_and_fits_there_when_it_is_opened() {
    for lang in Lang::ALL {
        let mut harness = window(builtin(), lang);
        harness.set_size(Vec2::new(480.0, 360.0));
        harness.run();
        assert_eq!(harness.get_by_role(Role::Image).rect().width(), 480.0, "the map has all of it");
        harness.state_mut().apply(Action::ShowOverview(true));
        harness.run();
        let map = harness.get_by_role(Role::Image).rect();
        assert_eq!(map.width(), 224.0, "{lang:?}: nothing in the card is wider than the card");
    }
}
