//! The heights of two versions of a feature, the third numbers of its coordinates, where both have the same position.
//! Must not know what else became of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Aspect, AttributeChange};
use crate::geometry::{Bits, LonLat, Part, Shape};

/// The heights that are others in the second version, as a number or the least and the most of them; none where no height is another.
pub(super) fn heights(a: Shape<'_>, b: Shape<'_>) -> Option<AttributeChange> {
    let (of_a, of_b) = (all_of(a), all_of(b));
    if of_a.iter().chain(&of_b).all(|(_, height)| height.is_nan()) {
        return None;
    }
    let [by_a, by_b] = [&of_a, &of_b].map(|all| by_place(all));
    let at_both = by_a.iter().filter_map(|(at, before)| Some([before, by_b.get(at)?]));
    let changed: Vec<_> = at_both.filter(|[before, after]| before != after).collect();
    // Where every coordinate moved a little they are compared one by one.
    let is_elsewhere = !by_a.keys().any(|at| by_b.contains_key(at)) && of_a.len() == of_b.len();
    let one_by_one = || of_a.iter().zip(&of_b).map(|(a, b)| [a.1, b.1]).filter(|[a, b]| a.total_cmp(b).is_ne());
    let moved: Vec<[f64; 2]> = if is_elsewhere { one_by_one().collect() } else { Vec::new() };
    let side = |at: usize| {
        let heights = changed.iter().flat_map(|both| both[at]).map(|&bits| f64::from_bits(bits));
        range(heights.chain(moved.iter().map(|pair| pair[at])))
    };
    let (before, after) = (side(0), side(1));
    let is_any = !changed.is_empty() || !moved.is_empty();
    is_any.then_some(AttributeChange { aspect: Aspect::Heights, before, after })
}

/// Every position with its height, which is no number where it has none.
fn all_of(shape: Shape<'_>) -> Vec<(LonLat, f64)> {
    let paths = shape.parts().flat_map(|part| match part {
        Part::Points(path) | Part::Line(path) => vec![path],
        Part::Polygon(polygon) => polygon.rings().collect(),
    });
    let with_heights = |path: &[LonLat]| {
        let heights = shape.heights(path).iter().copied().chain(std::iter::repeat(f64::NAN));
        path.iter().copied().zip(heights).collect::<Vec<_>>()
    };
    paths.flat_map(with_heights).collect()
}

/// The heights at each position: several where it is there more than once.
fn by_place(all: &[(LonLat, f64)]) -> BTreeMap<Bits, BTreeSet<u64>> {
    let mut places: BTreeMap<Bits, BTreeSet<u64>> = BTreeMap::new();
    for (at, height) in all {
        places.entry(at.bits()).or_default().insert(height.to_bits());
    }
    places
}

/// Some heights as a text, those that are none left out; none where there is no other.
fn range(heights: impl Iterator<Item = f64>) -> Option<String> {
    let numbers = heights.filter(|height| !height.is_nan());
    let (low, high) =
        numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), one| (low.min(one), high.max(one)));
    match low.partial_cmp(&high)? {
        std::cmp::Ordering::Equal => Some(low.to_string()),
        std::cmp::Ordering::Less => Some(format!("{low}…{high}")),
        std::cmp::Ordering::Greater => None,
    }
}
