//! What the rules look at: a project, the tolerances, and what several rules need worked out once.
//! Must not know what any rule finds.

use std::sync::OnceLock;

use super::Tolerances;
use super::shape::{self, Fault};
use crate::project::{FeatureId, Project};

/// A project under check.
pub struct Subject<'a> {
    /// The project.
    pub project: &'a Project,
    /// What counts as the same, as thin, as sharp.
    pub tolerances: &'a Tolerances,
    faults: OnceLock<Vec<(FeatureId, Fault)>>,
}

impl<'a> Subject<'a> {
    /// A project to be checked by some tolerances.
    #[must_use]
    pub fn new(project: &'a Project, tolerances: &'a Tolerances) -> Self {
        Self { project, tolerances, faults: OnceLock::new() }
    }

    /// Everything that is wrong with single shapes, in the order of the features.
    pub(super) fn faults(&self) -> &[(FeatureId, Fault)] {
        self.faults.get_or_init(|| shape::faults(self.project, self.tolerances))
    }
}
