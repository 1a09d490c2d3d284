//! Rule `antimeridian`: rings and lines across 180° that are not cut there, and positions beyond it.
//! Must not know how they are read.

use std::collections::BTreeMap;

use super::names::names;
use super::{ANTIMERIDIAN, Finding, Severity, Subject, Vertex};
use crate::i18n::tr;
use crate::project::{FeatureId, Project, position_in_file};

/// A position of a feature, as it was read.
type Read = (FeatureId, usize);

/// What of one file was read otherwise than it stands there.
#[derive(Default)]
struct OfFile {
    crossing: Vec<Read>,
    all_round: Vec<Read>,
    beyond: Option<Read>,
    beyond_count: usize,
}

/// One finding for each file that crosses 180° without a cut, one for each with edges all the way round, and one for each with positions
/// beyond 180°.
pub(super) fn antimeridian(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let mut files: BTreeMap<Option<usize>, OfFile> = BTreeMap::new();
    for (at, layer) in project.layers.iter().enumerate() {
        let read = |&(feature, position): &(usize, usize)| (FeatureId { layer: at, feature }, position);
        let file = files.entry(layer.file).or_default();
        file.crossing.extend(layer.data.turned().crossing.iter().map(read));
        file.all_round.extend(layer.data.turned().all_round.iter().map(read));
        file.beyond = file.beyond.or_else(|| layer.data.turned().beyond.as_ref().map(read));
        file.beyond_count += layer.data.turned().beyond_count;
    }
    let found =
        files.values().flat_map(|file| [crossing(subject, file), all_round(subject, file), beyond(subject, file)]);
    found.flatten().collect()
}

/// An error: as RFC 7946 section 3.1.1 has it, an edge is the straight line between its ends, which goes the long way round.
fn crossing(subject: &Subject<'_>, file: &OfFile) -> Option<Finding> {
    let &first = file.crossing.first()?;
    let mut features: Vec<FeatureId> = file.crossing.iter().map(|&(id, _)| id).collect();
    features.dedup();
    let count = file.crossing.len();
    let finding = Finding::new(subject, ANTIMERIDIAN, Severity::Error, features.clone(), |lang| {
        tr!(lang, "finding.antimeridian", list = names(subject.project, &features, lang), count = count).into_owned()
    });
    placed(subject.project, finding, first)
}

/// An error: its ends are on one meridian, so that the edge has no length and what is beside it no area.
fn all_round(subject: &Subject<'_>, file: &OfFile) -> Option<Finding> {
    let &first = file.all_round.first()?;
    let mut features: Vec<FeatureId> = file.all_round.iter().map(|&(id, _)| id).collect();
    features.dedup();
    let count = file.all_round.len();
    let finding = Finding::new(subject, ANTIMERIDIAN, Severity::Error, features.clone(), |lang| {
        tr!(lang, "finding.all-round", list = names(subject.project, &features, lang), count = count).into_owned()
    });
    placed(subject.project, finding.of_kind("all-round"), first)
}

fn beyond(subject: &Subject<'_>, file: &OfFile) -> Option<Finding> {
    let first = file.beyond?;
    let finding = Finding::new(subject, ANTIMERIDIAN, Severity::Note, vec![first.0], |lang| {
        let name = names(subject.project, &[first.0], lang);
        tr!(lang, "finding.beyond-180", name = name, count = file.beyond_count).into_owned()
    });
    placed(subject.project, finding, first)
}

fn placed(project: &Project, finding: Finding, (id, position): Read) -> Option<Finding> {
    let layer = project.layers.get(id.layer)?;
    let at = *layer.data.shapes().get(id.feature)?.positions().get(position)?;
    let own = layer.data.defects().iter().filter(|defect| defect.feature == id.feature);
    Some(finding.placed(at, Some(Vertex { feature: id, position: position_in_file(own, position) })))
}
