//! What is typed faster than frames are made, in turn: a key that opens, closes or leads on is the last of its frame, so that what follows goes where it leads.
//! A tap is two frames long at least: what is dragged, such as a slider, looks where the pointer is while it is down.
//! Must not know what is asked for by any key.

use std::collections::BTreeSet;

use egui::{Context, Event, Key, Plugin, RawInput, ViewportId};

use super::command::COMMANDS;

/// What was typed and waits for its frame.
#[derive(Debug, Default)]
pub(super) struct InTurn {
    waiting: Vec<Event>,
    /// The keys that are held down: one that repeats itself is no other press.
    down: BTreeSet<Key>,
}

impl Plugin for InTurn {
    fn debug_name(&self) -> &'static str {
        "in turn"
    }

    fn input_hook(&mut self, context: &Context, input: &mut RawInput) {
        if input.viewport_id != ViewportId::ROOT {
            return;
        }
        let mut events = std::mem::take(&mut self.waiting);
        events.append(&mut input.events);
        if !input.focused {
            self.down.clear();
        }
        let end = self.end(&events);
        if end < events.len() {
            self.waiting = events.split_off(end);
            context.request_repaint();
        }
        input.events = events;
    }
}

impl InTurn {
    /// How many of the events are for this frame.
    fn end(&mut self, events: &[Event]) -> usize {
        for (at, event) in events.iter().enumerate() {
            if is_end_of_tap(event, &events[..at]) {
                return at;
            }
            let &Event::Key { key, pressed, modifiers, .. } = event else { continue };
            if !pressed {
                self.down.remove(&key);
                continue;
            }
            let is_typed = |event: &Event| matches!(event, Event::Text(_) | Event::Paste(_) | Event::Ime(_));
            let leads_on = !self.down.contains(&key)
                && (matches!(key, Key::Enter | Key::Tab | Key::Escape)
                    || COMMANDS.iter().any(|row| {
                        row.command.takes_the_keyboard()
                            && row
                                .shortcuts
                                .iter()
                                .any(|keys| keys.logical_key == key && modifiers.matches_logically(keys.modifiers))
                    }));
            if leads_on && events[..at].iter().any(is_typed) {
                // What was typed counts before what is done with it.
                return at;
            }
            self.down.insert(key);
            if leads_on {
                // A letter comes as a key and as text.
                return at + 1 + usize::from(events.get(at + 1).is_some_and(is_typed));
            }
        }
        events.len()
    }
}

/// Whether a button of the pointer is let go that was pressed in the same frame.
fn is_end_of_tap(event: &Event, before: &[Event]) -> bool {
    let &Event::PointerButton { button: released, pressed: false, .. } = event else { return false };
    let is_press =
        |event: &Event| matches!(event, &Event::PointerButton { button, pressed: true, .. } if button == released);
    before.iter().any(is_press)
}
