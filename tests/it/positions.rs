//! Positions as text: what a person may paste, what is no position, and that whatever we print can be pasted back.
//! Must not know how the text is taken apart.

use proptest::prelude::*;
use zonemap::crs::{Axes, Reading, ReadingSystem, decimal_degrees, degrees_minutes_seconds, parse_position, readings};
use zonemap::geodesy::{Datum, distance_m};
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

/// Where the map is: the built-in zone.
const NEAR: LonLat = LonLat { lon: 113.5, lat: 23.1 };

/// A way to understand a text.
type Understood<T> = (T, Option<Axes>, LonLat);

/// How a text is understood: each way by its system (a datum, a code, the side of a square), what comes first, and the position.
fn understood(text: &str) -> Vec<Understood<String>> {
    let read = |reading: Reading| match reading.system {
        ReadingSystem::Degrees(datum, axes) => (datum.name().to_owned(), axes, reading.at),
        ReadingSystem::Plane(crs, axes) => (crs.name().to_owned(), Some(axes), reading.at),
        ReadingSystem::Square(side_m) => (format!("{side_m} m"), None, reading.at),
    };
    readings(text, NEAR).into_iter().map(read).collect()
}

#[track_caller]
fn means(text: &str, expected: &[(&str, Option<Axes>, f64, f64)]) {
    let found = understood(text);
    assert_eq!(found.len(), expected.len(), "{text}: {found:?}");
    for ((system, axes, at), &(wanted, order, lon, lat)) in found.iter().zip(expected) {
        assert_eq!((system.as_str(), *axes), (wanted, order), "{text}");
        assert!(distance_m(*at, LonLat { lon, lat }) < 1.0, "{text}: {at:?}");
    }
}

/// The metres of 113.52° E, 23.09° N are those of pyproj 3.7.2 with PROJ 9.5.1.
#[test]
fn metres_on_a_grid_are_read_in_either_order_with_and_without_the_number_of_the_zone() {
    let (xy, yx) = (Some(Axes::Xy), Some(Axes::Yx));
    for (text, system, axes) in [
        ("X 2554585.39  Y 38450821.47  (CGCS2000, 3° zone 38)", "EPSG:4526", yx),
        ("X 2554585.39  Y 38450821.47（CGCS2000 三度帶 38）", "EPSG:4526", yx),
        ("X 2554585.39  Y 38450821.47（CGCS2000 三度带 38）", "EPSG:4526", yx),
        ("2554585.39 38450821.47", "EPSG:4526", yx),
        ("38450821.47, 2554585.39", "EPSG:4526", xy),
        ("x=2554585.39，y=38450821.47", "EPSG:4526", yx),
        ("X 38450821.47 Y 2554585.39", "EPSG:4526", xy),
        ("2554585.39N 38450821.47E", "EPSG:4526", yx),
        ("E 38450821.47 m, N 2554585.39 m", "EPSG:4526", xy),
        ("纵坐标2554585.39米，横坐标38450821.47米", "EPSG:4526", yx),
        ("北坐標 ２５５４５８５．３９ 東坐標 38450821.47", "EPSG:4526", yx),
        ("EPSG:4526 38450821.47 2554585.39", "EPSG:4526", xy),
        ("epsg 4526: 2554585.39, 38450821.47", "EPSG:4526", yx),
        ("EPSG:4547 450821.47 2554585.39", "EPSG:4547", xy),
        ("450821.47 2554585.39 (EPSG:4547)", "EPSG:4547", xy),
        ("X 2554585.39 Y 450821.47 (CGCS2000, 3° zone 38)", "EPSG:4547", yx),
        ("3度带 第38带 2554585.39 450821.47", "EPSG:4547", yx),
        ("38带 450821.47 2554585.39", "EPSG:4547", xy),
        ("2556732.77 19758243.24", "EPSG:4497", yx),
        ("六度帶 19 X 2556732.77 Y 758243.24", "EPSG:4508", yx),
        ("UTM zone 49 758139.94 2555710.08", "EPSG:32649", xy),
        ("49Q 758139.94 2555710.08", "EPSG:32649", xy),
        ("UTM 49N 2555710.08 758139.94", "EPSG:32649", yx),
        ("E 758139.94  N 2555710.08 (UTM zone 49N)", "EPSG:32649", xy),
        ("EPSG:32649 758139.94 2555710.08", "EPSG:32649", xy),
        ("12636988.59 2642906.25", "EPSG:3857", xy),
        ("EPSG:4326 23.09 113.52", "EPSG:4326", yx),
        ("EPSG:4490 113.52 23.09", "EPSG:4490", xy),
    ] {
        means(text, &[(system, axes, 113.52, 23.09)]);
    }
}

#[test]
fn where_the_zone_is_not_told_it_is_that_of_the_map() {
    let found = understood("450821.47 2554585.39");
    assert_eq!(found[0].0, "EPSG:4547", "{found:?}");
    assert!(distance_m(found[0].2, LonLat { lon: 113.52, lat: 23.09 }) < 1.0, "{found:?}");
    let systems: Vec<String> = understood("758139.94 2555710.08").into_iter().map(|reading| reading.0).collect();
    assert_eq!(systems, ["EPSG:32649", "EPSG:4508"], "UTM and the 6° zone have the same meridian");
}

#[test]
fn where_two_readings_are_possible_both_are_offered() {
    means("51.5, 23.06", &[("wgs84", Some(Axes::Xy), 51.5, 23.06), ("wgs84", Some(Axes::Yx), 23.06, 51.5)]);
    means("23.06, 113.52", &[("wgs84", Some(Axes::Yx), 113.52, 23.06)]);
    means("23.06N, 51.5", &[("wgs84", None, 51.5, 23.06)]);
    let both = understood("32S 400000 3800000");
    assert_eq!(both.iter().map(|reading| reading.0.as_str()).collect::<Vec<_>>(), ["EPSG:32632", "EPSG:32732"]);
    let both = [("EPSG:3857", Some(Axes::Xy), 113.52, 23.09), ("EPSG:3857", Some(Axes::Yx), 23.741_631, 74.297_969)];
    means("EPSG:3857 12636988.59 2642906.25", &both);
    let both = understood("38带 500000 600000");
    assert_eq!(both.iter().map(|reading| reading.1).collect::<Vec<_>>(), [Some(Axes::Xy), Some(Axes::Yx)]);
}

#[test]
fn degrees_of_other_datums_and_squares_are_read() {
    let at = LonLat { lon: 113.52, lat: 23.09 };
    for (datum, name) in
        [(Datum::Gcj02, "GCJ-02"), (Datum::Bd09, "BD-09"), (Datum::Wgs84, "WGS 84"), (Datum::Wgs84, "CGCS2000")]
    {
        let shown = datum.from_wgs84(at);
        for text in [
            format!("{name} {:.7}, {:.7}", shown.lon, shown.lat),
            format!("{:.7} {:.7} ({name})", shown.lat, shown.lon),
            format!("{}（{name}）", degrees_minutes_seconds(shown, Lang::ZhHant)),
        ] {
            let found = understood(&text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].0, datum.name(), "{text}");
            assert!(distance_m(found[0].2, at) < 3.0, "{text}: {found:?}");
        }
    }
    means("49QGF 58139 55710", &[("1 m", None, 113.52, 23.09)]);
    means("23°06′29.1″N 113°32′21.6″E", &[("wgs84", None, 113.539_333_3, 23.108_083_3)]);
    means("東經113°32′21.6″ 北緯23°05′53.2″", &[("wgs84", None, 113.539_333_3, 23.098_111_1)]);
    means("东经113°32′21.6″ 北纬23°05′53.2″", &[("wgs84", None, 113.539_333_3, 23.098_111_1)]);
}

#[test]
fn what_can_be_nowhere_has_no_reading() {
    for text in [
        "",
        "2554585 39450821 (CGCS2000, 3° zone 38)",
        "2554585 38450821 25",
        "2554585",
        "38450821 99999999",
        "EPSG:2326 38450821 2554585",
        "EPSG:4526",
        "zone 38",
        "5° zone 38 450821 2554585",
        "6° zone 38 450821 2554585",
        "road 450821 2554585",
        "N 2554585 N 450821",
        "第三帶",
        "36000 52000",
        "UTM 49N 38450821 2554585",
        "廣園東路 38",
    ] {
        assert_eq!(readings(text, NEAR), [], "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_panics_however_near(text in any::<String>(), near in "[-0-9. ,;:xyneXYNE帶带度°utmzoneepsgS38]{0,60}", lon in -540.0..=540.0_f64, lat in -90.0..=90.0_f64) {
        for text in [text, near] {
            let _readings = readings(&text, LonLat { lon, lat });
        }
    }
}
