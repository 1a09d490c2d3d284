//! How many lines a shape has, however they are cut into pieces: whether one came or went where others lie near.
//! Must not know where they lie in another version.

use std::collections::BTreeMap;

use crate::geodesy::degrees_around;
use crate::geometry::{BoxIndex, Extent, Joined, LonLat, Part, Shape};

/// Lines that go on in one another: how many, and how many ends are left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chains {
    count: usize,
    open_ends: usize,
}

impl Chains {
    /// Those of some lines by their ends, of which any within so many metres of each other are one place. A line goes on in another at a place
    /// where no third ends.
    pub(super) fn of(lines: &[[LonLat; 2]], within_m: f64) -> Self {
        let ends: Vec<LonLat> = lines.iter().flatten().copied().collect();
        let index = BoxIndex::new(&ends.iter().map(|&at| Extent::of(&[at])).collect::<Vec<_>>());
        let mut places = Joined::new(ends.len());
        for (at, &end) in ends.iter().enumerate() {
            for other in index.meeting(degrees_around(end, within_m)) {
                places.join(at, other);
            }
        }
        let mut here: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..ends.len() {
            here.entry(places.root(at)).or_default().push(at / 2);
        }
        let mut chains = Joined::new(lines.len());
        for lines in here.values() {
            if let [one, other] = lines.as_slice() {
                chains.join(*one, *other);
            }
        }
        let count = (0..lines.len()).filter(|&line| chains.root(line) == line).count();
        Self { count, open_ends: here.values().filter(|lines| lines.len() == 1).count() }
    }
}

/// The ends of a shape's lines.
pub(super) fn line_ends(shape: Shape<'_>) -> Vec<[LonLat; 2]> {
    let of_part = |part| if let Part::Line(line) = part { Some([*line.first()?, *line.last()?]) } else { None };
    shape.parts().filter_map(of_part).collect()
}
