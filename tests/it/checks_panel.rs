//! The list of findings in the real window: what it says, where it goes, and how it is left.
//! Must not know any rule but by what it finds in a file made wrong on purpose.

use egui::{Key, OutputCommand, Vec2};
use zonemap::desktop::App;
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::project::Project;
use zonemap::report::{FeatureReport, rule_text};
use zonemap::session::{Action, Checked, Findings, Panel, Session, Tab};
use zonemap::verify::{RULES, Severity, Tolerances, check};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::{builtin, open_text};
use crate::window::{SUB_AREAS, assert_shown, click, selected_key, settings, window};

/// Two squares, each declared as another area than it has.
pub(crate) fn wrong() -> Project {
    let square = |id: &str, lon: f64, declared: f64| {
        let east = lon + 0.01;
        format!(
            r#"{{"type":"Feature","id":"{id}","properties":{{"name":"{id}","declared_km2":{declared}}},"geometry":{{
            "type":"Polygon","coordinates":[[[{lon},23],[{east},23],[{east},23.01],[{lon},23.01],[{lon},23]]]}}}}"#
        )
    };
    let features = [square("east", 113.52, 7.0), square("west", 113.48, 5.0)].join(",");
    open_text(format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)).expect("it opens")
}

/// The text that a click has copied.
pub(crate) fn copied(harness: &Harness<'_, App>) -> String {
    let commands = &harness.output().platform_output.commands;
    let text = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        OutputCommand::CopyImage(_) | OutputCommand::OpenUrl(_) | OutputCommand::TextSelectionSettled(_) => None,
    });
    text.expect("a text was copied")
}

fn current(harness: &Harness<'_, App>) -> Option<usize> {
    harness.state().session().checks().current().map(|(at, _)| at)
}

#[test]
fn a_finding_is_flown_to_and_says_what_to_do_in_each_language() {
    for lang in Lang::ALL {
        let mut harness = window(wrong(), lang);
        harness.key_press(Key::V);
        harness.run();
        let errors: Vec<_> = check(&wrong(), &Tolerances::default());
        let errors: Vec<_> = errors.iter().filter(|finding| finding.rule == "declared-area").collect();
        assert_eq!(errors.len(), 2);
        for (at, finding) in errors.iter().enumerate() {
            harness.key_press(Key::N);
            harness.run();
            assert_eq!(current(&harness), Some(at));
            assert_shown(&harness, finding.message.get(lang));
            let looked_at = LonLat::from(harness.state().session().view().projector().center);
            let place = finding.at.expect("a place");
            assert!((looked_at.lon - place.lon).abs() < 0.005, "{looked_at:?} is not near {place:?}");
            let projector = harness.state().session().view().projector();
            for &id in &finding.features {
                let box_of = harness.state().session().project().shape(id).expect("a shape").extent();
                let corners = [(box_of.west, box_of.south), (box_of.east, box_of.north)];
                for corner in corners.map(|(lon, lat)| LonLat { lon, lat }) {
                    let [x, y] = projector.screen_from_lonlat(corner);
                    let inside = x >= 0.0 && y >= 0.0 && x <= projector.size[0] && y <= projector.size[1];
                    assert!(inside, "{corner:?} of what it is about is out of view at {x}, {y}");
                }
            }
        }
        let help = match lang {
            Lang::En => "The boundary as drawn",
            Lang::ZhHant => "圖上界線圍成的面積",
            Lang::ZhHans => "图上界线围成的面积",
        };
        assert!(harness.query_all_by_label_contains(help).next().is_some(), "{lang:?}");
    }
}

#[test]
fn escape_leaves_the_finding_then_the_list_then_the_selection() {
    let mut harness = window(wrong(), Lang::En);
    harness.key_press(Key::N);
    harness.run();
    assert_eq!(selected_key(&harness).as_deref(), Some("east"), "with the list closed, N goes to the next feature");
    harness.key_press(Key::V);
    harness.run();
    harness.key_press(Key::N);
    harness.run();
    assert_eq!((current(&harness), selected_key(&harness).as_deref()), (Some(0), Some("east")));
    let mut seen = Vec::new();
    for _ in 0..3 {
        harness.key_press(Key::Escape);
        harness.run();
        let session = harness.state().session();
        seen.push((current(&harness).is_some(), session.panel() == Panel::Checks, session.selected().is_some()));
    }
    assert_eq!(seen, [(false, true, true), (false, false, true), (false, false, false)]);
}

#[test]
fn levels_filter_the_list_and_the_steps() {
    let mut harness = window(builtin(), Lang::En);
    harness.key_press(Key::V);
    harness.run();
    let findings = check(&builtin(), &Tolerances::default());
    let count = |level| findings.iter().filter(|finding| finding.severity == level).count();
    for (sign, level, word) in
        [("×", Severity::Error, "error"), ("!", Severity::Warning, "warning"), ("i", Severity::Note, "note")]
    {
        let label = format!("{sign} {word} {}", count(level));
        let buttons = harness.query_all_by_label(&label).collect::<Vec<_>>();
        buttons.last().unwrap_or_else(|| panic!("no {label}")).click();
        harness.run();
        assert_eq!(harness.state().session().checks().listed().len(), count(level));
    }
    harness.key_press(Key::N);
    harness.run();
    let (_, finding) = harness.state().session().checks().current().expect("a note");
    assert_eq!(finding.severity, Severity::Note);
}

#[test]
fn what_is_listed_can_be_copied_as_a_table_or_one_by_one() {
    let mut harness = window(wrong(), Lang::En);
    harness.key_press(Key::V);
    harness.run();
    harness.get_by_label("Copy the list").click();
    harness.step();
    let table = copied(&harness);
    let findings = check(&wrong(), &Tolerances::default());
    assert_eq!(table.lines().count(), 2 + findings.len(), "{table}");
    assert!(table.starts_with("| level | finding | size | features |\n| --- |"), "{table}");
    harness.key_press(Key::N);
    harness.run();
    harness.get_by_label("Copy this finding").click();
    harness.step();
    let text = copied(&harness);
    assert!(text.contains(findings[0].message.get(Lang::En)) && text.contains(&findings[0].id), "{text}");
}

#[test]
fn a_feature_of_a_finding_opens_its_card_and_the_way_back_is_there() {
    let mut harness = window(wrong(), Lang::En);
    harness.key_press(Key::V);
    harness.key_press(Key::N);
    harness.run();
    harness.get_by_role_and_label(egui::Role::Button, "east").click();
    harness.run();
    assert_eq!(selected_key(&harness).as_deref(), Some("east"));
    assert_ne!(harness.state().session().panel(), Panel::Checks);
    harness.get_by_label_contains("Finding 1 of").click();
    harness.run();
    assert_eq!(harness.state().session().panel(), Panel::Checks);
}

#[test]
fn nothing_found_says_what_was_checked_and_a_broken_check_is_not_nothing() {
    let mut harness = window(builtin(), Lang::En);
    harness.state_mut().apply(Action::Open(Panel::Checks));
    harness.state_mut().apply(Action::Checked(Checked::Done(Findings::new(Vec::new(), Vec::new()))));
    harness.run();
    assert_shown(&harness, "Nothing found.");
    let rules = format!("rules {}", RULES.len());
    assert!(harness.query_all_by_label_contains(&rules).next().is_some(), "{rules}");
    harness.state_mut().apply(Action::Checked(Checked::Broke));
    harness.run();
    assert!(harness.query_by_label("Nothing found.").is_none());
    assert!(harness.query_all_by_label_contains("Not checked").next().is_some());
    harness.state_mut().apply(Action::Checked(Checked::UnderWay));
    harness.step();
    assert!(harness.query_all_by_label_contains("Checking").next().is_some());
}

/// Of ten thousand findings only the rows in view are made, and a step goes to a row that was not.
#[test]
fn ten_thousand_findings_are_listed_by_the_rows_in_view() {
    let one = check(&wrong(), &Tolerances::default()).remove(0);
    let mut many = Session::new(wrong(), settings(Lang::En));
    many.apply(Action::Checked(Checked::Done(Findings::new(vec![one.clone(); 10_000], Vec::new()))));
    let mut harness = window(wrong(), Lang::En);
    harness.set_size(Vec2::new(1280.0, 800.0));
    harness.state_mut().apply(Action::Checked(many.checks().state.clone()));
    harness.state_mut().apply(Action::Open(Panel::Checks));
    harness.run();
    let spoken = format!("error: {}", one.message.get(Lang::En));
    assert!((5..40).contains(&harness.query_all_by_label(&spoken).count()));
    harness.key_press(Key::P);
    harness.run();
    assert_eq!(current(&harness), Some(9_999));
    assert_shown(&harness, "10000 of 10000");
    assert!((3..40).contains(&harness.query_all_by_label(&spoken).count()));
}

/// "Which method gives 56.39, and its accuracy is it?" is answered by one click on the figure.
#[test]
fn a_click_on_the_declared_figure_says_which_method_gives_it() {
    let mut harness = window(builtin(), Lang::En);
    let (_, at) = SUB_AREAS[1];
    click(&mut harness, at);
    click(&mut harness, at);
    assert_eq!(selected_key(&harness).as_deref(), Some("zone"));
    harness.get_by_role_and_label(egui::Role::Button, "56.39").click();
    harness.run();
    assert_eq!(harness.state().session().tab(), Tab::Areas);
    assert_shown(&harness, "Declared 56.39 km²: its digits allow 56.385 up to 56.395 km².");
    let project = builtin();
    let id = project.named(0, "zone").next().expect("the zone");
    let report = FeatureReport::of(&project, id).expect("a feature");
    assert_shown(&harness, report.explanation(&report.methods()).expect("it is declared").get(Lang::En));
    // Web Mercator's figure, 19 % too large, as the table of methods has it.
    assert_shown(&harness, "Web Mercator plane (EPSG:3857)");
    harness.get_by_label("Copy as a table").click();
    harness.step();
    let table = copied(&harness);
    let mercator = table.lines().find(|row| row.starts_with("| Web Mercator plane"));
    assert!(mercator.is_some_and(|row| row.ends_with("| × no |")), "{table}");
}

#[test]
fn the_uncertainty_is_shown_by_key_and_by_the_box_in_the_key() {
    let mut harness = window(builtin(), Lang::En);
    harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::U);
    harness.run();
    assert!(harness.state().session().settings().uncertainty);
    harness.get_by_label_contains("Show accuracy").click();
    harness.run();
    assert!(!harness.state().session().settings().uncertainty);
}

#[test]
fn what_held_is_listed_below_what_was_found_and_apart_from_what_there_was_nothing_of() {
    for lang in Lang::ALL {
        let mut harness = window(wrong(), lang);
        harness.key_press(Key::V);
        harness.run();
        let holds = |rule: &str| rule_text(rule, "holds", lang).expect("a sentence");
        let top = |text: &str| harness.get_by_label(text).rect().top();
        let heads: Vec<f32> = ["▼ ", "▼ "]
            .iter()
            .flat_map(|sign| {
                harness.query_all_by_label_contains(sign).map(|head| head.rect().top()).collect::<Vec<_>>()
            })
            .collect();
        assert!(heads.len() >= 3, "found, held, nothing to check");
        let found = check(&wrong(), &Tolerances::default());
        assert!(found.iter().all(|finding| harness.query_by_label(&holds(finding.rule)).is_none()));
        // There is no whole of which these could be the parts.
        assert!(top(&holds("winding")) < top(&holds("declared-sum")));
        let told = RULES.iter().filter(|rule| harness.query_by_label(&holds(rule.id)).is_some()).count();
        let rules: std::collections::BTreeSet<&str> = found.iter().map(|finding| finding.rule).collect();
        assert_eq!(told + rules.len(), RULES.len(), "each rule once");
    }
}

#[test]
fn a_part_of_the_list_is_folded_by_keyboard_and_opens_for_a_finding_in_it() {
    let mut harness = window(wrong(), Lang::En);
    harness.key_press(Key::V);
    harness.run();
    let found = check(&wrong(), &Tolerances::default());
    let spoken = format!("error: {}", found[0].message.get(Lang::En));
    harness.get_by_label("▼ Area not as declared (2)").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.query_by_label(&spoken).is_none(), "folded");
    assert_shown(&harness, "▶ Area not as declared (2)");
    harness.key_press(Key::N);
    harness.run();
    assert_shown(&harness, &spoken);
}

#[test]
fn a_check_that_was_not_completed_is_not_told_as_held_without_saying_so() {
    let mut harness = window(builtin(), Lang::En);
    let mut finding = check(&builtin(), &Tolerances::default()).remove(0);
    assert_eq!(finding.rule, "fitted-limit");
    (finding.rule, finding.severity) = ("not-checked", Severity::Error);
    harness.state_mut().apply(Action::Checked(Checked::Done(Findings::new(vec![finding], Vec::new()))));
    harness.state_mut().apply(Action::Open(Panel::Checks));
    harness.run();
    assert!(harness.query_by_label_contains("▼ Held, as far as it was checked").is_some());
    assert!(harness.query_by_label("Every check was completed").is_none());
}
