//! XML documents, a part at a time: elements with attributes, text and children, without types of documents, and not nested too deeply.
//! Must not know what any element means.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::encoding::{by_name, decoded};
use super::gather::{expected_at, problem_at};
use super::{OpenError, Problem, Source};
use crate::project::{Provenance, SourcePosition};

/// Elements inside elements deeper than this are refused.
const DEEPEST: usize = 64;

/// An element, by the name that it has without a prefix.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// All text directly in it.
    pub(super) text: String,
    pub(super) children: Vec<Self>,
    /// Where it begins in the text.
    pub(super) offset: usize,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of a child, without space around it; none where it is empty.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }
}

/// What is met in a document.
pub(super) enum Met {
    /// An element begins whose children are met one by one.
    Open(Element),
    /// It ends.
    Close,
    /// An element as a whole.
    Whole(Element),
    End,
}

/// A document being read.
pub(super) struct Document<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    path: &'a str,
    depth: usize,
}

/// The text of a document, in the encoding that it says, and that; where its bytes are no such text, in the one that they show, with what is to
/// be said of that.
pub(super) fn text_of(source: &mut dyn Source) -> Result<(String, &'static Encoding, Option<&'static str>), OpenError> {
    if source.encoding().is_some() {
        return super::encoding::text_of(source);
    }
    let bytes = source.bytes()?;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declared = head.split_once("?>").and_then(|(declaration, _)| {
        let (_, value) = declaration.split_once("encoding=")?;
        by_name(value.split(['"', '\'']).nth(1)?)
    });
    let Some(declared) = declared.filter(|declared| *declared != UTF_8) else {
        let is_said = declared.is_some();
        let (text, encoding, told) = super::encoding::text_of(source)?;
        return Ok((text, encoding, told.map(|told| if is_said { "warning.encoding-overruled" } else { told })));
    };
    // Programs save a document in UTF-8 and leave what it says as it was.
    if !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() {
        return Ok((source.text()?.to_owned(), UTF_8, Some("warning.encoding-overruled")));
    }
    Ok((decoded(bytes, declared).text, declared, None))
}

/// The places of elements that begin at some offsets of a text, in one pass over it, however they are ordered.
pub(super) fn places(text: &str, offsets: impl Iterator<Item = usize>) -> BTreeMap<usize, Provenance> {
    let mut offsets: Vec<usize> = offsets.collect();
    offsets.sort_unstable();
    let places = SourcePosition::of_each(text, &offsets).into_iter().map(Provenance::Text);
    offsets.iter().copied().zip(places).collect()
}

impl<'a> Document<'a> {
    pub(super) fn new(text: &'a str, path: &'a str) -> Self {
        Self { reader: Reader::from_str(text), text, path, depth: 0 }
    }

    /// What comes next. Elements of which a function says so are opened, all others taken as wholes.
    pub(super) fn next(&mut self, opens: impl Fn(&str) -> bool) -> Result<Met, OpenError> {
        loop {
            let offset = self.offset();
            match self.event()? {
                Event::Start(start) => {
                    let element = self.begun(&start, offset)?;
                    if opens(&element.name) {
                        return Ok(Met::Open(element));
                    }
                    return self.rest_of(element).map(Met::Whole);
                }
                Event::Empty(start) => {
                    return self.begun(&start, offset).map(|element| {
                        self.depth -= 1;
                        Met::Whole(element)
                    });
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Met::Close);
                }
                Event::Eof if self.depth > 0 => return Err(self.problem(self.text.len(), Problem::Truncated)),
                Event::Eof => return Ok(Met::End),
                Event::DocType(_) => {
                    return Err(expected_at(self.path, self.place(offset), "expected.no-doctype", "<!DOCTYPE"));
                }
                Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::GeneralRef(_) => {}
            }
        }
    }

    /// The rest of an element that has begun.
    fn rest_of(&mut self, first: Element) -> Result<Element, OpenError> {
        let mut open = vec![first];
        loop {
            let offset = self.offset();
            let event = self.event()?;
            let Some(last) = open.last_mut() else { return Ok(Element::default()) };
            match event {
                Event::Start(start) => open.push(self.begun(&start, offset)?),
                Event::Empty(start) => {
                    let empty = self.begun(&start, offset)?;
                    self.depth -= 1;
                    last.children.push(empty);
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    let Some(done) = open.pop() else { return Ok(Element::default()) };
                    match open.last_mut() {
                        Some(around) => around.children.push(done),
                        None => return Ok(done),
                    }
                }
                Event::Text(text) => last.text.push_str(&String::from_utf8_lossy(&text)),
                Event::CData(text) => last.text.push_str(&String::from_utf8_lossy(&text)),
                Event::GeneralRef(name) => last.text.push_str(&referred(&String::from_utf8_lossy(&name))),
                Event::DocType(_) => {
                    return Err(expected_at(self.path, self.place(offset), "expected.no-doctype", "<!DOCTYPE"));
                }
                Event::Eof => return Err(self.problem(self.text.len(), Problem::Truncated)),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    fn event(&mut self) -> Result<Event<'a>, OpenError> {
        self.reader.read_event().map_err(|error| {
            let at = usize::try_from(self.reader.error_position()).unwrap_or(0).min(self.text.len());
            let is_end = at >= self.text.trim_end().len();
            let problem = if is_end { Problem::Truncated } else { Problem::Xml(error.to_string()) };
            self.problem(at, problem)
        })
    }

    fn begun(&mut self, start: &BytesStart<'_>, offset: usize) -> Result<Element, OpenError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.problem(offset, Problem::TooDeep));
        }
        let local = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
        let name = local(start.local_name().as_ref());
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.problem(offset, Problem::Xml(error.to_string())))?;
            let value = String::from_utf8_lossy(&attribute.value);
            attributes.push((local(attribute.key.local_name().as_ref()), unescaped(&value)));
        }
        Ok(Element { name, attributes, offset, ..Element::default() })
    }

    fn offset(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(0)
    }

    /// The line and column of an offset.
    fn place(&self, offset: usize) -> Provenance {
        SourcePosition::at(self.text, offset).into()
    }

    fn problem(&self, offset: usize, problem: Problem) -> OpenError {
        problem_at(self.path, self.place(offset), problem)
    }
}

/// A text with what its references stand for.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if let Some((name, rest)) = part.split_once(';') {
            all.push_str(&referred(name));
            all.push_str(rest);
        } else {
            all.push('&');
            all.push_str(part);
        }
    }
    all
}

/// What a reference stands for: a character by its number, or one of the five that XML itself names; any other as it is written.
fn referred(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    match (name, number.and_then(char::from_u32)) {
        (_, Some(character)) => character.to_string(),
        ("amp", _) => "&".to_owned(),
        ("lt", _) => "<".to_owned(),
        ("gt", _) => ">".to_owned(),
        ("quot", _) => "\"".to_owned(),
        ("apos", _) => "'".to_owned(),
        (other, None) => format!("&{other};"),
    }
}
