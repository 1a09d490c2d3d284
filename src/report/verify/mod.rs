//! The verify report as data: what `--format json` prints and what every other form is written from.
//! Must not decide anything: the checks did.

mod area_words;
mod areas;
mod findings;
mod forms;
mod geojson;
mod groups;
mod junit;
mod markdown;
mod sarif;
mod sums;
mod text;

use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

pub use areas::{AreaDeclared, AreaRow, AreaWorth, UncertaintyRow};
use findings::located;
pub use findings::{PositionRow, RowMessage};
pub use forms::{REPORT_FORMS, ReportForm, ReportStyle, form_named};
pub use groups::RuleCount;
pub use sums::SumWords;

use super::DeclaredRow;
use crate::geometry::Shapes;
use crate::i18n::Lang;
use crate::logging::timed;
use crate::project::{FeatureId, Origin, Project, Provenance, SourceFile};
use crate::verify::{
    AreaCheck, NOT_CHECKED, Severity, SumFigures, Tolerances, area_checks_within, check_in, sum_checks,
};

/// What `verify` says of everything that was opened.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Report")]
pub struct VerifyReport {
    /// `zonemap-verify/1`.
    pub schema: &'static str,
    /// Every project that was opened.
    pub projects: Vec<ProjectRow>,
    /// Every file that was to be read.
    pub files: Vec<FileRow>,
    /// Every area, with its declared figure where there is one.
    pub areas: Vec<AreaRow>,
    /// Every whole with its parts.
    pub sums: Vec<SumRow>,
    /// Everything the rules found, errors first, then warnings, then notes.
    pub findings: Vec<FindingRow>,
    /// Every tolerance used, its unit in its name.
    pub tolerances: Tolerances,
    /// The findings counted.
    pub summary: Summary,
}

/// A project that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProjectRow {
    /// Its path as the user would write it.
    pub path: String,
    /// Its name.
    pub title: String,
    /// What is to be said wherever it is shown; empty for nothing.
    pub notice: String,
    /// The map-review number (審圖號); empty when there is none.
    pub map_review_number: String,
    /// Which rows of the report are about it.
    #[serde(skip)]
    pub rows: RowRanges,
}

/// A run of rows of every kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowRanges {
    /// Of the files.
    pub files: Range<usize>,
    /// Of the areas.
    pub areas: Range<usize>,
    /// Of the sums.
    pub sums: Range<usize>,
}

/// A file that was to be read.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FileRow {
    /// Its path as the user would write it.
    pub path: String,
    /// The name of its format.
    pub format: Option<&'static str>,
    /// How many features it holds.
    pub features: usize,
    /// How many positions its geometry has.
    pub vertices: usize,
    /// Its coordinate reference system.
    pub crs: Option<&'static str>,
    /// Whether it could be read.
    pub readable: bool,
    /// Why not.
    pub error: Option<String>,
    /// Where in it reading it ended.
    #[serde(flatten)]
    pub place: PositionRow,
}

/// A whole beside its parts.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SumRow {
    /// The id of the whole.
    pub whole: String,
    /// The ids of its parts.
    pub parts: Vec<String>,
    /// The whole's declared figure as it was written.
    pub declared_whole: Option<DeclaredRow>,
    /// The parts' declared figures added up, in their own unit where it is one, else in the whole's.
    pub declared_parts: Option<DeclaredRow>,
    /// The whole's declared figure in km².
    pub declared_whole_km2: Option<String>,
    /// The parts' declared figures in km², added up.
    pub declared_parts_km2: Option<String>,
    /// The figures, to three decimals.
    #[serde(flatten)]
    pub figures: SumFigures,
    /// Whether it agrees as declared, too.
    #[serde(skip)]
    pub holds: bool,
    /// How it is known what makes up the whole: `project`, `named` or `containment`.
    #[schemars(with = "String")]
    pub from: Origin,
    /// The project or file it belongs to.
    pub file: String,
    /// The figures as people read them.
    #[serde(skip)]
    pub words: SumWords,
}

/// Something a rule found.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FindingRow {
    /// Stays the same as long as the same is found.
    pub id: String,
    /// The rule.
    pub rule: &'static str,
    /// How severe it is.
    pub level: Severity,
    /// In plain words.
    #[schemars(with = "String")]
    pub message: RowMessage,
    /// The ids of the features concerned.
    pub features: Vec<String>,
    /// A place to look at: longitude, latitude, to 1e-7 degrees or as much finer as it takes to lie inside what was found.
    pub at: Option<[f64; 2]>,
    /// All places where the same is wrong, that one first; empty unless there are several.
    pub places: Vec<[f64; 2]>,
    /// The size of what is wrong, square metres.
    pub area_m2: Option<f64>,
    /// How wide it is where it is widest, metres.
    pub width_m: Option<f64>,
    /// The file that the coordinate or the first of the features stands in; the project where there is none.
    #[serde(serialize_with = "areas::as_text")]
    #[schemars(with = "String")]
    pub file: Arc<str>,
    /// Where that coordinate stands in that file; the first feature where no coordinate is to blame.
    #[serde(flatten)]
    pub place: PositionRow,
    /// What of the things that the rule finds it is.
    #[serde(skip)]
    pub kind: &'static str,
    /// Which of the projects of the report it is about.
    #[serde(skip)]
    pub project: usize,
    /// What is wrong as geometry, one shape.
    #[serde(skip)]
    pub region: Option<Arc<Shapes>>,
}

/// The findings counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Summary {
    /// Findings of level error.
    pub errors: usize,
    /// Findings of level warning.
    pub warnings: usize,
    /// Findings of level note.
    pub notes: usize,
    /// Files that could not be read, which no finding is about.
    pub unreadable: usize,
    /// How many findings each rule has, by level.
    pub rules: Vec<RuleCount>,
}

/// Rows by how much they matter, the least number first, otherwise in their order.
fn ranked<T>(rows: &[T], rank: impl Fn(&T) -> u8) -> Vec<&T> {
    let mut ranked: Vec<&T> = rows.iter().collect();
    ranked.sort_by_key(|row| rank(row));
    ranked
}

impl Default for VerifyReport {
    fn default() -> Self {
        Self {
            schema: "zonemap-verify/1",
            projects: Vec::new(),
            files: Vec::new(),
            areas: Vec::new(),
            sums: Vec::new(),
            findings: Vec::new(),
            tolerances: Tolerances::default(),
            summary: Summary::default(),
        }
    }
}

impl VerifyReport {
    /// An empty report of checks by some tolerances.
    #[must_use]
    pub fn new(tolerances: Tolerances) -> Self {
        Self { tolerances, ..Self::default() }
    }

    /// Adds what is to be said of a project, in a language. What of the project is of use only to the checks and for the places of what they
    /// found is gone before there are rows of areas: there may be as many as features.
    pub fn add(&mut self, project: Project, lang: Lang) {
        let findings = findings::rows(&project, check_in(&project, &self.tolerances, &[lang]), lang);
        let project = project.for_figures();
        self.take(findings, self.projects.len());
        let explains = areas::are_explained(&project);
        let mut areas = area_checks_within(&project, &self.tolerances).peekable();
        let sums = timed("sums", || sum_checks(&project, &self.tolerances));
        for (at, said) in project.namespaces().enumerate() {
            let (before, path) = (self.ends(), Arc::from(said.path.as_str()));
            let is_own = |id| project.namespace_of(id) == at;
            self.files.extend(project.files.iter().filter(|file| file.namespace == at).map(FileRow::read));
            let own = std::iter::from_fn(|| areas.next_if(|check| is_own(check.id)));
            let row = |check: AreaCheck<'_>| AreaRow::new(&project, check, explains, &path, lang);
            timed("areas", || self.areas.extend(own.filter_map(row)));
            let own = sums.iter().filter(|check| is_own(check.whole.whole));
            self.sums.extend(own.map(|check| SumRow::new(&project, check, lang)));
            self.projects.push(ProjectRow {
                path: said.path.clone(),
                title: said.title.get(lang).to_owned(),
                notice: said.notice.get(lang).to_owned(),
                map_review_number: said.map_review_number.clone(),
                rows: before.up_to(&self.ends()),
            });
        }
    }

    /// Adds what another report with the same tolerances says, after all that this one says.
    pub fn append(&mut self, other: Self) {
        let (below, projects) = (self.ends(), self.projects.len());
        self.projects.extend(other.projects.into_iter().map(|mut project| {
            project.rows = project.rows.moved(&below);
            project
        }));
        self.files.extend(other.files);
        self.summary.unreadable += other.summary.unreadable;
        if self.areas.is_empty() {
            // There are many where there are many features: no other copy of them.
            self.areas = other.areas;
        } else {
            self.areas.extend(other.areas);
        }
        self.sums.extend(other.sums);
        self.take(other.findings, projects);
    }

    /// Puts the findings in their order across all projects: errors, warnings, notes, and of errors first what was not checked.
    pub fn sort(&mut self) {
        self.findings.sort_by_cached_key(|row| (row.level, row.rule != NOT_CHECKED));
    }

    /// Counts findings and keeps them, as those of projects from a place on.
    fn take(&mut self, rows: Vec<FindingRow>, projects: usize) {
        let before = self.findings.len();
        if self.findings.is_empty() {
            // There may be many: no other copy of them.
            self.findings = rows;
        } else {
            self.findings.extend(rows);
        }
        for row in self.findings.iter_mut().skip(before) {
            row.project += projects;
            self.summary.count(row.rule, row.level);
        }
    }

    /// Where the rows end: empty runs there.
    fn ends(&self) -> RowRanges {
        let at = |length: usize| length..length;
        RowRanges { files: at(self.files.len()), areas: at(self.areas.len()), sums: at(self.sums.len()) }
    }

    /// Adds a project whose check broke: nothing is known of it, which is an error.
    pub fn add_broken(&mut self, path: &str, lang: Lang) {
        let before = self.ends();
        self.take(vec![findings::broken(path, lang)], self.projects.len());
        let (path, title, notice) = (path.to_owned(), path.to_owned(), String::new());
        let rows = before.up_to(&self.ends());
        self.projects.push(ProjectRow { path, title, notice, map_review_number: String::new(), rows });
    }

    /// Adds a file that could not be read, with the place at which that showed.
    pub fn add_unreadable(&mut self, path: &str, place: Option<Provenance>, error: String) {
        self.summary.unreadable += 1;
        self.files.push(FileRow {
            path: path.to_owned(),
            format: None,
            features: 0,
            vertices: 0,
            crs: None,
            readable: false,
            error: Some(error),
            place: place.into(),
        });
    }

    /// Why each file that could not be read could not, a sentence for each.
    pub fn unreadable(&self) -> impl Iterator<Item = &str> {
        self.files.iter().filter_map(|file| file.error.as_deref())
    }
}

impl RowRanges {
    /// From where these begin to where others end.
    fn up_to(&self, other: &Self) -> Self {
        self.with(other, |from, to| from.start..to.end)
    }

    /// The same runs after rows of another report.
    fn moved(&self, below: &Self) -> Self {
        self.with(below, |own, below| own.start + below.end..own.end + below.end)
    }

    fn with(&self, other: &Self, both: fn(&Range<usize>, &Range<usize>) -> Range<usize>) -> Self {
        Self {
            files: both(&self.files, &other.files),
            areas: both(&self.areas, &other.areas),
            sums: both(&self.sums, &other.sums),
        }
    }
}

impl Summary {
    fn count(&mut self, rule: &'static str, level: Severity) {
        groups::count(&mut self.rules, rule, level);
        match level {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => self.notes += 1,
        }
    }
}

impl FileRow {
    fn read(file: &SourceFile) -> Self {
        Self {
            path: file.path.clone(),
            format: Some(file.format),
            features: file.features,
            vertices: file.vertices,
            crs: Some(file.crs),
            readable: true,
            error: None,
            place: PositionRow::default(),
        }
    }
}

fn key(project: &Project, id: FeatureId) -> String {
    project.feature(id).map_or_else(String::new, |f| f.key().to_owned())
}
