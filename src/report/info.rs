//! The report of what was opened, and how each thing about it is known.
//! Must not judge it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::i18n::{Lang, Localized, escaped, map_review, number, printable, tr};
use crate::project::{Layer, Project, SourceFile, Style};
use crate::verify::nothing_to_measure;

/// What `info --format json` prints.
#[derive(Serialize, JsonSchema)]
pub struct InfoReport {
    /// `zonemap-info/1`.
    schema: &'static str,
    /// Everything that was opened.
    projects: Vec<ProjectRow>,
}

#[derive(Serialize, JsonSchema)]
struct ProjectRow {
    /// Its path as the user would write it.
    path: String,
    /// Its name in three languages.
    title: Localized,
    /// What is to be said wherever it is shown.
    notice: Localized,
    /// The map-review number; empty when there is none.
    map_review_number: String,
    /// Its data files.
    files: Vec<FileRow>,
    /// Its layers, bottom first.
    layers: Vec<LayerRow>,
    /// How many items its policy has.
    policy_items: usize,
    /// Why no area can be measured; none where some can.
    nothing_to_verify: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct FileRow {
    path: String,
    format: &'static str,
    features: usize,
    vertices: usize,
    crs: &'static str,
    /// How the CRS is known.
    crs_from: String,
    /// The text's encoding.
    encoding: &'static str,
    /// What was odd but could be read.
    warnings: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct LayerRow {
    id: String,
    title: Localized,
    style: Style,
    visible: bool,
    queryable: bool,
    features: usize,
    vertices: usize,
    /// How many features have no position at all.
    without_geometry: usize,
    /// How many features have each geometry type.
    geometry: BTreeMap<&'static str, usize>,
    /// West, south, east, north in degrees; west is greater than east across 180°. None for a layer without positions.
    extent: Option<[f64; 4]>,
}

impl InfoReport {
    /// Adds what is to be said of a project.
    pub fn add(&mut self, project: &Project, lang: Lang) {
        self.projects
            .extend((0..project.namespaces().count()).map(|namespace| ProjectRow::new(project, namespace, lang)));
    }

    /// Writes it for people to read.
    ///
    /// # Errors
    /// What writing gives.
    pub fn write_text(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        self.projects.iter().try_for_each(|project| write_project(project, lang, out))
    }
}

impl Default for InfoReport {
    fn default() -> Self {
        Self { schema: "zonemap-info/1", projects: Vec::new() }
    }
}

impl ProjectRow {
    fn new(project: &Project, namespace: usize, lang: Lang) -> Self {
        let said = project.namespace(namespace);
        let files = project.files.iter().filter(|file| file.namespace == namespace);
        let layers = project.layers.iter().filter(|layer| layer.namespace == namespace);
        Self {
            path: said.path.clone(),
            title: said.title.filled(),
            notice: said.notice.filled(),
            map_review_number: said.map_review_number.clone(),
            files: files.map(|file| FileRow::new(file, lang)).collect(),
            layers: layers.map(LayerRow::new).collect(),
            policy_items: said.policy.items.len(),
            nothing_to_verify: nothing_to_measure(project, lang),
        }
    }
}

impl FileRow {
    fn new(file: &SourceFile, lang: Lang) -> Self {
        let warnings = file.warnings.iter();
        Self {
            path: file.path.clone(),
            format: file.format,
            features: file.features,
            vertices: file.vertices,
            crs: file.crs,
            crs_from: tr!(lang, file.crs_from).into_owned(),
            encoding: file.encoding,
            warnings: warnings.map(|&(key, count)| tr!(lang, key, count = count).into_owned()).collect(),
        }
    }
}

impl LayerRow {
    fn new(layer: &Layer) -> Self {
        let mut geometry = BTreeMap::new();
        for shape in layer.data.shapes().iter() {
            *geometry.entry(shape.kind().name()).or_default() += 1;
        }
        let extent = layer.data.shapes().extent();
        Self {
            id: layer.id.clone(),
            title: layer.title.filled(),
            style: layer.style,
            visible: layer.visible,
            queryable: layer.queryable,
            features: layer.data.features().len(),
            vertices: layer.data.shapes().vertex_count(),
            without_geometry: layer.data.shapes().iter().filter(|shape| shape.vertex_count() == 0).count(),
            geometry,
            extent: (!extent.is_empty()).then(|| extent.on_globe()),
        }
    }
}

fn write_project(project: &ProjectRow, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} ({})", printable(project.title.get(lang)), printable(&project.path))?;
    if !project.notice.is_empty() {
        project.notice.get(lang).lines().try_for_each(|line| writeln!(out, "  {}", escaped(line)))?;
    }
    if !project.notice.is_empty() {
        let review = map_review(&project.map_review_number, lang);
        writeln!(out, "  {review}")?;
    }
    writeln!(out, "{}", tr!(lang, "info.files"))?;
    for file in &project.files {
        let path = printable(&file.path);
        let text = tr!(
            lang,
            "info.file",
            path = path,
            features = file.features,
            vertices = file.vertices,
            crs = file.crs,
            from = file.crs_from,
            encoding = file.encoding
        );
        writeln!(out, "  {text}")?;
        for warning in &file.warnings {
            writeln!(out, "    {warning}")?;
        }
    }
    writeln!(out, "{}", tr!(lang, "info.layers"))?;
    for layer in &project.layers {
        write_layer(layer, lang, out)?;
    }
    if let Some(why) = &project.nothing_to_verify {
        writeln!(out, "{}", tr!(lang, "info.nothing", why = why))?;
    }
    if project.policy_items > 0 {
        writeln!(out, "{}", tr!(lang, "info.policy", count = project.policy_items))?;
    }
    Ok(())
}

fn write_layer(layer: &LayerRow, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let kinds: Vec<String> = layer.geometry.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let extent = layer.extent.map_or_else(String::new, |sides| {
        let sides = sides.map(|degrees| number(degrees, 4));
        format!("  [{}]", sides.join(", "))
    });
    let (id, title) = (printable(&layer.id), printable(layer.title.get(lang)));
    writeln!(out, "  {id} {title}: {}{extent}", kinds.join(", "))?;
    match layer.without_geometry {
        0 => Ok(()),
        count => writeln!(out, "    {}", tr!(lang, "info.without-geometry", count = count)),
    }
}
