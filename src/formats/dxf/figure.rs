//! The shape of an entity: points in order, closed or not, arcs as chords.
//! Must not know blocks but for where a plane lies.

use super::arcs::{bulge, turn};
use super::drawing::{Entity, Placed, at};

/// Flags of polylines: closed; a mesh or a net of faces, which are none.
const CLOSED: i64 = 1;
const SURFACE: i64 = 16 | 64;
/// Flags of vertices that only steer a curve which is drawn by others.
const FRAME: i64 = 16;

/// Points in order.
#[derive(Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) points: Vec<[f64; 3]>,
    /// Whether it comes back to its first point, which then stands at the end too.
    pub(super) is_closed: bool,
}

impl Placed<'_> {
    /// The shape where it is shown; none of an entity without one.
    pub(super) fn figure(&self) -> Option<Figure> {
        let (mut points, is_closed) = points(self.entity)?;
        let is_mirrored = self.entity.number_or(230, 1.0) < 0.0 && !matches!(self.entity.kind, "LINE" | "POINT");
        for point in &mut points {
            let x = if is_mirrored { -point[0] } else { point[0] };
            let [x, y] = at(self.plane, [x, point[1]]);
            (point[0], point[1]) = (x, y);
        }
        if is_closed && points.first() != points.last() {
            points.extend(points.first().copied());
        }
        // An outline of two points without an arc has no inside.
        let is_closed = is_closed && points.len() > 3;
        Some(Figure { points, is_closed })
    }
}

/// The points of an entity in its own plane, and whether they close.
fn points(entity: &Entity<'_>) -> Option<(Vec<[f64; 3]>, bool)> {
    let point = |first: i32| [entity.number(first), entity.number(first + 10), entity.number(first + 20)];
    match entity.kind {
        "POINT" | "TEXT" | "MTEXT" => Some((vec![point(10)], false)),
        "LINE" => Some((vec![point(10), point(11)], false)),
        "CIRCLE" => Some((round(entity, 0.0, 360.0), true)),
        "ARC" => {
            let (from, to) = (entity.number(50), entity.number(51));
            let end = if to > from { to } else { to + 360.0 };
            Some((round(entity, from, end), false))
        }
        "LWPOLYLINE" => Some((bulged(&light(entity), entity.flags() & CLOSED != 0), entity.flags() & CLOSED != 0)),
        "POLYLINE" if entity.flags() & SURFACE == 0 => {
            let vertices =
                entity.vertices.iter().filter(|vertex| vertex.kind == "VERTEX" && vertex.flags() & FRAME == 0);
            let vertex =
                |vertex: &Entity<'_>| ([vertex.number(10), vertex.number(20), vertex.number(30)], vertex.number(42));
            let vertices: Vec<([f64; 3], f64)> = vertices.map(vertex).collect();
            let is_closed = entity.flags() & CLOSED != 0;
            Some((bulged(&vertices, is_closed), is_closed))
        }
        _ => None,
    }
    .filter(|(points, _)| !points.is_empty())
}

/// The chords of a circle around the point of an entity, between two angles in degrees.
fn round(entity: &Entity<'_>, from: f64, to: f64) -> Vec<[f64; 3]> {
    let center = [entity.number(10), entity.number(20)];
    turn(center, entity.number(40), from.to_radians(), to.to_radians())
        .into_iter()
        .map(|[x, y]| [x, y, entity.number(30)])
        .collect()
}

/// The vertices of a light polyline, each with the bulge of the segment behind it: groups 10, 20 and 42 in turn.
fn light(entity: &Entity<'_>) -> Vec<([f64; 3], f64)> {
    let height = entity.number(38);
    let mut all: Vec<([f64; 3], f64)> = Vec::new();
    for group in &entity.groups {
        let number = || group.value.parse::<f64>().ok().filter(|number| number.is_finite()).unwrap_or(0.0);
        match (group.code, all.last_mut()) {
            (10, _) => all.push(([number(), 0.0, height], 0.0)),
            (20, Some((point, _))) => point[1] = number(),
            (42, Some((_, bulge))) => *bulge = number(),
            (_, _) => {}
        }
    }
    all
}

/// The points of vertices, with those of the arcs between them.
fn bulged(vertices: &[([f64; 3], f64)], is_closed: bool) -> Vec<[f64; 3]> {
    let mut points = Vec::with_capacity(vertices.len());
    for (place, &(from, by)) in vertices.iter().enumerate() {
        points.push(from);
        let next = match vertices.get(place + 1) {
            None if is_closed => vertices.first(),
            next => next,
        };
        if let Some((to, _)) = next.filter(|_| by.abs() > 0.0) {
            points.extend(bulge([from[0], from[1]], [to[0], to[1]], by).into_iter().map(|[x, y]| [x, y, from[2]]));
        }
    }
    points
}
