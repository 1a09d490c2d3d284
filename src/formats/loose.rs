//! A folder without a `project.json`: all data files directly in it, as if each had been named.
//! Must not look into folders in it.

use std::path::{Path, PathBuf};

use super::folder::{MANIFEST, leads_out};
use super::foreign::foreign_folder;
use super::gather::{expected_at, problem_at};
use super::inputs::by_themselves;
use super::{FORMATS, OpenError, OpenOptions, Problem, data_file, packed, source};
use crate::project::Project;

/// More data files than this are not opened at once.
const MOST_FILES: usize = 1000;
/// Endings that files of other kinds have as often: such a file has to begin as one of ours.
const COMMON: [&str; 3] = ["txt", "json", "xml"];
/// Bytes looked at of such a file.
const HEAD: u64 = 1 << 16;

/// Whether a folder is one of data files and no project.
pub(super) fn is_one(folder: &Path) -> bool {
    !folder.join(MANIFEST).exists() && foreign_folder(folder).is_none() && !files(folder).is_empty()
}

/// The data files in a folder, in the order of their names, without those that belong to another, and hidden ones.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_hidden = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let mut all: Vec<PathBuf> = entries.filter(|path| !is_hidden(path) && path.is_file()).collect();
    all.sort();
    by_themselves(all).into_iter().filter(|path| is_data(path)).collect()
}

/// Whether a file is one of data by its ending, and where that says little by how it begins.
fn is_data(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let unpacked = packed::without_ending(&name);
    let ending = Path::new(unpacked).extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let Some(ending) = ending else { return false };
    let named = || FORMATS.iter().filter(|format| format.extensions.contains(&ending.as_str()));
    if !COMMON.contains(&ending.as_str()) || unpacked.len() < name.len() {
        return named().next().is_some();
    }
    source::head(path, HEAD).is_ok_and(|head| {
        let head = head.strip_prefix(source::BYTE_ORDER_MARK).unwrap_or(&head);
        named().any(|format| (format.begins)(head))
    })
}

/// Opens all of them together. One that cannot be read is told of; if that is no error, the rest is opened.
pub(super) fn open_some(
    folder: &Path,
    options: &OpenOptions,
    told: &mut dyn FnMut(OpenError) -> Result<(), OpenError>,
) -> Result<Project, OpenError> {
    let (files, shown) = (files(folder), folder.to_string_lossy().into_owned());
    if files.len() > MOST_FILES {
        return Err(expected_at(&shown, None, "expected.few-data-files", files.len().to_string()));
    }
    let (mut all, mut first): (Option<Project>, Option<OpenError>) = (None, None);
    for path in files {
        match one(folder, &path, options) {
            Ok(project) => {
                all = Some(match all {
                    Some(all) => all.together_with(project),
                    None => project,
                });
            }
            Err(error) => {
                first = first.or_else(|| Some(error.clone()));
                told(error)?;
            }
        }
    }
    all.ok_or_else(|| first.unwrap_or_else(|| problem_at(&shown, None, Problem::NoManifest)))
}

fn one(folder: &Path, path: &Path, options: &OpenOptions) -> Result<Project, OpenError> {
    match leads_out(folder, path) {
        Some(to) => Err(expected_at(&path.to_string_lossy(), None, "expected.inside", to.to_string_lossy())),
        None => data_file::open_single(path, options),
    }
}
