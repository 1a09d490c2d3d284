//! Tools: what the pointer and the keys held with it make of the map, one row each. Each says what it actions done, and what is to be
//! drawn over the map meanwhile.
//! Must not know a window, nor change anything: a session changes by actions alone.

mod box_zoom;
mod pan;
mod select;

use super::{Action, Session};
use crate::picture::Sign;

/// Something that the pointer does on the map. Points are from the map's top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PointerEvent {
    /// The main button was pressed here, and a drag begins.
    Press([f32; 2]),
    /// A drag, by any button, has come to a point of the map.
    Drag {
        /// The point; none where the system does not tell.
        to: Option<[f32; 2]>,
        /// By how much since the last time.
        by: [f32; 2],
    },
    /// A drag ended.
    Release {
        /// Where; none where the system does not tell.
        at: Option<[f32; 2]>,
    },
    /// A drag came to nothing.
    Abandon,
    /// The pointer moved by so much over the map, without a drag.
    Move([f32; 2]),
    /// A click.
    Click {
        /// Where.
        at: [f32; 2],
        /// Whether it follows another at once.
        again: bool,
    },
    /// Two fingers moved what is below them by so much.
    Scroll([f32; 2]),
    /// A wheel, or two fingers apart.
    Magnify {
        /// How many times.
        factor: f64,
        /// Where.
        at: [f32; 2],
    },
    /// The pointer rests or moves over a point, or over none.
    Hover(Option<[f32; 2]>),
}

/// The keys held with the pointer over the map, as far as tools know them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Space.
    pub space: bool,
    /// Shift alone, where a drag may yet begin.
    pub shift: bool,
}

/// What a drag by the main button does while no key is held: one at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActiveTool {
    /// It moves the map, and a click selects.
    #[default]
    Select,
    /// It draws a box to zoom to.
    BoxZoom,
}

/// How the pointer looks, to tell what a press would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// A press grabs the map.
    Grab,
    /// The map is grabbed.
    Grabbing,
    /// A press begins to draw.
    Crosshair,
    /// A press asks about something.
    Pointing,
}

/// What a pointer does on the map.
pub trait Tool {
    /// Takes in what happened, and adds what it actions done. Returns whether no other tool may have the event. Who takes a press
    /// has the pointer to itself until the drag is over.
    fn take(&mut self, event: PointerEvent, held: Held, session: &Session, actions: &mut Vec<Action>) -> bool;

    /// What is drawn over the map meanwhile.
    fn sketch(&self) -> Vec<Sign> {
        Vec::new()
    }

    /// How the pointer looks.
    fn cursor(&self, held: Held, session: &Session) -> Option<Cursor>;
}

/// A tool of the map.
pub struct ToolRow {
    /// What it answers to; `gesture.ID` is the key of each in the locale files.
    pub gestures: &'static [&'static str],
    make: fn() -> Box<dyn Tool>,
}

fn new<T: Tool + Default + 'static>() -> Box<dyn Tool> {
    Box::<T>::default()
}

/// Every tool, in the order in which they are asked, and of the help.
pub const TOOLS: &[ToolRow] = &[
    ToolRow { gestures: &["drag", "wheel", "two-fingers"], make: new::<pan::Pan> },
    ToolRow { gestures: &["box"], make: new::<box_zoom::BoxZoom> },
    ToolRow { gestures: &["double-click", "click"], make: new::<select::Select> },
];

/// The tools in a hand.
pub struct Tools {
    tools: Vec<Box<dyn Tool>>,
    /// The place of the one that has the pointer to itself.
    captor: Option<usize>,
}

impl Default for Tools {
    fn default() -> Self {
        Self { tools: TOOLS.iter().map(|row| (row.make)()).collect(), captor: None }
    }
}

impl Tools {
    /// Hands on what happened; what the tools ask for is added.
    pub fn take(&mut self, event: PointerEvent, held: Held, session: &Session, actions: &mut Vec<Action>) {
        let captor = self.captor.filter(|_| event.is_of_drag());
        if matches!(event, PointerEvent::Release { .. } | PointerEvent::Abandon) {
            self.captor = None;
        }
        if let Some(captor) = captor {
            self.tools[captor].take(event, held, session, actions);
        } else if let Some(taker) = self.tools.iter_mut().position(|tool| tool.take(event, held, session, actions)) {
            self.captor = self.captor.or_else(|| matches!(event, PointerEvent::Press(_)).then_some(taker));
        }
    }

    /// What is drawn over the map.
    #[must_use]
    pub fn sketch(&self) -> Vec<Sign> {
        self.tools.iter().flat_map(|tool| tool.sketch()).collect()
    }

    /// How the pointer looks.
    #[must_use]
    pub fn cursor(&self, held: Held, session: &Session) -> Option<Cursor> {
        let captor = self.captor.map(|captor| &self.tools[captor]);
        captor.into_iter().chain(&self.tools).find_map(|tool| tool.cursor(held, session))
    }
}

impl PointerEvent {
    /// Whether it is a tool's alone that has the pointer to itself.
    fn is_of_drag(self) -> bool {
        match self {
            Self::Press(_)
            | Self::Drag { .. }
            | Self::Release { .. }
            | Self::Abandon
            | Self::Move(_)
            | Self::Hover(_) => true,
            Self::Click { .. } | Self::Scroll(_) | Self::Magnify { .. } => false,
        }
    }
}
