//! Positions from a CSV file: columns `lon` and `lat`, or the first two.
//! Must not know what is asked about them.

use std::path::Path;

use crate::formats::{OpenError, Problem, read_text};
use crate::geometry::LonLat;
use crate::project::SourcePosition;

const LON: [&str; 4] = ["lon", "lng", "longitude", "x"];
const LAT: [&str; 3] = ["lat", "latitude", "y"];

/// The positions of a file, in order. A first row that names its columns is a heading.
pub(super) fn read(path: &Path) -> Result<Vec<LonLat>, OpenError> {
    let text = read_text(path)?;
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut columns = (0, 1);
    let mut positions = Vec::new();
    for (at, row) in rows.records().enumerate() {
        let row =
            row.map_err(|error| problem(path, line(&text, error.position()), Problem::Syntax(error.to_string())))?;
        if at == 0
            && let Some(named) = heading(&row)
        {
            columns = named;
            continue;
        }
        let number = |column: usize| row.get(column)?.trim().parse::<f64>().ok();
        let position = number(columns.0).zip(number(columns.1)).and_then(|(lon, lat)| LonLat::new(lon, lat).ok());
        positions.push(position.ok_or_else(|| {
            let found = row.iter().collect::<Vec<_>>().join(",");
            problem(path, line(&text, row.position()), Problem::Expected { what: "expected.lonlat", found })
        })?);
    }
    Ok(positions)
}

/// The line of a row, from 1. Its position is that of the blank lines before it.
fn line(text: &str, position: Option<&csv::Position>) -> usize {
    let from = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    let blank = text[from..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    SourcePosition::at(text, from + blank).line
}

fn heading(row: &csv::StringRecord) -> Option<(usize, usize)> {
    let names: Vec<String> = row.iter().map(|name| name.trim().to_lowercase()).collect();
    let column = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    Some((column(&LON)?, column(&LAT)?))
}

fn problem(path: &Path, line: usize, problem: Problem) -> OpenError {
    let place = Some(SourcePosition { line, column: 1 }.into());
    OpenError { path: path.to_string_lossy().into_owned(), place, problem }
}
