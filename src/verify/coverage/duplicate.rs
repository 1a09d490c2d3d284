//! Rule `duplicate-feature`: areas side by side that have the very same geometry.
//! Must not know attributes.

use std::collections::{BTreeMap, BTreeSet};

use crate::geometry::overlay::{Rings, Winding};
use crate::geometry::{LonLat, Shape};
use crate::i18n::tr;
use crate::project::FeatureId;
use crate::verify::names::names;
use crate::verify::{Finding, Severity, Subject};

pub(super) type Bits = (u64, u64);

pub(crate) fn duplicate_feature(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let mut findings = Vec::new();
    // Two groups may have two areas in common.
    let mut seen = BTreeSet::new();
    for laid in subject.coverages() {
        let boxed = laid.group.members.iter().filter_map(|&id| Some((box_of(project.shape(id)?), id)));
        let mut boxed: Vec<([u64; 4], FeatureId)> = boxed.collect();
        boxed.sort_unstable();
        for alike in boxed.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
            let mut same: BTreeMap<Vec<Vec<Bits>>, Vec<FeatureId>> = BTreeMap::new();
            for &(_, id) in alike {
                if let Some(shape) = project.shape(id) {
                    same.entry(normal(shape)).or_default().push(id);
                }
            }
            for features in same.into_values().filter(|features| features.len() > 1 && laid.group.asks(features)) {
                if !seen.insert(features.clone()) {
                    continue;
                }
                findings.push(Finding::new(subject, "duplicate-feature", Severity::Error, features.clone(), |lang| {
                    tr!(lang, "finding.duplicate-feature", list = names(project, &features, lang)).into_owned()
                }));
            }
        }
    }
    findings
}

/// The corners of a shape's extent, bit for bit.
pub(super) fn box_of(shape: Shape<'_>) -> [u64; 4] {
    let extent = shape.extent();
    [extent.west, extent.south, extent.east, extent.north].map(f64::to_bits)
}

/// A shape's rings however they were written: wound alike, each from its least position on, in order.
pub(super) fn normal(shape: Shape<'_>) -> Vec<Vec<Bits>> {
    let mut rings = Rings::default();
    rings.push(shape, Winding::Covers);
    let bits = |at: &LonLat| (at.lon.to_bits(), at.lat.to_bits());
    let mut normal: Vec<Vec<Bits>> = rings
        .iter()
        .map(|ring| {
            let mut open: Vec<Bits> = ring.iter().skip(1).map(bits).collect();
            open.dedup();
            let least = (0..open.len()).min_by_key(|&at| open[at]).unwrap_or(0);
            open.rotate_left(least);
            open
        })
        .collect();
    normal.sort_unstable();
    normal
}
