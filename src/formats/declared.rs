//! Declared areas from the properties of features.
//! Must not know what `project.json` is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::error::ReadError;
use super::{OpenError, OpenOptions, Problem};
use crate::geodesy::{AreaUnit, Declared};
use crate::project::{FeatureId, Project};

/// The properties that are read unless the user names one.
const PROPERTIES: [(&str, AreaUnit); 4] = [
    ("declared_km2", AreaUnit::Km2),
    ("declared_ha", AreaUnit::Ha),
    ("declared_mu", AreaUnit::Mu),
    ("declared_m2", AreaUnit::M2),
];

/// Where a feature was read: the path, the text, and the offset of the feature in it.
type TextOf<'a> = dyn Fn(FeatureId) -> (&'a str, &'a str, usize) + 'a;

/// Takes declared areas from properties of the features. What `project.json` declares stands, unless the user names the property.
pub(super) fn from_properties(
    project: &mut Project,
    text_of: &TextOf<'_>,
    options: &OpenOptions,
) -> Result<(), OpenError> {
    if let Some((property, unit)) = &options.declared {
        project.declared = of_property(project, text_of, property, *unit)?;
        project.contradicted.clear();
        let missing = || no_such("expected.declared-property", property, project);
        return if project.declared.is_empty() { Err(missing()) } else { Ok(()) };
    }
    for (property, unit) in PROPERTIES {
        for (id, declared) in of_property(project, text_of, property, unit)? {
            match project.declared.get(&id) {
                Some(known) if known.agrees_with(&declared) => {}
                Some(_) => {
                    project.contradicted.insert(id, declared);
                }
                None => {
                    project.declared.insert(id, declared);
                }
            }
        }
    }
    Ok(())
}

/// The areas that a property declares, in a unit unless its text names another.
fn of_property(
    project: &Project,
    text_of: &TextOf<'_>,
    property: &str,
    unit: AreaUnit,
) -> Result<BTreeMap<FeatureId, Declared>, OpenError> {
    let mut found = BTreeMap::new();
    for id in project.feature_ids() {
        let value = project.feature(id).and_then(|f| f.properties.get(property));
        let Some(value) = value.filter(|value| !value.is_null()) else {
            continue;
        };
        let text = text_of_value(value);
        let declared = Declared::with_unit(&text, unit).map_err(|_not_an_area| {
            let (path, whole, offset) = text_of(id);
            let at = whole[offset..].find(&format!("\"{property}\"")).unwrap_or(0);
            ReadError::expected(whole, offset + at, "expected.area-with-unit", text).in_file(path)
        })?;
        found.insert(id, declared);
    }
    Ok(found)
}

/// A text as it is, anything else as it stands in JSON.
pub(super) fn text_of_value(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            Cow::Owned(value.to_string())
        }
    }
}

fn no_such(what: &'static str, found: &str, project: &Project) -> OpenError {
    OpenError {
        path: project.files.first().map_or_else(String::new, |file| file.path.clone()),
        place: None,
        problem: Problem::Expected { what, found: found.to_owned() },
    }
}
