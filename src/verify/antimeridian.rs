//! Rule `antimeridian`: rings and lines across 180° that are not cut there, and positions beyond it.
//! Must not know how they are read.

use std::collections::BTreeMap;

use super::{Finding, Severity, Subject, Vertex};
use crate::i18n::{Lang, list, tr};
use crate::project::{FeatureId, Project, position_in_file};

/// Names told before the rest is left out.
const NAMED: usize = 5;

/// A position of a feature, as it was read.
type Read = (FeatureId, usize);

/// What of one file was read otherwise than it stands there.
#[derive(Default)]
struct OfFile {
    crossing: Vec<Read>,
    beyond: Option<Read>,
    beyond_count: usize,
}

/// One finding for each file that crosses 180° without a cut, and one for each with positions beyond it.
pub(super) fn antimeridian(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let mut files: BTreeMap<Option<usize>, OfFile> = BTreeMap::new();
    for (at, layer) in project.layers.iter().enumerate() {
        let read = |&(feature, position): &(usize, usize)| (FeatureId { layer: at, feature }, position);
        let file = files.entry(layer.file).or_default();
        file.crossing.extend(layer.turned.crossing.iter().map(read));
        file.beyond = file.beyond.or_else(|| layer.turned.beyond.as_ref().map(read));
        file.beyond_count += layer.turned.beyond_count;
    }
    let found = files.values().flat_map(|file| [crossing(project, file), beyond(project, file)]);
    found.flatten().collect()
}

/// An error: as RFC 7946 section 3.1.1 has it, an edge is the straight line between its ends, which goes the long way round.
fn crossing(project: &Project, file: &OfFile) -> Option<Finding> {
    let &first = file.crossing.first()?;
    let mut features: Vec<FeatureId> = file.crossing.iter().map(|&(id, _)| id).collect();
    features.dedup();
    let count = file.crossing.len();
    let finding = Finding::new(project, "antimeridian", Severity::Error, features.clone(), |lang| {
        tr!(lang, "finding.antimeridian", list = names(project, &features, lang), count = count).into_owned()
    });
    placed(project, finding, first)
}

fn beyond(project: &Project, file: &OfFile) -> Option<Finding> {
    let first = file.beyond?;
    let finding = Finding::new(project, "antimeridian", Severity::Note, vec![first.0], |lang| {
        let name = names(project, &[first.0], lang);
        tr!(lang, "finding.beyond-180", name = name, count = file.beyond_count).into_owned()
    });
    placed(project, finding, first)
}

fn placed(project: &Project, finding: Finding, (id, position): Read) -> Option<Finding> {
    let layer = project.layers.get(id.layer)?;
    let at = *layer.shapes.get(id.feature)?.positions().get(position)?;
    let own = layer.defects.iter().filter(|defect| defect.feature == id.feature);
    Some(finding.placed(at, Some(Vertex { feature: id, position: position_in_file(own, position) })))
}

fn names(project: &Project, features: &[FeatureId], lang: Lang) -> String {
    let name = |&id: &FeatureId| project.feature(id).map(|feature| feature.name().get(lang));
    let mut names: Vec<&str> = features.iter().take(NAMED).filter_map(name).collect();
    if features.len() > NAMED {
        names.push("…");
    }
    list(&names, lang)
}
