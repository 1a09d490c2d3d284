//! Where the bars and panels stand around the map: all of them, fewer in a narrow window, none where they are hidden.
//! Must not know what is in them.

use egui::{CentralPanel, Frame, Panel, Rect, Ui, UiBuilder};

use super::{App, CARD, LAYERS, NARROW, STATUS, TOP};
use crate::desktop::focus::{self, Region};
use crate::desktop::panels::{PanelContext, card};
use crate::session::{self, Selection, Session};

/// A window narrower than this has one panel beside the map at a time.
const ONE_PANEL: f32 = 800.0;
/// A card is at least so wide, where the window is.
const LEAST_CARD: f32 = 256.0;

/// Where something stands, and where it is cut off.
type Place = (Region, Rect, Rect);

/// What stands where.
pub(super) struct Places {
    around: Vec<Place>,
    pub(super) map: Rect,
    /// Whether the layers are shown.
    pub(super) layers: bool,
    /// Whether the project's own card is folded, so that something over the map has to unfold it.
    pub(super) folded: bool,
}

/// What the card is about: whenever that changes, the card has been asked for.
pub(super) type CardSubject = (Selection, session::Panel, Option<usize>, Option<bool>);

/// What is to stand beside the map.
struct Wanted {
    layers: bool,
    card: bool,
    folded: bool,
}

impl Wanted {
    fn of(session: &Session, width: f32) -> Self {
        let surroundings = session.surroundings();
        let wide = width >= NARROW;
        let layers = !surroundings.hidden && surroundings.layers.unwrap_or(wide);
        // The project's own card may be folded; that of a selection stands there while there is one.
        let folded = session.panel() == session::Panel::Card
            && !surroundings.overview.unwrap_or(wide)
            && !card::is_about_something(session);
        let alone = layers && width < ONE_PANEL;
        Self { layers, card: !surroundings.hidden && !folded && !alone, folded: folded && !alone }
    }
}

impl App {
    /// Where there is room for one panel only, the card that was asked for takes the place of the layers.
    pub(super) fn keep_one_panel(&mut self, width: f32) {
        let session = &self.session;
        let finding = session.checks().current().map(|(at, _)| at);
        let subject = (session.selection(), session.panel(), finding, session.surroundings().overview);
        let asked = self.card_subject.replace(subject) != Some(subject);
        let is_something = session.panel() != session::Panel::Card || card::is_about_something(session);
        if asked && width < ONE_PANEL && (is_something || subject.3 == Some(true)) && Wanted::of(session, width).layers
        {
            self.session.apply(session::Action::ShowLayers(false));
        }
    }

    /// Lays out the bars and panels, still empty.
    pub(super) fn places(&self, ui: &mut Ui) -> Places {
        let panel = PanelContext { session: &self.session };
        let hidden = self.session.surroundings().hidden;
        let Wanted { layers, card, folded } = Wanted::of(&self.session, ui.available_width());
        let mut around = Vec::new();
        let mut put = |region: Region, wanted: bool, bar: Panel, ui: &mut Ui, [x, y]: [i8; 2]| {
            if wanted {
                let shown = bar.frame(panel.frame(x, y)).show(ui, |ui| (ui.max_rect(), ui.clip_rect()));
                around.push((region, shown.inner.0, shown.inner.1));
            }
        };
        put(Region::Bar, !hidden, Panel::top("top").exact_size(TOP), ui, [16, 8]);
        put(Region::Status, !hidden, Panel::bottom("status").exact_size(STATUS), ui, [16, 4]);
        let side = Panel::left("layers").resizable(false);
        put(Region::Layers, layers, side.exact_size(LAYERS), ui, [16, 8]);
        let width = ui.available_width();
        let side = Panel::right("card").resizable(false);
        put(Region::Card, card, side.exact_size((width * 0.5).clamp(LEAST_CARD.min(width), CARD)), ui, [16, 12]);
        let map = CentralPanel::default().frame(Frame::new()).show(ui, |ui| ui.available_rect_before_wrap()).inner;
        around.push((Region::Map, map, map));
        Places { around, map, layers, folded: folded && !hidden }
    }
}

impl Places {
    /// Fills a region, if it is there.
    pub(super) fn fill(&self, ui: &mut Ui, region: Region, add: impl FnOnce(&mut Ui)) {
        let Some((_, place, clip)) = self.around.iter().find(|(known, ..)| *known == region) else { return };
        let mut inside = ui.new_child(UiBuilder::new().id_salt(region).max_rect(*place));
        inside.set_clip_rect(*clip);
        focus::region(&inside, region);
        add(&mut inside);
    }
}
