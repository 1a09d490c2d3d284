//! Area on an ellipsoid inside edges that are straight in longitude and latitude, as RFC 7946 section 3.1.1 draws them.
//! Must not know geodesics.

use crate::geodesy::Ellipsoid;
use crate::geometry::LonLat;

/// Nodes and weights of the 8-point Gauss–Legendre rule on [−1, 1], the positive half (Abramowitz and Stegun, table 25.4).
/// On an edge that spans ten degrees of latitude it is exact to 1e-12.
const EIGHT_POINTS: [(f64, f64); 4] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_362),
    (0.525_532_409_916_329, 0.313_706_645_877_887_3),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_5),
    (0.960_289_856_497_536_3, 0.101_228_536_290_376_3),
];
/// The 2-point rule, which is as exact on an edge of less than [`SHORT_DEG`].
const TWO_POINTS: [(f64, f64); 1] = [(0.577_350_269_189_625_8, 1.0)];
/// Degrees of latitude: the rule's relative error, h⁴ / 4320 for an edge of h radians, is then below 1e-15.
const SHORT_DEG: f64 = 0.05;

pub(super) fn cgcs2000_m2(ring: &[LonLat]) -> f64 {
    ring_m2(Ellipsoid::CGCS2000, ring).abs()
}

/// Area in square metres on WGS 84 of one polygon, its outer ring first, inside edges that are straight in longitude and latitude:
/// the model that areas are overlaid in, so that what is found there is also measured there. Rings may be wound either way.
///
/// However thin the polygon, what rounding does is small beside it: everything is reckoned from the ring's first position.
#[must_use]
pub fn lonlat_area_m2(rings: &[Vec<LonLat>]) -> f64 {
    let mut areas = rings.iter().map(|ring| ring_m2(Ellipsoid::WGS84, ring).abs());
    let outer = areas.next().unwrap_or(0.0);
    areas.fold(outer, |left, hole| left - hole)
}

/// Area in square metres on WGS 84 that directed edges enclose which together close, each place as often as they wind around it:
/// positive counter-clockwise. The edges are straight in longitude and latitude, so that a vertex more on one of them changes nothing.
#[must_use]
pub fn straight_net_m2(edges: impl IntoIterator<Item = (LonLat, LonLat)>) -> f64 {
    let ellipsoid = Ellipsoid::WGS84;
    let mut edges = edges.into_iter().peekable();
    let Some(above) = edges.peek().map(|(first, _)| Above::new(ellipsoid, first.lat)) else { return 0.0 };
    let under = |(from, to): (LonLat, LonLat)| (from.lon - to.lon).to_radians() * above.mean_q(from.lat, to.lat);
    edges.map(under).sum::<f64>() * ellipsoid.a_m * ellipsoid.a_m / 2.0
}

/// The area between a ring and the parallel of its first position, signed.
fn ring_m2(ellipsoid: Ellipsoid, ring: &[LonLat]) -> f64 {
    let Some(&first) = ring.first() else {
        return 0.0;
    };
    let above = Above::new(ellipsoid, first.lat);
    let under = |edge: &[LonLat]| (edge[1].lon - edge[0].lon).to_radians() * above.mean_q(edge[0].lat, edge[1].lat);
    let signed: f64 = ring.windows(2).map(under).sum();
    signed * ellipsoid.a_m * ellipsoid.a_m / 2.0
}

/// q of Snyder 1987, Map Projections (USGS Professional Paper 1395), equation 3-12, above a base: a² q / 2 is the area
/// between the base's parallel and another over one radian of longitude.
struct Above {
    e2: f64,
    e: f64,
    base_deg: f64,
    sine: f64,
}

impl Above {
    fn new(ellipsoid: Ellipsoid, base_deg: f64) -> Self {
        let e2 = ellipsoid.e2();
        Self { e2, e: e2.sqrt(), base_deg, sine: base_deg.to_radians().sin() }
    }

    /// The mean of q along an edge between two latitudes in degrees.
    fn mean_q(&self, from: f64, to: f64) -> f64 {
        let (middle, half) = (f64::midpoint(from - self.base_deg, to - self.base_deg), (to - from) / 2.0);
        let rule = if half.abs() < SHORT_DEG / 2.0 { &TWO_POINTS[..] } else { &EIGHT_POINTS };
        let at = |node: f64| self.q(middle + half * node);
        let sum: f64 = rule.iter().map(|&(node, weight)| weight * (at(node) + at(-node))).sum();
        sum / 2.0
    }

    /// q so many degrees above the base; differences of like numbers, which would lose the digits of a thin ring, are written as products.
    fn q(&self, rise_deg: f64) -> f64 {
        let (Self { e2, e, sine: base, .. }, half_rise) = (self, rise_deg.to_radians() / 2.0);
        let rise = 2.0 * (self.base_deg.to_radians() + half_rise).cos() * half_rise.sin();
        let sine = base + rise;
        let both = e2 * base * sine;
        let rational = rise * (1.0 + both) / ((1.0 - e2 * sine * sine) * (1.0 - e2 * base * base));
        (1.0 - e2) * (rational + (e * rise / (1.0 - both)).atanh() / e)
    }
}
