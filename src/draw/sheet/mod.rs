//! A finished sheet for paper: the map in its frame, and around it title, legend, scale, notice and sources.
//! Must not know a painter, nor where the sheet is written to.

mod edge;
mod handout;
mod imprint;
mod key;
mod layout;
mod scale;
mod title;

pub use handout::HandOut;
pub use layout::PaperFormat;

use super::dots::{Dot, dots};
use super::graticule::Graticule;
use super::scaled;
use super::setter::Setter;
use super::words::Measure;
use super::{emphasis, fresh, ground, map_items, measure};
use crate::picture::{Picture, Sign};
use crate::project::Style;
use crate::session::{Action, Session, Viewpoint};
use layout::SheetLayout;

/// The sheet's points that a screen's point takes: one is 1/72 inch, the other 1/96.
const ON_PAPER: f32 = 72.0 / 96.0;

/// A sheet: what a session shows, in the frame of a paper format, at a round scale.
#[derive(Clone, Debug)]
pub struct Sheet {
    session: Session,
    format: PaperFormat,
    date: Option<String>,
}

impl Sheet {
    /// A sheet with the middle of the session's view in its middle, and everything that is in view on it, at the next round
    /// scale. It bears a date only when one is given.
    #[must_use]
    pub fn new(session: &Session, format: PaperFormat, date: Option<String>) -> Self {
        let mut session = session.framed(format.frame_size());
        let view = session.view();
        let (place, ratio) = (view.place(), scale::ratio(view.projector()));
        let points_per_world = place.points_per_world * ratio / scale::round_up(ratio);
        session.apply(Action::LookFrom(Viewpoint { points_per_world, ..place }));
        Self { session, format, date }
    }

    /// The session as the sheet shows it: its view is that of the map's frame.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The sheet as a picture, in points of 1/72 inch.
    #[must_use]
    pub fn picture(&self) -> Picture {
        let measure: Measure<'_> = &measure(self.session.lang());
        let (session, layout) = (&self.session, SheetLayout::new(self.format));
        let (projector, lang) = (*session.view().projector(), session.lang());
        let graticule = Graticule::new(&projector, lang);
        let screen = self.on_screen();
        let places = dots(&screen, Style::Place, usize::MAX);
        let mut setter = Setter::new(measure, layout.text_scale);
        edge::margins(&layout, &mut setter);
        setter.add_moved(self.over_map(&graticule, &screen, &places, measure), layout.corner());
        edge::frame(&layout, &graticule, &mut setter);
        title::title(session, &layout, &mut setter);
        key::key(session, &layout, &mut setter);
        scale::scale(session, self.format, &layout, &mut setter);
        imprint::imprint(session, (self.date.as_deref(), ground::is_seen(&screen)), &layout, &mut setter);
        Picture {
            size: layout.size,
            background: ground::background(&screen),
            corner: layout.corner(),
            projector,
            map: map_items(&screen, &places).into_iter().map(|item| scaled::item(item, ON_PAPER)).collect(),
            signs: setter.signs,
            lang,
        }
    }

    /// The session as a screen would show the map's frame, on which a point is not 1/72 but 1/96 inch: on paper lines and words
    /// are as large as there, so that as many have room.
    fn on_screen(&self) -> Session {
        let mut screen = self.session.framed(self.format.frame_size().map(|side| side / ON_PAPER));
        let place = self.session.view().place();
        let points_per_world = place.points_per_world / f64::from(ON_PAPER);
        screen.apply(Action::LookFrom(Viewpoint { points_per_world, ..place }));
        screen
    }

    /// The signs that stand over the map, from its own corner.
    fn over_map(&self, graticule: &Graticule, screen: &Session, places: &[Dot], measure: Measure<'_>) -> Vec<Sign> {
        let size = self.session.view().projector().size;
        let mut signs: Vec<Sign> = graticule.lines(size).collect();
        let (names, projector) = (fresh(screen, places, &[], measure), screen.view().projector());
        let labels = names.iter().flat_map(|name| name.labels(projector)).map(Sign::Label);
        let leaders = names.iter().flat_map(|name| name.leader(projector));
        signs.extend(labels.chain(leaders).map(|sign| scaled::sign(sign, ON_PAPER)));
        let inside = |place: super::board::ScreenRect| {
            place[0] >= 0.0 && place[1] >= 0.0 && place[2] <= size[0] && place[3] <= size[1]
        };
        if emphasis::mark_place(&self.session).is_some_and(inside) {
            emphasis::mark(&self.session, &mut signs);
        }
        signs
    }
}
