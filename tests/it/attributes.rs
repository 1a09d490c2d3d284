//! The card of any file: its tabs, its attributes as a table.
//! Must not know what a policy says.

use egui::Key;
use serde_json::{Value, json};
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::project::{FeatureId, Style};
use zonemap::report::{Attribute, FeatureReport};
use zonemap::session::{Action, Tab};
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};

use crate::common::{area, builtin, open_text, project_of};
use crate::window::{SUB_AREAS, assert_shown, click, window};

fn plain() -> Value {
    let properties = json!({
        "name": "Field 7",
        "owner": "a farm",
        "trees": 1200,
        "page": "https://example.org/field/7",
        "titles": {"zh-Hant": "田", "en": "field"},
        "tags": ["a", 1],
        "empty": null,
        "odd": "https://example.org/a b",
    });
    area(&("f7", [0.0, 0.0, 1.0, 1.0]), &properties)
}

#[test]
fn attributes_are_read_row_by_row() {
    let project = open_text(plain().to_string()).expect("it opens");
    let id = project.feature_ids().next().expect("a feature");
    let report = FeatureReport::of(&project, id).expect("a report");
    let rows = report.attributes(Lang::ZhHant);
    let told: Vec<(&str, &str)> = rows.iter().map(|row| (row.name.as_str(), row.value.as_str())).collect();
    let expected = [
        ("ID", "f7"),
        ("owner", "a farm"),
        ("trees", "1200"),
        ("page", "https://example.org/field/7"),
        ("titles", "田"),
        ("tags", r#"["a",1]"#),
        ("empty", ""),
        ("odd", "https://example.org/a b"),
    ];
    assert_eq!(told, expected);
    let numbers: Vec<&str> = rows.iter().filter(|row| row.is_number).map(|row| row.name.as_str()).collect();
    assert_eq!(numbers, ["trees"]);
    let links: Vec<&Attribute> = rows.iter().filter(|row| row.link.is_some()).collect();
    assert_eq!(links.len(), 1, "an address with a space is none: {links:?}");
    let copied = report.copied_attributes(Lang::En);
    assert!(copied.starts_with("| attribute | value |\n") && copied.contains("| trees | 1200 |"), "{copied}");
}

/// Without a policy the attributes lead; tabs with nothing under them are not there.
#[test]
fn a_card_has_only_tabs_with_content() {
    let folder = project_of(&[("fields", "area", vec![plain()])], &json!({}));
    let project = open(folder.path(), &OpenOptions::default()).expect("it opens");
    let mut harness = window(project, Lang::En);
    harness.key_press(Key::N);
    harness.run();
    for words in ["owner", "a farm", "trees", "1200", "Attributes 8", "Areas"] {
        assert_shown(&harness, words);
    }
    for absent in ["Focus 0", "Measures 0", "Boundary 0"] {
        assert!(harness.query_all_by_label_contains(absent).next().is_none(), "{absent} has nothing under it");
    }
    harness.get_by_label("https://example.org/field/7").click();
    harness.run();
    assert_shown(&harness, "Open in the browser");
    harness.key_press(Key::Escape);
    harness.run();
    harness.state_mut().apply(Action::OpenTab(Tab::Areas));
    harness.run();
    assert!(harness.query_all_by_label("owner").next().is_none());
}

/// The zone has a policy: its focus leads, and an id alone, which is all that its files say besides, has no tab.
#[test]
fn a_policy_leads_where_there_is_one() {
    let mut harness = window(builtin(), Lang::En);
    click(&mut harness, SUB_AREAS[0].1);
    let is_shown = |words: &str| harness.query_all_by_label_contains(words).next().is_some();
    assert!(is_shown("Policy focus (5)") && !is_shown("Attributes"));
}

/// What the zone's files call their features and fields stands in no sentence of any card.
#[test]
fn no_raw_id_or_key_stands_in_words() {
    let project = builtin();
    let is_raw = |word: &str| {
        matches!(word, "accuracy_m" | "declared_km2" | "between" | "certainty" | "Questionmark")
            || project.feature_ids().any(|id| {
                let key = project.feature(id).map_or("", |feature| feature.key());
                key == word && key.bytes().any(|byte| byte.is_ascii_digit() || byte == b'-')
            })
    };
    let mut harness = window(project.clone(), Lang::En);
    let told = |id: &FeatureId| matches!(project.layers[id.layer].style, Style::Boundary | Style::Area | Style::Whole);
    for id in project.feature_ids().filter(told) {
        harness.state_mut().apply(Action::Select(Some(id)));
        for tab in [Tab::Boundary, Tab::Areas] {
            harness.state_mut().apply(Action::OpenTab(tab));
            harness.run_steps(2);
            let all = harness.query_all_by(|node| node.role() == egui::Role::Label);
            for words in all.filter_map(|node| node.accesskit_node().label()) {
                let raw = words.split(|c: char| !(c.is_alphanumeric() || "_-".contains(c))).find(|word| is_raw(word));
                assert_eq!(raw, None, "{words:?}");
            }
        }
    }
}
