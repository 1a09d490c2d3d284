//! A layer's geometry as it falls on the sheet, no finer than words need it.
//! Must not know the words, and must not keep the window waiting: no level of detail of a large layer is made here.

use super::board::ScreenRect;
use crate::picture::{Bounds, LodGeometry, LodLevel, Path, PathKind, Placing, Point, Projector};
use crate::project::FeatureId;
use crate::session::Session;

/// A layer of so many vertices is read at its finest level, so that words never depend on which levels were made before.
const SMALL: usize = 300_000;
/// A span of a line within a box of so many points is taken for one edge.
const FINE: f64 = 1.0;

/// A layer on the sheet.
pub(super) struct LodView<'a> {
    level: &'a LodLevel,
    placing: Placing,
    view: Bounds,
    least: i32,
}

impl<'a> LodView<'a> {
    pub(super) fn new(session: &'a Session, layer: usize, projector: &Projector) -> Self {
        Self::of(session.lod(layer), projector)
    }

    /// The same of geometry that is no layer's.
    pub(super) fn of(lod: &'a LodGeometry, projector: &Projector) -> Self {
        let detail = lod.detail(1.0 / projector.points_per_world);
        let level = match lod.nearest_ready(detail) {
            // One that is much too coarse would put words where the map shows something else.
            (ready, level) if lod.vertex_count() > SMALL && ready <= detail + 1 => level,
            _ => lod.level(0),
        };
        let placing = lod.placing(projector, 1.0);
        #[expect(clippy::cast_possible_truncation, reason = "saturates")]
        let least = (FINE / placing.scale) as i32;
        Self { level, placing, view: placing.bounds(projector.bounds(0.0)), least }
    }

    /// The features that may be in view.
    pub(super) fn in_view(&self) -> impl Iterator<Item = usize> + use<'a> {
        self.level.features_in(0..self.level.feature_count(), self.view)
    }

    /// The same as features of a layer, those left out that a show reveals later.
    pub(super) fn shown<'s>(
        &self,
        session: &'s Session,
        layer: usize,
    ) -> impl Iterator<Item = FeatureId> + use<'a, 's> {
        let ids = self.in_view().map(move |feature| FeatureId { layer, feature });
        ids.filter(|id| !session.is_hidden(*id))
    }

    /// Whether any feature may be as wide and as high as so many points, in view or not: known without looking at each.
    pub(super) fn may_reach(&self, points: [f64; 2]) -> bool {
        let largest = self.level.largest();
        (0..2).all(|axis| largest[axis] * self.placing.scale >= points[axis])
    }

    /// Whether a feature may be in view.
    pub(super) fn sees(&self, feature: usize) -> bool {
        self.level.bounds(feature).meets(&self.view)
    }

    /// The box around a feature: left, top, right, bottom, in points, on the sheet or not.
    pub(super) fn frame(&self, feature: usize) -> [f64; 4] {
        let Bounds { min, max } = self.level.bounds(feature);
        let ([left, top], [right, bottom]) = (self.placing.pixel(min), self.placing.pixel(max));
        [left, top, right, bottom]
    }

    /// The same as a box to put words beside.
    #[expect(clippy::cast_possible_truncation, reason = "a box on the sheet")]
    pub(super) fn place(&self, feature: usize) -> ScreenRect {
        self.frame(feature).map(|side| side as f32)
    }

    /// The paths of a feature that may be in view.
    pub(super) fn paths(&self, feature: usize) -> impl Iterator<Item = Path<'a>> + use<'a> {
        let view = self.view;
        self.level.paths(feature).filter(move |path| path.bounds.meets(&view))
    }

    /// Where a path runs on the sheet, out of view by few vertices.
    pub(super) fn points(&self, path: Path<'a>) -> impl Iterator<Item = Point> + use<'a> {
        let placing = self.placing;
        path.outline(self.view, self.least).map(move |step| placing.pixel(step))
    }

    /// The points of a feature that are in view, those of lines and rings left out.
    pub(super) fn dots(&self, feature: usize) -> impl Iterator<Item = Point> + use<'a> {
        let (placing, view) = (self.placing, self.view);
        let seen = move |step: &[i32; 2]| (0..2).all(|axis| (view.min[axis]..=view.max[axis]).contains(&step[axis]));
        let paths = self.paths(feature).filter(|path| path.kind == PathKind::Points);
        paths.flat_map(|path| path.points).copied().filter(seen).map(move |step| placing.pixel(step))
    }
}
