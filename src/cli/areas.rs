//! `zonemap areas`: every area method against the declared figure.
//! Must not know the formulas: the table does.

use std::io::{self, BufWriter, Write as _};

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::arguments::{Areas, TableForm};
use super::{Shell, exit};
use crate::geodesy::{Datum, Declared};
use crate::i18n::{AreaFormat, Lang, in_markdown, number, printable, tr, write_json};
use crate::project::Project;
use crate::verify::{
    AreaCheck, DeclaredRow, MethodCheck, NoArea, area_checks, datum_heading, explained_by, mark, method_checks_once,
    method_name, methods_format, nothing_to_measure, rounded,
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

pub(super) fn run(args: &Areas, shell: &mut Shell<'_>) -> io::Result<u8> {
    let options = match args.reading.options(shell.lang) {
        Ok(options) => options,
        Err(wrong) => return shell.usage(&wrong),
    };
    let (mut projects, mut nothing_measured) = (Vec::new(), false);
    let all_readable = shell.each_opened(&args.paths, &options, |shell, opened| {
        if let Some((path, why)) =
            opened.as_ref().ok().and_then(|project| Some((&project.path, nothing_to_measure(project, shell.lang)?)))
        {
            nothing_measured = true;
            let text = tr!(shell.lang, "areas.nothing", path = printable(path), why = why);
            shell.tell(&text)?;
        }
        projects.extend(opened.ok());
        Ok(())
    })?;
    let rows = Rows { projects: &projects, lang: shell.lang };
    let mut out = BufWriter::new(&mut *shell.out);
    match args.format {
        TableForm::Text => write_text(&rows, &mut out)?,
        TableForm::Markdown => write_markdown(&rows, &mut out)?,
        TableForm::Json => {
            write_json(&AreasReport { schema: "zonemap-areas/1", features: rows }, &mut out)?;
        }
    }
    out.flush()?;
    Ok(match (nothing_measured, all_readable) {
        (true, _) => exit::FOUND,
        (false, false) => exit::UNREADABLE,
        (false, true) => exit::OK,
    })
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
        let why_not = NoArea::of(project, check.id);
        let checks = if why_not.is_none() { method_checks_once(project, check.id) } else { Vec::new() };
        let format = methods_format(&checks, check.declared, lang);
        let methods: Vec<MethodRow> = checks.iter().map(|check| MethodRow::new(check, &format, lang)).collect();
        let explains = methods.iter().filter(|row| row.reproduces == Some(true));
        Some(Self {
            id: feature.key().to_owned(),
            name: feature.name().get(lang).to_owned(),
            declared: check.declared.map(|declared| DeclaredRow::new(declared, lang)),
            declared_km2: check.declared.map(Declared::km2_text),
            explained_by: explains.map(|row| row.method.clone()).collect(),
            explanation: explained_by(project, check.id, &checks, None).map(|text| text.get(lang).to_owned()),
            methods,
            not_measured: why_not.map(NoArea::id),
            file: project.path.clone(),
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

fn write_text(rows: &Rows<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for (at, feature) in rows.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}\n  {}", called(&feature), declared(&feature, rows.lang))?;
        if let Some(text) = not_measured(&feature, rows.lang) {
            writeln!(out, "  {text}")?;
        }
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
    match &feature.declared {
        Some(declared) => tr!(lang, "areas.declared", declared = declared.text).into_owned(),
        None => tr!(lang, "areas.undeclared").into_owned(),
    }
}

/// Why nothing was measured, if so.
fn not_measured(feature: &FeatureRow, lang: Lang) -> Option<String> {
    let why = tr!(lang, format!("no-area.{}", feature.not_measured?));
    Some(tr!(lang, "areas.not-measured", why = why).into_owned())
}

fn write_row(row: &MethodRow, out: &mut dyn io::Write) -> io::Result<()> {
    let off = row.off.as_ref().map_or_else(String::new, |[off, ppm]| format!("{off:>16} {ppm:>14}"));
    writeln!(out, "  {} {:>18} {off}  {}", mark(row.reproduces), row.area, row.name)
}

/// A table for each feature, as Markdown has them.
fn write_markdown(rows: &Rows<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let lang = rows.lang;
    let heads = ["areas.head-method", "areas.head-area", "areas.head-off", "areas.head-agrees"];
    let heads = heads.map(|key| tr!(lang, key).into_owned()).join(" | ");
    for feature in rows.iter() {
        writeln!(out, "## {}\n\n{}\n", in_markdown(&called(&feature)), declared(&feature, lang))?;
        if let Some(text) = not_measured(&feature, lang) {
            writeln!(out, "{text}\n")?;
            continue;
        }
        writeln!(out, "| {heads} |\n|---|---:|---:|:-:|")?;
        for row in &feature.methods {
            let traced = datum_heading(row.datum, lang).map_or_else(String::new, |heading| format!("{heading} "));
            let off = row.off.as_ref().map_or_else(String::new, |both| both.join(", "));
            writeln!(out, "| {traced}{} | {} | {off} | {} |", row.name, row.area, mark(row.reproduces))?;
        }
        writeln!(out, "\n{}\n", feature.explanation.as_deref().unwrap_or_default())?;
    }
    Ok(())
}
