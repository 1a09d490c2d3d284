//! The attributes of a layer as columns of a table: its ids, its properties and what else its features carry, in the order in which they are met.
//! Must not know how a cell is written.

use std::borrow::Cow;
use std::collections::BTreeSet;

use geojson::JsonValue;
use geojson::feature::Id;

use super::{Outgoing, Told, Written};
use crate::i18n::Lang;
use crate::project::{Feature, Members};

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

impl Column {
    /// The cell of a feature; none where it has nothing there.
    pub(super) fn value(&self, feature: &Feature) -> Option<JsonValue> {
        match &self.from {
            From::Id => feature.id.as_ref().map(|id| match id {
                Id::String(text) => JsonValue::String(text.clone()),
                Id::Number(number) => JsonValue::Number(number.clone()),
            }),
            From::Property(name) => feature.properties.once(name),
            From::Spoken(name, langs) => {
                let value = feature.properties.once(name)?;
                let Some(texts) = value.as_object() else { return Some(value) };
                langs.iter().find_map(|lang| texts.get(*lang)).cloned()
            }
            From::Member(name) => feature.foreign_members.as_ref().and_then(|members| members.once(name)),
        }
    }
}

impl Outgoing<'_> {
    pub(super) fn features(&self) -> &[Feature] {
        self.layer.data.features()
    }

    /// The columns of everything that the features carry, the ids among them unless they are kept elsewhere.
    pub(super) fn columns(&self, with_ids: bool, all: &mut Written) -> Vec<Column> {
        let (mut names, mut seen) = (Vec::new(), BTreeSet::new());
        let mut members = Vec::new();
        for feature in self.features() {
            let own = |from: &Members| from.read_once().keys().cloned().collect::<Vec<_>>();
            for name in own(&feature.properties) {
                if seen.insert(name.clone()) {
                    names.push(name);
                }
            }
            let foreign = feature.foreign_members.as_ref().map_or(Vec::new(), |foreign| own(foreign));
            for name in foreign {
                if !members.contains(&name) {
                    members.push(name);
                }
            }
        }
        let (mut columns, mut other_id) = (Vec::new(), None);
        if with_ids && self.features().iter().any(|feature| feature.id.is_some()) {
            let is_alike = |feature: &Feature| {
                feature.id.is_some() && feature.properties.once(ID).is_some_and(|own| text(&own) == feature.key())
            };
            if !self.features().iter().all(is_alike) {
                columns.push(Column { name: ID.to_owned(), from: From::Id });
                // A property of that name makes room, as the column is what files are read by.
                other_id = seen.contains(ID).then(|| {
                    (0..=seen.len())
                        .map(|more| format!("{OTHER_ID}{}", "_".repeat(more)))
                        .find(|name| !seen.contains(name))
                        .unwrap_or_default()
                });
            }
        }
        for name in names {
            if self.is_spoken(&name) {
                // Once in the language that is asked for, and once more in each that it is in.
                let own = self.lang.code();
                let others = Lang::ALL.map(Lang::code).into_iter().filter(|code| *code != own);
                let any: Vec<&'static str> = std::iter::once(own).chain(others).collect();
                columns.push(Column { name: name.clone(), from: From::Spoken(name.clone(), any) });
                let each = Lang::ALL
                    .map(Lang::code)
                    .map(|code| (format!("{name}_{code}"), From::Spoken(name.clone(), vec![code])));
                columns.extend(
                    each.into_iter()
                        .filter(|(column, _)| !seen.contains(column))
                        .map(|(name, from)| Column { name, from }),
                );
            } else {
                let to = other_id.clone().filter(|_| name == ID).unwrap_or_else(|| name.clone());
                if to != name {
                    all.tell(Told::Renamed { from: name.clone(), to: to.clone() });
                }
                columns.push(Column { name: to, from: From::Property(name) });
            }
        }
        for name in members {
            let taken = columns.iter().any(|column| column.name == name);
            let to = if taken { format!("{name}_2") } else { name.clone() };
            if taken {
                all.tell(Told::Renamed { from: name.clone(), to: to.clone() });
            }
            columns.push(Column { name: to, from: From::Member(name) });
        }
        columns
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

impl Outgoing<'_> {
    /// Whether the values of a property are texts in the languages that we have, at one feature at least, or plain texts.
    fn is_spoken(&self, name: &str) -> bool {
        let is_code = |key: &String| Lang::ALL.iter().any(|lang| lang.code() == key);
        let (mut found, mut other) = (false, false);
        for value in self.features().iter().filter_map(|feature| feature.properties.once(name)) {
            match value {
                JsonValue::Object(texts)
                    if !texts.is_empty() && texts.keys().all(is_code) && texts.values().all(JsonValue::is_string) =>
                {
                    found = true;
                }
                JsonValue::String(_) | JsonValue::Null => {}
                JsonValue::Bool(_) | JsonValue::Number(_) | JsonValue::Array(_) | JsonValue::Object(_) => other = true,
            }
        }
        found && !other
    }

    /// What the values of a column are: of a kind of numbers only where each comes back from that as it was written.
    pub(super) fn kind(&self, column: &Column, all: &mut Written) -> Kind {
        let values =
            || self.features().iter().filter_map(|feature| column.value(feature)).filter(|value| !value.is_null());
        if values().next().is_none() {
            return Kind::Text;
        }
        if values().all(|value| value.is_boolean()) {
            return Kind::Boolean;
        }
        if values().any(|value| value.is_array() || value.is_object()) {
            all.tell(Told::AsText { field: column.name.clone() });
        }
        if !values().all(|value| value.is_number()) {
            return Kind::Text;
        }
        if values().all(|value| value.as_i64().is_some_and(|number| number.to_string() == text(&value))) {
            return Kind::Integer;
        }
        if values().all(|value| is_kept(&text(&value))) {
            return Kind::Real;
        }
        all.tell(Told::Digits { field: column.name.clone() });
        Kind::Text
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

/// Names, each once and none empty.
pub(super) fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.into_iter().filter(|name| !name.is_empty() && seen.insert(name.clone())).collect()
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
