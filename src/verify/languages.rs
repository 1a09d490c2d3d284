//! Rule `missing-language`: a name that is given by language is given in every language.
//! Must not know what the names say.

use super::{Finding, Severity, Subject};
use crate::i18n::{Lang, list, tr};
use crate::project::FeatureId;

pub(super) fn missing_language(subject: &Subject<'_>) -> Vec<Finding> {
    let asked = subject.project.feature_ids().filter(|id| subject.project.layers[id.layer].queryable);
    asked.filter_map(|id| missing(subject, id)).collect()
}

fn missing(subject: &Subject<'_>, id: FeatureId) -> Option<Finding> {
    let name = subject.project.feature(id)?.name();
    let is_missing = |lang: &Lang| name.in_language(*lang).is_none_or(str::is_empty);
    let codes: Vec<&str> = Lang::ALL.iter().filter(|lang| is_missing(lang)).map(|lang| lang.code()).collect();
    let message = |lang: Lang| {
        tr!(lang, "finding.missing-language", name = name.get(lang), list = list(&codes, lang)).into_owned()
    };
    let finding = || Finding::new(subject, "missing-language", Severity::Warning, vec![id], message);
    (!codes.is_empty()).then(finding)
}
