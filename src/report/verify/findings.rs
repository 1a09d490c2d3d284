//! Findings as rows of the report, each with the place in its file.
//! Must not know how the rows are written.

use std::collections::BTreeSet;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{FindingRow, Severity};
use crate::i18n::{Lang, Localized, escaped, tr};
use crate::project::{Feature, FeatureId, Project, Provenance};
use crate::report::rounded::{rounded, rounded_position};
use crate::verify::{Finding, Message, NOT_CHECKED};

/// Where in its file something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(inline)]
pub struct PositionRow {
    /// The line, from 1, of a file that is a text.
    pub line: Option<usize>,
    /// Its column in characters, from 1.
    pub column: Option<usize>,
    /// The number of the record, from 1, of a file that is no text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<usize>,
    /// The same as it is known.
    #[serde(skip)]
    pub provenance: Option<Provenance>,
}

impl From<Option<Provenance>> for PositionRow {
    fn from(provenance: Option<Provenance>) -> Self {
        let position = provenance.and_then(Provenance::position);
        Self {
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            record: provenance.and_then(Provenance::record_number),
            provenance,
        }
    }
}

/// What a finding says, in the language of the report.
#[derive(Clone, Debug)]
pub struct RowMessage {
    message: Message,
    lang: Lang,
}

impl RowMessage {
    /// The words.
    #[must_use]
    pub fn text(&self) -> &str {
        self.message.get(self.lang)
    }
}

/// The same words in every language.
impl From<&str> for RowMessage {
    fn from(text: &str) -> Self {
        Self { message: Localized::plain(text).into(), lang: Lang::default() }
    }
}

impl Serialize for RowMessage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

/// The file of a finding and where in it that is.
pub(super) fn located(row: &FindingRow, lang: Lang) -> String {
    let path = escaped(&row.file);
    row.place.provenance.map_or_else(|| path.clone(), |place| place.in_file(&path, lang))
}

/// The rows of a project's findings, in their order. The files are gone through once for all places together.
pub(super) fn rows(project: &Project, findings: Vec<Finding>, lang: Lang) -> Vec<FindingRow> {
    let vertices: Vec<_> = findings.iter().filter_map(|finding| finding.vertex).collect();
    let wanted: Vec<_> = vertices.iter().map(|vertex| (vertex.feature, vertex.position)).collect();
    let mut places = project.places_of(&wanted).into_iter();
    let place = |finding: &Finding| {
        let of_vertex = finding.vertex.and_then(|_| places.next()).flatten().map(Provenance::Text);
        let source = finding.source.as_ref().and_then(|source| source.place);
        of_vertex.or(source).or_else(|| project.feature(to_blame(finding)?)?.place)
    };
    let places: Vec<Option<Provenance>> = findings.iter().map(place).collect();
    let mut paths: BTreeSet<Arc<str>> = BTreeSet::new();
    let row = |(finding, place): (Finding, _)| {
        let path = path_of(project, &finding);
        let file = paths.get(path).cloned().unwrap_or_else(|| {
            let file: Arc<str> = path.into();
            paths.insert(Arc::clone(&file));
            file
        });
        row(project, finding, (file, place), lang)
    };
    findings.into_iter().zip(places).map(row).collect()
}

/// The finding that a check broke.
pub(super) fn broken(path: &str, lang: Lang) -> FindingRow {
    FindingRow {
        id: NOT_CHECKED.to_owned(),
        rule: NOT_CHECKED,
        level: Severity::Error,
        message: tr!(lang, "finding.not-checked", why = tr!(lang, "finding.broke")).as_ref().into(),
        features: Vec::new(),
        at: None,
        places: Vec::new(),
        area_m2: None,
        width_m: None,
        file: path.into(),
        place: PositionRow::default(),
        kind: NOT_CHECKED,
        project: 0,
        region: None,
    }
}

/// The file that a finding is about, else the project.
fn path_of<'p>(project: &'p Project, finding: &'p Finding) -> &'p str {
    let source = finding.source.as_ref().map(|source| &source.path);
    let of_feature = to_blame(finding).and_then(|id| project.file_of(id));
    source.or(of_feature.map(|file| &file.path)).unwrap_or(&project.own.path)
}

/// The feature whose coordinate is to blame, else the first of them.
fn to_blame(finding: &Finding) -> Option<FeatureId> {
    finding.vertex.map(|vertex| vertex.feature).or(finding.features.first().copied())
}

fn row(project: &Project, finding: Finding, (file, place): (Arc<str>, Option<Provenance>), lang: Lang) -> FindingRow {
    let keys = finding.features.iter().filter_map(|&id| project.feature(id));
    let shown = |at| rounded_position(at, finding.width_m);
    FindingRow {
        project: to_blame(&finding).map_or(0, |id| project.namespace_of(id)),
        places: if finding.others.is_empty() { Vec::new() } else { finding.places().map(shown).collect() },
        id: finding.id,
        rule: finding.rule,
        level: finding.severity,
        message: RowMessage { message: finding.message, lang },
        features: keys.map(Feature::key).map(str::to_owned).collect(),
        at: finding.at.map(shown),
        area_m2: finding.area_m2.map(rounded),
        width_m: finding.width_m.map(rounded),
        file,
        place: place.into(),
        kind: finding.kind,
        region: finding.region,
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::sync::Arc;

    use geojson::JsonObject;

    use super::{located, rows};
    use crate::geometry::{LonLat, ShapeKind, Shapes};
    use crate::i18n::{Lang, Localized};
    use crate::project::{
        Dataset, Feature, FeatureId, Layer, Project, ProjectContent, SourceFile, SourcePosition, SourceText,
    };
    use crate::verify::{Finding, Message, Severity, Vertex};

    /// Two features of one file, whose positions are its lines that begin with a digit.
    fn project() -> Project {
        let text = "a\n1\n2\nb\n3\n4\n";
        let find = |text: &str, from: usize| {
            let of_feature = &text[from..from + 6];
            of_feature.match_indices(char::is_numeric).map(|(at, _)| from + at).collect()
        };
        let feature = |line: usize| {
            let mut feature = Feature::new(None, JsonObject::new(), None, None, line);
            feature.place = Some(SourcePosition { line, column: 1 }.into());
            feature
        };
        let mut shapes = Shapes::default();
        shapes.end_shape(ShapeKind::None);
        shapes.end_shape(ShapeKind::None);
        let data = Dataset::new(vec![feature(1), feature(4)], shapes, crate::crs::CoordinateFrame::default());
        let mut layer = Layer::new("layer", Localized::plain("layer"), data);
        layer.file = Some(0);
        let file = SourceFile {
            path: "a.txt".to_owned(),
            namespace: 0,
            format: "text",
            features: 2,
            vertices: 4,
            crs: "",
            crs_from: "",
            encoding: "UTF-8",
            frame: crate::crs::CoordinateFrame::default(),
            warnings: Vec::new(),
            text: Some(SourceText::new(Arc::new(Cow::Borrowed(text)), find)),
        };
        let mut project = ProjectContent::default();
        project.own.path.push_str("project");
        project.layers.push(layer);
        project.files.push(file);
        project.into()
    }

    #[test]
    fn a_row_is_at_its_coordinate_else_at_its_feature_else_at_its_project() {
        let project = project();
        let id = |feature: usize| FeatureId { layer: 0, feature };
        let found = |features: Vec<FeatureId>, vertex: Option<(usize, usize)>| Finding {
            id: "rule".to_owned(),
            rule: "rule",
            kind: "rule",
            severity: Severity::Error,
            message: Message::default(),
            features,
            at: Some(LonLat { lon: 0.0, lat: 0.0 }),
            others: Vec::new(),
            placed: true,
            vertex: vertex.map(|(feature, position)| Vertex { feature: id(feature), position }),
            source: None,
            area_m2: None,
            width_m: None,
            region: None,
        };
        let findings = [
            found(vec![id(0), id(1)], Some((1, 1))),
            found(vec![id(1)], None),
            found(Vec::new(), None),
            found(vec![id(1)], Some((0, 0))),
            found(vec![id(0)], Some((0, 9))),
            found(vec![id(1)], Some((1, 0))),
        ];
        let places: Vec<String> =
            rows(&project, findings.to_vec(), Lang::En).iter().map(|row| located(row, Lang::En)).collect();
        assert_eq!(places, ["a.txt:6:1", "a.txt:4:1", "project", "a.txt:2:1", "a.txt:1:1", "a.txt:5:1"]);
    }
}
