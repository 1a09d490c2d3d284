//! A hand at the window that has only a mouse, or only a keyboard, and whose steps are counted.
//! Must not reach what a user cannot: it presses at places of the screen, and keys.

use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, OutputCommand, PointerButton, Pos2, Rect, Vec2, ViewportCommand};
use zonemap::desktop::App;
use zonemap::geometry::LonLat;
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};

/// What is on the screen.
const SCREEN: Rect = Rect { min: Pos2::ZERO, max: Pos2::new(1280.0, 800.0) };

pub(crate) struct Hand {
    pub(crate) harness: Box<Harness<'static, App>>,
    /// Presses of the mouse, keys, and words typed so far: each is a step.
    pub(crate) steps: usize,
    clipboard: String,
}

impl Hand {
    pub(crate) fn at(mut harness: Harness<'static, App>) -> Self {
        harness.set_size(SCREEN.size());
        harness.run();
        Self { harness: Box::new(harness), steps: 0, clipboard: String::new() }
    }

    /// Lets some frames go by; what is copied is on the clipboard, what is asked of it comes.
    pub(crate) fn wait(&mut self) {
        for _ in 0..8 {
            self.harness.step();
            let output = self.harness.output();
            let asks = output.viewport_output.values().flat_map(|viewport| &viewport.commands);
            let is_asked = asks.into_iter().any(|command| matches!(command, ViewportCommand::RequestPaste));
            let copied = output.platform_output.commands.iter().find_map(|command| match command {
                OutputCommand::CopyText(text) => Some(text.clone()),
                OutputCommand::CopyImage(_) | OutputCommand::OpenUrl(_) | OutputCommand::TextSelectionSettled(_) => {
                    None
                }
            });
            self.clipboard = copied.unwrap_or(std::mem::take(&mut self.clipboard));
            if is_asked {
                self.harness.event(Event::Paste(self.clipboard.clone()));
            }
        }
    }

    /// Waits until something is so.
    pub(crate) fn until(&mut self, what: &str, is_so: impl Fn(&Harness<'_, App>) -> bool) {
        let began = Instant::now();
        while began.elapsed() < Duration::from_mins(1) {
            self.wait();
            if is_so(&self.harness) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let all = self.harness.query_all_by(|node| node.label().is_some());
        let all: Vec<String> = all.filter_map(|node| node.accesskit_node().label()).collect();
        panic!("it never came to this: {what}; there is {all:?}");
    }

    fn press_at(&mut self, pos: Pos2, button: PointerButton) {
        assert!(SCREEN.contains(pos), "{pos} is off the screen");
        self.harness.event(Event::PointerMoved(pos));
        self.wait();
        for pressed in [true, false] {
            self.harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        }
        self.steps += 1;
        self.wait();
    }

    /// Where something is that is called so, or else begins so: the highest of those on the screen.
    pub(crate) fn place(&self, label: &str) -> Rect {
        let mut all = self.places(label);
        all.sort_by(|a, b| a.top().total_cmp(&b.top()));
        *all.first().unwrap_or_else(|| panic!("{label:?} is not on the screen"))
    }

    fn places(&self, label: &str) -> Vec<Rect> {
        let of = |is: &dyn Fn(&str) -> bool| -> Vec<Rect> {
            let all = self.harness.query_all_by(|node| node.label().is_some_and(|found| is(&found)));
            all.map(|node| node.rect()).filter(|rect| rect.is_positive() && SCREEN.contains(rect.center())).collect()
        };
        let exact = of(&|found| found == label);
        if exact.is_empty() { of(&|found| found.starts_with(label)) } else { exact }
    }

    /// Presses the lowest that is called so: a dialog lies below the bar.
    pub(crate) fn click_lowest(&mut self, label: &str) {
        let all = self.places(label);
        let lowest = all.iter().max_by(|a, b| a.top().total_cmp(&b.top())).expect(label);
        self.press_at(lowest.center(), PointerButton::Primary);
    }

    pub(crate) fn click(&mut self, label: &str) {
        let place = self.place(label).center();
        self.press_at(place, PointerButton::Primary);
    }

    pub(crate) fn right_click(&mut self, label: &str) {
        let place = self.place(label).center();
        self.press_at(place, PointerButton::Secondary);
    }

    /// Presses at a part of something, from 0 at its left to 1 at its right.
    pub(crate) fn click_in(&mut self, place: Rect, along: f32) {
        self.press_at(Pos2::new(place.left() + along * place.width(), place.center().y), PointerButton::Primary);
    }

    /// Where a position is on the screen.
    pub(crate) fn on_map(&self, at: LonLat) -> Pos2 {
        let map = self.harness.get_by_role(egui::Role::Image).rect();
        map.min + Vec2::from(self.harness.state().session().view().projector().screen_from_lonlat(at))
    }

    pub(crate) fn right_click_at(&mut self, pos: Pos2) {
        self.press_at(pos, PointerButton::Secondary);
    }

    pub(crate) fn key(&mut self, modifiers: Modifiers, key: Key) {
        for pressed in [true, false] {
            self.harness.event(Event::Key { key, physical_key: None, pressed, repeat: false, modifiers });
            self.wait();
        }
        self.steps += 1;
    }

    pub(crate) fn keys(&mut self, keys: &[Key]) {
        for key in keys {
            self.key(Modifiers::NONE, *key);
        }
    }

    /// Presses a key until what has the focus begins with a label.
    pub(crate) fn until_focus(&mut self, key: Key, label: &str) {
        for _ in 0..40 {
            if self.focused().starts_with(label) {
                return;
            }
            self.key(Modifiers::NONE, key);
        }
        panic!("{label:?} never had the focus; last was {:?}", self.focused());
    }

    /// The label of what has the focus.
    pub(crate) fn focused(&self) -> String {
        let found = self.harness.query_all_by(|node| node.is_focused() && node.label().is_some()).next();
        found.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    pub(crate) fn write(&mut self, words: &str) {
        self.harness.event(Event::Text(words.to_owned()));
        self.steps += 1;
        self.wait();
    }

    /// The key that pastes.
    pub(crate) fn paste(&mut self) {
        self.harness.event(Event::Paste(self.clipboard.clone()));
        self.steps += 1;
        self.wait();
    }

    /// Something was copied elsewhere.
    pub(crate) fn copy(&mut self, text: &str) {
        text.clone_into(&mut self.clipboard);
    }

    pub(crate) fn clipboard(&self) -> &str {
        &self.clipboard
    }

    pub(crate) fn sees(&self, words: &str) -> bool {
        let has = |text: Option<String>| text.is_some_and(|text| text.contains(words));
        let all = self.harness.query_all_by(|node| has(node.label()) || has(node.value()));
        all.map(|node| node.rect()).any(|rect| rect.is_positive() && SCREEN.contains(rect.center()))
    }
}
