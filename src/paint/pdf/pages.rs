//! A PDF document: its pages, its outline, its glyphs once for all pages.
//! Must not know what is on a page.

use krilla::destination::XyzDestination;
use krilla::geom::{Point, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::FillRule;
use krilla::surface::Surface;
use krilla::{Document, SerializeSettings};

use super::words::Words;
use super::{Pdf, box_path};
use crate::paint::map_on_sheet::MapOnSheet;
use crate::paint::{Inset, Page, PaintError, Paper};

/// Writes pages as a PDF document.
pub(in crate::paint) fn pages(pages: &[Page], paper: &Paper) -> Result<Vec<u8>, PaintError> {
    let mut document = Document::new_with(SerializeSettings { enable_tagging: false, ..SerializeSettings::default() });
    // Without a date and with everything in a fixed order, pages are the same bytes whenever they are written.
    let mut metadata = Metadata::new().title(paper.title.clone());
    if let Some(first) = pages.iter().find_map(|page| page.insets.first()) {
        metadata = metadata.language(first.picture.lang.code().to_owned());
    }
    document.set_metadata(metadata);
    let mut words = Words::default();
    for page in pages {
        let [width, height] = page.size;
        let settings = PageSettings::from_wh(width, height);
        let settings = settings.ok_or_else(|| PaintError::Library(format!("{width} x {height}")))?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        for inset in &page.insets {
            place(inset, paper, &mut surface, &mut words);
        }
        surface.finish();
        sheet.finish();
    }
    if let Some(outline) = outline(pages) {
        document.set_outline(outline);
    }
    document.finish().map_err(|error| PaintError::Library(format!("{error:?}")))
}

/// Puts a picture on its page; nothing of it stands out of its own box.
fn place(inset: &Inset, paper: &Paper, surface: &mut Surface<'_>, words: &mut Words) {
    let (picture, palette) = (&inset.picture, paper.theme.palette());
    let [width, height] = picture.size.map(f64::from);
    let frame = if inset.fills() { None } else { box_path([0.0, 0.0, width, height]) };
    if let Some(frame) = &frame {
        let ([x, y], scale) = (inset.corner, inset.scale);
        surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
        surface.push_clip_path(frame, &FillRule::NonZero);
    }
    Pdf { surface, map: MapOnSheet::new(picture, paper), palette, words, lang: picture.lang }.picture(picture);
    if frame.is_some() {
        surface.pop();
        surface.pop();
    }
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
