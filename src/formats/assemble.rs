//! Putting what the files hold together: layers, declared areas, wholes, and every name checked against the features.
//! Must not read files.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::declared::{is_blank, text_of_value};
use super::error::NoFeature;
use super::input::Text;
use super::oddities::{self, Odd};
use super::{Collection, OpenError, OpenOptions, Problem, declared, misspelt, symbology};
use crate::crs::CoordinateFrame;
use crate::geodesy::Declared;
use crate::i18n::Lang;
use crate::project::{
    DeclaredArea, Defect, Feature, FeatureId, Layer, LayerEntry, Manifest, Origin, ProjectContent, Remark, RemarkKind,
    SourcePosition, Whole, WholeEntry,
};

/// What was expected where no feature has an id.
const NO_FEATURE: &str = "expected.feature";
/// The most ids that a message lists.
const MAX_IDS: usize = 5;

/// The texts that a project was read from, for naming places in messages.
pub(super) struct Texts<'a> {
    manifest: (String, Cow<'static, str>),
    data: BTreeMap<&'a str, (String, Option<Text>)>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(path: String, manifest: Cow<'static, str>) -> Self {
        Self { manifest: (path, manifest), data: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, name: &'a str, path: String, text: Option<Text>) {
        self.data.insert(name, (path, text));
    }

    /// The path and text of `project.json`.
    pub(super) fn manifest(&self) -> (&str, &str) {
        (&self.manifest.0, &self.manifest.1)
    }

    /// That nothing is declared of a feature, at words that follow one another in `project.json`.
    fn blank(&self, id: FeatureId, words: &[&str], found: &str) -> Remark {
        let (path, text) = self.manifest();
        let kind = RemarkKind::BlankDeclared(found.to_owned());
        let place = Some(SourcePosition::of_words(text, words).into());
        Remark { path: path.to_owned(), place, feature: Some(id), kind }
    }

    /// An error at words that follow one another in `project.json`.
    pub(super) fn wrong(&self, words: &[&str], what: &'static str, found: &str) -> OpenError {
        let (path, text) = self.manifest();
        wrong(path, text, words, what, found)
    }
}

fn wrong(path: &str, text: &str, words: &[&str], what: &'static str, found: &str) -> OpenError {
    OpenError {
        path: path.to_owned(),
        place: Some(SourcePosition::of_words(text, words).into()),
        problem: Problem::Expected { what, found: found.to_owned() },
    }
}

/// Fills a project with what its `project.json` and its data files say.
pub(super) fn layers(
    project: &mut ProjectContent,
    manifest: &Manifest,
    mut data: BTreeMap<&str, Collection>,
    texts: &Texts<'_>,
    odd: &mut Vec<Odd>,
    options: &OpenOptions,
) -> Result<(), OpenError> {
    texts.manifest().0.clone_into(&mut project.own.path);
    project.own.title = manifest.title.clone();
    project.own.notice = manifest.notice.clone();
    project.own.map_review_number.clone_from(&manifest.map_review_number);
    project.own.show = manifest.show.clone().unwrap_or_default();
    for (at, entry) in manifest.layers.iter().enumerate() {
        check_entry(entry, &manifest.layers[..at], texts)?;
        project.remarks.extend(in_no_layer(&manifest.layers[at..], &data, texts, &manifest.layers[..at]));
        let used_later = manifest.layers[at + 1..].iter().any(|e| e.file == entry.file);
        let name = entry.file.as_str();
        let taken = if used_later || !entry.select.is_empty() {
            data.get(name).map(|all| selected(all, entry))
        } else {
            data.remove(name)
        };
        let mut collection = taken.unwrap_or_default();
        let path = &texts.data[name].0;
        let called = |feature| match options.name_property {
            // It was called so when its file was read.
            Some(_) => feature,
            None => oddities::called(path, feature, &entry.name_property, odd),
        };
        collection.features = collection.features.into_iter().map(called).collect();
        let file = project.files.iter().position(|file| file.path == *path);
        let frame = file.map_or_else(CoordinateFrame::default, |file| project.files[file].frame);
        let mut layer = Layer::new(&entry.id, entry.title.clone(), collection.into_dataset(frame));
        layer.file = file;
        layer.style = entry.style;
        (layer.visible, layer.opacity) = (entry.visible, entry.opacity);
        layer.labelling = entry.label_by.clone().unwrap_or_default();
        layer.colouring = symbology::colouring(entry, &layer.data);
        project.remarks.extend(symbology::unknown_fields(entry, &layer.data, texts));
        (layer.queryable, layer.open_ended) = (entry.queryable, entry.open_ended);
        // A slip of the hand makes no other kind, and none is one that is empty.
        layer.kind = entry.kind.as_ref().map(|kind| kind.trim().to_lowercase()).filter(|kind| !kind.is_empty());
        project.layers.push(layer);
    }
    into_one_reading(project);
    declared_from_manifest(project, &manifest.declared_areas, texts)?;
    let text_of = |id: FeatureId| {
        let (path, text) = &texts.data[manifest.layers[id.layer].file.as_str()];
        (path.as_str(), text.as_ref().map(|text| &***text))
    };
    declared::from_properties(project, &text_of, options)?;
    misspelt::remark(project, &text_of, options);
    wholes_from_manifest(project, manifest, texts)?;
    whole_named(project, texts.manifest().0, options)
}

/// Brings a project's positions into one reading: at 180°, which its files note where something was read otherwise than it stands there, and
/// along edges that are straight in the grid of a file.
pub(super) fn into_one_reading(project: &mut ProjectContent) {
    project.join_across_180();
    if !project.node_grid_edges() {
        for file in &mut project.files {
            if !file.frame.is_degrees() {
                file.warnings.push(("warning.grid-edges", file.vertices));
            }
        }
    }
    for layer in &project.layers {
        let counts = [
            ("warning.antimeridian", layer.data.turned().crossing.len()),
            ("warning.beyond-180", layer.data.turned().beyond_count),
        ];
        if let Some(file) = layer.file.and_then(|file| project.files.get_mut(file)) {
            let counted = counts.into_iter().filter(|(_, count)| *count > 0);
            for (key, count) in counted {
                match file.warnings.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, known)) => *known = count.max(*known),
                    None => file.warnings.push((key, count)),
                }
            }
        }
    }
}

fn check_entry(entry: &LayerEntry, before: &[LayerEntry], texts: &Texts<'_>) -> Result<(), OpenError> {
    if before.iter().any(|other| other.id == entry.id) {
        return Err(texts.wrong(&["layers", &entry.id, &entry.id], "expected.unique-layer", &entry.id));
    }
    if !(0.0..=1.0).contains(&entry.opacity) {
        let found = entry.opacity.to_string();
        return Err(texts.wrong(&[&entry.id, "opacity"], "expected.opacity", &found));
    }
    Ok(())
}

/// Whether a layer takes a feature of its file.
fn takes(entry: &LayerEntry, feature: &Feature) -> bool {
    entry.select.iter().all(|(property, text)| match feature.properties.once(property) {
        Some(value) => text_of_value(&value) == *text,
        None => false,
    })
}

/// What is to be said where the first of some layers is the first of its file, and none of the file's layers takes some features.
fn in_no_layer(
    layers: &[LayerEntry],
    data: &BTreeMap<&str, Collection>,
    texts: &Texts<'_>,
    before: &[LayerEntry],
) -> Option<Remark> {
    let (file, of_file) = (layers.first()?.file.as_str(), |entry: &&LayerEntry| entry.file == layers[0].file);
    if before.iter().any(|entry| entry.file == file) {
        return None;
    }
    let entries: Vec<&LayerEntry> = layers.iter().filter(of_file).collect();
    let left = |feature: &&Feature| !entries.iter().any(|entry| takes(entry, feature));
    let count = data.get(file)?.features.iter().filter(left).count();
    let remark =
        Remark { path: texts.data[file].0.clone(), place: None, feature: None, kind: RemarkKind::InNoLayer(count) };
    (count > 0).then_some(remark)
}

/// The features of a file that a layer takes.
fn selected(all: &Collection, entry: &LayerEntry) -> Collection {
    let mut some = Collection::default();
    let mut defects = all.defects.iter().peekable();
    for (at, (feature, shape)) in all.features.iter().zip(all.shapes.iter()).enumerate() {
        let is_wanted = takes(entry, feature);
        while let Some(defect) = defects.next_if(|defect| defect.feature == at) {
            some.defects.extend(is_wanted.then_some(Defect { feature: some.features.len(), ..*defect }));
        }
        if is_wanted {
            some.features.push(feature.clone());
            some.shapes.push_shape(shape);
        }
    }
    some
}

fn declared_from_manifest(
    project: &mut ProjectContent,
    entries: &[DeclaredArea],
    texts: &Texts<'_>,
) -> Result<(), OpenError> {
    for entry in entries {
        let words = ["declared_areas", entry.feature.as_str()];
        let id = only_feature(project, &entry.feature).map_err(|what| texts.wrong(&words, what, &entry.feature))?;
        let at_area = ["declared_areas", entry.feature.as_str(), entry.area.as_str()];
        if is_blank(&entry.area) {
            project.remarks.push(texts.blank(id, &at_area, &entry.area));
            continue;
        }
        let declared = Declared::with_unit(&entry.area, entry.unit)
            .map_err(|_not_an_area| texts.wrong(&at_area, "expected.area", &entry.area))?;
        if project.declared.insert(id, declared).is_some() {
            let words = [words[0], words[1], words[1]];
            return Err(texts.wrong(&words, "expected.one-declared-area", &entry.feature));
        }
    }
    Ok(())
}

fn wholes_from_manifest(project: &mut ProjectContent, manifest: &Manifest, texts: &Texts<'_>) -> Result<(), OpenError> {
    for entry in &manifest.wholes {
        check_whole(entry, texts)?;
        let find = |key: &str, words: &[&str]| only_feature(project, key).map_err(|what| texts.wrong(words, what, key));
        let whole = find(&entry.whole, &["wholes", &entry.whole])?;
        let parts = entry
            .parts
            .iter()
            .map(|part| find(part, &["wholes", &entry.whole, "parts", part]))
            .collect::<Result<Vec<_>, _>>()?;
        if project.wholes.iter().any(|other| other.whole == whole) {
            return Err(texts.wrong(
                &["wholes", &entry.whole, "whole", &entry.whole],
                "expected.one-whole",
                &entry.whole,
            ));
        }
        if let Some((_, part)) = parts.iter().zip(&entry.parts).find(|(part, _)| makes_up(project, whole, **part)) {
            return Err(texts.wrong(&["wholes", &entry.whole, "parts", part], "expected.other-part", part));
        }
        project.wholes.push(Whole { whole, parts, origin: Origin::Project });
    }
    Ok(())
}

/// Whether an area is among what makes up another, on whatever level.
fn makes_up(project: &ProjectContent, area: FeatureId, other: FeatureId) -> bool {
    let parts = project.wholes.iter().filter(|whole| whole.whole == other).flat_map(|whole| &whole.parts);
    parts.into_iter().any(|&part| part == area || makes_up(project, area, part))
}

/// A whole is none of its own parts, and has each part once.
fn check_whole(entry: &WholeEntry, texts: &Texts<'_>) -> Result<(), OpenError> {
    if entry.parts.is_empty() {
        return Err(texts.wrong(&["wholes", &entry.whole, "parts"], "expected.some-part", "[]"));
    }
    let mut seen = BTreeSet::from([entry.whole.as_str()]);
    match entry.parts.iter().find(|part| !seen.insert(part)) {
        Some(part) => Err(texts.wrong(&["wholes", &entry.whole, "parts", part], "expected.other-part", part)),
        None => Ok(()),
    }
}

/// The whole that the user named comes first, with the parts that the map shows; then those of the project, and what the map shows besides.
pub(super) fn whole_named(project: &mut ProjectContent, path: &str, options: &OpenOptions) -> Result<(), OpenError> {
    let Some(key) = &options.whole else {
        project.add_wholes_by_containment();
        return Ok(());
    };
    let whole = only_feature(project, key).map_err(|what| OpenError {
        path: path.to_owned(),
        place: None,
        problem: if what == NO_FEATURE {
            no_feature(project, key)
        } else {
            Problem::Expected { what, found: key.clone() }
        },
    })?;
    project.wholes.retain(|known| known.whole != whole);
    let named = project.wholes_named(whole);
    project.wholes.splice(0..0, named);
    project.add_wholes_by_containment();
    Ok(())
}

/// That no feature has an id, with what would find one: properties that hold it, the feature of that name, ids that there are.
fn no_feature(project: &ProjectContent, key: &str) -> Problem {
    let features = || project.feature_ids().filter_map(|id| project.feature(id));
    let mut holding: BTreeMap<&str, usize> = BTreeMap::new();
    for (property, value) in features().flat_map(|feature| feature.properties.iter()) {
        if text_of_value(value) == key {
            *holding.entry(property).or_default() += 1;
        }
    }
    let properties = holding.into_iter().filter(|(_, count)| *count == 1).map(|(property, _)| property.to_owned());
    let is_called = |feature: &&Feature| Lang::ALL.iter().any(|lang| feature.name().get(*lang) == key);
    Problem::NoFeature(Box::new(NoFeature {
        found: key.to_owned(),
        properties: properties.collect(),
        number: features().find(is_called).map(|feature| feature.key().to_owned()),
        known: project
            .areal_ids()
            .filter_map(|id| project.feature(id))
            .map(|f| f.key().to_owned())
            .take(MAX_IDS)
            .collect(),
    }))
}

/// The one feature with an id; `#1` is the first of its file where none has that for an id. A feature that several layers show is one,
/// in the first of them. Else the key of what was expected.
pub(super) fn only_feature(project: &ProjectContent, key: &str) -> Result<FeatureId, &'static str> {
    let number: Option<usize> = key.strip_prefix('#').and_then(|digits| digits.parse().ok());
    let is_number = |id: &FeatureId| project.feature(*id).map(Feature::number) == number && number.is_some();
    match only(project, project.named(0, key)) {
        Err(NO_FEATURE) => only(project, project.feature_ids().filter(is_number)),
        found => found,
    }
}

/// The first of some features, unless another is among them.
fn only(project: &ProjectContent, mut ids: impl Iterator<Item = FeatureId>) -> Result<FeatureId, &'static str> {
    let first = ids.next().ok_or(NO_FEATURE)?;
    let itself = project.itself(first);
    let is_other = |other: FeatureId| project.itself(other) != itself;
    if ids.any(is_other) { Err("expected.unique-feature") } else { Ok(first) }
}

/// Whether every name in a policy is one: items once, groups and parts there, features on the map.
pub(super) fn check_policy(project: &ProjectContent, path: &str, text: &str) -> Result<(), OpenError> {
    let policy = &project.own.policy;
    let groups: BTreeSet<&str> = policy.groups.iter().map(|g| g.id.as_str()).collect();
    let parts: BTreeSet<&str> = policy.source.parts.iter().map(|p| p.id.as_str()).collect();
    let features: BTreeSet<&str> =
        project.feature_ids().filter_map(|id| project.feature(id)).map(Feature::key).collect();
    let mut seen = BTreeSet::new();
    for item in &policy.items {
        let id = item.id.as_str();
        if !seen.insert(id) {
            return Err(wrong(path, text, &["items", id, id], "expected.unique-item", id));
        }
        let check = |known: &BTreeSet<&str>, name: &str, member: &str, what| {
            let words = ["items", id, member, name];
            if known.contains(name) { Ok(()) } else { Err(wrong(path, text, &words, what, name)) }
        };
        check(&groups, &item.group, "group", "expected.group")?;
        if let Some(part) = &item.part {
            check(&parts, part, "part", "expected.part")?;
        }
        if let Some(feature) = &item.feature {
            check(&features, feature, "feature", "expected.feature")?;
        }
        for relevance in &item.relevant {
            check(&features, &relevance.feature, "relevant", "expected.feature")?;
        }
        for place in &item.places {
            check(&features, place, "places", "expected.feature")?;
        }
    }
    Ok(())
}
