//! The card of a feature over a stop: its names, its declared area or what it follows and how that is known, and as much of the
//! policy as has room, in letters for the last row.
//! Must not look anything up but through the project.

use super::legend::{below, panel};
use super::piece::{Press, accent, rounded, tie_word};
use super::plan::Plan;
use crate::draw::board::Place;
use crate::draw::setter::{Setter, Type};
use crate::geodesy::{Declared, length_of};
use crate::i18n::{Localized, declared_text, displayed, known_word, number, tr};
use crate::picture::Ink;
use crate::project::{Feature, FeatureId, Limit, Style, Tie};
use crate::session::Show;
use crate::verify::fitted_limits_of;

/// How wide a card is at most, and how far its edges are from the words.
const WIDTH: f32 = 560.0;
const PADDING: f32 = 32.0;

/// Shows the card that is open; what it takes.
pub(super) fn card(
    press: &Press<'_>,
    show: &Show,
    (plan, typed): (&Plan, Option<Place>),
    setter: &mut Setter<'_>,
) -> Option<Place> {
    let id = show.card()?;
    let feature = press.project.feature(id)?;
    let [begin, top, right, bottom] = below(plan.map, typed);
    let place = [begin.max(right - WIDTH), top, right, bottom];
    panel(place, setter);
    let [left, ..] = place;
    rounded(
        setter,
        [left + PADDING, top + PADDING, right - PADDING, top + PADDING + 8.0],
        4.0,
        accent(press.project, Some(id)),
        1.0,
    );
    let room = [left + PADDING, top + PADDING + 24.0, right - PADDING, bottom - PADDING];
    let mut flow = Flow { setter, room, left_out: 0 };
    names(press, id, feature, &mut flow);
    let is_areal = press.project.shape(id).is_some_and(crate::geometry::Shape::is_areal);
    if is_areal {
        area(press, id, &mut flow);
    } else if press.project.layers[id.layer].style == Style::Limit {
        limit(press, id, feature, &mut flow);
    }
    policy(press, id, &mut flow);
    Some(place)
}

/// Words one below the other in what is left of a room; those that have no room are counted.
struct Flow<'f, 'a> {
    setter: &'f mut Setter<'a>,
    room: Place,
    left_out: usize,
}

impl Flow<'_, '_> {
    /// Adds a paragraph, so much below what is above it, with quiet words at its right. Whether it has room beside a last line.
    fn add(&mut self, text: &str, beside: &str, above: f32, letter: Type) -> bool {
        const LAST: f32 = 26.0;
        let [left, top, right, bottom] = self.room;
        let quiet = Type::quiet(17.0);
        let of_beside = if beside.is_empty() { 0.0 } else { self.setter.width(beside, quiet) + 20.0 };
        let lines = self.setter.lines(text, right - left - of_beside, letter);
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let height = above + lines.len() as f32 * letter.line();
        if text.is_empty() || top + height > bottom - LAST || self.left_out > 0 {
            self.left_out += usize::from(!text.is_empty());
            return false;
        }
        self.setter.right(beside, [right, top + above + letter.line() / 2.0], quiet);
        self.setter.block(text, [left, top + above], right - left - of_beside, letter);
        self.room[1] += height;
        true
    }
}

fn names(press: &Press<'_>, id: FeatureId, feature: &Feature, flow: &mut Flow<'_, '_>) {
    let (project, lang) = (press.project, press.lang);
    flow.add(&displayed(project.layers[id.layer].title.get(lang)), "", 0.0, Type::quiet(18.0));
    flow.add(&displayed(feature.name().get(lang)), "", 0.0, Type::strong(36.0));
    if let Some(second) = feature.name().second(lang).filter(|_| press.bilingual) {
        flow.add(&displayed(second), "", 0.0, Type::quiet(20.0));
    }
}

/// The declared area, or the measured one where none is declared, and the share of the whole.
fn area(press: &Press<'_>, id: FeatureId, flow: &mut Flow<'_, '_>) {
    let (project, lang) = (press.project, press.lang);
    let quiet = Type::quiet(20.0);
    match project.declared.get(&id) {
        Some(declared) => {
            flow.add(&declared_text(declared, lang), &tr!(lang, "card.declared"), 8.0, Type::strong(56.0));
        }
        None => {
            flow.add(&tr!(lang, "card.measured", area = crate::i18n::area(project.area_m2(id), lang)), "", 8.0, quiet);
        }
    }
    let whole = project.wholes.iter().find(|whole| whole.parts.contains(&id)).map(|whole| whole.whole);
    let declared_m2 = |id| project.declared.get(&id).map(Declared::area_m2);
    let shares = declared_m2(id).zip(whole.and_then(declared_m2)).filter(|(_, whole_m2)| *whole_m2 > 0.0);
    if let Some((part_m2, whole_m2)) = shares {
        let percent = number(part_m2 / whole_m2 * 100.0, 1);
        flow.add(&tr!(lang, "card.share", percent = percent), "", 0.0, quiet);
    }
    let fitted: Vec<&str> = fitted_limits_of(project, id)
        .into_iter()
        .filter_map(|limit| project.feature(limit))
        .map(Feature::key)
        .collect();
    if !fitted.is_empty() {
        let list = displayed(&crate::i18n::list(&fitted, lang));
        flow.add(&tr!(lang, "card.fitted", list = list), "", 8.0, Type { ink: Ink::Limit, ..Type::plain(18.0) });
    }
}

/// What is known of a stretch of boundary.
fn limit(press: &Press<'_>, id: FeatureId, feature: &Feature, flow: &mut Flow<'_, '_>) {
    let (project, lang, limit) = (press.project, press.lang, Limit::of(feature));
    let known = [("basis", limit.basis), ("certainty", limit.line)];
    let known = known.into_iter().filter_map(|(family, word)| Some(known_word(family, word?, lang)));
    flow.add(&known.collect::<Vec<_>>().join(" · "), "", 12.0, Type::strong(26.0));
    let length = number(project.shape(id).map_or(0.0, length_of) / 1000.0, 2);
    flow.add(&tr!(lang, "limit.length", length = length), "", 4.0, Type::plain(25.0));
    if let Some(metres) = limit.accuracy_m {
        flow.add(&tr!(lang, "limit.accuracy", metres = number(metres, 0)), "", 0.0, Type::plain(25.0));
    }
    if limit.line == Some("fitted") {
        flow.add(&tr!(lang, "limit.fitted"), "", 8.0, Type { ink: Ink::Limit, ..Type::plain(22.0) });
    }
}

/// The focus, then the measures that the source ties to the feature or that are thought relevant, then what is said of it; each with
/// its tie, and how many more there are.
fn policy(press: &Press<'_>, id: FeatureId, flow: &mut Flow<'_, '_>) {
    let (card, lang) = (press.project.card(id), press.lang);
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
        let tie = tie.map_or_else(String::new, |tie| tie_word(tie, lang));
        flow.add(&displayed(item.title.get(lang)), &tie, if at == 0 { 20.0 } else { 8.0 }, Type::plain(25.0));
    }
    if flow.left_out > 0 {
        let [left, top, ..] = flow.room;
        let more = tr!(lang, "search.more", count = flow.left_out);
        flow.setter.left(&more, [left, top + 16.0], Type::quiet(17.0));
    }
}
