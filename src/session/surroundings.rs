//! Which of what stands around the map the user wants to see.
//! Must not know how wide a window is: what the user left open, the window decides.

use super::{ActiveTool, Session};

/// The bars and panels around the map, as the user wants them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Whether all of them are hidden.
    pub hidden: bool,
    /// Whether the layers are shown; none leaves it to the window's width.
    pub layers: Option<bool>,
    /// Whether the project's own card is shown while nothing is selected; none leaves it to the window's width.
    pub overview: Option<bool>,
}

impl Session {
    /// What stands around the map.
    #[must_use]
    pub fn surroundings(&self) -> Surroundings {
        self.workspace.surroundings
    }

    /// The tool in hand; a show has none but the first.
    #[must_use]
    pub fn active_tool(&self) -> ActiveTool {
        if self.show.is_some() { ActiveTool::default() } else { self.workspace.tool }
    }
}
