//! Why positions were refused, where one alone does not tell: decimal commas, and degrees and metres in one text.
//! Must not know features, or read anything another way.

use super::scanner::Scanner;
use crate::crs::Proposal;
use crate::formats::Problem;
use crate::formats::error::ReadError;
use crate::geometry::LonLat;
use crate::project::SourcePosition;

/// Arrays and objects inside others deeper than this are not looked at.
const DEEPEST: usize = 24;

/// A fault of a text, with what its positions show as a whole.
pub(super) fn explained(text: &str, fault: ReadError) -> ReadError {
    // A digit that is none after a comma, as in [113,5,23,01], is no number in JSON.
    if matches!(fault.problem, Problem::Syntax(_)) {
        return commas_around(text, fault.place).unwrap_or(fault);
    }
    let problem = if let Problem::NotPosition { what, found, proposal } = fault.problem {
        let proposal = Proposal::of_commas(&found).unwrap_or_else(|| mixed(text, proposal));
        Problem::NotPosition { what, found, proposal }
    } else if let Problem::NotUsedThere(mut there) = fault.problem {
        let seen = there.proposal.map(|proposal| mixed(text, proposal));
        there.proposal = Proposal::of_commas(&there.found).or(seen);
        Problem::NotUsedThere(there)
    } else {
        fault.problem
    };
    ReadError { problem, ..fault }
}

/// That a position around a place of a text has decimal commas, where it has.
fn commas_around(text: &str, place: SourcePosition) -> Option<ReadError> {
    let offset = SourcePosition::offsets_of_each(text, &[place]).first().copied()?;
    let (start, end) = position_around(text, offset)?;
    let proposal = Proposal::of_commas(&text[start..end])?;
    let (what, found) = ("expected.lonlat", text[start..end].to_owned());
    Some(ReadError { place: SourcePosition::at(text, start), problem: Problem::NotPosition { what, found, proposal } })
}

/// The array of plain numbers around an offset: where its bracket stands, and where it ends.
fn position_around(text: &str, offset: usize) -> Option<(usize, usize)> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '-' | '.') || c.is_ascii_whitespace();
    let offset = text.floor_char_boundary(offset);
    let start = text[..offset].rfind(|c| !is_number(c))?;
    let end = offset + text[offset..].find(|c| !is_number(c))?;
    (text[start..].starts_with('[') && text[end..].starts_with(']')).then_some((start, end + 1))
}

/// That a text has positions in degrees and in metres, where it has; else what is proposed already.
fn mixed(text: &str, proposal: Proposal) -> Proposal {
    if !matches!(proposal, Proposal::Degrees | Proposal::Metres(_) | Proposal::SomeZone(_)) {
        return proposal;
    }
    let mut seen = Seen::default();
    // What was read up to a fault counts.
    let _read = object(&mut Scanner::new(text, 0), 0, &mut seen);
    let Seen { degrees, metres } = seen;
    if degrees > 0 && metres > 0 { Proposal::Mixed { degrees, metres } } else { proposal }
}

/// How many positions can be degrees, and how many only metres.
#[derive(Default)]
struct Seen {
    degrees: usize,
    metres: usize,
}

fn object(scan: &mut Scanner<'_>, depth: usize, seen: &mut Seen) -> Result<(), ReadError> {
    if depth == DEEPEST || scan.next() != b'{' {
        return scan.skip();
    }
    scan.open(b'{', "expected.type")?;
    while let Some(name) = scan.member()? {
        match &*name {
            "geometry" => object(scan, depth + 1, seen)?,
            "coordinates" => positions(scan, depth + 1, seen)?,
            "features" | "geometries" if scan.next() == b'[' => {
                scan.open(b'[', "expected.array")?;
                while scan.more(b']')? {
                    object(scan, depth + 1, seen)?;
                }
            }
            _ => scan.skip()?,
        }
    }
    Ok(())
}

/// A position, or an array of such.
fn positions(scan: &mut Scanner<'_>, depth: usize, seen: &mut Seen) -> Result<(), ReadError> {
    if depth == DEEPEST || scan.next() != b'[' {
        return scan.skip();
    }
    scan.open(b'[', "expected.array")?;
    let mut numbers = Vec::new();
    while scan.more(b']')? {
        if scan.next() == b'[' {
            positions(scan, depth + 1, seen)?;
        } else if numbers.len() < 2 {
            numbers.push(scan.value::<f64>()?);
        } else {
            scan.skip()?;
        }
    }
    // The origin is the same in both.
    if let [first, second] = numbers[..]
        && (first, second) != (0.0, 0.0)
    {
        let is_degrees = LonLat::new(first, second).is_ok() || LonLat::new(second, first).is_ok();
        if is_degrees { seen.degrees += 1 } else { seen.metres += 1 }
    }
    Ok(())
}
