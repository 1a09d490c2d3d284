//! The rule about what of a file was not read, or was read by assumption: what it checks is not all that the file holds.
//! Must not know any format.

use super::finding::Source;
use super::{Finding, Severity, Subject};
use crate::i18n::{Lang, printable, tr};

/// What readers of files say that has a finding, by its key, and how severe that is.
const TOLD: [(&str, Severity); 16] = [
    // What was cut off is gone, and nobody knows how much it was.
    ("warning.cut-record", Severity::Error),
    ("warning.no-system", Severity::Warning),
    ("warning.beijing-1954", Severity::Warning),
    ("warning.xian-1980", Severity::Warning),
    ("warning.drawing-units", Severity::Warning),
    ("warning.unread-entities", Severity::Warning),
    ("warning.unread-kml", Severity::Warning),
    ("warning.unread-gml", Severity::Warning),
    ("warning.network-links", Severity::Warning),
    ("warning.text-bad", Severity::Warning),
    ("warning.formulas-unread", Severity::Warning),
    ("warning.other-geometries", Severity::Note),
    ("warning.unread-columns", Severity::Note),
    ("warning.unread-tables", Severity::Note),
    ("warning.unread-sheets", Severity::Note),
    ("warning.deleted-rows", Severity::Note),
];

/// Files of which something was not read.
pub(super) fn unread_data(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &subject.project.files {
        for (key, severity) in TOLD {
            let Some((_, count)) = file.warnings.iter().find(|(known, _)| *known == key) else { continue };
            let message = |lang: Lang| {
                let what = tr!(lang, key, count = count);
                tr!(lang, "finding.unread-data", name = printable(&file.path), what = what).into_owned()
            };
            let mut finding = Finding::new(subject, "unread-data", severity, Vec::new(), message);
            let what = key.rsplit('.').next().unwrap_or(key);
            finding.id = format!("unread-data:{what}:{}", file.path);
            finding.source = Some(Source { path: file.path.clone(), place: None });
            findings.push(finding);
        }
    }
    findings
}
