//! A declared figure as reports have it: as it was written, and as numbers in its unit and in square metres.
//! Must not know whose figure it is.

use schemars::JsonSchema;
use serde::Serialize;

use crate::geodesy::{AreaUnit, Declared, Interval, sum_text};
use crate::i18n::{Lang, declared_sum_text, declared_text};
use crate::verify::SumCheck;

/// A declared figure.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DeclaredRow {
    /// The figure digit for digit, with its unit as it was written, or as the language has it.
    pub text: Box<str>,
    /// Its value in the unit.
    pub value: f64,
    /// The unit.
    pub unit: AreaUnit,
    /// The areas that agree with it: from, and up to but not including, in the unit.
    pub interval: [f64; 2],
    /// The same in square metres.
    pub interval_m2: [f64; 2],
}

impl DeclaredRow {
    /// The row of a figure; its unit in a language where it was not written.
    #[must_use]
    pub fn new(declared: &Declared, lang: Lang) -> Self {
        Self::within(declared, declared.interval(), lang)
    }

    /// The same where other areas agree with it than those that round to its digits.
    #[must_use]
    pub fn within(declared: &Declared, accepted: Interval, lang: Lang) -> Self {
        Self {
            text: declared_text(declared, lang).into(),
            value: declared.value(),
            unit: declared.unit(),
            interval: accepted.in_unit(declared.unit()),
            interval_m2: [accepted.low_m2, accepted.high_m2],
        }
    }

    /// The row of what the parts of a whole are declared as, added up; none unless all are declared.
    pub(super) fn of_parts(check: &SumCheck<'_>, lang: Lang) -> Option<Self> {
        let parts = check.declared_parts.as_deref()?;
        let interval = check.declared_parts_interval()?;
        let (_, unit) = sum_text(parts, check.declared_whole.map_or(AreaUnit::Km2, Declared::unit));
        Some(Self {
            value: unit.from_m2(parts.iter().map(|part| part.area_m2()).sum()),
            text: declared_sum_text(parts, check.declared_whole, lang).into(),
            unit,
            interval: interval.in_unit(unit),
            interval_m2: [interval.low_m2, interval.high_m2],
        })
    }
}
