//! The CGCS2000 3-degree Gauss-Krüger grid: X and Y of a position, with the zone that they are in.
//! Must not know how they are written.

use std::sync::OnceLock;

use proj4rs::Proj;
use proj4rs::transform::transform;

use super::Crs;
use crate::geometry::LonLat;

/// The westernmost zone of China, around 75° E.
const FIRST_ZONE: u8 = 25;
/// The easternmost, around 135° E.
const LAST_ZONE: u8 = 45;
/// EPSG's code of the first zone; those of the others follow.
const FIRST_EPSG: u16 = 4513;
/// EPSG's code of CGCS2000 longitude and latitude.
const GEOGRAPHIC: u16 = 4490;
/// The latitudes that the grid is for, in degrees.
const LATITUDES: std::ops::RangeInclusive<f64> = 0.0..=60.0;

/// A position on the CGCS2000 3-degree Gauss-Krüger grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GridPosition {
    /// The zone, 25 to 45.
    pub zone: u8,
    /// The zone's central meridian in degrees: three times its number.
    pub central_meridian_deg: f64,
    /// X in metres: north of the equator, as Chinese surveys name the axes.
    pub north_m: f64,
    /// Y in metres: the zone's number in millions, 500 000, and how far east of the central meridian.
    pub east_m: f64,
    /// The EPSG code of the zone, 4513 to 4533.
    pub epsg: u16,
}

/// A position on the grid of its own zone, the eastern one on the line between two. None outside 73.5° to 136.5° E and 0° to 60° N.
/// Takes the position as CGCS2000, from which WGS 84 differs by less than a metre.
#[must_use]
pub fn grid_3deg(at: LonLat) -> Option<GridPosition> {
    let zone = (FIRST_ZONE..=LAST_ZONE).find(|&zone| {
        let west = 3.0 * f64::from(zone) - 1.5;
        (west..west + 3.0).contains(&at.lon) && LATITUDES.contains(&at.lat)
    })?;
    let mut place = (at.lon.to_radians(), at.lat.to_radians());
    transform(geographic()?, projection(zone)?, &mut place).ok()?;
    let (east_m, north_m) = place;
    (east_m.is_finite() && north_m.is_finite()).then_some(GridPosition {
        zone,
        central_meridian_deg: 3.0 * f64::from(zone),
        north_m,
        east_m,
        epsg: epsg(zone),
    })
}

/// The UTM zone of a position with its easting and northing in metres, without the wider zones of Norway and Svalbard. None outside 80° S to 84° N.
#[must_use]
pub fn grid_utm(at: LonLat) -> Option<(Crs, [f64; 2])> {
    let half = if at.lat < 0.0 { 32700 } else { 32600 };
    let crs = Crs::from_epsg(half + utm_zone(at)).filter(|_| (-80.0..=84.0).contains(&at.lat))?;
    Some((crs, crs.plane(at)?))
}

/// The UTM zone that a position lies in, 1 to 60.
pub(super) fn utm_zone(at: LonLat) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 60")]
    let zone = ((at.lon + 180.0).rem_euclid(360.0) / 6.0).floor() as u16;
    zone.min(59) + 1
}

fn epsg(zone: u8) -> u16 {
    FIRST_EPSG + u16::from(zone - FIRST_ZONE)
}

fn geographic() -> Option<&'static Proj> {
    static SYSTEM: OnceLock<Option<Proj>> = OnceLock::new();
    SYSTEM.get_or_init(|| Proj::from_epsg_code(GEOGRAPHIC).ok()).as_ref()
}

/// The projection of a zone, made when it is first asked for.
fn projection(zone: u8) -> Option<&'static Proj> {
    static ZONES: [OnceLock<Option<Proj>>; (LAST_ZONE - FIRST_ZONE + 1) as usize] =
        [const { OnceLock::new() }; (LAST_ZONE - FIRST_ZONE + 1) as usize];
    let kept = ZONES.get(usize::from(zone - FIRST_ZONE))?;
    kept.get_or_init(|| Proj::from_epsg_code(epsg(zone)).ok()).as_ref()
}

#[cfg(test)]
mod tests {
    use super::grid_3deg;
    use crate::geometry::LonLat;

    /// Longitude, latitude, zone, EPSG, X and Y: pyproj 3.7.2 with PROJ 9.5.1, from EPSG:4490.
    const KNOWN: [(f64, f64, u8, u16, f64, f64); 10] = [
        (113.52, 23.09, 38, 4526, 2_554_585.385_1, 38_450_821.467_9),
        (73.5, 39.4, 25, 4513, 4_363_985.376_4, 25_370_792.283_5),
        (87.6, 43.8, 29, 4517, 4_851_775.302_7, 29_548_285.115_1),
        (103.85, 1.29, 35, 4523, 142_669.978_5, 35_372_006.170_7),
        (114.1694, 22.3193, 38, 4526, 2_469_167.142_8, 38_517_453.196_7),
        (121.4737, 31.2304, 40, 4528, 3_457_455.488_6, 40_640_412.315_0),
        (126.65, 45.75, 42, 4530, 5_068_504.212_4, 42_550_577.401_1),
        (136.4, 48.2, 45, 4533, 5_341_613.976_6, 45_604_069.903_7),
        (112.5, 23.0, 38, 4526, 2_545_324.315_7, 38_346_203.907_4),
        (115.49, 59.9, 38, 4526, 6_643_869.813_8, 38_583_388.121_2),
    ];

    #[test]
    fn agrees_with_proj_to_a_millimetre() {
        for (lon, lat, zone, epsg, north_m, east_m) in KNOWN {
            let found = grid_3deg(LonLat { lon, lat }).expect("on the grid");
            assert_eq!((found.zone, found.epsg), (zone, epsg), "{lon} {lat}");
            let off_m = (found.north_m - north_m).abs().max((found.east_m - east_m).abs());
            assert!(off_m < 0.001, "{lon} {lat}: {found:?}");
            assert!((found.central_meridian_deg - lon).abs() <= 1.5, "{found:?}");
        }
    }

    #[test]
    fn has_no_place_off_the_grid() {
        for (lon, lat) in
            [(73.499, 40.0), (136.5, 40.0), (114.0, -0.001), (114.0, 60.001), (-114.0, 23.0), (474.0, 23.0)]
        {
            assert_eq!(grid_3deg(LonLat { lon, lat }), None, "{lon} {lat}");
        }
        assert_eq!(grid_3deg(LonLat { lon: f64::NAN, lat: 23.0 }), None);
        assert_eq!(grid_3deg(LonLat { lon: 114.0, lat: f64::NAN }), None);
    }
}
