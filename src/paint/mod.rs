//! Painters: from a picture to pixels, vectors or text, without a window.
//! Must not decide what is shown.

mod pdf;
mod placed;
pub mod raster;
mod scene;
mod svg;

use crate::picture::{Picture, Theme};

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
}

/// Every painter.
pub const PAINTERS: [Painter; 4] = [
    Painter { name: "png", extension: "png", paint: raster::png },
    Painter { name: "svg", extension: "svg", paint: svg::paint },
    Painter { name: "pdf", extension: "pdf", paint: pdf::paint },
    Painter { name: "scene", extension: "txt", paint: scene::paint },
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
