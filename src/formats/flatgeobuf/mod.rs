//! `FlatGeobuf` 3: one layer, with an index or without, in the system that its header says.
//! Must not use the index, nor believe any length before it is known to be there: the crate's own reader makes room for what is said.

mod columns;

use flatbuffers::{InvalidFlatbuffer, VerifierOptions};
use flatgeobuf::{
    Feature, Geometry, GeometryType, Header, size_prefixed_root_as_feature_with_opts,
    size_prefixed_root_as_header_with_opts,
};

use self::columns::Columns;
use super::described::agreed;
use super::gather::{Gather, Part, Path, expected_at, problem_at};
use super::{Collection, OpenError, Problem, Source};
use crate::crs::{CoordinateFrame, Crs};
use crate::project::Provenance;

/// What a file begins with; the fourth byte is the version.
const MAGIC: [u8; 3] = *b"fgb";
/// The only version that is in use.
const VERSION: u8 = 3;
/// The length of what a file begins with, and of a number that says how long what follows it is, bytes.
const HEADER: usize = 8;
const SIZE: usize = 4;
/// The length of an entry of the index, bytes.
const NODE: u64 = 40;
/// Geometries in geometries deeper than this are refused.
const DEEPEST: usize = 16;

/// Whether a file is one, as far as its beginning shows.
pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC) && bytes.get(4..7) == Some(&MAGIC)
}

/// Reads the features in the order in which they stand, which is that of the index where there is one.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    let path = source.name().to_owned();
    let at_file = |problem| problem_at(&path, None, problem);
    let bytes = source.bytes()?;
    let mut rest = bytes.get(HEADER..).ok_or_else(|| at_file(Problem::Truncated))?;
    if bytes[3] != VERSION {
        return Err(expected_at(&path, None, "expected.flatgeobuf", bytes[3].to_string()));
    }
    let header = sized(&mut rest).ok_or_else(|| at_file(Problem::Truncated))?;
    let header = size_prefixed_root_as_header_with_opts(&options(header), header);
    let header = header.map_err(|error| at_file(broken(&error)))?;
    let index = index_length(&header).filter(|length| *length <= rest.len());
    rest = &rest[index.ok_or_else(|| at_file(Problem::Truncated))?..];

    let own = system(&header, frame).map_err(at_file)?;
    let from = if own.is_some() { "crs-from.header" } else { "crs-from.nothing" };
    let mut gather = Gather::new(frame, own, from).named(header.name().map(str::to_owned));
    let mut columns = Columns::of(header.columns());
    while !rest.is_empty() {
        let place = Provenance::Record(gather.len());
        let at_feature = |problem| problem_at(&path, place, problem);
        let feature = sized(&mut rest).ok_or_else(|| at_feature(Problem::Truncated))?;
        let feature = size_prefixed_root_as_feature_with_opts(&options(feature), feature);
        let feature = feature.map_err(|error| at_feature(broken(&error)))?;
        let parts = parts(&feature, header.geometry_type(), &gather).map_err(at_feature)?;
        let properties = match feature.columns() {
            Some(own) => Columns::of(Some(own)).properties(&feature),
            None => columns.properties(&feature),
        };
        gather.feature(None, properties.map_err(at_feature)?, &parts, place);
    }
    if (gather.len() as u64) < header.features_count() {
        return Err(problem_at(&path, Provenance::Record(gather.len()), Problem::Truncated));
    }
    gather.warn("warning.text-bad", columns.bad);
    gather.warn("warning.unread-columns", columns.unread());
    gather.warn("warning.measures", if header.has_m() { gather.len() } else { 0 });
    gather.warn_unsaid(true);
    Ok(vec![gather.finish()])
}

/// What follows the number that says how long it is, with that number, where all of it is there.
fn sized<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(u32::from_le_bytes(*rest.first_chunk()?)).ok()?;
    let (taken, behind) = rest.split_at_checked(length.checked_add(SIZE)?)?;
    // The crate reads a position of the root without looking whether there is one.
    *rest = behind;
    (length >= 8).then_some(taken)
}

/// A buffer may not say that it holds more than it does by pointing at one thing twice.
fn options(buffer: &[u8]) -> VerifierOptions {
    VerifierOptions {
        max_apparent_size: buffer.len() * 2 + 1024,
        max_tables: buffer.len(),
        ..VerifierOptions::default()
    }
}

fn broken(error: &InvalidFlatbuffer) -> Problem {
    let text = error.to_string();
    Problem::Unreadable(text.lines().next().unwrap_or_default().to_owned())
}

/// How long the index is; none where that is more than can be.
fn index_length(header: &Header<'_>) -> Option<usize> {
    let (count, wide) = (header.features_count(), u64::from(header.index_node_size()));
    if wide == 0 || count == 0 {
        return Some(0);
    }
    let (mut level, mut nodes) = (count, count);
    while level > 1 {
        level = level.div_ceil(wide.max(2));
        nodes = nodes.checked_add(level)?;
    }
    // One feature has a root above it all the same.
    let nodes = if count == 1 { 2 } else { nodes };
    usize::try_from(nodes.checked_mul(NODE)?).ok()
}

/// The system that the header says; none where it says none, or the user says another.
fn system(header: &Header<'_>, frame: &CoordinateFrame) -> Result<Option<Crs>, Problem> {
    let Some(said) = header.crs() else { return Ok(None) };
    let organization = said.org().unwrap_or("EPSG");
    let by_number = (said.code() != 0).then(|| said.code().to_string());
    let code = by_number.or_else(|| said.code_string().map(str::to_owned)).map(|code| format!("{organization}:{code}"));
    let description = said.wkt().unwrap_or_default();
    if code.is_none() && description.trim().is_empty() {
        return Ok(None);
    }
    match agreed(code.as_deref(), description, said.name().unwrap_or_default()) {
        Err(_) if frame.crs.is_some() => Ok(None),
        found => found.map(Some),
    }
}

/// The parts of a feature, whose type the header says where all have one.
fn parts(feature: &Feature<'_>, kind: GeometryType, gather: &Gather) -> Result<Vec<Part>, Problem> {
    let mut all = Vec::new();
    if let Some(geometry) = feature.geometry() {
        let kind = if kind == GeometryType::Unknown { geometry.type_() } else { kind };
        add(&geometry, kind, gather, &mut all, 0)?;
    }
    Ok(all)
}

fn add(
    geometry: &Geometry<'_>,
    kind: GeometryType,
    gather: &Gather,
    all: &mut Vec<Part>,
    depth: usize,
) -> Result<(), Problem> {
    if depth > DEEPEST {
        return Err(Problem::TooDeep);
    }
    match kind {
        GeometryType::Point | GeometryType::MultiPoint => all.extend(paths(geometry, gather)?.map(Part::Points)),
        GeometryType::LineString | GeometryType::MultiLineString => {
            for path in paths(geometry, gather)? {
                if path.at.len() < 2 {
                    return Err(Problem::Expected { what: "expected.line", found: path.at.len().to_string() });
                }
                all.push(Part::Line(path));
            }
        }
        GeometryType::Polygon | GeometryType::Triangle => {
            let rings: Vec<Path> = paths(geometry, gather)?.collect();
            all.extend((!rings.is_empty()).then_some(Part::Polygon(rings)));
        }
        GeometryType::MultiPolygon
        | GeometryType::GeometryCollection
        | GeometryType::MultiCurve
        | GeometryType::MultiSurface
        | GeometryType::PolyhedralSurface
        | GeometryType::TIN => {
            for part in geometry.parts().into_iter().flatten() {
                // Those of some types need not say their own.
                let own = match (part.type_(), kind) {
                    (GeometryType::Unknown, GeometryType::MultiPolygon | GeometryType::PolyhedralSurface) => {
                        GeometryType::Polygon
                    }
                    (GeometryType::Unknown, GeometryType::TIN) => GeometryType::Triangle,
                    (own, _) => own,
                };
                add(&part, own, gather, all, depth + 1)?;
            }
        }
        other => {
            let found = other.variant_name().map_or_else(|| other.0.to_string(), str::to_ascii_uppercase);
            return Err(Problem::Expected { what: "expected.straight-geometry", found });
        }
    }
    Ok(())
}

/// The paths of a geometry, which follow each other: each ends where a list says, or all are one. Empty ones are none.
fn paths(geometry: &Geometry<'_>, gather: &Gather) -> Result<impl Iterator<Item = Path>, Problem> {
    let numbers: Vec<f64> = geometry.xy().into_iter().flatten().collect();
    let heights: Vec<f64> = geometry.z().into_iter().flatten().collect();
    let pairs = numbers.as_chunks::<2>().0;
    let found = || Problem::Expected { what: "expected.flatgeobuf-ends", found: pairs.len().to_string() };
    if !numbers.len().is_multiple_of(2) || !(heights.is_empty() || heights.len() == pairs.len()) {
        return Err(found());
    }
    let ends: Option<Vec<usize>> =
        geometry.ends().map(|ends| ends.into_iter().map(|end| usize::try_from(end).unwrap_or(usize::MAX)).collect());
    let ends = ends.filter(|ends| !ends.is_empty()).unwrap_or_else(|| vec![pairs.len()]);
    let mut from = 0;
    let mut all = Vec::new();
    for end in ends {
        let run = pairs.get(from..end).ok_or_else(found)?.iter().zip(from..);
        let path = gather.path(run.map(|(at, number)| (*at, heights.get(number).copied())))?;
        all.extend((!path.at.is_empty()).then_some(path));
        from = end;
    }
    if from < pairs.len() {
        return Err(found());
    }
    Ok(all.into_iter())
}
