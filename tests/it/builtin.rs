//! The built-in zone: its rings are put together from its boundary segments, and tile, and measure what is published.
//! Must not know how the boundary was drawn.

use std::collections::BTreeMap;

use serde_json::Value;
use zonemap::geodesy::{area_m2, length_m};
use zonemap::geometry::LonLat;

use crate::common::{builtin, json_of};

const ZONE: &str = "zone";
const PARTS: [&str; 3] = ["manufacturing", "innovation", "living"];

/// A position by its bits, so that "the same vertex" means the same number and not a near one.
type Vertex = (u64, u64);
/// An edge by its vertices, the lesser first.
type Edge = (Vertex, Vertex);

fn vertices(positions: &Value) -> Vec<Vertex> {
    let number = |value: &Value| value.as_f64().expect("a number").to_bits();
    let pairs = positions.as_array().expect("positions").iter();
    pairs.map(|at| (number(&at[0]), number(&at[1]))).collect()
}

fn edges(chain: &[Vertex]) -> Vec<Edge> {
    chain.windows(2).map(|edge| (edge[0].min(edge[1]), edge[0].max(edge[1]))).collect()
}

/// The edges of the one ring of each polygon, by the polygon's id.
fn polygons() -> BTreeMap<String, Vec<Edge>> {
    let file = json_of("geodata/zones.geojson");
    let features = file["features"].as_array().expect("features");
    let edges_of = |feature: &Value| {
        let rings = feature["geometry"]["coordinates"].as_array().expect("rings");
        assert_eq!(rings.len(), 1, "one ring each");
        (feature["id"].as_str().expect("an id").to_owned(), edges(&vertices(&rings[0])))
    };
    features.iter().map(edges_of).collect()
}

/// A boundary segment: its id, the two areas that it parts, its length as declared, its vertices.
struct Segment {
    id: String,
    between: Vec<String>,
    length_km: f64,
    chain: Vec<Vertex>,
}

fn segments() -> Vec<Segment> {
    let file = json_of("geodata/limits.geojson");
    let features = file["features"].as_array().expect("features");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let segment = |feature: &Value| Segment {
        id: text(&feature["id"]),
        between: feature["properties"]["between"].as_array().expect("two areas").iter().map(text).collect(),
        length_km: feature["properties"]["length_km"].as_f64().expect("a length"),
        chain: vertices(&feature["geometry"]["coordinates"]),
    };
    features.iter().map(segment).collect()
}

#[test]
fn every_ring_is_made_of_the_segments_that_name_it() {
    let segments = segments();
    assert_eq!(segments.len(), 15);
    for (id, ring) in polygons() {
        let bounds = |segment: &&Segment| {
            let side = if id == ZONE { "outside" } else { &id };
            segment.between.iter().any(|name| name == side)
        };
        let mut from_segments: Vec<Edge> =
            segments.iter().filter(bounds).flat_map(|segment| edges(&segment.chain)).collect();
        let mut ring = ring;
        ring.sort_unstable();
        from_segments.sort_unstable();
        // As lists, not sets: an edge that two segments run along would be there twice.
        assert_eq!(ring, from_segments, "{id}");
    }
}

#[test]
fn the_parts_tile_the_zone() {
    let polygons = polygons();
    let mut count: BTreeMap<Edge, usize> = BTreeMap::new();
    for edge in PARTS.iter().flat_map(|part| &polygons[*part]) {
        *count.entry(*edge).or_default() += 1;
    }
    assert!(count.values().all(|&times| times <= 2), "an edge of three parts");
    let outer: Vec<Edge> = count.iter().filter(|(_, times)| **times == 1).map(|(edge, _)| *edge).collect();
    let mut zone = polygons[ZONE].clone();
    zone.sort_unstable();
    assert_eq!(outer, zone, "what is left when shared edges cancel");
    let shared = count.len() - outer.len();
    let inner = segments().into_iter().filter(|segment| !segment.between.contains(&"outside".to_owned()));
    assert_eq!(shared, inner.map(|segment| segment.chain.len() - 1).sum::<usize>());
}

#[test]
fn every_segment_is_as_long_as_it_says() {
    for segment in segments() {
        let chain: Vec<LonLat> = segment
            .chain
            .iter()
            .map(|&(lon, lat)| LonLat { lon: f64::from_bits(lon), lat: f64::from_bits(lat) })
            .collect();
        let off_m = length_m(&chain) - segment.length_km * 1e3;
        assert!(off_m.abs() <= 1.0, "{} is off by {off_m} m", segment.id);
    }
}

#[test]
fn every_area_rounds_to_the_published_figure() {
    let project = builtin();
    for (key, published, decimals) in
        [(ZONE, "56.39", 2), ("manufacturing", "19.1", 1), ("innovation", "11.7", 1), ("living", "25.59", 2)]
    {
        let id = project.named(0, key).next().expect(key);
        let km2 = area_m2(project.shape(id).expect(key)) / 1e6;
        assert_eq!(format!("{km2:.decimals$}"), published, "{key}");
        assert_eq!(project.declared[&id].text(), published, "{key}");
    }
    assert_eq!(project.declared.len(), 4);
}

#[test]
fn project_and_properties_declare_the_same() {
    let manifest = json_of("geodata/project.json");
    let zones = json_of("geodata/zones.geojson");
    let declared: BTreeMap<&str, &str> = manifest["declared_areas"]
        .as_array()
        .expect("declared areas")
        .iter()
        .map(|entry| (entry["feature"].as_str().expect("an id"), entry["area"].as_str().expect("digits")))
        .collect();
    let properties: BTreeMap<&str, &str> = zones["features"]
        .as_array()
        .expect("features")
        .iter()
        .map(|f| (f["id"].as_str().expect("an id"), f["properties"]["declared_km2"].as_str().expect("digits")))
        .collect();
    assert_eq!(declared, properties);
    assert!(builtin().declared_besides.is_empty());
}

#[test]
fn no_map_review_number_is_made_up() {
    assert_eq!(builtin().own.map_review_number, "");
}

#[test]
fn the_program_carries_the_folder_as_it_is() {
    let from_disk =
        zonemap::formats::open(&crate::common::repository("geodata"), &zonemap::formats::OpenOptions::default())
            .expect("the folder opens");
    let inside = builtin();
    assert_eq!(inside.own.policy, from_disk.own.policy);
    assert_eq!(inside.declared, from_disk.declared);
    assert_eq!(inside.wholes, from_disk.wholes);
    for (ours, theirs) in inside.layers.iter().zip(&from_disk.layers) {
        assert_eq!(ours.id, theirs.id);
        assert_eq!(ours.data.features(), theirs.data.features());
        assert_eq!(format!("{:?}", ours.data.shapes()), format!("{:?}", theirs.data.shapes()));
    }
}
