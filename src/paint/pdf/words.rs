//! Words on a page: text in the embedded fonts, over a halo that is no text.
//! Must not place words otherwise than the window does.

use krilla::geom::{Point, Transform};
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke};
use krilla::tagging::{ContentTag, Identifier, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::{Pdf, opacity_of};
use crate::picture::{ColourRole, Label, Sign, TextBox};
use crate::typography::{Face, Glyph, Line, SLANT, line};

/// The box that a font has for a character that it lacks.
const NO_LETTER: u16 = 0;

/// Two glyphs of a name along a line are at most so many text heights apart.
const NEAR: f32 = 3.0;

/// Whether two labels are glyphs of one name, written one by one along a line.
fn is_spelled(a: &Label, b: &Label) -> bool {
    let is_glyph = |label: &Label| label.text.chars().count() == 1;
    let is_alike = (a.size, a.role, a.strong, a.slanted) == (b.size, b.role, b.strong, b.slanted);
    let [dx, dy] = [b.middle[0] - a.middle[0], b.middle[1] - a.middle[1]];
    is_glyph(a) && is_glyph(b) && is_alike && dx.hypot(dy) <= a.size * NEAR
}

/// The fonts that a document has needed so far.
#[derive(Default)]
pub(super) struct Words {
    fonts: Vec<(&'static Face, Font)>,
}

impl Words {
    fn font(&mut self, face: &'static Face) -> Option<Font> {
        if let Some((_, font)) = self.fonts.iter().find(|(known, _)| std::ptr::eq(*known, face)) {
            return Some(font.clone());
        }
        let font = Font::new(face.bytes.into(), face.index)?;
        self.fonts.push((face, font.clone()));
        Some(font)
    }
}

impl Pdf<'_, '_> {
    /// Begins a part that is no text, for those who have the document read to them.
    pub(super) fn open(&mut self) {
        let part = self.surface.start_tagged(ContentTag::Other);
        self.parts.push(part);
    }

    pub(super) fn close(&mut self) {
        self.surface.end_tagged();
    }

    /// The labels of a run; a name that is written glyph by glyph is read as one word.
    pub(super) fn letters(&mut self, run: &[Sign]) {
        let labels: Vec<&Label> =
            run.iter().filter_map(|sign| if let Sign::Label(label) = sign { Some(label) } else { None }).collect();
        for word in labels.chunk_by(|a, b| is_spelled(a, b)) {
            if word.len() == 1 {
                self.label(word[0]);
                continue;
            }
            let name: String = word.iter().map(|label| label.text.as_str()).collect();
            self.close();
            let part =
                self.surface.start_tagged(ContentTag::Span(SpanTag { actual_text: Some(&name), ..SpanTag::empty() }));
            self.parts.push(part);
            for label in word {
                self.label(label);
            }
            self.close();
            self.open();
        }
    }

    /// The words of a box as one part of the document.
    pub(super) fn words_of(&mut self, text: &TextBox) -> Identifier {
        let part = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        text.labels().for_each(|label| self.label(label));
        self.surface.end_tagged();
        part
    }

    pub(super) fn label(&mut self, label: &Label) {
        let paint = self.colour(label.role).into();
        self.surface.set_fill(Some(Fill { paint, opacity: opacity_of(label.opacity), rule: FillRule::NonZero }));
        self.surface.set_stroke(None);
        self.text(label, false);
    }

    /// What keeps a label apart from what is behind it: its outlines in a wide line, which are no text.
    pub(super) fn halo(&mut self, label: &Label) {
        let stroke = Stroke {
            paint: self.colour(ColourRole::Halo).into(),
            width: 2.0 * label.halo_reach(),
            miter_limit: 4.0,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            opacity: opacity_of(Label::HALO * label.opacity),
            dash: None,
        };
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(stroke));
        self.text(label, true);
    }

    fn text(&mut self, label: &Label, outlined: bool) {
        let line = line(&label.text, label.strong, self.lang);
        let (sine, cosine) = label.angle.sin_cos();
        let [x, y] = label.middle;
        self.surface.push_transform(&Transform::from_row(cosine, sine, -sine, cosine, x, y));
        if label.slanted {
            self.surface.push_transform(&Transform::from_skew(-SLANT, 0.0));
        }
        for glyphs in line.glyphs.chunk_by(|a, b| std::ptr::eq(a.face, b.face)) {
            self.glyphs(label, &line, glyphs, outlined);
        }
        if label.slanted {
            self.surface.pop();
        }
        self.surface.pop();
    }

    /// Glyphs of one font, one after the other.
    fn glyphs(&mut self, label: &Label, line: &Line, glyphs: &[Glyph], outlined: bool) {
        let Some(first) = glyphs.first() else { return };
        let Some(font) = self.words.font(first.face) else { return };
        let start = Point::from_xy((first.x - line.width / 2.0) * label.size, line.baseline * label.size);
        let mut pen = first.x;
        let one = |id: u16, glyph: &Glyph, x_advance: f32, pen: f32| KrillaGlyph {
            glyph_id: GlyphId::new(u32::from(id)),
            text_range: glyph.bytes.clone(),
            x_advance,
            // Nothing but a sign above or below a letter stands elsewhere than where the one before it ends.
            x_offset: if (glyph.x - pen).abs() < 1e-4 { 0.0 } else { glyph.x - pen },
            y_offset: glyph.y,
            y_advance: 0.0,
            location: None,
        };
        let mut drawn = Vec::with_capacity(glyphs.len());
        for glyph in glyphs {
            drawn.push(one(glyph.id, glyph, glyph.advance, pen));
            pen += glyph.advance;
            // The box of a character that no font has stands for none in the document's table of characters. Where two
            // glyphs stand for one character the document says beside them which it is, so that it can be searched and copied.
            let blank = if glyph.id == NO_LETTER { glyph.face.glyph(' ') } else { None };
            drawn.extend(blank.map(|space| one(space, glyph, 0.0, glyph.x)));
        }
        self.surface.draw_glyphs(start, &drawn, font, &label.text, label.size, outlined);
    }
}
