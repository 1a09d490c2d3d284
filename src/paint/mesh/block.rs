//! A level cut into blocks of features that follow one another: what is made, kept and left out as one.
//! Must not know what is made of them.

use std::ops::Range;

use crate::picture::{Bounds, LodLevel};

/// A block is closed once it has so many vertices.
const FULL: usize = 1 << 16;

/// Features that follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) features: Range<usize>,
    /// The box around them.
    pub(crate) bounds: Bounds,
    /// How many vertices they have.
    pub(crate) vertices: usize,
}

/// All the blocks of a level.
pub(crate) fn blocks(level: &LodLevel) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = Block { features: 0..0, bounds: Bounds::EMPTY, vertices: 0 };
    for feature in 0..level.feature_count() {
        let here = level.bounds(feature);
        let corner = |a: [i32; 2], b: [i32; 2], least: bool| {
            [0, 1].map(|axis: usize| if least { a[axis].min(b[axis]) } else { a[axis].max(b[axis]) })
        };
        open.bounds =
            Bounds { min: corner(open.bounds.min, here.min, true), max: corner(open.bounds.max, here.max, false) };
        open.vertices += level.paths(feature).map(|path| path.points.len()).sum::<usize>();
        open.features.end = feature + 1;
        if open.vertices >= FULL {
            let next = Block { features: feature + 1..feature + 1, bounds: Bounds::EMPTY, vertices: 0 };
            blocks.push(std::mem::replace(&mut open, next));
        }
    }
    if !open.features.is_empty() {
        blocks.push(open);
    }
    blocks
}
