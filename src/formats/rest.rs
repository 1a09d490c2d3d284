//! What of a project can be shown when some of its files cannot be read: everything that does not mention what they hold.
//! Must not decide who is content with the rest.

use std::collections::BTreeSet;

use crate::project::{FeatureId, Manifest, Origin, Policy, Project, ProjectContent, WholeEntry};
use crate::show::Deck;

/// A project's `project.json` without the layers of files that are missing, and without what it says of their features.
pub(super) fn manifest(mut manifest: Manifest, missing: &BTreeSet<&str>, features: &BTreeSet<String>) -> Manifest {
    manifest.layers.retain(|layer| !missing.contains(layer.file.as_str()));
    manifest.declared_areas.retain(|area| features.contains(&area.feature));
    // A whole without one of its parts is another whole.
    manifest
        .wholes
        .retain(|whole| features.contains(&whole.whole) && whole.parts.iter().all(|part| features.contains(part)));
    let layers: Vec<&str> = manifest.layers.iter().map(|layer| layer.id.as_str()).collect();
    for stop in manifest.show.iter_mut().flat_map(|show| &mut show.stops) {
        if let Some(ids) = &mut stop.layers {
            ids.retain(|id| layers.contains(&id.as_str()));
        }
        stop.select.take_if(|key| !features.contains(key));
    }
    manifest
}

/// A policy whose items mention no feature that is missing.
pub(super) fn policy(policy: &mut Policy, features: &BTreeSet<String>) {
    for item in &mut policy.items {
        item.feature.take_if(|key| !features.contains(key));
        item.relevant.retain(|relevance| features.contains(&relevance.feature));
        item.places.retain(|place| features.contains(place));
    }
}

/// Notes the wholes that the whole `project.json` lists and that lack parts now; what the map shows of them is not what they are.
pub(super) fn wholes(project: &mut ProjectContent, listed: &[WholeEntry]) {
    let found: Vec<FeatureId> = listed.iter().filter_map(|entry| project.named(0, &entry.whole).next()).collect();
    let is_whole = |id: &FeatureId| project.wholes.iter().any(|w| w.whole == *id && w.origin == Origin::Project);
    project.incomplete = found.into_iter().filter(|id| !is_whole(id)).collect();
    let incomplete = &project.incomplete;
    project.wholes.retain(|whole| !incomplete.contains(&whole.whole));
}

/// The same project without stops in its plan that the rest makes no longer and that say nothing of their own.
pub(super) fn show(project: &Project) -> Project {
    let unplanned = Deck::unplanned(project);
    let known = |id: &str| unplanned.stops.iter().any(|stop| stop.id == id);
    let mut rest = ProjectContent::clone(project);
    rest.own.show.stops.retain(|entry| known(&entry.id) || entry.says_something());
    rest.into()
}
