//! What a stop says, block by block, each set in lines for a width.
//! Must not know where on the stage a block stands.

use super::sizes::TextSizes;
use super::{icons, rich};
use crate::draw::board::{ScreenRect, round_box};
use crate::draw::setter::{Setter, TextStyle};
use crate::draw::tones;
use crate::draw::words::Measure;
use crate::i18n::{Lang, Localized, displayed, displayed_whole, number, tr};
use crate::picture::{ColourRole, Sign};
use crate::project::{FeatureId, Icon, Style, Tie};
use crate::report::tie_word;
use crate::session::{Session, Show};
use crate::show::{Block, Content, Layout, Stop};
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

/// Around the words of a point in a box, across and along; and the side of its icon.
const BOXED: [f32; 2] = [18.0, 12.0];
const ICON: f32 = 30.0;
/// Between two such boxes, and above the first.
pub(super) const BOXES_APART: f32 = 12.0;
/// The largest figure is so many times as large where it stands for the title.
const LEADING: f32 = 1.6;

/// Words above a title, and a title above a figure, are at least so high.
const KICKER: f32 = 22.0;

/// A block set in lines, placed from its own upper left corner.
#[derive(Clone, Default)]
pub(super) struct Piece {
    /// With which step it comes.
    pub(super) build: usize,
    /// How much is left free above it.
    pub(super) above: f32,
    pub(super) height: f32,
    pub(super) signs: Vec<Sign>,
    /// Which of the signs is a figure that counts up, and what stands in its place on the way if it cannot.
    pub(super) counts: Option<usize>,
    pub(super) through: Vec<String>,
    /// Whether it heads what follows.
    pub(super) heads: bool,
    /// What it says, in short.
    pub(super) about: String,
    /// How far to the right a figure reaches, which is not broken into lines.
    pub(super) reach: f32,
    /// How far to the right of its place it begins, and whether the next one stands in the same row.
    pub(super) x: f32,
    pub(super) shares_row: bool,
    /// The box around it, from its own corner, and which block of the stop it is, where it is emphasised or asked about.
    pub(super) frame: Option<ScreenRect>,
    pub(super) block: Option<usize>,
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
    /// The colour of what the stop is about, and the same for words.
    pub(super) accent: ColourRole,
    pub(super) tone: ColourRole,
    pub(super) layout: Layout,
}

impl<'a> Press<'a> {
    pub(super) fn new(session: &'a Session, show: &Show, measure: Measure<'a>) -> Self {
        let (stop, lang) = (show.stop(), session.lang());
        let accent = accent(session, stop.selected);
        let area = stop.selected.filter(|id| session.layer(id.layer).style == Style::Area);
        let tone = area.map_or(accent, |id| tones::figure(session, id));
        Self { session, measure, lang, bilingual: show.bilingual, accent, tone, layout: stop.layout }
    }

    fn second<'t>(&self, text: &'t Localized) -> Option<&'t str> {
        text.second(self.lang).filter(|_| self.bilingual)
    }

    /// The title with the bar above it and the second language below.
    pub(super) fn title(&self, stop: &Stop, sizes: &TextSizes, width: f32) -> Piece {
        let mut setter = Setter::new(self.measure, 1.0);
        let title = rich::plain(&displayed(stop.title.get(self.lang)));
        let kicker = TextStyle { role: self.tone, ..TextStyle::strong(sizes.second.max(KICKER)) };
        if is_led(stop) {
            let height = setter.even_block(&title, [0.0; 2], width, kicker.close());
            return Piece { height, signs: setter.signs, about: title, ..Piece::default() };
        }
        let lead = displayed(stop.lead.get(self.lang));
        let mut below = if lead.is_empty() {
            rounded(&mut setter, [0.0, 0.0, 64.0, 6.0], 3.0, self.accent, 1.0);
            6.0 + 20.0 * sizes.gap
        } else {
            setter.even_block(&lead, [0.0; 2], width, kicker.close()) + 8.0 * sizes.gap
        };
        below += setter.even_block(&title, [0.0, below], width, TextStyle::strong(sizes.title).close());
        if let Some(second) = self.second(&stop.title) {
            let second = rich::plain(&displayed(second));
            below += setter.even_block(&second, [0.0, below + 6.0], width, TextStyle::quiet(sizes.second)) + 6.0;
        }
        Piece { height: below, signs: setter.signs, about: title, ..Piece::default() }
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
            Content::Figure { before, figure, unit, note, leads, .. } => {
                let [before, figure, unit] = [before, figure, unit].map(|text| text.get(self.lang));
                let height = self.figure([before, figure, unit], (note, *leads), sizes, width, &mut setter);
                (16.0, height, format!("{figure} {unit}"))
            }
            Content::Stat { .. } | Content::Card { .. } | Content::Moment { .. } | Content::Shares { .. } => {
                return self.chart(block, sizes, width);
            }
            Content::Heading(text) => {
                let text = displayed(text.get(self.lang));
                let style = TextStyle { role: ColourRole::SecondText, ..TextStyle::strong(sizes.heading) };
                let height = setter.block(&text, [0.0; 2], width, style);
                rounded(&mut setter, [0.0, height + 6.0, width, height + 8.0], 1.0, ColourRole::Hairline, 1.0);
                (32.0, height + 8.0, text)
            }
            Content::Point { head, text, tie: None, icon } if self.layout == Layout::Beside => {
                return self.boxed(block.build, [head, text], *icon, sizes, width);
            }
            Content::Point { head, text, tie, .. } => {
                let height = self.point([head, text], *tie, sizes, width, &mut setter);
                (24.0, height, displayed(head.get(self.lang)))
            }
            Content::Area { feature, figure, share } => {
                let figure = figure.get(self.lang);
                let height = self.area((*feature, figure, *share), sizes, width, &mut setter);
                (28.0, height, figure.to_owned())
            }
            Content::Text(text) => {
                let height =
                    rich::block(&mut setter, text.get(self.lang), [0.0; 2], width, TextStyle::plain(sizes.head));
                (24.0, height, displayed(text.get(self.lang)))
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
        let through = if let Content::Figure { through, .. } = &block.content {
            through.iter().map(|text| displayed(text.get(self.lang))).collect()
        } else {
            Vec::new()
        };
        Piece {
            build: block.build,
            above: (above * sizes.gap).max(MIN_ABOVE),
            height,
            signs: setter.signs,
            counts,
            through,
            reach,
            heads: matches!(block.content, Content::Heading(_)),
            about,
            ..Piece::default()
        }
    }

    /// A figure with words before it and its unit beside it, on one line, and what it is below.
    fn figure(
        &self,
        [before, figure, unit]: [&str; 3],
        (note, leads): (&Localized, bool),
        sizes: &TextSizes,
        width: f32,
        setter: &mut Setter<'_>,
    ) -> f32 {
        let [before, figure, unit] = [before, figure, unit].map(displayed);
        let beside = |size: f32| {
            let style = TextStyle::quiet((size * 0.36).max(sizes.text));
            if leads { TextStyle { role: ColourRole::Text, strong: true, ..style } } else { style }
        };
        let gap = |text: &str| if text.is_empty() { 0.0 } else { 14.0 };
        let wide = |size: f32| {
            let around = setter.width(&before, beside(size)) + setter.width(&unit, beside(size));
            setter.width(&figure, TextStyle::strong(size)) + around + gap(&before) + gap(&unit)
        };
        let wanted = if leads { sizes.figure * LEADING } else { sizes.figure };
        let size = (wanted * (width / wide(wanted)).min(1.0)).max(sizes.title);
        let (style, small) = (TextStyle::strong(size), beside(size));
        let (height, figure_width) = (size * 1.12, setter.width(&figure, style));
        let baseline =
            |text: &str, style: TextStyle| typography::line(text, style.strong, self.lang).baseline * style.size;
        let lower = |text: &str| height / 2.0 + baseline(&figure, style) - baseline(text, small);
        // Digits have a little room of their own at their left.
        let begin = if before.is_empty() { -size * 0.02 } else { setter.width(&before, small) + gap(&before) };
        setter.left(&figure, [begin, height / 2.0], style);
        setter.left(&before, [0.0, lower(&before)], small);
        setter.left(&unit, [begin.max(0.0) + figure_width + gap(&unit), lower(&unit)], small);
        let words = displayed(note.get(self.lang));
        if words.is_empty() {
            return height;
        }
        if !leads {
            return height + setter.block(&words, [0.0, height], width, TextStyle::quiet(sizes.text));
        }
        let mut below = height + 10.0;
        below += setter.even_block(&words, [0.0, below], width, TextStyle::plain(sizes.title * 0.6).close());
        if let Some(second) = self.second(note) {
            below +=
                6.0 + setter.even_block(&displayed(second), [0.0, below + 6.0], width, TextStyle::quiet(sizes.second));
        }
        below
    }

    /// A few strong words and more of them below in a box, with an icon at the left.
    fn boxed(
        &self,
        build: usize,
        [head, text]: [&Localized; 2],
        icon: Option<Icon>,
        sizes: &TextSizes,
        width: f32,
    ) -> Piece {
        let mut setter = Setter::new(self.measure, 1.0);
        let [across, along] = [BOXED[0], BOXED[1] * sizes.gap.max(0.6)];
        let left = across + if icon.is_some() { ICON + 14.0 } else { 0.0 };
        let style = TextStyle::strong(sizes.head).close();
        let about = rich::plain(&displayed(head.get(self.lang)));
        let mut below = along + setter.even_block(&about, [left, along], width - left - across, style);
        if !sizes.bare && !text.is_empty() {
            let quiet = TextStyle::quiet(sizes.text);
            below +=
                rich::block(&mut setter, text.get(self.lang), [left, below + 2.0], width - left - across, quiet) + 2.0;
        }
        let frame = [0.0, 0.0, width, below + along];
        setter
            .signs
            .insert(0, Sign::Patch { points: round_box(frame, 10.0), role: ColourRole::Hairline, opacity: 0.6 });
        if let Some(icon) = icon {
            let y = along + (style.line() - ICON) / 2.0;
            setter.signs.extend(icons::icon(icon, [across, y], ICON, self.accent));
        }
        let signs = setter.signs;
        Piece {
            build,
            above: BOXES_APART * sizes.gap.max(0.6),
            height: frame[3],
            signs,
            about,
            frame: Some(frame),
            ..Piece::default()
        }
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
        if !sizes.bare && !text.is_empty() {
            let quiet = TextStyle::quiet(sizes.text);
            below += rich::block(setter, text.get(self.lang), [INDENT, below + 2.0], width - INDENT, quiet) + 2.0;
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

/// Whether a figure stands where the title would.
fn is_led(stop: &Stop) -> bool {
    stop.blocks.iter().any(|block| matches!(block.content, Content::Figure { leads: true, .. }))
}

/// The colour of what a stop is about: that of its area, else the plan's, else that of the zone's segments.
pub(super) fn accent(session: &Session, id: Option<FeatureId>) -> ColourRole {
    let area = id.filter(|id| session.layer(id.layer).style == Style::Area);
    area.map_or_else(|| emphasis(session), |id| tones::of(session, id))
}

/// The colour that a show emphasises with.
pub(super) fn emphasis(session: &Session) -> ColourRole {
    session.plan().accent_rgb().map_or(ColourRole::Boundary, ColourRole::Given)
}

/// A box with round corners.
pub(super) fn rounded(setter: &mut Setter<'_>, place: ScreenRect, radius: f32, role: ColourRole, opacity: f32) {
    setter.signs.push(Sign::Patch { points: round_box(place, radius), role, opacity });
}

fn disc(setter: &mut Setter<'_>, [x, y]: [f32; 2], radius: f32, role: ColourRole) {
    rounded(setter, [x - radius, y - radius, x + radius, y + radius], radius, role, 1.0);
}
