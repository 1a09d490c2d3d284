//! Findings as rows of the report, each with the place in its file.
//! Must not know how the rows are written.

use super::{FindingRow, rounded};
use crate::i18n::{Lang, escaped};
use crate::project::{Feature, Place, Project};
use crate::verify::Finding;

/// A file with a line and a column of it, as compilers write it and editors read it.
pub(super) struct Located<'a>(pub(super) &'a FindingRow);

impl std::fmt::Display for Located<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let row = self.0;
        write!(f, "{}", escaped(&row.file))?;
        match (row.line, row.column) {
            (Some(line), Some(column)) => write!(f, ":{line}:{column}"),
            (Some(line), None) => write!(f, ":{line}"),
            (None, _) => Ok(()),
        }
    }
}

/// The rows of a project's findings, in their order. The files are gone through once for all places together.
pub(super) fn rows(project: &Project, findings: &[Finding], lang: Lang) -> Vec<FindingRow> {
    let vertices: Vec<_> = findings.iter().filter_map(|finding| finding.vertex).collect();
    let wanted: Vec<_> = vertices.iter().map(|vertex| (vertex.feature, vertex.position)).collect();
    let mut places = project.places_of(&wanted).into_iter();
    let place = |finding: &Finding| {
        let of_vertex = finding.vertex.and_then(|_| places.next()).flatten();
        let feature = finding.vertex.map(|vertex| vertex.feature).or(finding.features.first().copied());
        of_vertex.or_else(|| project.feature(feature?)?.place)
    };
    let places: Vec<Option<Place>> = findings.iter().map(place).collect();
    findings.iter().zip(places).map(|(finding, place)| row(project, finding, place, lang)).collect()
}

fn row(project: &Project, finding: &Finding, place: Option<Place>, lang: Lang) -> FindingRow {
    let keys = finding.features.iter().filter_map(|&id| project.feature(id));
    let to_blame = finding.vertex.map(|vertex| vertex.feature).or(finding.features.first().copied());
    let file = to_blame.and_then(|id| project.file_of(id)).map_or(&project.path, |file| &file.path);
    FindingRow {
        id: finding.id.clone(),
        rule: finding.rule,
        level: finding.severity,
        message: finding.message.get(lang).to_owned(),
        features: keys.map(Feature::key).map(str::to_owned).collect(),
        at: finding.at.map(|at| [at.lon, at.lat].map(|degrees| (degrees * 1e6).round() / 1e6)),
        area_m2: finding.area_m2.map(rounded),
        width_m: finding.width_m.map(rounded),
        file: file.clone(),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        region: finding.region.clone(),
    }
}
