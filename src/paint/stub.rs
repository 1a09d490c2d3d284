//! Stands in for the painters of SVG, PDF and text until they are there: the signs as text.
//! Must not outlive them.

use super::{PaintError, Paper};
use crate::picture::Picture;

/// The signs, one a line.
#[expect(clippy::unnecessary_wraps, reason = "a painter may fail")]
pub(super) fn signs(picture: &Picture, paper: &Paper) -> Result<Vec<u8>, PaintError> {
    let [width, height] = picture.size;
    let mut text = format!("{} {:?}\nsize {width} {height} × {}\n", paper.title, paper.theme, paper.pixels_per_point);
    let signs: Vec<String> = picture.signs.iter().map(|sign| format!("{sign:?}")).collect();
    text.push_str(&signs.join("\n"));
    Ok(text.into_bytes())
}
