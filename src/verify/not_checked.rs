//! Rule `not-checked`: what could not be checked is said to be so, never passed over as right.
//! Must not know why a check fails.

use super::{Finding, Severity, Subject};
use crate::i18n::{Lang, tr};
use crate::project::FeatureId;

/// A finding that some features were not checked, for a reason given by its key in the locale files.
pub(super) fn not_checked(subject: &Subject<'_>, features: Vec<FeatureId>, why: &str) -> Finding {
    let message = |lang: Lang| tr!(lang, "finding.not-checked", why = tr!(lang, why)).into_owned();
    Finding::new(subject, "not-checked", Severity::Error, features, message)
}
