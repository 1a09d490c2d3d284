//! Rule `declared-area`: does the measured area round to the digits that were declared?
//! Must not know other methods than the reference.

use super::{Finding, NoArea, Severity, Subject, Tolerances};
use crate::geodesy::{Declared, Interval};
use crate::geometry::Shape;
use crate::i18n::{AreaFormat, Lang, bounds, declared_text, tr};
use crate::project::{FeatureId, Project};

/// A feature's measured area beside its declared one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AreaCheck<'a> {
    /// Which feature.
    pub id: FeatureId,
    /// What is declared, if anything.
    pub declared: Option<&'a Declared>,
    /// Area by the reference method, square metres.
    pub measured_m2: f64,
    /// The areas that agree with the declared one: those that round to its digits, or more where a tolerance says so.
    pub accepted: Option<Interval>,
    /// Whether the measured area is one of them; none when nothing is declared.
    pub agrees: Option<bool>,
}

impl AreaCheck<'_> {
    /// The unit and the digits of the measured figures: those that suit the declared one, where there is one.
    #[must_use]
    pub fn format(&self, lang: Lang) -> AreaFormat {
        let beside = self.declared.zip(self.accepted);
        beside.map_or_else(
            || AreaFormat::of_size(self.measured_m2, lang),
            |(declared, accepted)| AreaFormat::within(declared, accepted, self.measured_m2, lang),
        )
    }
}

/// A feature's measured area beside its declared one, by the digits of that alone.
#[must_use]
pub fn area_check(project: &Project, id: FeatureId) -> AreaCheck<'_> {
    check(project, id, Declared::interval)
}

/// Whether an area agrees with a declared one. None agrees with a zero: it stands in tables where nothing was entered.
pub(super) fn agrees(declared: &Declared, accepted: Interval, area_m2: f64) -> bool {
    declared.area_m2() > 0.0 && accepted.contains(area_m2)
}

/// What has no area agrees with nothing.
fn check(project: &Project, id: FeatureId, accepted: impl Fn(&Declared) -> Interval) -> AreaCheck<'_> {
    check_of(project, id, project.declared.get(&id), accepted)
}

/// The same beside another figure than the first that is declared of it.
fn check_of<'a>(
    project: &Project,
    id: FeatureId,
    declared: Option<&'a Declared>,
    accepted: impl Fn(&Declared) -> Interval,
) -> AreaCheck<'a> {
    let accepted = declared.map(accepted);
    let is_areal = project.shape(id).is_some_and(Shape::is_areal);
    let measured_m2 = if is_areal { project.area_m2(id) } else { 0.0 };
    let both = declared.zip(accepted);
    let agrees = both.map(|(declared, accepted)| is_areal && agrees(declared, accepted, measured_m2));
    AreaCheck { id, declared, measured_m2, accepted, agrees }
}

/// Every area of a project that answers to a click or has a declared area.
#[must_use]
pub fn area_checks(project: &Project) -> Vec<AreaCheck<'_>> {
    area_checks_within(project, &Tolerances::default()).collect()
}

/// The same by some tolerances, one after the other.
pub fn area_checks_within<'a>(project: &'a Project, tolerances: &Tolerances) -> impl Iterator<Item = AreaCheck<'a>> {
    project.measure_all();
    let mut ids: Vec<FeatureId> = project.areal_ids().chain(project.declared.keys().copied()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().map(|id| check(project, id, |declared| tolerances.accepted(declared)))
}

pub(super) fn declared_area(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let accepted = |declared: &Declared| subject.tolerances.accepted(declared);
    // What contradicts the first figure is told of as such.
    let is_another =
        |id: &FeatureId, other: &Declared| project.declared.get(id).is_some_and(|declared| declared.agrees_with(other));
    let besides = project.declared_besides.iter().flat_map(|(id, others)| others.iter().map(move |other| (id, other)));
    let besides = besides.filter(|(id, other)| is_another(id, other));
    let besides = besides.map(|(&id, other)| check_of(project, id, Some(other), accepted));
    let checks = area_checks_within(project, subject.tolerances).chain(besides);
    checks.filter(|check| check.agrees == Some(false)).filter_map(|check| disagreement(subject, check)).collect()
}

fn disagreement(subject: &Subject<'_>, check: AreaCheck<'_>) -> Option<Finding> {
    let feature = subject.project.feature(check.id)?;
    let declared = check.declared?;
    if let Some(finding) = not_comparable(subject, check.id, declared) {
        return Some(finding);
    }
    let accepted = check.accepted?;
    let [low, high] = bounds(accepted, declared.unit());
    let off_m2 = check.measured_m2 - declared.area_m2();
    let mut finding = Finding::new(subject, "declared-area", Severity::Error, vec![check.id], |lang| {
        let format = check.format(lang);
        // Only digits that were rounded by hand are what an area rounds to.
        let is_rounded = !declared.is_computed() && accepted == declared.interval();
        tr!(
            lang,
            if is_rounded { "finding.declared-area" } else { "finding.declared-area-off" },
            name = feature.name().get(lang),
            measured = format.text(check.measured_m2),
            declared = declared_text(declared, lang),
            low = low,
            high = high,
            unit = format.symbol(),
            off = format.miss(off_m2),
        )
        .into_owned()
    });
    finding.area_m2 = Some(off_m2.abs());
    Some(finding)
}

/// What is declared of a feature that has no area, or declared as zero.
fn not_comparable(subject: &Subject<'_>, id: FeatureId, declared: &Declared) -> Option<Finding> {
    let why = NoArea::of(subject.project, id);
    if why.is_none() && declared.area_m2() > 0.0 {
        return None;
    }
    let name = subject.project.feature(id)?.name();
    let kind = why.map_or("zero", NoArea::id);
    let finding = Finding::new(subject, "declared-area", Severity::Error, vec![id], |lang| {
        let (name, figure) = (name.get(lang), declared_text(declared, lang));
        if let Some(why) = why {
            tr!(lang, "finding.declared-no-area", name = name, declared = figure, why = why.words(lang))
        } else {
            tr!(lang, "finding.declared-zero", name = name, declared = figure)
        }
        .into_owned()
    });
    Some(finding.of_kind(kind))
}
