//! What the tools of the map ask for, without a window.
//! Must not know who moves the pointer.

use zonemap::session::{Action, Cursor, Held, PointerEvent, Session, Settings, TOOLS, Tools};

use crate::common::builtin;

const SHIFT: Held = Held { space: false, shift: true };
const SPACE: Held = Held { space: true, shift: false };
const NONE: Held = Held { space: false, shift: false };

struct Hand {
    session: Session,
    tools: Tools,
}

impl Hand {
    fn new() -> Self {
        let mut session = Session::new(builtin(), Settings { reduced_motion: true, ..Settings::default() });
        session.apply(Action::Resize([1000.0, 800.0]));
        Self { session, tools: Tools::default() }
    }

    /// What is asked for, and done.
    fn does(&mut self, held: Held, events: &[PointerEvent]) -> Vec<Action> {
        let mut actions = Vec::new();
        for event in events {
            self.tools.take(*event, held, &self.session, &mut actions);
        }
        for request in &actions {
            self.session.apply(request.clone());
        }
        actions
    }
}

fn drag(to: [f32; 2], by: [f32; 2]) -> PointerEvent {
    PointerEvent::Drag { to: Some(to), by }
}

#[test]
fn a_drag_pans_and_one_with_shift_draws_a_box() {
    let mut hand = Hand::new();
    let (press, drag, release) =
        (PointerEvent::Press([10.0, 10.0]), drag([60.0, 50.0], [50.0, 40.0]), PointerEvent::Release { at: None });
    assert_eq!(hand.does(NONE, &[press, drag]), [Action::Pan([50.0, 40.0])]);
    assert_eq!(hand.tools.cursor(NONE, &hand.session), Some(Cursor::Grabbing));
    assert_eq!(hand.does(NONE, &[release]), []);
    assert_eq!(hand.tools.cursor(SHIFT, &hand.session), Some(Cursor::Crosshair));
    // Shift may be let go once the box is begun.
    assert_eq!((hand.does(SHIFT, &[press]), hand.does(NONE, &[drag, PointerEvent::Hover(None)])), (vec![], vec![]));
    assert_eq!(hand.tools.sketch().len(), 2, "its fill and its outline");
    assert_eq!(hand.does(NONE, &[release]), [Action::ZoomBox([10.0, 10.0], [60.0, 50.0])]);
    assert!(hand.tools.sketch().is_empty());
}

#[test]
fn a_box_that_is_abandoned_is_gone_and_the_pointer_free_again() {
    let mut hand = Hand::new();
    let begun = [PointerEvent::Press([1.0, 1.0]), drag([9.0, 9.0], [8.0, 8.0]), PointerEvent::Abandon];
    assert_eq!(hand.does(SHIFT, &begun), []);
    assert!(hand.tools.sketch().is_empty());
    assert_eq!(hand.does(NONE, &[drag([9.0, 9.0], [1.0, 0.0])]), [Action::Pan([1.0, 0.0])]);
}

#[test]
fn space_moves_the_map_without_a_press_and_two_fingers_and_a_wheel_do() {
    let mut hand = Hand::new();
    let (at, factor) = ([5.0, 5.0], 2.0);
    let moved = [PointerEvent::Move([3.0, 0.0]), PointerEvent::Move([0.0, 0.0])];
    assert_eq!(hand.does(NONE, &moved), []);
    assert_eq!(hand.does(SPACE, &moved), [Action::Pan([3.0, 0.0])]);
    assert_eq!(hand.tools.cursor(SPACE, &hand.session), Some(Cursor::Grab));
    assert_eq!(hand.does(NONE, &[PointerEvent::Scroll([0.0, 7.0])]), [Action::Pan([0.0, 7.0])]);
    assert_eq!(hand.does(NONE, &[PointerEvent::Magnify { factor, at }]), [Action::Zoom { factor, at }]);
}

#[test]
fn clicks_ask_and_what_is_below_the_pointer_is_told_once() {
    let mut hand = Hand::new();
    let at = [500.0, 400.0];
    assert_eq!(hand.does(NONE, &[PointerEvent::Click { at, again: false }]), [Action::Click(at)]);
    assert_eq!(hand.does(NONE, &[PointerEvent::Hover(Some(at)); 2]), [Action::Hover(Some(at))]);
    assert!(hand.session.hovered().is_some());
    assert_eq!(hand.tools.cursor(NONE, &hand.session), Some(Cursor::Pointing));
    let again = hand.does(NONE, &[PointerEvent::Click { at, again: true }]);
    assert_eq!(again, [Action::Zoom { factor: 2.0, at }]);
    assert_eq!(hand.does(NONE, &[PointerEvent::Hover(Some(at))]), [Action::Hover(Some(at))], "the map has moved");
}

#[test]
fn every_tool_answers_to_something_that_no_other_does() {
    let gestures: Vec<_> = TOOLS.iter().flat_map(|row| row.gestures).collect();
    assert!(TOOLS.iter().all(|row| !row.gestures.is_empty()));
    assert!(gestures.iter().enumerate().all(|(at, gesture)| !gestures[..at].contains(gesture)));
}
