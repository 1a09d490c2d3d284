//! From bytes to a project and back: which formats there are, opening a path, and what is written into a file.
//! Knows nothing of commands or windows: errors come back as values.

mod archive;
mod assemble;
mod builtin;
mod data_file;
mod declared;
mod described;
mod dxf;
mod encoding;
mod error;
mod flatgeobuf;
mod folder;
mod foreign;
mod gather;
mod geojson;
mod geojson_seq;
mod geopackage;
mod gml;
mod input;
mod inputs;
mod kml;
mod loose;
mod misspelt;
mod named;
mod oddities;
mod own_file;
mod packed;
mod parcels;
mod position;
#[cfg(test)]
mod records;
mod rest;
mod rings;
mod shapefile;
mod show;
mod source;
mod spreadsheet;
mod symbology;
mod table;
mod topojson;
mod wkb;
mod wkt;
mod write;
mod xml;

use std::path::Path;

pub use error::{NoFeature, NoProperty, NotUsedThere, OpenError, Problem};
pub use foreign::Foreign;
pub use input::Source;
pub use inputs::{by_themselves, inputs_of};
pub use show::{project_with_show, with_show};
pub use source::{STANDARD_INPUT, read_bytes, read_text};
pub use write::{
    Packing, Told, WriteError, WriteOptions, Written, feature_text, packed, stale_beside, systems_to_write, writable,
    writable_by_name, written,
};

use crate::crs::CoordinateFrame;
use crate::geodesy::AreaUnit;
use crate::logging::timed;
use crate::project::{FindPositions, Layer, Project};
pub(crate) use oddities::{Holder, Oddity, OddityKind};

/// A data format that can be read.
pub struct Format {
    /// Short name, as in reports.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The usual endings of its files.
    pub extensions: &'static [&'static str],
    /// The endings of files beside one that belong to it and are none by themselves.
    pub beside: &'static [&'static str],
    /// Whether a file begins as those of the format do.
    begins: fn(&[u8]) -> bool,
    /// The datasets that a file holds.
    read: fn(&mut dyn Source, &CoordinateFrame) -> Result<Vec<Collection>, OpenError>,
    /// Where the positions of a feature stand in a text that was read; none for files that are no text.
    positions: Option<FindPositions>,
    /// How such a file is written; none for what is only read.
    write: Option<write::Writer>,
}

/// All formats that can be read. A file is of the first that it begins like, else of the one that its ending says, else of the last,
/// whose reader says what it misses.
pub const FORMATS: &[Format] = &[
    #[cfg(test)]
    records::FORMAT,
    Format {
        id: "shapefile",
        title: "Shapefile",
        extensions: &["shp"],
        beside: shapefile::BESIDE,
        begins: shapefile::begins,
        read: shapefile::read,
        positions: None,
        write: Some(write::SHAPEFILE),
    },
    Format {
        id: "geopackage",
        title: "GeoPackage (OGC 12-128)",
        extensions: &["gpkg"],
        beside: geopackage::BESIDE,
        begins: geopackage::begins,
        read: geopackage::read,
        positions: None,
        write: Some(write::GEOPACKAGE),
    },
    Format {
        id: "flatgeobuf",
        title: "FlatGeobuf 3",
        extensions: &["fgb"],
        beside: &[],
        begins: flatgeobuf::begins,
        read: flatgeobuf::read,
        positions: None,
        write: Some(write::FLATGEOBUF),
    },
    Format {
        id: "xlsx",
        title: "Excel (ECMA-376)",
        extensions: &["xlsx", "xlsm"],
        beside: &[],
        begins: spreadsheet::begins,
        read: spreadsheet::read,
        positions: None,
        write: None,
    },
    Format {
        id: archive::ID,
        title: "ZIP, KMZ",
        extensions: &["zip", "kmz"],
        beside: &[],
        begins: archive::begins,
        read: archive::read,
        positions: None,
        write: None,
    },
    Format {
        id: "kml",
        title: "KML 2.2 (OGC 12-007)",
        extensions: &["kml"],
        beside: &[],
        begins: kml::begins,
        read: kml::read,
        positions: None,
        write: Some(write::KML),
    },
    Format {
        id: "gml",
        title: "GML 2, 3 (OGC 07-036)",
        extensions: &["gml", "xml"],
        beside: &[],
        begins: gml::begins,
        read: gml::read,
        positions: None,
        write: None,
    },
    Format {
        id: "topojson",
        title: "TopoJSON",
        extensions: &["topojson"],
        beside: &[],
        begins: topojson::begins,
        read: topojson::read,
        positions: None,
        write: None,
    },
    Format {
        id: "dxf",
        title: "DXF (ASCII)",
        extensions: &["dxf"],
        beside: &[],
        begins: dxf::begins,
        read: dxf::read,
        positions: None,
        write: Some(write::DXF),
    },
    Format {
        id: "parcels",
        title: "界址點坐標交換文本 (TD/T 1008)",
        extensions: &["txt"],
        beside: &[],
        begins: parcels::begins,
        read: parcels::read,
        positions: None,
        write: Some(write::PARCELS),
    },
    Format {
        id: "wkt",
        title: "WKT (OGC 06-103r4)",
        extensions: &["wkt"],
        beside: &[],
        begins: wkt::begins,
        read: wkt::read,
        positions: None,
        write: Some(write::WKT),
    },
    Format {
        id: "csv",
        title: "CSV, TSV (RFC 4180)",
        extensions: &["csv", "tsv"],
        beside: &[],
        begins: table::begins,
        read: table::read,
        positions: None,
        write: Some(write::CSV),
    },
    Format {
        id: "geojsonseq",
        title: "GeoJSON Text Sequences (RFC 8142), newline-delimited GeoJSON",
        extensions: &["geojsonl", "geojsons", "geojsonseq", "ndjson", "ndgeojson", "jsonl"],
        beside: &[],
        begins: geojson_seq::begins,
        read: geojson_seq::read,
        positions: Some(geojson::positions),
        write: Some(write::GEOJSON_LINES),
    },
    Format {
        id: "geojson",
        title: "GeoJSON (RFC 7946)",
        extensions: &["geojson", "json"],
        beside: &[],
        begins: geojson::begins,
        read: geojson::read,
        positions: Some(geojson::positions),
        write: Some(write::GEOJSON),
    },
];

/// One dataset of a file.
#[derive(Debug, Default)]
pub(crate) struct Collection {
    /// What its file calls it, where that holds several.
    name: Option<String>,
    features: Vec<crate::project::Feature>,
    shapes: crate::geometry::Shapes,
    /// What was put right in rings so that they could be read, in file order.
    defects: Vec<crate::project::Defect>,
    /// What was odd and could be read, as the reader found it.
    oddities: Vec<Oddity>,
    /// The same, and more, with places.
    odd: Vec<oddities::Odd>,
    crs: &'static str,
    crs_from: &'static str,
    /// What its texts are in; empty for UTF-8.
    encoding: &'static str,
    warnings: Vec<(&'static str, usize)>,
}

/// What the user says about a file, overriding what is found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenOptions {
    /// The property that holds the declared area, and its unit. Default: `declared_km2`, `declared_ha`, `declared_mu`, `declared_m2`.
    pub declared: Option<(String, AreaUnit)>,
    /// The id of the feature that the others make up. Default: as the project says, else as the map shows.
    pub whole: Option<String>,
    /// The property that holds the id of a feature. Default: the member `id`, or the property `id` where no feature of a file has one.
    pub id_property: Option<String>,
    /// The property that holds the name of a feature. Default: `name`, or as the project says.
    pub name_property: Option<String>,
    /// Whether the texts of the data files are kept, to say where in them a coordinate stands.
    pub keep_text: bool,
    /// The encoding of texts in files that need one, by its name. Default: as the file says, else as its texts show.
    pub encoding: Option<String>,
    /// How the numbers of every data file are to be read as positions. Default: as the file's format says.
    pub frame: CoordinateFrame,
}

/// The project built into the program.
///
/// # Errors
/// None in a program that passes its tests; the same kinds as [`open`] otherwise.
///
/// ```
/// use zonemap::formats::{OpenOptions, open_builtin};
/// use zonemap::i18n::Lang;
///
/// let project = open_builtin(&OpenOptions::default())?;
/// assert!(project.own.title.get(Lang::ZhHant).contains("合作區"));
/// assert_eq!(project.wholes[0].parts.len(), 3);
/// # Ok::<(), zonemap::formats::OpenError>(())
/// ```
pub fn open_builtin(options: &OpenOptions) -> Result<Project, OpenError> {
    timed("open the built-in zone", || folder::open(&builtin::FOLDER, options))
}

/// The built-in zone's boundary as its description reads at face value, before fitting: another version to compare with.
///
/// # Errors
/// None in a program that passes its tests; the same kinds as [`open`] otherwise.
pub fn open_builtin_face_value() -> Result<Project, OpenError> {
    use folder::Folder as _;
    let bytes = builtin::FOLDER.bytes(builtin::FACE_VALUE)?;
    let path = builtin::FOLDER.path_of(builtin::FACE_VALUE);
    data_file::single(Path::new(&path), bytes, &OpenOptions::default())
}

/// Opens a project folder, its `project.json`, a folder of data files, or one of those; `-` is the standard input.
///
/// # Errors
/// [`OpenError`] with the file, the place in it, what was expected and what was found.
///
/// ```
/// use std::path::Path;
/// use zonemap::formats::{OpenOptions, open};
/// use zonemap::i18n::Lang;
///
/// let refused = open(Path::new("no-such.geojson"), &OpenOptions::default()).unwrap_err();
/// assert!(refused.message(Lang::En).starts_with("no-such.geojson: "));
/// ```
pub fn open(path: &Path, options: &OpenOptions) -> Result<Project, OpenError> {
    timed(format_args!("open {}", path.display()), || match folder::folder_of(path) {
        Some(folder) if loose::is_one(folder) => loose::open_some(folder, options, &mut Err),
        Some(folder) => folder::open(&folder::Disk(folder), options),
        None => data_file::open_single(path, options),
    })
}

/// What can be opened of a project folder some of whose files cannot be read, and why each of those cannot; anything else as [`open`].
///
/// # Errors
/// As [`open`], when nothing at all can be shown.
pub fn open_rest(path: &Path, options: &OpenOptions) -> Result<(Project, Vec<OpenError>), OpenError> {
    let Some(folder) = folder::folder_of(path) else { return open(path, options).map(|project| (project, Vec::new())) };
    let mut missing = Vec::new();
    let mut told = |error| {
        missing.push(error);
        Ok(())
    };
    let project = timed(format_args!("open what there is of {}", path.display()), || {
        if loose::is_one(folder) {
            return loose::open_some(folder, options, &mut told);
        }
        folder::open_some(&folder::Disk(folder), options, &mut told)
    })?;
    // With no layer left there is no rest.
    if project.layers.is_empty() && !missing.is_empty() {
        return Err(missing.remove(0));
    }
    Ok((project, missing))
}

/// The project that a user asked for: a path, or the built-in one.
///
/// # Errors
/// As [`open`].
pub fn open_or_builtin(path: Option<&Path>, options: &OpenOptions) -> Result<Project, OpenError> {
    match path {
        Some(path) => open(path, options),
        None => open_builtin(options),
    }
}

/// The format of a text by how it begins; none where no format begins so.
#[must_use]
pub fn format_of_text(text: &str) -> Option<&'static Format> {
    begun_by(text.as_bytes())
}

/// The format that begins as some bytes do, a byte order mark left out.
fn begun_by(bytes: &[u8]) -> Option<&'static Format> {
    let unmarked = bytes.strip_prefix(source::BYTE_ORDER_MARK).unwrap_or(bytes);
    FORMATS.iter().find(|format| (format.begins)(unmarked))
}

/// The features and the geometry that the bytes of one data file hold, as they are written, also at 180°. The format goes by the path;
/// nothing is measured yet.
///
/// # Errors
/// As [`open`], but for what only reading the file can find.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Layer, OpenError> {
    data_file::parse_single(path, bytes)
}
