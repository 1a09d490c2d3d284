//! What the rules look at: a project, the tolerances, and what several rules need worked out once.
//! Must not know what any rule finds.

use super::Tolerances;
use crate::project::Project;

/// A project under check.
pub struct Subject<'a> {
    /// The project.
    pub project: &'a Project,
    /// What counts as the same, as thin, as sharp.
    pub tolerances: &'a Tolerances,
}

impl<'a> Subject<'a> {
    /// A project to be checked by some tolerances.
    #[must_use]
    pub fn new(project: &'a Project, tolerances: &'a Tolerances) -> Self {
        Self { project, tolerances }
    }
}
