//! Inside, border or outside: the index over long rings and the edge-by-edge test against the `geo` crate, whose predicates are exact too.
//! Must not know how either decides.

use geo::{Contains as _, Intersects as _};
use proptest::prelude::*;
use zonemap::crs::CoordinateFrame;
use zonemap::geometry::{LonLat, ShapeKind, Shapes, Side, polygon_side};
use zonemap::project::{Dataset, Feature};

type Ring = Vec<LonLat>;

fn closed(vertices: impl IntoIterator<Item = (f64, f64)>) -> Ring {
    let mut ring: Ring = vertices.into_iter().map(|(lon, lat)| LonLat { lon, lat }).collect();
    ring.push(ring[0]);
    ring
}

/// A star around a middle: the further the spokes differ, the more ragged.
fn star(middle: (f64, f64), size: f64, spokes: &[f64]) -> Ring {
    let step = std::f64::consts::TAU / spokes.len() as f64;
    closed(spokes.iter().enumerate().map(|(at, spoke)| {
        let (sin, cos) = (step * at as f64).sin_cos();
        (middle.0 + size * spoke * cos, middle.1 + size * spoke * sin)
    }))
}

/// Stars of up to 3000 vertices, with up to three rings inside one another's scaled copies, of which the first is the shell.
fn stars() -> impl Strategy<Value = Vec<Ring>> {
    let spokes = prop_oneof![
        3 => prop::collection::vec(0.05..1.0_f64, 3..80),
        1 => prop::collection::vec(0.05..1.0_f64, 80..3000),
    ];
    let middle = (-170.0..170.0_f64, -80.0..80.0_f64);
    (middle, 0.000_5..5.0_f64, spokes, any::<bool>(), 0.1..0.9_f64).prop_map(|(middle, size, spokes, holed, share)| {
        let mut rings = vec![star(middle, size, &spokes)];
        if holed {
            let mut hole = star(middle, size * share, &spokes);
            hole.reverse();
            rings.push(hole);
        }
        rings
    })
}

/// Bands between two chains on whole degrees: many vertices at one latitude, many edges along parallels.
fn bands() -> impl Strategy<Value = Vec<Ring>> {
    prop::collection::vec((-4_i8..0, 1_i8..5), 2..200).prop_map(|heights| {
        let lon = |at: usize| at as f64 * 0.5;
        let lower = heights.iter().enumerate().map(|(at, (low, _))| (lon(at), f64::from(*low)));
        let upper = heights.iter().enumerate().rev().map(|(at, (_, high))| (lon(at), f64::from(*high)));
        vec![closed(lower.chain(upper))]
    })
}

/// Combs with upright teeth: every edge along a parallel or a meridian, some of them one upon the other's line.
fn combs() -> impl Strategy<Value = Vec<Ring>> {
    prop::collection::vec(1_u8..6, 1..150).prop_map(|teeth| {
        let mut vertices = vec![(0.0, 0.0)];
        vertices.push((2.0 * teeth.len() as f64, 0.0));
        for (at, height) in teeth.iter().enumerate().rev() {
            let (west, top) = (2.0 * at as f64, f64::from(*height) + 1.0);
            vertices.extend([(west + 2.0, top), (west + 1.0, top), (west + 1.0, 1.0), (west, 1.0)]);
        }
        vertices.dedup();
        vec![closed(vertices)]
    })
}

fn geo_polygon(rings: &[Ring]) -> geo::Polygon {
    let line = |ring: &Ring| ring.iter().map(|&at| geo::Coord::from(at)).collect::<geo::LineString>();
    geo::Polygon::new(line(&rings[0]), rings[1..].iter().map(line).collect())
}

fn dataset(rings: &[Ring]) -> Dataset {
    let mut shapes = Shapes::default();
    for ring in rings {
        for &at in ring {
            shapes.push(at, None);
        }
        shapes.end_path();
    }
    shapes.end_polygon();
    shapes.end_shape(ShapeKind::Polygon);
    let feature = Feature::new(None, geojson::JsonObject::new(), None, None, 0);
    Dataset::new(vec![feature], shapes, CoordinateFrame::default())
}

/// What the `geo` crate says.
fn expected(polygon: &geo::Polygon, at: LonLat) -> Side {
    let point = geo::Point(at.into());
    match (polygon.intersects(&point), polygon.contains(&point)) {
        (true, true) => Side::Inside,
        (true, false) => Side::Border,
        (false, _) => Side::Outside,
    }
}

/// Places worth asking about: every vertex, the middle of each edge along a parallel or a meridian, places level with
/// vertices, and places spread over the box.
fn places(rings: &[Ring], spread: &[(f64, f64)]) -> Vec<LonLat> {
    let extent = zonemap::geometry::Extent::of(&rings[0]);
    let (width, height) = (extent.east - extent.west, extent.north - extent.south);
    let mut places: Vec<LonLat> = rings.iter().flatten().copied().collect();
    for edge in rings.iter().flat_map(|ring| ring.windows(2)) {
        if edge[0].lon == edge[1].lon || edge[0].lat == edge[1].lat {
            let middle = |a, b| f64::midpoint(a, b);
            places.push(LonLat { lon: middle(edge[0].lon, edge[1].lon), lat: middle(edge[0].lat, edge[1].lat) });
        }
    }
    places.truncate(400);
    for (at, &(x, y)) in spread.iter().enumerate() {
        let lon = extent.west + (x * 1.2 - 0.1) * width;
        let level = rings[0][at * 7 % rings[0].len()].lat;
        places.push(LonLat { lon, lat: level });
        places.push(LonLat { lon, lat: extent.south + (y * 1.2 - 0.1) * height });
    }
    places
}

fn check(rings: &[Ring], spread: &[(f64, f64)]) -> Result<(), TestCaseError> {
    let (polygon, dataset) = (geo_polygon(rings), dataset(rings));
    let ours = dataset.shapes().get(0).and_then(|shape| shape.polygons().next()).expect("a polygon");
    for at in places(rings, spread) {
        let expected = expected(&polygon, at);
        prop_assert_eq!(dataset.side(0, at), expected, "by the index at {:?}", at);
        prop_assert_eq!(polygon_side(ours, at), expected, "edge by edge at {:?}", at);
    }
    Ok(())
}

fn spread() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn stars_with_holes_agree_with_geo(rings in stars(), spread in spread()) {
        check(&rings, &spread)?;
    }

    #[test]
    fn bands_agree_with_geo(rings in bands(), spread in spread()) {
        check(&rings, &spread)?;
    }

    #[test]
    fn combs_agree_with_geo(rings in combs(), spread in spread()) {
        check(&rings, &spread)?;
    }
}

#[test]
fn the_places_asked_about_are_of_all_three_kinds() {
    let rings = vec![star((0.0, 0.0), 1.0, &[1.0; 100]), star((0.0, 0.0), 0.5, &[1.0; 100])];
    let (polygon, spread) = (geo_polygon(&rings), [(0.1, 0.5), (0.5, 0.5), (0.8, 0.5)]);
    let sides: Vec<Side> = places(&rings, &spread).iter().map(|&at| expected(&polygon, at)).collect();
    for side in [Side::Inside, Side::Border, Side::Outside] {
        assert!(sides.contains(&side), "{side:?}");
    }
}
