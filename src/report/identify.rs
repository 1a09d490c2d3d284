//! The report of what is at a position, topmost first, with its policy focus and measures.
//! Must not search: the project does.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::rounded::rounded;
use super::{DeclaredRow, FeatureReport, TIES, tie_heading};
use crate::geometry::LonLat;
use crate::i18n::{Lang, Localized, escaped, number, printable, tr};
use crate::project::{Card, Found, Measure, PolicyItem, Project, Tie};

/// What `identify --format json` prints for one position.
#[derive(Serialize, JsonSchema)]
pub struct IdentifyReport {
    /// `zonemap-identify/1`.
    schema: &'static str,
    /// The position: longitude, latitude.
    at: [f64; 2],
    /// What is there, topmost first.
    features: Vec<FeatureRow>,
}

/// What it prints for the positions of a file.
#[derive(Serialize, JsonSchema)]
pub struct PointsReport {
    /// `zonemap-identify-points/1`.
    schema: &'static str,
    /// The answer for each position, in file order.
    points: Vec<IdentifyReport>,
}

impl From<Vec<IdentifyReport>> for PointsReport {
    fn from(points: Vec<IdentifyReport>) -> Self {
        Self { schema: "zonemap-identify-points/1", points }
    }
}

#[derive(Serialize, JsonSchema)]
struct FeatureRow {
    /// The id of the feature's layer.
    layer: String,
    /// The feature's id.
    id: String,
    /// Its name in three languages.
    name: Localized,
    /// How far the position is from it; 0 inside an area.
    distance_m: f64,
    /// What is declared of its area; none where nothing is.
    declared: Option<DeclaredRow>,
    /// Its area on the ellipsoid WGS 84, square metres; none of what is no area.
    measured_m2: Option<f64>,
    /// The two as people read them.
    #[serde(skip)]
    area: Option<String>,
    /// Its policy focus.
    focus: Vec<ItemRow>,
    /// Its measures: stated, then inferred, then zone-wide.
    measures: Vec<ItemRow>,
}

#[derive(Serialize, JsonSchema)]
struct ItemRow {
    /// The item's id.
    id: String,
    /// The id of its group.
    group: String,
    /// In a few words.
    title: Localized,
    /// In full.
    text: Localized,
    /// How the source ties it to this feature.
    tie: Option<Tie>,
    /// Why it is thought relevant, when that is inferred.
    reason: Option<Localized>,
}

impl IdentifyReport {
    /// The answer for a position before anything was looked at.
    #[must_use]
    pub fn new(at: LonLat) -> Self {
        Self {
            schema: "zonemap-identify/1",
            at: {
                let at = at.on_globe();
                [at.lon, at.lat]
            },
            features: Vec::new(),
        }
    }

    /// Adds what of a project is there, or no farther off than a tolerance in metres.
    pub fn add(&mut self, at: LonLat, project: &Project, tolerance_m: f64, lang: Lang) {
        let found = project.identify(at, tolerance_m);
        self.features.extend(found.iter().filter_map(|found| FeatureRow::new(project, found, lang)));
    }

    /// Whether nothing is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// Writes it for people to read.
    ///
    /// # Errors
    /// What writing gives.
    pub fn write_text(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        let [lon, lat] = self.at;
        writeln!(out, "{}", tr!(lang, "identify.at", lon = lon, lat = lat))?;
        if self.features.is_empty() {
            writeln!(out, "  {}", tr!(lang, "identify.nothing"))?;
        }
        self.features.iter().try_for_each(|feature| write_feature(feature, lang, out))
    }
}

impl FeatureRow {
    fn new(project: &Project, found: &Found, lang: Lang) -> Option<Self> {
        let report = FeatureReport::of(project, found.id)?;
        let Card { focus, measures, .. } = report.card();
        let measured_m2 = report.measured_m2();
        Some(Self {
            layer: report.layer.id.clone(),
            id: report.feature.key().to_owned(),
            name: report.feature.name().filled(),
            distance_m: rounded(found.distance_m),
            declared: report.check.declared.map(|declared| DeclaredRow::new(declared, lang)),
            measured_m2: measured_m2.map(rounded),
            area: measured_m2.map(|_| report.areas(lang)),
            focus: focus.iter().map(|item| ItemRow::new(item, item.tie, None)).collect(),
            measures: measures.iter().map(ItemRow::measure).collect(),
        })
    }
}

impl ItemRow {
    fn new(item: &PolicyItem, tie: Option<Tie>, reason: Option<&Localized>) -> Self {
        Self {
            id: item.id.clone(),
            group: item.group.clone(),
            title: item.title.filled(),
            text: item.text.filled(),
            tie,
            reason: reason.map(Localized::filled),
        }
    }

    fn measure(measure: &Measure<'_>) -> Self {
        Self::new(measure.item, Some(measure.tie), measure.reason)
    }
}

fn write_feature(feature: &FeatureRow, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let (layer, id) = (printable(&feature.layer), printable(&feature.id));
    let name = printable(feature.name.get(lang));
    let distance = match feature.distance_m {
        0.0 => String::new(),
        metres => format!(" ({} m)", number(metres, 1)),
    };
    writeln!(out, "  {layer}/{id} {name}{distance}")?;
    feature.area.iter().try_for_each(|area| writeln!(out, "    {area}"))?;
    items(&tr!(lang, "card.focus"), &feature.focus, lang, out)?;
    for tie in TIES {
        let tied = feature.measures.iter().filter(|item| item.tie == Some(tie));
        items(&tie_heading(tie, lang), tied, lang, out)?;
    }
    Ok(())
}

fn items<'a>(
    heading: &str,
    items: impl IntoIterator<Item = &'a ItemRow>,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let items: Vec<&ItemRow> = items.into_iter().collect();
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "    {heading} ({})", items.len())?;
    for item in items {
        let reason = match &item.reason {
            Some(reason) => format!(" [{}]", escaped(reason.get(lang))),
            None => String::new(),
        };
        writeln!(out, "      {}{reason}", escaped(item.title.get(lang)))?;
    }
    Ok(())
}
