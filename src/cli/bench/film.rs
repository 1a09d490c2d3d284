//! A window's map, without the window, frame after frame.
//! Must not know what is timed.

use crate::draw::{LabelLayout, draw_with};
use crate::paint::raster;
use crate::picture::Picture;
use crate::project::Project;
use crate::session::{Action, Session, Settings};

/// Seconds from one frame to the next.
const FRAME_S: f64 = 1.0 / 60.0;

/// Settings with which nothing flies.
pub(super) fn still() -> Settings {
    Settings { reduced_motion: true, ..Settings::default() }
}

/// A map, and where its labels were in the last frame.
pub(super) struct Film {
    pub(super) session: Session,
    layout: LabelLayout,
    now_s: f64,
}

impl Film {
    /// A project on a map of a size in points.
    pub(super) fn new(project: Project, size: [f32; 2]) -> Self {
        Self::on(Session::new(project, still()), size)
    }

    /// The same of a session.
    pub(super) fn on(mut session: Session, size: [f32; 2]) -> Self {
        session.apply(Action::Resize(size));
        Self { session, layout: LabelLayout::default(), now_s: 0.0 }
    }

    /// What the next frame shows.
    pub(super) fn frame(&mut self) -> Picture {
        self.now_s += FRAME_S;
        draw_with(&self.session, &mut self.layout, self.now_s)
    }

    /// Makes the levels of detail that the next frame needs, as a window does in the background.
    pub(super) fn prepare(&mut self) {
        raster::prepare(&draw_with(&self.session, &mut self.layout, self.now_s), 1.0);
    }
}
