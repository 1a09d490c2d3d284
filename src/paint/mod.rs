//! From a picture to the bytes of a file: which kinds there are.
//! Must not decide what is shown, nor know where the bytes go.

use crate::picture::{Picture, Theme};

/// What a painter has to know besides the picture.
pub struct Paper {
    /// Whose colours it takes.
    pub theme: Theme,
    /// How many pixels a point has; painters of lines do not need it.
    pub pixels_per_point: f64,
    /// What the file is called by those who read it aloud.
    pub title: String,
}

/// Why a picture could not be painted.
#[derive(Debug, thiserror::Error)]
pub enum PaintError {
    /// More pixels than can be held.
    #[error("expected at most {most} pixels a side, found {found}")]
    TooLarge {
        /// The most.
        most: u32,
        /// What was asked for.
        found: u32,
    },
    /// The PDF could not be put together.
    #[error("{0}")]
    Pdf(String),
}

/// A kind of file that a picture can become.
pub struct Painter {
    /// Short name, as in `--format`.
    pub name: &'static str,
    /// The usual ending of its files.
    pub extension: &'static str,
    /// Paints.
    pub paint: fn(&Picture<'_>, &Paper) -> Result<Vec<u8>, PaintError>,
}

/// All of them, the usual one first.
pub const PAINTERS: [Painter; 4] = [
    Painter { name: "png", extension: "png", paint: signs },
    Painter { name: "svg", extension: "svg", paint: signs },
    Painter { name: "pdf", extension: "pdf", paint: signs },
    Painter { name: "scene", extension: "scene", paint: signs },
];

/// Stands in for the painters: the signs as text.
fn signs(picture: &Picture<'_>, paper: &Paper) -> Result<Vec<u8>, PaintError> {
    let [width, height] = picture.size;
    let found = (f64::from(width.max(height)) * paper.pixels_per_point).round();
    if found > 65_535.0 {
        return Err(PaintError::TooLarge { most: 65_535, found: u32::MAX });
    }
    let mut text = format!("{} {:?}\nsize {width} {height} × {}\n", paper.title, paper.theme, paper.pixels_per_point);
    let signs: Vec<String> = picture.signs.iter().map(|sign| format!("{sign:?}")).collect();
    text.push_str(&signs.join("\n"));
    Ok(text.into_bytes())
}
