//! Where the features that answer to a click are on the sheet.
//! Must not know a painter.

use super::dots;
use super::lod_view::LodView;
use crate::geometry::widest_span;
use crate::picture::{PathKind, Point, visible_runs};
use crate::project::FeatureId;
use crate::session::Session;

/// An area smaller than this on the sheet, in points, is found in the middle of its box.
const TINY: f64 = 24.0;
/// At most so many features are told one by one.
const MAX_SPOTS: usize = 300;

/// So far out of view an outline is cut off, in points.
const EDGE: f64 = 8.0;
/// How far the ring around a point is from it, in points.
const RING: f32 = 11.0;

/// A feature in view that answers to a click.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Which feature.
    pub id: FeatureId,
    /// Where it is on the sheet.
    pub at: [f32; 2],
}

/// The features in view that answer to a click, in the order in which a user steps through them; of very many only the first.
#[must_use]
pub fn spots(session: &Session) -> Vec<Spot> {
    let projector = session.view().projector();
    let layers = session.project().layers.iter().enumerate();
    let mut shown: Vec<_> = layers.filter(|(at, layer)| layer.queryable && session.layer(*at).visible).collect();
    shown.sort_by_key(|(at, _)| (session.layer(*at).style.step_rank(), session.layer(*at).order));
    let mut spots: Vec<Spot> = Vec::new();
    for (layer, _) in shown {
        let lod_view = LodView::new(session, layer, projector);
        let seen = lod_view
            .shown(session, layer)
            .filter_map(|id| Some(Spot { id, at: place(session, &lod_view, id.feature)? }));
        spots.extend(seen.take(MAX_SPOTS - spots.len()));
    }
    spots
}

/// What is seen of a feature on the sheet as lines: its rings and lines, and a ring around each of its points.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "lines on the sheet")]
pub fn outline(session: &Session, id: FeatureId) -> Vec<Vec<[f32; 2]>> {
    let lod_view = LodView::new(session, id.layer, session.view().projector());
    let sheet = session.view().projector().bounds(EDGE);
    let paths = lod_view.paths(id.feature).filter(|path| path.kind != PathKind::Points);
    let runs = paths.flat_map(|path| visible_runs(lod_view.points(path), sheet));
    let lines = runs.map(|run| run.points.iter().map(|at| at.map(|c| c as f32)).collect());
    lines.chain(dots::points(&lod_view, id.feature).map(ring)).collect()
}

/// A ring around a dot.
fn ring([x, y]: [f32; 2]) -> Vec<[f32; 2]> {
    let turn = |step: u8| (f32::from(step) * std::f32::consts::TAU / 32.0).sin_cos();
    (0..=32).map(turn).map(|(sine, cosine)| [x + RING * cosine, y + RING * sine]).collect()
}

/// A point of the sheet inside a feature's area, half-way along what is seen of its line, or at its first point.
#[expect(clippy::cast_possible_truncation, reason = "a point on the sheet")]
fn place(session: &Session, lod_view: &LodView<'_>, feature: usize) -> Option<[f32; 2]> {
    let sheet = session.view().projector().bounds(0.0);
    match lod_view.paths(feature).next()?.kind {
        PathKind::Outer | PathKind::Hole => in_area(lod_view, feature, sheet).map(|at| at.map(|c| c as f32)),
        PathKind::Points => dots::points(lod_view, feature).next(),
        PathKind::Line => {
            let lines = lod_view.paths(feature).filter(|path| path.kind == PathKind::Line);
            let runs: Vec<_> = lines.flat_map(|path| visible_runs(lod_view.points(path), sheet)).collect();
            let points = &runs.iter().max_by_key(|run| run.points.len())?.points;
            let edge = points.get(points.len() / 2 - 1..=points.len() / 2)?;
            Some([0, 1].map(|axis: usize| f64::midpoint(edge[0][axis], edge[1][axis]) as f32))
        }
    }
}

/// The middle of the widest span of an area that is cut out half-way up what is seen of it, or of its box.
pub(super) fn in_area(lod_view: &LodView<'_>, feature: usize, sheet: [f64; 4]) -> Option<Point> {
    let frame = lod_view.frame(feature);
    let [left, top] = [0, 1].map(|axis: usize| frame[axis].max(sheet[axis]));
    let [right, bottom] = [2, 3].map(|axis: usize| frame[axis].min(sheet[axis]));
    if left > right || top > bottom {
        return None;
    }
    let middle = [f64::midpoint(left, right), f64::midpoint(top, bottom)];
    if right - left < TINY || bottom - top < TINY {
        return Some(middle);
    }
    let y = middle[1];
    let rings = lod_view.paths(feature).filter(|path| path.kind.is_ring());
    let edges = rings.flat_map(|path| {
        let mut before: Option<Point> = None;
        lod_view.points(path).filter_map(move |b| before.replace(b).map(|a| [a, b]))
    });
    let cut = widest_span(edges, y, [left, right]).filter(|cut| cut[1] > cut[0]);
    Some(cut.map_or(middle, |cut| [f64::midpoint(cut[0], cut[1]), y]))
}
