//! Stops on the stage: every word in its room and readable, nothing over anything else, builds that only add, motion that ends in
//! the whole picture.
//! Must not know where on the stage a block stands.

use std::collections::BTreeSet;

use zonemap::draw::{LabelLayout, draw, draw_with, legend, spots, stage};
use zonemap::i18n::Lang;
use zonemap::paint::{PAINTERS, Paper};
use zonemap::picture::{ColourRole, Item, Label, Picture, Rgb, Sign, Theme};
use zonemap::project::{FeatureId, Style};
use zonemap::session::{Action, Cover, Session, Settings, ShowAction};
use zonemap::show::{Block, Content, Layout};
use zonemap::typography::width;

use crate::common::builtin;

const USUAL: [f32; 2] = [1600.0, 900.0];
pub(crate) const SHAPES: [[f32; 2]; 3] = [USUAL, [1024.0, 768.0], [800.0, 1280.0]];

/// A show of the built-in project that has begun.
pub(crate) fn show(lang: Lang, reduced_motion: bool, size: [f32; 2]) -> Session {
    let mut session = Session::new(builtin(), Settings { lang, reduced_motion, ..Settings::default() });
    session.apply(Action::Resize(size));
    session.apply(Action::Show(ShowAction::Start { stop: None, build: 0, elapsed_s: 0.0 }));
    session
}

/// The places of the stops that are shown.
fn stops(session: &Session) -> Vec<usize> {
    session.show().expect("a show").deck().shown().map(|(at, _)| at).collect()
}

/// Each stop complete.
pub(crate) fn each_stop(session: &Session, size: [f32; 2]) -> impl Iterator<Item = Session> {
    stops(session).into_iter().map(move |stop| session.at_stop(stop, None, size))
}

fn labels(signs: &[Sign]) -> impl Iterator<Item = &Label> {
    signs.iter().filter_map(|sign| if let Sign::Label(label) = sign { Some(label) } else { None })
}

/// The signs of the map, and those of the words over it: a fading lies between them.
fn halves(picture: &Picture) -> (&[Sign], &[Sign]) {
    let fade = picture.signs.iter().position(|sign| matches!(sign, Sign::Fade(_))).expect("a fading");
    picture.signs.split_at(fade)
}

pub(crate) fn words(picture: &Picture) -> Vec<&Label> {
    labels(halves(picture).1).collect()
}

/// The box of words that stand upright, a little less high than a line.
pub(crate) fn box_of(label: &Label, lang: Lang) -> [f32; 4] {
    let (half, high) = (width(&label.text, label.size, label.strong, lang) / 2.0, label.size * 0.55);
    let [x, y] = label.middle;
    [x - half, y - high, x + half, y + high]
}

/// Points all over words, turned as they are.
fn points_of(label: &Label, lang: Lang) -> Vec<[f32; 2]> {
    let (half, high) = (width(&label.text, label.size, label.strong, lang) / 2.0, label.size * 0.45);
    let (sine, cosine) = label.angle.sin_cos();
    let parts = [-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0_f32];
    let at = |(along, up): (f32, f32)| {
        let [x, y] = [along * half, up * high];
        [label.middle[0] + x * cosine - y * sine, label.middle[1] + x * sine + y * cosine]
    };
    parts.into_iter().flat_map(|along| [-1.0, 0.0, 1.0].map(|up| at((along, up)))).collect()
}

fn overlap(a: [f32; 4], b: [f32; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

pub(crate) fn holds(place: [f32; 4], [x, y]: [f32; 2]) -> bool {
    place[0] < x && x < place[2] && place[1] < y && y < place[3]
}

/// The smallest letters there may be: 1.8 % of the height of a sheet of 16 by 9, or of 9 by 16 its width's.
fn smallest([width, height]: [f32; 2]) -> f32 {
    let unit = if height > width { (width / 900.0).min(height / 1600.0) } else { (width / 1600.0).min(height / 900.0) };
    0.018 * 900.0 * unit * 0.999
}

fn assert_tidy(session: &Session, what: &str) {
    let picture = draw(session);
    let what =
        format!("{what} {} {:?} {}", session.show().expect("a show").stop().id, picture.size, picture.lang.code());
    let (lang, [width, height]) = (picture.lang, picture.size);
    let sheet = [0.0, 0.0, width, height];
    let words = words(&picture);
    for (at, label) in words.iter().enumerate() {
        let place = box_of(label, lang);
        let inside = place[0] >= width * 0.01 && place[1] >= height * 0.01;
        let inside = inside && place[2] <= width * 0.99 && place[3] <= height * 0.99;
        assert!(inside && label.angle == 0.0, "{what}: {:?} at {place:?}", label.text);
        for other in &words[..at] {
            assert!(!overlap(place, box_of(other, lang)), "{what}: {:?} over {:?}", label.text, other.text);
        }
    }
    for label in labels(halves(&picture).0) {
        for point in points_of(label, lang) {
            assert!(holds(sheet, point), "{what}: {:?} sticks out of the sheet", label.text);
            let over = words.iter().find(|other| holds(box_of(other, lang), point));
            assert!(over.is_none(), "{what}: {:?} under {over:?}", label.text);
        }
    }
    for label in labels(&picture.signs) {
        assert!(label.size >= smallest(picture.size), "{what}: {:?} in {}", label.text, label.size);
        assert!(label.opacity >= 1.0, "{what}: {:?} is not there yet", label.text);
    }
    assert_eq!(stage::concerns(session), [], "{what}");
}

fn without_gaps(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_word_has_its_room_at_every_size_in_every_language() {
    // Sheets of 16 by 9 are alike, whatever their size: that is a test of its own.
    for lang in Lang::ALL {
        for size in SHAPES {
            let session = show(lang, true, size);
            for (at, stop) in each_stop(&session, size).enumerate() {
                assert_tidy(&stop, "plain");
                let picture = draw(&stop);
                let said: String = words(&picture).iter().map(|label| label.text.as_str()).collect();
                let notice = stop.project().own.notice.get(lang);
                assert!(without_gaps(&said).contains(&without_gaps(notice)), "the notice is on every stop: {said}");
                let show = stop.show().expect("a show");
                let (place, count) = show.place();
                assert_eq!(place, at + 1);
                let number = if show.stop().appendix { format!("· {place}") } else { format!("{place} / {count}") };
                assert!(words(&picture).iter().any(|label| label.text.ends_with(&number)), "{number}");
            }
        }
    }
}

#[test]
fn legend_number_and_card_have_room_of_their_own() {
    for (lang, size) in [(Lang::ZhHant, USUAL), (Lang::En, SHAPES[1]), (Lang::En, SHAPES[2])] {
        let session = show(lang, true, size);
        // A timeline stands over all of the map: there is nothing to explain.
        let is_on_map = |stop: &Session| stop.show().expect("a show").stop().layout != Layout::Timeline;
        for mut stop in each_stop(&session, size).filter(is_on_map).step_by(3) {
            let plain = words(&draw(&stop)).len();
            stop.apply(Action::Show(ShowAction::Legend));
            assert_tidy(&stop, "legend");
            assert!(words(&draw(&stop)).len() > plain + 1, "there is a legend");
            stop.apply(Action::Show(ShowAction::Digit(7)));
            assert_tidy(&stop, "number");
            assert!(words(&draw(&stop)).iter().any(|label| label.text == "7"));
            stop.apply(Action::Show(ShowAction::Out));
            stop.apply(Action::Show(ShowAction::Legend));
            let mut styles = BTreeSet::new();
            for spot in spots(&stop) {
                let style = stop.project().layers[spot.id.layer].style;
                stop.apply(Action::Click(spot.at));
                let card = stop.show().expect("a show").card;
                if styles.insert(format!("{style:?}")) && card.is_some() {
                    assert_tidy(&stop, "card");
                    assert!(words(&draw(&stop)).len() > plain, "there is a card");
                }
                stop.apply(Action::Click([-99.0, -99.0]));
            }
        }
    }
}

#[test]
fn all_grows_with_the_sheet() {
    let [small, large] = [[1280.0, 720.0], [3840.0, 2160.0]];
    for stop in stops(&show(Lang::En, true, small)) {
        let [a, b] = [small, large].map(|size| draw(&show(Lang::En, true, size).at_stop(stop, None, size)));
        let pairs: Vec<_> = labels(&a.signs).zip(labels(&b.signs)).collect();
        let texts = |picture: &Picture| labels(&picture.signs).map(|label| label.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&a), texts(&b), "{stop}");
        for (a, b) in pairs {
            assert_eq!(a.text, b.text);
            assert!((a.size * 3.0 - b.size).abs() < 0.05, "{:?}: {} and {}", a.text, a.size, b.size);
            for axis in 0..2 {
                assert!((a.middle[axis] * 3.0 - b.middle[axis]).abs() < 1.5, "{:?}", a.text);
            }
        }
    }
}

#[test]
fn steps_only_add_and_nothing_moves() {
    for lang in Lang::ALL {
        let session = show(lang, true, USUAL);
        for stop in stops(&session) {
            let last = session.show().expect("a show").deck().stops[stop].last_build();
            let said = |build| {
                let picture = draw(&session.at_stop(stop, Some(build), USUAL));
                words(&picture).into_iter().cloned().collect::<Vec<_>>()
            };
            let mut before = said(0);
            for build in 1..=last {
                let now = said(build);
                assert!(before.iter().all(|label| now.contains(label)), "{stop}, step {build}: something is gone");
                before = now;
            }
            let whole = session.at_stop(stop, None, USUAL);
            assert_eq!(before, words(&draw(&whole)).into_iter().cloned().collect::<Vec<_>>());
        }
    }
}

/// The features of a layer that a picture draws as lines, areas or dots.
fn drawn(picture: &Picture, layer: usize) -> BTreeSet<usize> {
    let slices = picture.map.iter().filter_map(Item::slice).filter(|slice| slice.layer == layer);
    slices.flat_map(|slice| slice.features.clone()).collect()
}

#[test]
fn what_a_later_step_reveals_is_nowhere() {
    let session = show(Lang::En, true, USUAL);
    let mut looked_at = 0;
    for stop in stops(&session) {
        let last = session.show().expect("a show").deck().stops[stop].last_build();
        for build in 0..=last {
            let at = session.at_stop(stop, Some(build), USUAL);
            let hidden: BTreeSet<FeatureId> = at.project().feature_ids().filter(|&id| at.is_hidden(id)).collect();
            let picture = draw(&at);
            for (layer, l) in at.project().layers.iter().enumerate().filter(|(layer, _)| at.layer(*layer).visible) {
                let drawn = drawn(&picture, layer);
                assert!(!drawn.iter().any(|&feature| hidden.contains(&FeatureId { layer, feature })), "{stop} {build}");
                if l.style == Style::Boundary {
                    let wanted =
                        (0..l.data.features().len()).filter(|&feature| !hidden.contains(&FeatureId { layer, feature }));
                    assert_eq!(drawn, wanted.collect(), "{stop} {build}: all others are drawn");
                }
            }
            assert!(spots(&at).iter().all(|spot| !hidden.contains(&spot.id)));
            assert!(legend(&at).iter().filter_map(|row| row.feature).all(|id| !hidden.contains(&id)));
            looked_at += hidden.len();
        }
    }
    assert!(looked_at > 0, "no stop hides anything");
}

/// A show with motion at a step of a stop, so many seconds after it began; the flight there is over.
fn moving(stop: usize, build: usize, since_s: f64) -> Session {
    let mut session = show(Lang::En, false, USUAL);
    session.apply(Action::Show(ShowAction::Go(stop)));
    for second in [0.0, 5.0] {
        session.apply(Action::Tick(second));
    }
    for step in 0..build {
        session.apply(Action::Show(ShowAction::Next));
        let begins_s = 10.0 * f64::from(u32::try_from(step).expect("few")) + 10.0;
        session.apply(Action::Tick(begins_s));
        session.apply(Action::Tick(if step + 1 == build { begins_s + since_s } else { begins_s + 5.0 }));
    }
    session
}

/// All that a picture shows, as text.
fn scene(session: &Session) -> String {
    let painter = PAINTERS.iter().find(|painter| painter.name == "scene").expect("a painter of text");
    let paper = Paper { theme: Theme::Light, pixels_per_point: 1.0, title: String::new() };
    String::from_utf8((painter.paint)(&draw(session), &paper).expect("a text")).expect("a text")
}

#[test]
fn motion_ends_in_the_whole_picture() {
    let session = show(Lang::En, false, USUAL);
    for stop in stops(&session) {
        let last = session.show().expect("a show").deck().stops[stop].last_build();
        for build in [1, last].into_iter().filter(|build| (1..=last).contains(build)) {
            let whole = scene(&session.at_stop(stop, Some(build), USUAL));
            // Nothing is missing when the motion is over, nor a moment before: there is no jump at its end.
            assert_eq!(scene(&moving(stop, build, 2.5)), whole, "{stop} {build}");
            assert_eq!(scene(&moving(stop, build, 2.35)), whole, "{stop} {build}: it jumps at the end");
            assert_ne!(scene(&moving(stop, build, 0.05)), whole, "{stop} {build}: it does not move");
        }
    }
}

#[test]
fn segments_draw_themselves_one_after_the_other() {
    let session = show(Lang::En, false, USUAL);
    let deck = session.show().expect("a show").deck();
    let reveals = deck.stops.iter().enumerate().flat_map(|(at, stop)| stop.reveals.iter().map(move |r| (at, r)));
    let segment = |id: &FeatureId| session.project().layers[id.layer].style == Style::Boundary;
    let (stop, reveal) = { reveals }.find(|(_, r)| r.build > 0 && r.features.iter().all(segment)).expect("limits");
    let layer = reveal.features[0].layer;
    let strokes = |picture: &Picture| -> usize {
        let is_boundary = |role: ColourRole| role == ColourRole::Boundary || role == ColourRole::InternalBoundary;
        let signs = halves(picture).0.iter();
        signs.filter(|sign| matches!(sign, Sign::Stroke { pen, .. } if is_boundary(pen.role))).count()
    };
    let mut before = BTreeSet::new();
    for tenth in 1..=24_u8 {
        let picture = draw(&moving(stop, reveal.build, f64::from(tenth) / 10.0));
        let done = drawn(&picture, layer);
        assert!(done.is_superset(&before), "one that was drawn is gone");
        // A single pen: one is under way at most, but for shapes of several lines.
        assert!(strokes(&picture) <= 2, "{} at once", strokes(&picture));
        before = done;
    }
    assert!(reveal.features.iter().all(|id| before.contains(&id.feature)));
}

#[test]
fn a_figure_counts_up_to_what_is_written() {
    let mut session = show(Lang::En, false, USUAL);
    let is_zone = |block: &Block| {
        let is_it = matches!(&block.content, Content::Figure { figure, .. } if figure.get(Lang::En) == "56.39");
        is_it && block.build == 0
    };
    let deck = session.show().expect("a show").deck();
    let zone = deck.stops.iter().position(|stop| stop.blocks.iter().any(is_zone)).expect("the whole's area");
    session.apply(Action::Show(ShowAction::Go(zone)));
    let mut figures = Vec::new();
    let mut right = Vec::new();
    for tenth in 0..24_u8 {
        session.apply(Action::Tick(100.0 + f64::from(tenth) / 10.0));
        let picture = draw(&session);
        let largest = words(&picture).into_iter().max_by(|a, b| a.size.total_cmp(&b.size)).expect("words");
        figures.push(largest.text.clone());
        right.push(box_of(largest, Lang::En)[2]);
    }
    let values: Vec<f64> = figures.iter().map(|figure| figure.parse().expect("a number")).collect();
    assert!(values.is_sorted() && values[0] < 20.0, "{figures:?}");
    assert!(figures.iter().all(|figure| figure.split('.').nth(1).is_some_and(|decimals| decimals.len() == 2)));
    assert_eq!(figures.last().map(String::as_str), Some("56.39"));
    assert!(right.iter().all(|x| (x - right[0]).abs() < 0.1), "its end stands still");
}

#[test]
fn a_cover_shows_one_colour_and_nothing_else() {
    for (cover, role, colour) in
        [(Cover::Black, ColourRole::Black, Rgb(0, 0, 0)), (Cover::White, ColourRole::White, Rgb(255, 255, 255))]
    {
        let mut session = show(Lang::En, true, USUAL);
        session.apply(Action::Show(ShowAction::Cover(cover)));
        let picture = draw(&session);
        assert!(picture.map.is_empty() && picture.signs.is_empty() && picture.background == role);
        for theme in [Theme::Light, Theme::Dark] {
            assert_eq!(theme.palette().colour(role), colour);
        }
    }
}

#[test]
fn the_second_language_can_be_left_out() {
    let mut session = show(Lang::En, true, USUAL);
    let chinese = |session: &Session| {
        let picture = draw(session);
        words(&picture).iter().filter(|label| label.text.chars().any(|c| c >= '\u{4e00}')).count()
    };
    assert!(chinese(&session) > 0);
    session.apply(Action::Show(ShowAction::Bilingual));
    assert_eq!(chinese(&session), 0);
}

#[test]
fn a_window_at_rest_shows_what_a_file_shows() {
    let session = show(Lang::ZhHant, true, USUAL);
    let mut layout = LabelLayout::default();
    let mut now_s = 0.0;
    for stop in each_stop(&session, USUAL) {
        let mut picture = draw_with(&stop, &mut layout, now_s);
        while let Some(wait_s) = layout.wait_s() {
            now_s += wait_s + 0.01;
            picture = draw_with(&stop, &mut layout, now_s);
        }
        layout.forget();
        assert_eq!(words(&picture), words(&draw(&stop)));
        assert_eq!(picture.map, draw(&stop).map);
    }
}
