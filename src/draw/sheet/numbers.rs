//! Numbers of the areas that find no room for their names on a sheet: on the map, and in the legend beside those names.
//! Must not know what the legend looks like.

use std::collections::BTreeMap;

use crate::draw::board::{Board, ScreenRect, around};
use crate::draw::label_text;
use crate::draw::lod_view::LodView;
use crate::draw::placed_labels::PlacedLabels;
use crate::draw::words::Measure;
use crate::picture::{ColourRole, Dash, Label, Pen, Point, Sign};
use crate::project::{Colouring, FeatureId, Style};
use crate::session::Session;

/// The height of a number on the map, in points of the screen, and the room around it.
const SIZE: f32 = 11.0;
const PADDING: f32 = 2.0;
/// At which parts of its height an area is looked through for the widest place inside.
const HEIGHTS: [f64; 9] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];
/// How far from its area a number may stand at the end of a line, in points.
const AWAY: [f32; 4] = [16.0, 26.0, 40.0, 60.0];
/// In which directions: so many parts of a turn.
const DIRECTIONS: u8 = 12;
/// Where an area is narrower than this its number has no room in it, in points.
const NARROW: f64 = 14.0;
/// At most so many areas have numbers.
const MAX_NUMBERS: usize = 120;
/// Of a layer whose areas share colours none has a number where more than so many would need one: the legend would be a list of them.
const MAX_SHARING: usize = 40;

/// The number of each area that needs one, from 1.
#[derive(Default)]
pub(super) struct Numbers(BTreeMap<FeatureId, (usize, [f32; 2], bool)>);

impl Numbers {
    /// Numbers for the areas that are on the map without their names, in the legend's order.
    pub(super) fn new(screen: &Session, placed: &[PlacedLabels]) -> Self {
        let mut numbers = BTreeMap::new();
        let projector = screen.view().projector();
        for (layer, _) in screen.seen_layers(Style::Area) {
            let lod_view = LodView::new(screen, layer, projector);
            let mut ids: Vec<FeatureId> = lod_view.shown(screen, layer).collect();
            ids.sort_unstable();
            let is_sharing = screen.layer(layer).colouring != Colouring::Each;
            let unnamed = |id: &FeatureId| !placed.iter().any(|placed| placed.id == *id);
            // Words that there are none of find no room either.
            let has_words = |id: &FeatureId| !is_sharing || !label_text::of(screen, *id).get(screen.lang()).is_empty();
            ids.retain(|id| unnamed(id) && has_words(id));
            if is_sharing && ids.len() > MAX_SHARING {
                continue;
            }
            for id in ids {
                if numbers.len() == MAX_NUMBERS {
                    return Self(numbers);
                }
                if let Some((at, is_narrow)) = inside(&lod_view, id.feature, projector.size) {
                    numbers.insert(id, (numbers.len() + 1, at, is_narrow));
                }
            }
        }
        Self(numbers)
    }

    /// The areas that have one, in its order.
    pub(super) fn ids(&self) -> Vec<FeatureId> {
        let mut ids: Vec<(usize, FeatureId)> = self.0.iter().map(|(id, (number, ..))| (*number, *id)).collect();
        ids.sort_unstable();
        ids.into_iter().map(|(_, id)| id).collect()
    }

    /// The number of an area.
    pub(super) fn of(&self, id: FeatureId) -> Option<usize> {
        self.0.get(&id).map(|(number, ..)| *number)
    }

    /// The numbers of the features that the legend lists, each in its area or at the end of a line from it, over none of what is
    /// placed already.
    pub(super) fn signs(
        &self,
        listed: &[FeatureId],
        placed: &[PlacedLabels],
        screen: &Session,
        measure: Measure<'_>,
    ) -> Vec<Sign> {
        let projector = screen.view().projector();
        let (mut board, mut signs) = (Board::new(projector.size), Vec::new());
        for place in placed.iter().flat_map(|placed| placed.places(projector)) {
            board.take(place);
        }
        let listed = self.0.iter().filter(|(id, _)| listed.contains(id));
        for (number, at, is_narrow) in listed.map(|(_, numbered)| numbered) {
            let text = number.to_string();
            let size = [measure(&text, SIZE, true) + 2.0 * PADDING, SIZE + 2.0 * PADDING];
            let place = |at: [f32; 2]| around(at, size[0], size[1]);
            let here = Some(*at).filter(|at| !is_narrow && board.is_free(&place(*at)));
            let beside = || aside(*at, |at| board.is_free(&place(at)));
            let Some(middle) = here.or_else(beside) else { continue };
            if here.is_none() {
                let pen = Pen { role: ColourRole::Text, opacity: 1.0, width: 0.8, dash: Dash::Solid };
                signs.push(Sign::Stroke { points: vec![*at, edge(place(middle), middle, *at)], pen });
            }
            board.take(place(middle));
            signs.extend(disc(middle, size[0].max(size[1]) / 2.0));
            signs.push(Sign::Label(Label::new(text, middle, SIZE, true)));
        }
        signs
    }
}

/// The disc that a number stands on, so that it is not taken for a figure of the map.
fn disc([x, y]: [f32; 2], radius: f32) -> [Sign; 2] {
    let turn = |step: u8| (f32::from(step) / 24.0 * std::f32::consts::TAU).sin_cos();
    let points: Vec<[f32; 2]> = (0..=24).map(turn).map(|(s, c)| [x + radius * c, y + radius * s]).collect();
    let pen = Pen { role: ColourRole::Text, opacity: 1.0, width: 0.8, dash: Dash::Solid };
    [Sign::Patch { points: points.clone(), role: ColourRole::Paper, opacity: 0.9 }, Sign::Stroke { points, pen }]
}

/// The nearest free place around a point.
fn aside([x, y]: [f32; 2], is_free: impl Fn([f32; 2]) -> bool) -> Option<[f32; 2]> {
    let turn = |step: u8| (f32::from(step) / f32::from(DIRECTIONS) * std::f32::consts::TAU).sin_cos();
    let places = AWAY.iter().flat_map(|away| (0..DIRECTIONS).map(move |step| (away, turn(step))));
    { places }.map(|(away, (sine, cosine))| [x + away * cosine, y - away * sine]).find(|at| is_free(*at))
}

/// Where the line from a box's middle to a point leaves the box.
fn edge([left, top, right, bottom]: ScreenRect, [x, y]: [f32; 2], [to_x, to_y]: [f32; 2]) -> [f32; 2] {
    let [across, down] = [to_x - x, to_y - y];
    let share = |half: f32, way: f32| if way == 0.0 { f32::INFINITY } else { half / way.abs() };
    let share = share((right - left) / 2.0, across).min(share((bottom - top) / 2.0, down)).min(1.0);
    [x + across * share, y + down * share]
}

/// The middle of the widest part of an area on the sheet, level with one of some heights, and whether that is narrow; none where none of the area is
/// on the sheet.
#[expect(clippy::cast_possible_truncation, reason = "points on the sheet")]
fn inside(lod_view: &LodView<'_>, feature: usize, size: [f32; 2]) -> Option<([f32; 2], bool)> {
    let frame = lod_view.frame(feature);
    let [width, height] = size.map(f64::from);
    let [top, bottom] = [frame[1].max(0.0), frame[3].min(height)];
    let rings: Vec<Vec<Point>> = lod_view
        .paths(feature)
        .filter(|path| path.kind.is_ring())
        .map(|path| lod_view.points(path).collect())
        .collect();
    let mut best: Option<(f64, [f64; 2])> = None;
    for part in HEIGHTS {
        let y = top + (bottom - top) * part;
        let mut crossings: Vec<f64> = rings.iter().flat_map(|ring| crossings(ring, y)).collect();
        crossings.sort_unstable_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            let [left, right] = [pair[0].max(0.0), pair[1].min(width)];
            let wide = right - left;
            // Another height has to be much better to be taken.
            if wide > 0.0 && best.is_none_or(|(before, _)| wide > before * 1.25) {
                best = Some((wide, [f64::midpoint(left, right), y]));
            }
        }
    }
    best.map(|(wide, at)| (at.map(|c| c as f32), wide.min(bottom - top) < NARROW))
}

/// Where a ring crosses a height.
fn crossings(ring: &[Point], y: f64) -> impl Iterator<Item = f64> + '_ {
    ring.windows(2).filter_map(move |edge| {
        let [a, b] = [edge[0], edge[1]];
        ((a[1] > y) != (b[1] > y)).then(|| a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]))
    })
}

#[cfg(test)]
mod tests {
    use super::{aside, crossings, edge};

    #[test]
    fn a_ring_is_crossed_an_even_number_of_times() {
        let ring = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [5.0, 2.0], [0.0, 10.0], [0.0, 0.0]];
        let at = |y: f64| crossings(&ring, y).collect::<Vec<_>>();
        assert_eq!(at(1.0).len(), 2);
        assert_eq!(at(6.0), [10.0, 7.5, 2.5, 0.0]);
        assert!(at(11.0).is_empty());
    }

    #[test]
    fn a_number_stands_as_near_as_it_can_and_its_line_ends_at_it() {
        assert_eq!(aside([0.0, 0.0], |_| true), Some([16.0, 0.0]));
        assert_eq!(aside([0.0, 0.0], |_| false), None);
        let [x, y] = edge([-5.0, -5.0, 5.0, 5.0], [0.0, 0.0], [20.0, 0.0]);
        assert!((x - 5.0).abs() < 1e-6 && y.abs() < 1e-6, "{x} {y}");
    }
}
