//! A session's comparison with another version: what it steps through, and where it goes.
//! Must not know how it is drawn.

use zonemap::diff::{Sign, compare};
use zonemap::formats::open_builtin_face_value;
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::session::{Action, Compared, Comparing, Panel, Seen, Session, Settings};

use crate::common::builtin;

/// The built-in zone, compared with its other reading.
pub(crate) fn compared() -> Compared {
    let (first, second) = (builtin(), open_builtin_face_value().expect("it opens"));
    let comparison = compare(&first, &second, 0.0);
    Compared::new(&first, second, comparison)
}

pub(crate) fn session() -> Session {
    let settings = Settings { lang: Lang::En, reduced_motion: true, ..Settings::default() };
    let mut session = Session::new(builtin(), settings);
    session.apply(Action::Resize([1000.0, 700.0]));
    session.apply(Action::Compared(Comparing::Done(compared())));
    session
}

#[test]
fn steps_go_through_the_places_from_the_largest_and_fly_there() {
    let mut session = session();
    session.apply(Action::Step { back: false });
    assert!(session.versions().current().is_none() && session.selected().is_some(), "the panel is closed");
    session.apply(Action::Open(Panel::Comparison));
    let places: Vec<(Sign, f64, LonLat)> = compared().places().map(|(_, p)| (p.sign, p.area_m2, p.at)).collect();
    assert!(places.windows(2).all(|pair| pair[0].1 >= pair[1].1) && !places.is_empty());
    for (at, (_, _, place)) in places.iter().enumerate() {
        session.apply(Action::Step { back: false });
        assert_eq!(session.versions().current(), Some(at));
        assert!(session.view().projector().extent().contains(*place), "{at} is out of view");
    }
    session.apply(Action::Step { back: false });
    assert_eq!(session.versions().current(), Some(0), "around the end");
    session.apply(Action::Step { back: true });
    assert_eq!(session.versions().current(), Some(places.len() - 1));
    session.apply(Action::LookAtChange(Some(places.len())));
    assert_eq!(session.versions().current(), None, "there is no such place");
    let sum = |sign| places.iter().filter(|place| place.0 == sign).map(|place| place.1).sum::<f64>();
    assert_eq!(format!("{:+.2}", (sum(Sign::Added) - sum(Sign::Removed)) / 1e4), "+72.98");
}

#[test]
fn one_list_is_open_at_a_time_and_a_card_closes_it() {
    let mut session = session();
    session.apply(Action::Open(Panel::Checks));
    session.apply(Action::Open(Panel::Comparison));
    assert_eq!(session.panel(), Panel::Comparison);
    session.apply(Action::Open(Panel::Checks));
    assert_eq!(session.panel(), Panel::Checks);
    session.apply(Action::Open(Panel::Comparison));
    let zone = session.project().named(0, "zone").next();
    session.apply(Action::Select(zone));
    assert!(session.panel() != Panel::Comparison && session.versions().compared().is_some());
}

#[test]
fn the_versions_take_turns_and_a_swipe_stays_on_the_map() {
    let mut session = session();
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(session.versions().seen);
        session.apply(Action::Swap);
    }
    assert_eq!(seen, [Seen::Both, Seen::After, Seen::Before]);
    for (asked, stands) in [(-3.0, 0.0), (0.25, 0.25), (7.0, 1.0), (f32::NAN, 0.5)] {
        session.apply(Action::See(Seen::Swipe(asked)));
        assert_eq!(session.versions().seen, Seen::Swipe(stands));
    }
    session.apply(Action::Blink(true));
    assert!(session.versions().blinks());
    session.apply(Action::Compared(Comparing::Nothing));
    assert!(!session.versions().blinks() && session.versions().seen == Seen::Both);
}
