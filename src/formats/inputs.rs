//! Which files opening a path reads, so that none of them is written over.
//! Must not read what is in them, but for the names in a `project.json`.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::folder::{MANIFEST, folder_of};
use super::{FORMATS, loose, own_file, source};

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
    let Some(folder) = folder_of(path) else {
        return std::iter::once(path.to_owned()).chain(beside(path)).collect();
    };
    if loose::is_one(folder) {
        let all = loose::files(folder).into_iter();
        return all.flat_map(|path| beside(&path).chain([path.clone()]).collect::<Vec<_>>()).collect();
    }
    let manifest = folder.join(MANIFEST);
    let text = source::read_text(&manifest).unwrap_or_default();
    let Named { layers, policy } = serde_json::from_str(&own_file::once(&text)).unwrap_or_default();
    let named = layers.into_iter().map(|layer| layer.file).chain(policy);
    [manifest.clone()].into_iter().chain(named.map(|name| folder.join(name))).collect()
}

/// The files that belong to a data file and may lie beside it.
fn beside(path: &Path) -> impl Iterator<Item = PathBuf> + use<'_> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let formats = FORMATS.iter().filter(move |format| format.extensions.contains(&ending.as_str()));
    formats.flat_map(|format| format.beside).map(|ending| path.with_extension(ending))
}

/// The files of some that are opened by themselves: a person takes hold of a shapefile with all that belongs to it.
#[must_use]
pub fn by_themselves(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let lower = |path: &Path| path.to_string_lossy().to_lowercase();
    let others: Vec<String> = paths.iter().flat_map(|path| beside(path)).map(|path| lower(&path)).collect();
    paths.into_iter().filter(|path| !others.contains(&lower(path))).collect()
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{by_themselves, inputs_of};

    #[test]
    fn what_belongs_to_a_shapefile_is_read_with_it_and_not_opened_by_itself() {
        let inputs = inputs_of(Path::new("a/b.shp"));
        assert!(
            [Path::new("a/b.shp"), Path::new("a/b.dbf"), Path::new("a/b.prj")]
                .iter()
                .all(|path| inputs.iter().any(|input| input == path))
        );
        assert_eq!(inputs_of(Path::new("a/b.kml")), [PathBuf::from("a/b.kml")]);
        let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        let dropped = paths(&["a.DBF", "a.shp", "a.shp.xml", "b.dbf", "c.geojson", "a.shx"]);
        assert_eq!(by_themselves(dropped), paths(&["a.shp", "b.dbf", "c.geojson"]));
    }
}
