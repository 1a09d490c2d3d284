//! Where the features that answer to a click are on the sheet, and what a voice calls them.
//! Must not know a painter.

use super::board::{Board, around};
use crate::geometry::{Extent, LonLat, Part, Shape};
use crate::i18n::{area_km2, printable, tr};
use crate::picture::{Point, visible_runs};
use crate::project::{FeatureId, Style};
use crate::session::Session;

/// Dots nearer to one another than this, in points, would be one blot: the first stands for all.
const BLOT: f32 = 16.0;
/// At most so many features are told one by one.
const MOST_SPOTS: usize = 300;

/// A feature in view that answers to a click.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Which feature.
    pub id: FeatureId,
    /// Where it is on the sheet.
    pub at: [f32; 2],
    /// What a voice calls it.
    pub spoken: String,
}

/// The features in view that answer to a click, in the order in which a user steps through them.
#[must_use]
pub fn spots(session: &Session) -> Vec<Spot> {
    let project = session.project();
    let view = session.view().projector().extent();
    let mut ids: Vec<FeatureId> = Vec::new();
    for (layer, l) in project.layers.iter().enumerate().filter(|(_, l)| l.queryable && l.visible) {
        let seen = l.shapes.iter().enumerate().filter(|(_, shape)| shape.extent().intersects(&view));
        ids.extend(seen.map(|(feature, _)| FeatureId { layer, feature }).take(MOST_SPOTS));
    }
    ids.sort_by_key(|id| (STEPS.iter().position(|s| *s == project.layers[id.layer].style), id.layer, id.feature));
    let spot = |id: FeatureId| {
        let at = place(session, id, project.shape(id)?)?;
        Some(Spot { id, at, spoken: spoken(session, id)? })
    };
    ids.into_iter().filter_map(spot).take(MOST_SPOTS).collect()
}

/// The whole first, then its parts, then what bounds them, then what lies in them.
const STEPS: [Style; 8] =
    [Style::Whole, Style::Area, Style::Limit, Style::Place, Style::Land, Style::Water, Style::River, Style::Road];

/// A point of the sheet inside a feature's area, half-way along what is seen of its line, or at its first point.
fn place(session: &Session, id: FeatureId, shape: Shape<'_>) -> Option<[f32; 2]> {
    let projector = session.view().projector();
    let [width, height] = projector.size;
    let on_sheet = |&[x, y]: &[f32; 2]| (0.0..=width).contains(&x) && (0.0..=height).contains(&y);
    if shape.is_areal() {
        let inner = session.project().layers.get(id.layer)?.inner_point(id.feature);
        let inner = inner.map(|at| projector.screen_from_lonlat(at)).filter(on_sheet);
        return inner.or_else(|| middle_of_seen(session, shape.extent()));
    }
    match shape.parts().next()? {
        Part::Points(points) => points.iter().map(|&at| projector.screen_from_lonlat(at)).find(on_sheet),
        Part::Line(path) => {
            let line = path.iter().map(|&at| projector.point_from_lonlat(at));
            let runs = visible_runs(line, projector.bounds(0.0));
            let points = &runs.iter().max_by_key(|run| run.points.len())?.points;
            let edge = points.get(points.len() / 2 - 1..=points.len() / 2)?;
            #[expect(clippy::cast_possible_truncation, reason = "a point on the sheet")]
            let half = |axis: usize| f64::midpoint(edge[0][axis], edge[1][axis]) as f32;
            Some([half(0), half(1)])
        }
        Part::Polygon(_) => None,
    }
}

fn middle_of_seen(session: &Session, extent: Extent) -> Option<[f32; 2]> {
    let projector = session.view().projector();
    let corner = |lon, lat| -> Point { projector.point_from_lonlat(LonLat { lon, lat }) };
    let (a, b) = (corner(extent.west, extent.north), corner(extent.east, extent.south));
    let [left, top, right, bottom] = projector.bounds(0.0);
    let (from, to) = ([a[0].max(left), a[1].max(top)], [b[0].min(right), b[1].min(bottom)]);
    #[expect(clippy::cast_possible_truncation, reason = "a point on the sheet")]
    let middle = [0, 1].map(|axis: usize| f64::midpoint(from[axis], to[axis]) as f32);
    (from[0] <= to[0] && from[1] <= to[1]).then_some(middle)
}

fn spoken(session: &Session, id: FeatureId) -> Option<String> {
    let (project, lang) = (session.project(), session.lang());
    let name = printable(project.feature(id)?.name().get(lang));
    if !project.shape(id)?.is_areal() {
        let layer = printable(project.layers.get(id.layer)?.title.get(lang));
        return Some(tr!(lang, "map.spoken-other", layer = layer, name = name).into_owned());
    }
    let area_m2 = project.area_m2(id);
    let Some(declared) = project.declared.get(&id) else {
        return Some(tr!(lang, "map.spoken-measured", name = name, measured = area_km2(area_m2)).into_owned());
    };
    let declared_km2 = declared.km2_text();
    let text = if declared.interval().contains(area_m2) {
        tr!(lang, "map.spoken-agrees", name = name, declared = declared_km2)
    } else {
        tr!(lang, "map.spoken-disagrees", name = name, declared = declared_km2, measured = area_km2(area_m2))
    };
    Some(text.into_owned())
}

/// The places in view that get a dot of their own, with their points of the sheet: of those that would be one blot the first,
/// and always what is selected or under the pointer.
pub(super) fn shown_dots(session: &Session) -> Vec<(FeatureId, [f32; 2])> {
    let project = session.project();
    let projector = session.view().projector();
    let view = projector.extent();
    let mut dots: Vec<(FeatureId, [f32; 2])> = Vec::new();
    let layers = project.layers.iter().enumerate();
    for (layer, l) in layers.filter(|(_, l)| l.style == Style::Place && l.visible && l.opacity > 0.0) {
        for (feature, shape) in l.shapes.iter().enumerate() {
            for part in shape.parts() {
                let Part::Points(points) = part else { continue };
                let seen = points.iter().filter(|&&at| view.contains(at));
                dots.extend(seen.map(|&at| (FeatureId { layer, feature }, projector.screen_from_lonlat(at))));
            }
        }
    }
    let first = |id: FeatureId| Some(id) != session.selected() && Some(id) != session.hovered();
    dots.sort_by_key(|(id, _)| first(*id));
    let mut board = Board::new([f32::INFINITY; 2]);
    dots.retain(|&(id, at)| {
        let place = around(at, BLOT, BLOT);
        let shown = !first(id) || board.is_clear(&place);
        if shown {
            board.take(place);
        }
        shown
    });
    dots
}
