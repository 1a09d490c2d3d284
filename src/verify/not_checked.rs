//! Rule `not-checked`: what could not be checked is said to be so, never passed over as right.
//! Must not know why a check fails.

use super::{Finding, NOT_CHECKED, Severity, Subject, shape};
use crate::i18n::{Lang, tr};
use crate::project::{Completeness, FeatureId, Layer};

/// Shapes that could not be checked, and layers that were read in part.
pub(super) fn not_checked_at_all(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = shape::not_checked(subject);
    findings.extend(read_in_part(subject));
    findings
}

/// That a layer was read in part only: nothing is known of the rest.
fn read_in_part(subject: &Subject<'_>) -> Vec<Finding> {
    let layers = subject.project.layers.iter();
    let partial = layers.filter(|layer| layer.data.completeness() == Completeness::Partial);
    let finding = |layer: &Layer| {
        let why = |lang: Lang| tr!(lang, "finding.read-in-part", layer = layer.title.get(lang));
        let message = |lang: Lang| tr!(lang, "finding.not-checked", why = why(lang)).into_owned();
        Finding::new(subject, NOT_CHECKED, Severity::Error, Vec::new(), message).of_kind("read-in-part")
    };
    partial.map(finding).collect()
}

/// A finding that some features were not checked, for a reason given by its key in the locale files.
pub(super) fn not_checked(subject: &Subject<'_>, features: Vec<FeatureId>, why: &str) -> Finding {
    let message = |lang: Lang| tr!(lang, "finding.not-checked", why = tr!(lang, why)).into_owned();
    Finding::new(subject, NOT_CHECKED, Severity::Error, features, message)
}
