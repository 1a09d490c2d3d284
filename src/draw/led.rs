//! An area too narrow for its words: they stand beside it, and a line leads there.
//! Must not know how words are set inside an area.

use super::area_label::Words;
use super::board::{ScreenRect, around};
use super::labels::Writer;
use super::lod_view::LodView;
use super::placed_labels::PlacedLabels;
use super::spots::in_area;
use crate::project::{FeatureId, Style};

/// An area narrower or lower than this on the sheet, in points, is not named beside itself either.
const LEAST: [f64; 2] = [40.0, 24.0];
/// The same on the stage, where a few words say more than many.
const LEAST_STAGED: [f64; 2] = [40.0, 40.0];
/// So far from the area's box the words may stand, the nearest first, in points.
const AWAY: [f32; 7] = [12.0, 24.0, 42.0, 66.0, 96.0, 130.0, 170.0];
/// Where beside the box: to which side, and how far along it from its middle, in halves of its length.
const SIDES: [[f32; 2]; 4] = [[1.0, 0.0], [-1.0, 0.0], [0.0, -1.0], [0.0, 1.0]];
const ALONG: [f32; 5] = [0.0, -0.5, 0.5, -1.0, 1.0];
/// Where none of these is free, words may stand anywhere on a grid of so many points, so far from the middle of the area.
const GRID: f32 = 14.0;
const FARTHEST: f32 = 280.0;
/// The line is looked at in steps of so many points.
const STEP: f32 = 5.0;

impl Writer<'_> {
    /// Writes the words of an area beside it, if there is room that is no other area's; whether there was.
    pub(super) fn led(&mut self, id: FeatureId, lod_view: &LodView<'_>, words: &Words) -> bool {
        let seen = self.seen(lod_view, id.feature);
        let sheet = self.projector.bounds(0.0);
        // Beside what a stop is about, the others are named where they have room.
        if self.session.show().is_some_and(|show| show.stop().selected.is_some_and(|about| about != id)) {
            return false;
        }
        let least = if self.session.show().is_some() { LEAST_STAGED } else { LEAST };
        if seen[2] - seen[0] < least[0] || seen[3] - seen[1] < least[1] {
            return false;
        }
        #[expect(clippy::cast_possible_truncation, reason = "points on the sheet")]
        let (Some(anchor), frame) = (in_area(lod_view, id.feature, sheet), seen.map(|side| side as f32)) else {
            return false;
        };
        #[expect(clippy::cast_possible_truncation, reason = "a point on the sheet")]
        let anchor = anchor.map(|c| c as f32);
        let blocks = words.blocks(self.measure);
        let tries = AWAY.iter().flat_map(|away| blocks.iter().map(move |block| (*away, block)));
        let ways = || SIDES.iter().flat_map(|side| ALONG.map(|along| (*side, along)));
        let places = tries.flat_map(|(away, block)| {
            ways().map(move |(side, along)| (block, beside(frame, block.size, away, side, along)))
        });
        let mut places: Vec<_> = places.filter(|(_, place)| self.has_room(id, place, anchor)).collect();
        if places.is_empty() && self.session.show().is_none() {
            let all = places_around(anchor, self.projector.size);
            let tries =
                all.iter().flat_map(|at| blocks.iter().map(|block| (block, around(*at, block.size[0], block.size[1]))));
            places.extend({ tries }.find(|(_, place)| self.has_room(id, place, anchor)));
        }
        // Over no shore, if there is such a place.
        let dry = places.iter().find(|(_, place)| self.shore.under(place) == 0);
        let found = dry.or(places.first()).copied();
        let Some((block, place)) = found else { return false };
        let label = PlacedLabels::new(id, anchor, self.projector, block.labels(place), [place], 0);
        let from = nearest(&place, anchor);
        self.put(label.led_from(from, self.projector));
        for at in line(from, anchor) {
            self.board.take(around(at, STEP, STEP));
        }
        true
    }

    /// Whether words have room in a box, and the line that leads there from a point of their area.
    fn has_room(&self, id: FeatureId, place: &ScreenRect, anchor: [f32; 2]) -> bool {
        let free = self.board.is_free(place) && self.borders.under(place) == 0;
        let [left, top, right, bottom] = *place;
        let corners = [
            [left, top],
            [right, top],
            [right, bottom],
            [left, bottom],
            [f32::midpoint(left, right), f32::midpoint(top, bottom)],
        ];
        free && !corners.iter().any(|at| self.is_in_another(None, *at))
            && self.leads(id, nearest(place, anchor), anchor)
    }

    /// Whether a line from an area to its words passes over no words and no other area.
    fn leads(&self, id: FeatureId, from: [f32; 2], to: [f32; 2]) -> bool {
        { line(from, to) }.all(|at| self.board.is_free(&around(at, 1.0, 1.0)) && !self.is_in_another(Some(id), at))
    }

    /// Whether a point of the sheet is in an area that is shown, other than one.
    fn is_in_another(&self, one: Option<FeatureId>, at: [f32; 2]) -> bool {
        let at = self.projector.lonlat_from_screen(at);
        self.session.seen_layers(Style::Area).any(|(layer, of)| {
            let shapes = of.data.shapes().iter().enumerate();
            let near = shapes.filter(|(_, shape)| shape.extent().contains(at));
            let ids = near.map(|(feature, _)| FeatureId { layer, feature });
            { ids }.any(|id| Some(id) != one && of.data.side(id.feature, at).is_within())
        })
    }
}

/// Places all over a sheet for the middle of words, those nearest to a point first.
fn places_around([x, y]: [f32; 2], size: [f32; 2]) -> Vec<[f32; 2]> {
    let steps = |side: f32| (1_u16..).map(|step| f32::from(step) * GRID).take_while(move |at| *at < side);
    let mut places: Vec<[f32; 2]> = steps(size[0]).flat_map(|x| steps(size[1]).map(move |y| [x, y])).collect();
    let away = |at: &[f32; 2]| (at[0] - x).hypot(at[1] - y);
    places.retain(|at| away(at) <= FARTHEST);
    places.sort_by(|a, b| away(a).total_cmp(&away(b)));
    places
}

/// Points of a line in steps, its beginning left out.
fn line(from: [f32; 2], to: [f32; 2]) -> impl Iterator<Item = [f32; 2]> {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few steps")]
    let steps = (dx.hypot(dy) / STEP).ceil().max(1.0) as u16;
    (1..=steps).map(move |step| {
        let part = f32::from(step) / f32::from(steps);
        [from[0] + dx * part, from[1] + dy * part]
    })
}

/// The box of words of a size to a side of another box.
fn beside(frame: [f32; 4], size: [f32; 2], away: f32, [across, down]: [f32; 2], along: f32) -> ScreenRect {
    let [left, top, right, bottom] = frame;
    let half = [(right - left) / 2.0, (bottom - top) / 2.0];
    let middle = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
    let beyond = |axis: usize, side: f32| side * (half[axis] + away + size[axis] / 2.0);
    let [x, y] = [beyond(0, across) + half[0] * along * down.abs(), beyond(1, down) + half[1] * along * across.abs()];
    around([middle[0] + x, middle[1] + y], size[0], size[1])
}

/// The point of a box that is nearest to another.
fn nearest([left, top, right, bottom]: &ScreenRect, [x, y]: [f32; 2]) -> [f32; 2] {
    [x.clamp(*left, *right), y.clamp(*top, *bottom)]
}
