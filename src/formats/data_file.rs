//! A data file: of which format it is, the datasets that it holds, and a file that is a project by itself.
//! Must not know how any format is read: a table lists them.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::folder::{Disk, beside};
use super::foreign::foreign;
use super::gather::add_warning;
use super::input::{Input, Text};
use super::{
    Collection, FORMATS, Format, OpenError, OpenOptions, Problem, Source as _, assemble, begun_by, declared, misspelt,
    named, oddities, packed, source,
};
use crate::crs::{Axes, CoordinateFrame, Crs};
use crate::geodesy::Datum;
use crate::i18n::{Lang, Localized, tr};
use crate::project::{Dataset, Defect, FindPositions, Layer, Project, ProjectContent, Remark, SourceFile, SourceText};

/// Opens one data file as a project with a layer for each of its datasets.
pub(super) fn open_single(path: &Path, options: &OpenOptions) -> Result<Project, OpenError> {
    single(path, source::read_bytes(path)?.into(), options)
}

/// One data file's bytes as such a project.
pub(super) fn single(path: &Path, bytes: Cow<'static, [u8]>, options: &OpenOptions) -> Result<Project, OpenError> {
    let shown = path.to_string_lossy().into_owned();
    let unpacked = Path::new(packed::without_ending(&shown));
    let beside = |ending: &str| beside(&Disk(Path::new("")), unpacked, ending);
    let DataFile { datasets, file, text, remark, identified } =
        read_data(Input::new(shown.clone(), bytes, &beside), options, &[])?;
    named::check(datasets.iter().flat_map(|dataset| &dataset.features), identified, &shown, options)?;
    let mut project = ProjectContent::default();
    project.remarks.extend(remark);
    project.files.push(file);
    project.own.title = Localized::plain(&stem(path));
    project.own.path.clone_from(&shown);
    let mut odd = Vec::new();
    for mut dataset in datasets {
        odd.append(&mut dataset.odd);
        let frame = CoordinateFrame { crs: Crs::from_name(dataset.crs), ..options.frame };
        let mut layer = into_layer(path, dataset, frame);
        let alike = project.layers.iter().filter(|other| other.title == layer.title).count();
        if alike > 0 {
            layer.id = format!("{} {}", layer.id, alike + 1);
        }
        layer.file = Some(0);
        project.layers.push(layer);
    }
    assemble::into_one_reading(&mut project);
    let text_of = |_| (shown.as_str(), text.as_ref().map(|text| &***text));
    declared::from_properties(&mut project, &text_of, options)?;
    misspelt::remark(&mut project, &text_of, options);
    drop(text);
    oddities::attach(&mut project, odd);
    assemble::whole_named(&mut project, &shown, options)?;
    Ok(project.into())
}

/// One data file's bytes as the layer that its first dataset makes.
pub(super) fn parse_single(path: &Path, bytes: &[u8]) -> Result<Layer, OpenError> {
    let mut input = Input::new(path.to_string_lossy().into_owned(), bytes.into(), &|_| Ok(None));
    let dataset = read_datasets(&mut input, &CoordinateFrame::default())?.1.into_iter().next();
    let dataset = dataset.unwrap_or_default();
    let frame = CoordinateFrame { crs: Crs::from_name(dataset.crs), ..CoordinateFrame::default() };
    Ok(into_layer(path, dataset, frame))
}

/// A dataset as a layer.
fn into_layer(path: &Path, dataset: Collection, frame: CoordinateFrame) -> Layer {
    let name = dataset.name.clone().map_or_else(|| stem(path), Cow::Owned);
    Layer::new(&name, Localized::plain(&name), dataset.into_dataset(frame))
}

/// The name of a file without its ending.
fn stem(path: &Path) -> Cow<'_, str> {
    path.file_stem().map_or(Cow::Borrowed("layer"), |stem| stem.to_string_lossy())
}

/// A data file that was read.
pub(super) struct DataFile {
    pub(super) datasets: Vec<Collection>,
    /// What is to be said of it.
    pub(super) file: SourceFile,
    /// Its text, where it is one.
    pub(super) text: Option<Text>,
    /// What is odd about its end.
    pub(super) remark: Option<Remark>,
    /// How many of its features have their id from a property.
    pub(super) identified: usize,
}

/// Reads a data file. Layers select by these properties.
pub(super) fn read_data(
    input: Input<'static, '_>,
    options: &OpenOptions,
    selects: &[&str],
) -> Result<DataFile, OpenError> {
    let begun = Instant::now();
    let mut input = input.unpacked()?.in_encoding(options.encoding.clone());
    let (format, mut datasets) = read_datasets(&mut input, &options.frame)?;
    let path = input.name().to_owned();
    let (text, zeros) = input.into_text().map_or((None, 0), |(text, zeros)| (Some(Arc::new(text)), zeros));
    number(&mut datasets);
    let mut identified = 0;
    for dataset in &mut datasets {
        said_by_user(dataset, &options.frame);
        approximate(dataset, &options.frame).map_err(|problem| OpenError {
            path: path.clone(),
            place: None,
            problem,
        })?;
        if let Some(text) = &text {
            dataset.odd = oddities::of(&path, text, dataset, options, selects);
        }
        identified += oddities::identify(&path, dataset, options);
    }
    let remark = text.as_ref().and_then(|text| oddities::zeros(&path, text, zeros));
    let kept = text.as_ref().zip(format.positions).filter(|_| options.keep_text);
    let first = datasets.first();
    let crs = first.map_or("", |dataset| dataset.crs);
    let file = SourceFile {
        namespace: 0,
        format: format.id,
        features: datasets.iter().map(|dataset| dataset.features.len()).sum(),
        vertices: datasets.iter().map(|dataset| dataset.shapes.vertex_count()).sum(),
        crs,
        crs_from: first.map_or("", |dataset| dataset.crs_from),
        encoding: datasets.iter().map(|dataset| dataset.encoding).find(|name| !name.is_empty()).unwrap_or("UTF-8"),
        frame: CoordinateFrame { crs: Crs::from_name(crs), ..options.frame },
        warnings: together(datasets.iter().flat_map(|dataset| &dataset.warnings)),
        text: kept.map(|(text, positions)| source_text(Path::new(&path), text, positions)),
        path,
    };
    tell(&file, begun);
    Ok(DataFile { datasets, file, text, remark, identified })
}

/// Numbers the features of a file through all of its datasets, so that those without ids are told apart.
fn number(datasets: &mut [Collection]) {
    let mut before = datasets.first().map_or(0, |first| first.features.len());
    for dataset in datasets.iter_mut().skip(1) {
        let features = std::mem::take(&mut dataset.features).into_iter().enumerate();
        dataset.features = features.map(|(at, feature)| feature.counted_at(before + at)).collect();
        before += dataset.features.len();
    }
}

/// What is to be said of several datasets, each once, counted for all of them.
fn together<'a>(warnings: impl Iterator<Item = &'a (&'static str, usize)>) -> Vec<(&'static str, usize)> {
    let mut all: Vec<(&'static str, usize)> = Vec::new();
    for &(key, count) in warnings {
        add_warning(&mut all, key, count);
    }
    all
}

/// Tells how a file was read.
fn tell(file: &SourceFile, begun: Instant) {
    let SourceFile { path, format, features, vertices, crs, crs_from, .. } = file;
    let why = if crs_from.is_empty() { "nothing says".into() } else { tr!(Lang::En, *crs_from) };
    let took_s = begun.elapsed().as_secs_f64();
    log::info!("{path} is {format} in {crs} by {why}: {features} features, {vertices} vertices, read in {took_s:.3} s");
}

/// Texts of more bytes than this are read again where a place in them is asked for: as a rule nothing is wrong with a file.
const LARGE: usize = 64 << 20;

/// A file's text, to be asked for places in it.
fn source_text(path: &Path, text: &Text, positions: FindPositions) -> SourceText {
    let is_file = path.as_os_str() != source::STANDARD_INPUT && path.is_file();
    if text.len() > LARGE && is_file {
        SourceText::in_file(path, text, |path| source::read_text(path).ok(), positions)
    } else {
        SourceText::new(Arc::clone(text), positions)
    }
}

/// The format of a file and its datasets.
fn read_datasets(
    input: &mut Input<'_, '_>,
    frame: &CoordinateFrame,
) -> Result<(&'static Format, Vec<Collection>), OpenError> {
    let (format, begins) = format_of(input.name(), input.read());
    // What begins as other formats do, too, may be of one that is not read.
    let is_sure = begins && !format.id.starts_with("geojson");
    let read = (format.read)(input, frame);
    let told = |error, bytes: &[u8]| if is_sure { error } else { refused(error, format, bytes) };
    let datasets = read.map_err(|error| told(error, input.read()))?;
    Ok((format, datasets))
}

impl Collection {
    /// What it holds, its positions being those of a frame.
    pub(super) fn into_dataset(self, frame: CoordinateFrame) -> Dataset {
        Dataset::new(self.features, self.shapes, frame).with_defects(self.defects)
    }

    /// The features of all datasets of a file, from which layers select.
    pub(super) fn joined(datasets: Vec<Self>) -> Self {
        datasets.into_iter().reduce(Self::and).unwrap_or_default()
    }

    fn and(mut self, other: Self) -> Self {
        let before = self.features.len();
        let lifted = |defect: Defect| Defect { feature: defect.feature + before, ..defect };
        self.features.extend(other.features);
        self.shapes.append(&other.shapes);
        self.defects.extend(other.defects.into_iter().map(lifted));
        self.odd.extend(other.odd);
        self
    }
}

/// Why a file cannot be read: it is of another format, or else what its reader says.
fn refused(error: OpenError, format: &Format, bytes: &[u8]) -> OpenError {
    match foreign(Path::new(&error.path), bytes).filter(|found| found.name != "csv" || format.id != "csv") {
        Some(found) => OpenError { place: None, problem: Problem::Foreign(found), ..error },
        None => error,
    }
}

/// What was read another way than the file says, because the user says so.
fn said_by_user(collection: &mut Collection, frame: &CoordinateFrame) {
    let positions = collection.shapes.vertex_count();
    if let Some(crs) = frame.crs {
        (collection.crs, collection.crs_from) = (crs.name(), "crs-from.user");
    }
    match frame.axes {
        Axes::Xy => {}
        Axes::Yx => collection.warnings.push(("warning.axes-yx", positions)),
    }
    match frame.datum {
        Datum::Wgs84 => {}
        Datum::Gcj02 => collection.warnings.push(("warning.datum-gcj02", positions)),
        Datum::Bd09 => collection.warnings.push(("warning.datum-bd09", positions)),
    }
}

/// Tells how good the way to WGS 84 is from the system that positions were read in. One that is good to many metres is taken only where the user says so.
fn approximate(collection: &mut Collection, asked: &CoordinateFrame) -> Result<(), Problem> {
    let Some(crs) = Crs::from_name(collection.crs) else { return Ok(()) };
    let positions = collection.shapes.vertex_count();
    collection.warnings.extend(crs.way_to_wgs84().map(|key| (key, positions)));
    match crs.off_by_m() {
        Some(metres) if asked.crs.is_none() => Err(Problem::Approximate { crs: crs.name(), metres }),
        _ => Ok(()),
    }
}

/// The format of a file by how it begins, else by its ending; GeoJSON for any other, since its reader says best what it misses. And whether it
/// begins so.
fn format_of(path: &str, bytes: &[u8]) -> (&'static Format, bool) {
    let ending = packed::without_ending(path).rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let by_ending = || FORMATS.iter().find(|format| format.extensions.contains(&ending.as_str()));
    let begins = begun_by(bytes);
    let format = begins.or_else(by_ending).unwrap_or(&FORMATS[FORMATS.len() - 1]);
    let by = if begins.is_some() { "how it begins" } else { "its name" };
    log::debug!("{path}, {} bytes, is taken for {} by {by}", bytes.len(), format.id);
    (format, begins.is_some())
}
