//! The files of a format under the names that they go to the disk by, packed where the name says so: `.gz`, `.zip`, `.kmz`.
//! Must not write them.

use std::io::{self, Cursor, Write as _};
use std::path::{Path, PathBuf};

use flate2::{Compression, GzBuilder};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::WriteError;
use crate::formats::Format;

/// How a file is packed, by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// By gzip (RFC 1952).
    Gzip,
    /// In an archive, which holds any number of files.
    Zip,
}

impl Packing {
    /// The packing that the name of a file says, and the ending of what is in it where the name says that too.
    #[must_use]
    pub fn of(path: &Path) -> (Self, Option<String>) {
        let ending = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let inner = || path.file_stem().and_then(|stem| ending(Path::new(stem)));
        match ending(path).as_deref() {
            Some("gz" | "gzip") => (Self::Gzip, inner()),
            Some("zip") => (Self::Zip, inner()),
            Some("kmz") => (Self::Zip, Some("kml".to_owned())),
            other => (Self::Plain, other.map(str::to_owned)),
        }
    }
}

/// The files that were written, each with the path that it goes to.
///
/// # Errors
/// [`WriteError`] for several files in a packing that holds one, or one that holds no more.
pub fn packed(
    files: Vec<(Option<&'static str>, Vec<u8>)>,
    format: &Format,
    path: &Path,
) -> Result<Vec<(PathBuf, Vec<u8>)>, WriteError> {
    let too_much = |_error: io::Error| WriteError::TooMuch { format: format.title };
    if let Some(path) = log_beside(format, path) {
        return Err(WriteError::InUse { path: path.to_string_lossy().into_owned() });
    }
    match Packing::of(path).0 {
        Packing::Plain => {
            let own = path.extension().map(|ending| ending.to_string_lossy().into_owned());
            // The main file keeps its ending as it was typed, in capitals or not.
            let named = |(ending, bytes): (Option<&'static str>, Vec<u8>)| {
                let keeps =
                    ending.is_none_or(|ending| own.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(ending)));
                (if keeps { path.to_owned() } else { path.with_extension(ending.unwrap_or_default()) }, bytes)
            };
            Ok(files.into_iter().map(named).collect())
        }
        Packing::Gzip if files.len() > 1 => Err(WriteError::SeveralFiles { format: format.title }),
        Packing::Gzip => {
            let gzipped = |(_, bytes): (Option<&'static str>, Vec<u8>)| {
                let mut writer = GzBuilder::new().write(Vec::new(), Compression::default());
                writer.write_all(&bytes)?;
                Ok((path.to_owned(), writer.finish()?))
            };
            files.into_iter().map(gzipped).collect::<io::Result<_>>().map_err(too_much)
        }
        Packing::Zip => Ok(vec![(path.to_owned(), zipped(files, format, path).map_err(too_much)?)]),
    }
}

/// The files beside one that belong to what was in it before and would speak of what is there no more: the indexes of a shapefile.
#[must_use]
pub fn stale_beside(format: &Format, path: &Path) -> Vec<PathBuf> {
    let is_shapefile = format.id == "shapefile" && Packing::of(path).0 == Packing::Plain;
    let indexes = ["qix", "sbn", "sbx"].into_iter().filter(|_| is_shapefile);
    indexes.map(|ending| path.with_extension(ending)).collect()
}

/// What lies beside a database that belongs to what is in it now, and would be taken for a part of what is written.
fn log_beside(format: &Format, path: &Path) -> Option<PathBuf> {
    let is_database = format.id == "geopackage" && Packing::of(path).0 == Packing::Plain;
    let beside = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let mut all = ["-wal", "-journal"].map(beside).into_iter();
    all.find(|path| is_database && path.metadata().is_ok_and(|file| file.len() > 0))
}

fn zipped(files: Vec<(Option<&'static str>, Vec<u8>)>, format: &Format, path: &Path) -> io::Result<Vec<u8>> {
    // What belongs together goes by the archive's name; of a KMZ the document does by that which readers look for (OGC 12-007, C.3).
    let is_kmz = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("kmz"));
    let usual = format.extensions.first().copied().unwrap_or_default();
    let mut stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    if let Some(bare) = Packing::of(path).1.and_then(|inner| stem.strip_suffix(&format!(".{inner}")).map(str::to_owned))
    {
        stem = bare;
    }
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (ending, bytes) in files {
        let stem = if is_kmz { "doc" } else { &stem };
        archive.start_file(format!("{stem}.{}", ending.unwrap_or(usual)), options)?;
        archive.write_all(&bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
