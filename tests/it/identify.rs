//! Identify: what is at a place, in which order, against a search through everything with the `geo` crate's exact tests and geodesics.
//! Must not know of any index.

use geo::{Distance as _, Geodesic, Intersects as _};
use proptest::prelude::*;
use zonemap::geometry::LonLat;
use zonemap::project::{Project, ProjectContent};

use crate::common::{builtin, open_text};

/// The keys of what is found, topmost first.
fn keys(project: &Project, lon: f64, lat: f64, tolerance_m: f64) -> Vec<String> {
    let found = project.identify(LonLat { lon, lat }, tolerance_m);
    found.iter().filter_map(|found| Some(project.feature(found.id)?.key().to_owned())).collect()
}

#[test]
fn known_places_are_in_known_areas() {
    let project = builtin();
    for (lon, lat, expected) in [
        (113.52, 23.06, &["manufacturing", "zone"][..]),
        (113.535, 23.145, &["innovation", "zone"]),
        (113.513, 23.105, &["living", "zone"]),
        (113.5525, 23.13, &["living", "zone"]),
        (113.60, 23.10, &[]),
    ] {
        assert_eq!(keys(&project, lon, lat, 25.0), expected, "{lon} {lat}");
    }
}

#[test]
fn a_border_belongs_to_both_neighbours() {
    let project = builtin();
    let segments = project.layers.iter().position(|layer| layer.id == "limits").expect("the limits");
    let mut shared = 0;
    for (feature, shape) in
        project.layers[segments].data.features().iter().zip(project.layers[segments].data.shapes().iter())
    {
        let between: Vec<&str> =
            feature.properties["between"].as_array().expect("two").iter().filter_map(|v| v.as_str()).collect();
        for part in shape.parts() {
            let zonemap::geometry::Part::Line(line) = part else { panic!("a limit is a line") };
            for at in line {
                let found = keys(&project, at.lon, at.lat, 0.0);
                for side in between.iter().filter(|side| **side != "outside") {
                    assert!(found.iter().any(|key| key == side), "{side} at {at:?}: {found:?}");
                }
                shared += usize::from(!between.contains(&"outside"));
            }
        }
    }
    assert!(shared > 15, "only {shared} vertices between two sub-areas");
}

#[test]
fn points_come_first_then_lines_then_areas_the_smallest_first() {
    let square = |id: &str, half: f64| {
        format!(
            r#"{{"type":"Feature","id":"{id}","properties":{{}},"geometry":{{"type":"Polygon","coordinates":
            [[[-{half},-{half}],[{half},-{half}],[{half},{half}],[-{half},{half}],[-{half},-{half}]]]}}}}"#
        )
    };
    let other = |id: &str, geometry: &str| {
        format!(r#"{{"type":"Feature","id":"{id}","properties":{{}},"geometry":{geometry}}}"#)
    };
    let features = [
        square("small", 0.1),
        square("large", 0.3),
        square("middle", 0.2),
        other("near line", r#"{"type":"LineString","coordinates":[[-1,0.00001],[1,0.00001]]}"#),
        other("far point", r#"{"type":"Point","coordinates":[0.00008,0]}"#),
        other("near point", r#"{"type":"MultiPoint","coordinates":[[5,5],[0.00005,0]]}"#),
        other("too far", r#"{"type":"Point","coordinates":[0.001,0]}"#),
        other("twin", r#"{"type":"Point","coordinates":[0.00005,0]}"#),
    ];
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let project = open_text(text).expect("a project");
    // Of equals the later one, which is drawn over the earlier.
    let expected = ["twin", "near point", "far point", "near line", "small", "middle", "large"];
    assert_eq!(keys(&project, 0.0, 0.0, 25.0), expected);
    let areas = ["small", "middle", "large"];
    assert_eq!(keys(&project, 0.0, 0.0, 0.5), areas);
}

#[test]
fn hidden_and_unasked_layers_do_not_answer() {
    let mut project = ProjectContent::clone(&builtin());
    let zone = project.layers.iter().position(|layer| layer.id == "zone").expect("the zone's layer");
    project.layers[zone].visible = false;
    assert_eq!(keys(&project.into(), 113.52, 23.06, 25.0), ["manufacturing"]);
    let queryable = |key: &str| builtin().layers.iter().find(|layer| layer.id == key).map(|layer| layer.queryable);
    assert_eq!(queryable("land"), Some(false), "land would answer everywhere");
}

#[test]
fn a_chain_past_180_is_found_at_either_longitude() {
    let project = open_text(
        r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","id":"island","properties":{},"geometry":{"type":"Polygon","coordinates":[[[178,-17],[182,-17],[182,-15],[178,-15],[178,-17]]]}},
        {"type":"Feature","id":"ferry","properties":{},"geometry":{"type":"LineString","coordinates":[[181,-16],[190,-16]]}},
        {"type":"Feature","id":"light","properties":{},"geometry":{"type":"Point","coordinates":[-179.5,-16.5]}}]}"#,
    )
    .expect("a project");
    assert_eq!(keys(&project, 181.5, -15.5, 25.0), ["island"]);
    assert_eq!(keys(&project, -178.5, -15.5, 25.0), ["island"]);
    assert_eq!(keys(&project, -175.0, -16.0001, 25.0), ["ferry"]);
    assert_eq!(keys(&project, 180.5, -16.5, 25.0), ["light", "island"]);
    assert!(keys(&project, 177.5, -15.5, 25.0).is_empty());
}

#[test]
fn a_point_is_found_across_the_antimeridian_and_near_a_pole() {
    for (from, to) in
        [((180.0, 10.0), (-179.999_9, 10.0)), ((20.0, 89.999_9), (-150.0, 89.999_95)), ((0.0, 90.0), (77.0, 90.0))]
    {
        let text = format!(r#"{{"type":"Point","coordinates":[{}, {}]}}"#, to.0, to.1);
        let project = open_text(text).expect("a point");
        let distance_m = Geodesic.distance(geo::Point::from(from), geo::Point::from(to));
        assert_eq!(keys(&project, from.0, from.1, distance_m + 0.001).len(), 1, "{from:?} {to:?} {distance_m}");
        assert!(distance_m < 0.01 || keys(&project, from.0, from.1, distance_m - 0.001).is_empty());
    }
}

/// The geodesic distance from a place to an edge that is straight in longitude and latitude, by ternary search.
fn to_edge_m(a: geo::Point, b: geo::Point, at: geo::Point) -> f64 {
    let along = |t: f64| Geodesic.distance(at, geo::Point(a.0 + (b.0 - a.0) * t));
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let (left, right) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
        if along(left) < along(right) { high = right } else { low = left }
    }
    along(low).min(along(0.0)).min(along(1.0))
}

/// A feature by the vertices it was made from.
#[derive(Clone, Debug)]
enum Made {
    Point((f64, f64)),
    Line(Vec<(f64, f64)>),
    Square { west: f64, south: f64, size: f64 },
}

impl Made {
    fn geometry(&self) -> geojson::Geometry {
        let position = |&(lon, lat): &(f64, f64)| [lon, lat].into();
        let value = match self {
            Self::Point(at) => geojson::GeometryValue::Point { coordinates: position(at) },
            Self::Line(line) => geojson::GeometryValue::LineString { coordinates: line.iter().map(position).collect() },
            Self::Square { .. } => geojson::GeometryValue::from(&self.polygon()),
        };
        geojson::Geometry::new(value)
    }

    fn polygon(&self) -> geo::Polygon {
        let Self::Square { west, south, size } = *self else { panic!("only squares") };
        // One vertex is cut off, so that the box alone does not decide.
        let (east, north) = (west + size, south + size);
        let vertices =
            vec![(west, south), (east, south), (east, south + size / 2.0), (west + size / 2.0, north), (west, north)];
        geo::Polygon::new(geo::LineString::from(vertices), Vec::new())
    }

    /// The rank of its answer and how far it is, or none for an area that does not hold the place.
    fn distance_m(&self, at: geo::Point) -> Option<(u8, f64)> {
        let point = |&(lon, lat): &(f64, f64)| geo::Point::new(lon, lat);
        match self {
            Self::Point(place) => Some((0, Geodesic.distance(point(place), at))),
            Self::Line(line) => {
                let edges = line.windows(2).map(|edge| to_edge_m(point(&edge[0]), point(&edge[1]), at));
                edges.min_by(f64::total_cmp).map(|metres| (1, metres))
            }
            Self::Square { .. } => self.polygon().intersects(&at).then_some((2, 0.0)),
        }
    }
}

/// Features within some kilometres of a place.
fn made(lon: f64, lat: f64) -> impl Strategy<Value = Vec<Made>> {
    let near = move || (-0.02..0.02_f64, -0.02..0.02_f64).prop_map(move |(x, y)| (lon + x, lat + y));
    let square = (near(), 0.000_1..0.02_f64).prop_map(|((west, south), size)| Made::Square { west, south, size });
    let line = prop::collection::vec(near(), 2..5).prop_map(Made::Line);
    prop::collection::vec(prop_oneof![near().prop_map(Made::Point), line, square], 1..120)
}

fn scene() -> impl Strategy<Value = (Vec<Made>, Vec<(f64, f64)>, f64)> {
    (-180.0..180.0_f64, -70.0..70.0_f64).prop_flat_map(|(lon, lat)| {
        let asked = (-0.02..0.02_f64, -0.02..0.02_f64).prop_map(move |(x, y)| (lon + x, lat + y));
        (made(lon, lat), prop::collection::vec(asked, 1..6), 0.5..900.0_f64)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn identify_finds_what_a_search_through_everything_finds((made, asked, tolerance_m) in scene()) {
        let features: geojson::FeatureCollection =
            made.iter().map(|one| geojson::Feature::from(one.geometry())).collect();
        let project = open_text(features.to_string()).expect("a project");
        for (lon, lat) in asked {
            // Our nearest place on a line is found in a plane, which fits the better the nearer it is.
            let slack_m = |metres: f64| 1e-3 + metres * (1e-6 + metres * lat.to_radians().tan().abs() / 6e6);
            let found = project.identify(LonLat { lon, lat }, tolerance_m);
            let mut ranks = Vec::new();
            for (at, one) in made.iter().enumerate() {
                let ours = found.iter().find(|found| found.id.feature == at);
                let theirs = one.distance_m(geo::Point::new(lon, lat));
                match (ours, theirs) {
                    (Some(ours), Some((_, metres))) => {
                        prop_assert!((ours.distance_m - metres).abs() <= slack_m(metres), "{:?}: {} and {metres}", one, ours.distance_m);
                    }
                    (Some(_), None) => prop_assert!(false, "{:?} does not hold {lon} {lat}", one),
                    (None, Some((_, metres))) => {
                        prop_assert!(metres > tolerance_m - slack_m(metres), "{:?} at {metres} m was not found", one);
                    }
                    (None, None) => {}
                }
            }
            for found in &found {
                let rank = made[found.id.feature].distance_m(geo::Point::new(lon, lat)).map_or(9, |(rank, _)| rank);
                let second = if rank == 2 { project.area_m2(found.id) } else { found.distance_m };
                ranks.push((rank, second));
            }
            prop_assert!(ranks.is_sorted(), "not topmost first: {:?}", ranks);
        }
    }
}
