//! How uncertain an area is when its boundary is: what segments of known length and accuracy can make of it.
//! Must not know where a segment runs.

/// How far an area may be off, one sigma, square metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uncertainty {
    /// When every segment is off by itself.
    pub independent_m2: f64,
    /// When all are off outwards or inwards together: the most it can be.
    pub correlated_m2: f64,
}

impl Uncertainty {
    /// Of an area bounded by segments, each a length and a one-sigma accuracy in metres. A segment moves as one rigid piece,
    /// square to itself, so the area changes by length times accuracy. Those changes add up as variances when the segments
    /// are independent, √Σ(l·a)² (law of propagation of uncertainty, JCGM 100:2008, 5.1), and as they are, Σ l·a, when fully
    /// correlated (the same, 5.2.2).
    #[must_use]
    pub fn of_segments(segments: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let changes = segments.into_iter().map(|(length_m, accuracy_m)| length_m * accuracy_m);
        let (squares, sum) =
            changes.fold((0.0, 0.0), |(squares, sum), change| (squares + change * change, sum + change));
        Self { independent_m2: f64::sqrt(squares), correlated_m2: sum }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "3, 4 and 5 are exact")]
mod tests {
    use super::Uncertainty;

    #[test]
    fn independent_changes_add_as_squares_and_correlated_ones_as_they_are() {
        let both = Uncertainty::of_segments([(1000.0, 3.0), (500.0, 8.0)]);
        assert_eq!((both.independent_m2, both.correlated_m2), (5000.0, 7000.0));
        let one = Uncertainty::of_segments([(1000.0, 3.0)]);
        assert_eq!(one.independent_m2, one.correlated_m2);
    }
}
