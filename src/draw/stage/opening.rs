//! The cards of a stop that lead to another stop: where they are on the sheet; and the frames around what is chosen or lit up.
//! Must not go anywhere: the session does.

use super::layout::StageLayout;
use super::piece::Press;
use super::setting::Setting;
use crate::draw::board::round_box;
use crate::draw::measure;
use crate::picture::{ColourRole, Dash, Pen, Sign};
use crate::session::{Session, Show};

/// How round the corners of a frame are, and how wide its line is.
const ROUND: f32 = 12.0;
const WIDTH: f32 = 2.5;

/// The cards that lead to a stop: the box of each in points of the sheet, and the stop by its place among all.
#[must_use]
pub fn openings(session: &Session) -> Vec<([f32; 4], usize)> {
    let Some(show) = session.show() else { return Vec::new() };
    let measure = measure(session.lang());
    let layout = StageLayout::new(show.stop().layout, session.view().projector().size);
    let setting = Setting::new(show.stop(), &Press::new(session, show, &measure), layout.words);
    let seen = setting.pieces.iter().filter(|(piece, _)| piece.build <= show.build);
    let opening = |(piece, [x, y]): &(super::piece::Piece, [f32; 2])| {
        let [left, top, right, bottom] = piece.frame?;
        let place = [x + left, y + top, x + right, y + bottom].map(|side| side * layout.unit);
        Some((place, show.opened_by(piece.block?)?))
    };
    seen.filter_map(opening).collect()
}

/// The stop that a point of the sheet leads to, if it is on such a card and nothing lies over it.
#[must_use]
pub fn opened_at(session: &Session, [x, y]: [f32; 2]) -> Option<usize> {
    let show = session.show()?;
    let is_covered = show.cover.is_some() || show.overview.is_some() || show.card.is_some();
    let holds = |[left, top, right, bottom]: [f32; 4]| left <= x && x <= right && top <= y && y <= bottom;
    let mut all = openings(session).into_iter().filter(|_| !is_covered);
    all.find_map(|(place, stop)| holds(place).then_some(stop))
}

/// A frame around the card that was stepped to.
pub(super) fn framed(setting: &Setting, show: &Show) -> impl Iterator<Item = Sign> {
    let chosen = show.chosen;
    let pieces = setting.pieces.iter().filter(move |(piece, _)| chosen.is_some() && piece.block == chosen);
    pieces.filter_map(|(piece, [x, y])| {
        let [left, top, right, bottom] = piece.frame?;
        let mut points = round_box([x + left, y + top, x + right, y + bottom], ROUND);
        points.extend(points.first().copied());
        let pen = Pen { role: ColourRole::Highlight, opacity: 1.0, width: WIDTH, dash: Dash::Solid };
        Some(Sign::Stroke { points, pen })
    })
}
