//! What the rules found, as far as that is known, and which of it the user looks at.
//! Must not check anything: what was found is brought by an action.

use std::sync::Arc;

use crate::geometry::{Extent, ShapeKind, Shapes};
use crate::picture::LodGeometry;
use crate::project::Project;
use crate::verify::{Finding, Severity};

/// What the rules found in a project, the most severe first. A copy costs nothing.
#[derive(Clone, Debug)]
pub struct Findings(Arc<Found>);

#[derive(Debug)]
struct Found {
    list: Vec<Finding>,
    idle: Vec<&'static str>,
    regions: Arc<LodGeometry>,
    points: Arc<LodGeometry>,
}

impl Findings {
    /// Takes what a check found, and makes of it what is drawn. `idle` are the rules that had nothing to look at.
    #[must_use]
    pub fn new(mut list: Vec<Finding>, idle: Vec<&'static str>) -> Self {
        list.sort_by_key(|finding| finding.severity);
        let (mut regions, mut points) = (Shapes::default(), Shapes::default());
        for finding in &list {
            match finding.region.as_deref().and_then(|region| region.get(0)) {
                Some(region) => regions.push_shape(region),
                None => regions.end_shape(ShapeKind::None),
            }
            // What is wrong as a whole is at no one place.
            let mut kind = ShapeKind::None;
            for at in finding.places().filter(|_| finding.placed || finding.region.is_some()) {
                points.push(at, None);
                points.end_points();
                kind = if kind == ShapeKind::None { ShapeKind::Point } else { ShapeKind::MultiPoint };
            }
            points.end_shape(kind);
        }
        Self(Arc::new(Found {
            list,
            idle,
            regions: Arc::new(LodGeometry::new(&regions)),
            points: Arc::new(LodGeometry::new(&points)),
        }))
    }

    /// All of them.
    #[must_use]
    pub fn list(&self) -> &[Finding] {
        &self.0.list
    }

    /// The rules that had nothing to look at.
    #[must_use]
    pub fn idle(&self) -> &[&'static str] {
        &self.0.idle
    }

    /// What is wrong as geometry, that of a finding at its place in the list.
    #[must_use]
    pub fn regions(&self) -> &Arc<LodGeometry> {
        &self.0.regions
    }

    /// The places to look at, that of a finding at its place in the list.
    #[must_use]
    pub fn points(&self) -> &Arc<LodGeometry> {
        &self.0.points
    }

    /// How many there are of a level.
    #[must_use]
    pub fn count(&self, level: Severity) -> usize {
        self.0.list.iter().filter(|finding| finding.severity == level).count()
    }

    /// The rules that found something, each once, in the order of the list.
    #[must_use]
    pub fn rules(&self) -> Vec<&'static str> {
        let mut rules = Vec::new();
        for finding in self.list() {
            if !rules.contains(&finding.rule) {
                rules.push(finding.rule);
            }
        }
        rules
    }
}

impl PartialEq for Findings {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// How far the check of a project has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Checked {
    /// It is not done yet.
    #[default]
    UnderWay,
    /// It is done, with what was found.
    Done(Findings),
    /// It broke, so that nothing is known.
    Broke,
}

/// Which findings are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FindingFilter {
    /// Only those of a level.
    pub level: Option<Severity>,
}

impl FindingFilter {
    /// Whether a finding is listed.
    #[must_use]
    pub fn lets_through(self, finding: &Finding) -> bool {
        self.level.is_none_or(|level| level == finding.severity)
    }
}

/// The checks of a session's project.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    /// How far they have come.
    pub state: Checked,
    /// Which findings are listed.
    pub filter: FindingFilter,
    pub(super) current: Option<usize>,
}

impl Checks {
    /// What was found; none as long as that is not known.
    #[must_use]
    pub fn findings(&self) -> Option<&Findings> {
        match &self.state {
            Checked::Done(findings) => Some(findings),
            Checked::UnderWay | Checked::Broke => None,
        }
    }

    /// The places of the findings that are listed.
    #[must_use]
    pub fn listed(&self) -> Vec<usize> {
        let list = self.findings().map_or(&[][..], Findings::list).iter().enumerate();
        list.filter(|(_, finding)| self.filter.lets_through(finding)).map(|(at, _)| at).collect()
    }

    /// The finding that is looked at, with its place.
    #[must_use]
    pub fn current(&self) -> Option<(usize, &Finding)> {
        let at = self.current?;
        Some((at, self.findings()?.list().get(at)?))
    }

    pub(super) fn take(&mut self, state: Checked) {
        self.state = state;
        self.current = None;
        self.filter = FindingFilter::default();
    }

    /// Lists others; what is looked at and not listed any more is looked at no more.
    pub(super) fn set_filter(&mut self, filter: FindingFilter) {
        self.filter = filter;
        if self.current().is_some_and(|(_, finding)| !filter.lets_through(finding)) {
            self.current = None;
        }
    }

    pub(super) fn look_at(&mut self, finding: Option<usize>) {
        let count = self.findings().map_or(0, |findings| findings.list().len());
        self.current = finding.filter(|&at| at < count);
    }

    /// The place of the finding after the one that is looked at, or before it; around the end to the beginning.
    pub(super) fn after(&self, back: bool) -> Option<usize> {
        let mut listed = self.listed();
        if back {
            listed.reverse();
        }
        let next = self.current.and_then(|current| listed.iter().position(|&at| at == current)).map_or(0, |at| at + 1);
        listed.get(next).or(listed.first()).copied()
    }
}

/// A finding's place is shown with its features as far as these are no more than so many times as large.
const NEAR: f64 = 6.0;
/// A place is at least so large, in degrees: some 200 m.
const LEAST: f64 = 0.002;

/// The box around what a finding is about: its region or its places with those of its features that are not much larger, else its features.
pub(super) fn extent_of(project: &Project, finding: &Finding) -> Extent {
    let region = finding.region.as_ref().map(|region| region.extent()).filter(|extent| !extent.is_empty());
    let place = || finding.placed.then(|| Extent::of(&finding.places().collect::<Vec<_>>()));
    let features = || finding.features.iter().filter_map(|&id| Some(project.shape(id)?.extent()));
    let Some(place) = region.or_else(place) else { return features().fold(Extent::EMPTY, Extent::union) };
    let size = |extent: &Extent| (extent.east - extent.west).max(extent.north - extent.south);
    let near = NEAR * size(&place).max(LEAST);
    features().filter(|extent| size(extent) <= near).fold(place, Extent::union)
}
