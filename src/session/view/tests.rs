//! Flights, and what ends them.
//! Must not know what is in view.

use super::{MapView, Viewpoint};
use crate::geometry::Extent;

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
