//! A stop as the audience sees it: the map over the whole sheet, fainter towards the words, and what lies over both.
//! Must not know keys, windows or a painter.

mod callout;
mod card;
mod charts;
mod concerns;
mod furniture;
mod icons;
mod layout;
mod legend;
mod map;
mod motion;
mod opening;
mod piece;
mod rich;
mod setting;
mod sizes;
mod slide;
mod timeline;
mod wide;

pub use concerns::{Concern, concerns};
pub use opening::{opened_at, openings};
pub use slide::slide;

use super::dots::{Dot, dots};
use super::layout::LabelLayout;
use super::placed_labels::PlacedLabels;
use super::setter::Setter;
use super::{ground, labels, measure, scaled};
use crate::picture::{ColourRole, Label, Picture, Sign};
use crate::project::Style;
use crate::session::{Cover, Session, Show};
use crate::show::Layout;
use layout::StageLayout;
use map::Map;
use piece::{Piece, Press};
use setting::Setting;

/// What a session's show shows.
pub(super) fn draw(session: &Session, show: &Show) -> Picture {
    let measure = measure(session.lang());
    let stage = Stage::new(session, show);
    let (over, taken) = stage.over(&measure);
    let request = labels::LabelRequest { measure: &measure, taken: &taken, former: &[], measured_vertices: usize::MAX };
    let (placed, _) = labels::labels(&stage.map.screen, &stage.dots, &request);
    stage.picture(&placed.iter().collect::<Vec<_>>(), over, true)
}

/// The same for a window that shows one frame after the other.
pub(super) fn draw_with(session: &Session, show: &Show, layout: &mut LabelLayout, now_s: f64) -> Picture {
    let measure = measure(session.lang());
    let stage = Stage::new(session, show);
    let (over, taken) = stage.over(&measure);
    layout.update(&stage.map.screen, &stage.dots, &taken, &measure, now_s);
    // Between two layouts names move with the ground: none moves under the words.
    let apart = |placed: &&PlacedLabels| stage.map.is_apart(placed, &taken);
    let placed: Vec<&PlacedLabels> = layout.placed(stage.map.screen.view().projector()).filter(apart).collect();
    stage.picture(&placed, over, layout.waits_for_ground())
}

/// A stage being drawn.
struct Stage<'a> {
    session: &'a Session,
    show: &'a Show,
    layout: StageLayout,
    map: Map,
    dots: Vec<Dot>,
}

impl<'a> Stage<'a> {
    fn new(session: &'a Session, show: &'a Show) -> Self {
        let layout = StageLayout::new(show.stop().layout, session.view().projector().size);
        let map = Map::new(session, layout.unit);
        let dots = dots(&map.screen, Style::Place, usize::MAX);
        Self { session, show, layout, map, dots }
    }

    /// What stands over the map, in points of the layout, and what of the map it takes, in points of the map.
    fn over(&self, measure: super::words::Measure<'_>) -> (Vec<Sign>, Vec<super::board::ScreenRect>) {
        let mut setter = Setter::new(measure, 1.0);
        setter.signs.extend(self.layout.scrims().into_iter().map(Sign::Fade));
        let press = Press::new(self.session, self.show, measure);
        let setting = Setting::new(self.show.stop(), &press, self.layout.words);
        // A timeline stands where a card would.
        if self.show.card.is_none() || self.show.stop().layout != Layout::Timeline {
            setter.signs.extend(arrived(&setting, self.show, measure));
        }
        setter.signs.extend(opening::framed(&setting, self.show));
        furniture::furniture(self.session, self.show, &self.layout, &mut setter);
        let mut taken = self.layout.worded();
        taken.extend(&setting.taken);
        let typed = furniture::typed(self.show, &self.layout, &mut setter);
        taken.extend(legend::legend(&self.map.screen, self.show, (&self.layout, typed), &mut setter));
        taken.extend(card::card(&press, self.show, (&self.layout, typed), &mut setter));
        taken.extend(typed);
        let callouts = callout::callouts(&self.map.screen, self.show, &self.layout, measure);
        taken.extend(callouts.iter().map(|callout| callout.place));
        let over = callouts.into_iter().flat_map(|callout| callout.signs).chain(setter.signs).collect();
        (over, taken.into_iter().map(|place| place.map(|side| side / map::LARGER)).collect())
    }

    fn picture(self, placed: &[&PlacedLabels], over: Vec<Sign>, waits: bool) -> Picture {
        let (size, lang) = (self.session.view().projector().size, self.session.lang());
        let projector = *self.session.view().projector();
        let corner = [0.0; 2];
        if let Some(cover) = self.show.cover {
            let background = match cover {
                Cover::Black => ColourRole::Black,
                Cover::White => ColourRole::White,
            };
            return Picture { size, background, corner, projector, map: Vec::new(), signs: Vec::new(), lang };
        }
        let mut signs = self.map.signs(placed);
        signs.extend(over.into_iter().map(|sign| scaled::sign(sign, self.layout.unit)));
        let map = self.map.items(&self.dots, waits);
        let background = ground::background(&self.map.screen, waits);
        Picture { size, background, corner, projector, map, signs, lang }
    }
}

/// The words of the steps so far; those of this step as far as they have come.
fn arrived<'s>(
    setting: &'s Setting,
    show: &'s Show,
    measure: super::words::Measure<'s>,
) -> impl Iterator<Item = Sign> + use<'s> {
    let (build, since_s) = (show.build, show.since_s());
    let mut coming = 0;
    let there = setting.pieces.iter().filter(move |(piece, _)| piece.build <= build);
    there.flat_map(move |(piece, [x, y])| {
        let (mut part, mut count) = (1.0, 1.0);
        if piece.build == build {
            (part, count) = (motion::words(since_s, coming), motion::count(since_s, coming));
            coming += 1;
        }
        let by = [*x, y + motion::rise(part)];
        let signs = counted(piece, count, measure).into_iter();
        signs.map(move |sign| scaled::faded(scaled::moved(sign, by), part))
    })
}

/// The signs of a block, its figure counted up so far: it ends where the whole figure ends.
fn counted(piece: &Piece, part: f32, measure: super::words::Measure<'_>) -> Vec<Sign> {
    let mut signs = piece.signs.clone();
    if let Some(Sign::Label(label)) = piece.counts.filter(|_| part < 1.0).and_then(|at| signs.get_mut(at)) {
        let text = motion::on_the_way(&label.text, &piece.through, part);
        let width = |text: &str| measure(text, label.size, label.strong);
        let shift = (width(&label.text) - width(&text)) / 2.0;
        *label = Label { middle: [label.middle[0] + shift, label.middle[1]], text, ..label.clone() };
    }
    signs
}
