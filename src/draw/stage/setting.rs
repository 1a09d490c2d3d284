//! The words of a stop at their places: in one column or in several, in the largest size in which all of them have room. Room is
//! kept for what comes with later steps, so that nothing moves when it comes.
//! Must not know how a block looks.

use super::piece::{BOXES_APART, Piece, Press};
use super::sizes::{FINE, TextSizes, looks};
use super::{timeline, wide};
use crate::draw::board::ScreenRect;
use crate::draw::setter::{Setter, TextStyle};
use crate::i18n::tr;
use crate::show::{Block, Content, Layout, Stop};

/// Between two columns.
const BETWEEN: f32 = 48.0;
/// Above the remarks at the foot.
const APART: f32 = 20.0;
/// A column begins so much below the top if there is room.
const LOWER: f32 = 40.0;

/// Figures of a row at most; two stand as if there were somewhat more.
const STATS: usize = 3;
const FEWEST: f32 = 2.4;

/// How the words of a stop are set over the whole sheet, in sizes; none when they have no room.
type Wide = fn(&Stop, &Press<'_>, &TextSizes, ScreenRect) -> Option<Setting>;

/// A title has so many lines, unless words are tight.
const TITLE_LINES: usize = 3;

/// The words of a stop.
pub(super) struct Setting {
    /// Each block with its upper left corner.
    pub(super) pieces: Vec<(Piece, [f32; 2])>,
    /// Whether text is smaller than it should be.
    pub(super) is_small: bool,
    /// What there was no room for.
    pub(super) dropped: Vec<String>,
    /// What of the sheet the words take beyond what belongs to words anyhow.
    pub(super) taken: Vec<ScreenRect>,
}

/// What a stop says, in the order of its parts: what stands over all columns, what stands in them, what stands at the foot.
struct Parts<'a> {
    over: &'a [Block],
    columns: &'a [Block],
    foot: &'a [Block],
}

impl<'a> Parts<'a> {
    fn of(stop: &'a Stop) -> Self {
        let blocks = stop.blocks.as_slice();
        let is_remark = |block: &Block| matches!(block.content, Content::Remark(_));
        let foot = blocks.iter().rposition(|block| !is_remark(block)).map_or(0, |last| last + 1);
        let (rest, foot) = blocks.split_at(foot);
        let is_listed = |block: &Block| matches!(block.content, Content::Heading(_) | Content::Point { .. });
        let listed = match stop.layout {
            Layout::Board => rest.iter().position(is_listed).unwrap_or(rest.len()),
            Layout::Cover | Layout::Beside | Layout::Figures | Layout::Cards | Layout::Timeline => rest.len(),
        };
        let (over, columns) = rest.split_at(listed);
        Self { over, columns, foot }
    }
}

impl Setting {
    /// The words of a stop in a place.
    pub(super) fn new(stop: &Stop, press: &Press<'_>, place: ScreenRect) -> Self {
        let wide = match stop.layout {
            Layout::Cards => Some(wide::cards as Wide),
            Layout::Timeline => Some(timeline::timeline as Wide),
            Layout::Cover | Layout::Beside | Layout::Board | Layout::Figures => None,
        };
        if let Some(wide) = wide {
            let mut tries = looks(stop.layout).enumerate();
            let found = tries.find_map(|(at, sizes)| Some((at, wide(stop, press, &sizes, place)?)));
            return found.map_or_else(
                || Self::cut(&Stop { layout: Layout::Beside, ..stop.clone() }, press, place),
                |(at, setting)| Self { is_small: at >= FINE, ..setting },
            );
        }
        let parts = Parts::of(stop);
        // What a heading heads is kept in one column as long as text is as large as it should be.
        let fine = || looks(stop.layout).take(FINE);
        let tries = fine().map(|sizes| (sizes, true)).chain(fine().map(|sizes| (sizes, false)));
        let small = looks(stop.layout).skip(FINE).map(|sizes| (sizes, false));
        let mut tries = tries.map(|one| (one, false)).chain(small.map(|one| (one, true)));
        let found = tries.find_map(|((sizes, whole), is_small)| {
            let pieces = set(stop, &parts, press, (&sizes, whole), place)?;
            Some(Self { pieces, is_small, dropped: Vec::new(), taken: Vec::new() })
        });
        found.unwrap_or_else(|| Self::cut(stop, press, place))
    }

    /// As many blocks as have room in the tightest sizes, and how many are left out.
    fn cut(stop: &Stop, press: &Press<'_>, place: ScreenRect) -> Self {
        let Some(sizes) = looks(stop.layout).last() else {
            return Self { pieces: Vec::new(), is_small: true, dropped: Vec::new(), taken: Vec::new() };
        };
        let more = TextStyle::quiet(sizes.remark);
        let above = [place[0], place[1], place[2], place[3] - more.line()];
        let mut cut = stop.clone();
        let mut dropped = Vec::new();
        while let Some(block) = cut.blocks.pop() {
            dropped.push(press.block(&block, &sizes, place[2] - place[0]).about);
            let Some(mut pieces) = set(&cut, &Parts::of(&cut), press, (&sizes, false), above) else { continue };
            let words = tr!(press.lang, "search.more", count = dropped.len()).into_owned();
            let mut setter = Setter::new(press.measure, 1.0);
            let height = setter.block(&words, [0.0; 2], place[2] - place[0], more);
            let piece = Piece { height, signs: setter.signs, about: words, ..Piece::default() };
            pieces.push((piece, [place[0], above[3]]));
            dropped.reverse();
            return Self { pieces, is_small: true, dropped, taken: Vec::new() };
        }
        dropped.push(press.title(stop, &sizes, place[2] - place[0]).about);
        Self { pieces: Vec::new(), is_small: true, dropped, taken: Vec::new() }
    }
}

/// The words of a stop in one sizes, what a heading heads kept whole or not; none when they have no room in it.
fn set(
    stop: &Stop,
    parts: &Parts<'_>,
    press: &Press<'_>,
    (sizes, whole): (&TextSizes, bool),
    [left, top, right, bottom]: ScreenRect,
) -> Option<Vec<(Piece, [f32; 2])>> {
    let width = right - left;
    if !sizes.bare && press.title_lines(stop, sizes, width) > TITLE_LINES {
        return None;
    }
    let each = |blocks: &[Block]| in_rows(blocks, press, sizes, width);
    let mut over = vec![press.title(stop, sizes, width)];
    over.extend(each(parts.over));
    let mut foot = each(parts.foot);
    if let Some(first) = foot.first_mut() {
        first.above = APART;
    }
    let foot_height = height(&foot);
    let (over_height, room) = (height(&over), bottom - top - foot_height);
    let below = 8.0 + 20.0 * sizes.gap;
    let listed_top = top + over_height + below;
    let listed = columns(parts.columns, press, (sizes, whole), [left, listed_top, right, bottom - foot_height])?;
    let ends = listed.iter().map(|(piece, [_, y])| y + piece.height - listed_top + below);
    let listed_height = ends.fold(0.0, f32::max);
    let spare = room - over_height - listed_height;
    if spare < 0.0 || !over.iter().chain(&foot).all(|piece| piece.is_within(width)) {
        return None;
    }
    let lower = match stop.layout {
        Layout::Cover => spare * 0.42,
        Layout::Beside => spare * 0.3,
        Layout::Board | Layout::Figures | Layout::Cards | Layout::Timeline => spare.min(LOWER),
    };
    let mut pieces = stacked(over, [left, top + lower]);
    pieces.extend(listed.into_iter().map(|(piece, [x, y])| (piece, [x, y + lower])));
    pieces.extend(stacked(foot, [left, bottom - foot_height]));
    Some(pieces)
}

/// Blocks in as many columns as they ask for, each as high as can be; none when they have no room.
fn columns(
    blocks: &[Block],
    press: &Press<'_>,
    (sizes, whole): (&TextSizes, bool),
    place: ScreenRect,
) -> Option<Vec<(Piece, [f32; 2])>> {
    let [left, top, right, bottom] = place;
    let headings = blocks.iter().filter(|block| matches!(block.content, Content::Heading(_))).count();
    let wanted = headings.clamp(2, 3);
    [wanted, 3, 2].into_iter().find_map(|count| {
        #[expect(clippy::cast_precision_loss, reason = "two or three")]
        let width = ((right - left) - BETWEEN * (count as f32 - 1.0)) / count as f32;
        let pieces: Vec<Piece> = blocks.iter().map(|block| press.block(block, sizes, width)).collect();
        if !pieces.iter().all(|piece| piece.is_within(width)) {
            return None;
        }
        let ends = shared(&pieces, count, whole && headings >= count);
        let (mut set, mut pieces) = (Vec::new(), pieces.into_iter());
        let (mut from, mut x) = (0, left);
        for end in ends {
            let mut column: Vec<Piece> = pieces.by_ref().take(end - from).collect();
            if let Some(first) = column.first_mut() {
                first.above = 0.0;
            }
            if height(&column) > bottom - top {
                return None;
            }
            set.extend(stacked(column, [x, top]));
            (from, x) = (end, x + width + BETWEEN);
        }
        Some(set)
    })
}

/// Where each of so many columns ends, so that the highest is as low as can be; a heading stays with what follows, and where there
/// are enough of them, each column begins with one.
fn shared(pieces: &[Piece], count: usize, by_headings: bool) -> Vec<usize> {
    let may_begin = |at: usize| {
        let after_heading = at.checked_sub(1).is_some_and(|before| pieces[before].heads);
        at == pieces.len() || (!after_heading && (!by_headings || pieces[at].heads))
    };
    let begins: Vec<usize> = (1..=pieces.len()).filter(|&at| may_begin(at)).collect();
    let tall = |from: usize, end: usize| height(&pieces[from..end]) - pieces.get(from).map_or(0.0, |first| first.above);
    let ends = |limit: f32| {
        let (mut ends, mut from) = (Vec::new(), 0);
        while from < pieces.len() {
            let mut fitting = begins.iter().copied().filter(|&at| at > from);
            let first = fitting.next()?;
            let end = fitting.take_while(|&at| tall(from, at) <= limit).last().unwrap_or(first);
            ends.push(end);
            from = end;
        }
        (ends.len() <= count).then_some(ends)
    };
    let mut heights: Vec<f32> = Vec::new();
    for (at, &from) in [0].iter().chain(&begins).enumerate() {
        heights.extend(begins[at.min(begins.len())..].iter().filter(|&&end| end > from).map(|&end| tall(from, end)));
    }
    heights.sort_by(f32::total_cmp);
    heights.into_iter().find_map(|limit| ends(limit + 0.01)).unwrap_or_else(|| vec![pieces.len()])
}

/// Blocks set for a width; figures of a row side by side, three at most.
fn in_rows(blocks: &[Block], press: &Press<'_>, sizes: &TextSizes, width: f32) -> Vec<Piece> {
    let is_stat = |block: &Block| matches!(block.content, Content::Stat { .. });
    let mut pieces = Vec::new();
    for run in blocks.chunk_by(|a, b| is_stat(a) && is_stat(b)) {
        if !is_stat(&run[0]) {
            for block in run {
                let piece = press.block(block, sizes, width);
                let is_first = piece.frame.is_some() && pieces.last().is_some_and(|last: &Piece| last.frame.is_none());
                let above = if is_first { piece.above + BOXES_APART * sizes.gap } else { piece.above };
                pieces.push(Piece { above, ..piece });
            }
            continue;
        }
        let across = run.len().min(STATS);
        #[expect(clippy::cast_precision_loss, reason = "three at most")]
        let (columns, x) = ((across as f32).max(FEWEST.min(across as f32 * FEWEST)), |at: usize| at as f32);
        let step = (width + BETWEEN) / columns;
        // All of a row are as large as the one that needs the most room.
        let most = run.iter().map(|block| press.stat_size(block, sizes, step - BETWEEN)).fold(f32::MAX, f32::min);
        for row in run.chunks(across) {
            let set: Vec<Piece> = row.iter().map(|block| press.stat_of(block, sizes, (most, step - BETWEEN))).collect();
            let high = set.iter().map(|piece| piece.height).fold(0.0, f32::max);
            let last = set.len() - 1;
            let placed = set.into_iter().enumerate().map(|(at, piece)| Piece {
                x: step * x(at),
                shares_row: at < last,
                height: high,
                reach: piece.reach + step * x(at),
                ..piece
            });
            pieces.extend(placed);
        }
    }
    pieces
}

/// How high blocks are one below the other.
pub(super) fn height(pieces: &[Piece]) -> f32 {
    pieces.iter().filter(|piece| !piece.shares_row).map(|piece| piece.above + piece.height).sum()
}

/// Blocks one below the other from a corner on.
pub(super) fn stacked(pieces: Vec<Piece>, [left, top]: [f32; 2]) -> Vec<(Piece, [f32; 2])> {
    let mut below = top;
    let each = pieces.into_iter().map(|piece| {
        let y = below + piece.above;
        if !piece.shares_row {
            below = y + piece.height;
        }
        let x = left + piece.x;
        (piece, [x, y])
    });
    each.collect()
}
