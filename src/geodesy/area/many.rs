//! The areas of many shapes at once, on all the processor's cores.
//! Must not know how one is measured.

use std::ops::Range;
use std::thread::scope;

use super::area_m2;
use crate::geometry::Shapes;
use crate::threads;

/// Fewer positions than this are measured sooner than a thread is started.
const WORTH_A_THREAD: usize = 20_000;

/// The area in square metres of every shape by the reference method, in their order.
#[must_use]
pub fn areas_m2(shapes: &Shapes) -> Vec<f64> {
    let pieces = threads::cores().min(shapes.vertex_count() / WORTH_A_THREAD).max(1);
    let measure = |range: Range<usize>| -> Vec<f64> { range.filter_map(|at| shapes.get(at)).map(area_m2).collect() };
    let mut ranges = ranges(shapes, pieces).into_iter();
    let own = ranges.next().unwrap_or(0..0);
    scope(|scope| {
        let measure = &measure;
        let others: Vec<_> =
            ranges.map(|range| (range.clone(), threads::begin(scope, move || measure(range)))).collect();
        let mut areas = measure(own);
        for (range, other) in others {
            // A thread that was refused, or that failed, is made up for here, where a failure is seen.
            let measured = other.and_then(|other| other.join().ok());
            areas.extend(measured.unwrap_or_else(|| measure(range)));
        }
        areas
    })
}

/// Ranges of shapes with about as many positions each: so many pieces, and perhaps one of what is left.
fn ranges(shapes: &Shapes, pieces: usize) -> Vec<Range<usize>> {
    // Shapes without positions have no share of their own.
    let share = shapes.vertex_count().div_ceil(pieces).max(1);
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

#[cfg(test)]
mod tests {
    use super::{areas_m2, ranges};
    use crate::geometry::{LonLat, ShapeKind, Shapes};
    use crate::threads::granted;

    /// So many squares of a hundredth of a degree with so many positions a side, each behind some shapes without a position.
    fn squares(count: u32, side: u32, empty: u32) -> Shapes {
        let mut shapes = Shapes::default();
        for square in 0..count {
            (0..empty).for_each(|_| shapes.end_shape(ShapeKind::None));
            let at = |place: u32| {
                let along = f64::from(place % side) / f64::from(side) * 0.01;
                let (x, y) = [(along, 0.0), (0.01, along), (0.01 - along, 0.01), (0.0, 0.01 - along), (0.0, 0.0)]
                    [usize::try_from(place / side).expect("a small number")];
                LonLat { lon: x + f64::from(square) * 0.02, lat: y }
            };
            (0..=4 * side).for_each(|place| shapes.push(at(place), None));
            shapes.end_path();
            shapes.end_polygon();
            shapes.end_shape(ShapeKind::Polygon);
        }
        shapes
    }

    #[test]
    fn shapes_without_positions_are_one_piece() {
        let mut none = Shapes::default();
        (0..100_000).for_each(|_| none.end_shape(ShapeKind::None));
        assert_eq!(ranges(&none, 1), std::iter::once(0..100_000).collect::<Vec<_>>());
        assert_eq!(areas_m2(&none), vec![0.0; 100_000]);
        for pieces in 1..20 {
            let ranges = ranges(&squares(30, 2, 3), pieces);
            assert!(ranges.len() <= pieces + 1, "{pieces}: {ranges:?}");
            assert_eq!(ranges.last().map(|range| range.end), Some(120));
        }
    }

    #[test]
    fn areas_are_the_same_however_few_threads_there_are() {
        let shapes = squares(16, 2000, 1);
        let measured = areas_m2(&shapes);
        assert_eq!(measured.len(), 32);
        for given in [0, 1] {
            assert_eq!(granted::only(given, || areas_m2(&shapes)), measured, "{given}");
        }
    }
}
