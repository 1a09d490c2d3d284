//! What the report says of an area or of a sum, in sentences that several forms share.
//! Must not decide anything: the row did.

use super::{AreaRow, SumRow};
use crate::i18n::{Lang, list, number, printable, tr};

/// What is declared and what was measured.
pub(super) fn measured(row: &AreaRow, lang: Lang) -> String {
    let measured = &row.measured;
    if row.measured_m2.is_none() {
        let why = tr!(lang, format!("no-area.{}", row.not_measured.unwrap_or("no-geometry")));
        let declared = row.declared.figure.as_ref().map_or("", |declared| &*declared.text);
        return tr!(lang, "verify.area-not-measured", declared = declared, why = why).into_owned();
    }
    if let (Some(declared), Some(([low, high], unit))) = (&row.declared.figure, row.declared.bounds(lang)) {
        let declared = &declared.text;
        tr!(lang, "verify.area", declared = declared, measured = measured, low = low, high = high, unit = unit)
            .into_owned()
    } else {
        tr!(lang, "verify.area-undeclared", measured = measured).into_owned()
    }
}

/// What the figures are worth: which methods give the declared one, and how accurate the measured one is; nothing where nothing is known.
pub(super) fn worth(row: &AreaRow, lang: Lang) -> Vec<String> {
    let names = |keys: &[String]| printable(&list(&keys.iter().map(String::as_str).collect::<Vec<_>>(), lang));
    let mut lines: Vec<String> = row.worth.explanation.iter().cloned().collect();
    if let Some(([independent, correlated], unit)) = &row.worth.spread {
        let text = tr!(lang, "verify.uncertainty", independent = independent, correlated = correlated, unit = unit);
        lines.push(text.into_owned());
    }
    if let Some(part) = row.worth.boundary_with_accuracy {
        lines.push(tr!(lang, "verify.part-accuracy", percent = number(part * 100.0, 0)).into_owned());
    }
    if !row.worth.segments_without_accuracy.is_empty() {
        lines.push(tr!(lang, "verify.no-accuracy", list = names(&row.worth.segments_without_accuracy)).into_owned());
    }
    if row.agrees == Some(true) && !row.worth.fitted_segments.is_empty() {
        lines.push(tr!(lang, "verify.fitted", list = names(&row.worth.fitted_segments)).into_owned());
    }
    lines
}

/// What is declared of a whole and of its parts together; none unless all are declared.
pub(super) fn sum_declared(row: &SumRow, lang: Lang) -> Option<String> {
    let (whole, parts) = (row.declared_whole.as_ref()?, row.declared_parts.as_ref()?);
    Some(tr!(lang, "verify.sum-declared", whole = whole.text, parts = parts.text).into_owned())
}

/// What was measured of a whole and of its parts together.
pub(super) fn sum_measured(row: &SumRow, lang: Lang) -> String {
    let words = &row.words;
    let (whole, parts, off) = (&words.measured_whole, &words.measured_parts, &words.difference);
    tr!(lang, "verify.sum-measured", whole = whole, parts = parts, off = off).into_owned()
}
