//! A project on disk: a folder with a `project.json`, or one data file that is a project by itself.
//! Must not know the data formats, which a table lists.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::assemble::{self, Texts};
use super::error::ReadError;
use super::foreign::{foreign, foreign_folder};
use super::{
    Collection, FORMATS, Format, OpenError, OpenOptions, Problem, declared, misspelt, named, oddities, own_file, rest,
    show, source,
};
use crate::crs::{Axes, Crs, Frame};
use crate::geodesy::Datum;
use crate::i18n::Localized;
use crate::project::{Layer, LayerEntry, Manifest, Place, Policy, Project, SourceFile, SourceText};

/// The file that makes a folder a project.
pub(super) const MANIFEST: &str = "project.json";

/// Where a project's files are.
pub(super) trait Folder {
    /// A file's path as the user would write it.
    fn path_of(&self, name: &str) -> String;
    /// A file's text, and how many NULs stood behind it.
    fn read(&self, name: &str) -> Result<(Cow<'static, str>, usize), OpenError>;
}

/// A folder on disk.
pub(super) struct Disk<'a>(pub(super) &'a Path);

impl Folder for Disk<'_> {
    fn path_of(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }

    fn read(&self, name: &str) -> Result<(Cow<'static, str>, usize), OpenError> {
        let path = self.0.join(name);
        if name == MANIFEST && !path.exists() {
            return Err(OpenError {
                path: self.0.to_string_lossy().into_owned(),
                place: None,
                problem: foreign_folder(self.0).map_or(Problem::NoManifest, Problem::Foreign),
            });
        }
        match leads_out(self.0, &path) {
            Some(to) => {
                let found = format!("{name} → {}", to.display());
                let problem = Problem::Expected { what: "expected.inside", found };
                Err(OpenError { path: path.to_string_lossy().into_owned(), place: None, problem })
            }
            None => source::read_padded(&path).map(|(text, zeros)| (text.into(), zeros)),
        }
    }
}

/// Where a path leads by links, if that is outside a folder.
fn leads_out(folder: &Path, path: &Path) -> Option<PathBuf> {
    let (folder, path) = (folder.canonicalize().ok()?, path.canonicalize().ok()?);
    (!path.starts_with(folder)).then_some(path)
}

/// The folder of a project that a path names, itself or by its `project.json`.
pub(super) fn folder_of(path: &Path) -> Option<&Path> {
    let is_manifest = path.file_name().is_some_and(|name| name == MANIFEST) && path.is_file();
    if is_manifest {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        return Some(parent.unwrap_or(Path::new(".")));
    }
    path.is_dir().then_some(path)
}

/// Opens a project folder.
pub(super) fn open(folder: &dyn Folder, options: &OpenOptions) -> Result<Project, OpenError> {
    open_some(folder, options, &mut Err)
}

/// Opens a project folder. A data file that cannot be read is told of; if that is no error, the rest is opened.
pub(super) fn open_some(
    folder: &dyn Folder,
    options: &OpenOptions,
    told: &mut dyn FnMut(OpenError) -> Result<(), OpenError>,
) -> Result<Project, OpenError> {
    let (text, zeros) = folder.read(MANIFEST)?;
    let manifest_path = folder.path_of(MANIFEST);
    let mut manifest: Manifest = parse(&text, &manifest_path)?;
    for layer in &mut manifest.layers {
        layer.file = plain(&layer.file);
    }
    let whole = manifest.clone();
    let mut project = Project::default();
    project.remarks = own_file::of_manifest(&manifest_path, &text);
    project.remarks.extend(oddities::zeros(&manifest_path, &text, zeros));
    let mut texts = Texts::new(manifest_path, own_file::once(&text).into_owned().into());
    let mut data: BTreeMap<&str, Collection> = BTreeMap::new();
    let mut missing: BTreeSet<&str> = BTreeSet::new();
    let (mut odd, mut identified) = (Vec::new(), 0);
    for entry in &whole.layers {
        let name = entry.file.as_str();
        check_inside(&texts, name)?;
        if data.contains_key(name) || missing.contains(name) {
            continue;
        }
        let path = folder.path_of(name);
        let read = folder.read(name).map(|(text, zeros)| {
            project.remarks.extend(oddities::zeros(&path, &text, zeros));
            Arc::new(text)
        });
        let selects: Vec<&str> =
            of_file(&whole, name).flat_map(|layer| layer.select.keys()).map(String::as_str).collect();
        match read.and_then(|text| Ok((read_data(path.clone(), &text, options, &selects)?, text))) {
            Ok(((mut collection, file, by_property), text)) => {
                odd.append(&mut collection.odd);
                identified += by_property;
                project.files.push(file);
                texts.add(name, path, text);
                data.insert(name, collection);
            }
            Err(error) => {
                told(error)?;
                missing.insert(name);
            }
        }
    }
    let mut listed = Vec::new();
    let features = data.values().flat_map(|collection| &collection.features).map(|feature| feature.key().to_owned());
    let features: BTreeSet<String> = if missing.is_empty() { BTreeSet::new() } else { features.collect() };
    if !missing.is_empty() {
        listed.clone_from(&manifest.wholes);
        manifest = rest::manifest(manifest, &missing, &features);
    }
    let all = data.values().flat_map(|collection| &collection.features);
    named::check(all, identified, &folder.path_of(MANIFEST), options)?;
    assemble::layers(&mut project, &manifest, data, &texts, &mut odd, options)?;
    oddities::attach(&mut project, odd);
    if let Some(name) = &manifest.policy {
        check_inside(&texts, name)?;
        let (text, zeros) = folder.read(name)?;
        project.remarks.extend(oddities::zeros(&folder.path_of(name), &text, zeros));
        project.policy = parse::<Policy>(&text, &folder.path_of(name))?;
        project.remarks.extend(own_file::of_policy(&folder.path_of(name), &text));
        if !missing.is_empty() {
            rest::policy(&mut project.policy, &features);
        }
        assemble::check_policy(&project, &folder.path_of(name), &text)?;
    }
    if !missing.is_empty() {
        rest::wholes(&mut project, &listed);
        rest::show(&mut project);
    }
    if !project.show.stops.is_empty() {
        show::check(&project, &texts, options.whole.is_some())?;
    }
    Ok(project)
}

/// The name of a file without what says nothing, as in `./a.geojson`: one file has one name.
fn plain(name: &str) -> String {
    let says_nothing = |part: &&str| part.is_empty() || *part == ".";
    if name.starts_with('/') || !name.split('/').any(|part| says_nothing(&part)) {
        return name.to_owned();
    }
    name.split('/').filter(|part| !says_nothing(part)).collect::<Vec<_>>().join("/")
}

/// The layers that a `project.json` makes of a file.
fn of_file<'a>(manifest: &'a Manifest, name: &str) -> impl Iterator<Item = &'a LayerEntry> {
    manifest.layers.iter().filter(move |layer| layer.file == name)
}

/// Opens one data file as a project with one layer.
pub(super) fn open_single(path: &Path, options: &OpenOptions) -> Result<Project, OpenError> {
    let (text, zeros) = source::read_padded(path)?;
    let remark = oddities::zeros(&path.to_string_lossy(), &text, zeros);
    let mut project = single(path, text.into(), options)?;
    project.remarks.extend(remark);
    Ok(project)
}

/// One data file's text as a project with one layer.
pub(super) fn single(path: &Path, text: Cow<'static, str>, options: &OpenOptions) -> Result<Project, OpenError> {
    let shown = path.to_string_lossy().into_owned();
    let text = Arc::new(text);
    let (mut collection, file, identified) = read_data(shown.clone(), &text, options, &[])?;
    named::check(collection.features.iter(), identified, &shown, options)?;
    let odd = std::mem::take(&mut collection.odd);
    let mut project = Project::default();
    project.files.push(file);
    let (mut layer, offsets) = single_layer(path, collection);
    project.title = layer.title.clone();
    layer.file = Some(0);
    project.layers.push(layer);
    assemble::into_one_reading(&mut project);
    let text_of = |id: crate::project::FeatureId| (shown.as_str(), &**text, offsets[id.feature]);
    declared::from_properties(&mut project, &text_of, options)?;
    misspelt::remark(&mut project, &text_of, options);
    drop(text);
    oddities::attach(&mut project, odd);
    assemble::wholes_of_single(&mut project, &shown, options)?;
    Ok(project)
}

/// One data file's bytes as the layer it makes by itself.
pub(super) fn parse_single(path: &Path, bytes: &[u8]) -> Result<Layer, OpenError> {
    let text = source::text_in(path, bytes)?;
    let shown = path.to_string_lossy();
    let collection = read_text(format_of(&shown), &shown, text, &Frame::default())?;
    Ok(single_layer(path, collection).0)
}

/// A file as a layer, and where each feature stands in it.
fn single_layer(path: &Path, collection: Collection) -> (Layer, Vec<usize>) {
    let stem = path.file_stem().map_or(Cow::Borrowed("layer"), |stem| stem.to_string_lossy());
    let Collection { features, shapes, offsets, defects, .. } = collection;
    let mut layer = Layer::new(&stem, Localized::plain(&stem), features, shapes);
    layer.defects = defects.into_iter().map(|(defect, _)| defect).collect();
    (layer, offsets)
}

/// What a data file holds, what is to be said of the file, and how many of its features have their id from a property. Layers select by
/// these properties.
fn read_data(
    path: String,
    text: &Arc<Cow<'static, str>>,
    options: &OpenOptions,
    selects: &[&str],
) -> Result<(Collection, SourceFile, usize), OpenError> {
    let format = format_of(&path);
    let mut collection = read_text(format, &path, text, &options.frame)?;
    said_by_user(&mut collection, &options.frame);
    collection.odd = oddities::of(&path, text, &collection, options, selects);
    let identified = oddities::identify(&path, &mut collection, options);
    let source = options.keep_text.then(|| source_text(Path::new(&path), text, format));
    let file = SourceFile {
        path,
        format: format.id,
        features: collection.features.len(),
        vertices: collection.shapes.vertex_count(),
        crs: collection.crs,
        crs_from: collection.crs_from,
        frame: Frame { crs: Crs::from_name(collection.crs), ..options.frame },
        warnings: collection.warnings.clone(),
        text: source,
    };
    Ok((collection, file, identified))
}

/// Texts of more bytes than this are read again where a place in them is asked for: as a rule nothing is wrong with a file.
const LARGE: usize = 64 << 20;

/// A file's text, to be asked for places in it.
fn source_text(path: &Path, text: &Arc<Cow<'static, str>>, format: &Format) -> SourceText {
    let is_file = path.as_os_str() != source::STANDARD_INPUT && path.is_file();
    if text.len() > LARGE && is_file {
        SourceText::in_file(path, text, |path| source::read_text(path).ok(), format.positions)
    } else {
        SourceText::new(Arc::clone(text), format.positions)
    }
}

/// What a text holds, each feature with its place.
fn read_text(format: &Format, path: &str, text: &str, frame: &Frame) -> Result<Collection, OpenError> {
    let mut collection = (format.read)(text, frame).map_err(|error| refused(error, path, text))?;
    let places = Place::of_each(text, &collection.offsets);
    for (feature, place) in collection.features.iter_mut().zip(places) {
        feature.place = Some(place);
    }
    let offsets: Vec<usize> = collection.defects.iter().map(|(_, offset)| *offset).collect();
    for ((defect, _), place) in collection.defects.iter_mut().zip(Place::of_each(text, &offsets)) {
        defect.place = Some(place);
    }
    Ok(collection)
}

/// Why a text cannot be read: it is of another format, or else what its reader says.
fn refused(error: ReadError, path: &str, text: &str) -> OpenError {
    match foreign(Path::new(path), text.as_bytes()) {
        Some(found) => OpenError { path: path.to_owned(), place: None, problem: Problem::Foreign(found) },
        None => error.in_file(path),
    }
}

/// What was read another way than the file says, because the user says so.
fn said_by_user(collection: &mut Collection, frame: &Frame) {
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

/// The format by the file's ending; GeoJSON for any other, since its reader says best what it misses.
fn format_of(path: &str) -> &'static Format {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let mut by_ending = FORMATS.iter().filter(|f| f.extensions.contains(&ending.as_str()));
    by_ending.next().unwrap_or(&FORMATS[0])
}

/// What a project's own file says. Of members that stand twice the last counts.
pub(super) fn parse<T: serde::de::DeserializeOwned>(text: &str, path: &str) -> Result<T, OpenError> {
    serde_json::from_str(&own_file::once(text)).map_err(|error| ReadError::from_json(text, 0, &error).in_file(path))
}

/// A project reads only what lies in its own folder.
fn check_inside(texts: &Texts<'_>, name: &str) -> Result<(), OpenError> {
    let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if inside && !name.is_empty() {
        return Ok(());
    }
    let (path, text) = texts.manifest();
    Err(OpenError {
        path: path.to_owned(),
        place: Some(Place::of_words(text, &[name])),
        problem: Problem::Expected { what: "expected.inside", found: name.to_owned() },
    })
}
