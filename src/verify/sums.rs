//! Rules `declared-sum`, `measured-sum`, `touching-sum` and `edge-effect`: do the parts make up the whole, as declared and as drawn?
//! Must not know why they might not.

use schemars::JsonSchema;
use serde::Serialize;

use super::coverage::outline;
use super::names::names;
use super::{Finding, Severity, Subject, Tolerances};
use crate::geodesy::{Declared, Interval, perimeter_m, sum_km2_text};
use crate::geometry::Shape;
use crate::geometry::overlay::LooseEdge;
use crate::i18n::{AreaFormat, Lang, area, declared_sum_text, declared_text, exact_difference, tr, width};
use crate::project::{FeatureId, Project, Whole};

/// A whole beside its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct SumCheck<'a> {
    /// What makes up what.
    pub whole: &'a Whole,
    /// The whole's declared area.
    pub declared_whole: Option<&'a Declared>,
    /// The parts' declared areas; none unless every part has one.
    pub declared_parts: Option<Vec<&'a Declared>>,
    /// The figures.
    pub figures: SumFigures,
    /// The most that the difference may be, square metres.
    pub tolerance_m2: f64,
}

/// The figures of a whole and of its parts together, and whether they agree.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(inline)]
pub struct SumFigures {
    /// Whether the declared figures can add up, each being rounded.
    pub declared_agrees: Option<bool>,
    /// By how many square metres the parts fall short of the whole beyond what rounding explains; negative when they are
    /// too large, 0 when rounding explains it.
    pub declared_short_by_m2: Option<f64>,
    /// The whole's area, square metres.
    pub measured_whole_m2: f64,
    /// The parts' areas together, square metres.
    pub measured_parts_m2: f64,
    /// By how much the parts cover more than the whole, square metres: each edge has the vertices that others have on it.
    pub difference_m2: f64,
    /// By how much the two measured areas differ beyond that, square metres: long edges are geodesics, not the straight lines on which
    /// others have vertices.
    pub edge_effect_m2: f64,
    /// Whether the difference is no more than the tolerance.
    pub agrees: bool,
}

impl SumCheck<'_> {
    /// Whether it agrees, as declared and as measured.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.figures.agrees && self.figures.declared_agrees != Some(false)
    }

    /// The parts' declared areas added up, in km² with all their digits.
    #[must_use]
    pub fn declared_parts_km2(&self) -> Option<String> {
        self.declared_parts.as_deref().map(sum_km2_text)
    }

    /// What the parts' true areas can add up to when each was rounded by itself; none unless all are declared.
    #[must_use]
    pub fn declared_parts_interval(&self) -> Option<Interval> {
        self.declared_parts.as_deref().map(sum_interval)
    }

    /// The parts' declared areas added up, with their unit: their own where it is one, else the whole's.
    #[must_use]
    pub fn declared_parts_text(&self, lang: Lang) -> Option<String> {
        self.declared_parts.as_deref().map(|parts| declared_sum_text(parts, self.declared_whole, lang))
    }

    /// How the measured areas of the whole and of its parts are written: so finely that they are seen to differ where they do.
    #[must_use]
    pub fn format(&self, lang: Lang) -> AreaFormat {
        let format = AreaFormat::of(self.declared_whole, self.figures.measured_whole_m2, lang);
        if self.figures.agrees { format } else { format.telling(self.figures.difference_m2) }
    }

    /// By how much the declared figures miss one another, in words; none where rounding explains it.
    #[must_use]
    pub fn miss(&self, lang: Lang) -> Option<String> {
        let (whole, parts) = self.declared_whole.zip(self.declared_parts.as_deref())?;
        let short_m2 = self.figures.declared_short_by_m2.filter(|short_m2| short_m2.abs() > 0.0)?;
        let by = AreaFormat::of_figures(whole, parts, lang).miss(short_m2.abs());
        let key = if short_m2 < 0.0 { "sum.too-much" } else { "sum.too-little" };
        Some(tr!(lang, key, by = by).into_owned())
    }
}

/// Every whole of a project beside its parts.
#[must_use]
pub fn sum_checks<'a>(project: &'a Project, tolerances: &Tolerances) -> Vec<SumCheck<'a>> {
    let numbered = project.wholes.iter().enumerate();
    numbered.map(|(at, whole)| sum_check(project, (at, whole), tolerances, None)).collect()
}

/// The same for the rules, which need not look again for the edges that no two parts have.
pub(super) fn checks_of<'a>(subject: &Subject<'a>) -> Vec<SumCheck<'a>> {
    let numbered = subject.project.wholes.iter().enumerate();
    let check = |(at, whole)| sum_check(subject.project, (at, whole), subject.tolerances, outline(subject, whole));
    numbered.map(check).collect()
}

fn sum_check<'a>(
    project: &'a Project,
    (at, whole): (usize, &'a Whole),
    tolerances: &Tolerances,
    loose: Option<&[LooseEdge]>,
) -> SumCheck<'a> {
    let declared = |id: &FeatureId| project.declared.get(id);
    let declared_whole = declared(&whole.whole);
    let declared_parts: Option<Vec<&Declared>> = whole.parts.iter().map(declared).collect();
    let intervals =
        declared_whole.zip(declared_parts.as_ref()).map(|(whole, parts)| (whole.interval(), sum_interval(parts)));
    let measured_whole_m2 = project.area_m2(whole.whole);
    let measured_parts_m2: f64 = whole.parts.iter().map(|&part| project.area_m2(part)).sum();
    let tolerance_m2 = tolerances.sum_m2.max(tolerances.sum_relative * measured_whole_m2);
    let difference_m2 = project.parts_beyond_whole_m2(at, loose);
    let figures = SumFigures {
        declared_agrees: intervals.map(|(whole, parts)| whole.overlaps(parts)),
        declared_short_by_m2: intervals.map(|(whole, parts)| whole.above(parts)),
        measured_whole_m2,
        measured_parts_m2,
        difference_m2,
        edge_effect_m2: measured_parts_m2 - measured_whole_m2 - difference_m2,
        agrees: (difference_m2.abs() <= tolerance_m2
            // Borders that are off by no more than what counts as one place.
            || difference_m2.abs() <= touching_m2(project, whole, tolerances.touch_m))
            && without_area(project, whole).is_empty(),
    };
    SumCheck { whole, declared_whole, declared_parts, figures, tolerance_m2 }
}

/// What the borders of a whole and of its parts can make together where each is off by no more than counts as one place, square metres.
/// Whatever is wider is found as a gap, an overlap or a part outside.
fn touching_m2(project: &Project, whole: &Whole, touch_m: f64) -> f64 {
    let all = std::iter::once(&whole.whole).chain(&whole.parts);
    touch_m * all.filter_map(|&id| project.shape(id)).map(perimeter_m).sum::<f64>() / 2.0
}

/// The features of a sum that have no area, so that it cannot be made.
fn without_area(project: &Project, whole: &Whole) -> Vec<FeatureId> {
    let all = std::iter::once(whole.whole).chain(whole.parts.iter().copied());
    all.filter(|&id| !project.shape(id).is_some_and(Shape::is_areal)).collect()
}

/// What the true areas can add up to when each was rounded by itself.
fn sum_interval(parts: &[&Declared]) -> Interval {
    let intervals = parts.iter().map(|part| part.interval());
    intervals.fold(Interval { low_m2: 0.0, high_m2: 0.0 }, |sum, part| Interval {
        low_m2: sum.low_m2 + part.low_m2,
        high_m2: sum.high_m2 + part.high_m2,
    })
}

pub(super) fn declared_sum(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in subject.sums() {
        let (Some(false), Some(whole)) = (check.figures.declared_agrees, check.declared_whole) else {
            continue;
        };
        let short_m2 = check.figures.declared_short_by_m2.unwrap_or_default();
        let mut found = finding(subject, "declared-sum", Severity::Error, check.whole, |lang, name| {
            let (declared, by) = (declared_text(whole, lang), check.miss(lang).unwrap_or_default());
            let parts = check.declared_parts_text(lang).unwrap_or_default();
            tr!(lang, "finding.declared-sum", name = name, parts = parts, declared = declared, by = by).into_owned()
        });
        found.area_m2 = Some(short_m2.abs());
        findings.push(found);
    }
    findings
}

pub(super) fn measured_sum(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in subject.sums().iter().filter(|check| !check.figures.agrees) {
        let off_m2 = check.figures.difference_m2;
        let without = without_area(subject.project, check.whole);
        if !without.is_empty() {
            findings.push(finding(subject, "measured-sum", Severity::Error, check.whole, |lang, name| {
                let list = names(subject.project, &without, lang);
                tr!(lang, "finding.measured-sum-impossible", name = name, list = list).into_owned()
            }));
            continue;
        }
        let mut found = finding(subject, "measured-sum", Severity::Error, check.whole, |lang, name| {
            let format = check.format(lang);
            let [parts, whole] =
                [check.figures.measured_parts_m2, check.figures.measured_whole_m2].map(|area_m2| format.text(area_m2));
            let off = format.miss(off_m2);
            tr!(lang, "finding.measured-sum", name = name, parts = parts, whole = whole, off = off).into_owned()
        });
        found.area_m2 = Some(off_m2.abs());
        findings.push(found);
    }
    findings
}

/// Sums that are off by more than the tolerance, but by no more than borders that count as one.
pub(super) fn touching_sum(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_off = |check: &&SumCheck<'_>| check.figures.agrees && check.figures.difference_m2.abs() > check.tolerance_m2;
    for check in subject.sums().iter().filter(is_off) {
        let mut found = finding(subject, "touching-sum", Severity::Warning, check.whole, |lang, name| {
            let off = area(check.figures.difference_m2, lang);
            tr!(lang, "finding.touching-sum", name = name, off = off, touch = width(subject.tolerances.touch_m))
                .into_owned()
        });
        found.area_m2 = Some(check.figures.difference_m2.abs());
        findings.push(found);
    }
    findings
}

pub(super) fn edge_effect(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let bulging = |check: &&SumCheck<'_>| check.figures.edge_effect_m2.abs() > check.tolerance_m2;
    for check in subject.sums().iter().filter(bulging) {
        let mut found = finding(subject, "edge-effect", Severity::Note, check.whole, |lang, name| {
            tr!(
                lang,
                "finding.edge-effect",
                name = name,
                effect = area(check.figures.edge_effect_m2, lang),
                difference = exact_difference(check.figures.difference_m2, lang),
            )
            .into_owned()
        });
        found.area_m2 = Some(check.figures.edge_effect_m2.abs());
        findings.push(found);
    }
    findings
}

fn finding(
    subject: &Subject<'_>,
    rule: &'static str,
    severity: Severity,
    whole: &Whole,
    message: impl Fn(Lang, &str) -> String,
) -> Finding {
    let features = std::iter::once(whole.whole).chain(whole.parts.iter().copied()).collect();
    Finding::new(subject, rule, severity, features, |lang| {
        let name = subject.project.feature(whole.whole).map_or("", |f| f.name().get(lang));
        message(lang, name)
    })
}
