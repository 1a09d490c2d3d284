//! Features gathered from a file of any format but GeoJSON: positions read in a frame, rings put right, ids, names and properties.
//! Must not know the format.

use geojson::JsonObject;
use geojson::feature::Id;
use serde_json::Value;

use super::error::Problem;
use super::geojson::name;
use super::position::{degrees_as_metres, is_degrees, positioned};
use super::{Collection, OpenError};
use crate::crs::{CoordinateFrame, Crs};
use crate::geometry::{LonLat, ShapeKind, Shapes};
use crate::project::{Defect, DefectKind, Feature, Provenance};

/// Positions one after another, with their heights: none, or as many.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Path {
    pub(super) at: Vec<LonLat>,
    pub(super) heights: Vec<f64>,
}

impl Path {
    /// Adds the positions of another.
    pub(super) fn append(&mut self, other: Self) {
        if !other.heights.is_empty() {
            self.heights.resize(self.at.len(), f64::NAN);
            self.heights.extend(other.heights);
        }
        self.at.extend(other.at);
    }
}

/// A part of a geometry.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Points(Path),
    Line(Path),
    /// The outer ring first.
    Polygon(Vec<Path>),
}

/// The properties that hold a name, in any letters.
const NAME: &str = "name";

/// What has been read of a dataset.
pub(super) struct Gather {
    frame: CoordinateFrame,
    /// Whether the user says the system.
    is_asked: bool,
    collection: Collection,
    shapes: Shapes,
}

impl Gather {
    /// Nothing yet. Positions are read in the system that the user says, else in that of the file, which is known from what a key of the
    /// locale files names.
    pub(super) fn new(asked: &CoordinateFrame, own: Option<Crs>, from: &'static str) -> Self {
        let crs = asked.crs.or(own.filter(|crs| !crs.is_wgs84()));
        let name = own.map_or("EPSG:4326", Crs::name);
        let collection = Collection { crs: name, crs_from: from, ..Collection::default() };
        let is_asked = asked.crs.is_some();
        Self { frame: CoordinateFrame { crs, ..*asked }, is_asked, collection, shapes: Shapes::default() }
    }

    /// The same with the name that the file has for the dataset.
    pub(super) fn named(mut self, name: Option<String>) -> Self {
        self.collection.name = name.filter(|name| !name.is_empty());
        self
    }

    /// The path through some numbers, each position with its height if it has one.
    pub(super) fn path(&self, numbers: impl IntoIterator<Item = ([f64; 2], Option<f64>)>) -> Result<Path, Problem> {
        let mut path = Path::default();
        let (mut degrees, mut has_metres) = (None, false);
        for (numbers, height) in numbers {
            let found = || shown(numbers);
            if let Some(crs) = self.frame.crs {
                match is_degrees(crs, numbers) {
                    false => has_metres = true,
                    true if crs.name() != "EPSG:3857" => return Err(degrees_as_metres(found())),
                    true if numbers != [0.0, 0.0] => degrees = degrees.or(Some(numbers)),
                    true => {}
                }
            }
            path.at.push(positioned(&self.frame, numbers, found)?);
            if let Some(height) = height.filter(|height| height.is_finite()) {
                path.heights.resize(path.at.len() - 1, f64::NAN);
                path.heights.push(height);
            }
        }
        match degrees.filter(|_| !has_metres) {
            Some(numbers) => Err(degrees_as_metres(shown(numbers))),
            None => Ok(path),
        }
    }

    /// Keeps which encoding the texts were read in.
    pub(super) fn read_in(&mut self, encoding: &'static encoding_rs::Encoding) {
        self.collection.encoding = encoding.name();
    }

    /// How many degrees a position lies from the meridian of a grid of 3-degree zones; none in any other system.
    pub(super) fn off_meridian_deg(&self, at: LonLat) -> Option<f64> {
        self.frame.crs.filter(|crs| crs.meridian_3deg().is_some())?.off_meridian_deg(at)
    }

    /// Counts something worth a word of the file as a whole.
    pub(super) fn warn(&mut self, key: &'static str, count: usize) {
        add_warning(&mut self.collection.warnings, key, count);
    }

    /// Says, unless the user has, that nothing states which system the positions are in, where that is so and they need one.
    pub(super) fn warn_unsaid(&mut self, needs_one: bool) {
        if needs_one && !self.is_asked && self.collection.crs_from == "crs-from.nothing" {
            self.warn("warning.no-system", self.len());
        }
    }

    /// Reads positions in a system that stands beside them, unless the user says another. All of a file have one.
    pub(super) fn adopt(&mut self, crs: Crs, from: &'static str) -> Result<(), Problem> {
        if self.is_asked {
            return Ok(());
        }
        if self.len() > 0 && self.collection.crs != crs.name() {
            return Err(Problem::Expected { what: "expected.one-system", found: crs.name().to_owned() });
        }
        (self.collection.crs, self.collection.crs_from) = (crs.name(), from);
        self.frame.crs = (!crs.is_wgs84()).then_some(crs);
        Ok(())
    }

    /// How many features there are.
    pub(super) fn len(&self) -> usize {
        self.collection.features.len()
    }

    /// Adds a feature that stands at a place of its file.
    pub(super) fn feature(&mut self, id: Option<Id>, properties: JsonObject, parts: &[Part], place: Provenance) {
        let at = self.len();
        for part in parts {
            self.part(part, place);
        }
        self.shapes.end_shape(kind_of(parts));
        let name = named_by(&properties).and_then(|value| name(value).0);
        self.collection.features.push(Feature::new(id, properties, None, name, at).read_at(place));
    }

    fn part(&mut self, part: &Part, place: Provenance) {
        match part {
            Part::Points(path) => {
                self.push(path);
                self.shapes.end_points();
            }
            Part::Line(path) => {
                self.push(path);
                self.shapes.end_line();
            }
            Part::Polygon(rings) => self.polygon(rings, place),
        }
    }

    fn push(&mut self, path: &Path) {
        for (at, &position) in path.at.iter().enumerate() {
            self.shapes.push(position, path.heights.get(at).copied().filter(|height| !height.is_nan()));
        }
    }

    /// A polygon whose rings are closed where they are not, and left out where they are too short; the holes of such an outer ring too.
    fn polygon(&mut self, rings: &[Path], place: Provenance) {
        let Some((outer, holes)) = rings.split_first() else { return };
        if !self.ring(outer, place) {
            let lost: usize = holes.iter().map(|hole| hole.at.len()).sum();
            if let Some(Defect { kind: DefectKind::TooFew { left_out, .. }, .. }) = self.collection.defects.last_mut() {
                *left_out += lost;
            }
            return;
        }
        for hole in holes {
            self.ring(hole, place);
        }
        self.shapes.end_polygon();
    }

    fn ring(&mut self, ring: &Path, place: Provenance) -> bool {
        let (count, at) = (ring.at.len(), ring.at.first().copied());
        let is_closed = ring.at.first() == ring.at.last();
        let position = self.shapes.open_shape().len();
        let kind = match (count + usize::from(!is_closed), is_closed) {
            (..4, _) => Some(DefectKind::TooFew { count, left_out: count }),
            (_, false) => Some(DefectKind::Unclosed { count }),
            (_, true) => None,
        };
        let feature = self.len();
        self.collection.defects.extend(kind.map(|kind| Defect { feature, kind, position, at, place: Some(place) }));
        if matches!(kind, Some(DefectKind::TooFew { .. })) {
            return false;
        }
        self.push(ring);
        if !is_closed {
            self.shapes.repeat_first();
        }
        self.shapes.end_path();
        true
    }

    /// All that was read.
    pub(super) fn finish(mut self) -> Collection {
        self.shapes.shrink_to_fit();
        Collection { shapes: self.shapes, ..self.collection }
    }
}

/// Counts something worth a word among others, each of which stands once.
pub(super) fn add_warning(all: &mut Vec<(&'static str, usize)>, key: &'static str, count: usize) {
    match all.iter_mut().find(|(known, _)| *known == key) {
        Some((_, known)) => *known += count,
        None if count > 0 => all.push((key, count)),
        None => {}
    }
}

/// The property that holds the name: `name`, or else one that is so called in other letters, as databases write in capitals.
fn named_by(properties: &JsonObject) -> Option<&Value> {
    properties
        .get(NAME)
        .or_else(|| properties.iter().find(|(key, _)| key.eq_ignore_ascii_case(NAME)).map(|(_, value)| value))
}

/// The type of a geometry by its parts.
fn kind_of(parts: &[Part]) -> ShapeKind {
    let all = |is: fn(&Part) -> bool| parts.iter().all(is);
    match parts {
        [] => ShapeKind::None,
        [Part::Points(path)] if path.at.len() == 1 => ShapeKind::Point,
        [Part::Line(_)] => ShapeKind::LineString,
        [Part::Polygon(_)] => ShapeKind::Polygon,
        _ if all(|part| matches!(part, Part::Points(_))) => ShapeKind::MultiPoint,
        _ if all(|part| matches!(part, Part::Line(_))) => ShapeKind::MultiLineString,
        _ if all(|part| matches!(part, Part::Polygon(_))) => ShapeKind::MultiPolygon,
        _ => ShapeKind::GeometryCollection,
    }
}

fn shown([first, second]: [f64; 2]) -> String {
    format!("{first}, {second}")
}

/// A problem at a place of a file.
pub(super) fn problem_at(path: &str, place: impl Into<Option<Provenance>>, problem: Problem) -> OpenError {
    OpenError { path: path.to_owned(), place: place.into(), problem }
}

/// What was expected and what was found at a place of a file.
pub(super) fn expected_at(
    path: &str,
    place: impl Into<Option<Provenance>>,
    what: &'static str,
    found: impl Into<String>,
) -> OpenError {
    problem_at(path, place, Problem::Expected { what, found: found.into() })
}

/// A text as a value: as a number where it is written as one, digit for digit, so that figures compare as figures. What a number would be
/// written otherwise for, such as `3E12`, is rather a code.
pub(super) fn value_of(text: &str) -> Value {
    let is_number = text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let number = is_number.then(|| serde_json::from_str::<serde_json::Number>(text).ok()).flatten();
    let number = number.filter(|number| number.as_str() == text);
    number.map_or_else(|| Value::String(text.to_owned()), Value::Number)
}
