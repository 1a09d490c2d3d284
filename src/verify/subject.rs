//! What the rules look at: a project, the tolerances, and what several rules need worked out once.
//! Must not know what any rule finds.

use std::sync::OnceLock;

use super::Tolerances;
use super::coverage::{Laid, LayersOver, lay};
use super::shape::{self, Fault};
use super::sums::{self, SumCheck};
use crate::i18n::Lang;
use crate::project::{FeatureId, OddLevels, Project};

/// A project under check.
pub struct Subject<'a> {
    /// The project.
    pub project: &'a Project,
    /// What counts as the same, as thin, as sharp.
    pub tolerances: &'a Tolerances,
    /// The languages that messages are wanted in.
    pub langs: &'a [Lang],
    coverages: OnceLock<(Vec<Laid<'a>>, Vec<LayersOver>)>,
    faults: OnceLock<Vec<(FeatureId, Fault)>>,
    sums: OnceLock<Vec<SumCheck<'a>>>,
    levels: OnceLock<OddLevels>,
}

impl<'a> Subject<'a> {
    /// A project to be checked by some tolerances, with what is found told in some languages.
    #[must_use]
    pub fn new(project: &'a Project, tolerances: &'a Tolerances, langs: &'a [Lang]) -> Self {
        let (coverages, faults, sums, levels) = Default::default();
        Self { project, tolerances, langs, coverages, faults, sums, levels }
    }

    /// Every coverage overlaid.
    pub(super) fn coverages(&self) -> &[Laid<'a>] {
        &self.laid().0
    }

    /// The layers that were not overlaid.
    pub(super) fn layers_over(&self) -> &[LayersOver] {
        &self.laid().1
    }

    fn laid(&self) -> &(Vec<Laid<'a>>, Vec<LayersOver>) {
        self.coverages.get_or_init(|| lay(self.project, self.tolerances, &shape::crossing(self.faults())))
    }

    /// Everything that is wrong with single shapes, in the order of the features.
    pub(super) fn faults(&self) -> &[(FeatureId, Fault)] {
        self.faults.get_or_init(|| shape::faults(self.project, self.tolerances))
    }

    /// What does not look whole about levels.
    pub(super) fn odd_levels(&self) -> &OddLevels {
        self.levels.get_or_init(|| self.project.odd_levels())
    }

    /// Every whole beside its parts.
    pub(super) fn sums(&self) -> &[SumCheck<'a>] {
        self.sums.get_or_init(|| sums::checks_of(self))
    }
}
