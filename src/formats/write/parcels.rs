//! The boundary points that Chinese land bureaus exchange as text (TD/T 1008): northing first, each ring closed by its first point.
//! Must not make up a declared area: what no feature declares stays empty.

use std::fmt::Write as _;

use super::fields::text;
use super::positions::{At, Piece, number};
use super::{Outgoing, Told, WriteError, Written};
use crate::crs::Crs;
use crate::formats::parcels::FIELDS;
use crate::geometry::ShapeKind;
use crate::project::Feature;

/// What people call the format in messages.
const TITLE: &str = "TD/T 1008";
/// Properties with a place of their own in the head of a parcel.
const PLACED: [&str; 3] = ["id", "name", "declared_ha"];
/// What separates the fields of a line, which no field may hold.
const COMMAS: [char; 2] = [',', '，'];

pub(super) fn write(outgoing: &[Outgoing<'_>], all: &mut Written) -> Result<(), WriteError> {
    let crs = outgoing.iter().find_map(|one| one.crs);
    let (zone, width) = crs.and_then(Crs::zone).ok_or(WriteError::OnlyGrids { format: TITLE, proposed: None })?;
    let mut out = String::from("[属性描述]\r\n格式版本号=1.01\r\n数据产生单位=\r\n数据产生日期=\r\n");
    out.push_str("坐标系=2000国家大地坐标系\r\n");
    let _infallible = write!(out, "几度分带={width}\r\n投影类型=高斯克吕格\r\n计量单位=米\r\n带号={zone}\r\n");
    out.push_str("精度=\r\n转换参数=,,,,,,\r\n[地块坐标]\r\n");
    let (mut left_out, mut characters, mut heights) = (Vec::new(), 0, 0);
    for one in outgoing {
        let columns = one.columns(false, all);
        let names = columns.iter().map(|column| column.name.clone());
        left_out.extend(names.filter(|name| !PLACED.contains(&name.as_str()) && !FIELDS.contains(&name.as_str())));
        for (at, feature) in one.features().iter().enumerate() {
            let geometry = one.geometry(at)?;
            heights += usize::from(geometry.positions().any(|at| at.height.is_some()));
            let lines: Vec<String> = rings(&geometry.pieces);
            let kind = match geometry.kind {
                ShapeKind::Point | ShapeKind::MultiPoint => "点",
                ShapeKind::LineString | ShapeKind::MultiLineString => "线",
                ShapeKind::GeometryCollection => {
                    return Err(WriteError::Collection { format: TITLE, feature: feature.key().to_owned() });
                }
                ShapeKind::None | ShapeKind::Polygon | ShapeKind::MultiPolygon => "面",
            };
            let fields = head(feature, one.name(feature), kind);
            characters +=
                usize::from(fields.iter().any(|field| field.contains(COMMAS) || field.contains(char::is_control)));
            let fields: Vec<String> = fields.iter().map(|field| cell(field)).collect();
            let _infallible = write!(out, "{},{},@\r\n", lines.len(), fields.join(","));
            out.push_str(&lines.concat());
        }
    }
    all.tell_left_out(left_out);
    all.tell_of(characters, |count| Told::Characters { count });
    all.tell_of(heights, |count| Told::Heights { count });
    all.files.push((None, out.into_bytes()));
    Ok(())
}

/// The fields of a parcel's head behind the number of its points: its declared hectares, its id, its name, and the others by their names.
fn head(feature: &Feature, name: Option<&str>, kind: &str) -> Vec<String> {
    let of = |name: &str| feature.properties.once(name).map(|value| text(&value).into_owned());
    let id = feature.id.is_some().then(|| feature.key().to_owned());
    let mut fields = vec![of("declared_ha").unwrap_or_default()];
    for field in FIELDS {
        fields.push(
            match field {
                "地块编号" => id.clone().or_else(|| of(field)).or_else(|| of("id")),
                "地块名称" => name.map(str::to_owned).or_else(|| of(field)),
                "图形属性" => Some(kind.to_owned()),
                _ => of(field),
            }
            .unwrap_or_default(),
        );
    }
    fields
}

/// A field without what would end it.
fn cell(field: &str) -> String {
    field.replace(COMMAS, "、").replace(char::is_control, " ")
}

/// The lines of the points of every ring, path or point, each with its ring's number; a ring is closed by its first point.
fn rings(pieces: &[Piece]) -> Vec<String> {
    let mut paths: Vec<(&[At], bool)> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Points(points) => paths.extend(points.chunks(1).map(|point| (point, false))),
            Piece::Line(line) => paths.push((line, false)),
            Piece::Polygon(rings) => paths.extend(rings.iter().map(|ring| (ring.as_slice(), true))),
        }
    }
    let (mut lines, mut first) = (Vec::new(), 1);
    for ((path, is_ring), ring) in paths.into_iter().zip(1..) {
        let open = if is_ring { path.len().saturating_sub(1) } else { path.len() };
        for (at, point) in path.iter().enumerate() {
            let name = first + if at == open { 0 } else { at };
            lines.push(format!("J{name},{ring},{},{}\r\n", number(point.y), number(point.x)));
        }
        first += open;
    }
    lines
}
