//! Opening what the user named, for the window: at once, or on a thread of its own.
//! Must not show anything.

use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::formats::{OpenError, OpenOptions, open, open_builtin, open_builtin_face_value, open_rest};
use crate::i18n::{Lang, tr};
use crate::project::{Layer, Project};
use crate::threads;

/// What may be nested deeply is worked on with a stack of this many bytes.
pub(super) const STACK: usize = 64 << 20;
/// So many bytes are opened in about the time that a window takes to appear.
const QUICK_BYTES: u64 = 16 << 20;
/// About how many pixels the map's shorter side has.
const USUAL_WIDTH: f64 = 1000.0;

/// What could be opened.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) project: Project,
    /// Why some files of its folders could not be read; the map shows the rest.
    pub(super) missing: Vec<OpenError>,
}

/// One project of everything that the paths name; the built-in zone for none.
pub(super) fn load(paths: &[PathBuf]) -> Result<Loaded, OpenError> {
    let options = OpenOptions::default();
    let Some((first, others)) = paths.split_first() else {
        return Ok(Loaded { project: open_builtin(&options)?, missing: Vec::new() });
    };
    let (mut project, mut missing) = open_rest(first, &options)?;
    for path in others {
        let (other, more) = open_rest(path, &options)?;
        project.absorb(other);
        missing.extend(more);
    }
    prepare(&project);
    Ok(Loaded { project, missing })
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

/// Makes what the first look at a project needs, so that it is there at once.
fn prepare(project: &Project) {
    for chart in project.layers.iter().map(Layer::chart) {
        let _ = chart.level(chart.detail_across(USUAL_WIDTH));
    }
}

/// Why nothing came of opening.
#[derive(Debug)]
pub(super) enum NotLoaded {
    /// It cannot be read.
    Open(OpenError),
    /// Reading it broke: the program's own fault.
    Broke,
}

impl NotLoaded {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::Open(error) => error.message(lang),
            Self::Broke => tr!(lang, "message.broke").into_owned(),
        }
    }
}

/// Something being opened.
#[derive(Debug)]
pub(super) struct Loading {
    paths: Vec<PathBuf>,
    done: Receiver<Result<Loaded, NotLoaded>>,
}

impl Loading {
    /// Begins to open what the paths name.
    pub(super) fn begin(paths: Vec<PathBuf>) -> Self {
        let (tell, done) = channel();
        let work = paths.clone();
        threads::apart("loader", STACK, move || {
            let loaded = panic::catch_unwind(AssertUnwindSafe(|| load(&work)));
            let loaded = loaded.map_or(Err(NotLoaded::Broke), |result| result.map_err(NotLoaded::Open));
            // The window may be gone, or have been told to open something else.
            let _ignored = tell.send(loaded);
        });
        Self { paths, done }
    }

    /// What is being opened, for people.
    pub(super) fn what(&self) -> String {
        let names: Vec<String> = self.paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        crate::i18n::printable(&names.join(", "))
    }

    /// The project, or why there is none, once that is known.
    pub(super) fn poll(&self) -> Option<(Vec<PathBuf>, Result<Loaded, NotLoaded>)> {
        match self.done.try_recv() {
            Ok(result) => Some((self.paths.clone(), result)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some((self.paths.clone(), Err(NotLoaded::Broke))),
        }
    }
}
