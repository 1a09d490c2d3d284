//! The index of a table of a `GeoPackage` (OGC 12-128r19, annex F.3): a box for each feature, and what keeps them so when a program changes a row.
//! Must not know how features are written.

use rusqlite::{Connection, params};

/// What the standard calls the extension, and where it describes it.
const NAME: &str = "gpkg_rtree_index";
const DEFINITION: &str = "http://www.geopackage.org/spec120/#extension_rtree";

/// A feature's row, and the west, south, east and north of its geometry.
pub(super) type Entry = (i64, [f64; 4]);

/// Writes the index of a table by its name and those of its key and its geometry.
pub(super) fn write(
    database: &Connection,
    [table, key, geometry]: [&str; 3],
    entries: &[Entry],
) -> rusqlite::Result<()> {
    let index = format!("rtree_{table}_{geometry}");
    let own = quoted(&index);
    database.execute_batch(&format!("CREATE VIRTUAL TABLE {own} USING rtree(id, minx, maxx, miny, maxy)"))?;
    let mut insert = database.prepare(&format!("INSERT INTO {own} VALUES (?1, ?2, ?3, ?4, ?5)"))?;
    for &(row, [west, south, east, north]) in entries {
        insert.execute(params![row, west, east, south, north])?;
    }
    database.execute(
        "INSERT INTO gpkg_extensions VALUES (?1, ?2, ?3, ?4, 'write-only')",
        params![table, geometry, NAME, DEFINITION],
    )?;
    database.execute_batch(&triggers(&index, &quoted(table), &quoted(key), &quoted(geometry)))
}

/// What the standard has done at every change of a row. The functions are those of whoever changes it.
fn triggers(index: &str, table: &str, key: &str, geometry: &str) -> String {
    let own = quoted(index);
    let has = |row: &str| format!("({row}.{geometry} NOTNULL AND NOT ST_IsEmpty({row}.{geometry}))");
    let has_none = |row: &str| format!("({row}.{geometry} ISNULL OR ST_IsEmpty({row}.{geometry}))");
    let side = |function: &str| format!("ST_{function}(NEW.{geometry})");
    let [west, east, south, north] = ["MinX", "MaxX", "MinY", "MaxY"].map(side);
    let put = format!("INSERT OR REPLACE INTO {own} VALUES (NEW.{key}, {west}, {east}, {south}, {north});");
    let move_it =
        format!("UPDATE {own} SET minx = {west}, maxx = {east}, miny = {south}, maxy = {north} WHERE id = NEW.{key};");
    let take = format!("DELETE FROM {own} WHERE id = OLD.{key};");
    let same = format!("OLD.{key} = NEW.{key}");
    let other = format!("OLD.{key} != NEW.{key}");
    let (new, old, no_new, no_old) = (has("NEW"), has("OLD"), has_none("NEW"), has_none("OLD"));
    let changed = format!("UPDATE OF {geometry}");
    let all = [
        ("insert", "INSERT", new.clone(), put.clone()),
        ("update2", &changed, format!("{same} AND {no_new}"), take.clone()),
        (
            "update4",
            "UPDATE",
            format!("{other} AND {no_new}"),
            format!("DELETE FROM {own} WHERE id IN (OLD.{key}, NEW.{key});"),
        ),
        ("update5", "UPDATE", format!("{other} AND {new}"), format!("{take} {put}")),
        ("update6", &changed, format!("{same} AND {new} AND {old}"), move_it),
        ("update7", &changed, format!("{same} AND {new} AND {no_old}"), put),
        ("delete", "DELETE", format!("OLD.{geometry} NOTNULL"), take),
    ];
    let each = all.map(|(name, event, condition, what)| {
        let name = quoted(&format!("{index}_{name}"));
        format!("CREATE TRIGGER {name} AFTER {event} ON {table} WHEN {condition} BEGIN {what} END;\n")
    });
    each.concat()
}

/// A name as it stands in a query.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
