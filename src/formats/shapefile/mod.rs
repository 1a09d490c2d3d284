//! Shapefiles (Esri 1998, Shapefile Technical Description): the geometry, with attributes, system and encoding from the files beside it.
//! Must not know projects.

mod dbf;
mod memo;
mod shp;

use std::borrow::Cow;

use geojson::JsonObject;

use self::dbf::Table;
use self::memo::Memos;
use super::gather::{Gather, expected_at, problem_at};
use super::{Collection, OpenError, Problem, Source};
use crate::crs::{CoordinateFrame, Crs};
use crate::project::Provenance;

/// What a main file and its index begin with.
pub(super) const MAGIC: [u8; 4] = [0x00, 0x00, 0x27, 0x0a];

/// The endings of the files that belong to one: rows, system, encoding, and indexes that are not needed.
pub(super) const BESIDE: &[&str] = &["dbf", "dbt", "fpt", "prj", "cpg", "shx", "sbn", "sbx", "qix", "shp.xml"];

/// Whether a file is one with geometry, as far as its beginning shows.
pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// Reads the shapes with their rows.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    let path = source.name().to_owned();
    let (own, from) = system(source, frame, &path)?;
    let table = table(source, &path)?;
    let mut gather = Gather::new(frame, own, from);
    let mut shapes = shp::Shapes::of(source.bytes()?, &path)?;
    let mut rows = table.as_ref().map(Table::rows);
    for (number, shape) in shapes.by_ref().enumerate() {
        let place = Provenance::Record(number);
        let parts = shape?.parts(&mut gather).map_err(|problem| problem_at(&path, place, problem))?;
        let row = match rows.as_mut().map(Iterator::next) {
            Some(Some(row)) => row,
            Some(None) => {
                let rows = table.as_ref().map_or(0, Table::len);
                return Err(expected_at(&path, place, "expected.rows", rows.to_string()));
            }
            None => Some(JsonObject::new()),
        };
        match row {
            Some(properties) => gather.feature(None, properties, &parts, place),
            None => gather.warn("warning.deleted-rows", 1),
        }
    }
    if let Some(table) = &table {
        gather.read_in(table.encoding());
    }
    match &table {
        None => gather.warn("warning.no-table", gather.len()),
        Some(table) => table.warnings().for_each(|(key, count)| gather.warn(key, count)),
    }
    gather.warn("warning.no-record", shapes.odd_bytes);
    gather.warn_unsaid(true);
    Ok(vec![gather.finish()])
}

/// The system that the file beside names, and who says so.
fn system(
    source: &mut dyn Source,
    frame: &CoordinateFrame,
    path: &str,
) -> Result<(Option<Crs>, &'static str), OpenError> {
    let Some(bytes) = beside(source, "prj")? else { return Ok((None, "crs-from.nothing")) };
    let text = String::from_utf8_lossy(&bytes);
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\0').is_empty() {
        return Ok((None, "crs-from.nothing"));
    }
    match Crs::from_wkt(&text) {
        Ok(crs) => Ok((Some(crs), "crs-from.prj")),
        Err(_) if frame.crs.is_some() => Ok((None, "crs-from.prj")),
        Err(found) => Err(problem_at(path, None, Problem::UnknownCrs { found })),
    }
}

/// The rows of the file beside.
fn table(source: &mut dyn Source, path: &str) -> Result<Option<Table>, OpenError> {
    let Some(bytes) = beside(source, "dbf")? else { return Ok(None) };
    let is_users = source.encoding().is_some();
    let said = match source.encoding() {
        Some(encoding) => Some(encoding.to_owned()),
        None => beside(source, "cpg")?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    };
    let file = path.rsplit_once('.').map_or_else(|| path.to_owned(), |(stem, _)| format!("{stem}.dbf"));
    let memos = match beside(source, "fpt")? {
        Some(bytes) => Some(Memos::of(bytes, true)),
        None => beside(source, "dbt")?.map(|bytes| Memos::of(bytes, false)),
    };
    Table::of(bytes, memos, said.as_deref(), is_users, &file).map(Some)
}

/// The file beside with an ending in small letters or in capitals.
fn beside(source: &mut dyn Source, ending: &str) -> Result<Option<Cow<'static, [u8]>>, OpenError> {
    match source.sibling(ending)? {
        Some(bytes) => Ok(Some(bytes)),
        None => source.sibling(&ending.to_ascii_uppercase()),
    }
}
