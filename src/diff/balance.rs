//! The figures of a change that must add up, rounded so that they do.
//! Must not know how they are found.

use super::Change;

/// `added − removed + edges = after − before`, to the last digit. Square metres.
///
/// The two areas are geodesic. What was added and removed is found, and measured, where edges are straight in longitude and latitude.
/// What is left comes from edges alone: a vertex more on a long edge bends the geodesic, though not the straight line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    /// The area in the first version; 0 for a feature that came.
    pub before_m2: f64,
    /// The area in the second version; 0 for a feature that went.
    pub after_m2: f64,
    /// What only the second version covers.
    pub added_m2: f64,
    /// What only the first version covers.
    pub removed_m2: f64,
    /// The rest.
    pub edges_m2: f64,
}

impl Balance {
    /// The figures of a change; none when its boundaries could not be overlaid.
    #[must_use]
    pub fn of(change: &Change) -> Option<Self> {
        let (before, after) = (change.area_a_m2.unwrap_or(0.0), change.area_b_m2.unwrap_or(0.0));
        Some(Self::new([before, after], [change.added_m2?, change.removed_m2?]))
    }

    /// The figures of two areas, and of what was added and removed between them.
    #[must_use]
    pub fn new([before_m2, after_m2]: [f64; 2], [added_m2, removed_m2]: [f64; 2]) -> Self {
        Self { before_m2, after_m2, added_m2, removed_m2, edges_m2: after_m2 - before_m2 - (added_m2 - removed_m2) }
    }

    /// The same with so many decimals each, the rest taking up what rounding does.
    #[must_use]
    pub fn rounded(&self, decimals: i32) -> Self {
        let unit = 10_f64.powi(decimals);
        let whole = |value: f64| (value * unit).round();
        let rest = whole(self.after_m2) - whole(self.before_m2) - (whole(self.added_m2) - whole(self.removed_m2));
        let rounded = |value: f64| whole(value) / unit + 0.0;
        Self {
            before_m2: rounded(self.before_m2),
            after_m2: rounded(self.after_m2),
            added_m2: rounded(self.added_m2),
            removed_m2: rounded(self.removed_m2),
            edges_m2: rest / unit + 0.0,
        }
    }

    /// What the second area is larger than the first.
    #[must_use]
    pub fn change_m2(&self) -> f64 {
        self.after_m2 - self.before_m2
    }
}
