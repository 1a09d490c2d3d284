//! What a user wants in every session, as it is remembered between them.
//! Must not know where it is kept.

use serde::{Deserialize, Serialize};

use crate::i18n::Lang;
use crate::picture::Theme;

/// The user's settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Settings {
    /// The language.
    pub lang: Lang,
    /// The theme.
    pub theme: Theme,
    /// Whether to move at once instead of flying.
    pub reduced_motion: bool,
    /// Whether meridians and parallels are drawn.
    pub graticule: bool,
    /// Whether it is drawn how far each segment may be off.
    pub uncertainty: bool,
    /// Whether the land of the world is drawn beneath the map.
    pub ground: bool,
}

impl Default for Settings {
    fn default() -> Self {
        let (lang, theme) = (Lang::default(), Theme::default());
        Self { lang, theme, reduced_motion: false, graticule: false, uncertainty: false, ground: true }
    }
}

/// A part of the card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tab {
    /// The policy focus.
    #[default]
    Focus,
    /// The measures, by how they are tied.
    Measures,
    /// The boundary segments.
    Boundary,
    /// The area by every method.
    Areas,
    /// What the file says of it.
    Attributes,
}

impl Tab {
    /// All tabs, in order.
    pub const ALL: [Self; 5] = [Self::Focus, Self::Measures, Self::Boundary, Self::Areas, Self::Attributes];

    /// Short name; `tab.ID` is its key in the locale files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Focus => "focus",
            Self::Measures => "measures",
            Self::Boundary => "limits",
            Self::Areas => "areas",
            Self::Attributes => "attributes",
        }
    }
}

/// Nothing opened, with the usual settings.
impl Default for super::Session {
    fn default() -> Self {
        Self::new(crate::project::Project::default(), Settings::default())
    }
}
