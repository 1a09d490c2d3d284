//! A project on disk: a folder with a `project.json`.
//! Must not know the data formats, which a table lists.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use super::assemble::{self, Texts};
use super::data_file::{DataFile, read_data};
use super::error::ReadError;
use super::foreign::foreign_folder;
use super::input::Input;
use super::{Collection, OpenError, OpenOptions, Problem, named, oddities, own_file, rest, show, source};
use crate::project::{LayerEntry, Manifest, Policy, Project, ProjectContent, SourcePosition};

/// The file that makes a folder a project.
pub(super) const MANIFEST: &str = "project.json";

/// Where a project's files are.
pub(super) trait Folder {
    /// A file's path as the user would write it.
    fn path_of(&self, name: &str) -> String;
    /// A file's bytes.
    fn bytes(&self, name: &str) -> Result<Cow<'static, [u8]>, OpenError>;
    /// A file's text, and how many NULs stood behind it.
    fn text(&self, name: &str) -> Result<(Cow<'static, str>, usize), OpenError> {
        source::decoded(Path::new(&self.path_of(name)), self.bytes(name)?)
    }
}

/// A folder on disk.
pub(super) struct Disk<'a>(pub(super) &'a Path);

impl Folder for Disk<'_> {
    fn path_of(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }

    fn bytes(&self, name: &str) -> Result<Cow<'static, [u8]>, OpenError> {
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
            None => source::read_bytes(&path).map(Cow::Owned),
        }
    }
}

/// Where a path leads by links, if that is outside a folder.
pub(super) fn leads_out(folder: &Path, path: &Path) -> Option<PathBuf> {
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
    let (text, zeros) = folder.text(MANIFEST)?;
    let manifest_path = folder.path_of(MANIFEST);
    let mut manifest: Manifest = parse(&text, &manifest_path)?;
    for layer in &mut manifest.layers {
        layer.file = plain(&layer.file);
    }
    let whole = manifest.clone();
    let mut project = ProjectContent::default();
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
        let selects: Vec<&str> =
            of_file(&whole, name).flat_map(|layer| layer.select.keys()).map(String::as_str).collect();
        let beside = |ending: &str| beside(folder, Path::new(name), ending);
        let read =
            folder.bytes(name).and_then(|bytes| read_data(Input::new(path.clone(), bytes, &beside), options, &selects));
        match read {
            Ok(DataFile { datasets, file, text, remark, identified: by_property }) => {
                project.remarks.extend(remark);
                let mut collection = Collection::joined(datasets);
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
        let (text, zeros) = folder.text(name)?;
        project.remarks.extend(oddities::zeros(&folder.path_of(name), &text, zeros));
        project.own.policy = parse::<Policy>(&text, &folder.path_of(name))?;
        project.remarks.extend(own_file::of_policy(&folder.path_of(name), &text));
        if !missing.is_empty() {
            rest::policy(&mut project.own.policy, &features);
        }
        assemble::check_policy(&project, &folder.path_of(name), &text)?;
    }
    if !missing.is_empty() {
        rest::wholes(&mut project, &listed);
    }
    let mut project = Project::from(project);
    if !missing.is_empty() {
        project = rest::show(&project);
    }
    if !project.own.show.stops.is_empty() {
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

/// What is in the file beside another that has the same name with another ending; none where there is none.
pub(super) fn beside(folder: &dyn Folder, file: &Path, ending: &str) -> Result<Option<Cow<'static, [u8]>>, OpenError> {
    match folder.bytes(&file.with_extension(ending).to_string_lossy()) {
        Err(OpenError { problem: Problem::Missing, .. }) => Ok(None),
        read => read.map(Some),
    }
}

/// The layers that a `project.json` makes of a file.
fn of_file<'a>(manifest: &'a Manifest, name: &str) -> impl Iterator<Item = &'a LayerEntry> {
    manifest.layers.iter().filter(move |layer| layer.file == name)
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
        place: Some(SourcePosition::of_words(text, &[name]).into()),
        problem: Problem::Expected { what: "expected.inside", found: name.to_owned() },
    })
}
