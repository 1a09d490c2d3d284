//! What is to be said of a file that was written, and why one could not be, in words.
//! Must not print: whoever asked tells it.

use crate::crs::Crs;
use crate::i18n::{Lang, list, printable, tr};

/// Something to know about a file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A field goes by another name in it.
    Renamed {
        /// Its name.
        from: String,
        /// What the file calls it.
        to: String,
    },
    /// Fields that the format has no place for.
    LeftOut {
        /// Their names.
        fields: Vec<String>,
    },
    /// Texts that are cut, as a cell holds no more.
    Shortened {
        /// The field.
        field: String,
        /// At how many features.
        count: usize,
    },
    /// Lists and objects that are written as text.
    AsText {
        /// The field.
        field: String,
    },
    /// Numbers that are written as text.
    Digits {
        /// The field.
        field: String,
    },
    /// Texts that a spreadsheet would take for formulas, with an apostrophe before them.
    Formulas {
        /// How many.
        count: usize,
    },
    /// Characters that the format cannot hold, left out or in another form.
    Characters {
        /// At how many features.
        count: usize,
    },
    /// Heights that are left out, as not every position has one.
    Heights {
        /// At how many features.
        count: usize,
    },
    /// Holes that are outlines of their own.
    Holes {
        /// How many.
        count: usize,
    },
    /// Ids that the format has no form for.
    Ids {
        /// At how many features.
        count: usize,
    },
    /// Positions beyond 180° that no whole turn brings back.
    Beyond180 {
        /// At how many features.
        count: usize,
    },
    /// Geometries with their system before them.
    Srid {
        /// The code of the system.
        code: u16,
    },
    /// A column with the system of the geometries.
    System {
        /// What it is called.
        column: &'static str,
        /// The system.
        crs: Crs,
    },
    /// A system that the file has no way to state.
    NoSystem,
    /// Features without geometry, which the format has no form for.
    NoGeometry {
        /// How many.
        count: usize,
    },
    /// A layer goes by another name in the file.
    LayerRenamed {
        /// Its id.
        from: String,
        /// What the file calls it.
        to: String,
    },
    /// Rings that were put right when they were read, and are written so.
    Mended {
        /// How many.
        count: usize,
    },
    /// Positions came to the datum of the system by a way that is only so good.
    Way {
        /// Which way: a key of the locale files.
        key: &'static str,
        /// How many.
        count: usize,
    },
}

impl Told {
    /// The sentence in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Renamed { from, to } => tr!(lang, "written.renamed", from = printable(from), to = printable(to)),
            Self::LeftOut { fields } => {
                tr!(lang, "written.left-out", list = named(fields, lang))
            }
            Self::Shortened { field, count } => tr!(lang, "written.shortened", field = printable(field), count = count),
            Self::AsText { field } => tr!(lang, "written.as-text", field = printable(field)),
            Self::Digits { field } => tr!(lang, "written.digits", field = printable(field)),
            Self::Formulas { count } => tr!(lang, "written.formulas", count = count),
            Self::Characters { count } => tr!(lang, "written.characters", count = count),
            Self::Heights { count } => tr!(lang, "written.heights", count = count),
            Self::Holes { count } => tr!(lang, "written.holes", count = count),
            Self::Ids { count } => tr!(lang, "written.ids", count = count),
            Self::Beyond180 { count } => tr!(lang, "written.beyond-180", count = count),
            Self::Srid { code } => tr!(lang, "written.srid", code = code),
            Self::System { column, crs } => tr!(lang, "written.system", column = column, crs = crs.name()),
            Self::NoSystem => tr!(lang, "written.no-system"),
            Self::NoGeometry { count } => tr!(lang, "written.no-geometry", count = count),
            Self::LayerRenamed { from, to } => {
                tr!(lang, "written.layer-renamed", from = printable(from), to = printable(to))
            }
            Self::Mended { count } => tr!(lang, "written.mended", count = count),
            Self::Way { key, count } => tr!(lang, *key, count = count),
        }
        .into_owned()
    }
}

/// Why a file cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// The format is only read.
    ReadOnly {
        /// What people call it.
        format: &'static str,
    },
    /// There is no such layer.
    NoLayer {
        /// What was asked for.
        found: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// The format holds one layer, and there are several.
    SeveralLayers {
        /// What people call it.
        format: &'static str,
        /// Those that there are.
        known: Vec<String>,
    },
    /// The format is in longitude and latitude, and another system was asked for.
    OnlyDegrees {
        /// What people call it.
        format: &'static str,
        /// What was asked for.
        crs: Crs,
    },
    /// The format is in metres, and positions are in longitude and latitude.
    OnlyGrids {
        /// What people call it.
        format: &'static str,
        /// A grid that would do.
        proposed: Option<Crs>,
    },
    /// A feature lies where the system is not used.
    NotUsedThere {
        /// The feature.
        feature: String,
        /// The system; none for longitude and latitude.
        crs: Option<Crs>,
    },
    /// The format holds one kind of geometry, and there are several.
    SeveralKinds {
        /// What people call it.
        format: &'static str,
        /// Features of two kinds.
        features: [String; 2],
    },
    /// The format holds no geometry of several kinds in one.
    Collection {
        /// What people call it.
        format: &'static str,
        /// The feature.
        feature: String,
    },
    /// Another program has the file open, or left it without putting in what it had written beside it.
    InUse {
        /// What lies beside it.
        path: String,
    },
    /// Files that belong together, where one is to be written.
    SeveralFiles {
        /// What people call it.
        format: &'static str,
    },
    /// More than the format holds.
    TooMuch {
        /// What people call it.
        format: &'static str,
    },
}

impl WriteError {
    /// What is wrong and what would do, in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::ReadOnly { format } => tr!(lang, "unwritten.read-only", format = format),
            Self::NoLayer { found, known } => {
                tr!(lang, "unwritten.no-layer", found = printable(found), known = named(known, lang))
            }
            Self::SeveralLayers { format, known } => {
                tr!(lang, "unwritten.several-layers", format = format, known = named(known, lang))
            }
            Self::OnlyDegrees { format, crs } => {
                tr!(lang, "unwritten.only-degrees", format = format, crs = crs.name())
            }
            Self::OnlyGrids { format, proposed: Some(crs) } => {
                let title = crs.title(lang);
                tr!(lang, "unwritten.only-grids-as", format = format, crs = crs.name(), title = title)
            }
            Self::OnlyGrids { format, proposed: None } => tr!(lang, "unwritten.only-grids", format = format),
            Self::NotUsedThere { feature, crs } => {
                let crs = crs.map_or("EPSG:4326", Crs::name);
                tr!(lang, "unwritten.not-used-there", feature = printable(feature), crs = crs)
            }
            Self::SeveralKinds { format, features: [one, other] } => {
                let (one, other) = (printable(one), printable(other));
                tr!(lang, "unwritten.several-kinds", format = format, one = one, other = other)
            }
            Self::Collection { format, feature } => {
                tr!(lang, "unwritten.collection", format = format, feature = printable(feature))
            }
            Self::InUse { path } => tr!(lang, "unwritten.in-use", path = printable(path)),
            Self::SeveralFiles { format } => tr!(lang, "unwritten.several-files", format = format),
            Self::TooMuch { format } => tr!(lang, "unwritten.too-much", format = format),
        }
        .into_owned()
    }
}

/// Names in a row, each on one line and with nothing in it that could deceive.
fn named(names: &[String], lang: Lang) -> String {
    let names: Vec<String> = names.iter().map(|name| printable(name)).collect();
    list(&names.iter().map(String::as_str).collect::<Vec<_>>(), lang)
}
