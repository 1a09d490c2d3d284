//! Geometries as well-known binary (OGC 06-103r4, ISO 13249-3): little end first, types above a thousand with heights.
//! Must not know where the bytes go.

use super::positions::{At, Geometry, Piece};
use crate::geometry::ShapeKind;

/// The types, and what is added to them for the same with heights.
const POINT: u32 = 1;
const LINE: u32 = 2;
const POLYGON: u32 = 3;
const POINTS: u32 = 4;
const LINES: u32 = 5;
const POLYGONS: u32 = 6;
const COLLECTION: u32 = 7;
const WITH_HEIGHTS: u32 = 1000;

/// The bytes of a geometry; of none those of an empty collection.
pub(super) fn bytes(geometry: &Geometry) -> Vec<u8> {
    let mut writer = Writer { out: Vec::new(), has_heights: geometry.has_heights() };
    let several = match geometry.kind {
        ShapeKind::Point | ShapeKind::LineString | ShapeKind::Polygon if !geometry.pieces.is_empty() => None,
        ShapeKind::None | ShapeKind::GeometryCollection => Some(COLLECTION),
        ShapeKind::Point | ShapeKind::MultiPoint => Some(POINTS),
        ShapeKind::LineString | ShapeKind::MultiLineString => Some(LINES),
        ShapeKind::Polygon | ShapeKind::MultiPolygon => Some(POLYGONS),
    };
    if let Some(kind) = several {
        writer.head(kind);
        writer.count(geometry.pieces.iter().map(Piece::len).sum());
    }
    geometry.pieces.iter().for_each(|piece| writer.piece(piece));
    writer.out
}

impl Piece {
    /// How many points, lines or polygons it is.
    fn len(&self) -> usize {
        match self {
            Self::Points(points) => points.len(),
            Self::Line(_) | Self::Polygon(_) => 1,
        }
    }
}

struct Writer {
    out: Vec<u8>,
    has_heights: bool,
}

impl Writer {
    fn head(&mut self, kind: u32) {
        self.out.push(1);
        self.out.extend((kind + if self.has_heights { WITH_HEIGHTS } else { 0 }).to_le_bytes());
    }

    fn count(&mut self, count: usize) {
        self.out.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Points(points) => {
                for at in points {
                    self.head(POINT);
                    self.position(at);
                }
            }
            Piece::Line(line) => {
                self.head(LINE);
                self.path(line);
            }
            Piece::Polygon(rings) => {
                self.head(POLYGON);
                self.count(rings.len());
                for ring in rings {
                    self.path(ring);
                }
            }
        }
    }

    fn path(&mut self, path: &[At]) {
        self.count(path.len());
        for at in path {
            self.position(at);
        }
    }

    fn position(&mut self, at: &At) {
        let height = at.height.filter(|_| self.has_heights);
        self.out.extend([Some(at.x), Some(at.y), height].into_iter().flatten().flat_map(f64::to_le_bytes));
    }
}
