//! Workbooks of `Office Open XML` (ECMA-376, `.xlsx`): a layer for each sheet that is a table with a geometry or a position in each row.
//! Must not compute formulas: the values that stand beside them are read. The crate for it makes room for whatever a cell's name says.

mod cells;
mod parts;

use geojson::JsonObject;
use serde_json::Value;

use self::cells::letters;
use self::parts::Workbook;
use super::gather::{Gather, expected_at, problem_at};
use super::table::{Where, find};
use super::xml::{Document, Element, Met};
use super::{Collection, OpenError, Source};
use crate::crs::CoordinateFrame;
use crate::project::Provenance;

/// What the first file of a workbook is called, as programs pack them.
const FIRST: [&[u8]; 4] = [b"[Content_Types].xml", b"_rels/", b"xl/", b"docProps/"];
/// The names of columns are looked for in so many rows that say anything, below which are titles and notes.
const HEAD: usize = 20;

/// Whether a file is one, as far as its beginning shows.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let name = bytes.get(30..).unwrap_or_default();
    bytes.starts_with(b"PK\x03\x04") && FIRST.iter().any(|first| name.starts_with(first))
}

/// Reads every sheet that is a table with positions.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    let path = source.name().to_owned();
    let workbook = Workbook::of(source.bytes()?, &path)?;
    let (mut all, mut seen) = (Vec::new(), None);
    for (name, text) in &workbook.sheets {
        let sheet = Sheet { path: format!("{path}/{name}"), name, workbook: &workbook };
        match sheet.read(text, frame)? {
            Ok(gather) => all.push(gather),
            Err(names) => seen = seen.or(names),
        }
    }
    if all.is_empty() {
        let found = seen
            .unwrap_or_else(|| workbook.sheets.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", "));
        return Err(expected_at(&path, None, "expected.table-columns", found));
    }
    let unread = workbook.sheets.len() - all.len();
    if let Some(first) = all.first_mut() {
        first.warn("warning.unread-sheets", unread);
    }
    Ok(all.into_iter().map(Gather::finish).collect())
}

/// A sheet to be read.
struct Sheet<'a> {
    path: String,
    name: &'a str,
    workbook: &'a Workbook,
}

/// The columns of a table.
struct Columns {
    names: Vec<String>,
    place: Where,
}

/// The cells of a row that say anything, with the numbers of their columns.
type Row = Vec<(usize, Value)>;

impl Sheet<'_> {
    /// The rows of the sheet; what its first row says where it has no columns with positions.
    fn read(&self, text: &str, frame: &CoordinateFrame) -> Result<Result<Gather, Option<String>>, OpenError> {
        let mut document = Document::new(text, &self.path);
        let mut gather = Gather::new(frame, None, "crs-from.nothing").named(Some(self.name.to_owned()));
        let (mut columns, mut seen, mut first, mut number): (Option<Columns>, _, _, _) = (None, 0, None, 0);
        loop {
            let element = match document.next(|name| ["worksheet", "sheetData"].contains(&name))? {
                Met::Whole(element) if element.name == "row" => element,
                Met::End => break,
                Met::Whole(_) | Met::Open(_) | Met::Close => continue,
            };
            number = element.attribute("r").and_then(|number| number.parse().ok()).unwrap_or(number + 1_usize);
            let row = self.row(&element);
            if row.is_empty() {
                continue;
            }
            if let Some(columns) = &columns {
                let at = Provenance::Record(number.saturating_sub(1));
                let cell = |column: usize| {
                    row.iter().find(|(at, _)| *at == column).map_or(String::new(), |(_, value)| shown(value))
                };
                gather.warn("warning.formulas-unread", formulas_unread(&element));
                let parts = columns.place.parts(cell, &mut gather);
                let parts = parts.map_err(|problem| problem_at(&self.path, at, problem))?;
                gather.feature(None, columns.properties(row), &parts, at);
                continue;
            }
            seen += 1;
            columns = Columns::of(&row);
            first = first.or_else(|| Some(row.iter().map(|(_, value)| shown(value)).collect::<Vec<_>>().join(", ")));
            if columns.is_none() && seen == HEAD {
                break;
            }
        }
        let Some(columns) = columns else { return Ok(Err(first)) };
        gather.warn_unsaid(!columns.place.says_degrees());
        Ok(Ok(gather))
    }

    fn row(&self, element: &Element) -> Row {
        let mut next = 0;
        let mut cells = Vec::new();
        for cell in element.children("c") {
            let at = cell.attribute("r").and_then(cells::column).unwrap_or(next);
            next = at + 1;
            let value = cells::value(cell, &self.workbook.texts, &self.workbook.styles);
            cells.extend(value.map(|value| (at, value)));
        }
        cells
    }
}

impl Columns {
    /// The columns that a row names, if some of them hold positions.
    fn of(row: &Row) -> Option<Self> {
        let width = row.iter().map(|(at, _)| at + 1).max()?;
        let mut names = vec![String::new(); width];
        for (at, value) in row {
            shown(value).trim().clone_into(&mut names[*at]);
        }
        let place = find(&names.iter().map(String::as_str).collect::<Vec<_>>())?;
        Some(Self { names, place })
    }

    /// All cells of a row but its geometry; those without a name go by their letters.
    fn properties(&self, row: Row) -> JsonObject {
        let is_kept = |at: usize| !self.place.is_geometry(at);
        let named = self.names.iter().enumerate().filter(|(at, name)| is_kept(*at) && !name.is_empty());
        let mut properties: JsonObject = named.map(|(_, name)| (name.clone(), Value::Null)).collect();
        for (at, value) in row.into_iter().filter(|(at, _)| is_kept(*at)) {
            let name = self.names.get(at).filter(|name| !name.is_empty()).cloned();
            properties.insert(name.unwrap_or_else(|| letters(at)), value);
        }
        properties
    }
}

/// How many cells of a row hold formulas of which no program has stored what they come to.
fn formulas_unread(row: &Element) -> usize {
    let is_bare = |cell: &&Element| cell.child("f").is_some() && cell.text_of("v").is_none_or(str::is_empty);
    row.children("c").filter(is_bare).count()
}

/// A value as it stands in its cell.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}
