//! Systems that can only be converted approximately: refused with the reason, taken where they are asked for, and told everywhere. And systems that
//! a PROJ string says: read where it stands, and written so that every format has it again.

use std::fs;

use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open};
use zonemap::geodesy::distance_m;
use zonemap::geometry::LonLat;

use crate::common::zonemap;

/// A square of 1 km in 3-degree zone 38.
const SQUARE: &str = r#""type": "Polygon", "coordinates": [[[38450000, 2554000], [38451000, 2554000], [38451000, 2555000], [38450000, 2555000], [38450000, 2554000]]]"#;
/// A city's own grid.
const CITY: &str = "+proj=tmerc +lat_0=0 +lon_0=113.2833333333333 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80";

fn file(folder: &TempDir, crs: &str) -> String {
    let text =
        format!(r#"{{"type": "Feature", "crs": "{crs}", "id": "a", "properties": {{}}, "geometry": {{{SQUARE}}}}}"#);
    let path = folder.path().join("a.geojson");
    fs::write(&path, text).expect("a file");
    path.display().to_string()
}

#[test]
fn an_approximate_system_is_refused_unless_it_is_asked_for() {
    let folder = TempDir::new().expect("a folder for the test");
    for (crs, title, metres, key) in [
        ("EPSG:2414", "Beijing 1954 3-degree Gauss-Krüger, zone 38", 30, "beijing-1954"),
        ("EPSG:2362", "Xi'an 1980 3-degree Gauss-Krüger, zone 38", 130, "xian-1980"),
    ] {
        let path = file(&folder, crs);
        let refused = zonemap(["info", &path]);
        let words = format!("found {crs} ({title}), which does so only approximately, up to {metres} m off");
        assert!(refused.code == 3 && refused.err.contains(&words), "{}", refused.err);
        assert!(refused.err.contains(&format!("--crs {crs}")), "{}", refused.err);
        let badge = format!("approximate positions, up to {metres} m off");
        let info = zonemap(["info", &path, "--crs", crs]);
        assert!(info.code == 0 && info.out.contains(&badge) && info.out.contains(crs), "{} {}", info.out, info.err);
        let verified = zonemap(["verify", &path, "--crs", crs, "--format", "json"]);
        let report = verified.json();
        let found = report["findings"].as_array().expect("findings").iter().find(|one| one["rule"] == "unread-data");
        let found = found.unwrap_or_else(|| panic!("a finding in {report}"));
        assert_eq!(found["level"], "warning");
        assert!(found["id"].as_str().is_some_and(|id| id.contains(key)), "{found}");
        assert!(found["message"].to_string().contains(&badge), "{found}");
        let written = zonemap(["convert", &path, &folder.path().join("b.geojson").display().to_string(), "--crs", crs]);
        assert!(written.code == 0 && written.err.contains(&badge), "{}", written.err);
    }
    // What is exact is neither.
    let path = file(&folder, "EPSG:4526");
    let info = zonemap(["info", &path]);
    assert!(info.code == 0 && !info.out.contains("approximate"), "{}", info.out);
}

/// Every format has its positions again to a tenth of a millimetre, whatever its own digits.
#[test]
fn a_proj_string_is_read_where_it_stands_and_written_so() {
    let folder = TempDir::new().expect("a folder for the test");
    let text = format!(
        r#"{{"type": "Feature", "crs": {{"type": "name", "properties": {{"name": "{CITY} +units=m +no_defs"}}}}, "id": "a", "properties": {{"name": "a"}}, "geometry": {{"type": "Polygon", "coordinates": [[[520000, 2554000], [521000, 2554000], [521000, 2555000], [520000, 2554000]]]}}}}"#
    );
    let path = folder.path().join("city.geojson");
    fs::write(&path, text).expect("a file");
    let read = |name: &str| {
        let project = open(&folder.path().join(name), &OpenOptions::default())
            .unwrap_or_else(|error| panic!("{name}: {}", error.message(zonemap::i18n::Lang::En)));
        let positions: Vec<LonLat> =
            project.layers[0].data.shapes().iter().flat_map(|shape| shape.positions().to_vec()).collect();
        (project.files[0].crs, positions)
    };
    let (name, first) = read("city.geojson");
    assert_eq!(name, format!("{CITY} +units=m"));
    // pyproj 3.7.2 with PROJ 9.5.1.
    assert!(
        distance_m(first[0], LonLat { lon: 113.478_535_035_898, lat: 23.085_323_007_704 }) < 1e-3,
        "{:?}",
        first[0]
    );
    for target in ["b.geojson", "b.shp", "b.gpkg", "b.fgb", "b.csv"] {
        let out = folder.path().join(target).display().to_string();
        let done = zonemap(["convert", &path.display().to_string(), &out, "--to", CITY]);
        assert_eq!(done.code, 0, "{target}: {}", done.err);
        let (name, again) = read(target);
        assert_eq!(name, CITY, "{target}");
        assert_eq!(again.len(), first.len(), "{target}");
        // Rings may begin elsewhere and go the other way round.
        let has = |all: &[LonLat], at: LonLat| all.iter().any(|other| distance_m(*other, at) < 1e-4);
        assert!(
            again.iter().all(|at| has(&first, *at)) && first.iter().all(|at| has(&again, *at)),
            "{target}: {again:?}"
        );
    }
    for (crs, odd) in [
        ("+proj=tmerc +lon_0=114 +ellps=krass", "zonemap: +ellps=krass, +towgs84? in the PROJ string"),
        ("+proj=utm +zone=61 +datum=WGS84", "zonemap: +zone=61 in the PROJ string"),
        ("4547", "expected EPSG:4547, found \"4547\""),
    ] {
        let refused = zonemap(["info", &path.display().to_string(), "--crs", crs]);
        assert!(refused.code == 2 && refused.err.contains(odd), "{}", refused.err);
    }
}
