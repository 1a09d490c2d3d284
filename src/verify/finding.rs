//! Something a rule found: what, how severe, where.
//! Must not know how it is reported.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::geometry::{LonLat, Shapes};
use crate::i18n::{Lang, Localized, displayed_whole};
use crate::project::{Feature, FeatureId, Project, Provenance};
use crate::verify::{Message, Subject};

/// How severe a finding is, the most severe first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The project is wrong, or was not checked: exit code 1.
    Error,
    /// Probably wrong.
    Warning,
    /// Worth knowing.
    Note,
}

/// One coordinate of a feature, as its file has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Vertex {
    /// The feature.
    pub feature: FeatureId,
    /// Which of all its positions, from 0, in the order of the file, closing ones counted.
    pub position: usize,
}

/// A place in a file that a finding is about, where that is no coordinate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file, as the user would write it.
    pub path: String,
    /// Where in it, if that is known.
    pub place: Option<Provenance>,
}

/// Something a rule found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// A name that stays the same as long as the same rule finds the same of the same features at the same place.
    pub id: String,
    /// The rule's short name.
    pub rule: &'static str,
    /// What of the things that the rule finds it is; findings of one kind differ only in where and how much.
    pub kind: &'static str,
    /// How severe it is.
    pub severity: Severity,
    /// What was found, in plain words.
    pub message: Message,
    /// The features concerned.
    pub features: Vec<FeatureId>,
    /// A place to look at.
    pub at: Option<LonLat>,
    /// The other places where the same is wrong, if there are several.
    pub others: Vec<LonLat>,
    /// Whether that place is what is wrong, and not only a place in a feature that is wrong as a whole.
    pub placed: bool,
    /// The coordinate in a file that the place is at, or the nearest before it.
    pub vertex: Option<Vertex>,
    /// The place in a file that it is about, if that is neither a coordinate nor a feature as a whole.
    pub source: Option<Source>,
    /// The size of what is wrong, square metres, where it has one.
    pub area_m2: Option<f64>,
    /// How wide it is where it is widest, metres: the diameter of the largest circle in it.
    pub width_m: Option<f64>,
    /// What is wrong as geometry, one shape, to be drawn and reported.
    pub region: Option<Arc<Shapes>>,
}

impl Finding {
    /// A finding about some features as wholes, with its message made now in every language that is wanted. Its place is found last,
    /// see [`give_places`].
    pub(super) fn new(
        subject: &Subject<'_>,
        rule: &'static str,
        severity: Severity,
        features: Vec<FeatureId>,
        message: impl Fn(Lang) -> String,
    ) -> Self {
        Self::of_many(subject, rule, severity, features, Localized::of(subject.langs, message).into())
    }

    /// The same with a message that may be made later.
    pub(super) fn of_many(
        subject: &Subject<'_>,
        rule: &'static str,
        severity: Severity,
        features: Vec<FeatureId>,
        message: Message,
    ) -> Self {
        Self {
            id: id(rule, subject.project, &features),
            rule,
            kind: rule,
            severity,
            message,
            features,
            at: None,
            others: Vec::new(),
            placed: false,
            vertex: None,
            source: None,
            area_m2: None,
            width_m: None,
            region: None,
        }
    }

    /// The same as another kind of what the rule finds.
    #[must_use]
    pub(super) fn of_kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// What was found in a language, on one line and with nothing in it that could deceive, as a window shows it.
    #[must_use]
    pub fn displayed(&self, lang: Lang) -> String {
        displayed_whole(self.message.get(lang))
    }

    /// The same at a place, which then belongs to its name: a ten-millionth of a degree is a centimetre.
    #[must_use]
    pub(super) fn placed(mut self, at: LonLat, vertex: Option<Vertex>) -> Self {
        let LonLat { lon, lat } = at.on_globe();
        // A text takes whatever is written to it.
        let _ignored = write!(self.id, "@{lon:.7},{lat:.7}");
        self.at = Some(at);
        self.placed = true;
        self.vertex = vertex;
        self
    }

    /// The same at other places besides.
    #[must_use]
    pub(super) fn also_at(mut self, others: Vec<LonLat>) -> Self {
        self.others = others;
        self
    }

    /// All its places, the one to look at first.
    pub fn places(&self) -> impl Iterator<Item = LonLat> {
        self.at.into_iter().chain(self.others.iter().copied())
    }
}

fn id(rule: &str, project: &Project, features: &[FeatureId]) -> String {
    let mut id = String::with_capacity(64);
    id.push_str(rule);
    for (place, key) in features.iter().filter_map(|&id| project.feature(id)).map(Feature::key).enumerate() {
        id.push(if place == 0 { ':' } else { '+' });
        id.push_str(key);
    }
    id
}

/// Gives a place in the first of its features to each finding that has none yet. Done last, as it takes a look at all of a shape.
pub(super) fn give_places(project: &Project, findings: &mut [Finding]) {
    for finding in findings.iter_mut().filter(|finding| finding.at.is_none()) {
        finding.at = finding.features.first().and_then(|&id| project.point_of(id));
    }
}

/// Numbers findings that would otherwise share a name, as features may share an id.
pub(super) fn tell_apart(findings: &mut [Finding]) {
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(findings.len());
    let numbers = findings.iter().map(|finding| {
        let count = seen.entry(&finding.id).or_default();
        *count += 1;
        *count
    });
    let numbers: Vec<usize> = numbers.collect();
    for (finding, number) in findings.iter_mut().zip(numbers).filter(|(_, number)| *number > 1) {
        finding.id = format!("{}~{number}", finding.id);
    }
}
