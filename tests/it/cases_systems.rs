//! Areas of one project in two systems: a square of 2 km in the metres of EPSG:4547, and its two parts in degrees. Positions and figures of pyproj
//! 3.7 and its Geod. Must not know how edges are overlaid.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::project::Project;
use zonemap::verify::{Finding, Severity, Tolerances, check};

/// South-west, where the parts meet in the south, south-east, north-east, where they meet in the north, north-west.
const DEGREES: [[f64; 2]; 6] = [
    [114.195_097_607_955, 23.013_085_207_064],
    [114.200_950_508_816, 23.013_077_886_639],
    [114.214_607_267_929, 23.013_059_964_236],
    [114.214_635_850_634, 23.031_119_454_229],
    [114.200_977_272_662, 23.031_137_392_279],
    [114.195_123_592_288, 23.031_144_719_095],
];
const METRES: [[f64; 2]; 6] = [
    [520_000.0, 2_546_000.0],
    [520_600.0, 2_546_000.0],
    [522_000.0, 2_546_000.0],
    [522_000.0, 2_548_000.0],
    [520_600.0, 2_548_000.0],
    [520_000.0, 2_548_000.0],
];

fn area(id: &str, places: &[[f64; 2]; 6], vertices: &[usize]) -> Value {
    let ring: Vec<[f64; 2]> = vertices.iter().chain(vertices.first()).map(|&vertex| places[vertex]).collect();
    json!({"type": "Feature", "id": id, "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
}

/// A project of the whole in one file and its parts in another, each in metres or not.
fn project(whole: &[[f64; 2]; 6], parts: &[[f64; 2]; 6]) -> Project {
    let folder = TempDir::new().expect("a folder for the test");
    let file = |name: &str, places: &[[f64; 2]; 6], features: Vec<Value>| {
        let crs = json!({"type": "name", "properties": {"name": "EPSG:4547"}});
        let mut text = json!({"type": "FeatureCollection", "features": features});
        if places == &METRES {
            text["crs"] = crs;
        }
        fs::write(folder.path().join(name), text.to_string()).expect("a file for the test");
    };
    file("whole.geojson", whole, vec![area("whole", whole, &[0, 2, 3, 5])]);
    file("parts.geojson", parts, vec![area("west", parts, &[0, 1, 4, 5]), area("east", parts, &[1, 2, 3, 4])]);
    let layer = |id: &str, style: &str| json!({"id": id, "title": id, "file": format!("{id}.geojson"), "style": style});
    let layers = [layer("whole", "whole"), layer("parts", "area")];
    let manifest = json!({"schema": "zonemap-project/1", "title": "case", "layers": layers});
    fs::write(folder.path().join("project.json"), manifest.to_string()).expect("a file for the test");
    open(folder.path(), &OpenOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn told(project: &Project) -> Vec<Finding> {
    let mut found = check(project, &Tolerances::default());
    found.retain(|finding| finding.rule != "nothing-declared");
    found
}

/// Where the parts have vertices the whole is taken to have them too: straight in its grid it would lie 3.3 cm beside them.
#[test]
fn vertices_of_a_file_in_degrees_are_on_the_edges_of_a_file_in_metres_that_they_lie_on() {
    let found = told(&project(&METRES, &DEGREES));
    let [note] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((note.rule, note.severity), ("mixed-systems", Severity::Note));
    // Between their vertices the longest edges are 1.4 km, and 1.63 cm apart.
    let message = note.message.get(Lang::En);
    assert!(["EPSG:4547", "EPSG:4326", "1.63 cm"].iter().all(|text| message.contains(text)), "{message}");
    // Rounded as in many files the parts are up to half a millimetre off.
    let rounded = DEGREES.map(|at| at.map(|degrees| (degrees * 1e8_f64).round() / 1e8));
    assert!(told(&project(&METRES, &rounded)).iter().all(|finding| finding.severity != Severity::Error));
}

/// The whole in degrees is straight there, 3.3 cm beside the parts' vertices, which lie on its edges in their grid.
#[test]
fn what_edges_of_two_systems_differ_by_is_told_beside_what_they_make() {
    let found = told(&project(&DEGREES, &METRES));
    let errors: Vec<f64> = found
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .filter_map(|finding| finding.width_m)
        .collect();
    assert!(!errors.is_empty() && errors.iter().all(|&width_m| width_m <= 0.0334), "{found:?}");
    let notes: Vec<&Finding> = found.iter().filter(|finding| finding.rule == "mixed-systems").collect();
    let [note] = notes.as_slice() else { panic!("{found:?}") };
    assert!(note.message.get(Lang::En).contains("3.33 cm"), "{}", note.message.get(Lang::En));
}

#[test]
fn areas_of_one_system_have_no_such_note() {
    let grid = told(&project(&METRES, &METRES));
    assert!(grid.is_empty(), "{grid:?}");
    assert!(told(&project(&DEGREES, &DEGREES)).iter().all(|finding| finding.rule != "mixed-systems"));
}
