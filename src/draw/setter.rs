//! Setting words in boxes: from the left, wrapped, made smaller or cut where there is no room.
//! Must not know what the words say.

use super::scaled;
use super::words::{Measure, wrapped};
use crate::picture::{ColourRole, Dash, Label, Pen, Sign};

/// From one line to the next, in text heights.
const LINE: f32 = 1.36;
/// The same in large text.
const CLOSE: f32 = 1.2;

/// A last line narrower than this part of the width is short; of so many lines at most it is made longer, in so many steps.
const SHORT: f32 = 0.4;
const MOST_EVEN: usize = 4;
const EVEN_STEPS: u8 = 9;

/// How words look.
#[derive(Clone, Copy)]
pub(super) struct TextStyle {
    /// The height of the text in points.
    pub(super) size: f32,
    pub(super) strong: bool,
    pub(super) role: ColourRole,
    /// From one line to the next, in text heights.
    pub(super) leading: f32,
}

impl TextStyle {
    pub(super) fn plain(size: f32) -> Self {
        Self { size, strong: false, role: ColourRole::Text, leading: LINE }
    }

    pub(super) fn strong(size: f32) -> Self {
        Self { strong: true, ..Self::plain(size) }
    }

    pub(super) fn quiet(size: f32) -> Self {
        Self { role: ColourRole::SecondText, ..Self::plain(size) }
    }

    /// The same with its lines close to one another, as large text wants them.
    pub(super) fn close(self) -> Self {
        Self { leading: CLOSE, ..self }
    }

    /// The height of a line.
    pub(super) fn line(self) -> f32 {
        self.size * self.leading
    }
}

/// Collects the signs of a sheet.
pub(super) struct Setter<'a> {
    measure: Measure<'a>,
    /// Text is so many times as large as on A4.
    pub(super) text_scale: f32,
    pub(super) signs: Vec<Sign>,
}

impl<'a> Setter<'a> {
    pub(super) fn new(measure: Measure<'a>, text_scale: f32) -> Self {
        Self { measure, text_scale, signs: Vec::new() }
    }

    /// How wide words are.
    pub(super) fn measure(&self) -> Measure<'a> {
        self.measure
    }

    pub(super) fn width(&self, text: &str, style: TextStyle) -> f32 {
        (self.measure)(text, style.size, style.strong)
    }

    /// Signs placed from another corner.
    pub(super) fn add_moved(&mut self, signs: Vec<Sign>, by: [f32; 2]) {
        self.signs.extend(signs.into_iter().map(|sign| scaled::moved(sign, by)));
    }

    pub(super) fn stroke(&mut self, points: Vec<[f32; 2]>, role: ColourRole, width: f32) {
        self.signs.push(Sign::Stroke { points, pen: Pen { role, opacity: 1.0, width, dash: Dash::Solid } });
    }

    /// A box filled with a colour.
    pub(super) fn patch(&mut self, [left, top, right, bottom]: [f32; 4], role: ColourRole, opacity: f32) {
        let points = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
        self.signs.push(Sign::Patch { points, role, opacity });
    }

    /// The outline of a box.
    pub(super) fn outline(&mut self, [left, top, right, bottom]: [f32; 4], role: ColourRole, width: f32) {
        let points = vec![[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
        self.stroke(points, role, width);
    }

    /// Words around a point.
    pub(super) fn centred(&mut self, text: &str, middle: [f32; 2], style: TextStyle, angle: f32) {
        if !text.is_empty() {
            let TextStyle { size, strong, role, .. } = style;
            let label = Label { role, angle, ..Label::new(text.to_owned(), middle, size, strong) };
            self.signs.push(Sign::Label(label));
        }
    }

    /// Words from a point on; `y` is the middle of the line.
    pub(super) fn left(&mut self, text: &str, [x, y]: [f32; 2], style: TextStyle) {
        self.centred(text, [x + self.width(text, style) / 2.0, y], style, 0.0);
    }

    /// Words that end at a point.
    pub(super) fn right(&mut self, text: &str, [x, y]: [f32; 2], style: TextStyle) {
        self.centred(text, [x - self.width(text, style) / 2.0, y], style, 0.0);
    }

    /// Words in lines from a corner on, no wider than a width; how high they are together.
    pub(super) fn block(&mut self, text: &str, [left, top]: [f32; 2], width: f32, style: TextStyle) -> f32 {
        let mut below = top;
        for line in self.lines(text, width, style) {
            self.left(&line, [left, below + style.line() / 2.0], style);
            below += style.line();
        }
        below - top
    }

    /// Words in as few lines as a width allows, the last of them not much shorter than the others.
    pub(super) fn even_lines(&self, text: &str, width: f32, style: TextStyle) -> Vec<String> {
        let lines = self.lines(text, width, style);
        let short = |lines: &[String]| lines.last().is_some_and(|last| self.width(last, style) < width * SHORT);
        if lines.len() < 2 || lines.len() > MOST_EVEN || !short(&lines) {
            return lines;
        }
        let narrower = (1..=EVEN_STEPS).map(|step| width * (1.0 - f32::from(step) * 0.05));
        let tries = narrower.map(|width| self.lines(text, width, style));
        tries.take_while(|tried| tried.len() == lines.len()).find(|tried| !short(tried)).unwrap_or(lines)
    }

    /// The same as [`Self::block`] in such lines.
    pub(super) fn even_block(&mut self, text: &str, [left, top]: [f32; 2], width: f32, style: TextStyle) -> f32 {
        let mut below = top;
        for line in self.even_lines(text, width, style) {
            self.left(&line, [left, below + style.line() / 2.0], style);
            below += style.line();
        }
        below - top
    }

    /// Words in lines no wider than a width; a word that is wider by itself is broken.
    pub(super) fn lines(&self, text: &str, width: f32, style: TextStyle) -> Vec<String> {
        let measured = |text: &str| self.width(text, style);
        let mut lines = Vec::new();
        for line in wrapped(text, width, measured) {
            let mut rest = line.as_str();
            while measured(rest) > width {
                let end = self.head(rest, width, style);
                lines.push(rest[..end].to_owned());
                rest = &rest[end..];
            }
            lines.push(rest.to_owned());
        }
        lines
    }

    /// How many bytes of a text go into a width; at least one glyph.
    fn head(&self, text: &str, width: f32, style: TextStyle) -> usize {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let first = text.chars().next().map_or(0, char::len_utf8);
        ends.take_while(|&end| self.width(&text[..end], style) <= width).last().unwrap_or(first)
    }

    /// A text in at most so many lines; what goes beyond is cut, and a sign says so.
    pub(super) fn cut(&self, text: &str, width: f32, most: usize, style: TextStyle) -> Vec<String> {
        let mut lines = self.lines(text, width, style);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                let end = self.head(last, width - self.width("…", style), style);
                *last = format!("{}…", last[..end].trim_end());
            }
        }
        lines
    }

    /// A text in at most so many lines, in the largest size that allows it; cut in the smallest.
    pub(super) fn fitted(
        &self,
        text: &str,
        width: f32,
        most: usize,
        sizes: &[f32],
        style: TextStyle,
    ) -> (TextStyle, Vec<String>) {
        let of_size = |size: &f32| TextStyle { size: size * self.text_scale, ..style };
        for style in sizes.iter().map(of_size) {
            let lines = wrapped(text, width, |text| self.width(text, style));
            if lines.len() <= most && lines.iter().all(|line| self.width(line, style) <= width) {
                return (style, lines);
            }
        }
        let smallest = sizes.last().map_or(style, of_size);
        (smallest, self.cut(text, width, most, smallest))
    }

    /// Paragraphs one below the other in a box, in the largest size that goes into it; the last ones cut in the smallest. The
    /// first size is that of each paragraph's own type.
    pub(super) fn paragraphs(&mut self, paragraphs: &[(String, TextStyle)], [left, top, right, bottom]: [f32; 4]) {
        const SMALLER: [f32; 6] = [1.0, 0.95, 0.9, 0.85, 0.8, 0.75];
        let shrunk = |style: TextStyle, by: f32| TextStyle { size: style.size * by, ..style };
        let height = |by: f32| -> f32 {
            let of = |(text, style): &(String, TextStyle)| {
                let style = shrunk(*style, by);
                #[expect(clippy::cast_precision_loss, reason = "a few lines")]
                let lines = self.lines(text, right - left, style).len() as f32;
                lines * style.line() + GAP
            };
            paragraphs.iter().map(of).sum::<f32>() - GAP
        };
        let by = SMALLER.into_iter().find(|&by| height(by) <= bottom - top).unwrap_or(SMALLER[5]);
        let mut y = top;
        for (text, style) in paragraphs {
            let style = shrunk(*style, by);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few lines")]
            let room = ((bottom - y) / style.line() + 0.01).floor().max(0.0) as usize;
            for line in self.cut(text, right - left, room, style) {
                self.left(&line, [left, y + style.line() / 2.0], style);
                y += style.line();
            }
            y += GAP;
        }
    }
}

/// Between two paragraphs, in points.
const GAP: f32 = 2.0;
