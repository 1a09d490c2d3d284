//! What a show speaks of now, lit up on the map, and ships on their way along lines.
//! Must not know the words beside the map.

use super::arrival::Arrivals;
use super::board::round_box;
use super::course::{begun, length};
use super::layers::pens;
use super::lod_view::LodView;
use crate::picture::{ColourRole, Dash, FeatureSlice, Item, PathKind, Pen, Point, Sign, Strength};
use crate::project::FeatureId;
use crate::session::{Session, Show};

/// What is lit up comes in so many seconds.
const COMES_S: f64 = 0.45;
/// A ship is under way for so long, in seconds.
const WAY_S: f64 = 2.2;
/// How far along its line, from the end, a ship is when the motion is over; the next one is so much less far.
const REST: f32 = 0.6;
const LESS: f32 = 0.26;

/// How strongly what is lit up with this step is there, 0 to 1.
fn strength(show: &Show) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a part")]
    let part = (show.since_s() / COMES_S).clamp(0.0, 1.0) as f32;
    part
}

/// What is lit up, over everything else on the ground.
pub(super) fn items(session: &Session, arrivals: &Arrivals, items: &mut Vec<Item>) {
    let Some(show) = session.show() else { return };
    for id in session.lit().into_iter().filter(|&id| arrivals.part(id) >= 1.0 && session.layer(id.layer).is_seen()) {
        let is_new = show.build == 0 || !show.stop().lit.contains(&id);
        let by = if is_new { strength(show) } else { 1.0 };
        let slice = FeatureSlice::new(id.layer, session.lod(id.layer), id.feature..id.feature + 1);
        let role = ColourRole::Highlight;
        let is_areal = session.project().shape(id).is_some_and(crate::geometry::Shape::is_areal);
        if is_areal {
            let strength = Strength { usual: 0.34 * by, others: Vec::new() };
            items.push(Item::Glow { slice: slice.clone(), role, strength, width: 16.0 });
            items.push(line(&slice, 2.0, 0.9 * by));
            continue;
        }
        let under = [(11.0, 0.16), (7.0, 0.26)];
        items.extend(under.map(|(width, opacity)| line(&slice, width, opacity * by)));
        if let Some(feature) = session.project().feature(id) {
            items.extend(
                pens(session, id.layer, feature).into_iter().map(|pen| Item::Line { slice: slice.clone(), pen }),
            );
        }
        for (radius, opacity, role) in
            [(19.0, 0.18, role), (12.0, 0.3, role), (7.0, 1.0, ColourRole::Halo), (5.5, 1.0, role)]
        {
            items.push(Item::Dots { slice: slice.clone(), role, opacity: opacity * by, radius });
        }
    }
}

fn line(slice: &FeatureSlice, width: f32, opacity: f32) -> Item {
    let pen = Pen { role: ColourRole::Highlight, opacity, width, dash: Dash::Solid };
    Item::Line { slice: slice.clone(), pen }
}

/// The lines along which ships move now.
pub(super) fn travelled(session: &Session) -> Vec<(FeatureId, bool)> {
    let Some(show) = session.show() else { return Vec::new() };
    let so_far = show.stop().travels.iter().filter(|travel| travel.build <= show.build);
    so_far.flat_map(|travel| travel.features.iter().map(|id| (*id, travel.build == show.build))).collect()
}

/// The ships, each with the way that it has come.
pub(super) fn ships(session: &Session, signs: &mut Vec<Sign>) {
    let Some(show) = session.show() else { return };
    let mut rest = REST;
    for (id, is_new) in travelled(session) {
        let part = if is_new { eased(show.since_s() / WAY_S) } else { 1.0 };
        let way = from_end(session, id);
        if let Some(points) = come(&way, rest * part) {
            ship(&points, signs);
        }
        rest = (rest - LESS).max(0.1);
    }
}

/// Slowly away and slowly there.
#[expect(clippy::cast_possible_truncation, reason = "a part")]
fn eased(part: f64) -> f32 {
    let part = part.clamp(0.0, 1.0);
    (part * part * (3.0 - 2.0 * part)) as f32
}

/// The longest line of a feature on the sheet, from its end to its beginning.
fn from_end(session: &Session, id: FeatureId) -> Vec<Point> {
    let lod_view = LodView::new(session, id.layer, session.view().projector());
    let lines = lod_view.paths(id.feature).filter(|path| path.kind == PathKind::Line);
    let lines = lines.map(|path| lod_view.points(path).collect::<Vec<Point>>());
    let mut longest = lines.max_by_key(Vec::len).unwrap_or_default();
    longest.reverse();
    longest
}

/// The part of a line that a ship has come; none where there is no way.
fn come(line: &[Point], part: f32) -> Option<Vec<[f32; 2]>> {
    (length(line) > 0.0).then(|| begun(line, f64::from(part)))
}

/// A bright wake, and a dot in its light at the end.
fn ship(points: &[[f32; 2]], signs: &mut Vec<Sign>) {
    let Some([x, y]) = points.last().copied() else { return };
    for (width, opacity) in [(7.0, 0.2), (2.6, 0.95)] {
        let pen = Pen { role: ColourRole::Highlight, opacity, width, dash: Dash::Solid };
        signs.push(Sign::Stroke { points: points.to_vec(), pen });
    }
    let around = |radius: f32| round_box([x - radius, y - radius, x + radius, y + radius], radius);
    for (radius, opacity, role) in [
        (18.0, 0.2, ColourRole::Highlight),
        (11.0, 0.35, ColourRole::Highlight),
        (7.5, 1.0, ColourRole::Halo),
        (6.0, 1.0, ColourRole::Highlight),
    ] {
        signs.push(Sign::Patch { points: around(radius), role, opacity });
    }
}

#[cfg(test)]
mod tests {
    use super::come;

    #[test]
    fn a_ship_begins_at_the_first_point_and_is_part_of_the_way_along() {
        let line = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]];
        assert_eq!(come(&line, 0.25), Some(vec![[0.0, 0.0], [5.0, 0.0]]));
        assert_eq!(come(&line, 1.0), Some(vec![[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]]));
        assert_eq!(come(&[], 0.5), None);
        assert_eq!(come(&[[1.0, 1.0], [1.0, 1.0]], 0.5), None);
    }
}
