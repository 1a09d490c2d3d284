//! The presenter's view driven by its labels, without a display.
//! Must not know how a stop is painted.

use egui::Vec2;
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};

use super::{State, show};
use crate::desktop::request::Request;
use crate::desktop::thumbnails::Thumbnails;
use crate::desktop::{fonts, theme};
use crate::formats::{OpenOptions, open_builtin};
use crate::i18n::{Lang, Localized};
use crate::picture::Theme;
use crate::project::{ShowPlan, StopEntry};
use crate::session::{Action, Cover, Session, Settings, Show, ShowAction};
use crate::show::Deck;

struct World {
    session: Session,
    state: State,
    pictures: Thumbnails,
    /// Whether egui knows the fonts and colours.
    dressed: bool,
}

/// The built-in zone's show, each stop a minute long and with notes.
fn world(lang: Lang, theme: Theme) -> World {
    let project = open_builtin(&OpenOptions::default()).expect("the built-in zone");
    let settings = Settings { lang, theme, reduced_motion: true, ..Settings::default() };
    let entry = |id: &str| StopEntry {
        id: id.to_owned(),
        notes: Localized::plain(&format!("Say {id}.\n{}\nThe end of {id}.", "A long remark. ".repeat(20))),
        seconds: Some(60),
        ..StopEntry::default()
    };
    let stops = Deck::of(&project).stops.iter().map(|stop| entry(&stop.id)).collect();
    let mut session = Session::new(project, settings);
    session.apply(Action::PlanShow(ShowPlan { stops, ..ShowPlan::default() }));
    session.apply(Action::Resize([1600.0, 900.0]));
    session.apply(Action::Show(ShowAction::Start { stop: None, build: 0, elapsed_s: 0.0 }));
    World { session, state: State::default(), pictures: Thumbnails::default(), dressed: false }
}

fn frame(ui: &mut egui::Ui, world: &mut World) {
    if !world.dressed {
        ui.ctx().set_fonts(fonts::definitions(world.session.lang()));
        theme::set(ui.ctx(), world.session.theme());
        world.dressed = true;
        return;
    }
    let mut requests = Vec::new();
    show(ui, &world.session, &mut world.state, &mut world.pictures, &mut requests);
    for request in requests {
        let Request::Do(action) = request else { panic!("{request:?}") };
        world.session.apply(action);
    }
}

fn view(world: World, size: [f32; 2]) -> Harness<'static, World> {
    let mut harness = Harness::builder().with_size(Vec2::from(size)).with_max_steps(30).build_ui_state(frame, world);
    harness.run_steps(3);
    harness
}

fn open(lang: Lang) -> Harness<'static, World> {
    view(world(lang, Theme::Dark), [1280.0, 800.0])
}

fn do_and_step(harness: &mut Harness<'_, World>, action: ShowAction) {
    harness.state_mut().session.apply(Action::Show(action));
    harness.run_steps(2);
}

fn shows(harness: &Harness<'_, World>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

/// The stop's number in the show, and its title.
fn named(harness: &Harness<'_, World>, at: usize) -> String {
    let session = &harness.state().session;
    let deck = session.show().expect("a show").deck();
    let place = deck.shown().position(|(other, _)| other == at).expect("it is shown") + 1;
    format!("{place} {}", deck.stops[at].title.get(session.lang()))
}

#[test]
fn the_notes_of_this_stop_and_what_comes_next_are_shown() {
    for lang in Lang::ALL {
        let mut harness = open(lang);
        let stops = harness.state().session.show().expect("a show").deck().stops.clone();
        for (at, stop) in stops.iter().enumerate().filter(|(_, stop)| !stop.hidden) {
            do_and_step(&mut harness, ShowAction::Go(at));
            let notes = stop.notes.get(lang);
            assert!(shows(&harness, notes), "{lang:?}: all notes of {}, line by line", stop.id);
            for build in 0..=stop.last_build() {
                let session = &harness.state().session;
                let show = session.show().expect("a show");
                assert_eq!((show.at, show.build), (at, build));
                let next = show.next_stop().filter(|_| build == stop.last_build());
                if let Some(next) = next {
                    let title = stops[next].title.get(lang);
                    assert!(shows(&harness, title), "{lang:?}: {title:?} is next");
                }
                do_and_step(&mut harness, ShowAction::Next);
            }
        }
    }
}

#[test]
fn a_click_on_a_stop_goes_there() {
    let mut harness = open(Lang::En);
    let last = harness.state().session.show().and_then(|show| show.deck().shown().next_back()).expect("a stop").0;
    // The strip shows what fits; the last but a few is reached by going near.
    let second = harness.state().session.show().and_then(Show::next_stop).expect("a second stop");
    let name = named(&harness, second);
    harness.get_by_role_and_label(egui::Role::Button, &name).click();
    harness.run_steps(2);
    assert_eq!(harness.state().session.show().expect("a show").at, second);
    assert_ne!(second, last);
}

#[test]
fn the_buttons_do_what_the_keys_do() {
    let mut harness = open(Lang::En);
    let at = |harness: &Harness<'_, World>| harness.state().session.show().map(|show| (show.at, show.build));
    let first = at(&harness);
    let press = |harness: &mut Harness<'_, World>, name: &str| {
        harness.get_by_role_and_label(egui::Role::Button, name).click();
        harness.run_steps(2);
    };
    press(&mut harness, "Next");
    assert_ne!(at(&harness), first);
    press(&mut harness, "Back");
    assert_eq!(at(&harness), first);
    for (name, cover) in [("Black", Cover::Black), ("White", Cover::White)] {
        press(&mut harness, name);
        assert_eq!(harness.state().session.show().and_then(|show| show.cover), Some(cover));
        assert!(!shows(&harness, "Swap"), "there is one window");
        press(&mut harness, name);
        assert_eq!(harness.state().session.show().and_then(|show| show.cover), None);
    }
    harness.state_mut().state.toggle();
    harness.run_steps(2);
    press(&mut harness, "Swap displays");
    assert!(harness.state().state.is_swapped());
    press(&mut harness, "End show");
    assert!(harness.state().session.show().is_none());
    assert!(shows(&harness, "No show is on"));
}

#[test]
fn a_freeze_says_so_and_shows_where_the_presenter_is() {
    let mut harness = open(Lang::En);
    let first = harness.state().session.show().expect("a show").at;
    do_and_step(&mut harness, ShowAction::Freeze);
    do_and_step(&mut harness, ShowAction::Go(first + 1));
    assert!(shows(&harness, "Frozen: the audience still sees"));
    assert!(shows(&harness, "After the freeze"));
    assert!(shows(&harness, &named(&harness, first)) && shows(&harness, &named(&harness, first + 1)));
    do_and_step(&mut harness, ShowAction::Freeze);
    assert!(!shows(&harness, "Frozen"));
}

#[test]
fn early_and_late_are_told_in_words() {
    for (elapsed_s, words) in [(10.0, "On time, 0:50 left"), (130.0, "1:10 behind"), (60.0, "On time, 0:00 left")] {
        let mut world = world(Lang::En, Theme::Light);
        world.session.apply(Action::Show(ShowAction::End));
        world.session.apply(Action::Show(ShowAction::Start { stop: None, build: 0, elapsed_s }));
        let harness = view(world, [1280.0, 800.0]);
        assert!(shows(&harness, words), "{elapsed_s}: {words}");
    }
    let mut harness = open(Lang::En);
    let second = harness.state().session.show().and_then(Show::next_stop).expect("a second stop");
    do_and_step(&mut harness, ShowAction::Go(second));
    assert!(shows(&harness, "ahead"));
}

#[test]
fn the_view_is_laid_out_at_any_size() {
    for size in [[640.0, 400.0], [800.0, 600.0], [1280.0, 720.0], [2560.0, 1440.0], [500.0, 900.0]] {
        for lang in Lang::ALL {
            let harness = view(world(lang, Theme::Light), size);
            let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
            for button in harness.get_all_by_role(egui::Role::Button) {
                let name = button.accesskit_node().label().unwrap_or_default();
                // Stops of the strip may be scrolled out of sight.
                if !name.starts_with(|c: char| c.is_ascii_digit()) && size[0] >= 640.0 {
                    assert!(screen.contains_rect(button.rect()), "{size:?} {lang:?}: {name} at {:?}", button.rect());
                }
            }
        }
    }
}

/// The pictures come one after the other, without a frame waiting for them.
#[test]
fn every_picture_is_painted_in_the_end() {
    let mut harness = open(Lang::En);
    for _ in 0..2000 {
        harness.step();
        if !harness.state().pictures.is_busy() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let room = Vec2::new(320.0, 180.0);
    let context = harness.ctx.clone();
    let World { session, pictures, .. } = harness.state_mut();
    let mut there = None;
    for _ in 0..2000 {
        there = pictures.stop(&context, session, 1, Some(0), room);
        if there.is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(there.expect("a picture").size, room);
}
