//! Well-known text (OGC 06-103r4), with the system before it as `PostGIS` has it where that is not longitude and latitude on WGS 84.
//! Must not know whether it goes into a file or into a column.

use super::positions::{At, Geometry, Piece, number};
use super::{Outgoing, Told, WriteError, Written};
use crate::crs::Crs;
use crate::geometry::ShapeKind;

/// A geometry on each line.
pub(super) fn write(outgoing: &[Outgoing<'_>], all: &mut Written) -> Result<(), WriteError> {
    let (mut text, mut heights, mut fields) = (String::new(), 0, Vec::new());
    for one in outgoing {
        let code = one.crs.and_then(Crs::epsg);
        let srid = code.map_or_else(String::new, |code| format!("SRID={code};"));
        if one.crs.is_some() {
            all.tell(code.map_or(Told::NoSystem, |code| Told::Srid { code }));
        }
        for at in 0..one.features().len() {
            let geometry = one.geometry(at)?;
            heights += usize::from(loses_heights(&geometry));
            text.push_str(&srid);
            text.push_str(&text_of(&geometry));
            text.push('\n');
        }
        fields.extend(one.columns(true, &mut Written::default()).into_iter().map(|column| column.name));
    }
    all.tell_of(heights, |count| Told::Heights { count });
    all.tell_left_out(fields);
    all.files.push((None, text.into_bytes()));
    Ok(())
}

/// Whether some positions of a geometry have heights and others do not.
pub(super) fn loses_heights(geometry: &Geometry) -> bool {
    !geometry.has_heights() && geometry.positions().any(|at| at.height.is_some())
}

/// A geometry; one of a feature without any is an empty collection, as there is no word for none.
pub(super) fn text_of(geometry: &Geometry) -> String {
    let has_heights = geometry.has_heights();
    let tag = if has_heights { " Z" } else { "" };
    let mut text = word(geometry.kind).to_owned();
    text.push_str(tag);
    let pieces: Vec<String> = geometry.pieces.iter().flat_map(|piece| of_piece(piece, has_heights)).collect();
    if pieces.is_empty() {
        text.push_str(" EMPTY");
        return text;
    }
    let inner = match geometry.kind {
        ShapeKind::Point | ShapeKind::LineString | ShapeKind::Polygon => pieces.join(", "),
        ShapeKind::GeometryCollection | ShapeKind::None => {
            let named = geometry.pieces.iter().flat_map(|piece| {
                let word = match piece {
                    Piece::Points(_) => "POINT",
                    Piece::Line(_) => "LINESTRING",
                    Piece::Polygon(_) => "POLYGON",
                };
                of_piece(piece, has_heights).into_iter().map(move |text| format!("{word}{tag} {text}"))
            });
            format!("({})", named.collect::<Vec<_>>().join(", "))
        }
        ShapeKind::MultiPoint | ShapeKind::MultiLineString | ShapeKind::MultiPolygon => {
            format!("({})", pieces.join(", "))
        }
    };
    text.push(' ');
    text.push_str(&inner);
    text
}

/// The word of a type; none is a collection of nothing.
pub(super) fn word(kind: ShapeKind) -> &'static str {
    match kind {
        ShapeKind::None | ShapeKind::GeometryCollection => "GEOMETRYCOLLECTION",
        ShapeKind::Point => "POINT",
        ShapeKind::MultiPoint => "MULTIPOINT",
        ShapeKind::LineString => "LINESTRING",
        ShapeKind::MultiLineString => "MULTILINESTRING",
        ShapeKind::Polygon => "POLYGON",
        ShapeKind::MultiPolygon => "MULTIPOLYGON",
    }
}

/// The brackets of each point, line or polygon of a piece.
fn of_piece(piece: &Piece, has_heights: bool) -> Vec<String> {
    let path = |path: &[At]| {
        let each = path.iter().map(|at| {
            let plane = format!("{} {}", number(at.x), number(at.y));
            at.height.filter(|_| has_heights).map_or(plane.clone(), |height| format!("{plane} {}", number(height)))
        });
        format!("({})", each.collect::<Vec<_>>().join(", "))
    };
    match piece {
        Piece::Points(points) => points.iter().map(|at| path(&[*at])).collect(),
        Piece::Line(line) => vec![path(line)],
        Piece::Polygon(rings) => {
            vec![format!("({})", rings.iter().map(|ring| path(ring)).collect::<Vec<_>>().join(", "))]
        }
    }
}
