//! A dataset: features with their attributes and geometry, as they were read. Nobody changes one: a change makes another.
//! Must not know how it is shown, nor which files there are.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::derived::Derived;
use super::{Defect, Feature, Members, Turned};
use crate::crs::{CoordinateFrame, Drawn};
use crate::geometry::{Extent, Noded, Shape, Shapes};

/// Tells a dataset as it is from every other and from what it was before a change, as long as the program runs: what is worked out of it
/// is kept by this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(u64);

impl Revision {
    fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// Whether a dataset has all features of what it was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Completeness {
    /// All, each with every position.
    #[default]
    Whole,
    /// Some, or coarser than they are: what is not there, or not found wrong, may be so in the rest. `verify` calls no such project clean.
    Partial,
}

/// Where datasets come from.
///
/// A file in memory answers with the one dataset that it is ([`Dataset`] itself is such a store). A source that is too large or too far away
/// to be held, such as a database or a file on a server, answers at once with what it has of a place ([`Completeness::Partial`]) and reads
/// on; asked again it answers with a dataset of another [`Revision`]. An overlay of edits holds the store that it edits, asks it, and answers
/// with the dataset that the edits make of the answer. Whoever shows or checks anything holds an answer and never the store, so that
/// nothing changes under it.
pub trait FeatureStore: Send + Sync {
    /// What there is now of the features in a box, for who tells apart what is so many metres away from each other; 0 for all positions.
    fn query(&self, extent: Extent, resolution_m: f64) -> Arc<Dataset>;
}

impl FeatureStore for Arc<Dataset> {
    fn query(&self, _: Extent, _: f64) -> Arc<Dataset> {
        Self::clone(self)
    }
}

/// What the values of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Texts.
    Text,
    /// Numbers.
    Number,
    /// True or false.
    Boolean,
    /// Lists or objects, or values of several kinds.
    Other,
}

/// Features with their geometry. The storage is its own: it may be another some day.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    features: Vec<Feature>,
    shapes: Shapes,
    defects: Vec<Defect>,
    frame: CoordinateFrame,
    completeness: Completeness,
    turned: Turned,
    noded: Option<Noded>,
    drawn: Option<Drawn>,
    revision: Revision,
    derived: Derived,
}

impl Default for Revision {
    fn default() -> Self {
        Self::next()
    }
}

impl Dataset {
    /// Features and their geometry, one for one, as positions of a frame.
    #[must_use]
    pub fn new(features: Vec<Feature>, shapes: Shapes, frame: CoordinateFrame) -> Self {
        debug_assert_eq!(features.len(), shapes.len(), "every feature has a shape, if an empty one");
        Self { features, shapes, frame, ..Self::default() }
    }

    /// The same with what was put right in rings when it was read, in file order.
    #[must_use]
    pub fn with_defects(self, defects: Vec<Defect>) -> Self {
        Self { defects, ..self }
    }

    /// The same as a part of what there is.
    #[must_use]
    pub fn partial(self) -> Self {
        Self { completeness: Completeness::Partial, ..self }
    }

    /// The features, in file order.
    #[must_use]
    pub fn features(&self) -> &[Feature] {
        &self.features
    }

    /// A feature by its place.
    #[must_use]
    pub fn feature(&self, at: usize) -> Option<&Feature> {
        self.features.get(at)
    }

    /// The places of the features that answer to a key.
    pub fn named<'a>(&'a self, key: &'a str) -> impl Iterator<Item = usize> + 'a {
        (0..self.features.len()).filter(move |&at| self.features[at].key() == key)
    }

    /// The names of all attributes, each with what its values are; blank ones count for nothing.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<&str, FieldKind> {
        let mut fields: BTreeMap<&str, Option<FieldKind>> = BTreeMap::new();
        for (name, value) in self.features.iter().flat_map(|feature| feature.properties.iter()) {
            let known = fields.entry(name.as_str()).or_default();
            *known = match (*known, FieldKind::of(value)) {
                (known, None) => known,
                (None, kind) => kind,
                (known, kind) if known == kind => known,
                (Some(_), Some(_)) => Some(FieldKind::Other),
            };
        }
        fields.into_iter().map(|(name, kind)| (name, kind.unwrap_or(FieldKind::Other))).collect()
    }

    /// The geometry, in the same order.
    #[must_use]
    pub fn shapes(&self) -> &Shapes {
        &self.shapes
    }

    /// A feature's geometry.
    #[must_use]
    pub fn shape(&self, feature: usize) -> Option<Shape<'_>> {
        self.shapes.get(feature)
    }

    /// What was put right in rings when it was read, in file order.
    #[must_use]
    pub fn defects(&self) -> &[Defect] {
        &self.defects
    }

    /// How its numbers were read as positions.
    #[must_use]
    pub fn frame(&self) -> &CoordinateFrame {
        &self.frame
    }

    /// Whether it is all that there is.
    #[must_use]
    pub fn completeness(&self) -> Completeness {
        self.completeness
    }

    /// What of its positions was read otherwise than it stands there, at 180° of longitude.
    #[must_use]
    pub fn turned(&self) -> &Turned {
        &self.turned
    }

    /// What tells it from every other.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// The geometry for whatever lays features over one another: where edges are straight in the plane of a file, with the vertices that lie
    /// on them there; else as it was read.
    #[must_use]
    pub fn noded_shapes(&self) -> &Shapes {
        self.noded.as_ref().map_or(&self.shapes, Noded::shapes)
    }

    /// Whether positions were added to long edges of that geometry.
    pub(crate) fn is_noded(&self) -> bool {
        self.noded.is_some()
    }

    /// Which of a feature's positions, as it was read, one of those in [`noded_shapes`](Self::noded_shapes) is, or comes after.
    #[must_use]
    pub fn position_read(&self, feature: usize, position: usize) -> usize {
        self.noded.as_ref().map_or(position, |noded| noded.position_read(feature, position))
    }

    /// How its edges run between their positions where they are straight in the plane of a file; none where longitude and latitude show no
    /// difference.
    pub(super) fn drawn(&self) -> Option<&Drawn> {
        self.drawn.as_ref()
    }

    pub(super) fn derived(&self) -> &Derived {
        &self.derived
    }

    /// Brings its positions into another reading at 180° by a function of its geometry and of what was read otherwise.
    pub(super) fn read_again<T>(&mut self, by: impl FnOnce(&mut Shapes, &mut Turned) -> T) -> T {
        let done = by(&mut self.shapes, &mut self.turned);
        self.is_another();
        done
    }

    /// Turns its geometry as [`Shapes::turn_towards`] does.
    pub(super) fn turn_towards(&mut self, middle: f64) {
        self.shapes.turn_towards(middle);
        if let Some(noded) = &mut self.noded {
            noded.turn_towards(middle);
        }
        self.is_another();
    }

    /// Takes its geometry with the vertices that lie on its edges, which are straight in the plane of its frame.
    pub(super) fn set_noded(&mut self, noded: Option<Noded>) {
        self.noded = noded;
        self.drawn = Drawn::new(&self.frame, self.noded_shapes());
        self.is_another();
    }

    /// Leaves out the properties of its features. What was worked out of its geometry stays.
    pub(super) fn forget_properties(&mut self) {
        self.features.iter_mut().for_each(|feature| feature.properties = Members::default());
        self.revision = Revision::next();
    }

    /// Forgets what was worked out of it.
    fn is_another(&mut self) {
        (self.revision, self.derived) = (Revision::next(), Derived::default());
    }
}

impl FieldKind {
    /// That of a value; none of a blank one.
    fn of(value: &serde_json::Value) -> Option<Self> {
        match value {
            serde_json::Value::Null => None,
            serde_json::Value::String(_) => Some(Self::Text),
            serde_json::Value::Number(_) => Some(Self::Number),
            serde_json::Value::Bool(_) => Some(Self::Boolean),
            serde_json::Value::Array(_) | serde_json::Value::Object(_) => Some(Self::Other),
        }
    }
}
