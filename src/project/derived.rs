//! What is worked out of a dataset when it is first asked for, and kept as long as the dataset is the same: areas, inner points, indexes.
//! Must not know what any of it is for.

use std::sync::{Arc, OnceLock};

use super::Dataset;
use crate::geodesy::{MeasurementFrame, MethodArea, area_m2, areas_by_method, areas_m2};
use crate::geometry::{HitIndex, LonLat, Reach, Shape, Side};

/// Shapes of fewer positions keep no index: made anew it takes less time than a look at a few edges, and kept for many small shapes
/// more room than their positions.
const LARGE: usize = 64;

/// What is kept of each feature of a dataset. Copies share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Derived(Arc<OnceLock<Vec<OfFeature>>>);

#[derive(Debug, Default)]
struct OfFeature {
    area_m2: OnceLock<f64>,
    inner_point: OnceLock<Option<LonLat>>,
    rare: OnceLock<Box<Rare>>,
}

/// What is worked out of few features.
#[derive(Debug, Default)]
struct Rare {
    /// Of a shape of many positions.
    hit: OnceLock<HitIndex>,
    by_method: OnceLock<Box<[MethodArea]>>,
}

impl OfFeature {
    fn rare(&self) -> &Rare {
        self.rare.get_or_init(Box::default)
    }
}

impl Dataset {
    /// Where a position lies with regard to the polygons of a feature; outside for a feature there is not.
    #[must_use]
    pub fn side(&self, feature: usize, at: LonLat) -> Side {
        self.side_within(feature, at, Reach::NONE)
    }

    /// The same, where a position within reach of an edge is on the border.
    #[must_use]
    pub fn side_within(&self, feature: usize, at: LonLat, reach: Reach) -> Side {
        let found = self.noded_shapes().get(feature).zip(self.of_each().get(feature));
        found.map_or(Side::Outside, |(shape, derived)| {
            if shape.vertex_count() < LARGE {
                return HitIndex::new(shape).side_within(shape, at, reach);
            }
            let hit = derived.rare().hit.get_or_init(|| HitIndex::new(shape));
            hit.side_within(shape, at, reach)
        })
    }

    /// Area of a feature in square metres by the reference method; 0 for points, lines and a feature there is not.
    #[must_use]
    pub fn area_m2(&self, feature: usize) -> f64 {
        self.of(feature).map_or(0.0, |(shape, derived)| *derived.area_m2.get_or_init(|| area_m2(shape)))
    }

    /// The same if it is known already.
    #[must_use]
    pub fn known_area_m2(&self, feature: usize) -> Option<f64> {
        self.derived().0.get()?.get(feature)?.area_m2.get().copied()
    }

    /// Measures every feature by the reference method, on all cores: for who will ask for all of them.
    pub fn measure_all(&self) {
        let all = self.of_each();
        if all.iter().all(|derived| derived.area_m2.get().is_some()) {
            return;
        }
        for (derived, area_m2) in all.iter().zip(areas_m2(self.shapes())) {
            derived.area_m2.get_or_init(|| area_m2);
        }
    }

    /// A feature's area by every method, as [`areas_by_method`] has them; none for a feature there is not. The frame of the
    /// first who asks counts, for a feature has but one.
    #[must_use]
    pub fn areas_by_method(&self, feature: usize, frame: &MeasurementFrame) -> &[MethodArea] {
        self.of(feature).map_or(&[], |(shape, derived)| {
            &**derived.rare().by_method.get_or_init(|| areas_by_method(shape, frame).into())
        })
    }

    /// A point inside a feature's area; none for points, lines and a feature there is not.
    #[must_use]
    pub fn inner_point(&self, feature: usize) -> Option<LonLat> {
        let (shape, derived) = self.of(feature)?;
        *derived.inner_point.get_or_init(|| shape.inner_point())
    }

    fn of(&self, feature: usize) -> Option<(Shape<'_>, &OfFeature)> {
        Some((self.shape(feature)?, self.of_each().get(feature)?))
    }

    fn of_each(&self) -> &[OfFeature] {
        self.derived().0.get_or_init(|| self.features().iter().map(|_| OfFeature::default()).collect())
    }
}
