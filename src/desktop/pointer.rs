//! What the pointer does on the map, told to the session's tools: clicks, drags, the wheel, two fingers.
//! Must not know what comes of it.

use egui::{CursorIcon, Event, Key, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Response, Ui, Vec2};

use crate::session::{Action, Cursor, Held, PointerEvent, Session, Tools};

/// So many points of scrolling enlarge the map e times.
const SCROLL_E: f64 = 200.0;

/// What the pointer is in the middle of.
#[derive(Default)]
pub(super) struct Pointer {
    pub(super) tools: Tools,
    held: Held,
    /// Whether the last scrolling came from a wheel, which zooms, and not from two fingers, which pan.
    by_wheel: bool,
    drags: bool,
}

impl Pointer {
    /// The cursor that tells what a press would do.
    pub(super) fn icon(&self, session: &Session) -> Option<CursorIcon> {
        Some(match self.tools.cursor(self.held, session)? {
            Cursor::Grab => CursorIcon::Grab,
            Cursor::Grabbing => CursorIcon::Grabbing,
            Cursor::Crosshair => CursorIcon::Crosshair,
            Cursor::Pointing => CursorIcon::PointingHand,
        })
    }

    /// Turns what the pointer did in this frame into actions.
    pub(super) fn read(&mut self, ui: &Ui, response: &Response, session: &Session, actions: &mut Vec<Action>) {
        let (mut events, mut requests) = (Vec::new(), Vec::new());
        self.held = held(ui, response, session);
        self.events(ui, response, &mut events);
        for event in events {
            self.tools.take(event, self.held, session, &mut requests);
        }
        if !requests.is_empty() {
            // Time first, so that what follows happens at its time.
            actions.push(Action::Tick(ui.input(|input| input.time)));
            actions.append(&mut requests);
        }
    }

    fn events(&mut self, ui: &Ui, response: &Response, events: &mut Vec<PointerEvent>) {
        let on_map = |at: Pos2| -> [f32; 2] { (at - response.rect.min).into() };
        self.drag(ui, response, events);
        let over = response.hover_pos().map(on_map);
        if !response.dragged() && over.is_some() {
            events.push(PointerEvent::Move(ui.input(|input| input.pointer.delta()).into()));
        }
        if let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) {
            let again = response.double_clicked() || response.triple_clicked();
            events.push(PointerEvent::Click { at: on_map(at), again });
        }
        if let Some(at) = over {
            self.scroll(ui, at, events);
        }
        // What is dragged along with the pointer stays below it.
        if !response.dragged() || self.held.space {
            events.push(PointerEvent::Hover(over));
        }
    }

    fn drag(&mut self, ui: &Ui, response: &Response, events: &mut Vec<PointerEvent>) {
        let on_map = |at: Pos2| (at.clamp(response.rect.min, response.rect.max) - response.rect.min).into();
        let at = ui.input(|input| input.pointer.interact_pos()).map(on_map);
        if response.drag_started_by(PointerButton::Primary) {
            let from = ui.input(|input| input.pointer.press_origin());
            events.extend(from.map(|from| PointerEvent::Press((from - response.rect.min).into())));
        }
        if response.dragged() {
            events.push(PointerEvent::Drag { to: at, by: response.drag_delta().into() });
        } else if response.drag_stopped() {
            events.push(PointerEvent::Release { at });
        } else if self.drags {
            events.push(PointerEvent::Abandon);
        }
        self.drags = response.dragged();
    }

    fn scroll(&mut self, ui: &Ui, at: [f32; 2], events: &mut Vec<PointerEvent>) {
        let (scroll, pinch) = ui.input(|input| {
            for event in &input.events {
                if let Event::MouseWheel { unit, source, .. } = event {
                    self.by_wheel = match source {
                        MouseWheelSource::Wheel => true,
                        MouseWheelSource::Trackpad | MouseWheelSource::Momentum => false,
                        MouseWheelSource::Unknown => *unit != MouseWheelUnit::Point,
                    };
                }
            }
            (input.smooth_scroll_delta(), input.zoom_delta())
        });
        let mut factor = f64::from(pinch);
        if self.by_wheel {
            // With Shift held, a wheel scrolls sideways.
            factor *= (f64::from(scroll.y + scroll.x) / SCROLL_E).exp();
        } else if scroll != Vec2::ZERO {
            events.push(PointerEvent::Scroll(scroll.into()));
        }
        if (factor - 1.0).abs() > f64::EPSILON {
            events.push(PointerEvent::Magnify { factor, at });
        }
    }
}

/// The keys held over the map; on the stage every key is the presenter's.
fn held(ui: &Ui, response: &Response, session: &Session) -> Held {
    if session.show().is_some() || !(response.contains_pointer() || response.dragged()) {
        return Held::default();
    }
    let (space, shift) = ui.input(|input| (input.key_down(Key::Space), input.modifiers.shift_only()));
    let space = space && !ui.ctx().egui_wants_keyboard_input();
    let begins = response.drag_started_by(PointerButton::Primary) || !response.dragged();
    Held { space, shift: shift && begins && !space }
}
