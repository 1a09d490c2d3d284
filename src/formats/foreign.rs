//! Files of formats that are not read, known by how they begin, so that a refusal can say what they are and what to do.
//! Must not read them.

use std::path::Path;

/// A format that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// What it is: a key of the locale files, below `foreign`.
    pub name: &'static str,
    /// What to do: a key of the locale files, below `foreign-advice`.
    pub advice: &'static str,
}

const fn convert(name: &'static str) -> Foreign {
    Foreign { name, advice: "convert" }
}

/// What bytes begin with.
const MAGIC: &[(&[u8], Foreign)] = &[
    (b"PAR1", convert("parquet")),
    (b"AutoCAD Binary DXF", convert("dxf")),
    (b"AC10", convert("dwg")),
    (b"%PDF", Foreign { name: "pdf", advice: "digitise" }),
    (b"\x89PNG", Foreign { name: "image", advice: "digitise" }),
    (&[0xff, 0xd8, 0xff], Foreign { name: "image", advice: "digitise" }),
    (b"II*\0", Foreign { name: "image", advice: "digitise" }),
    (b"MM\0*", Foreign { name: "image", advice: "digitise" }),
    (&[0xd0, 0xcf, 0x11, 0xe0], Foreign { name: "spreadsheet", advice: "table" }),
];

/// What a text begins with, whatever the case, behind spaces.
const WORDS: &[(&str, Foreign)] =
    &[("!table", convert("mapinfo")), ("version 300", convert("mapinfo")), ("version   300", convert("mapinfo"))];

/// What names an XML document near its beginning.
const ELEMENTS: &[(&str, Foreign)] = &[
    ("<gpx", convert("gpx")),
    ("<osm", convert("osm")),
    ("<!doctype html", Foreign { name: "html", advice: "download" }),
    ("<html", Foreign { name: "html", advice: "download" }),
];

/// The endings of files that lie beside another that holds the geometry.
const BESIDE: [&str; 4] = ["dbf", "shx", "prj", "cpg"];

/// So much of a text is looked at.
const HEAD: usize = 4096;

/// What a file is, by its name and how it begins; none for what could be one of ours.
pub(super) fn foreign(path: &Path, bytes: &[u8]) -> Option<Foreign> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    if BESIDE.contains(&ending.as_str()) {
        return Some(Foreign { name: "shapefile", advice: "open-shp" });
    }
    if let Some((_, found)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*found);
    }
    // A text that is cut off within a character is UTF-8 up to there.
    let is_other = std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_some());
    if is_other && is_chinese(bytes) {
        return Some(Foreign { name: "gbk", advice: "utf8" });
    }
    of_text(&String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase())
}

/// A folder that is a database, by its name.
pub(super) fn foreign_folder(path: &Path) -> Option<Foreign> {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gdb")).then_some(convert("geodatabase"))
}

/// What a text is, by its beginning in lower case.
fn of_text(head: &str) -> Option<Foreign> {
    // Also behind what a text of a sequence begins with.
    let head = head.trim_start_matches(['\u{feff}', '\u{1e}']).trim_start();
    if head.starts_with('{') || head.starts_with('[') {
        return of_json(head);
    }
    if head.starts_with('<') {
        let found = ELEMENTS.iter().find(|(element, _)| head.contains(element)).map(|(_, found)| *found);
        return found.or(Some(convert("xml")));
    }
    if let Some((_, found)) = WORDS.iter().find(|(word, _)| head.starts_with(word)) {
        return Some(*found);
    }
    let mut lines = head.lines().map(str::trim);
    let (first, second) = (lines.next()?, lines.next().unwrap_or_default());
    let columns = |line: &str| line.split([',', ';', '\t']).count();
    (columns(first) > 1 && columns(first) == columns(second)).then_some(Foreign { name: "csv", advice: "table" })
}

/// JSON of another kind than GeoJSON.
fn of_json(head: &str) -> Option<Foreign> {
    let plain: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    let is_esri = plain.contains("esrigeometry") || (plain.contains(r#""rings":["#) && plain.contains("wkid"));
    is_esri.then_some(convert("esri-json"))
}

/// Whether bytes could be Chinese text as older systems write it: pairs whose first byte has its highest bit set.
fn is_chinese(bytes: &[u8]) -> bool {
    let (mut at, mut pairs) = (0, 0);
    while let Some(&lead) = bytes.get(at) {
        match (lead, bytes.get(at + 1)) {
            (..=0x7f, _) => {
                // Text has no control characters but those that end lines.
                if lead < 0x20 && !matches!(lead, b'\t' | b'\n' | b'\r') {
                    return false;
                }
                at += 1;
            }
            (0x81..=0xfe, Some(0x40..=0x7e | 0x80..=0xfe)) => (at, pairs) = (at + 2, pairs + 1),
            (_, _) => return false,
        }
    }
    pairs > 0
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::foreign;

    #[test]
    fn a_file_of_another_format_is_known_by_how_it_begins() {
        for (name, bytes, expected) in [
            ("a.dbf", &b"\x03"[..], Some("shapefile")),
            ("a.json", br#"{"displayFieldName": "", "geometryType": "esriGeometryPolygon"}"#, Some("esri-json")),
            ("a.json", br#"{"rings": [[[0, 0]]], "spatialReference": {"wkid": 4326}}"#, Some("esri-json")),
            ("a.csv", b"id,lon,lat\n1,113.5,23\n", Some("csv")),
            ("a.geojson", b"<!DOCTYPE html><title>404</title>", Some("html")),
            // The two characters of "zone" in GBK.
            ("a.geojson", b"{\"name\": \"\xc7\xf8\xd3\xf2\"}", Some("gbk")),
            ("a.geojson", b"{\"a\":\"\xc3\x28\"}", None),
            ("a.geojson", br#"{"type": "FeatureCollection", "features": []}"#, None),
            ("a.geojsons", b"\x1e{\"a\":1,\"b\":2}\n\x1e{\"a\":1,\"b\":2}\n", None),
            ("a.geojson", b"", None),
            ("a.geojson", b"text", None),
        ] {
            assert_eq!(foreign(Path::new(name), bytes).map(|found| found.name), expected, "{name} {bytes:?}");
        }
    }
}
