//! A timeline: years on a line, by their distance, with words below each; on a sheet that stands upright from the top down.
//! Must not know what happened when.

use super::piece::{Piece, Press, rounded};
use super::rich;
use super::setting::{Setting, height, stacked};
use super::sizes::TextSizes;
use crate::draw::board::{ScreenRect, round_box};
use crate::draw::setter::{Setter, TextStyle};
use crate::i18n::{Lang, Localized, displayed};
use crate::picture::{ColourRole, Sign};
use crate::show::{Block, Content, Stop};

/// Between two moments there is at least this part of an even share of the line.
const LEAST: f32 = 0.62;
/// How far down the sheet's part for words the line is.
const AXIS: f32 = 0.47;
/// How thick the line is, and how large the dots on it.
const LINE: f32 = 4.0;
const DOT: f32 = 12.0;
const STRONG_DOT: f32 = 18.0;
/// How much of the last part of the line belongs to the moment before the last.
const LAST: f32 = 0.42;
/// Between the words of two moments.
const APART: f32 = 40.0;

/// One moment as it is written.
struct Moment<'a> {
    build: usize,
    when: &'a Localized,
    figure: &'a Localized,
    title: &'a Localized,
    text: &'a Localized,
    strong: bool,
}

fn moments(stop: &Stop) -> Vec<Moment<'_>> {
    let mut moments = Vec::new();
    for block in &stop.blocks {
        if let Content::Moment { when, figure, title, text, strong } = &block.content {
            moments.push(Moment { build: block.build, when, figure, title, text, strong: *strong });
        }
    }
    moments
}

/// The words of a stop with a timeline; none when they have no room.
pub(super) fn timeline(stop: &Stop, press: &Press<'_>, sizes: &TextSizes, place: ScreenRect) -> Option<Setting> {
    let [left, top, right, bottom] = place;
    let is_upright = bottom - top > right - left;
    let (remarks, said): (Vec<&Block>, Vec<&Block>) = stop
        .blocks
        .iter()
        .filter(|block| !matches!(block.content, Content::Moment { .. }))
        .partition(|block| matches!(block.content, Content::Remark(_)));
    let mut over = vec![press.title(stop, sizes, (right - left) * if is_upright { 1.0 } else { 0.6 })];
    over.extend(said.into_iter().map(|block| press.block(block, sizes, (right - left) * 0.6)));
    let foot: Vec<Piece> = remarks.into_iter().map(|block| press.block(block, sizes, right - left)).collect();
    let (over_height, foot_height) = (height(&over), height(&foot));
    let moments = moments(stop);
    let room = [left, top + over_height + 24.0, right, bottom - foot_height - 16.0];
    let on_line = if is_upright { down(&moments, press, sizes, room) } else { across(&moments, press, sizes, room) }?;
    let mut pieces = stacked(over, [left, top]);
    pieces.extend(on_line);
    pieces.extend(stacked(foot, [left, bottom - foot_height]));
    Some(Setting { pieces, is_small: false, dropped: Vec::new(), taken: Vec::new() })
}

/// Where the words of the last moment begin, which end at the right edge.
fn between(before: f32, last: f32) -> f32 {
    before + (last - before) * LAST
}

/// Where each moment stands on a line from 0 to 1.
fn places(moments: &[Moment<'_>]) -> Vec<f32> {
    let year =
        |moment: &Moment<'_>| moment.when.get(Lang::En).trim().parse::<f32>().ok().filter(|year| year.is_finite());
    let years: Option<Vec<f32>> = moments.iter().map(year).collect();
    let count = moments.len().saturating_sub(1).max(1);
    #[expect(clippy::cast_precision_loss, reason = "a few moments")]
    let even = 1.0 / count as f32;
    let gaps: Vec<f32> = match years {
        Some(years) if years.windows(2).all(|pair| pair[1] > pair[0]) && years.len() > 1 => {
            let all = years[years.len() - 1] - years[0];
            years.windows(2).map(|pair| ((pair[1] - pair[0]) / all).max(even * LEAST)).collect()
        }
        Some(_) | None => vec![even; count],
    };
    let all: f32 = gaps.iter().sum();
    let mut at = 0.0;
    let ends = gaps.into_iter().map(|gap| {
        at += gap / all;
        at.min(1.0)
    });
    std::iter::once(0.0).chain(ends).take(moments.len()).collect()
}

/// The moments from the left to the right.
fn across(
    moments: &[Moment<'_>],
    press: &Press<'_>,
    sizes: &TextSizes,
    room: ScreenRect,
) -> Option<Vec<(Piece, [f32; 2])>> {
    let [left, top, right, bottom] = room;
    let axis = top + (bottom - top) * AXIS;
    let at: Vec<f32> =
        places(moments).into_iter().map(|part| left + STRONG_DOT + (right - left - 2.0 * STRONG_DOT) * part).collect();
    let mut pieces = Vec::new();
    for (place, moment) in moments.iter().enumerate() {
        let is_last = place > 0 && place + 1 == moments.len();
        let x = at[place];
        let begin = if is_last { between(at[place - 1], x) + APART / 2.0 } else { x - DOT };
        let end = match at.get(place + 1) {
            Some(next) if place + 2 == moments.len() => between(x, *next) - APART / 2.0,
            Some(next) => next - DOT - APART,
            None => right,
        };
        let mut setter = Setter::new(press.measure, 1.0);
        let before = place.checked_sub(1).map(|before| at[before]);
        dots(&mut setter, [before, Some(x)], axis, moment, press);
        let when = displayed(moment.when.get(press.lang));
        let style = year_style(moment, sizes);
        let above = axis - STRONG_DOT - 10.0 - style.line() / 2.0;
        if is_last {
            setter.right(&when, [right, above], style);
        } else {
            setter.left(&when, [begin, above], style);
        }
        let below = words(&mut setter, moment, press, sizes, ([begin, axis + STRONG_DOT + 18.0, end], is_last));
        if below > bottom || above - style.line() / 2.0 < top {
            return None;
        }
        let piece =
            Piece { build: moment.build, height: below - top, signs: setter.signs, about: when, ..Piece::default() };
        pieces.push((piece, [0.0; 2]));
    }
    Some(pieces)
}

/// The moments from the top down, their words at the right of the line.
fn down(
    moments: &[Moment<'_>],
    press: &Press<'_>,
    sizes: &TextSizes,
    room: ScreenRect,
) -> Option<Vec<(Piece, [f32; 2])>> {
    let [left, top, right, bottom] = room;
    let x = left + STRONG_DOT;
    let set = |y: f32, moment: &Moment<'_>, before: Option<f32>| {
        let mut setter = Setter::new(press.measure, 1.0);
        let style = year_style(moment, sizes);
        let axis = y + style.line() / 2.0;
        let role = role_of(moment, press);
        if let Some(before) = before {
            rounded(
                &mut setter,
                [x - LINE / 2.0, before, x + LINE / 2.0, axis],
                LINE / 2.0,
                ColourRole::SecondText,
                0.6,
            );
        }
        disc(&mut setter, [x, axis], moment.strong, role);
        let begin = x + STRONG_DOT + 24.0;
        let when = displayed(moment.when.get(press.lang));
        setter.left(&when, [begin, axis], style);
        let below = words(&mut setter, moment, press, sizes, ([begin, y + style.line() + 6.0, right], false));
        (Piece { build: moment.build, signs: setter.signs, about: when, ..Piece::default() }, below, axis)
    };
    let needed: f32 = moments.iter().map(|moment| set(0.0, moment, None).1).sum();
    let free = bottom - top - needed;
    if free < 24.0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a few moments")]
    let gap = (free / (moments.len() as f32 + 1.0)).min(150.0);
    let (mut y, mut before, mut pieces) = (top + gap, None, Vec::new());
    for moment in moments {
        let (piece, below, axis) = set(y, moment, before);
        pieces.push((piece, [0.0; 2]));
        (y, before) = (below + gap, Some(axis));
    }
    Some(pieces)
}

fn role_of(moment: &Moment<'_>, press: &Press<'_>) -> ColourRole {
    if moment.strong { ColourRole::Highlight } else { press.accent }
}

fn year_style(moment: &Moment<'_>, sizes: &TextSizes) -> TextStyle {
    if moment.strong {
        TextStyle { role: ColourRole::Highlight, ..TextStyle::strong(sizes.title * 1.2) }
    } else {
        TextStyle::strong(sizes.title * 0.85)
    }
}

/// The line from the moment before, and the moment's own dot.
fn dots(setter: &mut Setter<'_>, [before, at]: [Option<f32>; 2], y: f32, moment: &Moment<'_>, press: &Press<'_>) {
    let Some(x) = at else { return };
    let role = role_of(moment, press);
    if let Some(before) = before {
        let (line, strength) = if moment.strong { (ColourRole::SecondText, 0.6) } else { (role, 1.0) };
        rounded(setter, [before + DOT, y - LINE / 2.0, x - DOT, y + LINE / 2.0], LINE / 2.0, line, strength);
    }
    disc(setter, [x, y], moment.strong, role);
}

/// A dot; that of a strong moment is a ring.
fn disc(setter: &mut Setter<'_>, [x, y]: [f32; 2], strong: bool, role: ColourRole) {
    let around = |radius: f32| round_box([x - radius, y - radius, x + radius, y + radius], radius);
    let mut put = |radius: f32, role: ColourRole| {
        setter.signs.push(Sign::Patch { points: around(radius), role, opacity: 1.0 });
    };
    if strong {
        put(STRONG_DOT, role);
        put(STRONG_DOT - 5.0, ColourRole::Halo);
    } else {
        put(DOT, role);
    }
}

/// The words of a moment below a point, no wider than to its end; where they end.
fn words(
    setter: &mut Setter<'_>,
    moment: &Moment<'_>,
    press: &Press<'_>,
    sizes: &TextSizes,
    ([begin, top, end], from_right): ([f32; 3], bool),
) -> f32 {
    let lang = press.lang;
    let figure = displayed(moment.figure.get(lang));
    let wanted = TextStyle { role: role_of(moment, press), ..TextStyle::strong(sizes.figure * 0.62) };
    let fits = (0.99 * (end - begin) / setter.width(&figure, wanted).max(1.0)).min(1.0);
    let large = TextStyle { size: (wanted.size * fits).max(sizes.head * 1.25), ..wanted }.close();
    let title = rich::plain(&displayed(moment.title.get(lang)));
    let text = rich::plain(&displayed(moment.text.get(lang)));
    let said = [(title, TextStyle::plain(sizes.head)), (text, TextStyle::quiet(sizes.text)), (figure, large)];
    let mut y = top;
    for (words, style) in said.into_iter().filter(|(words, _)| !words.is_empty()) {
        for line in setter.even_lines(&words, end - begin, style) {
            let middle = y + style.line() / 2.0;
            if from_right {
                setter.right(&line, [end, middle], style);
            } else {
                setter.left(&line, [begin, middle], style);
            }
            y += style.line();
        }
        y += 6.0;
    }
    y
}
