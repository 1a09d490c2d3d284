//! Two projects that call all they have by the same ids, opened together: what each says stays its own.
//! Must not know how either is drawn.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;
use zonemap::draw::{PaperFormat, Sheet, SheetOptions, draw};
use zonemap::formats::{OpenOptions, open};
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::picture::{Picture, Sign};
use zonemap::project::{BoundarySegment, FeatureId, Project, Target, Tie};
use zonemap::report::{AreaRows, FeatureReport, IdentifyReport, InfoReport, SegmentReport, VerifyReport};
use zonemap::session::{Action, Session, Settings, ShowAction};
use zonemap::show::{Deck, Edit, edited};
use zonemap::verify::Tolerances;

use crate::common::{area, at, open_text, project_of};

/// A whole of two parts with a boundary segment and a place, everything so far to the east.
fn folder(name: &str, east: f64) -> TempDir {
    let part = |id: &'static str, west: f64| {
        area(&(id, [east + west, 0.0, east + west + 1.0, 1.0]), &json!({"name": format!("{name} {id}")}))
    };
    let segment = json!({"between": ["p", "outside"], "line": "fitted", "name": format!("{name} stretch")});
    let line = |properties: &Value| json!({"type": "Feature", "id": "s", "properties": properties, "geometry": {"type": "LineString", "coordinates": [at(east, 0.0), at(east, 1.0)]}});
    let place = json!({"type": "Feature", "id": "m", "properties": {"name": format!("{name} mark")}, "geometry": {"type": "Point", "coordinates": at(east + 0.5, 0.5)}});
    let whole = area(&("w", [east, 0.0, east + 2.0, 1.0]), &json!({"name": format!("{name} w")}));
    let layers = [
        ("whole", "whole", vec![whole]),
        ("parts", "area", vec![part("p", 0.0), part("q", 1.0)]),
        ("stretches", "limit", vec![line(&segment)]),
        ("marks", "place", vec![place]),
    ];
    let folder = project_of(
        &layers,
        &json!({
            "title": format!("{name} plan"),
            "notice": format!("{name} is invented."),
            "map_review_number": format!("GS-{name}"),
            "wholes": [{"whole": "w", "parts": ["p", "q"]}],
            "declared_areas": [{"feature": "p", "area": format!("{}", 1.1 + east), "unit": "km2"}],
            "policy": "policy.json",
            "show": {"stops": [{"id": "closing"}, {"id": "own", "title": format!("{name} own"), "select": "p", "layers": ["parts"]}]},
        }),
    );
    let item = |id: &str, more: Value| {
        let mut item = json!({"id": id, "group": "works", "level": "zone", "kind": "main-task", "title": format!("{name} {id}"), "text": format!("{name} says {id}."), "basis": "stated"});
        item.as_object_mut().expect("members").extend(more.as_object().expect("members").clone());
        item
    };
    let policy = json!({
        "schema": "zonemap-policy/1",
        "source": {"title": format!("{name} report"), "date": "2020", "parts": [{"id": "1", "title": format!("{name} chapter")}]},
        "groups": [{"id": "works", "title": format!("{name} works")}],
        "items": [
            item("focus", json!({"kind": "focus", "feature": "p", "part": "1"})),
            item("tied", json!({"feature": "p", "measure": true, "tie": "stated"})),
            item("wide", json!({"measure": true, "tie": "zone-wide"})),
            item("inferred", json!({"measure": true, "tie": "inferred", "relevant": [{"feature": "q", "reason": format!("{name} reason")}]})),
            item("mark", json!({"kind": "context", "places": ["m"]})),
            item("extent", json!({"kind": "extent", "feature": "w"})),
        ],
    });
    fs::write(folder.path().join("policy.json"), policy.to_string()).expect("a policy");
    folder
}

fn alone(name: &str, east: f64) -> Project {
    open(folder(name, east).path(), &OpenOptions::default()).expect("a project")
}

/// Aster at the west, Birch at the east of it: both alone, and together.
fn projects() -> ([Project; 2], Project) {
    let alone = [alone("Aster", 0.0), alone("Birch", 3.0)];
    let [one, other] = alone.clone();
    (alone, one.together_with(other))
}

/// Features that answer to a key, one of each project.
fn each(project: &Project, key: &str) -> [FeatureId; 2] {
    [0, 1].map(|namespace| {
        let found: Vec<FeatureId> = project.named(namespace, key).collect();
        assert_eq!(found.len(), 1, "{key} of {namespace}");
        found[0]
    })
}

fn names(project: &Project, ids: &[FeatureId]) -> Vec<String> {
    ids.iter().map(|&id| project.feature(id).expect("a feature").name().get(Lang::En).to_owned()).collect()
}

/// Whether a text speaks of one project and not of the other.
fn is_of(text: &str, namespace: usize) -> bool {
    let names = ["Aster", "Birch"];
    text.contains(names[namespace]) && !text.contains(names[1 - namespace])
}

#[test]
fn a_card_has_the_items_of_its_own_policy() {
    let (alone, both) = projects();
    for key in ["w", "p", "q", "m", "s"] {
        for (project, id) in alone.iter().zip(each(&both, key)) {
            let titles = |project: &Project, id| {
                let card = project.card(id);
                let measures = card.measures.iter().map(|measure| (measure.item, Some(measure.tie)));
                let rest = card.focus.iter().chain(&card.facts).map(|item| (*item, None));
                measures.chain(rest).map(|(item, tie)| (item.title.clone(), tie)).collect::<Vec<_>>()
            };
            let own = project.named(0, key).next().expect(key);
            assert_eq!(titles(&both, id), titles(project, own), "{key}");
        }
    }
    for (namespace, id) in each(&both, "q").into_iter().enumerate() {
        let card = both.card(id);
        let reasons: Vec<&str> =
            card.tied(Tie::Inferred).map(|measure| measure.reason.expect("a reason").get(Lang::En)).collect();
        assert!(reasons.len() == 1 && is_of(reasons[0], namespace), "{reasons:?}");
        let policy = both.policy_of(card.measures[0].item);
        assert!(is_of(policy.source.title.get(Lang::En), namespace));
        assert!(is_of(policy.group("works").expect("a group").title.get(Lang::En), namespace));
        let core = FeatureReport::of(&both, each(&both, "w")[namespace]).and_then(|report| report.core());
        assert!(is_of(core.expect("an extent").title.get(Lang::En), namespace));
    }
}

#[test]
fn a_segment_bounds_what_its_own_project_calls_so() {
    let (_, both) = projects();
    for key in ["w", "p"] {
        for (namespace, id) in each(&both, key).into_iter().enumerate() {
            let segments = both.segments_of(id);
            assert_eq!(segments, [each(&both, "s")[namespace]], "{key}");
            let feature = both.feature(segments[0]).expect("a stretch");
            let sides = BoundarySegment::of(feature).between;
            let named: Vec<FeatureId> =
                sides.iter().flat_map(|side| both.named(both.namespace_of(segments[0]), side)).collect();
            assert_eq!(named, [each(&both, "p")[namespace]]);
            assert!(is_of(&SegmentReport::of(&both, segments[0]).expect("a report").name(Lang::En), namespace));
        }
    }
    assert!(each(&both, "q").iter().all(|&id| both.segments_of(id).is_empty()));
}

#[test]
fn what_is_declared_and_made_up_is_its_own() {
    let (alone, both) = projects();
    for (namespace, project) in alone.iter().enumerate() {
        let [here, there] = [each(&both, "p")[namespace], project.named(0, "p").next().expect("p")];
        assert_eq!(both.declared.get(&here), project.declared.get(&there));
        let wholes: Vec<_> = both.wholes_of(namespace).collect();
        assert_eq!(wholes.len(), 1);
        assert!(names(&both, &wholes[0].parts).iter().all(|name| is_of(name, namespace)));
    }
}

#[test]
fn search_leads_to_its_own_features() {
    let (_, both) = projects();
    let of_name = |query: &str| {
        let items = both.search(query).into_iter().filter_map(|hit| match hit.target {
            Target::Item(at) => Some((at, both.feature_of_item(at))),
            Target::Feature(_) => None,
        });
        items.collect::<Vec<_>>()
    };
    for (namespace, name) in ["Aster", "Birch"].into_iter().enumerate() {
        for (id, key) in [("focus", "p"), ("wide", "w"), ("mark", "m"), ("extent", "w")] {
            let found = of_name(&format!("{name} {id}"));
            let &[(at, shown)] = &found[..] else { panic!("{name} {id}: {found:?}") };
            assert_eq!(shown, Some(each(&both, key)[namespace]), "{name} {id}");
            assert!(is_of(both.items().nth(at).expect("an item").text.get(Lang::En), namespace));
        }
        assert_eq!(of_name(&format!("{name} works")).len(), 6, "a heading is found with its own items");
    }
}

#[test]
fn a_position_is_answered_as_by_its_project_alone() {
    let (alone, both) = projects();
    for (project, east) in alone.iter().zip([0.0, 3.0]) {
        let [lon, lat] = at(east + 0.5, 0.4);
        let at = LonLat { lon, lat };
        let text = |project: &Project| {
            let mut report = IdentifyReport::new(at);
            report.add(at, project, 2000.0, Lang::En);
            serde_json::to_string(&report).expect("JSON")
        };
        assert_eq!(text(&both), text(project));
    }
}

/// The parts of a report that are about one project, or about features and files of one.
fn rows<T: serde::Serialize>(report: &T, lists: &[&str]) -> Vec<Vec<Value>> {
    let report = serde_json::to_value(report).expect("JSON");
    lists.iter().map(|list| report[list].as_array().expect("rows").clone()).collect()
}

#[test]
fn reports_name_each_project_with_what_is_its_own() {
    let (alone, both) = projects();
    let lists = ["projects", "files", "areas", "sums"];
    let verified = |project: &Project| {
        let mut report = VerifyReport::new(Tolerances::default());
        report.add(project.clone(), Lang::En);
        let suites: Vec<(String, usize, usize)> = report
            .projects
            .iter()
            .map(|project| (project.title.clone(), project.rows.areas.len(), project.rows.sums.len()))
            .collect();
        (rows(&report, &lists), suites)
    };
    let [(one, mut suites), (other, more)] = alone.each_ref().map(verified);
    suites.extend(more);
    let expected: Vec<Vec<Value>> = one.into_iter().zip(other).map(|(one, other)| [one, other].concat()).collect();
    assert_eq!(verified(&both), (expected, suites));
    let infos = [&alone[..], std::slice::from_ref(&both)].map(|projects| {
        let mut report = InfoReport::default();
        for project in projects {
            report.add(project, Lang::En);
        }
        rows(&report, &["projects"])
    });

    assert_eq!(infos[0], infos[1]);
    assert_eq!(both.title().get(Lang::En), "Aster plan, Birch plan");
    let areas = AreaRows { projects: std::slice::from_ref(&both), lang: Lang::En };
    let mut text = Vec::new();
    areas.write_json(&mut text).expect("a report");
    let report: Value = serde_json::from_slice(&text).expect("JSON");
    let of_file = |row: &Value| {
        is_of(row["name"].as_str().expect("a name"), usize::from(row["file"] != alone[0].own.path.as_str()))
    };
    assert!(report["features"].as_array().expect("rows").iter().all(of_file), "{report}");
}

#[test]
fn each_has_the_fingerprint_that_it_has_alone() {
    let (alone, both) = projects();
    for (namespace, project) in alone.iter().enumerate() {
        assert_eq!(both.fingerprint(namespace), project.fingerprint(0));
    }
    assert_ne!(both.fingerprint(0), both.fingerprint(1));
}

fn session(project: Project) -> Session {
    let mut session = Session::new(project, Settings { lang: Lang::En, reduced_motion: true, ..Settings::default() });
    session.apply(Action::Resize([1200.0, 800.0]));
    session
}

fn words(picture: &Picture) -> String {
    let text = |sign: &Sign| if let Sign::Label(label) = sign { Some(label.text.clone()) } else { None };
    picture.signs.iter().filter_map(text).collect::<Vec<_>>().join(" ")
}

#[test]
fn all_notices_sources_and_fingerprints_stand_on_the_sheet() {
    let (alone, both) = projects();
    let words = words(&Sheet::new(&session(both), &SheetOptions::on(PaperFormat::A4)).picture());
    for (name, project) in ["Aster", "Birch"].into_iter().zip(&alone) {
        let digits = &project.fingerprint(0)[..16];
        for said in [&format!("{name} is invented."), &format!("GS-{name}"), &format!("{name} report"), digits] {
            assert_eq!(words.matches(said).count(), 1, "{said} in {words}");
        }
    }
}

#[test]
fn a_notice_is_said_once() {
    let (_, both) = projects();
    let said = |project: &Project| {
        project
            .notices()
            .into_iter()
            .map(|(notice, number)| (notice.get(Lang::En).to_owned(), number.to_owned()))
            .collect::<Vec<_>>()
    };
    let [aster, birch] = ["Aster", "Birch"].map(|name| (format!("{name} is invented."), format!("GS-{name}")));
    assert_eq!(said(&both), [aster.clone(), birch.clone()]);
    assert_eq!(said(&both.clone().together_with(both.clone())), [aster.clone(), birch.clone()]);
    // That a file has no number is said even where others have theirs, and once.
    let file = || {
        open_text(
            json!({"type": "FeatureCollection", "features": [area(&("p", [0.0, 0.0, 1.0, 1.0]), &json!({}))]})
                .to_string(),
        )
        .expect("a file")
    };
    let nothing = (String::new(), String::new());
    let files = file().together_with(file());
    assert_eq!(said(&files), std::slice::from_ref(&nothing));
    assert_eq!(said(&files.together_with(both)), [nothing, aster, birch]);
}

#[test]
fn the_shows_follow_one_another_each_by_its_own_plan() {
    let (alone, both) = projects();
    let deck = Deck::of(&both);
    let of = |namespace: usize| deck.stops.iter().filter(move |stop| stop.namespace == namespace);
    for (namespace, project) in alone.iter().enumerate() {
        let own = Deck::of(project).stops;
        let titles: Vec<_> = of(namespace).map(|stop| &stop.title).collect();
        assert_eq!(titles, own.iter().map(|stop| &stop.title).collect::<Vec<_>>());
        let selected: Vec<FeatureId> =
            of(namespace).filter(|stop| stop.id.ends_with("own")).filter_map(|stop| stop.selected).collect();
        assert_eq!(selected, [each(&both, "p")[namespace]]);
    }
    let order: Vec<usize> = deck.stops.iter().map(|stop| stop.namespace).collect();
    assert!(order.is_sorted() && order.contains(&1), "{order:?}");
    let ids: std::collections::BTreeSet<&str> = deck.stops.iter().map(|stop| stop.id.as_str()).collect();
    assert_eq!(ids.len(), deck.stops.len(), "no two stops have one id");
    let last = deck.stops.iter().rposition(|stop| stop.namespace == 1).expect("a stop");
    let moved = edited(&both.show_plan(), &deck, (&Deck::unplanned(&both), &both.show_plan()), last, &Edit::Hide(true));
    assert!(Deck::planned(&both, &moved).stops[last].hidden, "a stop of either can be changed");
}

#[test]
fn a_stop_shows_the_layers_and_says_the_notices_of_its_own() {
    let (_, both) = projects();
    let mut session = session(both);
    session.apply(Action::Show(ShowAction::start()));
    let stops = session.show().expect("a show").deck().stops.clone();
    for (at, stop) in stops.iter().enumerate().filter(|(_, stop)| stop.id.ends_with("own")) {
        let shown = session.at_stop(at, None, [1920.0, 1080.0]);
        let seen = shown.project().layers.iter().enumerate().filter(|(at, _)| shown.layer(*at).visible);
        let seen: Vec<(usize, &str)> = seen.map(|(_, layer)| (layer.namespace, layer.id.as_str())).collect();
        assert_eq!(seen, [(stop.namespace, "parts")]);
        let words = words(&draw(&shown));
        assert!(["Aster is invented.", "Birch is invented."].iter().all(|notice| words.contains(notice)), "{words}");
    }
}
