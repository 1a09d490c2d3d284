//! How a user said that a file is to be read, kept for the next time.
//! Must not know which file it is.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::recent::text;
use super::{KEPT, Remembered};
use crate::crs::{Axes, CoordinateFrame, Crs};
use crate::formats::OpenOptions;
use crate::geodesy::Datum;

/// What was said of a file, each by its short name; nothing where the file was to say it itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct FileReading {
    #[serde(skip_serializing_if = "Option::is_none")]
    crs: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    axes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    datum: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

impl FileReading {
    /// What options say of how a file is read.
    pub(super) fn of(options: &OpenOptions) -> Self {
        let OpenOptions { frame, encoding, id_property, name_property, .. } = options;
        let usual = CoordinateFrame::default();
        Self {
            crs: frame.crs.map(|crs| crs.name().to_owned()),
            axes: (frame.axes != usual.axes).then(|| frame.axes.name().to_owned()),
            datum: (frame.datum != usual.datum).then(|| frame.datum.name().to_owned()),
            encoding: encoding.clone(),
            id: id_property.clone(),
            name: name_property.clone(),
        }
    }

    /// The options that say the same; a name that nobody knows any more says nothing.
    pub(super) fn options(&self) -> OpenOptions {
        let frame = CoordinateFrame {
            crs: self.crs.as_deref().and_then(|name| Crs::named(name).ok()),
            axes: self.axes.as_deref().and_then(Axes::from_name).unwrap_or_default(),
            datum: self.datum.as_deref().and_then(Datum::from_name).unwrap_or_default(),
        };
        OpenOptions {
            frame,
            encoding: self.encoding.clone(),
            id_property: self.id.clone(),
            name_property: self.name.clone(),
            ..OpenOptions::default()
        }
    }
}

impl Remembered {
    /// How a file is to be read, as the user said; by what it says itself where nobody did.
    #[must_use]
    pub fn reading(&self, file: &Path) -> OpenOptions {
        let said = text(file).and_then(|path| self.readings.get(&path));
        said.map_or_else(OpenOptions::default, FileReading::options)
    }

    /// Takes in how a file is to be read.
    pub fn reading_is(&mut self, file: &Path, options: &OpenOptions) {
        let (Some(path), said) = (text(file), FileReading::of(options)) else { return };
        if self.readings.get(&path).unwrap_or(&FileReading::default()) == &said {
            return;
        }
        self.changed = true;
        if said == FileReading::default() {
            self.readings.remove(&path);
        } else {
            self.readings.insert(path, said);
        }
        while self.readings.len() > KEPT {
            self.readings.pop_first();
        }
    }
}
