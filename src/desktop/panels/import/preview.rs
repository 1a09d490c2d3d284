//! What a file is by one way of reading it, found out in the background: its first rows, where its numbers may lie, and a map of that.
//! Must not decide how it is read.

use std::path::Path;

use serde_json::Value;

use crate::crs::{Axes, Landing, landings};
use crate::draw::draw;
use crate::formats::{OpenError, OpenOptions, open_rest};
use crate::geometry::{Extent, LonLat};
use crate::i18n::{Lang, displayed};
use crate::paint::raster::{Image, Part, image, prepare};
use crate::project::{Feature, Layer, Project};
use crate::session::{Action, Session, Settings};

/// So many ways to read the numbers are offered.
const LANDINGS: usize = 8;
/// A landing farther away than this is off the map unless it is the nearest, metres.
const FAR_M: f64 = 1_000_000.0;
/// So much is seen around the landings, degrees.
const AROUND_DEG: f64 = 1.5;
/// So many features and fields of each are shown.
const ROWS: usize = 5;
const FIELDS: usize = 4;
/// A text of a row is so many characters long.
const CHARACTERS: usize = 24;

/// What came of reading a file one way.
pub(super) struct Preview {
    pub(super) read: Result<Sample, OpenError>,
    /// Where its first position lies in each system, the nearest first.
    pub(super) landings: Vec<Landing>,
    /// A map of what was read, else of these.
    pub(super) picture: Option<Image>,
    /// Where on it these are, in points.
    pub(super) marks: Vec<[f32; 2]>,
}

/// What was read.
pub(super) struct Sample {
    pub(super) features: usize,
    /// The system and the encoding that it was read in.
    pub(super) system: &'static str,
    pub(super) encoding: &'static str,
    /// All its fields.
    pub(super) fields: Vec<String>,
    /// The names of the columns, and the first rows.
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Preview {
    /// Reads a file, whose numbers are looked for near a place. The map is of a size in points.
    pub(super) fn of(
        path: &Path,
        options: &OpenOptions,
        near: LonLat,
        settings: Settings,
        (size, pixels_per_point): ([f32; 2], f32),
    ) -> Self {
        let read = open_rest(path, options).map(|(project, _)| project);
        let pair = match &read {
            Ok(project) => first_pair(project),
            Err(error) => error.pair(),
        };
        let mut landings = pair.map_or_else(Vec::new, |[first, second]| landings(first, second, near));
        landings.truncate(LANDINGS);
        let places: Vec<LonLat> = landings.iter().map(|landing| landing.at).collect();
        let (project, read) = match read {
            Ok(project) => {
                let sample = Sample::of(&project, settings.lang);
                (project, Ok(sample))
            }
            Err(error) => (Project::default(), Err(error)),
        };
        let mut session = Session::new(project, settings);
        session.apply(Action::Resize(size));
        if read.is_err() {
            session.apply(Action::Frame(around(near, &landings)));
        }
        let marks = places.iter().map(|&at| session.view().projector().screen_from_lonlat(at)).collect();
        let picture = draw(&session);
        prepare(&picture, pixels_per_point.into());
        let picture = image(&picture, session.theme().palette(), pixels_per_point.into(), Part::Whole).ok();
        Self { read, landings, picture, marks }
    }
}

/// What a map of landings shows: where they are looked for and those not far from there, or else the nearest, with as much around them that
/// one sees which coast that is.
fn around(near: LonLat, landings: &[Landing]) -> Extent {
    let far = |landing: &&Landing| landing.distance_m > FAR_M;
    let count = landings.iter().take_while(|landing| !far(landing)).count().max(1);
    let places = landings.iter().take(count).map(|landing| landing.at);
    let mut extent = Extent::of(&[near]);
    places.for_each(|at| extent.take_in(at));
    extent.grown(AROUND_DEG)
}

/// The first position of a project as a pair of numbers in its file.
fn first_pair(project: &Project) -> Option<[f64; 2]> {
    let first = |layer: &Layer| {
        let shapes = layer.data.shapes();
        let at = (0..shapes.len()).find_map(|at| shapes.get(at)?.positions().first().copied())?;
        let frame = layer.data.frame();
        let [x, y] = frame.plane(at)?;
        Some(if frame.axes == Axes::Yx { [y, x] } else { [x, y] })
    };
    project.layers.iter().find_map(first)
}

impl Sample {
    fn of(project: &Project, lang: Lang) -> Self {
        let mut fields: Vec<String> = Vec::new();
        for field in project.layers.iter().flat_map(|layer| layer.data.fields().into_keys()) {
            if !fields.iter().any(|known| known == field) {
                fields.push(field.to_owned());
            }
        }
        let features = || project.layers.iter().flat_map(|layer| layer.data.features());
        let shown = || fields.iter().take(FIELDS);
        let row = |feature: &Feature| {
            let value = |field: &String| feature.properties.get(field).map_or_else(String::new, text_of);
            [feature.key().to_owned(), feature.name().get(lang).to_owned()]
                .into_iter()
                .chain(shown().map(value))
                .map(|text| cut(&text))
                .collect()
        };
        let file = project.files.first();
        Self {
            features: features().count(),
            system: file.map_or("", |file| file.crs),
            encoding: file.map_or("", |file| file.encoding),
            head: shown().map(|field| cut(field)).collect(),
            rows: features().take(ROWS).map(row).collect(),
            fields,
        }
    }
}

/// A value as a cell of a table has it.
fn text_of(value: &Value) -> String {
    if value.is_null() {
        return String::new();
    }
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn cut(text: &str) -> String {
    let text = displayed(text);
    match text.char_indices().nth(CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
