//! Where the features that answer to a click are on the sheet, and what a voice calls them.
//! Must not know a painter.

use super::charted::Charted;
use super::dots;
use crate::i18n::{AreaFormat, area, declared_text, displayed, tr};
use crate::picture::{PathKind, Point, visible_runs};
use crate::project::{FeatureId, Style};
use crate::session::Session;

/// An area smaller than this on the sheet, in points, is found in the middle of its box.
const TINY: f64 = 24.0;
/// At most so many features are told one by one.
const MOST_SPOTS: usize = 300;

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
    shown.sort_by_key(|(at, layer)| (STEPS.iter().position(|style| *style == layer.style), *at));
    let mut spots: Vec<Spot> = Vec::new();
    for (layer, l) in shown {
        let charted = Charted::new(l, projector);
        let seen =
            charted.shown(session, layer).filter_map(|id| Some(Spot { id, at: place(session, &charted, id.feature)? }));
        spots.extend(seen.take(MOST_SPOTS - spots.len()));
    }
    spots
}

/// The whole first, then its parts, then what bounds them, then what lies in them.
const STEPS: [Style; 8] =
    [Style::Whole, Style::Area, Style::Limit, Style::Place, Style::Land, Style::Water, Style::River, Style::Road];

/// A point of the sheet inside a feature's area, half-way along what is seen of its line, or at its first point.
#[expect(clippy::cast_possible_truncation, reason = "a point on the sheet")]
fn place(session: &Session, charted: &Charted<'_>, feature: usize) -> Option<[f32; 2]> {
    let sheet = session.view().projector().bounds(0.0);
    match charted.paths(feature).next()?.kind {
        PathKind::Outer | PathKind::Hole => in_area(charted, feature, sheet).map(|at| at.map(|c| c as f32)),
        PathKind::Points => dots::points(charted, feature).next(),
        PathKind::Line => {
            let lines = charted.paths(feature).filter(|path| path.kind == PathKind::Line);
            let runs: Vec<_> = lines.flat_map(|path| visible_runs(charted.points(path), sheet)).collect();
            let points = &runs.iter().max_by_key(|run| run.points.len())?.points;
            let edge = points.get(points.len() / 2 - 1..=points.len() / 2)?;
            Some([0, 1].map(|axis: usize| f64::midpoint(edge[0][axis], edge[1][axis]) as f32))
        }
    }
}

/// The middle of the widest stretch of an area that is cut out half-way up what is seen of it, or of its box.
fn in_area(charted: &Charted<'_>, feature: usize, sheet: [f64; 4]) -> Option<Point> {
    let frame = charted.frame(feature);
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
    let mut crossings: Vec<f64> = Vec::new();
    for path in charted.paths(feature).filter(|path| path.kind.is_ring()) {
        let mut before: Option<Point> = None;
        for b in charted.points(path) {
            if let Some(a) = before.filter(|a| (a[1] > y) != (b[1] > y)) {
                crossings.push((a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])).clamp(left, right));
            }
            before = Some(b);
        }
    }
    crossings.sort_by(f64::total_cmp);
    let widest = crossings.chunks_exact(2).max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])));
    let cut = widest.filter(|cut| cut[1] > cut[0]);
    Some(cut.map_or(middle, |cut| [f64::midpoint(cut[0], cut[1]), y]))
}

/// What a voice calls a feature; none for a feature there is not. It may have to be measured first.
#[must_use]
pub fn spoken(session: &Session, id: FeatureId) -> Option<String> {
    let (project, lang) = (session.project(), session.lang());
    let name = displayed(project.feature(id)?.name().get(lang));
    if !project.shape(id)?.is_areal() {
        let layer = displayed(project.layers.get(id.layer)?.title.get(lang));
        return Some(tr!(lang, "map.spoken-other", layer = layer, name = name).into_owned());
    }
    let area_m2 = project.area_m2(id);
    let Some(declared) = project.declared.get(&id) else {
        return Some(tr!(lang, "map.spoken-measured", name = name, measured = area(area_m2, lang)).into_owned());
    };
    let said = declared_text(declared, lang);
    let text = if declared.interval().contains(area_m2) {
        tr!(lang, "map.spoken-agrees", name = name, declared = said)
    } else {
        let measured = AreaFormat::beside(declared, area_m2, lang).text(area_m2);
        tr!(lang, "map.spoken-disagrees", name = name, declared = said, measured = measured)
    };
    Some(text.into_owned())
}
