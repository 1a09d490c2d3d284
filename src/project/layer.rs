//! A layer: features of one kind, their geometry, and how they are shown.
//! Must not know colours: a style is a purpose.

use std::sync::{Arc, OnceLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Defect, Feature, Turned};
use crate::crs::{self, Drawn};
use crate::geodesy::{Frame, MethodArea, area_m2, areas_by_method, areas_m2};
use crate::geometry::{HitIndex, LonLat, Noded, Reach, Shape, Shapes, Side};
use crate::i18n::Localized;
use crate::picture::Chart;

/// What a layer's features are, which decides how they are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Dry land, the muted base.
    Land,
    /// Water as areas.
    Water,
    /// Rivers as lines to write their names along.
    River,
    /// Roads as lines.
    Road,
    /// A whole zone: drawn by its name, not filled.
    Whole,
    /// Areas told apart by colour.
    #[default]
    Area,
    /// Stretches of boundary, by how exactly they are known.
    Limit,
    /// Places as points and routes as lines.
    Place,
}

impl Style {
    /// Whether it shows areas of the plan, not what its base shows nor what bounds them.
    pub(crate) fn is_plan(self) -> bool {
        matches!(self, Self::Area | Self::Whole)
    }

    /// In which order a user steps through features: the areas, then what bounds them, then what lies in them.
    pub(crate) fn step_rank(self) -> u8 {
        match self {
            Self::Whole => 0,
            Self::Area => 1,
            Self::Limit => 2,
            Self::Place => 3,
            Self::Land | Self::Water | Self::River | Self::Road => 4,
        }
    }
}

/// What a user can change about how a layer is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerState {
    /// Whether it is drawn at all.
    pub visible: bool,
    /// How strongly it is drawn, 0 to 1.
    pub opacity: f32,
}

impl LayerState {
    /// Whether anything of it can be seen.
    #[must_use]
    pub fn is_seen(self) -> bool {
        self.visible && self.opacity > 0.0
    }
}

impl Default for LayerState {
    fn default() -> Self {
        Self { visible: true, opacity: 1.0 }
    }
}

/// Features of one kind with their geometry.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Short name, unique in the project.
    pub id: String,
    /// Name shown to people.
    pub title: Localized,
    /// How it is drawn.
    pub style: Style,
    /// How it is shown at first.
    pub initial: LayerState,
    /// Whether its features answer to a click.
    pub queryable: bool,
    /// The file it was read from, by its place among the project's files.
    pub file: Option<usize>,
    /// The features, in file order.
    pub features: Vec<Feature>,
    /// Their geometry, in the same order.
    pub shapes: Shapes,
    /// What was put right in rings when the file was read, in file order.
    pub defects: Vec<Defect>,
    /// What of its positions was read otherwise than it stands there, at 180° of longitude.
    pub turned: Turned,
    noded: Option<Arc<Noded>>,
    drawn: Option<Drawn>,
    measured: Arc<OnceLock<Vec<Measured>>>,
    chart: OnceLock<Arc<Chart>>,
}

/// Shapes of fewer positions keep no index: made anew it takes less time than a look at a few edges, and kept for many small shapes
/// more room than their positions.
const LARGE: usize = 64;

/// What is worked out once about a feature, when it is first asked for.
#[derive(Debug, Default)]
struct Measured {
    /// Of a shape of many positions.
    hit: OnceLock<Box<HitIndex>>,
    area_m2: OnceLock<f64>,
    by_method: OnceLock<Box<[MethodArea]>>,
    inner_point: OnceLock<Option<LonLat>>,
}

impl Layer {
    /// A layer of areas, shown and answering to clicks. `features` and `shapes` are one for one.
    #[must_use]
    pub fn new(id: &str, title: Localized, features: Vec<Feature>, shapes: Shapes) -> Self {
        debug_assert_eq!(features.len(), shapes.len(), "every feature has a shape, if an empty one");
        Self {
            id: id.to_owned(),
            title,
            style: Style::Area,
            initial: LayerState::default(),
            queryable: true,
            file: None,
            features,
            shapes,
            defects: Vec::new(),
            turned: Turned::default(),
            noded: None,
            drawn: None,
            measured: Arc::default(),
            chart: OnceLock::new(),
        }
    }

    /// The geometry for whatever lays features over one another: where edges are straight in the plane of a file, with the vertices that lie
    /// on them there; else as it was read.
    #[must_use]
    pub fn noded_shapes(&self) -> &Shapes {
        self.noded.as_deref().map_or(&self.shapes, Noded::shapes)
    }

    /// Whether positions were added to long edges of that geometry.
    pub(crate) fn is_noded(&self) -> bool {
        self.noded.is_some()
    }

    /// Which of a feature's positions, as it was read, one of those in [`noded_shapes`](Self::noded_shapes) is, or comes after.
    #[must_use]
    pub fn position_read(&self, feature: usize, position: usize) -> usize {
        self.noded.as_deref().map_or(position, |noded| noded.position_read(feature, position))
    }

    /// Where a position lies with regard to the polygons of a feature; outside for a feature there is not.
    #[must_use]
    pub fn side(&self, feature: usize, at: LonLat) -> Side {
        self.side_within(feature, at, Reach::NONE)
    }

    /// The same, where a position within reach of an edge is on the border.
    #[must_use]
    pub fn side_within(&self, feature: usize, at: LonLat, reach: Reach) -> Side {
        let found = self.noded_shapes().get(feature).zip(self.all_measured().get(feature));
        found.map_or(Side::Outside, |(shape, measured)| {
            if shape.vertex_count() < LARGE {
                return HitIndex::new(shape).side_within(shape, at, reach);
            }
            let hit = measured.hit.get_or_init(|| Box::new(HitIndex::new(shape)));
            hit.side_within(shape, at, reach)
        })
    }

    /// How its edges run between their positions where they are straight in the plane of a file; none where longitude and latitude show no
    /// difference.
    pub(super) fn drawn(&self) -> Option<&Drawn> {
        self.drawn.as_ref()
    }

    /// Area of a feature in square metres by the reference method; 0 for points, lines and a feature there is not.
    #[must_use]
    pub fn area_m2(&self, feature: usize) -> f64 {
        self.measured(feature).map_or(0.0, |(shape, measured)| *measured.area_m2.get_or_init(|| area_m2(shape)))
    }

    /// The same if it is known already.
    #[must_use]
    pub fn known_area_m2(&self, feature: usize) -> Option<f64> {
        self.measured.get()?.get(feature)?.area_m2.get().copied()
    }

    /// Measures every feature by the reference method, on all cores: for who will ask for all of them.
    pub fn measure_all(&self) {
        let all = self.all_measured();
        if all.iter().all(|measured| measured.area_m2.get().is_some()) {
            return;
        }
        for (measured, area_m2) in all.iter().zip(areas_m2(&self.shapes)) {
            measured.area_m2.get_or_init(|| area_m2);
        }
    }

    /// A feature's area by every method, as [`areas_by_method`] has them; none for a feature there is not. The frame of the
    /// first who asks counts, for a feature has but one.
    #[must_use]
    pub fn areas_by_method(&self, feature: usize, frame: &Frame) -> &[MethodArea] {
        self.measured(feature)
            .map_or(&[], |(shape, measured)| &**measured.by_method.get_or_init(|| areas_by_method(shape, frame).into()))
    }

    /// A point inside a feature's area; none for points, lines and a feature there is not.
    #[must_use]
    pub fn inner_point(&self, feature: usize) -> Option<LonLat> {
        let (shape, measured) = self.measured(feature)?;
        *measured.inner_point.get_or_init(|| shape.inner_point())
    }

    /// Its geometry as painters need it; made when it is first asked for.
    #[must_use]
    pub fn chart(&self) -> &Arc<Chart> {
        self.chart.get_or_init(|| Arc::new(Chart::new(self.noded_shapes())))
    }

    /// Turns its geometry as [`Shapes::turn_towards`] does.
    pub(super) fn turn_towards(&mut self, middle: f64) {
        self.shapes.turn_towards(middle);
        if let Some(noded) = &mut self.noded {
            Arc::make_mut(noded).turn_towards(middle);
        }
        self.forget_measures();
    }

    /// Takes its geometry with the vertices that lie on its edges, which are straight in the plane of a frame.
    pub(super) fn set_noded(&mut self, frame: &crs::Frame, noded: Option<Noded>) {
        self.noded = noded.map(Arc::new);
        self.drawn = Drawn::new(frame, self.noded_shapes());
        self.forget_measures();
    }

    /// Forgets what was worked out of its geometry, which is another now.
    fn forget_measures(&mut self) {
        self.measured = Arc::default();
        self.chart = OnceLock::new();
    }

    fn measured(&self, feature: usize) -> Option<(Shape<'_>, &Measured)> {
        Some((self.shapes.get(feature)?, self.all_measured().get(feature)?))
    }

    fn all_measured(&self) -> &[Measured] {
        self.measured.get_or_init(|| self.features.iter().map(|_| Measured::default()).collect())
    }
}
