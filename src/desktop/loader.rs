//! Opening what the user named, for the window.
//! Must not show anything.

use std::path::{Path, PathBuf};

use super::job::Ended;
use crate::formats::{OpenError, OpenOptions, open, open_builtin, open_builtin_face_value, open_rest};
use crate::i18n::{Lang, tr};
use crate::project::Project;
use crate::session::LodCache;

/// So many bytes are opened in about the time that a window takes to appear.
const QUICK_BYTES: u64 = 16 << 20;

/// What could be opened.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) project: Project,
    /// Its geometry as painters need it, as much as the first look at it takes.
    pub(super) lod_cache: LodCache,
    /// Why some files of its folders could not be read; the map shows the rest.
    pub(super) missing: Vec<OpenError>,
}

/// One project of everything that the paths name, each read as is said of it; the built-in zone for none. `go_on` is asked after each of
/// them, and told how many there are already: what nobody waits for any more is not read any further, nor prepared.
pub(super) fn load(
    paths: &[PathBuf],
    said: impl Fn(&Path) -> OpenOptions,
    go_on: impl Fn(usize) -> bool,
) -> Result<Loaded, OpenError> {
    let Some((first, others)) = paths.split_first() else {
        let project = open_builtin(&OpenOptions::default())?;
        return Ok(Loaded { lod_cache: LodCache::of(&project), project, missing: Vec::new() });
    };
    let (mut project, mut missing) = open_rest(first, &said(first))?;
    for (_, path) in (1..).zip(others).take_while(|(done, _)| go_on(*done)) {
        let (other, more) = open_rest(path, &said(path))?;
        project = project.together_with(other);
        missing.extend(more);
    }
    if !go_on(paths.len()) {
        return Ok(Loaded { lod_cache: LodCache::of(&project), project, missing });
    }
    // Before the pointer comes by.
    project.prepare_identify();
    Ok(Loaded { lod_cache: LodCache::prepared(&project), project, missing })
}

/// Another version to compare with.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Other {
    /// The built-in zone as its description reads at face value.
    FaceValue,
    /// A file or folder.
    File(PathBuf),
}

/// The other version as a project.
pub(super) fn load_other(other: &Other) -> Result<Project, OpenError> {
    match other {
        Other::FaceValue => open_builtin_face_value(),
        Other::File(path) => open(path, &OpenOptions::default()),
    }
}

/// Whether opening these takes longer than a window should wait with appearing.
pub(super) fn takes_long(paths: &[PathBuf]) -> bool {
    let bytes = paths.iter().filter_map(|path| path.metadata().ok()).map(|file| file.len());
    bytes.sum::<u64>() > QUICK_BYTES
}

/// What was opened in the background, or what to tell instead.
pub(super) fn opened<T>(ended: Ended<Result<T, OpenError>>, lang: Lang) -> Result<T, String> {
    match ended {
        Ok(opened) => opened.map_err(|error| error.message(lang)),
        Err(why) => Err(why.message(lang, tr!(lang, "message.broke"))),
    }
}
