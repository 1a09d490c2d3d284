//! The reference method: area on WGS 84 inside geodesics, by a formula for short edges where its error is proven small, by
//! Karney's everywhere else.
//! Must not know which shape a ring belongs to.

use super::geodesic::{edge_wgs84_m2, wgs84_m2};
use crate::geodesy::Ellipsoid;
use crate::geometry::LonLat;

/// The most that the short formula may be off, as part of the area.
const MAX_OFF: f64 = 5e-10;
/// The longest edge that the short formula's bound holds for, as part of the parallel's radius: squared.
const SHORT: f64 = 1e-4;

/// Area in square metres of a closed ring.
///
/// It agrees with [`wgs84_m2`] to [`MAX_OFF`] of the area and what rounding does to either: a few nanometres on the ground here,
/// some 1e-5 m² there.
pub(super) fn ring_m2(ring: &[LonLat]) -> f64 {
    let short = sum(ring, f64::INFINITY);
    if short.is_proven() {
        return short.area_m2.abs();
    }
    // What each edge may be off so that all together are not off too much.
    let edges = f64::from(u32::try_from(ring.len()).unwrap_or(u32::MAX)).max(1.0);
    let mixed = sum(ring, MAX_OFF * short.area_m2.abs() / edges);
    if mixed.is_proven() { mixed.area_m2.abs() } else { wgs84_m2(ring) }
}

/// What was added up along a ring.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    /// Signed area, square metres, positive for a clockwise ring.
    area_m2: f64,
    /// The most that it can be off, square metres; not a number, or infinite, when nothing is known.
    bound_m2: f64,
    /// How far east the ring runs, radians: 0 unless it goes around a pole.
    east: f64,
}

impl Sum {
    fn is_proven(self) -> bool {
        self.bound_m2 <= MAX_OFF * self.area_m2.abs() && self.east.abs() < 1.0
    }
}

/// A latitude as the formula needs it.
#[derive(Clone, Copy)]
struct Parallel {
    sine: f64,
    /// Square metres between it and the equator over one radian of longitude.
    under_m2: f64,
    /// The square of its radius, m².
    radius2_m2: f64,
}

/// Adds up the area under each edge. Edges that the short formula may get wrong by more than `most_off_m2` are Karney's.
///
/// An edge is a geodesic over `h` radians of longitude. With y the area under a parallel over one radian, p its radius, s
/// the sine of its latitude and α the azimuth, dy/dλ = p² cot α and, as p sin α stays the same (Clairaut),
/// d²y/dλ² = −s (p² + 3 (dy/dλ)² / p²). So the trapezoid h (y₁ + y₂) / 2 is short of the area under the edge by
/// h s (p² h² + 3 Δy² / p²) / 12, and what is left is of fifth order. With w = cot² α and κ ≈ cos² of the latitude,
/// d⁴y/dλ⁴ = s p² (−(1 + 3w)(A + Bw) + w (18κ + 30κw − 2B (1 + w))), A = 8s² − κ, B = 12s² − 3κ, which is at most
/// 66 p² (1 + w)²; it, and taking s, p and dy/dλ in the middle from the ends, come to less than 0.84 h L⁴ / p², where
/// L² = p² h² + Δy² / p² is the edge's length squared, as long as L < p / 100. The bound has 1 for 0.84.
fn sum(ring: &[LonLat], most_off_m2: f64) -> Sum {
    let Some(&first) = ring.first() else {
        return Sum::default();
    };
    let base = Parallel::at(first.lat);
    let base_m2 = base.under_m2;
    let mut sum = Sum::default();
    let (mut from, mut from_parallel) = (first, base);
    for &to in ring.get(1..).unwrap_or(&[]) {
        let parallel = Parallel::at(to.lat);
        let east = eastward(from.lon, to.lon);
        let (mut area_m2, mut bound_m2) = under_short(from_parallel, parallel, east, base_m2);
        if bound_m2 > most_off_m2 {
            area_m2 = edge_wgs84_m2(from, to) - base_m2 * east;
            // Between places nearly opposite each other the shortest way may go round either side.
            bound_m2 = if east.abs() < 3.0 { 0.0 } else { f64::INFINITY };
        }
        sum.area_m2 += area_m2;
        sum.bound_m2 += bound_m2;
        sum.east += east;
        (from, from_parallel) = (to, parallel);
    }
    sum
}

/// The area between an edge and a parallel, `base_m2` from the equator, in square metres, and how far off it can be.
#[inline]
fn under_short(from: Parallel, to: Parallel, east: f64, base_m2: f64) -> (f64, f64) {
    let radius2 = f64::midpoint(from.radius2_m2, to.radius2_m2);
    let rise_m2 = to.under_m2 - from.under_m2;
    let (eastward2, northward2) = (radius2 * east * east, rise_m2 * rise_m2 / radius2);
    let sagitta = f64::midpoint(from.sine, to.sine) * (eastward2 + 3.0 * northward2) / 12.0;
    let length2 = eastward2 + northward2;
    let bound_m2 = if length2 < SHORT * radius2 { east.abs() * length2 * (length2 / radius2) } else { f64::INFINITY };
    (east * (f64::midpoint(from.under_m2, to.under_m2) - base_m2 + sagitta), bound_m2)
}

/// Radians from one longitude in degrees to another, the short way.
#[inline]
fn eastward(from: f64, to: f64) -> f64 {
    let degrees = to - from;
    if degrees.abs() <= 180.0 {
        degrees.to_radians()
    } else {
        (degrees - 360.0 * (degrees / 360.0).round()).to_radians()
    }
}

impl Parallel {
    /// With e the eccentricity and b the polar radius, y is b² times the integral of 1 / (1 − e² s²)² over the sine s, here as
    /// its series; the eighth term is less than 1e-15 of the first.
    #[inline]
    fn at(lat: f64) -> Self {
        const E2: f64 = Ellipsoid::WGS84.f * (2.0 - Ellipsoid::WGS84.f);
        const A2_M2: f64 = Ellipsoid::WGS84.a_m * Ellipsoid::WGS84.a_m;
        let sine = lat.to_radians().sin();
        let t = E2 * sine * sine;
        let series = [7.0 / 13.0, 6.0 / 11.0, 5.0 / 9.0, 4.0 / 7.0, 3.0 / 5.0, 2.0 / 3.0, 1.0];
        let series = series.iter().fold(0.0, |sum, term| sum * t + term);
        let radius2_m2 = A2_M2 * (1.0 - sine * sine) / (1.0 - t);
        Self { sine, under_m2: A2_M2 * (1.0 - E2) * sine * series, radius2_m2 }
    }
}
