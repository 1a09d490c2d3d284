//! What may go wrong with a stop on the stage, found before the talk.
//! Must not mend it.

use super::layout::StageLayout;
use super::piece::Press;
use super::setting::Setting;
use super::sizes::SMALLEST;
use crate::draw::{draw, measure};
use crate::i18n::{Lang, displayed, tr};
use crate::picture::Sign;
use crate::session::Session;
use crate::show::Fault;
use crate::typography;

/// Something that the audience would miss.
#[derive(Clone, Debug, PartialEq)]
pub enum Concern {
    /// There is no room for words.
    NoRoom(String),
    /// Text is smaller than can be read from the last row.
    Small,
    /// No font has some glyphs: boxes stand in their place.
    NoGlyph(Vec<char>),
    /// Nothing of the project is in view.
    NothingInView,
    /// The plan asks for something that cannot be shown.
    Plan(Fault),
}

impl Concern {
    /// In plain words.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let text = match self {
            Self::NoRoom(words) => tr!(lang, "concern.no-room", words = displayed(words)),
            Self::Small => tr!(lang, "concern.small"),
            Self::NoGlyph(glyphs) => {
                let glyphs: Vec<String> = glyphs.iter().map(char::to_string).collect();
                tr!(lang, "concern.no-glyph", glyphs = displayed(&glyphs.join(" ")))
            }
            Self::NothingInView => tr!(lang, "concern.nothing-in-view"),
            Self::Plan(Fault::Feature(id)) => tr!(lang, "concern.feature", id = displayed(id)),
            Self::Plan(Fault::Icon(name)) => tr!(lang, "concern.icon", name = displayed(name)),
            Self::Plan(Fault::Chart(name)) => tr!(lang, "concern.chart", name = displayed(name)),
            Self::Plan(Fault::Stop(id)) => tr!(lang, "concern.opens", id = displayed(id)),
            Self::Plan(Fault::Colour(text)) => tr!(lang, "concern.colour", text = displayed(text)),
            Self::Plan(Fault::LongText(count, most)) => tr!(lang, "concern.long-text", count = count, most = most),
            Self::Plan(Fault::ManyStops(count, most)) => tr!(lang, "concern.many-stops", count = count, most = most),
        };
        text.into_owned()
    }
}

/// What may go wrong with the stop that a session shows; nothing when no show is on.
#[must_use]
pub fn concerns(session: &Session) -> Vec<Concern> {
    let Some(show) = session.show() else { return Vec::new() };
    let measure = measure(session.lang());
    let layout = StageLayout::new(show.stop().layout, session.view().projector().size);
    let setting = Setting::new(show.stop(), &Press::new(session, show, &measure), layout.words);
    let mut concerns: Vec<Concern> = show.stop().faults.iter().cloned().map(Concern::Plan).collect();
    concerns.extend(setting.dropped.into_iter().map(Concern::NoRoom));
    let picture = draw(session);
    let labels =
        || picture.signs.iter().filter_map(|sign| if let Sign::Label(label) = sign { Some(label) } else { None });
    if setting.is_small || labels().any(|label| label.size < SMALLEST * layout.unit * 0.999) {
        concerns.push(Concern::Small);
    }
    let glyphs = typography::without_glyph(&picture);
    if !glyphs.is_empty() {
        concerns.push(Concern::NoGlyph(glyphs));
    }
    let view = session.view().projector().extent();
    let mut shown = session.project().layers.iter().zip(session.layers()).filter(|(_, state)| state.is_seen());
    if !shown.any(|(layer, _)| layer.data.shapes().iter().any(|shape| shape.extent().intersects(&view))) {
        concerns.push(Concern::NothingInView);
    }
    concerns
}
