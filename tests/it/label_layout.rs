//! Words from frame to frame: they move with the ground alone, and find new places only now and then.
//! Must not know how they are placed.

use proptest::prelude::*;
use zonemap::draw::{LabelLayout, draw, draw_with};
use zonemap::i18n::Lang;
use zonemap::picture::{Label, Picture, Sign, World};
use zonemap::session::{Action, Session, Settings};

use crate::common::builtin;
use crate::labels::assert_apart;

const FRAME_S: f64 = 1.0 / 60.0;

fn session(lang: Lang) -> Session {
    let mut session = Session::new(builtin(), Settings { lang, reduced_motion: true, ..Settings::default() });
    session.apply(Action::Resize([1000.0, 800.0]));
    session
}

/// The words on the ground: those of the scale bar and the north arrow are the last.
fn words(picture: Picture) -> Vec<Label> {
    let strokes = picture.signs.iter().position(|sign| !matches!(sign, Sign::Label(_))).unwrap_or(picture.signs.len());
    let label = |sign| if let Sign::Label(label) = sign { Some(label) } else { None };
    picture.signs.into_iter().take(strokes).filter_map(label).collect()
}

/// A window without a window: a session, its words, and a clock.
struct Frames {
    session: Session,
    layout: LabelLayout,
    now_s: f64,
}

impl Frames {
    fn new(session: Session) -> Self {
        Self { session, layout: LabelLayout::default(), now_s: 100.0 }
    }

    /// The words of a frame, each with the position on the ground under its middle.
    fn frame(&mut self, after_s: f64) -> Vec<(String, World)> {
        self.now_s += after_s;
        let projector = *self.session.view().projector();
        let words = words(draw_with(&self.session, &mut self.layout, self.now_s));
        words.into_iter().map(|label| (label.text, projector.world_from_screen(label.middle))).collect()
    }

    /// Frames until none is wanted.
    fn rest(&mut self) -> Vec<(String, World)> {
        let mut words = self.frame(FRAME_S);
        for _ in 0..100 {
            let Some(wait_s) = self.layout.wait_s() else { return words };
            words = self.frame(wait_s + 0.001);
        }
        panic!("another frame is wanted for ever");
    }

    fn points(&self, a: World, b: World) -> f64 {
        (a.x - b.x).hypot(a.y - b.y) * self.session.view().projector().points_per_world
    }
}

#[test]
fn equal_sessions_have_equal_words() {
    for lang in Lang::ALL {
        for factor in [0.02, 0.3, 1.0, 6.0] {
            let mut sessions = [session(lang), session(lang)];
            for session in &mut sessions {
                session.apply(Action::ZoomMiddle { factor });
            }
            let pure = words(draw(&sessions[0]));
            assert!(!pure.is_empty());
            assert_eq!(pure, words(draw(&sessions[1])));
            // A window's first frame is no other.
            let first = draw_with(&sessions[1], &mut LabelLayout::default(), 3.0);
            assert_eq!(pure, words(first));
        }
    }
}

#[test]
fn a_still_view_wants_no_frame_and_words_are_laid_out_anew_at_rest() {
    let mut frames = Frames::new(session(Lang::En));
    frames.frame(FRAME_S);
    assert_eq!(frames.layout.wait_s(), None);
    frames.session.apply(Action::Pan([40.0, 0.0]));
    frames.frame(FRAME_S);
    let wait_s = frames.layout.wait_s().expect("a frame at rest");
    assert!((0.1..=0.15).contains(&wait_s), "{wait_s}");
    // Something else asks for a frame meanwhile: the wait is not begun again.
    frames.frame(0.05);
    assert!(frames.layout.wait_s().is_some_and(|rest_s| (rest_s - (wait_s - 0.05)).abs() < 1e-9));
    frames.frame(0.11);
    assert_eq!(frames.layout.wait_s(), None);
}

#[test]
fn another_language_or_selection_is_seen_at_once() {
    let mut frames = Frames::new(session(Lang::En));
    let has = |words: &[(String, World)], text: &str| words.iter().any(|(word, _)| word == text);
    assert!(has(&frames.frame(FRAME_S), "Quality Living Community"));
    frames.session.apply(Action::SetLanguage(Lang::ZhHans));
    assert!(has(&frames.frame(FRAME_S), "优质宜居生活社区"));
    let layer = frames.session.project().layers.iter().position(|layer| layer.id == "sub-areas").expect("sub-areas");
    frames.session.apply(Action::ShowLayer { layer, visible: false });
    assert!(!has(&frames.frame(FRAME_S), "优质宜居生活社区"));
}

#[test]
fn a_label_that_left_the_view_is_gone_before_the_next_layout() {
    let mut frames = Frames::new(session(Lang::ZhHant));
    frames.session.apply(Action::ZoomMiddle { factor: 2.5 });
    let before = frames.frame(FRAME_S);
    let [width, _] = frames.session.view().projector().size;
    // Just not so far that words are laid out anew.
    frames.session.apply(Action::Pan([width * 0.24, 0.0]));
    let projector = *frames.session.view().projector();
    let after = frames.frame(FRAME_S);
    assert!(frames.layout.wait_s().is_some(), "it was laid out anew");
    let inside = |at: World| projector.screen_from_world(at)[0] <= width;
    for (text, at) in &before {
        let shown = after.iter().any(|(other, b)| other == text && frames.points(*at, *b) < 0.01);
        assert!(shown || !inside(*at) || text.chars().count() == 1, "{text}");
    }
    assert!(after.len() < before.len());
}

#[test]
fn after_a_pan_the_areas_names_are_where_they_were() {
    for lang in Lang::ALL {
        let mut frames = Frames::new(session(lang));
        let before = frames.rest();
        for _ in 0..7 {
            frames.session.apply(Action::Pan([9.0, -6.0]));
            frames.frame(FRAME_S);
        }
        let after = frames.rest();
        let names: Vec<String> = ["innovation", "living", "manufacturing"]
            .iter()
            .flat_map(|key| {
                builtin()
                    .named(0, key)
                    .map(|id| builtin().feature(id).expect("it").name().get(lang).to_owned())
                    .collect::<Vec<_>>()
            })
            .collect();
        for (text, at) in before.iter().filter(|(text, _)| names.contains(text) || text.ends_with("km²")) {
            let moved = after.iter().filter(|(other, _)| other == text).map(|(_, b)| frames.points(*at, *b));
            let least = moved.fold(f64::INFINITY, f64::min);
            assert!(least < 0.01, "{text} moved by {least} points");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// However the view is moved in small steps: between layouts every word stands still on the ground, no other appears, and after
    /// the rest nothing more is wanted.
    #[test]
    fn words_move_with_the_ground(
        lang in 0..Lang::ALL.len(),
        factor in 0.05_f64..8.0,
        steps in proptest::collection::vec(([-14.0_f32..14.0, -14.0_f32..14.0], 0.995_f64..1.005), 1..14),
    ) {
        let mut frames = Frames::new(session(Lang::ALL[lang]));
        frames.session.apply(Action::ZoomMiddle { factor });
        let before = frames.rest();
        let mut zoomed = false;
        for (by, zoom) in steps {
            frames.session.apply(Action::Pan(by));
            if zoom > 1.0 {
                frames.session.apply(Action::ZoomMiddle { factor: zoom });
                zoomed = true;
            }
            let after = frames.frame(FRAME_S);
            // In the same order as when they were laid out, those left out whose anchor is not in view.
            let mut rest = before.iter();
            for (text, at) in &after {
                // Words stand off their anchors, so that zooming moves them a little.
                let most = if zoomed { 15.0 } else { 0.01 };
                let same = rest.any(|(other, a)| other == text && frames.points(*a, *at) < most);
                prop_assert!(same, "{text} jumped or appeared");
            }
        }
        frames.rest();
        prop_assert_eq!(frames.layout.wait_s(), None);
        let words = words(draw_with(&frames.session, &mut frames.layout, frames.now_s));
        assert_apart(&words, frames.session.view().place(), frames.session.lang());
    }
}
