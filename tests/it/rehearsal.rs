//! The self-check before a talk, without a window.
//! Must not know how it is shown.

use zonemap::i18n::{Lang, Localized};
use zonemap::project::{ShowPlan, StopEntry};
use zonemap::rehearsal::{Around, Check, Screen, SelfCheck, Verdict, is_ready};
use zonemap::session::{Action, Session, Settings};
use zonemap::show::Deck;

use crate::common::builtin;

const FINE: Around = Around {
    display: Some([1920.0, 1080.0]),
    pixels_per_point: 1.0,
    second_display: None,
    card: false,
    resume: Some(true),
    screen: Screen::StaysOn,
};

fn session(lang: Lang, plan: ShowPlan) -> Session {
    let project = builtin();
    let mut session = Session::new(project, Settings { lang, ..Settings::default() });
    session.apply(Action::PlanShow(plan));
    session
}

fn checked(session: &Session, around: &Around) -> Vec<Check> {
    let mut check = SelfCheck::begin(session);
    while check.step() {}
    assert!(check.is_done());
    check.checks(around, session.settings())
}

fn first_stop(entry: impl FnOnce(&mut StopEntry)) -> ShowPlan {
    let project = builtin();
    let id = Deck::unplanned(&project).stops[0].id.clone();
    let mut stop = StopEntry { id, ..StopEntry::default() };
    entry(&mut stop);
    ShowPlan { stops: vec![stop], ..ShowPlan::default() }
}

fn told(checks: &[Check], verdict: Verdict) -> Vec<&str> {
    checks.iter().filter(|check| check.verdict == verdict).map(|check| check.text.as_str()).collect()
}

#[test]
fn the_built_in_zone_is_ready_in_each_language() {
    for lang in Lang::ALL {
        let checks = checked(&session(lang, ShowPlan::default()), &FINE);
        assert!(is_ready(&checks), "{lang:?}: {:?}", told(&checks, Verdict::Bad));
    }
}

#[test]
fn words_that_are_too_many_are_told_with_their_stop() {
    let long = Localized::plain(&"Words far too many. ".repeat(20));
    for plan in [
        first_stop(|stop| stop.title = Some(long.clone())),
        first_stop(|stop| stop.points = vec![long.clone().into(); 12]),
    ] {
        let checks = checked(&session(Lang::En, plan), &FINE);
        let bad = told(&checks, Verdict::Bad);
        assert!(bad.iter().any(|text| text.starts_with("Stop 1,")), "{bad:?}");
    }
}

#[test]
fn a_character_that_no_font_has_is_told() {
    let plan = first_stop(|stop| stop.notes = Localized::plain("\u{10fffd}"));
    let checks = checked(&session(Lang::En, plan), &FINE);
    let bad = told(&checks, Verdict::Bad);
    assert_eq!(bad.len(), 1, "{bad:?}");
    assert!(bad[0].contains("U+10FFFD"), "{bad:?}");
}

#[test]
fn what_is_around_the_show_is_told() {
    let session = session(Lang::En, ShowPlan::default());
    for (around, words) in [
        (Around { display: Some([1024.0, 768.0]), ..FINE }, "only 1024 × 768"),
        (Around { screen: Screen::Refused("no bus".to_owned()), ..FINE }, "no bus"),
        (Around { resume: Some(false), ..FINE }, "cannot be saved"),
    ] {
        let checks = checked(&session, &around);
        let bad = told(&checks, Verdict::Bad);
        assert!(!is_ready(&checks) && bad.len() == 1 && bad[0].contains(words), "{words}: {bad:?}");
    }
    let unknown = Around { display: None, second_display: None, resume: None, screen: Screen::Unknown, ..FINE };
    assert!(is_ready(&checked(&session, &unknown)), "what cannot be told is no fault");
}
