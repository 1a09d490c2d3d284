//! Pictures as pages of PDF: areas and lines as paths, words as text with the glyphs of the embedded fonts that it needs.
//! Must not decide what is shown.

mod pages;
mod words;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Rect, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, LinearGradient, SpreadMethod, Stop, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::Identifier;

pub(super) use self::pages::pages;
use self::words::Words;
use super::map_on_sheet::{MapOnSheet, PenStroke};
use super::{Page, PaintError, Paper};
use crate::i18n::Lang;
use crate::picture::{ColourRole, Fade, FeatureSlice, Item, Palette, Pen, Picture, Point, Rgb, Sign, Strength};

/// Writes a picture as a PDF document of one page, a point of the picture being a point of the page.
pub(super) fn paint(picture: &Picture, paper: &Paper) -> Result<Vec<u8>, PaintError> {
    pages(&[Page::filled(picture.clone(), None)], paper)
}

struct Pdf<'a, 's> {
    surface: &'a mut Surface<'s>,
    map: MapOnSheet,
    palette: &'a Palette,
    words: &'a mut Words,
    lang: Lang,
    /// What has been told apart so far, for those who have the document read to them.
    parts: Vec<Identifier>,
}

impl Pdf<'_, '_> {
    fn picture(&mut self, picture: &Picture) {
        let [width, height] = picture.size.map(f64::from);
        self.filled(&[box_path([0.0, 0.0, width, height])], picture.background, 1.0);
        let map = box_path(self.map.bounds(0.0));
        if let Some(map) = map {
            self.surface.push_clip_path(&map, &FillRule::NonZero);
            for item in &picture.map {
                self.item(item);
            }
            self.surface.pop();
        }
        self.signs(&picture.signs, !picture.map.is_empty());
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Fill { slice, role, strength } => self.fill(slice, *role, strength),
            Item::Glow { slice, role, strength, width } => self.glow(slice, *role, strength, *width),
            Item::Line { slice, pen } => self.lines(slice, pen),
            Item::Dots { slice, role, opacity, radius } => self.dots(slice, *role, *opacity, *radius),
            Item::Dot { at, role, radius } => {
                let mut path = PathBuilder::new();
                circle(&mut path, self.map.point(*at), *radius);
                self.filled(&[path.finish()], *role, 1.0);
            }
        }
    }

    fn colour(&self, role: ColourRole) -> rgb::Color {
        let Rgb(r, g, b) = self.palette.colour(role);
        rgb::Color::new(r, g, b)
    }

    fn filled(&mut self, paths: &[Option<Path>], role: ColourRole, opacity: f32) {
        let fill = Fill { paint: self.colour(role).into(), opacity: opacity_of(opacity), rule: FillRule::EvenOdd };
        self.surface.set_fill(Some(fill));
        self.surface.set_stroke(None);
        for path in paths.iter().flatten().filter(|_| opacity > 0.0) {
            self.surface.draw_path(path);
        }
    }

    fn fill(&mut self, slice: &FeatureSlice, role: ColourRole, strength: &Strength) {
        let placed = self.map.painted(slice, 0.0);
        for &feature in &placed.features {
            let path = rings_path(&placed.rings(feature));
            self.filled(&[path], slice.role(role, feature), strength.of(feature));
        }
    }

    fn glow(&mut self, slice: &FeatureSlice, role: ColourRole, strength: &Strength, width: f32) {
        let placed = self.map.painted(slice, width);
        for &feature in &placed.features {
            let strokes = placed.glow(feature, strength.of(feature), width);
            if strokes.is_empty() || strength.of(feature) <= 0.0 {
                continue;
            }
            let Some(path) = rings_path(&placed.rings(feature)) else { continue };
            self.surface.push_clip_path(&path, &FillRule::EvenOdd);
            for (width, opacity) in strokes {
                #[expect(clippy::cast_possible_truncation, reason = "krilla's numbers")]
                let (width, opacity) = (width as f32, opacity as f32);
                self.stroked(&path, slice.role(role, feature), opacity, width, None);
            }
            self.surface.pop();
        }
    }

    fn stroked(&mut self, path: &Path, role: ColourRole, opacity: f32, width: f32, dash: Option<StrokeDash>) {
        if opacity <= 0.0 {
            return;
        }
        let line_cap = if dash.is_some() { LineCap::Butt } else { LineCap::Round };
        let (paint, opacity) = (self.colour(role).into(), opacity_of(opacity));
        let stroke = Stroke { paint, width, miter_limit: 4.0, line_cap, line_join: LineJoin::Round, opacity, dash };
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(stroke));
        self.surface.draw_path(path);
    }

    fn lines(&mut self, slice: &FeatureSlice, pen: &Pen) {
        for PenStroke { lines, pen, dashes } in self.map.strokes(slice, pen) {
            let mut path = PathBuilder::new();
            for points in &lines {
                line(&mut path, points);
            }
            self.pen(path, &pen, dashes);
        }
    }

    /// Paints a path with a pen; its dashes, with how far into them it begins.
    fn pen(&mut self, path: PathBuilder, pen: &Pen, dashes: Option<([f64; 2], f64)>) {
        let Some(path) = path.finish() else { return };
        #[expect(clippy::cast_possible_truncation, reason = "krilla's numbers")]
        let dash = dashes.map(|([dash, gap], start)| StrokeDash {
            array: vec![dash as f32, gap as f32],
            offset: start.rem_euclid(dash + gap) as f32,
        });
        self.stroked(&path, pen.role, pen.opacity, pen.width, dash);
    }

    fn dots(&mut self, slice: &FeatureSlice, role: ColourRole, opacity: f32, radius: f32) {
        let placed = self.map.painted(slice, radius);
        let mut path = PathBuilder::new();
        for &feature in &placed.features {
            for dot in placed.dots(feature) {
                circle(&mut path, dot, radius);
            }
            if role == ColourRole::Own {
                let done = std::mem::replace(&mut path, PathBuilder::new());
                self.filled(&[done.finish()], slice.role(role, feature), opacity);
            }
        }
        self.filled(&[path.finish()], role, opacity);
    }

    fn fade(&mut self, fade: &Fade) {
        let [left, top, right, bottom] = fade.place;
        let role = self.colour(fade.role);
        let stop = |&[at, opacity]: &[f32; 2]| {
            let [offset, opacity] = [at, opacity].map(opacity_of);
            Stop { offset, color: role.into(), opacity }
        };
        let gradient = LinearGradient {
            x1: left,
            y1: top,
            x2: if fade.down { left } else { right },
            y2: if fade.down { bottom } else { top },
            transform: Transform::identity(),
            spread_method: SpreadMethod::Pad,
            stops: fade.stops.iter().map(stop).collect(),
            anti_alias: false,
        };
        let fill = Fill { paint: gradient.into(), opacity: NormalizedF32::ONE, rule: FillRule::EvenOdd };
        self.surface.set_fill(Some(fill));
        self.surface.set_stroke(None);
        if let Some(path) = box_path(fade.place.map(f64::from)) {
            self.surface.draw_path(&path);
        }
    }

    /// Without a map there is nothing that words would have to be kept apart from by a halo.
    fn signs(&mut self, signs: &[Sign], over_map: bool) {
        let points = |points: &[[f32; 2]]| -> Vec<Point> { points.iter().map(|at| at.map(f64::from)).collect() };
        let is_label = |sign: &Sign| matches!(sign, Sign::Label(_));
        for run in signs.chunk_by(|a, b| is_label(a) && is_label(b)) {
            // Letters stand over the halos of all their neighbours.
            for sign in run.iter().filter(|_| over_map) {
                if let Sign::Label(label) = sign {
                    self.halo(label);
                }
            }
            for sign in run {
                match sign {
                    Sign::Label(_) => {}
                    Sign::Stroke { points: stroke, pen } => {
                        let mut path = PathBuilder::new();
                        line(&mut path, &points(stroke));
                        self.pen(path, pen, pen.pattern().map(|pattern| (pattern, 0.0)));
                    }
                    Sign::Patch { points: corners, role, opacity } => {
                        self.filled(&[rings_path(&[points(corners)])], *role, *opacity);
                    }
                    Sign::Fade(fade) => self.fade(fade),
                }
            }
            self.letters(run);
        }
    }
}

fn opacity_of(opacity: f32) -> NormalizedF32 {
    NormalizedF32::new(opacity.clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

/// A point to a hundredth: finer than any printer, and shorter to write.
#[expect(clippy::cast_possible_truncation, reason = "krilla's numbers")]
fn rounded(point: Point) -> [f32; 2] {
    point.map(|coordinate| ((coordinate * 100.0).round() / 100.0) as f32)
}

fn box_path(bounds: [f64; 4]) -> Option<Path> {
    let ([left, top], [right, bottom]) = (rounded([bounds[0], bounds[1]]), rounded([bounds[2], bounds[3]]));
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_ltrb(left, top, right, bottom)?);
    path.finish()
}

/// Closed lines, each without the point that closes it.
fn rings_path(rings: &[Vec<Point>]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for ring in rings {
        open(&mut path, ring);
        path.close();
    }
    path.finish()
}

/// Adds a line; one that ends where it began is closed.
fn line(path: &mut PathBuilder, points: &[Point]) {
    let closed = points.len() > 3 && points.first() == points.last();
    open(path, &points[..points.len() - usize::from(closed)]);
    if closed {
        path.close();
    }
}

fn open(path: &mut PathBuilder, points: &[Point]) {
    let mut before = None;
    for (at, &point) in points.iter().enumerate() {
        let [x, y] = rounded(point);
        if at == 0 {
            path.move_to(x, y);
        } else if before != Some([x, y]) || at + 1 == points.len() {
            path.line_to(x, y);
        }
        before = Some([x, y]);
    }
}

/// Adds a circle of four curves, whose control points are so far along the tangents that it is round to 0.03 %.
fn circle(path: &mut PathBuilder, middle: Point, r: f32) {
    let [x, y] = rounded(middle);
    let k = r * 0.552_285;
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
}
