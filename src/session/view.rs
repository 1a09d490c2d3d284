//! The part of the map in view: moved at once, or in flight, and what was in view before.
//! Must not know what is on the map.

use super::flight::{Flight, Sight};
use super::viewpoint::{Viewpoint, clamped};
use crate::geometry::{Extent, LonLat};
use crate::picture::{Projector, World};

/// Part of the sheet's width and height left free around what is fitted.
const MARGIN: f64 = 0.06;
/// A single point is shown as if it were this wide on Web Mercator's square: about 500 m at the equator.
const MIN_EXTENT: f64 = 1.25e-5;
/// What is shown where there is nothing to show: the lands where people live.
const WORLD: Extent = Extent { west: -180.0, south: -60.0, east: 180.0, north: 78.0 };
/// What is fitted stays so far from what stands over the map's left edge, in points.
const BESIDE: f64 = 8.0;
/// The same where something small is looked at closely, and what is left free around it.
const CLOSE_EXTENT: f64 = 5e-6;
const CLOSE_MARGIN: f64 = 0.2;
/// Moves that follow one another sooner than this, in seconds, are one move to go back from.
const ONE_MOVE_S: f64 = 0.8;
/// How many views are remembered.
const REMEMBERED: usize = 100;

/// A view: where it looks, and what "everything" is.
#[derive(Clone, Debug)]
pub struct MapView {
    home: Extent,
    everything: Extent,
    projector: Projector,
    /// How wide a strip at the left edge is covered by what stands over the map, in points.
    covered: f32,
    /// Whether the user has not moved it yet, so that it follows the window's size.
    at_home: bool,
    reduced_motion: bool,
    now_s: f64,
    moved_s: f64,
    flight: Option<Journey>,
    before: Vec<Viewpoint>,
    after: Vec<Viewpoint>,
}

/// A flight that has begun.
#[derive(Clone, Copy, Debug)]
struct Journey {
    path: Flight,
    to: Viewpoint,
    /// When it was first seen to be under way: what it is to last begins then, however long nothing had moved before.
    began_s: Option<f64>,
}

impl MapView {
    /// A view of all that is in `home`, or of the world where nothing is, before the size of the sheet is known. `everything` is how far there is
    /// anything to see.
    #[must_use]
    pub fn new(home: Extent, everything: Extent, reduced_motion: bool) -> Self {
        let projector =
            Projector { center: World { x: 0.5, y: 0.5 }, points_per_world: clamped(0.0), size: [1.0, 1.0] };
        let [home, everything] = [home, everything].map(|extent| if extent.is_empty() { WORLD } else { extent });
        Self {
            home,
            everything,
            projector,
            covered: 0.0,
            at_home: true,
            reduced_motion,
            now_s: 0.0,
            moved_s: f64::NEG_INFINITY,
            flight: None,
            before: Vec::new(),
            after: Vec::new(),
        }
    }

    /// Where each position falls.
    #[must_use]
    pub fn projector(&self) -> &Projector {
        &self.projector
    }

    /// Whether the sheet has this size.
    #[must_use]
    #[expect(clippy::float_cmp, reason = "whatever is not the very same size is another")]
    pub fn has_size(&self, size: [f32; 2]) -> bool {
        self.projector.size == size
    }

    /// How wide a strip at the left edge what is fitted stays out of, in points.
    #[must_use]
    pub fn covered(&self) -> f32 {
        self.covered
    }

    /// Whether it is in flight, so that time must go on.
    #[must_use]
    pub fn is_flying(&self) -> bool {
        self.flight.is_some()
    }

    /// Whether there is a view to go back to.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether going back can be undone.
    #[must_use]
    pub fn can_go_forward(&self) -> bool {
        !self.after.is_empty()
    }

    /// Where it looks.
    #[must_use]
    pub fn place(&self) -> Viewpoint {
        let LonLat { lon, lat } = self.projector.center.into();
        Viewpoint { center: [lon, lat], points_per_world: self.projector.points_per_world }
    }

    /// Where it looks, unless it shows everything and nobody moved it.
    #[must_use]
    pub fn moved_place(&self) -> Option<Viewpoint> {
        (!self.at_home).then(|| self.place())
    }

    /// Looks where it looked in another session; a place that is none is not taken.
    pub(super) fn restore(&mut self, place: Viewpoint) {
        let [lon, lat] = place.center;
        if LonLat::new(lon, lat).is_ok() && place.points_per_world.is_finite() {
            self.at_home = false;
            self.look(place);
        }
    }

    pub(super) fn set_reduced_motion(&mut self, reduce: bool) {
        self.reduced_motion = reduce;
        self.land();
    }

    pub(super) fn resize(&mut self, size: [f32; 2]) {
        self.projector.size = size.map(|side| side.max(1.0));
        if self.at_home {
            self.look(self.place_of(self.home));
        }
    }

    pub(super) fn cover(&mut self, strip: f32) {
        self.covered = strip;
        if self.at_home {
            self.look(self.place_of(self.home));
        }
    }

    /// Gives the sheet another size: the middle stays, and what was in view stays in view.
    pub(super) fn reframe(&mut self, size: [f32; 2]) {
        self.land();
        let size = size.map(|side| side.max(1.0));
        let ratios = [0, 1].map(|axis: usize| f64::from(size[axis]) / f64::from(self.projector.size[axis]));
        self.projector.points_per_world = clamped(self.projector.points_per_world * ratios[0].min(ratios[1]));
        self.projector.size = size;
        self.at_home = false;
    }

    /// Makes the sheet so many times smaller, and all that is on it.
    pub(super) fn reduce(&mut self, by: f32) {
        self.flight = None;
        self.projector.points_per_world /= f64::from(by);
        self.projector.size = self.projector.size.map(|side| side / by);
    }

    pub(super) fn frame(&mut self, extent: Extent) {
        if extent.is_empty() {
            return;
        }
        self.remember();
        self.at_home = false;
        self.flight = None;
        self.look(self.place_within(extent, 0.0, MIN_EXTENT));
    }

    pub(super) fn tick(&mut self, now_s: f64) {
        self.now_s = now_s;
        let Some(Journey { path, began_s, .. }) = &mut self.flight else { return };
        let part = (now_s - *began_s.get_or_insert(now_s)) / path.duration_s();
        if part >= 1.0 {
            self.land();
        } else {
            let Sight { center, width } = path.at(part);
            self.projector.center = center;
            self.projector.points_per_world = clamped(self.side() / width);
        }
    }

    pub(super) fn fit(&mut self) {
        self.remember();
        self.at_home = true;
        self.head_for(self.place_of(self.home));
    }

    pub(super) fn fly_to(&mut self, extent: Extent) {
        self.fly(extent, self.place_of(extent));
    }

    /// Flies to what may be very small, with much of what is around it.
    pub(super) fn fly_close(&mut self, extent: Extent) {
        self.fly(extent, self.place_within(extent, CLOSE_MARGIN, CLOSE_EXTENT));
    }

    fn fly(&mut self, extent: Extent, to: Viewpoint) {
        if !extent.is_empty() {
            self.remember();
            self.at_home = false;
            self.head_for(to);
        }
    }

    /// Looks at a box in a part of the sheet (left, top, right, bottom), at once or in flight. Nothing to go back from.
    pub(super) fn look_into(&mut self, extent: Extent, part: [f32; 4], fly: bool) {
        if extent.is_empty() {
            return;
        }
        self.at_home = false;
        let to = self.place_inside(extent, part.map(f64::from), CLOSE_EXTENT);
        if fly {
            let there = self.flight.map_or_else(|| self.place(), |flight| flight.to);
            if !there.is_at(to) {
                self.head_for(to);
            }
        } else {
            self.flight = None;
            self.look(to);
        }
    }

    pub(super) fn zoom_box(&mut self, a: [f32; 2], b: [f32; 2]) {
        // A box of a few points is a slip of the hand.
        if (a[0] - b[0]).abs() < 4.0 || (a[1] - b[1]).abs() < 4.0 {
            return;
        }
        let extent = Extent::of(&[a, b].map(|point| self.projector.lonlat_from_screen(point)));
        // Whoever draws a box means its middle.
        self.fly(extent, self.place_within(extent, MARGIN, MIN_EXTENT));
    }

    pub(super) fn back(&mut self) {
        if let Some(place) = self.before.pop() {
            self.after.push(self.place());
            self.at_home = false;
            self.head_for(place);
        }
    }

    pub(super) fn forward(&mut self) {
        if let Some(place) = self.after.pop() {
            self.before.push(self.place());
            self.at_home = false;
            self.head_for(place);
        }
    }

    pub(super) fn pan(&mut self, by: [f32; 2]) {
        self.begin_move();
        let [dx, dy] = by.map(|points| f64::from(points) / self.projector.points_per_world);
        let center = &mut self.projector.center;
        center.x = (center.x - dx).clamp(-1.0, 2.0);
        center.y = (center.y - dy).clamp(0.0, 1.0);
    }

    pub(super) fn zoom(&mut self, factor: f64, at: [f32; 2]) {
        if !(factor.is_finite() && factor > 0.0) {
            return;
        }
        self.begin_move();
        let kept = self.projector.world_from_screen(at);
        let least = self.least_scale().min(self.projector.points_per_world);
        self.projector.points_per_world = clamped(self.projector.points_per_world * factor).max(least);
        let moved = self.projector.world_from_screen(at);
        self.projector.center.x += kept.x - moved.x;
        self.projector.center.y += kept.y - moved.y;
    }

    pub(super) fn zoom_middle(&mut self, factor: f64) {
        self.zoom(factor, self.projector.size.map(|side| side / 2.0));
    }

    /// Farther out there would only be emptiness: everything is in view, and home is a quarter of the sheet.
    fn least_scale(&self) -> f64 {
        let fit = |extent| self.place_of(extent).points_per_world;
        fit(self.everything).min(fit(self.home) / 4.0)
    }

    /// A move by hand: ends a flight where it is, and can be gone back from.
    fn begin_move(&mut self) {
        if self.now_s - self.moved_s > ONE_MOVE_S {
            self.remember();
        }
        self.moved_s = self.now_s;
        self.flight = None;
        self.at_home = false;
    }

    fn remember(&mut self) {
        if self.before.len() == REMEMBERED {
            self.before.remove(0);
        }
        self.before.push(self.place());
        self.after.clear();
    }

    fn head_for(&mut self, to: Viewpoint) {
        if self.reduced_motion {
            self.flight = None;
            self.look(to);
        } else {
            let path = Flight::new(self.sight(self.place()), self.sight(to));
            self.flight = Some(Journey { path, to, began_s: None });
        }
    }

    /// The longer side of the sheet, in points.
    fn side(&self) -> f64 {
        let [width, height] = self.projector.size.map(f64::from);
        width.max(height)
    }

    fn sight(&self, Viewpoint { center: [lon, lat], points_per_world }: Viewpoint) -> Sight {
        Sight { center: LonLat { lon, lat }.into(), width: self.side() / points_per_world }
    }

    pub(super) fn land(&mut self) {
        if let Some(flight) = self.flight.take() {
            self.look(flight.to);
        }
    }

    fn look(&mut self, place: Viewpoint) {
        let [lon, lat] = place.center;
        self.projector.center = LonLat { lon, lat }.into();
        self.projector.points_per_world = clamped(place.points_per_world);
    }

    /// The place from which a box fits the sheet, with a little free around it. It is in the middle, unless it would begin in the strip that is covered.
    fn place_of(&self, extent: Extent) -> Viewpoint {
        let middle = self.place_within(extent, MARGIN, MIN_EXTENT);
        let [width, height] = self.projector.size.map(f64::from);
        let left = f64::from(self.covered) + BESIDE;
        let right = width * (1.0 - MARGIN);
        // A strip over half of the map leaves no room beside it.
        if self.covered <= 0.0 || left > width / 2.0 {
            return middle;
        }
        let sides = |scale: f64| {
            let half = Self::width_of(extent).max(MIN_EXTENT) * scale / 2.0;
            [width / 2.0 - half, half]
        };
        if sides(middle.points_per_world)[0] >= left {
            return middle;
        }
        let margin = height * MARGIN;
        let beside = self.place_inside(extent, [left, margin, right, height - margin], MIN_EXTENT);
        // No farther from the middle than it has to be.
        let [_, half] = sides(beside.points_per_world);
        let middle = (width / 2.0).max(left + half);
        self.place_inside(extent, [middle - half, margin, middle + half, height - margin], MIN_EXTENT)
    }

    /// How wide a box is, in parts of Web Mercator's square.
    fn width_of(extent: Extent) -> f64 {
        let x = |lon| World::from(LonLat { lon, lat: 0.0 }).x;
        x(extent.east) - x(extent.west)
    }

    /// The same in a part of the sheet: left, top, right, bottom, in points.
    fn place_inside(&self, extent: Extent, part: [f64; 4], least: f64) -> Viewpoint {
        Viewpoint::fitting(extent, part, least, self.projector.size).unwrap_or_else(|| self.place())
    }

    /// The same with another part of the sheet left free on each side, for a box no smaller than so much of the square.
    fn place_within(&self, extent: Extent, margin: f64, least: f64) -> Viewpoint {
        let [width, height] = self.projector.size.map(f64::from);
        let [x, y] = [width * margin, height * margin];
        self.place_inside(extent, [x, y, width - x, height - y], least)
    }
}

#[cfg(test)]
mod tests;
