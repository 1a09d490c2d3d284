//! What a user can do, and the one function that does it.
//! Must not know which widget or key asked.

use super::Session;
use crate::i18n::Lang;
use crate::project::FeatureId;

/// Something the user did. Points are from the map's top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// The map has this width and height in points.
    Resize([f32; 2]),
    /// Move what is in view by so many points.
    Pan([f32; 2]),
    /// Enlarge around a point.
    Zoom {
        /// How many times.
        factor: f64,
        /// What stays in place.
        at: [f32; 2],
    },
    /// Enlarge around the middle.
    ZoomMiddle {
        /// How many times.
        factor: f64,
    },
    /// Show everything.
    Fit,
    /// Ask what is at a point; again at the same point, what is below it.
    Click([f32; 2]),
    /// Select a feature, or nothing.
    Select(Option<FeatureId>),
    /// Speak another language.
    Speak(Lang),
}

impl Session {
    /// Does it. The only way a session changes.
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::Resize(size) => self.view.resize(size),
            Action::Pan(by) => self.view.pan(by),
            Action::Zoom { factor, at } => self.view.zoom(factor, at),
            Action::ZoomMiddle { factor } => self.view.zoom_middle(factor),
            Action::Fit => self.view.fit(),
            Action::Click(point) => self.click(point),
            Action::Select(feature) => self.select(feature),
            Action::Speak(lang) => self.lang = lang,
        }
    }
}
