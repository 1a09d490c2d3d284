//! Flights, and what ends them.
//! Must not know what is in view.

use super::{MapView, Viewpoint};
use crate::geometry::{Extent, LonLat};

const HOME: Extent = Extent { west: 113.0, south: 22.0, east: 114.5, north: 23.5 };
const AIM: Extent = Extent { west: 113.4, south: 23.0, east: 113.5, north: 23.1 };

fn view(reduced_motion: bool) -> MapView {
    let mut view = MapView::new(HOME, HOME, reduced_motion);
    view.resize([800.0, 600.0]);
    view.tick(10.0);
    view
}

fn target() -> Viewpoint {
    let mut view = view(true);
    view.fly_to(AIM);
    view.place()
}

#[test]
fn a_flight_ends_exactly_on_its_target_and_reduced_motion_is_there_at_once() {
    let mut view = view(false);
    view.fly_to(AIM);
    let mut frames = 0;
    while view.is_flying() {
        frames += 1;
        view.tick(10.0 + f64::from(frames) / 60.0);
    }
    assert_eq!(view.place(), target());
    assert!((15..=73).contains(&frames), "{frames} frames");
}

#[test]
fn a_move_by_hand_or_reduced_motion_ends_a_flight() {
    let midway = || {
        let mut view = view(false);
        view.fly_to(AIM);
        view.tick(10.2);
        assert!(view.is_flying());
        view
    };
    let mut panned = midway();
    let scale = panned.place().points_per_world;
    panned.pan([5.0, 5.0]);
    panned.tick(10.4);
    assert!(!panned.is_flying());
    assert!((panned.place().points_per_world / scale - 1.0).abs() < 1e-12, "it stays where it was caught");
    let mut zoomed = midway();
    zoomed.zoom_middle(2.0);
    assert!(!zoomed.is_flying());
    let mut still = midway();
    still.set_reduced_motion(true);
    assert!(!still.is_flying() && still.place() == target());
}

#[test]
fn a_flight_caught_by_another_goes_on_from_where_it_is() {
    let mut view = view(false);
    view.fly_to(AIM);
    view.tick(10.2);
    let caught = view.place();
    view.fit();
    view.tick(10.2);
    let off = [0, 1].map(|axis: usize| (view.place().center[axis] - caught.center[axis]).abs());
    assert!(off[0] < 1e-9 && off[1] < 1e-9);
    assert!((view.place().points_per_world / caught.points_per_world - 1.0).abs() < 1e-9);
}

/// What of the sheet a box takes: its left, its right, and how far its middle is from the sheet's, in points.
fn across(view: &MapView, extent: Extent) -> [f32; 3] {
    let at = |lon| view.projector().screen_from_lonlat(LonLat { lon, lat: extent.south })[0];
    let [left, right] = [at(extent.west), at(extent.east)];
    [left, right, f32::midpoint(left, right) - view.projector().size[0] / 2.0]
}

fn is_same(a: [f32; 3], b: [f32; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.01)
}

#[test]
fn what_is_fitted_stays_out_of_the_strip_that_is_covered_and_no_farther_from_the_middle_than_that() {
    let wide = Extent { west: 113.0, south: 22.9, east: 114.5, north: 23.1 };
    let square = Extent { west: 113.0, south: 22.0, east: 114.3, north: 23.2 };
    let high = Extent { west: 113.4, south: 22.0, east: 113.9, north: 23.5 };
    for (home, is_moved) in [(wide, true), (square, false), (high, false)] {
        let mut view = MapView::new(home, home, true);
        view.resize([800.0, 600.0]);
        let before = across(&view, home);
        view.cover(60.0);
        let [left, right, off] = across(&view, home);
        assert!(left >= 67.9 && right <= 753.0, "{left} to {right}");
        assert_eq!(off > 0.5, is_moved, "{off}");
        assert!(is_moved || (before[0] - left).abs() < 0.01, "it stays where it was");
        view.pan([50.0, 0.0]);
        view.fit();
        view.tick(11.0);
        assert!(is_same(across(&view, home), [left, right, off]), "the same by key");
        view.cover(0.0);
        assert!(is_same(across(&view, home), before));
    }
    // Just narrower and just wider than what is free: no jump from one to the other.
    let mut offs = Vec::new();
    for step in 0..200 {
        let home = Extent { west: 113.0, south: 22.0, east: 113.8 + 0.005 * f64::from(step), north: 23.0 };
        let mut view = MapView::new(home, home, true);
        view.resize([800.0, 600.0]);
        view.cover(60.0);
        offs.push(across(&view, home)[2]);
    }
    assert!(offs.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 4.0), "{offs:?}");
    assert!(offs[0].abs() < 0.5 && offs[199] > 5.0, "{offs:?}");
}

#[test]
fn where_there_is_nothing_the_world_is_shown() {
    let mut view = MapView::new(Extent::EMPTY, Extent::EMPTY, true);
    view.resize([800.0, 600.0]);
    let [left, right, _] = across(&view, super::WORLD);
    assert!(left >= 0.0 && right <= 800.0 && right - left > 600.0, "{left} to {right}");
    view.pan([100.0, 0.0]);
    view.fit();
    assert!(is_same(across(&view, super::WORLD), [left, right, 0.0]));
}
