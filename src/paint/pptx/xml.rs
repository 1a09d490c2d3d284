//! XML as parts of a package have it: elements opened and closed in order, texts escaped.
//! Must not know what is written.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::paint::PaintError;

/// An element being written.
pub(super) struct Xml(Writer<Vec<u8>>);

/// The attributes of an element.
pub(super) type Attributes<'a> = [(&'a str, &'a str)];

impl Xml {
    pub(super) fn new() -> Result<Self, PaintError> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes")))).map_err(failed)?;
        Ok(Self(writer))
    }

    /// An element with what is in it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &Attributes<'_>,
        inside: impl FnOnce(&mut Self) -> Result<(), PaintError>,
    ) -> Result<(), PaintError> {
        self.0.write_event(Event::Start(start(name, attributes))).map_err(failed)?;
        inside(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name))).map_err(failed)
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: &Attributes<'_>) -> Result<(), PaintError> {
        self.0.write_event(Event::Empty(start(name, attributes))).map_err(failed)
    }

    /// An element with a text in it.
    pub(super) fn text(&mut self, name: &str, text: &str) -> Result<(), PaintError> {
        let text = plain(text);
        self.element(name, &[], |xml| xml.0.write_event(Event::Text(BytesText::new(&text))).map_err(failed))
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }
}

fn start<'n>(name: &'n str, attributes: &Attributes<'_>) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, plain(value).as_str()));
    }
    start
}

/// A text without what XML cannot have.
fn plain(text: &str) -> String {
    let has = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..'\u{20}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(has).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "it is mapped over errors")]
fn failed(error: io::Error) -> PaintError {
    PaintError::Library(error.to_string())
}
