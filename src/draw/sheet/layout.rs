//! The layout of a sheet: where each block stands, on a rhythm of eight points.
//! Must not know what the blocks say.

use crate::draw::board::ScreenRect;

/// Paper, lying on its long side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperFormat {
    /// ISO 216 A4, 297 by 210 mm.
    A4,
    /// ISO 216 A3, 420 by 297 mm.
    A3,
    /// A slide, 16 by 9.
    Wide,
}

/// Between two blocks, and the width of the strip around the map that bears the names of meridians and parallels.
pub(super) const STRIP: f32 = 16.0;

impl PaperFormat {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::A4, Self::A3, Self::Wide];

    /// What it is called.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A3 => "A3",
            Self::Wide => "16:9",
        }
    }

    /// Width and height in points of 1/72 inch.
    #[must_use]
    pub fn size(self) -> [f32; 2] {
        match self {
            Self::A4 => [842.0, 595.0],
            Self::A3 => [1191.0, 842.0],
            Self::Wide => [960.0, 540.0],
        }
    }

    /// Width and height of the map in its frame, in points.
    #[must_use]
    pub fn frame_size(self) -> [f32; 2] {
        let [left, top, right, bottom] = SheetLayout::new(self).frame;
        [right - left, bottom - top]
    }
}

/// Where each block of a sheet stands: left, top, right, bottom, in points.
pub(super) struct SheetLayout {
    pub(super) size: [f32; 2],
    /// Letters are so many times as large as on A4.
    pub(super) text_scale: f32,
    pub(super) title: ScreenRect,
    /// The map.
    pub(super) frame: ScreenRect,
    pub(super) key: ScreenRect,
    pub(super) scale: ScreenRect,
    /// Notice, sources, what the figures are.
    pub(super) notes: ScreenRect,
    /// Review number, date, fingerprint.
    pub(super) imprint: ScreenRect,
}

impl SheetLayout {
    pub(super) fn new(format: PaperFormat) -> Self {
        let [width, height] = format.size();
        // Margin, height of the title, width of the column, height of the scale's block, height of the notes.
        let (text_scale, [margin, title, column, scale, notes]) = match format {
            PaperFormat::A4 => (1.0, [24.0, 40.0, 176.0, 80.0, 88.0]),
            PaperFormat::A3 => (1.25, [32.0, 56.0, 240.0, 104.0, 112.0]),
            PaperFormat::Wide => (1.0, [24.0, 40.0, 184.0, 80.0, 80.0]),
        };
        let rhythm = |value: f32| (value / 8.0).floor() * 8.0;
        let (left, right, upper) = (margin, width - margin, margin + title + 8.0);
        let column_left = rhythm(right - column);
        let frame =
            [left + STRIP, upper + STRIP, column_left - 2.0 * STRIP, rhythm(height - margin - notes - STRIP - 8.0)];
        let lower = frame[3] + STRIP;
        Self {
            size: [width, height],
            text_scale,
            title: [left, margin, right, margin + title],
            frame,
            key: [column_left, upper, right, lower - scale - 8.0],
            scale: [column_left, lower - scale, right, lower],
            notes: [left, lower + 8.0, column_left - STRIP, height - margin],
            imprint: [column_left, lower + 8.0, right, height - margin],
        }
    }

    /// The map's upper left corner.
    pub(super) fn corner(&self) -> [f32; 2] {
        [self.frame[0], self.frame[1]]
    }
}

#[cfg(test)]
mod tests {
    use super::{PaperFormat, STRIP, SheetLayout};
    use crate::draw::board::overlap;

    #[test]
    fn blocks_lie_on_the_page_and_apart() {
        for format in PaperFormat::ALL {
            let layout = SheetLayout::new(format);
            let [left, top, right, bottom] = layout.frame;
            let with_strip = [left - STRIP, top - STRIP, right + STRIP, bottom + STRIP];
            let blocks = [layout.title, with_strip, layout.key, layout.scale, layout.notes, layout.imprint];
            for (at, block) in blocks.iter().enumerate() {
                assert!(block[0] >= 24.0 && block[1] >= 24.0, "{format:?} {at}: {block:?}");
                assert!(block[2] <= layout.size[0] - 24.0 && block[3] <= layout.size[1] - 24.0, "{format:?} {at}");
                assert!(block[0] % 8.0 == 0.0 && block[1] % 8.0 == 0.0, "{format:?} {at} is off the rhythm: {block:?}");
                let clear = blocks.iter().enumerate().filter(|(other, _)| *other != at);
                assert!(clear.clone().all(|(_, other)| !overlap(block, other)), "{format:?} {at}");
            }
            let share = (right - left) * (bottom - top) / (layout.size[0] * layout.size[1]);
            assert!(share > 0.4, "{format:?}: the map has only {share} of the page");
        }
    }
}
