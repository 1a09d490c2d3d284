//! Painters: from a picture to pixels, vectors or text, without a window; and to meshes, for a window that has a graphics card.
//! Must not decide what is shown.

mod html;
mod map_on_sheet;
#[cfg(feature = "desktop")]
pub(crate) mod mesh;
mod pdf;
mod pptx;
pub mod raster;
mod scene;
mod svg;

use crate::i18n::Lang;
use crate::picture::{Picture, Slide, TextBox, Theme};

/// How a picture is put on paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Which colours it wears.
    pub theme: Theme,
    /// How many pixels a point is wide; painters without pixels draw as finely.
    pub pixels_per_point: f64,
    /// What the document is called, for painters that can say so.
    pub title: String,
}

/// A way to put a picture into a file.
#[derive(Clone, Copy, Debug)]
pub struct Painter {
    /// What it is called on the command line.
    pub name: &'static str,
    /// How the names of its files end.
    pub extension: &'static str,
    /// The picture as the bytes of a file.
    pub paint: fn(&Picture, &Paper) -> Result<Vec<u8>, PaintError>,
    /// Pages as the bytes of one file; none where a file has one picture.
    pub pages: Option<PaintPages>,
    /// Slides as the bytes of one file, their words kept apart from their pictures; none where nobody edits or reads them there.
    pub slides: Option<SlidePainter>,
}

/// A way to put slides into a file.
#[derive(Clone, Copy, Debug)]
pub struct SlidePainter {
    /// Slides as the bytes of one file.
    pub paint: PaintSlides,
    /// Whether such a file has them in every language.
    pub every_language: bool,
    /// Whether it has a place for notes that nobody but the speaker sees.
    pub keeps_notes: bool,
}

impl Painter {
    /// Whether many pictures go into one file.
    #[must_use]
    pub fn is_document(&self) -> bool {
        self.pages.is_some() || self.slides.is_some()
    }
}

/// Pages as the bytes of one file.
pub type PaintPages = fn(&[Page], &Paper) -> Result<Vec<u8>, PaintError>;

/// Slides, in one language or in several, as the bytes of one file.
pub type PaintSlides = fn(&[Edition], &Paper) -> Result<Vec<u8>, PaintError>;

/// The slides of a talk in a language.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The language.
    pub lang: Lang,
    /// What the talk is called.
    pub title: String,
    /// Its slides.
    pub slides: Vec<Slide>,
}

impl Edition {
    /// A talk of one picture.
    fn of(picture: &Picture, paper: &Paper) -> Self {
        let title = paper.title.clone();
        Self { lang: picture.lang, slides: vec![Slide::of(picture.clone(), title.clone())], title }
    }
}

/// A page of a document.
#[derive(Clone, Debug)]
pub struct Page {
    /// What it is called in the document's outline; none for a page that goes on with what the one before it was about.
    pub title: Option<String>,
    /// Width and height in points.
    pub size: [f32; 2],
    /// What is on it, bottom first.
    pub insets: Vec<Inset>,
}

/// A picture on a page.
#[derive(Clone, Debug)]
pub struct Inset {
    /// The picture.
    pub picture: Picture,
    /// Words over it, in the order in which they are read.
    pub texts: Vec<TextBox>,
    /// What it is, for those who do not see it; none where it is but words.
    pub about: Option<String>,
    /// Where its top left corner is, in points of the page.
    pub corner: [f32; 2],
    /// How many points of the page one of its own is.
    pub scale: f32,
}

impl Page {
    /// A picture that fills its page.
    #[must_use]
    pub fn filled(picture: Picture, title: Option<String>) -> Self {
        let size = picture.size;
        let about = Some(title.clone().unwrap_or_default());
        Self { title, size, insets: vec![Inset { about, ..Inset::filling(picture) }] }
    }
}

impl Inset {
    /// A picture that fills its page.
    #[must_use]
    pub fn filling(picture: Picture) -> Self {
        Self { picture, texts: Vec::new(), about: None, corner: [0.0; 2], scale: 1.0 }
    }

    /// A slide at a corner of a page, so many times as large.
    #[must_use]
    pub fn of(slide: Slide, corner: [f32; 2], scale: f32) -> Self {
        Self { picture: slide.picture, texts: slide.texts, about: Some(slide.about), corner, scale }
    }

    /// Whether it lies on its page as it is.
    fn fills(&self) -> bool {
        (self.corner, self.scale) == ([0.0; 2], 1.0)
    }
}

const PRESENTATION: SlidePainter = SlidePainter { paint: pptx::slides, every_language: false, keeps_notes: true };
const WEB_PAGE: SlidePainter = SlidePainter { paint: html::slides, every_language: true, keeps_notes: false };

/// Every painter.
pub const PAINTERS: [Painter; 6] = [
    Painter { name: "png", extension: "png", paint: raster::png, pages: None, slides: None },
    Painter { name: "svg", extension: "svg", paint: svg::paint, pages: None, slides: None },
    Painter { name: "pdf", extension: "pdf", paint: pdf::paint, pages: Some(pdf::pages), slides: None },
    Painter { name: "scene", extension: "txt", paint: scene::paint, pages: Some(scene::pages), slides: None },
    Painter { name: "pptx", extension: "pptx", paint: pptx::paint, pages: None, slides: Some(PRESENTATION) },
    Painter { name: "html", extension: "html", paint: html::paint, pages: None, slides: Some(WEB_PAGE) },
];

/// Why a picture could not be painted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaintError {
    /// More pixels than a file may have.
    #[error("{width} × {height} pixels are more than the {most} that a side may have")]
    TooLarge {
        /// Its width in pixels.
        width: u64,
        /// Its height in pixels.
        height: u64,
        /// The most that a side may have.
        most: u32,
    },
    /// What the library said that writes the file.
    #[error("{0}")]
    Library(String),
}
