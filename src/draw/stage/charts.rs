//! What a chart of a stop shows, each thing set by itself: a figure of a row, a card, a bar of shares.
//! Must not know where on the stage it stands.

use super::piece::{Piece, Press, rounded};
use super::sizes::{SMALLEST, TextSizes};
use super::{icons, rich};
use crate::draw::setter::{Setter, TextStyle};
use crate::draw::tones;
use crate::i18n::{Localized, displayed, number, tr};
use crate::picture::ColourRole;
use crate::project::{FeatureId, Icon};
use crate::show::{Block, Content};
use crate::typography::line;

/// A figure of a row is so high, in heights of a title, and its icon.
const FIGURE: f32 = 1.5;
const ICON: f32 = 40.0;
/// Its unit, in heights of the figure, and between the two.
const UNIT: f32 = 0.5;
const UNIT_GAP: f32 = 8.0;
/// A bar of shares is so high, with so much between two parts.
const BAR: f32 = 12.0;
const BETWEEN: f32 = 3.0;
/// What a stop is not about is so strong in it.
const FAINT: f32 = 0.35;
/// Around the words of a card.
pub(super) const PADDING: f32 = 22.0;

impl Press<'_> {
    /// A thing of a chart in a width.
    pub(super) fn chart(&self, block: &Block, sizes: &TextSizes, width: f32) -> Piece {
        let piece = match &block.content {
            Content::Stat { .. } => self.stat_of(block, sizes, (self.stat_size(block, sizes, width), width)),
            Content::Card { icon, title, text, strong, .. } => self.card((*icon, *strong), [title, text], sizes, width),
            Content::Shares { parts, of, note } => self.shares(parts, *of, note, sizes, width),
            Content::Moment { when, figure, title, text, .. } => {
                // Without a timeline around it, it is said as a card.
                let head = Localized::each(|lang| {
                    let words = [when, figure, title].map(|text| text.get(lang));
                    words.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
                });
                self.card((None, false), [&head, text], sizes, width)
            }
            Content::Figure { .. }
            | Content::Heading(_)
            | Content::Point { .. }
            | Content::Area { .. }
            | Content::Text(_)
            | Content::Remark(_) => Piece::default(),
        };
        Piece { build: block.build, ..piece }
    }

    /// How large a figure of a row can be in a width.
    pub(super) fn stat_size(&self, block: &Block, sizes: &TextSizes, width: f32) -> f32 {
        let Content::Stat { figure, unit, .. } = &block.content else { return f32::MAX };
        let [figure, unit] = [figure, unit].map(|text| displayed(text.get(self.lang)));
        let wanted = sizes.title * FIGURE;
        let wide = self.stat_width([&figure, &unit], wanted, sizes);
        (wanted * (width / wide).min(1.0)).max(sizes.head)
    }

    fn stat_width(&self, [figure, unit]: [&str; 2], size: f32, sizes: &TextSizes) -> f32 {
        let gap = if unit.is_empty() { 0.0 } else { UNIT_GAP };
        let unit_width = (self.measure)(unit, (size * UNIT).max(sizes.text), false);
        (self.measure)(figure, size, true) + gap + unit_width
    }

    /// A figure of a row in a size and a width, with its unit, and what it is below.
    pub(super) fn stat_of(&self, block: &Block, sizes: &TextSizes, (size, width): (f32, f32)) -> Piece {
        let Content::Stat { icon, figure, unit, label } = &block.content else { return Piece::default() };
        let mut setter = Setter::new(self.measure, 1.0);
        let [figure, unit, label] = [figure, unit, label].map(|text| displayed(text.get(self.lang)));
        let reach = self.stat_width([&figure, &unit], size, sizes);
        let (style, small) = (TextStyle::strong(size).close(), TextStyle::plain((size * UNIT).max(sizes.text)));
        let top = if icon.is_some() { ICON + 8.0 } else { 0.0 };
        let middle = top + style.line() / 2.0;
        let baseline = |text: &str, style: TextStyle| line(text, style.strong, self.lang).baseline * style.size;
        let lower = baseline(&figure, style) - baseline(&unit, small);
        setter.left(&figure, [0.0, middle], style);
        setter.left(&unit, [setter.width(&figure, style) + UNIT_GAP, middle + lower], small);
        let below = top + style.line();
        let height = below + setter.even_block(&label, [0.0, below], width, TextStyle::quiet(sizes.text));
        let mut signs = setter.signs;
        signs.extend(icon.iter().flat_map(|icon| icons::icon(*icon, [0.0; 2], ICON, self.accent)));
        let (build, above) = (block.build, 24.0 * sizes.gap + 6.0);
        Piece {
            build,
            above,
            height,
            signs,
            counts: Some(0),
            about: format!("{figure} {unit}"),
            reach,
            ..Piece::default()
        }
    }

    /// An icon, a title and a line, without the box around them.
    fn card(
        &self,
        (icon, strong): (Option<Icon>, bool),
        [title, text]: [&Localized; 2],
        sizes: &TextSizes,
        width: f32,
    ) -> Piece {
        let mut setter = Setter::new(self.measure, 1.0);
        let inner = width - 2.0 * PADDING;
        let side = ICON * (sizes.head / 28.0).min(1.0);
        let mut below = PADDING * 0.9;
        let role = if strong { ColourRole::Highlight } else { self.accent };
        if let Some(icon) = icon {
            setter.signs.extend(icons::icon(icon, [PADDING, below], side, role));
            below += side + 14.0;
        }
        let about = rich::plain(&displayed(title.get(self.lang)));
        let style = TextStyle { role: if strong { role } else { ColourRole::Text }, ..TextStyle::strong(sizes.head) };
        below += setter.even_block(&about, [PADDING, below], inner, style.close());
        if !text.is_empty() && !sizes.bare {
            let quiet = TextStyle::quiet(sizes.text.max(SMALLEST + 0.1));
            below += 8.0 + rich::block(&mut setter, text.get(self.lang), [PADDING, below + 8.0], inner, quiet);
        }
        Piece { above: 16.0, height: below + PADDING, signs: setter.signs, about, ..Piece::default() }
    }

    /// The parts of a whole side by side as one bar, and what it is.
    fn shares(
        &self,
        parts: &[(FeatureId, f64)],
        of: Option<FeatureId>,
        note: &Localized,
        sizes: &TextSizes,
        width: f32,
    ) -> Piece {
        let mut setter = Setter::new(self.measure, 1.0);
        let all: f64 = parts.iter().map(|(_, share)| share.max(0.0)).sum();
        #[expect(clippy::cast_precision_loss, reason = "a few parts")]
        let free = width - BETWEEN * (parts.len().max(1) - 1) as f32;
        let mut x = 0.0;
        for (id, share) in parts {
            #[expect(clippy::cast_possible_truncation, reason = "a part of a width")]
            let wide = if all > 0.0 { free * (share.max(0.0) / all) as f32 } else { 0.0 };
            let strength = if of.is_none_or(|of| of == *id) { 1.0 } else { FAINT };
            rounded(&mut setter, [x, 0.0, x + wide, BAR], BAR / 3.0, tones::of(self.session, *id), strength);
            x += wide + BETWEEN;
        }
        let share = parts.iter().find(|(id, _)| Some(*id) == of).map(|(_, share)| number(share * 100.0, 1));
        let percent =
            share.map_or_else(String::new, |figure| tr!(self.lang, "unit.percent", figure = figure).into_owned());
        let words = if note.is_empty() { percent } else { displayed(note.get(self.lang)) };
        let height = BAR + 8.0 + setter.block(&words, [0.0, BAR + 8.0], width, TextStyle::quiet(sizes.text));
        Piece { above: 12.0, height, signs: setter.signs, about: words, ..Piece::default() }
    }
}
