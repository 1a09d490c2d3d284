//! The package of a presentation: its parts, what kind each is, how they refer to one another, packed the same way every time.
//! Must not know what is on a slide.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Xml;
use crate::paint::PaintError;

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// What is said of itself is not told by that name.
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// The parts so far.
#[derive(Default)]
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
    /// Pictures, which are as small as they can be.
    pictures: Vec<(String, Vec<u8>)>,
    /// The parts that have a kind of their own.
    kinds: Vec<(String, &'static str)>,
}

impl Package {
    /// Adds a part of a kind.
    pub(super) fn add(&mut self, name: &str, kind: &'static str, bytes: Vec<u8>) {
        self.kinds.push((format!("/{name}"), kind));
        self.parts.push((name.to_owned(), bytes));
    }

    /// Adds a picture, whose kind its ending tells.
    pub(super) fn add_picture(&mut self, name: &str, bytes: Vec<u8>) {
        self.pictures.push((name.to_owned(), bytes));
    }

    /// Says what a part refers to, in order as `rId1`, `rId2` and so on: the kind of the relation, and where it leads from the part's folder.
    pub(super) fn relate(&mut self, name: &str, targets: &[(&str, String)]) -> Result<(), PaintError> {
        let mut xml = Xml::new()?;
        xml.element("Relationships", &[("xmlns", RELATIONSHIPS)], |xml| {
            for ((kind, target), number) in targets.iter().zip(1..) {
                let kind = if *kind == "core" { CORE.to_owned() } else { format!("{OFFICE}/{kind}") };
                let id = format!("rId{number}");
                xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", target)])?;
            }
            Ok(())
        })?;
        let (folder, file) =
            name.rsplit_once('/').map_or((String::new(), name), |(folder, file)| (format!("{folder}/"), file));
        self.parts.push((format!("{folder}_rels/{file}.rels"), xml.into_bytes()));
        Ok(())
    }

    /// All of it as bytes, what tells the kinds first. No part has a date of its own.
    pub(super) fn packed(self) -> Result<Vec<u8>, PaintError> {
        let types = self.types()?;
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let first = ("[Content_Types].xml".to_owned(), types);
        let parts = std::iter::once(first).chain(self.parts).map(|part| (part, CompressionMethod::Deflated));
        let pictures = self.pictures.into_iter().map(|part| (part, CompressionMethod::Stored));
        for ((name, bytes), method) in parts.chain(pictures) {
            let options =
                SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
            zip.start_file(name, options).map_err(|error| PaintError::Library(error.to_string()))?;
            zip.write_all(&bytes).map_err(|error| PaintError::Library(error.to_string()))?;
        }
        zip.finish().map(Cursor::into_inner).map_err(|error| PaintError::Library(error.to_string()))
    }

    fn types(&self) -> Result<Vec<u8>, PaintError> {
        let mut xml = Xml::new()?;
        xml.element("Types", &[("xmlns", TYPES)], |xml| {
            let relations = "application/vnd.openxmlformats-package.relationships+xml";
            xml.empty("Default", &[("Extension", "rels"), ("ContentType", relations)])?;
            xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")])?;
            xml.empty("Default", &[("Extension", "png"), ("ContentType", "image/png")])?;
            for (name, kind) in &self.kinds {
                xml.empty("Override", &[("PartName", name), ("ContentType", kind)])?;
            }
            Ok(())
        })?;
        Ok(xml.into_bytes())
    }
}
