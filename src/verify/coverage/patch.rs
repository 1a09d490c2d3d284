//! A place that is wrong as an area: its shape, size, width and whose it is.
//! Must not know what is wrong with it.

use std::borrow::Cow;
use std::cell::Cell;
use std::sync::Arc;

use super::coarse::found_m;
use super::laid::{Laid, features_of};
use crate::geodesy::{LONGEST_DEGREE_M, RegionSize};
use crate::geometry::overlay::Region;
use crate::geometry::{LonLat, Shapes};
use crate::i18n::{Lang, area, width};
use crate::project::{FeatureId, Project};
use crate::verify::names::Names;
use crate::verify::{Finding, Message, Severity, Subject, Tolerances, Vertex};

/// A place that is wrong as an area.
#[derive(Clone, Debug)]
pub(super) struct Patch {
    /// One polygon.
    pub(super) region: Arc<Shapes>,
    /// Its area, square metres, inside edges that are straight in longitude and latitude.
    pub(super) area_m2: f64,
    /// The diameter of the largest circle in it, metres.
    pub(super) width_m: f64,
    /// That circle's centre.
    pub(super) at: LonLat,
    /// The features concerned.
    pub(super) features: Vec<FeatureId>,
    /// A coordinate of theirs on its outline.
    pub(super) vertex: Option<Vertex>,
}

/// A region that is wide enough to be anything, with what a function says of the features there, given its widest circle's centre.
pub(super) fn patch(
    region: &Region,
    tolerances: &Tolerances,
    features: impl Fn(LonLat, &Region) -> Vec<FeatureId>,
    vertex: impl Fn(&Region, &[FeatureId]) -> Option<Vertex>,
) -> Option<Patch> {
    let RegionSize { area_m2, width_m, center: at } = size(region, tolerances)?;
    let features = features(at, region);
    let vertex = vertex(region, &features);
    Some(Patch { region: Arc::new(Shapes::of_polygon(&region.rings)), area_m2, width_m, at, features, vertex })
}

impl Laid<'_> {
    /// A region that is wide enough to be anything with the features along it, and of how many polygons these borders are.
    pub(super) fn patch_along(
        &self,
        project: &Project,
        region: &Region,
        tolerances: &Tolerances,
    ) -> Option<(Patch, usize)> {
        let pieces = Cell::new(0);
        let features = |_: LonLat, region: &Region| {
            let along = self.along(region);
            pieces.set(along.len());
            features_of(&along)
        };
        let vertex = |region: &Region, features: &[FeatureId]| self.vertex_on(project, region, features);
        let patch = patch(region, tolerances, features, vertex)?;
        Some((patch, pieces.get()))
    }
}

/// The size of a region that is wide enough to be anything: as wide as what counts as touching, and as two steps of the grid that its
/// vertices lie on. Over areas of more than five degrees the grid is the coarser of the two.
pub(super) fn size(region: &Region, tolerances: &Tolerances) -> Option<RegionSize> {
    RegionSize::wider_than(&region.rings, least_m(region, tolerances)?)
}

/// Whether a region is wide enough to be anything.
pub(super) fn is_wide(region: &Region, tolerances: &Tolerances) -> bool {
    least_m(region, tolerances).is_some_and(|least_m| RegionSize::is_wider_than(&region.rings, least_m))
}

/// How wide a region has to be to be anything, metres; `None` where it plainly is not.
fn least_m(region: &Region, tolerances: &Tolerances) -> Option<f64> {
    let least_m = found_m(tolerances, region.step_deg);
    let outer = region.rings.first().map_or(&[][..], Vec::as_slice);
    (most_width_m(outer) > least_m).then_some(least_m)
}

/// What the width of what a ring encloses cannot be more than, metres: how far it reaches to both sides of the line from its first vertex to
/// the farthest from that. Degrees of longitude are taken for as long as those of latitude, which makes it none the narrower.
pub(super) fn most_width_m(ring: &[LonLat]) -> f64 {
    let Some(&first) = ring.first() else { return 0.0 };
    let ways = || ring.iter().map(|at| [at.lon - first.lon, at.lat - first.lat]);
    let length = |way: [f64; 2]| (way[0] * way[0] + way[1] * way[1]).sqrt();
    let Some(along) = ways().max_by(|&a, &b| length(a).total_cmp(&length(b))) else { return 0.0 };
    let (least, most) = ways()
        .map(|way| along[0] * way[1] - along[1] * way[0])
        .fold((0.0_f64, 0.0_f64), |(least, most), across| (least.min(across), most.max(across)));
    (most - least) / length(along) * LONGEST_DEGREE_M
}

/// What every message about such a place says, in words.
pub(super) struct PatchWords {
    /// The features concerned.
    pub(super) list: String,
    pub(super) area: String,
    pub(super) width: String,
}

impl Patch {
    /// A finding about it, with its message of these words, made when it is read.
    pub(super) fn finding(
        &self,
        subject: &Subject<'_>,
        rule: &'static str,
        severity: Severity,
        features: Vec<FeatureId>,
        say: impl Fn(Lang, PatchWords) -> Cow<'static, str> + Send + Sync + 'static,
    ) -> Finding {
        let (names, area_m2, width_m) = (Names::of(subject.project, &self.features), self.area_m2, self.width_m);
        let message = Message::later(move |lang| {
            let words = PatchWords { list: names.text(lang), area: area(area_m2, lang), width: width(width_m) };
            say(lang, words).into_owned()
        });
        let mut finding = Finding::of_many(subject, rule, severity, features, message).placed(self.at, self.vertex);
        finding.area_m2 = Some(self.area_m2);
        finding.width_m = Some(self.width_m);
        finding.region = Some(Arc::clone(&self.region));
        finding
    }
}
