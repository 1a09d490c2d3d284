//! Whether every position of a text is in the system that it is read in: degrees among metres, and systems that only some features name.
//! Must not know how positions or members are read.

use super::members;
use super::reader::Reader;
use crate::crs::Crs;
use crate::formats::error::ReadError;
use crate::formats::position::is_degrees;

/// The only system of metres in which numbers as small as degrees are positions of its own: those at its origin, the same in both.
const WEB_MERCATOR: &str = "EPSG:3857";

/// What has been seen of systems and of units.
#[derive(Default)]
pub(super) struct Systems {
    /// Where the first position stands that is in degrees and was read in metres.
    degrees: Option<usize>,
    /// The same of the run of positions being read, of which all are.
    run: Option<usize>,
    /// Whether a position of that run can be in metres alone.
    run_has_metres: bool,
    /// The `crs` member read last, and where it stands.
    last: Option<(Crs, usize)>,
    /// The first system of metres that a feature or its geometry names, and where.
    in_feature: Option<(Crs, usize)>,
    /// Whether a feature with a geometry names none.
    has_unnamed: bool,
    /// Whether the collection itself names one.
    of_file: bool,
}

impl Systems {
    /// Looks at the two numbers of a position that is read in metres.
    pub(super) fn position(&mut self, crs: Crs, [first, second]: [f64; 2], offset: usize) {
        if !is_degrees(crs, [first, second]) {
            self.run_has_metres = true;
        } else if crs.name() != WEB_MERCATOR {
            // No grid is used there: it is hundreds of kilometres west of the zone.
            self.degrees = self.degrees.or(Some(offset));
        } else if (first, second) != (0.0, 0.0) {
            self.run = self.run.or(Some(offset));
        }
    }

    /// Ends a ring, a line or a run of points: in Web Mercator one is in degrees where all of it can be.
    pub(super) fn end_run(&mut self) {
        let degrees = self.run.take().filter(|_| !self.run_has_metres);
        self.degrees = self.degrees.or(degrees);
        self.run_has_metres = false;
    }

    /// Keeps a system that an object names.
    pub(super) fn name(&mut self, crs: Crs, offset: usize) {
        self.last = Some((crs, offset));
    }

    /// Ends a feature, which may have a geometry.
    pub(super) fn end_feature(&mut self, has_geometry: bool) {
        match self.last.take() {
            Some((crs, _)) if crs.is_geographic() => {}
            Some(named) => self.in_feature = self.in_feature.or(Some(named)),
            None => self.has_unnamed |= has_geometry,
        }
    }

    /// Ends a member of the collection itself.
    pub(super) fn end_member(&mut self) {
        self.of_file |= self.last.take().is_some();
    }

    /// What is known of the collection itself, its features left out.
    pub(super) fn of_file(&self) -> Self {
        Self { of_file: self.of_file, ..Self::default() }
    }

    /// Adds what was seen of a later part of the same text.
    pub(super) fn append(&mut self, later: &Self) {
        self.degrees = self.degrees.or(later.degrees);
        self.in_feature = self.in_feature.or(later.in_feature);
        self.has_unnamed |= later.has_unnamed;
        self.of_file |= later.of_file;
    }
}

impl Reader {
    /// Fails where only some features of a text say that they are in metres, or where degrees were read as metres.
    pub(super) fn judge_systems(&self, text: &str) -> Result<(), ReadError> {
        let Systems { in_feature, has_unnamed, of_file, degrees, .. } = self.systems;
        if let Some((crs, offset)) = in_feature.filter(|_| has_unnamed && !of_file) {
            return Err(ReadError::expected(text, offset, "expected.crs-of-all", crs.name()));
        }
        degrees.map_or(Ok(()), |offset| Err(members::degrees(text, offset)))
    }
}
