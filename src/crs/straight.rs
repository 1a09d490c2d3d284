//! Edges that are straight in the plane of a file, and how much they can bend in longitude and latitude.
//! Must not know shapes' features or files.

use super::CoordinateFrame;
use crate::geodesy::{Datum, LONGEST_DEGREE_M, SHORTEST_DEGREE_M};
use crate::geometry::{Extent, LonLat, Reach, Shapes};

/// Edges that bend less than this many metres in longitude and latitude stay as they are: a hundredth of what counts as one place.
const MIN_BEND_M: f64 = 1e-5;
/// The Earth's radius, metres, as far as bends are concerned.
const RADIUS_M: f64 = 6.36e6;
/// How much an edge bends at the most by the shift of GCJ-02 or BD-09, for each square metre of its length's square.
const SHIFT_BENDS: f64 = 2e-7;

/// How much edges bend at the most, by where they all lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bends {
    /// For each square metre of an edge's length's square.
    per_m2: f64,
    /// How many degrees of longitude a degree of latitude is as long as at the most.
    stretch: f64,
}

impl Bends {
    /// Parallels are bent by the tangent of the latitude, and what a projection stretches on the way adds less than half of what that is
    /// at 45°. A sixth more than an eighth, which is what an arc is off its chord, so that none is too small.
    pub(super) fn of(frame: &CoordinateFrame, sets: &[&Shapes]) -> Self {
        Self::within(frame, sets.iter().fold(Extent::EMPTY, |all, set| all.union(set.extent())))
    }

    /// The same of edges within a box.
    pub(super) fn within(frame: &CoordinateFrame, extent: Extent) -> Self {
        let lat_deg = extent.north.max(-extent.south).clamp(0.0, 89.0);
        let (sin, cos) = lat_deg.to_radians().sin_cos();
        let by_grid = if frame.crs.is_some() { 0.15 * (sin / cos + 0.5) / RADIUS_M } else { 0.0 };
        let by_shift = if frame.datum == Datum::Wgs84 { 0.0 } else { SHIFT_BENDS };
        Self { per_m2: by_grid + by_shift, stretch: 1.0 / cos }
    }

    /// The most that an edge can be off the straight one in longitude and latitude, metres.
    fn most_m(&self, from: LonLat, to: LonLat) -> f64 {
        let (east, north) = (to.lon - from.lon, to.lat - from.lat);
        (east * east + north * north) * LONGEST_DEGREE_M * LONGEST_DEGREE_M * self.per_m2
    }

    /// The same of an edge that bends; none of one that may stay as it is, or runs round the Earth the long way.
    pub(super) fn bend_m(&self, from: LonLat, to: LonLat) -> Option<f64> {
        let bend_m = self.most_m(from, to);
        (bend_m >= MIN_BEND_M && (to.lon - from.lon).abs() <= 180.0).then_some(bend_m)
    }

    /// A box wider by a distance on every side.
    pub(super) fn around(&self, extent: Extent, by_m: f64) -> Extent {
        let north = by_m / SHORTEST_DEGREE_M;
        Reach { lon: north * self.stretch, lat: north }.around(extent)
    }
}

/// An edge in the plane of its file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Straight {
    from: [f64; 2],
    way: [f64; 2],
    /// The longitude that it begins at, degrees: a projection knows no turns.
    lon: f64,
}

impl Straight {
    pub(super) fn of(frame: &CoordinateFrame, ends: [LonLat; 2]) -> Option<Self> {
        let [from, to] = [frame.plane(ends[0])?, frame.plane(ends[1])?];
        Some(Self { from, way: [to[0] - from[0], to[1] - from[1]], lon: ends[0].lon })
    }

    /// The position a part of the way along it.
    pub(super) fn at(&self, frame: &CoordinateFrame, part: f64) -> Option<LonLat> {
        let at = frame.lonlat(self.from[0] + part * self.way[0], self.from[1] + part * self.way[1])?;
        Some(LonLat { lon: at.lon + ((self.lon - at.lon) / 360.0).round() * 360.0, lat: at.lat })
    }

    /// What part of the way along it is nearest to a point of the plane.
    pub(super) fn part(&self, [x, y]: [f64; 2]) -> f64 {
        let [way_x, way_y] = self.way;
        ((x - self.from[0]) * way_x + (y - self.from[1]) * way_y) / (way_x * way_x + way_y * way_y)
    }

    /// Whether a point of the plane lies to the left of it.
    pub(super) fn is_left(&self, [x, y]: [f64; 2]) -> bool {
        self.way[0] * (y - self.from[1]) > self.way[1] * (x - self.from[0])
    }
}
