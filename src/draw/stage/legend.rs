//! The legend on the stage: a quiet box at the lower right of the map.
//! Must not know what is in view: the legend does.

use super::layout::StageLayout;
use super::piece::rounded;
use crate::draw::board::ScreenRect;
use crate::draw::board::round_box;
use crate::draw::legend::legend_of;
use crate::draw::rows::{Set, Setting};
use crate::draw::scaled;
use crate::draw::setter::{Setter, TextStyle};
use crate::i18n::tr;
use crate::picture::{ColourRole, Dash, Pen, Sign};
use crate::session::{Session, Show};
use crate::show::Layout;

/// Rows are set as for paper and enlarged so many times.
const LARGER: f32 = 2.0;
/// How wide the box is, and how far its edges are from the words.
const WIDTH: f32 = 432.0;
const PADDING: f32 = 24.0;
/// What the heading takes.
const HEADING: f32 = 40.0;
/// From the most areas told one by one to the fewest.
const AREAS: [usize; 5] = [12, 8, 5, 3, 0];
/// Rows in one column, or on a low map in two.
const SETTINGS: [Setting; 3] = [(1, 9.2, 3), (2, 9.2, 3), (2, 9.2, 1)];

/// Shows the legend if it is wanted; what it takes. A number being typed keeps its corner. `screen` is the session as the map shows it.
pub(super) fn legend(
    screen: &Session,
    show: &Show,
    (layout, typed): (&StageLayout, Option<ScreenRect>),
    setter: &mut Setter<'_>,
) -> Option<ScreenRect> {
    if !show.legend || show.card.is_some() || show.stop().layout == Layout::Timeline {
        return None;
    }
    let [begin, top, right, bottom] = below(layout.map, typed);
    let tries = SETTINGS.iter().flat_map(|setting| AREAS.map(|areas| (setting, areas)));
    let (set, width) = { tries }.find_map(|(setting, areas)| {
        let rows = legend_of(screen, &[], areas);
        let width = (WIDTH * f32::from(setting.0)).min(right - begin);
        let inner = [width - 2.0 * PADDING, bottom - top - 2.0 * PADDING - HEADING].map(|side| side / LARGER);
        let set = Set::new(&rows, setting, [0.0, 0.0, inner[0], inner[1]], setter);
        set.filter(|_| !rows.is_empty()).map(|set| (set, width))
    })?;
    let height = set.bottom() * LARGER + 2.0 * PADDING + HEADING;
    let place = [right - width, bottom - height, right, bottom];
    panel(place, setter);
    let [left, upper, ..] = place;
    let heading = tr!(screen.lang(), "sheet.legend");
    setter.left(&heading, [left + PADDING, upper + PADDING + 12.0], TextStyle::strong(22.0));
    let mut rows = Setter::new(setter.measure(), 1.0);
    set.put(&mut rows);
    let corner = [left + PADDING, upper + PADDING + HEADING];
    setter.signs.extend(rows.signs.into_iter().map(|sign| scaled::moved(scaled::sign(sign, LARGER), corner)));
    Some(place)
}

/// What is left of the map below a number that is being typed in its corner.
pub(super) fn below([left, top, right, bottom]: ScreenRect, typed: Option<ScreenRect>) -> ScreenRect {
    [left, typed.map_or(top, |[.., lower]| lower + 16.0), right, bottom]
}

/// A box that words over the map stand in.
pub(super) fn panel(place: ScreenRect, setter: &mut Setter<'_>) {
    rounded(setter, place, 16.0, ColourRole::Halo, 0.96);
    let mut points = round_box(place, 16.0);
    points.extend(points.first().copied());
    let pen = Pen { role: ColourRole::Hairline, opacity: 1.0, width: 1.5, dash: Dash::Solid };
    setter.signs.push(Sign::Stroke { points, pen });
}
