//! What a stop says, block by block, each set in lines for a width.
//! Must not know where on the stage a block stands.

use super::sizes::TextSizes;
use crate::draw::board::{ScreenRect, round_box};
use crate::draw::setter::{Setter, TextStyle};
use crate::draw::tones;
use crate::draw::words::Measure;
use crate::i18n::{Lang, Localized, displayed, displayed_whole, number, tr};
use crate::picture::{ColourRole, Sign};
use crate::project::{FeatureId, Style, Tie};
use crate::report::tie_word;
use crate::session::{Session, Show};
use crate::show::{Block, Content, Stop};
use crate::typography;

/// From the left edge to the words of a point.
const INDENT: f32 = 32.0;
/// The radius of its dot.
const DOT: f32 = 6.0;
/// Between words and what stands at the right of them.
const APART: f32 = 20.0;

/// How a point is tied stands beside it where that takes less than this part of the width.
const BESIDE: f32 = 0.22;
/// At least so much is free above a block.
const MIN_ABOVE: f32 = 8.0;

/// A block set in lines, placed from its own upper left corner.
pub(super) struct Piece {
    /// With which step it comes.
    pub(super) build: usize,
    /// How much is left free above it.
    pub(super) above: f32,
    pub(super) height: f32,
    pub(super) signs: Vec<Sign>,
    /// Which of the signs is a figure that counts up.
    pub(super) counts: Option<usize>,
    /// Whether it heads what follows.
    pub(super) heads: bool,
    /// What it says, in short.
    pub(super) about: String,
    /// How far to the right a figure reaches, which is not broken into lines.
    pub(super) reach: f32,
}

impl Piece {
    /// Whether it is no wider than it should be.
    pub(super) fn is_within(&self, width: f32) -> bool {
        self.reach <= width + 0.5
    }
}

/// Sets blocks.
pub(super) struct Press<'a> {
    pub(super) session: &'a Session,
    pub(super) measure: Measure<'a>,
    pub(super) lang: Lang,
    pub(super) bilingual: bool,
    /// The colour of what the stop is about.
    pub(super) accent: ColourRole,
}

impl<'a> Press<'a> {
    pub(super) fn new(session: &'a Session, show: &Show, measure: Measure<'a>) -> Self {
        let accent = accent(session, show.stop().selected);
        Self { session, measure, lang: session.lang(), bilingual: show.bilingual, accent }
    }

    fn second<'t>(&self, text: &'t Localized) -> Option<&'t str> {
        text.second(self.lang).filter(|_| self.bilingual)
    }

    /// The title with the bar above it and the second language below.
    pub(super) fn title(&self, stop: &Stop, sizes: &TextSizes, width: f32) -> Piece {
        let mut setter = Setter::new(self.measure, 1.0);
        rounded(&mut setter, [0.0, 0.0, 64.0, 6.0], 3.0, self.accent, 1.0);
        let mut below = 6.0 + 20.0 * sizes.gap;
        let title = displayed(stop.title.get(self.lang));
        below += setter.block(&title, [0.0, below], width, TextStyle::strong(sizes.title).close());
        if let Some(second) = self.second(&stop.title) {
            below += setter.block(&displayed(second), [0.0, below + 6.0], width, TextStyle::quiet(sizes.second)) + 6.0;
        }
        Piece {
            build: 0,
            above: 0.0,
            height: below,
            signs: setter.signs,
            counts: None,
            heads: false,
            about: title,
            reach: 0.0,
        }
    }

    /// In how many lines the title stands.
    pub(super) fn title_lines(&self, stop: &Stop, sizes: &TextSizes, width: f32) -> usize {
        let title = displayed(stop.title.get(self.lang));
        Setter::new(self.measure, 1.0).lines(&title, width, TextStyle::strong(sizes.title)).len()
    }

    /// A block.
    pub(super) fn block(&self, block: &Block, sizes: &TextSizes, width: f32) -> Piece {
        let mut setter = Setter::new(self.measure, 1.0);
        let (above, height, about) = match &block.content {
            Content::Figure { figure, unit, note } => {
                let unit = unit.get(self.lang);
                let height = self.figure([figure, unit], note, sizes, width, &mut setter);
                (16.0, height, format!("{figure} {unit}"))
            }
            Content::Heading(text) => {
                let text = displayed(text.get(self.lang));
                let style = TextStyle { role: ColourRole::SecondText, ..TextStyle::strong(sizes.heading) };
                let height = setter.block(&text, [0.0; 2], width, style);
                rounded(&mut setter, [0.0, height + 6.0, width, height + 8.0], 1.0, ColourRole::Hairline, 1.0);
                (32.0, height + 8.0, text)
            }
            Content::Point { head, text, tie } => {
                let height = self.point([head, text], *tie, sizes, width, &mut setter);
                (24.0, height, displayed(head.get(self.lang)))
            }
            Content::Area { feature, figure, share } => {
                let figure = figure.get(self.lang);
                let height = self.area((*feature, figure, *share), sizes, width, &mut setter);
                (28.0, height, figure.to_owned())
            }
            Content::Text(text) => {
                let text = displayed_whole(text.get(self.lang));
                (24.0, setter.block(&text, [0.0; 2], width, TextStyle::plain(sizes.head)), text)
            }
            Content::Remark(text) => {
                let text = displayed_whole(text.get(self.lang));
                (24.0, setter.block(&text, [0.0; 2], width, TextStyle::quiet(sizes.remark)), text)
            }
        };
        let counts = matches!(block.content, Content::Figure { .. }).then_some(0);
        let ends = setter.signs.iter().filter(|_| counts.is_some()).filter_map(|sign| match sign {
            Sign::Label(label) => Some(label.middle[0] + (self.measure)(&label.text, label.size, label.strong) / 2.0),
            Sign::Stroke { .. } | Sign::Patch { .. } | Sign::Fade(_) => None,
        });
        let reach = ends.fold(0.0, f32::max);
        Piece {
            build: block.build,
            above: (above * sizes.gap).max(MIN_ABOVE),
            height,
            signs: setter.signs,
            counts,
            reach,
            heads: matches!(block.content, Content::Heading(_)),
            about,
        }
    }

    /// A figure with its unit beside it, on one line, and what it is below.
    fn figure(
        &self,
        [figure, unit]: [&str; 2],
        note: &Localized,
        sizes: &TextSizes,
        width: f32,
        setter: &mut Setter<'_>,
    ) -> f32 {
        let (figure, unit) = (displayed(figure), displayed(unit));
        let of_unit = |size: f32| TextStyle::quiet((size * 0.36).max(sizes.text));
        let wide =
            |size: f32| setter.width(&figure, TextStyle::strong(size)) + 16.0 + setter.width(&unit, of_unit(size));
        let size = (sizes.figure * (width / wide(sizes.figure)).min(1.0)).max(sizes.title);
        let (style, unit_style) = (TextStyle::strong(size), of_unit(size));
        let (height, figure_width) = (size * 1.12, setter.width(&figure, style));
        // Digits have a little room of their own at their left.
        setter.left(&figure, [-size * 0.02, height / 2.0], style);
        let baseline =
            |text: &str, style: TextStyle| typography::line(text, style.strong, self.lang).baseline * style.size;
        let lower = baseline(&figure, style) - baseline(&unit, unit_style);
        setter.left(&unit, [figure_width + 16.0, height / 2.0 + lower], unit_style);
        let note = displayed(note.get(self.lang));
        if note.is_empty() {
            return height;
        }
        height + setter.block(&note, [0.0, height], width, TextStyle::quiet(sizes.text))
    }

    /// A dot, a few strong words with how the source ties them at the right, and more of them below.
    fn point(
        &self,
        [head, text]: [&Localized; 2],
        tie: Option<Tie>,
        sizes: &TextSizes,
        width: f32,
        setter: &mut Setter<'_>,
    ) -> f32 {
        let style = TextStyle::strong(sizes.head).close();
        let tied = tie.map_or_else(String::new, |tie| tie_word(tie, self.lang));
        let quiet = TextStyle::quiet(sizes.remark);
        let of_tie = if tied.is_empty() { 0.0 } else { setter.width(&tied, quiet) + APART };
        // In a narrow column the tie stands below.
        let is_beside = of_tie < width * BESIDE;
        disc(setter, [DOT + 2.0, style.line() / 2.0], DOT, self.accent);
        let head = displayed(head.get(self.lang));
        let of_beside = if is_beside { of_tie } else { 0.0 };
        let mut below = setter.block(&head, [INDENT, 0.0], width - INDENT - of_beside, style);
        if is_beside {
            setter.right(&tied, [width, style.line() / 2.0], quiet);
        } else {
            below += setter.block(&tied, [INDENT, below + 2.0], width - INDENT, quiet) + 2.0;
        }
        let text = displayed_whole(text.get(self.lang));
        if !sizes.bare && !text.is_empty() {
            below += setter.block(&text, [INDENT, below + 2.0], width - INDENT, TextStyle::quiet(sizes.text)) + 2.0;
        }
        below
    }

    /// An area: its colour and its name, its figure at the right, its share as a bar.
    fn area(
        &self,
        (id, figure, share): (FeatureId, &str, Option<f64>),
        sizes: &TextSizes,
        width: f32,
        setter: &mut Setter<'_>,
    ) -> f32 {
        let name = self.session.project().feature(id).map(crate::project::Feature::name).cloned().unwrap_or_default();
        let style = TextStyle::strong(sizes.head).close();
        let of_figure = if figure.is_empty() { 0.0 } else { setter.width(figure, style) + APART };
        setter.right(figure, [width, style.line() / 2.0], TextStyle { role: tones::figure(self.session, id), ..style });
        let middle = style.line() / 2.0;
        rounded(setter, [0.0, middle - 9.0, 18.0, middle + 9.0], 4.0, tones::of(self.session, id), 1.0);
        let mut below = setter.block(&displayed(name.get(self.lang)), [INDENT, 0.0], width - INDENT - of_figure, style);
        let percent = share.map_or_else(String::new, |share| {
            tr!(self.lang, "unit.percent", figure = number(share * 100.0, 1)).into_owned()
        });
        let quiet = TextStyle::quiet(sizes.text);
        let of_percent = if percent.is_empty() { 0.0 } else { setter.width(&percent, quiet) + APART };
        let second = self.second(&name).filter(|_| !sizes.bare).map(displayed).unwrap_or_default();
        setter.right(&percent, [width, below + 2.0 + quiet.line() / 2.0], quiet);
        if !second.is_empty() {
            below += setter.block(&second, [INDENT, below + 2.0], width - INDENT - of_percent, quiet) + 2.0;
        } else if !percent.is_empty() {
            below += quiet.line();
        }
        let Some(share) = share else { return below };
        below += 8.0;
        #[expect(clippy::cast_possible_truncation, reason = "a part of a width")]
        let end = INDENT + ((width - INDENT) * share.clamp(0.0, 1.0) as f32).max(6.0);
        rounded(setter, [INDENT, below, width, below + 6.0], 3.0, ColourRole::Hairline, 1.0);
        rounded(setter, [INDENT, below, end, below + 6.0], 3.0, tones::of(self.session, id), 1.0);
        below + 6.0
    }
}

/// The colour of what a stop is about: that of its area, else that of the zone's segments.
pub(super) fn accent(session: &Session, id: Option<FeatureId>) -> ColourRole {
    let area = id.filter(|id| session.layer(id.layer).style == Style::Area);
    area.map_or(ColourRole::Boundary, |id| tones::of(session, id))
}

/// A box with round corners.
pub(super) fn rounded(setter: &mut Setter<'_>, place: ScreenRect, radius: f32, role: ColourRole, opacity: f32) {
    setter.signs.push(Sign::Patch { points: round_box(place, radius), role, opacity });
}

fn disc(setter: &mut Setter<'_>, [x, y]: [f32; 2], radius: f32, role: ColourRole) {
    rounded(setter, [x - radius, y - radius, x + radius, y + radius], radius, role, 1.0);
}
