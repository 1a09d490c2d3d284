//! `GeoPackage` (OGC 12-128r19): a table for each layer, in the system that is written, with an index of where its features lie.
//! Must not touch a file: the database is made in memory.

use std::collections::BTreeSet;

use geojson::JsonValue;
use rusqlite::types::Value;
use rusqlite::{Connection, MAIN_DB, params, params_from_iter};

use super::fields::{Column, Kind, Row, text};
use super::positions::{At, Geometry, promote};
use super::rtree::{self, quoted};
use super::{Outgoing, Told, WriteError, Written, wkb};
use crate::crs::Crs;
use crate::geometry::ShapeKind;
use crate::i18n::Lang;

/// What people call the format in messages.
const TITLE: &str = "GeoPackage";

/// What every database has (tables 1, 3, 4 and 8 of the standard), with the systems that it asks for. The day of a change is none, as the
/// same data make the same bytes.
const SCHEMA: &str = r"
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
";
/// The day that is said of every change.
const DAY: &str = "1970-01-01T00:00:00.000Z";
/// The number of a system that has no code.
const OWN_SYSTEM: i32 = 100_000;
/// The columns of the key and of the geometry.
const KEY: &str = "fid";
const GEOMETRY: &str = "geom";

/// The number of a system in the database.
fn srs_id(crs: Crs) -> i32 {
    crs.epsg().map_or(OWN_SYSTEM, i32::from)
}

pub(super) fn write(outgoing: &[Outgoing<'_>], all: &mut Written) -> Result<(), WriteError> {
    let failed = |error: rusqlite::Error| {
        log::error!("a database in memory: {error}");
        WriteError::TooMuch { format: TITLE }
    };
    let mut database = Connection::open_in_memory().map_err(failed)?;
    database.execute_batch(SCHEMA).map_err(failed)?;
    let mut systems: Vec<Crs> = Crs::from_epsg(4326).into_iter().collect();
    systems.extend(outgoing.iter().filter_map(|one| one.crs).take(1));
    for crs in &systems {
        let organization = if crs.epsg().is_some() { "EPSG" } else { "NONE" };
        let row = params![crs.title(Lang::En), srs_id(*crs), organization, srs_id(*crs), crs.to_wkt()];
        database.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (?1, ?2, ?3, ?4, ?5, NULL)", row).map_err(failed)?;
    }
    let mut names: Vec<String> = Vec::new();
    for one in outgoing {
        let mut geometries = one.geometries()?;
        promote(&mut geometries);
        let name = name(&one.layer.id, &names);
        if name != one.layer.id {
            all.tell(Told::LayerRenamed { from: one.layer.id.clone(), to: name.clone() });
        }
        names.push(name.clone());
        let table = Table::of(one, name, &geometries, all);
        let transaction = database.transaction().map_err(failed)?;
        table.write(&transaction, &geometries).map_err(failed)?;
        transaction.commit().map_err(failed)?;
    }
    let bytes = database.serialize(MAIN_DB).map_err(failed)?.to_vec();
    all.files.push((None, bytes));
    Ok(())
}

/// What the database calls its own tables.
const OWN: [&str; 3] = ["gpkg_", "sqlite_", "rtree_"];

/// A name for a table that no other has, in capitals or not, nor the database for its own.
fn name(wanted: &str, taken: &[String]) -> String {
    let plain = wanted.replace('\0', "");
    let is_own = plain.is_empty() || OWN.iter().any(|own| plain.to_ascii_lowercase().starts_with(own));
    let plain = if is_own { format!("layer_{plain}") } else { plain };
    numbered(&plain, |name| taken.iter().any(|taken| taken.to_lowercase() == name.to_lowercase()))
}

/// A name as it is, or the first with a number behind it that is not taken.
fn numbered(plain: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut name = plain.to_owned();
    let mut number = 2;
    while is_taken(&name) {
        name = format!("{plain}_{number}");
        number += 1;
    }
    name
}

/// A layer as a table.
struct Table<'a> {
    outgoing: &'a Outgoing<'a>,
    name: String,
    /// The numbers of the rows where the features have such.
    keys: Option<Vec<i64>>,
    columns: Vec<(String, Kind, Column)>,
    srs: i32,
}

impl<'a> Table<'a> {
    fn of(outgoing: &'a Outgoing<'a>, name: String, geometries: &[Geometry], all: &mut Written) -> Self {
        let lost = geometries.iter().filter(|geometry| super::wkt::loses_heights(geometry)).count();
        all.tell_of(lost, |count| Told::Heights { count });
        let mut columns: Vec<(String, Kind, Column)> = Vec::new();
        let mut keys = None;
        let own = outgoing.columns(true, all);
        let kinds = outgoing.kinds(&own, all);
        for (column, kind) in own.into_iter().zip(kinds) {
            // What was the number of a row is that again.
            if column.name.eq_ignore_ascii_case(KEY) && keys.is_none() {
                keys = outgoing.row_numbers(&column);
                if keys.is_some() {
                    continue;
                }
            }
            let is_taken = |name: &str| {
                let own = [KEY, GEOMETRY].into_iter().chain(columns.iter().map(|(name, ..)| name.as_str()));
                name.is_empty() || own.into_iter().any(|own| own.eq_ignore_ascii_case(name))
            };
            // Names of columns that differ in capitals alone are one name to a database, and nought ends one.
            let name = numbered(&column.name.replace('\0', ""), is_taken);
            if name != column.name {
                all.tell(Told::Renamed { from: column.name.clone(), to: name.clone() });
            }
            columns.push((name, kind, column));
        }
        Self { outgoing, name, keys, columns, srs: outgoing.crs.map_or(4326, srs_id) }
    }

    fn write(&self, database: &Connection, geometries: &[Geometry]) -> rusqlite::Result<()> {
        let name = &self.name;
        let table = quoted(name);
        let columns = self.columns.iter().map(|(name, kind, _)| format!(", {} {}", quoted(name), affinity(*kind)));
        let columns: String = columns.collect();
        let create = format!(
            "CREATE TABLE {table} ({KEY} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {GEOMETRY} {}{columns})",
            geometry_type(geometries)
        );
        database.execute(&create, [])?;
        rtree::write(database, [name, KEY, GEOMETRY], &self.rows(database, geometries)?)?;
        let all: Vec<&At> = geometries.iter().flat_map(Geometry::positions).collect();
        let sides = extent(&all).map_or([None; 4], |sides| sides.map(Some));
        let [west, south, east, north] = sides;
        database.execute(
            "INSERT INTO gpkg_contents VALUES (?1, 'features', ?1, '', ?2, ?3, ?4, ?5, ?6, ?7)",
            params![name, DAY, west, south, east, north, self.srs],
        )?;
        let heights = if all.iter().any(|at| at.height.is_some()) { 2 } else { 0 };
        database.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?1, ?2, ?3, ?4, ?5, 0)",
            params![name, GEOMETRY, geometry_type(geometries), self.srs, heights],
        )?;
        Ok(())
    }

    /// Writes the rows, and says where each lies that lies anywhere.
    fn rows(&self, database: &Connection, geometries: &[Geometry]) -> rusqlite::Result<Vec<rtree::Entry>> {
        let table = quoted(&self.name);
        let marks = ", ?".repeat(self.columns.len());
        let mut insert = database.prepare(&format!("INSERT INTO {table} VALUES (?, ?{marks})"))?;
        let keys = |at: usize| {
            self.keys.as_ref().and_then(|keys| keys.get(at)).map_or(Value::Null, |key| Value::Integer(*key))
        };
        let mut entries = Vec::with_capacity(geometries.len());
        for (at, (feature, geometry)) in self.outgoing.features().iter().zip(geometries).enumerate() {
            let is_none = geometry.kind == ShapeKind::None;
            let sides = extent(&geometry.positions().collect::<Vec<_>>());
            let geometry = if is_none { Value::Null } else { Value::Blob(self.geometry(geometry)) };
            let row = Row::of(feature);
            let cells = self.columns.iter().map(|(_, kind, column)| cell(*kind, column.value(&row)));
            let row = insert.insert(params_from_iter([keys(at), geometry].into_iter().chain(cells)))?;
            entries.extend(sides.map(|sides| (row, sides)));
        }
        Ok(entries)
    }

    /// A geometry behind its header, with its box where it has one.
    fn geometry(&self, geometry: &Geometry) -> Vec<u8> {
        let all: Vec<&At> = geometry.positions().collect();
        let sides = extent(&all);
        let flags = if sides.is_some() { 0b0000_0011 } else { 0b0001_0001 };
        let mut out = vec![b'G', b'P', 0, flags];
        out.extend(self.srs.to_le_bytes());
        // In the header both ends of an axis stand together.
        let sides = sides.into_iter().flat_map(|[west, south, east, north]| [west, east, south, north]);
        out.extend(sides.flat_map(f64::to_le_bytes));
        out.extend(wkb::bytes(geometry));
        out
    }
}

impl Outgoing<'_> {
    /// The numbers in a column, where each feature has one of its own.
    fn row_numbers(&self, column: &Column) -> Option<Vec<i64>> {
        let number = |feature| column.value(&Row::of(feature))?.as_i64();
        let numbers: Vec<i64> = self.features().iter().map(number).collect::<Option<_>>()?;
        let distinct: BTreeSet<i64> = numbers.iter().copied().collect();
        (distinct.len() == numbers.len()).then_some(numbers)
    }
}

/// West, south, east, north of some positions; none of none.
fn extent(all: &[&At]) -> Option<[f64; 4]> {
    (!all.is_empty()).then(|| super::positions::extent(all))
}

/// The type that all geometries are of, or the one that any is of.
fn geometry_type(geometries: &[Geometry]) -> &'static str {
    let mut kinds = geometries.iter().map(|geometry| geometry.kind).filter(|kind| *kind != ShapeKind::None);
    let first = kinds.next().filter(|first| kinds.all(|kind| kind == *first));
    first.map_or("GEOMETRY", super::wkt::word)
}

fn affinity(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer => "INTEGER",
        Kind::Real => "DOUBLE",
        Kind::Boolean => "BOOLEAN",
        Kind::Text => "TEXT",
    }
}

fn cell(kind: Kind, value: Option<JsonValue>) -> Value {
    let Some(value) = value.filter(|value| !value.is_null()) else { return Value::Null };
    let number = match kind {
        Kind::Integer => value.as_i64().map(Value::Integer),
        Kind::Real => value.as_f64().map(Value::Real),
        Kind::Boolean => value.as_bool().map(|is| Value::Integer(i64::from(is))),
        Kind::Text => None,
    };
    number.unwrap_or_else(|| Value::Text(text(&value).into_owned()))
}
