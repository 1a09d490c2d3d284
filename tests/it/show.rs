//! A show without a window: steps, covers, the overview, cards, freezing, and the way back to what was shown before.
//! Must not know keys, nor how a stop looks.

use crate::common::builtin;
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::project::{ShowPlan, StopEntry};
use zonemap::session::{Action, Aid, Cover, Panel, Room, Session, Settings, Show, ShowAction, Tab};
use zonemap::show::Deck;

const SIZE: [f32; 2] = [1600.0, 900.0];

fn session(reduced_motion: bool) -> Session {
    let mut session = Session::new(builtin(), Settings { reduced_motion, ..Settings::default() });
    session.apply(Action::Resize(SIZE));
    session
}

fn begin(session: &mut Session) {
    session.apply(Action::Show(ShowAction::start()));
}

fn act(session: &mut Session, action: ShowAction) {
    session.apply(Action::Show(action));
}

fn show(session: &Session) -> &Show {
    session.show().expect("a show is on")
}

/// The stop and the step.
fn at(session: &Session) -> (usize, usize) {
    (show(session).at, show(session).build)
}

#[test]
fn each_step_comes_once_on_the_way_there_and_once_on_the_way_back() {
    let mut session = session(true);
    begin(&mut session);
    let all: Vec<(usize, usize)> = {
        let deck = show(&session).deck();
        deck.shown()
            .filter(|(_, stop)| !stop.appendix)
            .flat_map(|(at, stop)| (0..=stop.last_build()).map(move |build| (at, build)))
            .collect()
    };
    assert!(all.len() > 20, "{} steps", all.len());
    let mut there = vec![at(&session)];
    for _ in 1..all.len() {
        act(&mut session, ShowAction::Next);
        there.push(at(&session));
    }
    assert_eq!(there, all);
    act(&mut session, ShowAction::Next);
    assert_eq!(at(&session), all[all.len() - 1], "the last step stays");
    let mut back = vec![at(&session)];
    for _ in 1..all.len() {
        act(&mut session, ShowAction::Previous);
        back.push(at(&session));
    }
    back.reverse();
    assert_eq!(back, all);
    act(&mut session, ShowAction::Previous);
    assert_eq!(at(&session), all[0], "the first step stays");
}

#[test]
fn leaving_returns_to_the_very_view_before() {
    let mut session = session(true);
    let living = session.project().named(0, "living").next();
    session.apply(Action::Zoom { factor: 3.0, at: [500.0, 300.0] });
    session.apply(Action::Select(living));
    session.apply(Action::ShowLayer { layer: 3, visible: false });
    let shown = |session: &Session| {
        let read = (session.selection(), session.panel(), session.tab(), session.mark());
        (*session.view().projector(), session.layers().to_vec(), session.settings(), read)
    };
    let before = shown(&session);
    begin(&mut session);
    for _ in 0..40 {
        act(&mut session, ShowAction::Next);
    }
    session.apply(Action::SetLanguage(Lang::ZhHans));
    session.apply(Action::Pan([40.0, 10.0]));
    session.apply(Action::Opacity { layer: 0, opacity: 0.5 });
    session.apply(Action::Open(Panel::Checks));
    session.apply(Action::OpenTab(Tab::Areas));
    act(&mut session, ShowAction::Cover(Cover::White));
    act(&mut session, ShowAction::End);
    assert!(session.show().is_none());
    assert_eq!(shown(&session), before);
    assert!(!session.view().is_flying());
}

#[test]
fn a_window_that_changes_its_size_shows_the_same_stop() {
    let mut session = session(true);
    begin(&mut session);
    let zone = show(&session).deck().stops.iter().position(|stop| stop.id == "manufacturing").expect("a stop");
    act(&mut session, ShowAction::Go(zone));
    let id = session.project().named(0, "manufacturing").next().expect("a feature");
    for size in [[1280.0, 720.0], [3840.0, 2160.0], [800.0, 1280.0], SIZE] {
        session.apply(Action::Resize(size));
        let extent = session.project().shape(id).expect("a shape").extent();
        for corner in [(extent.west, extent.south), (extent.east, extent.north)] {
            let [x, y] = session.view().projector().screen_from_lonlat(LonLat { lon: corner.0, lat: corner.1 });
            let [left, top, right, bottom] = Room::new(show(&session).stop().layout, size).map;
            assert!(x > left - 1.0 && x < right + 1.0, "{x} of {size:?}");
            assert!(y > top - 1.0 && y < bottom + 1.0, "{y} of {size:?}");
        }
    }
}

#[test]
fn escape_goes_one_step_out_and_then_ends_the_show() {
    let mut session = session(true);
    begin(&mut session);
    act(&mut session, ShowAction::Digit(1));
    act(&mut session, ShowAction::Overview);
    act(&mut session, ShowAction::Out);
    assert_eq!(show(&session).typed, None);
    assert!(show(&session).overview.is_some());
    act(&mut session, ShowAction::Out);
    assert!(show(&session).overview.is_none());
    act(&mut session, ShowAction::Aid(Aid::Laser));
    act(&mut session, ShowAction::Cover(Cover::Black));
    act(&mut session, ShowAction::Out);
    assert_eq!((show(&session).cover, show(&session).aid), (None, Some(Aid::Laser)));
    act(&mut session, ShowAction::Out);
    assert_eq!(show(&session).aid, None);
    act(&mut session, ShowAction::Out);
    assert!(session.show().is_none());
}

#[test]
fn a_cover_is_lifted_by_the_next_step_which_does_not_go_on() {
    let mut session = session(true);
    begin(&mut session);
    let before = at(&session);
    for cover in [Cover::Black, Cover::White] {
        for step in [ShowAction::Next, ShowAction::Previous] {
            act(&mut session, ShowAction::Cover(cover));
            assert_eq!(show(&session).cover, Some(cover));
            act(&mut session, step);
            assert_eq!((show(&session).cover, at(&session)), (None, before));
        }
        act(&mut session, ShowAction::Cover(cover));
        act(&mut session, ShowAction::Cover(cover));
        assert_eq!(show(&session).cover, None);
    }
}

#[test]
fn a_click_opens_a_card_and_escape_comes_back_to_the_stop() {
    let mut session = session(true);
    begin(&mut session);
    let targets = show(&session).deck().stops.iter().position(|stop| stop.id == "targets").expect("a stop");
    act(&mut session, ShowAction::Go(targets));
    let (before, view) = (at(&session), *session.view().projector());
    let living = session.project().named(0, "living").next();
    let point = session.view().projector().screen_from_lonlat(LonLat { lon: 113.513, lat: 23.105 });
    session.apply(Action::Click(point));
    assert_eq!(show(&session).card, living);
    assert_eq!(session.selected(), living);
    session.apply(Action::Pan([30.0, 0.0]));
    act(&mut session, ShowAction::Out);
    assert_eq!((show(&session).card, at(&session)), (None, before));
    assert_eq!(session.selected(), show(&session).stop().selected);
    assert_eq!(session.view().place(), Session::at_stop(&session, targets, Some(0), SIZE).view().place());
    assert_eq!(*session.view().projector(), view);
}

#[test]
fn what_a_later_step_reveals_cannot_be_clicked_before() {
    let mut session = session(true);
    begin(&mut session);
    let (stop, reveal) = {
        let mut stops = show(&session).deck().stops.iter().enumerate();
        let found = stops.find_map(|(at, stop)| Some((at, stop.reveals.iter().find(|reveal| reveal.build > 0)?)));
        let (at, reveal) = found.expect("a stop that reveals something later");
        (at, reveal.clone())
    };
    act(&mut session, ShowAction::Go(stop));
    assert!(reveal.features.iter().all(|&id| session.is_hidden(id)));
    for _ in 0..reveal.build {
        act(&mut session, ShowAction::Next);
    }
    assert!(reveal.features.iter().all(|&id| !session.is_hidden(id)));
    act(&mut session, ShowAction::End);
    assert!(reveal.features.iter().all(|&id| !session.is_hidden(id)));
}

#[test]
fn digits_and_the_overview_lead_to_a_stop() {
    let mut session = session(true);
    begin(&mut session);
    act(&mut session, ShowAction::Digit(3));
    assert_eq!(show(&session).typed, Some(3));
    act(&mut session, ShowAction::Accept);
    assert_eq!(show(&session).place().0, 3);
    for digit in [9, 9, 9, 9] {
        act(&mut session, ShowAction::Digit(digit));
    }
    act(&mut session, ShowAction::Accept);
    assert_eq!(show(&session).place().0, 3, "a number of no stop goes nowhere");
    act(&mut session, ShowAction::Overview);
    act(&mut session, ShowAction::Next);
    act(&mut session, ShowAction::Next);
    act(&mut session, ShowAction::Choose(-1));
    act(&mut session, ShowAction::Accept);
    assert_eq!(show(&session).place().0, 4);
    assert_eq!(show(&session).overview, None);
}

#[test]
fn the_audience_keeps_what_was_frozen() {
    let mut session = session(true);
    begin(&mut session);
    act(&mut session, ShowAction::Next);
    let before = at(&session);
    act(&mut session, ShowAction::Freeze);
    act(&mut session, ShowAction::Go(2));
    session.apply(Action::Resize([1280.0, 720.0]));
    assert_eq!(at(&session), (2, 0));
    assert_eq!(at(session.audience()), before);
    assert!(session.audience().view().has_size([1280.0, 720.0]));
    act(&mut session, ShowAction::Freeze);
    assert_eq!(at(session.audience()), (2, 0));
}

#[test]
fn motion_ends_and_can_be_left_out() {
    let mut moving = session(false);
    begin(&mut moving);
    for frame in 0..6_u8 {
        moving.apply(Action::Tick(5.0 + f64::from(frame) * 0.2));
        assert!(show(&moving).is_moving());
        assert!((show(&moving).since_s() - f64::from(frame) * 0.2).abs() < 1e-9);
    }
    moving.apply(Action::Tick(9.0));
    assert!(!show(&moving).is_moving() && show(&moving).since_s().is_infinite());
    let mut still = session(true);
    begin(&mut still);
    assert!(!show(&still).is_moving());
    act(&mut still, ShowAction::Next);
    assert!(!show(&still).is_moving());
}

#[test]
fn a_show_that_goes_on_by_itself_shows_every_step_and_begins_anew() {
    let mut session = session(false);
    begin(&mut session);
    act(&mut session, ShowAction::Pace(Some(3.0)));
    session.apply(Action::PlanShow(ShowPlan::default()));
    let steps: usize = show(&session).deck().shown().map(|(_, stop)| stop.last_build() + 1).sum();
    let planned = show(&session).deck().stops[1].id.clone();
    let entry = StopEntry { id: planned, seconds: Some(60), ..StopEntry::default() };
    session.apply(Action::PlanShow(ShowPlan { stops: vec![entry], ..ShowPlan::default() }));
    let in_planned = show(&session).deck().stops[1].last_build() + 1;
    let mut seen = vec![at(&session)];
    let mut frame = 0_u32;
    while seen.len() <= steps && frame < 40_000 {
        session.apply(Action::Tick(f64::from(frame) * 0.1));
        if at(&session) != seen[seen.len() - 1] {
            seen.push(at(&session));
        }
        frame += 1;
    }
    assert_eq!(seen.len(), steps + 1, "after {frame} frames");
    // Three seconds a step, but for the stop that somebody planned to take a minute.
    let wanted_s = (steps - in_planned) as f64 * 3.0 + 60.0;
    let took_s = f64::from(frame) * 0.1;
    assert!((took_s - wanted_s).abs() < 0.2 * steps as f64, "{took_s} s, not {wanted_s}");
    assert_eq!(seen[steps], seen[0]);
}

#[test]
fn a_plan_changed_while_the_show_is_on_keeps_the_stop() {
    let mut session = session(true);
    begin(&mut session);
    act(&mut session, ShowAction::Go(2));
    let id = show(&session).stop().id.clone();
    let mut plan = session.plan().clone();
    plan.stops[0].hide = true;
    session.apply(Action::PlanShow(plan));
    assert_eq!(show(&session).deck().shown().count() + 1, Deck::of(session.project()).stops.len());
    assert_eq!(show(&session).stop().id, id);
}

#[test]
fn stops_that_step_to_features_open_their_cards() {
    let mut session = session(true);
    begin(&mut session);
    act(&mut session, ShowAction::Go(2));
    act(&mut session, ShowAction::StepFeature { back: false });
    let first = show(&session).stepped.expect("a feature");
    act(&mut session, ShowAction::StepFeature { back: false });
    let second = show(&session).stepped.expect("a feature");
    assert_ne!(first, second);
    assert_eq!(session.hovered(), Some(second), "it is marked on the map");
    act(&mut session, ShowAction::Accept);
    assert_eq!(show(&session).card, Some(second));
    act(&mut session, ShowAction::Out);
    assert_eq!((show(&session).card, show(&session).stepped), (None, None));
}

#[test]
fn nothing_of_the_stage_does_anything_while_no_show_is_on() {
    let mut session = session(true);
    for action in [ShowAction::Next, ShowAction::Out, ShowAction::Freeze, ShowAction::Accept, ShowAction::Overview] {
        act(&mut session, action);
        assert!(session.show().is_none());
    }
}
