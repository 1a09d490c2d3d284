//! The project built into the program: the same folder as `geodata/`, file by file.
//! Must not know what is in the files.

use std::borrow::Cow;

use super::folder::Folder;
use super::{OpenError, Problem};

/// The folder inside the program.
pub(super) struct BuiltIn(&'static [(&'static str, &'static str)]);

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../geodata/", $name)))),*]
    };
}

pub(super) const FOLDER: BuiltIn = BuiltIn(files![
    "project.json",
    "policy.json",
    "region_land.geojson",
    "local_water.geojson",
    "local_rivers.geojson",
    "local_roads.geojson",
    "context_names.geojson",
    "zones.geojson",
    "limits.geojson",
    "places.geojson",
    "face_value.geojson",
]);

/// The file of the folder that is no layer: the boundary as its description reads at face value, to compare with.
pub(super) const FACE_VALUE: &str = "face_value.geojson";

impl Folder for BuiltIn {
    fn path_of(&self, name: &str) -> String {
        format!("built-in/{name}")
    }

    fn bytes(&self, name: &str) -> Result<Cow<'static, [u8]>, OpenError> {
        let text = self.0.iter().find(|(known, _)| *known == name);
        text.map(|&(_, text)| Cow::Borrowed(text.as_bytes())).ok_or_else(|| OpenError {
            path: self.path_of(name),
            place: None,
            problem: Problem::Missing,
        })
    }
}
