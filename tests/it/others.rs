//! Files of other makers, as their packages are published, against what OGR and pyproj say of them; and files of ours as OGR reads them.
//! `tests/others/fetch` fetches both. Must not pass in silence where they are not there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::project::{FeatureId, Project};

use crate::common::{files_below, json_of, repository, text_of, zonemap};

const FILES: &str = "target/others/files";
const ENDINGS: [&str; 11] =
    [".shp", ".gpkg", ".fgb", ".kml", ".kmz", ".gml", ".geojson", ".json", ".csv", ".wkt", ".zip"];
/// What OGR calls a system, and we.
const SYSTEMS: [(&str, &str); 6] = [
    ("WGS 84", "EPSG:4326"),
    ("WGS_1984_Web_Mercator_Auxiliary_Sphere", "EPSG:3857"),
    ("WGS 84 / Pseudo-Mercator", "EPSG:3857"),
    ("WGS 84 / UTM zone 17N", "EPSG:32617"),
    ("Undefined geographic SRS", "EPSG:4326"),
    (
        "NAD_1983_StatePlane_Arizona_Central_FIPS_0202_Feet",
        "+proj=tmerc +lon_0=-111.9166666666667 +lat_0=31 +k_0=0.9999 +x_0=213360 +y_0=0 +ellps=GRS80 +units=us-ft",
    ),
];

/// Says past the test runner, which keeps what tests print to itself, that something is not tried here, and why.
fn skipped(what: &str) {
    writeln!(io::stderr(), "skipped: {what} (run tests/others/fetch)").expect("standard error takes a line");
}

/// What is said of a file: features, how many of each type, extent, area.
#[derive(Debug, Default)]
struct Figures {
    features: usize,
    types: BTreeMap<String, usize>,
    systems: BTreeSet<String>,
    extent: Option<[f64; 4]>,
    /// None of what is not told is a number.
    m2: f64,
}

impl Figures {
    fn add(&mut self, kind: &str, count: usize) {
        *self.types.entry(kind.replace("Multi", "")).or_default() += count;
    }

    fn reach(&mut self, [west, south, east, north]: [f64; 4]) {
        let [a, b, c, d] = self.extent.unwrap_or([f64::MAX, f64::MAX, f64::MIN, f64::MIN]);
        self.extent = Some([a.min(west), b.min(south), c.max(east), d.max(north)]);
    }

    fn of(project: &Project) -> Self {
        let mut own = Self::default();
        for (layer, data) in project.layers.iter().map(|layer| &layer.data).enumerate() {
            own.features += data.features().len();
            for shape in data.shapes().iter() {
                own.add(if shape.vertex_count() == 0 { "none" } else { shape.kind().name() }, 1);
            }
            if !data.shapes().extent().is_empty() {
                own.reach(data.shapes().extent().on_globe());
            }
            own.m2 +=
                (0..data.features().len()).map(|feature| project.area_m2(FeatureId { layer, feature })).sum::<f64>();
        }
        own.systems.extend(project.files.iter().map(|file| file.crs.to_owned()));
        own
    }

    fn said(layers: &Value) -> Self {
        let mut theirs = Self::default();
        for layer in layers.as_array().expect("layers") {
            theirs.features += usize::try_from(layer["features"].as_u64().expect("a count")).expect("few");
            for (kind, count) in layer["types"].as_object().expect("types") {
                theirs.add(kind, usize::try_from(count.as_u64().expect("a count")).expect("few"));
            }
            if let Some(extent) = layer["extent"].as_array() {
                theirs.reach([0, 1, 2, 3].map(|at| extent[at].as_f64().expect("a number")));
            }
            theirs.m2 += layer["m2"].as_f64().unwrap_or(if layer["extent"].is_array() { f64::NAN } else { 0.0 });
            theirs.systems.extend(layer["crs"].as_str().map(str::to_owned));
        }
        theirs
    }

    /// What is different, where anything is.
    fn against(&self, theirs: &Self) -> Option<&'static str> {
        let far = |a: [f64; 4], b: [f64; 4]| a.iter().zip(b).any(|(a, b)| (a - b).abs() > 1e-9);
        let system = |name: &String| SYSTEMS.iter().find(|(ogr, _)| ogr == name).map(|(_, own)| (*own).to_owned());
        if self.features != theirs.features {
            Some("features")
        } else if self.types != theirs.types {
            Some("types")
        } else if self.extent.is_some() != theirs.extent.is_some()
            || self.extent.zip(theirs.extent).is_some_and(|(a, b)| far(a, b))
        {
            Some("extent")
        } else if (self.m2 - theirs.m2).abs() > 1e-9 * theirs.m2.abs() + 1e-3 {
            Some("area")
        } else if !theirs.systems.iter().all(|name| system(name).is_some_and(|own| self.systems.contains(&own))) {
            Some("system")
        } else {
            None
        }
    }
}

/// Every data file in the packages that are there.
fn files() -> Vec<String> {
    let all = if repository(FILES).is_dir() { files_below(FILES, "") } else { Vec::new() };
    let is_data = |path: &String| {
        let lower = path.to_ascii_lowercase();
        ENDINGS.iter().any(|ending| lower.ends_with(ending)) && !lower.ends_with("/package.json")
    };
    all.into_iter().filter(is_data).map(|path| path[FILES.len() + 1..].to_owned()).collect()
}

/// Files that OGR reads otherwise or not at all, with what is right for ours and why; and such as are refused, in which words.
#[test]
fn files_of_other_makers_are_as_ogr_has_them() {
    let packages = text_of("tests/others/packages.txt");
    for package in packages.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split(' ').nth(1)) {
        if !repository(FILES).join(package).join(".whole").is_file() {
            skipped(&format!("the files of {package} are not here"));
        }
    }
    let (figures, ours) = (json_of("tests/others/figures.json"), json_of("tests/others/differences.json"));
    let mut wrong = Vec::new();
    for path in files() {
        let opened = open(&repository(FILES).join(&path), &OpenOptions::default());
        let found = match &opened {
            Ok(project) => format!("{:?}", Figures::of(project)),
            Err(error) => format!("refused: {}", error.message(Lang::En)),
        };
        let theirs = figures.get(&path).filter(|said| said.is_array());
        let is_right = match (ours.get(&path), &opened) {
            (Some(own), Err(error)) => {
                own["refused"].as_str().is_some_and(|words| error.message(Lang::En).contains(words))
            }
            (Some(own), Ok(project)) => {
                own["layers"].is_array() && Figures::of(project).against(&Figures::said(&own["layers"])).is_none()
            }
            (None, Ok(project)) => {
                theirs.is_some_and(|said| Figures::of(project).against(&Figures::said(said)).is_none())
            }
            // A table without positions is none of ours, and OGR has no geometry for it either.
            (None, Err(error)) => {
                let is_table = theirs.is_some_and(|said| Figures::said(said).types.is_empty());
                is_table && error.message(Lang::En).contains("expected a column with WKT")
            }
        };
        if !is_right {
            let theirs = theirs.map(Figures::said);
            let what = opened.ok().zip(theirs.as_ref()).and_then(|(own, said)| Figures::of(&own).against(said));
            wrong.push(format!("{path}: {}\n   ours {found}\n   OGR  {theirs:?}", what.unwrap_or_default()));
        }
    }
    assert!(wrong.is_empty(), "{} files:\n{}", wrong.len(), wrong.join("\n"));
}

/// Python with OGR: that of the system, or the one that was fetched.
fn python() -> Option<String> {
    let fetched = repository("target/others/python/bin/python3").display().to_string();
    let has_ogr = |python: &String| {
        let asked = Command::new(python).args(["-c", "import pyogrio, pyproj, shapely"]).output();
        asked.is_ok_and(|answer| answer.status.success())
    };
    [fetched, "python3".to_owned()].into_iter().find(has_ogr)
}

const WRITTEN: &str = r#"{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"name": "碼頭", "km2": 0.8529, "code": "0102", "n": 3}, "geometry": {"type": "Polygon", "coordinates": [
  [[113.48, 23.07], [113.49, 23.07], [113.49, 23.08], [113.48, 23.08], [113.48, 23.07]],
  [[113.483, 23.073], [113.483, 23.077], [113.487, 23.077], [113.487, 23.073], [113.483, 23.073]]]}},
 {"type": "Feature", "properties": {"name": "島 \"two\", and <one>", "km2": null, "code": "7", "n": -12}, "geometry": {"type": "MultiPolygon", "coordinates": [
  [[[113.5, 23.07], [113.51, 23.07], [113.51, 23.08], [113.5, 23.07]]],
  [[[113.52, 23.07], [113.53, 23.07], [113.53, 23.08], [113.52, 23.07]]]]}}]}"#;

#[test]
fn ogr_reads_what_is_written() {
    let Some(python) = python() else {
        skipped("OGR for Python is not here, so nothing that is written is read by it");
        return;
    };
    let folder = TempDir::new().expect("a folder");
    let original = folder.path().join("original.geojson");
    fs::write(&original, WRITTEN).expect("a file");
    for (name, system, not_kept) in [
        ("b.geojson", "EPSG:4326", &[][..]),
        ("b.geojsonl", "EPSG:4326", &[]),
        ("b.gpkg", "EPSG:4326", &[]),
        ("c.gpkg", "EPSG:4547", &[]),
        ("d.gpkg", "EPSG:4526", &[]),
        ("b.fgb", "EPSG:4490", &[]),
        ("c.fgb", "EPSG:32649", &[]),
        ("b.shp", "EPSG:4326", &[]),
        ("c.shp", "EPSG:4526", &[]),
        ("d.shp.zip", "EPSG:4547", &[]),
        ("b.kml", "EPSG:4326", &[]),
        // Neither says which system it is in, and an outline has no hole.
        ("b.csv", "EPSG:4326", &["system"]),
    ] {
        let path = folder.path().join(name);
        let done =
            zonemap(["convert".as_ref(), original.as_os_str(), path.as_os_str(), "--to".as_ref(), system.as_ref()]);
        assert_eq!(done.code, 0, "{name}: {}", done.err);
        let mut read = Command::new(&python);
        read.arg(repository("tests/others/read_back.py")).arg(&original).arg(&path).arg(system).args(not_kept);
        let answer = said(&mut read);
        assert_eq!(answer, "", "{name} in {system}");
    }
}

fn said(command: &mut Command) -> String {
    let answer = command.output().expect("Python starts");
    String::from_utf8_lossy(&answer.stdout).into_owned() + &String::from_utf8_lossy(&answer.stderr)
}

/// The data files that are there are those that figures are known of.
#[test]
fn figures_are_known_of_every_file_of_other_makers() {
    let figures = json_of("tests/others/figures.json");
    let unknown: Vec<String> = files().into_iter().filter(|path| figures.get(path).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    let is_figure = |path: &str| figures.get(path).is_some();
    let ours = json_of("tests/others/differences.json");
    let gone: Vec<&String> = ours.as_object().expect("an object").keys().filter(|path| !is_figure(path)).collect();
    assert!(gone.is_empty(), "{gone:?}");
}
