//! The words of the window in the order in which they are read, where some run from right to left: egui joins letters to words, and sets all words from the left.
//! Must not know what they say, nor where they stand.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::{Glyph, PlacedRow, Row};
use egui::{Context, FullOutput, Galley, Plugin, Shape};

use crate::typography::{begins_from_right, from_left, is_from_right, is_mixed, levels};

/// A corner of each glyph's box.
const CORNERS: usize = 4;

/// What was set in the last frame, by where it is kept, with what it was set as.
type Kept = HashMap<usize, [Arc<Galley>; 2]>;

/// Sets all words of a frame anew that are in part read from right to left.
#[derive(Default)]
pub(super) struct RightToLeft {
    kept: Kept,
}

impl Plugin for RightToLeft {
    fn debug_name(&self) -> &'static str {
        "right to left"
    }

    fn output_hook(&mut self, _context: &Context, output: &mut FullOutput) {
        let former = std::mem::take(&mut self.kept);
        for shape in &mut output.shapes {
            self.set(&mut shape.shape, &former);
        }
    }
}

impl RightToLeft {
    fn set(&mut self, shape: &mut Shape, former: &Kept) {
        if let Shape::Vec(shapes) = shape {
            for shape in shapes {
                self.set(shape, former);
            }
            return;
        }
        let Shape::Text(text) = shape else { return };
        if !is_mixed(text.galley.text()) {
            return;
        }
        let at = Arc::as_ptr(&text.galley).addr();
        let known = self.kept.get(&at).or_else(|| former.get(&at)).cloned();
        let pair = known.unwrap_or_else(|| [text.galley.clone(), Arc::new(in_order(&text.galley))]);
        text.galley = pair[1].clone();
        self.kept.insert(at, pair);
    }
}

/// The same words, each line of them in its order.
fn in_order(galley: &Galley) -> Galley {
    let mut galley = galley.clone();
    let mut first = 0;
    while first < galley.rows.len() {
        let end = galley.rows[first..].iter().position(|row| row.ends_with_newline);
        let end = end.map_or(galley.rows.len(), |end| first + end + 1);
        let paragraph: String =
            galley.rows[first..end].iter().flat_map(|row| &row.glyphs).map(|glyph| glyph.chr).collect();
        if is_mixed(&paragraph) {
            let from_right = begins_from_right(&paragraph);
            galley.rows[first..end].iter_mut().for_each(|row| set_row(row, from_right));
        }
        first = end;
    }
    galley
}

/// Glyphs of a line that stay together: a word that egui has set from right to left already, or one glyph.
struct Unit {
    glyphs: Range<usize>,
    left: f32,
    width: f32,
}

fn set_row(row: &mut PlacedRow, from_right: bool) {
    let row = Arc::make_mut(&mut row.row);
    let line: String = row.glyphs.iter().map(|glyph| glyph.chr).collect();
    let depths = levels(&line, from_right);
    let units = units(row);
    let of_units: Vec<u8> = units.iter().map(|unit| depths.get(unit.glyphs.start).copied().unwrap_or(0)).collect();
    let mut left = row.glyphs.first().map_or(0.0, |glyph| glyph.pos.x);
    for at in from_left(&of_units) {
        let unit = &units[at];
        let is_turned = of_units[at] % 2 == 1 && unit.glyphs.len() == 1;
        for glyph in unit.glyphs.clone() {
            place(row, glyph, left - unit.left, is_turned);
        }
        left += unit.width;
    }
}

/// Glyphs of one font and line, among them letters that run from right to left, were set together. No font that is asked before
/// those has such letters, so that what stands between words is not of them.
fn units(row: &Row) -> Vec<Unit> {
    let is_of_one_font = |a: &Glyph, b: &Glyph| {
        let font = |glyph: &Glyph| [glyph.font_face_ascent, glyph.font_face_height].map(f32::to_bits);
        font(a) == font(b)
    };
    let mut units: Vec<Unit> = Vec::new();
    let mut at = 0;
    for run in row.glyphs.chunk_by(is_of_one_font) {
        let step = if run.iter().any(|glyph| is_from_right(glyph.chr)) { run.len() } else { 1 };
        for part in run.chunks(step) {
            let left = part.iter().map(|glyph| glyph.pos.x).fold(f32::INFINITY, f32::min);
            units.push(Unit { glyphs: at..at + part.len(), left, width: 0.0 });
            at += part.len();
        }
    }
    let end = row.glyphs.iter().map(Glyph::max_x).fold(0.0, f32::max);
    let rights: Vec<f32> = units.iter().skip(1).map(|unit| unit.left).chain([end]).collect();
    for (unit, right) in units.iter_mut().zip(rights) {
        unit.width = right - unit.left;
    }
    units
}

/// Moves what is painted of a glyph. A bracket among words from the right opens the other way.
fn place(row: &mut Row, glyph: usize, by: f32, is_turned: bool) {
    let glyph = row.glyphs[glyph];
    if glyph.uv_rect.is_nothing() {
        return;
    }
    let first = glyph.first_vertex as usize;
    let Some(corners) = row.visuals.mesh.vertices.get_mut(first..first + CORNERS) else { return };
    let turns = is_turned && "()[]{}<>«»‹›（）［］｛｝《》〈〉「」『』【】".contains(glyph.chr);
    let middle = glyph.pos.x + glyph.advance_width / 2.0;
    for corner in corners {
        if turns {
            corner.pos.x = 2.0 * middle - corner.pos.x;
        }
        corner.pos.x += by;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use egui::epaint::text::{FallbackRequest, FontInsert, FontPriority, InsertFontFamily};
    use egui::{FontData, FontId, FullOutput, RawInput};

    use super::*;
    use crate::desktop::fonts;
    use crate::i18n::Lang;
    use crate::typography::missing;

    /// The machine's font for what no other has, as the window finds it.
    fn own_font(request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let line = crate::typography::line(request.cluster, false, Lang::En);
        let face = line.glyphs.first()?.face;
        let data = FontData { index: face.index, ..FontData::from_static(face.bytes) };
        let family = InsertFontFamily { family: request.family.clone(), priority: FontPriority::Lowest };
        Some(FontInsert::new(&face.name, data, vec![family]))
    }

    /// The frame of a window with some words in it, in a width.
    fn frame(words: &str, width: f32) -> FullOutput {
        let context = Context::default();
        context.set_fonts(fonts::definitions(Lang::En));
        context.add_font_provider(Arc::new(own_font));
        context.add_plugin(RightToLeft::default());
        let run = || {
            context.run_ui(RawInput::default(), |ui| {
                let galley =
                    ui.painter().layout(words.to_owned(), FontId::proportional(16.0), egui::Color32::BLACK, width);
                ui.painter().galley(egui::Pos2::ZERO, galley, egui::Color32::BLACK);
            })
        };
        let mut output = run();
        output.textures_delta.clear();
        let mut output = run();
        output.textures_delta.clear();
        output
    }

    /// The characters of each line that can be seen, from left to right, by where they are painted.
    fn seen(output: &FullOutput) -> Vec<String> {
        let galley = output
            .shapes
            .iter()
            .find_map(|shape| if let Shape::Text(text) = &shape.shape { Some(text.galley.clone()) } else { None });
        let line = |row: &PlacedRow| {
            let mut glyphs: Vec<(f32, char)> = Vec::new();
            for glyph in row.glyphs.iter().filter(|glyph| !glyph.uv_rect.is_nothing()) {
                glyphs.push((row.visuals.mesh.vertices[glyph.first_vertex as usize].pos.x, glyph.chr));
            }
            glyphs.sort_by(|a, b| a.0.total_cmp(&b.0));
            glyphs.into_iter().map(|(_, c)| c).collect()
        };
        galley.expect("words").rows.iter().map(line).collect()
    }

    fn has_letters() -> bool {
        let has = missing("אבגدهو").is_empty();
        if !has {
            let _ = writeln!(std::io::stderr(), "skipped: no font has Hebrew and Arabic letters");
        }
        has
    }

    /// As the standard orders them (see the tests of the order), spaces aside.
    #[test]
    fn words_stand_in_their_order() {
        if !has_letters() {
            return;
        }
        for (words, expected) in [
            ("אבג means car.", "גבאmeanscar."),
            ("אבג דהו car.", ".carוהדגבא"),
            ("Plot אבג דהו", "Plotוהדגבא"),
            ("אבג 12 דה", "הד12גבא"),
            ("שלום (12)", ")12(םולש"),
            ("地塊 שלום 12 של", "地塊לש12םולש"),
            ("Plot 12 (a)", "Plot12(a)"),
        ] {
            assert_eq!(seen(&frame(words, f32::INFINITY)), [expected], "{words}");
        }
    }

    /// A paragraph goes on in the next line with the words that come next.
    #[test]
    fn a_broken_line_goes_on_below() {
        if !has_letters() {
            return;
        }
        let lines = seen(&frame("אאא בבב גגג דדד\nplot אאא בבב", 70.0));
        assert_eq!(lines, ["בבבאאא", "דדדגגג", "plotאאא", "בבב"]);
    }

    /// What is selected and copied, and what a voice reads, is the text as it is written.
    #[test]
    fn the_text_itself_stays() {
        let output = frame("אבג (12)", f32::INFINITY);
        let text = output.shapes.iter().find_map(|shape| {
            if let Shape::Text(text) = &shape.shape { Some(text.galley.text().to_owned()) } else { None }
        });
        assert_eq!(text.as_deref(), Some("אבג (12)"));
    }
}
