//! Stops whose words stand over the whole sheet: cards at its foot, a timeline across it.
//! Must not know how a card or a word looks.

use super::charts::PADDING;
use super::layout::CARDS_TITLE;
use super::piece::{Piece, Press};
use super::setting::{Setting, height, stacked};
use super::sizes::TextSizes;
use crate::draw::board::{ScreenRect, round_box};
use crate::picture::{ColourRole, Sign};
use crate::show::{Block, Content, Stop};

/// Between two cards.
const BETWEEN: f32 = 18.0;
/// The most cards in a row, and in one on a sheet that stands upright.
const ACROSS: usize = 6;
const ACROSS_UPRIGHT: usize = 2;
/// How round a card's corners are, and how strongly it is filled.
const ROUND: f32 = 14.0;
const FILLED: f32 = 0.62;
/// A sheet is narrow where it is at most so many points wide for so many cards in a row.
const NARROWEST: f32 = 200.0;

/// A block with its place among those of the stop.
type Placed<'a> = (usize, &'a Block);

/// Cards in rows at the foot, the title above them at the left; none when they have no room.
pub(super) fn cards(stop: &Stop, press: &Press<'_>, sizes: &TextSizes, place: ScreenRect) -> Option<Setting> {
    let [left, top, right, bottom] = place;
    let is_upright = bottom - top > right - left;
    let all = stop.blocks.iter().enumerate();
    let (cards, others): (Vec<Placed<'_>>, Vec<Placed<'_>>) = all.partition(|(_, block)| is_card(block));
    let (remarks, said): (Vec<Placed<'_>>, Vec<Placed<'_>>) =
        others.into_iter().partition(|(_, block)| matches!(block.content, Content::Remark(_)));
    let title_width = if is_upright { right - left } else { (right - left) * CARDS_TITLE };
    let block = |(_, block): &Placed<'_>, width: f32| press.block(block, sizes, width);
    let mut over = vec![press.title(stop, sizes, title_width)];
    over.extend(said.iter().map(|placed| block(placed, title_width)));
    let foot: Vec<Piece> = remarks.iter().map(|placed| block(placed, right - left)).collect();
    let (over_height, foot_height) = (height(&over), height(&foot));
    let most = if is_upright { ACROSS_UPRIGHT } else { ACROSS };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few cards")]
    let room = (((right - left) / (NARROWEST + BETWEEN)) as usize).clamp(1, most);
    let rows = cards.len().div_ceil(room).max(1);
    let across = cards.len().div_ceil(rows).max(1);
    #[expect(clippy::cast_precision_loss, reason = "a few cards")]
    let width = ((right - left) - BETWEEN * (across as f32 - 1.0)) / across as f32;
    let mut set: Vec<Vec<Piece>> = Vec::new();
    for row in cards.chunks(across) {
        let pieces: Vec<Piece> =
            row.iter().map(|placed| Piece { block: Some(placed.0), ..block(placed, width) }).collect();
        let high = pieces.iter().map(|piece| piece.height).fold(0.0, f32::max);
        set.push(pieces.into_iter().map(|piece| in_box(piece, width, high)).collect());
    }
    let cards_height = set.iter().map(|row| row[0].height + BETWEEN).sum::<f32>() - BETWEEN;
    let cards_top = bottom - foot_height - cards_height;
    let least = if is_upright { top + over_height + 24.0 } else { top + (bottom - top) * LOWEST };
    if cards_top < least.max(top + if is_upright { 0.0 } else { over_height.min((bottom - top) * LOWEST) }) {
        return None;
    }
    let cards_top = if is_upright { cards_top.min(top + over_height + 48.0) } else { cards_top };
    let mut pieces = stacked(over, [left, top]);
    let title = [0.0, if is_upright { top - 16.0 } else { 0.0 }, left + title_width + 24.0, top + over_height + 16.0];
    let mut y = cards_top;
    for row in set {
        let high = row[0].height;
        let mut x = left;
        for piece in row {
            pieces.push((piece, [x, y]));
            x += width + BETWEEN;
        }
        y += high + BETWEEN;
    }
    pieces.extend(stacked(foot, [left, bottom - foot_height]));
    let taken = vec![title, [0.0, cards_top - 16.0, right * 2.0, bottom * 2.0]];
    Some(Setting { pieces, is_small: false, dropped: Vec::new(), taken })
}

/// Cards begin at least so far down what words have of the sheet.
const LOWEST: f32 = 0.56;

fn is_card(block: &Block) -> bool {
    matches!(block.content, Content::Card { .. } | Content::Stat { .. } | Content::Moment { .. })
}

/// A card in its box, as high as the others of its row.
fn in_box(piece: Piece, width: f32, high: f32) -> Piece {
    let frame = [0.0, 0.0, width, high];
    let fill = Sign::Patch { points: round_box(frame, ROUND), role: ColourRole::Hairline, opacity: FILLED };
    let signs = std::iter::once(fill).chain(piece.signs).collect();
    let counts = piece.counts.map(|at| at + 1);
    debug_assert!(width > 2.0 * PADDING, "a card has room for words");
    Piece { signs, counts, height: high, frame: Some(frame), ..piece }
}
