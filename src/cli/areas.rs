//! `zonemap areas`: every area method against the declared figure.
//! Must not know the formulas: the table does.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use super::arguments::{Areas, Form};
use super::{Shell, exit};
use crate::geodesy::Declared;
use crate::i18n::{Lang, area_km2, number, printable, tr};
use crate::project::Project;
use crate::verify::{AreaCheck, MethodCheck, area_checks, mark, method_checks, rounded};

/// What `areas --format json` prints.
#[derive(Serialize, JsonSchema)]
pub(super) struct AreasReport {
    /// `zonemap-areas/1`.
    schema: &'static str,
    /// Every area.
    features: Vec<FeatureRow>,
}

#[derive(Serialize, JsonSchema)]
struct FeatureRow {
    /// The feature's id.
    id: String,
    /// Its name.
    name: String,
    /// The declared figure in km², digit for digit.
    declared_km2: Option<String>,
    /// Its area by every method.
    methods: Vec<MethodRow>,
    /// The methods whose area rounds to the declared digits.
    explained_by: Vec<&'static str>,
    /// The project or file it belongs to.
    file: String,
}

#[derive(Serialize, JsonSchema)]
struct MethodRow {
    /// The method's short name.
    method: &'static str,
    /// Area, square metres to three decimals.
    area_m2: f64,
    /// Area less the declared one, hectares.
    difference_ha: Option<f64>,
    /// The same in millionths of the declared one.
    ppm: Option<f64>,
    /// Whether the area rounds to the declared digits.
    reproduces: Option<bool>,
}

pub(super) fn run(args: &Areas, shell: &mut Shell<'_>) -> io::Result<u8> {
    let mut report = AreasReport { schema: "zonemap-areas/1", features: Vec::new() };
    let options = match args.reading.options(shell.lang) {
        Ok(options) => options,
        Err(wrong) => return shell.usage(&wrong),
    };
    let all_readable = shell.each_project(&args.paths, &options, |shell, opened| {
        if let Ok(project) = opened {
            let checks = area_checks(project);
            report.features.extend(checks.iter().filter_map(|c| FeatureRow::new(project, c, shell.lang)));
        }
        Ok(())
    })?;
    match args.format {
        Form::Text => write_text(&report, shell)?,
        Form::Json => shell.write_json(&report)?,
    }
    Ok(if all_readable { exit::OK } else { exit::UNREADABLE })
}

impl FeatureRow {
    fn new(project: &Project, check: &AreaCheck<'_>, lang: Lang) -> Option<Self> {
        let feature = project.feature(check.id)?;
        let methods: Vec<MethodRow> = method_checks(project, check.id).into_iter().map(MethodRow::from).collect();
        let explains = methods.iter().filter(|row| row.reproduces == Some(true));
        Some(Self {
            id: feature.key().to_owned(),
            name: feature.name().get(lang).to_owned(),
            declared_km2: check.declared.map(Declared::km2_text),
            explained_by: explains.map(|row| row.method).collect(),
            methods,
            file: project.path.clone(),
        })
    }
}

impl From<MethodCheck> for MethodRow {
    fn from(check: MethodCheck) -> Self {
        Self {
            method: check.method,
            area_m2: rounded(check.area_m2),
            difference_ha: check.off_m2.map(|off_m2| rounded(off_m2 / 1e4)),
            ppm: check.ppm.map(rounded),
            reproduces: check.agrees,
        }
    }
}

fn write_text(report: &AreasReport, shell: &mut Shell<'_>) -> io::Result<()> {
    let lang = shell.lang;
    for (at, feature) in report.features.iter().enumerate() {
        if at > 0 {
            writeln!(shell.out)?;
        }
        let declared = feature.declared_km2.as_ref();
        let declared = declared
            .map_or_else(|| tr!(lang, "areas.undeclared"), |declared| tr!(lang, "areas.declared", declared = declared));
        let (id, name) = (printable(&feature.id), printable(&feature.name));
        writeln!(shell.out, "{id} {name}\n  {declared}")?;
        for row in &feature.methods {
            write_row(row, lang, shell.out)?;
        }
    }
    Ok(())
}

fn write_row(row: &MethodRow, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let mark = mark(row.reproduces);
    let method = tr!(lang, format!("area-method.{}", row.method));
    let off = match (row.difference_ha, row.ppm) {
        (Some(ha), Some(ppm)) => format!("{:>10} ha {:>10} ppm", number(ha, 2), number(ppm, 1)),
        (_, _) => String::new(),
    };
    writeln!(out, "  {mark} {:>16} {off}  {method}", area_km2(row.area_m2))
}
