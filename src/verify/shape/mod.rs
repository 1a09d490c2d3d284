//! What is wrong with single shapes, by the rules of GEOS and of RFC 7946, all of it and not only the first.
//! Must not know how two features lie to each other.

mod beside;
mod contacts;
mod degenerate;
mod fault;
mod nesting;
mod node;
mod noise;
mod ring;
mod vertices;
mod winding;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

pub(super) use fault::Fault;
pub(super) use winding::winding;

use self::contacts::Met;
use self::fault::Kind;
use self::nesting::Nesting;
use self::ring::Ring;
use super::{Finding, Subject, Tolerances, Vertex};
use crate::geometry::Shape;
use crate::project::{Defect, DefectKind, FeatureId, Layer, Project, position_in_file};
use crate::threads;

/// Projects of fewer positions are checked by one thread: it would take longer to start others.
const WORTH_THREADS: usize = 20_000;

/// A function for each rule on single shapes, which finds the faults that are its.
macro_rules! rules {
    ($($name:ident $id:literal)*) => {
        $(pub(super) fn $name(subject: &Subject<'_>) -> Vec<Finding> {
            findings(subject, $id)
        })*
    };
}

rules! {
    ring_closure "ring-closure"
    too_few_points "too-few-points"
    duplicate_points "duplicate-points"
    spike "spike"
    self_intersection "self-intersection"
    hole_outside "hole-outside"
    hole_nested "hole-nested"
    hole_touching "hole-touching"
    polygons_overlapping "polygons-overlapping"
    degenerate_area "degenerate-area"
    not_checked "not-checked"
}

fn findings(subject: &Subject<'_>, rule: &'static str) -> Vec<Finding> {
    let own = subject.faults().iter().filter(|(_, fault)| fault.kind.meaning().0 == rule);
    own.map(|(id, fault)| finding(subject, *id, fault)).collect()
}

/// The features whose rings cross, touch themselves or lie where they may not: how often they wind around a place says little of
/// whether they cover it.
pub(super) fn crossing(faults: &[(FeatureId, Fault)]) -> BTreeSet<FeatureId> {
    faults.iter().filter(|(_, fault)| fault.kind.unsettles_cover()).map(|&(id, _)| id).collect()
}

fn finding(subject: &Subject<'_>, id: FeatureId, fault: &Fault) -> Finding {
    let (rule, severity, kind) = fault.kind.meaning();
    let name = |lang| subject.project.feature(id).map_or("", |feature| feature.name().get(lang));
    let finding = Finding::new(subject, rule, severity, vec![id], |lang| fault.kind.message(name(lang), lang));
    let finding = finding.of_kind(kind);
    match fault.at {
        Some(at) => finding.placed(at, Some(Vertex { feature: id, position: fault.position })),
        None => finding,
    }
}

/// Everything that is wrong with single shapes, in the order of the features, at positions as their files have them.
/// The outcome is the same whatever number of threads looks for it.
pub(super) fn faults(project: &Project, tolerances: &Tolerances) -> Vec<(FeatureId, Fault)> {
    let positions: usize = project.layers.iter().map(|layer| layer.data.shapes().vertex_count()).sum();
    faults_by(project, tolerances, if positions < WORTH_THREADS { 1 } else { threads::cores() })
}

fn faults_by(project: &Project, tolerances: &Tolerances, threads: usize) -> Vec<(FeatureId, Fault)> {
    let ids: Vec<FeatureId> = project.feature_ids().collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut own = Vec::new();
        while let Some(&id) = ids.get(next.fetch_add(1, Ordering::Relaxed)) {
            let positions = project.shape(id).map_or(0, |shape| shape.vertex_count() as u64);
            let pairs = EASY_PAIRS.saturating_mul(positions).min(tolerances.most_pairs);
            let found = of_feature(project, id, tolerances, pairs);
            if !(found.complete && found.faults.is_empty()) {
                own.push((id, found));
            }
        }
        own
    };
    let mut found: Vec<_> = threads::share(threads.min(ids.len()), work).into_iter().flatten().collect();
    found.sort_by_key(|&(id, _)| id);
    // What was not done with so many pairs shares one budget, in the order of the features.
    let mut left = tolerances.most_pairs;
    for (id, of_feature_so_far) in found.iter_mut().filter(|(_, found)| !found.complete) {
        *of_feature_so_far = of_feature(project, *id, tolerances, left);
        left = left.saturating_sub(of_feature_so_far.pairs);
    }
    found.into_iter().flat_map(|(id, found)| found.faults.into_iter().map(move |fault| (id, fault))).collect()
}

/// Pairs of edges that are compared for each position of a feature before it has to share what is left with others like it: many times
/// what a ring without faults takes.
const EASY_PAIRS: u64 = 500;

/// What was found of one feature.
struct OfFeature {
    faults: Vec<Fault>,
    /// How many pairs were looked at, and whether that was all of them.
    pairs: u64,
    complete: bool,
}

fn of_feature(project: &Project, id: FeatureId, tolerances: &Tolerances, most_pairs: u64) -> OfFeature {
    let layer = &project.layers[id.layer];
    let defects = defects_of(layer, id.feature);
    let mut found = OfFeature { faults: put_right(defects), pairs: 0, complete: true };
    if let Some(shape) = layer.data.noded_shapes().get(id.feature) {
        let position = |at: usize| position_in_file(defects, layer.data.position_read(id.feature, at));
        let as_in_file = |fault: Fault| Fault { position: position(fault.position), ..fault };
        let of_shape = of_shape(shape, tolerances, most_pairs);
        found.faults.extend(of_shape.faults.into_iter().map(as_in_file));
        (found.pairs, found.complete) = (of_shape.pairs, of_shape.complete);
    }
    found
}

/// What the reader put right in a feature.
fn defects_of(layer: &Layer, feature: usize) -> &[Defect] {
    let from = layer.data.defects().partition_point(|defect| defect.feature < feature);
    let to = layer.data.defects().partition_point(|defect| defect.feature <= feature);
    &layer.data.defects()[from..to]
}

fn put_right(defects: &[Defect]) -> Vec<Fault> {
    let fault = |(place, defect): (usize, &Defect)| Fault {
        kind: match defect.kind {
            DefectKind::Unclosed { .. } => Kind::Unclosed,
            DefectKind::TooFew { count, .. } => Kind::TooFew(count),
        },
        at: defect.at,
        position: position_in_file(&defects[..place], defect.position),
    };
    defects.iter().enumerate().map(fault).collect()
}

/// Everything that is wrong with a shape, at positions of its own.
fn of_shape(shape: Shape<'_>, tolerances: &Tolerances, most_pairs: u64) -> OfFeature {
    let mut rings = Ring::all_of(shape);
    let round_pole: Vec<Fault> = rings.iter().filter_map(degenerate::round_pole).collect();
    // Whatever else such a ring seems to have comes from that.
    if !round_pole.is_empty() {
        return OfFeature { faults: round_pole, pairs: 0, complete: true };
    }
    let mut faults: Vec<Fault> = rings.iter().flat_map(|ring| vertices::faults(ring, tolerances.spike_deg)).collect();
    rings.retain(Ring::has_vertices);
    faults.extend(degenerate::faults(&rings));
    let met = Met::new(&rings, most_pairs, tolerances.touch_m);
    faults.extend_from_slice(&met.faults);
    let mut nesting =
        Nesting { rings: &rings, met: &met.pairs, touch_m: tolerances.touch_m, left: Some(most_pairs - met.spent) };
    faults.extend(nesting.faults());
    let complete = met.complete && nesting.left.is_some();
    if !complete {
        let at = rings.first().and_then(|ring| ring.read.first()).copied();
        faults.push(Fault { kind: Kind::NotChecked(tolerances.most_pairs), at, position: 0 });
    }
    OfFeature { faults, pairs: most_pairs - nesting.left.unwrap_or(0), complete }
}

#[cfg(test)]
mod tests {
    use super::{Kind, faults_by};
    use crate::geometry::{LonLat, ShapeKind, Shapes};
    use crate::i18n::Localized;
    use crate::project::{Dataset, Feature, Layer, ProjectContent};
    use crate::threads::granted;
    use crate::verify::Tolerances;

    #[test]
    fn any_number_of_threads_finds_the_same() {
        let mut shapes = Shapes::default();
        for at in 0..90 {
            // Every third is a bow tie.
            let (east, lon) = (if at % 3 == 0 { -1.0 } else { 1.0 }, f64::from(at));
            for (lon, lat) in
                [(lon, 0.0), (lon + 2.0, 0.0), (lon + 1.0 + east, 2.0), (lon + 1.0 - east, 2.0), (lon, 0.0)]
            {
                shapes.push(LonLat { lon, lat }, None);
            }
            shapes.end_path();
            shapes.end_polygon();
            shapes.end_shape(ShapeKind::Polygon);
        }
        let feature = |at| Feature::new(None, geojson::JsonObject::new(), None, None, at);
        let data = Dataset::new((0..90).map(feature).collect(), shapes, crate::crs::CoordinateFrame::default());
        let layer = Layer::new("a", Localized::default(), data);
        let mut project = ProjectContent::default();
        project.layers.push(layer);
        let project = project.into();
        let by_one = faults_by(&project, &Tolerances::default(), 1);
        let crossings = by_one.iter().filter(|(_, fault)| fault.kind == Kind::SelfCrossing);
        assert_eq!(crossings.map(|(id, _)| id.feature).collect::<Vec<_>>(), (0..90).step_by(3).collect::<Vec<_>>());
        for threads in [2, 7, 200] {
            assert_eq!(faults_by(&project, &Tolerances::default(), threads), by_one, "{threads}");
        }
        let alone = granted::only(0, || faults_by(&project, &Tolerances::default(), 8));
        assert_eq!(alone, by_one);
    }
}
