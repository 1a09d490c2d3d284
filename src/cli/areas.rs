//! `zonemap areas`: every area method against the declared figure.
//! Must not know the formulas: the table does.

use std::io::{self, BufWriter, Write as _};

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::arguments::{Areas, TableForm};
use super::{Shell, exit};
use crate::geodesy::{Datum, Declared};
use crate::i18n::{Lang, area_km2, number, printable, tr};
use crate::project::Project;
use crate::verify::{
    AreaCheck, MethodCheck, area_checks, datum_heading, explained_by, mark, method_checks_once, method_name, rounded,
};

/// What `areas --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AreasReport")]
pub(super) struct AreasReport<Rows = Vec<FeatureRow>> {
    /// `zonemap-areas/1`.
    schema: &'static str,
    /// Every area.
    features: Rows,
}

/// Every area of some projects, each measured when its turn comes: all rows at once take a hundred times the room of the files.
struct Rows<'a> {
    projects: &'a [Project],
    lang: Lang,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct FeatureRow {
    /// The feature's id.
    id: String,
    /// Its name.
    name: String,
    /// The declared figure in km², digit for digit.
    declared_km2: Option<String>,
    /// Its area by every method.
    methods: Vec<MethodRow>,
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
    /// The datum, to head the rows of it.
    #[serde(skip)]
    datum: Datum,
}

pub(super) fn run(args: &Areas, shell: &mut Shell<'_>) -> io::Result<u8> {
    let options = match args.reading.options(shell.lang) {
        Ok(options) => options,
        Err(wrong) => return shell.usage(&wrong),
    };
    let mut projects = Vec::new();
    let all_readable = shell.each_opened(&args.paths, &options, |_, opened| {
        projects.extend(opened.ok());
        Ok(())
    })?;
    let rows = Rows { projects: &projects, lang: shell.lang };
    let mut out = BufWriter::new(&mut *shell.out);
    match args.format {
        TableForm::Text => write_text(&rows, &mut out)?,
        TableForm::Markdown => write_markdown(&rows, &mut out)?,
        TableForm::Json => {
            serde_json::to_writer_pretty(&mut out, &AreasReport { schema: "zonemap-areas/1", features: rows })?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(if all_readable { exit::OK } else { exit::UNREADABLE })
}

impl Rows<'_> {
    fn iter(&self) -> impl Iterator<Item = FeatureRow> {
        let row = |project, check: AreaCheck<'_>| FeatureRow::new(project, &check, self.lang);
        self.projects
            .iter()
            .flat_map(move |project| area_checks(project).into_iter().filter_map(move |check| row(project, check)))
    }
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl FeatureRow {
    fn new(project: &Project, check: &AreaCheck<'_>, lang: Lang) -> Option<Self> {
        let feature = project.feature(check.id)?;
        let checks = method_checks_once(project, check.id);
        let methods: Vec<MethodRow> = checks.iter().map(|check| MethodRow::new(check, lang)).collect();
        let explains = methods.iter().filter(|row| row.reproduces == Some(true));
        Some(Self {
            id: feature.key().to_owned(),
            name: feature.name().get(lang).to_owned(),
            declared_km2: check.declared.map(Declared::km2_text),
            explained_by: explains.map(|row| row.method.clone()).collect(),
            explanation: explained_by(project, check.id, &checks).map(|text| text.get(lang).to_owned()),
            methods,
            file: project.path.clone(),
        })
    }
}

impl MethodRow {
    fn new(check: &MethodCheck, lang: Lang) -> Self {
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
            datum: check.traced_on,
        }
    }

    /// The difference in hectares and millionths; empty when nothing is declared.
    fn off(&self) -> Option<[String; 2]> {
        Some([format!("{} ha", number(self.difference_ha?, 2)), format!("{} ppm", number(self.ppm?, 1))])
    }
}

fn write_text(rows: &Rows<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for (at, feature) in rows.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}\n  {}", called(&feature), declared(&feature, rows.lang))?;
        let mut datum = Datum::Wgs84;
        for row in &feature.methods {
            if row.datum != datum {
                datum = row.datum;
                writeln!(out, "  {}", datum_heading(datum, rows.lang).unwrap_or_default())?;
            }
            write_row(row, out)?;
        }
        if let Some(explanation) = &feature.explanation {
            writeln!(out, "  {explanation}")?;
        }
    }
    Ok(())
}

fn called(feature: &FeatureRow) -> String {
    format!("{} {}", printable(&feature.id), printable(&feature.name))
}

fn declared(feature: &FeatureRow, lang: Lang) -> String {
    match &feature.declared_km2 {
        Some(declared) => tr!(lang, "areas.declared", declared = declared).into_owned(),
        None => tr!(lang, "areas.undeclared").into_owned(),
    }
}

fn write_row(row: &MethodRow, out: &mut dyn io::Write) -> io::Result<()> {
    let off = row.off().map_or_else(String::new, |[ha, ppm]| format!("{ha:>13} {ppm:>14}"));
    writeln!(out, "  {} {:>16} {off}  {}", mark(row.reproduces), area_km2(row.area_m2), row.name)
}

/// A table for each feature, as Markdown has them.
fn write_markdown(rows: &Rows<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let lang = rows.lang;
    let heads = ["areas.head-method", "areas.head-area", "areas.head-off", "areas.head-agrees"];
    let heads = heads.map(|key| tr!(lang, key).into_owned()).join(" | ");
    for feature in rows.iter() {
        writeln!(out, "## {}\n\n{}\n", escaped(&called(&feature)), declared(&feature, lang))?;
        writeln!(out, "| {heads} |\n|---|---:|---:|:-:|")?;
        for row in &feature.methods {
            let traced = datum_heading(row.datum, lang).map_or_else(String::new, |heading| format!("{heading} "));
            let off = row.off().map_or_else(String::new, |both| both.join(", "));
            let (area, mark) = (area_km2(row.area_m2), mark(row.reproduces));
            writeln!(out, "| {traced}{} | {area} | {off} | {mark} |", row.name)?;
        }
        writeln!(out, "\n{}\n", feature.explanation.as_deref().unwrap_or_default())?;
    }
    Ok(())
}

/// Text with the characters that mean something in Markdown made plain.
fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| ["\\".chars().next().filter(|_| "\\`*_[]<>|#".contains(c)), Some(c)]).flatten().collect()
}
