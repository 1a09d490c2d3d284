//! What is tried with bytes of any kind: as a data file, as a `project.json`, as a policy, as a coordinate reference system, and as vertices of areas.
//! Must not know who makes the bytes, `cargo fuzz` or a test.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use zonemap::crs::Crs;
use zonemap::diff::compare;
use zonemap::export::{Export, SCREEN_DPI, painter_named};
use zonemap::formats::{OpenOptions, open};
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::picture::Theme;
use zonemap::project::Project;
use zonemap::report::VerifyReport;
use zonemap::session::{Action, Session, Settings};
use zonemap::verify::Tolerances;

/// Something tried with bytes, by its name; whether it came to a map.
pub(crate) type Target = (&'static str, fn(&[u8]) -> bool);

/// All of them.
pub(crate) const TARGETS: [Target; 6] = [
    ("geojson", |bytes| in_folder(&[("a.geojson", bytes)], "a.geojson")),
    ("formats", formats),
    ("project", |bytes| in_harbour("project.json", bytes)),
    ("policy", |bytes| in_harbour("plan.json", bytes)),
    ("systems", systems),
    ("geometry", |bytes| in_folder(&[("a.geojson", areas(bytes).as_bytes())], "a.geojson")),
];

/// The endings of files of all other formats.
pub(crate) const ENDINGS: [&str; 13] =
    ["shp", "zip", "kml", "topojson", "dxf", "txt", "wkt", "csv", "csv.gz", "gpkg", "fgb", "xlsx", "gml"];

/// A file of a format that the first byte says; of a shapefile the second says how much of the rest is in the table beside it, of a
/// database in its log.
fn formats(bytes: &[u8]) -> bool {
    let [ending, part, rest @ ..] = bytes else { return false };
    let name = format!("a.{}", ENDINGS[usize::from(*ending) % ENDINGS.len()]);
    let (beside, own) = rest.split_at(rest.len() * usize::from(*part) / 255);
    match name.as_str() {
        "a.shp" => in_folder(&[("a.shp", own), ("a.dbf", beside)], "a.shp"),
        "a.gpkg" => in_folder(&[("a.gpkg", own), ("a.gpkg-wal", beside)], "a.gpkg"),
        _ => in_folder(&[(&name, rest)], &name),
    }
}

/// A coordinate reference system by a name, a PROJ string or well-known text; a position in it is where it was when it comes back.
fn systems(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let found = [Crs::named(&text), Crs::from_wkt(&text)].into_iter().flatten();
    for crs in found.clone() {
        let written = crs.to_wkt();
        assert_eq!(Crs::from_wkt(&written).ok().map(Crs::name), Some(crs.name()), "{written}");
        for at in [LonLat { lon: 113.5, lat: 23.0 }, LonLat { lon: -179.9, lat: -89.9 }, LonLat { lon: 0.0, lat: 0.0 }]
        {
            let back = crs.plane(at).and_then(|[x, y]| crs.lonlat(x, y));
            assert!(back.is_none_or(|back| back.lon.is_finite() && back.lat.is_finite()), "{}", crs.name());
        }
    }
    found.count() > 0
}

/// The files of a small project.
pub(crate) const HARBOUR: [(&str, &[u8]); 4] = [
    ("project.json", include_bytes!("../projects/harbour/project.json")),
    ("plan.json", include_bytes!("../projects/harbour/plan.json")),
    ("areas.geojson", include_bytes!("../projects/harbour/areas.geojson")),
    ("marks/marks.geojson", include_bytes!("../projects/harbour/marks/marks.geojson")),
];

/// Tries one of them.
pub(crate) fn run(name: &str, bytes: &[u8]) -> bool {
    let found = TARGETS.iter().find(|(known, _)| *known == name);
    found.is_some_and(|(_, target)| target(bytes))
}

/// The small project with one of its files replaced.
fn in_harbour(name: &str, bytes: &[u8]) -> bool {
    in_folder(&HARBOUR.map(|(file, own)| (file, if file == name { bytes } else { own })), "")
}

fn in_folder(files: &[(&str, &[u8])], opened: &str) -> bool {
    let folder = TempDir::new().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    through_the_doors(&folder.path().join(opened), None)
}

/// Areas whose vertices lie on a small grid, so that many meet: 255 ends an area, 254 a ring, each two others are a vertex. A ring with
/// a byte too many stays open.
fn areas(bytes: &[u8]) -> String {
    let mut text = String::from(r#"{"type":"FeatureCollection","features":["#);
    for (at, area) in bytes.split(|&byte| byte == 255).enumerate() {
        let rings: Vec<String> = area.split(|&byte| byte == 254).map(ring).collect();
        let comma = if at == 0 { "" } else { "," };
        let geometry = format!(r#"{{"type":"Polygon","coordinates":[{}]}}"#, rings.join(","));
        let properties = format!(r#"{{"declared_ha":"{}"}}"#, area.len());
        let feature = format!(r#"{{"type":"Feature","id":"{at}","properties":{properties},"geometry":{geometry}}}"#);
        write!(text, "{comma}{feature}").expect("room");
    }
    text + "]}"
}

fn ring(bytes: &[u8]) -> String {
    let vertex =
        |pair: &[u8]| format!("[{},{}]", 113.5 + f64::from(pair[0]) / 2048.0, 23.0 + f64::from(pair[1]) / 2048.0);
    let mut vertices: Vec<String> = bytes.chunks_exact(2).map(vertex).collect();
    if bytes.len().is_multiple_of(2) {
        vertices.extend(vertices.first().cloned());
    }
    format!("[{}]", vertices.join(","))
}

/// Opens a path, checks it, compares it with another or with itself, and draws it; whether it came to that. What is said of it adds up.
pub(crate) fn through_the_doors(path: &Path, before: Option<&Project>) -> bool {
    let Ok(project) = open(path, &OpenOptions { keep_text: true, ..OpenOptions::default() }) else { return false };
    let mut report = VerifyReport::new(Tolerances::default());
    report.add(project.clone(), Lang::En);
    let counted = report.summary.errors + report.summary.warnings + report.summary.notes;
    assert_eq!(counted, report.findings.len(), "every finding is counted once");
    // Holes may be larger than what they are in, which is an error.
    let is_negative = report.areas.iter().any(|row| row.measured_m2.is_some_and(|area_m2| area_m2 < 0.0));
    assert!(report.summary.errors > 0 || !is_negative, "no area is negative without an error");
    let _changes = compare(before.unwrap_or(&project), &project, 0.0);
    let mut session = Session::new(project, Settings::default());
    session.apply(Action::Resize([64.0, 40.0]));
    let painter = painter_named("png").expect("a painter");
    let export = Export { painter, sheet: None, theme: Theme::Light, dpi: SCREEN_DPI };
    export.file(&session).is_ok()
}
