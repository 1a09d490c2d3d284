//! Coordinates straight into flat geometry, with the rules that every position, line and ring must keep.
//! Must not know features.

use super::reader::Reader;
use super::scanner::Scanner;
use crate::crs::{Frame, Proposal};
use crate::formats::error::{Problem, ReadError};
use crate::geometry::{LonLat, ShapeKind};

impl Reader {
    /// The `coordinates` of a type of geometry, which is no collection.
    pub(super) fn coordinates(&mut self, scan: &mut Scanner<'_>, kind: ShapeKind) -> Result<(), ReadError> {
        match kind {
            ShapeKind::Point => self.point(scan),
            ShapeKind::MultiPoint => self.points(scan),
            ShapeKind::LineString => self.line(scan),
            ShapeKind::MultiLineString => self.each(scan, Self::line),
            ShapeKind::Polygon => self.polygon(scan),
            ShapeKind::MultiPolygon => self.each(scan, Self::polygon),
            ShapeKind::None | ShapeKind::GeometryCollection => scan.skip(),
        }
    }

    /// The items of an array, one after another.
    fn each(
        &mut self,
        scan: &mut Scanner<'_>,
        item: fn(&mut Self, &mut Scanner<'_>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        scan.open(b'[', "expected.array")?;
        while scan.more(b']')? {
            item(self, scan)?;
        }
        Ok(())
    }

    /// A run of positions; says where it began and how many there are.
    fn path(&mut self, scan: &mut Scanner<'_>) -> Result<(usize, usize), ReadError> {
        self.positions(scan, false)
    }

    /// A run of positions, or one alone without the brackets of a run. Most of a file is read in this loop, so it is the only
    /// one, and has a scanner of its own: both keep everything in registers.
    fn positions(&mut self, scan: &mut Scanner<'_>, alone: bool) -> Result<(usize, usize), ReadError> {
        let mut own = *scan;
        let start = if alone { own.place() } else { own.open(b'[', "expected.array")? };
        while alone || own.more(b']')? {
            self.position(&mut own)?;
            if alone {
                break;
            }
        }
        *scan = own;
        Ok((start, self.shapes.open_path().len()))
    }

    /// A point: one position, or an empty array for none.
    fn point(&mut self, scan: &mut Scanner<'_>) -> Result<(), ReadError> {
        let mut inside = *scan;
        inside.open(b'[', "expected.array")?;
        if inside.next() == b']' {
            return scan.skip();
        }
        self.positions(scan, true)?;
        self.shapes.end_points();
        Ok(())
    }

    /// Several points, or an empty array for none.
    fn points(&mut self, scan: &mut Scanner<'_>) -> Result<(), ReadError> {
        let (_, count) = self.path(scan)?;
        if count > 0 {
            self.shapes.end_points();
        }
        Ok(())
    }

    /// A line: two positions or more, or an empty array for none.
    fn line(&mut self, scan: &mut Scanner<'_>) -> Result<(), ReadError> {
        match self.path(scan)? {
            (_, 0) => {}
            (start, 1) => return Err(scan.expected(start, "expected.line", "1")),
            _ => self.shapes.end_line(),
        }
        Ok(())
    }

    /// A polygon: rings, or an empty array for none.
    fn polygon(&mut self, scan: &mut Scanner<'_>) -> Result<(), ReadError> {
        scan.open(b'[', "expected.array")?;
        let mut is_empty = true;
        while scan.more(b']')? {
            self.ring(scan)?;
            is_empty = false;
        }
        if !is_empty {
            self.shapes.end_polygon();
        }
        Ok(())
    }

    /// A linear ring: four positions or more, the last the same as the first (RFC 7946 section 3.1.6). Winding does not matter.
    fn ring(&mut self, scan: &mut Scanner<'_>) -> Result<(), ReadError> {
        let (start, count) = self.path(scan)?;
        if count < 4 {
            return Err(scan.expected(start, "expected.ring", count.to_string()));
        }
        let ring = self.shapes.open_path();
        if ring.first() != ring.last() {
            let found = ring.last().map_or_else(String::new, |at| format!("[{}, {}]", at.lon, at.lat));
            return Err(scan.expected(start, "expected.closed-ring", found));
        }
        self.shapes.end_path();
        Ok(())
    }

    /// A position: a longitude, a latitude, and optionally a height; further numbers are counted and not kept.
    #[expect(clippy::inline_always, reason = "called in one place, where the scanner must stay in registers")]
    #[inline(always)]
    fn position(&mut self, scan: &mut Scanner<'_>) -> Result<(), ReadError> {
        let start = scan.open(b'[', "expected.position")?;
        let (mut lon, mut lat, mut height) = (f64::NAN, f64::NAN, None);
        let mut count = 0;
        while scan.more(b']')? {
            let number = scan.number()?;
            match count {
                0 => lon = number,
                1 => lat = number,
                2 => height = Some(number),
                _ => self.dropped_numbers += 1,
            }
            count += 1;
        }
        if count < 2 {
            return Err(scan.expected(start, "expected.position", scan.since(start)));
        }
        let at = match &self.frame {
            None => LonLat::new(lon, lat).map_err(|_out| no_lonlat(scan, start, lon, lat))?,
            Some(frame) => framed(frame, lon, lat)
                .ok_or_else(|| scan.expected(start, "expected.position-as-said", scan.since(start)))?,
        };
        if height.is_some_and(f64::is_infinite) {
            return Err(scan.expected(start, "expected.height", scan.since(start)));
        }
        self.shapes.push(at, height);
        Ok(())
    }
}

/// The position of two numbers that are no longitude and latitude: kept out of the loop that reads those.
#[cold]
#[inline(never)]
fn framed(frame: &Frame, first: f64, second: f64) -> Option<LonLat> {
    frame.lonlat(first, second)
}

/// Two numbers that are no longitude and latitude, with what they probably are.
#[cold]
fn no_lonlat(scan: &Scanner<'_>, start: usize, first: f64, second: f64) -> ReadError {
    let mut error = scan.expected(start, "expected.lonlat", scan.since(start));
    if let Some(proposal) = Proposal::of(first, second) {
        error.problem = Problem::NotLonLat { found: scan.since(start).to_owned(), proposal };
    }
    error
}
