//! Rule `winding`: rings of GeoJSON that run the wrong way round, one note for each file, as whoever wrote it winds all of them alike.
//! Must not know how a ring's way is found.

use std::collections::BTreeMap;

use super::fault::{Fault, Kind};
use crate::i18n::{Lang, tr};
use crate::project::FeatureId;
use crate::verify::names::names;
use crate::verify::{Finding, Severity, Subject, Vertex};

/// The rule's short name.
pub(super) const RULE: &str = "winding";

/// The formats that ask for a way round (RFC 7946 section 3.1.6); others ask for the other, or none.
const FORMATS: [&str; 2] = ["geojson", "geojsonseq"];

/// The rings of each file that run the wrong way round.
pub(in crate::verify) fn winding(subject: &Subject<'_>) -> Vec<Finding> {
    let mut by_file: BTreeMap<Option<usize>, Vec<(FeatureId, &Fault)>> = BTreeMap::new();
    for (id, fault) in subject.faults().iter().filter(|(_, fault)| matches!(fault.kind, Kind::Winding(_))) {
        let file = subject.project.layers[id.layer].file;
        let format = file.and_then(|file| subject.project.files.get(file)).map(|file| file.format);
        if format.is_none_or(|format| FORMATS.contains(&format)) {
            by_file.entry(file).or_default().push((*id, fault));
        }
    }
    by_file.values().filter_map(|faults| of_file(subject, faults)).collect()
}

fn of_file(subject: &Subject<'_>, faults: &[(FeatureId, &Fault)]) -> Option<Finding> {
    let project = subject.project;
    let &(first, fault) = faults.first()?;
    let ids: Vec<FeatureId> = faults.iter().map(|(id, _)| *id).collect();
    let rings = |(_, fault): &(FeatureId, &Fault)| if let Kind::Winding(rings) = fault.kind { rings } else { 0 };
    let (rings, count, some) = (faults.iter().map(rings).sum::<usize>(), ids.len(), ids.clone());
    let message = |lang: Lang| {
        let list = names(project, &some, lang);
        tr!(lang, "finding.winding", rings = rings, features = count, list = list).into_owned()
    };
    let mut finding = Finding::new(subject, RULE, Severity::Note, ids, message);
    if let Some(at) = fault.at {
        finding = finding.placed(at, Some(Vertex { feature: first, position: fault.position }));
    }
    finding.id = format!("{RULE}:{}", project.layers[first.layer].id);
    Some(finding)
}
