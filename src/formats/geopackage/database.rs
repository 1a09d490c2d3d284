//! An `SQLite` database from its bytes, to be read only and trusted in nothing: neither what its schema says nor how large it says things are.
//! Must not know what any table means, nor touch a file.

use std::io::Read as _;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error, MAIN_DB, Row};

use super::wal::page_length;
use crate::formats::Problem;

/// Where the header says how the database is written and read; 1 is with a journal, 2 with a log, which is in it already.
const VERSIONS: std::ops::Range<usize> = 18..20;
/// After so many steps of its machine the database asks whether to go on.
const STEPS_AT_ONCE: i32 = 10_000;
/// So many steps are taken of any database, and so many more for each of its bytes: what takes more goes round in circles.
const STEPS: usize = 10_000_000;
const STEPS_PER_BYTE: usize = 20;
/// So many bytes of texts and geometries are read of any database, and so many times its own: a view may repeat what a table holds.
const BYTES: usize = 64 << 20;
const TIMES: usize = 8;

/// A database that is open.
pub(super) struct Database {
    connection: Connection,
    /// How many bytes of values may still be read.
    left: usize,
}

/// A name or a text of a database as it is, whatever its bytes.
pub(super) fn text(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Text(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) | ValueRef::Null => None,
    }
}

/// A name as it stands in a query.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl Database {
    /// The database that some bytes are.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, Problem> {
        let pages = bytes.get(28..).and_then(|rest| rest.first_chunk()).map(|pages| u32::from_be_bytes(*pages));
        let said = page_length(bytes).zip(pages).map(|(page, pages)| page as u64 * u64::from(pages));
        if bytes.len() < 100 || said.is_some_and(|said| said > bytes.len() as u64) {
            return Err(Problem::Truncated);
        }
        let connection = opened(bytes).map_err(|error| problem(&error))?;
        Ok(Self { connection, left: BYTES.saturating_add(bytes.len().saturating_mul(TIMES)) })
    }

    /// Asks for rows, each of which a function gets.
    pub(super) fn each(
        &mut self,
        query: &str,
        parameter: Option<&str>,
        mut row: impl FnMut(&Row<'_>) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let mut statement = self.connection.prepare(query).map_err(|error| problem(&error))?;
        let count = statement.column_count();
        let rows = match parameter {
            Some(parameter) => statement.query([parameter]),
            None => statement.query([]),
        };
        let mut rows = rows.map_err(|error| problem(&error))?;
        while let Some(found) = rows.next().map_err(|error| problem(&error))? {
            for at in 0..count {
                let length = match found.get_ref(at).map_err(|error| problem(&error))? {
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.len(),
                    ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => 1,
                };
                self.left = self.left.checked_sub(length).ok_or_else(endless)?;
            }
            row(found)?;
        }
        Ok(())
    }

    /// The first column of all rows, as texts.
    pub(super) fn texts(&mut self, query: &str) -> Result<Vec<String>, Problem> {
        let mut all = Vec::new();
        self.each(query, None, |row| {
            all.extend(text(cell(row, 0)?));
            Ok(())
        })?;
        Ok(all)
    }
}

/// A value of a row.
pub(super) fn cell<'a>(row: &'a Row<'_>, at: usize) -> Result<ValueRef<'a>, Problem> {
    row.get_ref(at).map_err(|error| problem(&error))
}

fn opened(bytes: &[u8]) -> Result<Connection, Error> {
    let mut connection = Connection::open_in_memory()?;
    for (config, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
    ] {
        connection.set_db_config(config, value)?;
    }
    let longest = i32::try_from(bytes.len().max(1 << 20)).unwrap_or(i32::MAX);
    for (limit, value) in [
        (Limit::SQLITE_LIMIT_LENGTH, longest),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 50),
    ] {
        connection.set_limit(limit, value)?;
    }
    let mut left = (STEPS + bytes.len().saturating_mul(STEPS_PER_BYTE)) / STEPS_AT_ONCE as usize;
    let is_over = move || {
        left = left.saturating_sub(1);
        left == 0
    };
    connection.progress_handler(STEPS_AT_ONCE, Some(is_over))?;
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON; PRAGMA query_only = ON")?;
    let whole = bytes[..VERSIONS.start].chain(&[1, 1][..]).chain(&bytes[VERSIONS.end..]);
    connection.deserialize_read_exact(MAIN_DB, whole, bytes.len(), true)?;
    Ok(connection)
}

/// What the database says of itself.
fn problem(error: &Error) -> Problem {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::OperationInterrupted) => endless(),
        _ => Problem::Unreadable(error.to_string()),
    }
}

/// Rows without an end, or nearly.
fn endless() -> Problem {
    Problem::Expected { what: "expected.rows-with-end", found: "…".to_owned() }
}
