//! How large and how wide a place is that was found by overlay, measured in the model in which it was found.
//! Must not know what is wrong there, nor geodesic areas.

use super::area::lonlat_area_m2;
use super::{LONGEST_DEGREE_M, distance_m, near_distance_m};
use crate::geometry::LonLat;
use crate::geometry::overlay::circle_wider_than;

/// The measures of a place: one polygon with edges that are straight in longitude and latitude.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RegionSize {
    /// Its area on WGS 84, square metres.
    pub area_m2: f64,
    /// How wide it is where it is widest, metres: the diameter of the largest circle in it. Its area is never more than this times half
    /// its perimeter.
    pub width_m: f64,
    /// That circle's centre, which is inside.
    pub center: LonLat,
}

impl RegionSize {
    /// Measures the closed rings of one polygon, the outer one first. `None` for rings that enclose nothing.
    #[must_use]
    pub fn of(rings: &[Vec<LonLat>]) -> Option<Self> {
        Self::wider_than(rings, 0.0)
    }

    /// The same where it is wider than so many metres; else `None`, mostly in a small part of the time.
    #[must_use]
    pub fn wider_than(rings: &[Vec<LonLat>], width_m: f64) -> Option<Self> {
        let area_m2 = lonlat_area_m2(rings);
        Self::of_area(rings, area_m2, least_width_m(area_m2, rings), width_m)
    }

    /// The same of a place whose area is known, and what its width cannot be less than.
    fn of_area(rings: &[Vec<LonLat>], area_m2: f64, least_m: f64, width_m: f64) -> Option<Self> {
        if area_m2 <= 0.0 {
            return None;
        }
        let circle = circle_wider_than(rings, if least_m > width_m { 0.0 } else { width_m / LONGEST_DEGREE_M })?;
        let found_m = 2.0 * distance_m(circle.center, circle.border);
        let size = Self { area_m2, width_m: found_m.max(least_m), center: circle.center };
        (size.width_m > width_m).then_some(size)
    }

    /// Whether a place is wider than so many metres.
    #[must_use]
    pub fn is_wider_than(rings: &[Vec<LonLat>], width_m: f64) -> bool {
        let area_m2 = lonlat_area_m2(rings);
        let least_m = least_width_m(area_m2, rings);
        least_m > width_m || Self::of_area(rings, area_m2, least_m, width_m).is_some()
    }
}

/// What the width of a place cannot be less than, however its widest circle is found: all of it is within half the width of its border.
fn least_width_m(area_m2: f64, rings: &[Vec<LonLat>]) -> f64 {
    2.0 * area_m2 / perimeter_m(rings)
}

/// The length of all edges, metres, along geodesics.
fn perimeter_m(rings: &[Vec<LonLat>]) -> f64 {
    rings.iter().flat_map(|ring| ring.windows(2)).map(|edge| near_distance_m(edge[0], edge[1])).sum()
}
