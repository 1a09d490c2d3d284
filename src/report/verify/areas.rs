//! A row of the report for each area: declared, measured, by which methods, and its accuracy.
//! Must not decide whether they agree.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{DeclaredRow, key};
use crate::geodesy::{ELLIPSOID, Uncertainty};
use crate::geometry::Shape;
use crate::i18n::{Lang, bounds};
use crate::project::{FeatureId, Project};
use crate::report::FeatureReport;
use crate::report::rounded::rounded;
use crate::verify::{AreaCheck, AreaUncertainty, NoArea, uncertainty_of};

// There are as many rows as areas, and most have nothing declared and no segments around them: what is rare stands in boxes, and texts
// that several have are shared.
/// An area beside its declared figure.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AreaRow {
    /// The feature's id.
    pub id: Box<str>,
    /// Its name.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub name: Arc<str>,
    /// The declared figure as it was written.
    pub declared: Option<Box<DeclaredRow>>,
    /// The same in km², with all its digits.
    pub declared_km2: Option<Box<str>>,
    /// The areas that agree with it, as they round to it or as a tolerance says: from, and up to but not including, km².
    pub interval_km2: Option<Box<[f64; 2]>>,
    /// Area by the method, square metres to three decimals; none where the geometry has none.
    pub measured_m2: Option<f64>,
    /// Why nothing was measured: `no-geometry`, `no-ring`, `closed-line`, `lines` or `points`.
    pub not_measured: Option<&'static str>,
    /// The method.
    pub method: &'static str,
    /// Whether the measured area rounds to the declared digits.
    pub agrees: Option<bool>,
    /// How far it may be off by the accuracy of the segments that bound it; none where that is not known of them all.
    pub uncertainty_m2: Option<Box<UncertaintyRow>>,
    /// The ids of segments that bound it and have no accuracy.
    #[serde(rename = "limits_without_accuracy")]
    pub segments_without_accuracy: Box<[String]>,
    /// How much of its boundary the segments with an accuracy make up, where that is too little to say how far the area may be off.
    pub boundary_with_accuracy: Option<f64>,
    /// The ids of segments that bound it and were moved until the areas came out, so that agreement proves nothing.
    #[serde(rename = "fitted_limits")]
    pub fitted_segments: Box<[String]>,
    /// The methods that reproduce the declared digits, by their names in `zonemap areas`; none where nothing is declared, or where
    /// the declared areas of the project have too many positions to measure them by every method unasked.
    pub explained_by: Option<Box<[String]>>,
    /// The same as a sentence.
    pub explanation: Option<Box<str>>,
    /// The project or file it belongs to.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub file: Arc<str>,
    /// The figures as people read them.
    #[serde(skip)]
    pub words: AreaWords,
}

/// The figures of an area as people read them: all in one unit, that of the declared one.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaWords {
    /// The measured area, with its unit.
    pub measured: Box<str>,
    /// What stands beside it, where there is anything.
    pub beside: Option<Box<BesideWords>>,
}

/// What stands beside a measured area.
#[derive(Clone, Debug, PartialEq)]
pub struct BesideWords {
    /// The unit.
    pub unit: Box<str>,
    /// The areas that round to the declared figure, without the unit.
    pub bounds: Option<[Box<str>; 2]>,
    /// How far the measured area may be off, independent and correlated, without the unit; none where that is not known.
    pub spread: Option<Box<[String; 2]>>,
}

impl AreaWords {
    fn new(check: &AreaCheck<'_>, spread: Option<Uncertainty>, lang: Lang) -> Self {
        let (beside, format) = (check.declared.zip(check.accepted), check.format(lang));
        let both = |known: Uncertainty| [known.independent_m2, known.correlated_m2].map(|m2| format.spread(m2));
        let words = || BesideWords {
            unit: format.symbol().into(),
            bounds: beside.map(|(declared, accepted)| bounds(accepted, declared.unit()).map(String::into_boxed_str)),
            spread: spread.map(|known| Box::new(both(known))),
        };
        Self {
            measured: format.text(check.measured_m2).into(),
            beside: (beside.is_some() || spread.is_some()).then(|| Box::new(words())),
        }
    }
}

impl AreaWords {
    /// The ends of what agrees with the declared figure, and their unit.
    pub(super) fn bounds(&self) -> Option<([&str; 2], &str)> {
        let beside = self.beside.as_deref()?;
        Some((beside.bounds.as_ref()?.each_ref().map(|end| &**end), &beside.unit))
    }

    /// How far the measured area may be off, and the unit of that.
    pub(super) fn spread(&self) -> Option<(&[String; 2], &str)> {
        let beside = self.beside.as_deref()?;
        Some((beside.spread.as_deref()?, &beside.unit))
    }
}

fn as_text<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
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
            agreeing.map(crate::verify::MethodCheck::id).collect()
        };
        let sentence = || report.explanation(&methods).map(|text| text.get(lang).into());
        let keys = |ids: Vec<FeatureId>| ids.into_iter().map(|id| key(project, id)).collect();
        Some(Self {
            id: report.feature.key().into(),
            name: report.feature.name().shared(lang),
            declared: check
                .declared
                .zip(check.accepted)
                .map(|(declared, accepted)| Box::new(DeclaredRow::within(declared, accepted, lang))),
            declared_km2: check.declared.map(|declared| declared.km2_text().into()),
            interval_km2: check.accepted.map(|accepted| Box::new(accepted.km2())),
            measured_m2: report.measured_m2().map(rounded),
            not_measured: report.no_area.map(NoArea::id),
            method: ELLIPSOID.id,
            agrees: check.agrees,
            uncertainty_m2: known.map(|known| Box::new(UncertaintyRow::from(known))),
            segments_without_accuracy: keys(without),
            boundary_with_accuracy: part.map(rounded),
            fitted_segments: keys(report.fitted_segments()),
            explained_by: explained.then(reproducing),
            explanation: explained.then(sentence).flatten(),
            file: Arc::clone(path),
            words: AreaWords::new(&check, known, lang),
        })
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
        assert!(size_of::<AreaRow>() <= 280, "{}", size_of::<AreaRow>());
    }
}
