//! The report of a comparison as data: what `--format json` prints and what every other form is written from.
//! Must not decide anything: the comparison did.

mod compared;
mod geojson;
mod markdown;
mod text;
mod words;

pub use compared::VersionsReport;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::rounded::{rounded, rounded_position};
use crate::diff::{Aspect, AttributeChange, Balance, Change, ChangedArea, Comparison, Geometry, Kind, Sign};
use crate::i18n::{Lang, map_review};
use crate::project::{Feature, FeatureId, Project};

/// What `diff --format json` prints. Lengths and areas are rounded to a thousandth of their unit, positions to 1e-7 degrees, or as
/// much finer as it takes to lie inside a place.
#[derive(Serialize, JsonSchema)]
pub struct DiffReport {
    /// `zonemap-diff/1`.
    schema: &'static str,
    /// The first version.
    a: VersionRow,
    /// The second version.
    b: VersionRow,
    /// A boundary that lies nowhere farther than this from the other version's counts as the same, metres; at 0 every coordinate counts.
    tolerance_m: f64,
    /// Whether something was compared, that was everything, and nothing changed.
    same: bool,
    /// How many features became what.
    summary: Summary,
    /// What became of each area, then of each line and point, then of each feature without geometry.
    features: Vec<ChangeRow>,
    /// Parts of a whole of which the other version has no parts at all.
    not_compared: Vec<ApartRow>,
    /// How many lines and points only one version has any of, the first or the second: they were not compared.
    lines_not_compared: [usize; 2],
    /// Whether neither version has anything to compare.
    nothing: bool,
}

#[derive(Serialize, JsonSchema)]
struct VersionRow {
    /// Its path as the user would write it.
    path: String,
    /// Its name.
    title: String,
    /// What is to be said wherever it is shown; empty when there is nothing.
    notice: String,
    /// The line about map review; empty where there is no notice.
    map_review: String,
}

#[derive(Default, Serialize, JsonSchema)]
struct Summary {
    same: usize,
    moved: usize,
    changed: usize,
    added: usize,
    removed: usize,
    not_compared: usize,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FeatureRow")]
#[expect(missing_docs, reason = "a line here would change the published schema")]
pub struct ChangeRow {
    /// Its id in the first version; in the second if only that has it.
    id: String,
    /// Its id in the second version where that is another.
    id_b: Option<String>,
    /// Its name.
    name: String,
    /// What it is drawn as: `area`, `line` or `point`; `none` without geometry.
    #[schemars(with = "String")]
    geometry: Geometry,
    /// `same`, `moved`, `changed` (in its attributes alone), `added` or `removed`.
    #[schemars(with = "String")]
    change: Kind,
    /// How the two are known to be one: `id`, `overlap`, `place` of lines and points, or `words` of features without geometry.
    matched: Option<&'static str>,
    /// Area in the first version, square metres.
    area_a_m2: Option<f64>,
    /// Area in the second version, square metres.
    area_b_m2: Option<f64>,
    /// What only the second version covers, square metres; none when the boundaries could not be overlaid.
    #[serde(rename = "gained_m2")]
    added_m2: Option<f64>,
    /// What only the first version covers, square metres.
    #[serde(rename = "lost_m2")]
    removed_m2: Option<f64>,
    /// What was added less what was removed, square metres.
    net_m2: Option<f64>,
    /// The rest of the difference of the two areas, square metres, which comes from edges alone: areas are geodesic, added and removed area
    /// is found where edges are straight in longitude and latitude. `added − removed + edge effect = area b − area a`, to the last digit.
    edge_effect_m2: Option<f64>,
    /// The farthest that any point of either boundary lies from the other, metres.
    max_shift_m: Option<f64>,
    /// The mean distance over all points of both boundaries, metres.
    mean_shift_m: Option<f64>,
    /// The point that lies farthest: longitude, latitude.
    max_shift_at: Option<[f64; 2]>,
    /// What became of its coordinates.
    vertices: VerticesRow,
    /// Every place added or removed, the largest first.
    places: Vec<ChangedAreaRow>,
    /// What is said otherwise of it.
    attributes: Vec<AttributeRow>,
}

#[derive(Serialize, JsonSchema)]
struct AttributeRow {
    /// `id`, `declared`, `heights` or `property`.
    #[serde(rename = "what", serialize_with = "by_name")]
    #[schemars(with = "String")]
    aspect: Aspect,
    /// The name of the property.
    property: Option<String>,
    /// As the first version has it; none where it has nothing of it.
    before: Option<String>,
    /// As the second version has it.
    after: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct VerticesRow {
    moved: usize,
    added: usize,
    removed: usize,
}

#[derive(Serialize, JsonSchema)]
#[expect(missing_docs, reason = "a line here would change the published schema")]
pub struct ChangedAreaRow {
    /// `gained` or `lost`.
    #[schemars(with = "String")]
    sign: Sign,
    /// Its size, square metres.
    area_m2: f64,
    /// The diameter of the largest circle in it, metres.
    width_m: f64,
    /// A point inside it: longitude, latitude.
    at: [f64; 2],
}

#[derive(Serialize, JsonSchema)]
struct ApartRow {
    /// The feature's id.
    id: String,
    /// Its name.
    name: String,
    /// The version that has it: `a` or `b`.
    version: &'static str,
}

impl DiffReport {
    /// What is to be said of a comparison of two versions by a tolerance, in a language.
    #[must_use]
    pub fn new(versions: (&Project, &Project), comparison: &Comparison, tolerance_m: f64, lang: Lang) -> Self {
        let (a, b) = versions;
        let features: Vec<ChangeRow> =
            comparison.features.iter().map(|change| ChangeRow::new(versions, change, lang)).collect();
        let apart = |project, ids: &[FeatureId], version| -> Vec<ApartRow> {
            ids.iter().filter_map(|&id| ApartRow::new(project, id, version, lang)).collect()
        };
        let mut not_compared = apart(a, &comparison.not_compared_a, "a");
        not_compared.extend(apart(b, &comparison.not_compared_b, "b"));
        let mut summary = Summary { not_compared: not_compared.len(), ..Summary::default() };
        for change in &comparison.features {
            *match change.kind {
                Kind::Same => &mut summary.same,
                Kind::Moved => &mut summary.moved,
                Kind::Changed => &mut summary.changed,
                Kind::Added => &mut summary.added,
                Kind::Removed => &mut summary.removed,
            } += 1;
        }
        Self {
            schema: "zonemap-diff/1",
            a: VersionRow::new(a, lang),
            b: VersionRow::new(b, lang),
            tolerance_m,
            same: comparison.is_same(),
            summary,
            features,
            not_compared,
            lines_not_compared: [comparison.lines_only_a, comparison.lines_only_b],
            nothing: comparison.is_of_nothing(),
        }
    }

    /// Whether something was compared, that was everything, and nothing changed.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.same
    }
}

impl VersionRow {
    fn new(project: &Project, lang: Lang) -> Self {
        let said = project.notices().into_iter().filter(|(notice, _)| !notice.is_empty());
        let (notices, reviews): (Vec<&str>, Vec<String>) =
            said.map(|(notice, number)| (notice.get(lang), map_review(number, lang))).unzip();
        Self {
            path: project.path(),
            title: project.title().get(lang).to_owned(),
            notice: notices.join("\n"),
            map_review: reviews.join("\n"),
        }
    }
}

impl ChangeRow {
    fn new(versions: (&Project, &Project), change: &Change, lang: Lang) -> Self {
        let places = change.places.iter().map(ChangedAreaRow::new).collect();
        Self { places, ..Self::without_places(versions, change, lang) }
    }

    /// The row of a change without its places, of which there may be thousands.
    #[must_use]
    pub fn without_places((a, b): (&Project, &Project), change: &Change, lang: Lang) -> Self {
        let in_a = change.a.and_then(|id| a.feature(id));
        let in_b = change.b.and_then(|id| b.feature(id));
        let id = in_a.or(in_b).map_or("", Feature::key);
        let metres = |value: Option<f64>| value.map(rounded);
        let balance = Balance::of(change).map(|balance| balance.rounded(3));
        Self {
            id: id.to_owned(),
            id_b: in_b.map(Feature::key).filter(|&other| other != id).map(str::to_owned),
            name: in_a.or(in_b).map_or("", |feature| feature.name().get(lang)).to_owned(),
            geometry: change.geometry,
            change: change.kind,
            matched: change.by.map(crate::diff::By::name),
            area_a_m2: metres(change.area_a_m2),
            area_b_m2: metres(change.area_b_m2),
            added_m2: metres(change.added_m2),
            removed_m2: metres(change.removed_m2),
            net_m2: metres(change.net_m2()),
            edge_effect_m2: balance.map(|balance| balance.edges_m2),
            max_shift_m: metres(change.shift.map(|shift| shift.max_m)),
            mean_shift_m: metres(change.shift.map(|shift| shift.mean_m)),
            max_shift_at: change.shift.map(|shift| rounded_position(shift.at, None)),
            vertices: VerticesRow {
                moved: change.vertices.moved,
                added: change.vertices.added,
                removed: change.vertices.removed,
            },
            places: Vec::new(),
            attributes: change.attributes.iter().map(AttributeRow::new).collect(),
        }
    }

    /// The figures that add up; none when the boundaries could not be overlaid.
    fn balance(&self) -> Option<Balance> {
        let areas = [self.area_a_m2, self.area_b_m2].map(|area| area.unwrap_or(0.0));
        Some(Balance::new(areas, [self.added_m2?, self.removed_m2?]))
    }
}

fn by_name<S: Serializer>(aspect: &Aspect, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(aspect.name())
}

impl AttributeRow {
    fn new(change: &AttributeChange) -> Self {
        Self {
            aspect: change.aspect.clone(),
            property: change.aspect.property().map(str::to_owned),
            before: change.before.clone(),
            after: change.after.clone(),
        }
    }
}

impl ChangedAreaRow {
    /// The row of a place.
    #[must_use]
    pub fn new(place: &ChangedArea) -> Self {
        Self {
            sign: place.sign,
            area_m2: rounded(place.area_m2),
            width_m: rounded(place.width_m),
            at: rounded_position(place.at, Some(place.width_m)),
        }
    }
}

impl ApartRow {
    fn new(project: &Project, id: FeatureId, version: &'static str, lang: Lang) -> Option<Self> {
        let feature = project.feature(id)?;
        Some(Self { id: feature.key().to_owned(), name: feature.name().get(lang).to_owned(), version })
    }
}
