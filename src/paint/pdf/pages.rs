//! A PDF document: its pages, its outline, its glyphs once for all pages.
//! Must not know what is on a page.

use std::num::NonZeroU16;

use krilla::destination::XyzDestination;
use krilla::geom::{Point, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::FillRule;
use krilla::surface::Surface;
use krilla::tagging::{Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};

use super::words::Words;
use super::{Pdf, box_path};
use crate::paint::map_on_sheet::MapOnSheet;
use crate::paint::{Inset, Page, PaintError, Paper};
use crate::picture::{Purpose, TextBox};

/// Writes pages as a PDF document.
pub(in crate::paint) fn pages(pages: &[Page], paper: &Paper) -> Result<Vec<u8>, PaintError> {
    let mut document = Document::new_with(SerializeSettings::default());
    // Without a date and with everything in a fixed order, pages are the same bytes whenever they are written.
    let mut metadata = Metadata::new().title(paper.title.clone());
    if let Some(first) = pages.iter().find_map(|page| page.insets.first()) {
        metadata = metadata.language(first.picture.lang.code().to_owned());
    }
    document.set_metadata(metadata);
    let (mut words, mut tree) = (Words::default(), TagTree::new());
    for page in pages {
        let [width, height] = page.size;
        let settings = PageSettings::from_wh(width, height);
        let settings = settings.ok_or_else(|| PaintError::Library(format!("{width} x {height}")))?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        let mut groups: Vec<(bool, Vec<TagGroup>)> = Vec::new();
        for inset in &page.insets {
            groups.push((inset.about.is_none(), place(inset, paper, &mut surface, &mut words)));
        }
        surface.finish();
        sheet.finish();
        // A picture is read before what stands around it.
        groups.sort_by_key(|(is_around, _)| *is_around);
        let mut section = TagGroup::new(Tag::Section);
        groups.into_iter().flat_map(|(_, groups)| groups).for_each(|group| section.push(group));
        tree.push(section);
    }
    document.set_tag_tree(tree);
    let outline = outline(pages);
    let has_outline = outline.is_some();
    if let Some(outline) = outline {
        document.set_outline(outline);
    }
    let bytes = document.finish().map_err(|error| PaintError::Library(format!("{error:?}")))?;
    Ok(if has_outline { unfolded(bytes) } else { bytes })
}

/// The same document with its outline shown when it is opened, which the library cannot ask for. Its catalogue is the last object before
/// the table of all objects, so that only where that table begins has to be told anew; a document that is otherwise stays as it is.
fn unfolded(mut bytes: Vec<u8>) -> Vec<u8> {
    const CATALOGUE: &[u8] = b"/Type/Catalog";
    const SHOWN: &[u8] = b"/PageMode/UseOutlines";
    const TABLE: &[u8] = b"\nendobj\nxref\n";
    let last = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).rposition(|window| window == word);
    let Some(table) = last(&bytes, TABLE).map(|at| at + TABLE.len() - b"xref\n".len()) else { return bytes };
    let before = &bytes[..table];
    let is_last =
        |at: &usize| !before[*at..before.len() - b"endobj\n".len()].windows(6).any(|window| window == b"endobj");
    let Some(at) = last(before, CATALOGUE).filter(is_last).map(|at| at + CATALOGUE.len()) else { return bytes };
    let Some(end) = last(&bytes, b"startxref\n").filter(|end| *end > table) else { return bytes };
    bytes.truncate(end);
    bytes.extend(format!("startxref\n{}\n%%EOF", table + SHOWN.len()).into_bytes());
    bytes.splice(at..at, SHOWN.iter().copied());
    bytes
}

/// Puts a picture on its page; nothing of it stands out of its own box. Returns what is read of it, in order.
fn place(inset: &Inset, paper: &Paper, surface: &mut Surface<'_>, words: &mut Words) -> Vec<TagGroup> {
    let (picture, palette) = (&inset.picture, paper.theme.palette());
    let [width, height] = picture.size.map(f64::from);
    let frame = if inset.fills() { None } else { box_path([0.0, 0.0, width, height]) };
    if let Some(frame) = &frame {
        let ([x, y], scale) = (inset.corner, inset.scale);
        surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
        surface.push_clip_path(frame, &FillRule::NonZero);
    }
    let map = MapOnSheet::new(picture, paper);
    let mut pdf = Pdf { surface, map, palette, words, lang: picture.lang, parts: Vec::new() };
    pdf.open();
    pdf.picture(picture);
    // All others stand where the map is covered.
    let callouts = inset.texts.iter().filter(|text| text.purpose == Purpose::Callout);
    callouts.flat_map(TextBox::labels).for_each(|label| pdf.halo(label));
    pdf.close();
    let mut whole = inset
        .about
        .as_ref()
        .map_or_else(|| TagGroup::new(Tag::P), |about| TagGroup::new(Tag::Figure(Some(about.clone()))));
    pdf.parts.drain(..).for_each(|part| whole.push(part));
    let mut groups = Vec::new();
    for text in &inset.texts {
        let mut group = group(text);
        group.push(pdf.words_of(text));
        groups.push(group);
    }
    // The title comes first, then what it is about.
    let title = inset.texts.iter().position(|text| text.purpose == Purpose::Title);
    groups.insert(title.map_or(0, |at| at + 1), whole);
    if frame.is_some() {
        surface.pop();
        surface.pop();
    }
    groups
}

/// What words are in the structure of the document.
fn group(text: &TextBox) -> TagGroup {
    let level = match text.purpose {
        Purpose::Title => NonZeroU16::new(1),
        Purpose::Heading => NonZeroU16::new(2),
        Purpose::Callout | Purpose::Text => None,
    };
    level.map_or_else(|| TagGroup::new(Tag::P), |level| TagGroup::new(Tag::Hn(level, Some(text.text()))))
}

/// The titles of the pages that have one, to go to; none for a document without.
fn outline(pages: &[Page]) -> Option<Outline> {
    let mut outline = Outline::new();
    let titles = pages.iter().enumerate().filter_map(|(at, page)| Some((at, page.title.clone()?)));
    let mut any = false;
    for (at, title) in titles {
        outline.push_child(OutlineNode::new(title, XyzDestination::new(at, Point::from_xy(0.0, 0.0))));
        any = true;
    }
    any.then_some(outline)
}
