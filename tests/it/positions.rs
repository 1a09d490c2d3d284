//! Positions as text: what a person may paste, what is no position, and that whatever we print can be pasted back.
//! Must not know how the text is taken apart.

use proptest::prelude::*;
use zonemap::crs::{decimal_degrees, degrees_minutes_seconds, parse_position};
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;

#[track_caller]
fn reads(text: &str, lon: f64, lat: f64) {
    let found = parse_position(text).unwrap_or_else(|| panic!("{text} is a position"));
    assert!((found.lon - lon).abs() < 1e-9 && (found.lat - lat).abs() < 1e-9, "{text}: {found:?}");
}

#[test]
fn bare_numbers_are_longitude_first_where_they_can_be() {
    for text in [
        "113.52, 23.06",
        "113.52 23.06",
        "113.52，23.06",
        "１１３．５２，２３．０６",
        "[113.52,23.06]",
        "(113.52; 23.06)",
    ] {
        reads(text, 113.52, 23.06);
    }
    reads("23.06, 113.52", 113.52, 23.06);
    reads("23.06° 113.52°", 113.52, 23.06);
    reads("51.5, 23.06", 51.5, 23.06);
    reads("-70.25 −33.5", -70.25, -33.5);
    reads("23°05′24″ 113°31′12″", 113.52, 23.09);
}

#[test]
fn directions_may_stand_before_or_after() {
    for text in [
        "23.06N 113.52E",
        "E113.52 N23.06",
        "n 23.06, e 113.52",
        "113.52E, 23.06",
        "23.06, 113.52E",
        "Latitude: 23.06, longitude: 113.52",
        "lat 23.06 N lon 113.52 E",
        "緯度 23.06，經度 113.52",
        "东经113.52度，北纬23.06度",
        "北緯23.06，東經113.52",
    ] {
        reads(text, 113.52, 23.06);
    }
    reads("33.5S 70.25W", -70.25, -33.5);
    reads("西經70.25 南緯33.5", -70.25, -33.5);
}

#[test]
fn minutes_and_seconds_are_read_by_many_signs() {
    for text in [
        "23°05′24″N 113°31′12″E",
        "東經113°31′12″ 北緯23°05′24″",
        "东经113度31分12秒，北纬23度05分24秒",
        "23°05'24\"N, 113°31'12\"E",
        "23°5'24''N 113°31'12''E",
        "23º05’24”N 113º31’12”E",
        "N23°5.4′ E113°31.2′",
    ] {
        reads(text, 113.52, 23.09);
    }
}

#[test]
fn what_is_no_position_is_none() {
    let long = "1".repeat(300);
    for text in [
        "",
        " ",
        "113.52",
        "113.52,",
        "113.52,,23.06",
        "1 2 3",
        "23.06N 113.52N",
        "91 181",
        "113.52E 91N",
        "541, 0",
        "-113.52W 23.06N",
        "23°60′N 113°E",
        "23.5°30′N 113°E",
        "1.2.3 4",
        ". 4",
        "113.52 NE 23.06",
        "abc",
        "廣園東路",
        "北 23",
        "NaN, 23",
        "1e300 2",
        "23°05 113°31",
        long.as_str(),
    ] {
        assert_eq!(parse_position(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(lon in -180.0..=180.0_f64, lat in -90.0..=90.0_f64) {
        for lang in Lang::ALL {
            let at = LonLat { lon, lat };
            for (text, within) in [
                (degrees_minutes_seconds(at, lang), 0.050_01 / 3600.0),
                (decimal_degrees(at, lang), 0.000_005_001),
            ] {
                let back = parse_position(&text);
                prop_assert!(back.is_some(), "{text}");
                let back = back.unwrap_or_default();
                prop_assert!((back.lon - lon).abs() <= within && (back.lat - lat).abs() <= within, "{text}");
            }
        }
    }

    #[test]
    fn nothing_panics(text in any::<String>(), near in "[-+0-9.,，；;:°′″'\"NSEWnsew 東西南北經緯度分秒]{0,60}") {
        let _either = (parse_position(&text), parse_position(&near));
    }
}
