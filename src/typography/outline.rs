//! The outlines of glyphs as lines: of one in ems, and of a label's on the sheet.
//! Must not know which font has which character.

use skrifa::GlyphId;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};

use super::{SLANT, line};
use crate::i18n::Lang;
use crate::picture::Label;

/// A curve may be so far from its lines, in points: a tenth of a pixel when enlarged four times.
const FINENESS: f32 = 0.025;
/// At most so many lines a curve.
const MAX: u8 = 64;

/// In ems, from the line on which the glyphs stand, to the right and up.
type OutlinePoint = [f32; 2];

#[derive(Clone, Copy, Debug)]
enum Piece {
    Begin(OutlinePoint),
    Line(OutlinePoint),
    /// A curve by its middle control point and its end.
    Quad(OutlinePoint, OutlinePoint),
    /// A curve by its two control points and its end.
    Cubic(OutlinePoint, OutlinePoint, OutlinePoint),
}

/// The outline of a glyph.
#[derive(Debug)]
pub(super) struct Outline(Box<[Piece]>);

impl Outline {
    /// The outline of one of a font's glyphs; nothing where it has none.
    pub(super) fn new(drawn: &OutlineGlyphCollection<'_>, glyph: GlyphId, units_per_em: f32) -> Self {
        let mut pen = Pen { pieces: Vec::new(), em: units_per_em };
        if let Some(outline) = drawn.get(glyph) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            if outline.draw(settings, &mut pen).is_err() {
                pen.pieces.clear();
            }
        }
        Self(pen.pieces.into_boxed_slice())
    }

    /// Each contour as lines through a way of placing ems, for glyphs of a height.
    fn flatten(&self, size: f32, place: impl Fn(OutlinePoint) -> OutlinePoint, contours: &mut Vec<Vec<OutlinePoint>>) {
        let fineness = FINENESS / size.max(f32::MIN_POSITIVE);
        let mut from = [0.0; 2];
        for piece in &self.0 {
            if let Piece::Begin(at) = *piece {
                close(contours.last_mut());
                contours.push(vec![place(at)]);
                from = at;
                continue;
            }
            let Some(contour) = contours.last_mut() else { continue };
            let (count, end) = piece.lines(from, fineness);
            for step in 1..=count {
                contour.push(place(piece.at(from, f32::from(step) / f32::from(count))));
            }
            from = end;
        }
        close(contours.last_mut());
    }
}

/// Ends a contour where it began.
fn close(contour: Option<&mut Vec<OutlinePoint>>) {
    let Some(contour) = contour else { return };
    if let Some(&first) = contour.first().filter(|first| contour.last() != Some(first)) {
        contour.push(first);
    }
}

impl Piece {
    /// In how many lines it stays so near to itself, and where it ends. By the second differences of its points (Wang, 1984).
    fn lines(&self, from: OutlinePoint, fineness: f32) -> (u8, OutlinePoint) {
        let bend = |a: OutlinePoint, b: OutlinePoint, c: OutlinePoint| {
            (a[0] - 2.0 * b[0] + c[0]).hypot(a[1] - 2.0 * b[1] + c[1])
        };
        let (eighths, bend, end) = match *self {
            Self::Begin(end) | Self::Line(end) => (0.0, 0.0, end),
            Self::Quad(a, end) => (2.0, bend(from, a, end), end),
            Self::Cubic(a, b, end) => (6.0, bend(from, a, b).max(bend(a, b, end)), end),
        };
        let count = (eighths / 8.0 * bend / fineness).sqrt().ceil().clamp(1.0, f32::from(MAX));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 64")]
        let count = count as u8;
        (count, end)
    }

    /// The place after a share of it.
    fn at(&self, from: OutlinePoint, share: f32) -> OutlinePoint {
        let rest = 1.0 - share;
        [0, 1].map(|axis: usize| match self {
            Self::Begin(end) | Self::Line(end) => from[axis] * rest + end[axis] * share,
            Self::Quad(a, end) => from[axis] * rest * rest + 2.0 * a[axis] * rest * share + end[axis] * share * share,
            Self::Cubic(a, b, end) => {
                let (outer, inner) = (from[axis] * rest * rest, end[axis] * share * share);
                outer * rest + 3.0 * rest * share * (a[axis] * rest + b[axis] * share) + inner * share
            }
        })
    }
}

struct Pen {
    pieces: Vec<Piece>,
    em: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.pieces.push(Piece::Begin([x / self.em, y / self.em]));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.pieces.push(Piece::Line([x / self.em, y / self.em]));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.pieces.push(Piece::Quad([cx / self.em, cy / self.em], [x / self.em, y / self.em]));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let [a, b, end] = [[ax, ay], [bx, by], [x, y]].map(|[x, y]| [x / self.em, y / self.em]);
        self.pieces.push(Piece::Cubic(a, b, end));
    }

    fn close(&mut self) {}
}

/// The outlines of a label's glyphs on the sheet, in points from its top left corner: closed lines, each ending where it
/// began. What a line goes around more often one way than the other is inside, so that strokes may overlap.
#[must_use]
pub fn contours(label: &Label, lang: Lang) -> Vec<Vec<[f32; 2]>> {
    let line = line(&label.text, label.strong, lang);
    let (sine, cosine) = label.angle.sin_cos();
    let slant = if label.slanted { SLANT } else { 0.0 };
    let mut contours = Vec::new();
    for glyph in &line.glyphs {
        let place = |[x, y]: OutlinePoint| {
            let up = glyph.y + y - line.baseline;
            let [x, y] = [(glyph.x + x - line.width / 2.0 + slant * up) * label.size, -up * label.size];
            [label.middle[0] + x * cosine - y * sine, label.middle[1] + x * sine + y * cosine]
        };
        if let Some(outline) = glyph.face.outline(glyph.id) {
            outline.flatten(label.size, place, &mut contours);
        }
    }
    contours.retain(|contour| contour.len() > 3);
    contours
}
