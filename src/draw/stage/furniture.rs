//! What stands at the foot of every stop: its number and how far the show has come; the notice. And a number being typed.
//! Must not know what the stop says.

use super::layout::StageLayout;
use super::piece::{emphasis, rounded};
use crate::draw::board::ScreenRect;
use crate::draw::setter::{Setter, TextStyle};
use crate::i18n::{Localized, displayed_whole, map_review, tr};
use crate::picture::ColourRole;
use crate::session::{Session, Show};

/// The height of the text at the foot, in points, and that of a number being typed.
const SIZE: f32 = 17.0;
const SMALLER: [f32; 3] = [17.0, 16.6, 16.2];
const TYPED: f32 = 96.0;
/// A dash is at most so wide, with so much between two of them, in parts of their width.
const DASH: f32 = 36.0;
const GAP: f32 = 0.28;

pub(super) fn furniture(session: &Session, show: &Show, layout: &StageLayout, setter: &mut Setter<'_>) {
    progress(session, show, layout.progress, setter);
    notice(session, layout.notice, setter);
}

/// Which stop of how many before the appendix it is, in figures and as a row of dashes; in the appendix its number alone.
pub(super) fn progress(session: &Session, show: &Show, [left, top, right, _]: ScreenRect, setter: &mut Setter<'_>) {
    let (at, count) = show.place();
    if show.stop().appendix {
        let text = tr!(session.lang(), "stage.appendix", number = at);
        return setter.left(&text, [left, top + 8.0], TextStyle::quiet(SIZE));
    }
    setter.left(&format!("{at} / {count}"), [left, top + 8.0], TextStyle::quiet(SIZE));
    #[expect(clippy::cast_precision_loss, reason = "a few stops")]
    let width = ((right - left) / (count.max(1) as f32 * (1.0 + GAP))).min(DASH);
    let mut x = left;
    for stop in 1..=count {
        let role = if stop == at { emphasis(session) } else { ColourRole::Hairline };
        rounded(setter, [x, top + 30.0, x + width, top + 35.0], 2.5, role, 1.0);
        x += width * (1.0 + GAP);
    }
}

/// The notice and the line about map review, the last line at the foot, ending at the right.
pub(super) fn notice(session: &Session, [left, _, right, bottom]: ScreenRect, setter: &mut Setter<'_>) {
    let (project, lang) = (session.project(), session.lang());
    let said = |(notice, number): (&Localized, &str)| [displayed_whole(notice.get(lang)), map_review(number, lang)];
    let texts: Vec<String> = project.notices().into_iter().flat_map(said).collect();
    let lines = |style: TextStyle| -> Vec<String> {
        let filled = texts.iter().filter(|text| !text.is_empty());
        filled.flat_map(|text| setter.lines(text, right - left, style)).collect()
    };
    let fewest = SMALLER.map(|size| lines(TextStyle::quiet(size)).len()).into_iter().min();
    let Some(size) = SMALLER.into_iter().find(|size| Some(lines(TextStyle::quiet(*size)).len()) == fewest) else {
        return;
    };
    let style = TextStyle::quiet(size);
    let lines = lines(style);
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let mut y = bottom - style.line() * (lines.len() as f32 - 0.5);
    for line in &lines {
        setter.right(line, [right, y], style);
        y += style.line();
    }
}

/// The number typed so far, in a corner; what it takes.
pub(super) fn typed(show: &Show, layout: &StageLayout, setter: &mut Setter<'_>) -> Option<ScreenRect> {
    let text = show.typed?.to_string();
    let style = TextStyle::strong(TYPED);
    let [_, top, right, _] = layout.map;
    let place = [right - setter.width(&text, style) - 64.0, top, right, top + 136.0];
    rounded(setter, place, 16.0, ColourRole::Halo, 0.94);
    setter.centred(&text, [f32::midpoint(place[0], right), top + 68.0], style, 0.0);
    Some(place)
}
