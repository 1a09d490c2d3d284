//! Shapefiles (Esri 1998, Shapefile Technical Description): the geometry with its index, and beside it the table, the system and the encoding.
//! Must not put two kinds of geometry into one file, which the format has no place for.

use super::dbf::table;
use super::positions::{At, Geometry, Piece, extent, have_heights, range};
use super::{Outgoing, WriteError, Written};
use crate::crs::Crs;
use crate::geometry::ShapeKind;
use crate::geometry::overlay::doubled_area_in_plane;

/// What people call the format in messages.
const TITLE: &str = "Shapefile";
/// The length of the header of the main file and of its index, bytes.
const HEADER: usize = 100;
/// What is added to the number of a kind for the same with heights.
const WITH_HEIGHTS: i32 = 10;

/// The kinds of shapes.
const NULL: i32 = 0;
const POINT: i32 = 1;
const LINE: i32 = 3;
const POLYGON: i32 = 5;
const POINTS: i32 = 8;

pub(super) fn write(outgoing: &[Outgoing<'_>], all: &mut Written) -> Result<(), WriteError> {
    let Some(one) = outgoing.first() else { return Ok(()) };
    let geometries = one.geometries()?;
    let kind = kind(one, &geometries)?;
    let has_heights = have_heights(&geometries, all);
    let file = File { kind, has_heights };
    let (mut shapes, mut index) = (Vec::new(), Vec::new());
    for (geometry, number) in geometries.iter().zip(1_i32..) {
        let content = file.content(geometry)?;
        let words = |bytes: usize| i32::try_from(bytes / 2).map_err(|_large| WriteError::TooMuch { format: TITLE });
        index.extend(words(HEADER + shapes.len())?.to_be_bytes());
        index.extend(words(content.len())?.to_be_bytes());
        shapes.extend(number.to_be_bytes());
        shapes.extend(words(content.len())?.to_be_bytes());
        shapes.extend(content);
    }
    let columns = one.columns(true, all);
    let table = table(&columns, one.features(), all)?;
    all.files.push((Some("shp"), [file.header(shapes.len(), &geometries)?, shapes].concat()));
    all.files.push((Some("shx"), [file.header(index.len(), &geometries)?, index].concat()));
    all.files.push((Some("dbf"), table));
    all.files.push((Some("cpg"), b"UTF-8".to_vec()));
    let crs = one.crs.or_else(|| Crs::from_epsg(4326));
    all.files.extend(crs.map(|crs| (Some("prj"), crs.to_wkt().into_bytes())));
    Ok(())
}

/// The kind that all geometries are of.
fn kind(one: &Outgoing<'_>, geometries: &[Geometry]) -> Result<i32, WriteError> {
    let (mut found, mut several): (Option<(i32, usize)>, bool) = (None, false);
    for (at, geometry) in geometries.iter().enumerate() {
        several |= geometry.kind == ShapeKind::MultiPoint;
        for piece in &geometry.pieces {
            let own = match piece {
                Piece::Points(_) => POINT,
                Piece::Line(_) => LINE,
                Piece::Polygon(_) => POLYGON,
            };
            let (kind, first) = *found.get_or_insert((own, at));
            if kind != own {
                let features = [first, at].map(|at| one.features()[at].key().to_owned());
                return Err(WriteError::SeveralKinds { format: TITLE, features });
            }
        }
    }
    Ok(match found {
        Some((POINT, _)) if several => POINTS,
        Some((kind, _)) => kind,
        None => NULL,
    })
}

/// What all records of a file have in common.
struct File {
    kind: i32,
    has_heights: bool,
}

impl File {
    fn number(&self) -> i32 {
        self.kind + if self.has_heights { WITH_HEIGHTS } else { 0 }
    }

    /// The header of a file with so many bytes behind it.
    fn header(&self, bytes: usize, geometries: &[Geometry]) -> Result<Vec<u8>, WriteError> {
        let words = i32::try_from(HEADER / 2 + bytes / 2).map_err(|_large| WriteError::TooMuch { format: TITLE })?;
        let mut out = vec![0, 0, 0x27, 0x0a];
        out.extend([0; 20]);
        out.extend(words.to_be_bytes());
        out.extend(1000_i32.to_le_bytes());
        out.extend(self.number().to_le_bytes());
        let all: Vec<&At> = geometries.iter().flat_map(Geometry::positions).collect();
        let plane = extent(&all);
        out.extend(plane.iter().flat_map(|side| side.to_le_bytes()));
        let heights = if self.has_heights { range(all.iter().filter_map(|at| at.height)) } else { [0.0; 2] };
        out.extend(heights.iter().flat_map(|side| side.to_le_bytes()));
        out.extend([0; 16]);
        Ok(out)
    }

    /// A record without its header.
    fn content(&self, geometry: &Geometry) -> Result<Vec<u8>, WriteError> {
        if geometry.pieces.is_empty() {
            return Ok(NULL.to_le_bytes().to_vec());
        }
        let mut paths: Vec<Vec<At>> = Vec::new();
        for piece in &geometry.pieces {
            match piece {
                Piece::Points(points) => paths.push(points.clone()),
                Piece::Line(line) => paths.push(line.clone()),
                // Outer rings run clockwise, holes the other way.
                Piece::Polygon(rings) => paths.extend(rings.iter().enumerate().map(|(place, ring)| {
                    let is_clockwise = doubled_area_in_plane(ring.iter().map(|at| (at.x, at.y))) < 0.0;
                    if is_clockwise == (place == 0) { ring.clone() } else { ring.iter().rev().copied().collect() }
                })),
            }
        }
        let all: Vec<&At> = paths.iter().flatten().collect();
        let mut out = self.number().to_le_bytes().to_vec();
        let pairs =
            |out: &mut Vec<u8>| all.iter().for_each(|at| out.extend([at.x, at.y].iter().flat_map(|n| n.to_le_bytes())));
        let count = |length: usize| i32::try_from(length).map_err(|_many| WriteError::TooMuch { format: TITLE });
        if self.kind == POINT {
            pairs(&mut out);
            if self.has_heights {
                let height = all.first().and_then(|at| at.height).unwrap_or_default();
                out.extend([height, 0.0].iter().flat_map(|number| number.to_le_bytes()));
            }
            return Ok(out);
        }
        out.extend(extent(&all).iter().flat_map(|side| side.to_le_bytes()));
        if self.kind != POINTS {
            out.extend(count(paths.len())?.to_le_bytes());
        }
        out.extend(count(all.len())?.to_le_bytes());
        if self.kind != POINTS {
            let mut first = 0;
            for path in &paths {
                out.extend(count(first)?.to_le_bytes());
                first += path.len();
            }
        }
        pairs(&mut out);
        if self.has_heights {
            let heights: Vec<f64> = all.iter().map(|at| at.height.unwrap_or_default()).collect();
            out.extend(range(heights.iter().copied()).iter().flat_map(|side| side.to_le_bytes()));
            out.extend(heights.iter().flat_map(|height| height.to_le_bytes()));
        }
        Ok(out)
    }
}
