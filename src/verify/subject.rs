//! What the rules look at: a project, the tolerances, and what several rules need worked out once.
//! Must not know what any rule finds.

use std::sync::OnceLock;

use super::Tolerances;
use super::coverage::{Laid, lay};
use crate::project::Project;

/// A project under check.
pub struct Subject<'a> {
    /// The project.
    pub project: &'a Project,
    /// What counts as the same, as thin, as sharp.
    pub tolerances: &'a Tolerances,
    coverages: OnceLock<Vec<Laid<'a>>>,
}

impl<'a> Subject<'a> {
    /// A project to be checked by some tolerances.
    #[must_use]
    pub fn new(project: &'a Project, tolerances: &'a Tolerances) -> Self {
        Self { project, tolerances, coverages: OnceLock::new() }
    }

    /// Every coverage laid over itself.
    pub(super) fn coverages(&self) -> &[Laid<'a>] {
        self.coverages.get_or_init(|| lay(self.project, self.tolerances))
    }
}
