//! The file that the plan of a show is saved in.
//! Must not know how a stop looks, nor show anything.

use std::path::{Path, PathBuf};

use crate::export::write_whole;
use crate::formats::project_with_show;
use crate::i18n::Lang;
use crate::project::ShowPlan;

/// The `project.json` that what is open was opened from; none when it was not opened from one.
pub(super) fn file_of(paths: &[PathBuf]) -> Option<PathBuf> {
    let [path] = paths else { return None };
    let file = if path.is_dir() { path.join(MANIFEST) } else { path.clone() };
    (file.file_name().is_some_and(|name| name == MANIFEST) && file.is_file()).then_some(file)
}

const MANIFEST: &str = "project.json";

/// Writes a plan into a `project.json`, leaving everything else in it as it is.
///
/// # Errors
/// Why it cannot be read or written.
pub(super) fn save(file: &Path, plan: &ShowPlan, lang: Lang) -> Result<(), String> {
    let (file, text) = project_with_show(file, plan).map_err(|error| error.message(lang))?;
    write_whole(&file, text.as_bytes()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::file_of;

    #[test]
    fn only_a_project_has_a_file_to_save_in() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("project.json");
        assert_eq!(file_of(&[folder.path().to_owned()]), None);
        std::fs::write(&file, "{}").expect("a file");
        assert_eq!(file_of(&[folder.path().to_owned()]), Some(file.clone()));
        assert_eq!(file_of(std::slice::from_ref(&file)), Some(file.clone()));
        assert_eq!(file_of(&[file.clone(), file]), None);
        assert_eq!(file_of(&[]), None);
    }
}
