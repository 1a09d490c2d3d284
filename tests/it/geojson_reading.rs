//! What the GeoJSON reader takes, and that nothing is lost or made up on the way in.
//! Must not know how it reads.

use std::path::Path;

use geojson::{FeatureCollection, Geometry, GeometryValue, Position};
use proptest::prelude::*;
use zonemap::formats::parse;
use zonemap::geometry::{LonLat, Part, Shape, ShapeKind};
use zonemap::i18n::Lang;
use zonemap::project::{Defect, DefectKind, Project, Provenance, position_in_file};
use zonemap::verify::{Tolerances, check};

use crate::common::{open_text, text_of};

fn one_feature(members: &str) -> Project {
    open_text(format!(r#"{{"type":"Feature",{members}}}"#)).unwrap_or_else(|error| panic!("{members}: {error}"))
}

fn point_with(member: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection",{member},"features":[{{"type":"Feature","properties":{{}},"geometry":{{"type":"Point","coordinates":[1,2]}}}}]}}"#
    )
}

#[test]
fn every_geometry_type_is_read() {
    for (geometry, kind, parts, vertices) in [
        (r#"{"type":"Point","coordinates":[1,2]}"#, ShapeKind::Point, 1, 1),
        (r#"{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}"#, ShapeKind::MultiPoint, 1, 2),
        (r#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#, ShapeKind::LineString, 1, 2),
        (
            r#"{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8],[9,10]]]}"#,
            ShapeKind::MultiLineString,
            2,
            5,
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]],[[2,1],[3,1],[3,2],[2,1]]]}"#,
            ShapeKind::Polygon,
            1,
            8,
        ),
        (r#"{"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,0]]],[]]}"#, ShapeKind::MultiPolygon, 1, 4),
        (
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},
            {"type":"GeometryCollection","geometries":[{"type":"LineString","coordinates":[[1,2],[3,4]]}]}]}"#,
            ShapeKind::GeometryCollection,
            2,
            3,
        ),
        (r#"{"type":"Point","coordinates":[]}"#, ShapeKind::Point, 0, 0),
        (r#"{"type":"MultiPoint","coordinates":[]}"#, ShapeKind::MultiPoint, 0, 0),
        (r#"{"type":"LineString","coordinates":[]}"#, ShapeKind::LineString, 0, 0),
        (r#"{"type":"MultiLineString","coordinates":[]}"#, ShapeKind::MultiLineString, 0, 0),
        (r#"{"type":"Polygon","coordinates":[]}"#, ShapeKind::Polygon, 0, 0),
        (r#"{"type":"MultiPolygon","coordinates":[]}"#, ShapeKind::MultiPolygon, 0, 0),
        (r#"{"type":"GeometryCollection","geometries":[]}"#, ShapeKind::GeometryCollection, 0, 0),
        ("null", ShapeKind::None, 0, 0),
    ] {
        let project = one_feature(&format!(r#""properties":null,"geometry":{geometry}"#));
        let shape = project.layers[0].data.shapes().get(0).expect("one shape");
        assert_eq!((shape.kind(), shape.parts().count(), shape.vertex_count()), (kind, parts, vertices), "{geometry}");
        assert!(check(&project, &Tolerances::default()).len() < 5);
    }
}

/// What was wrong with a ring, where in the shape it begins, and its line and column in the text.
type PutRight = (DefectKind, usize, usize, usize);

/// What was put right in the rings of a polygon, with the line and column of each, and the positions that were left.
fn rings_put_right(geometry: &str) -> (Vec<PutRight>, Vec<usize>) {
    let text = format!("{{\"type\":\"Feature\",\"properties\":null,\"geometry\":\n{geometry}}}");
    let project = open_text(text).expect("rings that can be put right");
    let layer = &project.layers[0];
    let place = |defect: &Defect| defect.place.and_then(Provenance::position).expect("a place");
    let defect = |d: &Defect| (d.kind, d.position, place(d).line, place(d).column);
    let shape = layer.data.shapes().get(0).expect("a shape");
    let rings = shape.polygons().flat_map(|polygon| polygon.rings().map(<[_]>::len).collect::<Vec<_>>());
    (layer.data.defects().iter().map(defect).collect(), rings.collect())
}

#[test]
fn rings_are_put_right_and_that_is_kept() {
    use DefectKind::{TooFew, Unclosed};
    let polygon = |rings: &str| rings_put_right(&format!(r#"{{"type":"Polygon","coordinates":{rings}}}"#));
    let whole = "[[0,0],[9,0],[9,9],[0,0]]";
    for (rings, defects, left) in [
        (format!("[{whole}]"), vec![], vec![4]),
        ("[[[0,0],[3,0],[3,3]]]".to_owned(), vec![(Unclosed { count: 3 }, 0, 2, 34)], vec![4]),
        (format!("[{whole},[[1,1],[2,1],[2,2],[1,2]]]"), vec![(Unclosed { count: 4 }, 4, 2, 60)], vec![4, 5]),
        ("[[]]".to_owned(), vec![(TooFew { count: 0, left_out: 0 }, 0, 2, 34)], vec![]),
        ("[[[1,2]]]".to_owned(), vec![(TooFew { count: 1, left_out: 1 }, 0, 2, 34)], vec![]),
        ("[[[0,0],[1,1]]]".to_owned(), vec![(TooFew { count: 2, left_out: 2 }, 0, 2, 34)], vec![]),
        ("[[[0,0],[1,1],[0,0]]]".to_owned(), vec![(TooFew { count: 3, left_out: 3 }, 0, 2, 34)], vec![]),
        // A hole is no outer ring, even if there is no other.
        (format!("[[[1,2]],{whole},[]]"), vec![(TooFew { count: 1, left_out: 5 }, 0, 2, 34)], vec![]),
        (
            format!("[{whole},[[1,1],[2,1]],[[1,1],[2,1],[2,2]]]"),
            vec![(TooFew { count: 2, left_out: 2 }, 4, 2, 60), (Unclosed { count: 3 }, 4, 2, 74)],
            vec![4, 4],
        ),
    ] {
        assert_eq!(polygon(&rings), (defects, left), "{rings}");
    }
    // Of members with one name the last counts, and what was wrong with the first is forgotten.
    let twice = r#"{"type":"Polygon","coordinates":[[[1,2]]],"coordinates":[[[0,0],[9,0],[9,9],[0,0]]]}"#;
    assert_eq!(rings_put_right(twice), (vec![], vec![4]));
    let many = r#"{"type":"MultiPolygon","coordinates":[[[[1,2]]],[[[0,0],[9,0],[9,9]]]]}"#;
    let (defects, left) = rings_put_right(many);
    assert_eq!((defects.len(), left), (2, vec![4]));
}

#[test]
fn positions_count_as_in_the_file_around_rings_that_were_put_right() {
    // The numbers of the file are the longitudes; 3 closes a ring that is not, 4 and 5 are left out.
    let rings = "[[[0,0],[1,0],[2,9],[3,3]],[[4,0],[5,1]],[[6,1],[7,2],[8,3],[6,1]]]";
    let project = one_feature(&format!(r#""properties":null,"geometry":{{"type":"Polygon","coordinates":{rings}}}"#));
    let layer = &project.layers[0];
    let numbers: Vec<usize> = (0..9).map(|at| position_in_file(layer.data.defects(), at)).collect();
    assert_eq!(layer.data.shapes().positions()[4].lon, 0.0, "the ring was closed");
    assert_eq!(numbers, [0, 1, 2, 3, 3, 6, 7, 8, 9]);
}

#[test]
fn a_third_number_closes_a_ring_too() {
    let project =
        one_feature(r#""properties":null,"geometry":{"type":"Polygon","coordinates":[[[0,0,5],[3,0,6],[3,3,7]]]}"#);
    let shape = project.layers[0].data.shapes().get(0).expect("a shape");
    let ring = shape.polygons().next().and_then(zonemap::geometry::Polygon::exterior).expect("a ring");
    assert_eq!(shape.heights(ring), [5.0, 6.0, 7.0, 5.0]);
}

#[test]
fn collections_nest_sixteen_deep() {
    let nested = |depth: usize| {
        let open = r#"{"type":"GeometryCollection","geometries":["#.repeat(depth);
        format!(r#"{open}{{"type":"Point","coordinates":[1,2]}}{}"#, "]}".repeat(depth))
    };
    let project = open_text(nested(16)).expect("sixteen");
    assert_eq!(project.layers[0].data.shapes().vertex_count(), 1);
    let error = open_text(nested(17)).expect_err("seventeen");
    assert_eq!(error.problem, zonemap::formats::Problem::TooDeep);
}

#[test]
fn a_feature_or_a_geometry_may_stand_alone() {
    let alone = open_text(r#"{"coordinates":[1,2],"type":"Point"}"#).expect("a geometry");
    assert_eq!(alone.layers[0].data.features()[0].key(), "#1");
    let feature = one_feature(r#""geometry":{"type":"Point","coordinates":[1,2]},"properties":{"name":"there"}"#);
    assert_eq!(feature.layers[0].data.features()[0].name().get(Lang::En), "there");
}

#[test]
fn ids_and_properties_are_kept_digit_for_digit() {
    for (id, key) in [
        (r#""lot 7""#, "lot 7"),
        ("7", "7"),
        ("7.10", "7.10"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("null", "#1"),
    ] {
        let project = one_feature(&format!(r#""id":{id},"properties":{{}},"geometry":null"#));
        assert_eq!(project.layers[0].data.features()[0].key(), key);
    }
    let properties = r#"{"z":123456789012345678901234567890.10,"a":1.00,"m":{"x":[1e400,-0.0]},"t":"\u533a"}"#;
    let project =
        one_feature(&format!(r#""properties":{properties},"geometry":null,"foreign":[1.50],"bbox":[0,0,1,1]"#));
    let feature = &project.layers[0].data.features()[0];
    let kept = serde_json::to_string(&feature.properties).expect("JSON");
    assert_eq!(kept.replace("1e+400", "1e400"), properties.replace("\\u533a", "区"));
    assert_eq!(serde_json::to_string(&feature.foreign_members).expect("JSON"), r#"{"foreign":[1.50]}"#);
}

#[test]
fn of_members_with_one_name_the_last_counts_and_escapes_are_letters() {
    let project = open_text(r#"{"\u0074ype":"Po\u0069nt","coordinates":[5,6],"coordinates":[1,2]}"#).expect("a point");
    assert_eq!(project.layers[0].data.shapes().extent().west, 1.0);
}

#[test]
fn what_editors_put_round_a_text_is_taken_off() {
    let text = "{\"type\":\"Point\",\r\n\t\"coordinates\" : [ 1 ,\r\n 2 ] }\r\n";
    for bytes in [text.to_owned(), format!("\u{feff}{text}"), format!("{text}\0\0\0")] {
        assert_eq!(open_text(bytes).expect("a point").layers[0].data.shapes().vertex_count(), 1);
    }
}

#[test]
fn heights_are_taken_and_further_numbers_counted() {
    let heights = open_text(r#"{"type":"LineString","coordinates":[[1,2,3],[1,2]]}"#).expect("a line");
    assert_eq!(heights.files[0].warnings, []);
    let more = open_text(r#"{"type":"LineString","coordinates":[[1,2,3,4,5],[1,2,3,4]]}"#).expect("a line");
    assert_eq!(more.files[0].warnings, [("warning.dropped-numbers", 3)]);
}

#[test]
fn a_negative_zero_is_zero_and_the_bounds_are_inside() {
    let text = r#"{"type":"LineString","coordinates":[[-0.0,-0],[540,90],[-540,-90.0]]}"#;
    let layer = parse(Path::new("a.geojson"), text.as_bytes()).expect("a line");
    let extent = layer.data.shapes().extent();
    assert_eq!((extent.west, extent.east, extent.south, extent.north), (-540.0, 540.0, -90.0, 90.0));
    let Some(Part::Line(line)) = layer.data.shapes().get(0).and_then(|shape| shape.parts().next()) else {
        panic!("a line");
    };
    assert!(line[0].lon.is_sign_positive() && line[0].lat.is_sign_positive());
}

#[test]
fn the_crs_member_of_2008_is_read_when_it_names_degrees() {
    let named = |name: &str| format!(r#""crs":{{"type":"name","properties":{{"name":"{name}"}}}}"#);
    for (member, crs) in [
        (named("urn:ogc:def:crs:OGC:1.3:CRS84"), "EPSG:4326"),
        (named("urn:ogc:def:crs:OGC::CRS84"), "EPSG:4326"),
        (named("urn:ogc:def:crs:EPSG::4326"), "EPSG:4326"),
        (named("EPSG:4326"), "EPSG:4326"),
        (named("http://www.opengis.net/def/crs/OGC/1.3/CRS84"), "EPSG:4326"),
        (named("urn:ogc:def:crs:EPSG::4490"), "EPSG:4490"),
        (r#""crs":null"#.to_owned(), "EPSG:4326"),
        (r#""bbox":[0,0,1,1]"#.to_owned(), "EPSG:4326"),
        (r#""bbox":"everywhere""#.to_owned(), "EPSG:4326"),
        (r#""name":"a layer","generator":{"a":[]}"#.to_owned(), "EPSG:4326"),
    ] {
        // In China, where CGCS2000 is used.
        let text = point_with(&member).replace("[1,2]", "[113,23]");
        let project = open_text(text).unwrap_or_else(|error| panic!("{member}: {error}"));
        assert_eq!(project.files[0].crs, crs, "{member}");
    }
    for member in [
        named("EPSG:4568"),
        named(""),
        r#""crs":{"type":"link","properties":{"href":"http://example.com/crs/4326"}}"#.to_owned(),
        r#""crs":"Beijing 1954""#.to_owned(),
        r#""crs":7"#.to_owned(),
    ] {
        let text = point_with(&member);
        let column = text.find("\"crs\":").expect("the member") + "\"crs\":".len() + 1;
        let message = open_text(text).expect_err(&member).message(Lang::En);
        let expected = format!("a.geojson:1:{column}: expected a coordinate reference system ");
        assert!(message.starts_with(&expected), "{member}: {message}");
    }
}

/// The positions of a geometry as the `geojson` crate holds and writes them (its own reader trips over numbers kept digit for digit), one list for each run of points, line and ring, empty ones left out.
fn paths(geometry: &Geometry) -> Vec<Vec<(f64, f64)>> {
    let at = |position: &Position| (position[0], position[1]);
    let path = |line: &Vec<Position>| line.iter().map(at).collect::<Vec<_>>();
    let mut paths = match &geometry.value {
        GeometryValue::Point { coordinates } => vec![vec![at(coordinates)]],
        GeometryValue::MultiPoint { coordinates } | GeometryValue::LineString { coordinates } => {
            vec![path(coordinates)]
        }
        GeometryValue::MultiLineString { coordinates } | GeometryValue::Polygon { coordinates } => {
            coordinates.iter().map(path).collect()
        }
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().flatten().map(path).collect(),
        GeometryValue::GeometryCollection { geometries } => geometries.iter().flat_map(paths).collect(),
    };
    paths.retain(|path| !path.is_empty());
    paths
}

/// The same as we hold them.
fn our_paths(shape: Shape<'_>) -> Vec<Vec<(f64, f64)>> {
    let path = |positions: &[LonLat]| positions.iter().map(|at| (at.lon, at.lat)).collect::<Vec<_>>();
    let of_part = |part| match part {
        Part::Points(points) => vec![path(points)],
        Part::Line(line) => vec![path(line)],
        Part::Polygon(polygon) => polygon.rings().map(path).collect(),
    };
    shape.parts().flat_map(of_part).collect()
}

fn position() -> impl Strategy<Value = Position> {
    let height = prop_oneof![3 => Just(None), 1 => (-1e4..1e4_f64).prop_map(Some)];
    (-540.0..540.0_f64, -90.0..90.0_f64, height).prop_map(|(lon, lat, height)| match height {
        Some(height) => vec![lon, lat, height].into(),
        None => vec![lon, lat].into(),
    })
}

fn geometry() -> impl Strategy<Value = Geometry> {
    let line = || prop::collection::vec(position(), 2..6);
    let ring = || {
        prop::collection::vec(position(), 3..8).prop_map(|mut ring| {
            ring.push(ring[0].clone());
            ring
        })
    };
    let rings = move || prop::collection::vec(ring(), 0..3);
    let flat = prop_oneof![
        position().prop_map(|coordinates| GeometryValue::Point { coordinates }),
        prop::collection::vec(position(), 0..5).prop_map(|coordinates| GeometryValue::MultiPoint { coordinates }),
        line().prop_map(|coordinates| GeometryValue::LineString { coordinates }),
        prop::collection::vec(line(), 0..4).prop_map(|coordinates| GeometryValue::MultiLineString { coordinates }),
        rings().prop_map(|coordinates| GeometryValue::Polygon { coordinates }),
        prop::collection::vec(rings(), 0..4).prop_map(|coordinates| GeometryValue::MultiPolygon { coordinates }),
    ];
    flat.prop_map(Geometry::new).prop_recursive(4, 16, 4, |inner| {
        prop::collection::vec(inner, 0..4)
            .prop_map(|geometries| Geometry::new(GeometryValue::GeometryCollection { geometries }))
    })
}

/// A valid file with everything in it, to be spoilt.
fn seed() -> Vec<u8> {
    let mut text = text_of("geodata/face_value.geojson");
    text.truncate(text.trim_end().len() - 2);
    let end = text.rfind(']').expect("the end of the features");
    text.truncate(end);
    text.push_str(
        r#",{"type":"Feature","id":7.50,"properties":{"name":{"en":"x"},"declared_km2":"1.5","n":null},"geometry":{"type":"GeometryCollection",
        "geometries":[{"type":"MultiPoint","coordinates":[[1,2,3],[180.5,-9e1]]},{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}]}}],
        "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}}"#,
    );
    text.into_bytes()
}

#[test]
fn the_file_to_be_spoilt_is_sound() {
    assert!(open_text(seed()).is_ok_and(|project| project.layers[0].data.features().len() > 1));
}

proptest! {
    #[test]
    fn coordinates_are_what_the_geojson_crate_wrote(geometries in prop::collection::vec(geometry(), 1..6)) {
        let collection: FeatureCollection = geometries.iter().cloned().map(geojson::Feature::from).collect();
        let text = collection.to_string();
        let ours = parse(Path::new("a.geojson"), text.as_bytes()).expect("what the crate wrote");
        prop_assert_eq!(geometries.len(), ours.data.shapes().len());
        for (geometry, ours) in geometries.iter().zip(ours.data.shapes().iter()) {
            prop_assert_eq!(our_paths(ours), paths(geometry));
            prop_assert_eq!(ours.kind().name(), geometry.value.type_name());
        }
    }

    #[test]
    fn a_spoilt_file_is_read_or_refused_in_one_line(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..4, any::<u8>(), 0_usize..40), 1..6)
    ) {
        let mut bytes = seed();
        for (place, how, byte, length) in changes {
            let at = place.index(bytes.len());
            let end = (at + length).min(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes[at] = b"[]{},:\"0-e.\\ntf"[usize::from(byte) % 15],
                2 => drop(bytes.drain(at..end)),
                _ => {
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(at..at, piece);
                }
            }
        }
        match open_text(bytes) {
            Ok(project) => drop(check(&project, &Tolerances::default())),
            Err(error) => {
                for lang in Lang::ALL {
                    let message = error.message(lang);
                    prop_assert!(!message.contains(char::is_control), "{message:?}");
                }
            }
        }
    }
}
