//! ZIP archives: the data files in them, each read by its own format, and those that lie beside it.
//! Must not write anything, nor read archives in archives.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};
use std::path::Path;

use zip::ZipArchive;

use super::encoding::{decoded, shown_by};
use super::foreign::{foreign, foreign_folder};
use super::gather::{expected_at, problem_at};
use super::input::Input;
use super::{Collection, FORMATS, Foreign, Format, OpenError, Problem, Source, source};
use crate::crs::CoordinateFrame;

/// The id of the format.
pub(super) const ID: &str = "zip";
/// Archives with more files than this are refused.
const MOST_FILES: usize = 1000;
/// A file that is larger than this may be no more than so many times as large as it is packed: data never are.
const SUSPICIOUS: u64 = 64 << 20;
const MOST_RATIO: u64 = 400;

/// Whether a file is one, as far as its beginning shows; `PK\5\6` begins one without files.
pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// A file of an archive.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Reads every data file of an archive.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    let path = source.name().to_owned();
    let encoding = source.encoding().map(str::to_owned);
    let entries = unpacked(source.bytes()?, &path, &|_| true)?;
    let mut all = Vec::new();
    for entry in &entries {
        let Some(format) = format_of(entry) else { continue };
        let beside = |ending: &str| {
            let wanted = Path::new(&entry.name).with_extension(ending);
            let found = entries.iter().find(|other| Path::new(&other.name) == wanted);
            Ok(found.map(|other| Cow::Owned(other.bytes.clone())))
        };
        let name = format!("{path}/{}", entry.name);
        let mut input = Input::new(name, Cow::Borrowed(entry.bytes.as_slice()), &beside).in_encoding(encoding.clone());
        let stem = Path::new(&entry.name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let datasets = (format.read)(&mut input, frame)?;
        all.extend(
            datasets.into_iter().map(|dataset| Collection { name: dataset.name.or_else(|| stem.clone()), ..dataset }),
        );
    }
    if all.is_empty() {
        if let Some(found) = entries.iter().find_map(foreign_in) {
            return Err(problem_at(&path, None, Problem::Foreign(found)));
        }
        let names: Vec<&str> = entries.iter().take(5).map(|entry| entry.name.as_str()).collect();
        return Err(expected_at(&path, None, "expected.data-in-archive", names.join(", ")));
    }
    Ok(all)
}

/// What a file of an archive is that holds no data file, by the folder that it is in, or by itself.
fn foreign_in(entry: &Entry) -> Option<Foreign> {
    let path = Path::new(&entry.name);
    path.ancestors().skip(1).find_map(foreign_folder).or_else(|| foreign(path, &entry.bytes))
}

/// The format of a file of an archive; none where it is no data file by itself.
fn format_of(entry: &Entry) -> Option<&'static Format> {
    let ending = Path::new(&entry.name).extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase())?;
    // The index beside a shapefile begins as that does.
    let others = FORMATS.iter().filter(|format| format.id != ID && ending != "shx");
    let mut named = others.filter(|format| format.extensions.contains(&ending.as_str()));
    let first = named.next()?;
    let begins = std::iter::once(first).chain(named).find(|format| (format.begins)(&entry.bytes));
    // Ends that other files have too say nothing by themselves.
    begins.or_else(|| (!["txt", "json", "xml"].contains(&ending.as_str())).then_some(first))
}

/// The files of an archive whose names are wanted, unpacked, without what systems add.
pub(super) fn unpacked(bytes: &[u8], path: &str, is_wanted: &dyn Fn(&str) -> bool) -> Result<Vec<Entry>, OpenError> {
    let broken = |error: &dyn std::fmt::Display| problem_at(path, None, Problem::Unreadable(error.to_string()));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > MOST_FILES {
        return Err(expected_at(path, None, "expected.few-files", archive.len().to_string()));
    }
    let (mut entries, mut left) = (Vec::new(), source::LIMIT);
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(|error| broken(&error))?;
        let name = name_of(file.name_raw());
        let inside = format!("{path}/{name}");
        let is_outside = file.enclosed_name().is_none();
        if is_outside {
            return Err(expected_at(&inside, None, "expected.inside-archive", name));
        }
        let is_systems = name.split('/').any(|part| part == "__MACOSX" || part.starts_with('.'));
        if file.is_dir() || is_systems || !is_wanted(&name) {
            continue;
        }
        let packed = file.compressed_size();
        let most = left.min(SUSPICIOUS.max(packed.saturating_mul(MOST_RATIO)));
        let mut bytes = Vec::new();
        // What an archive says of the size of a file may be wrong.
        (&mut file)
            .take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| problem_at(&inside, None, Problem::Unreadable(error.to_string())))?;
        let length = bytes.len() as u64;
        if length > most {
            return Err(problem_at(&inside, None, Problem::TooLarge { limit: most }));
        }
        left -= length;
        entries.push(Entry { name, bytes });
    }
    Ok(entries)
}

/// The name of a file, in UTF-8 or as older Chinese systems write it.
fn name_of(bytes: &[u8]) -> String {
    let encoding = shown_by(bytes);
    decoded(bytes, encoding).text.replace('\\', "/")
}
