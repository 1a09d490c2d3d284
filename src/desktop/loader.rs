//! Opening what the user named, for the window.
//! Must not show anything.

use std::path::PathBuf;

use crate::formats::{OpenError, OpenOptions, open, open_builtin};
use crate::project::Project;

/// One project of everything that the paths name; the built-in zone for none.
pub(super) fn load(paths: &[PathBuf]) -> Result<Project, OpenError> {
    let options = OpenOptions::default();
    let Some((first, others)) = paths.split_first() else {
        return open_builtin(&options);
    };
    let mut project = open(first, &options)?;
    for path in others {
        project.absorb(open(path, &options)?);
    }
    Ok(project)
}
