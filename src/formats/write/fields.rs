//! The attributes of a layer as columns of a table: its ids, its properties and what else its features carry, in the order in which they are met.
//! Must not know how a cell is written.

use std::borrow::Cow;
use std::collections::BTreeSet;

use geojson::JsonValue;
use geojson::feature::Id;

use super::{Outgoing, Told, Written};
use crate::project::{Feature, Members};

/// Where the cells of a column come from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum From {
    Id,
    Property(String),
    /// A member of the feature beside its properties.
    Member(String),
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    from: From,
}

/// What ids are called where they are a column like others, and where that is a property that says something else.
const ID: &str = "id";
const OTHER_ID: &str = "feature_id";

impl Column {
    /// The cell of a feature; none where it has nothing there.
    pub(super) fn value(&self, feature: &Feature) -> Option<JsonValue> {
        match &self.from {
            From::Id => feature.id.as_ref().map(|id| match id {
                Id::String(text) => JsonValue::String(text.clone()),
                Id::Number(number) => JsonValue::Number(number.clone()),
            }),
            From::Property(name) => feature.properties.once(name),
            From::Member(name) => feature.foreign_members.as_ref().and_then(|members| members.once(name)),
        }
    }

    /// The property that it is.
    pub(super) fn property(&self) -> Option<&str> {
        match &self.from {
            From::Property(name) => Some(name),
            From::Id | From::Member(_) => None,
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
        let mut columns = Vec::new();
        if with_ids && self.features().iter().any(|feature| feature.id.is_some()) {
            let is_alike = |feature: &Feature| {
                feature.id.is_some() && feature.properties.once(ID).is_some_and(|own| text(&own) == feature.key())
            };
            if !seen.contains(ID) {
                columns.push(Column { name: ID.to_owned(), from: From::Id });
            } else if !self.features().iter().all(is_alike) {
                columns.push(Column { name: OTHER_ID.to_owned(), from: From::Id });
                all.tell(Told::Renamed { from: ID.to_owned(), to: OTHER_ID.to_owned() });
            }
        }
        columns.extend(names.into_iter().map(|name| Column { name: name.clone(), from: From::Property(name) }));
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
