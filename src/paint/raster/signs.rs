//! What is on the sheet: strokes, patches and words.
//! Must not know what they say.

use super::fill::At;
use super::ground::cover_dash;
use super::strip::Strip;
use super::stroke::{Butts, Line};
use crate::picture::{Palette, Pen, Picture, Run, Sign, dashes};

/// Paints the signs of a picture, as far as they are in the strip.
pub(super) fn signs(strip: &mut Strip, picture: &Picture, palette: &Palette, scale: f64) {
    strip.clip = [0, 0, strip.width, strip.rows];
    let pixel = |point: &[f32; 2]| point.map(|c| f64::from(c) * scale);
    for sign in &picture.signs {
        match sign {
            Sign::Stroke { points, pen } => {
                let points: Vec<At> = points.iter().map(pixel).collect();
                stroke(strip, &points, pen, scale);
                strip.ink(palette.colour(pen.ink), pen.opacity);
            }
            Sign::Patch { points, ink, opacity } => {
                let points: Vec<At> = points.iter().map(pixel).collect();
                strip.cover_areas(closed(&points));
                strip.ink(palette.colour(*ink), *opacity);
            }
            Sign::Label(_) => {}
        }
    }
}

fn stroke(strip: &mut Strip, points: &[At], pen: &Pen, scale: f64) {
    let line = Line::new(f64::from(pen.width) * scale);
    match pen.pattern() {
        None => points.windows(2).for_each(|edge| strip.cover_edge(edge[0], edge[1], line, Butts::default())),
        Some([dash, gap]) => {
            let run = Run { points: points.to_vec(), start: 0.0 };
            for dash in dashes(&run, dash * scale, gap * scale) {
                cover_dash(strip, &dash, line);
            }
        }
    }
}

/// The edges of a contour, the closing one too.
fn closed(points: &[At]) -> impl Iterator<Item = [At; 2]> + '_ {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|(a, b)| [*a, *b])
}
