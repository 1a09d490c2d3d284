//! A show as files: a document with a page for each stop, or a picture for each.
//! Must not know who asks, nor where the files are written.

use std::collections::BTreeSet;

use super::{Export, Made};
use crate::draw::stage::slide;
use crate::draw::{HandOut, draw};
use crate::i18n::displayed;
use crate::paint::{Edition, Inset, Page, PaintError, PaintSlides};
use crate::picture::{Picture, Slide};
use crate::session::Session;
use crate::typography::{unshaped, without_glyph};

/// What to make of a show.
#[derive(Clone)]
pub struct DeckExport {
    /// The kind of file, its colours and its pixels.
    pub export: Export,
    /// How large the picture of a stop is, in points.
    pub size: [f32; 2],
    /// Whether the presenter's notes stand below each picture.
    pub notes: bool,
    /// The stops, by their places among all of the deck.
    pub stops: Vec<usize>,
}

/// The picture of one stop as a file.
#[derive(Clone, Debug)]
pub struct StopFile {
    /// Its stop's number among those that are shown, and its id, as the end of a file's name without its extension.
    pub name: String,
    /// What was made.
    pub made: Result<Made, PaintError>,
}

impl DeckExport {
    /// All stops as one document. The same session gives the same bytes. None when such a file has only one picture.
    ///
    /// # Errors
    /// [`PaintError`] when it cannot be put together.
    #[must_use]
    pub fn document(&self, session: &Session) -> Option<Result<Made, PaintError>> {
        if let Some(paint) = self.export.painter.slides {
            return Some(self.slides(session, paint));
        }
        let paint = self.export.painter.pages?;
        let pages: Vec<Page> = self.stops.iter().flat_map(|&stop| self.pages(session, stop)).collect();
        let pictures = || pages.iter().flat_map(|page| &page.insets).map(|inset| &inset.picture);
        let glyphs: BTreeSet<char> = pictures().flat_map(without_glyph).collect();
        let turned: BTreeSet<char> = pictures().flat_map(unshaped).collect();
        let bytes = paint(&pages, &self.export.paper(session));
        let [without_glyph, unshaped] = [glyphs, turned].map(|glyphs| glyphs.into_iter().collect());
        Some(bytes.map(|bytes| Made { bytes, without_glyph, unshaped }))
    }

    /// Whether all stops go into one file.
    #[must_use]
    pub fn is_document(&self) -> bool {
        self.export.painter.pages.is_some() || self.export.painter.slides.is_some()
    }

    /// All stops as slides, in the session's language.
    fn slides(&self, session: &Session, paint: PaintSlides) -> Result<Made, PaintError> {
        let paper = self.export.paper(session);
        let slides = self.stops.iter().filter_map(|&stop| slide(&session.at_stop(stop, None, self.size)));
        let edition = Edition { lang: session.lang(), title: paper.title.clone(), slides: slides.collect() };
        let editions = [edition];
        let wholes: Vec<Picture> = editions.iter().flat_map(|edition| &edition.slides).map(Slide::whole).collect();
        let [without_glyph, unshaped] = [without_glyph as fn(&Picture) -> Vec<char>, unshaped]
            .map(|find| wholes.iter().flat_map(find).collect::<BTreeSet<char>>().into_iter().collect());
        paint(&editions, &paper).map(|bytes| Made { bytes, without_glyph, unshaped })
    }

    /// What the file of each stop is called, without its ending.
    pub fn names(&self, session: &Session) -> impl Iterator<Item = String> {
        self.stops.iter().map(|&stop| name(&session.at_stop(stop, None, self.size)))
    }

    /// Each stop as a file of its own, made when it is asked for.
    pub fn files(&self, session: &Session) -> impl Iterator<Item = StopFile> {
        self.stops.iter().map(|&stop| {
            let at_stop = session.at_stop(stop, None, self.size);
            StopFile { name: name(&at_stop), made: self.export.painted(&draw(&at_stop), session) }
        })
    }

    /// The pages of a stop.
    fn pages(&self, session: &Session, stop: usize) -> Vec<Page> {
        let at_stop = session.at_stop(stop, None, self.size);
        let Some(show) = at_stop.show() else { return Vec::new() };
        let title = Some(displayed(show.stop().title.get(session.lang())));
        if !self.notes {
            return vec![Page::filled(draw(&at_stop), title)];
        }
        let picture = draw(&at_stop);
        let page = |hand_out: HandOut| {
            let inset = hand_out.picture.map(|(corner, scale)| Inset { picture: picture.clone(), corner, scale });
            let size = hand_out.page.size;
            let title = title.clone().filter(|_| inset.is_some());
            Page { title, size, insets: [Inset::filling(hand_out.page)].into_iter().chain(inset).collect() }
        };
        HandOut::of(&at_stop, session.lang()).into_iter().map(page).collect()
    }
}

/// Numbers have as many digits as that of the last stop, and two at least, so that names and stops have one order.
fn name(at_stop: &Session) -> String {
    let Some(show) = at_stop.show() else { return String::new() };
    let (number, all) = show.place();
    let digits = all.to_string().len().max(2);
    let plain = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    let id: String = show.stop().id.chars().map(plain).take(LONGEST).collect();
    format!("{number:0digits$}-{id}")
}

/// A name has at most so many characters of an id.
const LONGEST: usize = 60;
