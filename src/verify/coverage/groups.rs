//! Which areas belong side by side: the parts of each whole, and the other areas of each layer.
//! Must not know whether they fit.

use std::collections::BTreeSet;

use crate::project::{FeatureId, Project, Whole};

/// Areas of which none may cover another.
#[derive(Clone, Debug)]
pub(crate) struct Group<'a> {
    /// What they make up, if anything.
    pub(super) whole: Option<&'a Whole>,
    /// The areas, in order of their ids.
    pub(super) members: Vec<FeatureId>,
}

/// Every such set of a project: the parts of each whole; of each layer the areas that are neither wholes nor parts.
pub(super) fn groups(project: &Project) -> Vec<Group<'_>> {
    let mut taken: BTreeSet<FeatureId> = BTreeSet::new();
    let mut groups = Vec::new();
    for whole in &project.wholes {
        taken.insert(whole.whole);
        taken.extend(&whole.parts);
        let mut members = whole.parts.clone();
        members.sort_unstable();
        members.dedup();
        groups.push(Group { whole: Some(whole), members });
    }
    let rest: Vec<FeatureId> = project.areal_ids().filter(|id| taken.is_empty() || !taken.contains(id)).collect();
    let of_layers = rest.chunk_by(|a, b| a.layer == b.layer);
    groups.extend(of_layers.map(|members| Group { whole: None, members: members.to_vec() }));
    groups
}
