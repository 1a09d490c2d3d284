//! The card of a feature over a stop: its names, its declared area or what it follows and how that is known, and as much of the
//! policy as has room, in text for the last row.
//! Must not sizes anything up: the report of the feature has it.

use super::layout::StageLayout;
use super::legend::{below, panel};
use super::piece::{Press, accent, rounded};
use crate::draw::board::ScreenRect;
use crate::draw::setter::{Setter, TextStyle};
use crate::i18n::{Localized, displayed, tr};
use crate::picture::ColourRole;
use crate::project::{FeatureId, Tie};
use crate::report::{FeatureReport, SegmentReport, tie_word};
use crate::session::Show;

/// How wide a card is at most, and how far its edges are from the words.
const WIDTH: f32 = 560.0;
const PADDING: f32 = 32.0;

/// Shows the card that is open; what it takes.
pub(super) fn card(
    press: &Press<'_>,
    show: &Show,
    (layout, typed): (&StageLayout, Option<ScreenRect>),
    setter: &mut Setter<'_>,
) -> Option<ScreenRect> {
    let id = show.card?;
    let report = FeatureReport::of(press.session.project(), id)?;
    let [begin, top, right, bottom] = below(layout.map, typed);
    let place = [begin.max(right - WIDTH), top, right, bottom];
    panel(place, setter);
    let [left, ..] = place;
    rounded(
        setter,
        [left + PADDING, top + PADDING, right - PADDING, top + PADDING + 8.0],
        4.0,
        accent(press.session, Some(id)),
        1.0,
    );
    let room = [left + PADDING, top + PADDING + 24.0, right - PADDING, bottom - PADDING];
    let mut flow = Flow { setter, room, left_out: 0 };
    names(press, &report, &mut flow);
    if report.no_area.is_none() {
        area(press, &report, &mut flow);
    } else if report.is_boundary_segment() {
        segment(press, id, &mut flow);
    }
    policy(press, &report, &mut flow);
    Some(place)
}

/// Words one below the other in what is left of a room; those that have no room are counted.
struct Flow<'f, 'a> {
    setter: &'f mut Setter<'a>,
    room: ScreenRect,
    left_out: usize,
}

impl Flow<'_, '_> {
    /// Adds a paragraph, so much below what is above it, with quiet words at its right. Whether it has room beside a last line.
    fn add(&mut self, text: &str, beside: &str, above: f32, style: TextStyle) -> bool {
        const LAST: f32 = 26.0;
        let [left, top, right, bottom] = self.room;
        let quiet = TextStyle::quiet(17.0);
        let of_beside = if beside.is_empty() { 0.0 } else { self.setter.width(beside, quiet) + 20.0 };
        let lines = self.setter.lines(text, right - left - of_beside, style);
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let height = above + lines.len() as f32 * style.line();
        if text.is_empty() || top + height > bottom - LAST || self.left_out > 0 {
            self.left_out += usize::from(!text.is_empty());
            return false;
        }
        self.setter.right(beside, [right, top + above + style.line() / 2.0], quiet);
        self.setter.block(text, [left, top + above], right - left - of_beside, style);
        self.room[1] += height;
        true
    }
}

fn names(press: &Press<'_>, report: &FeatureReport<'_>, flow: &mut Flow<'_, '_>) {
    let lang = press.lang;
    flow.add(&report.layer_title(lang), "", 0.0, TextStyle::quiet(18.0));
    flow.add(&report.name(lang), "", 0.0, TextStyle::strong(36.0));
    if let Some(second) = report.second_name(lang).filter(|_| press.bilingual) {
        flow.add(&second, "", 0.0, TextStyle::quiet(20.0));
    }
}

/// The declared area, or the measured one where none is declared, and the share of the whole.
fn area(press: &Press<'_>, report: &FeatureReport<'_>, flow: &mut Flow<'_, '_>) {
    let (lang, quiet) = (press.lang, TextStyle::quiet(20.0));
    match report.declared_text(lang) {
        Some(declared) => flow.add(&declared, &tr!(lang, "card.declared"), 8.0, TextStyle::strong(56.0)),
        None => flow.add(&report.measured(lang), "", 8.0, quiet),
    };
    if let Some(text) = report.share_text(lang) {
        flow.add(&text, "", 0.0, quiet);
    }
    if let Some(text) = report.fitted(lang) {
        flow.add(&text, "", 8.0, TextStyle { role: ColourRole::Boundary, ..TextStyle::plain(18.0) });
    }
}

/// What is known of a boundary segment.
fn segment(press: &Press<'_>, id: FeatureId, flow: &mut Flow<'_, '_>) {
    let (lang, Some(segment)) = (press.lang, SegmentReport::of(press.session.project(), id)) else { return };
    let known: Vec<String> = segment.known(lang).into_iter().flatten().collect();
    flow.add(&known.join(" · "), "", 12.0, TextStyle::strong(26.0));
    flow.add(&segment.length(lang), "", 4.0, TextStyle::plain(25.0));
    if let Some(text) = segment.accuracy(lang) {
        flow.add(&text, "", 0.0, TextStyle::plain(25.0));
    }
    if let Some(text) = segment.fitted(lang) {
        flow.add(&text, "", 8.0, TextStyle { role: ColourRole::Boundary, ..TextStyle::plain(22.0) });
    }
}

/// The focus, then the measures that the source ties to the feature or that are thought relevant, then what is said of it; each with
/// its tie, and how many more there are.
fn policy(press: &Press<'_>, report: &FeatureReport<'_>, flow: &mut Flow<'_, '_>) {
    let (card, lang) = (report.card(), press.lang);
    let focus = card.focus.iter().map(|item| (*item, item.tie));
    let tied = |tie| card.tied(tie).map(|measure| (measure.item, Some(measure.tie)));
    let facts = card.facts.iter().map(|item| (*item, item.tie));
    let all = focus.chain(tied(Tie::Stated)).chain(tied(Tie::Inferred)).chain(facts).chain(tied(Tie::ZoneWide));
    let mut said: Vec<&Localized> = Vec::new();
    for (at, (item, tie)) in all.enumerate() {
        // What is a focus may be told again as a measure.
        if said.contains(&&item.title) {
            continue;
        }
        said.push(&item.title);
        // The source states it; that it bears on this feature is inferred.
        let tie = tie.map_or_else(String::new, |tie| match tie {
            Tie::Inferred => tr!(lang, "stage.link-inferred").into_owned(),
            Tie::Stated | Tie::ZoneWide => tie_word(tie, lang),
        });
        flow.add(&displayed(item.title.get(lang)), &tie, if at == 0 { 20.0 } else { 8.0 }, TextStyle::plain(25.0));
    }
    if flow.left_out > 0 {
        let [left, top, ..] = flow.room;
        let more = tr!(lang, "search.more", count = flow.left_out);
        flow.setter.left(&more, [left, top + 16.0], TextStyle::quiet(17.0));
    }
}
