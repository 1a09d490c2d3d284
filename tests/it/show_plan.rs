//! What a `project.json` says of the show: order, changes, refusals, and the way back from a show to its plan.
//! Must not know what the stops say by themselves.

use std::fs;
use std::path::Path;

use serde_json::Value;
use zonemap::export::write_whole;
use zonemap::formats::{OpenOptions, open, project_with_show, with_show};
use zonemap::geometry::Extent;
use zonemap::i18n::{Lang, Localized};
use zonemap::project::{Manifest, Project, ProjectContent, Provenance, Rest, ShowPlan, StopEntry};
use zonemap::show::{Aim, Content, Deck, Stop};

use crate::common::{copy_of, edit, repository, text_of, without_show};

fn harbour() -> Project {
    open(&repository("tests/projects/harbour"), &OpenOptions::default()).expect("the project opens")
}

fn plan_of(json: &str) -> ShowPlan {
    serde_json::from_str(&format!(r#"{{"stops": [{json}]}}"#)).unwrap_or_else(|error| panic!("{error}: {json}"))
}

fn planned(project: &Project, plan: ShowPlan) -> Deck {
    let mut project = ProjectContent::clone(project);
    project.own.show = plan;
    Deck::of(&project.into())
}

fn ids(deck: &Deck) -> String {
    deck.stops.iter().map(|stop| stop.id.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn named_stops_stand_in_the_order_of_the_plan_and_the_others_behind_them() {
    let project = harbour();
    for (plan, order) in [
        ("", "cover harbour harbour-parts quay 1-50 measures-1 closing"),
        (r#"{"id": "quay"}"#, "cover harbour harbour-parts quay 1-50 measures-1 closing"),
        // What comes before any named stop stays at the beginning; 1-50 and the measures stay behind the quay.
        (r#"{"id": "closing"}, {"id": "quay"}"#, "cover harbour harbour-parts closing quay 1-50 measures-1"),
        (r#"{"id": "measures-1"}, {"id": "cover"}"#, "measures-1 closing cover harbour harbour-parts quay 1-50"),
        // Stops of the plan's own directly follow the entry before them, or precede the one after.
        (
            r#"{"id": "quay"}, {"id": "x", "title": "X"}, {"id": "y", "points": ["Y"]}"#,
            "cover harbour harbour-parts quay x y 1-50 measures-1 closing",
        ),
        (r#"{"id": "x", "title": "X"}, {"id": "quay"}"#, "cover harbour harbour-parts x quay 1-50 measures-1 closing"),
        (r#"{"id": "x", "title": "X"}"#, "cover harbour harbour-parts quay 1-50 measures-1 closing x"),
        // What neither is a stop nor says anything, and what is named again, is passed over when no file is opened.
        (
            r#"{"id": "no"}, {"id": "closing"}, {"id": "closing", "hide": true}, {"id": "cover"}"#,
            "closing cover harbour harbour-parts quay 1-50 measures-1",
        ),
    ] {
        assert_eq!(ids(&planned(&project, plan_of(plan))), order, "{plan}");
    }
}

#[test]
fn an_entry_changes_what_it_names_and_nothing_else() {
    let project = harbour();
    let plan = plan_of(
        r#"{"id": "quay", "hide": true, "title": "The quay", "notes": {"en": "Slowly."}, "seconds": 7, "view": [-3.1, 49.9, -2.9, 50.1],
            "layers": ["parts"], "select": "harbour", "lang": "zh-Hans", "points": ["One", {"en": "Two"}]}"#,
    );
    let (before, after) = (Deck::of(&project), planned(&project, plan));
    for (before, after) in before.stops.iter().zip(&after.stops).filter(|(before, _)| before.id != "quay") {
        assert_eq!(before, after);
    }
    let quay = after.stops.iter().find(|stop| stop.id == "quay").expect("the quay");
    assert!(quay.hidden && after.shown().all(|(_, stop)| stop.id != "quay"));
    assert_eq!(
        (quay.title.get(Lang::ZhHant), quay.notes.get(Lang::En), quay.planned_s),
        ("The quay", "Slowly.", Some(7))
    );
    assert_eq!(quay.aim, Aim::Box(Extent { west: -3.1, south: 49.9, east: -2.9, north: 50.1 }));
    assert_eq!((quay.layers.as_deref(), quay.lang), (Some(&["parts".to_owned()][..]), Some(Lang::ZhHans)));
    assert_eq!(quay.selected, project.named(0, "harbour").next());
    let said: Vec<(usize, &str)> = quay
        .blocks
        .iter()
        .map(|block| {
            let Content::Point { head, .. } = &block.content else { panic!("{block:?}") };
            (block.build, head.get(Lang::En))
        })
        .collect();
    assert_eq!(said, [(1, "One"), (2, "Two")]);
}

/// A copy of the built-in project with a show in it.
fn with_stops(stops: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = copy_of("geodata");
    let file = folder.path().join("project.json");
    fs::write(&file, without_show(&text_of("geodata/project.json"))).expect("a project");
    edit(
        &file,
        "\"policy\": \"policy.json\"\n",
        &format!("\"policy\": \"policy.json\",\n \"show\": {{\"stops\": [\n{stops}\n]}}\n"),
    );
    (folder, file)
}

#[test]
fn what_cannot_be_obeyed_is_refused_with_its_place() {
    for (stops, place, message) in [
        ("{\"id\": \"cover\"},\n{\"id\": \"cover\"}", "29:8", "expected a unique stop id, found cover"),
        ("{\"id\": \"nowhere\", \"hide\": true}", "28:8", "expected the id of a stop that this project makes"),
        ("{\"id\": \"\", \"title\": \"x\"}", "28:8", "expected the id of a stop"),
        (
            "{\"id\": \"zone\",\n \"layers\": [\"canals\"]}",
            "29:13",
            "expected the id of a layer of this project, found canals",
        ),
        (
            "{\"id\": \"zone\",\n \"select\": \"north\"}",
            "29:12",
            "expected the id of a feature of this project, found north",
        ),
        ("{\"id\": \"zone\",\n \"view\": [114, 22, 113, 23]}", "29:2", "found 114, 22, 113, 23"),
        ("{\"id\": \"zone\",\n \"view\": [113, 22, 1e999, 23]}", "29:", "number out of range"),
        ("{\"id\": \"zone\",\n \"view\": [113, 22, 114, 91]}", "29:2", "expected a box in degrees"),
        ("{\"id\": \"zone\",\n \"view\": [113, 22, 114]}", "29:", "an array of length 4"),
        ("{\"id\": \"zone\",\n \"seconds\": 0}", "29:2", "expected a time from 1 to 86400 seconds, found 0"),
        ("{\"id\": \"zone\",\n \"seconds\": 86401}", "29:2", "found 86401"),
        ("{\"id\": \"zone\",\n \"seconds\": -1}", "29:", "expected u32"),
        ("{\"id\": \"zone\",\n \"colour\": 1}", "29:", "unknown field"),
    ] {
        let (_folder, file) = with_stops(stops);
        let error = open(&file, &OpenOptions::default()).expect_err(stops);
        let at = error.place.and_then(Provenance::position).expect("a place").to_string();
        assert!(at.starts_with(place), "{stops}: at {at}, not {place}");
        let text = error.message(Lang::En);
        assert!(text.contains(message) && text.contains("project.json"), "{stops}: {text}");
    }
    let (_folder, file) = with_stops(
        "{\"id\": \"zone\", \"seconds\": 86400, \"view\": [113, 22, 114, 23], \"layers\": [\"zone\"], \"select\": \"living\"}",
    );
    assert!(open(&file, &OpenOptions::default()).is_ok());
    // With another whole the stops are others: the show must not be in the way of measuring.
    let (_folder, file) = with_stops("{\"id\": \"manufacturing\", \"hide\": true}");
    let options = OpenOptions { whole: Some("living".to_owned()), ..OpenOptions::default() };
    assert!(open(&file, &options).is_ok());
}

#[test]
fn a_plan_is_written_and_read_again() {
    let text = text_of("geodata/project.json");
    let manifest: Manifest = serde_json::from_str(&text).expect("a manifest");
    let plan = ShowPlan { accent: Some("#0A5C36".to_owned()), ..manifest.show.expect("a show") };
    assert_eq!((plan.rest, plan.accent_rgb()), (Rest::Appendix, Some([0x0a, 0x5c, 0x36])));
    let again: Manifest = serde_json::from_str(&with_show(&text, &plan).expect("a project")).expect("a manifest");
    assert_eq!(again.show, Some(plan));
    // A point that only says something stays as short as it was written.
    let short = r#"{"id":"x","points":["One",{"en":"Two"}]}"#;
    let entry: StopEntry = serde_json::from_str(short).expect("an entry");
    let written = serde_json::to_value(&entry).expect("JSON");
    assert_eq!(written["points"][1], serde_json::json!({"en": "Two"}));
}

#[test]
fn a_show_is_written_into_a_project_and_nothing_else_is_touched() {
    let text = without_show(&text_of("geodata/project.json"));
    let plan = plan_of(
        r#"{"id": "closing", "seconds": 30}, {"id": "x", "title": {"en": "A \"quoted\" title", "zh-Hant": "題"}, "view": [113.25, 22.5, 114.75, 23.5]}"#,
    );
    let once = with_show(&text, &plan).expect("a project");
    let end = text.trim_end().strip_suffix('}').expect("a bracket").trim_end();
    assert!(once.starts_with(end), "all that was there stays, byte for byte");
    let manifest: Manifest = serde_json::from_str(&once).expect("a manifest");
    assert_eq!(manifest.show.as_ref(), Some(&plan));
    let twice = with_show(&once, &ShowPlan::default()).expect("a project");
    let (mut left, before): (Value, Value) =
        (serde_json::from_str(&twice).unwrap(), serde_json::from_str(&text).unwrap());
    assert_eq!(left.as_object_mut().expect("an object").shift_remove("show"), Some(serde_json::json!({"stops": []})));
    assert_eq!(left.to_string(), before.to_string());
}

#[test]
fn a_show_is_saved_and_opened_again() {
    let folder = copy_of("geodata");
    let project = open(folder.path(), &OpenOptions::default()).expect("the project");
    let entry = |stop: &Stop| StopEntry { id: stop.id.clone(), ..StopEntry::default() };
    let mut stops: Vec<StopEntry> = Deck::unplanned(&project).stops.iter().rev().map(entry).collect();
    stops[0].notes = Localized::plain("Thank you.");
    let plan = ShowPlan { stops, ..ShowPlan::default() };
    let deck = Deck::planned(&project, &plan);
    assert_eq!(deck.stops[0].id, "closing");
    for path in [folder.path().to_owned(), folder.path().join("project.json")] {
        let (file, text) = project_with_show(&path, &plan).expect("a project");
        write_whole(&file, text.as_bytes()).expect("a file");
        let again = open(&path, &OpenOptions::default()).expect("the project again");
        assert_eq!(Deck::of(&again).stops, deck.stops);
    }
    let single = folder.path().join("zones.geojson");
    let error = project_with_show(&single, &ShowPlan::default()).expect_err("no project.json");
    assert!(error.message(Lang::En).contains("project.json"), "{}", error.message(Lang::En));
    assert!(project_with_show(Path::new("nowhere/project.json"), &ShowPlan::default()).is_err());
    fs::write(folder.path().join("project.json"), "{\"title\": 1}").expect("a broken file");
    assert!(project_with_show(folder.path(), &ShowPlan::default()).is_err());
}
