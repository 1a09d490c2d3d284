//! A map as a file: what to make of a session, and bytes written whole or not at all, over nothing that is read.
//! Must not know who asks, the command line or the window.

mod apart;
mod deck;
mod film;
mod overwrite;
mod sheets;
mod whole;

pub use apart::{NotWritten, first_read, write_apart};
pub use deck::DeckExport;
pub use film::{FilmExport, y4m_frame, y4m_head};
pub use overwrite::{is_one_file, read_too};
pub use sheets::SheetSet;
#[cfg(feature = "desktop")]
pub(crate) use whole::unfinished;
pub use whole::{write_whole, write_whole_at, write_whole_by};

pub use crate::paint::raster::MAX_PIXELS;

use crate::draw::{SheetOptions, draw};
use crate::i18n::displayed;
use crate::logging::timed;
use crate::paint::{PAINTERS, PaintError, Painter, Paper};
use crate::picture::{Picture, Theme};
use crate::session::Session;
use crate::typography::without_glyph;

/// Pixels an inch of a screen, on which a point is a pixel.
pub const SCREEN_DPI: f64 = 96.0;
/// Pixels an inch of a sheet, unless asked otherwise.
pub const PRINT_DPI: f64 = 300.0;
/// Points an inch of paper.
const PAPER_DPI: f64 = 72.0;

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// The characters of its words that no font has, each once, in the order of their codes.
    pub without_glyph: Vec<char>,
}

/// What to make.
#[derive(Clone)]
pub struct Export {
    /// The kind of file.
    pub painter: &'static Painter,
    /// What finished sheets are wanted; none for the map alone, as large as the session's view.
    pub sheet: Option<SheetOptions>,
    /// Whose colours it takes.
    pub theme: Theme,
    /// Pixels an inch.
    pub dpi: f64,
}

impl Export {
    /// How many pixels a point has: of a screen a point is 1/96 inch, of paper 1/72.
    #[must_use]
    pub fn pixels_per_point(&self) -> f64 {
        self.dpi / if self.sheet.is_some() { PAPER_DPI } else { SCREEN_DPI }
    }

    /// Width and height in pixels, the map alone having a size in points.
    #[must_use]
    pub fn pixels(&self, map: [f32; 2]) -> [f64; 2] {
        self.sheet
            .as_ref()
            .map_or(map, SheetOptions::size)
            .map(|side| (f64::from(side) * self.pixels_per_point()).round())
    }

    fn paper(&self, session: &Session) -> Paper {
        let typed = self.sheet.as_ref().and_then(|options| options.title.as_deref());
        Paper {
            theme: self.theme,
            pixels_per_point: self.pixels_per_point(),
            title: displayed(typed.unwrap_or(session.project().title().get(session.lang()))),
        }
    }

    /// Makes the map alone; a [`SheetSet`] makes sheets. The same session gives the same bytes.
    ///
    /// # Errors
    /// [`PaintError`] when it is too large for the painter, or cannot be put together.
    pub fn file(&self, session: &Session) -> Result<Made, PaintError> {
        session.make_groups();
        self.painted(&timed("draw", || draw(session)), session)
    }

    fn painted(&self, picture: &Picture, session: &Session) -> Result<Made, PaintError> {
        let name = self.painter.name;
        let bytes = timed(format_args!("paint {name}"), || (self.painter.paint)(picture, &self.paper(session)))?;
        Ok(Made { bytes, without_glyph: without_glyph(picture) })
    }
}

/// A painter by its short name.
#[must_use]
pub fn painter_named(name: &str) -> Option<&'static Painter> {
    PAINTERS.iter().find(|painter| painter.name.eq_ignore_ascii_case(name))
}

/// A painter by the ending of its files.
#[must_use]
pub fn painter_of_ending(ending: &str) -> Option<&'static Painter> {
    PAINTERS.iter().find(|painter| painter.extension.eq_ignore_ascii_case(ending))
}
