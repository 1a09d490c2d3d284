//! Geometries in well-known text (OGC 06-103r4), with the system before them that `PostGIS` writes: `SRID=4526;POLYGON((…))`.
//! Must not know whether they stand in a file or in a column.

use std::borrow::Cow;

use geojson::JsonObject;
use wkt::Wkt;
use wkt::types::{Coord, LineString, Polygon};

use super::gather::{Gather, Part, Path, problem_at};
use super::{Collection, OpenError, Problem, Source};
use crate::crs::{CoordinateFrame, Crs};
use crate::project::{Provenance, SourcePosition};

/// Brackets inside brackets deeper than this are refused: the parser calls itself for each.
const DEEPEST: usize = 24;
/// What a geometry begins with.
const WORDS: [&str; 8] =
    ["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION", "SRID="];

/// Whether bytes begin as a geometry does.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    WORDS.iter().any(|word| {
        let (head, next) = (bytes.get(..word.len()).unwrap_or_default(), bytes.get(word.len()));
        let ends = word.ends_with('=') || next.is_some_and(|next| next.is_ascii_whitespace() || *next == b'(');
        ends && head.eq_ignore_ascii_case(word.as_bytes())
    })
}

/// Reads geometries one after another, each of them a feature.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    let path = source.name().to_owned();
    let text = source.text()?;
    let pieces = pieces(text);
    let offsets: Vec<usize> = pieces.iter().map(|piece| piece.as_ptr() as usize - text.as_ptr() as usize).collect();
    let mut gather = Gather::new(frame, None, "crs-from.nothing");
    for (piece, place) in pieces.into_iter().zip(SourcePosition::of_each(text, &offsets)) {
        let place = Provenance::Text(place);
        let parts = parts(piece, &mut gather).map_err(|problem| problem_at(&path, place, problem))?;
        gather.feature(None, JsonObject::new(), &parts, place);
    }
    gather.warn_unsaid(true);
    Ok(vec![gather.finish()])
}

/// Geometries that follow each other, each to where its brackets close, or the word that says that it is empty.
fn pieces(text: &str) -> Vec<&str> {
    let (mut all, mut from, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_empty = || text.get(..=at).is_some_and(|before| ends_with(before, "EMPTY"));
        if depth == 0 && (byte == b')' || byte.eq_ignore_ascii_case(&b'y') && is_empty()) {
            all.push(&text[from..=at]);
            from = at + 1;
        }
    }
    all.push(&text[from..]);
    let is_between = |c: char| c.is_whitespace() || c == ';' || c == ',';
    all.into_iter()
        .map(|piece| piece.trim_start_matches(is_between).trim_end())
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// Whether a text ends with a word in any letters.
fn ends_with(text: &str, word: &str) -> bool {
    text.len() >= word.len() && text.as_bytes()[text.len() - word.len()..].eq_ignore_ascii_case(word.as_bytes())
}

/// The system before a geometry, if there is one, and the geometry.
fn split(text: &str) -> Result<(Option<Crs>, &str), Problem> {
    let text = text.trim();
    let Some((head, geometry)) = text.split_once(';') else { return Ok((None, text)) };
    let Some(code) = head.trim().get(5..).filter(|_| head.trim().to_ascii_uppercase().starts_with("SRID=")) else {
        return Ok((None, text));
    };
    match code.trim() {
        "0" => Ok((None, geometry)),
        code => match Crs::from_name(&format!("EPSG:{code}")) {
            Some(crs) => Ok((Some(crs), geometry)),
            None => Err(Problem::UnknownCrs { found: format!("SRID={code}") }),
        },
    }
}

/// The parts of a geometry, which may have a system before it.
pub(super) fn parts(text: &str, gather: &mut Gather) -> Result<Vec<Part>, Problem> {
    let (own, text) = split(text)?;
    if let Some(own) = own {
        gather.adopt(own, "crs-from.srid")?;
    }
    let shown = || text.chars().take(80).collect::<String>();
    let depth = text.bytes().fold((0_usize, 0_usize), |(depth, most), byte| match byte {
        b'(' => (depth + 1, most.max(depth + 1)),
        b')' => (depth.saturating_sub(1), most),
        _ => (depth, most),
    });
    if depth.1 > DEEPEST {
        return Err(Problem::TooDeep);
    }
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    // The parser stops at the end of a geometry, whatever comes behind it.
    let is_whole = depth.0 == 0 && (text.trim_end().ends_with(')') || ends_with(text.trim_end(), "EMPTY"));
    let wrong = |found: String| Problem::Expected { what: "expected.wkt", found };
    if !is_whole {
        return Err(wrong(shown()));
    }
    let text = with_dimensions(text);
    let geometry = text.parse::<Wkt<f64>>().map_err(|why| wrong(format!("{} ({why})", shown())))?;
    let mut all = Vec::new();
    add(&geometry, gather, &mut all)?;
    Ok(all)
}

/// The same with the dimensions of its positions said, as the standard has it and `PostGIS` leaves out: `POINT(1 2 3)`, `POINTM(1 2 3)`.
fn with_dimensions(text: &str) -> Cow<'_, str> {
    let Some(end) = text.find(')') else { return text.into() };
    let from = text[..end].rfind('(').map_or(0, |from| from + 1);
    let count = text[from..end].split(',').next().unwrap_or_default().split_whitespace().count();
    let head = &text[..from];
    let words = || head.split(|c: char| !c.is_ascii_alphabetic());
    let is_said = words().any(|word| ["Z", "M", "ZM"].iter().any(|said| word.eq_ignore_ascii_case(said)));
    let is_joined = |word: &str| word.len() > 1 && word.ends_with(['m', 'M']);
    let dimensions = match (is_said, count, words().any(is_joined)) {
        (false, 3, false) => " Z",
        (false, 3, true) => " M",
        (false, 4, false) => " ZM",
        (_, _, _) => return text.into(),
    };
    let (mut all, mut word) = (String::with_capacity(text.len() + 16), false);
    for c in text.chars() {
        if (c == '(' || c.is_whitespace()) && word {
            if all.ends_with(['m', 'M']) {
                all.pop();
            }
            all.push_str(dimensions);
        }
        word = c.is_ascii_alphabetic();
        all.push(c);
    }
    all.into()
}

fn add(geometry: &Wkt<f64>, gather: &Gather, all: &mut Vec<Part>) -> Result<(), Problem> {
    let point = |coord: Option<&Coord<f64>>| coord.map(|coord| path(std::slice::from_ref(coord), gather)).transpose();
    match geometry {
        Wkt::Point(it) => all.extend(point(it.coord())?.map(Part::Points)),
        Wkt::MultiPoint(it) => {
            let coords: Vec<Coord<f64>> = it.points().iter().filter_map(|point| point.coord().copied()).collect();
            let path = path(&coords, gather)?;
            all.extend((!path.at.is_empty()).then_some(Part::Points(path)));
        }
        Wkt::LineString(it) => all.extend(line(it, gather)?),
        Wkt::MultiLineString(it) => {
            for one in it.line_strings() {
                all.extend(line(one, gather)?);
            }
        }
        Wkt::Polygon(it) => all.extend(polygon(it, gather)?),
        Wkt::MultiPolygon(it) => {
            for one in it.polygons() {
                all.extend(polygon(one, gather)?);
            }
        }
        Wkt::GeometryCollection(it) => {
            for one in it.geometries() {
                add(one, gather, all)?;
            }
        }
    }
    Ok(())
}

fn path(coords: &[Coord<f64>], gather: &Gather) -> Result<Path, Problem> {
    gather.path(coords.iter().map(|coord| ([coord.x, coord.y], coord.z)))
}

fn line(line: &LineString<f64>, gather: &Gather) -> Result<Option<Part>, Problem> {
    match line.coords() {
        [] => Ok(None),
        [_] => Err(Problem::Expected { what: "expected.line", found: "1".to_owned() }),
        coords => Ok(Some(Part::Line(path(coords, gather)?))),
    }
}

fn polygon(polygon: &Polygon<f64>, gather: &Gather) -> Result<Option<Part>, Problem> {
    let rings =
        polygon.rings().iter().map(|ring| path(ring.coords(), gather)).collect::<Result<Vec<Path>, Problem>>()?;
    Ok((!rings.is_empty()).then_some(Part::Polygon(rings)))
}
