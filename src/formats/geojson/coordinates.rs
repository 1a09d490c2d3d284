//! Coordinates straight into flat geometry, with the rules that every position, line and ring must keep.
//! Must not know features.

use super::reader::Reader;
use super::scanner::Scanner;
use crate::formats::error::{Problem, ReadError};
use crate::formats::position::{is_used_there, no_lonlat, not_as_said};
use crate::geometry::{LonLat, ShapeKind};
use crate::project::DefectKind;

impl Reader {
    /// The `coordinates` of a type of geometry, which is no collection.
    pub(super) fn coordinates(&mut self, scan: &mut Scanner<'_>, kind: ShapeKind) -> Result<(), ReadError> {
        match kind {
            ShapeKind::Point => self.point(scan),
            ShapeKind::MultiPoint => self.points(scan),
            ShapeKind::LineString => self.line(scan),
            ShapeKind::MultiLineString => self.each(scan, Self::line),
            ShapeKind::Polygon => self.polygon(scan),
            ShapeKind::MultiPolygon => self.polygons(scan),
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
        if self.frame.is_some() {
            self.systems.end_run();
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

    /// A polygon: rings, or an empty array for none. The holes of an outer ring that is left out are left out with it.
    fn polygon(&mut self, scan: &mut Scanner<'_>) -> Result<(), ReadError> {
        scan.open(b'[', "expected.array")?;
        let (mut is_first, mut has_outer) = (true, false);
        while scan.more(b']')? {
            let is_kept = if is_first || has_outer { self.ring(scan)? } else { self.lost_hole(scan)? };
            has_outer |= is_first && is_kept;
            is_first = false;
        }
        if has_outer {
            self.shapes.end_polygon();
        }
        Ok(())
    }

    /// Several polygons. One that is an empty array lacks its outer ring, unless all are, which is no geometry at all.
    fn polygons(&mut self, scan: &mut Scanner<'_>) -> Result<(), ReadError> {
        scan.open(b'[', "expected.array")?;
        let (mut count, mut empty) = (0, Vec::new());
        while scan.more(b']')? {
            let mut inside = *scan;
            let offset = inside.open(b'[', "expected.array")?;
            if inside.next() == b']' {
                empty.push((offset, self.shapes.open_shape().len()));
            }
            self.polygon(scan)?;
            count += 1;
        }
        for (offset, position) in empty.iter().copied().filter(|_| empty.len() < count) {
            self.defect_from(DefectKind::TooFew { count: 0, left_out: 0 }, None, offset, position);
        }
        Ok(())
    }

    /// A linear ring: four positions or more, the last the same as the first (RFC 7946 section 3.1.6). Winding does not matter.
    /// One that is not closed is closed; one that is too short then is left out. False for that.
    fn ring(&mut self, scan: &mut Scanner<'_>) -> Result<bool, ReadError> {
        let before = self.mark();
        let (offset, count) = self.path(scan)?;
        let ring = self.shapes.open_path();
        let (at, is_closed) = (ring.first().copied(), ring.first() == ring.last());
        if count + usize::from(!is_closed) < 4 {
            self.rewind(before);
            self.defect(DefectKind::TooFew { count, left_out: count }, at, offset);
            return Ok(false);
        }
        if !is_closed {
            let position = self.shapes.open_shape().len() - count;
            self.shapes.repeat_first();
            self.defect_from(DefectKind::Unclosed { count }, at, offset, position);
        }
        self.shapes.end_path();
        Ok(true)
    }

    /// A hole of an outer ring that was left out.
    fn lost_hole(&mut self, scan: &mut Scanner<'_>) -> Result<bool, ReadError> {
        let before = self.mark();
        let (_, count) = self.path(scan)?;
        self.rewind(before);
        self.left_out(count);
        Ok(false)
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
            None => LonLat::new(lon, lat).map_err(|_out| refused(scan, start, |found| no_lonlat([lon, lat], found)))?,
            Some(frame) => {
                let frame = *frame;
                let at = self.framed(frame, [lon, lat], start);
                at.filter(|at| is_used_there(&frame, *at))
                    .ok_or_else(|| refused(scan, start, |found| not_as_said(&frame, [lon, lat], found)))?
            }
        };
        if height.is_some_and(f64::is_infinite) {
            return Err(scan.expected(start, "expected.height", scan.since(start)));
        }
        self.shapes.push(at, height);
        Ok(())
    }
}

/// A position that cannot be read, with what a function says of how it stands in the text.
#[cold]
fn refused(scan: &Scanner<'_>, start: usize, problem: impl FnOnce(String) -> Problem) -> ReadError {
    scan.problem(start, problem(scan.since(start).to_owned()))
}
