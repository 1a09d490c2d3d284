//! Tables of text (RFC 4180): a row a feature, its geometry as well-known text in the last column.
//! Must not let a spreadsheet take a text for a formula.

use std::borrow::Cow;

use geojson::JsonValue;

use super::fields::{Row, text};
use super::wkt::{loses_heights, text_of};
use super::{Outgoing, Told, WriteError, Written};
use crate::geometry::ShapeKind;

/// The column of the geometry.
const GEOMETRY: &str = "WKT";
/// The column of the system, where it is not longitude and latitude on WGS 84.
const CRS: &str = "crs";
/// What a text begins with that spreadsheets take for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

pub(super) fn write(outgoing: &[Outgoing<'_>], all: &mut Written) -> Result<(), WriteError> {
    let tabs = outgoing.iter().any(|one| one.tabs);
    let mut writer = csv::WriterBuilder::new();
    writer.terminator(csv::Terminator::CRLF).delimiter(if tabs { b'\t' } else { b',' });
    let mut writer = writer.from_writer(Vec::new());
    let (mut formulas, mut heights, mut noughts) = (0, 0, 0);
    let too_much = |_error: csv::Error| WriteError::TooMuch { format: "CSV" };
    for one in outgoing {
        let columns = one.columns(true, all);
        let names: Vec<String> = columns.iter().map(|column| own_name(&column.name, all)).collect();
        writer
            .write_record(names.iter().map(String::as_str).chain(one.crs.map(|_| CRS)).chain([GEOMETRY]))
            .map_err(too_much)?;
        for (at, feature) in one.features().iter().enumerate() {
            let geometry = one.geometry(at)?;
            heights += usize::from(loses_heights(&geometry));
            let mut row: Vec<String> = Vec::with_capacity(columns.len() + 1);
            let own = Row::of(feature);
            for column in &columns {
                let value = column.value(&own).unwrap_or_default();
                if value.is_array() || value.is_object() {
                    all.tell(Told::AsText { field: column.name.clone() });
                }
                let cell = guarded(&value);
                formulas += usize::from(cell.len() > text(&value).len());
                // A text ends at nought for many programs.
                noughts += usize::from(cell.contains('\0'));
                row.push(cell.replace('\0', " "));
            }
            // A PROJ string needs no sign before it, and looks like no formula without.
            row.extend(one.crs.map(|crs| crs.name().trim_start_matches('+').to_owned()));
            let is_none = geometry.kind == ShapeKind::None;
            row.push(if is_none { String::new() } else { text_of(&geometry) });
            writer.write_record(&row).map_err(too_much)?;
        }
    }
    all.tell_of(formulas, |count| Told::Formulas { count });
    all.tell_of(heights, |count| Told::Heights { count });
    all.tell_of(noughts, |count| Told::Characters { count });
    if let Some(crs) = outgoing.iter().find_map(|one| one.crs) {
        all.tell(Told::System { column: CRS, crs });
    }
    let bytes = writer.into_inner().map_err(|_error| WriteError::TooMuch { format: "CSV" })?;
    all.files.push((None, bytes));
    Ok(())
}

/// The name of a column, which must not be that of the geometry or of the system.
fn own_name(name: &str, all: &mut Written) -> String {
    let lower = name.trim().to_lowercase();
    if !crate::formats::table::is_own(&lower) {
        return name.to_owned();
    }
    let to = format!("{name}_text");
    all.tell(Told::Renamed { from: name.to_owned(), to: to.clone() });
    to
}

/// A cell that no spreadsheet works out: a text that looks like a formula has an apostrophe before it. Numbers stay as they are.
fn guarded(value: &JsonValue) -> Cow<'_, str> {
    let text = text(value);
    let is_formula = value.is_string() && text.len() > 1 && text.starts_with(FORMULA) && text.parse::<f64>().is_err();
    if is_formula { Cow::Owned(format!("'{text}")) } else { text }
}
