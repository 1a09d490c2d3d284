//! What a file says of a feature beside its geometry: its id and its properties, a row each.
//! Must not know what any of it means.

use serde_json::Value;

use super::FeatureReport;
use crate::i18n::{Lang, Localized, displayed, displayed_whole, tr};
use crate::report::table;

/// What the card says of a feature elsewhere already.
const SAID_ELSEWHERE: [&str; 9] =
    ["name", "role", "declared_km2", "declared_ha", "declared_mu", "declared_m2", "alt_name", "level", "kind"];

/// An attribute as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name, on one line.
    pub name: String,
    /// Its value as a text, on one line; a text in several languages is read in one of them.
    pub value: String,
    /// Whether the value is a number.
    pub is_number: bool,
    /// The address that the value is, if it is one of the web.
    pub link: Option<String>,
}

impl FeatureReport<'_> {
    /// Its id, where its file has one, and its properties in the order of the file, but for what is said of it elsewhere.
    #[must_use]
    pub fn attributes(&self, lang: Lang) -> Vec<Attribute> {
        let id = self.feature.id.is_some().then(|| Attribute {
            name: tr!(lang, "table.id").into_owned(),
            value: displayed(self.feature.key()),
            is_number: false,
            link: None,
        });
        let properties = self.feature.properties.iter().filter(|(name, _)| !SAID_ELSEWHERE.contains(&name.as_str()));
        id.into_iter().chain(properties.map(|(name, value)| attribute(name, value, lang))).collect()
    }

    /// The same as a table.
    #[must_use]
    pub fn copied_attributes(&self, lang: Lang) -> String {
        let head = ["table.attribute", "table.value"].map(|key| tr!(lang, key).into_owned()).to_vec();
        let rows = self.attributes(lang).into_iter();
        table(head, rows.map(|Attribute { name, value, .. }| vec![name, value]))
    }
}

fn attribute(name: &str, value: &Value, lang: Lang) -> Attribute {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Object(_) => {
            let texts: Option<Localized> = serde_json::from_value(value.clone()).ok();
            texts.map_or_else(|| value.to_string(), |texts| texts.get(lang).to_owned())
        }
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) => value.to_string(),
    };
    let is_address = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    let link = (is_address && !text.contains(|c: char| c.is_whitespace() || c.is_control())).then(|| text.clone());
    Attribute { name: displayed(name), value: displayed_whole(&text), is_number: value.is_number(), link }
}
