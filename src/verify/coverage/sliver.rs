//! Rule `sliver`: a polygon, or a hole in one, so narrow everywhere that nobody meant it.
//! Must not know its neighbours.

use std::sync::Arc;

use crate::geodesy::{RegionSize, SHORTEST_DEGREE_M};
use crate::geometry::overlay::doubled_area;
use crate::geometry::{LonLat, Shapes};
use crate::i18n::{tr, width};
use crate::project::FeatureId;
use crate::verify::names::names;
use crate::verify::{Finding, Severity, Subject};

pub(crate) fn sliver(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for id in subject.project.areal_ids() {
        let polygons = subject.project.shape(id).into_iter().flat_map(crate::geometry::Shape::polygons);
        for polygon in polygons {
            let rings: Vec<&[LonLat]> = polygon.rings().collect();
            findings.extend(narrow(subject, id, &rings, "finding.sliver"));
            // What a dissolve of two areas leaves between them.
            let holes = rings.chunks(1).skip(1);
            findings.extend(holes.filter_map(|hole| narrow(subject, id, hole, "finding.sliver-hole")));
        }
    }
    findings
}

/// A finding about a place inside some closed rings, the outer one first, if it is narrow everywhere.
fn narrow(subject: &Subject<'_>, id: FeatureId, rings: &[&[LonLat]], words: &str) -> Option<Finding> {
    let (project, narrowest) = (subject.project, subject.tolerances.sliver_width_m);
    if least_width_m(rings) >= narrowest {
        return None;
    }
    let rings: Vec<Vec<LonLat>> = rings.iter().map(|ring| ring.to_vec()).collect();
    let RegionSize { area_m2, width_m, center } = RegionSize::of(&rings)?;
    if width_m >= narrowest {
        return None;
    }
    let finding = Finding::new(subject, "sliver", Severity::Warning, vec![id], |lang| {
        tr!(lang, words, name = names(project, &[id], lang), width = width(width_m)).into_owned()
    });
    let mut finding = finding.placed(center, None);
    finding.area_m2 = Some(area_m2);
    finding.width_m = Some(width_m);
    finding.region = Some(Arc::new(Shapes::of_polygon(&rings)));
    Some(finding)
}

/// What the width of a place inside some closed rings cannot be less than, metres: every place inside is within half the width of the
/// border, so that a strip of half the width along the border fills it, and area ≤ perimeter × width / 2.
fn least_width_m(rings: &[&[LonLat]]) -> f64 {
    let Some(first) = rings.first().and_then(|ring| ring.first()) else { return 0.0 };
    let shrink = first.lat.to_radians().cos();
    let (mut doubled, mut around) = (0.0, 0.0);
    for (place, ring) in rings.iter().enumerate() {
        let area = doubled_area(ring).abs();
        doubled += if place == 0 { area } else { -area };
        // Along the axes is at least as far as straight on, and needs no root.
        around +=
            ring.windows(2).map(|e| (e[1].lon - e[0].lon).abs() * shrink + (e[1].lat - e[0].lat).abs()).sum::<f64>();
    }
    if around > 0.0 { doubled * shrink / around * SHORTEST_DEGREE_M * ROUND } else { 0.0 }
}

/// What the plane may be off over a polygon of some degrees.
const ROUND: f64 = 0.9;
