//! How large words are on the stage: from generous to tight, so that whatever a stop says finds room.
//! Must not know what is said.

use crate::show::Layout;

/// The smallest text on a sheet that is 900 points high: 1.8 % of that.
pub(super) const SMALLEST: f32 = 16.2;

/// The heights of text in points, on a sheet of 1600 by 900.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextSizes {
    pub(super) title: f32,
    /// The title in the second language.
    pub(super) second: f32,
    pub(super) figure: f32,
    pub(super) heading: f32,
    /// The strong words of a point.
    pub(super) head: f32,
    /// The quiet words below them.
    pub(super) text: f32,
    pub(super) remark: f32,
    /// Whether the quiet words are left out.
    pub(super) bare: bool,
    /// Free space, in parts of the usual.
    pub(super) gap: f32,
}

const fn sizes([title, second, figure, heading, head, text, remark, gap]: [f32; 8], bare: bool) -> TextSizes {
    TextSizes { title, second, figure, heading, head, text, remark, bare, gap }
}

/// From the most generous to the tightest. After the first [`FINE`], what is said in the first place is smaller than 25 points.
const LOOKS: [TextSizes; 12] = [
    sizes([44.0, 22.0, 128.0, 24.0, 28.0, 20.0, 18.0, 1.0], false),
    sizes([40.0, 22.0, 120.0, 22.0, 26.0, 20.0, 17.0, 0.85], false),
    sizes([38.0, 20.0, 104.0, 22.0, 26.0, 19.0, 17.0, 0.7], false),
    sizes([36.0, 20.0, 88.0, 20.0, 25.0, 18.0, 16.5, 0.55], false),
    sizes([34.0, 20.0, 72.0, 20.0, 25.0, 18.0, 16.5, 0.42], false),
    sizes([40.0, 22.0, 120.0, 22.0, 27.0, 20.0, 17.0, 0.9], true),
    sizes([38.0, 20.0, 104.0, 22.0, 26.0, 19.0, 17.0, 0.75], true),
    sizes([36.0, 20.0, 88.0, 20.0, 25.0, 18.0, 16.5, 0.6], true),
    sizes([34.0, 20.0, 72.0, 20.0, 25.0, 18.0, 16.5, 0.45], true),
    sizes([34.0, 20.0, 56.0, 20.0, 25.0, 18.0, 16.5, 0.35], true),
    sizes([30.0, 18.0, 48.0, 18.0, 21.0, 17.0, 16.5, 0.35], true),
    sizes([26.0, 17.0, 40.0, 17.0, 18.0, 16.5, 16.5, 0.3], true),
];
/// How many looks are as large as words should be.
pub(super) const FINE: usize = 10;

/// The looks of a layout, the most generous first.
pub(super) fn looks(layout: Layout) -> impl ExactSizeIterator<Item = TextSizes> {
    LOOKS.into_iter().map(move |sizes| match layout {
        Layout::Cover => TextSizes { title: sizes.title * 1.45, second: (sizes.second * 1.3).max(24.0), ..sizes },
        // A narrow column: what it says in full counts more than how large it is.
        Layout::Beside => TextSizes {
            title: sizes.title * 0.86,
            figure: sizes.figure * 0.85,
            head: (sizes.head * 0.93).max(25.0_f32.min(sizes.head)),
            ..sizes
        },
        Layout::Cards => sizes,
        Layout::Figures | Layout::Timeline => TextSizes { title: sizes.title * 1.2, ..sizes },
        // Columns begin higher than a single one would.
        Layout::Board => TextSizes { figure: sizes.figure * 0.6, ..sizes },
    })
}
