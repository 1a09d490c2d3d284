//! Where a pair of numbers lies in each system in whose area it does: what a file may be in that does not say so.
//! Must not decide which of them is meant.

use super::{Axes, CoordinateFrame, Crs};
use crate::geodesy::{Datum, distance_m};
use crate::geometry::LonLat;

/// Places nearer to each other than this are one, metres.
const SAME_M: f64 = 0.001;
/// Datums of one country lie no farther apart, metres.
const BESIDE_M: f64 = 1000.0;

/// A way to read a pair of numbers, and where they lie then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Landing {
    /// The way.
    pub frame: CoordinateFrame,
    /// The place, on WGS 84.
    pub at: LonLat,
    /// How far that is from where it was looked for, metres.
    pub distance_m: f64,
}

/// All ways to read a pair of numbers by which they lie where the system is used, those nearest to a place first, and of places beside each
/// other those of systems that are no more than approximate last; of several ways that lead to one place the one that names no system, else the first by its code. Geographic systems are all read as degrees.
///
/// ```
/// use zonemap::crs::landings;
/// use zonemap::geometry::LonLat;
///
/// // 113.52° E 23.09° N on the CGCS2000 grid of zone 38, without the zone's number (pyproj 3.7.2).
/// let guangzhou = LonLat { lon: 113.3, lat: 23.1 };
/// let found = landings(450_821.0, 2_554_585.0, guangzhou);
/// assert!(found.iter().any(|landing| landing.frame.crs.is_some_and(|crs| crs.epsg() == Some(4547))));
/// ```
#[must_use]
pub fn landings(first: f64, second: f64, near: LonLat) -> Vec<Landing> {
    let systems = std::iter::once(None).chain(Crs::all().filter(|crs| !crs.is_geographic()).map(Some));
    let frames = systems.flat_map(|crs| Axes::ALL.map(|axes| CoordinateFrame { crs, axes, datum: Datum::Wgs84 }));
    let landing = |frame: CoordinateFrame| {
        let at = frame.lonlat(first, second).filter(|&at| frame.crs.is_none_or(|crs| crs.covers(at)))?;
        Some(Landing { frame, at, distance_m: distance_m(near, at) })
    };
    let mut found: Vec<Landing> = frames.filter_map(landing).collect();
    // Beside each other lie systems that differ by their datum alone: of those the exact ones first.
    let is_approximate = |landing: &Landing| landing.frame.crs.is_some_and(|crs| crs.off_by_m().is_some());
    let rank = |landing: &Landing| landing.distance_m + if is_approximate(landing) { BESIDE_M } else { 0.0 };
    found.sort_by(|a, b| rank(a).total_cmp(&rank(b)));
    found.dedup_by(|next, kept| distance_m(next.at, kept.at) < SAME_M);
    found
}

#[cfg(test)]
mod tests {
    use super::{Axes, landings};
    use crate::geodesy::distance_m;
    use crate::geometry::LonLat;

    const GUANGZHOU: LonLat = LonLat { lon: 113.3, lat: 23.1 };

    /// The pairs are 113.52° E 23.09° N by pyproj 3.7.2 (PROJ 9.5.1) in each system, rounded to metres.
    #[test]
    fn a_pair_lies_where_its_system_has_it() {
        let meant = LonLat { lon: 113.52, lat: 23.09 };
        for (first, second, epsg, axes) in [
            (38_450_821.0, 2_554_585.0, Some(4526), Axes::Xy),
            (2_554_585.0, 38_450_821.0, Some(4526), Axes::Yx),
            (450_821.0, 2_554_585.0, Some(4547), Axes::Xy),
            (2_554_585.0, 450_821.0, Some(4547), Axes::Yx),
            (12_636_989.0, 2_642_906.0, Some(3857), Axes::Xy),
            (113.52, 23.09, None, Axes::Xy),
            (23.09, 113.52, None, Axes::Yx),
        ] {
            let found = landings(first, second, GUANGZHOU);
            let own = found
                .iter()
                .find(|landing| landing.frame.crs.and_then(super::Crs::epsg) == epsg && landing.frame.axes == axes);
            let own = own.unwrap_or_else(|| panic!("{first} {second}: no EPSG {epsg:?} among {found:?}"));
            assert!(distance_m(own.at, meant) < 2.0, "{own:?}");
            assert!(found.windows(2).all(|pair| pair[0].distance_m <= pair[1].distance_m + 1000.0));
        }
    }

    #[test]
    fn where_a_pair_lies_in_several_the_nearest_is_first() {
        let found = landings(450_821.0, 2_554_585.0, GUANGZHOU);
        assert!(found.len() > 20, "a grid of each zone: {}", found.len());
        assert_eq!(found[0].frame.crs.and_then(super::Crs::epsg), Some(4547), "the exact one before older datums");
        assert!(found[0].distance_m < 30_000.0, "{:?}", found[0]);
        assert!(landings(f64::NAN, 1.0, GUANGZHOU).is_empty());
        assert!(landings(9e9, 9e9, GUANGZHOU).is_empty());
    }
}
