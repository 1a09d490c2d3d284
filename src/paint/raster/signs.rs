//! What is on the sheet: strokes, patches and words.
//! Must not know what they say.

use super::fill::At;
use super::map::cover_dash;
use super::strip::Strip;
use super::stroke::{Butts, Line};
use crate::i18n::Lang;
use crate::picture::{ColourRole, Fade, Label, Palette, Pen, Picture, Run, Sign, dashes};
use crate::typography::contours;

/// The words of a picture as outlines, made once for all strips.
pub(super) struct Words(Vec<Outlined>);

/// A label's outlines in pixels.
struct Outlined {
    contours: Vec<Vec<At>>,
    /// How far the halo reaches, in pixels.
    reach: f64,
    /// The rows that it takes with its halo.
    rows: [f64; 2],
}

impl Words {
    /// The outlines of every label among some signs, in their order.
    pub(super) fn of(signs: &[Sign], lang: Lang, scale: f64) -> Self {
        let label = |sign: &Sign| match sign {
            Sign::Label(label) => Some(Outlined::new(label, lang, scale)),
            Sign::Stroke { .. } | Sign::Patch { .. } | Sign::Fade(_) => None,
        };
        Self(signs.iter().filter_map(label).collect())
    }
}

impl Outlined {
    fn new(label: &Label, lang: Lang, scale: f64) -> Self {
        let pixel = |point: [f32; 2]| point.map(|c| f64::from(c) * scale);
        let contours: Vec<Vec<At>> =
            contours(label, lang).into_iter().map(|contour| contour.into_iter().map(pixel).collect()).collect();
        let reach = f64::from(label.halo_reach()) * scale;
        let rows = contours.iter().flatten().map(|at| at[1]);
        let rows = rows.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], y| [low.min(y), high.max(y)]);
        Self { contours, reach, rows: [rows[0] - reach - 1.0, rows[1] + reach + 1.0] }
    }

    fn is_in(&self, strip: &Strip) -> bool {
        let [_, top, _, bottom] = strip.window();
        self.rows[0] < bottom && self.rows[1] > top
    }

    fn edges(&self) -> impl Iterator<Item = [At; 2]> + '_ {
        self.contours.iter().flat_map(|contour| contour.windows(2).map(|edge| [edge[0], edge[1]]))
    }
}

/// Paints the signs of a picture, as far as they are in the strip.
pub(super) fn signs(strip: &mut Strip, picture: &Picture, words: &Words, palette: &Palette, scale: f64) {
    strip.clip = [0, 0, strip.width, strip.rows];
    let both_labels = |a: &Sign, b: &Sign| matches!((a, b), (Sign::Label(_), Sign::Label(_)));
    let mut outlined = words.0.iter();
    for run in picture.signs.chunk_by(both_labels) {
        if !matches!(run[0], Sign::Label(_)) {
            sign(strip, &run[0], palette, scale);
            continue;
        }
        let labels: Vec<(&Sign, &Outlined)> = run.iter().zip(outlined.by_ref()).collect();
        let in_strip = || labels.iter().filter(|(_, words)| words.is_in(strip));
        // The glyphs of a name stand over the halos of all its glyphs.
        let shown: Vec<(&Sign, &Outlined)> = in_strip().copied().collect();
        for (sign, words) in &shown {
            if let Sign::Label(label) = sign {
                halo(strip, words);
                strip.role(palette.colour(ColourRole::Halo), Label::HALO * label.opacity);
            }
        }
        for (sign, words) in &shown {
            if let Sign::Label(label) = sign {
                strip.cover_areas(words.edges());
                strip.role(palette.colour(label.role), label.opacity);
            }
        }
    }
}

fn halo(strip: &mut Strip, words: &Outlined) {
    strip.cover_areas(words.edges());
    for [a, b] in words.edges() {
        strip.cover_edge(a, b, Line::new(2.0 * words.reach), Butts::default());
    }
}

fn sign(strip: &mut Strip, sign: &Sign, palette: &Palette, scale: f64) {
    let pixel = |point: &[f32; 2]| point.map(|c| f64::from(c) * scale);
    match sign {
        Sign::Stroke { points, pen } => {
            let points: Vec<At> = points.iter().map(pixel).collect();
            stroke(strip, &points, pen, scale);
            strip.role(palette.colour(pen.role), pen.opacity);
        }
        Sign::Patch { points, role, opacity } => {
            let points: Vec<At> = points.iter().map(pixel).collect();
            strip.cover_areas(closed(&points));
            strip.role(palette.colour(*role), *opacity);
        }
        Sign::Fade(shade) => {
            fade(strip, shade, scale);
            strip.role(palette.colour(shade.role), 1.0);
        }
        Sign::Label(_) => {}
    }
}

/// Covers each pixel of a box as strongly as the box is there.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "pixels of an image, cut to the strip"
)]
fn fade(strip: &mut Strip, fade: &Fade, scale: f64) {
    let [left, top, right, bottom] = fade.place.map(|side| f64::from(side) * scale);
    let column = |x: f64| x.round().clamp(0.0, strip.width as f64) as usize;
    let (from, end) = (column(left), column(right));
    let along = |at: usize, low: f64, high: f64| ((at as f64 + 0.5 - low) / (high - low).max(1.0)) as f32;
    let across: Vec<f32> = (from..end).map(|x| fade.strength(along(x, left, right))).collect();
    for row in 0..strip.rows {
        let y = row + strip.top;
        if from >= end || !(top.round()..bottom.round()).contains(&(y as f64)) {
            continue;
        }
        let cover = &mut strip.cover[row * strip.width + from..row * strip.width + end];
        if fade.down {
            cover.fill(fade.strength(along(y, top, bottom)));
        } else {
            cover.copy_from_slice(&across);
        }
        strip.touch(row, from, end);
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
