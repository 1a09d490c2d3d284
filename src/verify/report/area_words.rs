//! What the report says of an area, in sentences that several forms share.
//! Must not decide anything: the row did.

use super::AreaRow;
use crate::i18n::{Lang, area_km2, bound, list, number, printable, tr};

/// What is declared and what was measured.
pub(super) fn measured(row: &AreaRow, lang: Lang) -> String {
    let Some(measured) = row.measured_m2.map(area_km2) else {
        let why = tr!(lang, format!("no-area.{}", row.not_measured.unwrap_or("no-geometry")));
        let declared = row.declared_km2.as_deref().unwrap_or_default();
        return tr!(lang, "verify.area-not-measured", declared = declared, why = why).into_owned();
    };
    if let (Some(declared), Some([low, high])) = (&row.declared_km2, row.interval_km2) {
        tr!(lang, "verify.area", declared = declared, measured = measured, low = bound(low), high = bound(high))
            .into_owned()
    } else {
        tr!(lang, "verify.area-undeclared", measured = measured).into_owned()
    }
}

/// What the figures are worth: which methods give the declared one, and how sure the measured one is; nothing where nothing is known.
pub(super) fn worth(row: &AreaRow, lang: Lang) -> Vec<String> {
    let names = |keys: &[String]| printable(&list(&keys.iter().map(String::as_str).collect::<Vec<_>>(), lang));
    let mut lines: Vec<String> = row.explanation.iter().cloned().collect();
    if let Some(known) = row.uncertainty_m2 {
        let [independent, correlated] = [known.independent, known.correlated].map(|m2| number(m2 / 1e6, 2));
        lines.push(tr!(lang, "verify.uncertainty", independent = independent, correlated = correlated).into_owned());
    }
    if let Some(part) = row.boundary_with_accuracy {
        lines.push(tr!(lang, "verify.part-accuracy", percent = number(part * 100.0, 0)).into_owned());
    }
    if !row.limits_without_accuracy.is_empty() {
        lines.push(tr!(lang, "verify.no-accuracy", list = names(&row.limits_without_accuracy)).into_owned());
    }
    if !row.fitted_limits.is_empty() {
        lines.push(tr!(lang, "verify.fitted", list = names(&row.fitted_limits)).into_owned());
    }
    lines
}
