//! A position in degrees as each language writes it: Chinese with the longitude first, English with the latitude.
//! Must not know how one is read back.

use crate::geometry::LonLat;
use crate::i18n::{Lang, number, tr};

/// Tenths of a second in a degree.
const TENTHS: f64 = 36_000.0;

/// A position in degrees, minutes, and seconds to a tenth: 東經113°31′12.0″ 北緯23°05′24.0″, 23°05′24.0″N 113°31′12.0″E.
/// A longitude past ±180 is written as the meridian that it is on.
#[must_use]
pub fn degrees_minutes_seconds(at: LonLat, lang: Lang) -> String {
    let lon_deg = on_the_globe(at.lon);
    let (lon, west) = angle(lon_deg);
    let (lat, south) = angle(at.lat);
    let lon = if west { tr!(lang, "position.west", angle = lon) } else { tr!(lang, "position.east", angle = lon) };
    let lat = if south { tr!(lang, "position.south", angle = lat) } else { tr!(lang, "position.north", angle = lat) };
    tr!(lang, "position.dms", lon = lon, lat = lat).into_owned()
}

/// A position in degrees to five decimals, about a metre: 經度 113.52000，緯度 23.09000; lat 23.09000, lon 113.52000.
/// A longitude past ±180 is written as the meridian that it is on.
#[must_use]
pub fn decimal_degrees(at: LonLat, lang: Lang) -> String {
    let (lon, lat) = (number(on_the_globe(at.lon), 5), number(at.lat, 5));
    tr!(lang, "position.decimal", lon = lon, lat = lat).into_owned()
}

/// The same meridian from -180 to 180 degrees.
fn on_the_globe(lon_deg: f64) -> f64 {
    if lon_deg.abs() <= 180.0 { lon_deg } else { (lon_deg + 180.0).rem_euclid(360.0) - 180.0 }
}

/// The size of an angle as degrees, minutes and seconds, and whether it is negative. Rounded once, so that seconds carry over.
fn angle(degrees: f64) -> (String, bool) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "540 degrees are 19 440 000 tenths; a cast saturates, and NaN becomes 0"
    )]
    let tenths = (degrees.abs() * TENTHS).round() as u32;
    let (seconds, rest) = (tenths / 10, tenths % 10);
    let text = format!("{}°{:02}′{:02}.{rest}″", seconds / 3600, seconds / 60 % 60, seconds % 60);
    (text, degrees < 0.0 && tenths > 0)
}

#[cfg(test)]
mod tests {
    use super::{decimal_degrees, degrees_minutes_seconds};
    use crate::geometry::LonLat;
    use crate::i18n::Lang;

    fn dms(lon: f64, lat: f64, lang: Lang) -> String {
        degrees_minutes_seconds(LonLat { lon, lat }, lang)
    }

    #[test]
    fn each_language_has_its_order() {
        assert_eq!(dms(113.52, 23.09, Lang::ZhHant), "東經113°31′12.0″ 北緯23°05′24.0″");
        assert_eq!(dms(113.52, 23.09, Lang::ZhHans), "东经113°31′12.0″ 北纬23°05′24.0″");
        assert_eq!(dms(113.52, 23.09, Lang::En), "23°05′24.0″N 113°31′12.0″E");
        assert_eq!(dms(-70.25, -33.5, Lang::ZhHant), "西經70°15′00.0″ 南緯33°30′00.0″");
        assert_eq!(dms(-70.25, -33.5, Lang::En), "33°30′00.0″S 70°15′00.0″W");
        let at = LonLat { lon: 113.52, lat: -23.09 };
        assert_eq!(decimal_degrees(at, Lang::ZhHant), "經度 113.52000，緯度 −23.09000");
        assert_eq!(decimal_degrees(at, Lang::ZhHans), "经度 113.52000，纬度 −23.09000");
        assert_eq!(decimal_degrees(at, Lang::En), "lat −23.09000, lon 113.52000");
    }

    #[test]
    fn seconds_carry_over() {
        let nearly = 59.97 / 3600.0;
        assert_eq!(dms(113.0 + nearly, 22.0 + 59.0 / 60.0 + nearly, Lang::En), "23°00′00.0″N 113°01′00.0″E");
        assert_eq!(dms(113.0 + 59.94 / 3600.0, 0.0, Lang::En), "0°00′00.0″N 113°00′59.9″E");
    }

    #[test]
    fn zero_has_one_sign_and_a_full_turn_none() {
        assert_eq!(dms(-0.000_001, -0.0, Lang::En), "0°00′00.0″N 0°00′00.0″E");
        assert_eq!(dms(180.0, 0.0, Lang::En), "0°00′00.0″N 180°00′00.0″E");
        assert_eq!(dms(190.0, 0.0, Lang::En), "0°00′00.0″N 170°00′00.0″W");
        assert_eq!(dms(-540.0, 0.0, Lang::En), "0°00′00.0″N 180°00′00.0″W");
    }
}
