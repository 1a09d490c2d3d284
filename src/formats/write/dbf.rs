//! The table beside a shapefile (dBASE III): fields of the kinds and widths that their values need, figures digit for digit.
//! Must not know geometry.

use geojson::JsonValue;

use super::fields::{Column, text};
use super::{Told, WriteError, Written};
use crate::project::Feature;

/// Names have ten bytes, texts 254 and numbers 20 at most.
const NAME: usize = 10;
const TEXT: usize = 254;
const NUMBER: usize = 20;
/// The most fields of a table.
const MOST_FIELDS: usize = 255;
/// The day of the last change, years since 1900, month, day: none is known, as the same data make the same bytes.
const DATE: [u8; 3] = [0, 1, 1];

/// A field of the table.
struct Field {
    name: String,
    kind: u8,
    width: usize,
    decimals: usize,
}

/// The bytes of a table with a row for each feature.
pub(super) fn table(columns: &[Column], features: &[Feature], all: &mut Written) -> Result<Vec<u8>, WriteError> {
    let too_much = WriteError::TooMuch { format: "Shapefile" };
    if columns.len() > MOST_FIELDS {
        return Err(too_much);
    }
    let values = |column: &Column| features.iter().map(|feature| column.value(feature).unwrap_or_default()).collect();
    let values: Vec<Vec<JsonValue>> = columns.iter().map(values).collect();
    let mut fields: Vec<Field> = Vec::new();
    for (column, values) in columns.iter().zip(&values) {
        let name = name(&column.name, &fields);
        if name != column.name {
            all.tell(Told::Renamed { from: column.name.clone(), to: name.clone() });
        }
        if values.iter().any(|value| value.is_array() || value.is_object()) {
            all.tell(Told::AsText { field: column.name.clone() });
        }
        let field = Field::of(name, values);
        let cut = values.iter().filter(|value| field.cell(value).len() < text(value).len()).count();
        if cut > 0 && field.kind == b'C' {
            all.tell(Told::Shortened { field: column.name.clone(), count: cut });
        }
        fields.push(field);
    }
    // A table without any field is none to some programs: the number of each feature stands in for one.
    if fields.is_empty() {
        fields.push(Field { name: "FID".to_owned(), kind: b'N', width: NAME, decimals: 0 });
    }
    let numbers = |count: usize| (0..count).map(JsonValue::from).collect::<Vec<_>>();
    let values = if columns.is_empty() { vec![numbers(features.len())] } else { values };
    let row = 1 + fields.iter().map(|field| field.width).sum::<usize>();
    let header = 32 + 32 * fields.len() + 1;
    let [header, row] = [header, row].map(|length| u16::try_from(length).map_err(|_large| too_much.clone()));
    let (header, row) = (header?, row?);
    let count = u32::try_from(features.len()).map_err(|_many| too_much.clone())?;
    let mut out = vec![0x03];
    out.extend(DATE);
    out.extend(count.to_le_bytes());
    out.extend(header.to_le_bytes());
    out.extend(row.to_le_bytes());
    out.extend([0; 20]);
    for field in &fields {
        field.describe(&mut out);
    }
    out.push(0x0d);
    for at in 0..features.len() {
        out.push(b' ');
        for (field, values) in fields.iter().zip(&values) {
            field.write(&values[at], &mut out);
        }
    }
    out.push(0x1a);
    Ok(out)
}

/// A name of ten bytes at most that no other field has.
fn name(wanted: &str, taken: &[Field]) -> String {
    let wanted: String = wanted.chars().map(|c| if c.is_control() { '_' } else { c }).collect();
    let is_taken = |name: &str| taken.iter().any(|field| field.name.eq_ignore_ascii_case(name));
    let first = cut(&wanted, NAME).to_owned();
    if !first.is_empty() && !is_taken(&first) {
        return first;
    }
    let numbered = |number: usize| {
        let number = format!("_{number}");
        format!("{}{number}", cut(&wanted, NAME - number.len()))
    };
    (2..MOST_FIELDS + 2).map(numbered).find(|name| !is_taken(name)).unwrap_or(first)
}

/// As much of a text as so many bytes hold, in whole characters.
fn cut(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

impl Field {
    /// The field that holds some values: numbers where all are plain ones, true or false, else texts.
    fn of(name: String, values: &[JsonValue]) -> Self {
        let mut there = values.iter().filter(|value| !value.is_null()).peekable();
        let is_any = there.peek().is_some();
        let texts = || values.iter().filter(|value| !value.is_null()).map(text);
        let longest = texts().map(|text| text.len()).max().unwrap_or(0).max(1);
        let is_plain = |text: &str| !text.contains(['e', 'E']);
        if is_any && there.clone().all(JsonValue::is_boolean) {
            return Self { name, kind: b'L', width: 1, decimals: 0 };
        }
        if is_any && longest <= NUMBER && there.all(JsonValue::is_number) && texts().all(|text| is_plain(&text)) {
            let decimals = texts().map(|text| text.split_once('.').map_or(0, |(_, part)| part.len())).max();
            return Self { name, kind: b'N', width: longest, decimals: decimals.unwrap_or(0) };
        }
        Self { name, kind: b'C', width: longest.min(TEXT), decimals: 0 }
    }

    fn describe(&self, out: &mut Vec<u8>) {
        let small = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
        let mut name = [0; NAME + 1];
        name[..self.name.len()].copy_from_slice(self.name.as_bytes());
        out.extend(name);
        out.push(self.kind);
        out.extend([0; 4]);
        out.extend([small(self.width), small(self.decimals)]);
        out.extend([0; 14]);
    }

    /// What of a value the field holds.
    fn cell(&self, value: &JsonValue) -> String {
        match (self.kind, value) {
            (b'L', JsonValue::Bool(true)) => "T".to_owned(),
            (b'L', JsonValue::Bool(false)) => "F".to_owned(),
            (b'L', _) => "?".to_owned(),
            _ => cut(&text(value), self.width).to_owned(),
        }
    }

    fn write(&self, value: &JsonValue, out: &mut Vec<u8>) {
        let cell = self.cell(value);
        let space = " ".repeat(self.width.saturating_sub(cell.len()));
        let (before, after) = if self.kind == b'N' { (space.as_str(), "") } else { ("", space.as_str()) };
        out.extend([before, &cell, after].concat().bytes());
    }
}
