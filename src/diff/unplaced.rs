//! The features of two versions that have no geometry: which is which, by what is said of them.
//! Must not know of anything that is drawn.

use std::collections::BTreeMap;

use serde_json::Value;

use super::matching::{by_id, leave_out};
use super::{By, Change, Geometry, Kind, lines};
use crate::project::{FeatureId, Project};

/// Pairs them by id, then by what is said of them; the others came or went.
pub(super) fn compared(a: &Project, b: &Project) -> Vec<Change> {
    let (mut only_a, mut only_b) = (unplaced(a), unplaced(b));
    let mut both = by_id(a, &only_a, b, &only_b);
    leave_out(&both, &mut only_a, &mut only_b);
    both.extend(by_words(a, &only_a, b, &only_b));
    leave_out(&both, &mut only_a, &mut only_b);
    let of = |a, b, by, kind| Change { a, b, by, ..lines::nothing(Geometry::None, kind) };
    let pairs = both.into_iter().map(|(at, to, by)| of(Some(at), Some(to), Some(by), Kind::Same));
    let mut changes: Vec<Change> =
        pairs.chain(only_a.into_iter().map(|at| of(Some(at), None, None, Kind::Removed))).collect();
    changes.sort_by_key(|change| change.a);
    changes.extend(only_b.into_iter().map(|to| of(None, Some(to), None, Kind::Added)));
    changes
}

/// The features without geometry in layers that answer to a click.
fn unplaced(project: &Project) -> Vec<FeatureId> {
    let is_unplaced = |&id: &FeatureId| {
        project.layers[id.layer].queryable && project.shape(id).is_none_or(|shape| Geometry::of(shape).is_none())
    };
    project.feature_ids().filter(is_unplaced).collect()
}

/// Pairs of which the same is said.
fn by_words(a: &Project, ids_a: &[FeatureId], b: &Project, ids_b: &[FeatureId]) -> Vec<(FeatureId, FeatureId, By)> {
    let mut said: BTreeMap<String, Vec<FeatureId>> = BTreeMap::new();
    for &id in ids_b.iter().rev() {
        said.entry(words(b, id)).or_default().push(id);
    }
    ids_a.iter().filter_map(|&id| Some((id, said.get_mut(&words(a, id))?.pop()?, By::Words))).collect()
}

/// All that is said of a feature. One that was written without an id has none.
fn words(project: &Project, id: FeatureId) -> String {
    let Some(feature) = project.feature(id) else { return String::new() };
    let declared = project.declared.get(&id).map(super::attributes::declared_text);
    let properties: BTreeMap<&String, &Value> = feature.properties.iter().collect();
    format!("{:?} {declared:?} {properties:?}", feature.id.as_ref().map(|_| feature.key()))
}
