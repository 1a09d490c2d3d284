//! Tables of text (RFC 4180, and with tabs or semicolons), whose rows have a geometry in WKT, or a position in two columns.
//! Must not know other columns but by name.

use csv::{ReaderBuilder, StringRecord};
use geojson::JsonObject;

use super::encoding::{decoded, shown_by, text_of, wide};
use super::gather::{Gather, Part, expected_at, problem_at, value_of};
use super::{Collection, OpenError, Problem, Source, wkt};
use crate::crs::{CoordinateFrame, Crs};
use crate::project::{Provenance, SourcePosition};

/// Columns with geometries, in small letters.
const GEOMETRY: [&str; 8] = ["wkt", "geom", "geometry", "the_geom", "wkt_geom", "geometry_wkt", "shape_wkt", "幾何"];
/// Columns with the system of their row, in small letters.
const SYSTEM: [&str; 2] = ["crs", "srid"];
/// Pairs of columns with positions: the one to the east first; the first of them say that they are degrees.
const DEGREES: usize = 6;
const POSITIONS: [(&str, &str); 18] = [
    ("lon", "lat"),
    ("lng", "lat"),
    ("long", "lat"),
    ("longitude", "latitude"),
    ("經度", "緯度"),
    ("经度", "纬度"),
    ("x", "y"),
    ("x_coord", "y_coord"),
    ("coord_x", "coord_y"),
    ("point_x", "point_y"),
    ("x_centroid", "y_centroid"),
    ("easting", "northing"),
    ("east", "north"),
    ("e", "n"),
    ("東", "北"),
    ("东", "北"),
    ("橫坐標", "縱坐標"),
    ("横坐标", "纵坐标"),
];
/// Bytes looked at to see whether a file is a table with a geometry.
const HEAD: usize = 16 << 10;

/// Where the geometry of a row stands.
pub(super) enum Where {
    Geometry(usize),
    /// And whether the names of the columns say that these are longitude and latitude.
    Position(usize, usize, bool),
}

/// Whether a file is a table with a geometry, as far as its first line shows.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let mut head = &bytes[..bytes.len().min(HEAD)];
    let text;
    if let Some(wide) = wide(head) {
        text = decoded(&head[2..], wide).text;
        head = text.as_bytes();
    }
    let end = head.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
    // A line that goes on behind what is looked at could be cut within a word, and what begins so is no name of a column.
    let is_other = head.trim_ascii_start().first().is_none_or(|first| matches!(first, b'{' | b'[' | b'<'));
    let Some(line) = end.or((bytes.len() <= HEAD).then_some(head.len())).filter(|_| !is_other).map(|end| &head[..end])
    else {
        return false;
    };
    let Some(delimiter) = delimiter(line) else { return false };
    let text = decoded(line, shown_by(line)).text;
    let names: Vec<&str> = text.split(char::from(delimiter)).map(|name| name.trim().trim_matches('"')).collect();
    find(&names).is_some()
}

/// Whether a column of that name, in small letters, says where features lie, and is none of their properties.
pub(super) fn is_own(name: &str) -> bool {
    GEOMETRY.contains(&name) || SYSTEM.contains(&name)
}

/// The column with the system of each row, and the one that all name; none where a cell holds anything else, or two differ.
fn system(names: &[&str], rows: &[StringRecord]) -> Option<(usize, Crs)> {
    let column = names.iter().position(|name| SYSTEM.contains(&name.to_lowercase().as_str()))?;
    let is_number = |cell: &str| cell.bytes().all(|byte| byte.is_ascii_digit());
    let mut found: Option<(&str, Crs)> = None;
    for row in rows {
        // What looks like a formula has an apostrophe before it.
        let cell = row.get(column)?.trim().trim_start_matches('\'');
        if cell.is_empty() || found.is_some_and(|(known, _)| known == cell) {
            continue;
        }
        let crs = if is_number(cell) { Crs::from_name(&format!("EPSG:{cell}")) } else { Crs::from_name(cell) }?;
        if found.is_some_and(|(_, known)| known != crs) {
            return None;
        }
        found = Some((cell, crs));
    }
    found.map(|(_, crs)| (column, crs))
}

/// Reads the rows.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    let path = source.name().to_owned();
    let (text, encoding, told) = text_of(source)?;
    let mut reader = ReaderBuilder::new();
    let first = text.lines().next().unwrap_or_default();
    reader.delimiter(delimiter(first.as_bytes()).unwrap_or(b',')).flexible(true);
    let mut reader = reader.from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| broken(&path, &text, &error))?.clone();
    let names: Vec<&str> = header.iter().map(str::trim).collect();
    let Some(place) = find(&names) else {
        return Err(expected_at(&path, None, "expected.table-columns", names.join(", ")));
    };
    let rows: Vec<StringRecord> =
        reader.records().collect::<Result<_, _>>().map_err(|error| broken(&path, &text, &error))?;
    let offsets: Vec<usize> = rows.iter().map(|row| begin(&text, row.position())).collect();
    let said = system(&names, &rows);
    let from = if said.is_some() { "crs-from.column" } else { "crs-from.nothing" };
    let mut gather = Gather::new(frame, said.map(|(_, crs)| crs), from);
    for (row, at) in rows.iter().zip(SourcePosition::of_each(&text, &offsets)) {
        let at = Provenance::Text(at);
        if row.len() != names.len() {
            let found = format!("{} / {}", row.len(), names.len());
            return Err(expected_at(&path, at, "expected.cells", found));
        }
        let parts = place.parts(|at| row.get(at).unwrap_or_default(), &mut gather);
        let parts = parts.map_err(|problem| problem_at(&path, at, problem))?;
        gather.feature(None, place.properties(&names, row, said.map(|(at, _)| at)), &parts, at);
    }
    gather.read_in(encoding);
    if let Some(key) = told {
        gather.warn(key, gather.len());
    }
    gather.warn_unsaid(!place.says_degrees());
    Ok(vec![gather.finish()])
}

impl Where {
    /// The geometry of a row: that of its cell, or a point at its two numbers; none where these are empty.
    pub(super) fn parts<T: AsRef<str>>(
        &self,
        cell: impl Fn(usize) -> T,
        gather: &mut Gather,
    ) -> Result<Vec<Part>, Problem> {
        let (east, north) = match *self {
            Self::Geometry(at) => return wkt::parts(cell(at).as_ref().trim(), gather),
            Self::Position(east, north, _) => (cell(east), cell(north)),
        };
        let (east, north) = (east.as_ref().trim(), north.as_ref().trim());
        if east.is_empty() && north.is_empty() {
            return Ok(Vec::new());
        }
        let number = |text: &str| {
            let found = || Problem::Expected { what: "expected.number", found: text.to_owned() };
            text.parse::<f64>().map_err(|_no_number| found())
        };
        let path = gather.path([([number(east)?, number(north)?], None)])?;
        Ok(vec![Part::Points(path)])
    }

    /// Whether a column holds geometries.
    pub(super) fn is_geometry(&self, at: usize) -> bool {
        matches!(self, Self::Geometry(own) if *own == at)
    }

    /// Whether the names of the columns say that positions are longitude and latitude.
    pub(super) fn says_degrees(&self) -> bool {
        matches!(self, Self::Position(_, _, true))
    }

    /// All cells but the geometry and the system.
    fn properties(&self, names: &[&str], row: &StringRecord, system: Option<usize>) -> JsonObject {
        let cells = names.iter().zip(row).enumerate().filter(|(at, _)| !self.is_geometry(*at) && system != Some(*at));
        cells
            .map(|(_, (name, cell))| {
                ((*name).to_owned(), if cell.is_empty() { serde_json::Value::Null } else { value_of(cell) })
            })
            .collect()
    }
}

/// Where a geometry stands in rows with columns of these names.
pub(super) fn find(names: &[&str]) -> Option<Where> {
    let lower: Vec<String> =
        names.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_lowercase()).collect();
    let at = |wanted: &str| lower.iter().position(|name| name == wanted);
    let geometry = GEOMETRY.iter().find_map(|name| at(name)).map(Where::Geometry);
    let positions = || {
        let of = |(number, (east, north)): (usize, &(&str, &str))| {
            Some(Where::Position(at(east)?, at(north)?, number < DEGREES))
        };
        POSITIONS.iter().enumerate().find_map(of)
    };
    geometry.or_else(positions)
}

/// What parts the cells of a line: the sign there is most of.
fn delimiter(line: &[u8]) -> Option<u8> {
    let count = |sign: u8| memchr::memchr_iter(sign, line).count();
    let most = [b',', b'\t', b';'].into_iter().rev().max_by_key(|sign| count(*sign));
    most.filter(|sign| count(*sign) > 0 || !line.is_empty())
}

/// Where a row begins: behind the rest of the end of the line before it, and behind blank lines, which the parser has before it.
fn begin(text: &str, position: Option<&csv::Position>) -> usize {
    let at = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

/// What the parser says of a text.
fn broken(path: &str, text: &str, error: &csv::Error) -> OpenError {
    let place = error.position().map(|at| Provenance::Text(SourcePosition::at(text, begin(text, Some(at)))));
    problem_at(path, place, Problem::Unreadable(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{HEAD, begins};

    #[test]
    fn a_table_is_known_by_the_names_of_its_columns() {
        for (text, expected) in [
            ("id,wkt\n1,POINT(1 2)\n", true),
            ("lon;lat", true),
            ("\"LON\"\t\"LAT\"\r\n", true),
            ("經度,緯度,name\n", true),
            ("id,name\n", false),
            ("", false),
            ("{\"lon\",\"lat\"", false),
            ("[lon,lat]", false),
        ] {
            assert_eq!(begins(text.as_bytes()), expected, "{text}");
        }
    }

    /// Whatever of a text on one line is looked at, a member of it that is cut off there is no column.
    #[test]
    fn json_on_one_line_is_no_table_wherever_it_is_cut() {
        for length in HEAD - 40..HEAD + 40 {
            let mut text = "{\"a\":1,".to_owned();
            text.push_str(&" ".repeat(length - text.len() - 12));
            text.push_str(",\"geometry\":null,\"wkt\":1}");
            assert!(!begins(text.as_bytes()), "{length}");
            assert!(!begins(&text.as_bytes()[1..]), "{length}");
        }
    }
}
