//! The show of the built-in zone: a story of few stops, its figures the report's, its appendix behind it; and what any project can do
//! with the same means.
//! Must not know how a stop looks.

use std::collections::BTreeSet;
use std::fs;

use serde_json::json;
use zonemap::draw::stage::{Concern, concerns, opened_at, openings};
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::{Lang, Localized};
use zonemap::project::{FeatureId, Project, ShowPlan};
use zonemap::session::{Action, Session, Settings, Show, ShowAction};
use zonemap::show::{Content, Deck, Fault, Layout, Stop};

use crate::common::{builtin, text_of};
use crate::show_deck::written;

const SIZE: [f32; 2] = [1600.0, 900.0];

fn story() -> (Project, Deck) {
    let project = builtin();
    let deck = Deck::of(&project);
    (project, deck)
}

/// The stops before the appendix.
fn told(deck: &Deck) -> Vec<&Stop> {
    deck.shown().map(|(_, stop)| stop).filter(|stop| !stop.appendix).collect()
}

fn stop<'a>(deck: &'a Deck, id: &str) -> &'a Stop {
    deck.stops.iter().find(|stop| stop.id == id).unwrap_or_else(|| panic!("no stop {id}"))
}

#[test]
fn the_story_is_short_and_its_appendix_has_everything_else() {
    let (project, deck) = story();
    let ids: Vec<&str> = told(&deck).iter().map(|stop| stop.id.as_str()).collect();
    assert_eq!(ids.join(" "), "cover where limits west-district yunpu communities tasks life proof timeline whole");
    let presses: usize = told(&deck).iter().map(|stop| stop.last_build() + 1).sum::<usize>() - 1;
    assert!(presses <= 40, "{presses} presses");
    let planned_s: u32 = told(&deck).iter().filter_map(|stop| stop.planned_s).sum();
    assert!((480..=720).contains(&planned_s), "{planned_s} s");
    let rest: Vec<&str> =
        deck.shown().map(|(_, stop)| stop).filter(|stop| stop.appendix).map(|s| s.id.as_str()).collect();
    let made = Deck::unplanned(&project);
    let made: Vec<&str> = made.stops.iter().map(|stop| stop.id.as_str()).filter(|id| *id != "cover").collect();
    assert_eq!(rest, made);
    assert!(deck.stops.iter().all(|stop| stop.faults.is_empty()), "something of the plan cannot be shown");
}

#[test]
fn the_story_reads_like_this() {
    let (project, deck) = story();
    for lang in Lang::ALL {
        let all: Vec<String> = told(&deck).iter().map(|stop| written(&project, stop, lang)).collect();
        insta::assert_snapshot!(format!("story.{}", lang.code()), all.join("\n"));
    }
}

/// Each step shows something on the map or says something: none only turns a page.
#[test]
fn every_press_reveals_something() {
    let (_, deck) = story();
    for stop in told(&deck) {
        for build in 0..=stop.last_build() {
            let said = stop.blocks.iter().filter(|block| block.build == build).count();
            let shown = stop.reveals.iter().chain(&stop.lights).any(|reveal| reveal.build == build);
            assert!(said > 0 || shown, "{}: step {build} is empty", stop.id);
        }
    }
}

#[test]
fn everything_is_said_in_every_language_and_notes_are_to_be_spoken() {
    let (_, deck) = story();
    for stop in told(&deck) {
        let texts = stop.blocks.iter().flat_map(|block| block.content.texts());
        for text in texts.chain([&stop.title, &stop.notes, &stop.lead]).filter(|text| !text.is_empty()) {
            for lang in Lang::ALL {
                assert!(text.in_language(lang).is_some(), "{}: {text:?} in {lang:?}", stop.id);
            }
            let is_chinese = |c: char| ('\u{4e00}'..'\u{9fff}').contains(&c);
            assert!(!text.get(Lang::En).contains(is_chinese), "{}: {text:?}", stop.id);
        }
        let words = stop.notes.get(Lang::En).split_whitespace().count();
        assert!((30..=110).contains(&words), "{}: {words} words to say", stop.id);
    }
}

/// Every number on the stage is in the report, but for the shares, which the areas give.
#[test]
fn every_figure_is_in_the_report() {
    let policy = text_of("geodata/policy.json").replace(',', "");
    let (_, deck) = story();
    for stop in told(&deck) {
        for block in &stop.blocks {
            if matches!(block.content, Content::Shares { .. }) {
                continue;
            }
            for text in block.content.texts() {
                for lang in Lang::ALL {
                    for figure in text.get(lang).replace(',', "").split(|c: char| !c.is_ascii_digit() && c != '.') {
                        let figure = figure.trim_matches('.');
                        assert!(figure.is_empty() || policy.contains(figure), "{}: {figure} of {text:?}", stop.id);
                    }
                }
            }
        }
    }
}

#[test]
fn the_headline_counts_up_and_the_shares_are_those_of_the_areas() {
    let (_, deck) = story();
    let headline = stop(&deck, "cover").blocks.iter().find_map(|block| {
        let Content::Figure { figure, through, leads: true, .. } = &block.content else { return None };
        Some((figure.clone(), through.len()))
    });
    let (figure, through) = headline.expect("a headline");
    assert_eq!((figure.get(Lang::ZhHant), figure.get(Lang::En), through), ("千億", "100", 3));
    let shares = stop(&deck, "yunpu").blocks.iter().find_map(|block| {
        let Content::Shares { parts, of, .. } = &block.content else { return None };
        Some((parts.clone(), *of))
    });
    let (parts, of) = shares.expect("shares");
    // 19.1, 11.7 and 25.59 of 56.39 km².
    let expected = [0.338_712, 0.207_483, 0.453_804];
    assert!(parts.iter().zip(expected).all(|((_, share), expected)| (share - expected).abs() < 1e-6), "{parts:?}");
    assert_eq!(of, stop(&deck, "yunpu").selected);
}

fn begun() -> Session {
    let mut session = Session::new(builtin(), Settings { reduced_motion: true, ..Settings::default() });
    session.apply(Action::Resize(SIZE));
    session.apply(Action::Show(ShowAction::start()));
    session
}

fn show(session: &Session) -> &Show {
    session.show().expect("a show is on")
}

fn id(session: &Session) -> &str {
    &show(session).stop().id
}

#[test]
fn the_appendix_is_gone_to_and_come_back_from() {
    let mut session = begun();
    session.apply(Action::Show(ShowAction::Last));
    session.apply(Action::Show(ShowAction::Next));
    assert_eq!(id(&session), "whole", "the story ends where it ends");
    session.apply(Action::Show(ShowAction::Go(2)));
    session.apply(Action::Show(ShowAction::Next));
    session.apply(Action::Show(ShowAction::Appendix));
    assert_eq!(id(&session), "zone");
    session.apply(Action::Show(ShowAction::Last));
    session.apply(Action::Show(ShowAction::Appendix));
    session.apply(Action::Show(ShowAction::Appendix));
    assert_eq!(id(&session), "whole", "the last stop was gone to by itself");
    session.apply(Action::Show(ShowAction::Go(2)));
    session.apply(Action::Show(ShowAction::Next));
    for back in [ShowAction::Appendix, ShowAction::Out] {
        session.apply(Action::Show(ShowAction::Appendix));
        assert!(show(&session).stop().appendix);
        session.apply(Action::Show(back));
        assert_eq!((id(&session), show(&session).build), ("limits", 1));
    }
    // By its number, too.
    for digit in [1, 2] {
        session.apply(Action::Show(ShowAction::Digit(digit)));
    }
    session.apply(Action::Show(ShowAction::Accept));
    assert_eq!(id(&session), "zone");
}

#[test]
fn a_card_opens_what_it_stands_for_and_escape_comes_back() {
    let mut session = begun();
    let tasks = show(&session).deck().stops.iter().position(|stop| stop.id == "tasks").expect("the tasks");
    session.apply(Action::Show(ShowAction::Go(tasks)));
    let all = openings(&session);
    assert_eq!(all.len(), 5);
    for (place, leads_to) in &all {
        let middle = [f32::midpoint(place[0], place[2]), f32::midpoint(place[1], place[3])];
        assert_eq!(opened_at(&session, middle), Some(*leads_to));
        assert!(show(&session).deck().stops[*leads_to].id.starts_with("measures-"));
    }
    assert_eq!(opened_at(&session, [800.0, 200.0]), None, "the map is no card");
    session.apply(Action::Show(ShowAction::Visit(all[4].1)));
    assert_eq!(id(&session), "measures-5");
    session.apply(Action::Show(ShowAction::Out));
    assert_eq!(id(&session), "tasks");
    // By keyboard: Tab chooses, Enter opens.
    session.apply(Action::Show(ShowAction::StepFeature { back: false }));
    session.apply(Action::Show(ShowAction::StepFeature { back: false }));
    session.apply(Action::Show(ShowAction::Accept));
    assert_eq!(id(&session), "measures-3");
}

#[test]
fn points_light_up_what_they_speak_of_and_only_they_are_on_the_map() {
    let mut session = begun();
    let of = |session: &Session, keys: &[&str]| -> BTreeSet<FeatureId> {
        keys.iter().flat_map(|key| session.project().named(0, key).collect::<Vec<_>>()).collect()
    };
    session.apply(Action::Show(ShowAction::Go(1)));
    let ends = of(&session, &["B-PT-07", "B-PT-08"]);
    assert_eq!(session.lit().into_iter().collect::<BTreeSet<_>>(), ends);
    let absent = of(&session, &["B-PT-10", "B-PT-16"]);
    assert!(absent.iter().all(|&id| session.is_hidden(id)), "other places are not there");
    let first = *session.view().projector();
    session.apply(Action::Show(ShowAction::Next));
    assert!(session.view().projector().points_per_world < first.points_per_world, "the map looks farther");
    let wharf = show(&session).deck().stops.iter().position(|stop| stop.id == "west-district").expect("a stop");
    session.apply(Action::Show(ShowAction::Go(wharf)));
    for lit in [&[][..], &["manufacturing"], &["manufacturing"], &["B-PT-01"]] {
        assert_eq!(session.lit().into_iter().collect::<BTreeSet<_>>(), of(&session, lit), "{lit:?}");
        session.apply(Action::Show(ShowAction::Next));
    }
}

/// A copy of the built-in project with another show.
fn with_show(show: &serde_json::Value) -> Session {
    let folder = crate::common::copy_of("geodata");
    let file = folder.path().join("project.json");
    let mut project: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&file).expect("a file")).expect("JSON");
    project["show"] = show.clone();
    fs::write(&file, project.to_string()).expect("written");
    let project = open(folder.path(), &OpenOptions::default()).expect("what cannot be shown is no reason to refuse");
    let mut session = Session::new(project, Settings { reduced_motion: true, ..Settings::default() });
    session.apply(Action::Resize(SIZE));
    session.apply(Action::Show(ShowAction::start()));
    session
}

#[test]
fn what_cannot_be_shown_is_told_and_the_rest_is_shown() {
    let session = with_show(&json!({"accent": "pink", "stops": [{
        "id": "x", "title": "X", "lights": ["nowhere", "living"],
        "charts": [{"kind": "pie", "items": []}, {"kind": "cards", "items": [
            {"icon": "unicorn", "title": "One", "opens": "no-such-stop"}, {"icon": "ship", "title": "Two"}]}],
        "points": ["word ".repeat(2000)],
    }]}));
    let x = session.deck().stops.iter().position(|stop| stop.id == "x").expect("the stop");
    let at = session.at_stop(x, None, SIZE);
    let found: Vec<Fault> = at.show().expect("a show").stop().faults.clone();
    assert_eq!(
        found,
        [
            Fault::Feature("nowhere".to_owned()),
            Fault::Chart("pie".to_owned()),
            Fault::Icon("unicorn".to_owned()),
            Fault::LongText(10_000, 600),
            Fault::Stop("no-such-stop".to_owned()),
        ]
    );
    assert_eq!(at.show().expect("a show").stop().layout, Layout::Cards);
    assert_eq!(session.deck().stops[0].faults, [Fault::Colour("pink".to_owned())]);
    assert_eq!(at.lit().len(), 1, "the feature that there is is lit up");
    let told: Vec<String> = concerns(&at).iter().map(|concern| concern.text(Lang::En)).collect();
    for said in ["nowhere", "pie", "unicorn", "10000", "no-such-stop"] {
        assert!(told.iter().any(|text| text.contains(said)), "{said}: {told:?}");
    }
    for lang in Lang::ALL {
        assert!(found.iter().all(|fault| !Concern::Plan(fault.clone()).text(lang).contains("concern.")));
    }
}

#[test]
fn a_show_of_very_many_stops_is_cut_and_says_so() {
    let stops: Vec<serde_json::Value> = (0..500).map(|at| json!({"id": format!("s{at}"), "title": "S"})).collect();
    let session = with_show(&json!({"stops": stops}));
    let deck = session.deck();
    assert_eq!(deck.stops.len(), 300);
    assert!(matches!(deck.stops[299].faults[..], [Fault::ManyStops(522, 300)]), "{:?}", deck.stops[299].faults);
}

#[test]
fn the_outline_keeps_what_a_stop_is_made_of_and_what_is_in_the_appendix() {
    let (project, deck) = story();
    let plan = project.show_plan();
    let unplanned = Deck::unplanned(&project);
    let edit = zonemap::show::Edit::Title(Lang::En, "Where".to_owned());
    let edited: ShowPlan = zonemap::show::edited(&plan, &deck, (&unplanned, &plan), 1, &edit);
    let after = Deck::planned(&project, &edited);
    let ids =
        |deck: &Deck| deck.stops.iter().map(|stop| (stop.id.clone(), stop.appendix, stop.hidden)).collect::<Vec<_>>();
    assert_eq!(ids(&after), ids(&deck));
    assert_eq!(after.stops[1].title.get(Lang::En), "Where");
    let but_title = |stop: &Stop| Stop { title: Localized::default(), ..stop.clone() };
    assert!(after.stops.iter().map(but_title).eq(deck.stops.iter().map(but_title)));
}
