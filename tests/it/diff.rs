//! Two versions compared: what counts as a change, which features are one, and the figures against others' programs.
//! Must not know how a comparison is printed.

use geographiclib_rs::{DirectGeodesic as _, Geodesic};
use proptest::prelude::*;
use serde_json::{Value, json};
use zonemap::diff::{By, Change, Comparison, Kind, Moves, Sign, compare};
use zonemap::formats::{OpenOptions, open, open_builtin_face_value};
use zonemap::geodesy::distance_m;
use zonemap::geometry::LonLat;
use zonemap::project::{Feature, Project};

use crate::common::{json_of, open_text, repository};

fn from_disk(path: &str) -> Project {
    open(&repository(path), &OpenOptions::default()).expect(path)
}

fn zones() -> Value {
    json_of("geodata/zones.geojson")
}

fn opened(file: &Value) -> Project {
    open_text(file.to_string()).expect("a file that opens")
}

fn feature(id: &str, rings: &Value) -> Value {
    json!({ "type": "Feature", "id": id, "properties": {}, "geometry": { "type": "Polygon", "coordinates": rings } })
}

fn collection(features: &[Value]) -> Project {
    opened(&json!({ "type": "FeatureCollection", "features": features }))
}

/// A square of so many degrees with its south-west corner at a place.
fn square(id: &str, lon: f64, lat: f64, side: f64) -> Value {
    let (east, north) = (lon + side, lat + side);
    feature(id, &json!([[[lon, lat], [east, lat], [east, north], [lon, north], [lon, lat]]]))
}

fn kinds(comparison: &Comparison) -> Vec<Kind> {
    comparison.features.iter().map(|change| change.kind).collect()
}

fn the_change(comparison: &Comparison) -> &Change {
    let mut changes = comparison.changes();
    let change = changes.next().expect("a change");
    assert!(changes.next().is_none(), "more than one change");
    change
}

fn near(ours: f64, theirs: f64, relative: f64) {
    assert!((ours - theirs).abs() <= relative * theirs.abs(), "{ours} is not {theirs}");
}

/// The area of a feature of one polygon inside edges that are straight in longitude and latitude.
fn straight_m2(project: &Project, id: zonemap::project::FeatureId) -> f64 {
    let polygon = project.shape(id).expect("a shape").polygons().next().expect("a polygon");
    zonemap::geodesy::lonlat_area_m2(&polygon.rings().map(<[LonLat]>::to_vec).collect::<Vec<_>>())
}

#[test]
fn the_face_value_reading_is_one_change_of_the_fitted_zone() {
    let (fitted, face) = (from_disk("geodata/zones.geojson"), from_disk("geodata/face_value.geojson"));
    let comparison = compare(&fitted, &face, 0.0);
    let change = the_change(&comparison);
    assert_eq!((change.kind, change.by), (Kind::Moved, Some(By::Overlap)));
    assert_eq!(fitted.feature(change.a.expect("an area before")).map(Feature::key), Some("zone"));
    assert_eq!(face.feature(change.b.expect("an area after")).map(Feature::key), Some("zone-face-value"));
    let net_m2 = change.net_m2().expect("measured");
    assert_eq!(format!("{:+.2}", net_m2 / 1e4), "+72.98");
    // Places are measured with edges straight in longitude and latitude, as they are found: so much more than between geodesics.
    let straight_m2 = straight_m2(&face, change.b.expect("an area")) - straight_m2(&fitted, change.a.expect("an area"));
    assert!((net_m2 - straight_m2).abs() < 0.01, "{net_m2} of places, {straight_m2} of areas");
    let karney_m2 = change.area_b_m2.expect("an area") - change.area_a_m2.expect("an area");
    assert!((net_m2 - karney_m2).abs() < 12.0, "{net_m2} of places, {karney_m2} of areas");
    assert_eq!(comparison.not_compared_a.len(), 3);
    assert!(comparison.not_compared_b.is_empty());
    let back = compare(&face, &fitted, 0.0);
    assert_eq!((back.features.len(), back.not_compared_b.len()), (1, 3));
    // The built-in project has the zone and its parts in layers of their own, and the other reading beside it.
    let face = open_builtin_face_value().expect("the built-in reading opens");
    let of_builtin = compare(&crate::common::builtin(), &face, 0.0);
    assert_eq!(format!("{:+.2}", the_change(&of_builtin).net_m2().expect("measured") / 1e4), "+72.98");
}

#[test]
fn where_a_ring_starts_and_which_way_it_runs_is_no_change() {
    let mut turned = zones();
    let features = turned["features"].as_array_mut().expect("features");
    for (place, feature) in features.iter_mut().enumerate() {
        let ring = feature["geometry"]["coordinates"][0].as_array_mut().expect("a ring");
        ring.pop();
        ring.rotate_left(3 + place);
        if place % 2 == 0 {
            ring.reverse();
        }
        ring.push(ring[0].clone());
    }
    features.reverse();
    let comparison = compare(&opened(&zones()), &opened(&turned), 0.0);
    assert_eq!(kinds(&comparison), [Kind::Same; 4]);
    assert!(comparison.is_same());
    for change in &comparison.features {
        let shift = change.shift.expect("two boundaries");
        assert_eq!((shift.max_m, shift.mean_m, change.net_m2()), (0.0, 0.0, Some(0.0)));
    }
}

#[test]
fn one_vertex_moved_is_as_far_as_geographiclib_says() {
    // The vertex goes outward along the diagonal, so the old boundary's farthest point is the vertex itself.
    let (lon, lat, side) = (113.5, 23.1, 0.01);
    let vertex = LonLat { lon: lon + side, lat: lat + side };
    for (asked_m, azimuth) in [(5.0, 45.0), (123.456, 40.0), (0.01, 50.0)] {
        let (to_lat, to_lon) = Geodesic::wgs84().direct(vertex.lat, vertex.lon, azimuth, asked_m);
        let mut moved = square("a", lon, lat, side);
        moved["geometry"]["coordinates"][0][2] = json!([to_lon, to_lat]);
        let comparison = compare(&collection(&[square("a", lon, lat, side)]), &collection(&[moved]), 0.0);
        let change = the_change(&comparison);
        assert_eq!(change.vertices, Moves { moved: 1, added: 0, removed: 0 });
        let shift = change.shift.expect("two boundaries");
        assert!((shift.max_m - asked_m).abs() < 1e-4 + 1e-4 * asked_m, "{} m of {asked_m} m", shift.max_m);
        assert!(distance_m(shift.at, LonLat { lon: to_lon, lat: to_lat }) < 0.1);
        assert!(shift.mean_m > 0.1 * asked_m && shift.mean_m < 0.5 * asked_m, "{}", shift.mean_m);
        assert_eq!(change.places.len(), 1);
        assert_eq!((change.places[0].sign, change.removed_m2), (Sign::Added, Some(0.0)));
        // Between geodesics it is less by up to 0.014 m² of 3769.
        let karney_m2 = change.area_b_m2.expect("an area") - change.area_a_m2.expect("an area");
        near(change.added_m2.expect("measured"), karney_m2, 5e-6);
    }
}

#[test]
fn a_square_moved_sideways_has_the_shift_of_its_sides() {
    // East by 0.001° at the equator: 111.3194908 m, both by GeographicLib's GeodSolve and as a tenth of a thousandth of 1°.
    let (before, after) = (square("a", 10.0, 0.0, 0.01), square("a", 10.001, 0.0, 0.01));
    let comparison = compare(&collection(&[before]), &collection(&[after]), 0.0);
    let change = the_change(&comparison);
    let shift = change.shift.expect("two boundaries");
    near(shift.max_m, 111.319_490_8, 1e-6);
    // Of each square the side outside the other is everywhere that far; of the side inside it either end is nearer to the sides
    // between, which takes away as much as the segments outside on the other's line add. GeographicLib has 1105.742 759 m for
    // 0.01° along the meridian, 1113.194 908 m across.
    let (along, across, moved) = (1_105.742_759, 1_113.194_908, 111.319_490_8);
    let of_one = 2.0 * along * moved;
    near(shift.mean_m, of_one / (2.0 * along + 2.0 * across), 1e-5);
    assert_eq!(change.vertices, Moves { moved: 4, added: 0, removed: 0 });
    assert_eq!(change.places.iter().map(|place| place.sign).filter(|&sign| sign == Sign::Added).count(), 1);
    near(change.added_m2.expect("measured"), change.removed_m2.expect("measured"), 1e-6);
    for place in &change.places {
        near(place.width_m, 111.319_490_8, 0.02);
    }
}

#[test]
fn features_that_came_and_went_are_whole_places() {
    let before = collection(&[square("a", 0.0, 0.0, 0.1), square("b", 1.0, 0.0, 0.1)]);
    let after = collection(&[square("c", 2.0, 0.0, 0.1), square("a", 0.0, 0.0, 0.1)]);
    let comparison = compare(&before, &after, 0.0);
    assert_eq!(kinds(&comparison), [Kind::Same, Kind::Removed, Kind::Added]);
    let (gone, came) = (&comparison.features[1], &comparison.features[2]);
    assert_eq!((gone.area_b_m2, gone.added_m2, gone.removed_m2), (None, Some(0.0), gone.area_a_m2));
    assert_eq!((came.area_a_m2, came.removed_m2, came.added_m2), (None, Some(0.0), came.area_b_m2));
    assert_eq!(gone.vertices, Moves { moved: 0, added: 0, removed: 4 });
    assert_eq!(came.vertices, Moves { moved: 0, added: 4, removed: 0 });
    assert_eq!((gone.places.len(), gone.places[0].sign), (1, Sign::Removed));
    assert!(came.shift.is_none() && !comparison.is_same());
}

#[test]
fn a_feature_by_another_id_is_known_by_its_ground() {
    let before =
        collection(&[square("a", 0.0, 0.0, 0.1), square("b", 0.1, 0.0, 0.1), square("park", 0.15, 0.05, 0.01)]);
    // The new ids; one moved a little, one that shares too little to be the same, and one feature without an id.
    let mut no_id = square("x", 0.1, 0.0, 0.1);
    no_id.as_object_mut().expect("an object").remove("id");
    let after = collection(&[no_id, square("y", 0.001, 0.0, 0.1), square("z", 0.156, 0.056, 0.01)]);
    let comparison = compare(&before, &after, 0.0);
    assert_eq!(kinds(&comparison), [Kind::Moved, Kind::Changed, Kind::Removed, Kind::Added]);
    let partner = |at: usize| after.feature(comparison.features[at].b?).map(|feature| feature.key().to_owned());
    assert_eq!((partner(0), partner(1)), (Some("y".to_owned()), Some("#1".to_owned())));
    assert_eq!(comparison.features[0].by, Some(By::Overlap));
}

#[test]
fn an_id_that_stands_twice_decides_nothing() {
    let before = collection(&[square("a", 0.0, 0.0, 0.1), square("a", 1.0, 0.0, 0.1)]);
    let after = collection(&[square("a", 1.0, 0.0, 0.1), square("a", 0.0, 0.0, 0.1)]);
    assert!(compare(&before, &after, 0.0).is_same());
}

#[test]
fn parts_of_which_the_other_version_has_some_are_compared() {
    let mut fewer = zones();
    fewer["features"].as_array_mut().expect("features").retain(|feature| feature["id"] != "living");
    let comparison = compare(&opened(&zones()), &opened(&fewer), 0.0);
    assert_eq!(kinds(&comparison).into_iter().filter(|&kind| kind == Kind::Removed).count(), 1);
    assert!(comparison.not_compared_a.is_empty());
}

#[test]
fn holes_and_islands_count() {
    let outer = json!([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]);
    let hole = |x: f64| json!([[x, 0.4], [x + 0.1, 0.4], [x + 0.1, 0.5], [x, 0.5], [x, 0.4]]);
    let before = collection(&[feature("a", &json!([outer, hole(0.2)]))]);
    let after = collection(&[feature("a", &json!([outer, hole(0.2), hole(0.6)]))]);
    let comparison = compare(&before, &after, 0.0);
    let change = the_change(&comparison);
    assert_eq!(change.vertices, Moves { moved: 0, added: 4, removed: 0 });
    assert_eq!((change.added_m2, change.places.len(), change.places[0].sign), (Some(0.0), 1, Sign::Removed));
    // The new hole's middle is 0.35° from the outer ring and 0.35° from the old hole's edge: GeographicLib says 38.7 km north.
    let shift = change.shift.expect("two boundaries");
    assert!((35_000.0..46_000.0).contains(&shift.max_m), "{}", shift.max_m);
}

#[test]
fn a_coordinate_more_on_a_straight_edge_counts_unless_there_is_a_tolerance() {
    let before = collection(&[square("a", 0.0, 0.0, 0.1)]);
    let more = json!([[[0, 0], [0.05, 0], [0.1, 0], [0.1, 0.1], [0, 0.1], [0, 0]]]);
    let after = collection(&[feature("a", &more)]);
    let change = compare(&before, &after, 0.0);
    assert_eq!(the_change(&change).vertices, Moves { moved: 0, added: 1, removed: 0 });
    assert_eq!(the_change(&change).net_m2(), Some(0.0));
    assert!(compare(&before, &after, 0.001).is_same());
    let moved = collection(&[square("a", 0.0, 0.0, 0.1001)]);
    assert!(!compare(&before, &moved, 15.0).is_same(), "moved by 15.7 m");
    assert!(compare(&before, &moved, 16.0).is_same(), "moved by 15.7 m");
}

/// A ring around a place, its vertices at so many thousandths of a degree.
fn star(radii: &[u32]) -> Value {
    let vertex = |(at, &radius): (usize, &u32)| {
        let angle = std::f64::consts::TAU * at as f64 / radii.len() as f64;
        let radius = f64::from(radius) / 1e3;
        json!([113.5 + radius * angle.cos(), 23.1 + radius * angle.sin()])
    };
    let mut ring: Vec<Value> = radii.iter().enumerate().map(vertex).collect();
    ring.push(ring[0].clone());
    json!([ring])
}

/// The most ground between the geodesics and the straight edges of an area here: the geodesic rises tan φ L² / 8R above the middle of
/// an edge along a parallel, and two thirds of that on average.
fn bulge_m2(project: &Project) -> f64 {
    let tan_by_12_radii = 23.2_f64.to_radians().tan() / (12.0 * 6_356_752.0);
    let positions = project.layers[0].data.shapes().positions();
    positions.windows(2).map(|edge| distance_m(edge[0], edge[1]).powi(3) * tan_by_12_radii).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_one_way_gains_the_other_loses(
        a in prop::collection::vec(1_u32..50, 3..12),
        b in prop::collection::vec(1_u32..50, 3..12),
    ) {
        let (a, b) = (collection(&[feature("a", &star(&a))]), collection(&[feature("a", &star(&b))]));
        let (there, back) = (compare(&a, &b, 0.0), compare(&b, &a, 0.0));
        let (there, back) = (&there.features[0], &back.features[0]);
        let close = |ours: Option<f64>, theirs: Option<f64>| {
            let (ours, theirs) = (ours.expect("measured"), theirs.expect("measured"));
            (ours - theirs).abs() <= 1e-6 * theirs.max(1e3)
        };
        prop_assert!(close(there.added_m2, back.removed_m2), "{:?} {:?}", there.added_m2, back.removed_m2);
        prop_assert!(close(there.removed_m2, back.added_m2), "{:?} {:?}", there.removed_m2, back.added_m2);
        let areas = there.area_b_m2.zip(there.area_a_m2).map(|(after, before)| after - before).expect("areas");
        // Where edges cross, the places have vertices on straight lines between longitudes and latitudes, not on geodesics.
        let between_m2 = bulge_m2(&a) + bulge_m2(&b);
        prop_assert!((there.net_m2().expect("measured") - areas).abs() <= between_m2 + 0.01, "{:?} {areas}", there.net_m2());
        let (moved, moved_back) = (there.shift.expect("moved"), back.shift.expect("moved"));
        prop_assert!((moved.max_m - moved_back.max_m).abs() <= 1e-3);
        prop_assert!((moved.mean_m - moved_back.mean_m).abs() <= 1e-6 * moved.mean_m);
        prop_assert_eq!(there.vertices.moved, back.vertices.moved);
        prop_assert_eq!(there.vertices.added, back.vertices.removed);
    }
}
