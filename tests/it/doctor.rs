//! What is proposed when numbers are no positions, or when another reading would make a declared area agree.
//! Must not know how it is found.

use serde_json::Value;
use tempfile::TempDir;
use zonemap::geodesy::Datum;
use zonemap::geometry::LonLat;

use crate::common::{answer, json_of, program, zonemap};

#[test]
fn a_refusal_says_how_to_open_the_file() {
    for (path, lang, words) in [
        (
            "epsg-4526-yx",
            "en",
            "CGCS2000 3-degree Gauss-Krüger, zone 38 (EPSG:4526): open with --crs EPSG:4526 --axes yx",
        ),
        (
            "epsg-4526-yx",
            "zh-Hant",
            "CGCS2000 3 度帶高斯－克呂格第 38 帶（EPSG:4526）的米制坐標：請以 --crs EPSG:4526 --axes yx 開啟",
        ),
        (
            "epsg-4526-yx",
            "zh-Hans",
            "CGCS2000 3 度带高斯－克吕格第 38 带（EPSG:4526）的米制坐标：请以 --crs EPSG:4526 --axes yx 打开",
        ),
        ("epsg-4547", "en", "without a zone number: open with --crs EPSG:N --axes xy"),
        ("epsg-3857", "en", "Web Mercator (EPSG:3857): open with --crs EPSG:3857 --axes xy"),
    ] {
        let path = format!("tests/projected/{path}.geojson");
        let answer = answer(program().args(["verify", &path, "--lang", lang]));
        assert_eq!(answer.code, 3);
        assert!(answer.err.contains(words), "{words} in {}", answer.err);
    }
}

/// The built-in areas with every position changed, and every declared area.
fn changed(position: impl Fn(LonLat) -> [f64; 2], declared: impl Fn(&str) -> String) -> TempDir {
    let mut file = json_of("geodata/zones.geojson");
    for feature in file["features"].as_array_mut().expect("features") {
        let text = declared(feature["properties"]["declared_km2"].as_str().expect("digits"));
        feature["properties"]["declared_km2"] = Value::String(text);
        for at in feature["geometry"]["coordinates"][0].as_array_mut().expect("a ring") {
            let [lon, lat] = [0, 1].map(|i| at[i].as_f64().expect("a number"));
            *at = serde_json::json!(position(LonLat { lon, lat }));
        }
    }
    let folder = TempDir::new().expect("a folder for the test");
    std::fs::write(folder.path().join("a.geojson"), file.to_string()).expect("a file for the test");
    folder
}

fn found(folder: &TempDir, rule: &str) -> Vec<String> {
    let path = folder.path().join("a.geojson");
    let report = zonemap(["verify", path.to_str().expect("a plain path"), "--format", "json"]).json();
    let findings = report["findings"].as_array().expect("findings").iter();
    let of_rule = findings.filter(|finding| finding["rule"] == rule);
    of_rule.map(|finding| finding["message"].as_str().expect("a message").to_owned()).collect()
}

#[test]
fn swapped_degrees_are_told() {
    let folder = changed(|at| [at.lat, at.lon], str::to_owned);
    let answer = zonemap(["verify", folder.path().join("a.geojson").to_str().expect("a plain path")]);
    assert!(answer.err.contains("look swapped: open with --axes yx"), "{}", answer.err);
}

#[test]
fn a_boundary_traced_on_a_shifted_map_is_told() {
    let folder = changed(
        |at| {
            let at = Datum::Gcj02.from_wgs84(at);
            [at.lon, at.lat]
        },
        str::to_owned,
    );
    let messages = found(&folder, "suspicious-datum");
    assert!(messages.iter().any(|message| message.contains("--datum gcj02")), "{messages:?}");
    let as_drawn = changed(|at| [at.lon, at.lat], str::to_owned);
    assert!(found(&as_drawn, "suspicious-datum").is_empty() && found(&as_drawn, "suspicious-units").is_empty());
}

#[test]
fn a_mixed_up_unit_is_told() {
    let hectares = |text: &str| match text {
        "19.1" => "1910".to_owned(),
        other => other.to_owned(),
    };
    let messages = found(&changed(|at| [at.lon, at.lat], hectares), "suspicious-units");
    assert_eq!(messages.len(), 1);
    assert!(messages[0].contains("1910 agrees with the measured area in ha, not in km²"), "{messages:?}");
}

/// Read in zone 37, an easting of zone 38 lies a thousand kilometres from the meridian.
#[test]
fn a_zones_number_that_is_anothers_is_told() {
    let path = "tests/projected/epsg-4526-yx.geojson";
    for (lang, words) in [
        (
            "en",
            "9° from the central meridian; these look like metres on CGCS2000 3-degree Gauss-Krüger, zone 38 (EPSG:4526): open with --crs EPSG:4526 --axes yx",
        ),
        (
            "zh-Hant",
            "距中央子午線 9°；這像是 CGCS2000 3 度帶高斯－克呂格第 38 帶（EPSG:4526）的米制坐標：請以 --crs EPSG:4526 --axes yx 開啟",
        ),
        (
            "zh-Hans",
            "距中央子午线 9°；这像是 CGCS2000 3 度带高斯－克吕格第 38 带（EPSG:4526）的米制坐标：请以 --crs EPSG:4526 --axes yx 打开",
        ),
    ] {
        let answer = answer(program().args(["verify", path, "--crs", "EPSG:4525", "--axes", "yx", "--lang", lang]));
        assert!(answer.code == 3 && answer.err.contains(words), "{}", answer.err);
    }
    assert_ne!(zonemap(["verify", path, "--crs", "EPSG:4526", "--axes", "yx"]).code, 3);
}

/// Helsinki lies outside the area of CGCS2000, either way round.
#[test]
fn degrees_outside_the_area_of_a_system_are_proposed_as_those_of_another() {
    let folder = changed(|at| [at.lon - 88.6, at.lat + 37.1], str::to_owned);
    let path = folder.path().join("a.geojson");
    let answer = zonemap(["verify", path.to_str().expect("a plain path"), "--crs", "EPSG:4490"]);
    assert_eq!(answer.code, 3);
    assert!(answer.err.contains("in degrees: open with --crs EPSG:4326 --axes xy"), "{}", answer.err);
}

#[test]
fn a_refusal_of_what_was_asked_for_proposes_another_way() {
    for (path, asked, words) in [
        ("tests/projected/epsg-4526-yx.geojson", &["--crs", "EPSG:4547"][..], "open with --crs EPSG:4526 --axes yx"),
        ("tests/projected/epsg-4526-yx.geojson", &["--crs", "EPSG:4526"], "open with --crs EPSG:4526 --axes yx"),
        (
            "tests/projected/epsg-4547.geojson",
            &["--crs", "EPSG:4526"],
            "3-degree Gauss-Krüger around 114° E (EPSG:4547): open with --crs EPSG:4547 --axes xy",
        ),
        ("geodata/zones.geojson", &["--crs", "EPSG:4526"], "in degrees: open with --crs EPSG:4326 --axes xy"),
        ("geodata/zones.geojson", &["--axes", "yx"], "in degrees: open with --crs EPSG:4326 --axes xy"),
    ] {
        let answer = zonemap(["verify", path].iter().chain(asked));
        assert_eq!(answer.code, 3);
        assert!(answer.err.contains(words), "{words} in {}", answer.err);
    }
}

/// A text of polygons, each of a ring's positions.
fn rings(rings: &[&str]) -> String {
    let feature = |ring: &&str| {
        format!(r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[[{ring}]]}}}}"#)
    };
    let features: Vec<String> = rings.iter().map(feature).collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

/// What is said of a text that is refused, in a language.
fn refusal(text: &str, args: &[&str]) -> String {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.geojson");
    std::fs::write(&path, text).expect("a file");
    let answer = answer(program().arg("verify").arg(&path).args(args));
    assert_eq!(answer.code, 3, "{text}: {}", answer.err);
    answer.err
}

#[test]
fn decimal_commas_are_told_and_not_taken_for_metres() {
    for (ring, args) in [
        ("[113,5097,23,0],[113,52,23,0],[113,52,23,1],[113,5097,23,0]", &[][..]),
        ("[113,5097,23],[113,52,23],[113,52,23,1],[113,5097,23]", &[]),
        ("[113,51,23,0],[113,52,23,0],[113,52,23,01],[113,51,23,0]", &[]),
        ("[450821,12,2554585,5],[451821,12,2554585,5],[451821,12,2555585,5],[450821,12,2554585,5]", &[]),
        ("[113,5097,23,0],[113,52,23,0],[113,52,23,1],[113,5097,23,0]", &["--crs", "EPSG:4547"]),
    ] {
        let said = refusal(&rings(&[ring]), &[args, &["--lang", "en"]].concat());
        assert!(said.contains("write each number with a decimal point, 113.5 and not 113,5"), "{ring}: {said}");
        assert!(!said.contains("--crs"), "{said}");
    }
    let text = rings(&["[113,5097,23,0],[113,52,23,0],[113,52,23,1],[113,5097,23,0]"]);
    assert!(refusal(&text, &["--lang", "zh-Hant"]).contains("似以逗號作小數點"));
    assert!(refusal(&text, &["--lang", "zh-Hans"]).contains("似以逗号作小数点"));
    // Metres with a height and a measure are metres.
    let metres = "[12636988,2643500,10,5],[12637988,2643500,10,5],[12637988,2644500,10,5],[12636988,2643500,10,5]";
    assert!(refusal(&rings(&[metres]), &["--lang", "en"]).contains("--crs EPSG:3857"));
}

/// A hint that leads to its own opposite helps nobody.
#[test]
fn degrees_and_metres_in_one_file_are_told_whatever_is_tried() {
    let metres = "[450821,2554585],[451821,2554585],[451821,2555585],[450821,2554585]";
    let degrees = "[113.5,23.0],[113.51,23.0],[113.51,23.01],[113.5,23.0]";
    for text in [rings(&[metres, degrees]), rings(&[degrees, metres])] {
        for args in [&[][..], &["--crs", "EPSG:4547"], &["--crs", "EPSG:4547", "--axes", "yx"], &["--crs", "EPSG:4326"]]
        {
            let said = refusal(&text, &[args, &["--lang", "en"]].concat());
            let words = "the file has positions in degrees (4) and in metres (4), but a file is read in a single coordinate system";
            assert!(said.contains(words), "{args:?}: {said}");
            assert!(!said.contains("open with"), "{said}");
        }
    }
    // Of degrees alone in a system of metres the way to read them is proposed as before.
    let said = refusal(&rings(&[degrees]), &["--crs", "EPSG:4547", "--lang", "en"]);
    assert!(said.contains("open with --crs EPSG:4326 --axes xy"), "{said}");
}

/// 450821,12 for 450821.12: the decimals stand where the northing should.
#[test]
fn decimal_commas_in_the_metres_of_a_grid_are_told() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.geojson");
    let said = |ring: &str| {
        std::fs::write(&path, rings(&[ring])).expect("a file");
        let report =
            answer(program().arg("verify").arg(&path).args(["--crs", "EPSG:4547", "--lang", "en", "--format", "json"]))
                .json();
        let findings = report["findings"].as_array().expect("findings").clone();
        findings.into_iter().find(|one| one["rule"] == "suspicious-numbers").map(|one| one["message"].clone())
    };
    let commas = "[450821,12,2554585,5],[451821,99,2554585,5],[451900,50,2555585,5],[450821,12,2554585,5]";
    let told = said(commas).expect("a warning");
    assert!(
        told.as_str().expect("words").contains("the decimals of eastings may have been read as northings"),
        "{told}"
    );
    for plain in [
        "[450821,2554585,3,5],[451821,2554585,3,5],[451900,2555585,3,5],[450821,2554585,3,5]",
        "[450821,12],[451821,99],[451900,50],[450821,12]",
    ] {
        assert_eq!(said(plain), None, "{plain}");
    }
}
