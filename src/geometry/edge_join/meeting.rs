//! How two edges meet: they cross, touch in a point, or lie on one another; exact, in the plane of longitude and latitude.
//! Must not know that edges form paths.

use geo::algorithm::kernels::{Kernel as _, Orientation, RobustKernel};

use crate::geometry::LonLat;

/// How two edges meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meeting {
    /// They cross between their ends.
    Crossing,
    /// They share one point, which is an end of at least one.
    Touching,
    /// They lie in one line and share more than a point.
    Overlapping,
}

/// How the edges from `p` to `q` and from `r` to `s`, each of some length, meet, and where: a crossing to the nearest number,
/// a touch at an end, an overlap at the western of its two ends. None where they share no point.
#[must_use]
pub fn edges_meet([p, q]: [LonLat; 2], [r, s]: [LonLat; 2]) -> Option<(Meeting, LonLat)> {
    let (r_side, s_side) = (side(p, q, r), side(p, q, s));
    if r_side == s_side && r_side != Orientation::Collinear {
        return None;
    }
    let (p_side, q_side) = (side(r, s, p), side(r, s, q));
    if p_side == q_side && p_side != Orientation::Collinear {
        return None;
    }
    let ends = [(r_side, r, p, q), (s_side, s, p, q), (p_side, p, r, s), (q_side, q, r, s)];
    if ends.iter().all(|end| end.0 == Orientation::Collinear) {
        return in_one_line([p, q], [r, s]);
    }
    if ends.iter().any(|end| end.0 == Orientation::Collinear) {
        let on = |&&(side, at, from, to): &&(Orientation, LonLat, LonLat, LonLat)| {
            side == Orientation::Collinear && is_between(at, from, to)
        };
        return ends.iter().find(on).map(|end| (Meeting::Touching, end.1));
    }
    Some((Meeting::Crossing, crossing([p, q], [r, s])))
}

/// On which side of the line from `a` through `b` a position lies; the sign is exact (Shewchuk's adaptive predicates).
pub(crate) fn side(a: LonLat, b: LonLat, at: LonLat) -> Orientation {
    RobustKernel::orient2d(a.into(), b.into(), at.into())
}

/// The order of the points of a line: by longitude, and by latitude on a meridian.
fn is_before(a: LonLat, b: LonLat) -> bool {
    a.lon < b.lon || (a.lon <= b.lon && a.lat < b.lat)
}

fn ordered(a: LonLat, b: LonLat) -> [LonLat; 2] {
    if is_before(b, a) { [b, a] } else { [a, b] }
}

/// Whether a point of the line through two others lies between them or on one of them.
fn is_between(at: LonLat, a: LonLat, b: LonLat) -> bool {
    let [low, high] = ordered(a, b);
    !is_before(at, low) && !is_before(high, at)
}

fn in_one_line(a: [LonLat; 2], b: [LonLat; 2]) -> Option<(Meeting, LonLat)> {
    let [low, high] = overlap_ends(a, b)?;
    Some((if low == high { Meeting::Touching } else { Meeting::Overlapping }, low))
}

/// What two edges in one line have in common: its western end and its eastern, which are the same for a touch.
pub(crate) fn overlap_ends(a: [LonLat; 2], b: [LonLat; 2]) -> Option<[LonLat; 2]> {
    let ([a_low, a_high], [b_low, b_high]) = (ordered(a[0], a[1]), ordered(b[0], b[1]));
    let low = if is_before(a_low, b_low) { b_low } else { a_low };
    let high = if is_before(b_high, a_high) { b_high } else { a_high };
    (!is_before(high, low)).then_some([low, high])
}

fn crossing([p, q]: [LonLat; 2], [r, s]: [LonLat; 2]) -> LonLat {
    let cross = |a: [f64; 2], b: [f64; 2]| a[0] * b[1] - a[1] * b[0];
    let way = |from: LonLat, to: LonLat| [to.lon - from.lon, to.lat - from.lat];
    let part = cross(way(p, r), way(r, s)) / cross(way(p, q), way(r, s));
    let part = if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.5 };
    LonLat { lon: p.lon + part * (q.lon - p.lon), lat: p.lat + part * (q.lat - p.lat) }
}

#[cfg(test)]
mod tests {
    use super::{Meeting, edges_meet};
    use crate::geometry::LonLat;

    #[test]
    fn a_third_of_a_degree_is_met_only_where_it_truly_is() {
        let at = |lon: f64, lat: f64| LonLat { lon, lat };
        // Written to the last bit, (0.1, 0.3) lies off the line from the origin to (1, 3): three tenths are no three times a tenth.
        let line = [at(0.0, 0.0), at(1.0, 3.0)];
        assert_eq!(edges_meet(line, [at(0.1, 0.3), at(1.0, -5.0)]), None);
        let touching = edges_meet(line, [at(0.25, 0.75), at(-1.0, 5.0)]);
        assert_eq!(touching, Some((Meeting::Touching, at(0.25, 0.75))));
        let across = edges_meet(line, [at(0.0, 3.0), at(1.0, 0.0)]);
        assert_eq!(across, Some((Meeting::Crossing, at(0.5, 1.5))));
    }
}
