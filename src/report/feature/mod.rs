//! The report of one feature: what is declared and measured of it, whether that agrees, its share, its segments and its policy.
//! Must not know who reads it: the card, the stage, identify, the clipboard and a voice say the same.

mod attributes;
mod copied;
mod explained;
mod words;

pub use attributes::Attribute;
pub use words::Sureness;

use crate::geodesy::Declared;
use crate::project::{Card, Feature, FeatureId, Kind, Layer, PolicyItem, Project, Style};
use crate::verify::{AreaCheck, MethodCheck, NoArea, area_check, method_checks_within};

/// What there is to say of a feature.
#[derive(Clone, Copy, Debug)]
pub struct FeatureReport<'a> {
    project: &'a Project,
    /// The feature.
    pub feature: &'a Feature,
    /// Its layer.
    pub layer: &'a Layer,
    /// What is declared and measured of its area, and whether the two agree.
    pub check: AreaCheck<'a>,
    /// Why it has no area; none for one that has.
    pub no_area: Option<NoArea>,
}

/// A part's share of its whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share<'a> {
    /// From 0 to 1.
    pub part: f64,
    /// The whole's area, square metres.
    pub whole_m2: f64,
    /// What is declared of the whole, where the share is of that; else it is measured of measured.
    pub declared_whole: Option<&'a Declared>,
}

impl<'a> FeatureReport<'a> {
    /// The report of a feature, its declared area judged by its digits; none for one that there is not.
    ///
    /// ```
    /// use zonemap::formats::{OpenOptions, open_builtin};
    /// use zonemap::report::FeatureReport;
    ///
    /// let project = open_builtin(&OpenOptions::default())?;
    /// let report = FeatureReport::of(&project, project.wholes[0].whole).expect("the whole");
    /// assert_eq!(report.check.declared.map(|declared| declared.text()), Some("56.39"));
    /// # Ok::<(), zonemap::formats::OpenError>(())
    /// ```
    #[must_use]
    pub fn of(project: &'a Project, id: FeatureId) -> Option<Self> {
        Self::checked(project, area_check(project, id))
    }

    /// The same of a feature whose declared area was judged by some tolerances.
    pub(super) fn checked(project: &'a Project, check: AreaCheck<'a>) -> Option<Self> {
        let (feature, layer) = (project.feature(check.id)?, project.layers.get(check.id.layer)?);
        Some(Self { project, feature, layer, check, no_area: NoArea::of(project, check.id) })
    }

    /// Whether it is a boundary segment, of which other things are said than of areas and places.
    #[must_use]
    pub fn is_boundary_segment(&self) -> bool {
        self.layer.style == Style::Boundary
    }

    /// The area by the reference method, square metres; none where the geometry has none.
    #[must_use]
    pub fn measured_m2(&self) -> Option<f64> {
        self.no_area.is_none().then_some(self.check.measured_m2)
    }

    /// Its share of the whole that it is part of, declared of declared where both are, else measured of measured; none for what is no part.
    #[must_use]
    pub fn share(&self) -> Option<Share<'a>> {
        let id = self.check.id;
        let whole = self.project.wholes.iter().find(|whole| whole.parts.contains(&id))?.whole;
        let both = self.check.declared.zip(self.project.declared.get(&whole));
        let (part_m2, whole_m2) = both.map_or_else(
            || (self.check.measured_m2, self.project.area_m2(whole)),
            |(part, whole)| (part.area_m2(), whole.area_m2()),
        );
        let share = Share { part: part_m2 / whole_m2, whole_m2, declared_whole: both.map(|(_, whole)| whole) };
        (whole_m2 > 0.0).then_some(share)
    }

    /// Its area by every method.
    #[must_use]
    pub fn methods(&self) -> Vec<MethodCheck> {
        method_checks_within(self.project, self.check.id, self.check.accepted)
    }

    /// The segments that bound it.
    #[must_use]
    pub fn boundary_segments(&self) -> Vec<FeatureId> {
        self.project.segments_of(self.check.id)
    }

    /// Those of them that were moved until the areas came out.
    #[must_use]
    pub fn fitted_segments(&self) -> Vec<FeatureId> {
        let segments = self.project.segments_of(self.check.id).into_iter();
        segments.filter(|&segment| self.project.is_fitted(segment)).collect()
    }

    /// What the policy says of it.
    #[must_use]
    pub fn card(&self) -> Card<'a> {
        self.project.card(self.check.id)
    }

    /// What the policy says it consists of.
    #[must_use]
    pub fn core(&self) -> Option<&'a PolicyItem> {
        let namespace = self.project.namespace_of(self.check.id);
        let mut items = self.project.namespace(namespace).policy.items.iter();
        items.find(|item| item.kind == Kind::Extent && item.feature.as_deref() == Some(self.feature.key()))
    }
}
