//! The report of every area by every method: what `areas --format json` prints and what every other form is written from.
//! Must not know the formulas: the table does.

mod markdown;
mod text;

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::methods::{method_name, methods_format};
use super::rounded::rounded;
use super::{DeclaredRow, FeatureReport};
use crate::geodesy::{Datum, Declared};
use crate::i18n::{AreaFormat, Lang, number, write_json};
use crate::project::Project;
use crate::verify::{AreaCheck, MethodCheck, NoArea, area_checks, method_checks_once};

/// What `areas --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AreasReport")]
pub struct AreasReport<Rows = Vec<FeatureRow>> {
    /// `zonemap-areas/1`.
    schema: &'static str,
    /// Every area.
    features: Rows,
}

/// Every area of some projects, each measured when its turn comes: all rows at once take a hundred times the room of the files.
pub struct AreaRows<'a> {
    /// The projects.
    pub projects: &'a [Project],
    /// The language of all that people read.
    pub lang: Lang,
}

#[derive(Serialize, JsonSchema)]
pub struct FeatureRow {
    /// The feature's id.
    id: String,
    /// Its name.
    name: String,
    /// The declared figure as it was written.
    declared: Option<DeclaredRow>,
    /// The same in km², with all its digits.
    declared_km2: Option<String>,
    /// Its area by every method; none where its geometry has no area.
    methods: Vec<MethodRow>,
    /// Why nothing was measured: `no-geometry`, `no-ring`, `closed-line`, `lines` or `points`.
    not_measured: Option<&'static str>,
    /// The methods whose area rounds to the declared digits.
    explained_by: Vec<String>,
    /// The same as a sentence, in the language asked for; none when nothing is declared.
    explanation: Option<String>,
    /// The project or file it belongs to.
    file: String,
}

#[derive(Serialize, JsonSchema)]
struct MethodRow {
    /// The method's short name, with `@` and the datum where the boundary is taken as traced on a shifted map: unique.
    method: String,
    /// The datum of the map that the boundary is taken to have been traced on: `gcj02` or `bd09`.
    traced_on: Option<&'static str>,
    /// The EPSG code of the zone, of a method that measures in the plane of one.
    epsg: Option<u16>,
    /// The zone's central meridian in degrees.
    central_meridian_deg: Option<f64>,
    /// Area, square metres to three decimals.
    area_m2: f64,
    /// Area less the declared one, hectares.
    difference_ha: Option<f64>,
    /// The same in millionths of the declared one.
    ppm: Option<f64>,
    /// Whether the area rounds to the declared digits.
    reproduces: Option<bool>,
    /// What people call the method.
    #[serde(skip)]
    name: String,
    /// The area as people read it: all of a feature alike.
    #[serde(skip)]
    area: String,
    /// The difference as people read it, in the same unit and in millionths.
    #[serde(skip)]
    off: Option<[String; 2]>,
    /// The datum, to head the rows of it.
    #[serde(skip)]
    datum: Datum,
}

impl AreaRows<'_> {
    /// Writes them as an [`AreasReport`].
    ///
    /// # Errors
    /// What writing gives.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        write_json(&AreasReport { schema: "zonemap-areas/1", features: self }, out)
    }

    fn iter(&self) -> impl Iterator<Item = FeatureRow> {
        let row = |project, check: AreaCheck<'_>| FeatureRow::new(project, check, self.lang);
        self.projects
            .iter()
            .flat_map(move |project| area_checks(project).into_iter().filter_map(move |check| row(project, check)))
    }
}

impl Serialize for AreaRows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl FeatureRow {
    fn new(project: &Project, check: AreaCheck<'_>, lang: Lang) -> Option<Self> {
        let report = FeatureReport::checked(project, check)?;
        let (feature, why_not, declared) = (report.feature, report.no_area, report.check.declared);
        let checks = if why_not.is_none() { method_checks_once(project, check.id) } else { Vec::new() };
        let format = methods_format(&checks, declared, lang);
        let methods: Vec<MethodRow> = checks.iter().map(|check| MethodRow::new(check, &format, lang)).collect();
        let explains = methods.iter().filter(|row| row.reproduces == Some(true));
        Some(Self {
            id: feature.key().to_owned(),
            name: feature.name().get(lang).to_owned(),
            declared: declared.map(|declared| DeclaredRow::new(declared, lang)),
            declared_km2: declared.map(Declared::km2_text),
            explained_by: explains.map(|row| row.method.clone()).collect(),
            explanation: report.explanation(&checks).map(|text| text.get(lang).to_owned()),
            methods,
            not_measured: why_not.map(NoArea::id),
            file: project.path_of(check.id).to_owned(),
        })
    }
}

impl MethodRow {
    fn new(check: &MethodCheck, format: &AreaFormat, lang: Lang) -> Self {
        let traced_on = Some(check.traced_on).filter(|&datum| datum != Datum::Wgs84);
        Self {
            method: check.id(),
            traced_on: traced_on.map(Datum::name),
            epsg: check.zone.and_then(|zone| zone.epsg()),
            central_meridian_deg: check.zone.map(|zone| zone.central_meridian_deg),
            area_m2: rounded(check.area_m2),
            difference_ha: check.off_m2.map(|off_m2| rounded(off_m2 / 1e4)),
            ppm: check.ppm.map(rounded),
            reproduces: check.agrees,
            name: method_name(check, lang),
            area: format.text(check.area_m2),
            off: check.off_m2.zip(check.ppm).map(|(off_m2, ppm)| {
                [format!("{} {}", format.difference(off_m2), format.symbol()), format!("{} ppm", number(ppm, 1))]
            }),
            datum: check.traced_on,
        }
    }
}
