//! A row of the report for each area: declared, measured, by which methods, and its accuracy.
//! Must not decide whether they agree.

use std::sync::{Arc, LazyLock};

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{DeclaredRow, key};
use crate::geodesy::{ELLIPSOID, Interval, Uncertainty};
use crate::geometry::Shape;
use crate::i18n::{Lang, bounds, printable, unit_symbol};
use crate::project::{FeatureId, Project};
use crate::report::FeatureReport;
use crate::report::rounded::rounded;
use crate::verify::{AreaCheck, AreaUncertainty, MethodCheck, NoArea, uncertainty_of};

// There are as many rows as areas, and most have no segments around them, and often nothing is declared: what few have stands apart,
// shared by those that have none of it, and what can be worked out of the rest when it is written is not kept.
/// An area beside its declared figure.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AreaRow {
    /// The feature's id.
    pub id: Box<str>,
    /// Its name.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub name: Arc<str>,
    /// What is declared of it.
    #[serde(flatten, serialize_with = "as_members")]
    #[schemars(with = "AreaDeclared")]
    pub declared: Arc<AreaDeclared>,
    /// Area by the method, square metres to three decimals; none where the geometry has none.
    pub measured_m2: Option<f64>,
    /// Why nothing was measured: `no-geometry`, `no-ring`, `closed-line`, `lines` or `points`.
    pub not_measured: Option<&'static str>,
    /// The method.
    pub method: &'static str,
    /// Whether the measured area rounds to the declared digits.
    pub agrees: Option<bool>,
    /// What the figures are worth.
    #[serde(flatten, serialize_with = "as_members")]
    #[schemars(with = "AreaWorth")]
    pub worth: Arc<AreaWorth>,
    /// The project or file it belongs to.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub file: Arc<str>,
    /// The measured area as people read it, in the unit of the declared one.
    #[serde(skip)]
    pub measured: Box<str>,
}

/// What is declared of an area.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct AreaDeclared {
    /// The declared figure as it was written.
    #[serde(rename = "declared")]
    pub figure: Option<DeclaredRow>,
    /// The same in km², with all its digits.
    #[serde(rename = "declared_km2")]
    pub km2: Option<Box<str>>,
    /// The areas that agree with it, as they round to it or as a tolerance says: from, and up to but not including, km².
    pub interval_km2: Option<[f64; 2]>,
    /// The unit as it was written, if it was.
    #[serde(skip)]
    pub unit_as_written: Option<Box<str>>,
}

/// What the figures of an area are worth: how accurate the measured one is, and which methods give the declared one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct AreaWorth {
    /// How far it may be off by the accuracy of the segments that bound it; none where that is not known of them all.
    pub uncertainty_m2: Option<UncertaintyRow>,
    /// The ids of segments that bound it and have no accuracy.
    #[serde(rename = "limits_without_accuracy")]
    pub segments_without_accuracy: Vec<String>,
    /// How much of its boundary the segments with an accuracy make up, where that is too little to say how far the area may be off.
    pub boundary_with_accuracy: Option<f64>,
    /// The ids of segments that bound it and were moved until the areas came out, so that agreement proves nothing.
    #[serde(rename = "fitted_limits")]
    pub fitted_segments: Vec<String>,
    /// The methods that reproduce the declared digits, by their names in `zonemap areas`; none where nothing is declared, or where
    /// the declared areas of the project have too many positions to measure them by every method unasked.
    pub explained_by: Option<Vec<String>>,
    /// The same as a sentence.
    pub explanation: Option<String>,
    /// How far the measured area may be off, independent and correlated, and the unit, as people read them; none where that is not known.
    #[serde(skip)]
    pub spread: Option<([String; 2], String)>,
}

impl AreaDeclared {
    /// What is declared where a check has a figure and what agrees with it.
    fn of(check: &AreaCheck<'_>, lang: Lang) -> Arc<Self> {
        let Some((declared, accepted)) = check.declared.zip(check.accepted) else { return Arc::clone(&NOTHING.0) };
        Arc::new(Self {
            figure: Some(DeclaredRow::within(declared, accepted, lang)),
            km2: Some(declared.km2_text().into()),
            interval_km2: Some(accepted.km2()),
            unit_as_written: declared.unit_as_written().map(|unit| printable(unit).into()),
        })
    }

    /// The ends of what agrees with the declared figure, and their unit.
    pub(super) fn bounds(&self, lang: Lang) -> Option<([String; 2], String)> {
        let DeclaredRow { unit, interval_m2: [low_m2, high_m2], .. } = *self.figure.as_ref()?;
        let symbol = self.unit_as_written.as_deref().map_or_else(|| unit_symbol(unit, lang), str::to_owned);
        Some((bounds(Interval { low_m2, high_m2 }, unit), symbol))
    }
}

/// What is shared by all areas of which nothing is declared, and whose figures are worth what they are.
static NOTHING: LazyLock<(Arc<AreaDeclared>, Arc<AreaWorth>)> = LazyLock::new(Default::default);

pub(super) fn as_text<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

fn as_members<T: Serialize, S: Serializer>(shared: &Arc<T>, serializer: S) -> Result<S::Ok, S::Error> {
    shared.as_ref().serialize(serializer)
}

/// The most positions of declared areas that are measured by every method without being asked for.
const MAX_POSITIONS: usize = 20_000;

/// Whether the declared areas of a project are small enough to say of each what explains it.
pub(super) fn are_explained(project: &Project) -> bool {
    let positions = project.declared.keys().filter_map(|&id| project.shape(id)).map(Shape::vertex_count);
    positions.sum::<usize>() <= MAX_POSITIONS
}

/// How far an area may be off, one sigma, square metres.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct UncertaintyRow {
    /// When every segment of its boundary is off by itself.
    pub independent: f64,
    /// When all are off outwards or inwards together.
    pub correlated: f64,
}

impl AreaRow {
    /// The row of a check, in the project or file of a path; none of a feature that there is not.
    pub(super) fn new(
        project: &Project,
        check: AreaCheck<'_>,
        explains: bool,
        path: &Arc<str>,
        lang: Lang,
    ) -> Option<Self> {
        let report = FeatureReport::checked(project, check)?;
        Some(Self {
            id: report.feature.key().into(),
            name: report.feature.name().shared(lang),
            declared: AreaDeclared::of(&check, lang),
            measured_m2: report.measured_m2().map(rounded),
            not_measured: report.no_area.map(NoArea::id),
            method: ELLIPSOID.id,
            agrees: check.agrees,
            worth: AreaWorth::of(project, &report, explains, lang),
            file: Arc::clone(path),
            measured: check.format(lang).text(check.measured_m2).into(),
        })
    }
}

impl AreaWorth {
    fn of(project: &Project, report: &FeatureReport<'_>, explains: bool, lang: Lang) -> Arc<Self> {
        let check = &report.check;
        let (known, without, part) = match uncertainty_of(project, check.id) {
            AreaUncertainty::Known(known) => (Some(known), Vec::new(), None),
            AreaUncertainty::NoSegments => (None, Vec::new(), None),
            AreaUncertainty::NoAccuracy(segments) => (None, segments, None),
            AreaUncertainty::PartOfBoundary(part) => (None, Vec::new(), Some(part)),
        };
        let explained = explains && check.declared.is_some() && report.no_area.is_none();
        let methods = if explained { report.methods() } else { Vec::new() };
        let reproducing = || {
            let agreeing = methods.iter().filter(|method| method.agrees == Some(true));
            agreeing.map(MethodCheck::id).collect()
        };
        let sentence = || report.explanation(&methods).map(|text| text.get(lang).to_owned());
        let keys = |ids: Vec<FeatureId>| ids.into_iter().map(|id| key(project, id)).collect();
        let spread = |known: Uncertainty| {
            let format = check.format(lang);
            let both = [known.independent_m2, known.correlated_m2].map(|m2| format.spread(m2));
            (both, format.symbol().to_owned())
        };
        let worth = Self {
            uncertainty_m2: known.map(UncertaintyRow::from),
            segments_without_accuracy: keys(without),
            boundary_with_accuracy: part.map(rounded),
            fitted_segments: keys(report.fitted_segments()),
            explained_by: explained.then(reproducing),
            explanation: explained.then(sentence).flatten(),
            spread: known.map(spread),
        };
        if worth == Self::default() { Arc::clone(&NOTHING.1) } else { Arc::new(worth) }
    }
}

impl From<Uncertainty> for UncertaintyRow {
    fn from(known: Uncertainty) -> Self {
        Self { independent: rounded(known.independent_m2), correlated: rounded(known.correlated_m2) }
    }
}

#[cfg(test)]
mod tests {
    use super::AreaRow;

    #[test]
    fn a_row_takes_little_room() {
        // Of a gigabyte of small areas there are three million; a row with everything in it took 528 bytes.
        assert!(size_of::<AreaRow>() <= 136, "{}", size_of::<AreaRow>());
    }
}
