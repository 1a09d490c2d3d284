//! From a session to a picture: the only place that decides what is shown.
//! Must not know a painter or a colour's value.

mod along;
mod area_label;
mod arrival;
mod beside;
mod board;
mod course;
mod dots;
mod emphasis;
mod findings;
mod footprint;
mod furniture;
mod graticule;
mod grid;
mod ground;
mod hatch;
mod label_text;
mod labels;
mod layers;
mod layout;
mod led;
mod legend;
mod lines;
mod lit;
mod lod_view;
mod names;
mod placed_labels;
mod rows;
mod setter;
mod sheet;
mod spots;
pub mod stage;
mod terms;
mod tones;
mod uncertainty;
mod versions;
mod words;

pub use findings::{level_role, level_sign, size_text};
pub use ground::{is_seen as ground_is_seen, prepare as prepare_ground};
pub use hatch::{hatch_pen, hatched_box};
pub use layers::segment_pen;
pub use layout::LabelLayout;
pub use legend::{Cell, Emblem, LegendRow, legend, line_key, value_rows};
pub use sheet::{
    HandOut, MAX_SHEETS, PaperFormat, SCALES, Sheet, SheetOptions, SheetPart, TooManySheets, USUAL_SCALES, next_scale,
    read_scale, title_of,
};
pub use spots::{Spot, outline, spots};
pub use tones::{CLASSED as VALUE_TINT, of as area_role};
pub use versions::sign_role;
#[cfg(feature = "desktop")]
pub(crate) use words::{is_wide, line_ends};

use arrival::Arrivals;
use board::{ScreenRect, around};
use graticule::Graticule;
use placed_labels::PlacedLabels;
use words::Measure;

use crate::i18n::Lang;
use crate::picture::{Item, Label, Picture, Sign, scaled};
use crate::project::Style;
use crate::session::Session;
use crate::typography;

/// What a session shows. Its geometry is referred to, so this costs next to nothing however much there is; its words are laid
/// out anew.
///
/// ```
/// use zonemap::draw::draw;
/// use zonemap::formats::{OpenOptions, open_builtin};
/// use zonemap::session::{Action, Session, Settings};
///
/// let mut session = Session::new(open_builtin(&OpenOptions::default())?, Settings::default());
/// session.apply(Action::Resize([800.0, 600.0]));
/// assert!(!draw(&session).map.is_empty());
/// # Ok::<(), zonemap::formats::OpenError>(())
/// ```
#[must_use]
pub fn draw(session: &Session) -> Picture {
    if let Some(show) = session.show() {
        return stage::draw(session, show);
    }
    let dots = dots::dots(session, Style::Place, usize::MAX);
    let measure = measure(session.lang());
    let taken = furniture::places(session.view().projector());
    let placed = fresh(session, &dots, &taken, &measure);
    picture(session, &dots, (&placed.iter().collect::<Vec<_>>(), true), (&taken, &measure))
}

/// What a session shows at a time in seconds, counted from anywhere, for a window that shows one frame after the other: words
/// move with the ground and are laid out anew only now and then, as the [`LabelLayout`] says, which also says whether another
/// frame is wanted.
#[must_use]
pub fn draw_with(session: &Session, layout: &mut LabelLayout, now_s: f64) -> Picture {
    if let Some(show) = session.show() {
        return stage::draw_with(session, show, layout, now_s);
    }
    let dots = dots::dots(session, Style::Place, usize::MAX);
    let measure = measure(session.lang());
    let mut taken = furniture::places(session.view().projector());
    taken.extend(layout.covered());
    layout.update(session, &dots, &taken, &measure, now_s);
    let placed: Vec<&PlacedLabels> = layout.placed(session.view().projector()).collect();
    picture(session, &dots, (&placed, layout.waits_for_ground()), (&taken, &measure))
}

/// How wide words are in a language's glyphs.
fn measure(lang: Lang) -> impl Fn(&str, f32, bool) -> f32 {
    move |text, size, strong| typography::width(text, size, strong, lang)
}

/// The words of a layout of its own, beside what is taken.
fn fresh(session: &Session, dots: &[dots::Dot], taken: &[ScreenRect], measure: Measure<'_>) -> Vec<PlacedLabels> {
    let request = labels::LabelRequest { measure, taken, former: &[], measured_vertices: usize::MAX };
    labels::labels(session, dots, &request).0
}

/// The picture with its words, for a sheet of which something is `taken`; whether it `waits` for the ground.
fn picture(
    session: &Session,
    dots: &[dots::Dot],
    (placed, waits): (&[&PlacedLabels], bool),
    (taken, measure): (&[ScreenRect], Measure<'_>),
) -> Picture {
    let projector = *session.view().projector();
    let (size, lang) = (projector.size, session.lang());
    let labels: Vec<Label> = placed.iter().flat_map(|placed| placed.labels(&projector)).collect();
    let mut signs = Vec::new();
    if session.settings().graticule {
        let graticule = Graticule::new(&projector, lang);
        signs.extend(graticule.lines(size));
        let mut taken = taken.to_vec();
        taken.extend(labels.iter().map(|label| box_of(label, measure)));
        signs.extend(graticule.names(size, &taken, measure));
    }
    signs.extend(labels.into_iter().map(Sign::Label));
    signs.extend(placed.iter().flat_map(|placed| placed.leader(&projector)));
    emphasis::mark(session, &mut signs);
    versions::signs(session, &mut signs, measure);
    findings::signs(session, &mut signs, measure);
    furniture::furniture(&projector, measure, &mut signs);
    Picture {
        size,
        background: ground::background(session, waits),
        corner: [0.0; 2],
        projector,
        map: map_items(session, dots, waits),
        signs,
        lang,
    }
}

/// What lies on the ground, and that itself; whether it `waits` for it.
fn map_items(session: &Session, dots: &[dots::Dot], waits: bool) -> Vec<Item> {
    let (mut map, arrivals) = (Vec::new(), Arrivals::of(session));
    ground::beneath(session, waits, &mut map);
    let order = session.drawn_order();
    let is_of_segments = |layer: &usize| session.layer(*layer).style == Style::Boundary;
    let first_segments = order.iter().position(is_of_segments).unwrap_or(order.len());
    for (at, layer) in order.into_iter().enumerate() {
        if at == first_segments {
            emphasis::beneath(session, &mut map);
        }
        if !versions::gives_way(session, session.layer(layer).style) {
            layers::layer(session, layer, &arrivals, &mut map);
        }
    }
    uncertainty::bands(session, &mut map);
    versions::map_items(session, &mut map);
    layers::places(session, dots, &arrivals, &mut map);
    emphasis::hovered(session, &mut map);
    emphasis::selected(session, &mut map);
    lit::items(session, &arrivals, &mut map);
    findings::map_items(session, &mut map);
    map
}

/// The box around words, turned as they are.
fn box_of(label: &Label, measure: Measure<'_>) -> ScreenRect {
    let [width, height] = [measure(&label.text, label.size, label.strong), label.size * labels::LINE_HEIGHT];
    let (sine, cosine) = label.angle.sin_cos();
    let [sine, cosine] = [sine.abs(), cosine.abs()];
    around(label.middle, width * cosine + height * sine, width * sine + height * cosine)
}
