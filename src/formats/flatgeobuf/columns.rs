//! The attributes of features in `FlatGeobuf`: values one after another, each behind the number of its column.
//! Must not know geometry.

use flatbuffers::{ForwardsUOffset, Vector};
use flatgeobuf::{Column, ColumnType, Feature};
use geojson::JsonObject;
use serde_json::Value;

use crate::formats::Problem;
use crate::formats::gather::value_of;

/// The columns that a header or a feature describes.
pub(super) struct Columns {
    names: Vec<(String, ColumnType)>,
    /// How many texts had bytes that are no characters.
    pub(super) bad: usize,
}

impl Columns {
    pub(super) fn of(described: Option<Vector<'_, ForwardsUOffset<Column<'_>>>>) -> Self {
        let columns = described.into_iter().flatten();
        Self { names: columns.map(|column| (column.name().to_owned(), column.type_())).collect(), bad: 0 }
    }

    /// How many columns are of a type that is not read.
    pub(super) fn unread(&self) -> usize {
        self.names.iter().filter(|(_, kind)| *kind == ColumnType::Binary).count()
    }

    /// The values of a feature by the names of their columns; those without are null.
    pub(super) fn properties(&mut self, feature: &Feature<'_>) -> Result<JsonObject, Problem> {
        let mut properties: JsonObject = self.names.iter().map(|(name, _)| (name.clone(), Value::Null)).collect();
        let mut rest = Values(feature.properties().map_or(&[][..], |bytes| bytes.bytes()));
        while !rest.0.is_empty() {
            let number = usize::from(u16::from_le_bytes(rest.take()?));
            let Some((name, kind)) = self.names.get(number) else {
                return Err(Problem::Expected { what: "expected.column", found: number.to_string() });
            };
            let value = rest.value(*kind, &mut self.bad)?;
            properties.insert(name.clone(), value);
        }
        Ok(properties)
    }
}

/// Values that are left.
struct Values<'a>(&'a [u8]);

impl<'a> Values<'a> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Problem> {
        let (taken, rest) = self.0.split_first_chunk::<N>().ok_or(Problem::Truncated)?;
        self.0 = rest;
        Ok(*taken)
    }

    /// As many bytes as the number before them says.
    fn sized(&mut self) -> Result<&'a [u8], Problem> {
        let length = usize::try_from(u32::from_le_bytes(self.take()?)).unwrap_or(usize::MAX);
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Problem::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }

    fn value(&mut self, kind: ColumnType, bad: &mut usize) -> Result<Value, Problem> {
        Ok(match kind {
            ColumnType::Byte => i8::from_le_bytes(self.take()?).into(),
            ColumnType::UByte => u8::from_le_bytes(self.take()?).into(),
            ColumnType::Bool => Value::Bool(u8::from_le_bytes(self.take()?) != 0),
            ColumnType::Short => i16::from_le_bytes(self.take()?).into(),
            ColumnType::UShort => u16::from_le_bytes(self.take()?).into(),
            ColumnType::Int => i32::from_le_bytes(self.take()?).into(),
            ColumnType::UInt => u32::from_le_bytes(self.take()?).into(),
            ColumnType::Long => i64::from_le_bytes(self.take()?).into(),
            ColumnType::ULong => u64::from_le_bytes(self.take()?).into(),
            // By its own digits, of which a double has more.
            ColumnType::Float => match f32::from_le_bytes(self.take()?) {
                number if number.is_finite() => value_of(&number.to_string()),
                _ => Value::Null,
            },
            // A double says no digits: nought behind the point is none of it.
            ColumnType::Double => match f64::from_le_bytes(self.take()?) {
                number if number.is_finite() => value_of(&number.to_string()),
                _ => Value::Null,
            },
            ColumnType::String | ColumnType::DateTime | ColumnType::Json => {
                let bytes = self.sized()?;
                *bad += usize::from(std::str::from_utf8(bytes).is_err());
                let text = String::from_utf8_lossy(bytes).into_owned();
                let parsed = (kind == ColumnType::Json).then(|| serde_json::from_str(&text).ok()).flatten();
                parsed.unwrap_or(Value::String(text))
            }
            ColumnType::Binary => {
                self.sized()?;
                Value::Null
            }
            other => return Err(Problem::Expected { what: "expected.column", found: other.0.to_string() }),
        })
    }
}
