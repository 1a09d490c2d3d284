//! Which files opening a path reads, so that none of them is written over.
//! Must not read what is in them, but for the names in a `project.json`.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::folder::{MANIFEST, folder_of};
use super::{own_file, source};

/// All of a `project.json` that names files. What else may be wrong with it is no matter here.
#[derive(Default, Deserialize)]
struct Named {
    #[serde(default)]
    layers: Vec<File>,
    policy: Option<String>,
}

#[derive(Deserialize)]
struct File {
    file: String,
}

/// Every file that [`open`](super::open) reads when it is given this path.
#[must_use]
pub fn inputs_of(path: &Path) -> Vec<PathBuf> {
    let Some(folder) = folder_of(path) else { return vec![path.to_owned()] };
    let manifest = folder.join(MANIFEST);
    let text = source::read_text(&manifest).unwrap_or_default();
    let Named { layers, policy } = serde_json::from_str(&own_file::once(&text)).unwrap_or_default();
    let named = layers.into_iter().map(|layer| layer.file).chain(policy);
    [manifest.clone()].into_iter().chain(named.map(|name| folder.join(name))).collect()
}
