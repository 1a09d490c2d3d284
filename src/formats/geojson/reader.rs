//! Features with their members, and the CRS.
//! Must not know how coordinates are read, or by how many at once.

use geojson::feature::Id;
use geojson::{JsonObject, JsonValue};

use super::geometry::kind;
use super::members;
use super::scanner::Scanner;
use super::systems::Systems;
use super::values::{Names, value};
use crate::crs::{CoordinateFrame, Crs};
use crate::formats::error::ReadError;
use crate::formats::{Collection, Holder, Oddity, OddityKind};
use crate::geometry::{LonLat, Mark, ShapeKind, Shapes};
use crate::i18n::Localized;
use crate::project::{Defect, DefectKind, Feature, Members, Provenance, SourcePosition};

/// What has been read of a text.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) shapes: Shapes,
    /// Fourth and further numbers of positions, which mean nothing in RFC 7946 and are not kept.
    pub(super) dropped_numbers: usize,
    /// How positions are to be read, when that is not as RFC 7946 says.
    pub(super) frame: Option<CoordinateFrame>,
    /// Whether the user says which system positions are in, whatever the text names.
    crs_is_asked: bool,
    drafts: Vec<Draft>,
    /// What was put right in rings, and where in the text.
    defects: Vec<(Defect, usize)>,
    /// What was odd and could be read.
    oddities: Vec<Oddity>,
    /// The first system that a `crs` member named.
    named: Option<Crs>,
    /// Where it does.
    named_at: Option<usize>,
    /// Where another `crs` member names another.
    other_crs: Option<(Crs, usize)>,
    /// Whether every position is in the system that it is read in.
    pub(super) systems: Systems,
}

/// What something odd is about.
#[derive(Clone, Copy)]
pub(super) enum About {
    /// The text as a whole.
    Text,
    /// The feature being read.
    Feature,
}

/// How far has been read, to come back to.
#[derive(Clone, Copy)]
pub(super) struct Before {
    shapes: Mark,
    defects: usize,
}

/// What a reader knows before it reads a part of a text: how positions are to be read, and who says so.
#[derive(Clone, Copy)]
pub(super) struct Ahead {
    frame: Option<CoordinateFrame>,
    crs_is_asked: bool,
}

impl Ahead {
    /// A reader of that part.
    pub(super) fn later(self) -> Reader {
        Reader { frame: self.frame, crs_is_asked: self.crs_is_asked, ..Reader::default() }
    }
}

/// A feature that does not know its place among the others.
#[derive(Default)]
struct Draft {
    id: Option<Id>,
    properties: Members,
    foreign: Option<Box<Members>>,
    name: Option<Localized>,
    offset: usize,
}

impl Reader {
    /// A reader that has read nothing.
    pub(super) fn new(frame: &CoordinateFrame) -> Self {
        let own = (*frame != CoordinateFrame::default()).then_some(*frame);
        Self { frame: own, crs_is_asked: frame.crs.is_some(), ..Self::default() }
    }

    /// What readers of later parts of the same text are to know.
    pub(super) fn ahead(&self) -> Ahead {
        Ahead { frame: self.frame, crs_is_asked: self.crs_is_asked }
    }

    /// Reads positions from here on in a system that the text names, unless the user says another.
    pub(super) fn adopt(&mut self, named: Option<Crs>) {
        let Some(crs) = named.filter(|crs| !self.crs_is_asked && !crs.is_wgs84()) else { return };
        self.frame = Some(CoordinateFrame { crs: Some(crs), ..self.frame.unwrap_or_default() });
    }

    /// The system that the text names so far.
    pub(super) fn named(&self) -> Option<Crs> {
        self.named
    }

    /// The system that the text names and positions were not read in, since it was named after them.
    pub(super) fn named_too_late(&self) -> Option<Crs> {
        let used = self.frame.and_then(|frame| frame.crs);
        self.named.filter(|crs| used != Some(*crs) && !crs.is_wgs84())
    }

    /// Adds what was read of a later part of the same text.
    pub(super) fn append(&mut self, later: Self) {
        self.shapes.append(&later.shapes);
        let before = self.drafts.len();
        let lifted =
            |(defect, offset): (Defect, usize)| (Defect { feature: defect.feature + before, ..defect }, offset);
        self.defects.extend(later.defects.into_iter().map(lifted));
        let odd = |oddity: Oddity| Oddity { feature: oddity.feature.map(|feature| feature + before), ..oddity };
        self.oddities.extend(later.oddities.into_iter().map(odd));
        self.dropped_numbers += later.dropped_numbers;
        self.drafts.extend(later.drafts);
        if let Some((crs, offset)) = later.named.zip(later.named_at) {
            self.name(crs, offset);
        }
        self.other_crs = self.other_crs.or(later.other_crs);
        self.systems.append(&later.systems);
    }

    /// Keeps what is odd about the feature being read, or about the text as a whole.
    pub(super) fn odd(&mut self, about: About, offset: usize, kind: OddityKind) {
        let feature = match about {
            About::Feature => Some(self.drafts.len()),
            About::Text => None,
        };
        self.oddities.push(Oddity { feature, offset, kind });
    }

    /// Forgets the features that were read: of members with one name the last counts.
    pub(super) fn forget_features(&mut self) {
        let fresh = Self { systems: self.systems.of_file(), ..self.ahead().later() };
        let Self { mut oddities, named, named_at, other_crs, .. } = std::mem::replace(self, fresh);
        oddities.retain(|oddity| oddity.feature.is_none());
        (self.oddities, self.named, self.named_at, self.other_crs) = (oddities, named, named_at, other_crs);
    }

    pub(super) fn mark(&self) -> Before {
        Before { shapes: self.shapes.mark(), defects: self.defects.len() }
    }

    /// Takes back what was read of the open feature's geometry since a mark.
    pub(super) fn rewind(&mut self, to: Before) {
        self.shapes.rewind(to.shapes);
        self.defects.truncate(to.defects);
    }

    /// Keeps what was put right in the ring that comes next, and stands at an offset of the text.
    pub(super) fn defect(&mut self, kind: DefectKind, at: Option<LonLat>, offset: usize) {
        self.defect_from(kind, at, offset, self.shapes.open_shape().len());
    }

    /// The same of a ring that begins with a position of the open feature's.
    pub(super) fn defect_from(&mut self, kind: DefectKind, at: Option<LonLat>, offset: usize, position: usize) {
        self.defects.push((Defect { feature: self.drafts.len(), kind, position, at, place: None }, offset));
    }

    /// Counts the positions of a hole that went with the outer ring left out last.
    pub(super) fn left_out(&mut self, more: usize) {
        if let Some((Defect { kind: DefectKind::TooFew { left_out, .. }, .. }, _)) = self.defects.last_mut() {
            *left_out += more;
        }
    }

    /// All that was read. Fails where the text names two systems or one for some features alone, or degrees were read as metres.
    pub(super) fn finish(self, text: &str) -> Result<Collection, ReadError> {
        if let Some((crs, offset)) = self.other_crs {
            return Err(ReadError::expected(text, offset, "expected.one-crs", crs.name()));
        }
        self.judge_systems(text)?;
        Ok(self.collection(text))
    }

    fn collection(mut self, text: &str) -> Collection {
        self.shapes.shrink_to_fit();
        let mut collection = Collection { shapes: self.shapes, oddities: self.oddities, ..Collection::default() };
        (collection.crs, collection.crs_from) = match self.named {
            Some(crs) => (crs.name(), "crs-from.member"),
            None => ("EPSG:4326", "crs-from.rfc7946"),
        };
        if self.dropped_numbers > 0 {
            collection.warnings.push(("warning.dropped-numbers", self.dropped_numbers));
        }
        let at_each = |offsets: Vec<usize>| SourcePosition::of_each(text, &offsets).into_iter().map(Provenance::Text);
        let placed = at_each(self.defects.iter().map(|(_, offset)| *offset).collect()).zip(self.defects);
        collection.defects = placed.map(|(place, (defect, _))| Defect { place: Some(place), ..defect }).collect();
        let placed = at_each(self.drafts.iter().map(|draft| draft.offset).collect()).zip(self.drafts);
        let feature = |(at, (place, draft)): (usize, (Provenance, Draft))| {
            Feature::new(draft.id, draft.properties, draft.foreign, draft.name, at).read_at(place)
        };
        collection.features = placed.enumerate().map(feature).collect();
        collection
    }

    /// A `crs` member of the text as a whole, or of a feature or its geometry. All of a text name one system.
    pub(super) fn crs(&mut self, scan: &mut Scanner<'_>, about: About) -> Result<JsonValue, ReadError> {
        let offset = scan.place();
        // What the user says stands above it.
        if self.crs_is_asked {
            return self.value(scan, about, Holder::Value);
        }
        let value = self.value(scan, about, Holder::Crs)?;
        if let Some(crs) = super::crs::named(&value, scan, offset)? {
            self.name(crs, offset);
            self.systems.name(crs, offset);
        }
        Ok(value)
    }

    fn name(&mut self, crs: Crs, offset: usize) {
        match self.named {
            None => (self.named, self.named_at) = (Some(crs), Some(offset)),
            Some(named) if named == crs => {}
            Some(_) => self.other_crs = self.other_crs.or(Some((crs, offset))),
        }
    }

    /// The position of two numbers that are to be read in a frame: kept out of the loop that reads longitudes and latitudes.
    #[cold]
    #[inline(never)]
    pub(super) fn framed(
        &mut self,
        frame: CoordinateFrame,
        [first, second]: [f64; 2],
        offset: usize,
    ) -> Option<LonLat> {
        if let Some(crs) = frame.crs.filter(|crs| !crs.is_geographic()) {
            self.systems.position(crs, [first, second], offset);
        }
        frame.lonlat(first, second)
    }

    /// A feature object.
    pub(super) fn feature(&mut self, scan: &mut Scanner<'_>) -> Result<(), ReadError> {
        let mut draft = Draft { offset: scan.open(b'{', "expected.type")?, ..Draft::default() };
        let (mut is_feature, mut shape, mut foreign) = (false, ShapeKind::None, JsonObject::new());
        let (mut names, mut again) = (Names::default(), false);
        let before = self.mark();
        while let Some(member) = scan.member()? {
            again |= names.again(member.clone());
            match &*member {
                "type" => {
                    feature_kind(scan)?;
                    is_feature = true;
                }
                "id" => draft.id = self.id(scan)?,
                "properties" => (draft.properties, draft.name) = self.properties(scan)?,
                "geometry" => {
                    self.rewind(before);
                    shape = self.geometry_or_null(scan)?;
                }
                "bbox" => scan.skip()?,
                other => {
                    let value = match other {
                        "crs" => self.crs(scan, About::Feature)?,
                        _ => self.value(scan, About::Feature, Holder::Value)?,
                    };
                    foreign.insert(other.to_owned(), value);
                }
            }
        }
        if !is_feature {
            return Err(scan.expected(draft.offset, "expected.type", "{…}"));
        }
        self.twice(again, About::Feature, draft.offset);
        self.shapes.end_shape(shape);
        self.systems.end_feature(shape != ShapeKind::None);
        draft.foreign = (!foreign.is_empty()).then(|| Box::new(foreign.into()));
        self.drafts.push(draft);
        Ok(())
    }

    /// Keeps that the object of the format at an offset holds a member twice, if it does.
    pub(super) fn twice(&mut self, again: bool, about: About, offset: usize) {
        if again {
            self.odd(about, offset, OddityKind::Twice(Holder::Format));
        }
    }

    /// A value that is kept or looked into.
    pub(super) fn value(
        &mut self,
        scan: &mut Scanner<'_>,
        about: About,
        holder: Holder,
    ) -> Result<JsonValue, ReadError> {
        let (start, mut twice) = (scan.place(), Vec::new());
        let value = value(scan, &mut twice, 0)?;
        for offset in twice {
            // A figure that somebody keeps deeper inside is none that is read.
            let holder = if holder == Holder::Properties && offset != start { Holder::Value } else { holder };
            self.odd(about, offset, OddityKind::Twice(holder));
        }
        Ok(value)
    }

    /// A feature's id: a text or a number. Anything else is told of and is none.
    fn id(&mut self, scan: &mut Scanner<'_>) -> Result<Option<Id>, ReadError> {
        let start = scan.place();
        Ok(match self.value(scan, About::Feature, Holder::Value)? {
            JsonValue::Null => None,
            JsonValue::String(text) => Some(Id::String(text)),
            JsonValue::Number(number) => Some(Id::Number(number)),
            other @ (JsonValue::Bool(_) | JsonValue::Array(_) | JsonValue::Object(_)) => {
                self.odd(About::Feature, start, OddityKind::Id(other.to_string()));
                None
            }
        })
    }

    /// A feature's properties, and its name among them. What is no object is told of and counts as none, as an empty array
    /// that some programs write.
    fn properties(&mut self, scan: &mut Scanner<'_>) -> Result<(Members, Option<Localized>), ReadError> {
        let start = scan.place();
        let properties = match self.value(scan, About::Feature, Holder::Properties)? {
            JsonValue::Null => JsonObject::new(),
            JsonValue::Object(properties) => properties,
            other @ (JsonValue::Bool(_) | JsonValue::Number(_) | JsonValue::String(_) | JsonValue::Array(_)) => {
                self.odd(About::Feature, start, OddityKind::Properties(other.to_string()));
                JsonObject::new()
            }
        };
        let Some(value) = properties.get("name") else { return Ok((properties.into(), None)) };
        let (name, is_odd) = members::name(value);
        if is_odd {
            let at = scan.since(start).find("\"name\"").unwrap_or(0);
            self.odd(About::Feature, start + at, OddityKind::Name(value.to_string()));
        }
        Ok((properties.into(), name))
    }

    /// A geometry by itself becomes a feature without properties.
    pub(super) fn bare_geometry(&mut self, scan: &mut Scanner<'_>) -> Result<(), ReadError> {
        let offset = scan.place();
        let shape = self.geometry(scan, "expected.type", 0)?;
        self.shapes.end_shape(shape);
        self.drafts.push(Draft { offset, ..Draft::default() });
        Ok(())
    }

    fn geometry_or_null(&mut self, scan: &mut Scanner<'_>) -> Result<ShapeKind, ReadError> {
        if scan.next() == b'n' {
            return scan.value().map(|()| ShapeKind::None);
        }
        self.geometry(scan, "expected.geometry", 0)
    }
}

fn feature_kind(scan: &mut Scanner<'_>) -> Result<(), ReadError> {
    let start = scan.place();
    let kind = kind(scan)?;
    if kind == "Feature" { Ok(()) } else { Err(scan.expected(start, "expected.feature-type", kind)) }
}
