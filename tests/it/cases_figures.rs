//! Figures that explain themselves: what is declared stays as it was written, what is measured stands beside it in its unit.
//! Must not know how areas are measured.

use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use zonemap::i18n::Lang;

use crate::common::{Answer, answer, program};

/// The forms that `verify` writes its report in.
const FORMS: [&str; 6] = ["text", "json", "junit", "sarif", "geojson", "markdown"];

fn run(args: &[&str], lang: Lang) -> Answer {
    answer(program().args(args).args(["--lang", lang.code()]))
}

fn case(name: &str) -> String {
    format!("tests/cases/{name}.geojson")
}

/// A box of 0.01° each way as a feature, so many boxes east of 113.5° E and 23.05° N; it measures 1,134,923.03 m².
fn parcel(id: &str, at: u32, properties: &str) -> String {
    let (west, east) = (11_350 + at, 11_351 + at);
    let [west, east] = [west, east].map(|lon| format!("{}.{:02}", lon / 100, lon % 100));
    format!(
        r#"{{"type":"Feature","id":"{id}","properties":{{"name":"{id}"{properties}}},"geometry":{{"type":"Polygon","coordinates":[[[{west},23.05],[{east},23.05],[{east},23.06],[{west},23.06],[{west},23.05]]]}}}}"#
    )
}

fn written(features: &[String]) -> (TempDir, String) {
    let folder = TempDir::new().expect("a folder for the test");
    let path = folder.path().join("plots.geojson");
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    std::fs::write(&path, text).expect("a file for the test");
    let path = path.to_str().expect("a plain path").to_owned();
    (folder, path)
}

/// Parcels whose areas are declared in 畝 as people write them, the first of them rightly.
fn in_mu() -> (TempDir, String) {
    written(&[parcel("a", 0, r#","declared_mu":"1702 畝""#), parcel("b", 2, r#","declared_mu":"1744 畝""#)])
}

fn finding(path: &str, rule: &str, lang: Lang) -> Value {
    let report = run(&["verify", path, "--format", "json"], lang).json();
    let findings = report["findings"].as_array().expect("findings").clone();
    findings.into_iter().find(|finding| finding["rule"] == rule).unwrap_or_else(|| panic!("no {rule}"))
}

/// What GeographicLib gives for each case stands in the message with digits enough.
#[test]
fn a_measured_area_is_shown_in_the_declared_unit_with_digits_enough() {
    for (name, lang, message) in [
        (
            "13-decl-02",
            Lang::En,
            "z: measured 113.4923 ha does not round to the declared 113.490 ha (113.4895 to 113.4905 ha); it is off by 0.0023 ha (23.0 m²)",
        ),
        (
            "13-decl-02",
            Lang::ZhHant,
            "z：測算 113.4923 公頃，捨入後與公布的 113.490 公頃（113.4895 至 113.4905 公頃）不符；差值 0.0023 公頃（23.0 m²）",
        ),
        (
            "13-decl-02",
            Lang::ZhHans,
            "z：测算 113.4923 公顷，舍入后与公布的 113.490 公顷（113.4895 至 113.4905 公顷）不符；差值 0.0023 公顷（23.0 m²）",
        ),
        (
            "11-helsinki",
            Lang::En,
            "lot: measured 3710.99 m² does not round to the declared 3704 m² (3703.5 to 3704.5 m²); it is off by 7.0 m²",
        ),
    ] {
        assert_eq!(finding(&case(name), "declared-area", lang)["message"], message);
    }
}

#[test]
fn every_form_of_the_report_has_the_declared_figure_as_it_was_written() {
    for form in FORMS {
        let out = run(&["verify", &case("13-decl-02"), "--format", form], Lang::En).out;
        assert!(out.contains("113.490 ha") && out.contains("113.4923 ha"), "{form}: {out}");
        assert!(!out.contains(" km²"), "{form}: {out}");
        let (_folder, path) = in_mu();
        for lang in Lang::ALL {
            let out = run(&["verify", &path, "--format", form], lang).out;
            assert!(out.contains("1744 畝") && out.contains("1702.38 畝"), "{form}: {out}");
            assert!(!out.contains(" km²") && !out.contains("亩"), "{form}: {out}");
        }
    }
}

#[test]
fn json_has_the_value_the_unit_and_the_interval_in_both() {
    let (_folder, path) = in_mu();
    for command in ["verify", "areas"] {
        let report = run(&[command, &path, "--format", "json"], Lang::En).json();
        let rows = report[if command == "verify" { "areas" } else { "features" }].clone();
        let declared = &rows[1]["declared"];
        assert_eq!(declared["text"], "1744 畝");
        assert_eq!((&declared["value"], &declared["unit"]), (&json!(1744.0), &json!("mu")));
        assert_eq!(declared["interval"], json!([1743.5, 1744.5]));
        let ends: Vec<f64> = serde_json::from_value(declared["interval_m2"].clone()).expect("two ends");
        // A 畝 is 2000/3 m².
        assert!((ends[0] - 3_487_000.0 / 3.0).abs() < 1e-6 && (ends[1] - 3_489_000.0 / 3.0).abs() < 1e-6, "{ends:?}");
        assert_eq!(rows[1]["declared_km2"], "1.162667", "the key that was there before stays");
    }
}

#[test]
fn a_unit_that_was_not_written_is_the_languages_own() {
    let (_folder, path) = written(&[parcel("a", 0, r#","declared_mu":"1744""#)]);
    for (lang, figure) in [(Lang::ZhHant, "1744 畝"), (Lang::ZhHans, "1744 亩"), (Lang::En, "1744 mu")] {
        for command in ["verify", "areas"] {
            assert!(run(&[command, &path], lang).out.contains(figure), "{command} {figure}");
        }
    }
}

/// Parcels of 125.130 and of 30 154.686 m² by GeographicLib 2.1 (Python), Geodesic.WGS84.Polygon().
#[test]
fn a_small_plot_is_told_in_square_metres_and_a_larger_one_in_hectares() {
    let plot = |id: &str, size: f64| {
        let (east, north) = (113.5 + size, 23.05 + size);
        format!(
            r#"{{"type":"Feature","id":"{id}","properties":{{"name":"{id}"}},"geometry":{{"type":"Polygon","coordinates":[[[113.5,23.05],[{east},23.05],[{east},{north}],[113.5,{north}],[113.5,23.05]]]}}}}"#
        )
    };
    for (size, text) in [(0.000_105, "125.13 m²"), (0.001_63, "3.0155 ha")] {
        let (_folder, path) = written(&[plot("plot", size)]);
        for args in [&["verify", &path][..], &["areas", &path]] {
            let out = run(args, Lang::En).out;
            assert!(out.contains(text) && !out.contains("km²"), "{args:?}: {out}");
        }
        let scene = scene(&path, &[], Lang::En);
        assert_eq!(scene.contains("3.02 ha"), text == "3.0155 ha", "the smaller one has no room for words: {scene}");
        assert!(!scene.contains("km²"), "{scene}");
    }
}

/// What `render` would paint, as text.
fn scene(path: &str, args: &[&str], lang: Lang) -> String {
    let folder = TempDir::new().expect("a folder for the test");
    let output = folder.path().join("map.text");
    let output: &Path = output.as_ref();
    let name = output.to_str().expect("a plain path");
    let answer = run(&[&["render", path, "--format", "scene", "-o", name][..], args].concat(), lang);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    std::fs::read_to_string(output).expect("the scene")
}

#[test]
fn map_sheet_and_stage_have_the_declared_figure_as_it_was_written() {
    let (_folder, path) = in_mu();
    for lang in Lang::ALL {
        for args in [&[][..], &["--sheet", "A4"], &["--deck"]] {
            let scene = scene(&path, args, lang);
            assert!(scene.contains("1744 畝") || (scene.contains("1744") && scene.contains("畝")), "{args:?}: {scene}");
            assert!(!scene.contains("1.16") && !scene.contains("亩"), "{args:?}: {scene}");
        }
    }
}

#[test]
fn sums_stay_in_the_unit_of_their_figures() {
    let ring = |w: &str, e: &str| format!("[[[{w},23.05],[{e},23.05],[{e},23.06],[{w},23.06],[{w},23.05]]]");
    let feature = |id: &str, w: &str, e: &str, declared: &str| {
        let ring = ring(w, e);
        format!(
            r#"{{"type":"Feature","id":"{id}","properties":{{"name":"{id}","area":"{declared}"}},"geometry":{{"type":"Polygon","coordinates":{ring}}}}}"#
        )
    };
    let declared = |whole: &str, a: &str, b: &str| {
        let features = [("all", "113.5", "113.52", whole), ("a", "113.5", "113.51", a), ("b", "113.51", "113.52", b)];
        written(&features.map(|(id, w, e, text)| feature(id, w, e, text)))
    };
    for (figures, line) in [
        (["3404.8畝", "1702.4畝", "1702.4 畝"], "declared 3404.8 畝, total of its parts 3404.8 畝"),
        (["226.98 ha", "113.490 ha", "113.490 ha"], "declared 226.98 ha, total of its parts 226.980 ha"),
        (["226.98 公頃", "1702.4 畝", "113.49 公頃"], "declared 226.98 公頃, total of its parts 226.983333 公頃"),
        (["2.27 km²", "1701 畝", "113.5 ha"], "declared 2.27 km², total of its parts 2.269 km²"),
        (
            ["240 ha", "113.5 ha", "113.5 ha"],
            "declared 240 ha, total of its parts 227.0 ha: rounding cannot explain it; at best 12.40 ha too little",
        ),
        (
            ["226.0 畝", "113.0 畝", "113.2 畝"],
            "declared 226.0 畝, total of its parts 226.2 畝: rounding cannot explain it; at best 0.05 畝 (33.3 m²) too much",
        ),
    ] {
        let (_folder, path) = declared(figures[0], figures[1], figures[2]);
        let out = run(&["verify", &path, "--declared", "area:ha", "--whole", "all"], Lang::En).out;
        assert!(out.contains(line), "{line}: {out}");
    }
}

/// Gaps along a border of 1.1 km, as wide in the south as GeographicLib 2.1 (Python) measures them.
#[test]
fn a_width_has_the_unit_that_suits_it() {
    for (degrees, width) in [(113.510_000_04, "4.1 mm"), (113.510_000_4, "4.10 cm"), (113.510_004, "0.41 m")] {
        let ring = |w: f64, e: f64| format!("[[[{w},23.05],[{e},23.05],[{e},23.06],[{w},23.06],[{w},23.05]]]");
        let feature = |id: &str, ring: &str| {
            format!(
                r#"{{"type":"Feature","id":"{id}","properties":{{"name":"{id}"}},"geometry":{{"type":"Polygon","coordinates":{ring}}}}}"#
            )
        };
        let (_folder, path) = written(&[
            feature("a", &ring(113.5, 113.51)),
            feature("b", &ring(degrees, 113.52)),
            feature("c", &ring(113.49, 113.5)),
        ]);
        let out = run(&["verify", &path], Lang::En).out;
        assert!(out.contains(width), "{width}: {out}");
    }
}

/// A column of ten decimals makes 113.5300000000 of 113.53; the box measures 113.4923 ha (GeographicLib).
#[test]
fn zeros_that_fill_up_decimals_are_no_digits() {
    for (figure, agrees) in
        [("113.4900000000", true), ("113.4900000001", false), ("113.490", false), ("113.5000000000", true)]
    {
        let (_folder, path) = written(&[parcel("a", 0, &format!(r#","declared_ha":"{figure}""#))]);
        let report = run(&["verify", &path, "--format", "json"], Lang::En);
        let area = report.json()["areas"][0].clone();
        // 113.5 would be 113.5 to a tenth.
        assert_eq!((&area["agrees"], report.code), (&json!(agrees), i32::from(!agrees)), "{figure}: {area}");
        assert_eq!(area["declared"]["text"], json!(format!("{figure} ha")));
    }
    let (_folder, path) = written(&[parcel("a", 0, r#","declared_ha":"113.4900000000""#)]);
    for (lang, words) in [(Lang::En, "zeros pad"), (Lang::ZhHant, "末尾以零補至"), (Lang::ZhHans, "末尾以零补至")]
    {
        let note = finding(&path, "declared-reading", lang);
        assert!(note["message"].as_str().expect("words").contains(words), "{note}");
        assert_eq!(note["level"], "note");
    }
}

/// The tick and the sentence beside it go by the same interval.
#[test]
fn a_tolerance_counts_in_the_sentence_too() {
    let (_folder, path) = written(&[parcel("a", 0, r#","declared_km2":"1.20""#)]);
    for (args, agrees, words) in [
        (&[][..], false, "reproduced by no method"),
        (&["--area-tolerance", "50%"], true, "within tolerance by every method"),
        // Web Mercator stretches it by 1.18, the ellipsoid is off by 5.4 %.
        (&["--area-tolerance", "6%"], true, "within tolerance by the ellipsoid"),
    ] {
        let all: Vec<&str> = ["verify", &path, "--format", "json"].iter().chain(args).copied().collect();
        let area = run(&all, Lang::En).json()["areas"][0].clone();
        assert_eq!(area["agrees"], agrees, "{args:?}");
        assert!(area["explanation"].as_str().expect("a sentence").contains(words), "{args:?}: {area}");
        let by = area["explained_by"].as_array().expect("methods");
        assert_eq!(by.iter().any(|method| method == "ellipsoid"), agrees, "{args:?}: {by:?}");
    }
}

/// The ends of 1e-9 either way of each figure, by Python's decimal module: 1.13533456675478… to 1.13533456902545…, 0.99999999899999… to
/// 1.00000000099999….
#[test]
fn the_ends_of_what_agrees_with_a_computed_figure_are_told_apart_in_every_form() {
    let (_folder, path) = written(&[
        parcel("a", 0, r#","declared_km2":"1.13533456789012""#),
        parcel("b", 2, r#","declared_km2":"0.999999999999999""#),
    ]);
    for lang in Lang::ALL {
        for form in FORMS {
            let said = run(&["verify", &path, "--format", form, "--all"], lang).out;
            for end in ["1.1353345668", "1.135334569", "0.999999999", "1.000000001"] {
                assert!(said.contains(end), "{form} {}: no {end} in {said}", lang.code());
            }
            assert!(!said.contains("does not round"), "{form}: {said}");
        }
    }
    let message = finding(&path, "declared-area", Lang::En)["message"].clone();
    let words = "measured 1.1349230 km² is outside the range that agrees with the declared 1.13533456789012 km² (1.1353345668 to 1.135334569 km²)";
    assert!(message.as_str().expect("words").contains(words), "{message}");
    let json = run(&["verify", &path, "--format", "json"], Lang::En).json();
    assert_eq!(json["areas"][0]["declared"]["value"], json!(1.13533456789012));
}

/// What an area must round to is said of digits alone, not of a tolerance.
#[test]
fn beyond_a_tolerance_nothing_is_said_of_rounding() {
    let (_folder, path) = written(&[parcel("a", 0, r#","declared_km2":"1.20""#)]);
    let said = run(&["verify", &path, "--area-tolerance", "1%"], Lang::En).out;
    assert!(
        said.contains("is outside the range that agrees with the declared 1.20 km² (1.188 to 1.212 km²)"),
        "{said}"
    );
}
