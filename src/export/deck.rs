//! A show as files: a document with a page for each stop, or a picture for each.
//! Must not know who asks, nor where the files are written.

use std::collections::BTreeSet;

use super::{Export, Made};
use crate::draw::stage::slide;
use crate::draw::{HandOut, draw};
use crate::i18n::Lang;
use crate::paint::{Edition, Inset, Page, PaintError, SlidePainter};
use crate::picture::{Picture, Slide, with_texts};
use crate::session::{Action, Session};
use crate::typography::without_glyph;

/// What to make of a show.
#[derive(Clone)]
pub struct DeckExport {
    /// The kind of file, its colours and its pixels.
    pub export: Export,
    /// How large the picture of a stop is, in points.
    pub size: [f32; 2],
    /// Whether the presenter's notes stand below each picture.
    pub notes: bool,
    /// Whether each step of a stop has a picture of its own, or only the last.
    pub steps: bool,
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

/// A stop at a step; none for its last.
type Moment = (usize, Option<usize>);

impl DeckExport {
    /// Whether all stops go into one file.
    #[must_use]
    pub fn is_document(&self) -> bool {
        self.export.painter.is_document()
    }

    /// All stops as one document. The same session gives the same bytes. `goes_on` is told how far the work is, from 0 to 1, and says
    /// whether it is still wanted. None when it is not, and when such a file has only one picture.
    ///
    /// # Errors
    /// [`PaintError`] when it cannot be put together.
    pub fn document(&self, session: &Session, goes_on: &dyn Fn(f32) -> bool) -> Option<Result<Made, PaintError>> {
        if let Some(painter) = self.export.painter.slides {
            return self.slides(session, painter, goes_on);
        }
        let paint = self.export.painter.pages?;
        let moments = self.moments(session);
        let (mut pages, mut glyphs) = (Vec::new(), Glyphs::default());
        for (at, moment) in moments.iter().enumerate() {
            if !goes_on(part(at, moments.len()) * DRAWN) {
                return None;
            }
            pages.extend(self.pages(session, *moment));
        }
        for inset in pages.iter().flat_map(|page: &Page| &page.insets) {
            glyphs.add(&with_texts(&inset.picture, &inset.texts));
        }
        let bytes = paint(&pages, &self.export.paper(session));
        Some(bytes.map(|bytes| glyphs.made(bytes)))
    }

    /// The moments of the show that have a picture.
    fn moments(&self, session: &Session) -> Vec<Moment> {
        let deck = session.deck();
        let of = |&stop: &usize| -> Vec<Moment> {
            let last = deck.stops.get(stop).map_or(0, crate::show::Stop::last_build);
            if self.steps { (0..=last).map(|step| (stop, Some(step))).collect() } else { vec![(stop, None)] }
        };
        self.stops.iter().flat_map(of).collect()
    }

    /// All stops as slides: in the session's language, then in the others where such a file has them all.
    fn slides(
        &self,
        session: &Session,
        painter: SlidePainter,
        goes_on: &dyn Fn(f32) -> bool,
    ) -> Option<Result<Made, PaintError>> {
        let others = Lang::ALL.into_iter().filter(|lang| painter.every_language && *lang != session.lang());
        let langs: Vec<Lang> = [session.lang()].into_iter().chain(others).collect();
        let (moments, mut glyphs) = (self.moments(session), Glyphs::default());
        let (mut editions, all) = (Vec::new(), langs.len() * moments.len());
        for lang in langs {
            let mut spoken = session.clone();
            spoken.apply(Action::SetLanguage(lang));
            let mut slides: Vec<Slide> = Vec::new();
            for (at, &(stop, step)) in moments.iter().enumerate() {
                if !goes_on(part(editions.len() * moments.len() + at, all) * DRAWN) {
                    return None;
                }
                let Some(mut slide) = slide(&spoken.at_stop(stop, step, self.size)) else { continue };
                if !self.notes && !painter.keeps_notes {
                    slide.notes.clear();
                }
                if let Some(step) = step.filter(|step| *step > 0) {
                    slide.id = format!("{}-{step}", slide.id);
                }
                glyphs.add(&slide.whole());
                slides.push(slide);
            }
            editions.push(Edition { lang, title: self.export.paper(&spoken).title, slides });
        }
        let bytes = (painter.paint)(&editions, &self.export.paper(session));
        Some(bytes.map(|bytes| glyphs.made(bytes)))
    }

    /// What the file of each stop is called, without its ending.
    pub fn names(&self, session: &Session) -> impl Iterator<Item = String> {
        self.moments(session).into_iter().map(|(stop, step)| name(&session.at_stop(stop, step, self.size), step))
    }

    /// Each stop as a file of its own, made when it is asked for.
    pub fn files(&self, session: &Session) -> impl Iterator<Item = StopFile> {
        self.moments(session).into_iter().map(|(stop, step)| {
            let at_stop = session.at_stop(stop, step, self.size);
            StopFile { name: name(&at_stop, step), made: self.export.painted(&draw(&at_stop), session) }
        })
    }

    /// The pages of a stop. Its first step has its title in the outline, and its last its notes.
    fn pages(&self, session: &Session, (at, step): Moment) -> Vec<Page> {
        let at_stop = session.at_stop(at, step, self.size);
        let Some((slide, show)) = slide(&at_stop).zip(at_stop.show()) else { return Vec::new() };
        let title = Some(slide.title.clone()).filter(|_| step.is_none_or(|step| step == 0));
        let is_last = step.is_none_or(|step| step == show.stop().last_build());
        if !(self.notes && is_last) {
            let size = slide.picture.size;
            return vec![Page { title, size, insets: vec![Inset::of(slide, [0.0; 2], 1.0)] }];
        }
        let page = |hand_out: HandOut| {
            let inset = hand_out.picture.map(|(corner, scale)| Inset::of(slide.clone(), corner, scale));
            let size = hand_out.page.size;
            let title = title.clone().filter(|_| inset.is_some());
            Page { title, size, insets: [Inset::filling(hand_out.page)].into_iter().chain(inset).collect() }
        };
        HandOut::of(&at_stop, session.lang()).into_iter().map(page).collect()
    }
}

/// To draw pictures takes about this part of the time.
const DRAWN: f32 = 0.6;

#[expect(clippy::cast_precision_loss, reason = "a few hundred pictures")]
fn part(at: usize, all: usize) -> f32 {
    at as f32 / all.max(1) as f32
}

/// The characters of all pictures that have no glyph.
#[derive(Default)]
struct Glyphs(BTreeSet<char>);

impl Glyphs {
    fn add(&mut self, picture: &Picture) {
        self.0.extend(without_glyph(picture));
    }

    fn made(self, bytes: Vec<u8>) -> Made {
        Made { bytes, without_glyph: self.0.into_iter().collect() }
    }
}

/// Numbers have as many digits as that of the last stop, and two at least, so that names and stops have one order.
fn name(at_stop: &Session, step: Option<usize>) -> String {
    let Some(show) = at_stop.show() else { return String::new() };
    let (number, all) = show.place();
    let digits = all.to_string().len().max(2);
    let plain = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    let id: String = show.stop().id.chars().map(plain).take(LONGEST).collect();
    let step = step.map_or(String::new(), |step| format!("-{step}"));
    format!("{number:0digits$}-{id}{step}")
}

/// A name has at most so many characters of an id.
const LONGEST: usize = 60;
