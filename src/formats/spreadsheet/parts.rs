//! The files that a workbook is packed of: its sheets by their names, the texts that they share, and the forms of their numbers.
//! Must not know what a sheet says.

use std::collections::BTreeMap;
use std::path::Path;

use super::cells::{Styles, text_of};
use crate::formats::OpenError;
use crate::formats::archive::{Entry, unpacked};
use crate::formats::encoding::{decoded, shown_by};
use crate::formats::gather::expected_at;
use crate::formats::xml::{Document, Element, Met};

/// Where the list of sheets is in every workbook, and what says which files they are.
const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

/// What of a workbook is read.
pub(super) struct Workbook {
    /// The name and the text of each sheet.
    pub(super) sheets: Vec<(String, String)>,
    pub(super) texts: Vec<String>,
    pub(super) styles: Styles,
}

impl Workbook {
    pub(super) fn of(bytes: &[u8], path: &str) -> Result<Self, OpenError> {
        let ends = |name: &str| Path::new(name).extension().is_some_and(|ending| ending == "xml" || ending == "rels");
        let is_read = |name: &str| name.starts_with("xl/") && ends(name);
        let files = Files { entries: unpacked(bytes, path, &is_read)?, path };
        let Some(workbook) = files.text(WORKBOOK) else {
            let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes));
            let names = archive
                .map(|archive| archive.file_names().filter_map(Result::ok).take(5).collect::<Vec<_>>().join(", "));
            return Err(expected_at(path, None, "expected.workbook", names.unwrap_or_default()));
        };
        let targets = files.targets()?;
        let elements = files.all(WORKBOOK, &workbook, &["workbook", "sheets"])?;
        let starts_1904 = |element: &Element| {
            element.name == "workbookPr"
                && element.attribute("date1904").is_some_and(|said| ["1", "true"].contains(&said))
        };
        let is_1904 = elements.iter().any(starts_1904);
        let mut sheets = Vec::new();
        for sheet in elements.iter().filter(|element| element.name == "sheet") {
            let target = sheet.attribute("id").and_then(|id| targets.get(id));
            if let Some(text) = target.and_then(|target| files.text(target)) {
                sheets.push((sheet.attribute("name").unwrap_or_default().to_owned(), text));
            }
        }
        let shared = "xl/sharedStrings.xml";
        let texts = match files.text(shared) {
            Some(text) => files.all(shared, &text, &["sst"])?.iter().map(text_of).collect(),
            None => Vec::new(),
        };
        let forms = "xl/styles.xml";
        let styles = match files.text(forms) {
            Some(text) => Styles::of(&files.all(forms, &text, &["styleSheet"])?, is_1904),
            None => Styles::default(),
        };
        Ok(Self { sheets, texts, styles })
    }
}

/// The files of a workbook.
struct Files<'a> {
    entries: Vec<Entry>,
    path: &'a str,
}

impl Files<'_> {
    fn text(&self, name: &str) -> Option<String> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        let bytes = entry.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&entry.bytes);
        Some(decoded(bytes, shown_by(bytes)).text)
    }

    /// All elements of a file, those of some names opened.
    fn all(&self, name: &str, text: &str, opened: &[&str]) -> Result<Vec<Element>, OpenError> {
        let path = format!("{}/{name}", self.path);
        let (mut document, mut all) = (Document::new(text, &path), Vec::new());
        loop {
            match document.next(|name| opened.contains(&name))? {
                Met::Whole(element) => all.push(element),
                Met::Open(_) | Met::Close => {}
                Met::End => return Ok(all),
            }
        }
    }

    /// Which file each name within the workbook stands for.
    fn targets(&self) -> Result<BTreeMap<String, String>, OpenError> {
        let Some(text) = self.text(RELATIONS) else { return Ok(BTreeMap::new()) };
        let relation = |element: Element| {
            let (id, target) = (element.attribute("Id")?.to_owned(), element.attribute("Target")?);
            let whole = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            Some((id, whole))
        };
        Ok(self.all(RELATIONS, &text, &["Relationships"])?.into_iter().filter_map(relation).collect())
    }
}
