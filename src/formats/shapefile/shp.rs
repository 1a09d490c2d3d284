//! The main file of a shapefile: its records, and the numbers in them.
//! Must not know attributes.

use crate::formats::gather::{Gather, Part, Path, problem_at};
use crate::formats::rings::by_winding;
use crate::formats::{OpenError, Problem};
use crate::project::Provenance;

/// The length of the header of the file and of each record, bytes.
const HEADER: usize = 100;
const RECORD: usize = 8;
/// Measures below this say that there are none (Technical Description, "Numeric types").
const NO_DATA: f64 = -1e38;

/// The records of a file, in order.
pub(super) struct Shapes<'a> {
    rest: &'a [u8],
    /// How many bytes stand behind what the file says its length is.
    behind: usize,
    path: &'a str,
    number: usize,
    /// How many bytes behind the last record are none.
    pub(super) odd_bytes: usize,
}

/// The contents of one record.
pub(super) struct Record<'a> {
    content: Content<'a>,
}

impl<'a> Shapes<'a> {
    pub(super) fn of(bytes: &'a [u8], path: &'a str) -> Result<Self, OpenError> {
        let Some((header, rest)) = bytes.split_at_checked(HEADER) else {
            return Err(problem_at(path, None, Problem::Truncated));
        };
        let words = Content(&header[24..28]).big().unwrap_or(0);
        // A file may go on behind what it says its length is, and that is none of it, but for the end of a record that begins before.
        let said = usize::try_from(words).unwrap_or(0).saturating_mul(2).saturating_sub(HEADER);
        if said > rest.len() {
            return Err(problem_at(path, None, Problem::Truncated));
        }
        Ok(Self { rest, behind: rest.len() - said, path, number: 0, odd_bytes: 0 })
    }

    fn next_record(&mut self) -> Option<Record<'a>> {
        let (header, rest) = self.rest.split_at_checked(RECORD)?;
        let words = usize::try_from(Content(&header[4..]).big()?).ok()?;
        let (content, rest) = rest.split_at_checked(words.checked_mul(2)?)?;
        self.rest = rest;
        Some(Record { content: Content(content) })
    }
}

impl<'a> Iterator for Shapes<'a> {
    type Item = Result<Record<'a>, OpenError>;

    fn next(&mut self) -> Option<Self::Item> {
        let left = self.rest.len().saturating_sub(self.behind);
        if left < RECORD {
            self.odd_bytes = left;
            return None;
        }
        let place = Provenance::Record(self.number);
        self.number += 1;
        let record = self.next_record().ok_or_else(|| problem_at(self.path, place, Problem::Truncated));
        if record.is_err() {
            self.rest = &[];
        }
        Some(record)
    }
}

impl Record<'_> {
    /// The parts of the shape.
    pub(super) fn parts(self, gather: &mut Gather) -> Result<Vec<Part>, Problem> {
        let mut content = self.content;
        let kind = content.little().ok_or(Problem::Truncated)?;
        let (has_z, base) = match kind {
            0 => return Ok(Vec::new()),
            1 | 3 | 5 | 8 => (false, kind),
            11 | 13 | 15 | 18 => (true, kind - 10),
            21 | 23 | 25 | 28 => (false, kind - 20),
            other => return Err(Problem::Expected { what: "expected.shape-type", found: other.to_string() }),
        };
        gather.warn("warning.measures", usize::from(kind > 20));
        if base == 1 {
            let at = content.pair().ok_or(Problem::Truncated)?;
            let height = if has_z { content.number() } else { None };
            // A point of no numbers is none, as PostGIS and others write it.
            if at.iter().all(|number| number.is_nan() || *number < NO_DATA) {
                return Ok(Vec::new());
            }
            return Ok(vec![Part::Points(gather.path([(at, height)])?)]);
        }
        let runs = content.runs(base != 8, has_z).ok_or(Problem::Truncated)?;
        let paths = runs.into_iter().map(|run| gather.path(run)).collect::<Result<Vec<Path>, Problem>>()?;
        let paths = paths.into_iter().filter(|path| !path.at.is_empty());
        match base {
            8 => Ok(paths.map(Part::Points).collect()),
            3 => paths.map(line).collect(),
            _ => Ok(by_winding(paths.collect(), gather)),
        }
    }
}

fn line(path: Path) -> Result<Part, Problem> {
    if path.at.len() < 2 {
        return Err(Problem::Expected { what: "expected.line", found: path.at.len().to_string() });
    }
    Ok(Part::Line(path))
}

/// Bytes that are read from the front.
#[derive(Clone, Copy)]
struct Content<'a>(&'a [u8]);

/// Positions that follow one another.
type Run = Vec<([f64; 2], Option<f64>)>;

impl<'a> Content<'a> {
    fn take<const N: usize>(&mut self) -> Option<&'a [u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(taken)
    }

    fn big(mut self) -> Option<i32> {
        self.take().map(|bytes| i32::from_be_bytes(*bytes))
    }

    fn little(&mut self) -> Option<i32> {
        self.take().map(|bytes| i32::from_le_bytes(*bytes))
    }

    fn number(&mut self) -> Option<f64> {
        self.take().map(|bytes| f64::from_le_bytes(*bytes))
    }

    fn pair(&mut self) -> Option<[f64; 2]> {
        Some([self.number()?, self.number()?])
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.little()?).ok()
    }

    /// So many items of a length, which have to be there before any room is made for them.
    fn split(&mut self, count: usize, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count.checked_mul(length)?)?;
        self.0 = rest;
        Some(taken)
    }

    /// The positions of all parts behind the box of a shape; where it has no list of parts all of them are one.
    fn runs(&mut self, has_parts: bool, has_z: bool) -> Option<Vec<Run>> {
        self.split(4, 8)?;
        let parts = if has_parts { self.count()? } else { 1 };
        let points = self.count()?;
        let starts: Vec<usize> = if has_parts {
            self.split(parts, 4)?.as_chunks::<4>().0.iter().map(|at| start(*at)).collect::<Option<_>>()?
        } else {
            vec![0]
        };
        let pairs = self.split(points, 16)?.as_chunks::<16>().0;
        let heights = if has_z {
            self.split(2, 8)?;
            Some(self.split(points, 8)?.as_chunks::<8>().0)
        } else {
            None
        };
        let ends = starts.iter().copied().skip(1).chain([points]);
        let run = |(from, end): (usize, usize)| {
            let pairs = pairs.get(from..end)?;
            let height = |at: usize| heights.map(|heights| f64::from_le_bytes(heights[at]));
            Some(pairs.iter().zip(from..).filter_map(|(pair, at)| Some((Content(pair).pair()?, height(at)))).collect())
        };
        starts.iter().copied().zip(ends).map(run).collect()
    }
}

fn start(bytes: [u8; 4]) -> Option<usize> {
    usize::try_from(i32::from_le_bytes(bytes)).ok()
}
