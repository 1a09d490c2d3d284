//! The table beside a shapefile (dBASE III): fields of the kinds and widths that their values need, figures digit for digit.
//! Must not know geometry.

use geojson::JsonValue;

use super::fields::{Column, Row, each_value, text};
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
    let mut met = vec![Met::NONE; columns.len()];
    each_value(columns, features, |at, value| met[at].take(value));
    let mut fields: Vec<Field> = Vec::new();
    for (column, met) in columns.iter().zip(met) {
        let name = name(&column.name, &fields);
        if name != column.name {
            all.tell(Told::Renamed { from: column.name.clone(), to: name.clone() });
        }
        if met.is_nested {
            all.tell(Told::AsText { field: column.name.clone() });
        }
        all.tell_of(met.too_long, |count| Told::Shortened { field: column.name.clone(), count });
        fields.push(met.field(name));
    }
    // A table without any field is none to some programs: the number of each feature stands in for one.
    if fields.is_empty() {
        fields.push(Field { name: "FID".to_owned(), kind: b'N', width: NAME, decimals: 0 });
    }
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
    for (at, feature) in features.iter().enumerate() {
        out.push(b' ');
        let row = Row::of(feature);
        for (place, field) in fields.iter().enumerate() {
            let value = match columns.get(place) {
                Some(column) => column.value(&row).unwrap_or_default(),
                None => at.into(),
            };
            field.write(&value, &mut out);
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

/// What was met in a column.
#[derive(Clone, Copy)]
struct Met {
    is_any: bool,
    is_nested: bool,
    /// Whether all are truths, and numbers without an exponent.
    all: [bool; 2],
    /// The length of the longest as a text, bytes, and how many are longer than a text can be.
    longest: usize,
    too_long: usize,
    decimals: usize,
}

impl Met {
    const NONE: Self = Self { is_any: false, is_nested: false, all: [true; 2], longest: 1, too_long: 0, decimals: 0 };

    fn take(&mut self, value: &JsonValue) {
        let text = text(value);
        self.is_any = true;
        self.is_nested |= value.is_array() || value.is_object();
        let own = [value.is_boolean(), value.is_number() && !text.contains(['e', 'E'])];
        self.all.iter_mut().zip(own).for_each(|(all, own)| *all &= own);
        self.longest = self.longest.max(text.len());
        self.too_long += usize::from(text.len() > TEXT);
        self.decimals = self.decimals.max(text.split_once('.').map_or(0, |(_, part)| part.len()));
    }

    /// The field that holds the values: numbers where all are plain ones, true or false, else texts.
    fn field(self, name: String) -> Field {
        match self {
            Self { is_any: true, all: [true, _], .. } => Field { name, kind: b'L', width: 1, decimals: 0 },
            Self { is_any: true, all: [_, true], longest: ..=NUMBER, decimals, .. } => {
                Field { name, kind: b'N', width: self.longest, decimals }
            }
            Self { longest, .. } => Field { name, kind: b'C', width: longest.min(TEXT), decimals: 0 },
        }
    }
}

impl Field {
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
