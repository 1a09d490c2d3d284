//! Where a position lies with regard to edges that are straight in the plane of their file, between the positions that they are read with.
//! Must not know features or files.

use geo::algorithm::kernels::Orientation;

use super::CoordinateFrame;
use super::straight::{Bends, Straight};
use crate::geodesy::{degrees_around, distance_m};
use crate::geometry::{Extent, LonLat, Polygon, Reach, RingHits, Shape, Shapes, Side, nearest_on_line, side};

/// How much a piece of an edge may bend that is taken as straight in longitude and latitude, metres.
const PIECE_BEND_M: f64 = 1e-7;
/// What an edge is taken to bend at least where that is not known, metres.
const MIN_M: f64 = 1e-3;
/// How often the nearest place on an edge is looked for again around the one found: in planes that do not keep angles the first is not it.
const TRIES: usize = 4;
/// A position on an edge as straight in longitude and latitude is moved by so many degrees one way or another, far less than it is from any
/// edge as drawn.
const ASIDE_DEG: [(f64, f64); 5] = [(0.0, 0.0), (1e-11, 3e-12), (-4e-12, 1e-11), (-1e-11, -7e-12), (6e-12, -1e-11)];

/// Edges that bend in longitude and latitude since they are straight in the plane of their file.
#[derive(Clone, Copy, Debug)]
pub struct Drawn {
    frame: CoordinateFrame,
    bends: Bends,
    most_bend_m: f64,
}

impl Drawn {
    /// How the edges of shapes run that were read in a frame; none where longitude and latitude show no difference.
    #[must_use]
    pub fn new(frame: &CoordinateFrame, shapes: &Shapes) -> Option<Self> {
        let frame = frame.plain();
        if frame.is_degrees() {
            return None;
        }
        let bends = Bends::of(&frame, &[shapes]);
        let bend_m = |(_, [from, to]): (usize, [LonLat; 2])| bends.bend_m(from, to);
        let most_bend_m = shapes.edges().filter_map(bend_m).fold(0.0, f64::max);
        (most_bend_m > 0.0).then_some(Self { frame, bends, most_bend_m })
    }

    /// The most that an edge may be off the straight one in longitude and latitude, metres.
    #[must_use]
    pub fn most_bend_m(&self) -> f64 {
        self.most_bend_m
    }

    /// A position that is farther than this from every edge as straight in longitude and latitude is farther than `border_m` metres from
    /// every edge as drawn, and on the same side of it.
    #[must_use]
    pub fn reach(&self, at: LonLat, border_m: f64) -> Reach {
        Reach::of(degrees_around(at, border_m + self.most_bend_m))
    }

    /// Whether a position lies in a shape's polygons, or within `border_m` metres of their border; looks at every edge.
    #[must_use]
    pub fn is_within(&self, shape: Shape<'_>, at: LonLat, border_m: f64) -> bool {
        shape.polygons().any(|polygon| self.is_within_polygon(polygon, at, border_m))
    }

    /// Which side a position is on is that of the edges as straight in longitude and latitude, turned round by each edge that it lies
    /// between as straight there and as drawn.
    fn is_within_polygon(&self, polygon: Polygon<'_>, at: LonLat, border_m: f64) -> bool {
        let near = degrees_around(at, border_m + self.most_bend_m);
        let is_near = |edge: &[LonLat]| Extent::of(edge).intersects(&near);
        let near: Vec<Vec<[LonLat; 2]>> = polygon
            .rings()
            .map(|ring| ring.windows(2).filter(|edge| is_near(edge)).map(|edge| [edge[0], edge[1]]).collect())
            .collect();
        if near.iter().flatten().any(|&edge| distance_m(self.nearest(edge, at), at) <= border_m) {
            return true;
        }
        let Some(at) = off_chords(polygon, at) else { return true };
        let mut rings = polygon.rings().zip(near).map(|(ring, near)| {
            let is_inside = RingHits::new(ring).side(ring, at) == Side::Inside;
            is_inside ^ (near.into_iter().filter(|&edge| self.is_between(edge, at)).count() % 2 == 1)
        });
        rings.next().is_some_and(|is_in_outer| is_in_outer && !rings.any(|is_in_hole| is_in_hole))
    }

    /// Whether a position that is on no edge lies between an edge as straight in longitude and latitude and the same as drawn.
    fn is_between(&self, [from, to]: [LonLat; 2], at: LonLat) -> bool {
        let beside = || {
            let (straight, point) = (Straight::of(&self.frame, [from, to])?, self.frame.plane(at)?);
            (0.0..1.0).contains(&straight.part(point)).then(|| straight.is_left(point))
        };
        beside().is_some_and(|is_left| is_left != (side(from, to, at) == Orientation::CounterClockwise))
    }

    /// The place on a line, as drawn, nearest to a position; none on a line without positions.
    #[must_use]
    pub fn nearest_on_line(&self, line: &[LonLat], at: LonLat) -> Option<LonLat> {
        let (mut found, mut found_m) = (*line.first()?, f64::INFINITY);
        for edge in line.windows(2).map(|edge| [edge[0], edge[1]]) {
            let chord_m = nearest_on_line(&edge, at).map_or(f64::INFINITY, |place| distance_m(place, at));
            if chord_m - self.bends.bend_m(edge[0], edge[1]).unwrap_or(0.0) < found_m {
                let place = self.nearest(edge, at);
                let place_m = distance_m(place, at);
                (found, found_m) = if place_m < found_m { (place, place_m) } else { (found, found_m) };
            }
        }
        Some(found)
    }

    /// The place on an edge, as drawn, nearest to a position.
    fn nearest(&self, edge: [LonLat; 2], at: LonLat) -> LonLat {
        let on_chord = nearest_on_line(&edge, at).unwrap_or(edge[0]);
        let Some(bend_m) = self.bends.bend_m(edge[0], edge[1]) else { return on_chord };
        nearest_drawn(&self.frame, edge, at, bend_m).unwrap_or(on_chord)
    }
}

/// The place nearest to a position on an edge that is straight in the plane of a frame, and bends about so many metres.
fn nearest_drawn(frame: &CoordinateFrame, edge: [LonLat; 2], at: LonLat, bend_m: f64) -> Option<LonLat> {
    let straight = Straight::of(frame, edge)?;
    let half = (PIECE_BEND_M / bend_m).sqrt() / 2.0;
    let mut place = at;
    for _ in 0..TRIES {
        let part = straight.part(frame.plane(place)?).clamp(0.0, 1.0);
        let ends = [(part - half).max(0.0), (part + half).min(1.0)];
        let piece = [straight.at(frame, ends[0])?, straight.at(frame, ends[1])?];
        place = nearest_on_line(&piece, at)?;
    }
    Some(place)
}

/// How far apart two edges with the same ends lie, one straight in the plane of one frame and one in that of another.
#[derive(Clone, Copy, Debug)]
pub struct EdgesApart {
    frames: [CoordinateFrame; 2],
    bends: [Option<Bends>; 2],
}

impl EdgesApart {
    /// That of edges within a box.
    #[must_use]
    pub fn within(frames: [&CoordinateFrame; 2], extent: Extent) -> Self {
        let frames = frames.map(CoordinateFrame::plain);
        let bends = frames.map(|frame| (!frame.is_degrees()).then(|| Bends::within(&frame, extent)));
        Self { frames, bends }
    }

    /// What it is at the most, metres: quickly found, and some times as much as it is.
    #[must_use]
    pub fn most_m(&self, [from, to]: [LonLat; 2]) -> f64 {
        self.bends.iter().flatten().filter_map(|bends| bends.bend_m(from, to)).sum()
    }

    /// What it is, metres, where it is most of three places along them.
    #[must_use]
    pub fn apart_m(&self, ends: [LonLat; 2]) -> f64 {
        let [one, other] = &self.frames;
        let [from, to] = ends;
        let between = |from: f64, to: f64, part: f64| from + part * (to - from);
        let along = |part: f64| {
            if one.is_degrees() {
                return Some(LonLat { lon: between(from.lon, to.lon, part), lat: between(from.lat, to.lat, part) });
            }
            Straight::of(one, ends)?.at(one, part)
        };
        let off_m = |at: LonLat| {
            let off_chord_m = distance_m(at, nearest_on_line(&ends, at)?);
            if other.is_degrees() {
                return Some(off_chord_m);
            }
            Some(distance_m(at, nearest_drawn(other, ends, at, off_chord_m.max(MIN_M))?))
        };
        [0.25, 0.5, 0.75].into_iter().filter_map(|part| off_m(along(part)?)).fold(0.0, f64::max)
    }
}

/// A position, or one right beside it, that is on no edge of a polygon as straight in longitude and latitude.
fn off_chords(polygon: Polygon<'_>, at: LonLat) -> Option<LonLat> {
    let beside = ASIDE_DEG.into_iter().map(|(lon, lat)| LonLat { lon: at.lon + lon, lat: at.lat + lat });
    let is_off = |at: &LonLat| polygon.rings().all(|ring| RingHits::new(ring).side(ring, *at) != Side::Border);
    beside.into_iter().find(is_off)
}
