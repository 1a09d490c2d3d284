//! The areas of many shapes at once, on all the processor's cores.
//! Must not know how one is measured.

use std::ops::Range;
use std::thread::{available_parallelism, scope};

use super::area_m2;
use crate::geometry::Shapes;

/// Fewer positions than this are measured sooner than a thread is started.
const WORTH_A_THREAD: usize = 20_000;

/// The area in square metres of every shape by the reference method, in their order.
#[must_use]
pub fn areas_m2(shapes: &Shapes) -> Vec<f64> {
    let cores = available_parallelism().map_or(1, usize::from);
    let pieces = cores.min(shapes.vertex_count() / WORTH_A_THREAD).max(1);
    let measure = |range: Range<usize>| -> Vec<f64> { range.filter_map(|at| shapes.get(at)).map(area_m2).collect() };
    let mut ranges = ranges(shapes, pieces).into_iter();
    let own = ranges.next().unwrap_or(0..0);
    scope(|scope| {
        let measure = &measure;
        let others: Vec<_> = ranges.map(|range| (range.clone(), scope.spawn(move || measure(range)))).collect();
        let mut areas = measure(own);
        for (range, other) in others {
            // A thread that failed is made up for here, where a failure is seen.
            areas.extend(other.join().unwrap_or_else(|_failed| measure(range)));
        }
        areas
    })
}

/// Ranges of shapes with about as many positions each.
fn ranges(shapes: &Shapes, pieces: usize) -> Vec<Range<usize>> {
    let share = shapes.vertex_count().div_ceil(pieces);
    let (mut ranges, mut from, mut held) = (Vec::new(), 0, 0);
    for (at, shape) in shapes.iter().enumerate() {
        held += shape.vertex_count();
        if held >= share {
            ranges.push(from..at + 1);
            (from, held) = (at + 1, 0);
        }
    }
    ranges.push(from..shapes.len());
    ranges
}
