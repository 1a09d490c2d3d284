//! `GeoPackage` (OGC 12-128r19): a layer for each table of features, in the system that the database says.
//! Must not write anything, nor wait for another program.

mod database;
mod wal;

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use geojson::JsonObject;
use rusqlite::Row;
use rusqlite::types::ValueRef;
use serde_json::Value;

use self::database::{Database, cell, quoted, text};
use super::described::agreed;
use super::gather::{Gather, Part, expected_at, problem_at, value_of};
use super::{Collection, OpenError, Problem, Source, packed, source, wkb};
use crate::crs::{CoordinateFrame, Crs};
use crate::project::Provenance;

/// What a database begins with.
pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";
/// What follows the ending of a database at the files that belong to it: its log, the index of that, and its journal.
const LOG: &str = "-wal";
const JOURNAL: &str = "-journal";
/// The endings of the files that belong to one.
pub(super) const BESIDE: &[&str] = &["gpkg-wal", "gpkg-shm", "gpkg-journal"];
/// What a journal begins with that has something to undo.
const HOT: &[u8] = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7";

/// The tables of features, each with its geometry and system.
const LAYERS: &str = "SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_geometry_columns g \
    JOIN gpkg_contents c ON lower(c.table_name) = lower(g.table_name) WHERE c.data_type = 'features' ORDER BY c.rowid";

/// Whether a file is a database.
pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Reads every table of features.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    let path = source.name().to_owned();
    // The crate panics where the database hands it what cannot be.
    let read = catch_unwind(AssertUnwindSafe(|| tables(source, frame, &path)));
    read.unwrap_or_else(|_panic| Err(problem_at(&path, None, Problem::Unreadable("SQLite".to_owned()))))
}

fn tables(source: &mut dyn Source, frame: &CoordinateFrame, path: &str) -> Result<Vec<Collection>, OpenError> {
    let at_file = |problem| problem_at(path, None, problem);
    let mut database = opened(source, path)?;
    let names = database.texts("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')").map_err(at_file)?;
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    let shown = || names.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    if !has("gpkg_contents") || !has("gpkg_geometry_columns") {
        return Err(expected_at(path, None, "expected.geopackage", shown()));
    }
    let layers = layers(&mut database).map_err(at_file)?;
    let of_others = "SELECT table_name FROM gpkg_contents WHERE data_type <> 'features'";
    let others = database.texts(of_others).map_err(at_file)?;
    if layers.is_empty() {
        return Err(expected_at(path, None, "expected.geopackage", others.join(", ")));
    }
    let mut all = Vec::new();
    for layer in &layers {
        let name = format!("{path}/{}", layer.table);
        all.push(layer.read(&mut database, frame, &name)?);
    }
    if let Some(first) = all.first_mut() {
        first.warn("warning.unread-tables", others.len());
    }
    Ok(all.into_iter().map(Gather::finish).collect())
}

/// The database with what other programs have committed to it and not yet put into it.
fn opened(source: &mut dyn Source, path: &str) -> Result<Database, OpenError> {
    let ending = packed::without_ending(path).rsplit_once('.').map_or("", |(_, ending)| ending).to_owned();
    let log = source.sibling(&format!("{ending}{LOG}"))?.unwrap_or_default();
    let journal = source.sibling(&format!("{ending}{JOURNAL}"))?.unwrap_or_default();
    if journal.starts_with(HOT) {
        return Err(expected_at(path, None, "expected.no-journal", format!("{ending}{JOURNAL}")));
    }
    let bytes = source.bytes()?;
    let most = (bytes.len() + log.len()).saturating_mul(2).min(usize::try_from(source::LIMIT).unwrap_or(usize::MAX));
    let whole = match wal::applied(bytes, &log, most) {
        Some((whole, pages)) => {
            log::info!("{path}: {pages} pages from the write-ahead log beside it");
            Cow::Owned(whole)
        }
        None => Cow::Borrowed(bytes),
    };
    drop(log);
    Database::of(&whole).map_err(|problem| problem_at(path, None, problem))
}

/// A table of features.
struct Layer {
    table: String,
    geometry: String,
    system: i64,
}

/// A column of a table.
struct Column {
    name: String,
    is_truth: bool,
    has_blobs: bool,
}

fn layers(database: &mut Database) -> Result<Vec<Layer>, Problem> {
    let mut all = Vec::new();
    database.each(LAYERS, None, |row| {
        let system = match cell(row, 2)? {
            ValueRef::Integer(system) => system,
            ValueRef::Null | ValueRef::Real(_) | ValueRef::Text(_) | ValueRef::Blob(_) => 0,
        };
        if let (Some(table), Some(geometry)) = (text(cell(row, 0)?), text(cell(row, 1)?)) {
            all.push(Layer { table, geometry, system });
        }
        Ok(())
    })?;
    Ok(all)
}

impl Layer {
    fn read(&self, database: &mut Database, frame: &CoordinateFrame, path: &str) -> Result<Gather, OpenError> {
        let at_table = |problem| problem_at(path, None, problem);
        let own = match self.system(database) {
            // The user says another.
            Err(_) if frame.crs.is_some() => None,
            found => found.map_err(at_table)?,
        };
        let from = if own.is_some() { "crs-from.gpkg" } else { "crs-from.nothing" };
        let mut gather = Gather::new(frame, own, from).named(Some(self.table.clone()));
        let mut columns = columns(database, &self.table).map_err(at_table)?;
        let is_geometry = |column: &Column| column.name.eq_ignore_ascii_case(&self.geometry);
        let Some(geometry) = columns.iter().position(is_geometry) else {
            return Err(expected_at(path, None, "expected.geometry-column", &self.geometry));
        };
        let mut failed = None;
        let (mut bad, mut measures, mut number) = (0, 0, 0);
        let read = database.each(&format!("SELECT * FROM {}", quoted(&self.table)), None, |row| {
            let place = Provenance::Record(number);
            number += 1;
            let (parts, has_measures) = parts(cell(row, geometry)?, &gather).inspect_err(|_| failed = Some(place))?;
            measures += usize::from(has_measures);
            let properties = properties(row, &mut columns, geometry, &mut bad)?;
            gather.feature(None, properties, &parts, place);
            Ok(())
        });
        read.map_err(|problem| problem_at(path, failed, problem))?;
        gather.warn("warning.text-bad", bad);
        gather.warn("warning.measures", measures);
        gather.warn("warning.unread-columns", columns.iter().filter(|column| column.has_blobs).count());
        gather.warn_unsaid(true);
        Ok(gather)
    }

    /// The system of a table; none where the database says that it has none that is known.
    fn system(&self, database: &mut Database) -> Result<Option<Crs>, Problem> {
        if self.system <= 0 {
            return Ok(None);
        }
        let query = "SELECT organization, organization_coordsys_id, definition, srs_name FROM gpkg_spatial_ref_sys WHERE srs_id = CAST(?1 AS INTEGER)";
        let mut found = None;
        database.each(query, Some(&self.system.to_string()), |row| {
            let code = match (text(cell(row, 0)?), cell(row, 1)?) {
                (Some(organization), ValueRef::Integer(code)) => Some(format!("{organization}:{code}")),
                _ => None,
            };
            found = Some((code, text(cell(row, 2)?).unwrap_or_default(), text(cell(row, 3)?).unwrap_or_default()));
            Ok(())
        })?;
        let Some((code, definition, name)) = found else {
            return Err(Problem::UnknownCrs { found: self.system.to_string() });
        };
        agreed(code.as_deref(), &definition, &name).map(Some)
    }
}

/// The columns of a table or a view, as all of a row are met in.
fn columns(database: &mut Database, table: &str) -> Result<Vec<Column>, Problem> {
    let mut all = Vec::new();
    let query = "SELECT name, type FROM pragma_table_xinfo(?1) WHERE hidden <> 1";
    database.each(query, Some(table), |row| {
        let name = text(cell(row, 0)?).unwrap_or_default();
        let kind = text(cell(row, 1)?).unwrap_or_default().to_ascii_uppercase();
        all.push(Column { name, is_truth: kind == "BOOLEAN", has_blobs: false });
        Ok(())
    })?;
    Ok(all)
}

/// The geometry of a row, and whether it has measures: a header that says how long it is, and well-known binary behind it.
fn parts(value: ValueRef<'_>, gather: &Gather) -> Result<(Vec<Part>, bool), Problem> {
    let found = |found: String| Problem::Expected { what: "expected.gpkg-geometry", found };
    let bytes = match value {
        ValueRef::Null => return Ok((Vec::new(), false)),
        ValueRef::Blob(bytes) => bytes,
        ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Text(_) => return Err(found("?".to_owned())),
    };
    let shown = || found(format!("{:02x?}", bytes.get(..8).unwrap_or(bytes)));
    let Some((&[b'G', b'P', _, flags, ..], rest)) = bytes.split_first_chunk::<8>() else { return Err(shown()) };
    let envelope = match flags >> 1 & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err(shown()),
    };
    // Bit 5 says that what follows is none of the standard's geometries.
    let Some(geometry) = rest.get(envelope..).filter(|_| flags & 0x20 == 0) else { return Err(shown()) };
    Ok((wkb::parts(geometry, gather)?, wkb::has_measures(geometry)))
}

/// All of a row but its geometry.
fn properties(row: &Row<'_>, columns: &mut [Column], geometry: usize, bad: &mut usize) -> Result<JsonObject, Problem> {
    let mut properties = JsonObject::new();
    for (at, column) in columns.iter_mut().enumerate().filter(|(at, _)| *at != geometry) {
        let value = match cell(row, at)? {
            ValueRef::Null | ValueRef::Real(f64::INFINITY | f64::NEG_INFINITY) => Value::Null,
            ValueRef::Integer(number @ 0..=1) if column.is_truth => Value::Bool(number == 1),
            ValueRef::Integer(number) => number.into(),
            // A double says no digits: nought behind the point is none of it.
            ValueRef::Real(number) => value_of(&number.to_string()),
            ValueRef::Text(bytes) => {
                *bad += usize::from(std::str::from_utf8(bytes).is_err());
                String::from_utf8_lossy(bytes).into()
            }
            ValueRef::Blob(_) => {
                column.has_blobs = true;
                Value::Null
            }
        };
        properties.insert(column.name.clone(), value);
    }
    Ok(properties)
}
