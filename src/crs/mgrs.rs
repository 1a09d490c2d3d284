//! References of the Military Grid Reference System: the square that one names.
//! Must not know what else a text may be.

use super::Crs;
use crate::geometry::LonLat;

/// The letters of bands of latitude, 8° each from 80° S; the last reaches to 84° N.
const BANDS: &str = "CDEFGHJKLMNPQRSTUVWX";
/// The letters of columns of 100 km, of zones 1, 2 and 3 and every third after each.
const COLUMNS: [&str; 3] = ["ABCDEFGH", "JKLMNPQR", "STUVWXYZ"];
/// The letters of rows of 100 km: from the equator on in odd zones, five later in even ones.
const ROWS: &str = "ABCDEFGHJKLMNPQRSTUV";
/// The side of a square with two letters, metres.
const SQUARE_M: f64 = 100_000.0;
/// After so many metres the letters of rows begin anew.
const CYCLE_M: f64 = 2_000_000.0;
/// How far a square may reach out of its band, degrees: its side.
const OUT_DEG: f64 = 1.0;
/// Zones that there are not in the northernmost band, their neighbours being wider.
const NO_ZONES: [u16; 3] = [32, 34, 36];

/// The middle of the square that a reference such as `49QGF 58139 55710` names (NGA.STND.0037, Universal Grids and Grid Reference
/// Systems), and the length of its sides in metres, 1 to 10 000. None for another text, for a square that there is not, for one
/// without digits, and for those of the polar regions.
pub(super) fn mgrs(text: &str) -> Option<(LonLat, f64)> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let letters = plain.find(|c: char| !c.is_ascii_digit())?;
    let zone: u16 = plain.get(..letters)?.parse().ok().filter(|zone| (1..=60).contains(zone))?;
    let mut signs = plain.get(letters..letters + 3)?.chars();
    let digits = plain.get(letters + 3..)?;
    let is_whole = letters <= 2 && matches!(digits.len(), 2 | 4 | 6 | 8 | 10);
    if !is_whole || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let band = BANDS.find(signs.next()?)?;
    let column = COLUMNS[usize::from(zone - 1) % 3].find(signs.next()?)?;
    let row = ROWS.find(signs.next()?)?;
    let (east, north) = digits.split_at(digits.len() / 2);
    let side_m = (0..east.len()).fold(SQUARE_M, |side_m, _| side_m / 10.0);
    let middle = |digits: &str| digits.parse::<f64>().ok().map(|count| (count + 0.5) * side_m);
    let (east_m, north_m) =
        (middle(east)? + SQUARE_M * count(column + 1), middle(north)? + SQUARE_M * row_of(row, zone));
    let is_north = band >= BANDS.len() / 2;
    if band + 1 == BANDS.len() && NO_ZONES.contains(&zone) {
        return None;
    }
    let crs = Crs::from_epsg(if is_north { 32600 } else { 32700 } + zone)?;
    let south_deg = -80.0 + 8.0 * count(band);
    let north_deg = if band + 1 == BANDS.len() { 84.0 } else { south_deg + 8.0 };
    // The letters of a row come back every 2000 km: the band tells which is meant.
    let turns = (0..5).filter_map(|turn| crs.lonlat(east_m, north_m + CYCLE_M * f64::from(turn)));
    let in_band = turns.filter(|at| (south_deg - OUT_DEG..north_deg + OUT_DEG).contains(&at.lat) && crs.covers(*at));
    let middle_deg = f64::midpoint(south_deg, north_deg);
    let at = in_band.min_by(|a, b| (a.lat - middle_deg).abs().total_cmp(&(b.lat - middle_deg).abs()))?;
    Some((at, side_m))
}

/// Which row a letter is, from 0.
fn row_of(letter: usize, zone: u16) -> f64 {
    count(if zone.is_multiple_of(2) { letter + ROWS.len() - 5 } else { letter } % ROWS.len())
}

/// A small count as a number.
fn count(count: usize) -> f64 {
    u8::try_from(count).map_or(f64::NAN, f64::from)
}

#[cfg(test)]
mod tests {
    use super::mgrs;
    use crate::geodesy::distance_m;
    use crate::geometry::LonLat;

    /// References with the latitude and longitude of the middle of the square. The first two are examples of the manuals: GeographicLib's
    /// `GeoConvert` and STK's `Convert MapGridPoint` (33.5, 74.75, the corner of the square); the others are from NGA's GEOTRANS
    /// code, as the Python package mgrs 1.6.0 has it; 18SUJ… are those of FGDC-STD-011-2001.
    const KNOWN: &[(&str, f64, f64, f64)] = &[
        ("38SMB4488", 33.334_24, 44.403_63, 1000.0),
        ("43SDT7677906747", 33.500_002_88, 74.750_009_39, 1.0),
        ("18SUJ2348306479", 38.889_467_39, -77.035_236_39, 1.0),
        ("18S UJ 2348 0647", 38.889_427_17, -77.035_217_95, 10.0),
        ("18suj234064", 38.889_194_99, -77.035_614_83, 100.0),
        ("4QFJ1234567890", 21.409_801_16, -157.916_076_32, 1.0),
        ("49QGF 5813955710", 23.09, 113.52, 1.0),
        ("56HLH3351050800", -33.87, 151.2, 1.0),
        ("01WCL7774399411", 64.0, -179.5, 1.0),
        ("32VKN9619101684", 60.4, 5.3, 1.0),
        ("33XWG1369680760", 78.2, 15.6, 1.0),
        ("36NVF4436355267", 0.5, 32.5, 1.0),
        ("47CNN2130029843", -79.0, 100.0, 1.0),
        ("30XWU2372317341", 83.9, -1.0, 1.0),
        ("33UXP0500444999", 48.249_506_17, 16.414_501_88, 1.0),
    ];

    #[test]
    fn published_references_are_where_others_have_them() {
        for &(text, lat, lon, side_m) in KNOWN {
            let (at, side) = mgrs(text).unwrap_or_else(|| panic!("{text} is a reference"));
            assert!((side - side_m).abs() < 1e-6, "{text}: {side}");
            assert!(distance_m(at, LonLat { lon, lat }) < 1.0, "{text}: {at:?}");
        }
    }

    #[test]
    fn what_names_no_square_is_no_reference() {
        for text in [
            "",
            "49",
            "49Q",
            "49QGF",
            "49QGF1",
            "49QGF123",
            "0QGF1234",
            "61QGF1234",
            "49IGF1234",
            "49OGF1234",
            "49QGW1234",
            "32XMA1234",
            "049QGF1234",
            "49QGF12345678901",
            "49QGF12３4",
            "49QGF123456789012",
            "ZAB1234",
            "YXL0000",
            "區QGF12",
        ] {
            assert_eq!(mgrs(text), None, "{text}");
        }
    }
}
