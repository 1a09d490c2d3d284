//! What a feature that two versions have says of itself in one of them and not in the other: its id, its declared area, its properties.
//! Must not know where it lies.

use std::collections::BTreeSet;

use serde_json::Value;

use super::heights::heights;
use crate::geodesy::Declared;
use crate::project::{Feature, FeatureId, Project};

/// What of a feature changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// Its id, the two being known as one by the ground they share.
    Id,
    /// The area that is declared for it.
    Declared,
    /// Third numbers of its coordinates.
    Heights,
    /// A property, by its name.
    Property(String),
}

impl Aspect {
    /// Short stable name, as in reports.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Declared => "declared",
            Self::Heights => "heights",
            Self::Property(_) => "property",
        }
    }

    /// The property's name, of a property.
    #[must_use]
    pub fn property(&self) -> Option<&str> {
        match self {
            Self::Property(name) => Some(name),
            Self::Id | Self::Declared | Self::Heights => None,
        }
    }
}

/// Something that a feature says otherwise in the second version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeChange {
    /// What it is.
    pub aspect: Aspect,
    /// As the first version has it; none where it has nothing of it.
    pub before: Option<String>,
    /// As the second version has it.
    pub after: Option<String>,
}

/// The properties that declare an area where nothing else is said.
const DECLARING: [&str; 4] = ["declared_km2", "declared_ha", "declared_mu", "declared_m2"];

/// What is not the same of a feature: id, declared area, heights, properties in the order of their names.
pub(super) fn attributes(a: (&Project, FeatureId), b: (&Project, FeatureId)) -> Vec<AttributeChange> {
    let (Some(first), Some(second)) = (a.0.feature(a.1), b.0.feature(b.1)) else { return Vec::new() };
    let mut changes = Vec::new();
    if first.id != second.id {
        let id = |feature: &Feature| feature.id.as_ref().map(|_| feature.key().to_owned());
        changes.push(AttributeChange { aspect: Aspect::Id, before: id(first), after: id(second) });
    }
    // A file that declares nothing at all may be the boundaries of the other version without what is said of them.
    let both_declare = [a.0, b.0].iter().all(|version| !version.declared.is_empty() || is_folder(version));
    let declared = |(project, id): (&Project, FeatureId)| project.declared.get(&id).map(declared_text);
    let (before, after) = (declared(a), declared(b));
    let told = both_declare && before != after;
    if told {
        changes.push(AttributeChange { aspect: Aspect::Declared, before, after });
    }
    let shapes = a.0.shape(a.1).zip(b.0.shape(b.1));
    changes.extend(shapes.and_then(|(before, after)| heights(before, after)));
    let names: BTreeSet<&String> = first.properties.keys().chain(second.properties.keys()).collect();
    for name in names.into_iter().filter(|name| !(told && DECLARING.contains(&name.as_str()))) {
        let (before, after) = (first.properties.get(name), second.properties.get(name));
        if before != after {
            let text = |value: Option<&Value>| {
                value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            };
            let aspect = Aspect::Property(name.clone());
            changes.push(AttributeChange { aspect, before: text(before), after: text(after) });
        }
    }
    changes
}

/// Whether a version is a project with a file of its own, that would say what is declared.
fn is_folder(version: &Project) -> bool {
    version.files.iter().all(|file| file.path != version.own.path)
}

/// The figure as it was written, with its unit.
pub(super) fn declared_text(declared: &Declared) -> String {
    let unit = declared.unit_as_written().unwrap_or_else(|| declared.unit().symbol());
    format!("{} {unit}", declared.text())
}
