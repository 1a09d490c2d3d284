//! The geometry of a feature as numbers of the system that is written.
//! Must not know the format.

use super::{Outgoing, Told, WriteError, Written};
use crate::geometry::{LonLat, Part, Shape, ShapeKind, path_turned, turns_on_globe};

/// What numbers in metres are rounded to, so that those which were read come back as they were written: a ten-thousandth of a
/// millimetre, a hundred times what projecting to and fro may be off, and so little that it changes no area by a thousand millionth.
const PER_METRE: f64 = 1e7;

/// A pair of numbers, east or longitude first, and the height if there is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct At {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) height: Option<f64>,
}

/// A part of a geometry.
pub(super) enum Piece {
    Points(Vec<At>),
    Line(Vec<At>),
    /// The outer ring first; each closed.
    Polygon(Vec<Vec<At>>),
}

/// The geometry of a feature.
pub(super) struct Geometry {
    pub(super) kind: ShapeKind,
    pub(super) pieces: Vec<Piece>,
}

impl Geometry {
    /// Whether every position has a height, and there is one.
    pub(super) fn has_heights(&self) -> bool {
        let mut all = self.positions().peekable();
        all.peek().is_some() && all.all(|at| at.height.is_some())
    }

    pub(super) fn positions(&self) -> impl Iterator<Item = &At> {
        self.pieces.iter().flat_map(|piece| -> Box<dyn Iterator<Item = &At>> {
            match piece {
                Piece::Points(path) | Piece::Line(path) => Box::new(path.iter()),
                Piece::Polygon(rings) => Box::new(rings.iter().flatten()),
            }
        })
    }
}

/// Whether all geometries that there are have a height at every position; what that loses is told.
pub(super) fn have_heights(geometries: &[Geometry], all: &mut Written) -> bool {
    let mut there = geometries.iter().filter(|geometry| !geometry.pieces.is_empty()).peekable();
    let has_heights = there.peek().is_some() && there.all(Geometry::has_heights);
    let some = geometries.iter().filter(|one| one.positions().any(|at| at.height.is_some())).count();
    all.tell_of(if has_heights { 0 } else { some }, |count| Told::Heights { count });
    has_heights
}

/// Where single geometries and several of their kind are mixed, takes all for several, so that a table has one type.
pub(super) fn promote(geometries: &mut [Geometry]) {
    for (single, several) in [
        (ShapeKind::Point, ShapeKind::MultiPoint),
        (ShapeKind::LineString, ShapeKind::MultiLineString),
        (ShapeKind::Polygon, ShapeKind::MultiPolygon),
    ] {
        let there = || geometries.iter().map(|geometry| geometry.kind).filter(|kind| *kind != ShapeKind::None);
        if there().any(|kind| kind == several) && there().all(|kind| kind == single || kind == several) {
            for geometry in geometries.iter_mut().filter(|geometry| geometry.kind == single) {
                geometry.kind = several;
            }
        }
    }
}

impl Outgoing<'_> {
    /// The geometries of all features.
    pub(super) fn geometries(&self) -> Result<Vec<Geometry>, WriteError> {
        (0..self.features().len()).map(|at| self.geometry(at)).collect()
    }

    /// The geometry of a feature, by its place.
    pub(super) fn geometry(&self, feature: usize) -> Result<Geometry, WriteError> {
        let Some(shape) = self.layer.data.shape(feature) else {
            return Ok(Geometry { kind: ShapeKind::None, pieces: Vec::new() });
        };
        let path = |path: &[LonLat], turns: f64| self.path(shape, path, (feature, turns));
        // Where nothing brings it within ±180° it stays as it is. A hole goes with its outer ring.
        let own = |path: &[LonLat]| turns_on_globe(path).unwrap_or_default();
        let piece = |part: Part<'_>| {
            Ok(match part {
                Part::Points(points) => Piece::Points(path(points, own(points))?),
                Part::Line(line) => Piece::Line(path(line, own(line))?),
                Part::Polygon(polygon) => {
                    let turns = polygon.exterior().map_or(0.0, own);
                    Piece::Polygon(polygon.rings().map(|ring| path(ring, turns)).collect::<Result<_, _>>()?)
                }
            })
        };
        let pieces = shape.parts().map(piece).collect::<Result<_, WriteError>>()?;
        Ok(Geometry { kind: shape.kind(), pieces })
    }

    fn path(&self, shape: Shape<'_>, path: &[LonLat], (feature, turns): (usize, f64)) -> Result<Vec<At>, WriteError> {
        let (frame, heights) = (self.frame(), shape.heights(path));
        let in_metres = self.crs.is_some_and(|crs| !crs.is_geographic());
        let rounded = |number: f64| if in_metres { (number * PER_METRE).round() / PER_METRE } else { number };
        let each = path_turned(path, turns).into_iter().enumerate().map(|(at, position)| {
            let is_used = self.crs.is_none_or(|crs| crs.covers(position));
            let plane = frame.plane(position).filter(|_| is_used);
            let [x, y] = plane.ok_or_else(|| self.beyond(feature))?;
            let height = heights.get(at).copied().filter(|height| !height.is_nan());
            Ok(At { x: rounded(x) + 0.0, y: rounded(y) + 0.0, height })
        });
        each.collect()
    }

    /// How many features lie beyond ±180° however they are turned.
    pub(super) fn beyond_180(&self) -> usize {
        let is_beyond = |part: Part<'_>| match part {
            Part::Points(path) | Part::Line(path) => turns_on_globe(path).is_none(),
            Part::Polygon(polygon) => polygon.exterior().is_some_and(|ring| turns_on_globe(ring).is_none()),
        };
        self.layer.data.shapes().iter().filter(|shape| shape.parts().any(is_beyond)).count()
    }

    fn beyond(&self, feature: usize) -> WriteError {
        let key = self.layer.data.feature(feature).map_or("", |feature| feature.key());
        WriteError::NotUsedThere { feature: key.to_owned(), crs: self.crs }
    }
}

/// A number with as few digits as tell it from every other, without an exponent.
pub(super) fn number(value: f64) -> String {
    format!("{value}")
}

/// West, south, east, north; nought for nothing.
pub(super) fn extent(all: &[&At]) -> [f64; 4] {
    let [west, east] = range(all.iter().map(|at| at.x));
    let [south, north] = range(all.iter().map(|at| at.y));
    [west, south, east, north]
}

/// The least and the most of some numbers; nought for nothing.
pub(super) fn range(numbers: impl Iterator<Item = f64>) -> [f64; 2] {
    let ends = numbers.fold(None, |ends: Option<[f64; 2]>, number| {
        let [low, high] = ends.unwrap_or([number; 2]);
        Some([low.min(number), high.max(number)])
    });
    ends.unwrap_or_default()
}
