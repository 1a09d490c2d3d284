//! The layout of a sheet: where each block stands, on a rhythm of eight points.
//! Must not know what the blocks say.

use super::options::{PaperFormat, SheetOptions, SheetPart};
use crate::draw::board::ScreenRect;

/// Between two blocks, and the least width of the strip around the map that bears the names of meridians and parallels.
const STRIP: f32 = 16.0;
/// Between two bands.
const GAP: f32 = 8.0;
/// The legend below a standing map is so many times as high as the block of the scale.
const KEY_BAND: f32 = 2.0;

/// Where each block of a sheet stands: left, top, right, bottom, in points. A block that is left out is empty.
pub(super) struct SheetLayout {
    pub(super) size: [f32; 2],
    /// Letters are so many times as large as on A4.
    pub(super) text_scale: f32,
    /// Lines and words on the map are so many times as large as on A4.
    pub(super) map_scale: f32,
    /// The width of the strip around the map.
    pub(super) strip: f32,
    pub(super) title: ScreenRect,
    /// The number of a sheet of several, beside the title.
    pub(super) adjoining: ScreenRect,
    /// The map.
    pub(super) frame: ScreenRect,
    pub(super) key: ScreenRect,
    /// Ratio, bar and north.
    pub(super) scale: ScreenRect,
    /// Notice, sources, what the figures are.
    pub(super) notes: ScreenRect,
    /// Review number, date, fingerprint.
    pub(super) imprint: ScreenRect,
}

/// How large things are on a paper, in points.
struct Measures {
    text_scale: f32,
    margin: f32,
    title: f32,
    /// The width of the column beside the map.
    column: f32,
    /// The height of the scale's block.
    scale: f32,
    /// The height of the notes.
    notes: f32,
}

impl Measures {
    fn of(format: PaperFormat) -> Self {
        let (text_scale, [margin, title, column, scale, notes]) = match format {
            PaperFormat::A5 => (0.8, [24.0, 32.0, 144.0, 64.0, 72.0]),
            PaperFormat::A4 | PaperFormat::Letter | PaperFormat::Legal => (1.0, [24.0, 40.0, 176.0, 80.0, 88.0]),
            PaperFormat::A3 | PaperFormat::Tabloid => (1.25, [32.0, 56.0, 240.0, 104.0, 112.0]),
            PaperFormat::A2 => (1.6, [40.0, 64.0, 304.0, 128.0, 144.0]),
            PaperFormat::A1 => (2.0, [48.0, 80.0, 384.0, 160.0, 176.0]),
            PaperFormat::A0 => (2.6, [64.0, 104.0, 496.0, 208.0, 232.0]),
            PaperFormat::Wide => (1.0, [24.0, 40.0, 184.0, 80.0, 80.0]),
        };
        Self { text_scale, margin, title, column, scale, notes }
    }
}

/// The last multiple of eight points that is not beyond a coordinate.
fn rhythm(value: f32) -> f32 {
    (value / 8.0).floor() * 8.0
}

impl SheetLayout {
    pub(super) fn new(options: &SheetOptions) -> Self {
        let ([width, height], measures) = (options.size(), Measures::of(options.format));
        let Measures { text_scale, margin, title, column, .. } = measures;
        // A small paper is read from as near as A4, and A3 too; a large one hangs on a wall.
        let map_scale = (text_scale / 1.25).max(1.0);
        let strip = rhythm(STRIP * map_scale);
        let (left, right, bottom) = (margin, width - margin, height - margin);
        let column_left = rhythm(right - column);
        let nowhere = [right, bottom, right, bottom];
        let layout = Self {
            size: [width, height],
            text_scale,
            map_scale,
            strip,
            title: [left, margin, right, margin + title],
            adjoining: if options.series { [column_left, margin, right, margin + title] } else { nowhere },
            frame: [left + strip, margin + title + GAP + strip, right - strip, bottom],
            key: nowhere,
            scale: nowhere,
            notes: nowhere,
            imprint: nowhere,
        };
        let has_scale = options.shows(SheetPart::Scale) || options.shows(SheetPart::North);
        let mut layout = match (options.shows(SheetPart::Legend), options.portrait) {
            (true, false) => layout.beside(column_left, &measures),
            (true, true) => layout.below(column_left, &measures),
            (false, false) => layout.in_a_row(column_left, has_scale, &measures),
            (false, true) => layout.stacked(column_left, has_scale, &measures),
        };
        if options.series {
            layout.title[2] = column_left - STRIP;
        }
        layout
    }

    /// The lower edge of the map when so much below it is for other things, its strip left free.
    fn end_frame(&mut self, below: f32, measures: &Measures) -> f32 {
        self.frame[3] = rhythm(self.size[1] - measures.margin - below - self.strip - GAP);
        self.frame[3] + self.strip
    }

    fn ends(&self, measures: &Measures) -> [f32; 3] {
        let [width, height] = self.size;
        [measures.margin, width - measures.margin, height - measures.margin]
    }

    /// Legend and scale in a column beside the map, the notes below both.
    fn beside(mut self, column_left: f32, measures: &Measures) -> Self {
        let [left, right, bottom] = self.ends(measures);
        let lower = self.end_frame(measures.notes, measures);
        let upper = self.frame[1] - self.strip;
        self.frame[2] = column_left - STRIP - self.strip;
        self.key = [column_left, upper, right, lower - measures.scale - GAP];
        self.scale = [column_left, lower - measures.scale, right, lower];
        self.notes = [left, lower + GAP, column_left - STRIP, bottom];
        self.imprint = [column_left, lower + GAP, right, bottom];
        self
    }

    /// Legend and scale side by side below the map, the notes below them.
    fn below(mut self, column_left: f32, measures: &Measures) -> Self {
        let [left, right, bottom] = self.ends(measures);
        let band = rhythm(measures.scale * KEY_BAND);
        let lower = self.end_frame(band + GAP + measures.notes, measures);
        let end = lower + GAP + band;
        self.key = [left, lower + GAP, column_left - STRIP, end];
        self.scale = [column_left, lower + GAP, right, lower + GAP + measures.scale];
        self.notes = [left, end + GAP, column_left - STRIP, bottom];
        self.imprint = [column_left, end + GAP, right, bottom];
        self
    }

    /// Without a legend on lying paper: notes, imprint and scale in one row below the map.
    fn in_a_row(mut self, column_left: f32, has_scale: bool, measures: &Measures) -> Self {
        let [left, right, bottom] = self.ends(measures);
        let lower = self.end_frame(measures.notes.max(measures.scale), measures) + GAP;
        let mut end = right;
        if has_scale {
            self.scale = [column_left, lower, right, lower + measures.scale];
            end = column_left - STRIP;
        }
        let middle = rhythm(end - measures.column);
        self.notes = [left, lower, middle - STRIP, bottom];
        self.imprint = [middle, lower, end, bottom];
        self
    }

    /// Without a legend on standing paper: notes beside the scale, the imprint below both.
    fn stacked(self, column_left: f32, has_scale: bool, measures: &Measures) -> Self {
        if !has_scale {
            return self.in_a_row(column_left, false, measures);
        }
        let mut layout = self;
        let [left, right, bottom] = layout.ends(measures);
        let (band, imprint) = (measures.notes.max(measures.scale), rhythm(measures.scale / 2.0));
        let lower = layout.end_frame(band + GAP + imprint, measures) + GAP;
        layout.scale = [column_left, lower, right, lower + measures.scale];
        layout.notes = [left, lower, column_left - STRIP, lower + band];
        layout.imprint = [left, lower + band + GAP, right, bottom];
        layout
    }

    /// The map's upper left corner.
    pub(super) fn corner(&self) -> [f32; 2] {
        [self.frame[0], self.frame[1]]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{PaperFormat, SheetLayout, SheetOptions, SheetPart};
    use crate::draw::board::overlap;

    /// Every way to lay out a paper.
    fn all(format: PaperFormat) -> Vec<SheetOptions> {
        let mut all = Vec::new();
        for bits in 0..16_u8 {
            let is = |bit: u8| bits & (1 << bit) != 0;
            let left_out = |part, is_out| Some(part).filter(|_| is_out);
            let scale = [left_out(SheetPart::Scale, is(2)), left_out(SheetPart::North, is(2))];
            let left_out: BTreeSet<SheetPart> =
                scale.into_iter().chain([left_out(SheetPart::Legend, is(1))]).flatten().collect();
            all.push(SheetOptions { portrait: is(0), series: is(3), left_out, ..SheetOptions::on(format) });
        }
        all
    }

    #[test]
    fn blocks_lie_on_the_page_and_apart() {
        for options in PaperFormat::ALL.into_iter().flat_map(all) {
            let layout = SheetLayout::new(&options);
            let [left, top, right, bottom] = layout.frame;
            let strip = layout.strip;
            let with_strip = [left - strip, top - strip, right + strip, bottom + strip];
            let all =
                [layout.title, layout.adjoining, with_strip, layout.key, layout.scale, layout.notes, layout.imprint];
            let blocks: Vec<_> = all.into_iter().filter(|block| block[0] < block[2] && block[1] < block[3]).collect();
            let what = format!("{options:?}");
            for (at, block) in blocks.iter().enumerate() {
                assert!(block[0] >= 24.0 && block[1] >= 24.0, "{what} {at}: {block:?}");
                assert!(block[2] <= layout.size[0] - 24.0 && block[3] <= layout.size[1] - 24.0, "{what} {at}");
                assert!(block[0] % 8.0 == 0.0 && block[1] % 8.0 == 0.0, "{what} {at} is off the rhythm: {block:?}");
                let clear = blocks.iter().enumerate().filter(|(other, _)| *other != at);
                assert!(clear.clone().all(|(_, other)| !overlap(block, other)), "{what} {at}");
            }
            let share = (right - left) * (bottom - top) / (layout.size[0] * layout.size[1]);
            let least = if options.format == PaperFormat::A5 { 0.3 } else { 0.4 };
            assert!(share > least, "{what}: the map has only {share} of the page");
        }
    }
}
