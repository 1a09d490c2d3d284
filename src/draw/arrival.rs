//! How far each feature has come onto the map of a stop: what a later step reveals is not there, what this step reveals is on its
//! way, lines one after the other along their length.
//! Must not know how a feature is drawn.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::geometry::Extent;
use crate::picture::PathKind;
use crate::project::{FeatureId, Style};
use crate::session::Session;

/// Lines are drawn in this time: so long for the first, so much more for each other, and no longer than the last, in seconds.
const LINES_S: [f32; 3] = [0.9, 0.25, 1.9];
/// What is no line takes so long, and begins so much after the one before it; all have begun after the last of these.
const OTHERS_S: [f32; 3] = [0.6, 0.15, 1.2];

/// The features that are not wholly there, each with how far it has come: from 0 to 1.
#[derive(Default)]
pub(super) struct Arrivals(BTreeMap<FeatureId, f32>);

impl Arrivals {
    /// As a session's show has them; all is there when no show is on.
    pub(super) fn of(session: &Session) -> Self {
        let Some(show) = session.show() else { return Self::default() };
        let all = || {
            let revealed = show.stop().reveals.iter().flat_map(|reveal| &reveal.features);
            revealed.chain(&show.stop().absent).copied()
        };
        let hidden = all().filter(|&id| session.is_hidden(id)).map(|id| (id, 0.0));
        let arriving: Vec<FeatureId> = all().filter(|&id| session.is_arriving(id)).collect();
        #[expect(clippy::cast_possible_truncation, reason = "a few seconds")]
        let since_s = show.since_s() as f32;
        Self(hidden.chain(on_the_way(session, &arriving, since_s)).collect())
    }

    /// How far a feature has come.
    pub(super) fn part(&self, id: FeatureId) -> f32 {
        self.0.get(&id).copied().unwrap_or(1.0)
    }

    /// The features of a layer that are on their way.
    pub(super) fn coming(&self, layer: usize) -> impl Iterator<Item = (FeatureId, f32)> {
        self.of_layer(layer).filter(|(_, part)| *part > 0.0 && *part < 1.0)
    }

    /// The features of a layer that are there, in runs without a gap; also those that have come only in part.
    pub(super) fn runs(&self, layer: usize, count: usize, in_part: bool) -> Vec<Range<usize>> {
        let (mut runs, mut from) = (Vec::new(), 0);
        let away = self.of_layer(layer).filter(|(_, part)| *part < 1.0 && !(in_part && *part > 0.0));
        for (id, _) in away {
            runs.push(from..id.feature);
            from = id.feature + 1;
        }
        runs.push(from..count);
        runs.retain(|run| !run.is_empty());
        runs
    }

    fn of_layer(&self, layer: usize) -> impl Iterator<Item = (FeatureId, f32)> {
        let range = FeatureId { layer, feature: 0 }..FeatureId { layer: layer + 1, feature: 0 };
        self.0.range(range).map(|(id, part)| (*id, *part))
    }
}

/// How far each of some features has come after a time: lines one after the other, as if one pen drew them all; the others each by
/// itself, begun one after the other.
fn on_the_way(session: &Session, ids: &[FeatureId], since_s: f32) -> Vec<(FeatureId, f32)> {
    let (lines, others): (Vec<FeatureId>, Vec<FeatureId>) = ids.iter().partition(|id| is_line(session, **id));
    let mut parts = Vec::with_capacity(ids.len());
    let lengths: Vec<f64> = lines.iter().map(|&id| length(session, id)).collect();
    let drawn = f64::from(eased(since_s / (LINES_S[0] + LINES_S[1] * count(lines.len())).min(LINES_S[2])));
    let all: f64 = lengths.iter().sum();
    let mut begun = 0.0;
    for (id, length) in lines.into_iter().zip(lengths) {
        let share = if all > 0.0 { length / all } else { 1.0 };
        #[expect(clippy::cast_possible_truncation, reason = "a part")]
        parts.push((id, ((drawn - begun) / share).clamp(0.0, 1.0) as f32));
        begun += share;
    }
    let step = OTHERS_S[1].min(OTHERS_S[2] / count(others.len()).max(1.0));
    for (at, id) in others.into_iter().enumerate() {
        parts.push((id, ((since_s - step * count(at)) / OTHERS_S[0]).clamp(0.0, 1.0)));
    }
    parts
}

#[expect(clippy::cast_precision_loss, reason = "a few features")]
fn count(of: usize) -> f32 {
    of as f32
}

/// Slowly away and slowly there.
fn eased(part: f32) -> f32 {
    let part = part.clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}

/// Whether a feature is drawn as a line and nothing else.
pub(super) fn is_line(session: &Session, id: FeatureId) -> bool {
    let mut paths = session.lod(id.layer).level(0).paths(id.feature);
    match session.layer(id.layer).style {
        Style::Boundary | Style::Road | Style::Whole | Style::River => true,
        Style::Place => paths.next().is_some_and(|path| path.kind == PathKind::Line),
        Style::Area | Style::Land | Style::Water | Style::Name => false,
    }
}

/// About how long a line is: as its box is, and no line is next to nothing.
fn length(session: &Session, id: FeatureId) -> f64 {
    let Extent { west, south, east, north } =
        session.project().shape(id).map_or(Extent::EMPTY, crate::geometry::Shape::extent);
    let diagonal = (east - west).hypot(north - south);
    if diagonal.is_finite() { diagonal.max(1e-6) } else { 1e-6 }
}

#[cfg(test)]
mod tests {
    use super::{Arrivals, FeatureId};

    #[test]
    fn runs_leave_out_what_is_not_there() {
        let id = |layer, feature| FeatureId { layer, feature };
        let parts = [(id(1, 0), 0.0), (id(1, 3), 0.5), (id(1, 4), 0.0), (id(2, 1), 0.0)];
        let arrivals = Arrivals(parts.into_iter().collect());
        assert_eq!(arrivals.runs(1, 6, false), [1..3, 5..6]);
        assert_eq!(arrivals.runs(1, 6, true), [1..4, 5..6]);
        assert_eq!(arrivals.runs(2, 3, true), [0..1, 2..3]);
        assert_eq!(arrivals.runs(0, 3, true).first(), Some(&(0..3)));
        assert_eq!(arrivals.coming(1).count(), 1);
    }
}
