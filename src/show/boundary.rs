//! A whole's segments, side by side of it: what each follows and how it is known.
//! Must not know the areas they bound.

use std::collections::BTreeSet;

use super::maker::Maker;
use super::stop::{Block, Content, Reveal};
use super::words::names;
use crate::i18n::{Lang, Localized, list, tr};
use crate::project::{Basis, BoundarySegment, BoundarySide, Certainty, FeatureId, Project, Tie, Whole};

/// The most points on the stop.
const MAX_POINTS: usize = 9;

/// The sides in the order in which they are drawn, each with the key of its word.
const SIDES: [(BoundarySide, &str); 5] = [
    (BoundarySide::North, "stage.north"),
    (BoundarySide::East, "stage.east"),
    (BoundarySide::South, "stage.south"),
    (BoundarySide::West, "stage.west"),
    (BoundarySide::Internal, "stage.internal"),
];
/// The bases in the order in which they are told, each with the key of its word.
const BASES: [(Basis, &str); 2] = [(Basis::Stated, "basis.stated"), (Basis::Inferred, "basis.inferred")];

/// The segments of a whole and of its parts, drawn in side by side from the first step on, with what is said of each. The parts appear with
/// the segments between them, or with the last.
pub(super) fn drawn_in(maker: &Maker<'_>, whole: &Whole) -> (Vec<Reveal>, Vec<Block>) {
    let project = maker.project;
    let sides = sides_of(maker, whole);
    let by_side = || sides.iter().zip(1..).map(|((side, of), build)| point(project, *side, of, None, build));
    let by_basis = || sides.iter().zip(1..).flat_map(|((side, of), build)| points_by_basis(project, *side, of, build));
    let mut points: Vec<Block> = by_basis().collect();
    if points.len() > MAX_POINTS {
        points = by_side().collect();
    }
    let parted = sides
        .iter()
        .position(|(side, _)| *side == Some(BoundarySide::Internal))
        .unwrap_or(sides.len().saturating_sub(1));
    let mut reveals: Vec<Reveal> = Vec::new();
    for (at, (_, features)) in sides.into_iter().enumerate() {
        let mut features = features;
        if at == parted {
            features.extend(&whole.parts);
        }
        reveals.push(Reveal { build: at + 1, features });
    }
    (reveals, points)
}

/// The segments by side; last those of which no side is known.
fn sides_of(maker: &Maker<'_>, whole: &Whole) -> Vec<(Option<BoundarySide>, Vec<FeatureId>)> {
    let project = maker.project;
    let segments = segments_within(maker, whole);
    let sides = SIDES.iter().map(|(side, _)| Some(*side)).chain([None]);
    let of = |side| {
        let own =
            segments.iter().copied().filter(|&id| segment(project, id).is_some_and(|segment| segment.side == side));
        own.collect::<Vec<_>>()
    };
    sides.map(|side| (side, of(side))).filter(|(_, of)| !of.is_empty()).collect()
}

/// All segments, if there is but one whole; else those that bound it or its parts.
fn segments_within(maker: &Maker<'_>, whole: &Whole) -> BTreeSet<FeatureId> {
    let project = maker.project;
    if maker.wholes().count() == 1 {
        let segments = project.boundary_segments();
        return segments.filter(|&id| maker.has(id)).collect();
    }
    whole.parts.iter().chain([&whole.whole]).flat_map(|&id| project.segments_of(id)).collect()
}

fn segment(project: &Project, id: FeatureId) -> Option<BoundarySegment<'_>> {
    project.feature(id).map(BoundarySegment::of)
}

/// A side's segments: those that the source names apart from those that are inferred.
fn points_by_basis(project: &Project, side: Option<BoundarySide>, of: &[FeatureId], build: usize) -> Vec<Block> {
    let bases = BASES.iter().map(|(basis, _)| Some(*basis)).chain([None]);
    let has = |id, basis| segment(project, id).is_some_and(|segment| segment.basis == basis);
    let with = |basis| of.iter().copied().filter(|&id| has(id, basis)).collect::<Vec<_>>();
    let each = bases.map(|basis| (basis, with(basis))).filter(|(_, of)| !of.is_empty());
    each.map(|(basis, of)| point(project, side, &of, basis, build)).collect()
}

fn point(project: &Project, side: Option<BoundarySide>, of: &[FeatureId], basis: Option<Basis>, build: usize) -> Block {
    let word = side.and_then(|side| SIDES.iter().find(|(name, _)| *name == side));
    let head = Localized::each(|lang| {
        let names = names(project, of, lang);
        match word {
            Some((_, key)) => tr!(lang, "stage.side", side = tr!(lang, *key), names = names).into_owned(),
            None => names,
        }
    });
    let tie = basis.map(|basis| match basis {
        Basis::Stated => Tie::Stated,
        Basis::Inferred => Tie::Inferred,
    });
    let text = Localized::each(|lang| how_known(project, of, lang));
    Block::new(build, Content::Point { head, text, tie, icon: None })
}

/// Whether the source names them, and how exactly their lines are known, each word once.
fn how_known(project: &Project, of: &[FeatureId], lang: Lang) -> String {
    let segments: Vec<BoundarySegment<'_>> = of.iter().filter_map(|&id| segment(project, id)).collect();
    let bases = BASES.iter().filter(|(basis, _)| segments.iter().any(|segment| segment.basis == Some(*basis)));
    let lines = Certainty::ALL.iter().filter(|(line, _)| segments.iter().any(|segment| segment.line == Some(*line)));
    let keys = bases.map(|(_, key)| *key).chain(lines.map(|(_, key)| *key));
    let words: Vec<String> = keys.map(|key| tr!(lang, key).into_owned()).collect();
    list(&words.iter().map(String::as_str).collect::<Vec<_>>(), lang)
}
