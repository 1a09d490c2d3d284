//! What was opened lately, and where a file was put last.
//! Must not look whether any of it is still there.

use std::path::{Path, PathBuf, absolute};

use serde::{Deserialize, Serialize};

/// So many are remembered.
const KEPT: usize = 8;

/// Files and folders that were opened, the latest first, and the folder that a file was last put in. Names that are not text are not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recent {
    opened: Vec<String>,
    saved_in: Option<String>,
}

impl Recent {
    /// What was opened, the latest first.
    pub fn opened(&self) -> impl Iterator<Item = PathBuf> {
        self.opened.iter().map(PathBuf::from)
    }

    /// The folder that a file was last put in.
    #[must_use]
    pub fn saved_in(&self) -> Option<&Path> {
        self.saved_in.as_deref().map(Path::new)
    }

    /// Takes in what was opened.
    pub(super) fn open(&mut self, path: &Path) {
        let Some(path) = text(path) else { return };
        self.opened.retain(|other| *other != path);
        self.opened.insert(0, path);
        self.opened.truncate(KEPT);
    }

    /// Takes in where a file was put.
    pub(super) fn save(&mut self, file: &Path) {
        let folder = text(file).and_then(|file| text(Path::new(&file).parent()?));
        self.saved_in = folder.or_else(|| self.saved_in.take());
    }
}

/// A path as it is found from anywhere.
pub(super) fn text(path: &Path) -> Option<String> {
    absolute(path).ok()?.to_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{KEPT, Recent};

    #[test]
    fn the_latest_come_first_each_once_and_few() {
        let mut recent = Recent::default();
        for number in 0..2 * KEPT {
            recent.open(&PathBuf::from(format!("/data/{number}.geojson")));
        }
        recent.open(Path::new("/data/12.geojson"));
        let opened: Vec<PathBuf> = recent.opened().collect();
        assert_eq!(opened.len(), KEPT);
        assert_eq!(opened[..3], ["/data/12.geojson", "/data/15.geojson", "/data/14.geojson"].map(PathBuf::from));
        recent.save(Path::new("/maps/a.pdf"));
        assert_eq!(recent.saved_in(), Some(Path::new("/maps")));
    }

    #[test]
    fn a_path_is_found_again_from_another_folder() {
        let mut recent = Recent::default();
        recent.open(Path::new("a.geojson"));
        assert!(recent.opened().all(|path| path.is_absolute() && path.ends_with("a.geojson")));
        recent.save(Path::new("map"));
        assert_eq!(recent.saved_in(), std::env::current_dir().ok().as_deref());
    }
}
