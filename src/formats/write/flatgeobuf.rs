//! `FlatGeobuf` 3: one layer in its own order, without an index, which would put it into another.
//! Must not know any other form of geometry.

use flatbuffers::{FlatBufferBuilder, WIPOffset};
use flatgeobuf::{
    Column as Described, ColumnArgs, ColumnType, Crs as System, CrsArgs, Feature as Record, FeatureArgs,
    Geometry as Figure, GeometryArgs, GeometryType, Header, HeaderArgs,
};

use super::fields::{Column, Kind, Row, text};
use super::positions::{At, Geometry, Piece, extent, have_heights, promote};
use super::{Outgoing, WriteError, Written};
use crate::crs::Crs;
use crate::geometry::ShapeKind;
use crate::i18n::Lang;
use crate::project::Feature;

/// What a file begins with.
const MAGIC: [u8; 8] = *b"fgb\x03fgb\x00";

pub(super) fn write(outgoing: &[Outgoing<'_>], all: &mut Written) -> Result<(), WriteError> {
    let Some(one) = outgoing.first() else { return Ok(()) };
    let mut geometries = one.geometries()?;
    promote(&mut geometries);
    let columns = one.columns(true, all);
    let columns: Vec<(Kind, Column)> = one.kinds(&columns, all).into_iter().zip(columns).collect();
    let has_heights = have_heights(&geometries, all);
    let mut out = MAGIC.to_vec();
    out.extend(header(one, &geometries, &columns, has_heights));
    for (feature, geometry) in one.features().iter().zip(&geometries) {
        let mut builder = FlatBufferBuilder::new();
        let is_none = geometry.kind == ShapeKind::None;
        let figure = (!is_none).then(|| figure(&mut builder, geometry, has_heights));
        let properties = builder.create_vector(&values(&columns, feature));
        let row = FeatureArgs { geometry: figure, properties: Some(properties), columns: None };
        let row = Record::create(&mut builder, &row);
        builder.finish_size_prefixed(row, None);
        out.extend(builder.finished_data());
    }
    all.files.push((None, out));
    Ok(())
}

fn header(one: &Outgoing<'_>, geometries: &[Geometry], columns: &[(Kind, Column)], has_heights: bool) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let described: Vec<WIPOffset<Described<'_>>> = columns
        .iter()
        .map(|(kind, column)| {
            let name = builder.create_string(&column.name);
            Described::create(
                &mut builder,
                &ColumnArgs { name: Some(name), type_: of_kind(*kind), ..ColumnArgs::default() },
            )
        })
        .collect();
    let described = builder.create_vector(&described);
    let crs = one.crs.or_else(|| Crs::from_epsg(4326)).map(|crs| {
        let [org, name, wkt] = ["EPSG", &crs.title(Lang::En), &crs.to_wkt()].map(|text| builder.create_string(text));
        let args = CrsArgs {
            org: crs.epsg().map(|_| org),
            code: crs.epsg().map_or(0, i32::from),
            name: Some(name),
            wkt: Some(wkt),
            ..CrsArgs::default()
        };
        System::create(&mut builder, &args)
    });
    let positions: Vec<&At> = geometries.iter().flat_map(Geometry::positions).collect();
    let envelope = (!positions.is_empty()).then(|| builder.create_vector(&extent(&positions)));
    let name = builder.create_string(&one.layer.id);
    let mut kinds = geometries.iter().map(|geometry| geometry.kind).filter(|kind| *kind != ShapeKind::None);
    let first = kinds.next();
    let is_one = kinds.all(|kind| Some(kind) == first);
    let geometry_type = first.filter(|_| is_one).map_or(GeometryType::Unknown, type_of);
    let args = HeaderArgs {
        name: Some(name),
        envelope,
        geometry_type,
        has_z: has_heights,
        columns: Some(described),
        features_count: geometries.len() as u64,
        index_node_size: 0,
        crs,
        ..HeaderArgs::default()
    };
    let header = Header::create(&mut builder, &args);
    builder.finish_size_prefixed(header, None);
    builder.finished_data().to_vec()
}

fn of_kind(kind: Kind) -> ColumnType {
    match kind {
        Kind::Integer => ColumnType::Long,
        Kind::Real => ColumnType::Double,
        Kind::Boolean => ColumnType::Bool,
        Kind::Text => ColumnType::String,
    }
}

fn type_of(kind: ShapeKind) -> GeometryType {
    match kind {
        ShapeKind::None => GeometryType::Unknown,
        ShapeKind::Point => GeometryType::Point,
        ShapeKind::MultiPoint => GeometryType::MultiPoint,
        ShapeKind::LineString => GeometryType::LineString,
        ShapeKind::MultiLineString => GeometryType::MultiLineString,
        ShapeKind::Polygon => GeometryType::Polygon,
        ShapeKind::MultiPolygon => GeometryType::MultiPolygon,
        ShapeKind::GeometryCollection => GeometryType::GeometryCollection,
    }
}

/// The values of a feature one after another, each behind the number of its column; those that are null are not there.
fn values(columns: &[(Kind, Column)], feature: &Feature) -> Vec<u8> {
    let (mut out, row) = (Vec::new(), Row::of(feature));
    for ((kind, column), number) in columns.iter().zip(0_u16..) {
        let Some(value) = column.value(&row).filter(|value| !value.is_null()) else { continue };
        out.extend(number.to_le_bytes());
        match kind {
            Kind::Integer => out.extend(value.as_i64().unwrap_or_default().to_le_bytes()),
            Kind::Real => out.extend(value.as_f64().unwrap_or_default().to_le_bytes()),
            Kind::Boolean => out.push(u8::from(value.as_bool().unwrap_or_default())),
            Kind::Text => {
                let text = text(&value);
                out.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
                out.extend(text.bytes());
            }
        }
    }
    out
}

type Builder<'a> = FlatBufferBuilder<'a>;

/// A geometry: of one piece as it is, of several polygons and of a collection with a part for each.
fn figure<'a>(builder: &mut Builder<'a>, geometry: &Geometry, has_heights: bool) -> WIPOffset<Figure<'a>> {
    let kind = type_of(geometry.kind);
    let of_parts = matches!(geometry.kind, ShapeKind::MultiPolygon | ShapeKind::GeometryCollection);
    if of_parts {
        let parts: Vec<WIPOffset<Figure<'_>>> = geometry
            .pieces
            .iter()
            .flat_map(singles)
            .map(|(kind, paths)| plain(builder, kind, &paths, has_heights))
            .collect();
        let parts = builder.create_vector(&parts);
        return Figure::create(builder, &GeometryArgs { type_: kind, parts: Some(parts), ..GeometryArgs::default() });
    }
    let paths: Vec<&[At]> = geometry.pieces.iter().flat_map(paths).collect();
    plain(builder, kind, &paths, has_heights)
}

/// The points, lines and polygons of a piece, each with its paths.
fn singles(piece: &Piece) -> Vec<(GeometryType, Vec<&[At]>)> {
    match piece {
        Piece::Points(points) => points.chunks(1).map(|point| (GeometryType::Point, vec![point])).collect(),
        Piece::Line(line) => vec![(GeometryType::LineString, vec![line.as_slice()])],
        Piece::Polygon(rings) => vec![(GeometryType::Polygon, rings.iter().map(Vec::as_slice).collect())],
    }
}

fn paths(piece: &Piece) -> Vec<&[At]> {
    match piece {
        Piece::Points(path) | Piece::Line(path) => vec![path.as_slice()],
        Piece::Polygon(rings) => rings.iter().map(Vec::as_slice).collect(),
    }
}

/// Paths end to end, and where each ends if there are several.
fn plain<'a>(
    builder: &mut Builder<'a>,
    kind: GeometryType,
    paths: &[&[At]],
    has_heights: bool,
) -> WIPOffset<Figure<'a>> {
    let xy: Vec<f64> = paths.iter().copied().flatten().flat_map(|at| [at.x, at.y]).collect();
    let z: Vec<f64> = paths.iter().copied().flatten().filter_map(|at| at.height).collect();
    let ends: Vec<u32> = paths
        .iter()
        .scan(0, |end, path| {
            *end += u32::try_from(path.len()).unwrap_or(u32::MAX);
            Some(*end)
        })
        .collect();
    let xy = builder.create_vector(&xy);
    let z = has_heights.then(|| builder.create_vector(&z));
    let has_ends = ends.len() > 1 && kind != GeometryType::MultiPoint;
    let ends = has_ends.then(|| builder.create_vector(&ends));
    Figure::create(builder, &GeometryArgs { type_: kind, xy: Some(xy), z, ends, ..GeometryArgs::default() })
}
