//! What is drawn of another version, in the picture that every painter gets.
//! Must not know a painter.

use zonemap::diff::{Sign as Change, compare};
use zonemap::draw::{PaperFormat, Sheet, SheetOptions, SheetPart, draw, legend};
use zonemap::formats::open_builtin_face_value;
use zonemap::picture::{ColourRole, Dash, Item, Picture, Sign};
use zonemap::session::{Action, Compared, Comparing, Seen, Session, Settings};

use crate::common::builtin;
use crate::versions::{compared, session};

fn fills(picture: &Picture, wanted: ColourRole) -> usize {
    picture.map.iter().filter(|item| matches!(item, Item::Fill { role, .. } if *role == wanted)).count()
}

fn lines(picture: &Picture, wanted: impl Fn(ColourRole, Dash) -> bool) -> usize {
    let of = |item: &&Item| matches!(item, Item::Line { pen, .. } if wanted(pen.role, pen.dash));
    picture.map.iter().filter(of).count()
}

fn words(picture: &Picture, wanted: ColourRole) -> Vec<String> {
    let labels = picture.signs.iter().filter_map(|sign| match sign {
        Sign::Label(label) if label.role == wanted => Some(label.text.clone()),
        Sign::Label(_) | Sign::Stroke { .. } | Sign::Patch { .. } | Sign::Fade(_) => None,
    });
    labels.collect()
}

/// Where the two tints look alike to somebody, the lines across them slant to either side; they stay while versions are swiped.
#[test]
fn what_was_added_and_removed_is_hatched() {
    let other = || open_builtin_face_value().expect("it opens");
    for (first, second, role, rises) in
        [(builtin(), other(), ColourRole::Added, true), (other(), builtin(), ColourRole::Removed, false)]
    {
        let compared = Compared::new(&first, second.clone(), compare(&first, &second, 0.0));
        let mut session = Session::new(first, Settings { reduced_motion: true, ..Settings::default() });
        session.apply(Action::Resize([1000.0, 700.0]));
        session.apply(Action::ZoomMiddle { factor: 0.7 });
        session.apply(Action::Compared(Comparing::Done(compared)));
        for (seen, is_hatched) in
            [(Seen::Both, true), (Seen::Swipe(0.5), true), (Seen::Before, false), (Seen::After, false)]
        {
            let picture = lod_of(&mut session, seen);
            let lines = picture.signs.iter().filter_map(|sign| match sign {
                Sign::Stroke { points, pen } if pen.role == role => Some(points),
                Sign::Stroke { .. } | Sign::Label(_) | Sign::Patch { .. } | Sign::Fade(_) => None,
            });
            let slants =
                |points: &Vec<[f32; 2]>| ((points[1][0] - points[0][0]) * (points[1][1] - points[0][1]) < 0.0) == rises;
            assert_eq!(lines.clone().count() > 5, is_hatched, "{seen:?} {role:?}");
            assert!(lines.into_iter().all(slants), "{seen:?} {role:?}");
            // The same on paper, here without a legend, which is hatched too.
            let left_out = [SheetPart::Legend].into_iter().collect();
            let options = SheetOptions { left_out, ..SheetOptions::on(PaperFormat::A4) };
            let paper = Sheet::new(&session, &options).picture();
            let of_role = |sign: &&Sign| matches!(sign, Sign::Stroke { pen, .. } if pen.role == role);
            let strokes = paper.signs.iter().filter(of_role).count();
            let says = |sign: &Sign| matches!(sign, Sign::Label(label) if label.text.contains("72.98"));
            assert_eq!(paper.signs.iter().any(says), is_hatched, "{seen:?} {role:?}");
            assert_eq!(strokes > 0, is_hatched, "{seen:?} {role:?}");
        }
    }
}

#[test]
fn what_was_gained_and_lost_is_tinted_signed_and_in_the_legend() {
    let mut session = session();
    let picture = draw(&session);
    assert_eq!((fills(&picture, ColourRole::Added), fills(&picture, ColourRole::Removed)), (1, 1));
    assert_eq!(
        lines(&picture, |role, dash| role == ColourRole::Selected && dash == Dash::Dashed),
        1,
        "the version after"
    );
    let compared = compared();
    let of =
        |sign| compared.places().filter(move |(_, place)| place.sign == sign).map(|(_, place)| place.area_m2 / 1e4);
    // In the ink of all words, which the tint below them does not swallow.
    let shown = words(&picture, ColourRole::Text);
    for (sign, mark) in [(Change::Added, "+ "), (Change::Removed, "− ")] {
        if let Some(largest) = of(sign).next().filter(|ha| *ha > 1.0) {
            assert!(shown.contains(&format!("{mark}{largest:.2} ha")), "{shown:?}");
        }
    }
    let rows = legend(&session);
    for wanted in ["Added: only", "Removed: only", "Boundary in version after"] {
        assert!(rows.iter().any(|row| row.words.starts_with(wanted)), "{wanted}");
    }
    session.apply(Action::Compared(Comparing::Nothing));
    let without = draw(&session);
    assert_eq!((fills(&without, ColourRole::Added), fills(&without, ColourRole::Removed)), (0, 0));
    assert!(!legend(&session).iter().any(|row| row.words.starts_with("Added: only")));
}

fn lod_of(session: &mut Session, seen: Seen) -> Picture {
    session.apply(Action::See(seen));
    draw(session)
}

/// One version alone is drawn as the other is, so that only what moved is seen to move.
#[test]
fn the_versions_alone_differ_in_nothing_but_their_outline() {
    let mut session = session();
    let [before, after] = [Seen::Before, Seen::After].map(|seen| lod_of(&mut session, seen));
    assert_eq!(before.map.len(), after.map.len());
    let captions = |picture: &Picture, others: &Picture| -> Vec<String> {
        let own = picture.signs.iter().filter(|sign| !others.signs.contains(sign));
        own.map(|sign| if let Sign::Label(label) = sign { label.text.clone() } else { format!("{sign:?}") }).collect()
    };
    assert_eq!(captions(&before, &after), ["Before"]);
    assert_eq!(captions(&after, &before), ["After"]);
    let differ = before.map.iter().zip(&after.map).filter(|(a, b)| a != b).count();
    assert_eq!(differ, 2, "a halo and a line");
    assert_eq!(fills(&before, ColourRole::Added) + fills(&before, ColourRole::Removed), 0);
}

/// Each outline ends at the line: left of it nothing of the second, right of it nothing of the first.
#[test]
fn a_swipe_shows_one_version_on_either_side() {
    let mut session = session();
    let strokes = |picture: &Picture| -> Vec<Vec<[f32; 2]>> {
        let of = |sign: &Sign| match sign {
            Sign::Stroke { points, pen } if pen.role == ColourRole::Boundary => Some(points.clone()),
            Sign::Stroke { .. } | Sign::Label(_) | Sign::Patch { .. } | Sign::Fade(_) => None,
        };
        picture.signs.iter().filter_map(of).collect()
    };
    let all_after = strokes(&lod_of(&mut session, Seen::Swipe(0.0)));
    let all_before = strokes(&lod_of(&mut session, Seen::Swipe(1.0)));
    assert!(!all_after.is_empty() && !all_before.is_empty() && all_after != all_before);
    let half = strokes(&lod_of(&mut session, Seen::Swipe(0.5)));
    let (mut left, mut right) = (0, 0);
    for stroke in &half {
        let is_left = stroke.iter().all(|[x, _]| *x <= 500.1);
        let is_right = stroke.iter().all(|[x, _]| *x >= 499.9);
        assert!(is_left != is_right, "a stroke crosses the line");
        let of = if is_left { &all_before } else { &all_after };
        let inner = |at: &&[f32; 2]| (at[0] - 500.0).abs() > 0.5;
        for point in stroke.iter().filter(inner) {
            assert!(of.iter().any(|whole| whole.contains(point)), "{point:?} is of the other version");
        }
        (left, right) = (left + usize::from(is_left), right + usize::from(is_right));
    }
    assert!(left > 0 && right > 0);
}

/// What was added stays tinted and has its size while the line moves; which version is on which side is said beside the line.
#[test]
fn a_swipe_keeps_tints_figures_and_captions() {
    let mut session = session();
    let labels = |picture: &Picture| -> Vec<String> {
        let of = |sign: &Sign| if let Sign::Label(label) = sign { Some(label.text.clone()) } else { None };
        picture.signs.iter().filter_map(of).collect()
    };
    let both = lod_of(&mut session, Seen::Both);
    let figures: Vec<String> = labels(&both).into_iter().filter(|text| text.starts_with("+ ")).collect();
    assert!(!figures.is_empty());
    let swipe = lod_of(&mut session, Seen::Swipe(0.5));
    for words in figures.iter().map(String::as_str).chain(["Before", "After"]) {
        assert!(labels(&swipe).iter().any(|text| text == words), "{words}");
    }
    for role in [ColourRole::Added, ColourRole::Removed] {
        assert_eq!(fills(&swipe, role), fills(&both, role));
    }
    let edge = lod_of(&mut session, Seen::Swipe(0.0));
    assert!(!labels(&edge).iter().any(|text| text == "Before"), "there is no room for it");
}

/// The line goes through what was added, at the upper edge.
#[test]
fn a_caption_of_a_swipe_stands_below_a_figure_in_its_way() {
    let (first, second) = (builtin(), open_builtin_face_value().expect("it opens"));
    let compared = Compared::new(&first, second.clone(), compare(&first, &second, 0.0));
    let mut session = Session::new(first, Settings { reduced_motion: true, ..Settings::default() });
    session.apply(Action::Resize([628.0, 722.0]));
    session.apply(Action::Compared(Comparing::Done(compared)));
    for share in [0.5, 0.55, 0.6] {
        let picture = lod_of(&mut session, Seen::Swipe(share));
        let at = |wanted: &str| {
            let found = picture.signs.iter().find_map(|sign| match sign {
                Sign::Label(label) if label.text.contains(wanted) => Some(label.middle),
                Sign::Label(_) | Sign::Stroke { .. } | Sign::Patch { .. } | Sign::Fade(_) => None,
            });
            found.unwrap_or_else(|| panic!("{wanted} at {share}"))
        };
        let figure = at("72.98");
        for caption in ["Before", "After"] {
            let [x, y] = at(caption);
            let [off_x, off_y] = [(x - figure[0]).abs(), (y - figure[1]).abs()];
            assert!(off_y >= 15.0 || off_x >= 55.0, "{caption} at {x} {y}, the figure at {figure:?}");
        }
    }
}
