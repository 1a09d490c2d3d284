//! The attributes of a layer as columns of a table: its ids, its properties and what else its features carry, in the order in which they are met.
//! Must not know how a cell is written.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use geojson::feature::Id;
use geojson::{JsonObject, JsonValue};

use super::{Outgoing, Told, Written};
use crate::i18n::Lang;
use crate::project::Feature;

/// Where the cells of a column come from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum From {
    Id,
    Property(String),
    /// A text in several languages, in the first of some that it is in.
    Spoken(String, Vec<&'static str>),
    /// A member of the feature beside its properties.
    Member(String),
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    from: From,
}

/// What ids are called where they are a column like others, and what a property is called then that has that name and says something else.
const ID: &str = "id";
const OTHER_ID: &str = "property_id";

/// What a feature carries, read once for all columns.
pub(super) struct Row<'f> {
    id: Option<&'f Id>,
    properties: Cow<'f, JsonObject>,
    members: Option<Cow<'f, JsonObject>>,
}

impl<'f> Row<'f> {
    pub(super) fn of(feature: &'f Feature) -> Self {
        let members = feature.foreign_members.as_ref().map(|members| members.read_once());
        Self { id: feature.id.as_ref(), properties: feature.properties.read_once(), members }
    }
}

impl Column {
    /// The cell of a feature; none where it has nothing there.
    pub(super) fn value(&self, row: &Row<'_>) -> Option<JsonValue> {
        match &self.from {
            From::Id => row.id.map(|id| match id {
                Id::String(text) => JsonValue::String(text.clone()),
                Id::Number(number) => JsonValue::Number(number.clone()),
            }),
            From::Property(name) => row.properties.get(name).cloned(),
            From::Spoken(name, langs) => {
                let value = row.properties.get(name)?;
                let Some(texts) = value.as_object() else { return Some(value.clone()) };
                langs.iter().find_map(|lang| texts.get(*lang)).cloned()
            }
            From::Member(name) => row.members.as_ref().and_then(|members| members.get(name)).cloned(),
        }
    }
}

/// Hands over every value that is there, with the place of its column.
pub(super) fn each_value(columns: &[Column], features: &[Feature], mut take: impl FnMut(usize, &JsonValue)) {
    for row in features.iter().map(Row::of) {
        for (at, column) in columns.iter().enumerate() {
            if let Some(value) = column.value(&row).filter(|value| !value.is_null()) {
                take(at, &value);
            }
        }
    }
}

/// What is met at the features of a layer.
#[derive(Default)]
struct Met {
    /// The properties in the order in which they are met, and where each is in it.
    properties: Vec<Property>,
    places: HashMap<String, usize>,
    members: Vec<String>,
    has_ids: bool,
    /// Whether a feature has an id that its property of that name does not say.
    has_other_ids: bool,
}

/// A property, and whether there are texts in our languages or other values than texts among its values.
struct Property {
    name: String,
    is_spoken: bool,
    is_other: bool,
}

impl Met {
    fn of(features: &[Feature]) -> Self {
        let mut met = Self::default();
        for feature in features {
            let row = Row::of(feature);
            for (name, value) in row.properties.iter() {
                met.property(name, value);
            }
            for name in row.members.iter().flat_map(|members| members.keys()) {
                if !met.members.contains(name) {
                    met.members.push(name.clone());
                }
            }
            let is_alike = row.id.is_some() && row.properties.get(ID).is_some_and(|own| text(own) == feature.key());
            met.has_ids |= row.id.is_some();
            met.has_other_ids |= !is_alike;
        }
        met
    }

    fn property(&mut self, name: &str, value: &JsonValue) {
        let at = self.places.get(name).copied().unwrap_or_else(|| {
            self.places.insert(name.to_owned(), self.properties.len());
            self.properties.push(Property { name: name.to_owned(), is_spoken: false, is_other: false });
            self.properties.len() - 1
        });
        let is_code = |key: &String| Lang::ALL.iter().any(|lang| lang.code() == key);
        let property = &mut self.properties[at];
        match value {
            JsonValue::Object(texts)
                if !texts.is_empty() && texts.keys().all(is_code) && texts.values().all(JsonValue::is_string) =>
            {
                property.is_spoken = true;
            }
            JsonValue::String(_) | JsonValue::Null => {}
            JsonValue::Bool(_) | JsonValue::Number(_) | JsonValue::Array(_) | JsonValue::Object(_) => {
                property.is_other = true;
            }
        }
    }

    /// A name that no property has, from one that may be taken.
    fn free(&self, wanted: &str) -> String {
        let longer = (0..=self.properties.len()).map(|more| format!("{wanted}{}", "_".repeat(more)));
        longer.into_iter().find(|name| !self.places.contains_key(name)).unwrap_or_default()
    }
}

impl Outgoing<'_> {
    pub(super) fn features(&self) -> &[Feature] {
        self.layer.data.features()
    }

    /// The columns of everything that the features carry, the ids among them unless they are kept elsewhere.
    pub(super) fn columns(&self, with_ids: bool, all: &mut Written) -> Vec<Column> {
        let met = Met::of(self.features());
        let (mut columns, has_id) = (Vec::new(), with_ids && met.has_ids && met.has_other_ids);
        if has_id {
            columns.push(Column { name: ID.to_owned(), from: From::Id });
        }
        for Property { name, is_spoken, is_other } in &met.properties {
            if *is_spoken && !is_other {
                columns.extend(self.spoken(name, &met));
                continue;
            }
            // A property of that name makes room for the ids, as the column is what files are read by.
            let to = if has_id && name == ID { met.free(OTHER_ID) } else { name.clone() };
            if to != *name {
                all.tell(Told::Renamed { from: name.clone(), to: to.clone() });
            }
            columns.push(Column { name: to, from: From::Property(name.clone()) });
        }
        // The system that a feature was read in is not that which it is written in.
        for name in met.members.into_iter().filter(|name| name != "crs") {
            let taken = columns.iter().any(|column| column.name == name);
            let to = if taken { format!("{name}_2") } else { name.clone() };
            if taken {
                all.tell(Told::Renamed { from: name.clone(), to: to.clone() });
            }
            columns.push(Column { name: to, from: From::Member(name) });
        }
        columns
    }

    /// The columns of a text in several languages: once in the one that is asked for, and once more in each that it may be in.
    fn spoken(&self, name: &str, met: &Met) -> Vec<Column> {
        let codes = Lang::ALL.map(Lang::code);
        let own = self.lang.code();
        let any = std::iter::once(own).chain(codes.into_iter().filter(|code| *code != own)).collect();
        let first = Column { name: name.to_owned(), from: From::Spoken(name.to_owned(), any) };
        let each = codes.map(|code| (format!("{name}_{code}"), From::Spoken(name.to_owned(), vec![code])));
        let each = each.into_iter().filter(|(column, _)| !met.places.contains_key(column));
        std::iter::once(first).chain(each.map(|(name, from)| Column { name, from })).collect()
    }
}

/// What the values of a column are, where a file knows kinds of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Real,
    Boolean,
    Text,
}

/// What was met in a column.
#[derive(Clone, Copy)]
struct Values {
    is_any: bool,
    is_nested: bool,
    /// Whether all are truths, numbers, whole ones that come back as they are, or numbers that do.
    all: [bool; 4],
}

impl Values {
    const NONE: Self = Self { is_any: false, is_nested: false, all: [true; 4] };

    fn take(&mut self, value: &JsonValue) {
        self.is_any = true;
        self.is_nested |= value.is_array() || value.is_object();
        let text = text(value);
        let is_number = value.is_number();
        let is_whole = is_number && value.as_i64().is_some_and(|number| number.to_string() == text);
        let own = [value.is_boolean(), is_number, is_whole, is_number && is_kept(&text)];
        self.all.iter_mut().zip(own).for_each(|(all, own)| *all &= own);
    }
}

impl Outgoing<'_> {
    /// What the values of columns are: of a kind of numbers only where each comes back from that as it was written.
    pub(super) fn kinds(&self, columns: &[Column], all: &mut Written) -> Vec<Kind> {
        let mut met = vec![Values::NONE; columns.len()];
        each_value(columns, self.features(), |at, value| met[at].take(value));
        let kind = |(column, met): (&Column, Values)| {
            if met.is_nested {
                all.tell(Told::AsText { field: column.name.clone() });
            }
            match met.all {
                _ if !met.is_any => Kind::Text,
                [true, ..] => Kind::Boolean,
                [_, _, true, _] => Kind::Integer,
                [_, _, _, true] => Kind::Real,
                [_, is_number, ..] => {
                    if is_number {
                        all.tell(Told::Digits { field: column.name.clone() });
                    }
                    Kind::Text
                }
            }
        };
        columns.iter().zip(met).map(kind).collect()
    }
}

/// A figure of more digits than this was worked out, and says nothing by its last noughts.
const STATED_DIGITS: usize = 10;

/// Whether a number comes back from a double as it was written, but for the spelling of its exponent and the noughts of figures that were worked out.
fn is_kept(text: &str) -> bool {
    let Ok(number) = text.parse::<f64>() else { return false };
    let digits = |text: &str| {
        let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
        mantissa.chars().filter(char::is_ascii_digit).collect::<String>().trim_start_matches('0').to_owned()
    };
    let (own, shortest) = (digits(text), digits(&format!("{number:e}")));
    let is_fraction = text.contains('.');
    let plain = if is_fraction { own.as_str() } else { own.trim_end_matches('0') };
    number.is_finite()
        && (plain == shortest
            || own.is_empty()
            || is_fraction && own.len() > STATED_DIGITS && own.trim_end_matches('0') == shortest)
}

/// A value as the text of a cell: texts as they are, nothing for null, lists and objects as JSON.
pub(super) fn text(value: &JsonValue) -> Cow<'_, str> {
    match value {
        JsonValue::Null => Cow::Borrowed(""),
        JsonValue::String(text) => Cow::Borrowed(text),
        JsonValue::Bool(_) | JsonValue::Number(_) | JsonValue::Array(_) | JsonValue::Object(_) => {
            Cow::Owned(value.to_string())
        }
    }
}

impl Written {
    /// Keeps which fields have no place in the format, each named once.
    pub(super) fn tell_left_out(&mut self, names: impl IntoIterator<Item = String>) {
        let mut seen = BTreeSet::new();
        let fields: Vec<String> =
            names.into_iter().filter(|name| !name.is_empty() && seen.insert(name.clone())).collect();
        if !fields.is_empty() {
            self.tell(Told::LeftOut { fields });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_kept;

    #[test]
    fn a_number_is_one_where_it_loses_no_digit_that_says_anything() {
        for kept in [
            "7",
            "-3",
            "110.5",
            "0",
            "0.0000001",
            "1e-7",
            "1E+2",
            "8374.000000000000000",
            "100",
            "1234567.125000000",
            "0.1",
        ] {
            assert!(is_kept(kept), "{kept}");
        }
        for lost in ["110.50", "7.0", "12345678901234567", "12345678901234567890.5", "1e400", "0.30"] {
            assert!(!is_kept(lost), "{lost}");
        }
    }
}
