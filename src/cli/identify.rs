//! `zonemap identify`: what is at a position, topmost first, with its policy focus and measures.
//! Must not search: the project does.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Serialize;

use super::arguments::{Form, Identify};
use super::{Shell, exit, points};
use crate::geodesy::Declared;
use crate::geometry::{LonLat, Shape};
use crate::i18n::{AreaFormat, Lang, Localized, declared_text, escaped, number, printable, tr};
use crate::project::{Card, Found, Item, Measure, Project, Tie};
use crate::verify::{DeclaredRow, rounded};

/// What `identify --format json` prints for one position.
#[derive(Serialize, JsonSchema)]
pub(super) struct IdentifyReport {
    /// `zonemap-identify/1`.
    schema: &'static str,
    /// The position: longitude, latitude.
    at: [f64; 2],
    /// What is there, topmost first.
    features: Vec<FeatureRow>,
}

/// What it prints for the positions of a file.
#[derive(Serialize, JsonSchema)]
pub(super) struct PointsReport {
    /// `zonemap-identify-points/1`.
    schema: &'static str,
    /// The answer for each position, in file order.
    points: Vec<IdentifyReport>,
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

pub(super) fn run(args: &Identify, shell: &mut Shell<'_>) -> io::Result<u8> {
    if !(args.tolerance.is_finite() && args.tolerance >= 0.0) {
        let found = args.tolerance.to_string();
        return shell.usage(&tr!(shell.lang, "cli.tolerance", found = found));
    }
    let words: Vec<&OsString> = args.place_and_paths.iter().collect();
    let (positions, paths) = match &args.points {
        Some(file) => match points::read(file) {
            Ok(positions) => (positions, &words[..]),
            Err(error) => {
                shell.tell(&error.message(shell.lang))?;
                return Ok(exit::UNREADABLE);
            }
        },
        None => match position(&words) {
            Ok((at, paths)) => (vec![at], paths),
            Err(found) => {
                return shell.usage(&tr!(shell.lang, "cli.position", found = printable(&found)));
            }
        },
    };
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    answer(args, &positions, &paths, shell)
}

/// A longitude and a latitude, and the words after them.
fn position<'a, 'b>(words: &'b [&'a OsString]) -> Result<(LonLat, &'b [&'a OsString]), String> {
    let shown: Vec<_> = words.iter().take(2).map(|word| word.to_string_lossy()).collect();
    let refuse = || shown.join(" ");
    let [lon, lat] = shown.as_slice() else {
        return Err(refuse());
    };
    let number = |text: &str| text.trim().parse::<f64>().map_err(|_not_a_number| refuse());
    let at = LonLat::new(number(lon)?, number(lat)?).map_err(|_out_of_range| refuse())?;
    Ok((at, &words[2..]))
}

fn answer(args: &Identify, positions: &[LonLat], paths: &[PathBuf], shell: &mut Shell<'_>) -> io::Result<u8> {
    let options = match args.framing.options(shell.lang) {
        Ok(options) => options,
        Err(wrong) => return shell.usage(&wrong),
    };
    let mut reports: Vec<IdentifyReport> = positions.iter().map(|&at| IdentifyReport::empty(at)).collect();
    let mut any_readable = false;
    let all_readable = shell.each_project(paths, &options, |shell, opened| {
        if let Ok(project) = opened {
            any_readable = true;
            for (report, &at) in reports.iter_mut().zip(positions) {
                let found = project.identify(at, args.tolerance);
                report.features.extend(found.iter().filter_map(|f| FeatureRow::new(project, f, shell.lang)));
            }
        }
        Ok(())
    })?;
    let found_all = reports.iter().all(|report| !report.features.is_empty());
    match args.format {
        Form::Json if args.points.is_some() => {
            shell.write_json(&PointsReport { schema: "zonemap-identify-points/1", points: reports })?;
        }
        Form::Json => reports.iter().try_for_each(|report| shell.write_json(report))?,
        Form::Text => reports.iter().try_for_each(|report| write_text(report, shell))?,
    }
    // Nothing can be said to be nowhere when nothing could be read.
    Ok(match (found_all || !any_readable, all_readable) {
        (false, _) => exit::FOUND,
        (true, false) => exit::UNREADABLE,
        (true, true) => exit::OK,
    })
}

impl IdentifyReport {
    fn empty(at: LonLat) -> Self {
        Self {
            schema: "zonemap-identify/1",
            at: {
                let at = at.on_globe();
                [at.lon, at.lat]
            },
            features: Vec::new(),
        }
    }
}

impl FeatureRow {
    fn new(project: &Project, found: &Found, lang: Lang) -> Option<Self> {
        let feature = project.feature(found.id)?;
        let Card { focus, measures, .. } = project.card(found.id);
        let declared = project.declared.get(&found.id);
        let is_areal = project.shape(found.id).is_some_and(Shape::is_areal);
        let measured_m2 = is_areal.then(|| project.area_m2(found.id));
        Some(Self {
            layer: project.layers[found.id.layer].id.clone(),
            id: feature.key().to_owned(),
            name: feature.name().filled(),
            distance_m: rounded(found.distance_m),
            declared: declared.map(|declared| DeclaredRow::new(declared, lang)),
            measured_m2: measured_m2.map(rounded),
            area: measured_m2.map(|area_m2| areas(declared, area_m2, lang)),
            focus: focus.iter().map(|item| ItemRow::new(item, item.tie, None)).collect(),
            measures: measures.iter().map(ItemRow::measure).collect(),
        })
    }
}

impl ItemRow {
    fn new(item: &Item, tie: Option<Tie>, reason: Option<&Localized>) -> Self {
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

/// What is declared of an area and what it measures.
fn areas(declared: Option<&Declared>, measured_m2: f64, lang: Lang) -> String {
    let measured = AreaFormat::of(declared, measured_m2, lang).text(measured_m2);
    let text = if let Some(declared) = declared {
        tr!(lang, "copy.both-areas", declared = declared_text(declared, lang), measured = measured)
    } else {
        tr!(lang, "card.measured", area = measured)
    };
    text.into_owned()
}

fn write_text(report: &IdentifyReport, shell: &mut Shell<'_>) -> io::Result<()> {
    let lang = shell.lang;
    let [lon, lat] = report.at;
    writeln!(shell.out, "{}", tr!(lang, "identify.at", lon = lon, lat = lat))?;
    if report.features.is_empty() {
        writeln!(shell.out, "  {}", tr!(lang, "identify.nothing"))?;
    }
    for feature in &report.features {
        write_feature(feature, lang, shell.out)?;
    }
    Ok(())
}

fn write_feature(feature: &FeatureRow, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let (layer, id) = (printable(&feature.layer), printable(&feature.id));
    let name = printable(feature.name.get(lang));
    let distance = match feature.distance_m {
        0.0 => String::new(),
        metres => format!(" ({} m)", number(metres, 1)),
    };
    writeln!(out, "  {layer}/{id} {name}{distance}")?;
    feature.area.iter().try_for_each(|area| writeln!(out, "    {area}"))?;
    items(&tr!(lang, "card.focus"), &feature.focus, lang, out)?;
    for (tie, key) in
        [(Tie::Stated, "card.stated"), (Tie::Inferred, "card.inferred"), (Tie::ZoneWide, "card.zone-wide")]
    {
        let tied = feature.measures.iter().filter(|item| item.tie == Some(tie));
        items(&tr!(lang, key), tied, lang, out)?;
    }
    Ok(())
}

fn items<'a>(
    heading: &str,
    items: impl IntoIterator<Item = &'a ItemRow>,
    lang: Lang,
    out: &mut dyn io::Write,
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
