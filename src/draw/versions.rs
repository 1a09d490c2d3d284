//! Another version overlaid on the map: what was added and removed, and each version's outline.
//! Must not compare.

use std::sync::Arc;

use super::board::{Board, around};
use super::hatch::{hatch, strokes};
use super::layers::one;
use super::lod_view::LodView;
use super::words::Measure;
use crate::diff;
use crate::i18n::{area_brief, tr};
use crate::picture::{
    ColourRole, Dash, FeatureSlice, Item, Label, LodGeometry, Pen, Point, Sign, Strength, visible_runs,
};
use crate::project::Style;
use crate::session::{BAND_SHARES, Compared, Seen, Session};

/// How strongly what was added or removed is filled, and the place that is looked at.
const FILL: f32 = 0.4;
const CHOSEN: f32 = 0.65;
/// The height of the text of a place's words, in points.
const LETTERS: f32 = 13.0;
/// How far a caption stands from the line of a swipe, and from the upper edge, in points.
const CAPTION: [f32; 2] = [14.0, 22.0];
/// At most so many places have words on the map.
const MAX_WORDS: usize = 40;
/// A place takes lines across it from so many points in both directions on, and all places together at most so many lines.
const LEAST: f64 = 6.0;
const MAX_LINES: usize = 5_000;

/// The colour of what was added or removed.
#[must_use]
pub fn sign_role(sign: diff::Sign) -> ColourRole {
    match sign {
        diff::Sign::Added => ColourRole::Added,
        diff::Sign::Removed => ColourRole::Removed,
    }
}

/// Whether layers of a style make room for the outline of one version, which is then seen alone.
pub(super) fn gives_way(session: &Session, style: Style) -> bool {
    let versions = session.versions();
    let alone = match versions.seen {
        Seen::Both => false,
        Seen::Before | Seen::After | Seen::Swipe(_) => versions.compared().is_some(),
    };
    alone && matches!(style, Style::Whole | Style::Area | Style::Boundary)
}

fn pen(role: ColourRole, width: f32, opacity: f32, dash: Dash) -> Pen {
    Pen { role, opacity, width, dash }
}

/// How the second version's outline looks where both are seen: the first shows between its dashes.
pub(super) fn second_pen() -> Pen {
    pen(ColourRole::Selected, 2.0, 1.0, Dash::Dashed)
}

/// How a version's outline looks that is seen alone: both alike, so that only what moved is seen to move.
fn alone_pens() -> [Pen; 2] {
    [pen(ColourRole::Halo, 5.0, 0.7, Dash::Solid), pen(ColourRole::Boundary, 2.5, 1.0, Dash::Solid)]
}

fn slice(session: &Session, above: usize, lod: &Arc<LodGeometry>, count: usize) -> FeatureSlice {
    // Beyond the layers, the findings and the bands.
    let layers = session.project().layers.len();
    let layer = layers + 2 + layers * BAND_SHARES.len() + above;
    FeatureSlice::new(layer, lod, 0..count)
}

/// What was added and removed, and the outlines, as far as they are seen.
pub(super) fn map_items(session: &Session, items: &mut Vec<Item>) {
    let versions = session.versions();
    let Some(compared) = versions.compared() else { return };
    let count = compared.comparison().features.len();
    let mut outline = |lod: &Arc<LodGeometry>, above: usize, pens: [Pen; 2]| {
        let slice = slice(session, above, lod, count);
        items.extend(pens.map(|pen| Item::Line { slice: slice.clone(), pen }));
    };
    match versions.seen {
        Seen::Both => {
            tints(session, compared, items);
            items.push(Item::Line { slice: slice(session, 3, compared.after(), count), pen: second_pen() });
        }
        Seen::Before => outline(compared.before(), 2, alone_pens()),
        Seen::After => outline(compared.after(), 3, alone_pens()),
        Seen::Swipe(_) => tints(session, compared, items),
    }
}

fn tints(session: &Session, compared: &Compared, items: &mut Vec<Item>) {
    let count = compared.places().len();
    let others: Vec<_> = session.versions().current().map(|at| (at, CHOSEN)).into_iter().collect();
    for (above, sign) in [diff::Sign::Added, diff::Sign::Removed].into_iter().enumerate() {
        let slice = slice(session, above, compared.regions(sign), count);
        let role = sign_role(sign);
        let strength = Strength { usual: FILL, others: others.clone() };
        items.push(Item::Fill { slice: slice.clone(), role, strength });
        items.push(Item::Line { slice: slice.clone(), pen: pen(role, 1.5, 0.9, Dash::Solid) });
        if let Some(at) = session.versions().current() {
            let chosen = one(&slice, at);
            items.push(Item::Line { slice: chosen.clone(), pen: pen(ColourRole::Halo, 6.0, 0.8, Dash::Solid) });
            items.push(Item::Line { slice: chosen, pen: pen(role, 3.5, 1.0, Dash::Solid) });
        }
    }
}

/// The words of the places, and the line of a swipe with an outline on either side.
pub(super) fn signs(session: &Session, signs: &mut Vec<Sign>, measure: Measure<'_>) {
    let versions = session.versions();
    let Some(compared) = versions.compared() else { return };
    let mut board = Board::new(session.view().projector().size);
    match versions.seen {
        Seen::Both => {
            hatching(session, compared, signs);
            words(session, compared, signs, (measure, &mut board));
        }
        Seen::Swipe(share) => {
            hatching(session, compared, signs);
            swipe(session, compared, share, signs);
            words(session, compared, signs, (measure, &mut board));
        }
        Seen::Before | Seen::After => {}
    }
    captions(session, signs, (measure, &board));
}

/// Which version is seen, at the upper edge or below what stands there: in the middle where one is alone, on either side of the line where both are.
fn captions(session: &Session, signs: &mut Vec<Sign>, (measure, board): (Measure<'_>, &Board)) {
    let [width, height] = session.view().projector().size;
    let mut caption = |key: &str, side: f32, at: f32| {
        let text = tr!(session.lang(), key).into_owned();
        let whole = measure(&text, LETTERS, true);
        let middle = at + side * (whole / 2.0 + CAPTION[0]);
        let is_free = |y: &f32| board.is_free(&around([middle, *y], whole + 8.0, LETTERS * 1.6));
        let rows = (0_u8..8).map(|row| CAPTION[1] + f32::from(row) * LETTERS * 1.7).take_while(|y| *y < height);
        let y = rows.into_iter().find(is_free).unwrap_or(CAPTION[1]);
        if middle > whole / 2.0 && middle + whole / 2.0 < width {
            signs.push(Sign::Label(Label::new(text, [middle, y], LETTERS, true)));
        }
    };
    match session.versions().seen {
        Seen::Both => {}
        Seen::Before => caption("compare.before", 0.0, width / 2.0),
        Seen::After => caption("compare.after", 0.0, width / 2.0),
        Seen::Swipe(share) => {
            caption("compare.before", -1.0, width * share);
            caption("compare.after", 1.0, width * share);
        }
    }
}

/// The sign and the size of each place in view, the one that is looked at first, then the largest; none over another.
fn words(session: &Session, compared: &Compared, signs: &mut Vec<Sign>, (measure, board): (Measure<'_>, &mut Board)) {
    let projector = session.view().projector();
    let extent = projector.extent();
    let current = session.versions().current();
    let mut places: Vec<_> =
        compared.places().enumerate().filter(|(_, (_, place))| extent.contains(place.at)).collect();
    places.sort_by_key(|(at, _)| Some(*at) != current);
    for (at, (_, place)) in places.into_iter().take(MAX_WORDS) {
        let text = format!("{} {}", place.sign.mark(), area_brief(place.area_m2, session.lang()));
        let middle = projector.screen_from_lonlat(place.at);
        let taken = around(middle, measure(&text, LETTERS, true) + 8.0, LETTERS * 1.6);
        if Some(at) == current || board.is_free(&taken) {
            board.take(taken);
            // In the ink of all words: the tint below has the colour, which no text of its own could be read on.
            signs.push(Sign::Label(Label::new(text, middle, LETTERS, true)));
        }
    }
}

/// Lines across what was added and removed, in view and not too small for any.
fn hatching(session: &Session, compared: &Compared, signs: &mut Vec<Sign>) {
    let projector = session.view().projector();
    let anchor = |place: usize| {
        compared
            .place(place)
            .map_or_else(Point::default, |(_, place)| projector.screen_from_lonlat(place.at).map(f64::from))
    };
    let mut left = MAX_LINES;
    for sign in [diff::Sign::Added, diff::Sign::Removed] {
        let lod_view = LodView::of(compared.regions(sign), projector);
        let has_room = |&place: &usize| {
            let [left, top, right, bottom] = lod_view.frame(place);
            right - left >= LEAST && bottom - top >= LEAST
        };
        for place in lod_view.in_view().filter(has_room) {
            let rings: Vec<Vec<Point>> = lod_view.paths(place).map(|path| closed(lod_view.points(path))).collect();
            let lines = hatch(&rings, projector.bounds(0.0), anchor(place), sign);
            let Some(fewer) = left.checked_sub(lines.len()) else { return };
            left = fewer;
            signs.extend(strokes(lines, sign));
        }
    }
}

fn closed(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut points: Vec<Point> = points.collect();
    if points.first() != points.last() {
        points.extend(points.first().copied());
    }
    points
}

/// The first version's outline left of a line, the second's right of it.
fn swipe(session: &Session, compared: &Compared, share: f32, signs: &mut Vec<Sign>) {
    let [width, height] = session.view().projector().size;
    let line = width * share;
    let sheet = session.view().projector().bounds(4.0);
    let (left, right) =
        ([sheet[0], sheet[1], f64::from(line), sheet[3]], [f64::from(line), sheet[1], sheet[2], sheet[3]]);
    for (lod, bounds) in [(compared.before(), left), (compared.after(), right)] {
        let lod_view = LodView::of(lod, session.view().projector());
        for feature in lod_view.in_view() {
            for path in lod_view.paths(feature) {
                for run in visible_runs(lod_view.points(path), bounds) {
                    #[expect(clippy::cast_possible_truncation, reason = "points on a sheet")]
                    let points: Vec<[f32; 2]> = run.points.iter().map(|point| point.map(|c| c as f32)).collect();
                    signs.extend(alone_pens().map(|pen| Sign::Stroke { points: points.clone(), pen }));
                }
            }
        }
    }
    let points = vec![[line, 0.0], [line, height]];
    let pens = [pen(ColourRole::Halo, 5.0, 0.85, Dash::Solid), pen(ColourRole::Selected, 2.0, 1.0, Dash::Solid)];
    signs.extend(pens.map(|pen| Sign::Stroke { points: points.clone(), pen }));
}
