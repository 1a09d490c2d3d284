//! Two numbers as a position: where they lie in a frame, or what is wrong with them and how they might be read.
//! Must not know which format they stand in.

use super::error::{NotUsedThere, Problem};
use crate::crs::{CoordinateFrame, Crs, Proposal};
use crate::geometry::LonLat;
use crate::i18n::number;

/// The position of two numbers in a frame, which stand in their file as a function says.
pub(super) fn positioned(
    frame: &CoordinateFrame,
    numbers: [f64; 2],
    found: impl FnOnce() -> String,
) -> Result<LonLat, Problem> {
    if *frame == CoordinateFrame::default() {
        return LonLat::new(numbers[0], numbers[1]).map_err(|_out| no_lonlat(numbers, found()));
    }
    let at = frame.lonlat(numbers[0], numbers[1]).filter(|at| is_used_there(frame, *at));
    at.ok_or_else(|| not_as_said(frame, numbers, found()))
}

/// Whether a position lies where the system that it was read in is used.
pub(super) fn is_used_there(frame: &CoordinateFrame, at: LonLat) -> bool {
    frame.crs.is_none_or(|crs| crs.covers(at))
}

/// What two numbers are that are no longitude and latitude.
#[cold]
pub(super) fn no_lonlat([first, second]: [f64; 2], found: String) -> Problem {
    proposing("expected.lonlat", found, Proposal::of(first, second))
}

/// What two numbers are that are no position in the frame that they are to be read in, or one where that is not used.
#[cold]
pub(super) fn not_as_said(asked: &CoordinateFrame, [first, second]: [f64; 2], found: String) -> Problem {
    let proposal = Proposal::instead_of(asked, first, second);
    let lands = asked.lonlat(first, second).zip(asked.crs).filter(|(at, crs)| !crs.covers(*at));
    let Some((at, crs)) = lands else { return proposing("expected.position-as-said", found, proposal) };
    let off = crs.off_meridian_deg(at).map(|off_deg| number(off_deg, 0));
    let at = format!("{}, {}", number(at.lon, 2), number(at.lat, 2));
    Problem::NotUsedThere(Box::new(NotUsedThere { crs: crs.name(), found, at, off, proposal }))
}

/// Degrees that were read as metres.
#[cold]
pub(super) fn degrees_as_metres(found: String) -> Problem {
    proposing("expected.metres", found, Some(Proposal::Degrees))
}

/// Whether two numbers that are read in metres of a system can only be degrees, whatever stands beside them. In Web Mercator alone numbers
/// as small as degrees are positions that are used: those at its origin.
pub(super) fn is_degrees(crs: Crs, [first, second]: [f64; 2]) -> bool {
    !crs.is_geographic() && (LonLat::new(first, second).is_ok() || LonLat::new(second, first).is_ok())
}

fn proposing(what: &'static str, found: String, proposal: Option<Proposal>) -> Problem {
    match proposal {
        None => Problem::Expected { what, found },
        Some(proposal) => Problem::NotPosition { what, found, proposal },
    }
}
