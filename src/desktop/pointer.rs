//! What the pointer does on the map: clicks, drags, the wheel, two fingers, and a box drawn with Shift.
//! Must not change anything itself.

use egui::{CursorIcon, Event, Key, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Response, Ui, Vec2};

use crate::picture::Projector;
use crate::session::{Action, Session};

/// So many points of scrolling enlarge the map e times.
const SCROLL_E: f64 = 200.0;
/// How many times a double click enlarges.
const DOUBLE_CLICK: f64 = 2.0;

/// What the pointer is in the middle of.
#[derive(Default)]
pub(super) struct Pointer {
    /// The two corners of the box being drawn, on the map.
    drawn: Option<[[f32; 2]; 2]>,
    /// Where the pointer was last told to be, and what was in view then.
    told: Option<([f32; 2], Projector)>,
    /// Whether the last scrolling came from a wheel, which zooms, and not from two fingers, which pan.
    by_wheel: bool,
    hand: Hand,
}

/// What a press does, or is doing.
#[derive(Clone, Copy, Default, PartialEq)]
enum Hand {
    /// A click asks, a drag pans.
    #[default]
    Free,
    /// It is panning.
    Grabbing,
    /// Space is held: it pans without a press.
    Space,
    /// Shift is held: a drag draws a box.
    Shift,
}

impl Pointer {
    /// The corners of the box being drawn.
    pub(super) fn drawn_box(&self) -> Option<[[f32; 2]; 2]> {
        self.drawn
    }

    /// The cursor that tells what a press would do.
    pub(super) fn icon(&self, session: &Session) -> Option<CursorIcon> {
        Some(match self {
            Self { drawn: Some(_), .. } | Self { hand: Hand::Shift, .. } => CursorIcon::Crosshair,
            Self { hand: Hand::Grabbing, .. } => CursorIcon::Grabbing,
            Self { hand: Hand::Space, .. } => CursorIcon::Grab,
            _ if session.hovered().is_some() => CursorIcon::PointingHand,
            _ => return None,
        })
    }

    /// Turns what the pointer did in this frame into actions.
    pub(super) fn read(&mut self, ui: &Ui, response: &Response, session: &Session, actions: &mut Vec<Action>) {
        let on_map = |at: Pos2| -> [f32; 2] { (at - response.rect.min).into() };
        let over = response.contains_pointer() || response.dragged();
        // On the stage every key is the presenter's.
        let typing = ui.ctx().egui_wants_keyboard_input() || session.show().is_some();
        let (space, shift) = ui.input(|input| (input.key_down(Key::Space), input.modifiers.shift_only()));
        let starts = response.drag_started_by(PointerButton::Primary);
        self.hand = if over && space && !typing {
            Hand::Space
        } else if over && shift && session.show().is_none() && (starts || !response.dragged()) {
            Hand::Shift
        } else if response.dragged() {
            Hand::Grabbing
        } else {
            Hand::Free
        };
        let before = actions.len();
        self.drag(ui, response, on_map, actions);
        if let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) {
            // The second of two quick clicks zooms; it does not step down as a slow second click does.
            let again = response.double_clicked() || response.triple_clicked();
            let at = on_map(at);
            actions.push(if again { Action::Zoom { factor: DOUBLE_CLICK, at } } else { Action::Click(at) });
        }
        if let Some(at) = response.hover_pos() {
            self.scroll(ui, on_map(at), actions);
        }
        self.hover(response.hover_pos().map(on_map), session, actions);
        if actions.len() > before {
            // Time first, so that what follows happens at its time.
            actions.insert(before, Action::Tick(ui.input(|input| input.time)));
        }
    }

    fn drag(&mut self, ui: &Ui, response: &Response, on_map: impl Fn(Pos2) -> [f32; 2], actions: &mut Vec<Action>) {
        let moved = ui.input(|input| input.pointer.delta());
        if response.drag_started_by(PointerButton::Primary) && self.hand == Hand::Shift {
            let from = ui.input(|input| input.pointer.press_origin());
            self.drawn = from.map(|at| [on_map(at); 2]);
        }
        if let (Some(corners), Some(at)) = (&mut self.drawn, ui.input(|input| input.pointer.interact_pos())) {
            corners[1] = on_map(at.clamp(response.rect.min, response.rect.max));
        }
        if response.drag_stopped() {
            if let Some([a, b]) = self.drawn.take() {
                actions.push(Action::ZoomBox(a, b));
            }
            return;
        }
        if !response.dragged() && self.drawn.is_some() {
            self.drawn = None;
        }
        // A pointer held still drags nothing, and must not keep the window repainting.
        let by = if response.dragged() {
            response.drag_delta()
        } else if self.hand == Hand::Space && response.hovered() {
            moved
        } else {
            Vec2::ZERO
        };
        if by != Vec2::ZERO && self.drawn.is_none() {
            actions.push(Action::Pan(by.into()));
        }
    }

    fn scroll(&mut self, ui: &Ui, at: [f32; 2], actions: &mut Vec<Action>) {
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
            actions.push(Action::Pan(scroll.into()));
        }
        if (factor - 1.0).abs() > f64::EPSILON {
            actions.push(Action::Zoom { factor, at });
        }
    }

    /// Tells where the pointer is when it is elsewhere, or something else is under it.
    fn hover(&mut self, at: Option<[f32; 2]>, session: &Session, actions: &mut Vec<Action>) {
        if self.hand == Hand::Grabbing || self.drawn.is_some() || session.view().is_flying() {
            return;
        }
        let now = at.map(|at| (at, *session.view().projector()));
        if now != self.told {
            self.told = now;
            actions.push(Action::Hover(at));
        }
    }
}
