//! Another version of what is shown, overlaid on it: what moved, which version is seen, and which place is looked at.
//! Must not compare anything: what came of comparing is brought by an action.

use std::sync::Arc;

use crate::diff::{Change, ChangedArea, Comparison, Sign};
use crate::geometry::{ShapeKind, Shapes};
use crate::picture::LodGeometry;
use crate::project::{FeatureId, Project};

/// A second version of a project, and how it differs from the first. A copy costs nothing.
#[derive(Clone, Debug)]
pub struct Compared(Arc<Laid>);

#[derive(Debug)]
struct Laid {
    second: Project,
    comparison: Comparison,
    /// Every place of a change, the largest first: the change's place in the comparison, and the place's in the change.
    places: Vec<(usize, usize)>,
    regions: [Arc<LodGeometry>; 2],
    outlines: [Arc<LodGeometry>; 2],
}

impl Compared {
    /// Takes what came of comparing two versions, and makes of it what is drawn.
    #[must_use]
    pub fn new(first: &Project, second: Project, comparison: Comparison) -> Self {
        let mut places: Vec<(usize, usize)> = Vec::new();
        for (at, change) in comparison.features.iter().enumerate() {
            places.extend((0..change.places.len()).map(|place| (at, place)));
        }
        let place = |&(at, place): &(usize, usize)| &comparison.features[at].places[place];
        places.sort_by(|a, b| place(b).area_m2.total_cmp(&place(a).area_m2));
        let regions = [Sign::Added, Sign::Removed].map(|sign| {
            let mut shapes = Shapes::default();
            for place in places.iter().map(place) {
                match place.region.get(0).filter(|_| place.sign == sign) {
                    Some(region) => shapes.push_shape(region),
                    None => shapes.end_shape(ShapeKind::None),
                }
            }
            Arc::new(LodGeometry::new(&shapes))
        });
        let outlines = [outlines(first, comparison.features.iter().map(|change| change.a)), {
            outlines(&second, comparison.features.iter().map(|change| change.b))
        }];
        Self(Arc::new(Laid { second, comparison, places, regions, outlines }))
    }

    /// The second version.
    #[must_use]
    pub fn second(&self) -> &Project {
        &self.0.second
    }

    /// What became of each area.
    #[must_use]
    pub fn comparison(&self) -> &Comparison {
        &self.0.comparison
    }

    /// Every place added or removed, the largest first, each with the change it belongs to.
    #[must_use]
    pub fn places(&self) -> impl ExactSizeIterator<Item = (&Change, &ChangedArea)> {
        self.0.places.iter().map(|&(at, place)| {
            let change = &self.0.comparison.features[at];
            (change, &change.places[place])
        })
    }

    /// A place with the change it belongs to.
    #[must_use]
    pub fn place(&self, at: usize) -> Option<(&Change, &ChangedArea)> {
        self.places().nth(at)
    }

    /// The places of a sign as geometry, each at its place in the list; those of the other sign are empty.
    #[must_use]
    pub fn regions(&self, sign: Sign) -> &Arc<LodGeometry> {
        let [added, removed] = &self.0.regions;
        match sign {
            Sign::Added => added,
            Sign::Removed => removed,
        }
    }

    /// The areas that were compared, as the first version has them, each at the place of its change.
    #[must_use]
    pub fn before(&self) -> &Arc<LodGeometry> {
        &self.0.outlines[0]
    }

    /// The same as the second version has them.
    #[must_use]
    pub fn after(&self) -> &Arc<LodGeometry> {
        &self.0.outlines[1]
    }
}

impl PartialEq for Compared {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

fn outlines(project: &Project, ids: impl Iterator<Item = Option<FeatureId>>) -> Arc<LodGeometry> {
    let mut shapes = Shapes::default();
    for id in ids {
        match id.and_then(|id| project.shape(id)) {
            Some(shape) => shapes.push_shape(shape),
            None => shapes.end_shape(ShapeKind::None),
        }
    }
    Arc::new(LodGeometry::new(&shapes))
}

/// How far comparing has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Comparing {
    /// Nothing is compared.
    #[default]
    Nothing,
    /// It is not done yet.
    UnderWay,
    /// It is done.
    Done(Compared),
}

/// Which version is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Seen {
    /// Both, with what was added and removed between them.
    #[default]
    Both,
    /// The first alone.
    Before,
    /// The second alone.
    After,
    /// The first left of a line, the second right of it; where the line stands, from 0 at the map's left edge to 1.
    Swipe(f32),
}

/// A session's comparison with another version.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// How far comparing has come.
    pub state: Comparing,
    /// Which version is seen.
    pub seen: Seen,
    pub(super) blinks: bool,
    current: Option<usize>,
}

impl Versions {
    /// The other version; none as long as nothing was compared.
    #[must_use]
    pub fn compared(&self) -> Option<&Compared> {
        match &self.state {
            Comparing::Done(compared) => Some(compared),
            Comparing::Nothing | Comparing::UnderWay => None,
        }
    }

    /// Whether the two versions take turns by themselves.
    #[must_use]
    pub fn blinks(&self) -> bool {
        self.blinks && self.compared().is_some()
    }

    /// The place that is looked at, as a number in the list.
    #[must_use]
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    pub(super) fn take(&mut self, state: Comparing) {
        *self = Self { state, ..Self::default() };
    }

    pub(super) fn see(&mut self, seen: Seen) {
        self.seen = match seen {
            Seen::Swipe(share) => Seen::Swipe(if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 }),
            Seen::Both | Seen::Before | Seen::After => seen,
        };
    }

    /// The other of the two versions than is seen now.
    pub(super) fn turn(&mut self) {
        self.seen = match self.seen {
            Seen::After => Seen::Before,
            Seen::Both | Seen::Before | Seen::Swipe(_) => Seen::After,
        };
    }

    pub(super) fn look_at(&mut self, place: Option<usize>) {
        let count = self.compared().map_or(0, |compared| compared.places().len());
        self.current = place.filter(|&at| at < count);
    }

    /// The place after the one that is looked at, or before it; around the end to the beginning.
    pub(super) fn after(&self, back: bool) -> Option<usize> {
        let last = self.compared()?.places().len().checked_sub(1)?;
        Some(match (self.current, back) {
            (Some(at), true) => at.checked_sub(1).unwrap_or(last),
            (Some(at), false) if at < last => at + 1,
            (None, true) => last,
            (None | Some(_), false) => 0,
        })
    }
}
