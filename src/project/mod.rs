//! A project: layers of features, what is declared of them, what makes up what, and the policy that speaks of them.
//! Knows nothing of files, commands or windows.

mod antimeridian;
mod boundary_segment;
mod breaks;
mod classification;
mod dataset;
mod defect;
mod derived;
mod feature;
mod field;
mod fingerprint;
mod fold;
mod grid_edges;
mod identify;
mod inside;
mod kinds;
mod layer;
mod levels;
mod manifest;
mod members;
mod namespace;
mod natural_breaks;
mod nets;
mod pinyin;
mod policy;
mod provenance;
mod remark;
mod search;
mod show_parts;
mod show_plan;
mod source_position;
mod source_text;
mod symbology;
mod tree;
mod wholes;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

pub use antimeridian::Turned;
pub use boundary_segment::{
    BoundarySegment, BoundarySide, Certainty, OUTSIDE, SEGMENT_PROPERTIES, SegmentClass, unread_segment_properties,
};
pub use classification::{Classification, GroupKind, ValueGroup};
pub use dataset::{Completeness, Dataset, FeatureStore, FieldKind, Revision};
pub use defect::{Defect, DefectKind, position_in_file};
pub use feature::{Feature, FeatureId};
pub use field::{FieldSummary, MAX_DISTINCT, Said};
#[cfg(feature = "desktop")]
pub(crate) use fold::folded;
pub use identify::Found;
pub use layer::{Layer, Style};
pub use levels::{MixedLevel, OddLevels};
pub use manifest::{DeclaredArea, LayerEntry, Manifest, WholeEntry};
pub use members::Members;
pub use namespace::Namespace;
pub(crate) use namespace::stop_id;
pub use pinyin::sounds_in;
pub use policy::{
    Basis, Card, Group, Kind, Measure, Policy, PolicyFigure, PolicyItem, PolicyLevel, Qualifier, Relevance, Source,
    SourcePart, Tie,
};
pub use provenance::Provenance;
pub use remark::{Remark, RemarkKind};
pub use search::{Hit, Rank, Target};
pub use show_parts::{ChartEntry, ChartItem, ChartKind, FigureEntry, Icon, PointEntry};
pub use show_plan::{Rest, ShowPlan, StopEntry, StopLayout};
pub use source_position::SourcePosition;
pub use source_text::{FindPositions, ReadText, SourceText};
pub use symbology::{ColourBy, Colouring, Grouping, Labelling};
pub(crate) use tree::MAX_SHARED;
pub use wholes::{Origin, Whole};

use crate::crs::Crs;
use crate::geodesy::{Declared, MeasurementFrame, MethodArea, areas_by_method};
use crate::geometry::{Extent, LonLat, Shape};
use identify::FeatureIndex;
use nets::Nets;
use search::SearchIndex;
use tree::Tree;

/// A data file that was read, for reports.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceFile {
    /// The path as the user would write it.
    pub path: String,
    /// Which of the projects opened together it is of.
    pub namespace: usize,
    /// The name of the format.
    pub format: &'static str,
    /// How many features it holds.
    pub features: usize,
    /// How many positions its geometry has.
    pub vertices: usize,
    /// The coordinate reference system, as an EPSG code.
    pub crs: &'static str,
    /// How the CRS is known: a key of the locale files.
    pub crs_from: &'static str,
    /// The encoding that its texts were read in.
    pub encoding: &'static str,
    /// How its numbers were read as positions.
    pub frame: crate::crs::CoordinateFrame,
    /// What was odd but could be read, as keys of the locale files with a count.
    pub warnings: Vec<(&'static str, usize)>,
    /// Its text, when it was asked for that it be kept.
    pub text: Option<SourceText>,
}

/// Everything that was opened together. Nobody changes one, and a copy costs nothing: it is read as its [`ProjectContent`], and a changed copy of
/// that makes another.
#[derive(Clone, Debug, Default)]
pub struct Project(Arc<ProjectContent>);

/// What a project holds, as it is put together.
#[derive(Clone, Debug, Default)]
pub struct ProjectContent {
    /// What it says by its own keys.
    pub own: Namespace,
    /// What the projects say that were opened together with it.
    others: Vec<Namespace>,
    /// Bottom layer first.
    pub layers: Vec<Layer>,
    /// Which features make up which.
    pub wholes: Vec<Whole>,
    /// Wholes of which some parts could not be read, so that they are compared with nothing.
    pub incomplete: Vec<FeatureId>,
    /// The data files read.
    pub files: Vec<SourceFile>,
    /// The declared area of each feature that has one.
    pub declared: BTreeMap<FeatureId, Declared>,
    /// What was odd about the files.
    pub remarks: Vec<Remark>,
    /// What is declared of features besides that and is not the same figure in another unit.
    pub declared_besides: BTreeMap<FeatureId, Vec<Declared>>,
    middle_lon: Option<f64>,
    goes_round: bool,
    derived: DerivedOfAll,
}

/// What is worked out of all layers together when it is first asked for. A copy may be changed, so it works out its own.
#[derive(Debug, Default)]
struct DerivedOfAll {
    index: OnceLock<FeatureIndex>,
    search: OnceLock<SearchIndex>,
    nets: Nets,
    levels: OnceLock<Tree>,
    extent: OnceLock<Extent>,
    full_extent: OnceLock<Extent>,
}

impl Clone for DerivedOfAll {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Deref for Project {
    type Target = ProjectContent;

    fn deref(&self) -> &ProjectContent {
        &self.0
    }
}

impl From<ProjectContent> for Project {
    fn from(content: ProjectContent) -> Self {
        Self(Arc::new(content))
    }
}

impl Project {
    /// The two opened together, the layers of the other on top. What each says by its keys stays its own.
    #[must_use]
    pub fn together_with(self, other: Self) -> Self {
        let (mut all, other) = (self.into_content(), other.into_content());
        let (layers_below, files_below, namespaces_below) =
            (all.layers.len(), all.files.len(), all.namespaces().count());
        let lift = |id: FeatureId| FeatureId { layer: id.layer + layers_below, ..id };
        all.wholes.extend(other.wholes.into_iter().map(|whole| Whole {
            whole: lift(whole.whole),
            parts: whole.parts.into_iter().map(lift).collect(),
            origin: whole.origin,
        }));
        all.declared.extend(other.declared.into_iter().map(|(id, area)| (lift(id), area)));
        all.declared_besides.extend(other.declared_besides.into_iter().map(|(id, besides)| (lift(id), besides)));
        all.incomplete.extend(other.incomplete.into_iter().map(lift));
        let lifted = |remark: Remark| Remark { feature: remark.feature.map(lift), ..remark };
        all.remarks.extend(other.remarks.into_iter().map(lifted));
        all.layers.extend(other.layers.into_iter().map(|mut layer| {
            layer.file = layer.file.map(|file| file + files_below);
            layer.namespace += namespaces_below;
            layer
        }));
        all.files.extend(other.files.into_iter().map(|mut file| {
            file.namespace += namespaces_below;
            file
        }));
        all.others.extend(std::iter::once(other.own).chain(other.others).map(|said| said.lifted(namespaces_below)));
        all.derived = DerivedOfAll::default();
        all.into()
    }

    fn into_content(self) -> ProjectContent {
        Arc::unwrap_or_clone(self.0)
    }
}

impl ProjectContent {
    /// A layer's feature; `None` when there is no such one.
    #[must_use]
    pub fn feature(&self, id: FeatureId) -> Option<&Feature> {
        self.layers.get(id.layer)?.data.feature(id.feature)
    }

    /// A feature's geometry.
    #[must_use]
    pub fn shape(&self, id: FeatureId) -> Option<Shape<'_>> {
        self.layers.get(id.layer)?.data.shape(id.feature)
    }

    /// A point of a feature: inside it where it is an area, else its first; none where it has no position.
    #[must_use]
    pub fn point_of(&self, id: FeatureId) -> Option<LonLat> {
        let inner = self.layers.get(id.layer)?.data.inner_point(id.feature);
        inner.or_else(|| self.shape(id)?.parts().next()?.first())
    }

    /// The file that a feature was read from.
    #[must_use]
    pub fn file_of(&self, id: FeatureId) -> Option<&SourceFile> {
        self.files.get(self.layers.get(id.layer)?.file?)
    }

    /// A feature's area in square metres by the reference method; 0 for points and lines.
    #[must_use]
    pub fn area_m2(&self, id: FeatureId) -> f64 {
        self.layers.get(id.layer).map_or(0.0, |layer| layer.data.area_m2(id.feature))
    }

    /// A feature's area by every method that can measure it, in the order of [`AREA_METHODS`](crate::geodesy::AREA_METHODS),
    /// for each datum that its boundary may have been traced on.
    #[must_use]
    pub fn areas_by_method(&self, id: FeatureId) -> &[MethodArea] {
        self.layers.get(id.layer).map_or(&[], |layer| layer.data.areas_by_method(id.feature, &self.frame(id)))
    }

    /// The same measured anew and not kept, for who goes through all features once.
    #[must_use]
    pub fn areas_by_method_once(&self, id: FeatureId) -> Vec<MethodArea> {
        self.shape(id).map_or_else(Vec::new, |shape| areas_by_method(shape, &self.frame(id)))
    }

    /// Where a feature is measured: the middle of the whole that it is part of, or else its own; and the zone that its file is in.
    #[must_use]
    pub fn frame(&self, id: FeatureId) -> MeasurementFrame {
        let whole = self.wholes.iter().find(|whole| whole.parts.contains(&id)).map_or(id, |whole| whole.whole);
        let frame = MeasurementFrame::of(self.shape(whole).map_or(Extent::EMPTY, Shape::extent));
        let crs = self.file_of(id).and_then(|file| Crs::from_name(file.crs));
        MeasurementFrame { declared_meridian_deg: crs.and_then(Crs::meridian_3deg), ..frame }
    }

    /// Measures every feature by the reference method, on all cores: for who will ask for all of them.
    pub fn measure_all(&self) {
        self.layers.iter().for_each(|layer| layer.data.measure_all());
    }

    /// Every feature, bottom layer first.
    pub fn feature_ids(&self) -> impl Iterator<Item = FeatureId> {
        self.layers
            .iter()
            .enumerate()
            .flat_map(|(layer, l)| (0..l.data.features().len()).map(move |feature| FeatureId { layer, feature }))
    }

    /// The features with an area that a user asks about: those of layers that answer to a click.
    pub fn areal_ids(&self) -> impl Iterator<Item = FeatureId> {
        self.feature_ids().filter(|&id| self.layers[id.layer].queryable && self.shape(id).is_some_and(Shape::is_areal))
    }

    /// The box around the features that a user asks about, or around everything when no layer answers to a click.
    #[must_use]
    pub fn extent(&self) -> Extent {
        let around = |ids: &mut dyn Iterator<Item = FeatureId>| {
            ids.filter_map(|id| self.shape(id)).fold(Extent::EMPTY, |all, shape| all.union(shape.extent()))
        };
        *self.derived.extent.get_or_init(|| {
            let areas = around(&mut self.areal_ids());
            if areas.is_empty() { around(&mut self.feature_ids()) } else { areas }
        })
    }

    /// The box around everything, the base of the map too.
    #[must_use]
    pub fn full_extent(&self) -> Extent {
        let all = || self.layers.iter().fold(Extent::EMPTY, |all, layer| all.union(layer.data.shapes().extent()));
        *self.derived.full_extent.get_or_init(all)
    }

    /// What the policy says of a feature.
    #[must_use]
    pub fn card(&self, id: FeatureId) -> Card<'_> {
        let in_zone = self.wholes.iter().any(|w| w.whole == id || w.parts.contains(&id));
        match self.feature(id) {
            Some(feature) => self.namespace(self.namespace_of(id)).policy.card(feature.key(), in_zone),
            None => Card::default(),
        }
    }

    fn index(&self) -> &FeatureIndex {
        self.derived.index.get_or_init(|| FeatureIndex::new(self))
    }

    fn search_index(&self) -> &SearchIndex {
        self.derived.search.get_or_init(|| SearchIndex::new(self))
    }
}
