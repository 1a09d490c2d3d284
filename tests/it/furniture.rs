//! The scale bar and the north arrow: on one chip that keeps them readable over any data, above all of it.
//! Must not know how they are painted.

use zonemap::draw::draw;
use zonemap::i18n::Lang;
use zonemap::picture::{ColourRole, Rgb, Sign, Theme};
use zonemap::session::{Action, Comparing, Seen, Session, Settings};
use zonemap::typography::width;

use crate::common::builtin;
use crate::palette::contrast;

fn session(size: [f32; 2], factor: f64) -> Session {
    let mut session = Session::new(builtin(), Settings { reduced_motion: true, lang: Lang::En, ..Settings::default() });
    session.apply(Action::Resize(size));
    session.apply(Action::ZoomMiddle { factor });
    session
}

/// A box that holds points: left, top, right, bottom.
fn hull(points: &[[f32; 2]]) -> [f32; 4] {
    let of = |axis: usize, start: f32, pick: fn(f32, f32) -> f32| points.iter().map(|p| p[axis]).fold(start, pick);
    let [low, high] = [f32::INFINITY, f32::NEG_INFINITY];
    [of(0, low, f32::min), of(1, low, f32::min), of(0, high, f32::max), of(1, high, f32::max)]
}

fn holds(outer: [f32; 4], inner: [f32; 4]) -> bool {
    outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]
}

/// The backings with what stands on each, the last signs of a picture.
fn furniture(session: &Session) -> Vec<([f32; 4], f32, Vec<[f32; 4]>)> {
    let mut found: Vec<([f32; 4], f32, Vec<[f32; 4]>)> = Vec::new();
    for sign in draw(session).signs {
        match sign {
            Sign::Patch { points, role: ColourRole::Halo, opacity } => found.push((hull(&points), opacity, Vec::new())),
            Sign::Patch { points, .. } | Sign::Stroke { points, .. } => {
                found.iter_mut().last().into_iter().for_each(|(_, _, on)| on.push(hull(&points)));
            }
            Sign::Label(label) => {
                let [x, y] = label.middle;
                let half = width(&label.text, label.size, label.strong, session.lang()) / 2.0;
                let place = [x - half, y - label.size / 2.0, x + half, y + label.size / 2.0];
                found.iter_mut().last().into_iter().for_each(|(_, _, on)| on.push(place));
            }
            Sign::Fade(_) => {}
        }
    }
    found
}

#[test]
fn both_stand_wholly_on_one_chip_at_any_scale() {
    for size in [[260.0, 140.0], [640.0, 400.0], [1600.0, 1000.0]] {
        for factor in [0.01, 0.1, 0.7, 1.0, 3.3, 40.0, 900.0] {
            let session = session(size, factor);
            let found = furniture(&session);
            assert_eq!(found.len(), 1, "one chip for both");
            for (backing, _, on) in found {
                assert_eq!(
                    on.len(),
                    6,
                    "an edge, the bar and its words, the two halves of the arrow, its letter: {on:?}"
                );
                assert!(backing[0] > size[0] / 20.0 && backing[1] > size[1] / 2.0, "at the lower right: {backing:?}");
                assert!(holds([0.0, 0.0, size[0], size[1]], backing), "{backing:?} on {size:?}");
                for thing in on {
                    assert!(holds(backing, thing), "{thing:?} on {backing:?} at {factor} in {size:?}");
                }
            }
        }
    }
}

#[test]
fn they_can_be_read_over_any_data() {
    let session = session([800.0, 600.0], 1.0);
    for theme in [Theme::Light, Theme::Dark, Theme::Print] {
        let palette = theme.palette();
        let (Rgb(r, g, b), text) = (palette.colour(ColourRole::Halo), palette.colour(ColourRole::Text));
        for (_, opacity, _) in furniture(&session) {
            for data in [Rgb(0, 0, 0), Rgb(255, 255, 255), Rgb(255, 0, 0), Rgb(0, 0, 255)] {
                let mix = |back: u8, data: u8| {
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
                    let mixed = (f32::from(back) * opacity + f32::from(data) * (1.0 - opacity)).round() as u8;
                    mixed
                };
                let behind = Rgb(mix(r, data.0), mix(g, data.1), mix(b, data.2));
                let found = contrast(text, behind);
                assert!(found >= 7.0, "{theme:?} over {data:?}: {found:.2}");
            }
        }
    }
}

/// Whatever is told on the map lies below them, the outlines of two versions too.
#[test]
fn nothing_lies_over_them() {
    let mut session = session([800.0, 600.0], 1.0);
    let second = zonemap::formats::open_builtin(&zonemap::formats::OpenOptions::default()).expect("the built-in zone");
    let comparison = zonemap::diff::compare(session.project(), &second, 0.0);
    let compared = zonemap::session::Compared::new(session.project(), second, comparison);
    session.apply(Action::Compared(Comparing::Done(compared)));
    session.apply(Action::See(Seen::Swipe(0.1)));
    let signs = draw(&session).signs;
    let first = signs.iter().position(|sign| matches!(sign, Sign::Patch { role: ColourRole::Halo, .. }));
    let swipe = signs.iter().rposition(
        |sign| matches!(sign, Sign::Stroke { pen, points } if pen.role == ColourRole::Selected && points.len() == 2),
    );
    assert!(swipe.expect("the line of the swipe") < first.expect("a backing"));
}
